"""A saved portal page (.html): its document as lines, without the page around it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from lxml import etree

from .html_main import drop_around, drop_unseen, main_part, text_length
from .legacy import convert
from .limits import MAX_HTML_BYTES, MAX_HTML_DEPTH, MEBIBYTE, thousands
from .model import Extracted, Flaw, Kind
from .plaintext import decode, fit, refuse_controls
from .tables import Cell, render

_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "ul",
    ]
)
_DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})|<\?xml[^>]{0,100}encoding=[\"']([A-Za-z0-9_.:-]{2,40})",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"<!ENTITY", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\r\n\f]+")
_NUMBERED: dict[str, Callable[[int], str]] = {"a": lambda n: chr(96 + n), "A": lambda n: chr(64 + n)}
_SMALLEST_NOTED = 200
_MOST_COLUMNS = 256
"""Columns in which a cell may reach down: more would only multiply cells without end."""


def read_html(data: bytes) -> Extracted:
    """The page's main text, a block element a line, table rows with bars. Raises ``Flaw``."""
    if len(data) > MAX_HTML_BYTES:
        raise Flaw(
            f"là trang web nặng {len(data) // MEBIBYTE} MB, quá giới hạn {MAX_HTML_BYTES // MEBIBYTE} MB; hãy chép riêng phần văn bản rồi dán vào ô nhập."
        )
    source, notes = _characters(data)
    refuse_controls(source)
    if _ENTITY.search(source):
        raise Flaw(
            "khai báo thực thể (ENTITY) mà trang web thật không dùng, có thể là tệp phá hoại; không nhận, hãy mở trang trong trình duyệt và lưu lại."
        )
    body = _parse(source)
    drop_unseen(body)
    whole = text_length(body)
    drop_around(body)
    chosen = main_part(body)
    left_out = whole - text_length(chosen)
    writer = _Lines()
    text = _tidy(writer.document(chosen))
    if converted := convert(text):
        text = converted.text
        notes += (
            f"Trang viết bằng bảng mã {converted.charset}, đã chuyển sang Unicode; đề nghị đối chiếu với bản gốc.",
        )
    text = text.replace("\xad", "")  # only now: in the old tables the soft hyphen is a letter
    if left_out >= _SMALLEST_NOTED:
        notes += (
            f"Đã bỏ phần xung quanh văn bản của trang web (trình đơn, liên kết, chân trang): {thousands(left_out)} ký tự.",
        )
    if writer.repeated:
        notes += ("Ô gộp nhiều dòng trong bảng được ghi lại ở từng dòng.",)
    return Extracted(fit(text), Kind.HTML, notes=notes)


def _characters(data: bytes) -> tuple[str, tuple[str, ...]]:
    """The page's characters: by its mark, as UTF-8, by what it declares, or by a legacy table."""
    declared = _DECLARED.search(data[:4096])
    encoding = (declared[1] or declared[2]).decode("ascii").lower() if declared else ""
    try:
        return decode(data)
    except Flaw:
        # Pages that declare Western letters hold Vietnamese in numeric entities, or an old table.
        if encoding in ("windows-1258", "windows-1252", "iso-8859-1"):
            return data.decode("cp1258" if encoding == "windows-1258" else "cp1252", errors="replace"), ()
        raise


def _parse(source: str) -> Any:
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(source.encode("utf-8", errors="replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if any(error.level == etree.ErrorLevels.FATAL for error in parser.error_log):
        raise Flaw(
            f"lồng thẻ HTML sâu quá {MAX_HTML_DEPTH} lớp hoặc quá lớn nên không đọc trọn được; hãy mở trang trong trình duyệt, chép phần văn bản rồi dán vào ô nhập."
        )
    body = None if root is None else root.find("body")
    if body is None:
        raise Flaw("không có nội dung trang web; hãy mở trang trong trình duyệt và lưu lại.")
    return body


class _Lines:
    """Writes elements as lines; inline text gathers until a block begins or ends."""

    def __init__(self) -> None:
        self.repeated = False

    def document(self, element: Any) -> list[str]:
        """Lines of an element, itself included: it may be a table."""
        lines = [""]
        self._child(element, lines, preformatted=False)
        return lines

    def blocks(self, element: Any) -> list[str]:
        """Lines of an element's content."""
        lines = [""]
        self._walk(element, lines, preformatted=element.tag == "pre")
        return lines

    def _walk(self, element: Any, lines: list[str], *, preformatted: bool) -> None:
        _add(lines, element.text, preformatted)
        for child in element:
            if isinstance(child.tag, str):
                self._child(child, lines, preformatted=preformatted)
            _add(lines, child.tail, preformatted)

    def _child(self, child: Any, lines: list[str], *, preformatted: bool) -> None:
        if child.tag == "br":
            lines.append("")
        elif child.tag == "table":
            lines.extend(["", *self._table(child), ""])
        elif child.tag in _BLOCKS:
            lines.append(_marker(child))
            self._walk(child, lines, preformatted=preformatted or child.tag == "pre")
            lines.append("")
        else:
            self._walk(child, lines, preformatted=preformatted)

    def _table(self, table: Any) -> list[str]:
        rows = _grid([self._row(row) for row in _rows(table)])
        rendered = render(rows)
        self.repeated |= rendered.repeated
        caption = [line for found in table.findall("caption") for line in self.blocks(found)]
        return caption + rendered.lines

    def _row(self, row: Any) -> list[tuple[Cell, int]]:
        cells = []
        for element in row:
            if element.tag in ("td", "th"):
                paragraphs = [line.strip() for line in self.blocks(element) if line.strip()]
                nested = any(True for _ in element.iter("table"))
                cells.append(
                    (Cell(paragraphs, _span(element, "colspan"), nested=nested), _span(element, "rowspan"))
                )
        return cells


def _rows(table: Any) -> Iterator[Any]:
    for element in table:
        if element.tag == "tr":
            yield element
        elif element.tag in ("thead", "tbody", "tfoot"):
            yield from element.findall("tr")


def _grid(rows: list[list[tuple[Cell, int]]]) -> list[list[Cell]]:
    """Rows with the cells that ``rowspan`` reaches into them put in their place."""
    reaching: dict[int, tuple[int, int]] = {}
    grid: list[list[Cell]] = []
    for row in rows:
        line: list[Cell] = []
        column, pending = 0, list(row)
        while pending or column in reaching:
            if column in reaching:
                left, width = reaching.pop(column)
                line.append(Cell(span=width, merged=True))
                if left > 1:
                    reaching[column] = (left - 1, width)
                column += width
                continue
            cell, height = pending.pop(0)
            if height > 1 and column < _MOST_COLUMNS:
                reaching[column] = (height - 1, cell.span)
            line.append(cell)
            column += cell.span
        grid.append(line)
    return grid


def _span(element: Any, name: str) -> int:
    value = element.get(name, "1").strip()
    return min(max(int(value), 1), 1000) if value.isdecimal() and len(value) < 6 else 1


def _marker(element: Any) -> str:
    """What a browser draws before a list item: a dash, or its number."""
    parent = element.getparent()
    if element.tag != "li" or parent is None or parent.tag not in ("ul", "ol"):
        return ""
    if parent.tag == "ul":
        return "- "
    form = _NUMBERED.get(parent.get("type", "1"), str)
    start = int(parent.get("start", "1")) if parent.get("start", "1").isdecimal() else 1
    number = start + sum(1 for before in element.itersiblings("li", preceding=True))
    return f"{form(number) if number <= 26 else number}. "


def _add(lines: list[str], text: str | None, preformatted: bool) -> None:
    if not text:
        return
    if preformatted:
        first, *more = text.replace("\r\n", "\n").split("\n")
        lines[-1] += first
        lines.extend(more)
        return
    folded = _SPACES.sub(" ", text)
    lines[-1] += folded.lstrip(" ") if not lines[-1] or lines[-1].endswith(" ") else folded


def _tidy(lines: list[str]) -> str:
    """Lines without white space around them and without empty ones: how portals print a document."""
    kept = (line.replace("\xa0", " ").strip() for line in lines)
    return "\n".join(line for line in kept if line) + "\n"
