"""The life of a record as one table: which moves exist, from where to where, and who is asked.

A date that has passed is not a state; what a state lets one edit without leaving it is a policy.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any, Generic, Protocol, TypeVar, cast

from diemtua.kernel.decision import YES, Decision, no

# A member of a StrEnum; bound to str because type checkers see Django's TextChoices as no StrEnum.
S = TypeVar("S", bound=str)
Guard = Callable[[Any, Any], Decision]


class Stated(Protocol):
    """Anything with a ``state``, kept or derived; one read back from the database may hold the plain string."""

    @property
    def state(self) -> Any: ...


class HasState(Protocol):
    """A record that keeps its state, which a move may set."""

    state: Any


@dataclass(frozen=True, slots=True)
class Move(Generic[S]):
    """One official step. ``guards`` get the record and the actor and are asked in order.

    Put *who* before *what is missing*: the first refusal is the one told.
    ``label`` is the Vietnamese verb on the button.
    """

    name: str
    sources: tuple[S, ...]
    target: S
    guards: tuple[Guard, ...] = ()
    label: str = ""

    def __post_init__(self) -> None:
        if not self.sources:
            raise ValueError(f"Move {self.name!r} starts nowhere.")

    @property
    def verb(self) -> str:
        """What the button says: the label, or the name while no label is written."""
        return self.label or self.name


@dataclass(frozen=True, slots=True)
class Offer:
    """A move as shown to one actor: a button, or the same button asleep with its reason."""

    name: str
    label: str
    decision: Decision


class Workflow(Generic[S]):
    """The table of moves. Refuses to be built when a state of the enum can never be reached.

    ``starts`` are the states in which records are born; by default the first source of the first move.
    """

    def __init__(self, *moves: Move[S], starts: Iterable[S] = ()) -> None:
        if not moves:
            raise ValueError("A workflow needs at least one move.")
        self.moves = {move.name: move for move in moves}
        if len(self.moves) < len(moves):
            raise ValueError("Two moves have the same name.")
        self.starts = tuple(starts) or moves[0].sources[:1]
        if unreached := set(self.states) - self.reachable():
            raise ValueError(f"States never reached: {', '.join(sorted(map(str, unreached)))}.")

    @property
    def states(self) -> tuple[S, ...]:
        """Every state of the enum, in its order."""
        return tuple(cast("Iterable[S]", type(self.starts[0])))

    @property
    def finals(self) -> tuple[S, ...]:
        """States that no move leaves."""
        return tuple(state for state in self.states if not any(self._from(state)))

    def reachable(self) -> set[S]:
        """States some sequence of moves leads to, starts included; guards are not asked."""
        found: set[S] = set()
        ahead = list(self.starts)
        while ahead:
            state = ahead.pop()
            if state not in found:
                found.add(state)
                ahead.extend(move.target for move in self._from(state))
        return found

    def decide(self, name: str, record: Stated, actor: object) -> Decision:
        """May ``actor`` take this step now? Raises ``KeyError`` for a move the table does not have."""
        move = self.moves[name]
        if record.state not in move.sources:
            return no(
                f"Không thực hiện được «{move.verb}» khi đang ở trạng thái «{self._label(record.state)}».",
                code="wrong-state",
            )
        return next((answer for guard in move.guards if not (answer := guard(record, actor))), YES)

    def apply(self, name: str, record: HasState, actor: object) -> None:
        """Take the step and set ``record.state``; saving and the trail are the action's.

        Raises ``Refused`` with the first refusal, leaving the record as it was.
        """
        self.decide(name, record, actor).require()
        record.state = self.moves[name].target

    def offers(self, record: Stated, actor: object) -> list[Offer]:
        """The moves that leave the record's state, each with the answer to this actor."""
        return [
            Offer(move.name, move.verb, self.decide(move.name, record, actor))
            for move in self._from(record.state)
        ]

    def mermaid(self, title: str) -> str:
        """The table as a Mermaid state diagram, the same text every time; guards by their names."""
        lines = ["---", f"title: {title}", "---", "stateDiagram-v2"]
        lines += [f"    {_id(state)} : {self._label(state)}" for state in self.states]
        lines += [f"    [*] --> {_id(state)}" for state in self.starts]
        for move in self.moves.values():
            guards = "".join(f"\\n{_name(guard)}" for guard in move.guards)
            lines += [
                f"    {_id(source)} --> {_id(move.target)} : {move.verb}{guards}" for source in move.sources
            ]
        lines += [f"    {_id(state)} --> [*]" for state in self.finals]
        return "\n".join(lines) + "\n"

    def _from(self, state: object) -> Iterator[Move[S]]:
        return (move for move in self.moves.values() if state in move.sources)

    def _label(self, state: str) -> str:
        """The state's name on screen, when the enum has one (``TextChoices``)."""
        member = next((each for each in self.states if each == state), state)
        return str(getattr(member, "label", None) or str(member))


def _name(guard: Guard) -> str:
    return getattr(guard, "__name__", type(guard).__name__)


def _id(state: str) -> str:
    """Mermaid's identifiers take no hyphen."""
    value = state.value if isinstance(state, Enum) else state
    return str(value).replace("-", "_")
