import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diemtua.kernel.collation import sort_key
from diemtua.kernel.names import given_name, name_sort_key, tidy_name

LETTERS = st.text(
    alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyàảãáạằặầấèẻẽéẹềểễếệìỉĩíịòỏõóọồộờợùủũúụừựỳỷỹýỵ AĂÂĐ 0129-,"
)

DICTIONARY = [
    "", "2", "10", "a", "A", "à", "ả", "ã", "á", "ạ", "An Bình", "An Giang", "anh", "ảnh", "ánh", "ăn", "ân", "ẩn",
    "ấn", "Bà Rịa", "Bắc Giang", "Bắc Kạn", "Bắc Ninh", "Bến Tre", "Bình Dương", "Cà Mau", "Cao Bằng", "Cần Thơ",
    "d", "Dân", "Đà Nẵng", "Đắk Lắk", "Đắk Nông", "Điện Biên", "Đồng Nai", "Đồng Tháp", "e", "ê", "Gia Lai",
    "Hà Nam", "Hà Tĩnh", "Hải Phòng", "Hòa Bình", "Huế", "Khánh Hòa", "Lai Châu", "Lạng Sơn", "Lào Cai", "Lâm Đồng",
    "ma", "Ma", "mà", "mả", "mã", "má", "mạ", "mai", "mua", "Nghệ An", "o", "ô", "ơ", "Phú Thọ", "Quảng Trị",
    "Quận 2", "Quận 10", "Quận Ba", "Sóc Trăng", "Sơn La", "Thừa Thiên Huế", "toan", "toàn", "toán", "u", "ư", "Vũng Tàu",
    "xa", "y", "Yên Bái", "z",
]  # fmt: skip


def test_a_shuffled_list_comes_back_in_the_order_of_the_dictionary():
    shuffled = random.Random(7).sample(DICTIONARY, len(DICTIONARY))
    assert sorted(shuffled, key=sort_key) == DICTIONARY


@given(st.text(), st.text())
def test_keys_are_equal_only_for_the_same_text(a, b):
    same = " ".join(unicodedata.normalize("NFC", a).split()) == " ".join(
        unicodedata.normalize("NFC", b).split()
    )
    assert (sort_key(a) == sort_key(b)) == same


@given(st.text())
def test_every_unicode_form_has_one_key(text):
    assert sort_key(unicodedata.normalize("NFD", text)) == sort_key(unicodedata.normalize("NFC", text))


@given(LETTERS, LETTERS, LETTERS)
def test_letters_decide_before_tones_whatever_follows(a, b, tail):
    def plain(text):
        toneless = "".join(
            c for c in unicodedata.normalize("NFD", text) if c not in "\u0300\u0309\u0303\u0301\u0323"
        )
        return unicodedata.normalize("NFC", toneless).lower()

    if sort_key(plain(a)) < sort_key(plain(b)) and " ".join(plain(a).split()) != " ".join(plain(b).split()):
        assert sort_key(a) < sort_key(b)
    assert sort_key(a) <= sort_key(f"{a} {tail}")


def test_both_places_of_a_tone_stand_together():
    assert sorted(["hoạ", "hoà", "hóa", "hòa", "hoá"], key=sort_key) == ["hoà", "hòa", "hoá", "hóa", "hoạ"]


def test_other_alphabets_come_last_and_signs_first():
    assert sorted(["Ω", "z", "-", "ñ", "n", "9"], key=sort_key) == ["-", "9", "n", "ñ", "z", "Ω"]


def test_people_are_listed_by_given_name():
    people = ["Trần Văn Ân", "Nguyễn Thị Hoa", "Lê Văn An", "Bế Thị Hoa", "Đặng Đức", "Phạm Dũng", "Bình"]
    assert sorted(people, key=name_sort_key) == [
        "Lê Văn An", "Trần Văn Ân", "Bình", "Phạm Dũng", "Đặng Đức", "Bế Thị Hoa", "Nguyễn Thị Hoa",
    ]  # fmt: skip


@given(LETTERS, LETTERS, LETTERS)
def test_a_shorter_given_name_never_loses_to_a_family_name(given, one, other):
    assert name_sort_key(f"{one} {given}x") < name_sort_key(f"{other} {given}xa")


@pytest.mark.parametrize(
    ("name", "tidy", "called"),
    [
        ("  NGUYỄN   THỊ HOÀ ", "Nguyễn Thị Hòa", "HOÀ"),
        ("lê văn nam", "Lê Văn Nam", "nam"),
        ("Y Blôk Êban", "Y Blôk Êban", "Êban"),
        ("Lý", "Lý", "Lý"),
        ("", "", ""),
    ],
)
def test_names(name, tidy, called):
    assert tidy_name(name) == tidy
    assert given_name(name) == called
