"""Tables of tasks (bảng phân công): with bars, with cells on lines of their own, or run together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from diemtua.plans.reading.records import fresh, record
from diemtua.plans.reading.text import View, fold

ROLES = (
    ("stt", re.compile(r"(?:stt|tt|số tt|số thứ tự|số|no)\.?$")),
    ("time", re.compile(r"thời gian|thời hạn|hạn trình|tiến độ|hạn hoàn thành|lộ trình|ngày hoàn thành|thời điểm|kỳ hạn|^hoàn thành|^hạn\b")),
    ("content", re.compile(r"^(?:nội dung|nhiệm vụ|công việc)(?= ?,| và)(?!.*(?:kinh phí|phối hợp|chủ trì|thực hiện))")),
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

_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,2}){0,3}\.?$")
_CLAUSE = re.compile(r"(?:[IVXL]+|\d{1,2}|[a-zđ])\s*[.)]\s|Nơi nhận|(?:Phụ lục|PHỤ LỤC)|TM\.")
_GROUP = re.compile(r"(?:[IVXL]+|[A-HKMĐ])\.?$")


class Cell(NamedTuple):
    """A cell's extent in the view, without outer white space; empty when ``start == end``."""

    start: int
    end: int

    @property
    def empty(self) -> bool:
        return self.start >= self.end


EMPTY = Cell(0, 0)


@record
class Row:
    """A row: its label (STT) if it has one, and its cells by role. ``group`` heads the rows beneath."""

    label: str | None
    start: int
    body: int
    end: int
    group: bool
    depth: int
    cells: dict[str, Cell] = fresh(factory=dict)


@record
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
    if (
        before
        and len(line.text) < 4
        and _GROUP.match(line.text)
        and before[-1].last_line < index <= before[-1].last_line + 4
    ):
        from diemtua.plans.reading.loose_tables import continued

        return continued(view, index, end, before[-1])
    if "|" in line.text:
        from diemtua.plans.reading.barred import barred

        return barred(view, index, end, before)
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
    table = Table(view.lines[index].start, view.lines[index].end, index, index, tuple(settled(roles)), [])
    for number in range(index + 1, len(view.lines)):
        line = view.lines[number]
        if not line.text:
            continue
        if line.start >= end or ("\t" not in line.text and ("|" in line.text or _CLAUSE.match(line.text))):
            break
        if "\t" in line.text:
            row = make_row(view, cells_of(view, line.start, line.end, "\t"), table.roles)
            if row is not None:
                table.rows.append(row)
        elif not table.rows or line.text[:1].isupper() and not _GROUP.match(line.text):
            break
        else:
            table.rows[-1].end = line.end
        table.last_line, table.end = number, line.end
    level_groups(table.rows)
    return table


def cells_of(view: View, start: int, end: int, bar: str = "|") -> list[Cell]:
    """The cells between two offsets; outer bars make no cell."""
    cells, text, at = [], view.text[start:end], 0
    for piece in text.split(bar):
        inner = piece.strip()
        low = start + at + (len(piece) - len(piece.lstrip()) if inner else 0)
        cells.append(Cell(low, low + len(inner)))
        at += len(piece) + 1
    if text.startswith(bar):
        cells = cells[1:]
    if text.endswith(bar):
        cells = cells[:-1]
    return cells


def settled(roles: list[str]) -> list[str]:
    """With a lead column, those who carry out join the coordinating; of two of a kind the first counts."""
    if "lead" not in roles:
        roles = ["lead" if r == "doer" and "doer" not in roles[:n] else r for n, r in enumerate(roles)]
    settled: list[str] = []
    for role in roles:
        if role == "time" and "time" in settled:
            settled[settled.index("time")] = "other"
        settled.append(
            "other" if role in settled and role != "support" and role != "time" and role != "other" else role
        )
    return settled


def level_groups(rows: list[Row]) -> None:
    """C, D, I and L head groups as letters where A or B did and their turn has come, as Roman numerals otherwise."""
    if not any(row.label in {"A", "B"} for row in rows):
        return
    letter = ""
    for row in rows:
        if (
            row.label in {"C", "D"}
            or row.label
            and row.label in "IL"
            and _LETTERS.find(row.label) - 1 == _LETTERS.find(letter or "-")
        ):
            row.depth = 1
        letter = row.label or "" if row.depth == 1 and row.group else letter


_LETTERS = "ABCDĐEGHIKLMNOPQ"


def make_row(view: View, cells: Sequence[Cell], roles: Sequence[str]) -> Row | None:
    """A row from its cells in column order, or ``None`` when all are empty."""
    full = [c for c in cells if not c.empty]
    if not full:
        return None
    first = cells[0]
    words = view.text[first.start : first.end].strip()
    has_label = bool(roles) and roles[0] == "stt"
    label = (
        words.rstrip(".")
        if (has_label or not roles) and (_NUMBER.match(words) or _GROUP.match(words))
        else None
    )
    if (
        label is None
        and len(full) <= 2
        and (found := re.match(r"([IVXL]+|[A-HKMĐ]|\d{1,2})[.)]\s+\S", words))
        and len({view.text[c.start : c.end] for c in full}) == 1
    ):
        label = found.group(1)
        body = first.start + found.end() - 1
        return Row(
            label, first.start, body, full[-1].end, True, _depth(label), {"content": Cell(body, first.end)}
        )
    named: dict[str, Cell] = {}
    for role, cell in zip(roles, cells, strict=False):
        if not cell.empty and role not in named:
            named[role] = cell
    others = [c for c in full if c is not first or label is None]
    texts = {view.text[c.start : c.end] for c in others}
    heads = label is not None and _GROUP.match(label) is not None
    group = (
        len(texts) == 1
        and (heads or named.keys() <= {"stt", "content"} or len(others) > 1)
        and len(roles) > 2
    )
    if label is None and not group and has_label and not first.empty and len(full) == 1:
        group = True
    if group and others:
        named = {"content": others[0]} if heads else {**named, "content": named.get("content", others[0])}
    body = others[0].start if others else first.end
    return Row(
        label, full[0].start, body, full[-1].end, group and (label is not None), _depth(label or ""), named
    )


def _depth(label: str) -> int:
    if re.fullmatch(r"[A-HKMĐ]", label) and label not in "CD":
        return 1
    if re.fullmatch(r"[IVXLCD]+", label):
        return 2
    return 3 + label.count(".")
