"""Officers of a province and how their accounts stand. Reads the directory and accounts, nothing of anybody's work.

Columns are named one by one: the role that reads pages may not read a password, nor a calendar's key.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery

from diemtua.access.accounts.policies import Standing
from diemtua.access.actor import Actor
from diemtua.access.models import Account
from diemtua.directory.models import Officer, Posting
from diemtua.kernel.text import tokens
from diemtua.ui.paging import SIZE, Slice, cut, place

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


class Look(StrEnum):
    """Which accounts a list shows."""

    EVERY = "tat-ca"
    NONE = "chua-co"
    WAITING = "cho-kich-hoat"
    IN_USE = "dang-dung"
    OFF = "da-tat"


OF_LOOK = {
    Look.EVERY: Q(),
    Look.NONE: Q(account=None),
    Look.WAITING: Q(active=True, last_login=None),
    Look.IN_USE: Q(active=True, last_login__isnull=False),
    Look.OFF: Q(active=False),
}


@dataclass(frozen=True)
class Wanted:
    """A list as a sentence: whose accounts, of which agency, in which state."""

    words: str = ""
    agency_id: int | None = None
    look: Look = Look.EVERY


def places(today: date) -> QuerySet[Posting]:
    """Everybody's place: the posting he took last, or the first he will take. No query yet."""
    begun = Posting.objects.filter(officer=OuterRef("officer"), valid_from__lte=today)
    coming = Posting.objects.filter(officer=OuterRef("officer"))
    latest = begun.order_by("-valid_from", "-pk").values("pk")[:1]
    first = coming.order_by("valid_from", "pk").values("pk")[:1]
    return Posting.objects.filter(
        Q(pk=Subquery(latest)) | Q(pk=Subquery(first)) & ~Exists(begun)
    ).select_related("officer", "agency")


def place_of(officer_id: int, today: date) -> Posting | None:
    """Where an officer serves. One query."""
    return places(today).filter(officer=officer_id).first()


def kept(actor: Actor) -> QuerySet[Any]:
    """Officers whose accounts the actor's province keeps, each with how his account stands. No query yet."""
    account = OuterRef("officer__account")
    sessions = UserSession.objects.filter(user=account).values("user").annotate(n=Count("pk")).values("n")
    return (
        places(actor.today)
        .filter(agency__province__in=actor.provinces)
        .annotate(
            account=F("officer__account__pk"),
            active=F("officer__account__is_active"),
            last_login=F("officer__account__last_login"),
            doubly=Exists(Authenticator.objects.filter(user=account, type__in=FACTORS)),
            sessions=Subquery(sessions),
        )
    )


def listed(actor: Actor, wanted: Wanted, *, after: str = "", size: int = SIZE) -> Slice[Any]:
    """One page of officers by name. One query."""
    rows = found(actor, wanted).filter(OF_LOOK[wanted.look]).order_by("officer__name_sort", "officer")
    if start := place(after, 2):
        rows = rows.filter(beyond(str(start[0]), start[1]))
    return cut(
        list(rows[: size + 1]),
        lambda row: (bytes(row.officer.name_sort).hex(), row.officer_id),
        size=size,
        after=after,
    )


def beyond(name_sort: str, officer_id: object) -> Q:
    """Officers after a place in the order of names; a place that nobody here wrote begins anew."""
    try:
        key, last = bytes.fromhex(name_sort), int(str(officer_id))
    except ValueError:
        return Q()
    return Q(officer__name_sort__gt=key) | Q(officer__name_sort=key, officer__gt=last)


def found(actor: Actor, wanted: Wanted) -> QuerySet[Any]:
    """Those of a search, in any state. No query yet."""
    rows = kept(actor)
    for token in tokens(wanted.words)[:8]:
        rows = rows.filter(Q(officer__name_folded__contains=token) | Q(officer__email__icontains=token))
    return rows.filter(agency=wanted.agency_id) if wanted.agency_id else rows


def counts(actor: Actor, wanted: Wanted) -> dict[Look, int]:
    """How many of a search stand in each state. One query."""
    asked = {look.name: Count("pk", filter=which) for look, which in OF_LOOK.items() if which}
    counted = found(actor, wanted).aggregate(EVERY=Count("pk"), **asked)
    return {look: counted[look.name] for look in Look}


@dataclass(frozen=True)
class AccountRecord:
    """One officer's account: whose, where he serves, how it stands."""

    officer: Officer
    posting: Posting | None
    standing: Standing
    opened_at: datetime | None
    last_login: datetime | None
    factors: tuple[str, ...]
    last_seen_at: datetime | None


def record(officer_id: int, today: date) -> AccountRecord:
    """One officer's account whole. Five queries. Raises ``Officer.DoesNotExist``."""
    officer = Officer.objects.get(pk=officer_id)
    posting = place_of(officer_id, today)
    columns = ("pk", "is_active", "created_at", "last_login")
    account = Account.objects.filter(officer=officer_id).values(*columns).first()
    factors: tuple[str, ...] = ()
    seen: list[datetime] = []
    if account:
        factors = tuple(
            Authenticator.objects.filter(user=account["pk"]).order_by("pk").values_list("type", flat=True)
        )
        seen = list(UserSession.objects.filter(user=account["pk"]).values_list("last_seen_at", flat=True))
    standing = Standing(
        officer_id=officer_id,
        agency=posting.agency.called if posting else "",
        province_id=posting.agency.province_id if posting else None,
        exists=account is not None,
        active=bool(account and account["is_active"]),
        entered=bool(account and account["last_login"]),
        doubly=any(each in FACTORS for each in factors),
        sessions=len(seen),
    )
    return AccountRecord(
        officer,
        posting,
        standing,
        opened_at=account["created_at"] if account else None,
        last_login=account["last_login"] if account else None,
        factors=factors,
        last_seen_at=max(seen, default=None),
    )
