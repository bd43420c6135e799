"""Movements nobody answers: told to the heads first, over when as long again has passed (báo lãnh đạo, hết thời gian chờ)."""

from __future__ import annotations

import uuid
from datetime import datetime

from diemtua.access.actor import Actor, house
from diemtua.access.session import session
from diemtua.cases.models import Case
from diemtua.cases.records import Step
from diemtua.coordination.actions.notices import notify
from diemtua.coordination.actions.steps import end_access, leave, take
from diemtua.coordination.models import Movement
from diemtua.coordination.models.movements import MovementQuerySet
from diemtua.coordination.occasions import Occasion


def escalate(province_id: int, now: datetime) -> int:
    """Tell the heads of the receiver, and the sender, of what passed its target without an answer. Once each; how many."""
    actor = house(now.date())
    with session(actor):
        late = _waiting(province_id).filter(answer_by__lte=now, escalated_at=None)
        rows = list(late.select_for_update(of=("self",), no_key=True, skip_locked=True))
        for movement in rows:
            movement.escalated_at = now
            movement.save(update_fields=["escalated_at"])
            leave(movement, "escalate", None, actor=actor, client_id=uuid.uuid4(), before=movement.state)
            told = movement.to_agency_id or movement.from_agency_id
            notify(Occasion.UNANSWERED, [told], actor=actor, movement=movement, duty="lead", urgent=True)
            notify(Occasion.UNANSWERED, [movement.from_agency_id], actor=actor, movement=movement)
        return len(rows)


def expire(province_id: int, now: datetime) -> int:
    """End what waited too long: the receiver's access goes, both sides are told. Twice is harmless; how many."""
    actor, done = house(now.date()), 0
    with session(actor):
        late = _waiting(province_id).filter(expires_at__lte=now)
        for case_id, pk in late.values_list("case", "pk"):
            done += _expired(case_id, pk, actor)
    return done


def _expired(case_id: uuid.UUID, movement_id: uuid.UUID, actor: Actor) -> bool:
    """The case first, then the movement, as every act; somebody may have answered meanwhile."""
    Case.objects.select_for_update(of=("self",), no_key=True).only("pk").get(pk=case_id)
    movement = Movement.objects.select_for_update(of=("self",), no_key=True).get(pk=movement_id)
    if movement.state != "in-progress":
        return False
    take("expire", movement, None, Step(), actor=actor, client_id=uuid.uuid4())
    end_access(movement, actor=actor)
    sides = {movement.from_agency_id, movement.to_agency_id or movement.from_agency_id}
    notify(Occasion.EXPIRED, sides, actor=actor, movement=movement)
    return True


def _waiting(province_id: int) -> MovementQuerySet:
    return Movement.objects.waiting().filter(case__province=province_id)  # type: ignore[attr-defined]
