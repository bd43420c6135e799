"""The view of a text that every stage reads, and the way back to the text as given.

Plans arrive decomposed, wrapped, marked up, with pieces of page furniture. The
view composes letters (NFC), drops emphasis marks, invisible characters and
Markdown escapes, and remembers for each of its characters where it stood, so a
span found in the view can be told in offsets of the untouched text. ``folded`` is
the view in lower case with tone marks in one place and every white space as a
blank (a tab: a bar), letter for letter as long as the view: names and keywords are sought there.
``lined`` is the same with its line breaks.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

MARKS = "\u0300-\u036f"
_SPECIAL = re.compile(
    r"(?m:\*[a-z]{1,3}\*[ \t]*$)"  # a signer's mark left by a converter
    rf"|[^\W\d_][{MARKS}]+"  # a letter followed by combining marks
    r"|\*+(?![ \t*])|(?<=[^\s*])\*+"  # emphasis, but not the star of a bullet
    r"|[\u200b-\u200f\u2060\ufeff\u00ad]"
    r"|(?m:^#{1,6}[ \t]+)"
    r"|\\(?=[-.()*_+|#])"
    r"|[\u00d0\u0189]"
)
_ODD = re.compile(
    rf"[{MARKS}*#\\\u200b-\u200f\u2060\ufeff\u00ad\u00d0\u0189]"
)  # one is in every special stretch
_DASHES = "\u2013\u2014\u2212\u2011\u2010"
_OLD_TONE = dict(zip("oà oá oả oã oạ oè oé oẻ oẽ oẹ uỳ uý uỷ uỹ uỵ".split(),
                     "òa óa ỏa õa ọa òe óe ỏe õe ọe ùy úy ủy ũy ụy".split(), strict=True))  # fmt: skip
_NEW_TONE = re.compile(r"(?:o(?<!qo)[àáảãạèéẻẽẹ]|u(?<!qu)[ỳýỷỹỵ])(?!\w)")  # toàn, huỳnh, quý keep theirs
_WHITES = "\n\r\v\f\x1c\x1d\x1e\x1f\x85\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
_SPACES = re.compile(r"\s+")


class Line(NamedTuple):
    """A line of the view without its outer white space; ``start == end`` when blank."""

    start: int
    end: int
    text: str


class View(NamedTuple):
    """The text as the stages read it. ``positions`` is ``None`` when nothing had to be changed."""

    raw: str
    text: str
    folded: str
    lined: str
    positions: array[int] | None
    lines: tuple[Line, ...]

    def given(self, start: int, end: int) -> tuple[int, int]:
        """A span of the view in offsets of the text as given."""
        if self.positions is None:
            return start, end
        if end <= start:
            where = self.positions[start] if start < len(self.positions) else len(self.raw)
            return where, where
        return self.positions[start], self._after(end - 1)

    def _after(self, index: int) -> int:
        assert self.positions is not None
        end = self.positions[index] + 1
        while end < len(self.raw) and unicodedata.combining(self.raw[end]):
            end += 1
        return end

    def low(self, line: Line, most: int | None = None) -> str:
        """A line, folded; at most its first ``most`` letters."""
        return self.folded[line.start : line.end if most is None else min(line.end, line.start + most)]

    def quote(self, start: int, end: int) -> str:
        """The words of a span, white space collapsed."""
        return collapse(self.text[start:end])


def collapse(text: str) -> str:
    """White space as single blanks, none outside."""
    return " ".join(text.split())


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first, gathered by first letter so that most are never compared."""
    letters = groupby(sorted(words, key=lambda word: (word[0], -len(word))), key=lambda word: word[0])
    return "|".join(
        f"{letter}(?:{'|'.join(re.escape(word[1:]) for word in group)})" for letter, group in letters
    )


def fold(text: str) -> str:
    """Lower case, one tone-mark habit, one dash, blanks only; exactly as long as ``text``."""
    return _blanked(fold_lines(text))


def _blanked(lined: str) -> str:
    """Every white space a blank, but a tab a bar: no name runs from one column to the next."""
    lined = lined.replace("\t", "|")
    for white in _WHITES:
        lined = lined.replace(white, " ")
    return lined


def fold_lines(text: str) -> str:
    """``fold``, with white space as it is."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(c if len(c.lower()) != 1 else c.lower() for c in text)
    for dash in _DASHES:  # a search costs a fiftieth of a translation
        low = low.replace(dash, "-")
    return _NEW_TONE.sub(lambda found: _OLD_TONE[found.group()], low)


def view_of(raw: str) -> View:
    """The view of ``raw``. Works on any string."""
    text, positions = _compose(raw)
    lined = fold_lines(text)
    return View(raw, text, _blanked(lined), lined, positions, tuple(_lines(text)))


def _compose(raw: str) -> tuple[str, array[int] | None]:
    pieces: list[str] = []
    positions: array[int] = array("L")
    last = 0
    for found in _specials(raw):
        start, end = found.span()
        pieces.append(raw[last:start])
        positions.extend(range(last, start))
        put = _replacement(found.group())
        pieces.append(put)
        positions.extend([start] * len(put))
        last = end
    if not pieces:
        return raw, None
    pieces.append(raw[last:])
    positions.extend(range(last, len(raw)))
    return "".join(pieces), positions


def _specials(raw: str) -> Iterator[re.Match[str]]:
    """What the view changes, in order: tried only where an odd character stands, which the engine seeks fast."""
    at = 0
    for odd in _ODD.finditer(raw):
        start = odd.start() - ("\u0300" <= odd.group() <= "\u036f")  # marks go with the letter before them
        found = _SPECIAL.match(raw, start) if start >= at else None
        if found is not None:
            at = found.end()
            yield found


def _replacement(found: str) -> str:
    if len(found) == 1 and found in "\u00d0\u0189":
        return "Đ"
    if found[0].isalpha():
        return unicodedata.normalize("NFC", found)
    return ""


def _lines(text: str) -> list[Line]:
    lines = []
    at = 0
    for whole in text.splitlines(keepends=True):
        inner = whole.strip()
        start = at + len(whole) - len(whole.lstrip()) if inner else at
        lines.append(Line(start, start + len(inner), inner))
        at += len(whole)
    return lines


def without(view: View, spans: list[tuple[int, int]]) -> View:
    """The view with stretches taken out and the blanks around each made one line break."""
    if not spans:
        return view
    pieces: list[str] = []
    positions: array[int] = array("L")
    at = 0
    for start, end in spans:
        while start > at and view.text[start - 1].isspace():
            start -= 1
        while end < len(view.text) and view.text[end].isspace():
            end += 1
        if start < at:
            continue
        _keep(view, at, start, pieces, positions)
        pieces.append("\n")
        positions.append(view.given(start, start + 1)[0])
        at = end
    _keep(view, at, len(view.text), pieces, positions)
    return relaid(view, "".join(pieces), positions)


def relaid(view: View, text: str, positions: array[int]) -> View:
    """A view of the same given text with other letters, each of which knows its place."""
    lined = fold_lines(text)
    return View(view.raw, text, _blanked(lined), lined, positions, tuple(_lines(text)))


def _keep(view: View, start: int, end: int, pieces: list[str], positions: array[int]) -> None:
    pieces.append(view.text[start:end])
    positions.extend(range(start, end) if view.positions is None else view.positions[start:end])
