"""The bodies of a province from the common table of kinds, each with its days and its successors (lập danh bạ cơ quan).

Running it twice changes nothing; a body that is there already keeps its contacts and its officers.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q

from diemtua.audit import trail as audit
from diemtua.directory import data
from diemtua.directory.data import AgencySuccessionRow
from diemtua.directory.heirs import ALL_WORK
from diemtua.directory.loading import Nobody
from diemtua.directory.models import Agency, AgencySuccession, Area, AreaSuccession
from diemtua.directory.patterns import patterns
from diemtua.kernel.sources import Confidence


@dataclass(frozen=True)
class Established:
    """How much was added; both zero the second time."""

    bodies: int
    successions: int


@transaction.atomic
def establish(
    province: Area, *, having: Collection[str] = (), districts: bool = False, communes: Collection[str] = ()
) -> Established:
    """Make the bodies that a province has had, and say who carries on whose work. A dozen queries.

    ``having`` are kinds that not every province has («so-ngoai-vu», «bo-doi-bien-phong»); ``districts`` asks for
    committees and police of its districts until 2025, ``communes`` names communes (codes) whose committee and
    police are wanted. Bodies of provinces that became part of this one find their heirs here.
    """
    areas = [province]
    if districts:
        areas += Area.objects.filter(parent=province, level=Area.Level.DISTRICT)
    areas += Area.objects.filter(code__in=communes, parent=province)
    wanted = [body for area in areas for body in bodies_of(area, province, frozenset(having))]
    known = {key(body) for body in Agency.objects.filter(province=province)}
    made = Agency.objects.bulk_create(body for body in wanted if key(body) not in known)
    done = Established(len(made), follow(province))
    if done.bodies or done.successions:
        audit.record(
            "directory.established", "directory.area", province.code, actor=Nobody(), bodies=done.bodies
        )
    return done


def key(body: Agency) -> tuple[int, str, str, date | None]:
    return body.area_id, body.kind, body.name, body.valid_from


def bodies_of(area: Area, province: Area, having: frozenset[str]) -> Iterator[Agency]:
    """The bodies of one area through time, each within the life of its area. No query."""
    for pattern in patterns(area.level):
        first, last = (
            later(pattern.valid_from, area.valid_from),
            earlier(pattern.valid_until, area.valid_until),
        )
        if (pattern.optional and pattern.kind not in having) or (first and last and first > last):
            continue
        yield Agency(
            kind=pattern.kind,
            name=pattern.name_in(area)[:255],
            short_name=pattern.short_in(area)[:120],
            area=area,
            province=province,
            valid_from=first,
            valid_until=last,
        ).keyed()


def later(one: date | None, other: date | None) -> date | None:
    return max(one, other) if one and other else one or other


def earlier(one: date | None, other: date | None) -> date | None:
    return min(one, other) if one and other else one or other


def follow(province: Area) -> int:
    """Link every ended body of the province, and of those that became part of it, to who carries on its work. Four queries."""
    family = [
        province.pk,
        *AreaSuccession.objects.filter(successor=province).values_list("predecessor", flat=True),
    ]
    land: Land = {}
    of_family = Q(predecessor__parent__in=family) | Q(predecessor__in=family, successor__in=family)
    for joined in AreaSuccession.objects.filter(of_family):
        land.setdefault(joined.predecessor_id, []).append(joined)
    everybody = list(Agency.objects.filter(province__in=family))
    links = [
        link
        for body in everybody
        if body.valid_until
        for link in [*by_table(body, everybody, land), *by_land(body, everybody, land)]
    ]
    known = set(AgencySuccession.objects.filter(predecessor__province__in=family).values_list(*LINK))
    fresh = {(link.predecessor_id, link.successor_id, link.topic): link for link in links}
    made = AgencySuccession.objects.bulk_create(link for key, link in fresh.items() if key not in known)
    return len(made)


Land = dict[int, list[AreaSuccession]]
LINK = ("predecessor", "successor", "topic")
PRESS = AgencySuccessionRow(
    "bao-dai",
    "bao-dai",
    date(2025, 7, 1),
    ALL_WORK,
    False,
    "Hợp nhất báo và đài; ngày theo từng tỉnh",
    Confidence.RECALL,
)
TABLE = (*data.agency_successions(), PRESS)


def by_table(body: Agency, everybody: Iterable[Agency], land: Land) -> Iterator[AgencySuccession]:
    """Successors that the reorganisation of 2025 names, in the body's province or in the one it became part of."""
    first_day = day_after(body)
    for row in (each for each in TABLE if each.old_kind == body.kind and each.on == first_day):
        joined = [link.successor_id for link in land.get(body.province_id, ()) if link.on <= row.on]
        heirs_of_land = {link.successor_id for link in land.get(body.area_id, ())}
        for heir in everybody:
            if heir.kind != row.new_kind or heir.pk == body.pk or not alive(heir, row.on):
                continue
            provincial = heir.area_id == heir.province_id
            if heir.province_id in (joined or [body.province_id]) and (
                provincial or heir.area_id in heirs_of_land
            ):
                yield AgencySuccession(
                    predecessor=body, successor=heir, on=row.on, topic=row.topic, source=row.source
                )


def by_land(body: Agency, everybody: Iterable[Agency], land: Land) -> Iterator[AgencySuccession]:
    """A body that ended with its area goes on in the body of the same kind of the area that has its land now.

    Where that area has none (a department that one province had kept), in those the table names for its kind.
    """
    first_day = day_after(body)
    if any(row.old_kind == body.kind and row.on == first_day for row in TABLE):
        return  # the table has said it more closely
    named = {row.new_kind: row.topic for row in TABLE if row.old_kind == body.kind}
    for joined in (each for each in land.get(body.area_id, ()) if each.on == first_day):
        there = [heir for heir in everybody if heir.area_id == joined.successor_id and alive(heir, joined.on)]
        same = [heir for heir in there if heir.kind == body.kind]
        for heir in same or [heir for heir in there if heir.kind in named]:
            topic = ALL_WORK if same else named[heir.kind]
            yield AgencySuccession(
                predecessor=body, successor=heir, on=joined.on, topic=topic, source=joined.note
            )


def day_after(body: Agency) -> date | None:
    """The first day on which the body was no more."""
    return body.valid_until + timedelta(days=1) if body.valid_until else None


def alive(body: Agency, day: date) -> bool:
    return (body.valid_from is None or body.valid_from <= day) and (
        body.valid_until is None or body.valid_until >= day
    )
