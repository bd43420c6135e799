"""A permission's answer: yes, or a no that tells the officer why and who can.

The same object greys a button, fills its hint, answers 403 and enters the trail.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Decision:
    """Truthy, or a refusal: a Vietnamese sentence for people and a ``code`` for programs.

    Two decisions are equal when their data are; the sentence may be reworded at any time.
    """

    allowed: bool
    code: str = ""
    reason: str = field(default="", compare=False)

    def __bool__(self) -> bool:
        return self.allowed

    def __str__(self) -> str:
        return self.reason

    def require(self) -> None:
        """Go on if this is a yes. Raises ``Refused`` with the reason if it is a no."""
        if not self.allowed:
            raise Refused(self)


YES = Decision(True, "yes")


def no(reason: str, *, code: str = "refused") -> Decision:
    """A refusal with the sentence shown to the officer, and the code that programs compare."""
    if not reason.strip():
        raise ValueError("A refusal must say why.")
    return Decision(False, code, reason)


def both(first: Decision, *others: Decision) -> Decision:
    """A yes if every decision is one, otherwise the first refusal in the order given."""
    return next((decision for decision in (first, *others) if not decision), YES)


class Refused(Exception):
    """An official act was not allowed; ``decision`` says why."""

    def __init__(self, decision: Decision) -> None:
        if decision:
            raise ValueError("A yes is not a refusal.")
        super().__init__(decision.reason)
        self.decision = decision

    def __reduce__(self) -> tuple[type[Refused], tuple[Decision]]:
        # The default would rebuild from the sentence alone; a job queue may pickle exceptions.
        return type(self), (self.decision,)
