"""The keyring (chùm khóa): the keys that wrap the data keys, and the roots of the blind indexes. A file, for now.

Whoever puts a PKCS#11 token or a key service in its place answers the same questions: ``active``, ``wrap``, ``unwrap``,
``index_key``, ``generations``; keys need never leave the token but for the derived index keys. The file lies outside
the database, readable by the service's own account alone, and is backed up apart from it (``docs/operations.md``).
"""

from __future__ import annotations

import base64
import fcntl
import json
import os
import secrets
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from diemtua.vault.errors import KeyringMissing, Tampered
from diemtua.vault.sealing import KEY_BYTES, NONCE_BYTES, VERSION

MISSING = (
    "Không thấy chùm khóa ở {place}. Khôi phục tệp từ bản sao lưu, hoặc, chỉ khi cài đặt lần đầu, tạo bằng "
    "«diemtua vault init»; biến DIEMTUA_KEYRING chỉ chỗ của tệp."
)
OPEN_TO_OTHERS = "Tệp chùm khóa {place} cho tài khoản khác đọc; chạy: chmod 600 {place}"
UNREADABLE = "Tệp chùm khóa {place} hỏng hoặc không phải chùm khóa; khôi phục từ bản sao lưu."
LACKS = "Chùm khóa không có khóa {key}, khóa đã bọc dữ liệu này; khôi phục chùm khóa từ bản sao lưu."


@dataclass(frozen=True)
class Key:
    """One key of the ring: its name, its day, and bytes that no repr shows."""

    id: str
    made_at: datetime
    secret: bytes = field(repr=False)

    def __reduce__(self) -> str:
        raise TypeError("Khóa không được đưa ra khỏi tiến trình.")


@dataclass(frozen=True)
class Ring:
    """The file as read: wrapping keys and index roots, each oldest first; the last one of each is the active one."""

    wrapping: tuple[Key, ...]
    indexing: tuple[Key, ...]
    ciphers: dict[str, AESGCM] = field(repr=False, compare=False, default_factory=dict)
    derived: dict[tuple[str, str], bytes] = field(repr=False, compare=False, default_factory=dict)


# --- the questions ------------------------------------------------------------------------------------


def active() -> str:
    """Name of the key that wraps from now on. Raises ``KeyringMissing``."""
    return ring().wrapping[-1].id


def wrap(secret: bytes, *, owner: bytes) -> tuple[bytes, str]:
    """``secret`` under the active key, for ``owner`` (the data key's number) only; and the active key's name."""
    now = ring()
    key, nonce = now.wrapping[-1].id, os.urandom(NONCE_BYTES)
    return VERSION + nonce + _cipher(now, key).encrypt(nonce, secret, key.encode() + owner), key


def unwrap(wrapped: bytes, key: str, *, owner: bytes) -> bytes:
    """The secret. Raises ``KeyringMissing`` for a key that the ring lacks, ``Tampered`` for altered bytes."""
    nonce, body = wrapped[1 : 1 + NONCE_BYTES], wrapped[1 + NONCE_BYTES :]
    try:
        return _cipher(ring(), key).decrypt(nonce, body, key.encode() + owner)
    except (InvalidTag, ValueError) as broken:
        raise Tampered("Khóa dữ liệu đã bị sửa hoặc thuộc về bản ghi khác.") from broken


def generations() -> tuple[str, ...]:
    """Names of the index roots in use, newest first. More than one while rows are being indexed anew."""
    return tuple(key.id for key in reversed(ring().indexing))


def index_key(purpose: str, generation: str = "") -> bytes:
    """The key of one blind index, derived for its purpose alone; of the newest root unless another is named."""
    now = ring()
    root = next(key for key in reversed(now.indexing) if generation in ("", key.id))
    if (purpose, root.id) not in now.derived:
        kdf = HKDF(
            algorithm=SHA256(), length=KEY_BYTES, salt=None, info=b"diemtua blind index: " + purpose.encode()
        )
        now.derived[purpose, root.id] = kdf.derive(root.secret)
    return now.derived[purpose, root.id]


def _cipher(now: Ring, key: str) -> AESGCM:
    if key not in now.ciphers:
        found = next((each for each in now.wrapping if each.id == key), None)
        if found is None:
            raise KeyringMissing(LACKS.format(key=key))
        now.ciphers[key] = AESGCM(found.secret)
    return now.ciphers[key]


# --- the file -----------------------------------------------------------------------------------------

_read: dict[Path, tuple[tuple[int, int, int], Ring]] = {}


def place() -> Path:
    return Path(settings.VAULT_KEYRING)


def ring() -> Ring:
    """The ring as it is now: read again only when the file has changed, so that every process sees a rotation."""
    where = place()
    try:
        found = where.stat()
    except FileNotFoundError:
        if settings.PRODUCTION:
            raise KeyringMissing(MISSING.format(place=where)) from None
        create()
        found = where.stat()
    if stat.S_IMODE(found.st_mode) & 0o077:
        raise KeyringMissing(OPEN_TO_OTHERS.format(place=where))
    version = (found.st_ino, found.st_mtime_ns, found.st_size)
    if where not in _read or _read[where][0] != version:
        _read[where] = (version, _parse(where))
    return _read[where][1]


def create() -> bool:
    """Make the first keyring; ``False`` where there is one already."""
    with _alone():
        if place().exists():
            return False
        _write(Ring((_fresh("k"),), (_fresh("i"),)))
        return True


def add_wrapping_key() -> str:
    """A new active key; the former ones go on opening what they have wrapped."""
    with _alone():
        now, key = ring(), _fresh("k")
        _write(Ring((*now.wrapping, key), now.indexing))
        return key.id


def add_index_root() -> str:
    """A new root: written from now on, while searches still look under the former ones too."""
    with _alone():
        now, key = ring(), _fresh("i")
        _write(Ring(now.wrapping, (*now.indexing, key)))
        return key.id


def keep_only(*, wrapping: set[str] | None = None, indexing: set[str] | None = None) -> tuple[str, ...]:
    """Forget keys that are not named; the active ones stay. Returns the names forgotten."""
    with _alone():
        now = ring()
        kept = Ring(_kept(now.wrapping, wrapping), _kept(now.indexing, indexing))
        before, after = ({key.id for key in (*each.wrapping, *each.indexing)} for each in (now, kept))
        if before != after:
            _write(kept)
        return tuple(sorted(before - after))


def _kept(keys: tuple[Key, ...], names: set[str] | None) -> tuple[Key, ...]:
    return tuple(key for key in keys if names is None or key.id in names or key == keys[-1])


def _fresh(kind: str) -> Key:
    now = datetime.now(UTC)
    return Key(f"{kind}{now:%Y%m%d}-{secrets.token_hex(4)}", now, secrets.token_bytes(KEY_BYTES))


@contextmanager
def _alone() -> Iterator[None]:
    """One writer of the file at a time, in every process."""
    where = place()
    where.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with where.with_name(where.name + ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _parse(where: Path) -> Ring:
    try:
        told = json.loads(where.read_text(encoding="utf-8"))
        now = Ring(tuple(map(_key, told["wrapping"])), tuple(map(_key, told["indexing"])))
        if not (now.wrapping and now.indexing):
            raise ValueError
    except (ValueError, KeyError, TypeError) as broken:
        raise KeyringMissing(UNREADABLE.format(place=where)) from broken
    return now


def _key(told: dict[str, Any]) -> Key:
    key = Key(
        told["id"], datetime.fromisoformat(told["made_at"]), base64.b64decode(told["secret"], validate=True)
    )
    if len(key.secret) != KEY_BYTES:
        raise ValueError(key.id)
    return key


def _told(key: Key) -> dict[str, str]:
    return {"id": key.id, "made_at": key.made_at.isoformat(), "secret": base64.b64encode(key.secret).decode()}


def _write(now: Ring) -> None:
    """On the disk before it gets its name: the machine may stop at any moment and one whole ring is there."""
    where = place()
    told = {
        "wrapping": [_told(key) for key in now.wrapping],
        "indexing": [_told(key) for key in now.indexing],
    }
    handle, temporary = tempfile.mkstemp(dir=where.parent, prefix=where.name)  # mode 0600
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(told, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    os.replace(temporary, where)
    folder = os.open(where.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
