"""What a reading proposes, and what of it survives when an improved text is read again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from diemtua.directory.queries import Directory
from diemtua.kernel.text import fold
from diemtua.plans.alignment import Alignment
from diemtua.plans.models import Document, Proposal
from diemtua.plans.reading import model

Kind = Proposal.Kind
Content = dict[str, Any]
GONE = "Không còn thấy câu này trong bản đọc mới."


def keep(
    document: Document, reading: model.Reading, directory: Directory, *, former: str | None = None
) -> None:
    """Keep what a reading proposes; decisions and corrections already made stay with their words.

    ``former`` is the text the present proposals count in, when the document now has a better one. Four queries.
    """
    moved = Alignment(document.text if former is None else former, document.text)
    before = {proposal.key: proposal for proposal in document.proposals.all()}
    fresh, kept = [], []
    for proposal in proposed(document, reading, directory):
        known = before.pop(proposal.key, None)
        if known is None:
            fresh.append(proposal)
        elif touched(known):
            kept.append(placed(known, moved, document.text, proposal))
        else:
            kept.append(renewed(known, proposal))
    for known in [each for each in before.values() if touched(each)]:
        twin = twin_of(known, moved, fresh)
        if twin:
            fresh.remove(twin)
        kept.append(compared(placed(known, moved, document.text, twin), twin))
    Proposal.objects.filter(pk__in=[each.pk for each in before.values() if not touched(each)]).delete()
    Proposal.objects.bulk_update(kept, KEPT, batch_size=200)
    Proposal.objects.bulk_create(fresh)


KEPT = [
    "start",
    "end",
    "clause",
    "content",
    "confidence",
    "doubts",
    "decision",
    "decided_by",
    "decided_at",
    "version",
]


def touched(proposal: Proposal) -> bool:
    """A person has decided, corrected or made it."""
    return (
        proposal.decision != Proposal.Decision.PENDING
        or proposal.origin == Proposal.Origin.PERSON
        or proposal.version > 1
    )


def renewed(known: Proposal, fresh: Proposal) -> Proposal:
    """Nobody has looked yet: the newer reading replaces the older, under the same number."""
    for name in ("start", "end", "clause", "content", "confidence", "doubts"):
        setattr(known, name, getattr(fresh, name))
    return known


def placed(known: Proposal, moved: Alignment, text: str, fresh: Proposal | None) -> Proposal:
    """Move a proposal to where its own words stand now, else to those of the reading; else say they are gone."""
    place = moved.span(known.start, known.end) or (fresh and (fresh.start, fresh.end)) or found(known, text)
    known.doubts = [doubt for doubt in known.doubts if doubt != GONE]
    if place:
        known.start, known.end = place
        known.content = {**known.content, "words": text[known.start : known.end]}
        known.clause = fresh.clause if fresh else known.clause
        return known
    known.start = min(known.start, len(text) - 1)
    known.end = max(known.start + 1, min(known.end, len(text)))
    known.doubts = [*known.doubts, GONE]
    return reopened(known) if known.decision == Proposal.Decision.APPROVED else known


def found(known: Proposal, text: str) -> tuple[int, int] | None:
    words = known.content.get("words", "")
    start = text.find(words) if words else -1
    return (start, start + len(words)) if start >= 0 else None


def twin_of(known: Proposal, moved: Alignment, fresh: list[Proposal]) -> Proposal | None:
    """The new proposal that says what ``known`` said, over mostly the same words; the same lead if there are several."""
    place = moved.span(known.start, known.end)
    if not place:
        return None
    near = [
        each for each in fresh if each.kind == known.kind and _shared(place, (each.start, each.end)) >= 0.5
    ]
    return min(near, key=lambda each: lead_code(each) != lead_code(known), default=None)


def _shared(one: tuple[int, int], other: tuple[int, int]) -> float:
    """The part two spans have in common, of all they cover."""
    common = min(one[1], other[1]) - max(one[0], other[0])
    return max(0, common) / (max(one[1], other[1]) - min(one[0], other[0]))


def compared(known: Proposal, fresh: Proposal | None) -> Proposal:
    """An approval of facts that the improved text no longer states goes back to a person; a correction stands."""
    if fresh is None or known.content.get("corrected") or known.origin == Proposal.Origin.PERSON:
        return known
    if known.decision == Proposal.Decision.APPROVED and said(known) != said(fresh):
        known.content, known.confidence = fresh.content, fresh.confidence
        known.doubts = [*fresh.doubts, "Câu đã đổi trong bản đọc mới sau khi duyệt; xem và duyệt lại."]
        return reopened(known)
    return known


def said(proposal: Proposal) -> tuple[str, str, str]:
    """The facts that an approval agreed to: who and when."""
    due = proposal.content.get("deadline") or {}
    return lead_code(proposal), str(due.get("kind")), str(due.get("value"))


def lead_code(proposal: Proposal) -> str:
    return str((proposal.content.get("lead") or {}).get("code", ""))


def reopened(proposal: Proposal) -> Proposal:
    """Waiting to be looked at again; not saved."""
    proposal.decision, proposal.reason = Proposal.Decision.PENDING, ""
    proposal.decided_by, proposal.decided_at = None, None
    proposal.version += 1
    return proposal


def proposed(document: Document, reading: model.Reading, directory: Directory) -> Iterator[Proposal]:
    """Every item of a reading as a proposal, with agencies resolved and doubts told. No query."""
    seen: dict[str, int] = {}
    for proposal in _items(reading, directory):
        words = document.text[proposal.start : proposal.end]
        key = key_of(proposal.kind, words, lead_code(proposal))
        seen[key] = seen.get(key, 0) + 1
        proposal.key = key if seen[key] == 1 else key_of(proposal.kind, words, f"{key}~{seen[key]}")
        proposal.document = document
        proposal.content = {**proposal.content, "words": words}
        yield proposal


def key_of(kind: str, words: str, more: str) -> str:
    """An item's name by its words, however they are wrapped or marked."""
    return hashlib.sha256(f"{kind}\n{' '.join(fold(words).split())}\n{more}".encode()).hexdigest()


def _items(reading: model.Reading, directory: Directory) -> Iterator[Proposal]:
    yield from (_assignment(item, directory) for item in reading.assignments)
    yield from (_report(item, directory) for item in reading.reporting)
    for campaign in reading.campaigns:
        content: Content = {"name": campaign.name, "from": campaign.begins, "to": campaign.ends}
        yield _proposal(Kind.CAMPAIGN, campaign, {**content, "places": list(campaign.places)})
    for message in reading.messages:
        yield _proposal(Kind.MESSAGE, message, {"kind": message.kind, "text": message.text})
    for silent in reading.silent:
        yield Proposal(
            kind=Kind.SILENT,
            start=silent.start,
            end=silent.end,
            clause=silent.clause or "",
            confidence=0,
            doubts=[silent.why],
        )


def _proposal(kind: Kind, item: model.Campaign | model.Message, content: Content) -> Proposal:
    return Proposal(
        kind=kind,
        start=item.start,
        end=item.end,
        content=content,
        confidence=item.confidence,
        doubts=list(item.doubts),
    )


def _assignment(item: model.Assignment, directory: Directory) -> Proposal:
    lead, doubts = resolved(item.lead, directory)
    return Proposal(
        kind=Kind.ASSIGNMENT,
        start=item.action.start,
        end=item.action.end,
        clause=item.clause or "",
        content={
            "lead": lead,
            "coordinating": [resolved(agency, directory)[0] for agency in item.coordinating],
            "deadline": deadline_of(item.deadline),
            "places": list(item.places),
            "targets": list(item.targets),
        },
        confidence=min(item.confidence, 0.7) if doubts else item.confidence,
        doubts=list(dict.fromkeys([*item.doubts, *item.deadline.doubts, *doubts])),
    )


def _report(item: model.Report, directory: Directory) -> Proposal:
    who = [resolved(agency, directory) for agency in item.who]
    doubts = [doubt for _, each in who for doubt in each]
    return Proposal(
        kind=Kind.REPORT,
        start=item.start,
        end=item.end,
        clause=item.clause or "",
        content={
            "who": [agency for agency, _ in who],
            "what": item.what,
            "to": [resolved(agency, directory)[0] for agency in item.to],
            "through": resolved(item.through, directory)[0] if item.through else None,
            "deadline": deadline_of(item.due),
        },
        confidence=min(item.confidence, 0.7) if doubts else item.confidence,
        doubts=list(dict.fromkeys([*item.doubts, *item.due.doubts, *doubts])),
    )


def resolved(agency: model.Agency, directory: Directory) -> tuple[Content, list[str]]:
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


def deadline_of(deadline: model.Deadline) -> Content:
    return {
        "kind": deadline.kind,
        "value": deadline.value,
        "text": deadline.text,
        "start": deadline.start,
        "end": deadline.end,
    }
