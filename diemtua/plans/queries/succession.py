"""Open work of bodies that have ended and have several successors, or none: waiting for a person to choose."""

from __future__ import annotations

from dataclasses import dataclass

from diemtua.access.actor import Actor
from diemtua.directory.heirs import Heir, heirs_of
from diemtua.directory.models import Agency
from diemtua.directory.queries import in_force
from diemtua.plans.actions.succession import ended
from diemtua.plans.models import Task
from diemtua.plans.models.documents import heavy
from diemtua.ui.paging import Slice, cut, place

SIZE = 20


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


def count(actor: Actor) -> int:
    """How many open tasks have a lead that has ended. One query."""
    tasks = Task.objects.visible_to(actor).at_home(actor).open()
    return tasks.filter(lead__valid_until__lt=actor.today).count()
