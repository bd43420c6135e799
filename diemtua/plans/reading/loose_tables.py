"""Tables that lost their bars: one cell to a line, columns by wide blanks, or rows run together.

The heading says which columns there are. A row begins at the next label; its pieces
are laid into the columns in order, each where its words fit best: names of agencies
under chủ trì and phối hợp, words of time under thời gian.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from diemtua.plans.reading import agencies
from diemtua.plans.reading.tables import Cell, Row, Table, _depth, level_groups, make_row, role_of, settled
from diemtua.plans.reading.text import Line, View

_WIDE = re.compile(r"\t+|[ \u00a0]{2,}")
_ROW = re.compile(r"(?P<label>\d{1,3}(?:\.\d{1,2}){0,2}|[IVXL]+|[A-HKMĐ])\.?(?:\s+|$)")
_HEADING_WORDS = re.compile(
    r"stt|số tt|tt\b|nội dung(?: (?:công việc|nhiệm vụ|thực hiện|hoạt động))?|nhiệm vụ(?:,? giải pháp)?|tên nhiệm vụ|"
    r"công việc|hoạt động|(?:cơ quan|đơn vị)(?:[, ]+(?:cơ quan|đơn vị))*\s+(?:chủ trì|phối hợp|thực hiện)(?: thực hiện)?|chủ trì|phối hợp|"
    r"thời (?:gian|hạn)(?: (?:thực hiện|hoàn thành|bắt đầu|kết thúc))?|tiến độ(?: (?:thực hiện|hoàn thành))?|"
    r"(?:cơ quan|đơn vị) (?:trình|báo cáo|soạn thảo|tham mưu)|thời hạn trình|tên (?:đề án|văn bản|báo cáo)[^\t|]{0,30}?(?= (?:cơ quan|đơn vị))|nơi nhận|"
    r"sản phẩm(?: (?:dự kiến|đầu ra|hoàn thành))?|kết quả(?: (?:dự kiến|đầu ra))?|ghi chú|kinh phí|đơn vị tính"
)
_TIME = re.compile(
    r"(?:trước|trong|hoàn thành|xong|từ|đến|hết|chậm nhất|ngày|tháng|quý|năm|hằng|hàng|thường xuyên|định kỳ|khi|giai đoạn|"
    r"cả năm|theo|mỗi|đầu|cuối|liên tục|như trên|không quá|chậm|ngay|tối đa|\d{1,2}[/.-]\d{1,2}|\d{4}|0?[36] tháng|sáu tháng|ba tháng|i+v?/\d{4}|kịp thời|đột xuất|sau|"
    r"\d+ (?:ngày|giờ))"
)
_NOBODY = re.compile(r"(?:như trên|không|-|nt|//)\.?$")


def loose(view: View, index: int, end: int) -> Table | None:
    """The table whose heading begins on line ``index``, or ``None`` when that is no heading."""
    lines = view.lines
    head = _heading(view, index)
    if head is None:
        return None
    roles, after = head
    roles = tuple(settled(list(roles)))
    if len(roles) < 3 or not {"lead", "time"} & set(roles):
        return None
    table = Table(lines[index].start, lines[after - 1].end, index, after - 1, roles, [])
    return _with_rows(view, table, _row_starts(view, after, end))


def continued(view: View, index: int, end: int, before: Table) -> Table | None:
    """The next group of a table, its cells on lines of their own: "C | NHIỆM VỤ THƯỜNG XUYÊN | 1 | …"."""
    groups = [row.label for row in before.rows if row.group and row.label]
    label = view.lines[index].text.strip(". ")
    if not groups or not _group_counts(label, groups[-1], view.lines[index]) or before.roles[:1] != ("stt",):
        return None
    table = Table(view.lines[index].start, view.lines[index].end, index, index, before.roles, [])
    return _with_rows(view, table, _row_starts(view, index, end, groups[-1]))


def _with_rows(view: View, table: Table, found: tuple[list[tuple[int, str]], int]) -> Table | None:
    """The table with its rows, or ``None`` when there are none."""
    starts, last = found
    roles = table.roles
    for number, (at, label) in enumerate(starts):
        stop = starts[number + 1][0] if number + 1 < len(starts) else last
        if number + 1 == len(starts):
            stop = _filled(view, at, stop, len(roles) - 1)
        row = _row(view, at, stop, label, roles)
        if row is None:
            continue
        table.rows.append(row)
        table.last_line = stop - 1
        table.end = row.end
    level_groups(table.rows)
    return table if table.rows else None


def _filled(view: View, at: int, stop: int, columns: int) -> int:
    """The last row ends at a blank line once every column has had its line."""
    full = 0
    for number in range(at + 1, stop):
        if view.lines[number].text:
            full += 1
        elif full >= columns:
            return number
    return stop


def _heading(view: View, index: int) -> tuple[tuple[str, ...], int] | None:
    """Roles of the columns, and the first line after the heading."""
    words: list[str] = []
    at = index
    while at < len(view.lines) and at < index + 16:
        line = view.lines[at]
        if line.text:
            if words and _ROW.match(line.text) and not _HEADING_WORDS.match(view.low(line)):
                break
            words.append(view.low(line))
        at += 1
    text = " ".join(words)
    if "\t" in view.lines[index].text:
        return None
    if len(text) > 260 or at >= index + 16:
        return None
    roles: list[str] = []
    for found in _HEADING_WORDS.finditer(text):
        role = role_of(found.group())
        if role and (not roles or roles[-1] != role):
            roles.append(role)
    return (tuple(roles), at) if roles and roles[0] == "stt" else None


_END = re.compile(
    r"Nơi nhận|Trên đây|Trong quá trình|Ghi chú\s*:|TM\.|KT\.|PHỤ LỤC|Phụ lục|Điều \d|(?i:stt|tt)(?:\s|$)"
)
_CLAUSE = re.compile(r"(?P<roman>[IVXL]+)[.)]\s+\S|(?:\d{1,2}|[a-zđ])[.)]\s+\S")


def _row_starts(view: View, first: int, end: int, group: str = "") -> tuple[list[tuple[int, str]], int]:
    """Lines that begin a row, labels counting on (…, 3, 4, …) or heading a group; and the line after the table."""
    starts: list[tuple[int, str]] = []
    number, idle, blank = 0, 0, False
    at = first
    for at in range(first, len(view.lines)):
        line = view.lines[at]
        if line.start >= end or idle > 40:
            return starts, at
        if not line.text:
            blank = True
            continue
        found = _ROW.match(line.text)
        label = found.group("label") if found else ""
        alone = bool(starts) and view.lines[starts[0][0]].text.rstrip(". ") == starts[0][1]
        if label and _group_counts(label, group, line):
            group, idle = label, 0
            starts.append((at, label))
        elif label and found and _counts_on(label, number, line, found, alone):
            idle = 0
            number = int(label) if "." not in label else number
            starts.append((at, label))
        elif _END.match(line.text) or _ends_table(line, blank):
            return starts, at
        idle, blank = idle + 1, False
    return starts, at + 1


def _ends_table(line: Line, blank: bool) -> bool:
    clause = _CLAUSE.match(line.text)
    return clause is not None and (blank or clause.group("roman") is not None)


def _counts_on(label: str, number: int, line: Line, found: re.Match[str], alone: bool) -> bool:
    if not label[0].isdigit():
        return False
    rest = line.text[found.end() :]
    if rest and (alone or not (rest[0].isupper() or rest[0] in '“"-(')):
        return False
    if "." in label:
        return label.split(".")[0] in {str(number), str(number + 1)}
    if line.text[len(label) : len(label) + 1] == "." and rest.isupper():
        return False
    return int(label) == number + 1 or (int(label) == 1 and number > 0) or (number == 0 and int(label) < 200)


def _group_counts(label: str, group: str, line: Line) -> bool:
    """Whether a letter or numeral heads the next group after ``group``."""
    from diemtua.plans.reading.outline import roman

    rest = line.text[len(label) :].lstrip(". )\t")
    if len(rest) > 160 or label[0].isdigit():
        return False
    letters = "ABCDĐEGHIKLMNOPQ"
    if len(label) == 1 and label in letters and (label == "A" or group in letters and len(group) == 1):
        step = letters.find(label) - letters.find(group) if group else 1
        return step == 1 or (step == 2 and group == "D")
    if not re.fullmatch("[IVXL]+", label) or (group and not re.fullmatch("[IVXL]+", group)):
        return False
    return roman(label) == (roman(group) + 1 if group else 1)


def _row(view: View, at: int, stop: int, label: str, roles: tuple[str, ...]) -> Row | None:
    lines = [line for line in view.lines[at:stop] if line.text]
    if not lines:
        return None
    first = lines[0]
    head = _ROW.match(first.text)
    assert head is not None
    pieces = _pieces(view, lines, first.start + head.end(), alone=first.text.rstrip(". ") == label)
    start, last = first.start, lines[-1].end
    if label[0].isalpha():
        body = pieces[0].start if pieces else first.end
        return Row(
            label, start, body, last, True, _depth(label), {"content": Cell(body, last)} if pieces else {}
        )
    columns = list(roles[1:])
    if not pieces:
        return None
    cells = _in_order(view, pieces, columns, first.text.rstrip(". ") == label) or _laid(view, pieces, columns)
    row = make_row(view, [Cell(first.start, first.start + len(label)), *cells], roles)
    if row is not None:
        row.start, row.end, row.group = start, last, False
    return row


def _in_order(view: View, pieces: list[Cell], columns: list[str], alone: bool) -> list[Cell] | None:
    """One line to a cell and none missing: each is what its column says, whatever its words."""
    if not alone or len(pieces) != len(columns):
        return None
    kinds = dict(zip(columns, (_kind(view, piece) for piece in pieces), strict=True))
    fits = kinds.get("time", "time") == "time" and kinds.get("content", "words") != "time"
    wraps = view.text[pieces[1].start].islower() and _kind(view, pieces[1]) != "agency"
    return pieces if fits and not wraps else None


def _pieces(view: View, lines: list[Line], body: int, *, alone: bool) -> list[Cell]:
    """Pieces that no column border crosses: lines, cut again at wide blanks and between names."""
    pieces: list[Cell] = []
    for line in lines:
        begin = max(line.start, body)
        if begin >= line.end:
            continue
        at = begin
        for gap in _WIDE.finditer(view.text, begin, line.end):
            if gap.start() > at:
                pieces.append(Cell(at, gap.start()))
            at = gap.end()
        if line.end > at:
            pieces.append(Cell(at, line.end))
    if alone:
        return pieces
    if pieces and len(pieces) <= len(lines):
        pieces = [Cell(pieces[0].start, pieces[-1].end)]
    return [part for piece in pieces for part in _cut(view, piece)]


def _cut(view: View, piece: Cell) -> list[Cell]:
    """Cut a run-together piece before agency names and words of time that begin with a capital."""
    cuts = {piece.start}
    mentions = agencies.find(view, piece.start, piece.end)
    for mention in mentions:
        if (view.text[mention.start].isupper() or _begins_line(view, mention.start)) and _bare_before(
            view, mention.start, piece.start
        ):
            cuts.add(mention.start)
    for found in _TIME.finditer(view.folded, piece.start, piece.end):
        at = found.start()
        if view.text[at].isupper() and _bare_before(view, at, piece.start):
            cuts.add(at)
    ordered = [*sorted(cuts), piece.end]
    return [Cell(a, _rstrip(view, a, b)) for a, b in pairwise(ordered)]


def _begins_line(view: View, at: int) -> bool:
    return "\n" in view.text[max(0, at - 3) : at]


def _bare_before(view: View, at: int, floor: int) -> bool:
    """No comma, conjunction or other joint stands before: a new cell may begin."""
    before = view.folded[max(floor, at - 12) : at].rstrip()
    return (
        bool(before)
        and before[-1] not in ',;-(/“"&'
        and not re.search(
            r"\b(?:và|với|của|do|giao|cho|tại|về|theo|thuộc|các|cùng|trình|ngày|tháng|quý|năm|hết|đến|từ|trước)$",
            before,
        )
    )


def _rstrip(view: View, start: int, end: int) -> int:
    while end > start and view.text[end - 1].isspace():
        end -= 1
    return end


def _laid(view: View, pieces: list[Cell], columns: list[str]) -> list[Cell]:
    """Lay pieces into columns in order, at the least cost."""
    kinds = [_kind(view, piece) for piece in pieces]

    @cache
    def best(piece: int, column: int) -> tuple[float, tuple[int, ...]]:
        if column == len(columns):
            return (0.0, ()) if piece == len(pieces) else (1e9, ())
        options = []
        cost = {"content": 2.5, "lead": 0.6}.get(columns[column], 0.15)
        for stop in range(piece, len(pieces) + 1):
            if stop > piece:
                cost = (0.0 if stop == piece + 1 else cost) + _cost(
                    view, pieces, kinds, stop - 1, columns[column], stop - 1 == piece
                )
            rest, cuts = best(stop, column + 1)
            options.append((cost + rest, (stop, *cuts)))
        return min(options)

    _, cuts = best(0, 0)
    cells, at = [], 0
    for cut in cuts:
        cells.append(Cell(pieces[at].start, pieces[cut - 1].end) if cut > at else Cell(0, 0))
        at = cut
    return cells


def _cost(view: View, pieces: list[Cell], kinds: list[str], number: int, column: str, first: bool) -> float:
    """How ill a piece sits in a column, and how ill a cell begins or goes on there."""
    kind = kinds[number]
    fits = {"lead": "agency", "support": "agency", "doer": "agency", "time": "time"}.get(column)
    cost = 0.0
    if fits and kind != fits:
        cost += 1.0
    if fits is None and kind != "words":
        cost += 0.7 if column != "content" else 0.5
    text = view.text[pieces[number].start : pieces[number].start + 1]
    joined = number > 0 and view.text[pieces[number - 1].end - 1] in ",;-("
    if first and number and (text.islower() or joined):
        cost += 1.2
    if not first and text.isupper() and not joined:
        cost += 0.3
    return cost


def _named_first(view: View, piece: Cell) -> bool:
    """A name with a few words more: "UBND các xã ven biển"."""
    first = next(iter(agencies.find(view, piece.start, piece.end)), None)
    if first is None or not _OFFICE.fullmatch(view.folded, piece.start, first.start):
        return False
    rest = view.folded[first.end : piece.end].split()
    return len(rest) <= 3 and not re.search(
        r"(?:chủ trì|phối hợp|thực hiện|tổ chức|với|và)\b", " ".join(rest)
    )


_OFFICE = re.compile(
    r"(?:(?:phó )?(?:giám đốc|chủ tịch|chánh|trưởng|thủ trưởng|cục trưởng|viện trưởng|chỉ huy trưởng|lãnh đạo)\s+)?(?:các\s+)?"
)


def _kind(view: View, piece: Cell) -> str:
    words = view.folded[piece.start : piece.end]
    covered = sum(m.end - m.start for m in agencies.find(view, piece.start, piece.end))
    if covered >= 0.6 * len(words) or _NOBODY.match(words) or _named_first(view, piece):
        return "agency"
    if _TIME.match(words) and len(words) < 70:
        return "time"
    return "words"
