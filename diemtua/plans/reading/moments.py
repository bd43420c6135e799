"""Single times a text names: a day, a month, a quarter, part of a year, a year, a school year.

All functions read a *levelled* text (``level``): same length as the original, lower
case, one kind of dash and blank, emphasis marks gone, misread digits repaired.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

from diemtua.plans.reading.records import record

_BLANKS = "*_\n\r\t\u00a0\u2007\u202f\u200b\ufeff\u00ad"
_DASHES = "–—−‐‑‒―"
CAPITALS = "A-ZÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬĐÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
SMALLS = "a-zàáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
"""Vietnamese letters for a character class; ranges of the accented ones would mix both cases."""

_PAGE_NUMBER = re.compile(  # alone between blank lines, or in the middle of a sentence
    r"\n[ \t]*\n[ \t]*\d{1,3}[ \t]*(?=\n)|\n[ \t]*\d{1,3}[ \t]*\n(?=[ \t]*(?:\n|[" + SMALLS + r"]))"
)
_MISREAD = re.compile(r"[0-9ol](?:(?<=[0-9])[oil]|(?<=[ol])[0-9]?\s?/\s?[0-9ol]|(?<=ngày [ol])[0-9])")
_SLIPS = (
    (re.compile(r"(?<=[\d/])o(?=[\d/\s.,;)]|$)|(?<![^\W_])o(?=\d\s?/)|(?<=ngày )o(?=\d)"), "0"),
    (re.compile(r"(?<=[\d/])[li](?=[\d/])|(?<![^\W_])l(?=\d?\s?/\s?\d)|(?<=ngày )l(?=\d)"), "1"),
)


@lru_cache(maxsize=8)
def level(text: str) -> str:
    """The text levelled for matching, character for character as long as ``text``.

    «2O25» and «l5/11» get their digits back.
    """
    text = _PAGE_NUMBER.sub(lambda page: " " * len(page[0]), text)
    low = text.lower()
    if len(low) != len(text):
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    for blank in _BLANKS:
        low = low.replace(blank, " ")
    for dash in _DASHES:
        low = low.replace(dash, "-")
    if _MISREAD.search(low):
        for slip, digit in _SLIPS:
            low = slip.sub(digit, low)
    return low


def near(
    pattern: re.Pattern[str], head: re.Pattern[str], low: str, *, back: int, ahead: int
) -> Iterator[re.Match[str]]:
    """Matches of ``pattern`` around the places where ``head``, a pattern quick to seek, is found.

    What ``pattern`` matches holds a head, ``back`` or less after its start and ``ahead`` or less before its end.
    """
    begin = end = 0
    for found in head.finditer(low):
        if found.start() - back > end:
            yield from pattern.finditer(low, begin, end)
            begin = found.start() - back
        end = found.end() + ahead
    if end:
        yield from pattern.finditer(low, max(begin, 0), min(end, len(low)))


_YEAR = r"(?:19|20)\d\d(?!\d)"
_OF_YEAR = rf"(?:\s?(?:[/.-]|,?\s?(?:của\s)?năm)\s*{_YEAR})"
_ROMAN = r"(?:[il]v|[il]{1,3})(?!\w)"
_ATOM = re.compile(  # each name stands empty behind its form, whose first letter the engine then sees
    rf"""
    (?<![\w/])(?:
      (?:\d{{1,2}}\s?(?:giờ|h(?!\w)|h(?=\d)|g(?=\d))\s?(?:\d\d(?!\d|/|\s?tháng))?\s?(?:phút|p(?!\w)|')?)(?P<hour>)
    | (?:năm\s+học\s+{_YEAR}\s?-\s?{_YEAR})(?P<school>)
    | (?:{_YEAR}\s?-\s?(?:năm\s)?{_YEAR}(?!/))(?P<span>)
    | (?:\d\d?\s?(?P<sep>[/.-])\s?\d\d?\s?(?P=sep)\s?{_YEAR})(?P<ymd>)
    | (?:(?<!tuần\s)(?<!tuần\sthứ\s)\d\d?\s+tháng\s+\d\d?(?![\d%]|\s+lần)(?:{_OF_YEAR})?)(?P<dmw>)
    | (?:\d\d?\s?/\s?{_YEAR}(?!/))(?P<my>)
    | (?:\d\d?\s?/\s?\d\d?(?![\w/%]|,\d)(?:\s+năm\s+{_YEAR})?)(?P<dm>)
    | (?:(?:(?:0?6|sáu|0?9|chín|0?3|ba)\s+tháng|nửa)\s+(?:đầu|cuối)(?:\s+của)?\s+năm(?:\s+{_YEAR})?)(?P<part>)
    | (?:(?:tháng\s+|t(?=\d\d?/{_YEAR}))\d\d?(?![\d%]|\s+lần|\s*/\s*lần)(?:{_OF_YEAR})?)(?P<month>)
    | (?:(?:qu[ýí]\s+|q(?=[1-4]/{_YEAR}))(?:{_ROMAN}|[1-4](?!\d)){_OF_YEAR}?)(?P<quarter>)
    | (?:(?<!\.){_ROMAN}{_OF_YEAR}?)(?P<roman>)
    | (?:(?:năm\s+)?{_YEAR}(?![/\w]|\.\d))(?P<year>)
    | (?:(?:đầu|giữa|cuối)\s+năm(?!\s*(?:\d|học|sau|trước)))(?P<edge>)
    | (?:(?<![.,])\d\d?(?![\w/%]|[.,]\d))(?P<num>)
    )
    """,
    re.VERBOSE,
)
_HEAD = re.compile(r"[0-9]+|qu[ýí] [il]|đầu năm|giữa năm|cuối năm")
_NUMBER = re.compile(r"\d+")
_EDGE_BEFORE = re.compile(r"(?<!đợt )(?<!lần )(?<!bước )(?<!nửa )(?P<edge>đầu|giữa|cuối)\s*$")
_SEASON = re.compile(r"(?<!\w)(?:hè|tết(?:\s+\w+){0,3}|(?:mùa|vụ)\s+\w+(?:\s+\w+)?)\s*$")


def last_day(year: int, month: int) -> int:
    """Number of days of a month."""
    return 31 if month == 12 else (date(year, month + 1, 1) - timedelta(days=1)).day


@record
class Moment:
    """One named time: ``grain`` is day, month, quarter, part, year, span or school."""

    grain: str
    start: int
    end: int
    day: int | None = None
    number: int | None = None  # month, quarter, or second year of a span
    year: int | None = None
    edge: str | None = None  # đầu, giữa, cuối
    written_year: bool = True

    def bounds(self) -> tuple[date, date]:
        """First and last day. Raises ``ValueError`` for a day no calendar has."""
        year = self.year or 1
        if self.grain == "day":
            exact = date(year, self.number or 1, self.day or 1)
            return exact, exact
        if self.grain in ("span", "school"):
            return date(year, 1, 1), date(self.number or year, 12, 31)
        first, last = self.months()
        return self._edged(date(year, first, 1), date(year, last, last_day(year, last)))

    def months(self) -> tuple[int, int]:
        """First and last month of the year it covers."""
        number = self.number or 1
        if self.grain == "month":
            return number, number
        if self.grain == "quarter":
            return 3 * number - 2, 3 * number
        if self.grain == "part":  # 6 tháng đầu năm is 6, 6 tháng cuối năm is -6
            return (1, number) if number > 0 else (13 + number, 12)
        return 1, 12

    def _edged(self, first: date, last: date) -> tuple[date, date]:
        """Beginning, middle or end of the period: tenths of a month, months of a quarter, quarters of a year."""
        if self.edge is None:
            return first, last
        if self.edge == "cuối":
            return last, last
        if self.grain == "month":
            low, high = (1, 10) if self.edge == "đầu" else (11, 20)
            return first.replace(day=low), first.replace(day=high)
        months = (
            (1, 1)
            if self.grain == "quarter" and self.edge == "đầu"
            else (2, 2)
            if self.grain == "quarter"
            else (1, 3)
        )
        if self.grain == "year" and self.edge == "giữa":
            months = (4, 9)
        low, high = first.month + months[0] - 1, first.month + months[1] - 1
        return date(first.year, low, 1), date(first.year, high, last_day(first.year, high))


def moments_of(low: str) -> Iterator[Moment]:
    """Named times in reading order; «num» and «roman» are numbers that may belong to one."""
    for match in near(_ATOM, _HEAD, low, back=26, ahead=44):
        moment = _moment(match)
        if moment is not None:
            before = _EDGE_BEFORE.search(low, max(0, moment.start - 10), moment.start)
            if moment.grain == "year" and _SEASON.search(low, max(0, moment.start - 30), moment.start):
                continue
            if before and moment.grain in ("month", "quarter", "year", "school"):
                moment.edge, moment.start = before["edge"], before.start()
            yield moment


def _moment(match: re.Match[str]) -> Moment | None:
    kind, start, end = match.lastgroup or "", match.start(), match.end()
    numbers = [int(n) for n in _NUMBER.findall(match[0])]
    if kind == "hour":
        return None
    if kind in ("school", "span"):
        return Moment(kind, start, end, number=numbers[1], year=numbers[0])
    if kind in ("ymd", "dmw", "dm"):
        year = numbers[2] if len(numbers) > 2 else None
        ok = 1 <= numbers[0] <= 31 and 1 <= numbers[1] <= 12
        return Moment("day", start, end, numbers[0], numbers[1], year) if ok else None
    if kind in ("my", "month"):
        year = numbers[1] if len(numbers) > 1 else None
        return Moment("month", start, end, None, numbers[0], year) if 1 <= numbers[0] <= 12 else None
    if kind in ("quarter", "roman"):
        return _quarter(match[0], kind, start, end)
    if kind == "part":
        return _part_of_year(match[0], start, end)
    if kind == "edge":
        return Moment("year", start, end, edge=match[0].split()[0])
    if kind == "year":
        return Moment("year", start, end, year=numbers[0])
    return Moment("num", start, end, number=numbers[0]) if 1 <= numbers[0] <= 31 else None


def _quarter(words: str, kind: str, start: int, end: int) -> Moment:
    year = re.search(_YEAR, words)
    head = words[: year.start()] if year else words
    digit = re.search(r"[1-4]", head)
    roman = re.search(_ROMAN[: _ROMAN.index("(?!")], re.sub(r"^qu?[ýí]?", "", head))
    name = roman[0] if roman else "i"
    number = int(digit[0]) if digit else 4 if name.endswith("v") else len(name)
    return Moment(kind, start, end, number=number, year=int(year[0]) if year else None)


def _part_of_year(words: str, start: int, end: int) -> Moment:
    months = (
        6
        if words[:3] in ("06 ", "sáu", "nửa") or words[0] == "6"
        else 9
        if words[0] in "9c" or words[:2] == "09"
        else 3
    )
    year = re.search(_YEAR, words)
    sign = 1 if "đầu" in words else -1
    return Moment("part", start, end, number=sign * months, year=int(year[0]) if year else None)
