"""What ``cases`` announces becomes notices; what it says of consent and of the holder moves what stands on them."""

from __future__ import annotations

from diemtua.access.actor import Actor
from diemtua.cases.announcing import About, Announcement
from diemtua.cases.models import Case
from diemtua.coordination.actions import withdrawing
from diemtua.coordination.actions.notices import notify
from diemtua.coordination.occasions import Occasion
from diemtua.directory.models import Posting


def heard(announcement: Announcement, actor: Actor) -> None:
    """Keep the notices of an announcement, in the same transaction. Three queries an agency at most."""
    occasion = Occasion(announcement.about.value)
    told = {"number": announcement.number, "case_id": announcement.case, "urgent": announcement.urgent}
    notify(occasion, announcement.agencies, actor=actor, **told)  # type: ignore[arg-type]
    for officer in announcement.officers:
        for agency in _postings(actor).filter(officer=officer).values_list("agency", flat=True):
            notify(occasion, [agency], actor=actor, officer_id=officer, **told)  # type: ignore[arg-type]
    if announcement.duty:
        everywhere = _postings(actor).filter(
            agency__province__in=Case.objects.filter(pk=announcement.case).values("province"),
            duties__contains=[announcement.duty],
        )
        agencies = set(everywhere.values_list("agency", flat=True)) or _with_duty(announcement.duty, actor)
        notify(occasion, agencies, actor=actor, duty=announcement.duty, **told)  # type: ignore[arg-type]
    if announcement.about is About.CONSENT_WITHDRAWN:
        withdrawing.end_what_rests_on_consent(announcement.case, actor=actor)
    elif announcement.about is About.TAKEN_OVER:
        withdrawing.end_offers_overtaken(announcement.case, actor=actor)


def _postings(actor: Actor):  # type: ignore[no-untyped-def]
    return Posting.objects.on(actor.today)


def _with_duty(duty: str, actor: Actor) -> set[int]:
    """Of the actor's province, when the case itself may not be read by whoever announces."""
    rows = _postings(actor).filter(agency__province=actor.province_id, duties__contains=[duty])
    return set(rows.values_list("agency", flat=True))
