"""What of a case this actor may be told (cung cấp thông tin). The one place that leaves withheld fields out.

Every page, print, paper, summary and export reads a case through here. Rows that are kept from an agency do not reach it
at all (row security); single fields of a row that does reach it are left out here.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Q

from diemtua import vault
from diemtua.access.actor import Actor, Scope
from diemtua.cases.models import Case, Identity, IdentityDocument, Person, Place, Share, Trafficking, Withheld
from diemtua.cases.models.consents import Field
from diemtua.cases.parts import EVERYTHING, Part
from diemtua.cases.rules.ages import Birth


@dataclass(frozen=True)
class Who:
    """Who a person is, as far as she may be known here; ``None`` is unknown, not given, or withheld alike."""

    name: str | None = None
    aliases: tuple[str, ...] = ()
    birth: Birth | None = None
    mother_name: str | None = None
    home: dict[str, Any] | None = None
    documents: tuple[IdentityDocument, ...] = ()


@dataclass(frozen=True)
class Disclosure:
    """A case for an actor. ``case`` comes from ``Case.objects.visible_to(actor)``; each property costs a query once."""

    case: Case
    actor: Actor

    @cached_property
    def parts(self) -> frozenset[Part]:
        """The parts this actor has. One query, none for the holder."""
        if self.holds:
            return frozenset(map(Part, EVERYTHING))
        if self.actor.scope is Scope.HOUSE:
            return frozenset()
        rows = Share.objects.open_to(self.actor).filter(case=self.case).values_list("parts", flat=True)
        return frozenset(Part(each) for parts in rows for each in parts)

    @cached_property
    def emergency(self) -> bool:
        """Whether only broken glass lets him in: readings are marked. One query."""
        if self.holds:
            return False
        kinds = set(Share.objects.open_to(self.actor).filter(case=self.case).values_list("kind", flat=True))
        return kinds == {"emergency"}

    @property
    def holds(self) -> bool:
        return self.case.holder_id == self.actor.agency_id and self.actor.has("victims")

    @cached_property
    def withheld(self) -> frozenset[Field]:
        """The fields kept from this actor's agency. One query, none for the holder."""
        if self.holds:
            return frozenset()
        mine = Q(from_agency=None) | Q(from_agency=self.actor.agency_id)
        rows = Withheld.objects.filter(mine, case=self.case, lifted_at=None).values_list("field", flat=True)
        return frozenset(map(Field, rows))

    def may(self, part: Part) -> bool:
        return part in self.parts

    def tells(self, field: Field) -> bool:
        return field not in self.withheld

    @cached_property
    def person(self) -> Who:
        """Who she is. Four queries at most, none without the identity part."""
        if not self.may(Part.IDENTITY):
            return Who()
        return self._who(self.case.person)

    def of_dependant(self, person: Person) -> Who:
        """Who goes along is: belongs to the family part."""
        return self._who(person) if self.may(Part.FAMILY) else Who()

    @cached_property
    def nationalities(self) -> tuple[str, ...]:
        return tuple(self.case.person.nationalities) if self.tells(Field.NATIONALITY) else ()

    @cached_property
    def account(self) -> str | None:
        """What she told, in words."""
        if not self.may(Part.STORY) or not self.tells(Field.ACCOUNT):
            return None
        story = Trafficking.objects.filter(case=self.case).first()
        return story.account if story else None

    @cached_property
    def places(self) -> tuple[Place, ...]:
        if not self.may(Part.STORY) or not self.tells(Field.PLACES):
            return ()
        return tuple(Place.objects.filter(case=self.case))

    def _who(self, person: Person) -> Who:
        identity = Identity.objects.visible_to(self.actor).filter(person=person).first()
        if identity is None:
            return Who()
        vault.unlock([identity])
        papers = IdentityDocument.objects.visible_to(self.actor).filter(person=person)
        return Who(
            name=self._told(Field.NAME, identity.name),
            aliases=tuple(self._told(Field.ALIASES, identity.aliases) or ()),
            birth=self._birth(identity),
            mother_name=self._told(Field.MOTHER_NAME, identity.mother_name),
            home=self._told(Field.HOME, identity.home),
            documents=tuple(papers) if self.tells(Field.DOCUMENTS) else (),
        )

    def _birth(self, identity: Identity) -> Birth | None:
        if not self.tells(Field.BIRTH) or not identity.birth:
            return None
        return identity.born

    def _told(self, field: Field, value: Any) -> Any:
        return value if self.tells(field) else None
