"""The characters of one Word paragraph: runs, fields, tabs, symbols, tracked changes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .docx_numbering import W, child_value
from .docx_styles import Look, Styles, run_look
from .legacy import CONVERSIONS, Charset, has_vietnamese_letters

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_SKIPPED = frozenset(
    W + name for name in ("pPr", "rPr", "instrText", "delText", "delInstrText", "fldData", "rt")
)
_DELETED = frozenset(W + name for name in ("del", "moveFrom"))
_PLAIN = {
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "br": "\n",
    W + "cr": "\n",
    W + "noBreakHyphen": "-",
    W + "softHyphen": "\xad",
}
_SYMBOLS = {
    "F02D": "-",
    "F02B": "+",
    "F0B7": "•",
    "F0A7": "▪",
    "F0D8": "➢",
    "F0FC": "✓",
    "F0A8": "□",
    "F06F": "□",
    "F0FE": "☒",
    "F0E0": "→",
}


class Runs:
    """Reads paragraphs; keeps what was met on the way: citations, deletions, old fonts, hidden text."""

    def __init__(self, styles: Styles, root: Any) -> None:
        self._styles = styles
        self._unicode_in_old_fonts = self._old_fonts_hold_unicode(root)
        self.cited: list[tuple[str, str]] = []
        self.deleted = False
        self.hidden = False
        self.legacy: set[Charset] = set()

    def read(self, paragraph: Any, look: Look) -> tuple[str, list[Any]]:
        """The paragraph's text, and the text boxes anchored in it (elements holding blocks)."""
        boxes: list[Any] = []
        return "".join(self._pieces(paragraph, look, boxes)), boxes

    def _pieces(self, parent: Any, look: Look, boxes: list[Any]) -> Iterator[str]:
        for element in parent:
            tag = element.tag
            if tag in _SKIPPED:
                continue
            if tag in _DELETED:
                self.deleted = True
            elif tag == W + "r":
                yield self._run(element, look, boxes)
            elif tag == W + "txbxContent":
                boxes.append(element)
            elif tag == _MC + "AlternateContent":
                # The same box twice, for new and old Word: one is enough.
                chosen = element.find(_MC + "Choice")
                yield from self._pieces(chosen if chosen is not None else element, look, boxes)
            elif tag == _MATH_TEXT:
                yield element.text or ""
            else:
                yield from self._pieces(element, look, boxes)

    def _run(self, run: Any, look: Look, boxes: list[Any]) -> str:
        properties = run.find(W + "rPr")
        own = run_look(properties).over(self._styles.look(child_value(properties, "rStyle"))).over(look)
        text = "".join(self._run_pieces(run, look, boxes))
        if own.hidden:
            self.hidden |= bool(text.strip())
            return ""
        text = self._from_old_font(text, own.font or "").replace("\xad", "")
        return text.upper() if own.caps else text

    def _run_pieces(self, run: Any, look: Look, boxes: list[Any]) -> Iterator[str]:
        for element in run:
            tag = element.tag
            if tag == W + "t":
                yield (element.text or "").replace("\n", " ")
            elif tag in _PLAIN:
                yield _PLAIN[tag]
            elif tag == W + "sym":
                yield _symbol(element.get(W + "char", ""))
            elif tag in (W + "footnoteReference", W + "endnoteReference"):
                yield self._cite(tag.removeprefix(W).removesuffix("Reference"), element)
            elif tag not in _SKIPPED:
                yield from self._pieces([element], look, boxes)

    def _cite(self, kind: str, reference: Any) -> str:
        self.cited.append((kind, reference.get(W + "id", "")))
        return f"[{len(self.cited)}]"

    def _from_old_font(self, text: str, font: str) -> str:
        charset = _charset_of(font)
        if charset is None or self._unicode_in_old_fonts or text.isascii():
            return text
        self.legacy.add(charset)
        converted = CONVERSIONS[charset](text)
        # Fonts named .VnTimeH draw capitals over small letters: the table itself has no capitals with tones.
        return converted.upper() if charset is Charset.TCVN3 and font.endswith("H") else converted

    def _old_fonts_hold_unicode(self, root: Any) -> bool:
        """Whether text set in an old font is Unicode already: people convert the text and keep the font."""
        default = self._styles.paragraph(None).font or ""
        for run in root.iter(W + "r"):
            font = run_look(run.find(W + "rPr")).font or default
            if _charset_of(font) and has_vietnamese_letters(
                "".join(part.text or "" for part in run.findall(W + "t"))
            ):
                return True
        return False


def _charset_of(font: str) -> Charset | None:
    lowered = font.lower()
    if lowered.startswith(".vn"):
        return Charset.TCVN3
    return Charset.VNI if lowered.startswith(("vni-", "vni ")) else None


def _symbol(code: str) -> str:
    try:
        character = chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""
    # Symbol fonts sit in the private area; what has no known drawing is shown as a bullet.
    return _SYMBOLS.get(
        code.upper(),
        "•" if "\ue000" <= character <= "\uf8ff" else character if character.isprintable() else "",
    )
