"""What a paper costs as docx and as PDF, beside the barest file of the same library in the same run."""

from __future__ import annotations

import io
import itertools
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from bench.timing import timed

_serial = itertools.count()


def fresh(paper: Any) -> Any:
    """The same paper with other words everywhere: the typesetter remembers what it has set before."""
    from diemtua.papers.paper import Fact, Item, Text

    def other(block: Any) -> Any:
        if isinstance(block, Text | Item):
            return replace(block, words=f"{block.words} {next(_serial)}")
        return replace(block, label=f"{block.label} {next(_serial)}") if isinstance(block, Fact) else block

    return replace(paper, summary=f"{paper.summary} {next(_serial)}", body=tuple(map(other, paper.body)))


def bare_docx() -> bytes:
    from docx import Document

    document, file = Document(), io.BytesIO()
    document.add_paragraph(f"Xin chào {next(_serial)}")
    document.save(file)
    return file.getvalue()


def bare_pdf(folder: Path) -> Callable[[], object]:
    import typst

    typesetter = typst.Compiler(font_paths=typst.Fonts(False, False, [folder]), ignore_system_fonts=True)
    source = '#set text(font: "Tinos")\nXin chào {}'
    return lambda: typesetter.compile(source.format(next(_serial)).encode(), pdf_standards=["a-2b"])


def measure() -> Iterator[tuple[str, str, float, float]]:
    """Name, kind of file, seconds (median), and how many times the barest file; the first PDF of a process first."""
    from django.conf import settings

    from diemtua.papers.paper import Text
    from diemtua.papers.pdf import pdf
    from diemtua.papers.word import docx
    from tests.papers import samples

    begin = time.perf_counter()
    pdf(samples.minutes())
    first = time.perf_counter() - begin
    floors = {"docx": timed(bare_docx).median, "pdf": timed(bare_pdf(settings.PAPER_FONTS)).median}
    yield "tờ đầu tiên của tiến trình", "pdf", first, first / floors["pdf"]
    long = replace(samples.decision(), body=tuple(Text(f"Đoạn thứ {n}. " * 12) for n in range(300)))
    papers = {"biên bản": samples.minutes(), "quyết định": samples.decision(), "công văn": samples.letter()}
    papers |= {"báo cáo, phụ lục 60 dòng 12 cột": samples.report(), "300 đoạn": long}
    for kind, write in (("docx", docx), ("pdf", pdf)):
        yield "tệp trống của thư viện", kind, floors[kind], 1.0
        for name, paper in papers.items():
            taken = timed(lambda paper=paper, write=write: write(fresh(paper)), 15).median
            yield name, kind, taken, taken / floors[kind]
