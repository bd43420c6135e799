"""Answers to a movement: accept, reject, done, and taking it back. Each under the lock of the case, each once."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import transaction

from diemtua.access.actor import Actor
from diemtua.cases.actions import support
from diemtua.cases.records import Step
from diemtua.coordination.actions.notices import notify
from diemtua.coordination.actions.steps import Without, end_access, found, take, taken_before
from diemtua.coordination.actions.transferring import offer_transfer, taken
from diemtua.coordination.kinds import Kind
from diemtua.coordination.models import Movement
from diemtua.coordination.occasions import Occasion


@transaction.atomic
def accept(
    movement_id: uuid.UUID, *, actor: Actor, client_id: uuid.UUID, without: Without | None = None
) -> Movement:
    """Accept: a referral is taken on, an offered case changes hands, a request becomes an offer to whoever asked.

    ``without`` is for the holder who grants a request without the person's consent. Raises ``Movement.DoesNotExist``,
    ``Refused``: of two who answer at once, the second is told how it stands.
    """
    movement, case = found(movement_id, actor)
    if taken_before(client_id):
        return movement
    take("accept", movement, case, Step(), actor=actor, client_id=client_id)
    assert case is not None or movement.to_agency_id is None
    if movement.kind == Kind.TRANSFER and case is not None:
        taken(movement, case, actor=actor)
    elif movement.kind == Kind.REQUEST and case is not None:
        offer_transfer(
            case.pk, movement.from_agency, actor=actor, client_id=uuid.uuid4(), without=without,
            urgent=movement.urgent, asked_by=movement,
        )  # fmt: skip
    _tell_sender(Occasion.ACCEPTED, movement, actor)
    return movement


@transaction.atomic
def reject(movement_id: uuid.UUID, *, actor: Actor, client_id: uuid.UUID, reason: str) -> Movement:
    """Refuse, in writing and with the reason (Thông tư 35/2013/TT-BLĐTBXH, Điều 16 khoản 3): access ends, the owner stays."""
    movement, case = found(movement_id, actor)
    if taken_before(client_id):
        return movement
    take("reject", movement, case, Step(reasons=reason), actor=actor, client_id=client_id)
    end_access(movement, actor=actor)
    _tell_sender(Occasion.REJECTED, movement, actor)
    return movement


@transaction.atomic
def finish(
    movement_id: uuid.UUID,
    *,
    actor: Actor,
    client_id: uuid.UUID,
    note: str,
    on: date | None = None,
    amount_vnd: int | None = None,
) -> Movement:
    """The service was given: its row says so with the day, the note stays with the step, access ends.

    Raises ``Refused`` before acceptance, without a note, for a day to come.
    """
    movement, case = found(movement_id, actor)
    if taken_before(client_id):
        return movement
    take("finish", movement, case, Step(minutes=note), actor=actor, client_id=client_id)
    if movement.service_id is not None and case is not None:
        support.provide_service(
            case.pk, movement.service_id, actor=actor, on=on or actor.today, amount_vnd=amount_vnd
        )
    end_access(movement, actor=actor)
    _tell_sender(Occasion.FINISHED, movement, actor)
    return movement


@transaction.atomic
def revoke(movement_id: uuid.UUID, *, actor: Actor, client_id: uuid.UUID, reason: str) -> Movement:
    """Take back what was sent, while it lives: the receiver's access by it ends at once, and he is told."""
    movement, case = found(movement_id, actor)
    if taken_before(client_id):
        return movement
    take("revoke", movement, case, Step(reasons=reason), actor=actor, client_id=client_id)
    end_access(movement, actor=actor)
    if movement.to_agency_id is not None:
        notify(Occasion.REVOKED, [movement.to_agency_id], actor=actor, movement=movement)
    return movement


def _tell_sender(occasion: Occasion, movement: Movement, actor: Actor) -> None:
    """The sender, and who held the case when it was answered, if it was somebody else."""
    agencies = {movement.from_agency_id, movement.holder_id} - {actor.agency_id}
    notify(occasion, agencies, actor=actor, movement=movement)
