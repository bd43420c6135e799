"""Data keys, one a person: made, fetched many at a time, destroyed. Unwrapped keys live as long as a transaction."""

from __future__ import annotations

import os
import threading
import weakref
from collections.abc import Iterable
from typing import Protocol
from uuid import UUID, uuid4

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import connection, transaction
from django.utils import timezone

from diemtua.vault import keyring
from diemtua.vault.errors import KeyMissing
from diemtua.vault.sealing import KEY_BYTES

MOST = 5_000  # unwrapped keys at a time: a page has fifty, an export goes in portions
MAKE = "INSERT INTO vault_datakey (id, wrapped, keyring_key, created_at) VALUES (%s, %s, %s, %s)"
FETCH = "SELECT id, wrapped, keyring_key FROM vault_datakey WHERE id = ANY(%s)"
DESTROY = "UPDATE vault_datakey SET wrapped = NULL, destroyed_at = %s WHERE id = %s AND wrapped IS NOT NULL"


class Sealing(Protocol):
    """A row that keeps sealed fields: it names its data key."""

    @property
    def vault_key_id(self) -> UUID | None: ...


class _Unwrapped:
    """The open keys of one transaction. ``None`` is a key that was destroyed."""

    def __init__(self) -> None:
        self.ciphers: dict[UUID, AESGCM | None] = {}

    def __reduce__(self) -> str:
        raise TypeError("Khóa không được đưa ra khỏi tiến trình.")

    def forget(self) -> None:
        self.ciphers.clear()


_here = threading.local()


def _unwrapped() -> _Unwrapped:
    """The open keys of this transaction; outside of one, an empty place that is forgotten at once.

    Only the transaction's own list of what to do at its commit holds the keys: a commit forgets them, a rollback
    drops the list, and them with it. No middleware to install, none to forget.
    """
    found: _Unwrapped | None = getattr(_here, "keys", lambda: None)()
    if found is None:
        found = _Unwrapped()
        if connection.in_atomic_block:
            transaction.on_commit(found.forget)
            _here.keys = weakref.ref(found)
    return found


def new_key() -> UUID:
    """A data key for a new person; returns its number. One query."""
    key_id, secret = uuid4(), os.urandom(KEY_BYTES)
    wrapped, wrapped_by = keyring.wrap(secret, owner=key_id.bytes)
    with connection.cursor() as cursor:
        cursor.execute(MAKE, [key_id, wrapped, wrapped_by, timezone.now()])
    _unwrapped().ciphers[key_id] = AESGCM(secret)
    return key_id


def destroy(key_id: UUID) -> bool:
    """Erase a person (hủy dữ liệu): what the key sealed can never be read again. One query; the caller leaves the trail.

    ``False`` when it was destroyed before. Copies of the wrapped key in backups, in the log of the database and in
    pages not yet vacuumed die when the key that wrapped it is rotated out of the keyring (``diemtua vault retire``).
    """
    with connection.cursor() as cursor:
        cursor.execute(DESTROY, [timezone.now(), key_id])
        destroyed = bool(cursor.rowcount)
    _unwrapped().ciphers[key_id] = None
    return destroyed


def unlock(rows: Iterable[Sealing]) -> None:
    """Fetch the keys of all these rows at once. One query, none when they are all at hand.

    Raises ``ValueError`` beyond ``MOST`` keys: go in portions.
    """
    wanted = {row.vault_key_id for row in rows} - {None}
    _fetch({key_id for key_id in wanted if key_id is not None})


def cipher(key_id: UUID | None) -> AESGCM | None:
    """The open key, or ``None`` when it was destroyed. One query unless it is at hand.

    Raises ``KeyMissing`` when there is none, or none that whoever asks may see.
    """
    if key_id is None:
        raise KeyMissing("Bản ghi chưa có khóa dữ liệu: đặt vault_key_id = vault.new_key() trước khi ghi.")
    held = _unwrapped().ciphers
    if key_id not in held:
        held = _fetch({key_id})
    if key_id not in held:
        raise KeyMissing("Không có khóa dữ liệu của bản ghi, hoặc người hỏi không được thấy.")
    return held[key_id]


def _fetch(wanted: set[UUID]) -> dict[UUID, AESGCM | None]:
    if len(wanted) > MOST:
        raise ValueError(f"Mỗi lần mở nhiều nhất {MOST} khóa; hãy chia nhỏ.")
    keys = _unwrapped()
    missing = wanted - keys.ciphers.keys()
    if missing and len(keys.ciphers) + len(missing) > MOST:
        keys.forget()
        missing = wanted
    if missing:
        with connection.cursor() as cursor:
            cursor.execute(FETCH, [list(missing)])
            for key_id, wrapped, wrapped_by in cursor.fetchall():
                keys.ciphers[key_id] = _opened(key_id, wrapped, wrapped_by)
    return keys.ciphers


def _opened(key_id: UUID, wrapped: bytes | None, wrapped_by: str) -> AESGCM | None:
    if wrapped is None:
        return None
    return AESGCM(keyring.unwrap(bytes(wrapped), wrapped_by, owner=key_id.bytes))
