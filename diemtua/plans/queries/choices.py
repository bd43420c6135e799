"""Lists to choose from, inside what the actor may know."""

from __future__ import annotations

from itertools import groupby

from django.db.models import OuterRef, Q, Subquery

from diemtua.access.actor import Actor
from diemtua.directory.models import Agency
from diemtua.plans.models import Document, Task

Choices = list[tuple[object, object]]


def documents(actor: Actor, limit: int = 200) -> Choices:
    """Issued documents, newest first. One query."""
    found = Document.objects.visible_to(actor).issued().only("kind", "number", "symbol", "title")
    return [
        (document.pk, f"{document.called}: {document.title[:60]}")
        for document in found.order_by("-issued_on")[:limit]
    ]


def leads(actor: Actor) -> Choices:
    """Agencies of the province that lead something the actor may know, and his own. One query.

    Each body is asked for one task of its own (the cut keeps the planner from reading every task once instead).
    """
    led = Task.objects.visible_to(actor).filter(lead=OuterRef("pk")).values("pk")[:1]
    bodies = Agency.objects.alias(led=Subquery(led)).filter(
        Q(province=actor.province_id, led__isnull=False) | Q(pk=actor.agency_id)
    )
    return [(pk, name) for pk, name in bodies.order_by("name_sort").values_list("pk", "name")]


def agencies(actor: Actor) -> Choices:
    """Bodies of the actor's province in force today, grouped by area. One query."""
    bodies = (
        Agency.objects.filter(province=actor.province_id)
        .on(actor.today)
        .select_related("area")
        .order_by("area__level", "area__name_sort", "name_sort")
    )
    return [
        (area.full_name, [(body.pk, body.name) for body in group])
        for area, group in groupby(bodies, key=lambda b: b.area)
    ]
