"""What ``cases`` announces becomes notices; what it says of consent and of the holder moves what stands on them."""

from __future__ import annotations

from diemtua.access.actor import Actor
from diemtua.cases.announcing import About, Announcement
from diemtua.coordination.actions import withdrawing
from diemtua.coordination.actions.notices import notify
from diemtua.coordination.occasions import Occasion
from diemtua.directory.models import Agency, Posting, PostingQuerySet


def heard(announcement: Announcement, actor: Actor) -> None:
    """Keep the notices of an announcement, in the same transaction. Three queries an agency at most."""
    occasion = Occasion(announcement.about.value)
    told = {"number": announcement.number, "case_id": announcement.case, "urgent": announcement.urgent}
    notify(occasion, announcement.agencies, actor=actor, **told)  # type: ignore[arg-type]
    for officer in announcement.officers:
        for agency in _postings(actor).filter(officer=officer).values_list("agency", flat=True):
            notify(occasion, [agency], actor=actor, officer_id=officer, **told)  # type: ignore[arg-type]
    if announcement.duty:
        agencies = _with_duty(announcement.duty, announcement.agencies, actor)
        notify(occasion, agencies, actor=actor, duty=announcement.duty, **told)  # type: ignore[arg-type]
    if announcement.about is About.CONSENT_WITHDRAWN:
        withdrawing.end_what_rests_on_consent(announcement.case, actor=actor)
    elif announcement.about is About.TAKEN_OVER:
        withdrawing.end_offers_overtaken(announcement.case, actor=actor)


def _postings(actor: Actor) -> PostingQuerySet:
    return Posting.objects.on(actor.today)


def _with_duty(duty: str, told: tuple[int, ...], actor: Actor) -> set[int]:
    """Agencies with the duty in the provinces of those told: whoever announces may not be able to read the case."""
    provinces = Agency.objects.filter(pk__in=told).values("province")
    rows = _postings(actor).filter(agency__province__in=provinces, duties__contains=[duty])
    return set(rows.values_list("agency", flat=True))
