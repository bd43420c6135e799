"""Vietnamese text: one form for each word, and folding for search.

Never compare Vietnamese without ``normal`` (same text) or ``fold`` (same words typed without marks).
"""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+")
_SPACES = re.compile(r"\s+")


def nfc(text: str) -> str:
    """Composed Unicode (NFC), the only form we keep."""
    return unicodedata.normalize("NFC", text)


def squeeze(text: str) -> str:
    """NFC with runs of white space collapsed to one space and none at the ends."""
    return _SPACES.sub(" ", nfc(text)).strip()


class _Folding(dict[int, str]):
    """What each character folds to, learnt as characters are met; bounded by Unicode."""

    def __missing__(self, code: int) -> str:
        folded = chr(code)
        # Twice: a compatibility form may decompose to capitals, a folded capital to letter and mark.
        for _ in range(2):
            folded = unicodedata.normalize("NFKD", folded).casefold()
        folded = unicodedata.normalize("NFKD", folded).replace("đ", "d").replace("ı", "i")
        kept = "".join(each for each in folded if not _is_mark(each))
        self[code] = kept
        return kept


def _is_mark(char: str) -> bool:
    return bool(unicodedata.combining(char)) or unicodedata.category(char) == "Mn"


_FOLDING = _Folding()


def fold(text: str) -> str:
    """Lower case without marks: ``fold("Mua bán người") == "mua ban nguoi"``, đ as d.

    The same for every Unicode form of a text, and folding twice changes nothing.
    """
    return text.translate(_FOLDING)


def tokens(text: str) -> list[str]:
    """Folded words in order, for search: letters and digits, split at everything else."""
    return _WORD.findall(fold(text))


def slug(text: str) -> str:
    """Words for an address or a file name: «Sở Y tế» becomes ``so-y-te``; only a-z, 0-9 and hyphens."""
    return "-".join(re.findall(r"[a-z0-9]+", fold(text)))


# The order of the dictionary: huyền, hỏi, ngã, sắc, nặng.
TONES = "\u0300\u0309\u0303\u0301\u0323"
_MISPLACED = re.compile(
    # An open syllable in oa, oe, uy wears its tone on the first vowel: hoà is written hòa, thuý thúy.
    r"(?<![qQ])(?:[oO][àáảãạèéẻẽẹÀÁẢÃẠÈÉẺẼẸ]|[uU][ỳýỷỹỵỲÝỶỸỴ])(?![^\W\d_])"
    # With more letters to come it stands on the second: tòan is written toàn, hùynh huỳnh.
    r"|(?<![qQ])(?:[òóỏõọÒÓỎÕỌ][aeAE]|[ùúủũụÙÚỦŨỤ][yY])(?=[^\W\d_])"
    # The u of qu is no vowel: qúy is written quý.
    r"|(?<=[qQ])[ùúủũụÙÚỦŨỤ][aăâeêioôơyAĂÂEÊIOÔƠY]"
)


def normal(text: str) -> str:
    """NFC with every tone mark in its official place, so that «hoà» and «hòa» are the same text.

    Keeps the number of characters of the NFC form, so offsets into it stay true.
    """
    return _MISPLACED.sub(_swap_tone, nfc(text))


def _swap_tone(pair: re.Match[str]) -> str:
    """Two vowels, one of them with a tone, that change which of them wears it."""
    first, second = (unicodedata.normalize("NFD", vowel) for vowel in pair.group())
    tone = next(mark for mark in first + second if mark in TONES)
    if tone in first:
        return nfc(first.replace(tone, "")) + nfc(second + tone)
    return nfc(first + tone) + nfc(second.replace(tone, ""))
