"""Numbers of the levels of content: I., Điều 1., 1., 1.1., a), -, +, counted in the order of the text."""

from __future__ import annotations

from diemtua.papers.paper import Level

# No f, j, w, z, and none of the letters with a hat or a horn.
LETTERS = "abcdđeghiklmnopqrstuvxy"
_ROMAN = ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_ORDER = tuple(Level)


class Numbering:
    """Counts one body. A level begins again under a higher one; articles run on through the parts."""

    def __init__(self) -> None:
        self._counts = dict.fromkeys(Level, 0)

    def mark(self, level: Level) -> str:
        """The mark of the next item of this level."""
        self._counts[level] += 1
        for lower in _ORDER[_ORDER.index(level) + 1 :]:
            if lower is not Level.ARTICLE:
                self._counts[lower] = 0
        count = self._counts[level]
        if level is Level.PART:
            return f"{roman(count)}."
        if level is Level.ARTICLE:
            return f"Điều {count}."
        if level is Level.CLAUSE:
            return f"{count}."
        if level is Level.SUBCLAUSE:
            return f"{self._counts[Level.CLAUSE]}.{count}."
        return f"{letter(count)})" if level is Level.POINT else level.value


def roman(number: int) -> str:
    """I, II, III … from 1."""
    written = ""
    for value, sign in _ROMAN:
        times, number = divmod(number, value)
        written += sign * times
    return written


def letter(number: int) -> str:
    """a, b, c, d, đ … y; after y come aa, ab."""
    rounds, place = divmod(number - 1, len(LETTERS))
    return (letter(rounds) if rounds else "") + LETTERS[place]
