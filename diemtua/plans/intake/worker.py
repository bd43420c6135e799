"""The reading process: reads one file from standard input, writes one JSON answer to standard output.

Started by ``sandbox.run`` as ``python -m …worker KIND read|look FD``. Its first act is to bind itself. On FD, a file
shared with the parent, it keeps how many pages are recognised.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import struct
import sys
import traceback
from functools import partial

from .limits import CHILD_MEMORY, CHILD_OUTPUT, READ_SECONDS, TOTAL_SECONDS
from .model import Extracted, Flaw, Kind, Slow

OUT_OF_MEMORY = (
    "cần quá nhiều bộ nhớ để đọc; hãy tách thành tệp nhỏ hơn hoặc xuất lại PDF từ văn bản gốc rồi nộp lại."
)


def bind() -> None:
    """Limit this process and all it starts: memory, processor time, written bytes, no core dumps; then set the alarm."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (CHILD_MEMORY, CHILD_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (TOTAL_SECONDS, TOTAL_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (CHILD_OUTPUT, CHILD_OUTPUT))
    # The default action of SIGALRM ends the process even inside a library that never returns.
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(READ_SECONDS)


PAGES = struct.Struct("=II")
"""Pages recognised and pages to recognise, as they stand in the shared file."""


def read(kind: Kind, data: bytes, *, look: bool, shared: int) -> Extracted:
    """The reader for a kind; each library is imported only where it is needed, after the limits hold."""
    if kind is Kind.DOCX:
        from .docx import read_docx

        return read_docx(data)
    if kind is Kind.HTML:
        from .html import read_html

        return read_html(data)
    from .ocr import Looker, Recogniser

    recogniser = partial(Looker, kind) if look else partial(Recogniser, partial(tell, shared, os.getppid()))
    if kind is Kind.PDF:
        from .pdf import read_pdf

        return read_pdf(data, recogniser)
    from .image import read_image

    return read_image(data, recogniser)


def tell(shared: int, parent: int, done: int, count: int) -> None:
    """Keep how far recognition has come where the parent looks. Where the parent is gone, nobody needs the rest."""
    if os.getppid() != parent:
        os.killpg(0, signal.SIGKILL)
    os.pwrite(shared, PAGES.pack(done, count), 0)


def answer(kind: Kind, data: bytes, *, look: bool, shared: int) -> dict[str, object]:
    """The answer as JSON values: a text, or how many pages are pictures, or a flaw, or where our own code failed."""
    try:
        found = read(kind, data, look=look, shared=shared)
    except Slow as slow:
        return {"pictured": slow.pages}
    except Flaw as flaw:
        return {"flaw": flaw.predicate}
    except (MemoryError, RecursionError):
        return {"flaw": OUT_OF_MEMORY}
    except Exception as error:  # the place is logged, never the message: it may quote the document
        place = traceback.extract_tb(error.__traceback__)[-1]
        return {"failure": f"{type(error).__name__} at {place.name}:{place.lineno}"}
    return {"text": found.text, "pages": found.pages, "notes": found.notes, "ocr": found.ocr}


def main() -> None:
    """Read, answer, end."""
    bind()
    data = sys.stdin.buffer.read()
    kind, manner, shared = sys.argv[1:]
    result = json.dumps(answer(Kind(kind), data, look=manner == "look", shared=int(shared)))
    sys.stdout.write(result)


if __name__ == "__main__":
    main()
