"""Reviewing a plan: the page, the item that is open, and every move an officer makes on it.

Each move is a plain form that works alone; htmx asks for the same and gets only the parts that change.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from diemtua.access.guards import reads, writes
from diemtua.kernel.decision import Refused
from diemtua.plans import deadline_words, spans, versions
from diemtua.plans.actions import documents as document_actions
from diemtua.plans.actions import issuing
from diemtua.plans.actions import proposals as actions
from diemtua.plans.forms import review as forms
from diemtua.plans.pages.rereading import RereadPage
from diemtua.plans.pages.review import Look, ReviewPage
from diemtua.plans.pages.review_items import Item
from diemtua.plans.policies import may_review
from diemtua.plans.queries import review as queries
from diemtua.ui.conflicts import clash
from diemtua.ui.forms import Form

LOOKS = {look.code: look for look in Look}
NEXT = "next"


def page_of(request: HttpRequest, document_id: int, open_id: int | None = None) -> ReviewPage:
    """The review as it stands now; which list is shown comes from the address."""
    actor = request.actor
    record = queries.review(actor, document_id)
    return ReviewPage(
        record,
        actor,
        acting=may_review(record.document, actor),
        issuing=issuing.may_issue(record.document, actor),
        look=LOOKS.get(request.GET.get("xem", "")),
        open_id=open_id,
    )


def item_of(page: ReviewPage, *, asks: str = "", form: Any = None, wrong: str = "") -> Item | None:
    """The open item with the form it asks for."""
    row = page.row(page.open_id)
    if row is None:
        return None
    if form is None and page.acting and asks in BLANKS:
        form = BLANKS[asks](page, Item(row, page))
    return Item(row, page, asks if page.acting else "", form, wrong)


def edit_form(page: ReviewPage, item: Item, data: Any = None) -> forms.SpanForm | None:
    """The form of the item's kind, filled with what it holds; none for a silent sentence."""
    proposal = item.proposal
    form_class = forms.EDIT.get(proposal.kind)
    if form_class is None:
        return None
    named = {name for name in form_class.base_fields if name in actions.AGENCY_NAMES}
    listed = queries.bodies_to_choose(page.actor, proposal, page.record.bodies) if named else []
    initial = {**forms.held_by(form_class, proposal.content), "version": proposal.version}
    return form_class(
        data,
        initial=initial,
        choices=dict.fromkeys(named, listed),
        text=page.document.text,
        now=(proposal.start, proposal.end),
    )


def split_form(page: ReviewPage, item: Item, data: Any = None, at: int | None = None) -> Form:
    """Places to part the item's words; the caret's own place first, where there is one."""
    proposal = item.proposal
    cuts = spans.cuts(page.document.text, proposal.start, proposal.end, at=at)
    listed = [(cut.at, f"{cut.before}  ┃  {cut.after}") for cut in cuts]
    first = {"at": cuts[0].at} if at and cuts else {}
    return forms.SplitForm(data, initial={"version": proposal.version, **first}, choices={"at": listed})


def drop_form(page: ReviewPage, item: Item) -> Form:
    return forms.DropForm(initial={"version": item.proposal.version})


def add_form(page: ReviewPage, data: Any = None) -> forms.AddForm:
    return forms.AddForm(data, initial={"kind": "assignment"}, text=page.document.text)


BLANKS: dict[str, Callable[[ReviewPage, Item], Any]] = {"sua": edit_form, "bo": drop_form}


@reads
def review(request: HttpRequest, document_id: int) -> HttpResponse:
    """The page. ``?muc=`` opens an item, ``?xem=`` chooses the list, ``?hoi=`` opens a question."""
    page = page_of(request, document_id, number(request.GET.get("muc")))
    asks, row = request.GET.get("hoi", ""), page.row(page.open_id)
    form = None
    if row and page.acting and asks == "tach":
        form = split_form(page, Item(row, page), at=number(request.GET.get("tai")))
    return whole(request, page, asks=asks, form=form)


def number(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() and len(text) < 19 else None


def whole(
    request: HttpRequest, page: ReviewPage, *, asks: str = "", status: int = 200, **shown: Any
) -> HttpResponse:
    """The page with both columns, or for htmx the open item alone."""
    adding = shown.pop("adding", None) or (add_form(page) if asks == "them" and page.acting else None)
    context = {"page": page, "item": item_of(page, asks=asks, **shown), "adding": adding}
    template = "plans/_review_item.html" if request.htmx else "plans/review.html"
    return render(request, template, context, status=status)


def choose(proposal_id: int, *, lead: int, **given: Any) -> Any:
    return actions.revise(proposal_id, lead=[lead], **given)


def split(proposal_id: int, **given: Any) -> Any:
    return actions.split(proposal_id, **given)[0]


def merge(proposal_id: int, *, second: int, **given: Any) -> Any:
    return actions.merge(proposal_id, second, **given)


# name: form, action, what is said, whether the officer goes on to the next item
MOVES: dict[str, tuple[type[Form], Callable[..., Any], str, str]] = {
    "duyet": (forms.VersionForm, actions.approve, "Đã duyệt", NEXT),
    "bo": (forms.DropForm, actions.drop, "Đã bỏ", NEXT),
    "xem-lai": (forms.VersionForm, actions.reopen, "Đưa về chờ xem", ""),
    "chon": (forms.ChooseForm, choose, "Đã chọn cơ quan chủ trì", ""),
    "tao-viec": (forms.VersionForm, actions.make_task, "Đã tạo việc; chọn cơ quan và thời hạn", "sua"),
    "tach": (forms.SplitForm, split, "Đã tách làm hai", ""),
    "gop": (forms.MergeForm, merge, "Đã gộp", ""),
}


@writes
@require_POST
def move(request: HttpRequest, document_id: int, proposal_id: int, name: str) -> HttpResponse:
    """One move. A refusal or a clash brings the item back as it now stands, with what was typed."""
    page = page_of(request, document_id, proposal_id)
    row = page.row(proposal_id)
    if row is None or name not in MOVES:
        raise Http404
    page.acting.require()
    form_class, act, said, then = MOVES[name]
    if name == "tach" and not number(request.POST.get("at")):
        return whole(
            request, page, asks="tach", form=split_form(page, Item(row, page), request.POST), status=422
        )
    form = form_class(
        request.POST, **({"choices": {"at": [(request.POST["at"],) * 2]}} if name == "tach" else {})
    )
    if not form.is_valid():
        return whole(request, page, asks=name, form=form, status=422)
    try:
        with transaction.atomic():  # a refusal halfway leaves nothing half-written
            act(proposal_id, actor=request.actor, **form.cleaned_data)
    except versions.Conflict as conflict:
        return whole(
            request,
            page,
            asks=name,
            form=renewed(form, conflict.version),
            wrong=moved_on(page, said),
            status=clashing(request),
        )
    except Refused as refusal:
        return whole(
            request, page, asks=name if name == "bo" else "", wrong=refusal.decision.reason, status=422
        )
    return done(request, page_of(request, document_id, proposal_id), f"{said}: mục {row.number}.", then)


def clashing(request: HttpRequest) -> int:
    """409; for htmx 422, which its configuration swaps into the page."""
    return 422 if request.htmx else 409


def renewed(form: Form, version: int) -> Form:
    """What was typed, answering for the version now shown."""
    typed = {name: value for name, value in form.cleaned_data.items() if name != "version"}
    return type(form)(initial={**typed, "version": version})


def moved_on(page: ReviewPage, wanted: str) -> str:
    """Both versions of a decision, in a sentence."""
    row = page.row(page.open_id)
    assert row is not None
    by = row.proposal.decided_by
    who = by.name if by else "Cán bộ khác"
    return (
        f"{who} vừa lưu thay đổi ở mục này, nay là: {row.state.word.lower()}. Lựa chọn của trang này ({wanted.lower()}) "
        "chưa được ghi; xem lại mục như đang hiện rồi quyết định."
    )


def done(request: HttpRequest, page: ReviewPage, said: str, then: str) -> HttpResponse:
    """Where a move leads: on to the next item, or back to the same one, perhaps with a question open."""
    changed = page.row(page.open_id)
    here = page.next_waiting(page.open_id) if then == NEXT else changed
    asks = "" if then == NEXT else then
    # Once nothing waits, the bare page: going to the item's own address again would only jump to its anchor.
    to = page.address(here.pk, asks=asks) if here else page.base
    if not request.htmx:
        messages.success(request, said)
        return redirect(to)
    assert page.look is not None
    if here is None or here.state not in page.look.states and then == NEXT:
        messages.success(request, said)
        return HttpResponse(headers={"HX-Redirect": page.address(here.pk, Look.PENDING) if here else to})
    page.open_id = here.pk
    context = {
        "page": page,
        "item": item_of(page, asks=asks),
        "changed": changed,
        "changed_rows": [changed],
        "said": said,
    }
    return render(request, "plans/_review_done.html", context)


@writes
def edit(request: HttpRequest, document_id: int, proposal_id: int) -> HttpResponse:
    """Correct an item; «Lưu và duyệt» also approves it. A clash shows both versions field by field."""
    page = page_of(request, document_id, proposal_id)
    row = page.row(proposal_id)
    if row is None or row.proposal.kind not in forms.EDIT:
        raise Http404
    if request.method != "POST":
        return redirect(page.address(proposal_id, asks="sua"))
    page.acting.require()
    form = edit_form(page, Item(row, page), request.POST)
    assert form is not None
    if not form.is_valid() or "xem-truoc" in request.POST:
        return whole(request, page, asks="sua", form=form, status=422 if form.errors else 200)
    try:
        with transaction.atomic():
            saved = actions.revise(proposal_id, actor=request.actor, **form.cleaned_data)
            if "duyet" in request.POST:
                actions.approve(proposal_id, actor=request.actor, version=saved.version)
    except versions.Conflict as conflict:
        merging = clash(form, conflict.differences, conflict.version)
        context = {
            "page": page,
            "row": row,
            "clash": merging,
            "action": request.get_full_path(),
            "back": page.address(proposal_id),
        }
        return render(request, "plans/review_conflict.html", context, status=409)
    except Refused as refusal:
        form.add_error(None, refusal.decision.reason)
        return whole(request, page, asks="sua", form=form, status=422)
    approved = "duyet" in request.POST
    said = f"Đã sửa{' và duyệt' if approved else ''}: mục {row.number}."
    return done(request, page_of(request, document_id, proposal_id), said, NEXT if approved else "")


@reads
@require_POST
def deadline(request: HttpRequest, document_id: int) -> HttpResponse:
    """The deadline being typed, in words."""
    record = queries.document(request.actor, document_id)
    form = forms.DueForm(request.POST)
    if form.is_valid():
        return render(
            request,
            "plans/_review_when.html",
            {"words": deadline_words.said(form.cleaned_data["due"], issued_on=record.issued_on)},
        )
    return render(request, "plans/_review_when.html", {"wrong": form.errors["due"]})


@writes
@require_POST
def add(request: HttpRequest, document_id: int) -> HttpResponse:
    """Add an item over words that the reading passed over; then its questions open."""
    page = page_of(request, document_id, number(request.GET.get("muc")))
    page.acting.require()
    form = add_form(page, request.POST)
    if not form.is_valid():
        return whole(request, page, adding=form, status=422)
    try:
        with transaction.atomic():
            made = actions.add(document_id, actor=request.actor, **form.cleaned_data)
    except Refused as refusal:
        form.add_error(None, refusal.decision.reason)
        return whole(request, page, adding=form, status=422)
    messages.success(request, "Đã thêm mục; điền cơ quan và thời hạn.")
    return redirect(page.address(made.pk, asks="sua"))


@writes
@require_POST
def approve_sure(request: HttpRequest, document_id: int) -> HttpResponse:
    """Approve what the reader is sure of, at once."""
    count = actions.approve_sure(document_id, actor=request.actor)
    messages.success(request, f"Đã duyệt {count} mục chắc chắn. Còn lại các mục cần người xem.")
    return redirect("plans:review", document_id)


@writes
def reread(request: HttpRequest, document_id: int) -> HttpResponse:
    """Improve the text and read it again; decisions already taken stay."""
    document = queries.document(request.actor, document_id)
    may_review(document, request.actor).require()
    if request.method != "POST":
        form = forms.TextForm(initial={"text": document.text, "version": document.version})
        return render(request, "plans/review_text.html", {"page": RereadPage(document, form)})
    form = forms.TextForm(request.POST)
    if not form.is_valid():
        return render(request, "plans/review_text.html", {"page": RereadPage(document, form)}, status=422)
    given = form.cleaned_data
    try:
        with transaction.atomic():
            document_actions.read_again(
                document_id, given["text"], actor=request.actor, version=given["version"]
            )
    except versions.Conflict as conflict:
        again = forms.TextForm(initial={"text": given["text"], "version": conflict.version})
        page = RereadPage(document, again, typed=given["text"])
        return render(request, "plans/review_text.html", {"page": page}, status=409)
    messages.success(request, "Đã đọc lại văn bản. Các mục đã duyệt, đã bỏ, đã sửa được giữ nguyên.")
    return redirect("plans:review", document_id)
