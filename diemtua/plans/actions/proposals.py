"""What a person does with what the reading proposes: approve, drop with a reason, correct, split, merge, add."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import transaction
from django.db.models import F

from diemtua.access.actor import Actor
from diemtua.audit import trail as audit
from diemtua.directory.models import Agency
from diemtua.kernel.decision import Refused, no
from diemtua.plans import corrections
from diemtua.plans.actions.proposed import key_of, reopened
from diemtua.plans.models import Clause, Document, Proposal
from diemtua.plans.policies import may_review
from diemtua.plans.versions import Conflict, Difference

Kind, Decision = Proposal.Kind, Proposal.Decision
DECIDED = ["decision", "reason", "decided_by", "decided_at", "version"]
AGENCY_NAMES = ("lead", "coordinating", "who", "to", "through")


def mine(proposal_id: int, actor: Actor) -> Proposal:
    """A proposal of a draft that the actor's agency holds, locked. Raises ``Proposal.DoesNotExist``, ``Refused``.

    Its document is locked first: nothing is decided while the document is being given out or read again.
    """
    known = Proposal.objects.visible_to(actor)
    document = draft(known.values_list("document", flat=True).get(pk=proposal_id), actor)
    proposal = known.select_for_update(of=("self",)).get(pk=proposal_id)
    proposal.document = document
    return proposal


def draft(document_id: int, actor: Actor) -> Document:
    """A draft that the actor's agency holds, locked. Raises ``Document.DoesNotExist``, ``Refused``."""
    held = Document.objects.visible_to(actor).select_for_update(of=("self",)).select_related("holder")
    document = held.defer("folded", "search").get(pk=document_id)
    may_review(document, actor).require()
    return document


@transaction.atomic
def approve(proposal_id: int, *, actor: Actor, version: int) -> Proposal:
    """A person has looked and agrees (duyệt). An assignment needs a lead that stands in the directory."""
    proposal = mine(proposal_id, actor)
    unmoved(proposal, version, Decision.APPROVED)
    complete(proposal)
    return decide(proposal, Decision.APPROVED, "", actor)


@transaction.atomic
def drop(proposal_id: int, *, actor: Actor, version: int, reason: str) -> Proposal:
    """Not a task after all (bỏ), with the reason."""
    proposal = mine(proposal_id, actor)
    unmoved(proposal, version, Decision.DROPPED)
    if not reason.strip():
        raise Refused(
            no("Nêu lý do bỏ, để người sau biết vì sao câu này không thành việc.", code="no-reason")
        )
    return decide(proposal, Decision.DROPPED, reason.strip(), actor)


@transaction.atomic
def reopen(proposal_id: int, *, actor: Actor, version: int) -> Proposal:
    """Take a decision back while the document is still a draft (xem lại)."""
    proposal = mine(proposal_id, actor)
    unmoved(proposal, version, Decision.PENDING)
    if proposal.decision != Decision.PENDING:
        reopened(proposal).save(update_fields=DECIDED)
        audit.record("proposal.reopened", "plans.proposal", proposal.pk, actor=actor)
    return proposal


def unmoved(proposal: Proposal, version: int, wanted: Proposal.Decision) -> None:
    """A decision is about what the officer saw. Raises ``Conflict`` when the item has changed since, unless so decided."""
    if proposal.version != version and proposal.decision != wanted:
        raise Conflict(proposal.version, (Difference("decision", proposal.decision, wanted),))


def decide(proposal: Proposal, decision: Proposal.Decision, reason: str, actor: Actor) -> Proposal:
    proposal.decision, proposal.reason = decision, reason
    proposal.decided_by_id, proposal.decided_at = actor.officer_id, actor.now
    proposal.version += 1
    proposal.save(update_fields=DECIDED)
    audit.record(f"proposal.{decision}", "plans.proposal", proposal.pk, actor=actor)
    return proposal


def complete(proposal: Proposal) -> None:
    """Refuse what could not be given out: nobody to do it, nobody to report, an unresolved sentence."""
    corrections.missing(proposal.kind, proposal.content).require()


@transaction.atomic
def approve_sure(document_id: int, *, actor: Actor) -> int:
    """Approve at once every pending proposal without a doubt (duyệt các mục chắc chắn). Returns how many. Three queries."""
    document = draft(document_id, actor)
    count = (
        document.proposals.pending()
        .sure()
        .update(
            decision=Decision.APPROVED,
            decided_by=actor.officer_id,
            decided_at=actor.now,
            version=F("version") + 1,
        )
    )
    audit.record("proposals.approved_sure", "plans.document", document.pk, actor=actor, count=count)
    return count


@transaction.atomic
def revise(
    proposal_id: int, *, actor: Actor, version: int, span: tuple[int, int] | None = None, **changed: Any
) -> Proposal:
    """Correct agencies, deadline, product, words or span (sửa); names and shapes are those of ``corrections``.

    An approved item goes back to waiting when it really changes. Raises ``Conflict`` rather than overwrite.
    """
    proposal = mine(proposal_id, actor)
    found = list(corrections.differences(proposal.content, changed))
    if span and span != (proposal.start, proposal.end):
        found.append(Difference("span", f"{proposal.start}-{proposal.end}", f"{span[0]}-{span[1]}"))
    if proposal.version != version and found:
        raise Conflict(proposal.version, tuple(found))
    if found:
        known_bodies(changed, actor)
        proposal.content = corrections.corrected(proposal.content, changed)
        lay(proposal, span or (proposal.start, proposal.end))
        proposal.doubts = remaining(proposal, [each.field for each in found])
        reopened(proposal).save(update_fields=["content", "start", "end", "doubts", *DECIDED])
        fields = sorted(each.field for each in found)
        audit.record("proposal.revised", "plans.proposal", proposal.pk, actor=actor, fields=fields)
    return proposal


def known_bodies(changed: dict[str, Any], actor: Actor) -> None:
    """Work goes only to bodies of the province that are in force today. One query."""
    ids = {pk for name in AGENCY_NAMES for pk in changed.get(name) or ()}
    bodies = Agency.objects.on(actor.today).filter(pk__in=ids, province__in=actor.provinces)
    if ids and bodies.count() != len(ids):
        raise Refused(
            no("Chỉ giao được cho cơ quan đang hoạt động, có trong danh bạ của tỉnh.", code="unknown-agency")
        )


def remaining(proposal: Proposal, fields: list[str]) -> list[str]:
    """Doubts that a correction leaves: one about whom a name means is answered by choosing."""
    names = [proposal.content.get("lead") or {}] if "lead" in fields else []
    names += proposal.content.get("who", []) if "who" in fields else []
    answered = tuple(
        f"{agency.get('text') or agency.get('code')}: " for agency in names if agency.get("agency_ids")
    )
    return [doubt for doubt in proposal.doubts if not answered or not doubt.startswith(answered)]


def lay(proposal: Proposal, span: tuple[int, int]) -> None:
    """Put a proposal over these words of its document. Raises ``Refused`` outside the text; not saved."""
    start, end = span
    text = proposal.document.text
    if not 0 <= start < end <= len(text) or not text[start:end].strip():
        raise Refused(no("Đoạn chọn không có chữ nào trong văn bản.", code="bad-span"))
    proposal.start, proposal.end = start, end
    proposal.content = {**proposal.content, "words": text[start:end]}


@transaction.atomic
def split(proposal_id: int, *, actor: Actor, version: int, at: int) -> tuple[Proposal, Proposal]:
    """One proposal becomes two at a place in its words (tách); both keep lead and deadline, both wait to be looked at."""
    proposal = mine(proposal_id, actor)
    if proposal.version != version:
        raise Conflict(proposal.version, (Difference("split", str(proposal.end), str(at)),))
    text = proposal.document.text
    first, rest = trimmed(text, proposal.start, at), trimmed(text, at, proposal.end)
    if not proposal.start < at < proposal.end or not first or not rest:
        raise Refused(no("Chỗ tách phải nằm trong câu của việc, hai bên đều còn chữ.", code="bad-split"))
    proposal.content = {**proposal.content, "corrected": True}
    second = made(proposal.document, proposal.kind, rest, uuid.uuid4(), proposal.content, proposal.clause)
    lay(proposal, first)
    reopened(proposal).save(update_fields=["start", "end", "content", *DECIDED])
    audit.record("proposal.split", "plans.proposal", proposal.pk, actor=actor, second=second.pk)
    return proposal, second


def trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The span without white space and loose marks at its ends; ``None`` when no word is left."""
    words = text[start:end]
    begins = start + len(words) - len(words.lstrip(" \t\n,;."))
    ends = end - (len(words) - len(words.rstrip()))
    return (begins, ends) if begins < ends else None


def made(
    document: Document,
    kind: str,
    span: tuple[int, int],
    client_id: uuid.UUID,
    content: dict[str, Any],
    clause: str,
) -> Proposal:
    """A proposal that a person makes."""
    proposal = Proposal(
        client_id=client_id,
        document=document,
        kind=kind,
        origin=Proposal.Origin.PERSON,
        clause=clause,
        content=content,
    )
    lay(proposal, span)
    proposal.key = key_of(kind, proposal.content["words"], client_id.hex)
    proposal.save()
    return proposal


@transaction.atomic
def merge(first_id: int, second_id: int, *, actor: Actor, version: int) -> Proposal:
    """Two proposals of the same kind become one (gộp), from the first word to the last; the second is dropped."""
    locked = {
        pk: mine(pk, actor) for pk in sorted({first_id, second_id})
    }  # in one order, so that two officers never wait on each other
    first, second = locked[first_id], locked[second_id]
    if (first.kind, first.document_id) != (second.kind, second.document_id) or first_id == second_id:
        raise Refused(no("Chỉ gộp được hai mục cùng loại của một văn bản.", code="bad-merge"))
    if first.version != version:
        raise Conflict(first.version, (Difference("merge", str(first.end), str(second.end)),))
    if second.decision == Decision.DROPPED:
        raise Refused(no("Mục sau đã bỏ, không còn gì để gộp.", code="dropped"))
    first.content = corrections.joined(first.content, second.content)
    lay(first, (min(first.start, second.start), max(first.end, second.end)))
    reopened(first).save(update_fields=["start", "end", "content", *DECIDED])
    decide(second, Decision.DROPPED, f"Đã gộp vào mục ở điểm {first.clause or 'trước'}.", actor)
    audit.record("proposal.merged", "plans.proposal", first.pk, actor=actor, second=second.pk)
    return first


@transaction.atomic
def add(
    document_id: int, *, actor: Actor, client_id: uuid.UUID, kind: str, span: tuple[int, int]
) -> Proposal:
    """A person marks words that the reading passed over (thêm). The same form sent twice adds once."""
    document = draft(document_id, actor)
    sent = Proposal.objects.filter(client_id=client_id, document=document).first()
    if sent:
        return sent
    proposal = made(document, kind, span, client_id, corrections.blank(kind), clause_at(document, span[0]))
    audit.record("proposal.added", "plans.proposal", proposal.pk, actor=actor)
    return proposal


def clause_at(document: Document, place: int) -> str:
    """The innermost clause that holds a place; empty outside the outline. One query."""
    holding = Clause.objects.filter(document=document, start__lte=place, end__gt=place).order_by(
        "-level", "-start"
    )
    return str(holding.values_list("path", flat=True).first() or "")


@transaction.atomic
def make_task(proposal_id: int, *, actor: Actor, version: int) -> Proposal:
    """A sentence that states a duty and produced nothing becomes a task, still without its lead (tạo việc từ câu)."""
    proposal = mine(proposal_id, actor)
    if proposal.kind != Kind.SILENT:
        return proposal
    unmoved(proposal, version, Decision.PENDING)
    proposal.kind, proposal.content = (
        Kind.ASSIGNMENT,
        {**corrections.blank(Kind.ASSIGNMENT), "corrected": True},
    )
    proposal.origin, proposal.confidence, proposal.doubts = Proposal.Origin.PERSON, 1.0, []
    lay(proposal, (proposal.start, proposal.end))
    reopened(proposal).save(update_fields=["kind", "content", "origin", "confidence", "doubts", *DECIDED])
    audit.record("proposal.made_task", "plans.proposal", proposal.pk, actor=actor)
    return proposal
