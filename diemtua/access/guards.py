"""The two doors. A view behind neither does not answer (``access.checks``)."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.response import SimpleTemplateResponse

from diemtua.access.session import session
from diemtua.kernel.decision import Refused

View = Callable[..., HttpResponseBase]
# On a shared machine nobody finds an officer's pages by «Back» after he has signed out, and no old form is sent anew.
UNKEPT = "private, no-store"


def reads(view: View) -> Callable[..., Any]:
    """A view that only reads: a READ ONLY transaction as the reader role, seen by row security."""
    return _guarded(view, "reads", read_only=True)


def writes(view: View) -> Callable[..., Any]:
    """A view that may write: one transaction, whole or not at all."""
    return _guarded(view, "writes", read_only=False)


def public(view: View) -> View:
    """A view for anybody, which touches no row that has an owner."""
    view.guard = "public"  # type: ignore[attr-defined]
    return view


def _guarded(view: View, name: str, *, read_only: bool) -> View:
    @wraps(view)
    def door(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        actor = request.actor  # type: ignore[attr-defined]
        if actor is None:
            return redirect_to_login(request.get_full_path())
        try:
            with session(actor, read_only=read_only):
                response = view(request, *args, **kwargs)
                if isinstance(response, SimpleTemplateResponse) and not response.is_rendered:
                    response.render()  # inside the guard: a template may still ask the database
                response.headers.setdefault("Cache-Control", UNKEPT)
                return response
        except ObjectDoesNotExist as absent:
            raise Http404 from absent
        except Refused as refusal:
            return render(request, "ui/refused.html", {"decision": refusal.decision}, status=403)

    door.guard = name  # type: ignore[attr-defined]
    return door
