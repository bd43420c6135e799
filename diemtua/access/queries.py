"""Loading the actor. Reads of the directory, which has no row rule: every signed-in officer may see who is who."""

from datetime import date

from django.conf import settings
from django.utils import timezone

from diemtua.access.actor import Actor, actor_of
from diemtua.access.models import Account, StandingClock
from diemtua.directory.models import AreaSuccession, Posting


def actor_of_account(account: Account) -> Actor | None:
    """The actor of a signed-in account, or ``None`` where the officer has no posting today. Two or three queries."""
    return actor_of_officer(account.officer_id)


def actor_of_officer(officer_id: int) -> Actor | None:
    """The actor at the officer's posting in force, under his province's clock. Two or three queries."""
    posting = Posting.objects.current(timezone.localdate()).filter(officer=officer_id).first()
    if posting is None and settings.DEMO:
        posting = Posting.objects.filter(officer=officer_id).select_related(*LOADED).order_by("-valid_from").first()
    if posting is None:
        return None
    province = posting.agency.province_id
    return actor_of(posting, today=standing_day(province), merged=merged_into(province))


LOADED = ("officer", "agency", "agency__area", "agency__province")


def merged_into(province_id: int) -> list[int]:
    """Provinces that became part of this one. One query."""
    return list(AreaSuccession.objects.filter(successor=province_id).values_list("predecessor", flat=True))


def standing_day(province_id: int) -> date | None:
    """The day a demonstration province lives on; ``None`` outside a demonstration. One query, in demonstrations only."""
    if not settings.DEMO:
        return None
    return StandingClock.objects.filter(province=province_id).values_list("today", flat=True).first()


def living_elsewhen(actor: Actor) -> set[int]:
    """Provinces that became part of the actor's, but still live a day of their own in a demonstration. One query at most."""
    if not settings.DEMO or len(actor.provinces) < 2:
        return set()
    standing = StandingClock.objects.filter(province__in=actor.provinces).exclude(province=actor.province_id)
    return set(standing.values_list("province", flat=True))
