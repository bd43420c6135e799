"""Lists of tasks, one task, and what officers do to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from diemtua.access.guards import reads, writes
from diemtua.kernel.decision import Refused
from diemtua.plans import evidence, versions
from diemtua.plans.actions import extensions
from diemtua.plans.actions import tasks as actions
from diemtua.plans.actions.evidence import attach
from diemtua.plans.forms import tasks as forms
from diemtua.plans.pages.tasks import TaskPage, TaskRow
from diemtua.plans.queries import choices
from diemtua.plans.queries import tasks as queries
from diemtua.plans.queries.exports import MOST
from diemtua.ui.conflicts import clash
from diemtua.ui.forms import Form
from diemtua.ui.paging import Slice


@reads
def tasks(request: HttpRequest) -> HttpResponse:
    """A list by a filter read as a sentence."""
    actor = request.actor
    lists = {"van_ban": choices.documents(actor), "co_quan": choices.leads(actor)}
    form = forms.FilterForm(request.GET or None, choices=lists)
    found = queries.listed(actor, form.wanted(), after=request.GET.get("sau", ""))
    rows = Slice([TaskRow(task, actor) for task in found.rows], found.next, found.first)
    return render(request, "plans/tasks.html", {"form": form, "slice": rows, "most": MOST})


@reads
def task(request: HttpRequest, task_id: int) -> HttpResponse:
    return show(request, task_id)


def show(
    request: HttpRequest, task_id: int, *, bound: dict[str, Form] | None = None, status: int = 200
) -> HttpResponse:
    """The task's page; ``bound`` holds the form that came back with errors, by the name of its move."""
    page = TaskPage(queries.record(request.actor, task_id), request.actor)
    for name in bound or {}:
        page.offers[
            name
        ].decision.require()  # a form that is not offered has no place on the page: 403 says why
    asked = {
        name: (bound or {}).get(name) or blank(name, page)
        for name in page.offers
        if page.offers[name].decision
    }
    opened = next(iter(bound), "") if bound else ""
    context = {"page": page, "forms": asked, "opened": opened}
    return render(request, "plans/task.html", context, status=status)


def blank(name: str, page: TaskPage) -> Form:
    """An empty form of a move, with what is already known filled in."""
    form_class = MOVES[name][0]
    initial: dict[str, Any] = {"on": page.actor.today, "product": page.task.delivered}
    if name == "amend":
        initial |= {"content": page.task.content, "product": page.task.product, "version": page.task.version}
    if name == "reassign":
        return form_class(initial=initial, choices={"lead": choices.agencies(page.actor)})
    return form_class(initial=initial)


Act = Callable[..., Any]


def acknowledge(task_id: int, **given: Any) -> None:
    actions.acknowledge(task_id, **given)


def report_progress(task_id: int, *, papers: list[Any], **given: Any) -> None:
    examined = [evidence.examine(file) for file in papers]
    attach(actions.report_progress(task_id, **given), examined, actor=given["actor"])


def submit(task_id: int, *, papers: list[Any], **given: Any) -> None:
    examined = [evidence.examine(file) for file in papers]
    attach(actions.submit(task_id, **given), examined, actor=given["actor"])


def answer_extension(task_id: int, *, granted: str, **given: Any) -> None:
    extensions.answer_extension(task_id, granted=granted == "yes", **given)


def reassign(task_id: int, *, lead: int, **given: Any) -> None:
    actions.reassign(task_id, lead_id=lead, **given)


MOVES: dict[str, tuple[type[Form], Act, str]] = {
    "acknowledge": (forms.AcknowledgeForm, acknowledge, "Đã tiếp nhận việc."),
    "report_progress": (forms.ProgressForm, report_progress, "Đã cập nhật tiến độ."),
    "finish_part": (forms.FinishPartForm, actions.finish_part, "Đã báo xong phần phối hợp."),
    "submit": (forms.SubmitForm, submit, "Đã báo hoàn thành, chờ cơ quan giao việc xác nhận."),
    "confirm": (forms.ConfirmForm, actions.confirm, "Đã xác nhận hoàn thành."),
    "close_period": (forms.ConfirmForm, actions.confirm, "Đã xác nhận xong kỳ; kỳ sau đã mở."),
    "give_back": (forms.GiveBackForm, actions.give_back, "Đã trả lại việc kèm lý do."),
    "ask_extension": (forms.AskExtensionForm, extensions.ask_extension, "Đã gửi đề nghị gia hạn."),
    "answer_extension": (forms.AnswerExtensionForm, answer_extension, "Đã trả lời đề nghị gia hạn."),
    "amend": (forms.AmendForm, actions.amend, "Đã sửa việc."),
    "reassign": (forms.ReassignForm, reassign, "Đã chuyển cơ quan chủ trì."),
    "cancel": (forms.CancelForm, actions.cancel, "Đã thôi giao việc."),
}


@writes
@require_POST
def move(request: HttpRequest, task_id: int, name: str) -> HttpResponse:
    """One move of the task's life. An error brings the form back filled; a clash shows both versions."""
    if name not in MOVES:
        return redirect("plans:task", task_id)
    form_class, act, said = MOVES[name]
    lists = {"lead": choices.agencies(request.actor)} if name == "reassign" else None
    form = form_class(request.POST, request.FILES, choices=lists)
    if not form.is_valid():
        return show(request, task_id, bound={name: form}, status=422)
    try:
        with transaction.atomic():  # a refusal halfway leaves nothing half-written
            act(task_id, actor=request.actor, **form.cleaned_data)
    except versions.Conflict as conflict:
        page = TaskPage(queries.record(request.actor, task_id), request.actor)
        merge = clash(form, conflict.differences, conflict.version)
        return render(
            request, "plans/task_conflict.html", {"page": page, "form": form, "clash": merge}, status=409
        )
    except Refused as refusal:
        form.add_error(None, refusal.decision.reason)
        return show(request, task_id, bound={name: form}, status=422)
    except evidence.BadEvidence as wrong:
        form.add_error("papers", str(wrong))
        return show(request, task_id, bound={name: form}, status=422)
    messages.success(request, said)
    return redirect("plans:task", task_id)
