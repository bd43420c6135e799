"""Handing out evidence: through the row rule, whole, and never to be opened inside the page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header

from diemtua.access.guards import reads
from diemtua.plans import store
from diemtua.plans.queries.attachments import one


@reads
def attachment(request: HttpRequest, attachment_id: int) -> HttpResponse:
    """One file as it was given; a damaged one is told, not handed out."""
    file = one(request.actor, attachment_id)
    try:
        data = store.get(file.sha256)
    except store.Damaged as damaged:
        return render(
            request,
            "ui/notice_page.html",
            {"title": "Tài liệu không mở được", "text": str(damaged)},
            status=500,
        )
    headers = {
        "Content-Disposition": content_disposition_header(True, file.name) or "attachment",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(data, content_type=file.kind, headers=headers)
