"""Numbers, money and dates as the office prints them: 1.234,5 · 1.200.000 đ · 03/08/2024 · 17:00."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

_SWAP = str.maketrans(",.", ".,")


def number(value: int | float | Decimal, places: int | None = None) -> str:
    """Dots between thousands and a decimal comma; ``places`` fixes the decimals, none drops empty ones."""
    if places is not None:
        return f"{value:,.{places}f}".translate(_SWAP)
    text = f"{value:,}" if isinstance(value, int) else f"{Decimal(str(value)):,f}"
    whole, _, decimals = text.partition(".")
    return (
        f"{whole}.{decimals}".rstrip("0").rstrip(".").translate(_SWAP) if decimals else whole.translate(_SWAP)
    )


def vnd(amount: int) -> str:
    """Whole đồng: «1.200.000 đ», kept on one line."""
    return f"{number(amount)}\u00a0đ"


def day(value: date) -> str:
    """«03/08/2024»."""
    return f"{value.day:02}/{value.month:02}/{value.year:04}"


def moment(value: datetime) -> str:
    """«17:00 03/08/2024»; the zone is the caller's."""
    return f"{value:%H:%M} {day(value)}"
