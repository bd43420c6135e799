"""Assignment (phân công): the officer in charge changes at once; nobody answers, nothing leaves the agency."""

from __future__ import annotations

import uuid

from django.db import transaction

from diemtua.access.actor import Actor
from diemtua.cases.actions import access
from diemtua.cases.actions.locking import held
from diemtua.coordination.actions.notices import notify
from diemtua.coordination.actions.steps import opened, sent_before
from diemtua.coordination.kinds import Kind
from diemtua.coordination.models import Movement
from diemtua.coordination.occasions import Occasion
from diemtua.coordination.policies import may_assign


@transaction.atomic
def assign(
    case_id: uuid.UUID, officer_id: int, *, actor: Actor, client_id: uuid.UUID, message: str = ""
) -> Movement:
    """Put a colleague in charge, by a head; or take oneself a case of which nobody is. Told to him at once.

    Raises ``Case.DoesNotExist``, ``Refused`` for anybody else, and for a colleague who does not work on victims.
    """
    case = held(case_id, actor)
    if sent := sent_before(client_id, actor):
        return sent
    may_assign(case, officer_id, actor).require()
    case = access.assign(case_id, officer_id, actor=actor)
    movement = opened(
        Kind.ASSIGNMENT, case, case.holder, actor=actor, client_id=client_id, words=message,
        to_officer_id=officer_id,
    )  # fmt: skip
    if officer_id != actor.officer_id:
        notify(Occasion.ASSIGNED, [case.holder_id], actor=actor, movement=movement, officer_id=officer_id)
    return movement
