"""Answers that reach people: whatever was sent is heard to its end, and a wrong way of asking is told in words."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.shortcuts import render

from diemtua.ui.views import malformed

Answer = Callable[[HttpRequest], HttpResponse]
MEBIBYTE = 1024 * 1024
MOST_BYTES = 128 * MEBIBYTE
"""The largest request taken in: a document of 50 MB, or five pieces of evidence of 25 MB."""
HEARD_BYTES = 256 * MEBIBYTE
"""How much of a refused body is still heard, so that its sender hears the refusal."""
CHUNK_BYTES = 64 * 1024


class HearsToTheEnd:
    """A browser that is still sending does not listen: the rest of a refused body is read and thrown away.

    A request that says it is larger than ``MOST_BYTES`` is refused before a byte of it is kept.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _announced(request) > MOST_BYTES:
            response = malformed(request, RequestDataTooBig())
        else:
            response = self.get_response(request)
        _hear(request)
        return response


def _announced(request: HttpRequest) -> int:
    length = str(request.META.get("CONTENT_LENGTH") or "0")
    return int(length) if length.isdigit() else 0


def _hear(request: HttpRequest) -> None:
    try:
        for _ in range(HEARD_BYTES // CHUNK_BYTES):
            if not request.read(CHUNK_BYTES):
                return
    except (UnreadablePostError, OSError):
        return


class SaysWhatIsAllowed:
    """A page asked for in a way it does not answer (405) says so in words instead of in white."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != 405 or response.content:
            return response
        page = render(request, "ui/not_allowed.html", status=405)
        page["Allow"] = response["Allow"]
        return page
