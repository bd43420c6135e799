"""Transfer and transfer request (chuyển giao, xin chuyển giao): the case is offered, and changes hands when it is taken."""

from __future__ import annotations

import uuid

from django.db import transaction

from diemtua.access.actor import Actor, house
from diemtua.access.session import session
from diemtua.cases.actions import sharing
from diemtua.cases.actions.events import tell
from diemtua.cases.actions.locking import locked
from diemtua.cases.models import Case, Clock, Share
from diemtua.cases.parts import Part, ShareKind
from diemtua.cases.rules.catalogue import BY_CODE
from diemtua.coordination.actions.notices import notify
from diemtua.coordination.actions.steps import (
    Without,
    leave,
    may_disclose,
    opened,
    sent_before,
    staffed,
    tell_override,
)
from diemtua.coordination.kinds import Kind, State
from diemtua.coordination.models import Movement, PossibleSame
from diemtua.coordination.models.links import Verdict
from diemtua.coordination.occasions import Occasion
from diemtua.coordination.policies import may_start, receives
from diemtua.coordination.rules.answering import follows
from diemtua.coordination.rules.ways import WAYS
from diemtua.directory.models import Agency
from diemtua.kernel.decision import Refused, no


@transaction.atomic
def offer_transfer(
    case_id: uuid.UUID,
    to: Agency,
    *,
    actor: Actor,
    client_id: uuid.UUID,
    officer_id: int | None = None,
    message: str = "",
    urgent: bool = False,
    without: Without | None = None,
    asked_by: Movement | None = None,
) -> Movement:
    """Offer the case to another agency, which sees its summary until it takes it.

    Raises ``Refused``: not in charge, another offer waits, nobody there to answer, no consent and no other basis.
    """
    case = locked(case_id, actor)
    if sent := sent_before(client_id, actor):
        return sent
    may_start(Kind.TRANSFER, case, actor).require()
    receives(to, to.pk, case, actor).require()
    _nothing_open(case)
    staffed(to, officer_id, actor)
    basis = may_disclose(case, Kind.TRANSFER, to, without)
    movement = opened(
        Kind.TRANSFER, case, to, actor=actor, client_id=client_id, words=message, urgent=urgent,
        parts=[Part.SUMMARY.value], to_officer_id=officer_id, basis=basis.value if basis else "",
        asked_by=asked_by,
    )  # fmt: skip
    sharing.share(
        case, to.pk, ShareKind.OFFER, WAYS[Kind.TRANSFER].shown(()), purpose="Đề nghị tiếp nhận hồ sơ", actor=actor,
        movement_id=movement.pk,
    )  # fmt: skip
    if without is not None and basis is not None:
        tell_override(case, movement, without, actor)
    notify(
        Occasion.OFFERED, [to.pk], actor=actor, movement=movement, officer_id=officer_id,
        answer_by=movement.answer_by, urgent=urgent,
    )  # fmt: skip
    return movement


def _nothing_open(case: Case) -> None:
    """One path at a time: another offer, or a notice to the body that leads the first check. Two queries."""
    waiting = Movement.objects.filter(case=case, kind=Kind.TRANSFER, state=State.IN_PROGRESS).first()
    if waiting is not None:
        since = f"{waiting.offered_at:%d/%m/%Y}"
        raise Refused(
            no(f"Đang chờ {waiting.to_name} trả lời đề nghị ngày {since}; thu hồi trước.", code="open")
        )
    notified = Share.objects.in_force().filter(case=case, kind=ShareKind.OFFER, movement_id=None)
    if notified.exists():
        raise Refused(no("Đang chờ cơ quan chủ trì xác minh tiếp nhận theo thông báo.", code="open"))


@transaction.atomic
def request_transfer(
    case_id: uuid.UUID, *, actor: Actor, client_id: uuid.UUID, message: str = "", urgent: bool = False
) -> Movement:
    """Ask the holder for a case one knows (by a referral, as a former holder). Nothing more is seen by asking.

    Raises ``Case.DoesNotExist`` for a case the actor may not know, ``Refused`` for the holder itself or asked twice.
    """
    case = locked(case_id, actor)
    if sent := sent_before(client_id, actor):
        return sent
    may_start(Kind.REQUEST, case, actor).require()
    return _asked(case, actor, client_id, message, urgent)


@transaction.atomic
def request_through_link(
    link_id: uuid.UUID, *, actor: Actor, client_id: uuid.UUID, urgent: bool = False
) -> Movement:
    """Ask for the other case of a link once both holders say it is the same person; the case itself stays unknown.

    Raises ``PossibleSame.DoesNotExist``, ``Refused`` before both agree.
    """
    link: PossibleSame = PossibleSame.objects.visible_to(actor).get(pk=link_id)  # type: ignore[attr-defined]
    if sent := sent_before(client_id, actor):
        return sent
    if link.verdict is not Verdict.SAME:
        raise Refused(no("Hai cơ quan chưa cùng kết luận là một người.", code="not-same"))
    mine = set(
        Case.objects.filter(pk__in=[link.one_id, link.other_id], holder=actor.agency_id).values_list(
            "pk", flat=True
        )
    )
    wanted = [pk for pk in (link.one_id, link.other_id) if pk not in mine]
    if not wanted:
        raise Refused(no("Cơ quan này đang giữ cả hai hồ sơ.", code="holder"))
    with session(house(actor.today)):  # the asker may not know the case; he only learns its number
        case = Case.objects.select_related("holder", "person").get(pk=wanted[0])
    may_start(Kind.REQUEST, case, actor).require()
    return _asked(case, actor, client_id, "", urgent)


def _asked(case: Case, actor: Actor, client_id: uuid.UUID, message: str, urgent: bool) -> Movement:
    if Movement.objects.filter(
        case=case.pk, kind=Kind.REQUEST, state=State.IN_PROGRESS, from_agency=actor.agency_id
    ).exists():
        raise Refused(no("Cơ quan này đã xin chuyển giao, đang chờ trả lời.", code="open"))
    movement = opened(
        Kind.REQUEST, case, case.holder, actor=actor, client_id=client_id, words=message, urgent=urgent
    )
    notify(
        Occasion.REQUESTED, [case.holder_id], actor=actor, movement=movement, answer_by=movement.answer_by,
        urgent=urgent,
    )  # fmt: skip
    return movement


def taken(movement: Movement, case: Case, *, actor: Actor) -> Case:
    """The receiver takes the case: holder, the limits that go with it, and what else was asked of the former holder.

    The table has been asked; the case is locked. The former holder keeps the summary.
    """
    former = case.holder_id
    case = sharing.change_holder(case, actor=actor)
    tell(case, actor, "transferred", part=Part.SUMMARY, subject=movement.pk)
    _clocks_follow(case, former, actor)
    waiting = Movement.objects.visible_to(actor).filter(case=case, kind=Kind.REQUEST, state=State.IN_PROGRESS)  # type: ignore[attr-defined]
    for request in waiting.select_for_update(of=("self",), no_key=True):
        _readdress(request, case, actor)
    return case


def _clocks_follow(case: Case, former: int, actor: Actor) -> None:
    """Running limits of the former holder pass on, unless their text lays them on another kind of body."""
    for clock in Clock.objects.filter(case=case, owes=former).running():  # type: ignore[attr-defined]
        if follows(BY_CODE[clock.deadline].holders, actor.agency_kind):
            clock.owes_id = actor.agency_id
            clock.save(update_fields=["owes"])
            tell(case, actor, "clock_passed_on", part=Part.SUMMARY, subject=clock.deadline)


def _readdress(request: Movement, case: Case, actor: Actor) -> None:
    """A request waiting with the former holder is answered by having the case, or goes to the new holder."""
    before = request.state
    if request.from_agency_id == actor.agency_id:
        request.state, request.ended_at = State.ACCEPTED.value, actor.now
        request.save(update_fields=["state", "ended_at"])
    else:
        request.to_agency_id, request.to_officer_id = actor.agency_id, None
        request.save(update_fields=["to_agency", "to_officer"])
        notify(
            Occasion.REQUESTED, [case.holder_id], actor=actor, movement=request, answer_by=request.answer_by
        )
    leave(request, "follow", case, actor=actor, client_id=uuid.uuid4(), before=before)
