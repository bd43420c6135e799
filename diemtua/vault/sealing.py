"""Sealing bytes: AES-256-GCM, bound to their place, as long as a hundred other values. Pure; no database, no files."""

from __future__ import annotations

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from diemtua.vault.errors import Tampered

VERSION = b"\x01"
NONCE_BYTES, TAG_BYTES, KEY_BYTES = 12, 16, 32
FLOOR = 64  # bytes: every name, number, phone and date is as long as every other
_LENGTH_BYTES = 4


def seal(cipher: AESGCM, payload: bytes, place: bytes) -> bytes:
    """``payload`` padded and encrypted, readable only at ``place`` (table, column, data key)."""
    nonce = os.urandom(NONCE_BYTES)
    return VERSION + nonce + cipher.encrypt(nonce, padded(payload), VERSION + place)


def unseal(cipher: AESGCM, sealed: bytes, place: bytes) -> bytes:
    """What ``seal`` was given. Raises ``Tampered`` when altered, moved, or of a later version."""
    if sealed[:1] != VERSION:
        raise Tampered("Dữ liệu mã hóa thuộc phiên bản mà bản cài đặt này chưa đọc được.")
    nonce, body = sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
    try:
        return unpadded(cipher.decrypt(nonce, body, VERSION + place))
    except (InvalidTag, ValueError) as broken:
        raise Tampered("Dữ liệu mã hóa đã bị sửa, bị chuyển chỗ hoặc không thuộc khóa này.") from broken


def place_of(table: str, column: str, key_id: bytes) -> bytes:
    """The place a value is bound to: names are given their lengths, so that no two places spell the same."""
    first, second = table.encode(), column.encode()
    return len(first).to_bytes(2, "big") + first + len(second).to_bytes(2, "big") + second + key_id


def padded(payload: bytes) -> bytes:
    """The length, the payload, and zeros up to a length that many payloads share."""
    whole = len(payload).to_bytes(_LENGTH_BYTES, "big") + payload
    return whole.ljust(padded_length(len(whole)), b"\0")


def unpadded(whole: bytes) -> bytes:
    length = int.from_bytes(whole[:_LENGTH_BYTES], "big")
    return whole[_LENGTH_BYTES : _LENGTH_BYTES + length]


def padded_length(length: int) -> int:
    """At least ``FLOOR``; above, at most an eighth more or 32 bytes: what is left to see is the order of size."""
    if length <= FLOOR:
        return FLOOR
    step = max(32, 1 << (length.bit_length() - 4))
    return -(-length // step) * step
