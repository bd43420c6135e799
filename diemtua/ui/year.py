"""A year on a line: months across, what is due as marks, peak campaigns as bands. Laid out here, drawn by a template."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from diemtua.ui.parts import Meaning

WIDTH, LEFT, RIGHT = 960, 8, 8
LANE, MONTHS_AT = 20, 14
LETTER, PAD, WORD = 7, 5, 60  # units a letter takes, space before a word, letters shown
CLOSE = 16  # units: marks nearer than this share one dot with a number inside


@dataclass(frozen=True)
class Mark:
    """Something due on a day."""

    on: date
    word: str
    meaning: Meaning = Meaning.PLAIN
    href: str = ""


@dataclass(frozen=True)
class Band:
    """Something that lasts: a peak campaign, a pilot. Both days inclusive."""

    first: date
    last: date
    word: str
    href: str = ""


@dataclass(frozen=True)
class Dot:
    """Marks that fall together, drawn as one; its meaning is the gravest among them."""

    x: int
    marks: tuple[Mark, ...]

    @property
    def meaning(self) -> Meaning:
        return max((mark.meaning for mark in self.marks), key=GRAVITY.index)

    @property
    def radius(self) -> int:
        return 5 if len(self.marks) == 1 else 8 if len(self.marks) < 10 else 10


GRAVITY = (Meaning.QUIET, Meaning.DONE, Meaning.PLAIN, Meaning.SECRET, Meaning.SOON, Meaning.LATE)


@dataclass(frozen=True)
class Strip:
    """A band laid out: units from the left, and its lane beneath the months. Its word may run past its end."""

    band: Band
    x: int
    width: int
    y: int = 0

    @property
    def text(self) -> str:
        word = self.band.word
        return word if len(word) <= WORD else f"{word[: WORD - 1]}…"

    @property
    def turned(self) -> bool:
        """A word that would leave the picture on the right ends with its band instead of beginning with it."""
        return self.x + PAD + LETTER * len(self.text) > WIDTH

    @property
    def text_x(self) -> int:
        return self.x + self.width - PAD if self.turned else self.x + PAD

    @property
    def text_y(self) -> int:
        return self.y + 13

    @property
    def extent(self) -> tuple[int, int]:
        """From where to where band and word together reach."""
        length = PAD + LETTER * len(self.text)
        if self.turned:
            return min(self.x, self.x + self.width - length), self.x + self.width
        return self.x, max(self.x + self.width, self.x + length)


@dataclass(frozen=True)
class YearLine:
    """What ``ui/year.html`` draws, and the table it can be read as. Units of the picture are integers."""

    year: int
    months: tuple[tuple[int, int], ...]
    strips: tuple[Strip, ...]
    dots: tuple[Dot, ...]
    today: int | None
    base: int
    marks: tuple[Mark, ...]
    bands: tuple[Band, ...]
    width: int = WIDTH

    @property
    def height(self) -> int:
        return self.base + 28

    @property
    def count_y(self) -> int:
        return self.base + 4


def year_line(
    year: int, *, marks: Iterable[Mark] = (), bands: Iterable[Band] = (), today: date | None = None
) -> YearLine:
    """Lay out what falls in ``year``; what lies outside is left out, a band that crosses is cut at its ends."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    within = tuple(sorted((mark for mark in marks if first <= mark.on <= last), key=lambda mark: mark.on))
    crossing = tuple(band for band in bands if band.first <= last and band.last >= first)
    strips, lanes = _lanes(sorted(crossing, key=lambda band: band.first), first, last)
    return YearLine(
        year=year,
        months=tuple((_x(date(year, month, 1)), month) for month in range(1, 13)),
        strips=strips,
        dots=_dots(within),
        today=_x(today) if today and today.year == year else None,
        base=MONTHS_AT + 14 + lanes * LANE + 14,
        marks=within,
        bands=crossing,
    )


def _x(day: date) -> int:
    length = (date(day.year, 12, 31) - date(day.year, 1, 1)).days
    passed = (day - date(day.year, 1, 1)).days
    return LEFT + round((WIDTH - LEFT - RIGHT) * passed / length)


def _lanes(bands: Sequence[Band], first: date, last: date) -> tuple[tuple[Strip, ...], int]:
    """Each band in the first lane whose last word has ended when it begins."""
    ends: list[int] = []
    strips = []
    for band in bands:
        start, end = _x(max(band.first, first)), _x(min(band.last, last))
        strip = Strip(band, start, max(end - start, 3))
        reach = strip.extent
        lane = next((number for number, until in enumerate(ends) if until < reach[0]), len(ends))
        ends[lane : lane + 1] = [reach[1]]
        strips.append(replace(strip, y=MONTHS_AT + 10 + lane * LANE))
    return tuple(strips), len(ends)


def _dots(marks: Sequence[Mark]) -> tuple[Dot, ...]:
    groups: list[list[Mark]] = []
    for mark in marks:
        if groups and _x(mark.on) - _x(groups[-1][0].on) < CLOSE:
            groups[-1].append(mark)
        else:
            groups.append([mark])
    return tuple(Dot(_x(group[0].on), tuple(group)) for group in groups)
