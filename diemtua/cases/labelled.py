"""Closed sets with Vietnamese labels, for modules that must not know Django.

They look like ``TextChoices`` to whoever reads them: ``State.CLOSED.label``; a field takes ``choices=State.choices()``.
"""

from __future__ import annotations

from enum import StrEnum


class Labelled(StrEnum):
    """A word of the code, kept as it is in the database, and what a screen says for it."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Labelled:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """(value, label) in the order written."""
        return [(member.value, member.label) for member in cls]


class Answer(Labelled):
    """An answer that may be missing: silence is neither yes nor no."""

    YES = "yes", "Có"
    NO = "no", "Không"
    NOT_SURE = "not-sure", "Chưa rõ"
