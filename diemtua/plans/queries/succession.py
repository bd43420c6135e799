"""Open work of bodies that have ended and have several successors, or none: waiting for a person to choose."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import F, Q

from diemtua.access.actor import Actor
from diemtua.directory.heirs import Heir, heirs_of
from diemtua.directory.models import Agency
from diemtua.directory.queries import in_force
from diemtua.plans.actions.succession import ended
from diemtua.plans.models import ChildPlan, Document, ReportDuty, Task
from diemtua.plans.models.base import SharedQuerySet
from diemtua.plans.models.documents import DocumentQuerySet, heavy
from diemtua.plans.seats import Seat, lasting, of_ended, seats_of, unissued
from diemtua.ui.paging import Slice, cut, place

SIZE, SEATS = 20, 50


@dataclass(frozen=True)
class Waiting:
    """One body's share of one task, and who may carry it on."""

    task: Task
    body: Agency
    leads: bool
    heirs: list[Heir]


def waiting(actor: Actor, *, after: str = "", size: int = SIZE) -> Slice[Task]:
    """A page of open tasks with a body that has ended, in order. Two queries."""
    tasks = Task.objects.visible_to(actor).at_home(actor).open().filter(ended(actor.today))
    if start := place(after, 1):
        tasks = tasks.filter(pk__gt=start[0])
    rows = (
        tasks.select_related("document", "lead", "province")
        .defer(*heavy("document"))
        .prefetch_related("parts__agency")
        .order_by("pk")
    )
    return cut(list(rows[: size + 1]), lambda task: (task.pk,), size=size, after=after)


def choices(tasks: Slice[Task], actor: Actor) -> list[Waiting]:
    """What is to be chosen in those tasks, body by body. Five queries at most."""
    asked = [
        (task, body, body.pk == task.lead_id)
        for task in tasks.rows
        for body in [task.lead, *(part.agency for part in task.parts.all() if part.done_on is None)]
        if not in_force(body, actor.today)
    ]
    heirs = heirs_of({body.pk for _, body, _ in asked}, actor.today)
    asked.sort(key=lambda each: (each[1].name_sort, each[0].pk))
    return [
        Waiting(task, body, leads, heirs[body.pk]) for task, body, leads in asked if len(heirs[body.pk]) != 1
    ]


@dataclass(frozen=True)
class WaitingSeat:
    """One ended body's place in a document, a report duty or a plan to be issued, and who may take it."""

    seat: Seat
    heirs: list[Heir]


def seats(actor: Actor) -> list[WaitingSeat]:
    """Places to be taken that one heir alone does not take by itself, fifty records of each kind. Ten queries at most."""
    day = actor.today
    documents, duties, plans = records(actor)
    kept, reporting, asked = documents.order_by("pk"), duties.order_by("pk"), plans.order_by("pk")
    found = list(seats_of(kept[:SEATS], reporting[:SEATS], asked[:SEATS], before=day))
    heirs = heirs_of({seat.body.pk for seat in found}, day)
    waiting = [WaitingSeat(seat, heirs[seat.body.pk]) for seat in found if len(heirs[seat.body.pk]) != 1]
    return sorted(waiting, key=lambda each: (each.seat.body.name_sort, each.seat.role, each.seat.record.pk))


def records(actor: Actor) -> tuple[DocumentQuerySet, SharedQuerySet, SharedQuerySet]:
    """Documents, report duties and plans to be issued with a place to be taken. No query yet.

    What is over waits for nobody. A plan goes with the task that asks for it while that task waits itself.
    """
    day = actor.today
    documents = Document.objects.visible_to(actor).at_home(actor).whose_keeper_ended(day)
    duties = ReportDuty.objects.visible_to(actor).at_home(actor).filter(of_ended(day))
    plans = ChildPlan.objects.visible_to(actor).at_home(actor).filter(unissued(day))
    with_task = Q(task__completed_on=None, agency=F("task__lead"))
    return (
        documents.filter(lasting(day)),
        duties.filter(lasting(day, "document__")),
        plans.filter(lasting(day, "document__")).exclude(with_task),
    )


def count(actor: Actor) -> int:
    """How many open tasks have a lead that has ended, and records another place to be taken. One query."""
    tasks = Task.objects.visible_to(actor).at_home(actor).open().filter(lead__valid_until__lt=actor.today)
    others = [rows.order_by().values("pk") for rows in records(actor)]
    return tasks.values("pk").union(*others, all=True).count()
