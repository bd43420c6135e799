"""Work waiting for a successor, decided before it prints."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from diemtua.access.actor import Actor
from diemtua.directory.heirs import Heir
from diemtua.directory.models import Agency
from diemtua.plans.forms.succession import ChooseForm
from diemtua.plans.pages.tasks import TaskRow
from diemtua.plans.queries.succession import Waiting, WaitingSeat
from diemtua.plans.seats import Seat

Choices = list[tuple[object, object]]


@dataclass(frozen=True)
class Line:
    """One choice: the task, who had it, the candidates each with the work it took over."""

    waiting: Waiting
    actor: Actor
    form: ChooseForm

    @property
    def row(self) -> TaskRow:
        return TaskRow(self.waiting.task, self.actor)

    @property
    def role(self) -> str:
        return "chủ trì" if self.waiting.leads else "phối hợp"


@dataclass(frozen=True)
class Group:
    """One ended body, who may carry on which of its work, and its shares that wait."""

    lines: list[Line]

    @property
    def body(self) -> Agency:
        return self.lines[0].waiting.body

    @property
    def heirs(self) -> list[Heir]:
        return self.lines[0].waiting.heirs


@dataclass(frozen=True)
class SeatLine:
    """One place to be taken: what it is, in which document, whose it was, and the form that chooses."""

    waiting: WaitingSeat
    form: ChooseForm

    @property
    def seat(self) -> Seat:
        return self.waiting.seat


def seat_lines(found: Sequence[WaitingSeat], anybody: Choices) -> list[SeatLine]:
    """Each place with its form; ``anybody`` as for tasks."""
    return [
        SeatLine(each, form_for(each.seat.body.pk, each.heirs, anybody, f"vai_{number}"))
        for number, each in enumerate(found)
    ]


def groups(found: Sequence[Waiting], actor: Actor, anybody: Choices) -> list[Group]:
    """The shares of a page under the body that had them; ``found`` comes body by body."""
    made = lines(found, actor, anybody)
    return [Group(list(mine)) for _, mine in groupby(made, key=lambda line: line.waiting.body.pk)]


def lines(found: Sequence[Waiting], actor: Actor, anybody: Choices) -> list[Line]:
    """Each waiting share with its form; ``anybody`` are the bodies to choose from where the tables name no successor."""
    return [
        Line(each, actor, form_for(each.body.pk, each.heirs, anybody, f"chon_{number}"))
        for number, each in enumerate(found)
    ]


def form_for(body_id: int, heirs: Sequence[Heir], anybody: Choices, name: str) -> ChooseForm:
    offered: Choices = [
        (
            heir.agency.pk,
            f"{heir.agency.name} ({'; '.join(heir.topics)})" if heir.topics else heir.agency.name,
        )
        for heir in heirs
    ]
    return ChooseForm(
        initial={"ended": body_id},
        choices={"agency": offered or anybody},
        auto_id=f"{name}_%s",
    )
