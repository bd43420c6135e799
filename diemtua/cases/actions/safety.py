"""Risk, protection measures, and the shelter that is safe no more (bảo vệ an toàn)."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import transaction

from diemtua.access.actor import Actor, house
from diemtua.access.session import session
from diemtua.cases.actions import sharing
from diemtua.cases.actions.events import tell
from diemtua.cases.actions.locking import already, held, locked
from diemtua.cases.actions.papers import may_add
from diemtua.cases.announcing import About, Announcement, announce
from diemtua.cases.models import Case, ProtectionMeasure, RiskAssessment
from diemtua.cases.models.safety import RiskLevel
from diemtua.cases.parts import FOR_FORCES, Part, ShareKind
from diemtua.cases.records import Step
from diemtua.cases.rules.protection import BY_CODE, told_when_unsafe
from diemtua.cases.states import PROTECTION_LIFE
from diemtua.directory.models import Agency
from diemtua.kernel.decision import Refused, no

FOR_PROTECTING = (Part.SUMMARY, Part.IDENTITY, Part.CONTACT, Part.SAFETY, Part.FAMILY)


@transaction.atomic
def assess_risk(
    case_id: uuid.UUID,
    level: RiskLevel,
    *,
    actor: Actor,
    client_id: uuid.UUID,
    factors: tuple[str, ...] = (),
    note: str = "",
) -> RiskAssessment:
    """How much danger there is, as seen today (đánh giá nguy cơ); whoever has the safety part may say."""
    case = locked(case_id, actor)
    may_add(case, Part.SAFETY, actor)
    if sent := RiskAssessment.objects.filter(client_id=client_id).first():
        return sent
    assert actor.officer_id
    risk = RiskAssessment.objects.create(
        client_id=client_id, case=case, vault_key_id=case.person.vault_key_id, level=level.value,
        factors=list(factors), note=note or None, officer_id=actor.officer_id, at=actor.now,
    )  # fmt: skip
    tell(case, actor, "risk_assessed", part=Part.SAFETY, life="protection", subject=level.value)
    return risk


@transaction.atomic
def ask_protection(
    case_id: uuid.UUID,
    kind: str,
    to: Agency,
    *,
    actor: Actor,
    client_id: uuid.UUID,
    reason: str,
    relative_id: int | None = None,
    dependant_id: int | None = None,
) -> ProtectionMeasure:
    """Ask an agency to order a measure for the person, a relative, or one who goes along (đề nghị bảo vệ).

    The agency sees who is to be protected and from what. Raises ``Refused`` without a reason or for a measure no text
    knows today, ``KeyError`` for an unknown one.
    """
    case = held(case_id, actor)
    if sent := ProtectionMeasure.objects.filter(client_id=client_id).first():
        return sent
    if not BY_CODE[kind].in_force_on(actor.today):
        raise Refused(no("Biện pháp này không có trong quy định đang có hiệu lực.", code="no-measure"))
    if not reason.strip():
        raise Refused(no("Nêu lý do đề nghị.", code="no-reasons"))
    measure = _asked(case, kind, [to.pk], actor, client_id, reason)
    measure.relative_id, measure.dependant_id = relative_id, dependant_id
    measure.save(update_fields=["relative", "dependant"])
    if to.pk != case.holder_id:
        sharing.share(case, to.pk, ShareKind.TEAM, FOR_PROTECTING, purpose="Bảo vệ an toàn", actor=actor)
    tell(case, actor, "protection_asked", part=Part.SAFETY, life="protection", subject=measure.pk)
    announce(Announcement(About.PROTECTION_ASKED, case.pk, case.number, (to.pk,), urgent=True), actor)
    return measure


@transaction.atomic
def move_protection(
    name: str,
    case_id: uuid.UUID,
    measure_id: int,
    step: Step,
    *,
    actor: Actor,
    client_id: uuid.UUID,
    from_on: date | None = None,
    to_on: date | None = None,
) -> ProtectionMeasure:
    """Take one move of the life of a measure: check, order, carry out, change, end, refuse, decline."""
    case = locked(case_id, actor)
    measure = ProtectionMeasure.objects.visible_to(actor).get(pk=measure_id, case=case)
    measure.case = case
    if already(client_id):
        return measure
    before = measure.state
    PROTECTION_LIFE.take(name, measure, actor, step)
    measure.state = str(measure.state)
    if name in ("order", "order_urgently", "change"):
        measure.ordered_by_id, measure.legal_basis = actor.agency_id, step.legal_basis
        measure.from_on, measure.to_on = from_on or measure.from_on or actor.today, to_on
    if name == "end":
        measure.to_on = actor.today
    measure.save(update_fields=["state", "ordered_by", "legal_basis", "from_on", "to_on"])
    tell(
        case, actor, f"protection_{name}", part=Part.SAFETY, life="protection", change=(before, measure.state),
        grounds=step.reasons or step.minutes, subject=measure.pk, client_id=client_id,
    )  # fmt: skip
    return measure


@transaction.atomic
def shelter_unsafe(case_id: uuid.UUID, *, actor: Actor, client_id: uuid.UUID, words: str) -> list[Agency]:
    """The shelter is safe no more: police, border guard and coast guard of the province know at once, all together.

    Done by the holder or by the facility. They see the place, the danger and how to reach her; a measure is asked for.
    Returns who was told. Raises ``Refused`` when none of them is in the directory. (Kế hoạch 155/KH-UBND, II.5.)
    """
    case = locked(case_id, actor)
    may_add(case, Part.SAFETY, actor)
    kinds = told_when_unsafe()
    forces = list(
        Agency.objects.on(actor.today).filter(province=case.province_id, kind__in=kinds).order_by("pk")
    )
    if already(client_id):
        return forces
    if not forces:
        raise Refused(
            no("Danh bạ chưa có công an, biên phòng, cảnh sát biển của tỉnh: gọi 113.", code="nobody")
        )
    tell(
        case, actor, "shelter_unsafe", part=Part.SAFETY, life="protection", grounds=words, client_id=client_id,
        told=[each.pk for each in forces],
    )  # fmt: skip
    _asked(case, "guard" if BY_CODE["guard"].in_force_on(actor.today) else "old-deter",
           [each.pk for each in forces], actor, uuid.uuid4(), words)  # fmt: skip
    if case.holder_id == actor.agency_id:
        _let_forces_in(case, forces, actor)
    else:
        _let_forces_in_for_holder(case, forces, actor)
    announce(
        Announcement(
            About.SHELTER_UNSAFE, case.pk, case.number, tuple({*(each.pk for each in forces), case.holder_id}),
            urgent=True,
        ),
        actor,
    )  # fmt: skip
    return forces


def _let_forces_in(case: Case, forces: list[Agency], actor: Actor) -> None:
    for force in forces:
        if force.pk != case.holder_id:
            sharing.share(
                case, force.pk, ShareKind.TEAM, FOR_FORCES, purpose="Nơi tạm lánh không an toàn", actor=actor
            )


def _let_forces_in_for_holder(case: Case, forces: list[Agency], actor: Actor) -> None:
    """The facility raises the alarm in the holder's stead: only the holder gives shares, so the house writes them."""
    with session(house(actor.today)):
        _let_forces_in(case, forces, house(actor.today))


def _asked(
    case: Case, kind: str, told: list[int], actor: Actor, client_id: uuid.UUID, reason: str
) -> ProtectionMeasure:
    assert actor.officer_id
    return ProtectionMeasure.objects.create(
        client_id=client_id, case=case, vault_key_id=case.person.vault_key_id, kind=kind, asked_at=actor.now,
        asked_by_id=actor.officer_id, told=told, reason=reason,
    )  # fmt: skip
