"""Files whose reading takes minutes: kept, queued, read by the worker, and ended as a document or a sentence."""

from __future__ import annotations

import uuid

from django.db import transaction
from procrastinate.contrib.django import app

from diemtua.access.actor import Actor
from diemtua.access.once import wait_for_twin
from diemtua.access.session import session
from diemtua.audit import trail as audit
from diemtua.plans import store
from diemtua.plans.actions.documents import Original, register
from diemtua.plans.actions.files import let_go
from diemtua.plans.models import Document, Intake
from diemtua.plans.policies import works
from diemtua.plans.scanning import Scan

READ = "plans.read_intake"
ONE_AT_A_TIME = "reading"  # recognition takes every core; a second file waits, letters and reminders do not
TRIES = 3
GAVE_UP = (
    f"Đã bắt đầu đọc {TRIES} lần mà máy chủ đều dừng giữa chừng. Hãy nộp bản .docx, hoặc tách tệp thành nhiều phần nhỏ;"
    " nếu vẫn gặp, báo quản trị hệ thống."
)


@transaction.atomic
def begin(
    data: bytes,
    *,
    name: str,
    kind: str,
    scan: Scan,
    actor: Actor,
    client_id: uuid.UUID,
    parent_id: int | None,
    pages: int | None,
) -> Intake:
    """Keep a file and queue its reading, both or neither. The same form sent twice begins once.

    ``pages`` are those to be recognised, where known. Raises ``Refused`` for an onlooker,
    ``Document.DoesNotExist`` for a parent that the actor may not know.
    """
    works(None, actor).require()
    wait_for_twin(client_id)
    sent = Intake.objects.visible_to(actor).filter(client_id=client_id).first()
    if sent:
        return sent
    if parent_id is not None:
        Document.objects.visible_to(actor).only("pk").get(pk=parent_id)
    assert actor.agency_id and actor.officer_id
    intake = Intake.objects.create(
        client_id=client_id,
        holder_id=actor.agency_id,
        officer_id=actor.officer_id,
        parent_id=parent_id,
        file_name=name[:255],
        file_kind=kind,
        file_size=len(data),
        file_sha256=store.put(data),
        scan=scan,
        asked_at=actor.now,
        pages_total=pages,
    )
    app.configure_task(READ, lock=ONE_AT_A_TIME, allow_unknown=True).defer(intake_id=intake.pk)
    audit.record("intake.begun", "plans.intake", intake.pk, actor=actor, sha256=intake.file_sha256)
    return intake


@transaction.atomic
def start(intake_id: int, *, actor: Actor) -> Intake | None:
    """Begin a reading, or begin it again after a worker died; ``None`` when it has ended, or has been tried enough."""
    intake = _locked(intake_id, actor)
    if intake.finished_at:
        return None
    if intake.tries >= TRIES:
        _refuse(intake, GAVE_UP, actor)
        return None
    intake.tries, intake.started_at, intake.pages_done = intake.tries + 1, actor.now, 0
    intake.save(update_fields=["tries", "started_at", "pages_done"])
    return intake


def tell(intake_id: int, done: int, total: int, *, actor: Actor) -> None:
    """Note how many pages are recognised. One query, one transaction: whoever watches sees it at once."""
    with session(actor):
        Intake.objects.visible_to(actor).filter(pk=intake_id).update(pages_done=done, pages_total=total)


@transaction.atomic
def finish(intake_id: int, original: Original, *, actor: Actor) -> Document | None:
    """The file has become words: register them as the officer's draft. ``None`` when somebody else was first."""
    intake = _locked(intake_id, actor)
    if intake.finished_at:
        return None
    document = register(original, actor=actor, client_id=intake.client_id, parent_id=intake.parent_id)
    intake.document, intake.finished_at = document, actor.now
    intake.save(update_fields=["document", "finished_at"])
    return document


@transaction.atomic
def refuse(intake_id: int, sentence: str, *, actor: Actor) -> None:
    """The file cannot become a document: keep the sentence, let the file go."""
    intake = _locked(intake_id, actor)
    if not intake.finished_at:
        _refuse(intake, sentence, actor)


def _refuse(intake: Intake, sentence: str, actor: Actor) -> None:
    intake.refusal, intake.finished_at = sentence, actor.now
    intake.save(update_fields=["refusal", "finished_at"])
    audit.record("intake.refused", "plans.intake", intake.pk, actor=actor, sha256=intake.file_sha256)
    transaction.on_commit(lambda: let_go(intake.file_sha256))  # a rollback must still find the file


def _locked(intake_id: int, actor: Actor) -> Intake:
    return Intake.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=intake_id)
