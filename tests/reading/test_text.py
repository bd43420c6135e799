"""The view: letters composed and cleaned, and the way back."""

import unicodedata

from diemtua.plans.reading.text import fold, view_of, without


def test_emphasis_is_gone_from_the_view_and_kept_outside_spans():
    view = view_of("Gửi **Công an tỉnh** trước")
    at = view.text.index("Công an tỉnh")
    assert view.raw[slice(*view.given(at, at + 12))] == "Công an tỉnh"


def test_decomposed_letters_are_composed_and_found_again():
    raw = unicodedata.normalize("NFD", "Sở Y tế chủ trì")
    view = view_of(raw)
    at = view.text.index("Y tế")
    assert unicodedata.normalize("NFC", raw[slice(*view.given(at, at + 4))]) == "Y tế"


def test_tone_marks_have_one_place_when_folded_but_not_inside_syllables():
    assert fold("UỶ BAN hoà Toàn Huỳnh quý") == "ủy ban hòa toàn huỳnh quý"


def test_folding_keeps_every_length():
    for text in ("İstanbul", "ẞ", "a\tb\nc", "Quý – IV"):
        assert len(fold(text)) == len(text)


def test_a_page_number_taken_out_joins_the_words_around_it():
    view = view_of("với Tòa\n5\nán nhân dân")
    kept = without(view, [(8, 9)])
    assert kept.text == "với Tòa\nán nhân dân"
    assert kept.raw[slice(*kept.given(4, 10))] == "Tòa\n5\nán"


def test_the_star_of_a_bullet_stays():
    assert view_of("* Sở Y tế\n*nghiêng*").text == "* Sở Y tế\nnghiêng"
