"""Tables of tasks (bảng phân công): with bars, with cells on lines of their own, or run together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from diemtua.plans.reading.text import Line, View, fold

ROLES = (
    ("stt", re.compile(r"(?:stt|tt|số tt|số thứ tự|số|no)\.?$")),
    ("time", re.compile(r"thời gian|thời hạn|hạn trình|tiến độ|hạn hoàn thành|lộ trình|ngày hoàn thành|thời điểm|kỳ hạn|^hoàn thành|^hạn\b")),
    ("other", re.compile(r"đơn vị tính|đvt|kinh phí|nguồn|số lượng|mức|căn cứ|địa điểm|địa bàn|đối tượng|thành phần|biểu mẫu")),
    ("support", re.compile(r"phối hợp|tham gia|đồng chủ trì")),
    ("lead", re.compile(r"chủ trì|đầu mối|chịu trách nhiệm|phụ trách|chủ quản|tham mưu|(?:cơ quan|đơn vị) (?:trình|soạn thảo|báo cáo|được giao)")),
    ("doer", re.compile(r"(?:cơ quan|đơn vị|nơi|cấp|tổ chức|địa phương)[ ,/\w]*(?:thực hiện|triển khai)|^(?:cơ quan|đơn vị)$|(?:cơ quan|đơn vị)(?: báo cáo| được giao)|phân công")),
    ("receiver", re.compile(r"nơi nhận|cơ quan nhận|gửi về|nơi gửi")),
    ("product", re.compile(r"sản phẩm|kết quả|đầu ra")),
    ("note", re.compile(r"ghi chú")),
    ("content", re.compile(r"nội dung|nhiệm vụ|công việc|hoạt động|giải pháp|chỉ tiêu|tên |đề án|chương trình|dự án|mục tiêu|báo cáo|hạng mục|việc")),
)  # fmt: skip
"""Columns by the words of their heading, the most particular first."""

_RULE = re.compile(r"[\s|:+=_-]*-[\s|:+=_-]*$")
_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,2}){0,3}\.?$")
_GROUP = re.compile(r"(?:[IVXL]+|[A-HKMĐ])\.?$")


class Cell(NamedTuple):
    """A cell's extent in the view, without outer white space; empty when ``start == end``."""

    start: int
    end: int

    @property
    def empty(self) -> bool:
        return self.start >= self.end


EMPTY = Cell(0, 0)


@dataclass(slots=True)
class Row:
    """A row: its label (STT) if it has one, and its cells by role. ``group`` heads the rows beneath."""

    label: str | None
    start: int
    body: int
    end: int
    group: bool
    depth: int
    cells: dict[str, Cell] = field(default_factory=dict)


@dataclass(slots=True)
class Table:
    """A table with a heading: the role of each column, and its rows."""

    start: int
    end: int
    first_line: int
    last_line: int
    roles: tuple[str, ...]
    rows: list[Row]

    @property
    def assigns(self) -> bool:
        """Whether the table names who acts."""
        return bool({"lead", "doer"} & set(self.roles))


def role_of(words: str) -> str | None:
    """The role of a column by its heading (folded words), or ``None``."""
    words = words.strip(" .:*")
    if "chủ trì" in words and "phối hợp" in words:
        return "lead"  # one column for both; the cell's own words part them
    for role, form in ROLES:
        if form.search(words):
            return role
    return None


def find(view: View, begin: int, end: int) -> list[Table]:
    """The tables between two offsets, in order."""
    lines = view.lines
    tables: list[Table] = []
    index = 0
    while index < len(lines):
        line = lines[index]
        if line.end <= begin or not line.text or line.start >= end:
            index += 1
            continue
        table = _at(view, index, end, tables)
        if table is None:
            index += 1
            continue
        if table.rows:
            tables.append(table)
        index = max(table.last_line, index) + 1
    return tables


def _at(view: View, index: int, end: int, before: list[Table]) -> Table | None:
    line = view.lines[index]
    if "|" in line.text:
        return _barred(view, index, end, before)
    if line.text.count("\t") >= 2 and _HEAD_START.match(view.low(line, 12)):
        return _tabbed(view, index, end)
    if len(line.text) < 200 and _HEAD_START.match(view.low(line, 12)):
        from diemtua.plans.reading.loose_tables import loose

        return loose(view, index, end)
    return None


_HEAD_START = re.compile(r"(?:stt|tt|số tt|số thứ tự)\b")


def _tabbed(view: View, index: int, end: int) -> Table:
    """Columns parted by single tabs, where two tabs hold an empty cell between them."""
    roles = [role_of(fold(words)) or "other" for words in view.lines[index].text.split("\t")]
    table = Table(view.lines[index].start, view.lines[index].end, index, index, tuple(_settled(roles)), [])
    for number in range(index + 1, len(view.lines)):
        line = view.lines[number]
        if not line.text:
            continue
        if line.start >= end or ("\t" not in line.text and _CLAUSE.match(line.text)):
            break
        if "\t" in line.text:
            row = make_row(view, cells_of(line, "\t"), table.roles)
            if row is not None:
                table.rows.append(row)
        elif not table.rows or line.text[:1].isupper() and not _GROUP.match(line.text):
            break
        else:
            table.rows[-1].end = line.end
        table.last_line, table.end = number, line.end
    level_groups(table.rows)
    return table


# ---------------------------------------------------------------- with bars


def cells_of(line: Line, bar: str = "|") -> list[Cell]:
    """The cells of a barred line; outer bars make no cell."""
    cells = []
    text, at = line.text, 0
    for piece in text.split(bar):
        inner = piece.strip()
        start = line.start + at + (len(piece) - len(piece.lstrip()) if inner else 0)
        cells.append(Cell(start, start + len(inner)))
        at += len(piece) + 1
    if text.startswith(bar):
        cells = cells[1:]
    if text.endswith(bar):
        cells = cells[:-1]
    return cells


def _barred(view: View, index: int, end: int, before: list[Table]) -> Table:
    """The run of barred lines from ``index``; without task columns it has no rows."""
    last = _run_end(view, index, end)
    table = Table(view.lines[index].start, view.lines[last].end, index, last, (), [])
    grid = _grid(view, index, last)
    head = next((n for n, cells in enumerate(grid[:6]) if _is_head(view, cells)), None)
    if head is None:
        previous = before[-1] if before else None
        if previous and grid and sum(len(g) == len(previous.roles) for g in grid) * 2 > len(grid):
            table.roles = previous.roles
            _rows(view, grid, table)
        return table
    roles = [role_of(view.folded[c.start : c.end]) or "other" for c in grid[head]]
    rest = grid[head + 1 :]
    if rest and _is_subhead(view, rest[0]):
        roles = _merged(view, roles, rest[0])
        rest = rest[1:]
    table.roles = tuple(_settled(roles))
    _rows(view, rest, table)
    return table


def _run_end(view: View, index: int, end: int) -> int:
    """The last line of a run of barred lines, with the lines their cells run on to."""
    lines = view.lines
    last, number = index, index + 1
    while number < len(lines) and lines[number].start < end:
        line = lines[number]
        if "|" in line.text:
            last = number
        elif line.text:
            if not _runs_on(view, last, number):
                break
        elif not _bar_follows(lines, number):
            break
        number += 1
    while number - 1 > last and _runs_on(view, last, number - 1) and lines[number - 1].text:
        last = number - 1
    return last


def _bar_follows(lines: Sequence[Line], number: int) -> bool:
    following = [line.text for line in lines[number : number + 4] if line.text][:2]
    return any("|" in text for text in following) and not any(_CLAUSE.match(text) for text in following[:1])


_CLAUSE = re.compile(r"(?:[IVXL]+|\d{1,2}|[a-zđ])\s*[.)]\s|Nơi nhận|(?:Phụ lục|PHỤ LỤC)|TM\.")


def _runs_on(view: View, last: int, number: int) -> bool:
    """Whether a line without bars is the rest of a cell begun on the barred line ``last``."""
    above = view.lines[last].text
    if number - last > 12 or _CLAUSE.match(view.lines[number].text) or not view.lines[number].text:
        return False
    if above.startswith("|") and above.endswith("|"):
        return False
    return not above.endswith("|") or above.count("|") <= 2


_ROW_START = re.compile(r"\|?\s*(?:\d{1,3}(?:\.\d{1,2}){0,3}|[IVXL]+|[A-HKMĐ])\.?\s*\|")


def _grid(view: View, first: int, last: int) -> list[list[Cell]]:
    lines = [line for line in view.lines[first : last + 1] if line.text and not _RULE.match(line.text)]
    if sum(line.text.count("|") > 1 for line in lines) * 3 < len(lines) and not any(_ROW_START.match(line.text) and line.text.count("|") > 2 for line in lines):
        return _streamed(view, first, last)
    width = max((len(cells_of(line)) for line in lines), default=0)
    rows: list[list[Cell]] = []
    pending: list[Line] = []
    for line in lines:
        if pending and (_ROW_START.match(line.text) or _full(pending, width)) and "|" in line.text:
            rows.append(_cells_across(view, pending))
            pending = []
        pending.append(line)
    if pending:
        rows.append(_cells_across(view, pending))
    return [row for row in rows if any(not cell.empty for cell in row)]


def _full(lines: Sequence[Line], width: int) -> bool:
    bars = sum(line.text.count("|") for line in lines)
    outer = lines[0].text.startswith("|") + lines[-1].text.endswith("|")
    return bars - outer >= width - 1 or (lines[0].text.startswith("|") and lines[-1].text.endswith("|"))


def _cells_across(view: View, lines: Sequence[Line]) -> list[Cell]:
    """The cells of a row written over one or more lines."""
    start, end = lines[0].start, lines[-1].end
    return cells_of(Line(start, end, view.text[start:end]))


def _streamed(view: View, first: int, last: int) -> list[list[Cell]]:
    """Cells each ended by a bar, over many lines: cut where a new label follows a full row."""
    start, end = view.lines[first].start, view.lines[last].end
    cells = cells_of(Line(start, end, view.text[start:end]))
    first_row = next((n for n, c in enumerate(cells) if n and re.fullmatch(r"1\.?|I\.?|A\.?", view.text[c.start : c.end])), None)
    width = first_row or len(cells) or 1
    return [cells[n : n + width] for n in range(0, len(cells), width)]


def _is_head(view: View, cells: Sequence[Cell]) -> bool:
    words = [view.folded[c.start : c.end] for c in cells if not c.empty]
    roles = [role_of(w) for w in words if len(w) < 70]
    named = {r for r in roles if r and r != "other"}
    if "stt" in named:
        return len(named) >= 2
    return len(words) >= 2 and len(named & {"content", "lead", "doer", "support", "time", "product"}) >= 2 and None not in roles[:1]


def _is_subhead(view: View, cells: Sequence[Cell]) -> bool:
    words = [view.folded[c.start : c.end] for c in cells if not c.empty]
    if not words or not cells[0].empty:
        return all(re.fullmatch(r"\(?\d\)?(?:=.*)?", w) for w in words) and len(words) > 2
    return all(len(w) < 40 and role_of(w) in {"lead", "support", "time", "doer"} for w in words)


def _merged(view: View, roles: list[str], cells: Sequence[Cell]) -> list[str]:
    for number, cell in enumerate(cells[: len(roles)]):
        found = None if cell.empty else role_of(view.folded[cell.start : cell.end])
        if found:
            roles[number] = found
    return roles


def _settled(roles: list[str]) -> list[str]:
    """With a lead column, those who carry out join the coordinating; of two of a kind the first counts."""
    if "lead" not in roles:
        roles = ["lead" if r == "doer" and "doer" not in roles[:n] else r for n, r in enumerate(roles)]
    settled: list[str] = []
    for role in roles:
        if role == "time" and "time" in settled:
            settled[settled.index("time")] = "other"
        settled.append("other" if role in settled and role != "support" and role != "time" and role != "other" else role)
    return settled


def _rows(view: View, grid: list[list[Cell]], table: Table) -> None:
    for cells in grid:
        row = make_row(view, cells, table.roles)
        if row is None or _is_head(view, cells):
            continue
        if row.label is None and table.rows and _continues(view, row, table.rows[-1]):
            _extend(table.rows[-1], row)
        else:
            table.rows.append(row)
    level_groups(table.rows)


def level_groups(rows: list[Row]) -> None:
    """C and D head groups as letters where A or B did, as Roman numerals otherwise."""
    if any(row.label in {"A", "B"} for row in rows):
        for row in rows:
            if row.label in {"C", "D"}:
                row.depth = 1


def make_row(view: View, cells: Sequence[Cell], roles: Sequence[str]) -> Row | None:
    """A row from its cells in column order, or ``None`` when all are empty."""
    full = [c for c in cells if not c.empty]
    if not full:
        return None
    first = cells[0]
    words = view.text[first.start : first.end].strip()
    has_label = bool(roles) and roles[0] == "stt"
    label = words.rstrip(".") if (has_label or not roles) and (_NUMBER.match(words) or _GROUP.match(words)) else None
    if label is None and len(full) <= 2 and (found := re.match(r"([IVXL]+|[A-HKMĐ]|\d{1,2})[.)]\s+\S", words)) and len({view.text[c.start:c.end] for c in full}) == 1:
        label = found.group(1)
        body = first.start + found.end() - 1
        return Row(label, first.start, body, full[-1].end, True, _depth(label), {"content": Cell(body, first.end)})
    named: dict[str, Cell] = {}
    for role, cell in zip(roles, cells, strict=False):
        if not cell.empty and role not in named:
            named[role] = cell
    others = [c for c in full if c is not first or label is None]
    texts = {view.text[c.start : c.end] for c in others}
    group = len(texts) == 1 and bool(named.keys() <= {"stt", "content"} or len(others) > 1) and len(roles) > 2
    if label is None and not group and has_label and not first.empty and len(full) == 1:
        group = True
    if group and others:
        named.setdefault("content", others[0])
    body = others[0].start if others else first.end
    return Row(label, full[0].start, body, full[-1].end, group and (label is not None), _depth(label or ""), named)


def _depth(label: str) -> int:
    if re.fullmatch(r"[A-HKMĐ]", label) and label not in "CD":
        return 1
    if re.fullmatch(r"[IVXLCD]+", label):
        return 2
    return 3 + label.count(".")


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
