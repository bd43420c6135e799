"""What python-docx has no word for: borders, fields, widths, leaders, repeated rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.enum.text import WD_LINE_SPACING, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Length, Pt, RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run

RED = "C00000"


def element(name: str, **attributes: str) -> Any:
    made = OxmlElement(f"w:{name}")
    for each, value in attributes.items():
        made.set(qn(f"w:{each}"), value)
    return made


def grid(document: Any, widths: Sequence[Length], *, rows: int = 1, together: bool = False) -> list[_Cell]:
    """A table without rules, its cells row by row; rows kept ``together`` do not break over a page."""
    table = document.add_table(rows=rows, cols=len(widths))
    for row in table.rows if together else ():
        whole(row)
    return laid(table, widths)


def laid(table: Any, widths: Sequence[Length]) -> list[_Cell]:
    """The cells, row by row, with their widths said of columns and of cells: word processors read one or the other."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column._gridCol.w = width
    cells: list[_Cell] = table._cells  # once: asked row by row, each row would count all of them again
    for place, cell in enumerate(cells):
        cell.width = widths[place % len(widths)]
    return cells


def whole(row: Any) -> None:
    """Never break this row over a page."""
    row._tr.get_or_add_trPr().append(element("cantSplit", val="true"))


def repeat(row: Any) -> None:
    """Print this row again at the top of every page."""
    row._tr.get_or_add_trPr().append(element("tblHeader", val="true"))


def thin(paragraph: Paragraph, points: float) -> Paragraph:
    """An empty paragraph exactly this high."""
    shape = paragraph.paragraph_format
    shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(points)
    shape.space_before = shape.space_after = Pt(0)
    return paragraph


def border(paragraph: Paragraph, side: str) -> None:
    borders = element("pBdr")
    borders.append(element(side, val="single", sz="4", space="1", color="000000"))
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def frame(run: Run, *, red: bool) -> None:
    """A frame around the words of a stamp."""
    run._r.get_or_add_rPr().append(
        element("bdr", val="single", sz="8", space="2", color=RED if red else "000000")
    )


def red(run: Run) -> None:
    run.font.color.rgb = RGBColor.from_string(RED)


def dotted_to(paragraph: Paragraph, width: Length) -> None:
    """A tab stop at the right edge that dots lead to."""
    paragraph.paragraph_format.tab_stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)


def field(run: Run, name: str) -> None:
    """A field that the word processor fills in, such as the page's number."""
    for kind in ("begin", "separate", "end"):
        if kind == "separate":
            words = element("instrText")
            words.text = name
            run._r.append(words)
        run._r.append(element("fldChar", fldCharType=kind))


def count_from_one(section: Section) -> None:
    """The section's pages have their own numbers."""
    properties = section._sectPr
    for old in properties.findall(qn("w:pgNumType")):
        properties.remove(old)
    number = element("pgNumType", start="1")
    after = properties.find(qn("w:cols"))
    after.addprevious(number) if after is not None else properties.append(number)
