"""When a plan's time is over its recurring work ends with it (hết thời kỳ của văn bản). The house does it each night.

Work that was confirmed period by period is done; work that was never answered for within the plan's time is withdrawn.
What was owed by the end stays owed, and what has been handed in waits for its assigner.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db import transaction
from django.db.models import F, Q

from diemtua.access.actor import Actor, house
from diemtua.audit import trail as audit
from diemtua.kernel.calendar import vietnam
from diemtua.kernel.periods import named_from
from diemtua.kernel.recurring import days_to_send
from diemtua.plans import periods
from diemtua.plans.actions.locking import hold_documents, in_order
from diemtua.plans.models import Document, Event, ReportDue, Task


@transaction.atomic
def end_plans(province_id: int, *, today: date) -> int:
    """End recurring work and reports of a province that reach past their plan's end; returns how many rows changed.

    Running it twice changes nothing. Seven queries, and four for each task or report that ends or is cut.
    """
    actor = house(today)
    ends = {
        document.pk: document.ends_on
        for document in Document.objects.issued()
        .filter(~Q(period_to="") | Q(ended_on__isnull=False), province=province_id)
        .only("period_to", "ended_on")
        if document.ends_on
    }
    tasks = [task.pk for task in reaching(ends)]
    dues = [due.pk for due in owed_past(ends)]
    if not tasks and not dues:
        return 0
    touched = Q(tasks__in=tasks) | Q(report_duties__dues__in=dues)
    hold_documents(Document.objects.filter(pk__in=Document.objects.filter(touched).values("pk")))
    for task in in_order(Task.objects.filter(pk__in=tasks, submitted_at=None)):
        end_task(task, ends[task.document_id], actor)
    for due in in_order(ReportDue.objects.open().filter(pk__in=dues)).select_related("duty"):
        end_report(due, ends[due.duty.document_id], today)
    audit.record(
        "plan.ended", "directory.area", province_id, actor=actor, tasks=sorted(tasks), reports=sorted(dues)
    )
    return len(tasks) + len(dues)


def reaching(ends: dict[int, date]) -> Iterator[Task]:
    """Open recurring tasks whose present period reaches past their document's end. One query."""
    found = Task.objects.open().filter(document__in=ends, submitted_at=None, period_to__isnull=False)
    for task in found.exclude(rhythm="").only("period_to", "document"):
        if task.period_to and task.period_to > ends[task.document_id]:
            yield task


def owed_past(ends: dict[int, date]) -> Iterator[ReportDue]:
    """Periodic reports nobody has sent or been reminded of, of days past their document's end. One query.

    What an officer was reminded of is left to him and to whoever should receive it.
    """
    found = ReportDue.objects.open().filter(duty__document__in=ends, submissions=None, reminders=None)
    found = found.filter(duty__due_kind=Task.Due.RECURRING, happened="", window_to__isnull=False)
    for due in found.select_related("duty").only("window_to", "duty__document"):
        if due.window_to and due.window_to > ends[due.duty.document_id]:
            yield due


def end_task(task: Task, end: date, actor: Actor) -> None:
    """The present period is cut at the end; one of a later time ends the work. Four queries."""
    assert task.period_from and task.period_to and task.due_on
    if named_from(task.period_from, task.period_to) <= end:
        task.period_to = end
        if not task.extensions.filter(granted=True, until=F("task__due_on")).exists():
            task.due_on = min(task.due_on, asked_again(end, actor.today))
        task.save(update_fields=["period_to", "due_on"])
        tell(task, Event.Kind.AMENDED, f"Kỳ này tính đến hết {end:%d/%m/%Y}: văn bản hết thời kỳ.", actor)
        return
    note = f"Văn bản hết thời kỳ ngày {end:%d/%m/%Y}; không còn kỳ nào phải trả lời."
    closed = task.events.filter(kind=Event.Kind.PERIOD_CLOSED).order_by("-pk").first()
    if closed:
        task.completed_on = date.fromisoformat(closed.detail["submitted_on"])
    else:
        task.cancelled_on = actor.today
    task.save(update_fields=["completed_on", "cancelled_on"])
    tell(task, Event.Kind.CONFIRMED if closed else Event.Kind.CANCELLED, note, actor)


def end_report(due: ReportDue, end: date, today: date) -> None:
    """The report is cut at the end; one of a later time is owed no more. One query."""
    assert due.window_from and due.window_to
    if named_from(due.window_from, due.window_to) > end:
        due.delete()
        return
    due.window_to, due.due_on = end, min(due.due_on, asked_again(end, today))
    due.save(update_fields=["window_to", "due_on"])


def asked_again(end: date, today: date) -> date:
    """When the cut period is due: as after any cut-off, and never in the past: nobody is late for what he could not know."""
    return max(periods.due_after(end), vietnam().add(today, days_to_send()))


def tell(task: Task, kind: Event.Kind, note: str, actor: Actor) -> None:
    Event.objects.create(task=task, kind=kind, at=actor.now, note=note, detail={"plan": "ended"})
    Task.objects.filter(pk=task.pk).update(last_event_at=actor.now)
