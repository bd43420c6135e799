"""The province's board for the standing agency: late, due, silent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Max, Q
from django.db.models.functions import TruncMonth
from django.utils import timezone

from diemtua.access.actor import Actor
from diemtua.directory.models import Agency
from diemtua.plans.models import Campaign, ReportDue, Task

SILENT_AFTER = timedelta(days=30)
SOON = timedelta(days=14)


@dataclass(frozen=True)
class AgencyRow:
    """One agency's line on the board."""

    agency: Agency
    open: int
    overdue: int
    soon: int
    waiting: int
    done: int
    late_reports: int
    last_word: date | None

    def silent(self, on: date) -> bool:
        """Has open work and has said nothing for thirty days."""
        return self.open > 0 and (self.last_word is None or on - self.last_word > SILENT_AFTER)


@dataclass(frozen=True)
class Month:
    """One month of the year line."""

    first: date
    due: int
    done: int
    overdue: int
    reports: int


@dataclass(frozen=True)
class Board:
    """The province's figures of a year; ``rows`` hold every body of which the actor may know anything."""

    rows: list[AgencyRow]
    months: list[Month]
    campaigns: list[Campaign]
    year: int

    def shown_to(self, actor: Actor) -> list[AgencyRow]:
        """Who stands on the board, on the page and in its files alike: peers that only owe the same report are no
        concern of an agency that does not oversee."""
        if actor.oversees:
            return self.rows
        return [row for row in self.rows if row.open or row.done or row.agency.pk == actor.agency_id]


def board(actor: Actor, year: int) -> Board:
    """The whole province at a glance. Seven queries; each reads open work or one year, never the whole past."""
    today = actor.today
    tasks = Task.objects.visible_to(actor).at_home(actor)
    counted = (
        tasks.open()
        .values("lead")
        .annotate(
            open=Count("pk"),
            overdue=Count("pk", filter=Q(due_on__lt=today)),
            soon=Count("pk", filter=Q(due_on__range=(today, today + SOON))),
            waiting=Count("pk", filter=Q(acknowledged_at=None)),
            last=Max("last_event_at", filter=Q(acknowledged_at__isnull=False)),
        )
    )
    by_lead: dict[int, dict[str, Any]] = {row["lead"]: {"done": 0, **row} for row in counted}
    empty: dict[str, Any] = {"open": 0, "overdue": 0, "soon": 0, "waiting": 0, "done": 0, "last": None}
    finished = tasks.filter(completed_on__range=(date(year, 1, 1), date(year, 12, 31))).values("lead")
    for row in finished.annotate(n=Count("pk"), last=Max("last_event_at")):
        line = by_lead.setdefault(row["lead"], dict(empty))
        line["done"] = row["n"]
        line["last"] = max(filter(None, (line["last"], row["last"])), default=None)
    late = dict(
        ReportDue.objects.visible_to(actor)
        .at_home(actor)
        .overdue(on=today)
        .values_list("agency")
        .annotate(Count("pk"))
    )
    bodies = Agency.objects.filter(pk__in={*by_lead, *late}).order_by("name_sort")
    rows = [
        AgencyRow(
            agency=body,
            late_reports=late.get(body.pk, 0),
            last_word=row["last"] and timezone.localdate(row["last"]),
            **{name: row[name] for name in ("open", "overdue", "soon", "waiting", "done")},
        )
        for body in bodies
        for row in [by_lead.get(body.pk, empty)]
    ]
    campaigns = Campaign.objects.visible_to(actor).at_home(actor)
    campaigns = campaigns.filter(starts_on__year__lte=year, ends_on__year__gte=year)
    return Board(rows, months(actor, year), list(campaigns), year)


def months(actor: Actor, year: int) -> list[Month]:
    """Twelve months of deadlines and reports. Two queries."""
    span = (date(year, 1, 1), date(year, 12, 31))
    is_open = Q(completed_on=None, cancelled_on=None)
    tasks = (
        Task.objects.visible_to(actor)
        .at_home(actor)
        .filter(due_on__range=span)
        .annotate(month=TruncMonth("due_on"))
        .values("month")
        .annotate(
            due=Count("pk"),
            done=Count("pk", filter=Q(completed_on__isnull=False)),
            overdue=Count("pk", filter=is_open & Q(due_on__lt=actor.today)),
        )
    )
    reports = (
        ReportDue.objects.visible_to(actor)
        .at_home(actor)
        .filter(due_on__range=span)
        .annotate(month=TruncMonth("due_on"))
        .values_list("month")
        .annotate(Count("pk"))
    )
    by_month = {row["month"]: row for row in tasks}
    reported = dict(reports)
    none = {"due": 0, "done": 0, "overdue": 0}
    return [
        Month(first, row["due"], row["done"], row["overdue"], reported.get(first, 0))
        for first in (date(year, month, 1) for month in range(1, 13))
        for row in [by_month.get(first, none)]
    ]
