"""Who carries on the work of bodies that have ended, however many steps on, for which work, by which texts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from diemtua.directory.models import Agency, AgencySuccession
from diemtua.directory.queries import in_force

ALL_WORK = "Toàn bộ nhiệm vụ"
# UNION and not UNION ALL: a circle of successions, entered by mistake, ends where it began.
BEFORE = """
WITH RECURSIVE before (id) AS (
  SELECT %s::bigint UNION
  SELECT s.predecessor_id FROM directory_agencysuccession s JOIN before ON s.successor_id = before.id WHERE s."on" <= %s
) SELECT id FROM before
"""


@dataclass(frozen=True)
class Heir:
    """A body that carries on (cơ quan kế thừa): the work it took over, and the texts that say so."""

    agency: Agency
    topics: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


def heirs_of(agency_ids: Iterable[int], on: date) -> dict[int, list[Heir]]:
    """For each body, those that carry on its work on a day; a body still in force is its own. One query a step, five at most.

    Bodies whose work the tables give to nobody have an empty list.
    """
    asked = set(agency_ids)
    known = {agency.pk: agency for agency in Agency.objects.filter(pk__in=asked)}
    links: dict[int, list[AgencySuccession]] = {}
    ahead = {pk for pk, agency in known.items() if not in_force(agency, on)}
    while ahead:
        found = list(
            AgencySuccession.objects.filter(predecessor__in=ahead).select_related("successor").order_by("pk")
        )
        for link in found:
            links.setdefault(link.predecessor_id, []).append(link)
        ahead = {link.successor_id for link in found if not in_force(link.successor, on)} - links.keys()
    return {pk: _carriers(agency, links, on) for pk, agency in known.items()}


def carried_by(agency_id: int, on: date) -> QuerySet[Agency]:
    """A body and those whose work it carries on by a day, however many steps back. No query of its own."""
    return Agency.objects.filter(pk__in=RawSQL(BEFORE, [agency_id, on]))  # noqa: S611 - no word of a form enters


def _carriers(agency: Agency, links: dict[int, list[AgencySuccession]], on: date) -> list[Heir]:
    if in_force(agency, on):
        return [Heir(agency)]
    found: dict[int, Heir] = {}
    for link in links.get(agency.pk, ()):
        for heir in _carriers(link.successor, links, on):
            topics = (link.topic,) if link.topic and link.topic != ALL_WORK else heir.topics
            sources = (link.source, *heir.sources) if link.source else heir.sources
            before = found.get(heir.agency.pk, Heir(heir.agency))
            found[heir.agency.pk] = Heir(
                heir.agency, _once(before.topics + topics), _once(before.sources + sources)
            )
    return list(found.values())


def _once(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))
