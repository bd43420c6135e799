"""A clock as a page shows it: words first, and behind them who set it, by which rule, on which calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from diemtua.kernel import words
from diemtua.kernel.calendar import VIETNAM, Due, vietnam
from diemtua.ui.meanings import TONES
from diemtua.ui.parts import Badge, Fact, Meaning
from diemtua.ui.words import day

CALENDAR = "Ngày làm việc của cơ quan nhà nước, trừ ngày nghỉ lễ và ngày nghỉ hoán đổi"


@dataclass(frozen=True)
class Face:
    """What ``ui/clock.html`` prints: a badge's word, colour and icon, and the facts that open beneath."""

    badge: Badge
    facts: tuple[Fact, ...] = ()


def face(
    due: Due | date | datetime | None,
    on: date | datetime,
    *,
    done: date | None = None,
    event: str = "",
    rule: str = "",
    owes: str = "",
    none: str = "chưa có thời hạn",
) -> Face:
    """The clock of a limit at ``on`` (a bare day is read at its opening hour, 08:00).

    ``done`` is the day the work was finished: the clock has stopped. ``event`` started the limit, ``rule``
    names text and article, ``owes`` who must act; given any of them, the clock opens to tell them.
    """
    given = (Fact("Bắt đầu từ", event), Fact("Căn cứ", rule), Fact("Cơ quan phải thực hiện", owes))
    facts = tuple(fact for fact in given if fact.value)
    if facts and due:
        facts = (Fact("Thời hạn", _moment(due)), *facts, Fact("Cách tính", CALENDAR))
    return Face(_stopped(due, done) if done else _running(due, on, none), facts)


def _running(due: Due | date | datetime | None, on: date | datetime, none: str) -> Badge:
    now = on if isinstance(on, datetime) else datetime.combine(on, time(8), VIETNAM)
    said = words.clock(due, now, vietnam(), none=none)
    look = TONES[said.tone]
    return Badge(said.words, look.meaning, look.icon)


def _stopped(due: Due | date | datetime | None, done: date) -> Badge:
    last = _last_day(due)
    if last is None or done <= last:
        return Badge(f"xong ngày {day(done)}", Meaning.DONE, icon="circle-check")
    return Badge(f"xong ngày {day(done)}, muộn {(done - last).days} ngày", Meaning.DONE, icon="clock-check")


def _last_day(due: Due | date | datetime | None) -> date | None:
    if isinstance(due, Due):
        return due.day
    return due.date() if isinstance(due, datetime) else due


def _moment(due: Due | date | datetime) -> str:
    at = due.at if isinstance(due, Due) else due if isinstance(due, datetime) else None
    last = _last_day(due)
    return f"{at:%H:%M} ngày {day(last)}" if at else f"hết ngày {day(last)}"
