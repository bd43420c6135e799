"""The minute of a hand-over (biên bản giao nhận): written by one side, confirmed by both, frozen then."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from diemtua import vault
from diemtua.access.actor import Actor
from diemtua.access.once import wait_for_twin
from diemtua.audit import trail as audit
from diemtua.cases.actions.events import not_ahead
from diemtua.cases.models import Case
from diemtua.cases.policies import has_victim_duty
from diemtua.coordination.actions.notices import notify
from diemtua.coordination.models import GroupReception, HandedOver, HandOver
from diemtua.coordination.occasions import Occasion
from diemtua.directory.models import Agency
from diemtua.kernel.decision import Refused, no


@dataclass(frozen=True, slots=True)
class HandedPerson:
    """One person as both sides saw her; ``case_id`` where she has a case that the writer knows."""

    name: str
    birth: str = ""
    papers: str = ""
    belongings: str = ""
    condition: str = ""
    case_id: uuid.UUID | None = None


@transaction.atomic
def write_minute(
    persons: Sequence[HandedPerson],
    *,
    actor: Actor,
    client_id: uuid.UUID,
    receiver: Agency,
    receiver_by: str,
    giver_by: str,
    place: str,
    giver: Agency | None = None,
    giver_text: str = "",
    at: datetime | None = None,
    group: GroupReception | None = None,
) -> HandOver:
    """Write the minute before the people leave; the other side, when it is ours, is told to confirm.

    One's own agency is one of the sides. Raises ``Refused`` for an empty list, a side without a name or a person
    without one, ``Case.DoesNotExist`` for a case the writer may not know. Two queries a person.
    """
    has_victim_duty(None, actor).require()
    wait_for_twin(client_id)
    if sent := HandOver.objects.visible_to(actor).filter(client_id=client_id).first():  # type: ignore[attr-defined]
        return sent  # type: ignore[no-any-return]
    _whole(persons, actor, receiver, giver, giver_text, [receiver_by, giver_by, place])
    minute = HandOver.objects.create(
        client_id=client_id, giver=giver, giver_text=giver_text.strip(), giver_by=giver_by.strip(),
        receiver=receiver, receiver_by=receiver_by.strip(), place=place.strip(), at=not_ahead(at, actor),
        group=group, written_at=actor.now, written_by_id=actor.officer_id,
    )  # fmt: skip
    HandedOver.objects.bulk_create(
        _line(minute, number, each, actor) for number, each in enumerate(persons, 1)
    )
    audit.record("handover.written", "coordination.handover", minute.pk, actor=actor, people=len(persons))
    others = {receiver.pk, giver.pk if giver else receiver.pk} - {actor.agency_id}
    notify(Occasion.HANDED_OVER, others, actor=actor, urgent=True)
    return minute


def _whole(
    persons: Sequence[HandedPerson],
    actor: Actor,
    receiver: Agency,
    giver: Agency | None,
    giver_text: str,
    said: list[str],
) -> None:
    if actor.agency_id not in (receiver.pk, giver.pk if giver else None):
        raise Refused(no("Biên bản do bên giao hoặc bên nhận lập.", code="not-a-side"))
    if giver is None and not giver_text.strip():
        raise Refused(no("Ghi bên giao.", code="no-giver"))
    if giver is not None and giver.pk == receiver.pk:
        raise Refused(no("Bên giao và bên nhận phải là hai cơ quan.", code="one-side"))
    if not persons or not all(each.name.strip() for each in persons):
        raise Refused(no("Ghi ít nhất một người, mỗi người một tên gọi.", code="nobody"))
    if not all(each.strip() for each in said):
        raise Refused(no("Ghi địa điểm và đại diện của hai bên.", code="no-names"))


def _line(minute: HandOver, number: int, who: HandedPerson, actor: Actor) -> HandedOver:
    """Under the key of her case, so that erasing her erases her here too; a new key where she has none."""
    case = None
    if who.case_id is not None:
        case = Case.objects.visible_to(actor).select_related("person").get(pk=who.case_id)
    return HandedOver(
        minute=minute, place=number, case=case,
        vault_key_id=case.person.vault_key_id if case else vault.new_key(), name=who.name.strip(),
        birth=who.birth or None, papers=who.papers or None, belongings=who.belongings or None,
        condition=who.condition or None,
    )  # fmt: skip


@transaction.atomic
def confirm(minute_id: uuid.UUID, *, actor: Actor, on_paper: bool = False) -> HandOver:
    """One side confirms (xác nhận) for itself; the receiver records with ``on_paper`` that a giver abroad signed the print.

    The same side twice changes nothing. Raises ``HandOver.DoesNotExist``, ``Refused`` to sign for another agency.
    """
    known = HandOver.objects.visible_to(actor)  # type: ignore[attr-defined]
    minute: HandOver = known.select_for_update(of=("self",), no_key=True).get(pk=minute_id)
    side = "receiver"
    if on_paper and minute.giver_id is not None:
        raise Refused(no("Bên giao dùng hệ thống tự xác nhận.", code="signs-itself"))
    if on_paper or minute.giver_id == actor.agency_id:
        side = "giver"
    if getattr(minute, f"{side}_signed_at") is not None:
        return minute
    setattr(minute, f"{side}_signed_at", actor.now)
    setattr(minute, f"{side}_signed_by_id", actor.officer_id)
    minute.giver_on_paper = minute.giver_on_paper or on_paper
    minute.save(update_fields=[f"{side}_signed_at", f"{side}_signed_by", "giver_on_paper"])
    audit.record(
        "handover.confirmed", "coordination.handover", minute.pk, actor=actor, side=side, on_paper=on_paper
    )
    return minute
