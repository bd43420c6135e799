"""Entry channels (nguồn tiếp nhận): how a person comes to the system, which clocks that starts, what the intake asks.

The first sheet asks what decides safety, age and clocks; everything else is asked later. A commune's is ten questions.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from diemtua.cases.codes.lists import load, rows
from diemtua.cases.labelled import Labelled
from diemtua.cases.rules.deadlines import Trigger
from diemtua.cases.statuses import Legal


class Meeting(Labelled):
    """Whether somebody has the person in front of them; only then is she received."""

    IN_PERSON = "in-person", "Đã gặp người đó"
    HEARD_OF = "heard-of", "Mới có nguồn tin"


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the first sheet; ``required`` ones decide safety, age or a clock and may be answered «chưa rõ»."""

    code: str
    label: str
    english: str
    hint: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel: its label, the legal status a case is born in, the events that start its limits, its questions."""

    code: str
    label: str
    meeting: Meeting
    triggers: tuple[Trigger, ...]
    questions: tuple[Question, ...]

    @property
    def born_as(self) -> Legal:
        return Legal.RECEIVED if self.meeting is Meeting.IN_PERSON else Legal.CLUE


HERE, HEARD = Meeting.IN_PERSON, Meeting.HEARD_OF
STARTS: dict[str, tuple[Meeting, tuple[Trigger, ...]]] = {
    "C1": (HERE, (Trigger.RECEIVED_BY_COMMUNE,)),
    "C2": (HERE, (Trigger.REPORTED_ELSEWHERE,)),
    "C3": (HEARD, (Trigger.HOTLINE_INFORMED,)),
    "C4": (HERE, (Trigger.RESCUED,)),
    "C5": (HERE, (Trigger.REPORTED_ELSEWHERE,)),
    "C6": (HEARD, ()),
    "C7": (HEARD, (Trigger.MISSION_ASKED,)),
    "C8": (HERE, (Trigger.RETURNED_AT_GATE,)),
    "C9": (HERE, (Trigger.HANDED_OVER_AT_GATE,)),
    "C10": (HERE, (Trigger.RECEIVED_BY_COMMUNE,)),
    "C11": (HERE, (Trigger.REPORTED_ELSEWHERE,)),
    "absent": (HEARD, ()),
}


@lru_cache(maxsize=1)
def channels() -> dict[str, Channel]:
    """Every channel by its code, in the order of the list."""
    asked = {row["code"]: row for row in rows("questions")}
    return {
        each.code: Channel(each.code, each.label, *STARTS[each.code], _questions(each.code, asked))
        for each in load("entry-channels").codes
    }


def _questions(channel: str, asked: dict[str, dict[str, str]]) -> tuple[Question, ...]:
    mine = sorted(
        (row for row in rows("intake") if row["channel"] == channel), key=lambda row: int(row["place"])
    )
    return tuple(
        Question(row["question"], said["vi"], said["en"], said["hint"], row["required"] == "yes")
        for row in mine
        for said in (asked[row["question"]],)
    )
