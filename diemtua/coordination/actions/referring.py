"""Referral (chuyển tuyến dịch vụ): another agency serves the person and sees what that needs; the case stays."""

from __future__ import annotations

import uuid
from collections.abc import Collection

from django.db import transaction

from diemtua.access.actor import Actor
from diemtua.cases.actions import sharing, support
from diemtua.cases.actions.locking import locked
from diemtua.cases.models import Case, Service
from diemtua.cases.parts import Part, ShareKind
from diemtua.coordination.actions.notices import notify
from diemtua.coordination.actions.steps import (
    Without,
    may_disclose,
    opened,
    sent_before,
    staffed,
    tell_override,
)
from diemtua.coordination.kinds import Kind, Purpose
from diemtua.coordination.models import Movement
from diemtua.coordination.occasions import Occasion
from diemtua.coordination.policies import may_start, receives
from diemtua.coordination.rules.needs import Need, may_show, need_on
from diemtua.coordination.rules.ways import WAYS
from diemtua.directory.models import Agency
from diemtua.kernel.decision import Refused, no


@transaction.atomic
def refer(
    case_id: uuid.UUID,
    to: Agency,
    purpose: Purpose,
    *,
    actor: Actor,
    client_id: uuid.UUID,
    parts: Collection[Part] | None = None,
    officer_id: int | None = None,
    service_id: int | None = None,
    message: str = "",
    urgent: bool = False,
    without: Without | None = None,
) -> Movement:
    """Refer the person; the receiver sees ``parts``, all that the purpose needs where none are named, from now on.

    What she withholds from the receiver is not among it (``cases.disclosure``). Raises ``Refused``: not in charge, more
    than the purpose needs, nobody there to answer, no consent and no other basis. Some thirty queries.
    """
    case = locked(case_id, actor)
    if sent := sent_before(client_id, actor):
        return sent
    may_start(Kind.REFERRAL, case, actor).require()
    receives(to, to.pk, case, actor).require()
    need, chosen = _chosen(purpose, parts, actor)
    staffed(to, officer_id, actor)
    basis = may_disclose(case, Kind.REFERRAL, to, without)
    service = _service(case, need, to, "", service_id, actor)
    movement = opened(
        Kind.REFERRAL, case, to, actor=actor, client_id=client_id, words=message, urgent=urgent, service=service,
        purpose=purpose.value, parts=[part.value for part in Part if part in chosen], to_officer_id=officer_id,
        basis=basis.value if basis else "",
    )  # fmt: skip
    sharing.share(
        case, to.pk, ShareKind.REFERRAL, WAYS[Kind.REFERRAL].shown(chosen), purpose=f"Chuyển tuyến: {purpose.label}", actor=actor,
        movement_id=movement.pk,
    )  # fmt: skip
    if without is not None and basis is not None:
        tell_override(case, movement, without, actor)
    notify(
        Occasion.REFERRED, [to.pk], actor=actor, movement=movement, officer_id=officer_id,
        answer_by=movement.answer_by, urgent=urgent,
    )  # fmt: skip
    return movement


@transaction.atomic
def refer_outside(
    case_id: uuid.UUID,
    to_text: str,
    purpose: Purpose,
    *,
    actor: Actor,
    client_id: uuid.UUID,
    parts: Collection[Part] | None = None,
    message: str = "",
    without: Without | None = None,
) -> Movement:
    """Refer to somebody who does not use the system: recorded, printed with the parts chosen, answered by the sender.

    Gives no access. Raises ``Refused`` as ``refer`` does, and without a name of the receiver.
    """
    case = locked(case_id, actor)
    if sent := sent_before(client_id, actor):
        return sent
    may_start(Kind.REFERRAL, case, actor).require()
    if not to_text.strip():
        raise Refused(no("Ghi tên nơi nhận.", code="nobody"))
    need, chosen = _chosen(purpose, parts, actor)
    basis = may_disclose(case, Kind.REFERRAL, None, without)
    service = _service(case, need, None, to_text.strip(), None, actor)
    movement = opened(
        Kind.REFERRAL, case, None, actor=actor, client_id=client_id, words=message, service=service,
        purpose=purpose.value, parts=[part.value for part in Part if part in chosen], to_text=to_text.strip(),
        basis=basis.value if basis else "",
    )  # fmt: skip
    if without is not None and basis is not None:
        tell_override(case, movement, without, actor)
    return movement


def _chosen(purpose: Purpose, parts: Collection[Part] | None, actor: Actor) -> tuple[Need, frozenset[Part]]:
    need = need_on(purpose, actor.today)
    chosen = frozenset(need.parts if parts is None else parts) | {Part.SUMMARY}
    may_show(need, chosen).require()
    return need, chosen


def _service(
    case: Case, need: Need, to: Agency | None, to_text: str, service_id: int | None, actor: Actor
) -> Service | None:
    """The service the receiver is to give: the one named, or a new one where the purpose is a service."""
    if service_id is not None:
        service = Service.objects.filter(case=case, provided_on=None, refused_on=None).get(pk=service_id)
        return support.change_service(
            case.pk, service.pk, actor=actor, version=service.version, provider_id=to.pk if to else None,
            provider_text=to_text,
        )  # fmt: skip
    if need.item is None:
        return None
    return support.plan_service(
        case.pk, need.item, actor=actor, client_id=uuid.uuid4(), planned_on=actor.today,
        provider_id=to.pk if to else None, provider_text=to_text,
    )  # fmt: skip
