"""Ruled tables of a PDF come out as they do from Word: a row a line, a bar after every cell."""

import pytest

from diemtua.plans.intake import extract
from tests.intake.builders import bare_pdf, pdf_from

HEAD = "<tr><th style='width: 8%'>STT</th><th style='width: 50%'>Nội dung</th><th>Chủ trì</th><th>Thời gian</th></tr>"
LONG = "Tổ chức truyền thông nâng cao nhận thức về phòng, chống mua bán người tại các xã biên giới"


def lines(data):
    return extract(data, name="a.pdf").text.splitlines()


def test_a_table_between_paragraphs_keeps_its_place_and_its_wrapped_cells():
    rows = f"{HEAD}<tr><td>1</td><td>{LONG}</td><td>Công an tỉnh</td><td>Quý II</td></tr><tr><td>2</td><td>Tập huấn</td><td></td><td>Quý III</td></tr>"
    found = lines(pdf_from(f"<p>Phụ lục</p><table>{rows}</table><p>Nơi nhận</p>"))
    assert found == [
        "Phụ lục", "STT | Nội dung | Chủ trì | Thời gian |", f"1 | {LONG} | Công an tỉnh | Quý II |", "2 | Tập huấn |  | Quý III |", "Nơi nhận",
    ]  # fmt: skip


def test_merged_cells():
    rows = (
        f"{HEAD}<tr><td colspan=4>I. Tuyên truyền</td></tr><tr><td>1</td><td>Tờ rơi</td><td rowspan=2>Sở Y tế</td><td>Quý I</td></tr>"
        "<tr><td>2</td><td>Loa</td><td>Quý II</td></tr>"
    )
    found = extract(pdf_from(f"<table>{rows}</table>"), name="a.pdf")
    assert found.text.splitlines()[1:] == [
        "I. Tuyên truyền |",
        "1 | Tờ rơi | Sở Y tế | Quý I |",
        "2 | Loa | Sở Y tế | Quý II |",
    ]
    assert found.notes == ("Ô gộp nhiều dòng trong bảng được ghi lại ở từng dòng.",)


def test_two_tables_on_a_page_and_one_over_two_pages():
    one = "<table><tr><td>a</td><td>b</td></tr></table>"
    rows = "".join(f"<tr><td>{n}</td><td>Việc {n}</td></tr>" for n in range(1, 61))
    found = lines(pdf_from(f"{one}<p>giữa</p>{one}<p>dưới</p><table>{rows}</table>"))
    assert found[:4] == ["a | b |", "giữa", "a | b |", "dưới"]
    assert [line for line in found if line.endswith("|")][2:] == [f"{n} | Việc {n} |" for n in range(1, 61)]


@pytest.mark.parametrize("pen", ["lines", "boxes", "strokes"])
def test_rules_drawn_by_other_programs(pen):
    """A grid of one path, of a thin filled box per border, of a stroked box per cell."""
    xs, ys = (100, 200, 300), (700, 720, 740)
    if pen == "lines":
        drawn = (
            "".join(f"{x} 700 m {x} 740 l " for x in xs)
            + "".join(f"100 {y} m 300 {y} l " for y in ys)
            + "S\n"
        )
    elif pen == "boxes":
        drawn = "".join(
            f"{x} {y} 0.5 20 re f\n{x} {y} 100 0.5 re f\n" for x in xs for y in ys if x < 300 or y < 740
        )
    else:
        drawn = "".join(f"{x} {y} 100 20 re S\n" for x in xs[:2] for y in ys[:2])
    words = "".join(
        f"BT /F 10 Tf {x + 5} {y + 5} Td ({word}) Tj ET\n"
        for word, x, y in zip("abcd", (100, 200) * 2, (720, 720, 700, 700), strict=True)
    )
    font = b"<< /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>"
    data = bare_pdf(1, content=(drawn + words).encode()).replace(
        b"/Contents 3 0 R", b"/Contents 3 0 R /Resources << /Font %s >>" % font
    )
    assert lines(data) == ["a | b |", "c | d |"]


def test_underlines_and_frames_are_no_tables():
    page = (
        "<p style='border: 1px solid'>Khung</p><p><u>Gạch chân một dòng dài của văn bản</u></p><hr><p>Hết</p>"
    )
    assert lines(pdf_from(page)) == ["Khung", "Gạch chân một dòng dài của văn bản", "Hết"]
