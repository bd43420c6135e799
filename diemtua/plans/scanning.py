"""The one door of every file handed in (quét mã độc): nobody else opens it before the scanner has found it clean.

A document and a piece of evidence come through here before they are kept. Where no scanner is set up
(``DIEMTUA_CLAMD``) files are kept unscanned and every page that offers one says so; set up later, the scanner looks
at such a file whenever it is asked for.
"""

from __future__ import annotations

import socket
import struct

from django.conf import settings
from django.db.models import TextChoices

CHUNK = 1024 * 1024


class Scan(TextChoices):
    """What is known of a kept file (kết quả quét mã độc)."""

    CLEAN = "clean", "Không có mã độc"
    UNSCANNED = "unscanned", "Chưa quét"


WARNING = "Chưa quét mã độc: mở cẩn thận."


class Unsafe(Exception):
    """Why a file is not taken, or not handed out, and what to do."""


class Silent(Exception):
    """The scanner does not answer, or not with a verdict; its words, if any."""


def take(data: bytes, name: str) -> Scan:
    """What to note of a file handed in. Raises ``Unsafe`` on malware, and when the scanner set up gives no verdict."""
    try:
        found = look(data)
    except Silent as silent:
        told = f" ({silent})" if str(silent) else ": máy quét mã độc không trả lời"
        raise Unsafe(
            f"Chưa quét được «{name}»{told}, nên chưa nhận. Nội dung đã nhập vẫn còn; gửi lại sau."
        ) from silent
    if found is None:
        raise Unsafe(f"«{name}» có mã độc, không nhận. Quét virus trên máy rồi gửi bản sạch.")
    return found


def hand_out(data: bytes, name: str, kept_as: str) -> None:
    """Let a kept file be opened. Raises ``Unsafe`` when it was kept unscanned and the scanner now here objects."""
    if kept_as == Scan.CLEAN:
        return
    try:
        found = look(data)
    except Silent as silent:
        raise Unsafe(f"Chưa quét được «{name}», nên chưa mở được. Thử lại sau ít phút.") from silent
    if found is None:
        raise Unsafe(f"«{name}» có mã độc, không mở được. Báo quản trị hệ thống và cơ quan đã gửi tệp.")


def look(data: bytes) -> Scan | None:
    """The scanner's verdict; ``None`` is malware. Raises ``Silent``."""
    if not settings.CLAMD_SOCKET:
        return Scan.UNSCANNED
    try:
        answer = ask_clamd(settings.CLAMD_SOCKET, data)
    except OSError as down:
        raise Silent from down
    if answer.endswith("OK"):
        return Scan.CLEAN
    if answer.endswith("FOUND"):
        return None
    raise Silent(answer)


def ask_clamd(place: str, data: bytes) -> str:
    """ClamAV's answer to INSTREAM over its socket: «stream: OK», «stream: Eicar FOUND». Raises ``OSError``."""
    with socket.socket(socket.AF_UNIX) as line:
        line.settimeout(30)
        line.connect(place)
        line.sendall(b"zINSTREAM\0")
        for start in range(0, len(data), CHUNK):
            chunk = data[start : start + CHUNK]
            line.sendall(struct.pack("!L", len(chunk)) + chunk)
        line.sendall(struct.pack("!L", 0))
        answer = b""
        while not answer.endswith(b"\0") and (more := line.recv(4096)):
            answer += more
    return answer.rstrip(b"\0").decode(errors="replace").strip()
