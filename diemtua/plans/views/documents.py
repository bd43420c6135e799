"""The register, one document, its file and its words."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from diemtua.access.guards import reads, writes
from diemtua.kernel.decision import Refused, both
from diemtua.plans import reception, versions
from diemtua.plans.actions import documents as actions
from diemtua.plans.actions import intakes, issuing
from diemtua.plans.forms import documents as forms
from diemtua.plans.pages.documents import DocumentPage, pieces
from diemtua.plans.policies import held_by_my_agency, works
from diemtua.plans.queries import choices
from diemtua.plans.queries import documents as queries
from diemtua.plans.queries import intakes as reading
from diemtua.plans.views.kept import handed_out
from diemtua.ui.conflicts import clash


@reads
def documents(request: HttpRequest) -> HttpResponse:
    """The register, searched in any spelling."""
    form = forms.SearchForm(request.GET or None)
    given = form.cleaned_data if form.is_valid() else {}
    found = queries.register(
        request.actor,
        words=given.get("tim") or "",
        kind=given.get("loai") or "",
        drafts=given.get("xem") == "du-thao",
        after=request.GET.get("sau", ""),
    )
    context = {"form": form, "slice": found, "words": given.get("tim") or ""}
    return render(request, "plans/documents.html", {**context, "files": reading.unsettled(request.actor)})


@reads
def document(request: HttpRequest, document_id: int) -> HttpResponse:
    record = queries.record(request.actor, document_id)
    page = DocumentPage(record, request.actor, issuing.may_issue(record.document, request.actor))
    return render(request, "plans/document.html", {"page": page})


@reads
def text(request: HttpRequest, document_id: int) -> HttpResponse:
    """The document's words with every task marked; ``?viec=`` shows one."""
    record, spans = queries.words(request.actor, document_id)
    chosen = request.GET.get("viec", "")
    context = {"document": record, "pieces": list(pieces(record.text, spans)), "chosen": chosen}
    return render(request, "plans/text.html", context)


@reads
def file(request: HttpRequest, document_id: int) -> HttpResponse:
    """The original, byte for byte. Raises nothing an officer cannot read."""
    record = queries.one(request.actor, document_id)
    if not record.file_sha256:
        return render(request, "ui/absent.html", status=404)
    return handed_out(
        request,
        record.file_sha256,
        name=record.file_name,
        kind="application/octet-stream",
        scan=record.scan,
    )


@writes
def new(request: HttpRequest) -> HttpResponse:
    """Take a file or a text, read it, keep both; what takes minutes goes to the worker. Nothing unreadable is kept."""
    lists = {"parent": choices.documents(request.actor)}
    if request.method != "POST":
        return render(request, "plans/new.html", {"form": forms.RegisterForm(choices=lists)})
    form = forms.RegisterForm(request.POST, request.FILES, choices=lists)
    if not form.is_valid():
        return render(request, "plans/new.html", {"form": form}, status=422)
    given: dict[str, Any] = form.cleaned_data
    try:
        taken = reception.receive(given["file"], given["text"])
    except reception.Unreadable as wrong:
        form.add_error("file" if given["file"] else "text", str(wrong))
        return render(request, "plans/new.html", {"form": form}, status=422)
    whose: dict[str, Any] = {
        "actor": request.actor,
        "client_id": given["client_id"],
        "parent_id": given.get("parent"),
    }
    if isinstance(taken, reception.ForLater):
        waiting = intakes.begin(
            taken.data, name=taken.name, kind=taken.kind, scan=taken.scan, pages=taken.pages, **whose
        )
        return redirect("plans:intake", waiting.pk)
    made = actions.register(taken, **whose)
    messages.success(request, f"Đã đọc {made.called}. Xem từng đề xuất rồi giao việc.")
    return redirect("plans:review", made.pk)


@writes
def correct(request: HttpRequest, document_id: int) -> HttpResponse:
    """The particulars of a document, corrected; a clash shows both versions."""
    record = queries.one(request.actor, document_id)
    both(held_by_my_agency(record, request.actor), works(record, request.actor)).require()
    fields = [name for name in forms.CorrectForm.base_fields if name != "version"]
    if request.method != "POST":
        form = forms.CorrectForm(initial={name: getattr(record, name) for name in [*fields, "version"]})
        return render(request, "plans/correct.html", {"form": form, "document": record})
    form = forms.CorrectForm(request.POST)
    if not form.is_valid():
        return render(request, "plans/correct.html", {"form": form, "document": record}, status=422)
    try:
        actions.correct(document_id, actor=request.actor, **form.cleaned_data)
    except versions.Conflict as conflict:
        merge = clash(form, conflict.differences, conflict.version)
        return render(
            request, "plans/correct.html", {"form": form, "document": record, "clash": merge}, status=409
        )
    except Refused as refusal:
        form.add_error(None, refusal.decision.reason)
        return render(request, "plans/correct.html", {"form": form, "document": record}, status=422)
    messages.success(request, "Đã sửa thông tin văn bản.")
    return redirect("plans:document", document_id)


@writes
@require_POST
def issue(request: HttpRequest, document_id: int) -> HttpResponse:
    """Give out the work of a reviewed document."""
    made = issuing.issue(document_id, actor=request.actor)
    messages.success(request, f"Đã giao việc theo {made.called}.")
    return redirect("plans:document", document_id)
