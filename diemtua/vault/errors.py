"""What the vault refuses, in sentences for the one who runs the machine."""

from django.core.exceptions import FieldError


class VaultError(Exception):
    """Something sealed cannot be written or read as asked."""


class KeyringMissing(VaultError):
    """The keyring, or a key of it, is not where it should be. Nothing sealed can be read until it is."""


class KeyMissing(VaultError):
    """The row names no data key, or one that whoever asks may not see."""


class Destroyed(VaultError):
    """The person was erased: nothing of his can be read, nothing more written."""


class Tampered(VaultError):
    """Sealed bytes that do not belong to this table, column and key, or were altered."""


class NotSearchable(FieldError):
    """Somebody filters on an encrypted column."""
