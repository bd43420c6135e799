"""Movements that lose the ground they stand on: consent withdrawn, the case taken over by the body that leads the first check."""

from __future__ import annotations

import uuid

from diemtua.access.actor import Actor
from diemtua.cases.models import Case
from diemtua.coordination.actions.notices import notify
from diemtua.coordination.actions.steps import agreed, end_access, leave
from diemtua.coordination.kinds import Kind, State
from diemtua.coordination.models import Movement
from diemtua.coordination.occasions import Occasion


def end_what_rests_on_consent(case_id: uuid.UUID, *, actor: Actor) -> int:
    """Withdrawal ends what is to come: access by live movements that stand on consent alone; returns how many.

    What was read before is not undone, and the steps stay (Luật 91/2025/QH15, Điều 10: not backwards). A movement
    with another basis goes on. The case is locked by whoever records the withdrawal.
    """
    case = Case.objects.select_related("person", "holder").get(pk=case_id)
    live = Movement.objects.filter(case=case, kind__in=[Kind.REFERRAL, Kind.TRANSFER], basis="").live()  # type: ignore[attr-defined]
    ended = 0
    for movement in live.select_related("to_agency").select_for_update(of=("self",), no_key=True):
        receiver = movement.to_agency
        if not agreed(
            case, Kind(movement.kind), receiver.kind if receiver else "", receiver.pk if receiver else None
        ):
            _end(movement, case, "withdraw", actor)
            ended += 1
    return ended


def end_offers_overtaken(case_id: uuid.UUID, *, actor: Actor) -> int:
    """The case was taken over by notice: an offer of its former holder can no longer be taken. Returns how many."""
    case = Case.objects.select_related("person", "holder").get(pk=case_id)
    waiting = Movement.objects.filter(case=case, kind=Kind.TRANSFER, state=State.IN_PROGRESS)
    overtaken = list(waiting.exclude(from_agency=case.holder_id))
    for movement in overtaken:
        _end(movement, case, "overtake", actor)
    return len(overtaken)


def _end(movement: Movement, case: Case, move: str, actor: Actor) -> None:
    before, movement.state, movement.ended_at = movement.state, State.REVOKED.value, actor.now
    movement.save(update_fields=["state", "ended_at"])
    leave(movement, move, case, actor=actor, client_id=uuid.uuid4(), before=before)
    end_access(movement, actor=actor)
    if movement.to_agency_id is not None:
        notify(Occasion.REVOKED, [movement.to_agency_id], actor=actor, movement=movement)
