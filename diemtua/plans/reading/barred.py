"""Tables drawn with bars (|): rows put together again however the lines were cut.

Plans arrive with a row to a line, a cell to a line, or hard-wrapped at a fixed width right through cells, names and
dates, with an outer bar missing here and there. So a row is not a line: it goes on until it has as many bars as the
heading, or until a line begins with the label that comes next.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from diemtua.plans.reading.records import fresh, record
from diemtua.plans.reading.tables import Cell, Row, Table, cells_of, level_groups, make_row, role_of, settled
from diemtua.plans.reading.text import Line, View

_RULE = re.compile(r"[\s|:+=_-]*-[\s|:+=_-]*$")
_LABEL = re.compile(
    r"(?P<bar>\|)?[ \t]*(?P<label>\d{1,3}(?:\.\d{1,2}){0,3}|[IVXL]+|[A-HKMĐ])\.?[ \t]*(?(bar)(?:\||$)|\|)"
)
_CLAUSE = re.compile(
    r"(?:[IVXL]+|\d{1,2}|[a-zđ])\s*[.)]\s|Nơi nhận|(?:Phụ lục|PHỤ LỤC)|TM\.|Trên đây|Ghi chú"
)
_STOP = re.compile(r"Nơi nhận|(?:Phụ lục|PHỤ LỤC)\b|TM\.|Trên đây là|Điều \d")
FAR = 14
"""No cell runs over more lines than this without a bar."""
HEADING_LINES = 14
_LETTERS = "ABCDĐEFGHIKLM"


def barred(view: View, index: int, end: int, before: list[Table]) -> Table:
    """The table whose first barred line is ``index``; without a known heading it has no rows."""
    lines = view.lines
    table = Table(lines[index].start, lines[index].end, index, index, (), [])
    head, first = _heading(view, index, end)
    if not head:
        previous = before[-1] if before and _same_width(view, index, before[-1]) else None
        if previous is None:
            table.last_line = _idle_end(view, index, end)
            table.end = lines[table.last_line].end
            return table
        table.roles = previous.roles
    else:
        table.roles = tuple(settled([role_of(view.folded[c.start : c.end]) or "other" for c in head]))
    rows = _Rows(
        view, len(table.roles), table.roles[:1] == ("stt",), previous_label(before) if not head else ""
    )
    table.last_line = rows.run(first, end)
    table.end = lines[table.last_line].end
    _fill(view, [cells_across(view, row) for row in rows.rows], table, head)
    return table


def previous_label(before: list[Table]) -> str:
    """The last label of the table a page cut off."""
    labels = [row.label for row in before[-1].rows if row.label] if before else []
    return labels[-1] or "" if labels else ""


def cells_across(view: View, lines: Sequence[Line]) -> list[Cell]:
    """The cells of a row written over one or more lines."""
    return cells_of(view, lines[0].start, lines[-1].end)


# ---------------------------------------------------------------- the heading


def _heading(view: View, index: int, end: int) -> tuple[list[Cell], int]:
    """The cells of the heading and the first line after it; no cells when no heading is found."""
    lines = view.lines
    for top in range(index, min(index + 5, len(lines))):
        if "|" not in lines[top].text and lines[top].text:
            break
        block: list[Line] = []
        for number in range(top, min(top + HEADING_LINES, len(lines))):
            line = lines[number]
            if not line.text:
                continue
            if (
                line.start >= end
                or _RULE.match(line.text)
                or (block and _LABEL.match(line.text))
                or len(line.text) > 700
            ):
                break
            block.append(line)
            if _closed(lines, block, number) and is_head(view, cells_across(view, block)):
                return _with_second(view, cells_across(view, block), number + 1)
        if block and block[0] is lines[top] and is_head(view, cells_across(view, block)):
            return _with_second(view, cells_across(view, block), lines.index(block[-1], top) + 1)
    return [], index


def _closed(lines: Sequence[Line], block: list[Line], number: int) -> bool:
    """Whether the heading may end here: by its own bar, or because a rule, a label or a bar follows."""
    after = next((line.text for line in lines[number + 1 : number + 4] if line.text), "")
    first, last = block[0].text, block[-1].text
    if _LABEL.match(after) or _RULE.match(after):
        return True
    if first.startswith("|"):
        return last.endswith("|") and len(last) > 1 and after.startswith("|")
    return (
        len(block) == 1
        and first.count("|") >= 2
        and "|" in after
        and role_of(after.split("|")[0].lower()) is None
    )


def _with_second(view: View, head: list[Cell], first: int) -> tuple[list[Cell], int]:
    """Past rules, a line of column numbers, and a second line of headings under a wide one."""
    lines = view.lines
    number = first
    while number < min(first + 5, len(lines)):
        line = lines[number]
        if not line.text or _RULE.match(line.text):
            number += 1
            continue
        cells = cells_of(view, line.start, line.end) if "|" in line.text else []
        if not cells or not is_subhead(view, cells):
            break
        head = [
            c
            if n >= len(cells) or cells[n].empty or not role_of(view.folded[cells[n].start : cells[n].end])
            else cells[n]
            for n, c in enumerate(head)
        ]
        first = number = number + 1
    return head, number


def is_head(view: View, cells: Sequence[Cell]) -> bool:
    """Whether cells name the columns of a table of tasks."""
    words = [" ".join(view.folded[c.start : c.end].split()) for c in cells if not c.empty]
    roles = [role_of(w) for w in words if len(w) < 70]
    named = {r for r in roles if r and r != "other"}
    if "stt" in named:
        return len(named) >= 2 and len(roles) == len(words)
    return (
        len(words) >= 2
        and len(named & {"content", "lead", "doer", "support", "time", "product"}) >= 2
        and None not in roles[:1]
    )


def is_subhead(view: View, cells: Sequence[Cell]) -> bool:
    """Column numbers "(1) | (2)", or headings under a wide one."""
    words = [view.folded[c.start : c.end] for c in cells if not c.empty]
    if not words or not cells[0].empty:
        return all(re.fullmatch(r"\(?\d\)?(?:=.*)?", w) for w in words) and len(words) > 2
    return all(len(w) < 40 and role_of(w) in {"lead", "support", "time", "doer"} for w in words)


def _same_width(view: View, index: int, previous: Table) -> bool:
    """Whether barred lines go on where a table was left at the foot of a page."""
    widths = [
        len(cells_of(view, line.start, line.end))
        for line in view.lines[index : index + 24]
        if "|" in line.text
    ]
    fitting = sum(width == len(previous.roles) for width in widths)
    labelled = sum(bool(_LABEL.match(line.text)) for line in view.lines[index : index + 24])
    if widths and previous.roles[:1] == ("stt",) and _next_label(view, index, previous):
        return True
    return bool(widths) and (
        fitting * 2 > len(widths) or (fitting > 0 and labelled > 2 and previous.roles[0] == "stt")
    )


def _next_label(view: View, index: int, previous: Table) -> bool:
    """Whether the first line carries the number that comes after the last row's."""
    found = _LABEL.match(view.lines[index].text)
    last = next((row.label for row in reversed(previous.rows) if row.label and row.label.isdigit()), None)
    return found is not None and last is not None and found.group("label") == str(int(last) + 1)


def _idle_end(view: View, index: int, end: int) -> int:
    """The last line of a run of barred lines that is no table of tasks."""
    last, number = index, index + 1
    while number < len(view.lines) and view.lines[number].start < end and number - last <= 2:
        if "|" in view.lines[number].text:
            last = number
        elif view.lines[number].text:
            break
        number += 1
    return last


# ---------------------------------------------------------------- the rows


@record
class _Rows:
    """Lines gathered into rows. ``width`` is the number of columns."""

    view: View
    width: int
    labelled: bool
    label: str = ""
    number: int = 0
    rows: list[list[Line]] = fresh(factory=list)
    row: list[Line] = fresh(factory=list)
    bars: int = 0

    def run(self, first: int, end: int) -> int:
        """Gather rows from line ``first`` on; the last line of the table."""
        lines = self.view.lines
        self._count(self.label)
        last, at = max(0, first - 1), first
        while at < len(lines) and lines[at].start < end:
            line = lines[at]
            if not line.text or _RULE.match(line.text):
                if not line.text and not self._bar_follows(at):
                    break
                at += 1
                continue
            if "|" not in line.text and not self._runs_on(at, last, end):
                break
            if self.row and "|" in line.text and self._begins(at):
                self._flush()
            self._take(line)
            last = at
            at += 1
        self._flush()
        return last

    def _take(self, line: Line) -> None:
        self.row.append(line)
        self.bars += line.text.count("|")

    def _flush(self) -> None:
        if self.row:
            self.rows.append(self.row)
            found = _LABEL.match(self.row[0].text)
            if found:
                self._count(found.group("label"))
        self.row, self.bars = [], 0

    def _count(self, label: str) -> None:
        self.label = label
        if label[:1].isdigit():
            self.number = int(label.split(".")[0])

    # -- where a row is full

    @property
    def _full(self) -> bool:
        """Every cell has begun."""
        return self.bars >= self.width - (not self.row[0].text.startswith("|"))

    @property
    def _closed(self) -> bool:
        return (
            self._full
            and self.row[-1].text.endswith("|")
            and self.bars >= self.width + self.row[0].text.startswith("|")
        )

    @property
    def _group(self) -> bool:
        found = _LABEL.match(self.row[0].text)
        return found is not None and not found.group("label")[0].isdigit()

    def _begins(self, at: int) -> bool:
        """Whether a barred line begins the next row."""
        line = self.view.lines[at]
        leads = line.text.startswith("|")
        found = _LABEL.match(line.text) if self.labelled else None
        if found is None:
            return self._full and (
                leads
                and line.text.strip(" |") != ""
                or self._closed
                or (not self.labelled and not leads and not self.row[0].text.startswith("|"))
            )
        label = found.group("label")
        if self._closed or (self._full and leads):
            return True
        if self._full and line.text[found.end() :].strip(" |"):
            return True
        if not self._in_turn(label):
            return self._group and leads and label[0].isdigit()
        return self._full or not self._comes_again(at, label)

    def _in_turn(self, label: str) -> bool:
        """Whether a label may follow the row's."""
        mine = _LABEL.match(self.row[0].text)
        own = mine.group("label") if mine else self.label
        number = int(own.split(".")[0]) if own[:1].isdigit() else self.number
        if label[0].isdigit():
            head = int(label.split(".")[0])
            return (
                (own + "." == label[: len(own) + 1])
                if "." in label and head == number and own.count(".") < label.count(".")
                else head in {number + 1, 1 if not own[:1].isdigit() else -1}
                or ("." in label and head == number)
            )
        return True if own[:1].isalpha() else label in {"I", "A"} or self._next_group(label)

    def _next_group(self, label: str) -> bool:
        groups = [
            m.group("label")
            for row in self.rows[-80:]
            if (m := _LABEL.match(row[0].text)) and m.group("label")[0].isalpha()
        ]
        return any(_follows(group, label) for group in groups) or not groups

    def _comes_again(self, at: int, label: str) -> bool:
        """Whether the same label stands at a later line, by which the row would be full."""
        bars = self.bars
        for line in self.view.lines[at : at + FAR]:
            found = _LABEL.match(line.text)
            if line is not self.view.lines[at] and found and found.group("label") == label:
                return self.width - 1 <= bars <= self.width + 1
            bars += line.text.count("|")
        return False

    # -- where the table ends

    def _runs_on(self, at: int, last: int, end: int) -> bool:
        """Whether a line without bars is the rest of a cell."""
        line = self.view.lines[at]
        if not self.row or _STOP.match(line.text) or at - self._last_bar(at) > FAR:
            return False
        if self._closed:
            return False
        if not self._full:
            near = self.view.lines[at : at + FAR]
            if any("|" in other.text for other in near if other.start < end):
                return True
            return not self.row[-1].text.endswith("|") and not _CLAUSE.match(line.text)
        return not _CLAUSE.match(line.text)

    def _last_bar(self, at: int) -> int:
        while at > 0 and "|" not in self.view.lines[at].text:
            at -= 1
        return at

    def _bar_follows(self, at: int) -> bool:
        following = [line.text for line in self.view.lines[at : at + 5] if line.text][:2]
        return any("|" in text for text in following) and not _CLAUSE.match(following[0])


def _follows(one: str, other: str) -> bool:
    """Whether a group's label comes next after another: I II, A B."""
    from diemtua.plans.reading.outline import roman

    if re.fullmatch("[IVXL]+", one) and re.fullmatch("[IVXL]+", other) and roman(other) == roman(one) + 1:
        return True
    return one in _LETTERS and other in _LETTERS and 0 < _LETTERS.find(other) - _LETTERS.find(one) <= 2


def _fill(view: View, grid: list[list[Cell]], table: Table, head: list[Cell]) -> None:
    words = [view.quote(c.start, c.end) for c in head]
    for cells in grid:
        row = make_row(view, cells, table.roles)
        if (
            row is None
            or (head and [view.quote(c.start, c.end) for c in cells] == words)
            or is_head(view, cells)
        ):
            continue
        if row.label is None and table.rows and _continues(view, row, table.rows[-1]):
            _extend(table.rows[-1], row)
        else:
            table.rows.append(row)
    level_groups(table.rows)


def _continues(view: View, row: Row, above: Row) -> bool:
    """A row cut by a page: no label, no lead of its own, words going on."""
    if above.group or row.group:
        return False
    content = row.cells.get("content")
    if content is None:
        return "lead" not in row.cells or "content" not in row.cells
    lead = row.cells.get("lead")
    small = view.text[content.start : content.start + 1].islower()
    return lead is None or small


def _extend(above: Row, row: Row) -> None:
    above.end = max(above.end, row.end)
    for role, cell in row.cells.items():
        old = above.cells.get(role)
        above.cells[role] = cell if old is None else Cell(old.start, cell.end)
