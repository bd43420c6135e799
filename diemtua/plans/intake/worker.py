"""The reading process: reads one file from standard input, writes one JSON answer to standard output.

Started by ``sandbox.run`` as ``python -m …worker KIND``. Its first act is to bind itself.
"""

from __future__ import annotations

import json
import resource
import signal
import sys
import traceback

from .limits import CHILD_MEMORY, CHILD_OUTPUT, READ_SECONDS, TOTAL_SECONDS
from .model import Extracted, Flaw, Kind

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


def read(kind: Kind, data: bytes) -> Extracted:
    """The reader for a kind; each library is imported only where it is needed, after the limits hold."""
    if kind is Kind.DOCX:
        from .docx import read_docx as reader
    elif kind is Kind.HTML:
        from .html import read_html as reader
    elif kind is Kind.PDF:
        from .pdf import read_pdf as reader
    else:
        from .image import read_image as reader
    return reader(data)


def answer(kind: Kind, data: bytes) -> dict[str, object]:
    """The answer as JSON values: a text, or a flaw, or where our own code failed."""
    try:
        found = read(kind, data)
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
    result = json.dumps(answer(Kind(sys.argv[1]), data))
    sys.stdout.write(result)


if __name__ == "__main__":
    main()
