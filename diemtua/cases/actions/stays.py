"""Stays in shelters and facilities (lưu trú, tạm lánh): begun under a chosen text, prolonged by a decision, ended."""

from __future__ import annotations

import uuid
from datetime import date, datetime, time

from django.db import transaction

from diemtua.access.actor import Actor
from diemtua.cases.actions import clocks, sharing
from diemtua.cases.actions.events import tell
from diemtua.cases.actions.locking import held, locked
from diemtua.cases.actions.papers import may_add
from diemtua.cases.models import Case, Clock, Stay
from diemtua.cases.parts import FOR_FACILITY, Part, ShareKind
from diemtua.cases.rules.deadlines import Trigger
from diemtua.cases.rules.stays import Basis, Extended, bases_on, stay_due
from diemtua.directory.models import Agency
from diemtua.kernel.calendar import local, vietnam
from diemtua.kernel.decision import Refused, no


@transaction.atomic
def begin(
    case_id: uuid.UUID,
    facility: Agency,
    basis: Basis,
    *,
    actor: Actor,
    client_id: uuid.UUID,
    on: date,
    place: str = "",
    dependant_id: int | None = None,
) -> Stay:
    """The person moves in. The facility sees what keeping her needs; the limit of the chosen text runs.

    Raises ``Refused`` for a text not in force that day, or while she stays elsewhere.
    """
    case = held(case_id, actor)
    if sent := Stay.objects.filter(client_id=client_id).first():
        return sent
    if basis not in bases_on(on):
        raise Refused(
            no("Căn cứ này chưa hoặc không còn hiệu lực vào ngày bắt đầu lưu trú.", code="no-basis")
        )
    if Stay.objects.filter(case=case, dependant=dependant_id, ended_on=None).exists():
        raise Refused(no("Đang lưu trú ở nơi khác; ghi kết thúc trước.", code="stays"))
    limit = stay_due(basis, on, vietnam()).limit
    assert limit
    stay = Stay.objects.create(
        client_id=client_id, case=case, vault_key_id=case.person.vault_key_id, facility=facility,
        place=place or None, basis=basis.value, began_on=on, until_on=limit.day, dependant_id=dependant_id,
    )  # fmt: skip
    if facility.pk != case.holder_id:
        sharing.share(case, facility.pk, ShareKind.FACILITY, FOR_FACILITY, purpose="Lưu trú", actor=actor)
    if dependant_id is None:
        _clock(case, stay)
    clocks.trigger(case, Trigger.TAKEN_IN, local(actor.now), actor=actor)
    tell(case, actor, "stay_begun", part=Part.STAY, life="support", subject=stay.pk)
    return stay


@transaction.atomic
def extend(
    case_id: uuid.UUID, stay_id: int, *, actor: Actor, until: date, paper: str, by_kind: str = ""
) -> Stay:
    """Prolong a stay by a decision (gia hạn). Raises ``Refused`` for a body the text does not name, or an earlier day."""
    case = locked(case_id, actor)
    may_add(case, Part.STAY, actor)
    stay = _open(case, stay_id, actor)
    if stay.until_on == until and stay.extended_by == paper:
        return stay
    try:
        basis = Basis(stay.basis)
        stay_due(basis, stay.began_on, vietnam(), Extended(until, by_kind or actor.agency_kind, paper))
    except ValueError as refused:
        raise Refused(no(str(refused), code="no-extension")) from refused
    if not paper.strip():
        raise Refused(no("Cần quyết định gia hạn.", code="no-decision-paper"))
    stay.until_on, stay.extended_by, stay.version = until, paper, stay.version + 1
    stay.save(update_fields=["until_on", "extended_by", "version"])
    if stay.dependant_id is None:
        _clock(case, stay)
    tell(case, actor, "stay_extended", part=Part.STAY, life="support", subject=stay.pk)
    return stay


@transaction.atomic
def end(case_id: uuid.UUID, stay_id: int, *, actor: Actor, on: date, because: str) -> Stay:
    """The person left; a facility that keeps nobody of the case any more knows it no longer."""
    case = locked(case_id, actor)
    may_add(case, Part.STAY, actor)
    stay = Stay.objects.visible_to(actor).get(pk=stay_id, case=case)
    if stay.ended_on is not None:
        return stay
    if on > actor.today or on < stay.began_on:
        raise Refused(no("Ngày kết thúc lưu trú không hợp lệ.", code="wrong-day"))
    stay.ended_on, stay.ended_because, stay.version = on, because, stay.version + 1
    stay.save(update_fields=["ended_on", "ended_because", "version"])
    if stay.dependant_id is None:
        clocks.meet(case, [Basis(stay.basis).deadline.code], actor=actor)
    tell(case, actor, "stay_ended", part=Part.STAY, life="support", subject=stay.pk)
    if not Stay.objects.filter(case=case, facility=stay.facility_id, ended_on=None).exists():
        sharing.end_shares(case, actor=actor, kinds=[ShareKind.FACILITY], agency_id=stay.facility_id)
    return stay


def _open(case: Case, stay_id: int, actor: Actor) -> Stay:
    stay = Stay.objects.visible_to(actor).get(pk=stay_id, case=case)
    if stay.ended_on is not None:
        raise Refused(no("Lần lưu trú này đã kết thúc.", code="done"))
    return stay


def _clock(case: Case, stay: Stay) -> None:
    """The limit of the stay, of the person herself; owed by the facility. Two queries."""
    limit = stay_due(Basis(stay.basis), stay.began_on, vietnam()).limit
    assert limit
    ends = limit if not stay.extended_by else type(limit)(stay.until_on)
    Clock.objects.update_or_create(
        case=case,
        deadline=Basis(stay.basis).deadline.code,
        met_at=None,
        dropped_at=None,
        defaults={
            "trigger": Trigger.STAY_STARTED.value,
            "started_at": local(datetime.combine(stay.began_on, time())),
            "due_at": ends.ends_at,
            "owes_id": stay.facility_id,
        },
    )
