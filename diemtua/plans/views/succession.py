"""Kế thừa: open work of bodies that have ended, and who is to carry it on."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from diemtua.access.guards import reads, writes
from diemtua.kernel.decision import no
from diemtua.plans.actions.seats import choose_for_seat
from diemtua.plans.actions.succession import choose_successor
from diemtua.plans.forms.succession import ChooseForm
from diemtua.plans.pages.succession import groups, seat_lines
from diemtua.plans.queries import choices, succession
from diemtua.plans.seats import Role


@reads
def waiting(request: HttpRequest) -> HttpResponse:
    """What waits for a choice, for those who follow the whole province."""
    actor = request.actor
    if not actor.oversees:
        no(
            "Chỉ cơ quan theo dõi toàn tỉnh xem được việc chờ chọn cơ quan kế thừa.", code="not-overseer"
        ).require()
    found = succession.waiting(actor, after=request.GET.get("sau", ""))
    shares = succession.choices(found, actor)
    places = [] if request.GET.get("sau") else succession.seats(actor)
    anybody = choices.agencies(actor) if any(not each.heirs for each in [*shares, *places]) else []
    context = {
        "groups": groups(shares, actor, anybody),
        "seats": seat_lines(places, anybody),
        "slice": found,
    }
    return render(request, "plans/succession.html", context)


@writes
@require_POST
def choose(request: HttpRequest, task_id: int) -> HttpResponse:
    form = ChooseForm(request.POST, choices={"agency": choices.agencies(request.actor)})
    if not form.is_valid():
        messages.error(request, "Chưa chọn cơ quan tiếp nhận; chưa có gì thay đổi.")
        return redirect("plans:succession")
    given = form.cleaned_data
    task = choose_successor(
        task_id,
        actor=request.actor,
        client_id=given["client_id"],
        ended_id=given["ended"],
        agency_id=given["agency"],
    )
    messages.success(
        request, f"Đã chuyển {task.code} cho cơ quan tiếp nhận; diễn biến của việc ghi rõ căn cứ."
    )
    return redirect("plans:succession")


@writes
@require_POST
def choose_seat(request: HttpRequest, role: str, record_id: int) -> HttpResponse:
    """Who takes one place in a document, a report duty or a plan to be issued."""
    if role not in Role.values:
        raise Http404
    form = ChooseForm(request.POST, choices={"agency": choices.agencies(request.actor)})
    if not form.is_valid():
        messages.error(request, "Chưa chọn cơ quan tiếp nhận; chưa có gì thay đổi.")
        return redirect("plans:succession")
    given = form.cleaned_data
    document = choose_for_seat(
        Role(role),
        record_id,
        actor=request.actor,
        client_id=given["client_id"],
        ended_id=given["ended"],
        agency_id=given["agency"],
    )
    messages.success(request, f"Đã chuyển cho cơ quan tiếp nhận; trang của {document.called} ghi rõ căn cứ.")
    return redirect("plans:succession")
