"""What everybody may know about areas and agencies, as plain dated tables (danh mục dùng chung).

``areas.csv`` and ``successions.csv`` are made by ``scripts/areas.py``; the tables of agencies are kept by hand.
``README.md`` beside them tells where each fact comes from. Nothing here knows the database.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from datetime import date
from importlib.resources import files
from typing import Any, TypeVar

from diemtua.kernel.sources import Confidence

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class AreaRow:
    """A unit of administration (đơn vị hành chính); ``code`` is unique over all levels and times.

    Current units carry their official number: two digits for provinces, three for districts, five for
    communes. «63-94» is number 94 (Sóc Trăng) of the sixty-three provinces of before 1/7/2025.
    """

    code: str
    name: str
    level: str
    kind: str
    parent: str
    valid_from: date | None
    valid_until: date | None
    source: str

    @property
    def full_name(self) -> str:
        """As documents write it: «tỉnh Nghệ An», «thành phố Cần Thơ», «huyện Tràng Định», «xã Tri Phương»."""
        return f"{self.kind.partition(' trực thuộc ')[0].partition(' thuộc ')[0]} {self.name}".strip()


@dataclass(frozen=True, slots=True)
class AreaSuccessionRow:
    """From the day ``on``, the successor has land of the predecessor."""

    predecessor: str
    successor: str
    on: date
    note: str


@dataclass(frozen=True, slots=True)
class AgencyKindRow:
    """What a kind of agency was called between two days; one ``code`` has a row for each name it had.

    ``pattern`` makes the name of the one body of an area: «Công an {area}» with «tỉnh Nghệ An»;
    empty for kinds that are no single body.
    """

    code: str
    name: str
    short_name: str
    pattern: str
    level: str
    category: str
    valid_from: date | None
    valid_until: date | None
    note: str

    def name_in(self, area: str) -> str:
        """The official name of the body of an area, given as «tỉnh Nghệ An»."""
        return self.pattern.format(area=area)


@dataclass(frozen=True, slots=True)
class AgencySuccessionRow:
    """Who carries on which work of a kind of agency from the day ``on``.

    ``ask`` says that several successors are possible and a person must choose for each task.
    """

    old_kind: str
    new_kind: str
    on: date
    topic: str
    ask: bool
    source: str
    confidence: Confidence


def areas() -> Iterator[AreaRow]:
    """Every area, parents before their parts."""
    return _rows("areas.csv", AreaRow)


def area_successions() -> Iterator[AreaSuccessionRow]:
    """63 provinces to 34, and each district of before 1/7/2025 to the communes on its land."""
    return _rows("successions.csv", AreaSuccessionRow)


def agency_kinds() -> Iterator[AgencyKindRow]:
    """Kinds of agency as plans name them, with their names through time."""
    return _rows("agency_kinds.csv", AgencyKindRow)


def agency_successions() -> Iterator[AgencySuccessionRow]:
    """Who took over from whom in the reorganisation of 2025."""
    return _rows("agency_successions.csv", AgencySuccessionRow)


def _day(cell: str) -> date | None:
    return date.fromisoformat(cell) if cell else None


_CELLS: dict[str, Callable[[str], Any]] = {
    "valid_from": _day,
    "valid_until": _day,
    "on": date.fromisoformat,
    "ask": lambda cell: cell == "yes",
    "confidence": Confidence,
}


def _rows(name: str, row: type[Row]) -> Iterator[Row]:
    text = files("diemtua.directory.data").joinpath(name).read_text(encoding="utf-8")
    names = [each.name for each in fields(row)]  # type: ignore[arg-type]
    for cells in csv.DictReader(text.splitlines()):
        yield row(**{each: _CELLS.get(each, str)(cells[each]) for each in names})
