"""What waits for an answer, what was sent, and everything that moved a case; notices; links. Shaped for pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import cast
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet

from diemtua import vault
from diemtua.access.actor import Actor
from diemtua.cases.models import Share
from diemtua.cases.parts import ShareKind
from diemtua.cases.policies import has_victim_duty
from diemtua.coordination.kinds import Kind, State
from diemtua.coordination.models import (
    GroupReception,
    HandedOver,
    HandOver,
    Movement,
    MovementStep,
    Notice,
    PossibleSame,
    ReceptionRow,
    StepWords,
)
from diemtua.coordination.rules.answering import refusal_in_writing
from diemtua.coordination.rules.ways import WAYS
from diemtua.coordination.states import MOVEMENT_LIFE
from diemtua.kernel.workflow import Offer

SHOWN = 50


def inbox(actor: Actor, *, most: int = SHOWN) -> list[Movement]:
    """What the actor may answer or has to do, urgent first, then what runs out first. One query, served by its index."""
    rows = known(actor).live().received_by(actor)  # type: ignore[attr-defined]
    return list(rows.order_by("-urgent", "answer_by", "offered_at", "pk")[:most])


def outbox(actor: Actor, *, most: int = SHOWN) -> list[Movement]:
    """What the actor's agency sent, the latest first, ended or not. One query, served by its index."""
    return list(known(actor).filter(from_agency=actor.agency_id).order_by("-offered_at", "pk")[:most])


def known(actor: Actor) -> QuerySet[Movement]:
    return cast("QuerySet[Movement]", Movement.objects.visible_to(actor))  # type: ignore[attr-defined]


def notified(actor: Actor, *, most: int = SHOWN) -> list[Share]:
    """Cases the commune told the actor's agency of and nobody has taken over yet (``cases.actions.legal``). One query."""
    rows = Share.objects.open_to(actor) if has_victim_duty(None, actor) else Share.objects.none()  # type: ignore[attr-defined]
    rows = rows.filter(kind=ShareKind.OFFER, movement_id=None).select_related("case", "holder")
    return list(rows.order_by("begun_at", "pk")[:most])


@dataclass(frozen=True, slots=True)
class Counts:
    """Numbers for a home page: to answer, of these late, taken on and not done, sent and not answered, notices not seen."""

    to_answer: int
    late: int
    to_do: int
    sent: int
    notices: int


def counts(actor: Actor, *, now: datetime) -> Counts:
    """Two queries."""
    waiting, mine = Q(state=State.IN_PROGRESS), Q(to_agency=actor.agency_id)
    if not actor.has("lead"):
        mine &= Q(to_officer=None) | Q(to_officer=actor.officer_id)
    about = Q(to_agency=actor.agency_id) | Q(from_agency=actor.agency_id)
    said = known(actor).live().filter(about).aggregate(  # type: ignore[attr-defined]
        to_answer=Count("pk", filter=mine & waiting),
        late=Count("pk", filter=mine & waiting & Q(answer_by__lte=now)),
        to_do=Count("pk", filter=mine & Q(state=State.ACCEPTED)),
        sent=Count("pk", filter=waiting & Q(from_agency=actor.agency_id)),
    )  # fmt: skip
    return Counts(**said, notices=unseen(actor).count())


def unseen(actor: Actor) -> QuerySet[Notice]:
    rows = Notice.objects.visible_to(actor).unseen()  # type: ignore[attr-defined]
    return cast("QuerySet[Notice]", rows.order_by("-urgent", "-created_at"))


def notices(actor: Actor, *, most: int = SHOWN) -> list[Notice]:
    """Notices to the actor, the latest first. One query."""
    rows = Notice.objects.visible_to(actor).select_related("seen_by")  # type: ignore[attr-defined]
    return list(rows.order_by("-created_at", "pk")[:most])


@dataclass(frozen=True)
class Course:
    """One movement with its steps, each with its time and, where the actor may read them, its words; and what he may do."""

    movement: Movement
    steps: list[tuple[MovementStep, str]]
    offers: list[Offer]

    @property
    def duty(self) -> str:
        """The law's duty that a refusal falls under, by its code; empty where no text gives one."""
        return refusal_in_writing(Kind(self.movement.kind))


def movements_of(case_id: UUID, actor: Actor) -> list[Course]:
    """Everything that moved a case, as far as the actor is a side of it or holds the case, the latest first. Four queries."""
    return _courses(known(actor).filter(case=case_id), actor)


def course(movement_id: UUID, actor: Actor) -> Course:
    """One movement. Raises ``Movement.DoesNotExist``. Four queries."""
    found = _courses(known(actor).filter(pk=movement_id), actor)
    if not found:
        raise Movement.DoesNotExist
    return found[0]


def _courses(rows: QuerySet[Movement], actor: Actor) -> list[Course]:
    words = StepWords.objects.visible_to(actor)  # type: ignore[attr-defined]
    steps = MovementStep.objects.visible_to(actor).order_by("at", "pk")  # type: ignore[attr-defined]
    steps = steps.prefetch_related(Prefetch("written", words))
    movements = list(rows.prefetch_related(Prefetch("steps", steps)).order_by("-offered_at", "pk"))
    written = [
        step.written
        for each in movements
        for step in each.steps.all()
        if _written(step)  # type: ignore[attr-defined]
    ]
    vault.unlock(written)
    return [
        Course(
            each,
            [(step, _words(step)) for step in each.steps.all()],  # type: ignore[attr-defined]
            offers(each, actor),
        )
        for each in movements
    ]


def offers(movement: Movement, actor: Actor) -> list[Offer]:
    """The buttons: the receiver's answers of this way, and taking it back. No query."""
    shown = WAYS[Kind(movement.kind)].answers | {"revoke"}
    return [each for each in MOVEMENT_LIFE.offers(movement, actor) if each.name in shown]


def _written(step: MovementStep) -> StepWords | None:
    return getattr(step, "written", None)


def _words(step: MovementStep) -> str:
    written = _written(step)
    return str(written.words) if written else ""


def links_of(case_id: UUID, actor: Actor) -> list[PossibleSame]:
    """Links of a case the actor's agency holds: who else, and nothing of what is there. One query."""
    rows = PossibleSame.objects.visible_to(actor)  # type: ignore[attr-defined]
    return list(rows.filter(Q(one=case_id) | Q(other=case_id)).order_by("suspected_at", "pk"))


@dataclass(frozen=True)
class Sitting:
    """A group reception with its lines in their order; keys at hand."""

    group: GroupReception
    rows: list[ReceptionRow]


def sitting(group_id: UUID, actor: Actor) -> Sitting:
    """The grid. Raises ``GroupReception.DoesNotExist``. Three queries."""
    group = GroupReception.objects.visible_to(actor).select_related("agency").get(pk=group_id)  # type: ignore[attr-defined]
    rows = list(ReceptionRow.objects.visible_to(actor).filter(group=group).order_by("place"))  # type: ignore[attr-defined]
    vault.unlock(rows)
    return Sitting(group, rows)


@dataclass(frozen=True)
class Minute:
    """A minute of hand-over with its persons in their order; keys at hand."""

    handover: HandOver
    persons: list[HandedOver]


def minute(handover_id: UUID, actor: Actor) -> Minute:
    """For its page and its print. Raises ``HandOver.DoesNotExist``. Three queries."""
    rows = HandOver.objects.visible_to(actor).select_related("giver", "receiver__province")  # type: ignore[attr-defined]
    handover = rows.get(pk=handover_id)
    persons = list(HandedOver.objects.visible_to(actor).filter(minute=handover).order_by("place"))  # type: ignore[attr-defined]
    vault.unlock(persons)
    return Minute(handover, persons)
