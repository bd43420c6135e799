"""Plain text (.txt, pasted): taken as found, never cleaned."""

from __future__ import annotations

import codecs

from .legacy import convert, latin_look
from .limits import MAX_CHARACTERS, thousands
from .model import Extracted, Flaw, Kind

_UTF16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_PLAIN_CONTROLS = frozenset("\t\n\v\f\r\x1a\x85")


def read_text(data: bytes) -> Extracted:
    """The text of a plain file: UTF-8, UTF-16 with its mark, or a legacy Vietnamese table.

    Line ends, spaces and decomposed letters stay as they are, so offsets count in the
    file's own text. Raises ``Flaw``.
    """
    text, notes = decode(data)
    refuse_controls(text)
    if converted := convert(text):
        text = converted.text
        notes += (
            f"Văn bản viết bằng bảng mã {converted.charset}, đã chuyển sang Unicode; đề nghị đối chiếu với bản gốc.",
        )
    return Extracted(fit(text), Kind.TEXT, notes=notes)


def decode(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Characters of the bytes, by byte order mark, else strict UTF-8, else a legacy table's Latin look."""
    for mark, encoding in _UTF16.items():
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding, "UTF-16"), (
                "Tệp ghi bằng UTF-16, đã đọc sang Unicode.",
            )
    try:
        return data.removeprefix(codecs.BOM_UTF8).decode("utf-8"), ()
    except UnicodeDecodeError as error:
        if b"\0" not in data and convert(latin := latin_look(data)):
            return latin, ()
        raise Flaw(_not_utf8(data, error)) from None


def _strict(data: bytes, encoding: str, shown: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Flaw(
            f"ghi bằng {shown} nhưng hỏng tại byte thứ {thousands(error.start + 1)}; hãy mở tệp, lưu lại bằng mã UTF-8 rồi nộp lại."
        ) from None


def _not_utf8(data: bytes, error: UnicodeDecodeError) -> str:
    line = data.count(b"\n", 0, error.start) + 1
    return (
        f"không phải văn bản UTF-8 (byte 0x{data[error.start]:02X} ở dòng {thousands(line)}) và không nhận ra bảng mã tiếng Việt cũ"
        " (TCVN3, VNI, Windows-1258); hãy mở tệp bằng chương trình đã soạn nó, lưu lại bằng mã UTF-8 hoặc .docx rồi nộp lại."
    )


def refuse_controls(text: str) -> None:
    """Raise ``Flaw`` for a NUL, or where control characters show that this is no text at all."""
    if (at := text.find("\0")) >= 0:
        line = text.count("\n", 0, at) + 1
        raise Flaw(
            f"có ký tự rỗng (NUL) ở dòng {thousands(line)}, không phải văn bản thuần hoặc đã hỏng; hãy lưu lại từ chương trình soạn thảo rồi nộp lại."
        )
    controls = sum(1 for char in text[:100_000] if char < " " and char not in _PLAIN_CONTROLS)
    if controls * 100 > min(len(text), 100_000):
        raise Flaw(
            "chứa nhiều ký tự điều khiển, không phải văn bản; hãy nộp tệp .docx, PDF, .html hoặc .txt."
        )


def fit(text: str) -> str:
    """The text, unless it is empty or longer than a document may be."""
    if len(text) > MAX_CHARACTERS:
        raise Flaw(
            f"có {thousands(len(text))} ký tự, quá giới hạn {thousands(MAX_CHARACTERS)} ký tự; hãy tách thành nhiều văn bản rồi nộp từng phần."
        )
    if not text.strip():
        raise Flaw("không có chữ nào; hãy kiểm tra lại tệp rồi nộp lại.")
    return text
