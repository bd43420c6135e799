"""Pages that belong to no record: absent, broken."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def absent(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Unknown and forbidden look the same (404)."""
    return render(request, "ui/absent.html", status=404)


def broken(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/broken.html", status=500)
