"""A draft under review: its words, every proposal in reading order, and the names of the bodies they mean."""

from __future__ import annotations

from dataclasses import dataclass

from diemtua.access.actor import Actor
from diemtua.directory.models import Agency
from diemtua.directory.queries import agencies_named
from diemtua.plans.corrections import BODIES, ONE_OR_MORE
from diemtua.plans.models import Document, Proposal
from diemtua.plans.queries import choices


@dataclass(frozen=True)
class Review:
    """One document with everything its review page shows."""

    document: Document
    proposals: list[Proposal]
    bodies: dict[int, Agency]


def document(actor: Actor, document_id: int) -> Document:
    """A document that the actor's agency holds. One query. Raises ``Document.DoesNotExist`` for any other agency."""
    held = Document.objects.visible_to(actor).kept_by(actor.agency_id).select_related("holder")
    return held.defer("folded", "search").get(pk=document_id)


def review(actor: Actor, document_id: int) -> Review:
    """A document that the actor's agency holds, with its proposals. Three queries.

    Raises ``Document.DoesNotExist`` for any other agency: what is proposed is the holder's alone.
    """
    held = document(actor, document_id)
    proposals = list(
        Proposal.objects.visible_to(actor)
        .filter(document=held)
        .select_related("decided_by")
        .order_by("start", "pk")
    )
    for proposal in proposals:
        proposal.document = held  # the one already loaded, not one more query each
    return Review(held, proposals, agencies_named(meant(proposals)))


def meant(proposals: list[Proposal]) -> set[int]:
    """Every body that some proposal means or might mean."""
    names = [
        agency
        for proposal in proposals
        for key in (*ONE_OR_MORE, *BODIES)
        for agency in listed(proposal.content.get(key))
    ]
    return {pk for agency in names for pk in (*agency["agency_ids"], *agency.get("candidate_ids", ()))}


def listed(value: object) -> list[dict]:
    """One name or several, as several."""
    if isinstance(value, dict):
        return [value]
    return value if isinstance(value, list) else []


def bodies_to_choose(actor: Actor, proposal: Proposal, known: dict[int, Agency]) -> choices.Choices:
    """Bodies of the province, those that the item's words mean or might mean on top. One query."""
    near = sorted(
        (known[pk] for pk in meant([proposal]) if pk in known), key=lambda body: bytes(body.name_sort)
    )
    taken = {body.pk for body in near}
    groups: choices.Choices = [("Theo văn bản", [(body.pk, body.name) for body in near])] if near else []
    for area, listed_there in choices.agencies(actor):
        assert isinstance(listed_there, list)
        if rest := [(pk, name) for pk, name in listed_there if pk not in taken]:
            groups.append((area, rest))
    return groups
