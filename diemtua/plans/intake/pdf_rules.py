"""Ruled tables of a PDF page (bảng có kẻ ô): found from the lines drawn, since PDF knows no tables.

All lengths are points (1/72 inch), the origin at the lower left corner of the page.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as raw

_TOUCH = 3.0
"""Lines nearer than this are one line: borders are often drawn as thin boxes."""
_SHORTEST = 8.0
_MOST_PATHS = 20_000
"""Drawn shapes looked at on a page; a map or chart has more and is no table."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line: ``at`` on its own axis, from ``start`` to ``end`` along the other."""

    at: float
    start: float
    end: float


@dataclass(slots=True)
class Ruled:
    """A grid: ``xs`` left to right, ``ys`` top to bottom, and which elementary cells flow into one another."""

    xs: list[float]
    ys: list[float]
    owner: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)

    def cell(self, x: float, y: float) -> tuple[int, int] | None:
        """Row and column of the cell at a point, by its upper left elementary cell; ``None`` outside."""
        row = sum(y <= line for line in self.ys) - 1
        column = sum(x >= line for line in self.xs) - 1
        return self.owner.get((row, column))


def ruled_tables(page: Any) -> list[Ruled]:
    """The grids of at least two columns drawn on a page."""
    across, down = _rules(page)
    tables = []
    for horizontal, vertical in _components(_joined(across), _joined(down)):
        xs, ys = _positions(vertical), sorted(_positions(horizontal), reverse=True)
        if len(xs) >= 3 and len(ys) >= 2:
            tables.append(Ruled(xs, ys, _owners(xs, ys, horizontal, vertical)))
    return tables


def _rules(page: Any) -> tuple[list[Rule], list[Rule]]:
    across: list[Rule] = []
    down: list[Rule] = []
    for count, shape in enumerate(page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=1)):
        if count > _MOST_PATHS:
            return [], []
        if not _is_drawn(shape):
            continue
        for (x0, y0), (x1, y1) in _edges(shape):
            if abs(y1 - y0) <= 1.0 and abs(x1 - x0) >= _SHORTEST:
                across.append(Rule((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
            elif abs(x1 - x0) <= 1.0 and abs(y1 - y0) >= _SHORTEST:
                down.append(Rule((x0 + x1) / 2, min(y0, y1), max(y0, y1)))
    return across, down


def _is_drawn(shape: Any) -> bool:
    fill, stroke = ctypes.c_int(), raw.FPDF_BOOL()
    raw.FPDFPath_GetDrawMode(shape.raw, fill, stroke)
    return bool(fill.value or stroke.value)


def _edges(shape: Any) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    """The straight edges of a path, in page coordinates."""
    matrix = shape.get_matrix()
    x, y = ctypes.c_float(), ctypes.c_float()
    first = last = (0.0, 0.0)
    for index in range(min(raw.FPDFPath_CountSegments(shape.raw), 1_000)):
        segment = raw.FPDFPath_GetPathSegment(shape.raw, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = matrix.on_point(x.value, y.value)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            first = point
        elif kind == raw.FPDF_SEGMENT_LINETO:
            yield last, point
        last = point
        if raw.FPDFPathSegment_GetClose(segment):
            yield last, first


def _joined(rules: Iterable[Rule]) -> list[Rule]:
    """Pieces of one line put together: each cell draws its own borders."""
    joined: list[Rule] = []
    for rule in sorted(rules, key=lambda rule: (rule.at, rule.start)):
        for index in range(len(joined) - 1, -1, -1):
            other = joined[index]
            if rule.at - other.at > _TOUCH:
                joined.append(rule)
                break
            if rule.start <= other.end + _TOUCH and rule.end >= other.start - _TOUCH:
                joined[index] = Rule(other.at, min(other.start, rule.start), max(other.end, rule.end))
                break
        else:
            joined.append(rule)
    return joined


def _components(across: list[Rule], down: list[Rule]) -> Iterator[tuple[list[Rule], list[Rule]]]:
    """Groups of lines that touch: one group is one table."""
    left_across, left_down = set(across), set(down)
    while left_across:
        group_across, group_down = [left_across.pop()], list[Rule]()
        reached = [(group_across[0], True)]
        while reached:
            rule, lies = reached.pop()
            crossing = [other for other in (left_down if lies else left_across) if _cross(rule, other)]
            (left_down if lies else left_across).difference_update(crossing)
            (group_down if lies else group_across).extend(crossing)
            reached += [(other, not lies) for other in crossing]
        yield group_across, group_down


def _cross(one: Rule, other: Rule) -> bool:
    inside = one.start - _TOUCH <= other.at <= one.end + _TOUCH
    return inside and other.start - _TOUCH <= one.at <= other.end + _TOUCH


def _positions(rules: Iterable[Rule]) -> list[float]:
    positions: list[float] = []
    for rule in sorted(rules, key=lambda rule: rule.at):
        if not positions or rule.at - positions[-1] > _TOUCH:
            positions.append(rule.at)
    return positions


def _owners(
    xs: list[float], ys: list[float], across: list[Rule], down: list[Rule]
) -> dict[tuple[int, int], tuple[int, int]]:
    """For every elementary cell the first one (from the top, then the left) of the merged cell it is in."""
    owner: dict[tuple[int, int], tuple[int, int]] = {}
    for row in range(len(ys) - 1):
        middle = (ys[row] + ys[row + 1]) / 2
        for column in range(len(xs) - 1):
            centre = (xs[column] + xs[column + 1]) / 2
            owner[row, column] = (row, column)
            if column and not _drawn(down, xs[column], middle):
                owner[row, column] = owner[row, column - 1]
            elif row and not _drawn(across, ys[row], centre):
                owner[row, column] = owner[row - 1, column]
    return owner


def _drawn(rules: list[Rule], at: float, through: float) -> bool:
    return any(abs(rule.at - at) <= _TOUCH and rule.start <= through <= rule.end for rule in rules)
