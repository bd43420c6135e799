import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diemtua.kernel.text import fold, nfc, normal, slug, squeeze, tokens

FORMS = ("NFC", "NFD", "NFKC", "NFKD")
VIETNAMESE = st.text(
    alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ QĐÒ"
)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Mua bán người", "mua ban nguoi"),
        ("Điểm Tựa", "diem tua"),
        ("ƯỠN ẸO ĐẶNG", "uon eo dang"),
        ("Kế hoạch 126/KH-UBND", "ke hoach 126/kh-ubnd"),
        ("“Quý” – 50%", "“quy” – 50%"),
        ("", ""),
    ],
)
def test_folding_drops_marks_and_capitals_only(text, folded):
    assert fold(text) == folded
    for form in FORMS[:2]:
        assert fold(unicodedata.normalize(form, text)) == folded


@given(st.text())
def test_folding_twice_changes_nothing_and_every_form_folds_alike(text):
    assert fold(fold(text)) == fold(text)
    assert len({fold(unicodedata.normalize(form, text)) for form in FORMS}) == 1


@given(st.text())
def test_capitals_fold_like_small_letters(text):
    assert fold(text.upper()) == fold(text.upper().lower())


@pytest.mark.parametrize(
    ("written", "official"),
    [
        ("Khánh Hoà", "Khánh Hòa"),
        ("thuý, khoẻ; HOÀ", "thúy, khỏe; HÒA"),
        ("Uỷ ban nhân dân", "Ủy ban nhân dân"),
        ("qúy qủa qùy", "quý quả quỳ"),
        ("tòan ngòai hùynh xóay ngòeo", "toàn ngoài huỳnh xoáy ngoèo"),
        ("hoán thuyền huỳnh quà quý khuỷu hòa thúy giờ", "hoán thuyền huỳnh quà quý khuỷu hòa thúy giờ"),
    ],
)
def test_tone_marks_go_to_their_official_place(written, official):
    assert normal(written) == official
    assert normal(unicodedata.normalize("NFD", written)) == official
    assert normal(official) == official


@given(VIETNAMESE)
def test_moving_a_tone_changes_neither_the_letters_nor_the_length(text):
    assert fold(normal(text)) == fold(text)
    assert len(normal(text)) == len(nfc(text))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "Kế hoạch 126/KH-UBND về mua_bán người.",
            ["ke", "hoach", "126", "kh", "ubnd", "ve", "mua", "ban", "nguoi"],
        ),
        ("  –  ", []),
    ],
)
def test_words_for_search(text, words):
    assert tokens(text) == words


@given(st.text())
def test_search_finds_what_was_typed_without_marks(text):
    assert tokens(fold(text)) == tokens(text)


@pytest.mark.parametrize(
    ("text", "name"), [("Sở Y tế", "so-y-te"), ("Công an tỉnh (PC02)", "cong-an-tinh-pc02"), ("日本", "")]
)
def test_slugs(text, name):
    assert slug(text) == name


def test_white_space_is_squeezed():
    assert squeeze("  Nguyễn\u00a0 Thị\n\tHoa ") == "Nguyễn Thị Hoa"
