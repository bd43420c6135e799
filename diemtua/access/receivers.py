"""django-allauth announces; the trail listens."""

from __future__ import annotations

from typing import Any

from allauth.account import signals as account
from allauth.core.internal.httpkit import get_client_ip
from allauth.mfa import signals as mfa
from django.contrib.auth.signals import user_logged_out
from django.dispatch import receiver
from django.http import HttpRequest

from diemtua.access.actions import Act, note


def address(request: HttpRequest) -> str:
    """The address of the officer's machine, behind as many proxies as the settings trust."""
    return get_client_ip(request) or ""


@receiver(account.user_logged_in)
def signed_in(request: HttpRequest, user: Any, **_: Any) -> None:
    from allauth.account.authentication import get_authentication_records

    used = [record.get("type") or record["method"] for record in get_authentication_records(request, user)]
    note(Act.SIGNED_IN, user, address=address(request), by="+".join(dict.fromkeys(used)))


@receiver(user_logged_out)
def signed_out(request: HttpRequest, user: Any, **_: Any) -> None:
    if user is not None:
        note(Act.SIGNED_OUT, user, address=address(request))


@receiver(account.password_changed)
def password_changed(request: HttpRequest, user: Any, **_: Any) -> None:
    note(Act.PASSWORD_CHANGED, user, address=address(request))


@receiver(account.password_reset)
def password_reset(request: HttpRequest, user: Any, **_: Any) -> None:
    note(Act.PASSWORD_RESET, user, address=address(request))


@receiver(mfa.authenticator_added)
def factor_added(request: HttpRequest, user: Any, authenticator: Any, **_: Any) -> None:
    note(Act.FACTOR_ADDED, user, address=address(request), factor=str(authenticator.type))


@receiver(mfa.authenticator_removed)
def factor_removed(request: HttpRequest, user: Any, authenticator: Any, **_: Any) -> None:
    note(Act.FACTOR_REMOVED, user, address=address(request), factor=str(authenticator.type))


@receiver(mfa.authenticator_reset)
def factor_renewed(request: HttpRequest, user: Any, authenticator: Any, **_: Any) -> None:
    note(Act.FACTOR_RENEWED, user, address=address(request), factor=str(authenticator.type))


@receiver(mfa.authentication_failed)
def factor_failed(request: HttpRequest, user: Any, authenticator: Any, **_: Any) -> None:
    note(Act.FACTOR_FAILED, user, address=address(request), factor=str(authenticator.type))
