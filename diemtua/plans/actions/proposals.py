"""What a person does with what the reading proposes: approve, drop with a reason, correct, split, merge, add."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterator
from typing import Any

from django.db import transaction

from diemtua.access.actor import Actor
from diemtua.audit import trail as audit
from diemtua.directory.queries import Directory
from diemtua.kernel.decision import Refused, no
from diemtua.kernel.text import fold
from diemtua.plans.models import Document, Proposal
from diemtua.plans.policies import held_by_my_agency, not_yet_issued, works
from diemtua.plans.reading.model import Agency, Deadline, Reading
from diemtua.plans.versions import check_version

Kind = Proposal.Kind


def keep(document: Document, reading: Reading, directory: Directory) -> None:
    """Keep what a reading proposes. Decisions already taken on the same words stay; the rest is proposed anew.

    Three queries. A decided or hand-made proposal whose words are gone stays too, and says so.
    """
    before = {proposal.key: proposal for proposal in document.proposals.all()}
    fresh, moved = [], []
    for proposal in proposed(document, reading, directory):
        known = before.pop(proposal.key, None)
        if known is None:
            fresh.append(proposal)
        else:
            known.start, known.end, known.clause = proposal.start, proposal.end, proposal.clause
            moved.append(known)
    stale = [proposal for proposal in before.values() if not _touched(proposal)]
    for proposal in (each for each in before.values() if _touched(each)):
        place = document.text.find(proposal.content.get("words", ""))
        if place >= 0 and proposal.content.get("words"):
            proposal.start, proposal.end = place, place + len(proposal.content["words"])
        else:
            proposal.doubts = [*proposal.doubts, "Không còn thấy câu này trong bản đọc mới."]
        moved.append(proposal)
    Proposal.objects.filter(pk__in=[proposal.pk for proposal in stale]).delete()
    Proposal.objects.bulk_update(moved, ["start", "end", "clause", "doubts"])
    Proposal.objects.bulk_create(fresh)


def _touched(proposal: Proposal) -> bool:
    """A person has decided, corrected or made it."""
    return (
        proposal.decision != Proposal.Decision.PENDING
        or proposal.origin == Proposal.Origin.PERSON
        or proposal.version > 1
    )


def proposed(document: Document, reading: Reading, directory: Directory) -> Iterator[Proposal]:
    """Every item of a reading as a proposal, with agencies resolved and doubts told. No query."""
    seen: dict[str, int] = {}

    def make(kind: Proposal.Kind, start: int, end: int, content: dict[str, Any], **rest: Any) -> Proposal:
        words = document.text[start:end]
        key = _key(kind, words, str(content.get("lead", {}).get("code", "")))
        seen[key] = seen.get(key, 0) + 1
        if seen[key] > 1:
            key = _key(kind, words, f"{key}~{seen[key]}")
        return Proposal(
            document=document, kind=kind, key=key, start=start, end=end, content={**content, "words": words}, **rest
        )

    for item in reading.assignments:
        lead, doubts = _resolved(item.lead, directory)
        helpers = [_resolved(agency, directory) for agency in item.coordinating]
        yield make(
            Kind.ASSIGNMENT,
            item.action.start,
            item.action.end,
            {
                "lead": lead,
                "coordinating": [agency for agency, _ in helpers],
                "deadline": _deadline(item.deadline),
                "places": list(item.places),
                "targets": list(item.targets),
            },
            clause=item.clause or "",
            confidence=min(item.confidence, 0.7) if doubts else item.confidence,
            doubts=[*item.doubts, *item.deadline.doubts, *doubts],
        )
    for report in reading.reporting:
        who = [_resolved(agency, directory) for agency in report.who]
        to = [_resolved(agency, directory) for agency in report.to]
        through = _resolved(report.through, directory)[0] if report.through else None
        yield make(
            Kind.REPORT,
            report.start,
            report.end,
            {
                "who": [agency for agency, _ in who],
                "what": report.what,
                "to": [agency for agency, _ in to],
                "through": through,
                "deadline": _deadline(report.due),
            },
            clause=report.clause or "",
            confidence=report.confidence,
            doubts=[*report.doubts, *report.due.doubts, *(doubt for _, each in who for doubt in each)],
        )
    for campaign in reading.campaigns:
        yield make(
            Kind.CAMPAIGN,
            campaign.start,
            campaign.end,
            {"name": campaign.name, "from": campaign.begins, "to": campaign.ends, "places": list(campaign.places)},
            confidence=campaign.confidence,
            doubts=list(campaign.doubts),
        )
    for message in reading.messages:
        yield make(
            Kind.MESSAGE,
            message.start,
            message.end,
            {"kind": message.kind, "text": message.text},
            confidence=message.confidence,
            doubts=list(message.doubts),
        )
    for silent in reading.silent:
        yield make(Kind.SILENT, silent.start, silent.end, {}, clause=silent.clause or "", confidence=0, doubts=[silent.why])


def _key(kind: str, words: str, more: str) -> str:
    return hashlib.sha256(f"{kind}\n{' '.join(fold(words).split())}\n{more}".encode()).hexdigest()


def _resolved(agency: Agency, directory: Directory) -> tuple[dict[str, Any], list[str]]:
    """An agency of the reading with the bodies it means today, and what is doubtful about that."""
    found = directory.resolve(agency.code, agency.text)
    doubts = [] if found.sure else [f"{agency.text or agency.code}: {found.why}"]
    return {
        "code": agency.code,
        "text": agency.text,
        "start": agency.start,
        "end": agency.end,
        "agency_ids": found.ids if found.sure else [],
        "candidate_ids": found.ids,
    }, doubts


def _deadline(deadline: Deadline) -> dict[str, Any]:
    return {
        "kind": deadline.kind,
        "value": deadline.value,
        "text": deadline.text,
        "start": deadline.start,
        "end": deadline.end,
    }


def mine(proposal_id: int, actor: Actor) -> Proposal:
    """A proposal of a draft that the actor's agency holds, locked. Raises ``Proposal.DoesNotExist``, ``Refused``."""
    proposal = (
        Proposal.objects.visible_to(actor)
        .select_for_update(of=("self",))
        .select_related("document", "document__holder")
        .get(pk=proposal_id)
    )
    held_by_my_agency(proposal.document, actor).require()
    works(proposal.document, actor).require()
    not_yet_issued(proposal.document, actor).require()
    return proposal


@transaction.atomic
def approve(proposal_id: int, *, actor: Actor, version: int) -> Proposal:
    """A person has looked and agrees (duyệt). An assignment needs a lead that stands in the directory."""
    proposal = mine(proposal_id, actor)
    check_version(proposal, version, {"decision": Proposal.Decision.APPROVED})
    complete(proposal)
    return _decide(proposal, Proposal.Decision.APPROVED, "", actor)


@transaction.atomic
def drop(proposal_id: int, *, actor: Actor, version: int, reason: str) -> Proposal:
    """Not a task after all (bỏ), with the reason."""
    proposal = mine(proposal_id, actor)
    check_version(proposal, version, {"decision": Proposal.Decision.DROPPED})
    if not reason.strip():
        raise Refused(no("Nêu lý do bỏ, để người sau biết vì sao câu này không thành việc.", code="no-reason"))
    return _decide(proposal, Proposal.Decision.DROPPED, reason.strip(), actor)


@transaction.atomic
def reopen(proposal_id: int, *, actor: Actor) -> Proposal:
    """Take a decision back while the document is still a draft (xem lại)."""
    proposal = mine(proposal_id, actor)
    proposal.decision, proposal.reason, proposal.decided_by, proposal.decided_at = Proposal.Decision.PENDING, "", None, None
    proposal.version += 1
    proposal.save(update_fields=["decision", "reason", "decided_by", "decided_at", "version"])
    return proposal


def _decide(proposal: Proposal, decision: Proposal.Decision, reason: str, actor: Actor) -> Proposal:
    proposal.decision, proposal.reason = decision, reason
    proposal.decided_by_id, proposal.decided_at = actor.officer_id, actor.now
    proposal.version += 1
    proposal.save(update_fields=["decision", "reason", "decided_by", "decided_at", "version"])
    audit.record(f"proposal.{decision}", "plans.proposal", proposal.pk, actor=actor)
    return proposal


def complete(proposal: Proposal) -> None:
    """Refuse what could not be given out: nobody to do it, nobody to report, an unresolved sentence."""
    content = proposal.content
    if proposal.kind == Kind.ASSIGNMENT and not content["lead"]["agency_ids"]:
        raise Refused(no("Chọn cơ quan chủ trì trước khi duyệt việc này.", code="no-lead"))
    if proposal.kind == Kind.REPORT and not any(agency["agency_ids"] for agency in content["who"]):
        raise Refused(no("Chọn cơ quan phải báo cáo trước khi duyệt.", code="no-reporter"))
    if proposal.kind == Kind.SILENT:
        raise Refused(no("Câu này chưa thành việc: tạo việc từ câu, hoặc bỏ và nêu lý do.", code="silent"))


@transaction.atomic
def approve_sure(document_id: int, *, actor: Actor) -> int:
    """Approve at once every pending proposal without a doubt (duyệt các mục chắc chắn). Returns how many. Two queries."""
    document = Document.objects.visible_to(actor).select_for_update(of=("self",)).select_related("holder").get(pk=document_id)
    held_by_my_agency(document, actor).require()
    works(document, actor).require()
    not_yet_issued(document, actor).require()
    sure = document.proposals.pending().filter(confidence__gte=0.8, doubts=[]).exclude(kind=Kind.SILENT)
    count = sure.update(
        decision=Proposal.Decision.APPROVED, decided_by=actor.officer_id, decided_at=actor.now
    )
    audit.record("proposals.approved_sure", "plans.document", document.pk, actor=actor, count=count)
    return count


@transaction.atomic
def revise(proposal_id: int, *, actor: Actor, version: int, start: int | None = None, end: int | None = None, **changed: Any) -> Proposal:
    """Correct agency, deadline, span or words of a proposal (sửa). Raises ``Conflict`` rather than overwrite."""
    proposal = mine(proposal_id, actor)
    former = proposal.content
    check_version(proposal, version, {"content": {**former, **changed}})
    if start is not None and end is not None:
        if not 0 <= start < end <= len(proposal.document.text):
            raise Refused(no("Đoạn chọn nằm ngoài văn bản.", code="bad-span"))
        proposal.start, proposal.end = start, end
        changed["words"] = proposal.document.text[start:end]
    proposal.content = {**former, **changed}
    proposal.version += 1
    proposal.save(update_fields=["content", "start", "end", "version"])
    audit.record("proposal.revised", "plans.proposal", proposal.pk, actor=actor, fields=sorted(changed))
    return proposal


@transaction.atomic
def split(proposal_id: int, *, actor: Actor, version: int, at: int) -> tuple[Proposal, Proposal]:
    """One proposal becomes two at a place in its words (tách); both keep lead and deadline, both wait to be looked at."""
    proposal = mine(proposal_id, actor)
    check_version(proposal, version, {"start": -1})
    if not proposal.start < at < proposal.end:
        raise Refused(no("Chỗ tách phải nằm trong câu của việc.", code="bad-split"))
    text = proposal.document.text
    second = _copy(proposal, at, proposal.end)
    proposal.end, proposal.version = at, proposal.version + 1
    proposal.content = {**proposal.content, "words": text[proposal.start : at]}
    proposal.decision, proposal.decided_by, proposal.decided_at = Proposal.Decision.PENDING, None, None
    proposal.save(update_fields=["end", "content", "version", "decision", "decided_by", "decided_at"])
    audit.record("proposal.split", "plans.proposal", proposal.pk, actor=actor, second=second.pk)
    return proposal, second


def _copy(proposal: Proposal, start: int, end: int) -> Proposal:
    words = proposal.document.text[start:end]
    return Proposal.objects.create(
        document=proposal.document,
        kind=proposal.kind,
        origin=Proposal.Origin.PERSON,
        key=_key(proposal.kind, words, uuid.uuid4().hex),
        clause=proposal.clause,
        start=start,
        end=end,
        content={**proposal.content, "words": words},
    )


@transaction.atomic
def merge(first_id: int, second_id: int, *, actor: Actor) -> Proposal:
    """Two proposals of the same kind become one (gộp); the second is dropped with that reason."""
    first, second = mine(first_id, actor), mine(second_id, actor)
    if (first.kind, first.document_id) != (second.kind, second.document_id):
        raise Refused(no("Chỉ gộp được hai mục cùng loại của một văn bản.", code="bad-merge"))
    first.start, first.end = min(first.start, second.start), max(first.end, second.end)
    helpers = [*first.content.get("coordinating", ()), *second.content.get("coordinating", ())]
    unique = {(agency["code"], agency["text"]): agency for agency in helpers}
    words = first.document.text[first.start : first.end]
    first.content = {**first.content, "coordinating": list(unique.values()), "words": words}
    first.version += 1
    first.save(update_fields=["start", "end", "content", "version"])
    _decide(second, Proposal.Decision.DROPPED, "Đã gộp vào mục khác.", actor)
    return first


@transaction.atomic
def add(document_id: int, *, actor: Actor, client_id: uuid.UUID, kind: str, start: int, end: int, content: dict[str, Any], clause: str = "") -> Proposal:
    """A person marks words that the reading passed over (thêm)."""
    document = Document.objects.visible_to(actor).select_for_update(of=("self",)).select_related("holder").get(pk=document_id)
    held_by_my_agency(document, actor).require()
    works(document, actor).require()
    not_yet_issued(document, actor).require()
    sent = Proposal.objects.filter(client_id=client_id, document=document).first()
    if sent:
        return sent
    if not 0 <= start < end <= len(document.text):
        raise Refused(no("Đoạn chọn nằm ngoài văn bản.", code="bad-span"))
    words = document.text[start:end]
    proposal = Proposal.objects.create(
        client_id=client_id,
        document=document,
        kind=kind,
        origin=Proposal.Origin.PERSON,
        key=_key(kind, words, client_id.hex),
        clause=clause,
        start=start,
        end=end,
        content={**content, "words": words},
    )
    audit.record("proposal.added", "plans.proposal", proposal.pk, actor=actor)
    return proposal
