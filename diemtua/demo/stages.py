"""The provinces of the demonstration: which bodies each had, which plan, on which day each lives."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from importlib.resources import files


@dataclass(frozen=True)
class Stage:
    """One province: its code in the directory, kinds not everybody has, its plan and the days of its life.

    ``today`` is the day its clock stands at; ``None`` lives with the real calendar. ``followed``: when bodies outside
    the cast took their work up, reported it, and were confirmed.
    """

    code: str
    having: frozenset[str]
    plan: str = ""
    registered_on: date | None = None
    issued_on: date | None = None
    today: date | None = None
    districts: bool = True
    followed: tuple[date, date, date] | None = None

    @property
    def text(self) -> str:
        """The plan as it was published."""
        return files("diemtua.demo").joinpath("plans", self.plan).read_text(encoding="utf-8")


STAGES = (
    Stage(
        "40",
        frozenset({"so-ngoai-vu", "bo-doi-bien-phong", "ban-dan-toc", "so-du-lich", "hai-quan"}),
        plan="nghe-an-316-2016.txt",
        registered_on=date(2016, 6, 10),
        issued_on=date(2016, 6, 20),
        today=date(2016, 9, 20),
        followed=(date(2016, 6, 27), date(2016, 9, 14), date(2016, 9, 16)),
    ),
    Stage(
        "20",
        frozenset({"so-ngoai-vu", "bo-doi-bien-phong", "ban-dan-toc", "hai-quan"}),
        plan="lang-son-87-2021.txt",
        registered_on=date(2021, 6, 2),
        issued_on=date(2021, 6, 4),
        today=date(2021, 11, 15),
    ),
    Stage(
        "63-92",
        frozenset({"so-ngoai-vu", "ban-dan-toc", "hai-quan"}),
        plan="can-tho-126-2024.txt",
        registered_on=date(2024, 6, 26),
        issued_on=date(2024, 6, 27),
        today=date(2024, 8, 6),
        followed=(date(2024, 7, 5), date(2024, 8, 2), date(2024, 8, 5)),
    ),
    Stage(
        "63-94",
        frozenset({"bo-doi-bien-phong", "ban-dan-toc"}),
        plan="soc-trang-155-2023.txt",
        registered_on=date(2023, 7, 31),
        issued_on=date(2023, 8, 1),
    ),
    Stage("92", frozenset({"bo-doi-bien-phong", "ban-dan-toc"}), districts=False),
)
MERGED_ON = date(2025, 7, 1)
