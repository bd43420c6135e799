"""A later deadline (gia hạn): asked by whoever does the work, answered by whoever gave it. The first deadline stays."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import transaction

from diemtua.access.actor import Actor
from diemtua.kernel.decision import Refused, no
from diemtua.plans.actions.tasks import already, locked, reason_given, tell
from diemtua.plans.models import Event, Extension, Task
from diemtua.plans.states import TASK_LIFE


@transaction.atomic
def ask_extension(task_id: int, *, actor: Actor, client_id: uuid.UUID, until: date, reason: str) -> Extension:
    """The lead asks for a later deadline (xin gia hạn). The deadline in force does not move until it is granted."""
    task = locked(task_id, actor)
    if already(client_id):
        return Extension.objects.get(client_id=client_id)
    TASK_LIFE.decide("ask_extension", task, actor).require()
    _later(until, task)
    if until < actor.today:
        raise Refused(no("Ngày xin gia hạn đã qua; xin đến một ngày từ hôm nay trở đi.", code="in-the-past"))
    assert actor.officer_id is not None
    extension = Extension.objects.create(
        client_id=client_id,
        task=task,
        asked_until=until,
        reason=reason_given(reason),
        asked_by_id=actor.officer_id,
        asked_at=actor.now,
    )
    tell(task, Event.Kind.EXTENSION_ASKED, actor, client_id=client_id, note=reason, until=str(until))
    return extension


def _later(until: date, task: Task) -> None:
    """An extension never shortens. Raises ``Refused``."""
    if task.due_on and until <= task.due_on:
        raise Refused(
            no(f"Ngày gia hạn phải sau thời hạn hiện hành ({task.due_on:%d/%m/%Y}).", code="not-later")
        )


@transaction.atomic
def answer_extension(
    task_id: int,
    *,
    actor: Actor,
    client_id: uuid.UUID,
    granted: bool,
    until: date | None = None,
    answer: str = "",
) -> Task:
    """The assigner grants a later deadline or refuses it (trả lời gia hạn). The first deadline stays on record."""
    task = locked(task_id, actor)
    if already(client_id):
        return task
    TASK_LIFE.decide("answer_extension", task, actor).require()
    extension = task.extensions.select_for_update().get(granted=None)
    extension.granted, extension.answer = granted, answer if granted else reason_given(answer)
    extension.until = (until or extension.asked_until) if granted else None
    if extension.until:
        _later(extension.until, task)
    extension.answered_by_id, extension.answered_at = actor.officer_id, actor.now
    extension.save(update_fields=["granted", "until", "answer", "answered_by", "answered_at"])
    kind = Event.Kind.EXTENSION_GRANTED if granted else Event.Kind.EXTENSION_REFUSED
    before = str(task.due_on or "")
    if granted:
        task.due_on = extension.until
        task.save(update_fields=["due_on"])
    tell(task, kind, actor, client_id=client_id, note=answer, before=before, until=str(task.due_on or ""))
    return task
