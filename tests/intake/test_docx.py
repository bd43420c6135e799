"""Word: what the printed page shows comes out, also where the file does not write it."""

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from diemtua.plans.intake import Kind, extract
from diemtua.plans.intake.docx_numbering import drawn
from tests.intake.builders import NAMESPACES, PLAN, docx_of, docx_with, p, saved


def lines(data, name="a.docx"):
    return extract(data, name=name).text.splitlines()


def level(depth, form, text, start=1, more=""):
    return f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'


def numbering(*levels, extra=""):
    return (
        f'<w:numbering {NAMESPACES}><w:abstractNum w:abstractNumId="7">{"".join(levels)}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>{extra}</w:numbering>'
    )


def item(text, depth=0, number=1):
    return p(text, f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')


def test_paragraphs_are_lines():
    found = extract(docx_of(PLAN), name="ke-hoach.docx")
    assert (found.text, found.kind, found.pages, found.notes) == (PLAN, Kind.DOCX, None, ())


def test_automatic_numbers_are_written_out():
    lists = numbering(
        level(0, "upperRoman", "%1."),
        level(1, "decimal", "%2."),
        level(2, "lowerLetter", "%3)"),
        level(3, "bullet", "\uf0b7"),
    )
    body = (
        item("MỤC ĐÍCH")
        + item("Một", 1)
        + item("Hai", 1)
        + item("Việc", 2)
        + item("Việc nữa", 2)
        + item("Gạch", 3)
    )
    body += item("NHIỆM VỤ") + item("Lại từ một", 1)
    found = lines(docx_with(body, word__numbering_xml=lists))
    assert found == [
        "I. MỤC ĐÍCH",
        "1. Một",
        "2. Hai",
        "a) Việc",
        "b) Việc nữa",
        "- Gạch",
        "II. NHIỆM VỤ",
        "1. Lại từ một",
    ]


def test_decimal_levels_and_a_second_list_that_starts_again():
    again = '<w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    lists = numbering(level(0, "decimal", "%1."), level(1, "decimal", "%1.%2."), extra=again)
    body = (
        item("A") + item("B", 1) + item("C", 1) + item("D") + item("E", 1) + item("F", 0, 2) + item("G", 0, 2)
    )
    assert lines(docx_with(body, word__numbering_xml=lists)) == [
        "1. A",
        "1.1. B",
        "1.2. C",
        "2. D",
        "2.1. E",
        "1. F",
        "2. G",
    ]


def test_legal_numbering_shows_roman_uppers_in_digits():
    lists = numbering(level(0, "upperRoman", "%1."), level(1, "decimal", "%1.%2", more="<w:isLgl/>"))
    assert lines(docx_with(item("A") + item("B", 1), word__numbering_xml=lists)) == ["I. A", "1.1 B"]


def test_plus_bullets_stay_plus():
    lists = numbering(level(0, "bullet", "+"))
    assert lines(docx_with(item("ý nhỏ"), word__numbering_xml=lists)) == ["+ ý nhỏ"]


def test_a_style_brings_its_number_and_a_paragraph_may_refuse_it():
    styles = (
        f'<w:styles {NAMESPACES}><w:style w:type="paragraph" w:styleId="Muc"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
        '</w:style><w:style w:type="paragraph" w:styleId="Con"><w:basedOn w:val="Muc"/></w:style></w:styles>'
    )
    body = p("A", '<w:pStyle w:val="Muc"/>') + p("B", '<w:pStyle w:val="Con"/>')
    body += p("C", '<w:pStyle w:val="Muc"/><w:numPr><w:numId w:val="0"/></w:numPr>') + p(
        "D", '<w:pStyle w:val="Muc"/>'
    )
    found = lines(
        docx_with(
            body, word__numbering_xml=numbering(level(0, "decimal", "Điều %1.")), word__styles_xml=styles
        )
    )
    assert found == ["Điều 1. A", "Điều 2. B", "C", "Điều 3. D"]


def test_numbers_of_a_real_word_template():
    document = docx.Document()
    for text in ("Một", "Hai"):
        document.add_paragraph(text, style="List Number")
    document.add_paragraph("Ba", style="List Bullet")
    assert lines(saved(document)) == ["1. Một", "2. Hai", "- Ba"]


@pytest.mark.parametrize(
    ("form", "count", "shown"),
    [("upperRoman", 14, "XIV"), ("lowerRoman", 9, "ix"), ("lowerLetter", 4, "d"), ("lowerLetter", 28, "bb"), ("decimalZero", 4, "04"),
     ("upperLetter", 3, "C"), ("none", 3, ""), ("chicago", 3, "3"), ("upperRoman", 0, "0")],
)  # fmt: skip
def test_number_formats(form, count, shown):
    assert drawn(count, form) == shown


def test_a_table_is_a_row_a_line_with_bars():
    document = docx.Document()
    table = document.add_table(rows=3, cols=4)
    rows = (
        ("STT", "Nội dung", "Chủ trì", "Thời gian"),
        ("1", "Truyền thông", "Công an tỉnh", "Quý II"),
        ("2", "Tập huấn", "", "Quý III"),
    )
    for row, values in zip(table.rows, rows, strict=True):
        for cell, value in zip(row.cells, values, strict=True):
            cell.text = value
    assert lines(saved(document)) == [
        "STT | Nội dung | Chủ trì | Thời gian |",
        "1 | Truyền thông | Công an tỉnh | Quý II |",
        "2 | Tập huấn |  | Quý III |",
    ]


def test_merged_cells_keep_their_column_and_stand_in_every_row():
    document = docx.Document()
    table = document.add_table(rows=4, cols=3)
    texts = (("I. Tuyên truyền", "", ""), ("1", "Tờ rơi", "Sở Y tế"), ("", "Áp phích", ""), ("", "Loa", ""))
    for row, values in zip(table.rows, texts, strict=True):
        for cell, value in zip(row.cells, values, strict=True):
            cell.text = value
    table.cell(0, 0).merge(table.cell(0, 2)).text = "I. Tuyên truyền"
    table.cell(1, 2).merge(table.cell(3, 2)).text = "Sở Y tế"
    table.cell(1, 0).merge(table.cell(3, 0)).text = "1"
    found = extract(saved(document), name="a.docx")
    assert found.text.splitlines() == [
        "I. Tuyên truyền |",
        "1 | Tờ rơi | Sở Y tế |",
        "| Áp phích | Sở Y tế |",
        "| Loa | Sở Y tế |",
    ]
    assert "Ô gộp nhiều dòng trong bảng được ghi lại ở từng dòng." in found.notes


def test_paragraphs_in_a_cell_share_its_line_but_recipients_keep_theirs():
    document = docx.Document()
    head = document.add_table(rows=1, cols=2)
    head.cell(0, 0).text, head.cell(0, 1).text = (
        "ỦY BAN NHÂN DÂN\nTỈNH X",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    )
    foot = document.add_table(rows=1, cols=2)
    foot.cell(0, 0).text = "Nơi nhận:\n- Như trên;\n- Lưu: VT."
    foot.cell(0, 1).text = "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH"
    assert lines(saved(document)) == [
        "ỦY BAN NHÂN DÂN TỈNH X | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |",
        "Nơi nhận:", "- Như trên;", "- Lưu: VT.", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH",
    ]  # fmt: skip


def test_numbers_in_a_table_column_are_written_out():
    cell = "<w:tc>{}</w:tc>"
    body = (
        "<w:tbl>"
        + "".join(f"<w:tr>{cell.format(item(''))}{cell.format(p(text))}</w:tr>" for text in ("Một", "Hai"))
        + "</w:tbl>"
    )
    assert lines(docx_with(body, word__numbering_xml=numbering(level(0, "decimal", "%1")))) == [
        "1 | Một |",
        "2 | Hai |",
    ]


def test_headers_and_footers_are_left_out():
    document = docx.Document()
    document.add_paragraph("Nội dung")
    document.sections[0].header.paragraphs[0].text = "ĐẦU TRANG"
    document.sections[0].footer.paragraphs[0].text = "Trang 1"
    assert lines(saved(document)) == ["Nội dung"]


def test_tracked_deletions_are_left_out_and_told():
    body = (
        "<w:p><w:r><w:t>Trước ngày </w:t></w:r><w:del><w:r><w:delText>01/3</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>15/4</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>bỏ</w:t></w:r></w:moveFrom></w:p>"
    )
    found = extract(docx_with(body), name="a.docx")
    assert found.text == "Trước ngày 15/4\n"
    assert found.notes == ("Tệp còn vết sửa (Track Changes): đã đọc như khi chấp nhận mọi thay đổi.",)


def test_a_text_box_comes_once_after_its_paragraph():
    inner = f"<w:txbxContent>{p('Trong khung')}</w:txbxContent>"
    box = (
        f"<mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{inner}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{inner}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
    )
    assert lines(docx_with(f"<w:p><w:r><w:t>Ngoài</w:t>{box}</w:r></w:p>{p('Sau')}")) == [
        "Ngoài",
        "Trong khung",
        "Sau",
    ]


def test_footnotes_come_at_the_end_with_their_marks():
    notes = f'<w:footnotes {NAMESPACES}><w:footnote w:id="-1" w:type="separator">{p("---")}</w:footnote><w:footnote w:id="2">{p("Chú thích.")}</w:footnote></w:footnotes>'
    body = (
        '<w:p><w:r><w:t>Câu</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t> tiếp.</w:t></w:r></w:p>'
        + p("Cuối")
    )
    assert lines(docx_with(body, word__footnotes_xml=notes)) == ["Câu[1] tiếp.", "Cuối", "[1] Chú thích."]


def test_fields_tabs_breaks_symbols_and_controls():
    body = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>Số:</w:t><w:tab/><w:t>1</w:t>'
        '<w:noBreakHyphen/><w:t>2</w:t><w:br/><w:sym w:font="Wingdings" w:char="F0A8"/></w:r></w:p>'
        f"<w:sdt><w:sdtContent>{p('Trong ô điền')}</w:sdtContent></w:sdt><w:p><w:hyperlink><w:r><w:t>liên kết</w:t></w:r></w:hyperlink></w:p>"
    )
    assert lines(docx_with(body)) == ["Số:\t1-2", "□", "Trong ô điền", "liên kết"]


def test_hidden_text_is_left_out_and_capitals_are_as_printed():
    found = extract(
        docx_with(p("Kế hoạch", run="<w:caps/>") + p("ẩn", run="<w:vanish/>") + p("hiện")), name="a.docx"
    )
    assert found.text.split() == ["KẾ", "HOẠCH", "hiện"]
    assert found.notes == ("Tệp có chữ ẩn, đã bỏ qua vì không hiện trên bản in.",)


def test_strict_open_xml_is_read_too():
    data = docx_with(p("Kế hoạch"), word__document_xml="")
    strict = 'xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"'
    body = f"<w:document {strict}><w:body>{p('Kế hoạch')}</w:body></w:document>"
    assert data and lines(docx_with("", word__document_xml=body)) == ["Kế hoạch"]


def test_a_linked_address_is_harmless():
    document = docx.Document()
    paragraph = document.add_paragraph("Xem ")
    link = OxmlElement("w:hyperlink")
    link.set(
        qn("r:id"),
        document.part.relate_to(
            "https://vidu.vn",
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink",
            is_external=True,
        ),
    )
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "vidu.vn"
    run.append(text)
    link.append(run)
    paragraph._p.append(link)
    assert lines(saved(document)) == ["Xem vidu.vn"]


class TestOldFonts:
    TCVN3 = "KÕ ho¹ch phßng, chèng mua b¸n ng\xadêi"

    def test_tcvn3_runs_become_unicode_and_are_told(self):
        found = extract(docx_with(p(self.TCVN3, run='<w:rFonts w:ascii=".VnTime"/>')), name="a.docx")
        assert found.text == "Kế hoạch phòng, chống mua bán người\n"
        assert "TCVN3" in found.notes[0]

    def test_capital_fonts_draw_capitals(self):
        assert lines(docx_with(p("KÕ ho¹ch", run='<w:rFonts w:ascii=".VnTimeH"/>'))) == ["KẾ HOẠCH"]

    def test_a_soft_hyphen_element_in_an_old_font_is_a_letter(self):
        body = '<w:p><w:r><w:rPr><w:rFonts w:ascii=".VnTime"/></w:rPr><w:t>ng</w:t><w:softHyphen/><w:t>êi</w:t></w:r></w:p>'
        assert lines(docx_with(body)) == ["người"]

    def test_vni_runs(self):
        assert lines(
            docx_with(p("Keá hoaïch phoøng, choáng mua baùn ngöôøi", run='<w:rFonts w:ascii="VNI-Times"/>'))
        ) == ["Kế hoạch phòng, chống mua bán người"]

    def test_unicode_text_that_kept_the_old_font_is_left_alone(self):
        body = p("Kế hoạch của tỉnh", run='<w:rFonts w:ascii=".VnTime"/>') + p(
            "là á", run='<w:rFonts w:ascii=".VnTime"/>'
        )
        assert lines(docx_with(body)) == ["Kế hoạch của tỉnh", "là á"]
