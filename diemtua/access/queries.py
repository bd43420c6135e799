"""Loading the actor. Reads of the directory, which has no row rule: every signed-in officer may see who is who."""

from datetime import date

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, OuterRef, Subquery
from django.utils import timezone

from diemtua.access.actor import Actor, actor_of
from diemtua.access.models import Account, StandingClock
from diemtua.directory.models import AreaSuccession, Posting, PostingQuerySet


def actor_of_account(account: Account) -> Actor | None:
    """The actor of a signed-in account, or ``None`` where the officer has no posting today. One query."""
    return actor_of_officer(account.officer_id)


def actor_of_officer(officer_id: int) -> Actor | None:
    """The actor at the officer's posting in force, under his province's clock. One query.

    In a demonstration whose province stands on a day of the past, the posting may be of the past too.
    """
    postings = Posting.objects.filter(officer=officer_id)
    today = timezone.localdate()
    posting = with_province(postings if settings.DEMO else postings.on(today)).first()
    if posting is None:
        return None
    return actor_of(posting, today=posting.stands_on, merged=posting.merged, elsewhen=posting.elsewhen or ())


def with_province(postings: PostingQuerySet) -> PostingQuerySet:
    """Postings with everything an actor is made of, the latest first; the province's own facts ride along."""
    province = OuterRef("agency__province")
    standing = StandingClock.objects.all() if settings.DEMO else StandingClock.objects.none()
    clocks = standing.filter(province=province)
    merged = AreaSuccession.objects.filter(successor=province).values("predecessor")
    within = AreaSuccession.objects.filter(successor=OuterRef(province), predecessor=OuterRef("province"))
    return (
        postings.select_related("officer", "agency", "agency__area", "agency__province")
        .annotate(
            stands_on=Subquery(clocks.values("today")[:1]),
            merged=ArraySubquery(merged),
            elsewhen=ArraySubquery(standing.filter(Exists(within)).values("province")),
        )
        .order_by(F("valid_until").desc(nulls_first=True), "-valid_from")
    )


def standing_day(province_id: int) -> date | None:
    """The day a demonstration province lives on; ``None`` outside a demonstration. One query, in demonstrations only."""
    if not settings.DEMO:
        return None
    return StandingClock.objects.filter(province=province_id).values_list("today", flat=True).first()
