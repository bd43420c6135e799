"""What components are given: small frozen shapes that page objects fill and templates only print."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class Meaning(StrEnum):
    """The only reasons for a colour; each is always beside a word or an icon."""

    PLAIN = "plain"
    QUIET = "quiet"
    SOON = "soon"
    LATE = "late"
    DONE = "done"
    SECRET = "secret"


@dataclass(frozen=True)
class Badge:
    """A word with its meaning and icon (``ui/badge.html``)."""

    word: str
    meaning: Meaning = Meaning.PLAIN
    icon: str = ""


@dataclass(frozen=True)
class Tab:
    """One of several lists on the same subject (``ui/tabs.html``)."""

    word: str
    href: str
    count: int | None = None
    current: bool = False


@dataclass(frozen=True)
class Fact:
    """A term and its value (``ui/facts.html``); ``href`` makes the value a link."""

    term: str
    value: object
    href: str = ""


@dataclass(frozen=True)
class File:
    """A file to open (``ui/files.html``); ``size`` in bytes. Without ``href`` it is asleep, with ``note`` saying why."""

    name: str
    size: int | None = None
    href: str = ""
    note: str = ""


@dataclass(frozen=True)
class Happening:
    """One thing that happened (``ui/timeline.html``): who, when, what, with which papers and figures."""

    what: str
    at: datetime | date
    who: str = ""
    note: str = ""
    icon: str = "point"
    meaning: Meaning = Meaning.PLAIN
    facts: Sequence[Fact] = ()
    files: Sequence[File] = ()


@dataclass(frozen=True)
class Share:
    """A part of a whole, counted (``ui/shares.html``)."""

    word: str
    count: int
    meaning: Meaning = Meaning.PLAIN
    href: str = ""


@dataclass(frozen=True)
class Segment:
    """A share laid on the bar, from ``x`` over ``width`` thousandths."""

    share: Share
    x: int
    width: int


@dataclass(frozen=True)
class Shares:
    """Parts of a whole, as one bar and as words."""

    parts: Sequence[Share]
    total: int = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "total", sum(part.count for part in self.parts))

    def segments(self) -> Iterable[Segment]:
        """The parts that count something, laid end to end over exactly a thousand."""
        before = 0
        for part in self.parts:
            if part.count:
                start, end = 1000 * before // self.total, 1000 * (before + part.count) // self.total
                yield Segment(part, start, max(end - start, 1))
                before += part.count
