"""Lists of cases, what runs out first, one case whole, who sleeps where, and who read a file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery

from diemtua import vault
from diemtua.access.actor import Actor, house
from diemtua.access.session import session
from diemtua.audit.models import Entry
from diemtua.cases.actions.clocks import as_due
from diemtua.cases.clocks import clock_words
from diemtua.cases.disclosure import Disclosure
from diemtua.cases.models import (
    Attachment,
    Case,
    CaseEvent,
    CasePaper,
    ChildPlan,
    Clock,
    Contact,
    Dependant,
    Evidence,
    FollowUp,
    ProtectionMeasure,
    Relative,
    RiskAssessment,
    Service,
    Share,
    Stay,
    SupportPlan,
)
from diemtua.cases.policies import has_victim_duty, held_by_my_agency
from diemtua.cases.rules.entitlements import Nationality
from diemtua.cases.rules.numbers import parse
from diemtua.cases.states import LEGAL_LIFE
from diemtua.kernel.decision import both
from diemtua.kernel.words import Clock as Words
from diemtua.kernel.workflow import Offer

SHOWN = 50


def known(actor: Actor) -> QuerySet[Case]:
    """Cases the actor knows, from his agency's open shares and never from a scan, the latest first. One query."""
    mine = Share.objects.open_to(actor).values("case")
    rows = Case.objects.visible_to(actor).filter(pk__in=mine)
    return rows.select_related("holder", "owner").order_by("-opened_at")


def mine(actor: Actor) -> QuerySet[Case]:
    """Open cases the actor is in charge of. One query."""
    return known(actor).open().filter(owner=actor.officer_id)  # type: ignore[attr-defined, no-any-return]


def by_number(text: str, actor: Actor) -> QuerySet[Case]:
    """Cases of this number that the actor knows; two provinces may use one. Raises ``ValueError`` in a sentence."""
    return Case.objects.visible_to(actor).numbered(parse(text)).select_related("holder", "province")


def running(actor: Actor, *, most: int = SHOWN) -> list[Clock]:
    """Clocks the actor's agency owes, the first to run out on top. One query, served by its index."""
    rows = Clock.objects.visible_to(actor).running().filter(owes=actor.agency_id).soonest()
    return list(rows.select_related("case", "case__holder")[:most])


def words_of(clock: Clock, now: datetime) -> Words:
    """What a screen says of a clock. No query."""
    return clock_words(as_due(clock), now)


@dataclass(frozen=True)
class CaseFile:
    """One case as this actor may know it: what he has no part in is empty, as if it were not there."""

    case: Case
    shown: Disclosure
    offers: list[Offer]
    events: list[CaseEvent]
    clocks: list[Clock]
    papers: list[CasePaper]
    evidence: list[Evidence]
    contacts: list[Contact]
    relatives: list[Relative]
    dependants: list[Dependant]
    services: list[Service]
    stays: list[Stay]
    plans: list[SupportPlan]
    follow_ups: list[FollowUp]
    risks: list[RiskAssessment]
    measures: list[ProtectionMeasure]
    child_plans: list[ChildPlan]
    attachments: list[Attachment]
    shares: list[Share]

    @property
    def nationality(self) -> Nationality:
        return self.case.person.nationality if self.shown.nationalities else Nationality.UNKNOWN


def whole(case_id: UUID, actor: Actor) -> CaseFile:
    """The case with everything of it the actor may know; keys of its people are at hand. Some thirty queries, each by index.

    Raises ``Case.DoesNotExist``.
    """
    case = (
        Case.objects.visible_to(actor).select_related("holder", "owner", "person", "province").get(pk=case_id)
    )

    def of(rows: QuerySet) -> list:  # type: ignore[type-arg]
        return list(rows.visible_to(actor).filter(case=case))  # type: ignore[attr-defined]

    vault.unlock([case.person])
    return CaseFile(
        case=case,
        shown=Disclosure(case, actor),
        offers=LEGAL_LIFE.offers(case, actor),
        events=of(
            CaseEvent.objects.select_related("officer", "agency", "paper").order_by("happened_at", "pk")
        ),
        clocks=of(Clock.objects.soonest()),
        papers=of(CasePaper.objects.select_related("issuer").order_by("signed_on")),
        evidence=of(Evidence.objects.order_by("pk")),
        contacts=of(Contact.objects.filter(ended_at=None).order_by("pk")),
        relatives=of(Relative.objects.order_by("pk")),
        dependants=of(Dependant.objects.select_related("person").order_by("pk")),
        services=of(Service.objects.select_related("provider").order_by("planned_on", "pk")),
        stays=of(Stay.objects.select_related("facility").order_by("-began_on")),
        plans=of(SupportPlan.objects.order_by("-agreed_on")),
        follow_ups=of(FollowUp.objects.order_by("due_on")),
        risks=of(RiskAssessment.objects.order_by("-at")),
        measures=of(ProtectionMeasure.objects.order_by("-asked_at")),
        child_plans=of(ChildPlan.objects.select_related("commune").order_by("pk")),
        attachments=of(Attachment.objects.order_by("pk")),
        shares=of(Share.objects.select_related("agency", "officer").order_by("begun_at")),
    )


def sleeping(actor: Actor) -> list[Stay]:
    """Who stays at the actor's facility, whose days end first on top; keys at hand. Three queries."""
    rows = Stay.objects.visible_to(actor).filter(facility=actor.agency_id, ended_on=None)
    latest = RiskAssessment.objects.visible_to(actor).filter(case=OuterRef("case")).order_by("-at")
    stays: list[Stay] = list(
        rows.select_related("case", "case__person", "dependant__person")
        .annotate(risk=Subquery(latest.values("level")[:1]))
        .order_by("until_on", "pk")[:SHOWN]
    )
    vault.unlock(stays)
    return stays


def overdue_stays(actor: Actor, *, on: date) -> QuerySet[Stay]:
    """Stays at the actor's facility past their last day. One query."""
    return Stay.objects.visible_to(actor).filter(facility=actor.agency_id, ended_on=None, until_on__lt=on)


def readings(case: Case, actor: Actor) -> list[Entry]:
    """Who read or acted on the file, for the person's own request (Luật 91/2025/QH15). The holder asks; the house reads.

    Raises ``Refused`` for anybody else. Two queries.
    """
    both(held_by_my_agency(case, actor), has_victim_duty(case, actor)).require()
    with session(house(actor.today), read_only=True):
        return list(Entry.objects.filter(subject_kind="cases.case", subject=str(case.pk)).order_by("pk"))
