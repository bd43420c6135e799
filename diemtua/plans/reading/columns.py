"""Tables set in columns by blanks (as on paper), made into lines with tabs before anything else is read.

Each cell's fragments are put together in order; every letter still knows where it stood.
"""

from __future__ import annotations

import re
from array import array
from typing import NamedTuple

from diemtua.plans.reading.records import record
from diemtua.plans.reading.tables import role_of
from diemtua.plans.reading.text import Line, View, relaid

_HEAD = re.compile(r"(?im)^[ \t]*(?:STT|TT|Số TT)[ \u00a0]{2,}\S")
_WIDE = re.compile(r"[ \u00a0]{2,}")
_LABEL = re.compile(r"(?:\d{1,3}(?:\.\d{1,2}){0,2}|[IVXL]+|[A-HKMĐ])\.?$")
_OUTSIDE = re.compile(r"(?:[IVXL]+|\d{1,2})[.)]\s|Nơi nhận|Trên đây|PHỤ LỤC|TM\.|\./\.")
MOST_LINES = 4000


class Piece(NamedTuple):
    """A stretch without wide blanks, and the column of letters it begins in."""

    start: int
    end: int
    x: int


@record
class Found:
    """A table: the stretch it covers, and its rows as fragments by column."""

    start: int
    end: int
    rows: list[list[list[Piece]]]


def straightened(view: View) -> View:
    """The view with its paper tables made into lines of tabs; the same view when there is none."""
    if "tt  " not in view.folded or not _HEAD.search(view.text):
        return view
    found, index = [], 0
    while index < len(view.lines):
        table, after = _table(view, index)
        if table is not None:
            found.append(table)
        index = max(after, index + 1)
    return _rewritten(view, found) if found else view


def pieces_of(view: View, line: Line) -> list[Piece]:
    """The pieces of a line, with their columns."""
    begin = view.text.rfind("\n", 0, line.start) + 1
    pieces, at = [], line.start
    for gap in _WIDE.finditer(view.text, line.start, line.end):
        pieces.append(Piece(at, gap.start(), at - begin))
        at = gap.end()
    if line.end > at:
        pieces.append(Piece(at, line.end, at - begin))
    return pieces


def _table(view: View, index: int) -> tuple[Found | None, int]:
    head = (
        pieces_of(view, view.lines[index])
        if view.lines[index].text[:3].lower().startswith(("stt", "tt"))
        else []
    )
    if len(head) < 3 or sum(role_of(view.folded[p.start : p.end]) is not None for p in head) < 3:
        return None, index + 1
    edges = [p.x for p in head]
    rows: list[list[list[Piece]]] = [[[] for _ in head]]
    first = _lines_above(view, index, edges)
    for at in range(first, index):
        _lay(pieces_of(view, view.lines[at]), edges, rows[0], in_order=False)
    _lay(head, edges, rows[0], in_order=True)
    last, blank = index, False
    for at in range(index + 1, min(index + MOST_LINES, len(view.lines))):
        line = view.lines[at]
        if not line.text:
            blank = True
            continue
        pieces = pieces_of(view, line)
        labelled = bool(_LABEL.match(view.text[pieces[0].start : pieces[0].end])) and pieces[0].x < edges[1]
        if labelled and len(pieces) > 1:
            rows.append([[] for _ in edges])
        elif _leaves(view, line, pieces, edges, blank):
            break
        _lay(pieces, edges, rows[-1], in_order=labelled and len(pieces) == len(edges))
        last, blank = at, False
    if len(rows) < 2:
        return None, index + 1
    return Found(view.lines[first].start, view.lines[last].end, rows), last + 1


def _lines_above(view: View, index: int, edges: list[int]) -> int:
    """Headings set lower than their neighbours' first lines: those lines are the heading's too."""
    first = index
    while first > 0 and index - first < 3:
        line = view.lines[first - 1]
        pieces = pieces_of(view, line) if line.text else []
        if not pieces or pieces[0].x < edges[1] - 2 or len(line.text) < 4:
            break
        first -= 1
    return first


def _leaves(view: View, line: Line, pieces: list[Piece], edges: list[int], blank: bool) -> bool:
    """A line that begins left of the second column without a label is no longer the table's."""
    if pieces[0].x < edges[1] - 2 and (len(pieces) == 1 or _OUTSIDE.match(line.text)):
        return True
    return blank and pieces[0].x < edges[1] - 2


def _lay(pieces: list[Piece], edges: list[int], row: list[list[Piece]], *, in_order: bool) -> None:
    for number, piece in enumerate(pieces):
        column = number if in_order else max((i for i, x in enumerate(edges) if x <= piece.x + 2), default=0)
        row[column].append(piece)


def _rewritten(view: View, found: list[Found]) -> View:
    words: list[str] = []
    positions: array[int] = array("L")

    def put(start: int, end: int) -> None:
        words.append(view.text[start:end])
        positions.extend(range(start, end) if view.positions is None else view.positions[start:end])

    def mark(letter: str, at: int) -> None:
        words.append(letter)
        positions.append(at if view.positions is None else view.positions[min(at, len(view.positions) - 1)])

    at = 0
    for table in found:
        put(at, table.start)
        for number, row in enumerate(table.rows):
            if number:
                mark("\n", table.start)
            for column, cell in enumerate(row):
                if column:
                    mark("\t", cell[0].start if cell else table.start)
                for order, piece in enumerate(cell):
                    if order:
                        mark(" ", piece.start)
                    put(piece.start, piece.end)
        at = table.end
    put(at, len(view.text))
    return relaid(view, "".join(words), positions)
