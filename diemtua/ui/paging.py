"""Keyset paging: the next page starts after the last row shown, whatever the table's size."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

Row = TypeVar("Row")
Value = str | int | None
SIZE = 50


@dataclass(frozen=True)
class Slice(Generic[Row]):
    """Rows of one page and the cursor of the next; ``""`` when this is the last. ``first``: nothing comes before."""

    rows: Sequence[Row]
    next: str = ""
    first: bool = True
    total: int | None = None


def cut(
    found: Sequence[Row],
    key: Callable[[Row], Sequence[date | Value]],
    *,
    size: int = SIZE,
    after: str = "",
    total: int | None = None,
) -> Slice[Row]:
    """The page out of ``found``, which holds up to ``size + 1`` rows: one more tells that a next page exists."""
    rows = found[:size]
    more = len(found) > size
    return Slice(rows, cursor(key(rows[-1])) if more else "", first=not after, total=total)


def cursor(values: Sequence[date | Value]) -> str:
    """A row's place in the order, fit for an address. Days become ISO text."""
    plain = [value.isoformat() if isinstance(value, date) else value for value in values]
    return base64.urlsafe_b64encode(json.dumps(plain, separators=(",", ":")).encode()).decode().rstrip("=")


def place(text: str, length: int) -> list[Value] | None:
    """The values behind a cursor; ``None`` for none, and for one that nobody here wrote (then: the first page)."""
    try:
        values = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except ValueError:
        return None
    plain = isinstance(values, list) and len(values) == length
    return values if plain and all(isinstance(value, str | int | None) for value in values) else None
