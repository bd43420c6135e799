"""Reporting periods (kỳ báo cáo): which days a report counts, under which text."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from diemtua.kernel.sources import Confidence, source

CUT_OFF = 14  # last day counted in the closing month (ngày chốt số liệu)
DECREE_09 = "Nghị định 09/2019/NĐ-CP, Điều 12"


class Period(StrEnum):
    """Kinds of period; the value is what a plan's recurring deadline calls it, where it does."""

    WEEK = "weekly"
    MONTH = "monthly"
    QUARTER = "quarterly"
    HALF = "half-yearly"
    NINE_MONTHS = "nine-months"
    YEAR = "yearly"


@dataclass(frozen=True, slots=True, order=True)
class Window:
    """Days counted by one report, ``start`` and ``end`` inclusive, and the period's name on screen."""

    start: date
    end: date
    name: str
    period: Period

    @property
    def named_from(self) -> date:
        """The first day of the time it is named after: the figures of «Quý I/2025» begin on 15/12/2024, the quarter in January."""
        return named_from(self.start, self.end)


def named_from(start: date, end: date) -> date:
    """The first day of the calendar time that a window of days stands for: a month later where both are cut off mid-month."""
    shifted = (start.day, end.day) == (CUT_OFF + 1, CUT_OFF)
    return (start.replace(day=1) + timedelta(days=31)).replace(day=1) if shifted else start


def _window(first_month: int, months: int, year: int, name: str, period: Period) -> Window:
    """From the 15th of the month before the first to the 14th of the last month."""
    last = first_month + months - 1
    before = date(year, first_month, 1) - timedelta(days=1)
    return Window(before.replace(day=CUT_OFF + 1), date(year, last, CUT_OFF), name, period)


@source(DECREE_09, in_force="2019-03-12", confidence=Confidence.SECONDARY)
def month(year: int, n: int) -> Window:
    """Month ``n``: from the 15th of the month before to the 14th (báo cáo tháng)."""
    return _window(n, 1, year, f"Tháng {n}/{year}", Period.MONTH)


@source(DECREE_09, in_force="2019-03-12", confidence=Confidence.SECONDARY)
def quarter(year: int, n: int) -> Window:
    """Quarter ``n``: from the 15th of the month before it to the 14th of its last month (báo cáo quý)."""
    return _window(3 * n - 2, 3, year, f"Quý {('I', 'II', 'III', 'IV')[n - 1]}/{year}", Period.QUARTER)


@source(DECREE_09, in_force="2019-03-12", confidence=Confidence.SECONDARY)
def half(year: int, n: int) -> Window:
    """First half 15/12 to 14/6, second half 15/6 to 14/12 (báo cáo 6 tháng đầu năm, 6 tháng cuối năm)."""
    return _window(6 * n - 5, 6, year, f"6 tháng {('đầu', 'cuối')[n - 1]} năm {year}", Period.HALF)


@source(DECREE_09, in_force="2019-03-12", confidence=Confidence.SECONDARY)
def nine_months(year: int) -> Window:
    """From 15/12 of the year before to 14/9 (báo cáo 9 tháng)."""
    return _window(1, 9, year, f"9 tháng năm {year}", Period.NINE_MONTHS)


@source(DECREE_09, in_force="2019-03-12", confidence=Confidence.SECONDARY)
def whole_year(year: int) -> Window:
    """From 15/12 of the year before to 14/12 (báo cáo năm)."""
    return _window(1, 12, year, f"Năm {year}", Period.YEAR)


def calendar_month(year: int, n: int) -> Window:
    """A month from its first to its last day, for work done in that month rather than reported."""
    return Window(date(year, n, 1), date(year, n, monthrange(year, n)[1]), f"Tháng {n}/{year}", Period.MONTH)


def calendar_quarter(year: int, n: int) -> Window:
    """A quarter from its first to its last day, for work done in it rather than reported."""
    last = calendar_month(year, 3 * n)
    return Window(
        date(year, 3 * n - 2, 1), last.end, f"Quý {('I', 'II', 'III', 'IV')[n - 1]}/{year}", Period.QUARTER
    )


def week(day: date) -> Window:
    """The week, Monday to Sunday, that holds ``day``."""
    first = day - timedelta(days=day.weekday())
    last = first + timedelta(days=6)
    return Window(first, last, f"Tuần {first:%d/%m}–{last:%d/%m/%Y}", Period.WEEK)


def windows(period: Period, year: int) -> list[Window]:
    """The reporting windows of one kind that close in ``year``, in order. Weeks: those whose Sunday is in it."""
    if period is Period.WEEK:
        sunday = date(year, 1, 1) + timedelta(days=6 - date(year, 1, 1).weekday())
        return [
            week(sunday + timedelta(weeks=n)) for n in range(53) if (sunday + timedelta(weeks=n)).year == year
        ]
    if period is Period.MONTH:
        return [month(year, n) for n in range(1, 13)]
    if period is Period.QUARTER:
        return [quarter(year, n) for n in range(1, 5)]
    if period is Period.HALF:
        return [half(year, 1), half(year, 2)]
    return [nine_months(year) if period is Period.NINE_MONTHS else whole_year(year)]
