"""A document in the form of Nghị định 30/2020/NĐ-CP, Phụ lục I: Quốc hiệu, body, title, recipients, signature."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Mm, Pt
from docx.text.paragraph import Paragraph

from diemtua.access.actor import Actor
from diemtua.kernel.sources import source

CENTRE, JUSTIFIED = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY
NATION, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"


@source("Nghị định 30/2020/NĐ-CP, Phụ lục I, phần I", in_force="2020-03-05")
def page_margins() -> tuple[int, int, int, int]:
    """Top, bottom, left, right in millimetres (20–25, 20–25, 30–35, 15–20)."""
    return 20, 20, 30, 20


class Paper:
    """A draft on A4, Times New Roman 14; the page's number is centred above from the second page on."""

    def __init__(self, actor: Actor) -> None:
        self.document = Document()
        self._page()
        self._head(actor)

    def _page(self) -> None:
        section = self.document.sections[0]
        top, bottom, left, right = page_margins()
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.top_margin, section.bottom_margin = Mm(top), Mm(bottom)
        section.left_margin, section.right_margin = Mm(left), Mm(right)
        section.header_distance = Mm(10)
        section.different_first_page_header_footer = True
        number = section.header.paragraphs[0]
        number.alignment = CENTRE
        number.paragraph_format.first_line_indent = Cm(0)
        field(number, "PAGE")
        style = self.document.styles["Normal"]
        style.font.name, style.font.size = "Times New Roman", Pt(14)
        style.element.rPr.rFonts.set(qn("w:eastAsia"), "Times New Roman")
        style.paragraph_format.space_after, style.paragraph_format.space_before = Pt(6), Pt(0)

    def _head(self, actor: Actor) -> None:
        """Body and number on the left; Quốc hiệu, Tiêu ngữ, place and day on the right."""
        table = self.document.add_table(rows=2, cols=2)
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        table.autofit = False
        for row in table.rows:
            row.cells[0].width, row.cells[1].width = Cm(6.5), Cm(9.8)
        left, right = table.rows[0].cells
        line(left.paragraphs[0], actor.province_name.upper(), 12)
        line(left.add_paragraph(), actor.agency_name.upper(), 12, bold=True, under=True)
        line(right.paragraphs[0], NATION, 12, bold=True)
        line(right.add_paragraph(), MOTTO, 13, bold=True, under=True)
        number, day = table.rows[1].cells
        line(number.paragraphs[0], "Số:        /BC-", 13)
        place = actor.province_name.removeprefix("tỉnh ").removeprefix("thành phố ")
        today = actor.today
        month = f"{today.month:02}" if today.month < 3 else str(today.month)
        words = f"{place}, ngày {today.day:02} tháng {month} năm {today.year}"
        line(day.paragraphs[0], words, 13, italic=True)

    def title(self, kind: str, summary: str) -> None:
        line(self.document.add_paragraph(), kind, 14, bold=True).paragraph_format.space_before = Pt(12)
        line(
            self.document.add_paragraph(), summary, 14, bold=True, under=True
        ).paragraph_format.space_after = Pt(12)

    def heading(self, words: str) -> None:
        paragraph = self.document.add_paragraph()
        paragraph.paragraph_format.keep_with_next = True
        paragraph.paragraph_format.first_line_indent = Cm(1.27)
        paragraph.add_run(words).bold = True

    def say(self, words: str) -> None:
        paragraph = self.document.add_paragraph(words)
        paragraph.alignment = JUSTIFIED
        paragraph.paragraph_format.first_line_indent = Cm(1.27)

    def list(self, items: Sequence[str], otherwise: str) -> None:
        """«- …;» and at the end «- ….», or one sentence when there is nothing to list."""
        if not items:
            self.say(otherwise)
        for place, item in enumerate(items, 1):
            self.say(f"- {item}{'.' if place == len(items) else ';'}")

    def table(self, headings: Sequence[str], rows: Sequence[Sequence[str]], total: Sequence[Any]) -> None:
        """A bordered table whose heading comes again on every page, numbers to the right."""
        table = self.document.add_table(rows=1, cols=len(headings))
        table.style = "Table Grid"
        repeat(table.rows[0])
        fill(table.rows[0], headings, bold=True)
        for row in rows:
            fill(table.add_row(), row)
        fill(table.add_row(), [str(value) for value in total], bold=True)
        for row in table.rows:
            row.cells[0].width = Cm(5.2)
        self.document.add_paragraph()

    def close(self, recipients: Sequence[str]) -> None:
        """«./.», recipients on the left, the signer's place on the right."""
        last = self.document.paragraphs[-1]
        last.add_run(" ./.")
        table = self.document.add_table(rows=1, cols=2)
        left, right = table.rows[0].cells
        label = left.paragraphs[0].add_run("Nơi nhận:")
        label.bold = label.italic = True
        label.font.size = Pt(12)
        for words in [*(f"- {each};" for each in recipients), "- Lưu: VT."]:
            paragraph = left.add_paragraph()
            paragraph.paragraph_format.space_after = Pt(0)
            paragraph.add_run(words).font.size = Pt(11)
        line(right.paragraphs[0], "THỦ TRƯỞNG CƠ QUAN", 14, bold=True)
        line(right.add_paragraph(), "(Ký, ghi rõ họ tên)", 13, italic=True)


def line(
    paragraph: Paragraph,
    words: str,
    size: int,
    *,
    bold: bool = False,
    italic: bool = False,
    under: bool = False,
) -> Paragraph:
    """One centred line; ``under`` draws the rule that the form asks for beneath it."""
    paragraph.alignment = CENTRE
    paragraph.paragraph_format.space_after = Pt(2)
    run = paragraph.add_run(words)
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)
    if under:
        rule(paragraph)
    return paragraph


def rule(paragraph: Paragraph) -> None:
    """A thin rule beneath a paragraph, shorter than the column."""
    borders, bottom = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        bottom.set(qn(f"w:{name}"), value)
    borders.append(bottom)
    paragraph._p.get_or_add_pPr().append(borders)
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Cm(0.8)


def field(paragraph: Paragraph, name: str) -> None:
    """A field that the word processor fills in, such as the page's number."""
    simple = OxmlElement("w:fldSimple")
    simple.set(qn("w:instr"), name)
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = "2"
    run.append(text)
    simple.append(run)
    paragraph._p.append(simple)


def repeat(row: Any) -> None:
    """Print this row again at the top of every page."""
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)


def fill(row: Any, words: Sequence[str], *, bold: bool = False) -> None:
    for place, (cell, text) in enumerate(zip(row.cells, words, strict=True)):
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_after = Pt(0)
        run = paragraph.add_run(text)
        run.font.size, run.bold = Pt(12), bold
        paragraph.alignment = (
            CENTRE if bold and place else WD_ALIGN_PARAGRAPH.RIGHT if place else WD_ALIGN_PARAGRAPH.LEFT
        )
