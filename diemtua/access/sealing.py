"""What must rest unreadable in the database: sealed under the installation's secrets, one key for each purpose."""

from __future__ import annotations

import base64
import hashlib

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.utils.encoding import force_bytes


def seal(text: str, purpose: bytes) -> str:
    return _box(purpose).encrypt(text.encode()).decode()


def unseal(sealed: str, purpose: bytes) -> str:
    """The words again. Raises ``cryptography.fernet.InvalidToken`` for another purpose or a secret long gone."""
    return _box(purpose).decrypt(sealed.encode()).decode()


def _box(purpose: bytes) -> MultiFernet:
    """Keys made of the installation's secrets, the present one first: after a change the old still opens."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    keys = [hashlib.sha256(purpose + b"\x00" + force_bytes(secret)).digest() for secret in secrets]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in keys])
