"""Reports: lists, one report, sending and returning it, something that happened."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from diemtua.access.guards import reads, writes
from diemtua.kernel.decision import Refused
from diemtua.plans import evidence
from diemtua.plans.actions import reports as actions
from diemtua.plans.actions.evidence import attach_to_report
from diemtua.plans.forms import reports as forms
from diemtua.plans.pages.reports import EMPTY, ReportPage, tabs
from diemtua.plans.pages.today import ReportRow
from diemtua.plans.queries import reports as queries
from diemtua.plans.queries.reports import Look
from diemtua.ui.forms import Form
from diemtua.ui.paging import Slice


@reads
def reports(request: HttpRequest) -> HttpResponse:
    """What the agency owes, has sent, has received, and who is silent."""
    actor = request.actor
    asked = request.GET.get("xem", "")
    look = Look(asked) if asked in {each.value for each in Look} else Look.OWED
    found = queries.listed(actor, look, after=request.GET.get("sau", ""))
    rows = Slice([ReportRow(due, actor) for due in found.rows], found.next, found.first)
    context = {
        "look": look,
        "slice": rows,
        "tabs": tabs(look, queries.counts(actor)),
        "empty": EMPTY[look],
        "events": queries.event_duties(actor),
    }
    return render(request, "plans/reports.html", context)


@reads
def report_due(request: HttpRequest, due_id: int) -> HttpResponse:
    return show(request, due_id)


def show(
    request: HttpRequest,
    due_id: int,
    *,
    sending: Form | None = None,
    returning: Form | None = None,
    status: int = 200,
) -> HttpResponse:
    """The report's page; a form that came back with errors is open and filled."""
    page = ReportPage(queries.record(request.actor, due_id), request.actor)
    blank = forms.ReplaceForm() if page.replaces else forms.SendForm()
    context = {
        "page": page,
        "sending": sending or blank,
        "returning": returning or forms.ReturnForm(),
        "opened": "send" if sending else "return" if returning else "",
    }
    return render(request, "plans/report.html", context, status=status)


@writes
@require_POST
def send(request: HttpRequest, due_id: int) -> HttpResponse:
    """Send a report, or one in its place. An error brings the form back filled and keeps nothing."""
    form_class = forms.ReplaceForm if "reason" in request.POST else forms.SendForm
    form = form_class(request.POST, request.FILES)
    if not form.is_valid():
        return show(request, due_id, sending=form, status=422)
    given = dict(form.cleaned_data)
    try:
        examined = [evidence.examine(file) for file in given.pop("papers")]
        with transaction.atomic():
            attach_to_report(
                actions.send_report(due_id, actor=request.actor, **given), examined, actor=request.actor
            )
    except Refused as refusal:
        form.add_error(None, refusal.decision.reason)
        return show(request, due_id, sending=form, status=422)
    except evidence.BadEvidence as wrong:
        form.add_error("papers", str(wrong))
        return show(request, due_id, sending=form, status=422)
    messages.success(request, "Đã gửi báo cáo.")
    return redirect("plans:report_due", due_id)


@writes
@require_POST
def give_back(request: HttpRequest, due_id: int) -> HttpResponse:
    """Return a report with a reason."""
    form = forms.ReturnForm(request.POST)
    if not form.is_valid():
        return show(request, due_id, returning=form, status=422)
    try:
        with transaction.atomic():
            actions.return_report(due_id, actor=request.actor, **form.cleaned_data)
    except Refused as refusal:
        form.add_error(None, refusal.decision.reason)
        return show(request, due_id, returning=form, status=422)
    messages.success(request, "Đã trả lại báo cáo kèm lý do.")
    return redirect("plans:report_due", due_id)


@writes
def event(request: HttpRequest) -> HttpResponse:
    """«Báo cáo việc phát sinh»: makes a report due today, then asks for its words."""
    duties = queries.event_duties(request.actor)
    lists = {"duty": [(duty.pk, f"{duty.what[:90]} – {duty.document.called}") for duty in duties]}
    form = forms.EventForm(request.POST if request.method == "POST" else None, choices=lists)
    if request.method != "POST" or not form.is_valid():
        status = 422 if request.method == "POST" else 200
        return render(request, "plans/report_event.html", {"form": form, "duties": duties}, status=status)
    given = dict(form.cleaned_data)
    try:
        with transaction.atomic():
            due = actions.report_on_event(given.pop("duty"), actor=request.actor, **given)
    except Refused as refusal:
        form.add_error(None, refusal.decision.reason)
        return render(request, "plans/report_event.html", {"form": form, "duties": duties}, status=422)
    return redirect("plans:report_due", due.pk)
