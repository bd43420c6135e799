"""A life of a victim's case: the table of moves, and what each move asks the officer to hand in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Generic

from diemtua.cases.records import Step
from diemtua.kernel.decision import YES, Decision, both
from diemtua.kernel.workflow import Guard, HasState, Offer, S, Stated, Workflow


@dataclass(frozen=True)
class Life(Generic[S]):
    """``table`` is asked with the record before a form is shown, ``needs`` with the step when it comes back.

    Refuses needs of a move the table does not have.
    """

    table: Workflow[S]
    needs: Mapping[str, tuple[Guard, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if unknown := set(self.needs) - set(self.table.moves):
            raise ValueError(f"Needs of moves the table has not: {', '.join(sorted(unknown))}.")

    def offers(self, record: Stated, actor: object) -> list[Offer]:
        """The moves that leave the record's state, each with the answer to this actor: the buttons."""
        return self.table.offers(record, actor)

    def ready(self, name: str, step: Step, actor: object) -> Decision:
        """Does the step bring what the move asks for? The first thing missing is the one told."""
        return next((answer for need in self.needs.get(name, ()) if not (answer := need(step, actor))), YES)

    def decide(self, name: str, record: Stated, actor: object, step: Step) -> Decision:
        """Who and when first, what is missing last. Raises ``KeyError`` for a move the table does not have."""
        return both(self.table.decide(name, record, actor), self.ready(name, step, actor))

    def take(self, name: str, record: HasState, actor: object, step: Step) -> None:
        """Take the move and set ``record.state``; saving and the trail are the action's.

        Raises ``Refused`` with the first refusal, leaving the record as it was.
        """
        self.decide(name, record, actor, step).require()
        record.state = self.table.moves[name].target
