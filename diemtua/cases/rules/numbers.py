"""Case numbers (số hồ sơ): «2026-0417», in order within a province and a year; they say nothing of the person."""

from __future__ import annotations

import re
from dataclasses import dataclass

from diemtua.kernel.sources import Confidence, source

NUMBER = re.compile(r"\s*(\d{4})\s*[-–/]\s*0*([1-9]\d*)\s*")


@dataclass(frozen=True, slots=True, order=True)
class CaseNumber:
    """Year of opening and place in the province's order of that year, from 1."""

    year: int
    place: int

    def __str__(self) -> str:
        return f"{self.year:04}-{self.place:04}"


@source(
    "Lựa chọn của hệ thống: mã giả danh trong mọi danh sách, thông báo, báo cáo",
    in_force="2025-07-01",
    confidence=Confidence.DESIGN,
)
def next_number(year: int, last: int | None) -> CaseNumber:
    """The number after ``last``, the highest place given in this province and year; never one given before."""
    return CaseNumber(year, (last or 0) + 1)


def parse(text: str) -> CaseNumber:
    """«2026-0417», also «2026-417» or «2026/0417». Raises ``ValueError`` with the sentence for people."""
    if not (found := NUMBER.fullmatch(text)):
        raise ValueError("Số hồ sơ gồm năm và số thứ tự, ví dụ 2026-0417.")
    return CaseNumber(int(found[1]), int(found[2]))
