"""``diemtua up``: database, web and worker in one terminal, with readable lines, a clean Ctrl-C, and nothing lost."""

from __future__ import annotations

import argparse
import asyncio
import fcntl
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

PORT, SMTP_PORT = 8138, 8125
PATIENCE = 5  # restarts of one process before the house says it cannot go on
GRACE_SECONDS = 10


@dataclass(frozen=True)
class Process:
    """One long-running part of the house: its name in the margin of the log, and its command."""

    name: str
    colour: str
    command: tuple[str, ...]


class CannotStart(Exception):
    """Why the house does not start, and what to do."""


def main(words: Sequence[str]) -> int:
    """Run until Ctrl-C. Returns the exit code."""
    options = parse(words)
    if options.demo:
        os.environ["DIEMTUA_DEMO"] = "1"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "diemtua.config.settings")
    os.environ.setdefault("DIEMTUA_SITE_URL", f"http://{options.host}:{options.port}")
    try:
        from django.conf import settings

        with only_one(settings.VAR_DIR):
            free(options.host, options.port, "--port")
            prepare(options.demo)
            return asyncio.run(supervise(processes(options), settings.SITE_URL))
    except CannotStart as reason:
        print(reason, file=sys.stderr)
        return 1
    except subprocess.CalledProcessError as failed:
        print(f"Không khởi động được: lệnh {' '.join(failed.cmd[1:4])} báo lỗi ở trên.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def parse(words: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="diemtua up", description="Chạy Điểm Tựa trong một cửa sổ.")
    parser.add_argument("--demo", action="store_true", help="nạp tỉnh trình diễn và bốn kế hoạch thật")
    parser.add_argument("--host", default="127.0.0.1", help="địa chỉ nghe (mặc định 127.0.0.1)")
    parser.add_argument("--port", type=int, default=PORT, help=f"cổng của trang (mặc định {PORT})")
    parser.add_argument("--mail-port", type=int, default=SMTP_PORT, help="cổng nhận thư thử khi trình diễn")
    return parser.parse_args(list(words))


class only_one:
    """Holds the house's lock. The system frees it with the process, so a lock is never stale; a crash is told."""

    def __init__(self, var: Path) -> None:
        var.mkdir(parents=True, exist_ok=True)
        self.file: IO[str] = (var / "up.lock").open("a+")

    def __enter__(self) -> None:
        self.file.seek(0)
        before = self.file.read().strip()
        try:
            fcntl.flock(self.file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CannotStart(
                f"Điểm Tựa đang chạy ở một cửa sổ khác (tiến trình {before or 'không rõ'}). Dừng ở đó bằng Ctrl-C trước."
            ) from None
        if before:
            say(
                f"Lần chạy trước (tiến trình {before}) dừng đột ngột; khởi động lại, dữ liệu đã ghi vẫn nguyên."
            )
        self.write(str(os.getpid()))

    def __exit__(self, *exception: object) -> None:
        self.write("")
        self.file.close()

    def write(self, text: str) -> None:
        self.file.truncate(0)
        self.file.write(text)
        self.file.flush()


def free(host: str, port: int, option: str) -> None:
    """Raises ``CannotStart`` when another program holds the port."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as taken:
            raise CannotStart(
                f"Cổng {port} trên {host} không dùng được ({taken.strerror}). "
                f"Tắt chương trình đang giữ cổng, hoặc chạy lại với {option} {port + 1}."
            ) from None


def prepare(demo: bool) -> None:
    """Database up, structure and areas current, and in a demonstration the provinces with their plans."""
    from django.conf import settings

    from diemtua.config.database_command import ensure

    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    say("Cơ sở dữ liệu …")
    ensure()
    command("migrate", "--verbosity=0")
    command("directory_load", "--verbosity=0")
    if demo:
        command("demo")


def command(*words: str) -> None:
    subprocess.run([sys.executable, "-m", "diemtua.cli", *words], check=True)


def processes(options: argparse.Namespace) -> list[Process]:
    python = sys.executable
    web = (
        python,
        "-m",
        "granian",
        "--interface",
        "wsgi",
        "--host",
        options.host,
        "--port",
        str(options.port),
    )
    tuning = (
        "--blocking-threads",
        "8",
        "--no-ws",
        "--log-level",
        "warning",
        "diemtua.config.wsgi:application",
    )
    found = [
        Process("web", "36", web + tuning),
        Process("worker", "35", (python, "-m", "diemtua.cli", "manage", "procrastinate", "worker")),
    ]
    if options.demo and not os.environ.get("DIEMTUA_SMTP_HOST"):
        free("127.0.0.1", options.mail_port, "--mail-port")
        os.environ["DIEMTUA_SMTP_PORT"] = str(options.mail_port)
        found.append(Process("mail", "33", (python, "-m", "diemtua.config.mailbox", str(options.mail_port))))
    return found


async def supervise(parts: list[Process], address: str) -> int:
    """Run every part, restart one that falls, stop all together. Returns 0 after Ctrl-C, 1 when a part keeps falling."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    running = [asyncio.create_task(keep(part, stop)) for part in parts]
    say(f"Mở {address} (dừng bằng Ctrl-C)")
    code = max(await asyncio.gather(*running))
    from django.conf import settings

    from diemtua.config import database, embedded

    if database.is_embedded():
        embedded.stop(database.home(settings.VAR_DIR))
    say("Đã dừng; dữ liệu đã ghi vẫn nguyên.")
    return code


async def keep(part: Process, stop: asyncio.Event) -> int:
    """Keep one part running until ``stop``; after ``PATIENCE`` falls, stop the house and say which part fell."""
    for attempt in range(PATIENCE):
        child = await asyncio.create_subprocess_exec(
            *part.command,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            start_new_session=True,  # Ctrl-C reaches the house alone, which then stops its parts in order
        )
        reading = asyncio.create_task(copy(part, child))
        ended = asyncio.create_task(child.wait())
        asked = asyncio.create_task(stop.wait())
        await asyncio.wait({ended, asked}, return_when=asyncio.FIRST_COMPLETED)
        asked.cancel()
        if stop.is_set():
            await end(child)
            await reading
            return 0
        await reading
        say(f"{part.name} dừng (mã {child.returncode}); chạy lại lần {attempt + 1}.")
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), timeout=2**attempt)
    say(f"{part.name} không chạy được sau {PATIENCE} lần; xem các dòng [{part.name}] ở trên.")
    stop.set()
    return 1


async def copy(part: Process, child: asyncio.subprocess.Process) -> None:
    """Each line of a part, with its name in the margin."""
    assert child.stdout is not None
    margin = f"[{part.name}]".ljust(9)
    if sys.stdout.isatty():
        margin = f"\x1b[{part.colour}m{margin}\x1b[0m"
    async for line in child.stdout:
        print(margin, line.decode(errors="replace").rstrip(), flush=True)


async def end(child: asyncio.subprocess.Process) -> None:
    """Ask to stop, wait, then insist."""
    with suppress(ProcessLookupError):
        child.terminate()
    try:
        await asyncio.wait_for(child.wait(), timeout=GRACE_SECONDS)
    except TimeoutError:
        with suppress(ProcessLookupError):
            child.kill()
        await child.wait()


def say(sentence: str) -> None:
    print(f"[diemtua] {sentence}", flush=True)
