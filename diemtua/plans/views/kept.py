"""Handing out a kept file: whole, scanned, and never to be opened inside the page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header

from diemtua.plans import scanning, store


def handed_out(request: HttpRequest, sha256: str, *, name: str, kind: str, scan: str) -> HttpResponse:
    """One file as it was given; a damaged one, or one that is not safe, is told instead."""
    try:
        data = store.get(sha256)
        scanning.hand_out(data, name, scan)
    except store.Damaged as damaged:
        return _told(request, str(damaged), 500)
    except scanning.Unsafe as unsafe:
        return _told(request, str(unsafe), 403)
    headers = {
        "Content-Disposition": content_disposition_header(True, name) or "attachment",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(data, content_type=kind, headers=headers)


def _told(request: HttpRequest, text: str, status: int) -> HttpResponse:
    return render(request, "ui/notice_page.html", {"title": "Tệp không mở được", "text": text}, status=status)
