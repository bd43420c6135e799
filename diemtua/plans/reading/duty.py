"""What the walk over a plan finds: duties, the words in which reports are sought, and passages that name nobody."""

from __future__ import annotations

from typing import NamedTuple

from diemtua.plans.reading.agencies import Mention
from diemtua.plans.reading.model import Deadline
from diemtua.plans.reading.outline import Node
from diemtua.plans.reading.records import fresh, record


@record
class Duty:
    """What one clause, row or group of named lines asks, of whom, by when."""

    node: Node | None
    start: int
    end: int
    leads: list[Mention]
    helpers: list[Mention]
    deadline: Deadline
    confidence: float
    origin: str
    implied: str | None = None
    doubts: list[str] = fresh(factory=list)
    receivers: list[Mention] = fresh(factory=list)


class Passage(NamedTuple):
    """A stretch of a clause's own words, with the party whose section it is: reports are sought here."""

    node: Node | None
    start: int
    end: int
    owner: tuple[Mention, ...]
    implied: str | None = None


@record
class Mute:
    """A passage that asks for something and names nobody."""

    node: Node | None
    start: int
    end: int
    why: str
