"""Vietnamese written before Unicode (bảng mã cũ): TCVN3 (ABC), VNI, Windows-1258.

All three are told from their *Latin look*: the bytes read as Windows-1252, which is
also what a .docx or PDF made with the fonts .VnTime or VNI-Times holds.
Tables: TCVN 5712:1993 (VN3), the VNI Windows table, and Microsoft code page 1258.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache


class Charset(StrEnum):
    """A legacy table, by the name officers know."""

    TCVN3 = "TCVN3 (ABC)"
    VNI = "VNI"
    CP1258 = "Windows-1258"


_TCVN3_FROM = (
    "\xa1\xa2\xa3\xa4\xa5\xa6\xa7\xa8\xa9\xaa\xab\xac\xad\xae\xb5\xb6\xb7\xb8\xb9\xbb\xbc\xbd\xbe\xc6\xc7\xc8\xc9\xca\xcb"
    "\xcc\xce\xcf\xd0\xd1\xd2\xd3\xd4\xd5\xd6\xd7\xd8\xdc\xdd\xde\xdf\xe1\xe2\xe3\xe4\xe5\xe6\xe7\xe8\xe9\xea\xeb\xec\xed"
    "\xee\xef\xf1\xf2\xf3\xf4\xf5\xf6\xf7\xf8\xf9\xfa\xfb\xfc\xfd\xfe"
)
_TCVN3_TO = "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"
_TCVN3 = str.maketrans(_TCVN3_FROM, _TCVN3_TO)

# VNI writes a letter, then its marks as one Latin letter: o + â + ... are fused in the second.
_VNI_TONES = {"ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ù": "\u0301", "ï": "\u0323"}
_VNI_ROOF = {"â": "", "à": "\u0300", "å": "\u0309", "ã": "\u0303", "á": "\u0301", "ä": "\u0323"}
_VNI_BREVE = {"ê": "", "è": "\u0300", "ú": "\u0309", "ü": "\u0303", "é": "\u0301", "ë": "\u0323"}
_VNI_SINGLE = {"ô": "ơ", "ö": "ư", "ñ": "đ", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
_VIETNAMESE_ONLY = re.compile(
    "[\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9\u0300-\u0323]"
)
_WORD = re.compile(r"[^\W\d_]+")

# Syllables with marks that no administrative text does without.
_COMMON = frozenset(
    [
        "của",
        "và",
        "các",
        "được",
        "người",
        "việc",
        "thực",
        "hiện",
        "kế",
        "hoạch",
        "tỉnh",
        "ngày",
        "tháng",
        "năm",
        "về",
        "phòng",
        "chống",
        "cơ",
        "tổ",
        "chức",
        "ủy",
        "số",
        "sở",
        "quyết",
        "định",
        "đơn",
        "vị",
        "địa",
        "những",
        "để",
        "đối",
        "với",
        "là",
        "không",
        "có",
        "này",
        "một",
        "thị",
        "xã",
        "thành",
        "phố",
        "huyện",
        "báo",
        "cáo",
        "dưới",
        "từ",
        "đến",
        "đã",
        "sẽ",
        "phải",
        "bị",
        "nạn",
        "bảo",
        "vệ",
        "hỗ",
        "trợ",
        "nhiệm",
        "vụ",
        "mục",
        "yêu",
        "cầu",
        "nội",
        "bộ",
        "hội",
        "đồng",
        "chủ",
        "tịch",
        "chính",
        "phủ",
    ]
)


@cache
def _vni_pairs() -> dict[str, str]:
    pairs: dict[str, str] = {}
    for marks, bases, mark in (
        (_VNI_TONES, "aeiouyôö", ""),
        (_VNI_ROOF, "aeo", "\u0302"),
        (_VNI_BREVE, "a", "\u0306"),
    ):
        for base in bases:
            letter = _VNI_SINGLE.get(base, base)
            for sign, tone in marks.items():
                target = unicodedata.normalize("NFC", letter + mark + tone)
                pairs[base + sign] = target
                pairs[base.upper() + sign.upper()] = target.upper()
    for sign, letter in _VNI_SINGLE.items():
        pairs[sign] = letter
        pairs[sign.upper()] = letter.upper()
    return pairs


@cache
def _vni_pattern() -> re.Pattern[str]:
    return re.compile("|".join(sorted(_vni_pairs(), key=len, reverse=True)))


def from_tcvn3(latin: str) -> str:
    """TCVN3 to Unicode. Capitals with tones do not exist in the table: fonts «…H» draw them."""
    return latin.translate(_TCVN3)


def from_vni(latin: str) -> str:
    """VNI (two characters a letter) to Unicode."""
    pairs = _vni_pairs()
    return _vni_pattern().sub(lambda found: pairs[found[0]], latin)


def from_cp1258(latin: str) -> str:
    """Windows-1258 (combining tones) to composed Unicode; what it cannot hold stays."""
    try:
        return unicodedata.normalize("NFC", to_bytes(latin).decode("cp1258"))
    except (UnicodeEncodeError, UnicodeDecodeError):
        return latin


CONVERSIONS: Mapping[Charset, Callable[[str], str]] = {
    Charset.TCVN3: from_tcvn3,
    Charset.VNI: from_vni,
    Charset.CP1258: from_cp1258,
}


@dataclass(frozen=True, slots=True)
class Converted:
    """Text in Unicode, and the table it was written in."""

    text: str
    charset: Charset


def latin_look(data: bytes) -> str:
    """Any bytes as Windows-1252; its five holes keep their number."""
    return "".join(_latin_table()[byte] for byte in data)


@cache
def _latin_table() -> tuple[str, ...]:
    holes = (0x81, 0x8D, 0x8F, 0x90, 0x9D)
    return tuple(chr(byte) if byte in holes else bytes([byte]).decode("cp1252") for byte in range(256))


def to_bytes(latin: str) -> bytes:
    """The bytes behind a Latin look. Raises ``UnicodeEncodeError`` for anything else."""
    backwards = {char: byte for byte, char in enumerate(_latin_table())}
    try:
        return bytes(backwards[char] for char in latin)
    except KeyError:
        raise UnicodeEncodeError("cp1252", latin, 0, 1, "not a Latin look") from None


def convert(latin: str) -> Converted | None:
    """The text in Unicode, if it is Vietnamese in one of the legacy tables; else ``None``.

    The table wins that yields the most common Vietnamese syllables: at least one word in
    ten, and half as many again as the next table. Text that already holds Vietnamese
    Unicode letters is never touched.
    """
    if _VIETNAMESE_ONLY.search(latin):
        return None
    sample = latin[:200_000]
    ranked = sorted(
        ((_common_share(change(sample)), charset) for charset, change in CONVERSIONS.items()), reverse=True
    )
    (best, charset), (next_best, _) = ranked[0], ranked[1]
    if best < 0.10 or best < 1.5 * max(next_best, _common_share(sample)):
        return None
    return Converted(CONVERSIONS[charset](latin), charset)


def has_vietnamese_letters(text: str) -> bool:
    """Whether the text holds letters that only Vietnamese Unicode has."""
    return _VIETNAMESE_ONLY.search(text) is not None


def marked_share(text: str) -> float:
    """Share of words carrying a Vietnamese mark: about 0.7 in clean text, near 0 after English OCR."""
    words = _WORD.findall(unicodedata.normalize("NFC", text))
    marked = sum(1 for word in words if any(char > "\x7f" for char in word))
    return marked / len(words) if words else 0.0


def _common_share(text: str) -> float:
    words = _WORD.findall(text.lower())
    return sum(word in _COMMON for word in words) / len(words) if words else 0.0
