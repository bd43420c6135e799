"""The docx read back: the same boxes in the same order, editable, in Times New Roman."""

import dataclasses
import io

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm

from diemtua.papers import form
from diemtua.papers.form import Box
from diemtua.papers.paper import Issuer, Paper, Text
from diemtua.papers.word import docx
from tests.papers import samples


def opened(paper):
    return Document(io.BytesIO(docx(paper)))


def paragraphs(made):
    """All of them as they are read, inside tables too."""
    from docx.text.paragraph import Paragraph

    return [Paragraph(each, made) for each in made.element.body.iter(qn("w:p"))]


def said(made):
    return [paragraph.text.replace("\n", " ") for paragraph in paragraphs(made) if paragraph.text.strip()]


def line(made, words):
    return next(each for each in paragraphs(made) if words in each.text.replace("\n", " "))


def test_the_page():
    made = opened(samples.decision())
    section = made.sections[0]
    sides = (section.page_width, section.page_height, section.top_margin, section.bottom_margin)
    assert [round(each.mm) for each in (*sides, section.left_margin, section.right_margin)] == [
        210,
        297,
        *form.page_margins(),
    ]
    assert section.different_first_page_header_footer
    assert "PAGE" in section.header._element.xml and "PAGE" not in section.first_page_header._element.xml
    number = section.header.paragraphs[0]
    assert number.alignment == WD_ALIGN_PARAGRAPH.CENTER and number.runs[-1].font.size.pt == 13
    assert round(section.header_distance.mm) == form.NUMBER_FROM_TOP
    assert made.styles["Normal"].font.name == "Times New Roman"
    assert made.core_properties.author == "SỞ Y TẾ" and not made.core_properties.comments


@pytest.mark.parametrize(
    ("words", "box"),
    [
        (form.NATION, Box.NATION),
        (form.MOTTO, Box.MOTTO),
        ("ỦY BAN NHÂN DÂN THÀNH PHỐ CẦN THƠ", Box.PARENT),
        ("SỞ Y TẾ", Box.ISSUER),
        ("Số: 04/QĐ-SYT", Box.NUMBER),
        ("Cần Thơ, ngày 09 tháng 3 năm 2026", Box.PLACE_DATE),
        ("Về việc tiếp nhận", Box.SUMMARY),
        ("GIÁM ĐỐC SỞ Y TẾ", Box.DECIDED),
        ("Căn cứ Luật", Box.BASIS),
        ("a) Bố trí", Box.TEXT),
        ("Nơi nhận:", Box.RECIPIENTS),
        ("- Lưu: VT, BTXH.", Box.RECIPIENT),
        ("PTL.(05)", Box.DRAFTER),
        ("KT. GIÁM ĐỐC", Box.AUTHORITY),
        ("Lê Văn Sông", Box.NAME),
    ],
)
def test_each_box_has_its_type(words, box):
    paragraph, style = line(opened(samples.decision()), words), form.STYLES[box]
    run = paragraph.runs[0]
    assert (run.font.size.pt, bool(run.bold), bool(run.italic)) == (style.size, style.bold, style.italic)
    side = {"center": "CENTER"}.get(style.align.value, style.align.value.upper())
    assert paragraph.alignment == WD_ALIGN_PARAGRAPH[side]
    indent = paragraph.paragraph_format.first_line_indent
    assert (indent is not None and round(indent.mm, 1) == form.INDENT) == style.indented


def test_boxes_stand_in_order():
    words = said(opened(samples.decision()))
    wanted = [
        "SỞ Y TẾ",
        form.NATION,
        form.MOTTO,
        "Số: 04/QĐ-SYT",
        "QUYẾT ĐỊNH",
        "GIÁM ĐỐC SỞ Y TẾ",
        "QUYẾT ĐỊNH:",
        "Nơi nhận:",
        "KT. GIÁM ĐỐC",
    ]
    places = [words.index(each) for each in wanted]
    assert places == sorted(places)
    assert [each.split(" ")[0] for each in words if each.startswith("Điều")] == ["Điều"] * 3


def test_an_article_has_its_mark_in_bold():
    mark, words = line(opened(samples.decision()), "Điều 1. Tiếp nhận").runs
    assert (mark.text, bool(mark.bold), bool(words.bold)) == ("Điều 1. ", True, False)


def test_rules_are_as_long_as_the_decree_says():
    made = opened(samples.decision())
    column = form.HEAD[1] - 4
    rules = [each for each in paragraphs(made) if each._p.find(f".//{qn('w:pBdr')}") is not None]
    body, motto, summary = rules
    long = column - motto.paragraph_format.left_indent.mm * 2
    assert abs(long - 12.22 * 13 * 25.4 / 72) < 0.5
    assert body.paragraph_format.left_indent > Mm(20) and summary.paragraph_format.left_indent > Mm(40)


def test_minutes_are_signed_side_by_side_and_filled_in_by_hand():
    made = opened(samples.minutes())
    left, right = made.tables[-1].rows[0].cells
    assert left.text.startswith("ĐẠI DIỆN BÊN GIAO") and "Nguyễn Văn Suối" in left.text
    assert right.text.startswith("ĐẠI DIỆN BÊN NHẬN\n(Ký, ghi rõ họ tên)")
    blank = line(made, "Ý kiến của người được giao nhận")
    assert blank.text.count("\t") == 2 and "dot" in blank.paragraph_format.tab_stops[0].leader.name.lower()
    assert made.tables[1].rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None


def test_a_landscape_appendix_has_its_own_numbers():
    made = opened(samples.report())
    first, second = made.sections
    assert (first.orientation, second.orientation) == (WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE)
    assert round(second.page_width.mm) == 297
    assert second._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) == "1"
    table = made.tables[-1]
    assert len(table.columns) == 12 and len(table.rows) == 62
    assert round(sum(column.width for column in table.columns) / Mm(1)) == 297 - 30 - 20


def test_stamps_contact_and_summary_of_a_letter():
    made = opened(samples.letter())
    stamp = line(made, "HỎA TỐC").runs[0]
    assert str(stamp.font.color.rgb) == "C00000" and stamp._r.find(f".//{qn('w:bdr')}") is not None
    assert line(made, "V/v phối hợp").runs[0].font.size.pt == 12
    assert "02920000000" in made.sections[0].first_page_footer.paragraphs[0].text
    assert not any(each.text == "CÔNG VĂN" for each in paragraphs(made))


def test_the_least_and_the_longest_paper():
    assert (
        said(opened(Paper(issuer=Issuer("A"), kind=samples.Kind.NOTICE, place="B", summary="C", kept_by="")))[
            -1
        ]
        == "C"
    )
    many = tuple(Text(f"Đoạn {n} <b>&amp; *x*</b>") for n in range(300))
    words = said(opened(dataclasses.replace(samples.decision(), body=many, decided_by="")))
    assert sum("<b>&amp; *x*</b>" in each for each in words) == 300


def test_any_letter_is_kept():
    assert "王明" in line(opened(dataclasses.replace(samples.letter(), summary="tên 王明")), "tên").text
