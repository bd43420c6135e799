"""A file from a stranger is read in a process of its own, which may die without hurting anybody."""

from __future__ import annotations

import json
import logging
import os
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from .limits import READ_SECONDS, TOTAL_SECONDS
from .model import Extracted, Flaw, Kind, Progress, Slow
from .worker import OUT_OF_MEMORY, PAGES

logger = logging.getLogger(__name__)

_ROOT = Path(__file__).resolve().parents[3]
_TOO_LONG = "đọc quá lâu (quá {seconds} giây) nên đã dừng; hãy tách thành tệp nhỏ hơn hoặc xuất lại PDF từ văn bản gốc rồi nộp lại."
_DIED = "làm chương trình đọc dừng giữa chừng (tệp hỏng hoặc cố ý làm hỏng); hãy mở bằng chương trình đã soạn nó, lưu lại rồi nộp lại."


PULSE_SECONDS = 0.5


def run(kind: Kind, data: bytes, *, progress: Progress | None = None, look: bool = False) -> Extracted:
    """Read the file in a bound child process. Raises ``Flaw``; with ``look``, ``Slow`` before any recognition.

    ``progress`` is called in this process whenever more pages are recognised; what it raises ends the child.
    """
    # Unlinked files instead of pipes: the child's limit on written bytes then bounds its answer too.
    with (
        tempfile.TemporaryFile() as given,
        tempfile.TemporaryFile() as answered,
        tempfile.TemporaryFile() as shared,
    ):
        given.write(data)
        given.seek(0)
        child = _start(kind, "look" if look else "read", given, answered, shared)
        code = _wait(child, shared.fileno(), progress)
        if code != 0:
            raise Flaw(_complaint(code))
        answered.seek(0)
        return _understood(kind, answered.read())


def _start(kind: Kind, manner: str, given: Any, answered: Any, shared: Any) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-P", "-m", f"{__package__}.worker", kind.value, manner, str(shared.fileno())]
    return subprocess.Popen(  # noqa: S603
        command,
        stdin=given,
        stdout=answered,
        stderr=subprocess.DEVNULL,
        env=_environment(),
        cwd="/",
        pass_fds=(shared.fileno(),),
        start_new_session=True,
    )


def _environment() -> dict[str, str]:
    """Only what reading needs: the server's secrets stay with the server."""
    kept = {name: os.environ[name] for name in ("PATH", "TESSDATA_PREFIX", "TMPDIR") if name in os.environ}
    return {"PATH": os.defpath, **kept, "LANG": "C.UTF-8", "PYTHONPATH": str(_ROOT), "OMP_THREAD_LIMIT": "1"}


def _wait(child: subprocess.Popen[bytes], shared: int, progress: Progress | None) -> int:
    """The child's exit code; meanwhile its progress is passed on, each time it has moved."""
    deadline, before, code = time.monotonic() + TOTAL_SECONDS, (0, 0), None
    try:
        while code is None and (left := deadline - time.monotonic()) > 0:
            with suppress(subprocess.TimeoutExpired):
                code = child.wait(min(left, PULSE_SECONDS) if progress else left)
            now = _pages(shared)
            if progress and now != before:
                progress(*now)
            before = now
        return -signal.SIGALRM if code is None else code
    finally:
        _end_group(child)


def _pages(shared: int) -> tuple[int, int]:
    """Pages done and to do; the child is not believed beyond that done is at most all."""
    kept = os.pread(shared, PAGES.size, 0)
    done, count = PAGES.unpack(kept) if len(kept) == PAGES.size else (0, 0)
    return min(done, count), count


def _end_group(child: subprocess.Popen[bytes]) -> None:
    """End the child and whatever it started, even if the child itself is gone."""
    with suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()


def _complaint(code: int) -> str:
    logger.warning("reading process ended with %s", code)
    if code in (-signal.SIGALRM, -signal.SIGXCPU):
        return _TOO_LONG.format(seconds=READ_SECONDS)
    return OUT_OF_MEMORY if code == -signal.SIGKILL else _DIED


def _understood(kind: Kind, answered: bytes) -> Extracted:
    try:
        answer = json.loads(answered)
    except ValueError:
        raise Flaw(_DIED) from None
    if "pictured" in answer:
        raise Slow(kind, int(answer["pictured"]))
    if "flaw" in answer:
        raise Flaw(str(answer["flaw"]))
    if "failure" in answer:
        logger.error("reading a %s failed: %s", kind.value, answer["failure"])
        raise Flaw(_DIED)
    return Extracted(
        _scrubbed(answer["text"]), kind, answer["pages"], tuple(answer["notes"]), bool(answer["ocr"])
    )


def _scrubbed(text: str) -> str:
    """Text that a database and a page can hold: no NUL, no half of a surrogate pair."""
    return text.replace("\0", "").encode("utf-16", "surrogatepass").decode("utf-16", "replace")
