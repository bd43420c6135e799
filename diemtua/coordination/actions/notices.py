"""Telling agencies that something waits (thông báo): a row and a letter, both made of codes."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from diemtua.access.actor import Actor
from diemtua.audit import trail as audit
from diemtua.coordination.models import Movement, Notice
from diemtua.coordination.occasions import Occasion


def notify(
    occasion: Occasion,
    agencies: Collection[int],
    *,
    actor: Actor,
    number: str = "",
    case_id: uuid.UUID | None = None,
    movement: Movement | None = None,
    officer_id: int | None = None,
    duty: str = "victims",
    answer_by: datetime | None = None,
    urgent: bool = False,
) -> list[Notice]:
    """Tell these agencies, inside the caller's transaction; the letters are queued with it. Two queries an agency.

    Takes no words: whatever is told is told by ``occasion``, a case's number and a moment.
    """
    if movement is not None:
        number, case_id = movement.number, movement.case_id
    made = Notice.objects.bulk_create(
        Notice(
            to_agency_id=agency,
            to_officer_id=officer_id,
            duty=duty,
            occasion=occasion.value,
            number=number,
            case_id=case_id,
            movement_id=movement.pk if movement else None,
            answer_by=answer_by,
            urgent=urgent,
            created_at=actor.now,
        )
        for agency in sorted(set(agencies))
    )
    _post(made)
    return made


def _post(made: list[Notice]) -> None:
    from diemtua.coordination.jobs import post  # jobs import the letters, which import what is told

    for notice in made:
        post(notice.pk)


@transaction.atomic
def see(notice_id: uuid.UUID, *, actor: Actor) -> Notice:
    """An officer has seen the notice; the first to see it is kept. Raises ``Notice.DoesNotExist``. Two or three queries."""
    rows = Notice.objects.visible_to(actor)  # type: ignore[attr-defined]
    notice: Notice = rows.select_for_update(of=("self",), no_key=True).get(pk=notice_id)
    if notice.seen_at is None:
        notice.seen_at, notice.seen_by_id = actor.now, actor.officer_id
        notice.save(update_fields=["seen_at", "seen_by"])
        audit.record("notice.seen", "coordination.notice", notice.pk, actor=actor)
    return notice
