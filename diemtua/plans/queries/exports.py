"""Everything of a list, a chunk at a time: the memory an export takes does not grow with the list."""

from __future__ import annotations

from collections.abc import Iterator

from diemtua.access.actor import Actor
from diemtua.plans.models import Task
from diemtua.plans.models.documents import heavy
from diemtua.plans.queries.tasks import Filter, beyond, filtered

CHUNK = 2000


def every_task(actor: Actor, wanted: Filter, chunk: int = CHUNK) -> Iterator[Task]:
    """The tasks of a filter in the order of the list, by keyset. One query for each ``chunk`` rows."""
    ordered = (
        filtered(actor, wanted)
        .select_related("lead", "document", "assigner")
        .defer(*heavy("document"), "places", "seen_by")
        .order_by("due_on", "pk")
    )
    rows = list(ordered[:chunk])
    while rows:
        yield from rows
        last = rows[-1]
        rows = list(ordered.filter(beyond([last.due_on, last.pk]))[:chunk]) if len(rows) == chunk else []
