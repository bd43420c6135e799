"""A saved portal page: the document comes out in lines, the page around it stays behind."""

import pytest

from diemtua.plans.intake import Kind, extract
from tests.intake.builders import PLAN, html_of, portal_page

TABLE = "<table><tr><td>ỦY BAN NHÂN DÂN</td><td>CỘNG HÒA</td></tr><tr><td>Số: 1/KH-UBND</td><td>Huế, ngày 01 tháng 02 năm 2025</td></tr></table>"
LONG = (
    "Ủy ban nhân dân tỉnh yêu cầu các sở, ban, ngành thực hiện nghiêm túc những nội dung sau đây trong năm. "
    * 8
)


def lines(page):
    return extract(page if isinstance(page, bytes) else page.encode(), name="trang.html").text.splitlines()


def test_blocks_are_lines_and_entities_are_letters():
    page = "<html><body><div>K&#7871; ho&#x1EA1;ch<br>s&ocirc;́ 1 &amp; 2</div><p>M&#7897;t\n  d&ograve;ng</p><b>in</b> <i>nối</i></body></html>"
    assert lines(page) == ["Kế hoạch", "sô\u0301 1 & 2", "Một dòng", "in nối"]


def test_tables_have_bars_and_spans_keep_columns():
    page = (
        "<html><body><table><tr><th>STT</th><th>Nội dung</th><th>Chủ trì</th></tr>"
        "<tr><td>1</td><td><p>Tờ rơi</p></td><td rowspan=2>Sở Y tế</td></tr><tr><td>2</td><td>Loa<br>đài</td></tr>"
        "<tr><td colspan=3>II. Tập huấn</td></tr></table></body></html>"
    )
    assert lines(page) == [
        "STT | Nội dung | Chủ trì |",
        "1 | Tờ rơi | Sở Y tế |",
        "2 | Loa đài | Sở Y tế |",
        "II. Tập huấn |",
    ]


def test_lists_show_what_the_browser_draws():
    page = "<html><body><ol start=3><li>ba</li><li>bốn<ul><li>gạch</li></ul></li></ol><ol type=a><li>chữ</li></ol></body></html>"
    assert lines(page) == ["3. ba", "4. bốn", "- gạch", "a. chữ"]


def test_letterhead_and_body_side_by_side_stay_together():
    document = (
        f"{TABLE}<div><p>{LONG}</p><p>{LONG}</p></div><table><tr><td>TM. ỦY BAN NHÂN DÂN</td></tr></table>"
    )
    found = lines(portal_page(document))
    assert found[0] == "ỦY BAN NHÂN DÂN | CỘNG HÒA |" and found[-1] == "TM. ỦY BAN NHÂN DÂN"
    assert not any("Cổng thông tin" in line or "Chuyên mục" in line for line in found)


def test_a_decision_and_its_plan_side_by_side_stay_together():
    found = lines(
        portal_page(
            f"<div><p>QUYẾT ĐỊNH</p><p>{LONG}</p></div><div><p>KẾ HOẠCH</p>{f'<p>{LONG}</p>' * 9}</div>"
        )
    )
    assert found[0] == "QUYẾT ĐỊNH" and "KẾ HOẠCH" in found


def test_the_title_above_the_text_is_kept():
    found = lines(portal_page(f"<h2>Kế hoạch chỉ đạo điểm</h2><div><p>{LONG}</p></div>"))
    assert found[0] == "Kế hoạch chỉ đạo điểm"


def test_a_page_wrapped_in_one_form_and_layout_tables_is_read():
    page = f"<html><body><form><table><tr><td><table><tr><td><p>KẾ HOẠCH</p><p>{LONG}</p></td></tr></table></td></tr></table></form></body></html>"
    assert lines(page) == ["KẾ HOẠCH", LONG.strip()]


def test_scripts_styles_comments_and_hidden_parts_are_left_out():
    page = "<html><head><title>t</title></head><body><!-- c --><script>s()</script><p hidden>ẩn</p><p style='display:none'>ẩn</p><p>hiện</p>đuôi</body></html>"
    assert lines(page) == ["hiện", "đuôi"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_charsets(encoding):
    found = extract(
        html_of(PLAN).decode().replace('<meta charset="utf-8">', "").encode(encoding), name="a.html"
    )
    assert (found.kind, found.text) == (Kind.HTML, PLAN)


def test_an_old_page_in_tcvn3_is_converted_and_told():
    text = "Thùc hiÖn kÕ ho¹ch cña tØnh vÒ phßng, chèng téi ph¹m, b¶o vÖ vµ hç trî ng\xadêi bÞ h¹i"
    found = extract(f"<html><body><p>{text}</p></body></html>".encode("latin-1"), name="cu.htm")
    assert (
        found.text == "Thực hiện kế hoạch của tỉnh về phòng, chống tội phạm, bảo vệ và hỗ trợ người bị hại\n"
    )
    assert "TCVN3" in found.notes[0]


def test_a_western_page_with_vietnamese_entities():
    page = '<html><head><meta charset="windows-1252"></head><body><p>K\u1ebf ho\u1ea1ch – 1</p></body></html>'
    assert lines(page.encode("cp1252", "xmlcharrefreplace")) == ["Kế hoạch – 1"]
