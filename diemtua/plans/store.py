"""Files kept byte for byte under their own hash (SHA-256): the same file twice is one file, an altered one shows."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

from django.conf import settings
from django.db import connection


class Damaged(Exception):
    """The kept bytes no longer have their hash."""


def place_of(sha256: str) -> Path:
    return Path(settings.MEDIA_ROOT) / sha256[:2] / sha256


def put(data: bytes) -> str:
    """Keep ``data``; returns its hash. Whole or not at all: a temporary file is renamed into place. One query."""
    sha256 = hashlib.sha256(data).hexdigest()
    hold(sha256)
    place = place_of(sha256)
    if not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=place.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, place)
    return sha256


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


def drop(sha256: str) -> None:
    """Let a file go. Its caller has held it, and has seen in the same transaction that no row names it."""
    place_of(sha256).unlink(missing_ok=True)


def hold(sha256: str) -> None:
    """Until the transaction ends nobody else keeps or drops this file: a file never goes while a row comes. One query."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(%s)", [int.from_bytes(bytes.fromhex(sha256[:16]), signed=True)]
        )
