"""Finding a person by name, birth year, number or phone: through blind indexes, inside what the actor may see (tìm người)."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.db.models import Q

from diemtua import vault
from diemtua.access.actor import Actor
from diemtua.audit import trail as audit
from diemtua.cases.models import Case, Dependant
from diemtua.cases.policies import has_victim_duty
from diemtua.cases.purposes import Purpose
from diemtua.kernel.decision import Refused, no
from diemtua.vault import Closeness, Number

CANDIDATES, SHOWN = 500, 50
FIND = "SELECT person, names FROM cases_find(%s, %s, %s, %s, %s, %s)"
ELSEWHERE = "SELECT * FROM cases_exists_elsewhere(%s, %s, %s)"


@dataclass(frozen=True)
class Sought:
    """What somebody typed. Words of a name in any order, without marks, one slip in one word; the rest exactly."""

    name: str = ""
    birth_year: str = ""
    number: str = ""
    phone: str = ""

    def __bool__(self) -> bool:
        return any((self.name.strip(), self.birth_year.strip(), self.number.strip(), self.phone.strip()))

    @property
    def fields(self) -> list[str]:
        """The fields asked by: what is withheld from the asker in one of them does not answer."""
        asked = {"name": self.name, "birth": self.birth_year, "documents": self.number}
        named = [field for field, text in asked.items() if text.strip()]
        return [*named, "aliases"] if self.name.strip() else named


@dataclass(frozen=True)
class Found:
    """A person found, and the cases of hers that the actor may know, the latest first."""

    person: UUID
    closeness: Closeness
    cases: tuple[Case, ...]


def find(sought: Sought, actor: Actor) -> list[Found]:
    """Whoever answers, the closest first, at most ``SHOWN``. Three queries; what the actor may not see does not answer.

    Dependants come with the cases they go along with.
    """
    if not sought:
        return []
    query = vault.name_query(sought.name)
    if sought.name.strip() and not query:
        return []
    with connection.cursor() as cursor:
        cursor.execute(FIND, [
            list(query.anchors), list(vault.number_tokens(Number.BIRTH_YEAR, sought.birth_year)),
            list(vault.number_tokens(Number.IDENTITY, sought.number)),
            list(vault.number_tokens(Number.PHONE, sought.phone)), sought.fields, CANDIDATES,
        ])  # fmt: skip
        rows = cursor.fetchall()
    close = {
        person: vault.match(query, set(names or ())) if query else Closeness.EXACT for person, names in rows
    }
    best = sorted((pk for pk, how in close.items() if how), key=lambda pk: -close[pk])[:SHOWN]
    cases = _cases(best, actor)
    return [Found(pk, close[pk], tuple(cases.get(pk, ()))) for pk in best]


def _cases(persons: list[UUID], actor: Actor) -> dict[UUID, list[Case]]:
    """The cases of these persons, and those they go along with. Two queries."""
    along = Dependant.objects.visible_to(actor).filter(person__in=persons).values_list("case", "person")
    whose: dict[UUID, list[UUID]] = {}
    for case_id, person in along:
        whose.setdefault(case_id, []).append(person)
    found: dict[UUID, list[Case]] = {}
    about = Q(person__in=persons) | Q(pk__in=list(whose))
    for case in Case.objects.visible_to(actor).filter(about).select_related("holder").order_by("-opened_at"):
        for person in {case.person_id, *whose.get(case.pk, ())} & set(persons):
            found.setdefault(person, []).append(case)
    return found


def held_elsewhere(sought: Sought, *, actor: Actor, purpose: Purpose) -> list[int]:
    """«There is a file; ask this agency»: the agencies that hold one of exactly this person, nothing more. Trailed.

    Needs a whole name with the birth year, or an identity number. Raises ``Refused`` for less, or without the duty.
    Two queries.
    """
    has_victim_duty(None, actor).require()
    whole, years = (
        list(vault.name_tokens(sought.name)),
        list(vault.number_tokens(Number.BIRTH_YEAR, sought.birth_year)),
    )
    numbers = list(vault.number_tokens(Number.IDENTITY, sought.number))
    if len(sought.name.split()) < 2 or not years:
        whole = []
    if not whole and not numbers:
        raise Refused(no("Cần cả họ tên và năm sinh, hoặc số giấy tờ.", code="not-exact"))
    with connection.cursor() as cursor:
        cursor.execute(ELSEWHERE, [whole, years, numbers])
        holders = sorted(row[0] for row in cursor.fetchall())
    audit.record(
            "case.sought_elsewhere", "cases.search", actor.agency_id, actor=actor, purpose=purpose.value,
            by="number" if numbers else "name", answers=len(holders),
        )  # fmt: skip
    return [holder for holder in holders if holder != actor.agency_id]
