"""A successor takes an ended body's place in a document, in a report duty, in a plan to be issued.

What was written stays: the document's holder and words, reports sent, plans linked. What is still to come is the
successor's, with the text that says so (Nghị quyết 202/2025/QH15; Nghị quyết 190/2025/QH15).
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from datetime import datetime

from django.db import transaction

from diemtua.access.actor import Actor
from diemtua.audit import trail as audit
from diemtua.directory.models import Agency
from diemtua.kernel.decision import Refused, no
from diemtua.plans.actions.heirs import Change, Heirs, chosen
from diemtua.plans.actions.knowing import let_know, let_know_whole
from diemtua.plans.actions.locking import hold_documents, in_order
from diemtua.plans.actions.tasks import hand_on
from diemtua.plans.models import ChildPlan, Document, Event, ReportDue, ReportDuty, Succession, Task
from diemtua.plans.policies import follows_the_province, works
from diemtua.plans.seats import Record, Role, Seat, seats_in


def take_seats(seats: Iterable[Seat], heirs: Heirs, *, actor: Actor, at: datetime) -> int:
    """Give every place with one heir to that heir; returns how many. The rows are locked. Some six queries a place."""
    passed = 0
    for seat in seats:
        found = heirs.get(seat.body.pk, [])
        if len(found) == 1:
            give(seat, found[0].agency)
            tell(seat, Change(seat.role.label, seat.body, found[0]), actor, at=at, client_id=uuid.uuid4())
            passed += 1
    return passed


def give(seat: Seat, heir: Agency) -> None:
    """The heir takes the place, and may know what comes with it."""
    GIVE[seat.role](seat.record, seat.body, heir)


def keep(document: Document, before: Agency, heir: Agency) -> None:
    """The document's particulars, campaigns and drafts are the heir's; its holder stays on record."""
    document.keeper = heir
    document.save(update_fields=["keeper"])
    let_know_whole(heir.pk, document.pk)


def report(duty: ReportDuty, before: Agency, heir: Agency) -> None:
    """What is still owed and what will fall due is the heir's; what was sent stays the body's that sent it."""
    duty.who.remove(before)
    duty.who.add(heir)
    let_know_duty(heir, duty)
    for due in in_order(ReportDue.objects.open().filter(duty=duty, agency=before)):
        pass_due(due, heir)


def pass_due(due: ReportDue, heir: Agency) -> bool:
    """The heir owes the report, unless it owes the same itself. Two queries."""
    if ReportDue.objects.filter(duty=due.duty_id, agency=heir, period=due.period).exists():
        return False
    due.agency, due.seen_by = heir, sorted({*due.seen_by, heir.pk})
    due.save(update_fields=["agency", "seen_by"])
    return True


def receive(duty: ReportDuty, before: Agency, heir: Agency) -> None:
    """Reports go to the heir, which may read and return what its predecessor received."""
    duty.to.remove(before)
    duty.to.add(heir)
    let_know_duty(heir, duty)
    let_know(heir.pk, ReportDue.objects.filter(duty=duty))


def consolidate(duty: ReportDuty, before: Agency, heir: Agency) -> None:
    """Reports pass through the heir."""
    duty.through = heir
    duty.save(update_fields=["through"])
    let_know_duty(heir, duty)
    let_know(heir.pk, ReportDue.objects.filter(duty=duty))


def let_know_duty(heir: Agency, duty: ReportDuty) -> None:
    let_know(heir.pk, Document.objects.filter(pk=duty.document_id))
    let_know(heir.pk, ReportDuty.objects.filter(pk=duty.pk))


def issue(plan: ChildPlan, before: Agency, heir: Agency) -> None:
    """The heir is to issue the plan, and may know the task that asks for it."""
    let_know(heir.pk, Document.objects.filter(pk=plan.document_id))
    let_know(heir.pk, Task.objects.filter(pk=plan.task_id))
    hand_on(plan, heir.pk)


GIVE: dict[Role, Callable[..., None]] = {
    Role.KEEPS: keep,
    Role.REPORTS: report,
    Role.RECEIVES: receive,
    Role.THROUGH: consolidate,
    Role.ISSUES: issue,
}


def tell(seat: Seat, change: Change, actor: Actor, *, at: datetime, client_id: uuid.UUID) -> None:
    """What passed on, with the text: on the task for a plan to be issued, else on the document. One query."""
    if isinstance(seat.record, ChildPlan):
        Event.objects.create(
            client_id=client_id,
            task_id=seat.record.task_id,
            kind=Event.Kind.REASSIGNED,
            at=at,
            officer_id=actor.officer_id,
            agency_id=actor.agency_id,
            note=str(change),
            detail={"role": seat.role, "before": change.before.pk, "after": change.heir.agency.pk},
        )
        return
    Succession.objects.create(
        client_id=client_id,
        document=seat.document,
        duty=seat.record if isinstance(seat.record, ReportDuty) else None,
        role=seat.role,
        before=change.before,
        after=change.heir.agency,
        note=str(change),
        at=at,
        officer_id=actor.officer_id,
    )


@transaction.atomic
def choose_for_seat(
    role: Role, record_id: int, *, actor: Actor, client_id: uuid.UUID, ended_id: int, agency_id: int
) -> Document:
    """An overseer of the province says which successor takes a place (chọn cơ quan kế thừa). Returns the document.

    Raises ``ObjectDoesNotExist`` where the actor may not know the record, ``Refused``. The form sent twice chooses once.
    """
    record = locked(role, record_id, actor)
    document = record if isinstance(record, Document) else record.document
    if already(client_id):
        return document
    follows_the_province(record, actor).require()
    works(record, actor).require()
    seat = waiting_seat(role, record, ended_id, actor)
    heir = chosen(seat.body, agency_id, actor)
    give(seat, heir.agency)
    tell(seat, Change(role.label, seat.body, heir), actor, at=actor.now, client_id=client_id)
    audit.record(
        "document.carried_over",
        "plans.document",
        document.pk,
        actor=actor,
        role=role,
        before=ended_id,
        after=agency_id,
    )
    return document


def already(client_id: uuid.UUID) -> bool:
    """Whether this very form has been taken before. Two queries."""
    return any(model.objects.filter(client_id=client_id).exists() for model in (Succession, Event))


def locked(role: Role, record_id: int, actor: Actor) -> Record:
    """The record of a place, locked after its document and, for a plan to be issued, after its task. Four queries or so."""
    if role is Role.KEEPS:
        kept = Document.objects.visible_to(actor)
        in_order(kept).only("pk").get(pk=record_id)
        return kept.select_related("holder", "keeper").get(pk=record_id)
    if role is Role.ISSUES:
        plans = ChildPlan.objects.visible_to(actor)
        held = plans.values_list("document", "task").get(pk=record_id)
        hold_documents(Document.objects.filter(pk=held[0]))
        list(in_order(Task.objects.filter(pk=held[1])).only("pk"))
        in_order(plans).only("pk").get(pk=record_id)
        return plans.select_related("document", "agency", "task").get(pk=record_id)
    duties = ReportDuty.objects.visible_to(actor)
    document_id = duties.values_list("document", flat=True).get(pk=record_id)
    hold_documents(Document.objects.filter(pk=document_id))
    in_order(duties).only("pk").get(pk=record_id)
    return duties.select_related("document", "through").get(pk=record_id)


def waiting_seat(role: Role, record: Record, ended_id: int, actor: Actor) -> Seat:
    """The place of that body, if it is still to be taken. Raises ``Refused``."""
    for seat in seats_in(record, actor.today):
        if (seat.role, seat.body.pk) == (role, ended_id):
            return seat
    raise Refused(no("Vai này không còn chờ chọn cơ quan kế thừa.", code="not-waiting"))
