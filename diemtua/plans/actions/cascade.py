"""An agency shows the plan it has issued under another's (kế hoạch triển khai)."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import transaction
from django.db.models import BigIntegerField, F, Func, Value

from diemtua.access.actor import Actor
from diemtua.audit import trail as audit
from diemtua.kernel.decision import YES, Decision, Refused, both, no
from diemtua.plans.models import ChildPlan, Document, Task
from diemtua.plans.policies import must_issue_a_plan, works


def may_link(obligation: ChildPlan, actor: Actor) -> Decision:
    return both(must_issue_a_plan(obligation, actor), works(obligation, actor))


@transaction.atomic
def link_child_plan(obligation_id: int, *, actor: Actor, client_id: uuid.UUID, child_id: int) -> ChildPlan:
    """Say which registered document of the agency is its plan under the other's (nối kế hoạch triển khai).

    The document takes the other as its parent, and the agency that holds the parent may now know it and its work,
    so that it can be followed. Linking another document later replaces the first. The same form sent twice links once.
    Raises ``ChildPlan.DoesNotExist``, ``Document.DoesNotExist``, ``Refused``.
    """
    found = ChildPlan.objects.visible_to(actor).select_for_update(of=("self",))
    obligation = found.select_related("agency", "document").get(pk=obligation_id)
    may_link(obligation, actor).require()
    if obligation.child_id == child_id:
        return obligation
    child = Document.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=child_id)
    issued_by_us(child, actor).require()
    if is_above(child, obligation.document):
        raise Refused(no("Văn bản này là cấp trên của kế hoạch kia, không thể triển khai nó.", code="circle"))
    child.parent_id = obligation.document_id
    child.save(update_fields=["parent"])
    let_know(child, obligation.document.holder_id)
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


def issued_by_us(child: Document, actor: Actor) -> Decision:
    if child.holder_id != actor.agency_id:
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


def let_know(child: Document, agency_id: int) -> None:
    """The agency may know a document and its work from now on. Two queries."""
    joined = Func(
        F("seen_by"),
        Value(agency_id, BigIntegerField()),
        function="array_append",
        output_field=ArrayField(BigIntegerField()),
    )
    for rows in (Document.objects.filter(pk=child.pk), Task.objects.filter(document=child)):
        rows.exclude(seen_by__contains=[agency_id]).update(seen_by=joined)
