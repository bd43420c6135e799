"""Reminding (nhắc việc): rows first, then letters after the commit; what an officer has looked at."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import islice

from django.db import transaction
from django.utils import timezone

from diemtua.access.actor import Actor
from diemtua.kernel.calendar import vietnam
from diemtua.plans.models import Reminder
from diemtua.plans.queries.reminders import Call, calls, told_for

BATCH = 2000


@transaction.atomic
def remind(province_id: int, *, today: date) -> int:
    """Write every reminder that a province's deadlines call for; returns how many are new. Nothing on days off.

    The house does it, on the province's own day. A second run writes nothing more: each officer is reminded once
    of one deadline for one calling day, whichever run gets there.
    """
    if not vietnam().is_working(today):
        return 0
    pending, new = calls(province_id, today), 0
    while batch := list(islice(pending, BATCH)):
        told = told_for({call.agency_id for call in batch}, today)
        fresh = unwritten([row for call in batch for row in rows_of(call, told.get(call.agency_id, ()))])
        Reminder.objects.bulk_create(fresh, ignore_conflicts=True)  # another run may have been quicker
        new += len(fresh)
    return new


def unwritten(rows: list[Reminder]) -> list[Reminder]:
    """Those that no earlier run has written, each once. Two queries."""
    if not rows:
        return []
    earliest = min(row.day for row in rows)
    known = {
        key
        for name in ("task_id", "due_id")
        for key in Reminder.objects.filter(
            day__gte=earliest, **{f"{name}__in": {getattr(row, name) for row in rows} - {None}}
        ).values_list("task", "due", "kind", "officer", "day")
    }
    named = {(row.task_id, row.due_id, row.kind, row.officer_id, row.day): row for row in rows}
    return [row for key, row in named.items() if key not in known]


def rows_of(call: Call, officers: Iterable[int]) -> list[Reminder]:
    return [
        Reminder(
            officer_id=officer_id,
            task_id=call.task_id,
            due_id=call.due_id,
            kind=call.kind,
            deadline=call.deadline,
            day=call.day,
            made_at=timezone.now(),
        )
        for officer_id in officers
    ]


def see_all(actor: Actor) -> int:
    """The officer has looked at his reminders (đã xem); they stay listed while the work is open. One query."""
    return Reminder.objects.visible_to(actor).unseen().update(seen_at=timezone.now())
