"""Files at rest (tệp đính kèm đã mã hóa): under a random name, in chunks, each sealed in its place in the row of chunks.

A file has a key of its own, sealed in its head by the person's data key. Chunks follow the STREAM construction (Hoang,
Reyhanitabar, Rogaway, Vizár, 2015): the nonce counts, and its last byte marks the last chunk, so that nothing can be
altered, moved, doubled or cut off without showing. The last chunk is filled up, so the size tells little.
"""

from __future__ import annotations

import os
import re
import secrets
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from diemtua.vault.errors import Destroyed, Tampered, VaultError
from diemtua.vault.keys import cipher
from diemtua.vault.sealing import KEY_BYTES, TAG_BYTES, place_of, seal, unseal

CHUNK = 64 * 1024
FILL = 4 * 1024
HEAD_BYTES = len(seal(AESGCM(bytes(KEY_BYTES)), bytes(KEY_BYTES), b""))
NAME = re.compile(r"[0-9a-f]{32}")
CHANGED = "Tệp mã hóa trong kho đã bị sửa hoặc bị cắt; báo quản trị hệ thống khôi phục từ bản sao lưu."
ABSENT = "Không tìm thấy tệp mã hóa trong kho; báo quản trị hệ thống khôi phục từ bản sao lưu."


def put(pieces: Iterable[bytes], key_id: UUID) -> str:
    """Keep what ``pieces`` make together; returns its random name. Whole or not at all, also when the power goes.

    Holds one chunk in memory. At most one query. Raises ``Destroyed`` for a person already erased, and whatever
    ``pieces`` raises, in which case nothing is kept.
    """
    person, name, secret = _of(key_id), secrets.token_hex(16), os.urandom(KEY_BYTES)
    place = place_of_file(name)
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=place.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(seal(person, secret, _bound(name, key_id)))
            for chunk in _sealed(_regular(pieces), AESGCM(secret)):
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, place)
    except BaseException:
        os.unlink(temporary)
        raise
    _settle(place.parent)
    return name


def read(name: str, key_id: UUID) -> Iterator[bytes]:
    """The pieces of a file, each proven before it is given. At most one query, here; reading on needs no transaction.

    Raises ``Destroyed`` when the person was erased, ``Tampered`` when altered, cut or missing: at the piece that
    shows it, so a page that must not begin a damaged file asks ``intact`` first.
    """
    person = _of(key_id)
    try:
        file = place_of_file(name).open("rb")
    except FileNotFoundError as missing:
        raise Tampered(ABSENT) from missing
    with file:
        own = AESGCM(unseal(person, file.read(HEAD_BYTES), _bound(name, key_id)))
    return _opened(name, own)


def intact(name: str, key_id: UUID) -> bool:
    """Whether every chunk is as it was written. Reads it all."""
    try:
        for _ in read(name, key_id):
            pass
    except Tampered:
        return False
    return True


def drop(name: str) -> None:
    """Take a file away; harmless when it is gone."""
    place_of_file(name).unlink(missing_ok=True)


def place_of_file(name: str) -> Path:
    if not NAME.fullmatch(name):
        raise VaultError("Tên tệp trong kho mã hóa không hợp lệ.")
    return Path(settings.MEDIA_ROOT) / "vault" / name[:2] / name


def _of(key_id: UUID) -> AESGCM:
    person = cipher(key_id)
    if person is None:
        raise Destroyed("Dữ liệu của người này đã hủy; tệp không còn đọc, ghi được.")
    return person


def _bound(name: str, key_id: UUID) -> bytes:
    return place_of("file", name, key_id.bytes)


def _regular(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes in chunks of ``CHUNK``, and a shorter one, perhaps empty, at the end."""
    held = bytearray()
    for piece in pieces:
        held += piece
        while len(held) >= CHUNK:
            yield bytes(held[:CHUNK])
            del held[:CHUNK]
    yield bytes(held)


def _sealed(chunks: Iterator[bytes], own: AESGCM) -> Iterator[bytes]:
    """Each chunk under the number of its place. The last is marked, ended by 0x80 and filled with zeros."""
    chunk, count = next(chunks), 0
    for following in chunks:
        yield own.encrypt(_nonce(count, last=False), chunk, None)
        chunk, count = following, count + 1
    filled = chunk + b"\x80"
    yield own.encrypt(_nonce(count, last=True), filled.ljust(-(-len(filled) // FILL) * FILL, b"\0"), None)


def _opened(name: str, own: AESGCM) -> Iterator[bytes]:
    with place_of_file(name).open("rb") as file:
        file.seek(HEAD_BYTES)
        for count, (chunk, last) in enumerate(_chunks(file)):
            try:
                opened = own.decrypt(_nonce(count, last=last), chunk, None)
            except (InvalidTag, ValueError) as broken:
                raise Tampered(CHANGED) from broken
            yield opened.rstrip(b"\0")[:-1] if last else opened


def _chunks(file: IO[bytes]) -> Iterator[tuple[bytes, bool]]:
    """What lies in the file, with whether it is the last."""
    chunk = file.read(CHUNK + TAG_BYTES)
    while following := file.read(CHUNK + TAG_BYTES):
        yield chunk, False
        chunk = following
    yield chunk, True


def _nonce(count: int, *, last: bool) -> bytes:
    return count.to_bytes(11, "big") + bytes([last])


def _settle(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
