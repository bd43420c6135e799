"""Demonstration accounts: whom one may be, province by province. Answers only in a demonstration."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from django.conf import settings

from diemtua.access.models import Account, StandingClock
from diemtua.directory.models import Posting

# Every demonstration account has this password; the sign-in page tells it. Such accounts exist nowhere else.
PASSWORD = "Diem-Tua-138"


@dataclass(frozen=True)
class Cast:
    """The demonstration officers of one province, and the day it lives on."""

    province: str
    today: object
    members: list[Posting]


def casts() -> list[Cast]:
    """Everybody one may sign in as, grouped by province, agencies in their order. Two queries; none outside a demonstration."""
    if not settings.DEMO:
        return []
    postings = (
        Posting.objects.filter(valid_until=None, officer__account__is_active=True)
        .select_related("officer__account", "agency__province")
        .order_by(
            "agency__province__name_sort", "agency__province", "agency__name_sort", "officer__name_sort"
        )
    )
    days = dict(StandingClock.objects.values_list("province", "today"))
    return [
        Cast(province.full_name, days.get(province.pk), list(members))
        for province, members in groupby(postings, key=lambda posting: posting.agency.province)
    ]


def account_to_be(number: int) -> Account:
    """The demonstration account of that number. Raises ``Account.DoesNotExist``, always outside a demonstration."""
    if not settings.DEMO:
        raise Account.DoesNotExist
    return Account.objects.get(pk=number, is_active=True)
