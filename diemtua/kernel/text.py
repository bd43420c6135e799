"""PLACEHOLDER by the house founder, to be replaced whole by the kernel founder within minutes."""

import unicodedata


def fold(text: str) -> str:
    stripped = "".join(
        c for c in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(c)
    )
    return stripped.replace("đ", "d")


def sort_key(text: str) -> bytes:
    return fold(text).encode()
