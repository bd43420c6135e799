"""Activation (kích hoạt): a link that works once, with which an officer sets the password nobody else knows."""

from __future__ import annotations

import hashlib
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from diemtua.access.jobs import post
from diemtua.access.models import Account


@dataclass(frozen=True)
class Activation:
    """What is handed over once: whose account, the link, until when it opens."""

    name: str
    email: str
    link: str
    until: datetime


def closed(client_id: uuid.UUID) -> str:
    """A password that opens nothing, made of the form that asked.

    Links are bound to the password they replace: another form closes the links handed out before, the same form sent
    twice does not.
    """
    return UNUSABLE_PASSWORD_PREFIX + hashlib.sha256(client_id.bytes).hexdigest()[:40]


def activation(account: Account) -> Activation:
    """A link for ``account`` as it stands. Up to three queries (django-allauth writes the address down)."""
    key = default_token_generator.make_token(account)
    path = reverse(
        "account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(account), "key": key}
    )
    until = timezone.now() + timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT)
    return Activation(account.officer.name, account.email, f"{settings.SITE_URL}{path}", until)


def send_activation(account: Account) -> None:
    """Queue the letter with the link; the queue keeps it sealed."""
    made = activation(account)
    _post(account, "Kích hoạt tài khoản", "access/letters/activation.txt", made=made)


def tell(account: Account, subject: str, what: str) -> None:
    """Tell an officer by letter what has been done to his account; no link opens from it."""
    _post(account, subject, "access/letters/notice.txt", what=what)


def _post(account: Account, subject: str, template: str, **context: object) -> None:
    shown = {"officer": account.officer, "site": settings.SITE_URL, **context}
    words = render_to_string(template, shown)
    post(EmailMessage(subject=f"[Điểm Tựa] {subject}", body=words, to=[account.email]))
