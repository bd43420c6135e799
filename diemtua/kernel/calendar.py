"""The working days of Viet Nam, and the counting of time limits (cách tính thời hạn).

Days off are the weekend and the public holidays of the Labour Code (from the ``holidays`` package);
swapped working days and decisions of one year are rows of ``data/working_days.csv``, which win.
"""

from __future__ import annotations

import csv
from bisect import bisect_left, bisect_right
from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files
from zoneinfo import ZoneInfo

from diemtua.kernel.sources import Confidence, source

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


class Unit(StrEnum):
    """Units in which a text states a time limit; «ngày» without «làm việc» is a calendar day."""

    HOUR = "hour"
    DAY = "calendar_day"
    WORKING_DAY = "working_day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """One row of the dated table: a day that works or rests against the rule, and the document that says so."""

    day: date
    works: bool
    name: str
    source: str
    confidence: Confidence = Confidence.TEXT


@dataclass(frozen=True, slots=True)
class Due:
    """When a limit ends (hết thời hạn): at 24:00 of ``day``, or at the instant ``at`` for limits in hours."""

    day: date
    at: datetime | None = None

    @property
    def ends_at(self) -> datetime:
        """The instant after which it is late, in Vietnamese time."""
        return self.at or datetime.combine(self.day + timedelta(days=1), time(), VIETNAM)


class WorkingCalendar:
    """Counts working days. Building one costs nothing; the first question about a year loads that year."""

    def __init__(self, special: Iterable[SpecialDay] = ()) -> None:
        self._special = {each.day: each for each in special}
        self._years: dict[int, tuple[int, ...]] = {}

    def is_working(self, day: date) -> bool:
        """Do state offices work on this day?"""
        working = self._working(day.year)
        at = bisect_left(working, day.toordinal())
        return at < len(working) and working[at] == day.toordinal()

    def why_off(self, day: date) -> str | None:
        """Why offices are closed, in Vietnamese (a holiday, a swap, a weekend); ``None`` on a working day."""
        if self.is_working(day):
            return None
        special = self._special.get(day)
        return (special and special.name) or _holidays(day.year).get(day) or WEEKDAYS[day.weekday()]

    def add(self, day: date, n: int) -> date:
        """The ``n``-th working day after ``day``, which is not counted; before it when ``n`` is negative."""
        year, left = day.year, abs(n)
        while left:
            working = self._working(year)
            if year == day.year:
                here = day.toordinal()
                working = (
                    working[bisect_right(working, here) :] if n > 0 else working[: bisect_left(working, here)]
                )
            if left <= len(working):
                return date.fromordinal(working[left - 1] if n > 0 else working[-left])
            left -= len(working)
            year += 1 if n > 0 else -1
        return day

    def between(self, start: date, end: date) -> int:
        """Working days after ``start`` up to and including ``end``; negative when ``end`` is earlier."""
        if end < start:
            return -self.between(end, start)
        whole = sum(len(self._working(year)) for year in range(start.year, end.year))
        return whole + self._until(end) - self._until(start)

    def next_working(self, day: date) -> date:
        """``day`` itself when offices work, otherwise the next day they do."""
        return day if self.is_working(day) else self.add(day, 1)

    def _until(self, day: date) -> int:
        """Working days of the year up to and including ``day``."""
        return bisect_right(self._working(day.year), day.toordinal())

    def _working(self, year: int) -> tuple[int, ...]:
        """Ordinals of the year's working days, in order."""
        if year not in self._years:
            off, first, last = _holidays(year), date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
            days = (date.fromordinal(each) for each in range(first, last + 1))
            self._years[year] = tuple(day.toordinal() for day in days if self._works(day, off))
        return self._years[year]

    def _works(self, day: date, off: Mapping[date, str]) -> bool:
        special = self._special.get(day)
        return special.works if special else day.weekday() < 5 and day not in off

    def due(self, trigger: date | datetime, length: int, unit: Unit) -> Due:
        """When a limit of ``length`` units that starts with the event ``trigger`` ends.

        Hours need the moment, so a ``datetime``; one without a zone is Vietnamese time.
        Raises ``ValueError`` for a negative length, ``TypeError`` for hours counted from a bare date.
        """
        if length < 0:
            raise ValueError("A time limit cannot be negative.")
        if unit is Unit.HOUR:
            if not isinstance(trigger, datetime):
                raise TypeError("Hours are counted from a moment, not from a day.")
            return limit_in_hours(local(trigger), length)
        start = local(trigger).date() if isinstance(trigger, datetime) else trigger
        if unit is Unit.WORKING_DAY:
            return Due(self.add(start, length))
        return Due(self.next_working(limit_in_calendar(start, length, unit)))


@source("Bộ luật Dân sự 91/2015/QH13, Điều 147 khoản 1", in_force="2017-01-01")
def limit_in_hours(moment: datetime, length: int) -> Due:
    """A limit in hours runs from the stated moment, also at night and on days off."""
    end = moment + timedelta(hours=length)
    return Due(end.date(), end)


@source("Bộ luật Dân sự 91/2015/QH13, Điều 147 khoản 2, 3 và Điều 148 khoản 1 đến 4", in_force="2017-01-01")
def limit_in_calendar(start: date, length: int, unit: Unit) -> date:
    """Last day of a limit in days, weeks, months or years: the first day is not counted.

    A month without the corresponding day ends the limit on its last day. When this last day is a day
    off, ``WorkingCalendar.due`` moves the end to the next working day (Điều 148 khoản 5).
    """
    if unit is Unit.DAY:
        return start + timedelta(days=length)
    if unit is Unit.WEEK:
        return start + timedelta(weeks=length)
    years, month = divmod(start.month - 1 + (12 * length if unit is Unit.YEAR else length), 12)
    year = start.year + years
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def local(moment: datetime) -> datetime:
    """The moment in Vietnamese time; one without a zone is taken as Vietnamese time already."""
    return moment.astimezone(VIETNAM) if moment.tzinfo else moment.replace(tzinfo=VIETNAM)


@lru_cache(maxsize=1)
def vietnam() -> WorkingCalendar:
    """The calendar of state offices, with the swapped days known to this release."""
    return WorkingCalendar(special_days())


def special_days() -> list[SpecialDay]:
    """The dated table shipped with the program, in order of day."""
    text = files("diemtua.kernel").joinpath("data/working_days.csv").read_text(encoding="utf-8")
    return [
        SpecialDay(
            date.fromisoformat(row["day"]),
            row["works"] == "yes",
            row["name"],
            row["source"],
            Confidence(row["confidence"]),
        )
        for row in csv.DictReader(text.splitlines())
    ]


@lru_cache(maxsize=128)
def _holidays(year: int) -> Mapping[date, str]:
    """Public holidays of one year with their Vietnamese names (Labour Code, Article 112)."""
    # Half a second to import: only those who count working days pay for it.
    import holidays

    return dict(holidays.country_holidays("VN", years=year, language="vi"))
