"""When a body ended, its open work goes on: by itself where one body follows, by a person's choice where several do.

The document keeps its signatories and names (``lead_text``); who had the work still sees it
(Luật 53/2024/QH15, Điều 27; Nghị quyết 202/2025/QH15).
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass
from datetime import date, datetime, time

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from diemtua.access.actor import Actor
from diemtua.access.queries import standing_day
from diemtua.access.session import session
from diemtua.audit import trail as audit
from diemtua.directory.heirs import Heir, heirs_of
from diemtua.directory.models import Agency
from diemtua.directory.queries import in_force
from diemtua.kernel.decision import Refused, no
from diemtua.plans.actions.dues import make_duties_known
from diemtua.plans.actions.heirs import Change, Heirs, chosen
from diemtua.plans.actions.locking import hold_documents, in_order
from diemtua.plans.actions.seats import issue, pass_due, take_seats
from diemtua.plans.actions.tasks import already, locked_with_document, make_known, tell
from diemtua.plans.models import ChildPlan, Document, Event, Part, ReportDue, ReportDuty, Task
from diemtua.plans.policies import follows_the_province, works
from diemtua.plans.seats import Seat, of_ended, seats_of, unissued
from diemtua.plans.states import OPEN


@dataclass(frozen=True)
class Carried:
    """How much passed on by itself, and how many tasks wait for a person's choice; ``seats`` are places in documents,
    report duties and plans to be issued."""

    tasks: int = 0
    reports: int = 0
    seats: int = 0
    waiting: int = 0

    def __add__(self, other: Carried) -> Carried:
        return Carried(*(mine + theirs for mine, theirs in zip(astuple(self), astuple(other), strict=True)))


def ended(on: date) -> Q:
    """Open tasks in which somebody has ended before ``on``: lead, assigner, or a coordinator with work left."""
    parts = Part.objects.filter(done_on=None, agency__valid_until__lt=on)
    return Q(lead__valid_until__lt=on) | Q(assigner__valid_until__lt=on) | Q(pk__in=parts.values("task"))


def carry_over(*, actor: Actor, on: date) -> Carried:
    """Pass open work of ended bodies to their one successor, province by province. Running it twice changes nothing.

    ``actor`` is the house. Each province by its own day, one transaction each where the caller has none: the trail,
    which everybody shares, is held no longer than one province takes.
    """
    with session(actor):
        days = [(pk, standing_day(pk) or on) for pk in provinces_with_ended(on)]
    done = Carried()
    for province_id, day in days:
        with session(actor):
            done += carry_province(province_id, actor=actor, on=day)
    return done


def provinces_with_ended(on: date) -> list[int]:
    """Provinces with work to look at. Five queries."""
    found = (
        Task.objects.open().filter(ended(on)),
        ReportDue.objects.open().filter(agency__valid_until__lt=on),
        Document.objects.whose_keeper_ended(on),
        ReportDuty.objects.filter(of_ended(on)),
        ChildPlan.objects.filter(unissued(on)),
    )
    return sorted(
        {pk for rows in found for pk in rows.order_by().values_list("province", flat=True).distinct()}
    )


@transaction.atomic
def carry_province(province_id: int, *, actor: Actor, on: date) -> Carried:
    """One province's share of ``carry_over``. Some twenty queries, and a few each for what passes on."""
    tasks, dues, seats = found_locked(province_id, on)
    bodies = {
        pk
        for task in tasks
        for pk in (task.lead_id, task.assigner_id, *(p.agency_id for p in task.parts.all()))
    }
    heirs = heirs_of(bodies | {due.agency_id for due in dues} | {seat.body.pk for seat in seats}, on)
    at = timezone.make_aware(datetime.combine(on, time(8))) if on < actor.today else actor.now
    changed = {task: changes for task in tasks if (changes := list(take_over(task, heirs, on)))}
    keep(changed, actor, at)
    taken = take_seats(seats, heirs, actor=actor, at=at)
    passed = pass_dues(dues, heirs)
    waiting = sum(not in_force(task.lead, on) for task in tasks)
    if changed or passed or taken:
        audit.record(
            "task.carried_over",
            "directory.area",
            province_id,
            actor=actor,
            tasks=sorted(t.pk for t in changed),
            reports=passed,
            seats=taken,
        )
    return Carried(len(changed), passed, taken, waiting)


def found_locked(province_id: int, on: date) -> tuple[list[Task], list[ReportDue], list[Seat]]:
    """A province's tasks, reports owed and places with a body that has ended, locked after their documents, in that order."""
    tasks = Task.objects.open().filter(ended(on), province=province_id)
    dues = ReportDue.objects.open().filter(province=province_id, agency__valid_until__lt=on)
    duties = ReportDuty.objects.filter(of_ended(on), province=province_id)
    plans = ChildPlan.objects.filter(unissued(on), province=province_id)
    kept = Document.objects.whose_keeper_ended(on).filter(province=province_id)
    touched = Q(pk__in=dues.values("duty__document")) | Q(pk__in=kept.values("pk"))
    for rows in (tasks, duties, plans):
        touched |= Q(pk__in=rows.values("document"))
    held = hold_documents(Document.objects.filter(touched))
    mine = in_order(tasks.filter(document__in=held)).select_related("lead", "assigner")
    locked = list(mine.prefetch_related("parts__agency"))
    seats = seats_of(
        kept.filter(pk__in=held).order_by("pk"),
        in_order(duties.filter(document__in=held)),
        in_order(plans.filter(document__in=held)),
        before=on,
    )
    owed = list(seats)
    return locked, list(in_order(dues.filter(duty__document__in=held))), owed


def take_over(task: Task, heirs: Heirs, on: date) -> Iterator[Change]:
    """Put the one successor of each ended body in its place. The task's rows are changed here, saved by ``keep``."""
    for role, field in (("Chủ trì", "lead"), ("Giao việc", "assigner")):
        before = getattr(task, field)
        if heir := only(before, heirs, on):
            setattr(task, field, heir.agency)
            if field == "lead" and task.submitted_at is None:
                task.acknowledged_at = None
            yield Change(role, before, heir)
    for part in [part for part in task.parts.all() if part.done_on is None]:
        if heir := only(part.agency, heirs, on):
            before = part.agency
            replace_part(task, part, heir.agency)
            yield Change("Phối hợp", before, heir)


def only(body: Agency, heirs: Heirs, on: date) -> Heir | None:
    """The successor of an ended body where there is exactly one."""
    found = heirs.get(body.pk, [])
    return found[0] if not in_force(body, on) and len(found) == 1 else None


def replace_part(task: Task, part: Part, heir: Agency) -> None:
    """The heir takes the part; where it leads or already has one, the two become one."""
    if heir.pk == task.lead_id or task.parts.exclude(pk=part.pk).filter(agency=heir).exists():
        part.delete()
        return
    part.agency_text = part.agency_text or part.agency.name
    part.agency, part.version = heir, part.version + 1
    part.save(update_fields=["agency", "agency_text", "version"])


def keep(changed: dict[Task, list[Change]], actor: Actor, at: datetime) -> None:
    """Save what ``take_over`` changed, with one event a task; documents become known to the heirs. Four queries."""
    by_document: dict[int, set[int]] = {}
    for task, changes in changed.items():
        task.seen_by = sorted({*task.seen_by, *(change.heir.agency.pk for change in changes)})
        task.last_event_at = at
        by_document.setdefault(task.document_id, set()).update(task.seen_by)
    Task.objects.bulk_update(
        changed, ["lead", "assigner", "acknowledged_at", "seen_by", "last_event_at"], batch_size=500
    )
    Event.objects.bulk_create(event_of(task, changes, actor, at) for task, changes in changed.items())
    make_known(by_document)


def event_of(task: Task, changes: list[Change], actor: Actor, at: datetime) -> Event:
    detail = [{"role": each.role, "before": each.before.pk, "after": each.heir.agency.pk} for each in changes]
    return Event(
        task=task,
        kind=Event.Kind.REASSIGNED,
        at=at,
        officer_id=actor.officer_id,
        agency_id=actor.agency_id,
        note="\n".join(map(str, changes)),
        detail={"succession": detail},
    )


def pass_dues(dues: Iterable[ReportDue], heirs: Heirs) -> int:
    """Reports still owed pass to the one successor, unless it owes the same report itself. Returns how many."""
    passed = [
        due
        for due in dues
        for found in [heirs.get(due.agency_id, [])]
        if len(found) == 1 and pass_due(due, found[0].agency)
    ]
    make_duties_known(passed)
    return len(passed)


@transaction.atomic
def choose_successor(
    task_id: int, *, actor: Actor, client_id: uuid.UUID, ended_id: int, agency_id: int
) -> Task:
    """An overseer of the province says which successor carries on a task (chọn cơ quan kế thừa).

    A plan that the task obliges its lead to issue goes with the lead. ``ended_id`` is the body that has ended: the lead, or a
    coordinator. Raises ``Task.DoesNotExist``, ``Refused``.
    """
    task = locked_with_document(task_id, actor)
    if already(client_id):
        return task
    follows_the_province(task, actor).require()
    works(task, actor).require()
    before = Agency.objects.get(pk=ended_id)
    part = task.parts.filter(agency=before, done_on=None).first()
    heir = candidate(task, before, part, agency_id, actor)
    change = Change("Chủ trì" if task.lead_id == ended_id else "Phối hợp", before, heir)
    if task.lead_id == ended_id:
        task.lead = heir.agency
        task.acknowledged_at = task.acknowledged_at if task.submitted_at else None
        task.parts.filter(agency=heir.agency, done_on=None).delete()
        for plan in in_order(task.child_plans.filter(agency=ended_id, child=None)):
            issue(plan, before, heir.agency)
    elif part:
        replace_part(task, part, heir.agency)
    task.seen_by = sorted({*task.seen_by, heir.agency.pk})
    task.save(update_fields=["lead", "acknowledged_at", "seen_by"])
    make_known({task.document_id: {heir.agency.pk}})
    tell(
        task,
        Event.Kind.REASSIGNED,
        actor,
        client_id=client_id,
        note=str(change),
        before=ended_id,
        after=agency_id,
    )
    return task


def candidate(task: Task, before: Agency, part: Part | None, agency_id: int, actor: Actor) -> Heir:
    """The chosen heir, if the body has ended with work in this open task and the chosen one may follow it."""
    if task.state not in OPEN or (task.lead_id != before.pk and part is None):
        raise Refused(no("Việc này không còn chờ chọn cơ quan kế thừa.", code="not-waiting"))
    return chosen(before, agency_id, actor)
