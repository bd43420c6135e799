"""Reads of the directory for its pages. No row rule: who is who is known to every signed-in officer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from diemtua.directory.heirs import Heir, heirs_of
from diemtua.directory.models import Absence, Agency, AgencySuccession, Area, AreaSuccession, Officer, Posting
from diemtua.directory.queries import in_force
from diemtua.kernel.text import tokens

FOUND = 30
KIND_WORDS = (
    {"tinh"},
    {"thanh", "pho"},
    {"huyen"},
    {"quan"},
    {"xa"},
    {"phuong"},
    {"thi", "xa"},
    {"thi", "tran"},
)


@dataclass(frozen=True)
class Found:
    """What a search found, each list cut at ``FOUND``."""

    areas: list[Area]
    agencies: list[Agency]
    officers: list[Posting]

    @property
    def more(self) -> bool:
        return len(self.agencies) == FOUND

    def __bool__(self) -> bool:
        return bool(self.areas or self.agencies or self.officers)


@dataclass(frozen=True)
class Bodies:
    """The bodies of a province on a day, with focal officers, and who carries on the work of those that ended since."""

    province: Area
    on: date
    agencies: list[Agency]
    focal: dict[int, list[Posting]]
    away: dict[int, Absence]
    heirs: dict[int, list[AgencySuccession]]


@dataclass(frozen=True)
class AreaRecord:
    """One area: what it came from, what it became, its parts on a day."""

    area: Area
    came_from: list[AreaSuccession]
    became: list[AreaSuccession]
    parts: list[Area]


@dataclass(frozen=True)
class AgencyRecord:
    """One body: what it came from, who carries on, its officers on a day, who is away."""

    agency: Agency
    came_from: list[AgencySuccession]
    carried_on_by: list[AgencySuccession]
    postings: list[Posting]
    former: list[Posting]
    away: dict[int, Absence]
    heirs: list[Heir]


@dataclass(frozen=True)
class OfficerRecord:
    """One officer: his places, newest first, and his absences from a day on."""

    officer: Officer
    postings: list[Posting]
    absences: list[Absence]


def search(words: str, *, on: date, near: Iterable[int] = ()) -> Found:
    """Areas of any time, bodies of any time, officers serving on ``on``. Six queries at most."""
    if not tokens(words):
        return Found([], [], [])
    areas = _having(Area.objects.all(), _bare(words)).select_related("parent")
    linked = areas.prefetch_related("succeeded_by__successor", "succeeds__predecessor")
    agencies = _having(Agency.objects.select_related("area", "province"), words)
    officers = Posting.objects.current(on).filter(_all_words(words, "officer__name_folded"))
    mine = list(near)
    return Found(
        list(linked.order_by("level_order", "name_sort", "pk")[:FOUND]),
        sorted(agencies.order_by("name_sort", "pk")[:FOUND], key=lambda body: body.province_id not in mine),
        list(officers.order_by("officer__name_sort", "pk")[:FOUND]),
    )


def _all_words(words: str, field: str) -> Q:
    given = Q()
    for token in tokens(words)[:8]:
        given &= Q(**{f"{field}__contains": token})
    return given


def _having(rows: QuerySet, words: str) -> QuerySet:
    """Rows whose name holds every word typed; wider areas first."""
    found = rows.filter(_all_words(words, "name_folded"))
    return found.annotate(level_order=Area.wide_first()) if rows.model is Area else found


def _bare(words: str) -> str:
    """«tỉnh Sóc Trăng» is looked for as «Sóc Trăng»: areas are kept without their kind."""
    given = tokens(words)
    for kind in KIND_WORDS:
        if set(given[: len(kind)]) == kind and len(given) > len(kind):
            return " ".join(given[len(kind) :])
    return " ".join(given)


def provinces(on: date) -> list[Area]:
    """The provinces of a day, as Vietnamese sorts them. One query."""
    return list(Area.objects.on(on).filter(level=Area.Level.PROVINCE).order_by("name_sort"))


def bodies(province: Area, on: date, *, today: date) -> Bodies:
    """The bodies of a province on ``on``. Five queries."""
    agencies = list(
        Agency.objects.filter(province=province).on(on).select_related("area").order_by("name_sort", "pk")
    )
    serving = Posting.objects.current(on).filter(
        agency__province=province, duties__contains=[Posting.Duty.FOCAL]
    )
    focal: dict[int, list[Posting]] = {}
    for posting in serving.order_by("officer__name_sort"):
        focal.setdefault(posting.agency_id, []).append(posting)
    ended = [agency.pk for agency in agencies if agency.valid_until and agency.valid_until < today]
    officers = [posting.officer_id for each in focal.values() for posting in each]
    return Bodies(province, on, agencies, focal, away(officers, on), heirs(ended))


def heirs(ended: Iterable[int]) -> dict[int, list[AgencySuccession]]:
    """Who carries on the work of bodies that have ended, body by body. One query."""
    found: dict[int, list[AgencySuccession]] = {}
    links = AgencySuccession.objects.filter(predecessor__in=list(ended)).select_related("successor")
    for link in links.order_by("pk"):
        found.setdefault(link.predecessor_id, []).append(link)
    return found


def away(officers: Iterable[int], on: date) -> dict[int, Absence]:
    """Who of them is away on a day, with who stands in. One query."""
    absences = Absence.objects.on(on).filter(officer__in=list(officers)).select_related("stand_in")
    return {absence.officer_id: absence for absence in absences}


def last_day(code: str) -> date | None:
    """The last day of an area that has ended. One query. Raises ``Area.DoesNotExist``."""
    return Area.objects.values_list("valid_until", flat=True).get(code=code)


def area_record(code: str, on: date) -> AreaRecord:
    """One area whole. Four queries. Raises ``Area.DoesNotExist``."""
    area = Area.objects.select_related("parent").get(code=code)
    came_from = area.succeeds.select_related("predecessor").order_by("predecessor__name_sort")
    became = area.succeeded_by.select_related("successor").order_by("successor__name_sort")
    parts = area.parts.on(on).order_by("level", "name_sort")
    return AreaRecord(area, list(came_from), list(became), list(parts))


def agency_record(agency_id: int, on: date, *, today: date) -> AgencyRecord:
    """One body whole; of one that has ended, who carries on ``today``. Nine queries. Raises ``Agency.DoesNotExist``."""
    agency = Agency.objects.select_related("area", "province", "parent").get(pk=agency_id)
    came_from = agency.succeeds.select_related("predecessor").order_by("-on", "predecessor__name_sort", "pk")
    carried_on = agency.succeeded_by.select_related("successor").order_by("on", "pk")
    everybody = list(agency.postings.select_related("officer").order_by("officer__name_sort", "pk"))
    serving = [posting for posting in everybody if serves(posting, on)]
    former = [posting for posting in everybody if posting.valid_until and posting.valid_until < on]
    here = away([posting.officer_id for posting in serving], on)
    carriers = [] if in_force(agency, today) else heirs_of([agency.pk], today)[agency.pk]
    return AgencyRecord(agency, list(came_from), list(carried_on), serving, former, here, carriers)


def serves(posting: Posting, on: date) -> bool:
    return posting.valid_from <= on and (posting.valid_until is None or posting.valid_until >= on)


def officer_record(officer_id: int, on: date) -> OfficerRecord:
    """One officer whole. Three queries. Raises ``Officer.DoesNotExist``."""
    officer = Officer.objects.get(pk=officer_id)
    postings = officer.postings.select_related("agency", "agency__area", "agency__province").order_by(
        "-valid_from", "-pk"
    )
    absences = officer.absences.filter(valid_until__gte=on).select_related("stand_in").order_by("valid_from")
    return OfficerRecord(officer, list(postings), list(absences))


def absences_of(officer_id: int) -> list[Absence]:
    """An officer's absences, the latest first. One query."""
    return list(
        Absence.objects.filter(officer=officer_id).select_related("stand_in").order_by("-valid_from")[:50]
    )


def agency_choices(province_ids: Iterable[int], on: date) -> list[tuple[object, object]]:
    """Bodies of some provinces in force on a day, provincial ones first. One query."""
    standing = Agency.objects.filter(province__in=list(province_ids)).on(on).select_related("area")
    rows = sorted(standing, key=lambda body: (body.area_id != body.province_id, bytes(body.name_sort)))
    return [(body.pk, body.name) for body in rows]


def colleague_choices(agency_id: int | None, officer_id: int | None, on: date) -> list[tuple[object, object]]:
    """Those who may stand in: serving in the same body on the day. One query."""
    serving = Posting.objects.current(on).filter(agency=agency_id).exclude(officer=officer_id)
    return [
        (each.officer_id, f"{each.officer.name}, {each.position}")
        for each in serving.order_by("officer__name_sort")
    ]


def province(code: str) -> Area:
    """A province of any time. One query. Raises ``Area.DoesNotExist``."""
    return Area.objects.get(code=code, level=Area.Level.PROVINCE)


def area_of(area_id: int | None) -> Area:
    """An area by its key. One query. Raises ``Area.DoesNotExist``, for no key as well."""
    if area_id is None:
        raise Area.DoesNotExist
    return Area.objects.get(pk=area_id)


def agency(agency_id: int) -> Agency:
    """A body by its key. One query. Raises ``Agency.DoesNotExist``."""
    return Agency.objects.select_related("area", "province").get(pk=agency_id)
