"""Stays in a shelter or household (lưu trú, tạm lánh): three texts give three maximum lengths, none is known to prevail.

Whoever records a stay chooses its legal basis; the choice, and an extension, are decisions with a name and a paper.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from diemtua.cases.labelled import Labelled
from diemtua.cases.rules.catalogue import BY_CODE
from diemtua.cases.rules.deadlines import Deadline, Due, due
from diemtua.kernel.calendar import WorkingCalendar
from diemtua.kernel.sources import Confidence, source


class Basis(Labelled):
    """The text under which a person stays (căn cứ lưu trú)."""

    ND162 = "nd162", "Nghị định 162/2025/NĐ-CP, Điều 17: tối đa 120 ngày"
    ND20 = "nd20", "Nghị định 20/2021/NĐ-CP, Điều 24 khoản 4, Điều 18 khoản 3: tối đa 03 tháng"
    TT35 = "tt35", "Thông tư 35/2013/TT-BLĐTBXH, Điều 14 khoản 1: tối đa 60 ngày"

    @property
    def deadline(self) -> Deadline:
        """The row of the catalogue that gives the length."""
        return BY_CODE[{Basis.ND162: "D10", Basis.ND20: "D10c", Basis.TT35: "O09"}[self]]


CHOOSE = (
    "Ba văn bản nêu ba thời gian lưu trú tối đa; chưa rõ văn bản nào được ưu tiên. "
    "Chọn căn cứ, ghi lý do và hỏi Sở Y tế, Sở Tư pháp khi cần."
)


@dataclass(frozen=True, slots=True)
class Extended:
    """A decision that prolongs a stay: to what day, by which kind of body, under which paper."""

    until: date
    by_kind: str
    paper: str


@source(
    "Nghị định 162/2025/NĐ-CP, Điều 17; Nghị định 20/2021/NĐ-CP, Điều 24; Thông tư 35/2013/TT-BLĐTBXH, Điều 14",
    in_force="2014-02-14",
    confidence=Confidence.SECONDARY,
)
def bases_on(day: date) -> list[Basis]:
    """The legal bases a stay that starts on a day may choose from (căn cứ lưu trú)."""
    return [basis for basis in Basis if basis.deadline.in_force_on(day)]


@source(
    "Nghị định 162/2025/NĐ-CP, Điều 17; Nghị định 20/2021/NĐ-CP, Điều 24 khoản 4",
    in_force="2021-07-01",
    confidence=Confidence.SECONDARY,
)
def extended_by(basis: Basis) -> frozenset[str]:
    """Kinds of body that may prolong a stay; empty where the text knows no extension (TT35)."""
    extension = basis.deadline.extension
    return extension.by if extension else frozenset()


def stay_due(
    basis: Basis, started_on: date, calendar: WorkingCalendar, extended: Extended | None = None
) -> Due:
    """When a stay must end. Raises ``NotInForce`` for a basis not yet in force, ``ValueError`` for an extension
    that the text does not know, or by a body it does not name."""
    if extended is None:
        return due(basis.deadline, started_on, calendar)
    if extended.by_kind not in extended_by(basis):
        raise ValueError("Cơ quan này không có thẩm quyền gia hạn lưu trú theo căn cứ đã chọn.")
    return due(basis.deadline, started_on, calendar, extended_until=extended.until)


def days_left(due: Due, on: date) -> int | None:
    """Calendar days until the stay's last day, for the shelter's board; negative when it is over."""
    return (due.limit.day - on).days if due.limit else None
