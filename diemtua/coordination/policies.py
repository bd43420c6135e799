"""Who may start a movement, answer it, take it back: pure functions of a record and an actor, each a yes or a no with its sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from diemtua.cases.policies import LEAD, has_victim_duty, held_by_my_agency
from diemtua.cases.records import Called, Held, Step
from diemtua.cases.statuses import Legal
from diemtua.coordination.kinds import Kind, State
from diemtua.coordination.rules.ways import WAYS, Starter
from diemtua.kernel.decision import YES, Decision, both, no

if TYPE_CHECKING:
    from diemtua.access.actor import Actor


class Moving(Protocol):
    """A movement as the policies see it. ``holder_id`` is who holds the case now; without ``to_agency_id`` it goes outside."""

    @property
    def kind(self) -> str: ...
    @property
    def state(self) -> str: ...
    @property
    def holder_id(self) -> Any: ...
    @property
    def from_agency_id(self) -> Any: ...
    @property
    def from_officer_id(self) -> Any: ...
    @property
    def to_agency_id(self) -> Any: ...
    @property
    def to_officer_id(self) -> Any: ...
    @property
    def to_name(self) -> str: ...


class Owned(Held, Protocol):
    """A case with the officer in charge of it."""

    @property
    def state(self) -> str: ...
    @property
    def owner_id(self) -> Any: ...


# --- starting -----------------------------------------------------------------------------------


def manages(case: Owned, actor: Actor) -> Decision:
    """A head of the holder who works on victims; a case nobody is in charge of may be taken by a colleague for himself."""
    if actor.has(LEAD):
        return YES
    return no("Chỉ lãnh đạo cơ quan giữ hồ sơ phân công cán bộ phụ trách.", code="not-manager")


def in_charge(case: Owned, actor: Actor) -> Decision:
    """The officer in charge, or a head; anybody of the holder while nobody is in charge."""
    if case.owner_id in (None, actor.officer_id) or actor.has(LEAD):
        return YES
    return no("Chỉ cán bộ phụ trách hồ sơ hoặc lãnh đạo cơ quan làm việc này.", code="not-in-charge")


def not_closed(case: Owned, actor: Actor) -> Decision:
    """What is closed is reopened first; what went elsewhere is no longer ours to move."""
    if case.state not in (Legal.CLOSED, Legal.ELSEWHERE):
        return YES
    return no("Hồ sơ đã kết thúc hoặc đã chuyển ngoài địa bàn.", code="closed")


def found_elsewhere(case: Owned, actor: Actor) -> Decision:
    if case.holder_id != actor.agency_id:
        return YES
    return no("Cơ quan này đang giữ hồ sơ.", code="holder")


def may_start(kind: Kind, case: Owned, actor: Actor) -> Decision:
    """Who starts which way (``rules.ways``)."""
    duty = has_victim_duty(case, actor)
    starts = WAYS[kind].starts
    if starts is Starter.FINDER:
        return both(duty, found_elsewhere(case, actor))
    who = manages if starts is Starter.MANAGER else in_charge
    return both(held_by_my_agency(case, actor), duty, who(case, actor), not_closed(case, actor))


def may_assign(case: Owned, officer_id: int, actor: Actor) -> Decision:
    """A head assigns; a case without anybody in charge may be taken by whoever works on victims there."""
    if case.owner_id is None and officer_id == actor.officer_id:
        return both(held_by_my_agency(case, actor), has_victim_duty(case, actor))
    return may_start(Kind.ASSIGNMENT, case, actor)


def receives(to: Called, to_id: Any, case: Owned, actor: Actor) -> Decision:
    """Somebody else than the holder."""
    if to_id != case.holder_id:
        return YES
    return no(f"{to.called} đang giữ hồ sơ này.", code="holder")


# --- answering ----------------------------------------------------------------------------------


def received_here(movement: Moving, actor: Actor) -> Decision:
    """The officer named, any officer of the receiver where none is, or its head; never the sender.

    What went to somebody outside is answered for him by the sender, who writes down what he was told.
    """
    if movement.to_agency_id is None:
        return sent_here(movement, actor)
    if movement.to_agency_id != actor.agency_id:
        return no(f"Chỉ nơi nhận ({movement.to_name}) trả lời.", code="not-receiver")
    if movement.to_officer_id in (None, actor.officer_id) or actor.has(LEAD):
        return YES
    return no("Việc này gửi đích danh cán bộ khác trong cơ quan.", code="not-receiver")


def sender_still_holds(movement: Moving, actor: Actor) -> Decision:
    """What was offered can be taken only while whoever offers it holds the case; a request, while the one asked does.

    A referral follows the case.
    """
    if movement.kind == Kind.REFERRAL:
        return YES
    who = movement.to_agency_id if movement.kind == Kind.REQUEST else movement.from_agency_id
    if movement.holder_id == who:
        return YES
    return no("Hồ sơ đã sang cơ quan khác giữ; việc này không còn hiệu lực.", code="moved-on")


def has_this_answer(movement: Moving, actor: Actor) -> Decision:
    """Only a referral is done with a note."""
    if "finish" in WAYS[Kind(movement.kind)].answers:
        return YES
    return no(f"«{Kind(movement.kind).label}» không có bước «đã thực hiện xong».", code="no-such-answer")


def sent_here(movement: Moving, actor: Actor) -> Decision:
    """Who sent it, or a head of the sender; of a case that changed hands since, its new holder."""
    mine = movement.from_officer_id == actor.officer_id or actor.has(LEAD)
    if movement.from_agency_id == actor.agency_id and mine:
        return YES
    asked = movement.kind == Kind.REQUEST
    if not asked and movement.holder_id == actor.agency_id != movement.from_agency_id:
        return YES
    return no("Chỉ người gửi hoặc lãnh đạo của nơi gửi làm việc này.", code="not-sender")


def not_taken_over(movement: Moving, actor: Actor) -> Decision:
    """A referral can be taken back at any time, what changed hands cannot."""
    if movement.state == State.ACCEPTED and movement.kind != Kind.REFERRAL:
        return no("Đã được tiếp nhận, không thu hồi được; có thể xin chuyển giao lại.", code="taken")
    return YES


def by_the_house(movement: Moving, actor: Actor) -> Decision:
    if actor.scope == "house":
        return YES
    return no("Chỉ hệ thống ghi hết thời gian chờ.", code="not-house")


# --- what the step brings -----------------------------------------------------------------------


def says_what(step: Step, actor: Actor) -> Decision:
    return YES if step.minutes.strip() else no("Ghi kết quả thực hiện.", code="no-note")
