"""The child-protection plan a commune keeps beside a case (quy trình bảo vệ trẻ em)."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db import transaction

from diemtua.access.actor import Actor
from diemtua.cases.actions import clocks, sharing
from diemtua.cases.actions.events import tell
from diemtua.cases.actions.locking import already, held, locked
from diemtua.cases.models import ChildPlan
from diemtua.cases.parts import FOR_COMMUNE_OF_CHILD, Part, ShareKind
from diemtua.cases.policies import COMMUNE
from diemtua.cases.records import Step
from diemtua.cases.rules.deadlines import Trigger
from diemtua.cases.states import CHILD_PLAN_LIFE
from diemtua.directory.models import Agency
from diemtua.kernel.decision import Refused, no

STARTS = {"assess_needs": Trigger.CHILD_ASSESSED, "draw_up": Trigger.CHILD_PLAN_SUBMITTED}
MEETS = {"draw_up": ("D15",), "approve": ("D16",), "separate": ("D14",)}


@transaction.atomic
def tell_commune(
    case_id: uuid.UUID,
    commune: Agency,
    *,
    actor: Actor,
    client_id: uuid.UUID,
    dependant_id: int | None = None,
    at_risk: bool = False,
    guardian: str = "",
    best_interest: str = "",
) -> ChildPlan:
    """Tell the commune that a child needs its protection; it sees the child's part. «At risk» starts its twelve hours."""
    case = held(case_id, actor)
    if sent := ChildPlan.objects.filter(client_id=client_id).first():
        return sent
    if commune.kind != COMMUNE:
        raise Refused(no("Chỉ UBND cấp xã lập kế hoạch hỗ trợ, can thiệp trẻ em.", code="not-commune"))
    plan = ChildPlan.objects.create(
        client_id=client_id, case=case, vault_key_id=case.person.vault_key_id, commune=commune,
        dependant_id=dependant_id, informed_at=actor.now, guardian=guardian or None,
        best_interest=best_interest or None,
    )  # fmt: skip
    if commune.pk != case.holder_id:
        sharing.share(
            case, commune.pk, ShareKind.TEAM, FOR_COMMUNE_OF_CHILD, purpose="Bảo vệ trẻ em", actor=actor
        )
    if at_risk:
        clocks.trigger(case, Trigger.CHILD_AT_RISK, actor.now, actor=actor)
    tell(case, actor, "child_told", part=Part.CHILD, life="child", subject=plan.pk)
    return plan


@transaction.atomic
def move(
    name: str,
    case_id: uuid.UUID,
    plan_id: int,
    step: Step,
    *,
    actor: Actor,
    client_id: uuid.UUID,
    at: datetime | None = None,
    words: str = "",
) -> ChildPlan:
    """Take one move of the child plan; «draw_up» brings its ``words``. Raises ``Refused``, ``ChildPlan.DoesNotExist``.

    The commune's chair approves by the duty to lead, and sees the case only where he works on victims too.
    """
    case = locked(case_id, actor)
    plan = ChildPlan.objects.visible_to(actor).get(pk=plan_id, case=case)
    if already(client_id):
        return plan
    before = plan.state
    CHILD_PLAN_LIFE.take(name, plan, actor, step)
    plan.state, plan.version = str(plan.state), plan.version + 1
    if name == "draw_up":
        plan.submitted_by_id, plan.words = actor.officer_id, words or plan.words
    plan.save(update_fields=["state", "version", "submitted_by", "words"])
    clocks.meet(case, MEETS.get(name, ()), actor=actor, at=at)
    if name in STARTS:
        clocks.trigger(case, STARTS[name], at or actor.now, actor=actor)
    tell(
        case, actor, f"child_{name}", part=Part.CHILD, life="child", change=(before, plan.state), happened_at=at,
        grounds=step.reasons or step.minutes, subject=plan.pk, client_id=client_id,
    )  # fmt: skip
    return plan
