"""Hallways of the directory: looking up, and the few changes it knows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from diemtua.access.guards import reads, writes
from diemtua.directory import actions, browsing, forms
from diemtua.directory.pages import (
    AbsenceLine,
    AgencyPage,
    AreaLine,
    AreaPage,
    BodiesPage,
    OfficerPage,
    Reach,
)
from diemtua.directory.policies import administers
from diemtua.kernel.decision import Decision, Refused, no
from diemtua.kernel.versions import Conflict
from diemtua.ui.conflicts import clash
from diemtua.ui.forms import Form


def asked_day(request: HttpRequest) -> date:
    """The day the page is asked for (``?ngay=``); what is no day means today."""
    form = forms.BrowseForm(request.GET)
    form.is_valid()
    return form.cleaned_data.get("ngay") or request.actor.today


@reads
def home(request: HttpRequest) -> HttpResponse:
    """The officer's own province on a day, or what a search finds."""
    words, on = request.GET.get("tim", "").strip(), asked_day(request)
    form = forms.BrowseForm(request.GET or None, initial={"ngay": on})
    if words:
        found = browsing.search(words, on=on, near=request.actor.provinces)
        context = {"form": form, "words": words, "found": found, "on": on}
        context["areas"] = [AreaLine(area, on) for area in found.areas]
        context["officers"] = [Reach(posting) for posting in found.officers]
        return render(request, "directory/found.html", context)
    bodies = browsing.bodies(browsing.area_of(request.actor.province_id), on, today=request.actor.today)
    return render(request, "directory/bodies.html", {"form": form, "page": BodiesPage(bodies, request.actor)})


@reads
def areas(request: HttpRequest) -> HttpResponse:
    """The provinces of a day."""
    on = asked_day(request)
    context = {"provinces": browsing.provinces(on), "on": on, "today": request.actor.today}
    return render(request, "directory/areas.html", context)


@reads
def area(request: HttpRequest, code: str) -> HttpResponse:
    """One area, on its last day when it has ended and no other day is asked."""
    on = asked_day(request)
    last = browsing.last_day(code)
    if "ngay" not in request.GET and last and last < on:
        on = last
    page = AreaPage(browsing.area_record(code, on), on, request.actor.today)
    return render(request, "directory/area.html", {"page": page})


@reads
def province(request: HttpRequest, code: str) -> HttpResponse:
    """The bodies of any province on a day; of one that has ended, on its last day unless another is asked."""
    found = browsing.province(code)
    on = asked_day(request)
    if "ngay" not in request.GET and found.valid_until and found.valid_until < on:
        on = found.valid_until
    bodies = browsing.bodies(found, on, today=request.actor.today)
    form = forms.BrowseForm(initial={"ngay": on})
    return render(request, "directory/bodies.html", {"form": form, "page": BodiesPage(bodies, request.actor)})


@reads
def agency(request: HttpRequest, agency_id: int) -> HttpResponse:
    on = asked_day(request)
    page = AgencyPage(browsing.agency_record(agency_id, on, today=request.actor.today), on, request.actor)
    return render(request, "directory/agency.html", {"page": page})


@reads
def officer(request: HttpRequest, officer_id: int) -> HttpResponse:
    page = OfficerPage(browsing.officer_record(officer_id, request.actor.today), request.actor)
    return render(request, "directory/officer.html", {"page": page})


def asking(
    request: HttpRequest, form: Form, title: str, act: str, back: str, *, status: int = 200
) -> HttpResponse:
    """A page that asks one thing."""
    context = {"form": form, "title": title, "act": act, "back": back}
    return render(request, "directory/ask.html", context, status=status)


@writes
def contacts(request: HttpRequest, agency_id: int) -> HttpResponse:
    """Phone and e-mail of a body; a clash shows both versions."""
    record = browsing.agency(agency_id)
    administers(record, request.actor).require()
    title, back = f"Liên hệ của {record.name}", record.get_absolute_url()
    if request.method != "POST":
        known = {"phone": record.phone, "email": record.email, "version": record.version}
        return asking(request, forms.ContactsForm(initial=known), title, "Lưu liên hệ", back)
    form = forms.ContactsForm(request.POST)
    if not form.is_valid():
        return asking(request, form, title, "Lưu liên hệ", back, status=422)
    try:
        actions.correct_contacts(agency_id, actor=request.actor, **form.cleaned_data)
    except Conflict as conflict:
        merge = clash(form, conflict.differences, conflict.version)
        context = {"clash": merge, "title": title, "back": back, "action": request.path}
        return render(request, "directory/conflict.html", context, status=409)
    messages.success(request, "Đã lưu điện thoại, thư điện tử của cơ quan.")
    return redirect(back)


@writes
def new_officer(request: HttpRequest, agency_id: int) -> HttpResponse:
    """A new officer of a body."""
    record = browsing.agency(agency_id)
    administers(record, request.actor).require()
    title, back = f"Thêm cán bộ của {record.name}", record.get_absolute_url()
    form = forms.OfficerForm(request.POST or None, initial={"on": request.actor.today, "duties": ["work"]})
    if request.method != "POST":
        return asking(request, form, title, "Thêm cán bộ", back)
    if form.is_valid():
        given = {name: value for name, value in form.cleaned_data.items() if name != "client_id"}
        refused = refusal(lambda: actions.add_officer(agency_id, actor=request.actor, **given))
        if refused is None:
            messages.success(request, f"Đã thêm {given['name']} vào danh bạ.")
            return redirect(back)
        form.add_error(None, refused.reason)
    return asking(request, form, title, "Thêm cán bộ", back, status=422)


def refusal(act: Callable[[], object]) -> Decision | None:
    """Try an act; what it is refused for, if it is, comes back to the form it was asked on."""
    try:
        act()
    except Refused as refused:
        return refused.decision
    return None


@writes
def move(request: HttpRequest, officer_id: int) -> HttpResponse:
    """Another place, or other duties, for an officer."""
    page = OfficerPage(browsing.officer_record(officer_id, request.actor.today), request.actor)
    reachable(page).require()
    now, person = page.current, page.record.officer
    title, back = f"Chuyển vị trí của {person.name}", person.get_absolute_url()
    known = (
        {"agency": now.agency_id, "position": now.position, "duties": now.duties}
        if now
        else {"duties": ["work"]}
    )
    lists = {"agency": browsing.agency_choices(request.actor.provinces, request.actor.today)}
    form = forms.MoveForm(
        request.POST or None,
        initial={**known, "on": request.actor.today, "seen": now.pk if now else None},
        choices=lists,
    )
    if request.method != "POST":
        return asking(request, form, title, "Ghi vị trí mới", back)
    if form.is_valid():
        given = {
            name: value for name, value in form.cleaned_data.items() if name not in {"client_id", "agency"}
        }
        chosen = form.cleaned_data["agency"]
        refused = refusal(
            lambda: actions.move_officer(officer_id, actor=request.actor, agency_id=chosen, **given)
        )
        if refused is None:
            messages.success(request, "Đã ghi vị trí mới; vị trí cũ vẫn lưu với ngày kết thúc.")
            return redirect(back)
        form.add_error(None, refused.reason)
    return asking(request, form, title, "Ghi vị trí mới", back, status=422)


def reachable(page: OfficerPage) -> Decision:
    """May the asker move this officer?"""
    if page.current:
        return administers(page.current.agency, page.asker)
    return (
        Decision(True, "yes")
        if page.administered
        else no("Chỉ cán bộ quản trị hệ thống của tỉnh được sửa danh bạ.", code="not-administrator")
    )


@writes
def leave(request: HttpRequest, officer_id: int) -> HttpResponse:
    """An officer leaves his place."""
    page = OfficerPage(browsing.officer_record(officer_id, request.actor.today), request.actor)
    reachable(page).require()
    if page.current is None:
        return redirect("directory:officer", officer_id)
    title, back = f"Kết thúc vị trí của {page.record.officer.name}", page.record.officer.get_absolute_url()
    form = forms.EndForm(request.POST or None, initial={"last_day": request.actor.today})
    if request.method != "POST":
        return asking(request, form, title, "Kết thúc vị trí", back)
    if form.is_valid():
        place, last_day = page.current.pk, form.cleaned_data["last_day"]
        refused = refusal(lambda: actions.end_posting(place, actor=request.actor, last_day=last_day))
        if refused is None:
            messages.success(request, "Đã ghi ngày kết thúc vị trí.")
            return redirect(back)
        form.add_error(None, refused.reason)
    return asking(request, form, title, "Kết thúc vị trí", back, status=422)


@writes
def absences(request: HttpRequest) -> HttpResponse:
    """The officer's own absences: what is known, and one more."""
    actor = request.actor
    lists = {"stand_in": browsing.colleague_choices(actor.agency_id, actor.officer_id, actor.today)}
    form = forms.AbsenceForm(request.POST or None, initial={"first_day": actor.today}, choices=lists)
    if request.method == "POST" and form.is_valid():
        given = {name: value for name, value in form.cleaned_data.items() if name != "client_id"}
        refused = refusal(lambda: actions.record_absence(actor=actor, **given))
        if refused is None:
            messages.success(request, "Đã ghi lần vắng mặt; danh bạ cho mọi người biết ai thay.")
            return redirect("directory:absences")
        form.add_error(None, refused.reason)
    lines = [AbsenceLine(absence, actor.today) for absence in browsing.absences_of(actor.officer_id)]
    status = 422 if form.is_bound else 200
    return render(request, "directory/absences.html", {"form": form, "lines": lines}, status=status)


@writes
@require_POST
def end_absence(request: HttpRequest, absence_id: int) -> HttpResponse:
    actions.end_absence(absence_id, actor=request.actor)
    messages.success(request, "Đã ghi trở lại làm việc.")
    return redirect("directory:absences")
