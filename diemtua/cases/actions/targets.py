"""Targets of a province where the law gives no length (mục tiêu nội bộ của tỉnh)."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from diemtua.access.actor import Actor
from diemtua.audit import trail as audit
from diemtua.cases.actions.clocks import province_unit
from diemtua.cases.models import ProvinceTarget
from diemtua.cases.policies import LEAD, has_victim_duty
from diemtua.cases.rules.catalogue import BY_CODE
from diemtua.kernel.decision import Refused, no


@transaction.atomic
def set_target(
    deadline: str, length: int, unit: str, *, actor: Actor, decided_by: str, in_force: date
) -> ProvinceTarget:
    """Set a target from a day on, by a paper of the province. Clocks that run already keep theirs.

    By a leader who works on victims. Raises ``Refused`` where the law gives a length, ``KeyError`` for an unknown code.
    """
    has_victim_duty(None, actor).require()
    if not actor.has(LEAD):
        raise Refused(no("Lãnh đạo cơ quan đặt mục tiêu của tỉnh.", code="not-leading"))
    if BY_CODE[deadline].statutory:
        raise Refused(no("Thời hạn này đã có trong luật, tỉnh không đặt khác.", code="statutory"))
    if length < 1 or not decided_by.strip():
        raise Refused(no("Mục tiêu cần độ dài và văn bản quyết định.", code="no-decision-paper"))
    assert actor.province_id and actor.officer_id
    target, _ = ProvinceTarget.objects.update_or_create(
        province_id=actor.province_id,
        deadline=deadline,
        in_force=in_force,
        defaults={
            "length": length, "unit": province_unit(unit).value, "decided_by": decided_by,
            "set_by_id": actor.officer_id,
        },
    )  # fmt: skip
    audit.record("case.target_set", "cases.target", target.pk, actor=actor, deadline=deadline, length=length)
    return target
