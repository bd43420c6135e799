"""Values as officers write them: 03/08/2024, 17:00, 1.234,5, 1.200.000 đ. Pure functions, no locale looked up."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone

from diemtua.kernel.calendar import WEEKDAYS

SIZES = ("byte", "KB", "MB", "GB", "TB")


def day(value: date | datetime | None) -> str:
    """«03/08/2024»; an instant is taken in Vietnamese time."""
    return f"{_local(value):%d/%m/%Y}" if value else ""


def weekday(value: date | datetime | None) -> str:
    """«thứ Bảy, 03/08/2024»."""
    return f"{WEEKDAYS[_local(value).weekday()]}, {day(value)}" if value else ""


def hour(value: datetime | None) -> str:
    """«17:00»."""
    return f"{_local(value):%H:%M}" if value else ""


def instant(value: datetime | None) -> str:
    """«17:00 ngày 03/08/2024»; a bare day has no hour to tell."""
    if not isinstance(value, datetime):
        return day(value)
    return f"{hour(value)} ngày {day(value)}"


def number(value: float | Decimal | str | None, places: int | None = None) -> str:
    """«1.234,5»; ``places`` fixes the digits after the comma. What is no number is shown as it is."""
    if value is None or value == "":
        return ""
    try:
        exact = Decimal(str(value))
    except ArithmeticError:
        return str(value)
    if not exact.is_finite():
        return str(value)
    if places is None:
        exact = exact.normalize()
        places = max(0, -int(exact.as_tuple().exponent))
    return f"{exact:,.{places}f}".translate(str.maketrans(",.", ".,"))


def money(value: int | None) -> str:
    """«1.200.000 đ» (integer đồng)."""
    return f"{number(value)}\u00a0đ" if value is not None else ""


def percent(part: float, whole: float) -> str:
    """«12,5%»; nothing out of nothing is told as «–»."""
    return f"{number(100 * part / whole, 1).removesuffix(',0')}%" if whole else "–"


def size(value: int | None) -> str:
    """«1,4 MB» (1 KB = 1.024 byte)."""
    if value is None:
        return ""
    amount, step = float(value), 0
    while amount >= 1024 and step < len(SIZES) - 1:
        amount, step = amount / 1024, step + 1
    return f"{number(round(amount, 1 if step else 0)) or '0'}\u00a0{SIZES[step]}"


def _local(value: date | datetime) -> date | datetime:
    return timezone.localtime(value) if isinstance(value, datetime) and timezone.is_aware(value) else value
