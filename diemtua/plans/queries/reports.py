"""Reports owed, sent, received, and who is silent; one report whole."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from django.db.models import Count, F, Prefetch, Q, QuerySet

from diemtua.access.actor import Actor
from diemtua.plans.models import Document, ReportDue, ReportDuty, Submission, Succession
from diemtua.plans.models.documents import heavy
from diemtua.ui.paging import SIZE, Slice, Value, cut, place

LOADED = ("agency", "duty", "duty__document", "duty__through")
# Fetched beside the page's rows, not joined to them: row rules hide from the planner how few rows it will join.
NAMED = (
    "agency",
    "duty",
    "duty__through",
    Prefetch("duty__document", Document.objects.defer(*heavy())),
)


class Look(Enum):
    """Which reports a list shows, seen from the actor's agency."""

    OWED = "phai-gui"
    SENT = "da-gui"
    RECEIVED = "nhan-duoc"
    SILENT = "chua-nhan"
    LATE = "cham"


def looked_at(actor: Actor, look: Look) -> QuerySet[ReportDue]:
    """The reports of a look, unordered. ``LATE`` is everything late that the actor may know. No query yet."""
    assert actor.agency_id is not None
    dues = ReportDue.objects.visible_to(actor)
    if look is Look.OWED:
        return dues.owed_by(actor.agency_id).open()
    if look is Look.SENT:
        return dues.owed_by(actor.agency_id).sent()
    if look is Look.RECEIVED:
        return dues.at_home(actor).received_by(actor.agency_id, on=actor.today).sent()
    if look is Look.SILENT:
        return dues.at_home(actor).received_by(actor.agency_id, on=actor.today).overdue(on=actor.today)
    return dues.at_home(actor).overdue(on=actor.today)


def listed(actor: Actor, look: Look, *, after: str = "", size: int = SIZE) -> Slice[ReportDue]:
    """One page: what is owed by the clock that runs out first, what was sent by the newest period. Five queries."""
    newest_first = look in (Look.SENT, Look.RECEIVED)
    order = ("-due_on", "-pk") if newest_first else ("due_on", "pk")
    ordered = looked_at(actor, look).prefetch_related(*NAMED).order_by(*order)
    if start := place(after, 2):
        ordered = ordered.filter(beyond(start, backwards=newest_first))
    return cut(list(ordered[: size + 1]), lambda due: (due.due_on, due.pk), size=size, after=after)


def beyond(start: list[Value], *, backwards: bool) -> Q:
    """Rows after ``start`` in the order of ``listed``."""
    due_on, pk = start
    if backwards:
        return Q(due_on__lt=due_on) | Q(due_on=due_on, pk__lt=pk)
    return Q(due_on__gt=due_on) | Q(due_on=due_on, pk__gt=pk)


def counts(actor: Actor) -> dict[Look, int]:
    """How many reports wait to be sent, and how many others owe. Two queries."""
    owed = looked_at(actor, Look.OWED).filter(due_on__lte=actor.today).aggregate(n=Count("pk"))["n"]
    return {Look.OWED: owed, Look.SILENT: looked_at(actor, Look.SILENT).aggregate(n=Count("pk"))["n"]}


@dataclass(frozen=True)
class ReportRecord:
    """One report with everything its page shows."""

    due: ReportDue
    submissions: list[Submission]
    others: list[ReportDue]
    successions: list[Succession]


def record(actor: Actor, due_id: int) -> ReportRecord:
    """One report whole. Six queries. Raises ``ReportDue.DoesNotExist`` where the actor may not know it."""
    due = (
        ReportDue.objects.visible_to(actor)
        .select_related(*LOADED, "duty__document__holder", "submitted_by")
        .defer(*heavy("duty__document"))
        .prefetch_related("duty__to")
        .get(pk=due_id)
    )
    sent = due.submissions.select_related("officer", "returned_by").prefetch_related("attachments")
    others = ReportDue.objects.visible_to(actor).filter(duty=due.duty_id, period=due.period)
    return ReportRecord(
        due,
        list(sent.order_by("-number")),
        list(
            others.select_related("agency").order_by(
                F("submitted_at").asc(nulls_first=True), "agency__name_sort"
            )
        ),
        list(Succession.objects.visible_to(actor).filter(duty=due.duty_id).select_related("officer")),
    )


def event_duties(actor: Actor) -> list[ReportDuty]:
    """Duties by which the actor's agency reports whatever happens. One query."""
    duties = ReportDuty.objects.visible_to(actor).filter(who=actor.agency_id, due_value__contains="on-event")
    in_force = Q(ended_on=None) | Q(ended_on__gte=actor.today)
    return list(duties.filter(in_force).select_related("document", "through").defer(*heavy("document")))
