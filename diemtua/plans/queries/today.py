"""Hôm nay: the one list that matters, and what changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Q

from diemtua.access.actor import Actor
from diemtua.plans.models import Event, Extension, Part, ReportDue, Task
from diemtua.plans.models.documents import heavy
from diemtua.plans.queries.reminders import unseen

SHOWN = 30


@dataclass(frozen=True)
class Today:
    """What an officer finds in the first ten seconds."""

    tasks: list[Task]
    reports: list[ReportDue]
    parts: list[Part]
    to_confirm: list[Task]
    extensions: list[Extension]
    events: list[Event]
    open_count: int
    overdue_count: int
    reminders: int


def today(actor: Actor) -> Today:
    """Work of the actor's agency, the clock that runs out first on top. Eight queries."""
    assert actor.agency_id is not None
    visible = Task.objects.visible_to(actor)
    mine = visible.led_by(actor.agency_id).open()
    counts = mine.aggregate(open=Count("pk"), overdue=Count("pk", filter=Q(due_on__lt=actor.today)))
    dues = ReportDue.objects.visible_to(actor).owed_by(actor.agency_id).open()
    parts = Part.objects.filter(
        agency=actor.agency_id, done_on=None, task__completed_on=None, task__cancelled_on=None
    ).order_by("task__due_on", "pk")
    # The ten are found on narrow rows; only theirs bring their task and document along.
    first = Part.objects.filter(pk__in=parts.values("pk")[:10])
    confirming = visible.filter(assigner=actor.agency_id).awaiting_confirmation()
    asked = Extension.objects.filter(task__assigner=actor.agency_id, granted=None)
    since = actor.now - timedelta(days=2)
    events = Event.objects.filter(
        Q(task__lead=actor.agency_id) | Q(task__assigner=actor.agency_id), at__gte=since
    ).exclude(agency=actor.agency_id)
    return Today(
        tasks=list(
            mine.select_related("document", "lead").defer(*heavy("document")).order_by("due_on", "pk")[:SHOWN]
        ),
        reports=list(
            dues.filter(due_on__lte=actor.today + timedelta(days=45))
            .select_related("duty", "duty__document", "duty__through")
            .defer(*heavy("duty__document"))
            .order_by("due_on", "pk")[:10]
        ),
        parts=list(
            first.select_related("task", "task__document", "task__lead")
            .defer(*heavy("task__document"))
            .order_by("task__due_on", "pk")
        ),
        to_confirm=list(
            confirming.select_related("document", "lead")
            .defer(*heavy("document"))
            .order_by("submitted_at")[:10]
        ),
        extensions=list(
            asked.select_related("task", "task__document", "task__lead")
            .defer(*heavy("task__document"))
            .order_by("asked_at")[:10]
        ),
        events=list(
            events.select_related("task", "task__document", "agency", "officer")
            .defer(*heavy("task__document"))
            .order_by("-at", "-pk")[:12]
        ),
        open_count=counts["open"],
        overdue_count=counts["overdue"],
        reminders=unseen(actor),
    )
