"""Hallways of keeping accounts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from diemtua.access.accounts import actions, forms, queries
from diemtua.access.accounts.pages import AccountLine, AccountPage, tabs
from diemtua.access.accounts.policies import Gesture, keeps_accounts, keeps_this
from diemtua.access.accounts.words import SAID
from diemtua.access.guards import reads, writes
from diemtua.directory import browsing
from diemtua.kernel.decision import Refused
from diemtua.ui.forms import Form
from diemtua.ui.paging import Slice


@reads
def accounts(request: HttpRequest) -> HttpResponse:
    """The officers of the keeper's province and how their accounts stand."""
    actor = request.actor
    keeps_accounts(actor).require()
    lists = {"co_quan": browsing.agency_choices(actor.provinces, actor.today)}
    form = forms.FilterForm(request.GET or None, choices=lists)
    wanted = form.wanted()
    found = queries.listed(actor, wanted, after=request.GET.get("sau", ""))
    counted = queries.counts(actor, wanted)
    rows = Slice([AccountLine(row) for row in found.rows], found.next, found.first, counted[wanted.look])
    context = {"form": form, "slice": rows, "tabs": tabs(wanted, counted)}
    return render(request, "access/accounts/list.html", context)


@reads
def account(request: HttpRequest, officer_id: int) -> HttpResponse:
    return show(request, officer_id)


def show(
    request: HttpRequest, officer_id: int, *, bound: dict[str, Form] | None = None, status: int = 200
) -> HttpResponse:
    """The account's page; ``bound`` holds the form that came back with errors, by the word of its gesture."""
    keeps_accounts(request.actor).require()
    record = queries.record(officer_id, request.actor.today)
    keeps_this(record.standing, request.actor).require()
    page = AccountPage(record, request.actor)
    asked = {
        offer.name: (bound or {}).get(offer.name) or FORMS[Gesture(offer.name)](auto_id=f"{offer.name}_%s")
        for offer in page.open_offers
    }
    context = {"page": page, "forms": asked, "opened": next(iter(bound or {}), "")}
    return render(request, "access/accounts/account.html", context, status=status)


FORMS: dict[Gesture, type[Form]] = {
    Gesture.OPEN: forms.HandOverForm,
    Gesture.RENEW: forms.HandOverForm,
    Gesture.SWITCH_OFF: forms.SwitchOffForm,
    Gesture.SWITCH_ON: forms.PlainForm,
    Gesture.END_SESSIONS: forms.PlainForm,
    Gesture.RESET_FACTOR: forms.ResetFactorForm,
}
HANDED: dict[Gesture, Callable[..., Any]] = {
    Gesture.OPEN: actions.open_account,
    Gesture.RENEW: actions.renew_activation,
}
DONE: dict[Gesture, Callable[..., Any]] = {
    Gesture.SWITCH_OFF: actions.switch_off,
    Gesture.SWITCH_ON: actions.switch_on,
    Gesture.END_SESSIONS: actions.end_sessions,
    Gesture.RESET_FACTOR: actions.reset_second_factor,
}


@writes
@require_POST
def act(request: HttpRequest, officer_id: int, name: str) -> HttpResponse:
    """One gesture on an account. A printed slip is answered at once and never shown again."""
    keeps_accounts(request.actor).require()
    if name not in set(Gesture):
        raise Http404
    gesture = Gesture(name)
    form = FORMS[gesture](request.POST, auto_id=f"{name}_%s")
    if not form.is_valid():
        return show(request, officer_id, bound={name: form}, status=422)
    try:
        with transaction.atomic():  # a refusal halfway leaves nothing half-done
            made = perform(gesture, officer_id, request, form.cleaned_data)
    except Refused as refusal:
        messages.error(request, refusal.decision.reason)
        keeps_this(queries.record(officer_id, request.actor.today).standing, request.actor).require()
        return show(request, officer_id, status=422)
    if made is not None:
        return render(request, "access/accounts/slip.html", {"made": made, "officer_id": officer_id})
    messages.success(request, SAID[gesture])
    return redirect("access:officer_account", officer_id)


def perform(gesture: Gesture, officer_id: int, request: HttpRequest, given: dict[str, Any]) -> Any:
    """Do it; what comes back is an activation to print, or nothing."""
    if gesture in HANDED:
        way = actions.Way(given["way"])
        return HANDED[gesture](officer_id, actor=request.actor, way=way, client_id=given["client_id"])
    reason = {"reason": given["reason"]} if "reason" in given else {}
    DONE[gesture](officer_id, actor=request.actor, **reason)
    return None
