"""The calendar: a month, a day, late reports, and each officer's private feed."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from diemtua.access import calendar_keys
from diemtua.access.guards import public, reads, writes
from diemtua.access.session import session
from diemtua.plans import ical
from diemtua.plans.forms.calendar import KeyForm
from diemtua.plans.pages import calendar as pages
from diemtua.plans.pages.reports import EMPTY
from diemtua.plans.pages.today import ReportRow
from diemtua.plans.queries import calendar as queries
from diemtua.plans.queries import reports
from diemtua.ui.paging import Slice


@reads
def calendar(request: HttpRequest) -> HttpResponse:
    """A month by default; ``?ngay=`` one day, ``?xem=cham`` reports that are late."""
    if request.GET.get("xem") == "cham":
        return late(request)
    whole = request.actor.oversees and request.GET.get("cua") == "tinh"
    if day := iso_day(request.GET.get("ngay", "")):
        page = pages.DayPage(day, queries.one_day(request.actor, day, whole=whole), request.actor, whole)
        return render(request, "plans/calendar_day.html", {"page": page})
    return month(request, whole=whole)


def month(request: HttpRequest, *, whole: bool, key: str = "") -> HttpResponse:
    first = iso_day(f"{request.GET.get('thang', '')}-01") or request.actor.today.replace(day=1)
    page = pages.CalendarPage(queries.month(request.actor, first, whole=whole), request.actor, whole)
    context = {
        "page": page,
        "form": KeyForm(),
        "has_key": bool(request.user.calendar_key),
        "address": key and feed_of(key),
    }
    return render(request, "plans/calendar.html", context)


def late(request: HttpRequest) -> HttpResponse:
    actor = request.actor
    found = reports.listed(actor, reports.Look.LATE, after=request.GET.get("sau", ""))
    rows = Slice([ReportRow(due, actor) for due in found.rows], found.next, found.first)
    context = {"slice": rows, "tabs": pages.tabs(actor, "cham"), "empty": EMPTY[reports.Look.LATE]}
    return render(request, "plans/calendar_late.html", context)


def iso_day(text: str) -> date | None:
    """A day of this century and the last, as an address writes it; anything else is no day."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if 1990 <= found.year <= 2100 else None


@writes
@never_cache
@require_POST
def key(request: HttpRequest) -> HttpResponse:
    """A new secret address, shown this once; or none any more."""
    form = KeyForm(request.POST)
    if not form.is_valid():
        return month(request, whole=False)
    if request.POST.get("act") == "close":
        calendar_keys.withdraw(request.actor)
        request.user.calendar_key = ""
        return month(request, whole=False)
    made = calendar_keys.renew(request.actor, client_id=form.cleaned_data["client_id"])
    return month(request, whole=False, key=made)


@public
@require_safe
def feed(request: HttpRequest, key: str) -> HttpResponse:
    """An officer's calendar for his telephone: whoever holds the address reads it; a wrong one finds nothing."""
    actor = calendar_keys.actor_of_key(key)
    if actor is None:
        raise Http404
    with session(actor, read_only=True):
        text = ical.written(queries.feed(actor), actor)
    headers = {
        "Content-Disposition": 'inline; filename="diem-tua.ics"',
        "Cache-Control": "private, no-store",
        "X-Robots-Tag": "noindex",
    }
    return HttpResponse(text, content_type="text/calendar; charset=utf-8", headers=headers)


def feed_of(key: str) -> str:
    return f"{settings.SITE_URL}{reverse('plans:feed', args=[key])}"
