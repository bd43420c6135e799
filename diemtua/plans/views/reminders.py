"""Nhắc việc: what the officer was reminded of."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from diemtua.access.guards import reads, writes
from diemtua.plans.actions.reminders import see_all
from diemtua.plans.pages.reminders import RemindersPage
from diemtua.plans.queries.reminders import mine


@reads
def reminders(request: HttpRequest) -> HttpResponse:
    page = RemindersPage(mine(request.actor), request.actor)
    return render(request, "plans/reminders.html", {"page": page})


@writes
@require_POST
def seen(request: HttpRequest) -> HttpResponse:
    """All of them looked at; sending it twice changes nothing."""
    see_all(request.actor)
    return redirect("plans:reminders")
