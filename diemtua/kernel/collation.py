"""The order of the Vietnamese dictionary: a ă â b … d đ e ê …, tones after letters, case last.

Keys are bytes to be stored and indexed beside the text (``bytea``), because a database without ICU
has no such collation: the order is then the same on every server.
"""

from __future__ import annotations

import re
import unicodedata

from diemtua.kernel.text import TONES, nfc, normal, squeeze

_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_OWN_MARKS = "\u0306\u0302\u031b"  # breve, circumflex, horn: they make another letter
_FOREIGN_MARK = len(TONES) + 2
_NUMBER = re.compile(r"([0-9]+)")
# First bytes of the primary weights, in order; no weight holds a zero, which parts the levels.
_SPACE, _SIGN, _DIGITS, _LETTER, _OTHER = b"\x02", b"\x08", b"\x10", 0x30, b"\xf0"


class _Weights(dict[str, tuple[bytes, bytes, bytes]]):
    """Letter, tone and case of each character, learnt as characters are met."""

    def __missing__(self, char: str) -> tuple[bytes, bytes, bytes]:
        base, *marks = list(unicodedata.normalize("NFD", char.lower()))
        letter = nfc(base + "".join(mark for mark in marks if mark in _OWN_MARKS))
        if letter in _LETTERS:
            marks = [mark for mark in marks if mark not in _OWN_MARKS]
        else:
            letter = base
        tone = 1
        if marks:
            tone = TONES.index(marks[0]) + 2 if marks[0] in TONES else _FOREIGN_MARK
        case = 1 if char == char.lower() else 2
        self[char] = weights = (_primary(letter), bytes([tone]), bytes([case]))
        return weights


def _primary(letter: str) -> bytes:
    if letter in _LETTERS:
        return bytes([_LETTER + _LETTERS.index(letter)])
    if letter.isspace():
        return _SPACE
    code = letter.encode("utf-8", "surrogatepass").replace(b"\0", b"\xc0\x80")
    return (_OTHER if letter.isalpha() else _SIGN) + code


_WEIGHTS = _Weights()


def sort_key(text: str) -> bytes:
    """Bytes that sort as the dictionary does; equal only for the same text in any Unicode form.

    Letters decide first, over the whole text, then tones (ngang, huyền, hỏi, ngã, sắc, nặng), then case.
    Spaces come before letters, so shorter words come first; numbers go by value (Quận 2 before Quận 10).
    """
    given = squeeze(text)
    letters, tones, cases = [], [], []
    for piece in _NUMBER.split(normal(given)):
        if piece.isascii() and piece.isdigit():
            value = piece.lstrip("0")
            letters.append(_DIGITS + bytes([min(len(value) + 1, 255)]) + value.encode())
            continue
        for char in piece:
            letter, tone, case = _WEIGHTS[char]
            letters.append(letter)
            tones.append(tone)
            cases.append(case)
    # Texts equal so far have as many letters, so ends without tone or capital need no bytes.
    levels = (b"".join(letters), b"".join(tones).rstrip(b"\1"), b"".join(cases).rstrip(b"\1"))
    return b"\0".join((*levels, given.encode("utf-8", "surrogatepass")))
