"""What comes out of a file, and how a file is refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

Progress = Callable[[int, int], None]
"""Told as recognition goes on: pages done, pages to do."""


class Kind(StrEnum):
    """What a file is, judged from its bytes (loại tệp)."""

    TEXT = "txt"
    DOCX = "docx"
    HTML = "html"
    PDF = "pdf"
    IMAGE = "image"

    @property
    def label(self) -> str:
        """The kind as an officer calls it."""
        return _LABELS[self]


_LABELS = {
    Kind.TEXT: "văn bản thuần (.txt)",
    Kind.DOCX: "Word (.docx)",
    Kind.HTML: "trang web (.html)",
    Kind.PDF: "PDF",
    Kind.IMAGE: "ảnh",
}


@dataclass(frozen=True, slots=True)
class Extracted:
    """Text taken from a file (văn bản lấy từ tệp), with what an officer should know about it.

    ``pages`` is ``None`` where the format has no fixed pages. ``notes`` are Vietnamese
    sentences; ``ocr`` says that at least one page was recognised from a picture.
    """

    text: str
    kind: Kind
    pages: int | None = None
    notes: tuple[str, ...] = ()
    ocr: bool = False


class Slow(Exception):
    """The file may well be read, but not while somebody waits for a page.

    ``pages`` are pictures that must be recognised; ``None``: the file is merely large.
    """

    def __init__(self, kind: Kind, pages: int | None = None) -> None:
        super().__init__(kind, pages)
        self.kind, self.pages = kind, pages


class Unreadable(Exception):
    """A file that is refused. ``sentence`` says what is wrong, where, and what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Flaw(Exception):
    """What is wrong with the bytes: the rest of a sentence that begins «Tệp …».

    Readers raise it without knowing the file's name; the front door completes the sentence.
    """

    def __init__(self, predicate: str) -> None:
        super().__init__(predicate)
        self.predicate = predicate
