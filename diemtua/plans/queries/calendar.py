"""What falls due in a month, on a day, in an officer's private calendar."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from django.db.models import Count, F, Model, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from diemtua.access.actor import Actor
from diemtua.plans.models import Campaign, Part, ReportDue, Task
from diemtua.plans.models.documents import heavy

SHOWN = 3  # of each kind in one day's cell; the day's own page shows more
A_DAY = 200
FEED_BACK, FEED_AHEAD, FEED_MOST = timedelta(days=60), timedelta(days=400), 1000
Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class Day:
    """What falls due on one day: the first few of each kind, and how many there are."""

    tasks: list[Task]
    reports: list[ReportDue]
    task_count: int
    report_count: int

    @property
    def more(self) -> int:
        return self.task_count + self.report_count - len(self.tasks) - len(self.reports)


@dataclass(frozen=True)
class Month:
    """The days from the Monday before a month to the Sunday after it, and the campaigns that touch them."""

    first: date
    begins: date
    ends: date
    days: dict[date, Day]
    campaigns: list[Campaign]


def span(first: date) -> tuple[date, date]:
    """The whole weeks, Monday to Sunday, that hold the month of ``first``."""
    last = first.replace(day=monthrange(first.year, first.month)[1])
    return first - timedelta(days=first.weekday()), last + timedelta(days=6 - last.weekday())


def tasks_of(actor: Actor, *, whole: bool) -> QuerySet[Task]:
    """Tasks given out and not withdrawn: those the actor may know, or those his agency leads or has a part in."""
    tasks = Task.objects.visible_to(actor).filter(cancelled_on=None, due_on__isnull=False)
    if whole:
        return tasks.at_home(actor)
    return tasks.filter(
        Q(lead=actor.agency_id) | Q(pk__in=Part.objects.filter(agency=actor.agency_id).values("task"))
    )


def reports_of(actor: Actor, *, whole: bool) -> QuerySet[ReportDue]:
    reports = ReportDue.objects.visible_to(actor)
    return reports.at_home(actor) if whole else reports.filter(agency=actor.agency_id)


def month(actor: Actor, first: date, *, whole: bool) -> Month:
    """One month. Five queries, each bounded by the month, whatever the number of tasks."""
    begins, ends = span(first)
    between = {"due_on__range": (begins, ends)}
    tasks = tasks_of(actor, whole=whole).filter(**between)
    reports = reports_of(actor, whole=whole).filter(**between)
    shown = by_day(few(tasks.select_related("document", "lead").defer(*heavy("document"))))
    told = by_day(
        few(reports.select_related("duty", "duty__document", "agency").defer(*heavy("duty__document")))
    )
    counts, report_counts = per_day(tasks), per_day(reports)
    days = {
        day: Day(shown.get(day, []), told.get(day, []), counts.get(day, 0), report_counts.get(day, 0))
        for day in {*counts, *report_counts}
    }
    campaigns = Campaign.objects.visible_to(actor).at_home(actor)
    campaigns = campaigns.filter(starts_on__lte=ends, ends_on__gte=begins)
    return Month(first, begins, ends, days, list(campaigns.order_by("starts_on", "pk")[:20]))


def few(rows: QuerySet[Row]) -> list[Row]:
    """The first few rows of each day, open ones first."""
    done = "completed_on" if rows.model is Task else "submitted_at"
    place = Window(RowNumber(), partition_by="due_on", order_by=[F(done).asc(nulls_first=True), "pk"])
    return list(rows.annotate(place=place).filter(place__lte=SHOWN).order_by("due_on", "place"))


def by_day(rows: list) -> dict[date, list]:
    found: dict[date, list] = {}
    for row in rows:
        found.setdefault(row.due_on, []).append(row)
    return found


def per_day(rows: QuerySet) -> dict[date, int]:
    return dict(rows.order_by().values_list("due_on").annotate(Count("pk")))


def one_day(actor: Actor, day: date, *, whole: bool) -> Day:
    """Everything of one day, up to two hundred of each kind, with the true counts. Four queries."""
    tasks = tasks_of(actor, whole=whole).filter(due_on=day)
    reports = reports_of(actor, whole=whole).filter(due_on=day)
    return Day(
        list(
            tasks.select_related("document", "lead", "assigner")
            .defer(*heavy("document"))
            .order_by("pk")[:A_DAY]
        ),
        list(
            reports.select_related("agency", "duty", "duty__document", "duty__through")
            .defer(*heavy("duty__document"))
            .order_by("pk")[:A_DAY]
        ),
        tasks.count(),
        reports.count(),
    )


@dataclass(frozen=True)
class Feed:
    """What an officer's private calendar holds: open work and reports of his agency, and campaigns."""

    tasks: list[Task]
    reports: list[ReportDue]
    campaigns: list[Campaign]


def feed(actor: Actor) -> Feed:
    """From two months ago to a year ahead, at most a thousand of each. Three queries."""
    span_of = (actor.today - FEED_BACK, actor.today + FEED_AHEAD)
    tasks = tasks_of(actor, whole=False).filter(completed_on=None, due_on__range=span_of)
    reports = reports_of(actor, whole=False).filter(submitted_at=None, due_on__range=span_of)
    campaigns = Campaign.objects.visible_to(actor).at_home(actor)
    campaigns = campaigns.filter(starts_on__lte=span_of[1], ends_on__gte=span_of[0])
    return Feed(
        list(tasks.select_related("document").defer(*heavy("document")).order_by("due_on", "pk")[:FEED_MOST]),
        list(
            reports.select_related("duty", "duty__document")
            .defer(*heavy("duty__document"))
            .order_by("due_on", "pk")[:FEED_MOST]
        ),
        list(
            campaigns.select_related("document")
            .defer(*heavy("document"))
            .order_by("starts_on", "pk")[:FEED_MOST]
        ),
    )
