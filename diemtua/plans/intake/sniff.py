"""What a file is, from its bytes. The name is never believed, only compared."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from .model import Flaw, Kind

_AS_DOCX = "hãy mở bằng {program}, lưu lại dạng .docx hoặc PDF rồi nộp lại."
_UNZIP = "hãy giải nén rồi nộp từng tệp văn bản bên trong."
_PICTURE = "hãy lưu ảnh dạng .jpg hoặc .png rồi nộp lại."

_REFUSED: tuple[tuple[bytes, str], ...] = (
    (
        b"MZ",
        "là chương trình chạy trên Windows (.exe), không phải văn bản; không nhận và đề nghị kiểm tra vi-rút máy đã gửi tệp.",
    ),
    (b"\x7fELF", "là chương trình máy tính, không phải văn bản; hãy nộp tệp .docx, PDF, .html hoặc .txt."),
    (b"{\\rtf", "ở dạng .rtf, hệ thống không đọc dạng này; " + _AS_DOCX.format(program="Word")),
    (b"Rar!\x1a\x07", "là tệp nén .rar; " + _UNZIP),
    (b"7z\xbc\xaf\x27\x1c", "là tệp nén .7z; " + _UNZIP),
    (b"\x1f\x8b", "là tệp nén .gz; " + _UNZIP),
    (b"BM", "là ảnh .bmp; " + _PICTURE),
    (b"GIF8", "là ảnh .gif; " + _PICTURE),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_IMAGES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*")
_HTML = re.compile(
    rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|\?xml[^>]*\?>\s*(?:<!doctype\s+html|<html)|html|head|body|meta|title|"
    rb"p|div|table|span|font|center|article|section|h[1-6]|ul|ol)\b",
    re.IGNORECASE | re.DOTALL,
)
_MHTML = re.compile(rb"(?:^|\n)(?:MIME-Version:|Content-Type: multipart/related)", re.IGNORECASE)
_EXTENSIONS = {
    ".txt": Kind.TEXT, ".text": Kind.TEXT, ".md": Kind.TEXT,
    ".docx": Kind.DOCX, ".docm": Kind.DOCX, ".html": Kind.HTML, ".htm": Kind.HTML, ".xhtml": Kind.HTML,
    ".pdf": Kind.PDF, ".png": Kind.IMAGE, ".jpg": Kind.IMAGE, ".jpeg": Kind.IMAGE, ".tif": Kind.IMAGE, ".tiff": Kind.IMAGE,
}  # fmt: skip
_OTHER_EXTENSIONS = frozenset(
    [
        ".doc",
        ".xls",
        ".xlsx",
        ".ppt",
        ".pptx",
        ".rtf",
        ".odt",
        ".ods",
        ".exe",
        ".bat",
        ".cmd",
        ".js",
        ".vbs",
        ".zip",
        ".rar",
        ".7z",
        ".mht",
        ".mhtml",
        ".gif",
        ".bmp",
        ".heic",
    ]
)


def kind_of(data: bytes) -> Kind:
    """The kind of a non-empty file. Raises ``Flaw`` for kinds that are not read, and for files that are two kinds at once."""
    for signature, why in _REFUSED:
        if data.startswith(signature) and not (signature == b"BM" and b"\0" not in data[:64]):
            raise Flaw(why)
    if data.startswith(_OLE):
        raise Flaw(_ole_complaint(data))
    if data.startswith(b"PK"):
        return Kind.DOCX
    if (kind := _pdf_or_image(data)) is not None:
        _refuse_polyglot(data)
        return kind
    return _text_or_html(data)


def _pdf_or_image(data: bytes) -> Kind | None:
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"%PDF-"):
        return Kind.PDF
    if data.startswith(_IMAGES):
        return Kind.IMAGE
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        raise Flaw("là ảnh .webp; " + _PICTURE)
    if data[4:8] == b"ftyp" and data[8:12] in (b"heic", b"heix", b"mif1", b"avif"):
        raise Flaw("là ảnh chụp dạng HEIC của điện thoại; " + _PICTURE)
    return None


def _refuse_polyglot(data: bytes) -> None:
    """A PDF or picture that is also a complete zip archive is made to be two things to two readers."""
    at = data.rfind(b"PK\x05\x06", max(0, len(data) - 65_557))
    if at >= 0 and at + 22 + int.from_bytes(data[at + 20 : at + 22], "little") == len(data):
        raise Flaw(
            "vừa là PDF hoặc ảnh, vừa là tệp nén giấu ở cuối; không nhận, hãy xuất lại PDF từ văn bản gốc rồi nộp lại."
        )
    if not data.startswith(_IMAGES) and b"%PDF-" not in data[:16]:
        raise Flaw(
            "có dữ liệu lạ đặt trước phần PDF; không nhận, hãy xuất lại PDF từ văn bản gốc rồi nộp lại."
        )


def _text_or_html(data: bytes) -> Kind:
    head = data[:4096]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head[2:].replace(b"\0", b"")
    head = head.removeprefix(b"\xef\xbb\xbf")
    if _MHTML.search(head[:2048]) and b"multipart/related" in head.lower():
        raise Flaw(
            "là trang web lưu dạng .mht; hãy mở trang trong trình duyệt, lưu lại dạng «Trang web, chỉ HTML» rồi nộp lại."
        )
    if b"%PDF-" in head[:1024] and b"\0" in data:
        raise Flaw(
            "có dữ liệu lạ đặt trước phần PDF; không nhận, hãy xuất lại PDF từ văn bản gốc rồi nộp lại."
        )
    return Kind.HTML if _HTML.match(head) else Kind.TEXT


def _ole_complaint(data: bytes) -> str:
    def holds(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if holds("EncryptedPackage"):
        return "có mật khẩu nên không mở được; hãy mở bằng Word, bỏ mật khẩu, lưu lại dạng .docx rồi nộp lại."
    if holds("WordDocument"):
        return "ở dạng Word cũ (.doc), hệ thống không đọc dạng này; " + _AS_DOCX.format(program="Word")
    if holds("Workbook") or holds("Book"):
        return "là bảng tính Excel cũ (.xls), không phải văn bản; hãy chép bảng vào Word, lưu dạng .docx hoặc xuất ra PDF rồi nộp lại."
    return "ở dạng Office cũ, hệ thống không đọc dạng này; " + _AS_DOCX.format(
        program="chương trình đã soạn nó"
    )


def package_complaint(members: frozenset[str], mimetype: bytes) -> str | None:
    """Why a zip archive is not a .docx, by what it holds; ``None`` if it may be one."""
    if mimetype.startswith(b"application/vnd.oasis.opendocument"):
        return "ở dạng OpenDocument (.odt, .ods), hệ thống không đọc dạng này; " + _AS_DOCX.format(
            program="LibreOffice hoặc Word"
        )
    if "xl/workbook.xml" in members or "xl/workbook.bin" in members:
        return "là bảng tính Excel (.xlsx), không phải văn bản; hãy chép bảng vào Word, lưu dạng .docx hoặc xuất ra PDF rồi nộp lại."
    if "ppt/presentation.xml" in members:
        return "là bài trình chiếu (.pptx), không phải văn bản; hãy xuất ra PDF rồi nộp lại."
    if "[Content_Types].xml" not in members:
        return "là tệp nén .zip; " + _UNZIP
    return None


def lying_name(name: str, kind: Kind) -> str | None:
    """The note for a name whose extension promises another kind; ``None`` if it agrees or promises nothing."""
    extension = PurePosixPath(name.lower()).suffix
    if extension not in _OTHER_EXTENSIONS and _EXTENSIONS.get(extension, kind) == kind:
        return None
    return f"Tên tệp có đuôi «{extension}» nhưng nội dung là {kind.label}; đã đọc theo nội dung."
