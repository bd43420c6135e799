"""A paper as docx: the same sheet as the PDF, editable, in Times New Roman."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Length, Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from diemtua.papers import form, ooxml
from diemtua.papers.form import Box
from diemtua.papers.paper import Fact, Paper, Table
from diemtua.papers.sheet import Line, Printed, Sheet, Signer, sheet

SIDES = {
    form.Align.LEFT: WD_ALIGN_PARAGRAPH.LEFT,
    form.Align.CENTRE: WD_ALIGN_PARAGRAPH.CENTER,
    form.Align.RIGHT: WD_ALIGN_PARAGRAPH.RIGHT,
    form.Align.JUSTIFY: WD_ALIGN_PARAGRAPH.JUSTIFY,
}


def docx(paper: Paper) -> bytes:
    """The paper as a docx. Raises ``Refused`` for a part that is missing or cannot be printed."""
    whole = sheet(paper)
    document = Document()
    _describe(document, whole)
    _page(document.sections[0], landscape=False)
    _contact(document.sections[0], whole.contact)
    _head(document, whole)
    _title(document, whole)
    _content(document, whole.body, _width(document.sections[0]))
    _close(document, whole)
    for attached in whole.appendices:
        section = document.add_section(WD_SECTION.NEW_PAGE)
        _page(section, landscape=attached.landscape)
        section.first_page_footer.is_linked_to_previous = False
        ooxml.count_from_one(section)
        _say(document.add_paragraph(), Box.APPENDIX, attached.heading, after=2)
        _say(document.add_paragraph(), Box.APPENDIX, attached.title, after=2)
        _say(document.add_paragraph(), Box.APPENDIX_OF, attached.reference, after=2 * form.BETWEEN)
        _content(document, attached.body, _width(section))
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _describe(document: Any, whole: Sheet) -> None:
    """Properties of the file, and the font that everything has."""
    properties = document.core_properties
    properties.title, properties.author = whole.name[:255], whole.issuer.replace("\n", " ")[:255]
    properties.comments, properties.language = "", "vi-VN"
    style = document.styles["Normal"]
    style.font.name, style.font.size = form.FONT, Pt(form.STYLES[Box.TEXT].size)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), form.FONT)
    style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(0)


def _page(section: Section, *, landscape: bool) -> None:
    """A4 with the decree's margins; the page's number above, from the second page on."""
    top, bottom, left, right = form.page_margins()
    sides = reversed(form.PAGE) if landscape else form.PAGE
    section.page_width, section.page_height = (Mm(side) for side in sides)
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.top_margin, section.bottom_margin = Mm(top), Mm(bottom)
    section.left_margin, section.right_margin = Mm(left), Mm(right)
    section.header_distance, section.footer_distance = Mm(form.NUMBER_FROM_TOP), Mm(7)
    section.different_first_page_header_footer = True
    if not section.header.is_linked_to_previous:
        return
    section.header.is_linked_to_previous = False
    number = _say(section.header.paragraphs[0], Box.PAGE_NUMBER, "")
    ooxml.field(number.add_run(), "PAGE")
    number.runs[-1].font.size = Pt(form.STYLES[Box.PAGE_NUMBER].size)


def _width(section: Section) -> Length:
    across = (section.page_width, section.left_margin, section.right_margin)
    page, left, right = (each or Mm(0) for each in across)
    return Length(page - left - right)


def _contact(section: Section, words: str) -> None:
    if words:
        paragraph = section.first_page_footer.paragraphs[0]
        ooxml.border(_say(paragraph, Box.CONTACT, words), "top")


def _head(document: Any, whole: Sheet) -> None:
    """Boxes 1 to 4, and under the number 5b, 10 and 11."""
    left, right, under, day = ooxml.grid(document, [Mm(each) for each in form.HEAD], rows=2)
    if whole.parent:
        _say(_next(left), Box.PARENT, whole.parent)
    _say(_next(left), Box.ISSUER, whole.issuer)
    _rule(left, Box.ISSUER, whole.issuer, form.HEAD[0], form.UNDER_BODY)
    _say(_next(right), Box.NATION, form.NATION)
    _say(_next(right), Box.MOTTO, form.MOTTO)
    _rule(right, Box.MOTTO, form.MOTTO, form.HEAD[1], 1)
    _say(_next(under), Box.NUMBER, whole.number)
    if whole.subject:
        _say(_next(under), Box.SUBJECT, whole.subject).paragraph_format.space_before = Pt(6)
    for box, marks in ((Box.STAMP, whole.stamps), (Box.CIRCULATION, whole.marks)):
        for mark in marks:
            framed = _say(_next(under), box, mark)
            framed.paragraph_format.space_before = Pt(6)
            ooxml.frame(framed.runs[0], red=form.STYLES[box].red)
    _say(_next(day), Box.PLACE_DATE, whole.place_date)


def _title(document: Any, whole: Sheet) -> None:
    """Box 5a, then 9a."""
    across = _width(document.sections[0]).mm
    if whole.kind:
        _say(document.add_paragraph(), Box.KIND, whole.kind, after=2).paragraph_format.space_before = Pt(12)
        _say(document.add_paragraph(), Box.SUMMARY, whole.summary)
        _rule(document, Box.SUMMARY, whole.summary, across, form.UNDER_SUMMARY)
    for place, words in enumerate(whole.addressees):
        paragraph = _say(document.add_paragraph(), Box.ADDRESSEE, words)
        if len(whole.addressees) == 1:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        else:
            paragraph.paragraph_format.left_indent = Mm(50 if place else 30)
        paragraph.paragraph_format.space_before = Pt(0 if place else 6)
    document.paragraphs[-1].paragraph_format.space_after = Pt(2 * form.BETWEEN)


def _content(document: Any, body: Sequence[Printed], width: Length) -> None:
    for place, block in enumerate(body):
        if isinstance(block, Table):
            _table(document, block, width)
            continue
        paragraph = document.add_paragraph()
        if isinstance(block, Fact):
            _fact(paragraph, block, width)
        else:
            _line(paragraph, block)
            keep = block.box in (Box.HEADING, Box.DECIDED) or place == len(body) - 1
            paragraph.paragraph_format.keep_with_next = keep
        paragraph.paragraph_format.space_after = Pt(form.BETWEEN)
        paragraph.paragraph_format.line_spacing = form.LINES


def _line(paragraph: Paragraph, line: Line) -> None:
    if line.mark:
        paragraph.add_run(f"{line.mark} ").bold = True
    _say(paragraph, line.box, line.words)


def _fact(paragraph: Paragraph, fact: Fact, width: Length) -> None:
    """What is not known is a tab with a leader of dots, so that typing into it pushes the dots away."""
    _say(paragraph, Box.TEXT, f"{fact.label}: {fact.value}")
    if not fact.value:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
        ooxml.dotted_to(paragraph, width)
        paragraph.add_run("\t" + "\n\t" * (fact.lines - 1))


def _table(document: Any, table: Table, width: Length) -> None:
    """A ruled table whose heading comes again on every page, figures to the right."""
    shares = [column.share for column in table.columns]
    widths = [Length(int(width * share / sum(shares))) for share in shares]
    lines = [(Box.CELL, row) for row in table.rows]
    if table.total:
        lines.append((Box.CELL_HEADING, table.total))
    made = document.add_table(rows=1 + len(lines), cols=len(widths), style="Table Grid")
    cells = ooxml.laid(made, widths)
    for row in made.rows:
        ooxml.whole(row)
    ooxml.repeat(made.rows[0])
    for cell, column in zip(cells, table.columns, strict=False):
        _say(cell.paragraphs[0], Box.CELL_HEADING, column.heading)
    for number, (box, words) in enumerate(lines, 1):
        row = cells[number * len(widths) :]
        for cell, column, said in zip(row, table.columns, words, strict=False):
            side = WD_ALIGN_PARAGRAPH.RIGHT if column.figures else WD_ALIGN_PARAGRAPH.LEFT
            _say(cell.paragraphs[0], box, said).alignment = side
    ooxml.thin(document.add_paragraph(), form.BETWEEN)


def _close(document: Any, whole: Sheet) -> None:
    """Boxes 7 and 9b: one signature stands beside the recipients, several stand two by two above them."""
    ooxml.thin(document.add_paragraph(), form.BETWEEN).paragraph_format.keep_with_next = True
    across = _width(document.sections[0])
    if len(whole.signers) == 1:
        widths = [Length(int(across * share)) for share in form.FOOT]
        left, right = ooxml.grid(document, widths, together=len(whole.recipients) <= form.RECIPIENTS_TOGETHER)
        _received(left, whole)
        _signer(right, whole.signers[0])
        return
    for first in range(0, len(whole.signers), 2):
        cells = ooxml.grid(document, [Length(across // 2)] * 2, together=True)
        for cell, signer in zip(cells, whole.signers[first : first + 2], strict=False):
            _signer(cell, signer)
        document.add_paragraph()
    _received(document, whole)


def _signer(cell: _Cell, signer: Signer) -> None:
    for words in signer.above:
        _say(_next(cell), Box.AUTHORITY, words).paragraph_format.keep_with_next = True
    if signer.hint:
        _say(_next(cell), Box.SIGN_HERE, signer.hint)
    last = _say(_next(cell), Box.NAME, signer.name)
    last.paragraph_format.space_before = Mm(form.SIGNING_SPACE)


def _received(place: Any, whole: Sheet) -> None:
    if whole.recipients:
        _say(_next(place), Box.RECIPIENTS, "Nơi nhận:")
    for words in whole.recipients:
        _say(_next(place), Box.RECIPIENT, words)
    if whole.drafter:
        _say(_next(place), Box.DRAFTER, whole.drafter)


def _next(place: Any) -> Paragraph:
    """The first paragraph of a fresh cell, else a new one: a cell is never without."""
    if isinstance(place, _Cell) and len(place.paragraphs) == 1 and not place.text:
        return place.paragraphs[0]
    added: Paragraph = place.add_paragraph()
    return added


def _say(paragraph: Paragraph, box: Box, words: str, *, after: float = 0) -> Paragraph:
    """One box's words in its style."""
    style = form.STYLES[box]
    paragraph.alignment = SIDES[style.align]
    paragraph.paragraph_format.space_after = Pt(after)
    paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
    if style.indented:
        paragraph.paragraph_format.first_line_indent = Mm(form.INDENT)
    run = paragraph.add_run(words)
    run.bold, run.italic = style.bold, style.italic
    run.font.size = Pt(style.size)
    if style.red:
        ooxml.red(run)
    return paragraph


def _rule(place: Any, box: Box, words: str, across: float, share: float) -> None:
    """A rule as long as this share of the words above, drawn as the border of a thin paragraph."""
    long = min(form.width(words, form.STYLES[box].size), across - 4)
    aside = Mm((across - 4 - long * share) / 2)
    paragraph = ooxml.thin(place.add_paragraph(), 3)
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = aside
    ooxml.border(paragraph, "top")
