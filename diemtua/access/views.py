"""Hallways of accounts: signing in, the account's own page, being somebody of the demonstration."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from allauth.account.views import LoginView
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.usersessions.views import ListUserSessionsView
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from diemtua.access import browsers, demonstration, security
from diemtua.access.guards import public, reads


class SignIn(LoginView):
    """Signing in (đăng nhập). A signed-in officer whose posting has ended is told so, not sent in circles."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated and request.actor is None:
            return redirect("access:no_posting")
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shown = {"casts": demonstration.casts(), "demonstration_password": demonstration.PASSWORD}
        return {**super().get_context_data(**kwargs), **shown}


class Sessions(ListUserSessionsView):
    """Where the account is signed in (phiên đăng nhập), each named by browser and machine."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        named = [(session, browsers.called(session.user_agent)) for session in reversed(context["sessions"])]
        return {**context, "named": named}


sign_in = public(SignIn.as_view())
sessions = public(Sessions.as_view())


@public
@never_cache
def no_posting(request: HttpRequest) -> HttpResponse:
    return render(request, "access/no_posting.html", status=403)


@public
@require_POST
def demonstrate(request: HttpRequest) -> HttpResponse:
    """Become an officer of the demonstration with one press; outside a demonstration there is nobody to become."""
    try:
        account = demonstration.account_to_be(int(request.POST.get("account", "")))
    except (ValueError, ObjectDoesNotExist) as absent:
        raise Http404 from absent
    try:
        return perform_login(request, Login(user=account, redirect_url="/"))
    except ImmediateHttpResponse as instead:
        return instead.response


@reads
def account(request: HttpRequest) -> HttpResponse:
    """The officer's own account: how he signs in, where he is signed in."""
    return render(request, "access/account.html", {"security": security.security_of(request.user)})  # type: ignore[arg-type]


@public
def closed(request: HttpRequest) -> HttpResponse:
    """A page of django-allauth that this house does not have."""
    raise Http404
