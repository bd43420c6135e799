"""Finding a stretch of text by its first and last words, and the places where a sentence may be cut. No Django."""

from __future__ import annotations

import re
from dataclasses import dataclass

from diemtua.kernel.text import fold

WORD = re.compile(r"\S+")
CUT = re.compile(r"(?<=[.;:,])\s+|\n\s*|\s+(?=(?:và|đồng thời|phối hợp)\s)")


def located(text: str, first: str, last: str, *, near: int) -> tuple[int, int] | None:
    """The span from ``first`` to ``last`` (words typed with or without marks) that begins nearest to ``near``.

    One pass over the words of the text; ``None`` when it has no such words in that order.
    """
    words = [(found.start(), found.end(), _bare(found[0])) for found in WORD.finditer(text)]
    plain = [word for _, _, word in words]
    heads = _places(plain, first)
    if not heads:
        return None
    head = min(heads, key=lambda at: abs(words[at][0] - near))
    length = len(last.split())
    tail = next((at for at in _places(plain, last) if at + length > head and at >= head - length + 1), None)
    if tail is None:
        return None
    end = words[tail + length - 1][1]
    return (words[head][0], end) if end > words[head][0] else None


def _bare(word: str) -> str:
    return re.sub(r"^\W+|\W+$", "", fold(word)) or word


def _places(plain: list[str], typed: str) -> list[int]:
    """Where a run of words begins."""
    wanted = [_bare(word) for word in typed.split()]
    if not wanted:
        return []
    return [at for at in range(len(plain) - len(wanted) + 1) if plain[at : at + len(wanted)] == wanted]


def edges(words: str, count: int = 5) -> tuple[str, str]:
    """The first and the last few words of a stretch."""
    found = words.split()
    return " ".join(found[:count]), " ".join(found[-count:])


@dataclass(frozen=True)
class Cut:
    """A place where a sentence may be parted: ``at`` counts in the document."""

    at: int
    before: str
    after: str


def cuts(text: str, start: int, end: int, *, at: int | None = None, limit: int = 40) -> list[Cut]:
    """Places within a span after a mark, at a line's end, before «và», «đồng thời», «phối hợp».

    The place wished for (``at``, moved to the beginning of its word) comes first.
    """
    found = [start + match.end() for match in CUT.finditer(text[start:end])]
    wished = [word_start(text, at)] if at is not None and start < at < end else []
    inside = [
        place
        for place in dict.fromkeys([*wished, *found])
        if text[start:place].strip() and text[place:end].strip()
    ]
    return [Cut(place, _edge(text[start:place], -1), _edge(text[place:end], 1)) for place in inside[:limit]]


def word_start(text: str, at: int) -> int:
    while at > 0 and not text[at - 1].isspace():
        at -= 1
    return at


def _edge(words: str, side: int, count: int = 7) -> str:
    found = words.split()
    if len(found) <= count:
        return " ".join(found)
    return f"{' '.join(found[:count])}…" if side > 0 else f"…{' '.join(found[-count:])}"
