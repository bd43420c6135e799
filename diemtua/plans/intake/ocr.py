"""Recognition of Vietnamese print (nhận dạng chữ) by tesseract, a page at a time."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
from collections import deque
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from signal import alarm

from PIL import Image

from .limits import OCR_PAGE_SECONDS
from .model import Flaw, Kind, Progress, Slow

MISSING = (
    "là bản quét hoặc ảnh, mà máy chủ chưa có phần mềm nhận dạng chữ tiếng Việt; đề nghị quản trị hệ thống cài hai gói Debian"
    " «tesseract-ocr» và «tesseract-ocr-vie», hoặc hãy nộp bản .docx."
)
_DOUBTFUL = 75.0
"""Mean confidence (0 to 100) under which a page is named to the officer."""

_SENSELESS = 60.0
"""Mean confidence under which a page probably lies on its side."""


@dataclass(slots=True)
class Recognised:
    """Texts and mean confidences (0 to 100) of recognised pages, by page index from 0."""

    texts: dict[int, str] = field(default_factory=dict)
    confidences: dict[int, float] = field(default_factory=dict)


class Recogniser:
    """Tesseract with its Vietnamese data. Raises ``Flaw`` where the system packages are missing."""

    def __init__(self, progress: Progress | None = None) -> None:
        self._progress = progress
        self._program = shutil.which("tesseract") or ""
        if not self._program or "vie" not in self._languages():
            raise Flaw(MISSING)

    def read(self, pages: Iterable[tuple[int, Image.Image]], count: int) -> Recognised:
        """Recognise ``count`` pages, as many at a time as there are cores. Each page restarts the alarm of the process."""
        result = Recognised()
        self._tell(0, count)
        workers = min(4, os.cpu_count() or 1)
        waiting: deque[tuple[int, Future[tuple[str, float]]]] = deque()
        with ThreadPoolExecutor(workers) as pool:
            for index, picture in pages:
                alarm(OCR_PAGE_SECONDS * 2)
                waiting.append((index, pool.submit(self._page, picture)))
                if len(waiting) > workers:
                    self._take(waiting, result)
                    self._tell(len(result.texts), count)
            while waiting:
                alarm(OCR_PAGE_SECONDS * 2)
                self._take(waiting, result)
                self._tell(len(result.texts), count)
        return result

    def _tell(self, done: int, count: int) -> None:
        if self._progress:
            self._progress(done, count)

    @staticmethod
    def _take(waiting: deque[tuple[int, Future[tuple[str, float]]]], result: Recognised) -> None:
        index, future = waiting.popleft()
        try:
            result.texts[index], result.confidences[index] = future.result()
        except subprocess.TimeoutExpired:
            raise Flaw(
                f"nhận dạng trang {index + 1} quá {OCR_PAGE_SECONDS} giây; hãy quét lại trang này ở 300 dpi, đen trắng rồi nộp lại."
            ) from None
        except subprocess.CalledProcessError:
            raise Flaw(
                f"không nhận dạng được trang {index + 1} (ảnh hỏng hoặc quá lớn); hãy quét lại trang này rồi nộp lại."
            ) from None

    def _languages(self) -> list[str]:
        listed = subprocess.run([self._program, "--list-langs"], capture_output=True, timeout=20, check=False)  # noqa: S603
        return listed.stdout.decode("utf-8", "replace").split()

    def _page(self, picture: Image.Image) -> tuple[str, float]:
        """Text and mean confidence of one page. A page that makes no sense may lie on its side: it is tried again
        with its orientation looked for, which costs a fifth more and is rarely needed."""
        upright = self._recognised(picture, layout="3")
        if upright[1] >= _SENSELESS:
            return upright
        return max(upright, self._recognised(picture, layout="1"), key=lambda found: found[1])

    def _recognised(self, picture: Image.Image, *, layout: str) -> tuple[str, float]:
        """Text and confidence under a page segmentation mode. The picture travels through a pipe, never a file."""
        plain = io.BytesIO()
        picture.save(plain, "PPM")
        command = [self._program, "stdin", "stdout", "-l", "vie", "--dpi", "300", "--psm", layout, "tsv"]
        done = subprocess.run(  # noqa: S603
            command, input=plain.getvalue(), capture_output=True, timeout=OCR_PAGE_SECONDS, check=True
        )
        return assemble(done.stdout.decode("utf-8", "replace"))


class Looker(Recogniser):
    """Only asks whether recognition will be needed, and possible: draws one page, then raises ``Slow``."""

    def __init__(self, kind: Kind) -> None:
        super().__init__()
        self._kind = kind

    def read(self, pages: Iterable[tuple[int, Image.Image]], count: int) -> Recognised:
        next(iter(pages), None)  # a picture that cannot be drawn is refused now
        raise Slow(self._kind, count)


def assemble(table: str) -> tuple[str, float]:
    """Lines of text, an empty one between paragraphs, and the words' mean confidence, from tesseract's word table."""
    lines: list[str] = []
    confidences: list[float] = []
    paragraph = line = ("", "", "", "")
    for row in table.splitlines()[1:]:
        fields = row.split("\t")
        if len(fields) < 12 or fields[0] != "5" or not fields[11].strip():
            continue
        here = (fields[1], fields[2], fields[3], fields[4])
        if here != line:
            if lines and here[:3] != paragraph[:3]:
                lines.append("")
            lines.append(fields[11].strip())
        else:
            lines[-1] += " " + fields[11].strip()
        paragraph = line = here
        confidences.append(float(fields[10]))
    return "\n".join(lines), sum(confidences) / len(confidences) if confidences else 0.0


def notes_on(recognised: Recognised, pages: int) -> tuple[str, ...]:
    """What an officer must know of recognised text: how much of it, how sure, which pages to look at."""
    count = len(recognised.texts)
    mean = sum(recognised.confidences.values()) / count if count else 0.0
    which = f"{count} trên {pages} trang" if count < pages else f"cả {pages} trang" if pages > 1 else "trang"
    notes = [
        f"Chữ của {which} được nhận dạng từ ảnh (OCR), độ tin cậy trung bình {mean:.0f}%; đề nghị đối chiếu với bản gốc."
    ]
    doubtful = sorted(
        index + 1
        for index, value in recognised.confidences.items()
        if value < _DOUBTFUL and recognised.texts[index]
    )
    empty = sorted(index + 1 for index, text in recognised.texts.items() if not text)
    if doubtful:
        notes.append(f"Khó nhận dạng, cần xem kỹ: trang {_listed(doubtful)}.")
    if empty:
        notes.append(f"Không nhận ra chữ nào ở trang {_listed(empty)}.")
    return tuple(notes)


def _listed(pages: list[int]) -> str:
    shown = ", ".join(str(page) for page in pages[:20])
    return shown if len(pages) <= 20 else f"{shown} và {len(pages) - 20} trang khác"
