"""The PDF measured with a ruler: where each box stands, in what type, on which page."""

import dataclasses
import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diemtua.kernel.decision import Refused
from diemtua.papers import form, pdf
from diemtua.papers.kinds import Secrecy
from diemtua.papers.paper import Column, Fact, Issuer, Item, Level, Paper, Signature, Table, Text
from tests.papers import samples
from tests.papers.reading import Pdf

TOP, BOTTOM, LEFT, RIGHT = form.page_margins()
ACROSS, DOWN = form.PAGE


def near(value, wanted, within=1.5):
    return abs(value - wanted) <= within


def test_the_head_of_a_decision_stands_where_the_decree_puts_it(read):
    made = read(samples.decision())
    nation, motto = made.find(form.NATION), made.find(form.MOTTO)
    body, number, day = (
        made.find("SỞ Y TẾ"),
        made.find("Số: 04/QĐ-SYT"),
        made.find("Cần Thơ, ngày 09 tháng 3 năm 2026"),
    )
    right_column = ACROSS - RIGHT - form.HEAD[1] / 2
    assert near(nation.top, TOP) and near(nation.middle, right_column) and near(motto.middle, right_column)
    assert nation.bottom <= motto.top + 0.5 < motto.bottom < day.top
    assert near(body.middle, number.middle) and body.middle < ACROSS / 2
    assert near(number.top, day.top, 0.5) and near(day.middle, right_column)
    for found, box in ((nation, "1a"), (motto, "1b"), (body, "2b"), (number, "3"), (day, "4")):
        style = form.STYLES[form.Box(box)]
        assert near(found.size, style.size, 0.1)
        assert ("Bold" in found.font, "Italic" in found.font) == (style.bold, style.italic)


def test_rules_are_as_long_as_the_decree_says(read):
    made = read(samples.decision())
    motto, body = made.find(form.MOTTO), made.find("SỞ Y TẾ")
    summary = made.find("Về việc tiếp nhận nạn nhân vào cơ sở trợ giúp xã hội")
    under_body, under_motto, under_summary = sorted(made.rules(), key=lambda rule: (rule[1] > 45, rule[0]))
    assert (
        near(under_motto[2] - under_motto[0], motto.right - motto.left)
        and under_motto[1] > motto.bottom - 0.3
    )
    for rule, words in ((under_body, body), (under_summary, summary)):
        share = (rule[2] - rule[0]) / (words.right - words.left)
        assert 1 / 3 <= share <= 1 / 2 and rule[1] > words.bottom - 0.3
        assert near((rule[0] + rule[2]) / 2, words.middle)


def test_title_content_signature_and_recipients_follow_one_another(read):
    made = read(samples.decision())
    title, decided, enacting = (
        made.find("QUYẾT ĐỊNH"),
        made.find("GIÁM ĐỐC SỞ Y TẾ"),
        made.find("QUYẾT ĐỊNH:"),
    )
    article, end = made.find("Điều 1. "), made.find("này./.")
    stead, name, recipients = made.find("KT. GIÁM ĐỐC"), made.find("Lê Văn Sông"), made.find("Nơi nhận:")
    centre = LEFT + (ACROSS - LEFT - RIGHT) / 2
    assert all(near(found.middle, centre) for found in (title, decided, enacting))
    assert title.top < decided.top < enacting.top < article.top < end.top < stead.top < name.top
    assert near(article.left, LEFT + form.INDENT) and near(article.size, 14, 0.1) and "Bold" in article.font
    assert near(recipients.left, LEFT) and near(recipients.top, stead.top, 2)
    assert (recipients.size, "BoldItalic" in recipients.font) == (12, True)
    assert near(made.find("- Lưu: VT, BTXH.").size, 11, 0.1)
    assert stead.middle > ACROSS / 2 and near(stead.middle, name.middle)
    assert name.top - stead.bottom > form.SIGNING_SPACE - 5


def test_a_letter_has_its_summary_under_the_number_and_its_address_at_the_foot(read):
    made = read(samples.letter())
    number, subject = made.find("/SYT-BTXH"), made.find("V/v phối hợp xác minh nạn nhân")
    urgent, address = made.find("HỎA TỐC"), made.find("Số 1 đường Bờ Lau")
    assert number.bottom < subject.top < urgent.top < made.find("DỰ THẢO").top < made.find("Kính gửi:").top
    assert subject.size == 12 and subject.middle < ACROSS / 2
    assert address.top > DOWN - BOTTOM and 11 <= address.size <= 12
    assert len(made) == 1


def test_minutes_are_signed_side_by_side(read):
    made = read(samples.minutes())
    last = len(made) - 1
    giver, taker = made.find("ĐẠI DIỆN BÊN GIAO", last), made.find("ĐẠI DIỆN BÊN NHẬN", last)
    assert near(giver.top, taker.top, 0.5) and giver.middle < ACROSS / 2 < taker.middle
    assert "Nơi nhận" not in made.text() and ". . ." not in made.text() and "....." in made.text()
    assert made.text().count("(Ký, ghi rõ họ tên)") == 1


def test_pages_are_numbered_from_the_second(read):
    words = tuple(
        Text(f"Đoạn thứ {n} nói về việc tiếp nhận, xác minh, bảo vệ và hỗ trợ nạn nhân bị mua bán.")
        for n in range(300)
    )
    made = read(dataclasses.replace(samples.decision(), body=words, decided_by=""))
    assert len(made) > 8
    for page in range(1, len(made)):
        number = made.find(str(page + 1), page)
        assert near(number.top, form.NUMBER_FROM_TOP, 2) and number.size == 13
        assert near(number.middle, LEFT + (ACROSS - LEFT - RIGHT) / 2)
        assert made.find("Đoạn thứ", page).top >= TOP - 0.5
    assert made.texts[0].get_text_bounded().lstrip().startswith("ỦY BAN NHÂN DÂN")
    assert all(f"Đoạn thứ {n} nói" in made.text() for n in range(300))
    assert "Nơi nhận" in made.text(len(made) - 1)


def test_a_wide_table_lies_in_a_landscape_appendix_with_its_own_numbers(read):
    made = read(samples.report())
    assert [round(page.get_width() / page.get_height(), 1) for page in made.pages] == [0.7, 1.4, 1.4, 1.4]
    assert made.find("Phụ lục", 1).size == 14 and made.text(1).startswith("Phụ lục")
    assert "(Kèm theo Báo cáo số /BC-SYT" in made.text(1)
    assert made.texts[2].get_text_bounded().lstrip().startswith("2")
    for page in (1, 2, 3):
        assert made.find("Tháng 11", page).right <= DOWN - RIGHT + 0.5
    assert "Xã thứ 60" in made.text(3) and made.text(3).endswith(" ".join(["Cộng", *["9"] * 11]))


def test_text_comes_back_as_composed_vietnamese(read):
    words = unicodedata.normalize(
        "NFD", "Nguyễn Thị Quỳnh Hương ở thôn Ngữ, xã Mỹ Đức: đã được hỗ trợ; fi ffi fl"
    )
    text = read(dataclasses.replace(samples.letter(), body=(Text(words),))).text()
    assert unicodedata.normalize("NFC", words) in text and unicodedata.is_normalized("NFC", text)


def test_the_least_paper(read):
    made = read(Paper(issuer=Issuer("A"), kind=samples.Kind.NOTICE, place="B", summary="C", kept_by=""))
    assert len(made) == 1 and "THÔNG BÁO C" in made.text() and "Nơi nhận" not in made.text()


def test_everything_long_stays_on_the_page(read):
    long, word = "Ban Chỉ đạo phòng, chống tội phạm và bảo đảm an ninh " * 6, "x" * 300
    made = read(
        dataclasses.replace(
            samples.letter(),
            issuer=Issuer(long, long, "BCĐ"),
            place=word,
            summary=word,
            addressees=(long, word),
            body=(
                Text(word), Item(Level.POINT, word), Fact(word), Fact("a", word, 3),
                Table(tuple(Column(word) for _ in range(5)), ((word,) * 5,)),
            ),
            recipients=(word,) * 40,
            signatures=(Signature(long, word, party=long),) * 3,
            contact=long,
            secrecy=Secrecy.TOP,
        )
    )  # fmt: skip
    for text in made.texts:
        for n in range(text.count_chars()):
            left, _, right, _ = text.get_charbox(n)
            seen = text.get_text_range(n, 1).strip("\u200b \r\n")
            within = left >= (LEFT - 1) / 25.4 * 72 and right <= (ACROSS - RIGHT + 1) / 25.4 * 72
            assert not seen or right <= left or within, (seen, left, right)


@pytest.mark.parametrize(
    "words",
    ['#import "a.typ"', "*x*", "_x_", "$x^2$", "#panic()", "`x`", "<a>", "@a", "= x", "\\u{41}", "// x", "[x]", "a~b", "--", "#", "{{ x }}"],
)  # fmt: skip
def test_markup_is_printed_as_it_stands(read, words):
    made = read(
        dataclasses.replace(
            samples.letter(), body=(Text(f"a {words} b"), Fact(words, words)), summary=words, place=words
        )
    )
    assert (
        f"a {words} b" in made.text() and f"V/v {words}" in made.text() and f"{words}: {words}" in made.text()
    )


printable = st.text(st.sampled_from("#*_$`<>@=\\/[]{}()~-\"'&%;:.,!?abđơư0 1ẫ"), min_size=1, max_size=60)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(printable)
def test_no_text_is_read_as_markup(words):
    made = Pdf(
        pdf.pdf(dataclasses.replace(samples.letter(), body=(Item(Level.CLAUSE, f"đ{words}đ", titled=True),)))
    )
    text = made.text().replace(" ", "").replace("\u200b", "")  # where a long word may break
    made.close()
    assert f"1.đ{words}đ".replace(" ", "").replace("\u200b", "") in text


@pytest.mark.parametrize("letter", ["王", "ກ", "😀", "\ue000"])
def test_a_letter_outside_the_font_is_told_in_a_sentence(letter):
    with pytest.raises(Refused, match=r"không có chữ «.+»\. Hãy phiên âm"):
        pdf.pdf(dataclasses.replace(samples.letter(), summary=f"tên {letter}"))


def test_a_missing_font_is_told_in_a_sentence(settings, tmp_path):
    for folder in (tmp_path, tmp_path / "none"):
        settings.PAPER_FONTS = Path(folder)
        with pytest.raises(Refused, match="máy chủ thiếu kiểu chữ"):
            pdf.pdf(samples.letter())


def test_a_dated_paper_is_the_same_bytes_every_time():
    assert pdf.pdf(samples.decision()) == pdf.pdf(samples.decision())
