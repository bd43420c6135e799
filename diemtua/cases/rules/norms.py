"""Allowances and cost norms (mức chi) as dated data: an amount only where a source has one, otherwise «chưa cấu hình».

A province adds its own rows (resolutions of its People's Council, or the circular once a legal unit has read it).
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files

from diemtua.cases.rules.entitlements import Item
from diemtua.kernel.formats import vnd
from diemtua.kernel.sources import Confidence, source

NOT_SET = "chưa cấu hình"


@dataclass(frozen=True, slots=True)
class Norm:
    """One norm between two days, inclusive. ``amount_vnd`` is ``None`` where no source has it; ``limit`` says whether
    the amount is a floor («tối thiểu») or a ceiling («tối đa»); ``province`` is empty for the whole country."""

    code: str
    name: str
    item: Item
    unit: str
    amount_vnd: int | None
    limit: str
    in_force: date
    until: date | None
    text: str
    confidence: Confidence
    note: str = ""
    province: str = ""

    def in_force_on(self, day: date) -> bool:
        return self.in_force <= day and (self.until is None or day <= self.until)


@lru_cache(maxsize=1)
def national() -> tuple[Norm, ...]:
    """The rows shipped with the program, in the file's order."""
    text = files("diemtua.cases.rules").joinpath("data/norms.csv").read_text(encoding="utf-8")
    return tuple(_norm(row) for row in csv.DictReader(text.splitlines()))


@source(
    "Thông tư 84/2019/TT-BTC; Thông tư 120/2026/TT-BTC (mức chi chưa đọc được); nghị quyết của HĐND cấp tỉnh",
    in_force="2020-01-15",
    confidence=Confidence.SECONDARY,
)
def norm_on(code: str, day: date, province: str = "", own: Iterable[Norm] = ()) -> Norm | None:
    """The norm in force on the day of the expense: the province's own row wins, then the latest begun.

    ``None`` when no row governs that day.
    """
    rows = [row for row in (*national(), *own) if row.code == code and row.in_force_on(day)]
    mine = [row for row in rows if row.province and row.province == province]
    general = [row for row in rows if not row.province]
    return max(mine or general, key=lambda row: row.in_force, default=None)


def norms_of(item: Item, day: date, province: str = "", own: Iterable[Norm] = ()) -> list[Norm]:
    """The norms of an item of support on a day, in the order of the file."""
    rows = (*national(), *own)
    codes = dict.fromkeys(row.code for row in rows if row.item is item)
    return [norm for code in codes if (norm := norm_on(code, day, province, rows[len(national()) :]))]


@source(
    "Lựa chọn của hệ thống: mức chi trống hoặc chưa xác nhận thì chưa chi, hồ sơ vẫn tiếp tục",
    in_force="2020-01-15",
    confidence=Confidence.DESIGN,
)
def payable(norm: Norm | None) -> bool:
    """May money be paid by this norm? Not while the amount is empty or known by hearsay only; the case goes on."""
    return norm is not None and norm.amount_vnd is not None and norm.confidence is not Confidence.RECALL


def amount_words(norm: Norm | None) -> str:
    """«tối thiểu 70.000 đ/người/ngày», «chưa cấu hình»; an amount known by hearsay says so."""
    if norm is None or norm.amount_vnd is None:
        return NOT_SET
    words = f"{norm.limit} {vnd(norm.amount_vnd)}/{norm.unit}".strip()
    return words if payable(norm) else f"{words} (cần xác nhận)"


def monthly_care(base_vnd: int, under_four: bool) -> int:
    """Monthly care in a facility, VND: base level × 5,0 under four years, × 4,0 from four (Nghị định 20/2021/NĐ-CP, Điều 25)."""
    return base_vnd * (5 if under_four else 4)


def _norm(row: dict[str, str]) -> Norm:
    amount = row["amount_vnd"]
    return Norm(
        code=row["code"],
        name=row["name"],
        item=Item(row["item"]),
        unit=row["unit"],
        amount_vnd=int(amount) if amount else None,
        limit=row["limit"],
        in_force=date.fromisoformat(row["in_force"]),
        until=date.fromisoformat(row["until"]) if row["until"] else None,
        text=row["text"],
        confidence=Confidence(row["confidence"]),
        note=row["note"],
    )
