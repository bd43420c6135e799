"""Keeping evidence of a task (tài liệu kèm theo)."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from django.db import transaction

from diemtua.access.actor import Actor
from diemtua.audit import trail as audit
from diemtua.plans import store
from diemtua.plans.evidence import Examined
from diemtua.plans.models import Attachment, Event


@transaction.atomic
def attach(event: Event, files: Sequence[Examined], *, actor: Actor) -> list[Attachment]:
    """Keep examined files with what happened. The same file sent again with the same event is kept once."""
    assert actor.officer_id
    kept = set(Attachment.objects.filter(event=event).values_list("sha256", flat=True)) if files else set()
    made = []
    for file in files:
        sha256 = store.put(file.data)
        if sha256 in kept:
            continue
        kept.add(sha256)
        made.append(
            Attachment(
                client_id=uuid.uuid4(),
                task_id=event.task_id,
                event=event,
                name=file.name,
                kind=file.kind,
                size=len(file.data),
                sha256=sha256,
                scan=Attachment.Scan.CLEAN if file.scanned else Attachment.Scan.UNSCANNED,
                added_by_id=actor.officer_id,
                added_at=actor.now,
            )
        )
        audit.record("task.evidence_added", "plans.task", event.task_id, actor=actor, sha256=sha256)
    return Attachment.objects.bulk_create(made)
