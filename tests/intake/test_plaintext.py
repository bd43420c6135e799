"""Plain text: as found where it is Unicode, converted and told where it is older than Unicode, refused where it is neither."""

import codecs

import pytest

from diemtua.plans.intake import MAX_CHARACTERS, Kind, Unreadable, extract, pasted
from diemtua.plans.intake.legacy import (
    CONVERSIONS,
    Charset,
    convert,
    from_tcvn3,
    from_vni,
    latin_look,
    to_bytes,
)
from tests.intake.builders import PLAN

OLD = "Thực hiện kế hoạch của tỉnh về phòng, chống tội phạm; bảo vệ và hỗ trợ người bị hại, ưu tiên trẻ em ở xã biên giới."
TCVN3 = "Thùc hiÖn kÕ ho¹ch cña tØnh vÒ phßng, chèng téi ph¹m; b¶o vÖ vµ hç trî ng\xadêi bÞ h¹i, \xadu tiªn trÎ em ë x· biªn giíi."
VNI = "Thöïc hieän keá hoaïch cuûa tænh veà phoøng, choáng toäi phaïm; baûo veä vaø hoã trôï ngöôøi bò haïi, öu tieân treû em ôû xaõ bieân giôùi."


def test_line_ends_spaces_and_decomposed_letters_stay():
    text = "  Kê\u0301 hoa\u0323ch\r\n\r\n\tMột \r\n\f**đậm**"
    assert extract(text.encode(), name="a.txt").text == text


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [(codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")],
)
def test_byte_order_marks(mark, encoding):
    assert extract(mark + PLAN.encode(encoding), name="a.txt").text == PLAN


@pytest.mark.parametrize(
    ("data", "charset"),
    [(TCVN3.encode("latin-1"), "TCVN3 (ABC)"), (VNI.encode("cp1252"), "VNI"), (OLD, "Windows-1258")],
    ids=["tcvn3", "vni", "cp1258"],
)
def test_old_tables_are_recognised_converted_and_told(data, charset):
    found = extract(data if isinstance(data, bytes) else cp1258(data), name="cu.txt")
    assert found.text == OLD
    assert found.notes == (
        f"Văn bản viết bằng bảng mã {charset}, đã chuyển sang Unicode; đề nghị đối chiếu với bản gốc.",
    )


def cp1258(text):
    """Windows-1258 writes the letter with its roof or horn, then the tone."""
    import unicodedata

    pieces = []
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        tones = [mark for mark in parts if mark in "\u0300\u0301\u0303\u0309\u0323"]
        base = unicodedata.normalize("NFC", "".join(mark for mark in parts if mark not in tones))
        pieces.append(base + "".join(tones))
    return "".join(pieces).encode("cp1258")


def test_old_text_pasted_into_unicode_is_recognised_too():
    assert extract(TCVN3.encode("utf-8"), name="a.txt").text == OLD


def test_unicode_is_never_converted():
    assert convert(OLD) is None and convert("Plan d'action contre la traite, été à Huê") is None


MARKED = "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵ"


def test_the_tables_hold_every_marked_letter():
    latin = [chr(code) for code in range(0xA1, 0x100)]
    assert set(MARKED) <= {from_tcvn3(letter) for letter in latin}
    assert set(MARKED + MARKED.upper()) <= {
        from_vni(base + mark) for base in ["", *"aeiouyôöAEIOUYÔÖ"] for mark in latin
    }


@pytest.mark.parametrize("charset", Charset)
def test_conversions_never_fail(charset):
    assert CONVERSIONS[charset](latin_look(bytes(range(1, 256))))


def test_a_latin_look_keeps_every_byte():
    assert to_bytes(latin_look(bytes(range(256)))) == bytes(range(256))


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "rỗng (0 byte)"),
        (b" \n\t\n", "không có chữ nào"),
        ("Dòng một\nhai\0ba".encode(), "ký tự rỗng (NUL) ở dòng 2"),
        (b"\x01\x02\x03\x04 abc", "ký tự điều khiển"),
        ("Kế hoạch\nđã đượ".encode()[:-1] + b" xong", "không phải văn bản UTF-8 (byte 0xE1 ở dòng 2)"),
        ("Tệp".encode("utf-16")[:-1], "ghi bằng UTF-16 nhưng hỏng"),
        (b"a" * (MAX_CHARACTERS + 1), "có 5.000.001 ký tự, quá giới hạn 5.000.000 ký tự"),
    ],
    ids=["empty", "blank", "nul", "controls", "broken-utf8", "broken-utf16", "too-long"],
)
def test_what_is_not_text_is_refused_in_a_sentence(data, sentence):
    with pytest.raises(Unreadable) as refused:
        extract(data, name="ke hoach.txt")
    assert refused.value.sentence.startswith("Tệp «ke hoach.txt» ") and sentence in refused.value.sentence
    assert refused.value.sentence.endswith(".") and "hãy" in refused.value.sentence


def test_pasted_text_has_the_same_limits():
    assert pasted(PLAN).text == PLAN and pasted(PLAN).kind is Kind.TEXT
    for text in ("", "a\0b", "a" * (MAX_CHARACTERS + 1)):
        with pytest.raises(Unreadable, match=r"^Văn bản dán vào "):
            pasted(text)
