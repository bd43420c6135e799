"""Work waiting for a successor, decided before it prints."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from diemtua.access.actor import Actor
from diemtua.plans.forms.succession import ChooseForm
from diemtua.plans.pages.tasks import TaskRow
from diemtua.plans.queries.succession import Waiting


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


def lines(found: Sequence[Waiting], actor: Actor, anybody: list[tuple[object, object]]) -> list[Line]:
    """Each waiting share with its form; ``anybody`` are the bodies to choose from where the tables name no successor."""
    return [Line(each, actor, form_for(each, anybody, number)) for number, each in enumerate(found)]


def form_for(waiting: Waiting, anybody: list[tuple[object, object]], number: int) -> ChooseForm:
    offered: list[tuple[object, object]] = [
        (
            heir.agency.pk,
            f"{heir.agency.name} ({'; '.join(heir.topics)})" if heir.topics else heir.agency.name,
        )
        for heir in waiting.heirs
    ]
    return ChooseForm(
        initial={"ended": waiting.body.pk},
        choices={"agency": offered or anybody},
        auto_id=f"chon_{number}_%s",
    )
