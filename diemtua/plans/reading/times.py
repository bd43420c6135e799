"""Points and stretches of time as plans write them (mốc và khoảng thời gian).

``sequences`` joins the times a levelled text names (``moments``) into ranges and lists, and
fills in what they leave out from their neighbours or from the document. Nothing here knows
whether a time is a deadline.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from diemtua.plans.reading.model import Frame
from diemtua.plans.reading.moments import Moment, last_day, moments_of
from diemtua.plans.reading.records import fresh, record

_TIMELY = re.compile(r"[0-9]|đầu năm|giữa năm|cuối năm|quý [il]|quí [il]")
_DAYWORD = re.compile(r"(?:ngày|mùng|mồng)\s*$")
_HOURS = r"(?:\d\d?\s?(?:giờ|h|g)\s?(?:\d\d)?\s?(?:phút|p|')?,?\s*)?"
_RANGE = re.compile(
    rf"\s*(?:-|(?:cho\s+)?(?:đến|tới))\s*(?:hết\s+|cuối\s+|trước\s+)?{_HOURS}(?:ngày\s*|năm\s+)?"
)
_LIST = re.compile(
    r"\s*(?:,\s*và|,|;|/|&|và|hoặc)\s*(?:(?:trước|vào|trong|hoàn thành trước|các)\s+)?(?:ngày\s*)?"
)
_NUMBER_ENDS = re.compile(r"\s*(?:$|[.;)|]|h[ằà]ng\s+năm|mỗi\s+năm)")
_OPEN_AFTER = re.compile(
    r"\s*(?:trở\s+đi|,?\s*(?:và|-)\s*(?:trong\s+)?(?:các|những)\s+(?:năm|tháng|qu[ýí])\s+(?:tiếp\s+theo|sau|kế\s+tiếp)"
    r"|\s*và\s+(?:các\s+năm\s+)?tiếp\s+theo)"
)
_NEXT_YEAR = re.compile(r"\s+(?:của\s+)?năm\s+(?:sau|kế\s+tiếp|tiếp\s+theo|tới)(?!\w)")
_YEARS = re.compile(
    r"\s*,?\s*(?:(?:của|trong)\s+)?(?:các|hai|ba)?\s*năm\s+20\d\d(?:(?:\s*,\s*|\s+và\s+|\s*,?\s+và\s+)(?:năm\s+)?20\d\d)+(?!\d)"
)
_YEAR_TOLD = re.compile(
    r"(?:năm|hè|tết(?:\s+\w+){0,3})\s+(20\d\d)\s*[,(:]\s*(?:(?:trong|bắt\s+đầu|kể)\s+)?(?:từ\s+)?(?:ngày\s+)?$"
)
_YEARS_AFTER = re.compile(r"\s*,?\s*(?:các|những)\s+năm\s+(?:tiếp\s+theo|sau|kế\s+tiếp)")


@record
class Sequence:
    """Moments joined by «đến», «-» (``ranged``), commas or «và», in reading order."""

    moments: list[Moment]
    ranged: bool
    start: int
    end: int
    open_ended: bool = False
    filled_year: int | None = None
    doubts: list[str] = fresh(factory=list)
    years: tuple[int, ...] = ()
    """The years a range of days is for: «15/5 - 15/8 các năm 2026, 2027»."""

    @property
    def grain(self) -> str:
        return self.moments[-1].grain

    @property
    def written_year(self) -> bool:
        return any(m.written_year for m in self.moments)

    def stretches(self) -> list[tuple[date, date]]:
        """First and last days of each period, in order; one for a range or for months in a row."""
        bounds = [m.bounds() for m in self.moments]
        if self.ranged:
            whole = bounds[0][0], bounds[-1][1]
            return [_moved(whole, year) for year in self.years] or [whole]
        return _rows(self.moments, bounds)


def _rows(moments: list[Moment], bounds: list[tuple[date, date]]) -> list[tuple[date, date]]:
    """Months in a row as one stretch: «tháng 9, tháng 10/2026»."""
    rows = bounds[:1]
    for (left, right), (first, last) in zip(pairwise(moments), bounds[1:], strict=True):
        if left.grain == right.grain == "month" and first - rows[-1][1] == timedelta(days=1):
            rows[-1] = rows[-1][0], last
        else:
            rows.append((first, last))
    return rows


def _moved(stretch: tuple[date, date], year: int) -> tuple[date, date]:
    """The same days in another year; a stretch over the new year ends in the next."""
    first, last = stretch
    later = last.year - first.year
    return _in_year(first, year), _in_year(last, year + later)


def _in_year(day: date, year: int) -> date:
    return date(year, day.month, min(day.day, last_day(year, day.month)))


def sequences(low: str, frame: Frame) -> list[Sequence]:
    """Every time expression of a levelled text, with missing years and months filled in."""
    if not _TIMELY.search(low):
        return []
    found: list[Sequence] = []
    for group, ranged in _groups(low, list(moments_of(low))):
        if found and found[-1].years and group[0].start < found[-1].end:
            continue
        sequence = _sequence(low, group, ranged, frame)
        if sequence is not None:
            found.append(sequence)
    return found


def _groups(low: str, moments: list[Moment]) -> Iterator[tuple[list[Moment], bool]]:
    """Runs of moments joined by connectors, each with whether it is one range."""
    moments = list(_with_years(low, moments))
    index = 0
    while index < len(moments):
        group, ranged = [moments[index]], False
        while index + 1 < len(moments):
            join = _joined(low, moments[index], moments[index + 1], group, ranged)
            if join is None:
                break
            ranged = ranged or join
            index += 1
            group.append(moments[index])
        index += 1
        yield from _settled(low, group, ranged)


def _with_years(low: str, moments: list[Moment]) -> Iterator[Moment]:
    """A bare number in a list takes the year right behind it: «quý 2, 3 năm 2026»."""
    index, before = 0, None
    while index < len(moments):
        m, after = moments[index], moments[index + 1] if index + 1 < len(moments) else None
        listed = before is not None and _LIST.fullmatch(low, before.end, m.start) is not None
        if m.grain == "num" and listed and after is not None and low.startswith("năm", after.start):
            if after.grain == "year" and not low[m.end : after.start].strip():
                m.year, m.end, index = after.year, after.end, index + 1
        before = m
        yield m
        index += 1


def _joined(low: str, left: Moment, right: Moment, group: list[Moment], ranged: bool) -> bool | None:
    """True for a range, False for a list, None when the two do not belong together."""
    if right.start - left.end > 60:
        return None
    if ranged:  # a range is complete with its second end
        return None
    if right.grain == "roman" and "quarter" not in (left.grain, group[0].grain):
        return None
    if _RANGE.fullmatch(low, left.end, right.start):
        return True if len(group) == 1 else None
    if _LIST.fullmatch(low, left.end, right.start):
        return False if _alike(left, right) else None
    return None


_FAMILIES = (
    {"day", "num", "month"},
    {"month", "num"},
    {"quarter", "roman", "num", "month"},
    {"year", "part", "quarter"},
    {"year", "span"},
    {"school", "span"},
)


def _alike(left: Moment, right: Moment) -> bool:
    """May the two stand in one list: days with days, quarters with quarters …"""
    if "num" in (left.grain, right.grain) and {left.grain, right.grain} & {"year", "span", "school", "part"}:
        return False
    if left.grain == "day" and right.grain == "month":
        return right.year is None  # «15 tháng 6 và tháng 12»
    if left.grain in ("month", "num") and right.grain == "day" and left.grain == "month":
        return False
    return any({left.grain, right.grain} <= family for family in _FAMILIES)


def _settled(low: str, group: list[Moment], ranged: bool) -> Iterator[tuple[list[Moment], bool]]:
    """The group with bare numbers read as days, months or quarters, or cut off."""
    while group and group[-1].grain in ("num", "roman") and not _closing_number(low, group):
        group, ranged = group[:-1], ranged and len(group) > 2
    while group and group[0].grain == "roman":
        group, ranged = group[1:], False
    if not group:
        return
    day_first = _DAYWORD.search(low, max(0, group[0].start - 8), group[0].start) is not None
    named = [m.grain for m in group if m.grain not in ("num", "roman")]
    if not named and not day_first:
        return
    _name_numbers(group, "day" if day_first or not named else named[0])
    if all(m.grain != "num" for m in group):
        yield group, ranged


def _closing_number(low: str, group: list[Moment]) -> bool:
    """A last bare number counts after «quý I, », «tháng 01, » or «ngày » when the phrase ends there."""
    if len(group) == 1:
        return _DAYWORD.search(low, max(0, group[0].start - 8), group[0].start) is not None
    if group[-1].grain == "roman":
        return True
    if group[0].grain == "num":
        return _closing_number(low, group[:1])
    ends = group[-1].year is not None or _NUMBER_ENDS.match(low, group[-1].end) is not None
    return group[-2].grain in ("month", "quarter", "num") and ends


def _name_numbers(group: list[Moment], family: str) -> None:
    """Read bare numbers and years as what the first named one is: «năm học 2025 - 2026 và 2026 - 2027»."""
    if family == "school":
        for m in group:
            m.grain = "school"
    if family in ("quarter", "roman"):
        for m in group:
            if m.grain in ("num", "roman", "month") and (m.number or 9) <= 4:
                m.grain = "quarter"
        return
    for index, m in enumerate(group):
        if m.grain != "num":
            continue
        if family == "month" and (m.number or 99) <= 12:
            m.grain = "month"
        elif family == "day":
            m.grain, m.day, m.number = "day", m.number, None
            after = next((x for x in group[index + 1 :] if x.grain == "day" and x.number), None)
            if after is not None:
                m.number, m.year = after.number, after.year


def _sequence(low: str, group: list[Moment], ranged: bool, frame: Frame) -> Sequence | None:
    for previous, m in pairwise(group):
        if not ranged and previous.grain == "day" and m.grain == "month":
            m.grain, m.day = "day", previous.day
    for m in group:
        m.written_year = m.year is not None
    sequence = Sequence(group, ranged, group[0].start, group[-1].end)
    following = None if sequence.written_year else _NEXT_YEAR.match(low, sequence.end)
    told = (
        _YEAR_TOLD.search(low, max(0, sequence.start - 60), sequence.start)
        if not sequence.written_year
        else None
    )
    _fill_years(sequence, _year_later(frame) if following else Frame(None, int(told[1])) if told else frame)
    sequence.end = following.end() if following else sequence.end
    yearly = _YEARS.match(low, sequence.end) if ranged and not sequence.written_year else None
    if yearly is not None:
        sequence.years = tuple(int(year) for year in re.findall(r"\d{4}", yearly[0]))
        sequence.end, sequence.filled_year = yearly.end(), None
    _mend_days(sequence)
    if any(m.edge in ("đầu", "giữa") for m in group):
        sequence.doubts.append("«Đầu», «giữa» kỳ không có ngày cụ thể.")
    after = _OPEN_AFTER.match(low, sequence.end)
    if after is None and sequence.grain == "year":
        after = _YEARS_AFTER.match(low, sequence.end)
    if after:
        sequence.open_ended, sequence.end = True, after.end()
    return sequence


def _year_later(frame: Frame) -> Frame:
    year = frame.year or (frame.date.year if frame.date else None)
    return Frame(None, year + 1 if year else None)


def _fill_years(sequence: Sequence, frame: Frame) -> None:
    moments = sequence.moments
    for left, right in reversed(list(pairwise(moments))):
        if left.year is None and right.year is not None:
            later = _order(left) > _order(right) and sequence.ranged
            left.year = right.year - 1 if later else right.year
    for left, right in pairwise(moments):
        if right.year is None and left.year is not None:
            right.year = left.year + 1 if _order(right) < _order(left) else left.year
    if moments[0].year is None:
        _fill_from_document(sequence, frame)


def _order(m: Moment) -> tuple[int, int]:
    """Place in its year, for telling that 15/11 – 15/01 crosses the new year."""
    if m.grain == "day":
        return m.number or 0, m.day or 0
    if m.grain in ("month", "quarter"):
        return (m.number or 1) * (3 if m.grain == "quarter" else 1), 0
    return 0, 0


def _fill_from_document(sequence: Sequence, frame: Frame) -> None:
    year = frame.year or (frame.date.year if frame.date else None)
    if year is None:
        return
    moments = sequence.moments
    autumn = frame.date is not None and frame.date.year == year and frame.date.month >= 9
    crosses = sequence.ranged and _order(moments[-1]) < _order(moments[0])
    if autumn and not crosses and frame.date and _over(moments[-1], frame.date):
        year += 1
    previous: Moment | None = None
    for m in moments:
        if previous is not None and _order(m) < _order(previous) and sequence.ranged:
            year += 1
        m.year, previous = year, m
    sequence.filled_year = moments[0].year


def _over(last: Moment, today: date) -> bool:
    """A time of the months before a document signed in autumn: «trước 15/01» of December is next year's."""
    if last.grain == "day":
        return last.number is not None and (last.number, last.day or 0) < (today.month, today.day)
    return last.grain in ("month", "quarter") and last.months()[1] < today.month


def _mend_days(sequence: Sequence) -> None:
    """31/6 becomes 30/6, and says so: the office meant the end of the month."""
    for m in sequence.moments:
        if m.grain == "day" and m.number and m.day and m.year:
            last = last_day(m.year, m.number)
            if m.day > last:
                sequence.doubts.append(f"Lịch không có ngày {m.day}/{m.number}; lấy ngày {last}/{m.number}.")
                m.day = last
