"""Word (.docx): what a reader of the printed page would read, in order.

Left out: headers and footers, tracked deletions, comments, hidden text, field codes.
Written out: automatic numbering, tables with bars, text boxes after their paragraph,
footnotes at the end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from .docx_numbering import Numbering, W, child_value
from .docx_runs import Runs
from .docx_styles import Look, Styles, paragraph_look
from .model import Extracted, Flaw, Kind
from .package import Package, open_docx
from .plaintext import fit
from .tables import Cell, render

_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_WRAPPERS = frozenset(W + name for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo"))
_REACHING_OUT = ("attachedTemplate", "oleObject", "frame", "subDocument", "aFChunk")
# A web address, or another machine's folder: two slashes or more than three, and no drive letter after them.
_REMOTE = re.compile(r"(?:https?|ftps?|smb|mhtml):|(?:file:)?(?:/{2}|/{4,})(?![/A-Za-z]:)[^/]", re.IGNORECASE)
_FOOTNOTE_KINDS = ("separator", "continuationSeparator", "continuationNotice")


def read_docx(data: bytes) -> Extracted:
    """The document's text, one paragraph or table row a line. Raises ``Flaw``."""
    package = open_docx(data)
    main = _main_part(package)
    _refuse_reaching_out(package)
    root = package.xml(main)
    body = None if root is None else root.find(W + "body")
    if body is None:
        raise Flaw(
            "không có nội dung văn bản Word bên trong; hãy mở bằng Word, lưu lại dạng .docx rồi nộp lại."
        )
    writer = Writer(package, main, root)
    lines = writer.blocks(body)
    lines += writer.footnotes()
    text = "\n".join(lines).strip("\n") + "\n"
    if not text.strip() and any(name.startswith("word/media/") for name in package.names):
        raise Flaw("chỉ chứa ảnh, không có chữ; hãy xuất ra PDF rồi nộp tệp PDF để hệ thống nhận dạng chữ.")
    return Extracted(fit(text), Kind.DOCX, notes=tuple(writer.notes()))


class Writer:
    """Walks the body and writes lines; remembers what an officer must be told."""

    def __init__(self, package: Package, main: str, root: Any) -> None:
        folder = main.rpartition("/")[0]
        self._footnotes = {note: package.xml(f"{folder}/{note}s.xml") for note in ("footnote", "endnote")}
        self._numbering = Numbering(package.xml(f"{folder}/numbering.xml"))
        self._styles = Styles(package.xml(f"{folder}/styles.xml"))
        self._runs = Runs(self._styles, root)
        self._repeated = False
        self._chunks = any(True for _ in root.iter(W + "altChunk"))

    def blocks(self, parent: Any) -> list[str]:
        """Lines of the paragraphs and tables directly under an element."""
        lines: list[str] = []
        for element in _children(parent):
            if element.tag == W + "p":
                lines += self._paragraph(element)
            elif element.tag == W + "tbl":
                lines += self._table(element)
        return lines

    def footnotes(self) -> list[str]:
        """Notes cited in the text, each with its mark, in order of citation."""
        lines: list[str] = []
        for mark, (kind, identity) in enumerate(self._runs.cited, start=1):
            note = self._note(kind, identity)
            if note is not None:
                text = " ".join(line.strip() for line in self.blocks(note)).strip()
                lines.append(f"[{mark}] {text}")
        return lines

    def notes(self) -> Iterator[str]:
        """Sentences about what the text does not show by itself."""
        if self._runs.deleted:
            yield "Tệp còn vết sửa (Track Changes): đã đọc như khi chấp nhận mọi thay đổi."
        if self._runs.legacy:
            yield f"Có đoạn dùng phông bảng mã {', '.join(sorted(self._runs.legacy))}, đã chuyển sang Unicode; đề nghị đối chiếu với bản gốc."
        if self._runs.hidden:
            yield "Tệp có chữ ẩn, đã bỏ qua vì không hiện trên bản in."
        if self._repeated:
            yield "Ô gộp nhiều dòng trong bảng được ghi lại ở từng dòng."
        if self._chunks:
            yield "Tệp có phần nhúng từ tệp khác (altChunk) không đọc được; hãy mở bằng Word và lưu lại nếu thiếu nội dung."

    def _note(self, kind: str, identity: str) -> Any:
        root = self._footnotes[kind]
        for note in () if root is None else root.findall(W + kind):
            if note.get(W + "id") == identity and note.get(W + "type") not in _FOOTNOTE_KINDS:
                return note
        return None

    def _paragraph(self, paragraph: Any) -> list[str]:
        properties = paragraph.find(W + "pPr")
        style = child_value(properties, "pStyle")
        look = paragraph_look(properties).over(self._styles.paragraph(style))
        text, boxes = self._runs.read(paragraph, look)
        removed = properties is not None and properties.find(f"{W}rPr/{W}del") is not None
        if removed and not text.strip():
            return [line for box in boxes for line in self.blocks(box)]
        label = self._label(look, style)
        lines = (f"{label} {text.lstrip()}".rstrip() if label else text.rstrip()).split("\n")
        return lines + [line for box in boxes for line in self.blocks(box)]

    def _label(self, look: Look, style: str | None) -> str:
        number, level = look.number, look.level
        tied = self._numbering.style_position(style or "")
        if tied is not None and (number is None or (level is None and number == tied[0])):
            number, level = tied
        # numId 0 takes a paragraph out of its style's list.
        return "" if number is None or number == "0" else self._numbering.label(number, level or 0)

    def _table(self, table: Any) -> list[str]:
        rows = [
            self._row(row)
            for row in _children(table)
            if row.tag == W + "tr" and row.find(f"{W}trPr/{W}del") is None
        ]
        rendered = render(rows)
        self._repeated |= rendered.repeated
        return rendered.lines

    def _row(self, row: Any) -> list[Cell]:
        before = child_value(row.find(W + "trPr"), "gridBefore")
        cells = [Cell(span=int(before))] if before and before.isdecimal() and before != "0" else []
        return cells + [self._cell(cell) for cell in _children(row) if cell.tag == W + "tc"]

    def _cell(self, cell: Any) -> Cell:
        properties = cell.find(W + "tcPr")
        merge = None if properties is None else properties.find(W + "vMerge")
        span = child_value(properties, "gridSpan")
        return Cell(
            paragraphs=[line for line in self.blocks(cell) if line.strip()],
            span=int(span) if span and span.isdecimal() else 1,
            merged=merge is not None and merge.get(W + "val") != "restart",
            nested=any(element.tag == W + "tbl" for element in _children(cell)),
        )


def _children(parent: Any) -> Iterator[Any]:
    """Child blocks, looking through content controls, tracked insertions and alternatives."""
    for element in parent:
        if element.tag in _WRAPPERS:
            yield from _children(element)
        elif element.tag == _MC + "AlternateContent":
            chosen = element.find(_MC + "Choice")
            chosen = chosen if chosen is not None else element.find(_MC + "Fallback")
            if chosen is not None:
                yield from _children(chosen)
        else:
            yield element


def _main_part(package: Package) -> str:
    for relation in _relations(package, "_rels/.rels"):
        if relation.get("Type", "").endswith("/officeDocument"):
            target = str(relation.get("Target", "")).lstrip("/")
            if target in package.names:
                return target
    raise Flaw("là tệp nén nhưng không phải văn bản Word; hãy mở bằng Word, lưu lại dạng .docx rồi nộp lại.")


def _relations(package: Package, name: str) -> list[Any]:
    root = package.xml(name)
    return [] if root is None else root.findall(_RELATIONSHIP)


def _refuse_reaching_out(package: Package) -> None:
    """A template or object fetched from the network runs on the next reader's machine, though never here."""
    for name in sorted(package.names):
        if name.endswith(".rels"):
            for relation in _relations(package, name):
                _check_relation(relation)


def _check_relation(relation: Any) -> None:
    kind, target = relation.get("Type", "").rpartition("/")[2], relation.get("Target", "")
    if (
        relation.get("TargetMode") == "External"
        and kind in _REACHING_OUT
        and _REMOTE.match(target.replace("\\", "/"))
    ):
        raise Flaw(
            "tự tải mẫu hoặc đối tượng từ địa chỉ bên ngoài khi mở, có thể là tệp phá hoại; không nhận, hãy lưu lại thành PDF rồi nộp lại."
        )
