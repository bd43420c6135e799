"""A person goes through what the reading proposes: corrections first, then what is sure, then each doubt by a rule."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from diemtua.access.actor import Actor
from diemtua.directory.models import Agency
from diemtua.plans import corrections
from diemtua.plans.actions import proposals
from diemtua.plans.models import Document, Proposal
from diemtua.plans.reading.model import Deadline

GENERAL = "Nội dung chung; cơ quan thực hiện được nêu ở phần phân công."
UNKNOWN = "Danh bạ của tỉnh chưa có cơ quan này; giao khi bổ sung danh bạ."
UNDATED = "Văn bản không nêu thời gian; theo dõi trong việc của cơ quan chủ trì."


@dataclass(frozen=True)
class Ruling:
    """What the officer decides about the items of one clause (or holding some words).

    ``of`` is the kind the document names; ``lead`` and ``helpers`` are kinds of body, «ubnd-huyen:Cao Lộc» one
    district's. ``cut_at`` begins a second task inside the sentence, for another ruling to decide.
    """

    clause: str = ""
    words: str = ""
    of: str = ""
    kind: str = Proposal.Kind.ASSIGNMENT
    cut_at: str = ""
    lead: tuple[str, ...] = ()
    helpers: tuple[str, ...] = ()
    drop: str = ""
    begins: str = ""
    ends: str = ""
    due: Deadline | None = None

    def fits(self, proposal: Proposal) -> bool:
        silent = self.kind == Proposal.Kind.ASSIGNMENT and proposal.kind == Proposal.Kind.SILENT
        return (
            (proposal.kind == self.kind or silent)
            and self.clause in ("", proposal.clause)
            and self.of in ("", named(proposal))
            and self.words in words_of(proposal)
        )


def words_of(proposal: Proposal) -> str:
    return " ".join(proposal.document.text[proposal.start : proposal.end].split())


def named(proposal: Proposal) -> str:
    """The kind of body that the document names as lead or as the one to report."""
    content = proposal.content
    names = [content.get("lead") or {}, *(content.get("who") or [{}])]
    return next((str(name["code"]) for name in names if name.get("code")), "")


def review(document: Document, actor: Actor, rulings: Iterable[Ruling]) -> None:
    """Decide every proposal of a draft, as its holder would."""
    for ruling in rulings:
        for proposal in document.proposals.pending().order_by("start", "pk"):
            if ruling.fits(proposal):
                rule(proposal, ruling, actor)
    proposals.approve_sure(document.pk, actor=actor)
    for proposal in document.proposals.pending().order_by("start", "pk"):
        settle(proposal, actor)


def rule(proposal: Proposal, ruling: Ruling, actor: Actor) -> None:
    """Apply one ruling: drop with its reason, or correct and approve."""
    if ruling.drop:
        proposals.drop(proposal.pk, actor=actor, version=proposal.version, reason=ruling.drop)
        return
    if proposal.kind == Proposal.Kind.SILENT:
        proposal = proposals.make_task(proposal.pk, actor=actor, version=proposal.version)
    if ruling.cut_at:
        place = proposal.document.text.index(ruling.cut_at, proposal.start)
        proposal, _ = proposals.split(proposal.pk, actor=actor, version=proposal.version, at=place)
    changed: dict[str, Any] = {"due": ruling.due} if ruling.due else {}
    if ruling.lead:
        changed["who" if proposal.kind == Proposal.Kind.REPORT else "lead"] = bodies(ruling.lead, actor)
    if ruling.helpers:
        changed["coordinating"] = bodies(ruling.helpers, actor)
    if ruling.begins:
        changed |= {"begins": ruling.begins, "ends": ruling.ends}
    proposal = proposals.revise(proposal.pk, actor=actor, version=proposal.version, **changed)
    proposals.approve(proposal.pk, actor=actor, version=proposal.version)


def settle(proposal: Proposal, actor: Actor) -> None:
    """What a careful officer does with a doubt that no ruling names."""
    version, content = proposal.version, proposal.content
    lead = content.get("lead") or {}
    if proposal.kind == Proposal.Kind.CAMPAIGN and not content.get("from"):
        proposals.drop(proposal.pk, actor=actor, version=version, reason=UNDATED)
    elif proposal.kind != Proposal.Kind.SILENT and corrections.missing(proposal.kind, content):
        proposals.approve(proposal.pk, actor=actor, version=version)
    elif lead.get("candidate_ids"):
        proposal = proposals.revise(proposal.pk, actor=actor, version=version, lead=lead["candidate_ids"])
        proposals.approve(proposal.pk, actor=actor, version=proposal.version)
    else:
        reason = GENERAL if proposal.kind == Proposal.Kind.SILENT else UNKNOWN
        proposals.drop(proposal.pk, actor=actor, version=version, reason=reason)


def bodies(kinds: Iterable[str], actor: Actor) -> list[int]:
    """The bodies of the actor's province meant by kinds, in force on his day."""
    found: list[Agency] = []
    for each in kinds:
        kind, _, place = each.partition(":")
        standing = Agency.objects.on(actor.today).filter(province=actor.province_id, kind=kind)
        found += standing.filter(area__name=place) if place else standing.filter(area=actor.province_id)
    return [body.pk for body in found]
