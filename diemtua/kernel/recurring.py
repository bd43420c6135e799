"""From a plan's recurring deadline (định kỳ) to dated instances: «quarterly@14,yearly@12-15» → eight dates.

The tokens are those of the exchange format of annotated plans: ``continuous``, ``weekly``, ``monthly``,
``quarterly``, ``half-yearly``, ``yearly``, ``on-event``, comma-joined, with a due day after ``@``.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from diemtua.kernel.calendar import WorkingCalendar
from diemtua.kernel.periods import CUT_OFF, Period, Window, calendar_month, calendar_quarter, windows
from diemtua.kernel.sources import Confidence, source

DATELESS = ("continuous", "on-event")
BY_PLAN = "Kế hoạch ghi ngày"
BY_WEEK = "Ngày làm việc cuối cùng của tuần"
_TOKEN = re.compile(
    r"(?P<dateless>continuous|on-event)|weekly"
    r"|(?:monthly|quarterly)(?:@(?P<day>\d{1,2}))?"
    r"|(?P<span>half-yearly|yearly)(?:@(?P<month>\d{2})(?:-(?P<monthday>\d{2}))?)?"
    r"|yearly@Q(?P<quarter>[1-4])"
)


@dataclass(frozen=True, slots=True)
class Instance:
    """One dated occurrence of a recurring duty: what it counts, until when, and why then.

    ``rule`` says in Vietnamese what gave the due day; ``covers`` names shorter reports of the
    same duty that fall due the same day on the same figures and go into this one.
    """

    token: str
    window: Window
    due: date
    rule: str
    covers: tuple[str, ...] = ()

    @property
    def estimated(self) -> bool:
        """The report is due before its figures close, so it must estimate the rest (số liệu ước tính)."""
        return self.due < self.window.end


@source("Quyết định của UBND tỉnh Khánh Hòa năm 2023 về chế độ báo cáo định kỳ", in_force="2023-01-01",
        confidence=Confidence.SECONDARY)  # fmt: skip
def days_to_send() -> int:
    """Working days after the cut-off within which a report goes out, where neither plan nor province says."""
    return 2


def check(tokens: str) -> list[str]:
    """The tokens of one recurring deadline. Raises ``ValueError`` naming the one that is not understood."""
    found = [token.strip() for token in tokens.split(",") if token.strip()]
    for token in found:
        match = _TOKEN.fullmatch(token)
        if not match or not _possible(match):
            raise ValueError(f"Không hiểu kỳ hạn «{token}».")
    return found


def instances(
    tokens: str, start: date, end: date, calendar: WorkingCalendar, *, send_within: int | None = None
) -> list[Instance]:
    """Instances due from ``start`` to ``end``, inclusive, in order of due day.

    A day written in the plan stands as written, also on a day off: it is an appointment, not a counted
    limit. Without one, reports are due ``send_within`` working days after the cut-off (by default
    ``days_to_send``). ``continuous`` and ``on-event`` have no dates and give none.
    Raises ``ValueError`` for a token that is not understood.
    """
    wait = days_to_send() if send_within is None else send_within
    # A yearly report may be due in the spring after its year.
    years = range(start.year - 1, end.year + 2)
    found = [
        each
        for token in dict.fromkeys(check(tokens))
        for year in years
        for each in _in_year(token, year, calendar, wait)
        if start <= each.due <= end
    ]
    return sorted(_merged(found), key=lambda each: (each.due, each.window))


def _possible(match: re.Match[str]) -> bool:
    """Is the due day one that exists in some year?"""
    if match["day"]:
        return 1 <= int(match["day"]) <= 31
    if match["month"]:
        in_month = 1 <= int(match["month"]) <= 12
        return in_month and (
            not match["monthday"] or 1 <= int(match["monthday"]) <= _days(2024, int(match["month"]))
        )
    return True


def _in_year(token: str, year: int, calendar: WorkingCalendar, wait: int) -> Iterator[Instance]:
    """Instances of one token about one year's periods."""
    name, _, at = token.partition("@")
    if name in DATELESS:
        return
    period = Period(name)
    if period is Period.YEAR and at and "-" not in at:
        window = calendar_quarter(year, int(at[1])) if at.startswith("Q") else calendar_month(year, int(at))
        yield Instance(token, window, window.end, BY_PLAN)
        return
    for window in windows(period, year):
        if at:
            yield Instance(token, window, _written(window, at), BY_PLAN)
        elif period is Period.WEEK:
            yield Instance(token, window, _last_working(window, calendar), BY_WEEK)
        else:
            rule = f"{wait} ngày làm việc sau ngày chốt số liệu {window.end:%d/%m/%Y}"
            yield Instance(token, window, calendar.add(window.end, wait), rule)


def _written(window: Window, at: str) -> date:
    """The day the plan gives for this window; a day the month lacks is the month's last."""
    year = window.end.year
    if window.period is Period.MONTH and int(at) < CUT_OFF:
        # Due before the month's figures close, it reports on the month before.
        year, month0 = divmod(12 * year + window.end.month, 12)
        return _day(year, month0 + 1, int(at))
    if window.period in (Period.MONTH, Period.QUARTER):
        return _day(year, window.end.month, int(at))
    month, _, day = at.partition("-")
    number = int(month)
    if window.period is Period.HALF:
        # One day is written for both halves: 06-15 is also 12-15; 12-15 is also 06-15.
        number = (number - 1) % 6 + 1 + (6 if window.end.month == 12 else 0)
    elif number <= 3:
        # Due early in a year, it reports on the year that has ended.
        year += 1
    return _day(year, number, int(day or 31))


def _last_working(window: Window, calendar: WorkingCalendar) -> date:
    """Last working day of the week; its Sunday when the whole week is off."""
    day = calendar.add(window.end, 0 if calendar.is_working(window.end) else -1)
    return day if day >= window.start else window.end


def _merged(found: list[Instance]) -> Iterator[Instance]:
    """One report where several of a duty close and fall due on the same days: the longest covers the others."""
    together: dict[tuple[date, date], list[Instance]] = {}
    for each in found:
        together.setdefault((each.window.end, each.due), []).append(each)
    for group in together.values():
        longest, *others = sorted(group, key=lambda each: each.window.start)
        yield replace(longest, covers=tuple(each.window.name for each in others))


def _day(year: int, month: int, day: int) -> date:
    return date(year, month, min(day, _days(year, month)))


def _days(year: int, month: int) -> int:
    return monthrange(year, month)[1]
