"""What a document cites (căn cứ, văn bản cấp trên, sửa đổi), linked as far as the register holds it."""

from __future__ import annotations

from django.db.models import Q

from diemtua.access.actor import Actor
from diemtua.plans import rules
from diemtua.plans.models import Citation, Document
from diemtua.plans.reading.model import Document as ReadDocument


def keep(document: Document, found: ReadDocument, actor: Actor) -> None:
    """Keep the citations of a document, link those the actor may know, and let older papers find it. Five queries."""
    Role = Citation.Role
    cited = [(Role.BASIS, each.id, each.date, each.name) for each in found.legal_bases]
    if found.parent_plan:
        cited.append((Role.PARENT, found.parent_plan.id, found.parent_plan.date, found.parent_plan.name))
    if changed := rules.changes(document.title):
        cited += [(Role(changed[0]), number, None, None) for number in changed[1]]
    known = by_code(actor, [number for _, number, _, _ in cited if number], apart_from=document.pk)
    made = Citation.objects.bulk_create(
        Citation(
            document=document,
            role=role,
            cited=number or "",
            cited_on=on or "",
            name=name or "",
            target=known.get(number or ""),
        )
        for role, number, on, name in cited
    )
    parents = [each.target for each in made if each.role == Role.PARENT and each.target]
    if parents and document.parent_id is None:
        document.parent = parents[0]
        document.save(update_fields=["parent"])
    if document.number and document.symbol:
        code = f"{document.number}/{document.symbol}"
        mine = Citation.objects.visible_to(actor).filter(cited=code, target=None).exclude(document=document)
        mine.filter(document__in=Document.objects.kept_by(actor.agency_id)).update(target=document)


def by_code(actor: Actor, numbers: list[str], *, apart_from: int) -> dict[str, Document]:
    """Documents the actor may know, by «126/KH-UBND». One query, none without numbers."""
    wanted = Q()
    for number in numbers:
        head, _, symbol = number.partition("/")
        wanted |= Q(number=head, symbol=symbol)
    if not wanted:
        return {}
    documents = (
        Document.objects.visible_to(actor)
        .filter(wanted)
        .exclude(pk=apart_from)
        .only("number", "symbol", "kind")
    )
    return {f"{each.number}/{each.symbol}": each for each in documents}
