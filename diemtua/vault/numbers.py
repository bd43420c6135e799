"""Blind indexes (chỉ mục mù): a number that stands for a value, made with a key. Equal values, equal numbers; no way back.

Numbers are 63-bit, so that a ``bigint`` column with a btree finds them: PostgreSQL's equality of integers is leakproof
and may use the index under row security. What they still tell whoever copies the database: which rows share a value,
and how often a value occurs. ``docs/decisions/0008-vault.md`` says what is done about frequent ones.
"""

from __future__ import annotations

import enum
import hmac
import re
from collections.abc import Mapping
from typing import Final

from diemtua.kernel.text import fold
from diemtua.vault import keyring

NOT_ALNUM = re.compile(r"[^a-z0-9]")
# Ten digits since 2018: the eleven-digit mobile prefixes and what they became (Ministry of Information, 15/9/2018).
MOBILE_PREFIXES: Final[Mapping[str, str]] = {
    "0120": "070", "0121": "079", "0122": "077", "0126": "076", "0128": "078",
    "0123": "083", "0124": "084", "0125": "085", "0127": "081", "0129": "082",
    "0162": "032", "0163": "033", "0164": "034", "0165": "035", "0166": "036", "0167": "037", "0168": "038", "0169": "039",
    "0186": "056", "0188": "058", "0199": "059",
}  # fmt: skip


class Number(enum.Enum):
    """Numbers by which a person is looked for. Each has an index key of its own."""

    IDENTITY = "identity"  # số định danh cá nhân, CMND, hộ chiếu, giấy tờ khác
    PHONE = "phone"  # số điện thoại
    BIRTH_YEAR = "birth-year"  # năm sinh


def blind(purpose: str, value: str) -> int:
    """The number to keep for ``value``, under the newest index key. Different purposes share nothing."""
    return _number(keyring.index_key(purpose), value)


def blinds(purpose: str, value: str) -> tuple[int, ...]:
    """The numbers to look for: more than one while an index is being rebuilt under a new key."""
    return tuple(blind_in(generation, purpose, value) for generation in keyring.generations())


def blind_in(generation: str, purpose: str, value: str) -> int:
    return _number(keyring.index_key(purpose, generation), value)


def number_token(kind: Number, text: str) -> int | None:
    """The number to keep for an identity number, a phone or a year, however written; ``None`` where there is none."""
    normal = normalised(kind, text)
    return blind(f"number.{kind.value}", normal) if normal else None


def number_tokens(kind: Number, text: str) -> tuple[int, ...]:
    """The numbers to look for; none where ``text`` is no such number."""
    normal = normalised(kind, text)
    return blinds(f"number.{kind.value}", normal) if normal else ()


def normalised(kind: Number, text: str) -> str:
    """One spelling: «+84 (123) 456-7890» and «0834567890» are the same phone. Empty where nothing is left."""
    bare = NOT_ALNUM.sub("", fold(text))
    return _phone(bare) if kind is Number.PHONE else bare


def _phone(bare: str) -> str:
    digits = re.sub(r"\D", "", bare)
    national = re.sub(r"^(?:0084|84)0?(?=\d{9,10}$)", "0", digits)
    if len(national) == 11 and national[:4] in MOBILE_PREFIXES:
        return MOBILE_PREFIXES[national[:4]] + national[4:]
    return national


def _number(key: bytes, value: str) -> int:
    return int.from_bytes(hmac.digest(key, value.encode(), "sha256")[:8], "big") >> 1
