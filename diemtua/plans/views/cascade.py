"""Kế hoạch triển khai: who has issued its own plan under a document."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from diemtua.access.guards import reads, writes
from diemtua.kernel.decision import Refused
from diemtua.plans.actions import cascade as actions
from diemtua.plans.forms.cascade import LinkForm
from diemtua.plans.pages.cascade import CascadePage
from diemtua.plans.queries import cascade as queries


@reads
def cascade(request: HttpRequest, document_id: int) -> HttpResponse:
    return show(request, document_id)


def show(
    request: HttpRequest, document_id: int, *, bound: LinkForm | None = None, status: int = 200
) -> HttpResponse:
    page = CascadePage(queries.cascade(request.actor, document_id), request.actor)
    form = bound or LinkForm(choices=lists(request, document_id))
    return render(
        request,
        "plans/cascade.html",
        {"page": page, "form": form, "opened": bound is not None},
        status=status,
    )


def lists(request: HttpRequest, document_id: int) -> dict[str, list[tuple[object, object]]]:
    found = queries.candidates(request.actor, document_id)
    return {"child_id": [(each.pk, f"{each.called}: {each.title[:80]}") for each in found]}


@writes
@require_POST
def link(request: HttpRequest, document_id: int, obligation_id: int) -> HttpResponse:
    """The actor's agency says which of its documents is its plan."""
    page = CascadePage(queries.cascade(request.actor, document_id), request.actor)
    row = next((row for row in page.rows if row.found.plan.pk == obligation_id), None)
    if row is None:
        raise Http404
    row.linking.require()
    form = LinkForm(request.POST, choices=lists(request, document_id))
    if not form.is_valid():
        return show(request, document_id, bound=form, status=422)
    try:
        with transaction.atomic():
            actions.link_child_plan(obligation_id, actor=request.actor, **form.cleaned_data)
    except Refused as refusal:
        form.add_error(None, refusal.decision.reason)
        return show(request, document_id, bound=form, status=422)
    messages.success(request, "Đã nối kế hoạch của cơ quan.")
    return redirect("plans:cascade", document_id)
