"""Areas and their successions from the common tables into the database. Nothing past is overwritten.

A unit that the tables have ended is closed. A number that the tables give to another unit passes on: the unit that
had it keeps its life, under the number that the tables now give it. Units that the tables do not know are left alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from diemtua.audit import trail as audit
from diemtua.directory import data
from diemtua.directory.data import AreaRow, AreaSuccessionRow
from diemtua.directory.models import Area, AreaSuccession

LEVELS = (Area.Level.COUNTRY, Area.Level.PROVINCE, Area.Level.DISTRICT, Area.Level.COMMUNE)


@dataclass(frozen=True)
class Loaded:
    """How much a loading changed; all zero the second time."""

    areas: int = 0
    closed: int = 0
    passed_on: int = 0
    successions: int = 0

    def __bool__(self) -> bool:
        return bool(self.areas or self.closed or self.passed_on or self.successions)


@dataclass(frozen=True)
class Nobody:
    """Who acts when the house loads its tables (``audit.trail.Who``)."""

    officer_id: int | None = None
    agency_id: int | None = None


class BadTable(Exception):
    """The tables would overwrite what was."""


Heirs = dict[str, set[str]]


@transaction.atomic
def load(
    rows: Iterable[AreaRow] | None = None, successions: Iterable[AreaSuccessionRow] | None = None
) -> Loaded:
    """Bring areas and successions up to the tables (nạp danh mục địa bàn). Two queries when nothing changed.

    Raises ``BadTable`` when a number means another unit and the former has no row of its own; nothing is changed then.
    """
    given = {row.code: row for row in (data.areas() if rows is None else rows)}
    links = list(data.area_successions() if successions is None else successions)
    heirs: Heirs = {}
    for row in links:
        heirs.setdefault(row.predecessor, set()).add(row.successor)
    known = {
        area.code: area for area in Area.objects.select_related("parent").select_for_update(of=("self",))
    }
    passed_on = pass_on(known, given, heirs)
    made = add(known, given)
    closed = close(known, given)
    done = Loaded(made, closed, passed_on, link(known, links))
    if done:
        audit.record("directory.loaded", "directory.area", "*", actor=Nobody(), areas=made, closed=closed)
    return done


def same(area: Area, row: AreaRow, heirs: Heirs) -> bool:
    """Whether the unit in the database is the one the table means: name, kind, first day, and its place or that place's heir."""
    place = area.parent.code if area.parent else ""
    if place != row.parent and row.parent not in heirs.get(place, ()):
        return False
    return (area.name, area.level, area.kind, area.valid_from) == (
        row.name,
        row.level,
        row.kind,
        row.valid_from,
    )


def pass_on(known: dict[str, Area], given: dict[str, AreaRow], heirs: Heirs) -> int:
    """Free the numbers that now mean another unit. One query for all."""
    moved = [area for code, area in known.items() if code in given and not same(area, given[code], heirs)]
    for area in moved:
        elsewhere = next(
            (row for row in given.values() if row.code not in known and same(area, row, heirs)), None
        )
        if elsewhere is None:
            raise BadTable(
                f"Bảng địa bàn đổi nghĩa mã {area.code} ({area}) mà không giữ đơn vị cũ dưới mã khác."
            )
        del known[area.code]
        area.code = elsewhere.code
        known[area.code] = area
    Area.objects.bulk_update(moved, ["code"])
    return len(moved)


def add(known: dict[str, Area], given: dict[str, AreaRow]) -> int:
    """Add the units that are new, parents before their parts. One query a level."""
    made = 0
    for level in LEVELS:
        fresh = [
            area_of(row, known) for row in given.values() if row.level == level and row.code not in known
        ]
        known.update({area.code: area for area in Area.objects.bulk_create(fresh)})
        made += len(fresh)
    return made


def close(known: dict[str, Area], given: dict[str, AreaRow]) -> int:
    """Give a last day to units that the tables have ended since, and their new place to parts of a unit that passed on."""
    changed = []
    for code, row in given.items():
        area = known[code]
        place = known[row.parent].pk if row.parent else None
        if (area.valid_until, area.source, area.parent_id) != (row.valid_until, row.source, place):
            area.valid_until, area.source, area.parent_id = row.valid_until, row.source, place
            changed.append(area)
    Area.objects.bulk_update(changed, ["valid_until", "source", "parent"], batch_size=500)
    return len(changed)


def area_of(row: AreaRow, known: dict[str, Area]) -> Area:
    return Area(
        code=row.code,
        name=row.name,
        level=row.level,
        kind=row.kind,
        parent=known[row.parent] if row.parent else None,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        source=row.source,
    ).keyed()


def link(known: dict[str, Area], rows: list[AreaSuccessionRow]) -> int:
    """Link who became part of whom. Two queries."""
    before = set(AreaSuccession.objects.values_list("predecessor__code", "successor__code"))
    fresh = [row for row in rows if (row.predecessor, row.successor) not in before]
    AreaSuccession.objects.bulk_create(
        AreaSuccession(
            predecessor=known[row.predecessor], successor=known[row.successor], on=row.on, note=row.note[:255]
        )
        for row in fresh
    )
    return len(fresh)
