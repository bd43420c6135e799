"""Which of the two laws governs a case: by the day of the paper that identified the person, not of the crime."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from diemtua.cases.labelled import Labelled
from diemtua.kernel.sources import Confidence, source

L53_IN_FORCE = date(2025, 7, 1)


class Regime(Labelled):
    """The law whose support a person has (chế độ áp dụng)."""

    L66 = "L66", "Luật Phòng, chống mua bán người 66/2011/QH12"
    L53 = "L53", "Luật Phòng, chống mua bán người 53/2024/QH15"


@dataclass(frozen=True, slots=True)
class Override:
    """Another regime than the date gives, with its reason and two officers: one asks, another approves."""

    regime: Regime
    reason: str
    asked_by: int
    approved_by: int | None = None

    @property
    def stands(self) -> bool:
        """It counts once it has a reason and a second officer approved it."""
        return bool(self.reason.strip()) and self.approved_by not in (None, self.asked_by)


@source(
    "Luật 66/2011/QH12, Điều 57 (ngày có hiệu lực); Luật 53/2024/QH15 có hiệu lực từ 01/07/2025",
    in_force="2012-01-01",
    confidence=Confidence.RECALL,
)
def law_on(day: date) -> Regime:
    """The law in force on a day; procedure follows it whatever the person's support is."""
    return Regime.L53 if day >= L53_IN_FORCE else Regime.L66


@source("Luật 53/2024/QH15, Điều 63", in_force="2025-07-01")
def regime_of(identified_on: date | None, *, on: date) -> Regime:
    """The law a person's support follows: that of the day of the confirmation paper (giấy xác nhận nạn nhân).

    A person with no paper yet follows the law of ``on``; opened before and identified after 1/7/2025 is the new law.
    """
    return law_on(identified_on or on)


@source(
    "Lựa chọn của hệ thống: chế độ khác ngày của giấy xác nhận cần lý do và người duyệt thứ hai",
    in_force="2025-07-01",
    confidence=Confidence.DESIGN,
)
def governing(identified_on: date | None, override: Override | None, *, on: date) -> Regime:
    """The regime a case is worked under: the override once it stands, otherwise what the date gives."""
    return override.regime if override and override.stands else regime_of(identified_on, on=on)
