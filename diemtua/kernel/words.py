"""Clocks in words: what an officer reads first about a time limit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from diemtua.kernel.calendar import WEEKDAYS, Due, WorkingCalendar, local

SOON = 2  # working days left from which a limit counts as near (sắp đến hạn)


class Tone(StrEnum):
    """What the colour and icon beside the words mean; a limit nobody set has none."""

    NONE = "none"
    CALM = "calm"
    SOON = "soon"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Clock:
    """The words and their tone."""

    words: str
    tone: Tone

    def __str__(self) -> str:
        return self.words


def clock(
    due: Due | date | datetime | None,
    now: datetime,
    calendar: WorkingCalendar,
    *,
    none: str = "chưa có thời hạn",
) -> Clock:
    """Say how a limit stands at ``now``: days left are working days, days late are calendar days.

    A bare date lasts until 24:00; ``none`` is what is said when there is no limit.
    """
    if due is None:
        return Clock(none, Tone.NONE)
    limit, now = _as_due(due), local(now)
    if now >= limit.ends_at:
        return Clock(f"quá hạn {_late(limit, now)}", Tone.LATE)
    if limit.at is not None and limit.at - now < timedelta(hours=24):
        return Clock(f"còn {_span(limit.at - now)} ({until(limit, now)})", Tone.SOON)
    if limit.day == now.date():
        return Clock("hôm nay là hạn cuối", Tone.SOON)
    left = calendar.between(now.date(), limit.day)
    days = f"{left} ngày làm việc" if left else f"{(limit.day - now.date()).days} ngày"
    return Clock(f"còn {days} ({until(limit, now)})", Tone.SOON if left <= SOON else Tone.CALM)


def until(due: Due | date | datetime, now: datetime) -> str:
    """The last moment: «đến 17:00 thứ Tư 12/8», «đến hết thứ Tư 12/8»; the year when it is another one."""
    limit, today = _as_due(due), local(now).date()
    start = f"đến {limit.at:%H:%M}" if limit.at else "đến hết"
    return f"{start} {day_in_words(limit.day, today)}"


def day_in_words(day: date, today: date) -> str:
    """«hôm nay», or the weekday and date: «thứ Tư 12/8», with the year when it is not this one."""
    if day == today:
        return "hôm nay"
    year = "" if day.year == today.year else f"/{day.year}"
    return f"{WEEKDAYS[day.weekday()]} {day.day}/{day.month}{year}"


def _as_due(due: Due | date | datetime) -> Due:
    if isinstance(due, Due):
        return due
    if isinstance(due, datetime):
        return Due(local(due).date(), local(due))
    return Due(due)


def _late(limit: Due, now: datetime) -> str:
    """Whole days late; less than a day late in hours and minutes, when the limit had an hour."""
    if limit.at is None:
        return f"{(now.date() - limit.day).days} ngày"
    late = now - limit.at
    return f"{late.days} ngày" if late.days else _span(late)


def _span(length: timedelta) -> str:
    """Less than a day, in hours and minutes; at least one minute."""
    hours, minutes = divmod(max(1, int(length.total_seconds() // 60)), 60)
    parts = [f"{hours} giờ"] * bool(hours) + [f"{minutes} phút"] * bool(minutes)
    return " ".join(parts)
