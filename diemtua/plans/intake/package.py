"""A .docx is a zip archive from a stranger: measured whole before anything in it is inflated."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import Any

from lxml import etree

from .limits import MEBIBYTE, ZIP_MEMBER_BYTES, ZIP_MEMBERS, ZIP_RATIO, ZIP_RATIO_FROM, ZIP_TOTAL_BYTES
from .model import Flaw
from .sniff import package_complaint

_ODD_PATH = re.compile(r"^[/\\]|^[A-Za-z]:|\\|(?:^|/)\.\.(?:/|$)|[\0-\x1f]")
# «Strict Open XML» of Word says the same under other names (ISO/IEC 29500-1 and -4).
_STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"http://purl.oclc.org/ooxml/officeDocument/math": b"http://schemas.openxmlformats.org/officeDocument/2006/math",
}
_BROKEN = "bị hỏng hoặc tải về chưa hết; hãy tải lại hoặc mở bằng Word, lưu lại dạng .docx rồi nộp lại."
_BOMB = "nén bất thường (bung ra tới {size} MB), có thể là tệp phá hoại; không nhận, hãy mở bằng Word, lưu lại dạng .docx rồi nộp lại."
_ENTITIES = (
    "khai báo thực thể XML (DOCTYPE, ENTITY) mà Word không bao giờ ghi, có thể là tệp phá hoại; không nhận,"
    " hãy mở bằng Word, lưu lại rồi nộp lại."
)
_DOCTYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)


class Package:
    """The members of a checked archive, inflated one by one on demand."""

    def __init__(self, data: bytes) -> None:
        """Open and measure. Raises ``Flaw``."""
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError, UnicodeDecodeError):
            raise Flaw(_BROKEN) from None
        _check_frame(data)
        members = self._zip.infolist()
        _check_names([member.orig_filename for member in members])
        _check_sizes(members, len(data))
        self.names = frozenset(member.filename for member in members)

    def read(self, name: str) -> bytes:
        """One member's bytes, never more than its measured size. Raises ``Flaw`` if it is damaged or absent."""
        try:
            with self._zip.open(name) as stream:
                data = stream.read(ZIP_MEMBER_BYTES + 1)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            KeyError,
            NotImplementedError,
            RuntimeError,
            OSError,
        ):
            raise Flaw(_BROKEN) from None
        if len(data) > ZIP_MEMBER_BYTES:
            raise Flaw(_BOMB.format(size=len(data) // MEBIBYTE))
        return data

    def xml(self, name: str) -> Any:
        """The root element of an XML member, or ``None`` if the archive has no such member."""
        if name not in self.names:
            return None
        data = self.read(name)
        for strict, transitional in _STRICT.items():
            data = data.replace(strict, transitional)
        return parse_xml(data)


def open_docx(data: bytes) -> Package:
    """The archive of a .docx without macros. Raises ``Flaw`` for anything else."""
    package = Package(data)
    mimetype = package.read("mimetype") if "mimetype" in package.names else b""
    if complaint := package_complaint(package.names, mimetype):
        raise Flaw(complaint)
    types = package.read("[Content_Types].xml")
    if b"macroEnabled" in types or any("vbaproject" in name.lower() for name in package.names):
        raise Flaw(
            "có macro (mã tự chạy); không nhận, hãy mở bằng Word, lưu lại dạng «Word Document (.docx)» không macro rồi nộp lại."
        )
    if any(name.startswith("word/activeX/") for name in package.names):
        raise Flaw("có thành phần ActiveX (mã tự chạy); không nhận, hãy lưu lại thành PDF rồi nộp lại.")
    return package


def parse_xml(data: bytes) -> Any:
    """The root element. Entities, DTDs and the network are shut; Office never writes a DOCTYPE, so one is refused."""
    if _DOCTYPE.search(data) or _DOCTYPE.search(data.replace(b"\0", b"")):
        raise Flaw(_ENTITIES)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise Flaw(_BROKEN) from None
    # A declaration hidden from the search above by an odd encoding is still seen by the parser.
    if root.getroottree().docinfo.internalDTD is not None:
        raise Flaw(_ENTITIES)
    return root


def _check_frame(data: bytes) -> None:
    """Nothing may stand before the first member or after the archive's end: such files are two things at once."""
    at = data.rfind(b"PK\x05\x06")
    whole = at >= 0 and at + 22 + int.from_bytes(data[at + 20 : at + 22], "little") == len(data)
    if not data.startswith(b"PK\x03\x04") or not whole:
        raise Flaw(
            "có dữ liệu lạ ghép trước hoặc sau phần nén của .docx; không nhận, hãy mở bằng Word, lưu lại rồi nộp lại."
        )


def _check_names(names: list[str]) -> None:
    if len(names) > ZIP_MEMBERS:
        raise Flaw(
            f"chứa {len(names)} tệp con, quá giới hạn {ZIP_MEMBERS}; không nhận, hãy mở bằng Word, lưu lại rồi nộp lại."
        )
    if any(_ODD_PATH.search(name) for name in names):
        raise Flaw(
            "chứa tệp con có đường dẫn nguy hiểm (như «../»); không nhận, hãy mở bằng Word, lưu lại rồi nộp lại."
        )
    if len({name.lower() for name in names}) < len(names):
        raise Flaw("chứa hai tệp con trùng tên; không nhận, hãy mở bằng Word, lưu lại rồi nộp lại.")


def _check_sizes(members: list[zipfile.ZipInfo], archive_bytes: int) -> None:
    if any(member.flag_bits & 0x1 for member in members):
        raise Flaw("là tệp nén có mật khẩu; hãy bỏ mật khẩu rồi nộp lại.")
    total = sum(member.file_size for member in members)
    # Members that overlap inside the archive weigh more together than the archive itself.
    overlapping = sum(member.compress_size for member in members) > archive_bytes
    greedy = any(
        member.file_size > max(ZIP_RATIO_FROM, ZIP_RATIO * member.compress_size) for member in members
    )
    large = any(
        member.file_size > ZIP_MEMBER_BYTES and member.filename.endswith((".xml", ".rels"))
        for member in members
    )
    if total > ZIP_TOTAL_BYTES or overlapping or greedy or large:
        raise Flaw(_BOMB.format(size=max(1, total // MEBIBYTE)))
