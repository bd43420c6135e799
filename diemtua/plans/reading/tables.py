"""Tables of tasks (bảng phân công): with bars, with cells on lines of their own, or run together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from diemtua.plans.reading.text import Line, View, fold

ROLES = (
    ("stt", re.compile(r"(?:stt|tt|số tt|số thứ tự|số|no)\.?$")),
    ("time", re.compile(r"thời gian|thời hạn|tiến độ|hạn hoàn thành|lộ trình|ngày hoàn thành|thời điểm|kỳ hạn|^hoàn thành|^hạn\b")),
    ("other", re.compile(r"đơn vị tính|đvt|kinh phí|nguồn|số lượng|mức|căn cứ|địa điểm|địa bàn|đối tượng|thành phần|biểu mẫu")),
    ("support", re.compile(r"phối hợp|tham gia|đồng chủ trì")),
    ("lead", re.compile(r"chủ trì|đầu mối|chịu trách nhiệm|phụ trách|chủ quản|tham mưu")),
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


@dataclass(frozen=True, slots=True)
class Cell:
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
    if len(line.text) < 200 and _HEAD_START.match(fold(line.text[:12])):
        from diemtua.plans.reading.loose_tables import loose

        return loose(view, index, end)
    return None


_HEAD_START = re.compile(r"(?:stt|tt|số tt|số thứ tự)\b")


# ---------------------------------------------------------------- with bars


def cells_of(line: Line) -> list[Cell]:
    """The cells of a barred line; outer bars make no cell."""
    cells = []
    text, at = line.text, 0
    for piece in text.split("|"):
        inner = piece.strip()
        start = line.start + at + (len(piece) - len(piece.lstrip()) if inner else 0)
        cells.append(Cell(start, start + len(inner)))
        at += len(piece) + 1
    if text.startswith("|"):
        cells = cells[1:]
    if text.endswith("|"):
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
    last, gap = index, 0
    for number in range(index + 1, len(view.lines)):
        line = view.lines[number]
        if line.start >= end:
            break
        if "|" in line.text:
            last, gap = number, 0
        elif line.text:
            gap += 1
            if gap > 12 or not view.lines[last].text.rstrip().endswith("|") or not _cell_goes_on(view, last, number):
                break
    return last


def _cell_goes_on(view: View, last: int, number: int) -> bool:
    """In text made one cell to a line, a cell's words precede the line with its bar."""
    return view.lines[last].text.count("|") == 1 and number - last < 12 and not view.lines[last].text.startswith("|")


def _grid(view: View, first: int, last: int) -> list[list[Cell]]:
    lines = [line for line in view.lines[first : last + 1] if line.text and not _RULE.match(line.text)]
    if sum(line.text.count("|") > 1 for line in lines) * 3 >= len(lines):
        return _joined([cells_of(line) for line in lines if "|" in line.text], view)
    return _streamed(view, first, last)


def _joined(rows: list[list[Cell]], view: View) -> list[list[Cell]]:
    return [row for row in rows if any(not cell.empty for cell in row)]


def _streamed(view: View, first: int, last: int) -> list[list[Cell]]:
    """Cells each ended by a bar, over many lines: cut where a new label follows a full row."""
    start, end = view.lines[first].start, view.lines[last].end
    cells, at = [], start
    for piece in view.text[start:end].split("|"):
        inner = piece.strip()
        lead = at + (len(piece) - len(piece.lstrip()) if inner else 0)
        cells.append(Cell(lead, lead + len(inner)))
        at += len(piece) + 1
    if cells and cells[-1].empty:
        cells.pop()
    first_row = next((n for n, c in enumerate(cells) if n and re.fullmatch(r"1\.?|I\.?|A\.?", view.text[c.start : c.end])), None)
    width = first_row or len(cells)
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
