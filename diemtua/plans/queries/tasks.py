"""Lists of tasks, and one task whole."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from django.db.models import Prefetch, Q

from diemtua.access.actor import Actor
from diemtua.plans.models import Attachment, Document, Event, Extension, Part, Task
from diemtua.plans.models.documents import heavy
from diemtua.plans.models.tasks import TaskQuerySet
from diemtua.ui.paging import SIZE, Slice, Value, cut, place


class Role(Enum):
    """Whose tasks a list shows, seen from the actor's agency."""

    LEAD = "chu-tri"
    COORDINATE = "phoi-hop"
    ASSIGN = "giao"
    ALL = "tat-ca"


class Look(Enum):
    """Which part of a task's life a list shows."""

    OPEN = "dang-lam"
    OVERDUE = "qua-han"
    SOON = "sap-den-han"
    WAITING = "cho-tiep-nhan"
    TO_CONFIRM = "cho-xac-nhan"
    DONE = "da-xong"
    DONE_THIS_YEAR = "xong-trong-nam"
    EVERY = "tat-ca"


@dataclass(frozen=True)
class Filter:
    """A list as a sentence can be read aloud: whose, which, in which document, led by whom, with which words."""

    role: Role = Role.LEAD
    look: Look = Look.OPEN
    document_id: int | None = None
    lead_id: int | None = None
    campaign_id: int | None = None


# Fetched beside the page's rows, not joined to them: row rules hide from the planner how few rows it will join.
NAMED = ("lead", "assigner", Prefetch("document", Document.objects.defer(*heavy())))


def listed(actor: Actor, wanted: Filter, *, after: str = "", size: int = SIZE) -> Slice[Task]:
    """One page of tasks, the clock that runs out first on top, those without a deadline last. Four queries."""
    ordered = filtered(actor, wanted).prefetch_related(*NAMED).order_by("due_on", "pk")
    if start := place(after, 2):
        ordered = ordered.filter(beyond(start))
    return cut(list(ordered[: size + 1]), lambda task: (task.due_on, task.pk), size=size, after=after)


def beyond(start: list[Value]) -> Q:
    """Rows after ``start`` in the order of ``listed``: nulls last, as PostgreSQL sorts them."""
    due_on, pk = start
    if due_on is None:
        return Q(due_on=None, pk__gt=pk)
    return Q(due_on__gt=due_on) | Q(due_on=due_on, pk__gt=pk) | Q(due_on=None)


def filtered(actor: Actor, wanted: Filter) -> TaskQuerySet:
    """The tasks of a filter, unordered. No query yet."""
    tasks = Task.objects.visible_to(actor)
    if not (
        wanted.document_id and wanted.role is Role.ALL
    ):  # one document is listed whole, wherever it is at home
        tasks = of_role(tasks, actor, wanted.role)
    tasks = looked_at(tasks, wanted.look, actor.today)
    if wanted.document_id:
        tasks = tasks.filter(document=wanted.document_id)
    if wanted.lead_id:
        tasks = tasks.filter(lead=wanted.lead_id)
    if wanted.campaign_id:
        tasks = tasks.filter(campaign=wanted.campaign_id)
    return tasks


def of_role(tasks: TaskQuerySet, actor: Actor, role: Role) -> TaskQuerySet:
    if role is Role.LEAD:
        return tasks.filter(lead=actor.agency_id)
    if role is Role.COORDINATE:
        return tasks.filter(pk__in=Part.objects.filter(agency=actor.agency_id).values("task"))
    if role is Role.ASSIGN:
        return tasks.filter(assigner=actor.agency_id)
    return tasks.at_home(actor)


def looked_at(tasks: TaskQuerySet, look: Look, today: date) -> TaskQuerySet:
    if look is Look.OPEN:
        return tasks.open()
    if look is Look.OVERDUE:
        return tasks.overdue(on=today)
    if look is Look.SOON:
        return tasks.due_within(14, on=today)
    if look is Look.WAITING:
        return tasks.open().filter(acknowledged_at=None)
    if look is Look.TO_CONFIRM:
        return tasks.awaiting_confirmation()
    if look is Look.DONE_THIS_YEAR:
        return tasks.filter(completed_on__range=(date(today.year, 1, 1), date(today.year, 12, 31)))
    return tasks.done() if look is Look.DONE else tasks


@dataclass(frozen=True)
class TaskRecord:
    """One task with everything its page shows."""

    task: Task
    parts: list[Part]
    events: list[Event]
    extensions: list[Extension]
    attachments: list[Attachment]


def record(actor: Actor, task_id: int) -> TaskRecord:
    """One task whole. Five queries. Raises ``Task.DoesNotExist`` where the actor may not know it."""
    task = (
        Task.objects.visible_to(actor)
        .select_related("lead", "assigner", "document", "campaign", "province")
        .defer(*heavy("document"))
        .prefetch_related("parts__agency", "extensions__asked_by")
        .get(pk=task_id)
    )
    events = task.events.select_related("officer", "agency").order_by("-at", "-pk")
    attachments = task.attachments.select_related("added_by").order_by("added_at")
    return TaskRecord(
        task, list(task.parts.all()), list(events), list(task.extensions.all()), list(attachments)
    )
