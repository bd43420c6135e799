"""What officers do to a task. Each finds what it may see, locks it, asks the table, changes named fields, leaves
an event and the trail. Sending the same form twice changes nothing the second time."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from diemtua.access.actor import Actor
from diemtua.audit import trail as audit
from diemtua.directory.models import Agency
from diemtua.kernel.decision import Refused, no
from diemtua.plans import periods
from diemtua.plans.actions.locking import hold_documents, in_order
from diemtua.plans.models import ChildPlan, Document, Event, Part, Task
from diemtua.plans.states import TASK_LIFE
from diemtua.plans.versions import check_version, only

Figures = Sequence[dict[str, Any]]
AMENDED = frozenset({"content", "product", "places"})


def locked(task_id: int, actor: Actor) -> Task:
    """The task, locked, as far as ``actor`` may know it. Raises ``Task.DoesNotExist``. Two queries.

    Locked before it is joined: a task whose lead changes while we wait would fall out of the join, as if unknown.
    """
    known = Task.objects.visible_to(actor)
    in_order(known).only("pk").get(pk=task_id)
    return known.select_related("lead", "assigner", "document").get(pk=task_id)


def locked_with_document(task_id: int, actor: Actor) -> Task:
    """The task, locked after its document: for acts that make others know the document. Four queries."""
    document = Task.objects.visible_to(actor).values_list("document", flat=True).get(pk=task_id)
    hold_documents(Document.objects.filter(pk=document))
    return locked(task_id, actor)


def already(client_id: uuid.UUID) -> bool:
    """Whether this very form has been taken before. One query."""
    return Event.objects.filter(client_id=client_id).exists()


def tell(
    task: Task,
    kind: Event.Kind,
    actor: Actor,
    *,
    client_id: uuid.UUID | None = None,
    note: str = "",
    figures: Figures = (),
    **detail: Any,
) -> Event:
    """Add what happened to the task and to the trail, which names the event and repeats none of its words. Three queries."""
    event = Event.objects.create(
        client_id=client_id or uuid.uuid4(),
        task=task,
        kind=kind,
        at=actor.now,
        officer_id=actor.officer_id,
        agency_id=actor.agency_id,
        note=note,
        figures=list(figures),
        detail=detail,
    )
    task.last_event_at = event.at
    task.save(update_fields=["last_event_at"])
    audit.record(f"task.{kind}", "plans.task", task.pk, actor=actor, event=event.pk)
    return event


@transaction.atomic
def acknowledge(task_id: int, *, actor: Actor, client_id: uuid.UUID) -> Task:
    """The lead takes the task in hand (tiếp nhận việc).

    Raises ``Task.DoesNotExist`` when the actor may not know the task, ``Refused`` with its reason otherwise.
    """
    task = locked(task_id, actor)
    if already(client_id):
        return task
    TASK_LIFE.decide("acknowledge", task, actor).require()
    task.acknowledged_at = actor.now
    task.save(update_fields=["acknowledged_at"])
    tell(task, Event.Kind.ACKNOWLEDGED, actor, client_id=client_id)
    return task


@transaction.atomic
def report_progress(
    task_id: int, *, actor: Actor, client_id: uuid.UUID, note: str, figures: Figures = ()
) -> Event:
    """Lead or coordinator says how far the work is (cập nhật tiến độ), with figures ``{what, value, unit}``."""
    task = locked(task_id, actor)
    if already(client_id):
        return Event.objects.get(client_id=client_id)
    TASK_LIFE.decide("report_progress", task, actor).require()
    return tell(task, Event.Kind.PROGRESS, actor, client_id=client_id, note=note, figures=figures)


@transaction.atomic
def finish_part(task_id: int, *, actor: Actor, client_id: uuid.UUID, on: date, result: str) -> Part:
    """A coordinating agency has done its part (xong phần phối hợp)."""
    task = locked(task_id, actor)
    part = task.parts.filter(agency=actor.agency_id).first()
    if part and already(client_id):
        return part
    TASK_LIFE.decide("finish_part", task, actor).require()
    if on > actor.today:
        raise Refused(no("Ngày xong không thể sau hôm nay.", code="in-the-future"))
    assert part is not None  # the table has just said so
    part.done_on, part.result, part.version = on, result, part.version + 1
    part.save(update_fields=["done_on", "result", "version"])
    tell(task, Event.Kind.PART_DONE, actor, client_id=client_id, note=result)
    return part


@transaction.atomic
def submit(task_id: int, *, actor: Actor, client_id: uuid.UUID, product: str, note: str = "") -> Event:
    """The lead reports the work done and names the product it delivers (báo hoàn thành, nêu sản phẩm)."""
    task = locked(task_id, actor)
    if already(client_id):
        return Event.objects.get(client_id=client_id)
    TASK_LIFE.decide("submit", task, actor).require()
    if not product.strip():
        raise Refused(
            no(
                "Nêu sản phẩm của việc (văn bản số mấy, số liệu gì) trước khi báo hoàn thành.",
                code="no-product",
            )
        )
    task.submitted_at, task.delivered = actor.now, product.strip()
    task.save(update_fields=["submitted_at", "delivered"])
    return tell(task, Event.Kind.SUBMITTED, actor, client_id=client_id, note=note, product=product.strip())


@transaction.atomic
def confirm(task_id: int, *, actor: Actor, client_id: uuid.UUID, note: str = "") -> Task:
    """The assigner confirms the product (xác nhận hoàn thành).

    A single task is done on the day it was submitted, and so is a recurring duty in the last period of its plan;
    before that the duty closes its period and opens the next.
    """
    task = locked(task_id, actor)
    if already(client_id):
        return task
    if following := task.next_period:
        return _close_period(task, following, actor, client_id, note)
    TASK_LIFE.decide("confirm", task, actor).require()
    assert task.submitted_at is not None
    task.completed_on = timezone.localdate(task.submitted_at)
    task.save(update_fields=["completed_on"])
    tell(task, Event.Kind.CONFIRMED, actor, client_id=client_id, note=note)
    return task


def _close_period(
    task: Task, following: periods.Period, actor: Actor, client_id: uuid.UUID, note: str
) -> Task:
    TASK_LIFE.decide("close_period", task, actor).require()
    assert task.submitted_at is not None
    closed: dict[str, Any] = {
        "period_from": str(task.period_from or ""),
        "period_to": str(task.period_to or ""),
        "due_on": str(task.due_on or ""),
        "submitted_on": str(timezone.localdate(task.submitted_at)),
        "product": task.delivered,
    }
    task.submitted_at, task.delivered = None, ""
    task.period_from, task.period_to, task.due_on = (
        following.window_from,
        following.window_to,
        following.due_on,
    )
    task.save(update_fields=["submitted_at", "delivered", "period_from", "period_to", "due_on"])
    tell(task, Event.Kind.PERIOD_CLOSED, actor, client_id=client_id, note=note, **closed)
    return task


@transaction.atomic
def give_back(task_id: int, *, actor: Actor, client_id: uuid.UUID, reason: str) -> Task:
    """The assigner returns the work with a reason (trả lại); it counts as not completed."""
    task = locked(task_id, actor)
    if already(client_id):
        return task
    TASK_LIFE.decide("give_back", task, actor).require()
    task.submitted_at = None
    task.save(update_fields=["submitted_at"])
    tell(task, Event.Kind.RETURNED, actor, client_id=client_id, note=reason_given(reason))
    return task


@transaction.atomic
def amend(task_id: int, *, actor: Actor, client_id: uuid.UUID, version: int, **changed: Any) -> Task:
    """The assigner corrects content, product asked or places (sửa việc). Refuses to overwrite a change unseen.

    Raises ``Conflict`` (with both versions, field by field) when the task moved past ``version``.
    """
    task = locked(task_id, actor)
    if already(client_id):
        return task
    only(AMENDED, changed)
    TASK_LIFE.decide("amend", task, actor).require()
    before = check_version(task, version, changed)
    for name, value in changed.items():
        setattr(task, name, value)
    task.version += 1
    task.save(update_fields=[*changed, "version"])
    tell(
        task,
        Event.Kind.AMENDED,
        actor,
        client_id=client_id,
        before=before,
        after={k: str(v) for k, v in changed.items()},
    )
    return task


@transaction.atomic
def reassign(task_id: int, *, actor: Actor, client_id: uuid.UUID, lead_id: int, reason: str) -> Task:
    """Another agency takes the lead (chuyển cơ quan chủ trì), as when a successor takes over. The old lead still sees it.

    The new lead is a body of the province in force today; it may know the document its work comes from, and has no
    part beside its own lead. A plan that the task obliges its lead to issue goes with the lead.
    """
    task = locked_with_document(task_id, actor)
    if already(client_id):
        return task
    TASK_LIFE.decide("reassign", task, actor).require()
    _may_lead(lead_id, task, actor)
    before = task.lead_id
    task.lead_id, task.acknowledged_at = lead_id, None
    task.seen_by = sorted({*task.seen_by, lead_id})
    task.save(update_fields=["lead", "acknowledged_at", "seen_by"])
    task.parts.filter(agency=lead_id, done_on=None).delete()
    make_known({task.document_id: {lead_id}})
    for plan in in_order(task.child_plans.filter(agency=before, child=None)):
        hand_on(plan, lead_id)
    tell(
        task,
        Event.Kind.REASSIGNED,
        actor,
        client_id=client_id,
        note=reason_given(reason),
        before=before,
        after=lead_id,
    )
    return task


def _may_lead(lead_id: int, task: Task, actor: Actor) -> None:
    """Raises ``Refused`` for the present lead, and for a body that has ended or is another province's. One query."""
    if lead_id == task.lead_id:
        raise Refused(no(f"{task.lead.called} đang chủ trì việc này.", code="same-lead"))
    if not Agency.objects.on(actor.today).filter(pk=lead_id, province__in=actor.provinces).exists():
        raise Refused(no("Chỉ chuyển được cho cơ quan của tỉnh đang hoạt động.", code="unknown-agency"))


def make_known(by_document: dict[int, set[int]]) -> None:
    """Whoever takes over work may know the document it comes from, which the caller holds. Two queries."""
    documents = list(in_order(Document.objects.filter(pk__in=by_document)).only("seen_by"))
    for document in documents:
        document.seen_by = sorted({*document.seen_by, *by_document[document.pk]})
    Document.objects.bulk_update(documents, ["seen_by"])


def hand_on(plan: ChildPlan, agency_id: int) -> None:
    """Another agency is to issue the plan; where it owes one for the same task already, the two become one. Two queries."""
    if ChildPlan.objects.filter(task=plan.task_id, agency=agency_id).exists():
        plan.delete()
        return
    plan.agency_id, plan.seen_by, plan.version = (
        agency_id,
        sorted({*plan.seen_by, agency_id}),
        plan.version + 1,
    )
    plan.save(update_fields=["agency", "seen_by", "version"])


@transaction.atomic
def cancel(task_id: int, *, actor: Actor, client_id: uuid.UUID, reason: str) -> Task:
    """The assigner withdraws the task (thôi giao), with a reason."""
    task = locked(task_id, actor)
    if already(client_id):
        return task
    TASK_LIFE.decide("cancel", task, actor).require()
    task.cancelled_on = actor.today
    task.save(update_fields=["cancelled_on"])
    tell(task, Event.Kind.CANCELLED, actor, client_id=client_id, note=reason_given(reason))
    return task


def reason_given(text: str) -> str:
    """A reason that says something, or a refusal."""
    if len(text.strip()) < 3:
        raise Refused(no("Nêu lý do để cơ quan kia biết phải làm gì.", code="no-reason"))
    return text.strip()
