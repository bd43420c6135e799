"""Paragraphs of a clause: where a line break ends one, and where it only wraps."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from typing import NamedTuple

from diemtua.plans.reading.outline import UNFINISHED as _UNFINISHED
from diemtua.plans.reading.text import View

_ENDS = tuple(".;:!?…/”")


class Pages(NamedTuple):
    """The lines of a view, ready for looks by offset; ``width`` is where lines wrap, 0 when they do not."""

    view: View
    starts: tuple[int, ...]
    width: int


def pages(view: View) -> Pages:
    """Measure whether the text is wrapped, and how wide."""
    lines = [line for line in view.lines if line.text]
    long = [line for line in lines if len(line.text) > 50 and "|" not in line.text and "\t" not in line.text]
    cut = sorted(
        len(a.text)
        for a, b in pairwise(lines)
        if len(a.text) > 50 and b.text[0].islower() and "|" not in a.text
    )
    width = cut[int(len(cut) * 0.95)] if len(cut) >= 8 and len(cut) >= 0.15 * len(long) else 0
    return Pages(view, tuple(line.start for line in view.lines), width)


def paragraphs(pages: Pages, start: int, end: int) -> list[tuple[int, int]]:
    """Paragraphs of ``start``–``end``, outer white space left out."""
    found: list[tuple[int, int]] = []
    view = pages.view
    index = max(0, bisect_left(pages.starts, start) - 1)
    begin, last = -1, -1
    blank = False
    for line in view.lines[index:]:
        if line.start >= end:
            break
        if line.end <= start:
            continue
        if not line.text:
            blank = True
            continue
        low, high = max(line.start, start), min(line.end, end)
        if not view.text[low:high].strip():
            continue
        if begin >= 0 and _breaks(
            pages, last, low, blank, first=view.text.find("\n", begin, last) < 0 and begin <= start + 4
        ):
            found.append((begin, last))
            begin = -1
        begin = low if begin < 0 else begin
        last, blank = high, False
    if begin >= 0:
        found.append((begin, last))
    return [_tight(view, a, b) for a, b in found]


def _breaks(pages: Pages, last: int, low: int, blank: bool, *, first: bool) -> bool:
    """Whether a paragraph ends at ``last``; without a closing mark only a title, its first line, does."""
    view = pages.view
    if not (view.text[low].isupper() or view.text[low] in '“"(-+'):
        return False
    if view.text[last - 1] in _ENDS:
        return blank or not pages.width or _short(pages, last, low)
    line = view.lines[max(0, bisect_left(pages.starts, last) - 1)]
    if pages.width and not first:
        return False
    if _UNFINISHED.search(view.folded[max(line.start, last - 30) : last]):
        return False
    return _short(pages, last, low, 16) if pages.width else len(line.text) < 220


def _short(pages: Pages, last: int, low: int, room: int = 2) -> bool:
    """Whether the next word would still have fitted on the line: it was ended on purpose."""
    view = pages.view
    line = view.lines[max(0, bisect_left(pages.starts, last) - 1)]
    words = view.text[low : low + 24].split()
    return len(line.text) + len(words[0] if words else "") + 1 < pages.width - room


def _tight(view: View, start: int, end: int) -> tuple[int, int]:
    while start < end and view.text[start].isspace():
        start += 1
    while end > start and view.text[end - 1].isspace():
        end -= 1
    return start, end
