"""Pages that belong to no record: absent, broken, the colour of pages, and the kit."""

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from diemtua.ui import kit
from diemtua.ui.context import THEMES

YEAR = 365 * 24 * 3600


def absent(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Unknown and forbidden look the same (404)."""
    return render(request, "ui/absent.html", status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """A page without the database: that may be what is broken."""
    return render(request, "ui/broken.html", status=500)


def stale(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form from a page too old, or from elsewhere (CSRF)."""
    return render(request, "ui/stale.html", status=403)


def malformed(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What was sent cannot be read: too large (413), or damaged."""
    too_large = isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent)
    return render(request, "ui/malformed.html", {"too_large": too_large}, status=413 if too_large else 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A library refused; our own refusals say more (``refused.html``)."""
    return render(request, "ui/forbidden.html", status=403)


@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Light, dark, or as the machine says: kept in a cookie, for anybody."""
    chosen = request.POST.get("theme", "")
    response = redirect(_back(request))
    if chosen in THEMES and chosen:
        response.set_cookie("theme", chosen, max_age=YEAR, samesite="Lax")
    else:
        response.delete_cookie("theme", samesite="Lax")
    return response


def components(request: HttpRequest) -> HttpResponse:
    """Every component in every state (bộ thành phần); only while demonstrating or developing."""
    if not (settings.DEMO or settings.DEBUG):
        raise Http404
    return render(request, "ui/kit.html", {"kit": kit.page(request.GET, request.POST or None)})


def _back(request: HttpRequest) -> str:
    """The page the officer came from, never an address outside the house."""
    asked = request.POST.get("next", "")
    return asked if url_has_allowed_host_and_scheme(asked, {request.get_host()}) else "/"


theme.guard = components.guard = "public"
