"""Keeping evidence of a task or of a report (tài liệu kèm theo)."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from django.db import transaction

from diemtua.access.actor import Actor
from diemtua.audit import trail as audit
from diemtua.plans import store
from diemtua.plans.evidence import Examined
from diemtua.plans.models import Attachment, Event, Submission


@transaction.atomic
def attach(event: Event, files: Sequence[Examined], *, actor: Actor) -> list[Attachment]:
    """Keep examined files with what happened. The same file sent again with the same event is kept once."""
    made = _keep(files, actor, event=event, task_id=event.task_id)
    for file in made:
        audit.record("task.evidence_added", "plans.task", event.task_id, actor=actor, sha256=file.sha256)
    return made


@transaction.atomic
def attach_to_report(submission: Submission, files: Sequence[Examined], *, actor: Actor) -> list[Attachment]:
    """Keep examined files with a report sent. The same file sent again with the same report is kept once."""
    made = _keep(files, actor, submission=submission)
    for file in made:
        audit.record(
            "report.evidence_added", "plans.report", submission.due_id, actor=actor, sha256=file.sha256
        )
    return made


def _keep(files: Sequence[Examined], actor: Actor, **owner: Any) -> list[Attachment]:
    """Store the bytes and make the rows of ``owner``. Two queries, none without files."""
    if not files:
        return []
    assert actor.officer_id
    kept = set(Attachment.objects.filter(**owner).values_list("sha256", flat=True))
    made = []
    for file in files:
        sha256 = store.put(file.data)
        if sha256 in kept:
            continue
        kept.add(sha256)
        made.append(
            Attachment(
                client_id=uuid.uuid4(),
                name=file.name,
                kind=file.kind,
                size=len(file.data),
                sha256=sha256,
                scan=file.scan,
                added_by_id=actor.officer_id,
                added_at=actor.now,
                **owner,
            )
        )
    return Attachment.objects.bulk_create(made)
