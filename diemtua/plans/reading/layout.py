"""The parts of a document: opening, clauses, closing paragraphs, signature, what is attached."""

from __future__ import annotations

import re

from diemtua.plans.reading import outline, tables
from diemtua.plans.reading.noise import Cleaned
from diemtua.plans.reading.outline import Builder, Node
from diemtua.plans.reading.records import fresh, record
from diemtua.plans.reading.tables import Table
from diemtua.plans.reading.text import Line, View

TYPES = {
    "kế hoạch": "ke-hoach",
    "quyết định": "quyet-dinh",
    "chương trình": "chuong-trinh",
    "chương trình hành động": "chuong-trinh",
    "đề án": "de-an",
    "phương án": "phuong-an",
    "quy chế": "quy-che",
    "quy định": "quy-dinh",
    "chỉ thị": "chi-thi",
    "nghị quyết": "nghi-quyet",
    "hướng dẫn": "huong-dan",
    "thông báo": "thong-bao",
}
"""Kinds of document whose name stands alone on a line above the title."""

_SIGNED = re.compile(
    r"(?:nơi nhận\b|(?:tm|kt|tl|tuq|t/m|k/t)\s*[./]\s*\S|q\. ?(?:chủ tịch|giám đốc|bộ trưởng))"
)
_CLOSER = re.compile(
    r"trên đây là|trong (?:quá trình|thời gian)|quá trình (?:triển khai|thực hiện|tổ chức)|"
    r"nhận được (?:kế hoạch|công văn|văn bản)|nếu có (?:khó khăn|vướng mắc|phát sinh)|mọi (?:vướng|khó)|trân trọng|rất mong"
)
_APPEAL = re.compile(
    r"giao (?:sở|công an|văn phòng|chánh|thanh tra|các)|yêu cầu (?:các|thủ trưởng|giám đốc|chủ tịch|người|đồng chí)|đề nghị (?:các|thủ trưởng|quý)|"
    r"(?:ubnd|ủy ban nhân dân|chủ tịch|giám đốc|sở|ban chỉ đạo|bộ)\b[^.;]{0,60} (?:yêu cầu|đề nghị|giao)|căn cứ (?:nội dung |vào )?(?:nội dung )?kế hoạch này|"
    r"kế hoạch này (?:có|thay|được)|các (?:sở|cơ quan|đơn vị)[^.]{0,160}(?:nghiêm túc|khẩn trương|kịp thời)"
)
_OPENED = re.compile(r"(?:như sau|sau đây|sau|các nội dung|quyết định)\s*:\s*$|quyết nghị\s*:\s*$")
_ENDED = re.compile(r"\.\s*/\s*\.+|/\s*\.(?:/\.)?\s*$|\./$")


@record
class Part:
    """A document, or one attached to it: its line range and where its clauses begin."""

    type: str | None
    start: int
    first_line: int
    opening_end: int = 0
    closing: int | None = None
    signed: int | None = None
    end: int = 0


@record
class Layout:
    """The document in parts, with its tree of clauses and its tables."""

    view: View
    root: Node
    parts: list[Part]
    tables: list[Table]
    end: int
    cuts: list[tuple[int, int]] = fresh(factory=list)

    @property
    def main(self) -> Part:
        return self.parts[0]


def bare(view: View, line: Line) -> str:
    """The head of a line folded, without table bars and outer blanks."""
    return view.low(line, 160).strip(" |:*-")


def lay_out(cleaned: Cleaned) -> Layout:
    """Find the parts and the tree of clauses. One pass over the lines."""
    view = cleaned.view
    found = tables.find(view, cleaned.start, cleaned.end)
    walk = _Walk(view, cleaned, {t.first_line: t for t in found})
    walk.run()
    layout = Layout(view, walk.builder.root, walk.parts, found, cleaned.end, walk.cuts)
    outline.finish(layout.root, view, cleaned.end, layout.cuts)
    return layout


class _Walk:
    """The walk over the lines, with what it has to remember."""

    def __init__(self, view: View, cleaned: Cleaned, by_line: dict[int, Table]) -> None:
        self.view, self.cleaned, self.by_line = view, cleaned, by_line
        self.builder = Builder(view)
        self.parts = [Part(None, cleaned.start, 0)]
        self.cuts: list[tuple[int, int]] = []
        self.opening = True
        self.opened = False
        self.signed: int | None = None
        self.ended: int | None = None
        self.before: Line | None = None
        self.since: list[Line] = []
        self.label_line: Line | None = None

    def run(self) -> None:
        lines = self.view.lines
        index = 0
        while index < len(lines):
            line = lines[index]
            table = self.by_line.get(index)
            if table is not None and line.start >= self.cleaned.start:
                self._table(table)
                index = table.last_line + 1
                continue
            if line.text and self.cleaned.start <= line.start < self.cleaned.end:
                self._line(line, index)
                self.before = line
            index += 1
        if self.ended is not None:
            self._sign(self.ended)
        self._close(self.cleaned.end)
        self.parts[-1].end = self.cleaned.end
        if self.opening:
            self.parts[-1].opening_end = self.parts[-1].opening_end or self.cleaned.end

    def _table(self, table: Table) -> None:
        if self.ended is not None:
            self._sign(self.ended)
        if self.signed is not None:
            self._resume(table.start)
            self.builder.restart()
        if self.opening:
            self._begin(table.start)
        self.builder.add_table(table)
        self.since.clear()
        self.label_line = None
        self.before = None

    def _line(self, line: Line, index: int) -> None:
        if self.ended is not None and not self._goes_on_after_the_end(line):
            return
        if self.signed is not None or self.opening:
            if self._restarts(line, index):
                return
        if self.signed is not None:
            label = outline.read_label(line) if line.text[:1] in "Pp" else None
            if label is None or label.kind != "appendix" or len(line.text) > 90:
                return
            self._resume(line.start)
        elif not self.opening and _SIGNED.match(bare(self.view, line)) and _looks_signed(line):
            self._sign(line.start)
            return
        self._clause(line)
        if not self.opening and _ENDED.search(line.text) and len(line.text) > 1:
            self.since.append(line)
            self.ended = line.end

    def _goes_on_after_the_end(self, line: Line) -> bool:
        """After "./." come signature, recipients, attachments; a numbered clause shows the mark was a slip."""
        assert self.ended is not None
        if _SIGNED.match(bare(self.view, line)) or TYPES.get(bare(self.view, line)):
            self._sign(self.ended)
            return True
        label = outline.read_label(line)
        if label is None or label.kind in {"bullet", "letter", "paren", "decimal"}:
            return False
        if label.kind == "appendix":
            self._sign(self.ended)
        elif not line.text[label.body - line.start :][:1].isupper():
            return False
        self.ended = None
        return True

    def _clause(self, line: Line) -> None:
        label = outline.read_label(line)
        before = self._words_before()
        if (
            label is not None
            and label.kind == "bullet"
            and self._dash_within(line.text[label.body - line.start :], before)
        ):
            label = None
        if self.opening and label is not None and not self._may_open(label, line, before):
            label = None
        if label is not None and self.builder.offer(
            label, line, before, heads=self.before is not None and self.before is self.label_line
        ):
            if self.opening:
                self._begin(line.start)
            self.since.clear()
            self.label_line = line
            return
        if self.opening:
            self.opened = self.opened or bool(_OPENED.search(self.view.low(line)))
        else:
            self.since.append(line)

    def _dash_within(self, words: str, before: str) -> bool:
        """A dash a wrapped line begins with: "năm học 2026 | - 2027", "chính trị | - xã hội", "Lao động | - Thương binh"."""
        if re.match(r"\d{4}\b", words):
            return before[-1:].isdigit()
        if words.startswith("Thương binh"):
            return before.endswith("lao động")
        wraps = self.before is not None and len(self.before.text) > 45 and before[-1:].isalpha()
        return wraps and words[:1].islower()

    def _words_before(self) -> str:
        before = self.before
        return self.view.folded[max(before.start, before.end - 90) : before.end].rstrip() if before else ""

    def _may_open(self, label: outline.Label, line: Line, before: str) -> bool:
        """Which labels may end the opening: the lists of addressees and grounds do not."""
        if label.kind in {"roman", "article", "part", "appendix"}:
            return label.ordinal <= 1 or self.opened
        if label.kind in {"upper", "number", "letter"}:
            return (
                label.ordinal == 1
                and (self.opened or not re.match(r"[-\w.)/ ]*(?:căn cứ|kính gửi)", self.view.low(line, 60)))
                or self.opened
            )
        return self.opened or (len(before) > 60 and before.endswith(":") and "kính gửi" not in before)

    def _begin(self, at: int) -> None:
        self.opening, self.opened = False, True
        self.parts[-1].opening_end = at

    def _restarts(self, line: Line, index: int) -> bool:
        """The name of an attached document alone on its line, in capitals."""
        words = bare(self.view, line)
        kind = TYPES.get(words)
        if kind is None or not line.text.strip("| *:").isupper():
            return False
        part = self.parts[-1]
        if part.type is None and self.signed is None:
            part.type = kind
            return True
        if self.signed is None and kind == part.type:
            return True
        if self.signed is None and not (part.type == "quyet-dinh" and self._attached(index)):
            return True
        self._resume(line.start)
        part.end = line.start
        self.builder.restart()
        self.parts.append(Part(kind, line.start, index))
        self.opening, self.opened = True, False
        return True

    def _attached(self, index: int) -> bool:
        after = " ".join(self.view.low(line) for line in self.view.lines[index : index + 12])
        return "kèm theo quyết định" in after

    def _sign(self, at: int) -> None:
        self._close(at)
        self.signed, self.ended = at, None
        self.parts[-1].signed = at

    def _resume(self, at: int) -> None:
        if self.signed is not None and at > self.signed:
            self.cuts.append((self.signed, at))
        self.signed = None

    def _close(self, at: int) -> None:
        """Cut the closing paragraphs off the last clause, and the signature after them."""
        if self.signed is not None:
            self.cuts.append((self.signed, at))
            return
        start = self._closing_start()
        if start is not None:
            self.parts[-1].closing = start
            self.cuts.append((start, at))
        self.since.clear()

    def _closing_start(self) -> int | None:
        before = self.label_line
        for line in self.since:
            words = self.view.low(line, 260).lstrip("| ")
            ended = before is None or before.text.rstrip("| ").endswith((".", ";", ":", "”", ")", "/.", "|"))
            bare_heading = before is self.label_line and before is not None and not ended
            if line.text[:1].isupper() and (ended or _CLOSER.match(words)):
                if _CLOSER.match(words) or (_APPEAL.match(words) and not bare_heading):
                    return line.start
            before = line
        return None


def _looks_signed(line: Line) -> bool:
    words = line.text.strip("| *")
    return words.lower().startswith("nơi nhận") and len(words) < 120 or words[:2].isupper()
