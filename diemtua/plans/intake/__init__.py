"""Files in (tiếp nhận tệp): a file goes in, faithful text comes out, or one clear Vietnamese sentence.

Reads .txt, .docx, saved .html, PDF with or without a text layer, and pictures of pages;
the kind is judged from the bytes. Everything but plain text is read in a child process
with limits of time and memory. It stores nothing and needs no database.
"""

from __future__ import annotations

import re
from dataclasses import replace

from . import sniff
from .limits import MAX_BYTES, MAX_CHARACTERS, MEBIBYTE, QUICK_BYTES, QUICK_TEXT_BYTES
from .model import Extracted, Flaw, Kind, Progress, Slow, Unreadable
from .plaintext import fit, read_text, refuse_controls

__all__ = [
    "MAX_BYTES",
    "MAX_CHARACTERS",
    "Extracted",
    "Kind",
    "Progress",
    "Slow",
    "Unreadable",
    "extract",
    "pasted",
    "shown_name",
]

_UNSHOWN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069]")
_LONGEST_NAME = 80
_LONGEST_ENDING = 5


def extract(data: bytes, *, name: str, progress: Progress | None = None, look: bool = False) -> Extracted:
    """The text of a file (nội dung tệp), with notes for the officer.

    ``name`` serves only to speak about the file; a name that lies about the kind is told
    in a note. Plain UTF-8 text is returned as found, so offsets count in the file's own
    characters. Raises ``Unreadable`` with one sentence. ``progress`` is told of pages recognised;
    with ``look`` a file that would take long raises ``Slow`` at once: a large one, one to be recognised.
    """
    shown = shown_name(name)
    try:
        found = _extract(data, progress, look)
    except Flaw as flaw:
        raise Unreadable(f"Tệp «{shown}» {flaw.predicate}") from None
    lie = sniff.lying_name(shown, found.kind)
    return replace(found, notes=(lie, *found.notes)) if lie else found


def pasted(text: str, *, look: bool = False) -> Extracted:
    """Text pasted into a form (văn bản dán vào), under the same limits. Raises ``Unreadable``; with ``look``, ``Slow``."""
    try:
        refuse_controls(text)
        found = Extracted(fit(text), Kind.TEXT)
        if look and len(text) > QUICK_TEXT_BYTES:
            raise Slow(Kind.TEXT)
        return found
    except Flaw as flaw:
        raise Unreadable(f"Văn bản dán vào {flaw.predicate}") from None


def _extract(data: bytes, progress: Progress | None, look: bool) -> Extracted:
    if not data:
        raise Flaw("rỗng (0 byte); hãy kiểm tra lại tệp trên máy rồi nộp lại.")
    if len(data) > MAX_BYTES:
        raise Flaw(
            f"nặng {len(data) // MEBIBYTE} MB, quá giới hạn {MAX_BYTES // MEBIBYTE} MB; hãy quét lại ở 300 dpi đen trắng hoặc tách tệp rồi nộp lại."
        )
    kind = sniff.kind_of(data)
    text = read_text(data) if kind is Kind.TEXT else None
    if look and len(data) > (QUICK_TEXT_BYTES if kind in (Kind.TEXT, Kind.HTML) else QUICK_BYTES):
        raise Slow(kind)
    if text:
        return text
    from .sandbox import run  # subprocess and tempfile: not for the fast path of plain text

    return run(kind, data, progress=progress, look=look)


def shown_name(name: str) -> str:
    """The name as it may be shown: last part of the path, no control or direction marks, not too long."""
    last = _UNSHOWN.sub("", name).replace("\\", "/").rpartition("/")[2].strip()
    if len(last) > _LONGEST_NAME:
        stem, dot, ending = last.rpartition(".")
        kept = f"…{dot}{ending}" if stem and len(ending) <= _LONGEST_ENDING else "…"
        last = last[:_LONGEST_NAME] + kept
    return last or "không tên"
