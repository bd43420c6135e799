"""An agency shows the plan it has issued under another's (kế hoạch triển khai)."""

from __future__ import annotations

import uuid

from django.db import transaction

from diemtua.access.actor import Actor
from diemtua.audit import trail as audit
from diemtua.kernel.decision import YES, Decision, Refused, both, no
from diemtua.plans.actions.knowing import let_know
from diemtua.plans.actions.locking import hold_documents, in_order
from diemtua.plans.models import ChildPlan, Document, Task
from diemtua.plans.policies import must_issue_a_plan, works


def may_link(obligation: ChildPlan, actor: Actor) -> Decision:
    return both(must_issue_a_plan(obligation, actor), works(obligation, actor))


@transaction.atomic
def link_child_plan(obligation_id: int, *, actor: Actor, client_id: uuid.UUID, child_id: int) -> ChildPlan:
    """Say which registered document of the agency is its plan under the other's (nối kế hoạch triển khai).

    The document takes the other as its parent, and the agency that keeps the parent may now know it and its work,
    so that it can be followed. Linking another document later replaces the first. The same form sent twice links once.
    Raises ``ChildPlan.DoesNotExist``, ``Document.DoesNotExist``, ``Refused``.
    """
    obligation = locked(obligation_id, actor, child_id)
    may_link(obligation, actor).require()
    if obligation.child_id == child_id:
        return obligation
    child = Document.objects.visible_to(actor).get(pk=child_id)
    issued_by_us(child, actor).require()
    if is_above(child, obligation.document):
        raise Refused(no("Văn bản này là cấp trên của kế hoạch kia, không thể triển khai nó.", code="circle"))
    child.parent_id = obligation.document_id
    child.save(update_fields=["parent"])
    for rows in (Document.objects.filter(pk=child_id), Task.objects.filter(document=child_id)):
        let_know(obligation.document.kept_by_id, rows)
    obligation.child, obligation.linked_by_id, obligation.linked_at = child, actor.officer_id, actor.now
    obligation.version += 1
    obligation.save(update_fields=["child", "linked_by", "linked_at", "version"])
    audit.record(
        "child_plan.linked",
        "plans.document",
        obligation.document_id,
        actor=actor,
        child=child.pk,
        agency=actor.agency_id,
    )
    return obligation


def locked(obligation_id: int, actor: Actor, child_id: int) -> ChildPlan:
    """The obligation, locked after both documents and the work of the child. Five queries."""
    known = ChildPlan.objects.visible_to(actor)
    above = known.values_list("document", flat=True).get(pk=obligation_id)
    hold_documents(Document.objects.visible_to(actor).filter(pk__in=(above, child_id)))
    list(in_order(Task.objects.filter(document=child_id)).only("pk"))
    in_order(known).only("pk").get(pk=obligation_id)
    return known.select_related("agency", "document").get(pk=obligation_id)


def issued_by_us(child: Document, actor: Actor) -> Decision:
    if child.kept_by_id != actor.agency_id:
        return no("Chỉ nối được văn bản do chính cơ quan đăng ký.", code="not-ours")
    if child.issued_at is None:
        return no("Văn bản còn đang rà soát; giao việc xong rồi nối.", code="draft")
    return YES


def is_above(child: Document, document: Document) -> bool:
    """Whether ``child`` already stands above ``document``. One query a step."""
    seen: set[int] = set()
    above: Document | None = document
    while above is not None and above.pk not in seen:
        if above.pk == child.pk:
            return True
        seen.add(above.pk)
        above = Document.objects.filter(pk=above.parent_id).first() if above.parent_id else None
    return False
