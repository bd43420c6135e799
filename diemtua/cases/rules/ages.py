"""Ages when the birth date may be half known; who may be a child is treated as one until proved otherwise."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from diemtua.cases.labelled import Answer, Labelled
from diemtua.kernel.sources import Confidence, source

CHILD = 16  # trẻ em: Luật Trẻ em
MINOR = 18  # người dưới 18 tuổi: Luật Phòng, chống mua bán người


class Precision(Labelled):
    """How much of a birth date is known."""

    DAY = "day", "Biết ngày, tháng, năm sinh"
    MONTH = "month", "Biết tháng, năm sinh"
    YEAR = "year", "Chỉ biết năm sinh"
    UNKNOWN = "unknown", "Chưa biết năm sinh"


@dataclass(frozen=True, slots=True)
class Birth:
    """A birth date as far as it is known. Raises ``ValueError`` for a day without a month, or one no calendar has."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if (self.day and not self.month) or (self.month and not self.year):
            raise ValueError("Ngày sinh cần có tháng, tháng sinh cần có năm.")
        _ = self.bounds

    @property
    def precision(self) -> Precision:
        if self.day:
            return Precision.DAY
        return Precision.MONTH if self.month else Precision.YEAR if self.year else Precision.UNKNOWN

    @property
    def bounds(self) -> tuple[date, date] | None:
        """First and last day on which the person may have been born, inclusive; ``None`` when nothing is known."""
        if self.year is None:
            return None
        first, last = self.month or 1, self.month or 12
        end = self.day or monthrange(self.year, last)[1]
        return date(self.year, first, self.day or 1), date(self.year, last, end)

    @property
    def exact(self) -> date | None:
        """The date, only when day, month and year are known; nothing else leaves as a birth date."""
        return self.bounds[0] if self.bounds and self.precision is Precision.DAY else None


def age(born_on: date, on: date) -> int:
    """Whole years on a day; the birthday of 29 February falls on 1 March in other years, which favours the child."""
    return on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))


def ages_on(birth: Birth, on: date) -> tuple[int, int] | None:
    """The youngest and the oldest the person may be on a day; ``None`` when nothing is known."""
    if birth.bounds is None:
        return None
    first, last = birth.bounds
    return max(0, age(last, on)), age(first, on)


@source("Luật 53/2024/QH15, Điều 2; Luật Trẻ em 102/2016/QH13, Điều 1", in_force="2017-06-01")
def under(years: int, birth: Birth, on: date, said: Answer | None = None) -> Answer:
    """Is the person under ``years`` on a day? What the birth date proves wins over what was ``said`` about 18.

    ``said`` answers «dưới 18 tuổi?» at intake; one said to be 18 or more is not under 16 either.
    """
    if (span := ages_on(birth, on)) is not None:
        if span[1] < years:
            return Answer.YES
        if span[0] >= years:
            return Answer.NO
    if said is Answer.NO and years <= MINOR:
        return Answer.NO
    return Answer.YES if said is Answer.YES and years >= MINOR else Answer.NOT_SURE


@source(
    "Thông tư 35/2013/TT-BLĐTBXH, Điều 19 khoản 4 (1345/VBHN-BLĐTBXH)",
    in_force="2014-02-14",
)
def treated_as_minor(birth: Birth, on: date, said: Answer | None = None) -> bool:
    """Under 18, or not proved to be 18: treated as under 18 until proved otherwise."""
    return under(MINOR, birth, on, said) is not Answer.NO


@source("Luật Trẻ em 102/2016/QH13, Điều 1 và Điều 10 khoản 1", in_force="2017-06-01")
def has_child_plan(birth: Birth, on: date, said: Answer | None = None) -> bool:
    """Under 16, or not proved to be: the commune's child-protection process runs beside the case (quy trình bảo vệ trẻ em)."""
    return under(CHILD, birth, on, said) is not Answer.NO


@source(
    "Nguyên tắc trình bày của hệ thống",
    in_force="2025-07-01",
    confidence=Confidence.DESIGN,
)
def age_words(birth: Birth, on: date, said: Answer | None = None) -> str:
    """«17 tuổi», «16 hoặc 17 tuổi (coi là người dưới 18 tuổi)», «chưa rõ tuổi (…)»."""
    span = ages_on(birth, on)
    if span is None:
        words = "chưa rõ tuổi"
    else:
        words = f"{span[0]} tuổi" if span[0] == span[1] else f"{span[0]} hoặc {span[1]} tuổi"
    unproved = under(MINOR, birth, on, said) is Answer.NOT_SURE
    return f"{words} (coi là người dưới 18 tuổi)" if unproved else words
