"""PDF: the text layer where a page has one, recognition of its picture where it has not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pypdfium2
from PIL import Image

from .legacy import convert, marked_share
from .limits import MAX_OCR_PAGES, MAX_PAGES, MAX_PIXELS, thousands
from .model import Extracted, Flaw, Kind
from .ocr import Recognised, Recogniser, notes_on
from .pdf_text import PageText, page_text
from .plaintext import fit

PAGE_BREAK = "\n\f\n"
"""Between pages: a form feed on a line of its own, an empty line to whoever does not know it."""

_DPI = 300
_BROKEN = "bị hỏng hoặc tải về chưa hết; hãy tải lại, hoặc xuất lại PDF từ văn bản gốc rồi nộp lại."
_ENCRYPTED = "có mật khẩu nên không mở được; hãy bỏ mật khẩu (in ra PDF mới) rồi nộp lại."
_NO_PAGES = "không có trang nào; hãy xuất lại PDF từ văn bản gốc rồi nộp lại."
# PDFium finds nothing wrong with a page tree without pages, and yet opens no document.
_COMPLAINTS = {
    pypdfium2.raw.FPDF_ERR_PASSWORD: _ENCRYPTED,
    pypdfium2.raw.FPDF_ERR_SECURITY: _ENCRYPTED,
    pypdfium2.raw.FPDF_ERR_SUCCESS: _NO_PAGES,
}
_STAMP_ONLY = 200
"""A scanned page may carry this many characters of a digital signature's stamp."""
_COVERED = 0.5
_MARKED = 0.25


def read_pdf(data: bytes, recogniser: Callable[[], Recogniser] = Recogniser) -> Extracted:
    """The pages' text in reading order, lines kept, pages parted by ``PAGE_BREAK``. Raises ``Flaw``.

    ``recogniser`` is made only when some page is a picture.
    """
    document = _open(data)
    try:
        layers = [_layer(document, index) for index in range(len(document))]
        pictured = [index for index, layer in enumerate(layers) if layer is None]
        recognised = _recognise(document, pictured, recogniser)
    finally:
        document.close()
    text = PAGE_BREAK.join(
        recognised.texts[index] if layer is None else layer.text for index, layer in enumerate(layers)
    )
    notes = notes_on(recognised, len(layers)) if pictured else ()
    if any(layer is not None and layer.repeated for layer in layers):
        notes += ("Ô gộp nhiều dòng trong bảng được ghi lại ở từng dòng.",)
    if converted := convert(text):
        text = converted.text
        notes += (
            f"PDF dùng phông bảng mã {converted.charset}, đã chuyển sang Unicode; đề nghị đối chiếu với bản gốc.",
        )
    return Extracted(fit(text), Kind.PDF, len(layers), notes, ocr=bool(pictured))


def _open(data: bytes) -> Any:
    # PDFium repairs a file cut short and silently loses its last pages: a missing end is an error here.
    if b"%%EOF" not in data[-65_536:]:
        raise Flaw(_BROKEN)
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise Flaw(_COMPLAINTS.get(error.err_code, _BROKEN)) from None
    pages = len(document)
    if pages == 0:
        raise Flaw(_NO_PAGES)
    if pages > MAX_PAGES:
        raise Flaw(
            f"có {thousands(pages)} trang, quá giới hạn {thousands(MAX_PAGES)} trang; hãy tách lấy phần kế hoạch rồi nộp lại."
        )
    return document


def _layer(document: Any, index: int) -> PageText | None:
    """The page's own text; ``None`` if it must be recognised from its picture."""
    try:
        page = document[index]
    except pypdfium2.PdfiumError:
        raise Flaw(
            f"hỏng ở trang {index + 1}; hãy tải lại, hoặc xuất lại PDF từ văn bản gốc rồi nộp lại."
        ) from None
    try:
        layer = page_text(page)
        return None if _needs_recognition(page, layer.text) else layer
    finally:
        page.close()


def _needs_recognition(page: Any, text: str) -> bool:
    bare = "".join(text.split())
    undecoded = sum(1 for char in bare if char == "\ufffd" or "\ue000" <= char <= "\uf8ff")
    if undecoded * 4 > len(bare) > 0:
        return True
    if not bare:  # letters drawn as curves leave objects, an empty page leaves none
        return next(page.get_objects(), None) is not None
    if len(bare) >= _STAMP_ONLY and marked_share(text) >= _MARKED:
        return False
    return _covered_by_picture(page)


def _covered_by_picture(page: Any) -> bool:
    """Whether pictures cover most of the page: a scan, perhaps with a stamp or a foreign OCR layer over it."""
    width, height = page.get_size()
    area: float = width * height
    covered = 0.0
    for picture in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE], max_depth=4):
        left, bottom, right, top = picture.get_bounds()
        across, along = min(right, width) - max(left, 0.0), min(top, height) - max(bottom, 0.0)
        covered += max(0.0, across) * max(0.0, along)
    return covered >= _COVERED * area


def _recognise(document: Any, pages: list[int], recogniser: Callable[[], Recogniser]) -> Recognised:
    if len(pages) > MAX_OCR_PAGES:
        raise Flaw(
            f"có {thousands(len(pages))} trang quét, quá giới hạn {MAX_OCR_PAGES} trang cho mỗi lần nhận dạng; hãy tách tệp rồi nộp từng phần."
        )
    if not pages:
        return Recognised()
    return recogniser().read(((index, _picture(document, index)) for index in pages), len(pages))


def _picture(document: Any, index: int) -> Image.Image:
    page = document[index]
    try:
        width, height = page.get_size()
        scale = min(_DPI / 72, (MAX_PIXELS / 2 / max(1.0, width * height)) ** 0.5)
        bitmap = page.render(scale=scale, grayscale=True)
        picture: Image.Image = bitmap.to_pil().convert("L")
        bitmap.close()
        return picture
    finally:
        page.close()
