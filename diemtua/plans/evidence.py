"""Files handed in as evidence: what their bytes really are, whether they are safe, before anything is kept."""

from __future__ import annotations

import io
import unicodedata
import zipfile
from dataclasses import dataclass
from pathlib import PurePath
from typing import IO

import filetype

from diemtua.plans import scanning

MEGABYTE = 1024 * 1024
LIMIT = 25 * MEGABYTE
UNPACKED_LIMIT = 400 * MEGABYTE
OFFICE = "application/vnd.openxmlformats-officedocument"
# What each ending may be, as told by the first bytes.
KINDS = {
    ".pdf": {"application/pdf"},
    ".docx": {f"{OFFICE}.wordprocessingml.document", "application/zip"},
    ".xlsx": {f"{OFFICE}.spreadsheetml.sheet", "application/zip"},
    ".doc": {"application/msword", "application/x-ole-storage"},
    ".xls": {"application/vnd.ms-excel", "application/x-ole-storage", "application/msword"},
    ".jpg": {"image/jpeg"},
    ".jpeg": {"image/jpeg"},
    ".png": {"image/png"},
    ".zip": {"application/zip"},
}
ZIPPED = {".docx", ".xlsx", ".zip"}
# What the browser is told when the file is handed out again, by its ending, once the bytes have been found to agree.
TOLD = {
    ".pdf": "application/pdf",
    ".docx": f"{OFFICE}.wordprocessingml.document",
    ".xlsx": f"{OFFICE}.spreadsheetml.sheet",
    ".doc": "application/msword",
    ".xls": "application/vnd.ms-excel",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".zip": "application/zip",
}
HEART = {
    ".docx": "word/document.xml",
    ".xlsx": "xl/workbook.xml",
}  # the part without which it is no such file
MACROS = "_VBA_PROJECT".encode("utf-16-le")  # the stream of a macro in an old Office file
UNSAID = {"Cc", "Cf", "Zl", "Zp"}  # controls, and marks that turn the reading order round («exe.fdp»)


MACRO = "«{}» có chứa macro; lưu lại bản không có macro (.docx, .xlsx) rồi gửi."
UNTRUE = "«{}» mang đuôi {} nhưng nội dung không phải vậy; mở và lưu lại đúng định dạng."


class BadEvidence(Exception):
    """Why a file is not taken, and what to do."""


@dataclass(frozen=True)
class Examined:
    """A file that may be kept: its bytes, name, true kind, and what the scanner found."""

    data: bytes
    name: str
    kind: str
    scan: scanning.Scan


def examine(file: IO[bytes]) -> Examined:
    """Read, type and scan one upload. Raises ``BadEvidence`` with a sentence."""
    name = plain_name(str(getattr(file, "name", "") or "tệp"))
    data = file.read(LIMIT + 1)
    if not data:
        raise BadEvidence(f"«{name}» rỗng, không có nội dung; chọn lại tệp.")
    if len(data) > LIMIT:
        raise BadEvidence(f"«{name}» lớn hơn 25 MB; nén hoặc tách nhỏ rồi gửi lại.")
    kind = kind_of(data, name)
    try:
        return Examined(data, name, kind, scanning.take(data, name))
    except scanning.Unsafe as unsafe:
        raise BadEvidence(str(unsafe)) from unsafe


def plain_name(given: str) -> str:
    """The file's own name, without folders and without characters that cannot be seen; at most 255, ending kept."""
    name = PurePath(given.replace("\\", "/")).name
    name = "".join(
        char for char in unicodedata.normalize("NFC", name) if unicodedata.category(char) not in UNSAID
    )
    ending = PurePath(name).suffix
    return name if len(name) <= 255 else name[: 255 - len(ending)] + ending


def kind_of(data: bytes, name: str) -> str:
    """The kind told by the bytes, which must be one its ending allows."""
    ending = PurePath(name).suffix.casefold()
    guess = filetype.guess(data)
    kind = guess.mime if guess else ""
    if not kind and data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        kind = "application/x-ole-storage"
    if ending not in KINDS:
        raise BadEvidence(f"«{name}»: chỉ nhận {', '.join(KINDS)}.")
    if kind not in KINDS[ending]:
        raise BadEvidence(UNTRUE.format(name, ending))
    if ending in ZIPPED:
        look_inside(data, name)
    elif MACROS in data and kind not in ("image/jpeg", "image/png"):
        raise BadEvidence(MACRO.format(name))
    return TOLD[ending]


def look_inside(data: bytes, name: str) -> None:
    """Refuse archives that unpack to a flood, lie, or carry macros. Nothing is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
    except zipfile.BadZipFile:
        raise BadEvidence(f"«{name}» bị hỏng, không mở được; gửi lại bản khác.") from None
    if len(members) > 5_000 or sum(member.file_size for member in members) > UNPACKED_LIMIT:
        raise BadEvidence(f"«{name}» giải nén ra quá lớn; gửi từng tệp.")
    if any(PurePath(member.filename).name.casefold() == "vbaproject.bin" for member in members):
        raise BadEvidence(MACRO.format(name))
    heart = HEART.get(PurePath(name).suffix.casefold())
    if heart and heart not in {member.filename for member in members}:
        raise BadEvidence(UNTRUE.format(name, PurePath(name).suffix))
