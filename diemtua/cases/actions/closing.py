"""Closing and reopening; working a case under another law than its date gives. Each takes two officers."""

from __future__ import annotations

import uuid

from django.db import transaction

from diemtua.access.actor import Actor
from diemtua.audit import trail as audit
from diemtua.cases.actions import clocks, sharing
from diemtua.cases.actions.events import tell
from diemtua.cases.actions.locking import already, held, locked
from diemtua.cases.announcing import About, Announcement, announce
from diemtua.cases.models import Case, ClosingRequest, RegimeOverride
from diemtua.cases.parts import Part, ShareKind
from diemtua.cases.policies import may_approve_override, may_ask_closing
from diemtua.cases.records import Step
from diemtua.cases.rules.closing import ClosingReason, reasons_for
from diemtua.cases.rules.regimes import Override, Regime, governing
from diemtua.cases.states import LEGAL_LIFE
from diemtua.kernel.decision import Refused, no

OTHERS = frozenset(ShareKind) - {ShareKind.HOLDER}


@transaction.atomic
def ask(
    case_id: uuid.UUID, reason: ClosingReason, *, actor: Actor, client_id: uuid.UUID, despite: str = ""
) -> ClosingRequest:
    """Put the case up for closing (đề nghị kết thúc). Raises ``Refused`` for a reason that does not fit its status."""
    case = locked(case_id, actor)
    if sent := ClosingRequest.objects.filter(client_id=client_id).first():
        return sent
    may_ask_closing(case, actor).require()
    if reason not in reasons_for(case.state):
        raise Refused(no("Lý do kết thúc không hợp với tình trạng của hồ sơ.", code="wrong-reason"))
    assert actor.officer_id
    request = ClosingRequest.objects.create(
        client_id=client_id, case=case, vault_key_id=case.person.vault_key_id, reason=reason.value,
        despite=despite, asked_by_id=actor.officer_id, asked_at=actor.now,
    )  # fmt: skip
    tell(case, actor, "closing_asked", part=Part.INTERNAL, subject=reason.value, grounds=despite)
    announce(Announcement(About.CLOSING_ASKED, case.pk, case.number, (case.holder_id,)), actor)
    return request


@transaction.atomic
def refuse(case_id: uuid.UUID, *, actor: Actor, client_id: uuid.UUID, reasons: str) -> Case:
    """Send the request back (không phê duyệt). Raises ``Refused`` where none waits or without reasons."""
    case = held(case_id, actor)
    if already(client_id):
        return case
    if not reasons.strip():
        raise Refused(no("Nêu lý do.", code="no-reasons"))
    if not _answer(case, actor, approved=False):
        raise Refused(no("Chưa có đề nghị kết thúc hồ sơ.", code="closing-not-asked"))
    tell(case, actor, "closing_refused", part=Part.INTERNAL, grounds=reasons, client_id=client_id)
    return case


@transaction.atomic
def close(case_id: uuid.UUID, *, actor: Actor, client_id: uuid.UUID, minutes: str) -> Case:
    """Close the case (kết thúc hồ sơ): clocks stop, nobody but the holder knows it any more.

    Refused while services, referrals, protection, stays, approvals or child plans are open and the request gives no
    reason; by the officer who asked; without minutes.
    """
    case = locked(case_id, actor)
    if already(client_id):
        return case
    before, request, step = str(case.state), case.closing, Step(minutes=minutes)
    LEGAL_LIFE.take("close", case, actor, step)
    assert request
    case.closed_at, case.closing_reason, case.version = actor.now, str(request.reason), case.version + 1
    case.save(update_fields=["state", "closed_at", "closing_reason", "version"])
    _answer(case, actor, approved=True)
    tell(
        case, actor, "close", part=Part.LEGAL, life="legal", change=(before, str(case.state)), grounds=minutes,
        client_id=client_id,
    )  # fmt: skip
    clocks.drop(case, actor=actor)
    sharing.end_shares(case, actor=actor, kinds=OTHERS)
    return case


@transaction.atomic
def reopen(case_id: uuid.UUID, *, actor: Actor, client_id: uuid.UUID, reasons: str) -> Case:
    """Open the case again: as a victim's where she had been recognised, to identify her otherwise. Who, when, why stay."""
    case = locked(case_id, actor)
    if already(client_id):
        return case
    before = str(case.state)
    name = "reopen_as_victim" if case.was_recognised else "reopen"
    LEGAL_LIFE.take(name, case, actor, Step(reasons=reasons))
    case.closed_at, case.closing_reason, case.version = None, "", case.version + 1
    case.save(update_fields=["state", "closed_at", "closing_reason", "version"])
    tell(
        case, actor, name, part=Part.LEGAL, life="legal", change=(before, str(case.state)), grounds=reasons,
        client_id=client_id,
    )  # fmt: skip
    return case


def _answer(case: Case, actor: Actor, *, approved: bool) -> int:
    return ClosingRequest.objects.filter(case=case, answered_at=None).update(
        answered_at=actor.now, answered_by=actor.officer_id, approved=approved
    )


# --- another law than the date gives ------------------------------------------------------------------


@transaction.atomic
def ask_regime(
    case_id: uuid.UUID, regime: Regime, *, actor: Actor, client_id: uuid.UUID, reason: str
) -> RegimeOverride:
    """Ask to work the case under another law; it counts once a second officer approved (áp dụng chế độ khác)."""
    case = held(case_id, actor)
    if sent := RegimeOverride.objects.filter(client_id=client_id).first():
        return sent
    if not reason.strip():
        raise Refused(no("Chưa nêu lý do áp dụng chế độ khác.", code="no-reasons"))
    assert actor.officer_id
    made = RegimeOverride.objects.create(
        client_id=client_id, case=case, vault_key_id=case.person.vault_key_id, regime=regime.value, reason=reason,
        asked_by_id=actor.officer_id, asked_at=actor.now,
    )  # fmt: skip
    audit.record("case.regime_asked", "cases.case", case.pk, actor=actor, regime=regime.value)
    return made


@transaction.atomic
def approve_regime(case_id: uuid.UUID, override_id: int, *, actor: Actor) -> Case:
    """A second officer of the holder approves. Raises ``Refused`` for the one who asked. Approved already: no change."""
    case = held(case_id, actor)
    row = RegimeOverride.objects.get(pk=override_id, case=case)
    if row.approved_at is not None:
        return case
    may_approve_override(row.rule, actor).require()
    row.approved_by_id, row.approved_at = actor.officer_id, actor.now
    row.save(update_fields=["approved_by", "approved_at"])
    standing = Override(Regime(row.regime), row.reason, row.asked_by_id, actor.officer_id)
    before, case.regime = case.regime, governing(case.identified_on, standing, on=actor.today).value
    case.version += 1
    case.save(update_fields=["regime", "version"])
    tell(case, actor, "regime_changed", part=Part.LEGAL, change=(before, case.regime), grounds=row.reason)
    return case
