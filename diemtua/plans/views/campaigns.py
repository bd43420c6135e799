"""Campaigns and pilots."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from diemtua.access.guards import reads, writes
from diemtua.kernel.decision import Refused
from diemtua.plans import versions
from diemtua.plans.actions import campaigns as actions
from diemtua.plans.forms import campaigns as forms
from diemtua.plans.pages.campaigns import CampaignPage, CampaignRow
from diemtua.plans.queries import campaigns as queries
from diemtua.ui.conflicts import clash
from diemtua.ui.forms import Form
from diemtua.ui.paging import Slice


@reads
def campaigns(request: HttpRequest) -> HttpResponse:
    found = queries.listed(request.actor, after=request.GET.get("sau", ""))
    rows = Slice([CampaignRow(each, request.actor) for each in found.rows], found.next, found.first)
    return render(request, "plans/campaigns.html", {"slice": rows})


@reads
def campaign(request: HttpRequest, campaign_id: int) -> HttpResponse:
    return show(request, campaign_id)


def show(
    request: HttpRequest, campaign_id: int, *, entering: Form | None = None, status: int = 200
) -> HttpResponse:
    """The campaign's page; a result that came back with errors is open and filled."""
    page = CampaignPage(queries.record(request.actor, campaign_id), request.actor)
    blank = forms.ResultForm(initial={"until": request.actor.today}, choices=areas_of(page))
    context = {"page": page, "entering": entering or blank, "opened": entering is not None}
    return render(request, "plans/campaign.html", context, status=status)


def areas_of(page: CampaignPage) -> dict[str, list[tuple[Any, Any]]]:
    return {"area_id": [(area.pk, area.full_name) for area in page.record.areas]}


@writes
def enter(request: HttpRequest, campaign_id: int) -> HttpResponse:
    """A figure of the actor's agency for the campaign."""
    page = CampaignPage(queries.record(request.actor, campaign_id), request.actor)
    form = forms.ResultForm(request.POST or None, choices=areas_of(page))
    if request.method != "POST":
        return redirect("plans:campaign", campaign_id)
    page.entering.require()
    return carried(request, campaign_id, form, actions.enter_result, "Đã ghi kết quả.") or show(
        request, campaign_id, entering=form, status=422
    )


@writes
def arrange(request: HttpRequest, campaign_id: int) -> HttpResponse:
    """The holder corrects days, places and baseline; a clash shows both versions."""
    record = queries.one(request.actor, campaign_id)
    actions.may_arrange(record, request.actor).require()
    names = ("name", "starts_on", "ends_on", "places", "baseline", "version")
    if request.method != "POST":
        form: Form = forms.ArrangeForm(initial={name: getattr(record, name) for name in names})
        return render(request, "plans/campaign_arrange.html", {"form": form, "campaign": record})
    form = forms.ArrangeForm(request.POST)
    try:
        done = carried(request, campaign_id, form, actions.arrange, "Đã sửa thông tin đợt.")
    except versions.Conflict as conflict:
        context = {
            "form": form,
            "campaign": record,
            "clash": clash(form, conflict.differences, conflict.version),
        }
        return render(request, "plans/campaign_arrange.html", context, status=409)
    return done or render(
        request, "plans/campaign_arrange.html", {"form": form, "campaign": record}, status=422
    )


@writes
def link(request: HttpRequest, campaign_id: int) -> HttpResponse:
    """The holder chooses which tasks of the document make up the campaign."""
    record = queries.one(request.actor, campaign_id)
    actions.may_arrange(record, request.actor).require()
    tasks = queries.linkable(request.actor, record)
    lists = {
        "task_ids": [
            (task.pk, f"Việc {task.number} · {task.lead.called}: {task.content[:140]}") for task in tasks
        ]
    }
    chosen = [task.pk for task in tasks if task.campaign_id == record.pk]
    form = forms.LinkTasksForm(request.POST or None, choices=lists, initial={"task_ids": chosen})
    if request.method == "POST":
        done = carried(request, campaign_id, form, actions.link_tasks, "Đã cập nhật các việc của đợt.")
        if done:
            return done
    context = {"form": form, "campaign": record, "tasks": tasks}
    return render(
        request, "plans/campaign_link.html", context, status=422 if request.method == "POST" else 200
    )


def carried(
    request: HttpRequest, campaign_id: int, form: Form, act: Callable[..., Any], said: str
) -> HttpResponse | None:
    """Do what the form says and go back to the campaign; ``None`` when the form must be shown again."""
    if not form.is_valid():
        return None
    try:
        with transaction.atomic():
            act(campaign_id, actor=request.actor, **form.cleaned_data)
    except Refused as refusal:
        form.add_error(None, refusal.decision.reason)
        return None
    messages.success(request, said)
    return redirect("plans:campaign", campaign_id)
