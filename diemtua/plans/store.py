"""Files kept byte for byte under their own hash (SHA-256): the same file twice is one file, an altered one shows."""

from __future__ import annotations

import hashlib
import logging
import os
import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.db import connection

from diemtua.kernel.decision import Refused, no

log = logging.getLogger(__name__)
NAME = re.compile(r"[0-9a-f]{64}")
WRITING = "tmp"  # how the name of a file not yet whole begins
FULL = (
    "Chưa lưu được tệp vì kho tệp của máy chủ đã đầy hoặc không ghi được. Báo quản trị hệ thống rồi nộp lại."
)


@dataclass(frozen=True)
class Kept:
    """One file of the store as the disk has it; without ``sha256`` it was being written when the machine stopped."""

    path: Path
    sha256: str
    size: int
    written_at: datetime


class Damaged(Exception):
    """The kept bytes no longer have their hash."""


def place_of(sha256: str) -> Path:
    return Path(settings.MEDIA_ROOT) / sha256[:2] / sha256


def put(data: bytes) -> str:
    """Keep ``data``; returns its hash. Whole or not at all, also when the power goes. One query.

    Raises ``Refused`` with a sentence when the folder takes no more.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    hold(sha256)
    place = place_of(sha256)
    if not place.exists() or place.stat().st_size != len(data):
        try:
            _write(place, data)
        except OSError as full:
            log.exception("Kho tệp không ghi được")
            raise Refused(no(FULL, code="store-full")) from full
    return sha256


def _write(place: Path, data: bytes) -> None:
    """A temporary file, on the disk before it gets its name; then the name itself."""
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(prefix=WRITING, dir=place.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, place)
    except OSError:
        os.unlink(temporary)
        raise
    folder = os.open(place.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def get(sha256: str) -> bytes:
    """The bytes kept under ``sha256``. Raises ``Damaged`` when they are missing or altered."""
    try:
        data = place_of(sha256).read_bytes()
    except FileNotFoundError as missing:
        raise Damaged(
            "Không tìm thấy tệp gốc trong kho; báo quản trị hệ thống khôi phục từ bản sao lưu."
        ) from missing
    if hashlib.sha256(data).hexdigest() != sha256:
        raise Damaged("Tệp gốc trong kho đã bị thay đổi; báo quản trị hệ thống khôi phục từ bản sao lưu.")
    return data


def everything() -> Iterator[Kept]:
    """Every file of the store, one folder after another; other files beside them are left out."""
    for path in sorted(Path(settings.MEDIA_ROOT).glob("[0-9a-f][0-9a-f]/*")):
        whole = bool(NAME.fullmatch(path.name))
        if whole or path.name.startswith(WRITING):
            facts = path.stat()
            written_at = datetime.fromtimestamp(facts.st_mtime, UTC)
            yield Kept(path, path.name if whole else "", facts.st_size, written_at)


def drop(sha256: str) -> None:
    """Let a file go. Its caller has held it, and has seen in the same transaction that no row names it."""
    place_of(sha256).unlink(missing_ok=True)


def hold(sha256: str) -> None:
    """Until the transaction ends nobody else keeps or drops this file: a file never goes while a row comes. One query."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(%s)", [int.from_bytes(bytes.fromhex(sha256[:16]), signed=True)]
        )
