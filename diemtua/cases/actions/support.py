"""Needs and what came of them, the plan, follow-ups, and the life of support (hỗ trợ, hòa nhập cộng đồng)."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from diemtua.access.actor import Actor
from diemtua.audit import trail as audit
from diemtua.cases.actions.events import tell
from diemtua.cases.actions.locking import already, held, locked
from diemtua.cases.actions.papers import may_add
from diemtua.cases.codes import load
from diemtua.cases.models import Case, FollowUp, Service, SupportPlan
from diemtua.cases.parts import Part
from diemtua.cases.policies import has_victim_duty
from diemtua.cases.queries.open_work import services_open
from diemtua.cases.records import Step
from diemtua.cases.rules.entitlements import Item
from diemtua.cases.states import SUPPORT_LIFE
from diemtua.directory.models import Agency
from diemtua.kernel.decision import Refused, no
from diemtua.kernel.versions import check_version, only

PLANNED = frozenset({"service", "need", "provider_id", "provider_text", "planned_on", "amount_vnd", "norm"})


@dataclass
class SupportLife:
    """The support of a case as the policies see it (``records.SupportRecord``)."""

    case: Case
    state: str
    open_services: int

    @property
    def holder_id(self) -> int:
        return self.case.holder_id

    @property
    def holder(self) -> Agency:
        return self.case.holder

    @property
    def legal_state(self) -> str:
        return self.case.state


def support_of(case: Case) -> SupportLife:
    """One query."""
    return SupportLife(case, case.support_state, services_open(case))


@transaction.atomic
def move(
    name: str,
    case_id: uuid.UUID,
    step: Step,
    *,
    actor: Actor,
    client_id: uuid.UUID,
    at: datetime | None = None,
) -> Case:
    """Take one move of the life of support. Raises ``Refused``, ``KeyError`` for a move the table does not have."""
    case = locked(case_id, actor)
    if already(client_id):
        return case
    record, before = support_of(case), case.support_state
    SUPPORT_LIFE.take(name, record, actor, step)
    case.support_state, case.version = str(record.state), case.version + 1
    case.save(update_fields=["support_state", "version"])
    tell(
        case, actor, f"support_{name}", part=Part.SUPPORT, life="support", change=(before, case.support_state),
        happened_at=at, grounds=step.reasons or step.minutes, client_id=client_id,
    )  # fmt: skip
    return case


@transaction.atomic
def plan_service(
    case_id: uuid.UUID,
    item: Item,
    *,
    actor: Actor,
    client_id: uuid.UUID,
    dependant_id: int | None = None,
    **fields: Any,
) -> Service:
    """Write down a need and who is to meet it. ``fields`` as in ``PLANNED``. Raises ``Refused``, ``TypeError``."""
    only(PLANNED, fields)
    case = held(case_id, actor)
    if sent := Service.objects.filter(client_id=client_id).first():
        return sent
    service = Service.objects.create(
        client_id=client_id,
        case=case,
        vault_key_id=case.person.vault_key_id,
        item=item.value,
        dependant_id=_of_case(case, dependant_id),
        **fields,
    )
    tell(case, actor, "service_planned", part=Part.SUPPORT, life="support", subject=service.pk)
    return service


@transaction.atomic
def change_service(
    case_id: uuid.UUID, service_id: int, *, actor: Actor, version: int, **fields: Any
) -> Service:
    """Change what is planned. Raises ``Conflict`` rather than overwrite a colleague, ``Refused`` once it is done."""
    only(PLANNED, fields)
    case = held(case_id, actor)
    service = _open_service(case, service_id, actor)
    check_version(service, version, fields)
    for name, value in fields.items():
        setattr(service, name, value)
    service.version += 1
    service.save(update_fields=[*(name.removesuffix("_id") for name in fields), "version"])
    audit.record(
        "case.service_changed", "cases.case", case.pk, actor=actor, service=service.pk, fields=sorted(fields)
    )
    return service


@transaction.atomic
def provide_service(
    case_id: uuid.UUID, service_id: int, *, actor: Actor, on: date, amount_vnd: int | None = None
) -> Service:
    """The service was given; the holder or its provider says so. The same again changes nothing."""
    case = locked(case_id, actor)
    service = Service.objects.visible_to(actor).get(pk=service_id, case=case)
    if service.provided_on == on:
        return service
    _provides(case, service, actor)
    service = _open_service(case, service_id, actor)
    if on > actor.today:
        raise Refused(no("Ngày hỗ trợ ở sau hôm nay.", code="future"))
    service.provided_on, service.version = on, service.version + 1
    service.amount_vnd = amount_vnd if amount_vnd is not None else service.amount_vnd
    service.save(update_fields=["provided_on", "amount_vnd", "version"])
    tell(case, actor, "service_provided", part=Part.SUPPORT, life="support", subject=service.pk)
    return service


@transaction.atomic
def refuse_service(
    case_id: uuid.UUID, service_id: int, *, actor: Actor, on: date, refusal: str, reason: str = ""
) -> Service:
    """The service is not given, by the person's wish or otherwise; ``refusal`` is a code, «other» needs words."""
    case = locked(case_id, actor)
    load("refusal-reasons").get(refusal)
    service = Service.objects.visible_to(actor).get(pk=service_id, case=case)
    if service.refused_on == on and service.refusal == refusal:
        return service
    _provides(case, service, actor)
    service = _open_service(case, service_id, actor)
    if refusal == "other" and not reason.strip():
        raise Refused(no("Nêu lý do cụ thể.", code="no-reasons"))
    service.refused_on, service.refusal, service.reason = on, refusal, reason or None
    service.version += 1
    service.save(update_fields=["refused_on", "refusal", "reason", "version"])
    tell(case, actor, "service_refused", part=Part.SUPPORT, life="support", subject=service.pk)
    return service


@transaction.atomic
def agree_plan(
    case_id: uuid.UUID,
    *,
    actor: Actor,
    client_id: uuid.UUID,
    on: date,
    words: str,
    kinds: tuple[str, ...] = (),
    participation: bool,
) -> SupportPlan:
    """The plan the person chose (kế hoạch hòa nhập). Raises ``Refused`` where she took no part in it."""
    case = held(case_id, actor)
    if sent := SupportPlan.objects.filter(client_id=client_id).first():
        return sent
    if not participation:
        raise Refused(no("Kế hoạch phải lập cùng người được hỗ trợ.", code="no-wish"))
    assert actor.officer_id
    plan = SupportPlan.objects.create(
        client_id=client_id, case=case, vault_key_id=case.person.vault_key_id, agreed_on=on, words=words,
        kinds=list(kinds), participation=True, officer_id=actor.officer_id, at=actor.now,
    )  # fmt: skip
    tell(case, actor, "plan_agreed", part=Part.SUPPORT, life="support", subject=plan.pk)
    return plan


@transaction.atomic
def plan_follow_up(case_id: uuid.UUID, due_on: date, *, actor: Actor, client_id: uuid.UUID) -> FollowUp:
    """A day to look after the person again (theo dõi)."""
    case = held(case_id, actor)
    if sent := FollowUp.objects.filter(client_id=client_id).first():
        return sent
    made = FollowUp.objects.create(
        client_id=client_id, case=case, vault_key_id=case.person.vault_key_id, due_on=due_on
    )
    audit.record("case.follow_up_planned", "cases.case", case.pk, actor=actor, follow_up=made.pk)
    return made


@transaction.atomic
def follow_up(
    case_id: uuid.UUID, follow_up_id: int, *, actor: Actor, on: date, note: str, next_on: date | None = None
) -> FollowUp:
    """What was found, and when to look again. Done already: nothing changes."""
    case = locked(case_id, actor)
    may_add(case, Part.SUPPORT, actor)
    row = FollowUp.objects.visible_to(actor).get(pk=follow_up_id, case=case)
    if row.done_on is not None:
        return row
    row.done_on, row.note = on, note
    row.save(update_fields=["done_on", "note"])
    tell(case, actor, "followed_up", part=Part.SUPPORT, life="support", subject=row.pk)
    if next_on is not None:
        FollowUp.objects.create(case=case, vault_key_id=case.person.vault_key_id, due_on=next_on)
    return row


def _open_service(case: Case, service_id: int, actor: Actor) -> Service:
    """Raises ``Service.DoesNotExist``, or ``Refused`` once it was given or refused."""
    service = Service.objects.visible_to(actor).get(pk=service_id, case=case)
    if service.provided_on or service.refused_on:
        raise Refused(no("Dịch vụ này đã có kết quả.", code="done"))
    return service


def _provides(case: Case, service: Service, actor: Actor) -> None:
    has_victim_duty(case, actor).require()
    if actor.agency_id not in (case.holder_id, service.provider_id):
        raise Refused(
            no("Chỉ cơ quan giữ hồ sơ hoặc đơn vị cung cấp được ghi kết quả dịch vụ.", code="not-provider")
        )


def _of_case(case: Case, dependant_id: int | None) -> int | None:
    """A dependant of this very case. Raises ``Dependant.DoesNotExist``."""
    if dependant_id is not None:
        case.dependants.only("pk").get(pk=dependant_id)  # type: ignore[attr-defined]
    return dependant_id
