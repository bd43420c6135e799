"""Reads a PDF back as a ruler would: where words stand, in millimetres from the upper left corner, and in what type."""

import ctypes
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as raw

MM = 25.4 / 72


@dataclass
class Found:
    left: float
    top: float
    right: float
    bottom: float
    size: float
    font: str

    @property
    def middle(self):
        return (self.left + self.right) / 2


class Pdf:
    def __init__(self, made):
        self.document = pypdfium2.PdfDocument(made)
        self.pages = [self.document[n] for n in range(len(self.document))]
        self.texts = [page.get_textpage() for page in self.pages]

    def close(self):
        for each in (*self.texts, *self.pages):
            each.close()
        self.document.close()

    def __len__(self):
        return len(self.pages)

    def text(self, page=None):
        """Without the breaks of lines, which belong to the paper and not to the words."""
        pages = self.texts if page is None else [self.texts[page]]
        return " ".join(" ".join(each.get_text_bounded() for each in pages).replace("\u00a0", " ").split())

    def find(self, words, page=0):
        text = self.texts[page]
        hit = text.search(words, match_case=True).get_next()
        assert hit, f"{words!r} is not on page {page + 1}: {text.get_text_bounded()[:400]!r}"
        first, count = hit
        boxes = [text.get_charbox(n) for n in range(first, first + count)]
        high = self.pages[page].get_height()
        return Found(
            min(box[0] for box in boxes) * MM,
            (high - max(box[3] for box in boxes)) * MM,
            max(box[2] for box in boxes) * MM,
            (high - min(box[1] for box in boxes)) * MM,
            raw.FPDFText_GetFontSize(text, first),
            self._font(text, first),
        )

    def _font(self, text, place):
        buffer, flags = ctypes.create_string_buffer(200), ctypes.c_int()
        raw.FPDFText_GetFontInfo(text, place, buffer, 200, flags)
        return buffer.value.decode()

    def rules(self, page=0):
        """Horizontal rules: (left, top, right)."""
        high = self.pages[page].get_height()
        found = []
        for thing in self.pages[page].get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=5):
            left, bottom, right, top = thing.get_bounds()
            if top - bottom < 2 and right - left > 10:
                found.append((left * MM, (high - top) * MM, right * MM))
        return found
