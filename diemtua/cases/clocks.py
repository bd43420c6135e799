"""Clocks of a case in words; the law's deadlines and the house's own targets are never told in the same words."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from diemtua.cases.rules.deadlines import NO_LIMIT, Due, Unit
from diemtua.kernel.calendar import Due as Limit
from diemtua.kernel.calendar import WorkingCalendar, local, vietnam
from diemtua.kernel.formats import day as written
from diemtua.kernel.words import Clock, Tone, clock

INTERNAL = "mục tiêu nội bộ: "


def clock_words(due: Due, now: datetime, calendar: WorkingCalendar | None = None) -> Clock:
    """«còn 2 ngày làm việc (đến hết thứ Năm 8/10)», «còn 5 giờ (…)», «quá hạn 1 ngày», with its tone.

    What the law does not time says so first, then the internal target if there is one. Days left are working days.
    """
    if due.limit is None:
        return Clock(NO_LIMIT, Tone.NONE)
    said = clock(due.limit, now, calendar or vietnam())
    if not due.internal:
        return said
    lead = "" if due.deadline.unit is Unit.IMMEDIATE else f"{NO_LIMIT}; "
    return Clock(f"{lead}{INTERNAL}{said.words}", said.tone)


def moved(before: Due, after: Due, was: date | datetime, now_is: date | datetime) -> str | None:
    """What an officer is told when the event's time was corrected and the clock moved; ``None`` when it did not."""
    if before.limit == after.limit and before.deadline == after.deadline:
        return None
    law = "" if before.deadline == after.deadline else f", theo {after.deadline.text}"
    return (
        f"Hạn «{after.deadline.name}» chuyển từ {_end(before)} sang {_end(after)} "
        f"vì «{after.deadline.trigger.label}» sửa từ {_moment(was)} thành {_moment(now_is)}{law}."
    )


def limit_ending(at: datetime) -> Limit:
    """The limit that ends at an instant, as kept: one that ends at 24:00 is a day's, any other runs to its minute."""
    here = local(at)
    if here.time() == time():
        return Limit(here.date() - timedelta(days=1))
    return Limit(here.date(), here)


def _end(due: Due) -> str:
    if due.limit is None:
        return NO_LIMIT
    end = _moment(due.limit.at) if due.limit.at else f"hết ngày {written(due.limit.day)}"
    return f"{end} ({INTERNAL.strip(': ')})" if due.internal else end


def _moment(value: date | datetime) -> str:
    return f"{local(value):%H:%M %d/%m/%Y}" if isinstance(value, datetime) else written(value)
