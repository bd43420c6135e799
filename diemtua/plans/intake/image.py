"""Pictures of pages (.png, .jpg, .tif): measured before a pixel is unpacked, then recognised."""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable, Iterator

from PIL import Image, ImageOps

from .limits import MAX_OCR_PAGES, MAX_PIXELS, thousands
from .model import Extracted, Flaw, Kind
from .ocr import Recogniser, notes_on
from .pdf import PAGE_BREAK
from .plaintext import fit

_BROKEN = "bị hỏng hoặc tải về chưa hết; hãy chụp hoặc quét lại rồi nộp lại."
_FORMATS = ("PNG", "JPEG", "TIFF")
_NARROW = 1_200
"""A page narrower than this many pixels is enlarged: letters of fewer than 20 pixels are read badly."""


def read_image(data: bytes, recogniser: Callable[[], Recogniser] = Recogniser) -> Extracted:
    """The text recognised in a picture; a .tif may hold several pages. Raises ``Flaw``."""
    warnings.simplefilter("ignore", Image.DecompressionBombWarning)
    Image.MAX_IMAGE_PIXELS = None  # measured by ourselves, with a sentence
    try:
        picture = Image.open(io.BytesIO(data), formats=_FORMATS)
        _check_size(picture)
        pages = getattr(picture, "n_frames", 1)
    except (OSError, SyntaxError, ValueError, EOFError):
        raise Flaw(_BROKEN) from None
    if pages > MAX_OCR_PAGES:
        raise Flaw(
            f"có {thousands(pages)} trang ảnh, quá giới hạn {MAX_OCR_PAGES} trang cho mỗi lần nhận dạng; hãy tách tệp rồi nộp từng phần."
        )
    recognised = recogniser().read(_frames(picture, pages), pages)
    text = PAGE_BREAK.join(recognised.texts[index] for index in range(pages))
    if not text.strip():
        raise Flaw("không nhận ra chữ nào trong ảnh; hãy chụp lại thẳng, đủ sáng, đủ nét rồi nộp lại.")
    return Extracted(fit(text), Kind.IMAGE, pages, notes_on(recognised, pages), ocr=True)


def _check_size(picture: Image.Image) -> None:
    width, height = picture.size
    if width * height > MAX_PIXELS:
        raise Flaw(
            f"là ảnh {thousands(width)} × {thousands(height)} điểm, quá giới hạn {thousands(MAX_PIXELS // 1_000_000)} triệu điểm;"
            " hãy quét lại ở 300 dpi rồi nộp lại."
        )


def _frames(picture: Image.Image, pages: int) -> Iterator[tuple[int, Image.Image]]:
    for index in range(pages):
        try:
            picture.seek(index)
            _check_size(picture)
            upright = ImageOps.exif_transpose(picture)
            yield index, _enlarged(_on_white(upright))
        except (OSError, SyntaxError, ValueError, EOFError):
            raise Flaw(_BROKEN) from None


def _on_white(picture: Image.Image) -> Image.Image:
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        paper = Image.new("RGBA", picture.size, "white")
        paper.alpha_composite(picture.convert("RGBA"))
        return paper.convert("L")
    if picture.mode.startswith("I"):  # 16 bits a point, which a plain conversion would cut off at white
        return picture.point(lambda value: value * (1 / 256)).convert("L")
    return picture.convert("L")


def _enlarged(picture: Image.Image) -> Image.Image:
    width, height = picture.size
    if width >= _NARROW or width * height * 4 > MAX_PIXELS:
        return picture
    return picture.resize((width * 2, height * 2), Image.Resampling.LANCZOS)
