"""Opening a case (mở hồ sơ): the person, who she is, the first sheet, whom to reach, who goes along, the first clocks."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from diemtua import vault
from diemtua.access.actor import Actor
from diemtua.access.once import wait_for_twin
from diemtua.cases.actions import clocks, indexing, sharing
from diemtua.cases.actions.events import not_ahead, tell
from diemtua.cases.codes.channels import channels
from diemtua.cases.models import (
    Case,
    Contact,
    Dependant,
    Identity,
    Person,
    Reception,
    RiskAssessment,
    Trafficking,
)
from diemtua.cases.models.safety import RiskLevel
from diemtua.cases.models.support import SafeToCall
from diemtua.cases.parts import Part
from diemtua.cases.policies import has_victim_duty
from diemtua.cases.rules.ages import Birth
from diemtua.cases.rules.regimes import law_on
from diemtua.kernel.calendar import local

SERIAL = "SELECT cases_next_serial(%s, %s::smallint)"


@dataclass(frozen=True)
class Somebody:
    """A person as far as known. ``birth`` is ``{"year", "month", "day"}``; raises ``ValueError`` for no such date."""

    name: str = ""
    sex: str = ""
    under_18: str = "not-sure"
    birth: Mapping[str, int] = field(default_factory=dict)
    nationalities: tuple[str, ...] = ()
    stateless: bool = False

    def __post_init__(self) -> None:
        _ = Birth(**self.birth)


@dataclass(frozen=True)
class Along:
    """Who goes along (người dưới 18 tuổi đi cùng), and how related."""

    who: Somebody
    relation: str
    born_abroad: bool = False


@dataclass(frozen=True)
class Opening:
    """What a case is opened with. ``sheet`` is the first sheet word for word, ``contact`` the fields of ``Contact``."""

    channel: str
    received_at: datetime | None = None
    reported_at: datetime | None = None
    received_area_id: int | None = None
    who: Somebody = Somebody()
    account: str = ""
    contact: Mapping[str, Any] = field(default_factory=dict)
    along: Sequence[Along] = ()
    unsafe: bool = False
    sheet: Mapping[str, Any] = field(default_factory=dict)
    reference: str = ""
    vault_key_id: uuid.UUID | None = None


@transaction.atomic
def open_case(opening: Opening, *, actor: Actor, client_id: uuid.UUID) -> Case:
    """Open a case of the actor's agency. The same form sent twice opens one. Some twenty queries.

    Raises ``Refused`` for an officer without the duty or a reception to come, ``KeyError`` for an unknown channel.
    """
    has_victim_duty(None, actor).require()
    wait_for_twin(client_id)
    if sent := Case.objects.visible_to(actor).filter(client_id=client_id).first():
        return sent
    channel = channels()[opening.channel]
    received_at = not_ahead(opening.received_at, actor)
    person = _person(opening.who, opening.vault_key_id)
    case = _case(opening, person, received_at, actor, client_id, channel.born_as)
    sharing.holds(case, actor)
    _identity(person, opening.who)
    _keep(case, opening, actor)
    tell(
        case,
        actor,
        "opened",
        part=Part.SUMMARY,
        life="legal",
        change=("", case.state),
        happened_at=received_at,
    )
    for event in channel.triggers:
        clocks.trigger(case, event, received_at, actor=actor)
    return case


def _person(who: Somebody, key_id: uuid.UUID | None) -> Person:
    return Person.objects.create(
        vault_key_id=key_id or vault.new_key(),
        sex=who.sex,
        under_18=who.under_18,
        nationalities=list(who.nationalities),
        stateless=who.stateless,
    )


def _identity(person: Person, who: Somebody) -> Identity:
    """Who the person is, and the tokens by which she is found. Some three queries."""
    identity = Identity.objects.create(
        person=person, vault_key_id=person.vault_key_id, name=who.name or None, birth=dict(who.birth) or None
    )
    if who.name or who.birth:
        indexing.index_identity(identity)
    return identity


def _case(
    opening: Opening, person: Person, at: datetime, actor: Actor, client_id: uuid.UUID, state: str
) -> Case:
    with connection.cursor() as cursor:
        cursor.execute(SERIAL, [actor.province_id, actor.today.year])
        (serial,) = cursor.fetchone()
    assert actor.agency_id and actor.province_id
    return Case.objects.create(
        client_id=client_id,
        province_id=actor.province_id,
        year=actor.today.year,
        serial=serial,
        person=person,
        holder_id=actor.agency_id,
        owner_id=actor.officer_id,
        channel=opening.channel,
        received_at=at,
        received_by_id=actor.agency_id,
        received_area_id=opening.received_area_id,
        reported_at=opening.reported_at,
        state=str(state),
        regime=law_on(local(at).date()).value,
        opened_at=actor.now,
    )


def _keep(case: Case, opening: Opening, actor: Actor) -> None:
    """Everything the first sheet said, each where it belongs."""
    assert actor.agency_id and actor.officer_id
    sealed: dict[str, Any] = {"case": case, "vault_key_id": case.person.vault_key_id}
    by: dict[str, Any] = {"officer_id": actor.officer_id, "at": actor.now}
    if opening.sheet:
        Reception.objects.create(
            agency_id=actor.agency_id, reference=opening.reference, sheet=dict(opening.sheet), **sealed, **by
        )
    if opening.account:
        Trafficking.objects.create(account=opening.account, **sealed)
    if opening.contact:
        Contact.objects.create(**{"safe_to_call": SafeToCall.NO.value} | dict(opening.contact), **sealed)
        indexing.index_phones(case.person)
    if opening.unsafe:
        RiskAssessment.objects.create(level=RiskLevel.HIGH.value, factors=["said-unsafe"], **sealed, **by)
    for each in opening.along:
        go_along(case, each, client_id=uuid.uuid4())


def go_along(case: Case, along: Along, *, client_id: uuid.UUID) -> Dependant:
    """Somebody who goes along becomes a person of her own, with her own key. Some six queries."""
    person = _person(along.who, None)
    dependant = Dependant.objects.create(
        client_id=client_id, case=case, person=person, relation=along.relation, born_abroad=along.born_abroad
    )
    _identity(person, along.who)
    return dependant
