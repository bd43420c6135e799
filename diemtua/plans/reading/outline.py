"""The tree of clauses (đề mục): which lines carry a label, and how they nest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from diemtua.plans.reading.model import Clause
from diemtua.plans.reading.records import fresh, record
from diemtua.plans.reading.tables import Row, Table
from diemtua.plans.reading.text import Line, View, collapse, fold

_UPPER = "A-ZĐÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
_LABEL = re.compile(
    r"(?P<article>Điều\s+\d{1,3}[a-z]?)\s*[.:]"
    r"|(?P<part>(?:PHẦN|Phần|CHƯƠNG|Chương|MỤC|Mục)\s+(?:THỨ\s+|thứ\s+)?(?:[IVXLC]+|\d{1,2}|NHẤT|HAI|BA|TƯ|BỐN|NĂM|nhất|hai|ba|tư|bốn|năm))(?:\s*[.:]|\s*$|(?=\s+[A-ZĐ]))"
    r"|(?P<appendix>PHỤ LỤC|Phụ lục)(?=\s*(?:SỐ|số)?\s*[\dIVXLC]*\s*(?:[.:(]|$|[A-ZĐ]))"
    rf"|(?P<roman>[IVXL]+)\s*(?:[.)/]\s*|\s[-–:]\s+)(?=[“\"{_UPPER}])"
    rf"|(?P<upper>[A-HKMĐ])\s*(?:[.)/]\s*|\s[-–]\s+)(?=[“\"{_UPPER}]{{2}}|[{_UPPER}])"
    r"|(?P<decimal>\d{1,2}(?:\.\d{1,2}){1,3})(?:\s*[.)/]\s*|\s+)(?=[^\W\d_]|[“\"‘(])"
    r"|(?P<number>\d{1,2})\s*(?:\.\s+|\.(?=[^\W\d_“\"])|/\s+|-\s+(?=[A-ZĐ]))"
    r"|(?P<paren>\d{1,2}\)|\(\d{1,2}\))\s*"
    r"|(?P<letter>[a-zđ]\s*\)|\([a-zđ]\)|[a-zđ]\.(?=\s+\S|[A-ZĐ]))\s*"
    r"|(?P<bullet>[-–—−+•●▪■◦*✓➢►]|o(?=\s{1,3}[A-ZĐ])|[\uf0a7\uf0b7\uf02d\uf0d8\uf0fc])\s*(?=\S)"
)
_RANK = {
    "appendix": 0,
    "part": 1,
    "article": 3,
    "upper": 4,
    "roman": 5,
    "number": 6,
    "decimal": 7,
    "paren": 8,
    "letter": 9,
    "bullet": 20,
}
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_LETTERS = "abcdđeghiklmnopqrstuvxy"
UNFINISHED = re.compile(
    r"(?:,|\b(?:và|của|ngày|tháng|theo|tại|khoản|điểm|điều|mục|từ|đến|cho|các|với|trong|về|là|để|hoặc|do|bị|được|có|"
    r"trên|dưới|những|một|cùng|như|tiết|phần|chương|quý|bởi|vào|ra|gồm|nhất|"
    r"(?:định|quyết|hoạch|văn|tư|thị|luật|trình|báo cáo|luận|điện|hướng dẫn) số))$"
)
_TERMINAL = tuple('.;:!?…”")]|/')


@record
class Node:
    """A clause while the tree is being built; ``body`` is where its text after the label starts."""

    kind: str
    label: str
    start: int
    body: int
    rank: float = 0
    ordinal: int = 0
    glyph: str = ""
    end: int = 0
    path: str = ""
    parent: Node | None = None
    children: list[Node] = fresh(factory=list)
    row: Row | None = None
    table: Table | None = None
    tail: list[tuple[int, int]] = fresh(factory=list)

    def walk(self) -> Iterator[Node]:
        """This node and those beneath, in the order of the text."""
        yield self
        for child in self.children:
            yield from child.walk()

    @property
    def own_end(self) -> int:
        """Where the clause's own text ends: at its first child."""
        return self.children[0].start if self.children else self.end

    def up(self) -> Iterator[Node]:
        """The enclosing clauses, nearest first."""
        node = self.parent
        while node is not None and node.kind != "root":
            yield node
            node = node.parent


class Label(NamedTuple):
    """A label at the head of a line."""

    kind: str
    text: str
    ordinal: int
    body: int
    glyph: str = ""


def read_label(line: Line) -> Label | None:
    """The label a line begins with, before asking whether it continues a sentence."""
    found = _LABEL.match(line.text)
    if found is None or found.lastgroup is None:
        return None
    kind = found.lastgroup
    mark = found.group(kind)
    text, ordinal, glyph = mark, 0, ""
    if kind == "bullet":
        text, glyph = ("+" if mark in "+o◦" else "-"), mark
        glyph = "-" if mark in "–—−" else mark
    elif kind in {"number", "paren"}:
        text = mark.strip("() ")
        ordinal = int(text)
    elif kind == "letter":
        text = mark.strip("(). ")
        ordinal = _LETTERS.find(text) + 1
    elif kind == "roman":
        ordinal = roman(mark)
    elif kind == "upper":
        ordinal = "ABCDĐEGHIKLMNOPQ".find(mark) + 1
    elif kind == "decimal":
        ordinal = int(mark.rsplit(".", 1)[1])
    elif kind == "article":
        text = collapse(mark)
        ordinal = int(re.sub(r"\D", "", mark))
    elif kind == "part":
        text = collapse(mark)
        text = (
            text[0] + text[1:].lower()
            if text.split()[0].isupper() and not text.split()[-1].isalpha()
            else _part_label(text)
        )
    elif kind == "appendix":
        text = "PL"
    return Label(kind, text, ordinal, line.start + found.end(), glyph)


def _part_label(text: str) -> str:
    words = text.split()
    return " ".join(
        [words[0].capitalize(), *(w if re.fullmatch("[IVXLC]+", w) else w.lower() for w in words[1:])]
    )


def roman(mark: str) -> int:
    """The value of a Roman numeral."""
    total = 0
    for letter, after in zip(mark, mark[1:] + " ", strict=True):
        value = _ROMAN.get(letter, 0)
        total += -value if _ROMAN.get(after, 0) > value else value
    return total


class Builder:
    """Nests labels as they come. One pass; each label looks only at the open clauses."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.root = Node("root", "", 0, 0, rank=-1)
        self.stack: list[Node] = [self.root]
        self.last: dict[int, dict[str, Node]] = {}

    def open_last(self, kind: str) -> Node | None:
        """The innermost open clause of a kind."""
        for node in reversed(self.stack):
            if node.kind == kind:
                return node
        return None

    def offer(self, label: Label, line: Line, before: str, *, heads: bool = False) -> bool:
        """Take the line's label if it is one; false when it only continues a sentence.

        ``before`` are the folded words of the line above; ``heads`` says that line opened a clause.
        """
        if label.kind == "roman" and not self._is_roman(label):
            label = Label("upper", label.text, "ABCDĐEGHIKLMNOPQ".find(label.text) + 1, label.body)
        if label.kind == "bullet":
            self._bullet(label, line)
            return True
        first = heads and label.ordinal == 1 and line.text[label.body - line.start :][:1].isupper()
        if not first and not self._continues_order(label, line, before):
            return False
        rank = self._rank(label)
        self._pop(rank, label)
        node = Node(label.kind, label.text, line.start, label.body, rank, label.ordinal)
        self._push(node)
        return True

    def _is_roman(self, label: Label) -> bool:
        upper = self.open_last("upper")
        if upper is None or len(label.text) > 1:
            return True
        romans = self.open_last("roman")
        expected = romans.ordinal + 1 if romans else 1
        return label.ordinal == expected or label.text not in "ABCDĐEGHIKLM"[upper.ordinal :][:1]

    def _continues_order(self, label: Label, line: Line, before: str) -> bool:
        """Whether a label at a line start opens a clause, given the words before it."""
        if label.kind in {"article", "appendix", "part"}:
            return (
                not UNFINISHED.search(before)
                if label.kind != "appendix"
                else not before.endswith(("theo", "tại", "ở", "và"))
            )
        after = line.text[label.body - line.start :].lstrip("“\"'(‘ ")[:1]
        small = after.islower() or (label.kind != "letter" and after.isdigit() and label.kind == "decimal")
        last = self._sibling(label)
        expected = (last.ordinal + 1 if last else 1) == label.ordinal
        if label.kind == "decimal":
            expected = expected or self._parent_of(label) is not None
        if label.kind == "letter" and last is not None and label.ordinal - last.ordinal in (1, 2):
            expected = True
        ended = not before or before.endswith(_TERMINAL)
        if UNFINISHED.search(before):
            return expected and ended is False and label.kind in {"roman"} and after.isupper()
        if expected:
            return not small or ended
        return (
            ended
            and not small
            or (not small and label.kind in {"roman", "upper"})
            or (
                not small
                and not ended
                and len(before) < 70
                and label.ordinal <= (last.ordinal + 3 if last else 9)
            )
        )

    def _sibling(self, label: Label) -> Node | None:
        for node in reversed(self.stack):
            if node.kind == label.kind and (
                label.kind != "decimal" or node.label.rsplit(".", 1)[0] == label.text.rsplit(".", 1)[0]
            ):
                return node
            for child in reversed(node.children[-1:]):
                if child.kind == label.kind:
                    return child
        return None

    def _parent_of(self, label: Label) -> Node | None:
        prefix = label.text.rsplit(".", 1)[0]
        for node in reversed(self.stack):
            if node.label == prefix and node.kind in {"number", "decimal"}:
                return node
        return None

    def _rank(self, label: Label) -> float:
        rank: float = _RANK[label.kind]
        same = self.open_last(label.kind)
        if label.kind == "part":
            return rank + ("phần", "chương", "mục").index(label.text.split()[0].lower()) / 4
        if label.kind == "decimal":
            return rank + label.text.count(".") / 10
        if same is not None:
            return same.rank
        if label.kind == "upper" and (above := self.open_last("roman")):
            return above.rank + 0.5
        if label.kind == "paren" and label.ordinal == 1 and (above := self.open_last("letter")):
            return above.rank + 0.5
        return rank

    def _pop(self, rank: float, label: Label) -> None:
        parent = self._parent_of(label) if label.kind == "decimal" else None
        while len(self.stack) > 1 and self.stack[-1] is not parent and self.stack[-1].rank >= rank:
            self.stack.pop()

    def _bullet(self, label: Label, line: Line) -> None:
        """A dash stands above a plus; any other sign above or beneath by who came first."""
        for index in range(len(self.stack) - 1, 0, -1):
            node = self.stack[index]
            if node.kind != "bullet":
                break
            if node.glyph == label.glyph:
                del self.stack[index:]
                break
        else:
            index = 0
        top = self.stack[-1]
        if label.glyph == "-" and top.kind == "bullet" and top.glyph in "+o◦":
            while self.stack[-1].kind == "bullet" and self.stack[-1].glyph in "+o◦":
                self.stack.pop()
        depth = sum(node.kind == "bullet" for node in self.stack)
        text = label.text if label.glyph in "-+" else ("-" if depth == 0 else "+")
        self._push(Node("bullet", text, line.start, label.body, 20 + depth, 0, label.glyph))

    def add_table(self, table: Table) -> None:
        """Hang a table's groups and rows beneath the clause that is open."""
        while len(self.stack) > 1 and self.stack[-1].kind == "bullet":
            self.stack.pop()
        base = len(self.stack)
        for row in table.rows:
            if row.label is None:
                continue
            keep = base + len([n for n in self.stack[base:] if n.kind == "group" and n.ordinal < row.depth])
            del self.stack[keep:]
            node = Node(
                "group" if row.group else "row",
                row.label,
                row.start,
                row.body,
                30,
                row.depth,
                row=row,
                table=table,
            )
            node.end = row.end
            self._push(node)
        del self.stack[base:]

    def _push(self, node: Node) -> None:
        node.parent = self.stack[-1]
        self.stack[-1].children.append(node)
        self.stack.append(node)

    def restart(self) -> None:
        """A new document begins (an attached plan): nothing stays open."""
        del self.stack[1:]


def finish(root: Node, view: View, end: int, cuts: list[tuple[int, int]]) -> None:
    """Give every clause its end and its path. ``cuts`` are stretches that belong to no clause."""
    _ends(root.children, view, end, cuts)
    _paths(root.children, "", {})


def _ends(nodes: list[Node], view: View, end: int, cuts: list[tuple[int, int]]) -> None:
    for node, after in zip(nodes, [*(n.start for n in nodes[1:]), end], strict=False):
        stop = after
        for start, _ in cuts:
            if node.start < start < stop:
                stop = start
                break
        node.end = trimmed_end(view, node.start, stop)
        _ends(node.children, view, node.end, cuts)


def trimmed_end(view: View, start: int, end: int) -> int:
    """``end`` moved back over white space and table bars, never before ``start + 1``."""
    text = view.text
    while end > start + 1 and (text[end - 1].isspace() or text[end - 1] == "|"):
        end -= 1
    return end


def _paths(nodes: list[Node], above: str, seen: dict[str, int]) -> None:
    bullets = {"-": 0, "+": 0}
    for node in nodes:
        label = node.label
        if node.kind == "bullet":
            bullets[label] += 1
            label = f"{label}{bullets[label]}"
        path = f"{above}/{label}" if above else label
        seen[path] = seen.get(path, 0) + 1
        node.path = path if seen[path] == 1 else f"{path}~{seen[path]}"
        _paths(node.children, node.path, seen)


def clauses(nodes: list[Node], view: View, level: int = 1) -> tuple[Clause, ...]:
    """The finished tree."""
    return tuple(
        Clause(
            n.label, n.path, n.kind, level,
            collapse(view.text[n.body : n.own_end])[:160] if n.children else None,
            n.start, max(n.end, n.start + 1), clauses(n.children, view, level + 1),
        )
        for n in nodes
    )  # fmt: skip


def previous_words(view: View, line: Line, floor: int) -> str:
    """The folded end of the text before a line, as far as the previous words go."""
    return fold(view.text[max(floor, line.start - 90) : line.start]).rstrip()
