"""The words that the form puts itself: numbers, days, steads, recipients; and what it refuses."""

import dataclasses
from datetime import date

import pytest

from diemtua.kernel.decision import Refused
from diemtua.papers import form, wording
from diemtua.papers.checking import PARTS
from diemtua.papers.form import Box, page_margins
from diemtua.papers.kinds import UNNAMED, Authority, Kind
from diemtua.papers.numbering import LETTERS, Numbering, letter, roman
from diemtua.papers.paper import Column, Item, Level, Paper, Signature, Stead, Table, Text, with_number
from diemtua.papers.sheet import sheet
from diemtua.papers.wording import day_in_words, number_and_symbol
from tests.papers import samples


def changed(paper, **parts):
    return dataclasses.replace(paper, **parts)


def test_margins_and_sizes_are_within_the_decree():
    """Nghị định 30/2020/NĐ-CP, Phụ lục I, phần I và V."""
    top, bottom, left, right = page_margins()
    assert 20 <= top <= 25 and 20 <= bottom <= 25 and 30 <= left <= 35 and 15 <= right <= 20
    for box, (least, most) in form.RANGES.items():
        assert least <= form.STYLES[box].size <= most, box
    assert set(form.STYLES) == set(Box)
    assert 1 <= form.LINES <= 1.5 and form.INDENT in (10, 12.7)
    assert all(1 / 3 <= share <= 1 / 2 for share in (form.UNDER_BODY, form.UNDER_SUMMARY))


def test_twenty_nine_types_of_which_two_have_no_abbreviation():
    """Nghị định 30/2020/NĐ-CP, Điều 7; Phụ lục III, phần I."""
    assert len(Kind) == 29
    named = [kind.abbreviation for kind in Kind if kind not in UNNAMED]
    assert len(set(named)) == 27 and all(named)


@pytest.mark.parametrize(
    ("parts", "written"),
    [
        ({"number": 4}, "04/QĐ-SYT"),
        ({"number": 316}, "316/QĐ-SYT"),
        ({"number": None}, f"{wording.GAP}/QĐ-SYT"),
        ({"number": 5, "unit": "NC"}, "05/QĐ-SYT-NC"),
        ({"number": 5, "unit": "VP", "kind": Kind.OFFICIAL_LETTER}, "05/SYT-VP"),
        ({"number": 5, "issuer": dataclasses.replace(samples.HEALTH, symbol="")}, "05/QĐ-…"),
    ],
)
def test_the_number_and_symbol(parts, written):
    """Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II.3."""
    assert number_and_symbol(changed(samples.decision(), **parts)) == written


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (date(2026, 2, 5), "ngày 05 tháng 02 năm 2026"),
        (date(2026, 3, 15), "ngày 15 tháng 3 năm 2026"),
        (date(2026, 12, 1), "ngày 01 tháng 12 năm 2026"),
    ],
)
def test_days_below_ten_and_the_first_two_months_have_a_nought(on, words):
    """Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II.4."""
    assert day_in_words(on) == words


def test_a_day_not_known_leaves_room():
    assert day_in_words(None).split() == ["ngày", "tháng", "năm"]


def test_the_records_office_numbers_a_draft_once():
    draft = samples.letter()
    numbered = with_number(draft, 7, date(2026, 5, 4))
    assert sheet(draft).marks == ("DỰ THẢO",) and sheet(numbered).marks == ()
    assert sheet(numbered).number == "Số: 07/SYT-BTXH"
    assert sheet(numbered).place_date == "Cần Thơ, ngày 04 tháng 5 năm 2026"
    assert with_number(numbered, 7, date(2026, 5, 4)) == numbered
    with pytest.raises(Refused, match="đã có số 07"):
        with_number(numbered, 8, date(2026, 5, 4))
    with pytest.raises(Refused, match="từ 1 trở lên"):
        with_number(draft, 0, date(2026, 5, 4))


@pytest.mark.parametrize(
    ("signature", "lines"),
    [
        (Signature("Giám đốc"), ("GIÁM ĐỐC",)),
        (Signature("Giám đốc", acting=True), ("Q. GIÁM ĐỐC",)),
        (Signature("Chánh Văn phòng", steads=(Stead(Authority.BY_ORDER, "Chủ tịch"),)), ("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG")),
        (Signature("Trưởng phòng", steads=(Stead(Authority.BY_PROXY, "Giám đốc"),)), ("TUQ. GIÁM ĐỐC", "TRƯỞNG PHÒNG")),
        (
            Signature("Phó Chủ tịch", steads=(Stead(Authority.FOR_BODY, "Ủy ban nhân dân"), Stead(Authority.FOR_HEAD, "Chủ tịch"))),
            ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
        ),
    ],
    ids=lambda each: each.title if isinstance(each, Signature) else "",
)  # fmt: skip
def test_in_whose_stead_one_signs(signature, lines):
    assert wording.steads(signature) == lines


def test_bases_addressees_and_recipients_end_as_the_form_ends_them():
    made = sheet(samples.decision())
    assert [line.words[-1] for line in made.body if line.box is Box.BASIS] == [";", ";", "."]
    assert made.recipients == ("- Như Điều 3;", "- Giám đốc Sở (để báo cáo);", "- Lưu: VT, BTXH.")
    assert made.drafter == "PTL.(05)"
    assert sheet(samples.letter()).addressees == (
        "Kính gửi:",
        "- Công an thành phố Cần Thơ;",
        "- Ủy ban nhân dân xã Phú Mây.",
    )
    assert sheet(samples.report()).addressees == ("Kính gửi: Ủy ban nhân dân thành phố",)
    assert made.body[-1].words.endswith("Quyết định này./.")


def test_levels_are_counted_in_the_order_of_the_text():
    count = Numbering()
    order = "PART CLAUSE POINT POINT DASH CLAUSE SUBCLAUSE SUBCLAUSE PART CLAUSE POINT PLUS ARTICLE PART ARTICLE CLAUSE"
    marks = [count.mark(Level[name]) for name in order.split()]
    assert marks == "I.|1.|a)|b)|-|2.|2.1.|2.2.|II.|1.|a)|+|Điều 1.|III.|Điều 2.|1.".split("|")
    assert [letter(n) for n in (1, 5, 23, 24, 25)] == ["a", "đ", "y", "aa", "ab"] and len(LETTERS) == 23
    assert [roman(n) for n in (1, 4, 9, 14, 19, 40)] == ["I", "IV", "IX", "XIV", "XIX", "XL"]


def test_a_long_name_breaks_before_its_place():
    assert wording.name_lines("Ủy ban nhân dân thành phố Cần Thơ") == "ỦY BAN NHÂN DÂN\nTHÀNH PHỐ CẦN THƠ"
    assert wording.name_lines("Sở Y tế") == "SỞ Y TẾ"
    assert max(map(len, wording.name_lines("Ban Chỉ đạo phòng, chống tội phạm " * 4).split("\n"))) < 40
    assert wording.name_lines("X" * 90) == "X" * 90


@pytest.mark.parametrize("bad", ["\x00", "\x07", "\x1b", "\x0b", "\ud800", "\ufffe", "\x85"])
@pytest.mark.parametrize("part", ["summary", "place", "body", "signatures", "recipients", "appendices"])
def test_what_no_printer_prints_is_refused_in_a_sentence(part, bad):
    words = f"chữ{bad}lạ"
    values = {
        "summary": words,
        "place": words,
        "body": (Table((Column("Tên"),), ((words,),)),),
        "signatures": (Signature(name=words),),
        "recipients": (words,),
        "appendices": (dataclasses.replace(samples.report().appendices[0], title=words),),
    }
    with pytest.raises(Refused, match=f"^{PARTS[part]} có ký tự không in được"):
        sheet(changed(samples.decision(), **{part: values[part]}))


def test_every_part_with_words_is_checked():
    words = {f.name for f in dataclasses.fields(Paper)} - set(PARTS)
    assert words == {"kind", "number", "on", "secrecy", "urgency", "draft", "copies"}


def test_text_is_composed_and_what_nobody_sees_is_left_out():
    body = (Text("dòng một\r\n\r\n  dòng\thai\u200b\u202e \u2028ba"), Item(Level.CLAUSE, "a\u0323\nb"))
    made = sheet(changed(samples.letter(), body=body)).body
    assert [line.words for line in made] == ["dòng một", "dòng hai", "ba", "1. ạ b./."]


@pytest.mark.parametrize(
    ("part", "sentence"), [("summary", "chưa có trích yếu"), ("place", "chưa có địa danh")]
)
def test_a_part_that_must_be_there(part, sentence):
    with pytest.raises(Refused, match=sentence):
        sheet(changed(samples.decision(), **{part: " \n"}))


def test_a_row_has_a_cell_for_each_column():
    with pytest.raises(ValueError, match="one cell"):
        Table((Column("a"), Column("b")), (("1",),))
