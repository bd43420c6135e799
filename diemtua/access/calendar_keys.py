"""The secret address of an officer's private calendar (khóa lịch riêng): given once, kept as its hash.

A calendar programme cannot sign in, so the address itself is the key: 256 bits, renewed at will, and the former one
stops at once. Losing it shows codes and titles of work, never a person's data.
"""

from __future__ import annotations

import hashlib
import hmac
import uuid
from base64 import urlsafe_b64encode

from django.conf import settings

from diemtua.access.actor import Actor
from diemtua.access.models import Account
from diemtua.access.queries import actor_of_account
from diemtua.audit import trail as audit


def renew(actor: Actor, *, client_id: uuid.UUID) -> str:
    """A new key for the actor's own account; the former one opens nothing any more. Two queries.

    The key follows from the form that asked, so that the same form sent twice gives the same key.
    """
    words = f"calendar:{actor.officer_id}:{client_id}".encode()
    digest = hmac.new(settings.SECRET_KEY.encode(), words, hashlib.sha256).digest()
    key = urlsafe_b64encode(digest).decode().rstrip("=")
    Account.objects.filter(officer=actor.officer_id).update(calendar_key=hashed(key))
    audit.record("access.calendar_key_renewed", "access.officer", actor.officer_id, actor=actor)
    return key


def withdraw(actor: Actor) -> None:
    """Close the private calendar. Two queries."""
    Account.objects.filter(officer=actor.officer_id).update(calendar_key="")
    audit.record("access.calendar_key_withdrawn", "access.officer", actor.officer_id, actor=actor)


def actor_of_key(key: str) -> Actor | None:
    """The officer whose calendar this key opens, at today's posting; ``None`` for a wrong key. Up to four queries.

    The hash is looked up, not the key, so the time of an answer tells nothing about a key.
    """
    account = Account.objects.filter(calendar_key=hashed(key), is_active=True).first()
    return actor_of_account(account) if account else None


def hashed(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
