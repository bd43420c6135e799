"""Deadlines that call for a reminder, who is to be told, and what an officer has been told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils import timezone

from diemtua.access.actor import Actor
from diemtua.directory.models import Absence, Officer, Posting
from diemtua.kernel.calendar import vietnam
from diemtua.plans import rules
from diemtua.plans.models import Part, Reminder, ReportDue, Task
from diemtua.plans.models.documents import heavy

AHEAD = rules.REMIND_WORKING_DAYS_BEFORE + 1
WORKS, FOCAL = Posting.Duty.WORK.value, Posting.Duty.FOCAL.value


@dataclass(frozen=True)
class Call:
    """A deadline of one agency that calls for a reminder today: of a task or of a report."""

    agency_id: int
    deadline: date
    kind: str
    day: date
    task_id: int | None = None
    due_id: int | None = None


def calls(province_id: int, today: date) -> Iterator[Call]:
    """Every reminder that the deadlines of a province call for on ``today``. Three queries, streamed.

    Work handed in for confirmation waits for somebody else, so nobody is reminded of it.
    """
    until = vietnam().add(today, AHEAD)
    tasks = Task.objects.open().filter(province=province_id, due_on__lte=until, submitted_at=None)
    parts = Part.objects.filter(task__in=tasks, done_on=None)
    dues = ReportDue.objects.open().filter(province=province_id, due_on__lte=until)
    for agency_id, deadline, pk in tasks.values_list("lead", "due_on", "pk").iterator(2000):
        yield from _call(agency_id, deadline, today, task_id=pk)
    for agency_id, deadline, pk in parts.values_list("agency", "task__due_on", "task").iterator(2000):
        yield from _call(agency_id, deadline, today, task_id=pk)
    for agency_id, deadline, pk in dues.values_list("agency", "due_on", "pk").iterator(2000):
        yield from _call(agency_id, deadline, today, due_id=pk)


def _call(agency_id: int, deadline: date | None, today: date, **subject: int) -> Iterator[Call]:
    found = rules.reminder(deadline, today, vietnam()) if deadline else None
    if deadline and found:
        yield Call(agency_id, deadline, found[0], found[1], **subject)


def told_for(agency_ids: set[int], today: date) -> dict[int, list[int]]:
    """Who is told for each agency: its focal points, else its working officers, each by his stand-in when away.

    Where everybody is away and nobody stands in, those away are told all the same. Two queries.
    """
    postings = Posting.objects.on(timezone.localdate()).filter(agency__in=agency_ids)
    staff: dict[int, dict[str, list[int]]] = defaultdict(lambda: {FOCAL: [], WORKS: []})
    for agency_id, officer_id, duties in postings.order_by("pk").values_list("agency", "officer", "duties"):
        for duty in (FOCAL, WORKS):
            if duty in duties:
                staff[agency_id][duty].append(officer_id)
    away: dict[int, int | None] = dict(Absence.objects.on(today).values_list("officer", "stand_in"))
    return {agency_id: list(_present(by_duty, away)) for agency_id, by_duty in staff.items()}


def _present(by_duty: dict[str, list[int]], away: dict[int, int | None]) -> dict[int, None]:
    """Officers to tell, each once, in order."""
    for duty in (FOCAL, WORKS):
        here = [away.get(officer, officer) for officer in by_duty[duty]]
        if found := dict.fromkeys(officer for officer in here if officer is not None):
            return found
    return dict.fromkeys([*by_duty[FOCAL], *by_duty[WORKS]])


def mine(actor: Actor, limit: int = 200) -> list[Reminder]:
    """What the actor has been reminded of and is still to be done, the latest reminder of each. One query."""
    found = (
        Reminder.objects.visible_to(actor)
        .standing()
        .select_related(
            "task__document", "task__lead", "due__duty__document", "due__duty__through", "due__agency"
        )
        .defer(*heavy("task__document"), *heavy("due__duty__document"))
        .order_by("-day", "-pk")[: 3 * limit]
    )
    latest: dict[tuple[int | None, int | None], Reminder] = {}
    for reminder in found:
        if reminder.task or reminder.due:  # what has left his sight since is not told
            latest.setdefault((reminder.task_id, reminder.due_id), reminder)
    return sorted(latest.values(), key=lambda each: (each.deadline, each.pk))[:limit]


def unseen(actor: Actor) -> int:
    """How many reminders of open work the actor has not looked at. One query."""
    return Reminder.objects.visible_to(actor).standing().unseen().count()


@dataclass(frozen=True)
class Letter:
    """One officer's letter of a day: to whom, and the reminders it carries."""

    officer: Officer
    reminders: list[Reminder]


def letter_of(officer_id: int) -> Letter | None:
    """The reminders of an officer that no letter has carried, locked until the transaction ends. Two queries.

    Work done in the meantime is left out; another run that holds them makes this one find nothing.
    """
    found = (
        Reminder.objects.filter(officer=officer_id)
        .unsent()
        .standing()
        .select_related("task__document", "due__duty__document", "due__agency")
        .select_for_update(of=("self",), skip_locked=True)
    )
    reminders = sorted(found, key=lambda each: (each.deadline, each.pk))
    if not reminders:
        return None
    return Letter(Officer.objects.get(pk=officer_id), reminders)


def waiting_officers(province_id: int) -> list[int]:
    """Officers with an active account for whom a letter waits. One query."""
    of_province = Q(task__province=province_id) | Q(due__province=province_id)
    waiting = Reminder.objects.unsent().standing().filter(of_province, officer__account__is_active=True)
    return list(waiting.order_by("officer").values_list("officer", flat=True).distinct())
