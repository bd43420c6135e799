"""Registering a document (đăng ký văn bản), reading it again, and giving out its work (giao việc)."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from diemtua.access.actor import Actor
from diemtua.access.once import wait_for_twin
from diemtua.audit import trail as audit
from diemtua.directory.queries import Directory
from diemtua.kernel.decision import Refused, no
from diemtua.kernel.text import tokens
from diemtua.plans import store
from diemtua.plans.actions import citations, proposed
from diemtua.plans.models import Clause, Document
from diemtua.plans.policies import held_by_my_agency, not_yet_issued, works
from diemtua.plans.reading import read
from diemtua.plans.reading.model import Clause as ReadClause
from diemtua.plans.reading.model import Document as ReadDocument
from diemtua.plans.reading.model import Reading
from diemtua.plans.scanning import Scan
from diemtua.plans.versions import check_version, only

CORRECTED = frozenset(
    {"kind", "number", "symbol", "issuer_name", "place", "issued_on", "title", "period_from", "period_to"}
    | {"signed_for", "signer_position", "signer_name", "theme"}
)


@dataclass(frozen=True)
class Original:
    """What was handed in: the file's bytes (none for pasted text), its name and kind, and the text taken from it."""

    text: str
    data: bytes = b""
    name: str = ""
    kind: str = "text"
    notes: tuple[str, ...] = ()
    scan: Scan = Scan.UNSCANNED
    reading: Reading | None = None  # made already by whoever had to look whether this is a plan


@transaction.atomic
def register(
    original: Original, *, actor: Actor, client_id: uuid.UUID, parent_id: int | None = None
) -> Document:
    """Register a document and everything the reading of it proposes, as a draft of the actor's agency.

    Nothing is given out yet. The same form sent twice registers once. Raises ``Refused`` for an onlooker,
    ``Document.DoesNotExist`` for a parent that the actor may not know.
    """
    works(None, actor).require()
    wait_for_twin(client_id)
    sent = Document.objects.filter(client_id=client_id, holder=actor.agency_id).first()
    if sent:
        return sent
    if parent_id is not None:
        Document.objects.visible_to(actor).only("pk").get(pk=parent_id)
    reading = original.reading or read(original.text, file=original.name)
    assert actor.province_id and actor.agency_id and actor.officer_id
    document = Document(
        client_id=client_id,
        province_id=actor.province_id,
        holder_id=actor.agency_id,
        seen_by=[actor.agency_id],
        created_by_id=actor.officer_id,
        created_at=actor.now,
        parent_id=parent_id,
        text=original.text,
        file_name=original.name[:255],
        file_kind=original.kind,
        file_size=len(original.data),
        file_sha256=store.put(original.data) if original.data else "",
        scan=original.scan if original.data else "",
        notes=[*original.notes, *reading.doubts],
        **particulars(reading.document),
    )
    document.folded = searchable(document)
    document.save()
    keep_reading(document, reading, actor)
    audit.record(
        "document.registered", "plans.document", document.pk, actor=actor, sha256=document.file_sha256
    )
    return document


@transaction.atomic
def read_again(document_id: int, text: str, *, actor: Actor, version: int) -> Document:
    """Read an improved text of a draft (đọc lại); decisions already taken stay with their words."""
    document = _mine(document_id, actor)
    not_yet_issued(document, actor).require()
    check_version(document, version, {"text": text})
    reading = read(text, file=document.file_name)
    former, document.text = document.text, text
    for name, value in particulars(reading.document).items():
        if value and not getattr(document, name):
            setattr(document, name, value)
    document.folded, document.version = searchable(document), document.version + 1
    document.save()
    document.clauses.all().delete()
    document.citations.all().delete()
    keep_reading(document, reading, actor, former=former)
    audit.record("document.read_again", "plans.document", document.pk, actor=actor)
    return document


@transaction.atomic
def correct(document_id: int, *, actor: Actor, version: int, **changed: Any) -> Document:
    """Correct the particulars of a document (sửa thông tin văn bản). Raises ``Conflict`` rather than overwrite.

    Its day stays once work has been given out: deadlines were counted from it. Raises ``Refused``.
    """
    only(CORRECTED, changed)
    document = _mine(document_id, actor)
    if document.issued_at and changed.get("issued_on", document.issued_on) != document.issued_on:
        raise Refused(
            no(
                "Thời hạn các việc đã giao được tính từ ngày ban hành, nên ngày này không đổi được nữa.",
                code="issued",
            )
        )
    check_version(document, version, changed)
    for name, value in changed.items():
        setattr(document, name, value)
    document.folded, document.version = searchable(document), document.version + 1
    document.save(update_fields=[*changed, "folded", "version"])
    audit.record("document.corrected", "plans.document", document.pk, actor=actor, fields=sorted(changed))
    return document


def _mine(document_id: int, actor: Actor) -> Document:
    """The document, locked, if the actor's agency holds it."""
    document = (
        Document.objects.visible_to(actor)
        .select_for_update(of=("self",))
        .select_related("holder")
        .get(pk=document_id)
    )
    held_by_my_agency(document, actor).require()
    works(document, actor).require()
    return document


def particulars(found: ReadDocument) -> dict[str, Any]:
    """The document's own fields as the reading gives them; what it does not give stays empty."""
    return {
        "kind": found.type or Document.Kind.PLAN,
        "number": found.number or "",
        "symbol": found.symbol or "",
        "issuer_name": found.issuer_name or "",
        "place": found.place or "",
        "issued_on": day(found.date),
        "title": found.title or "",
        "period_from": found.period_from or "",
        "period_to": found.period_to or "",
        "signed_for": found.authority or "",
        "signer_position": found.position or "",
        "signer_name": found.signatory or "",
        "theme": found.theme or "",
        "recipients": list(found.recipients),
    }


def day(text: str | None) -> date | None:
    """A whole date, or nothing: a month or a year alone is no day."""
    return date.fromisoformat(text) if text and len(text) == 10 else None


def searchable(document: Document) -> str:
    """Folded words and nothing between them, so that PostgreSQL splits a number like «155/KH-UBND» as a search does."""
    return " ".join(tokens(f"{document.called} {document.issuer_name} {document.title}\n{document.text}"))


def keep_reading(document: Document, reading: Reading, actor: Actor, *, former: str | None = None) -> None:
    """Keep outline, citations and proposals of a reading. Some ten queries, however long the document."""
    Clause.objects.bulk_create(clauses(document, reading.outline))
    citations.keep(document, reading.document, actor)
    assert actor.province_id
    directory = Directory(actor.province_id, on=document.issued_on or actor.today, today=actor.today)
    proposed.keep(document, reading, directory, former=former)


def clauses(document: Document, outline: tuple[ReadClause, ...]) -> list[Clause]:
    """The outline flattened in reading order."""
    flat: list[Clause] = []

    def walk(nodes: tuple[ReadClause, ...]) -> None:
        for node in nodes:
            flat.append(
                Clause(
                    document=document,
                    position=len(flat),
                    path=node.path[:200],
                    label=node.label[:40],
                    kind=node.kind,
                    level=node.level,
                    heading=node.heading or "",
                    start=node.start,
                    end=node.end,
                )
            )
            walk(node.children)

    walk(outline)
    return flat
