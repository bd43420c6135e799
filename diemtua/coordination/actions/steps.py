"""What every movement shares: being opened, found and locked, taking a step, giving up its share."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from diemtua.access.actor import Actor
from diemtua.audit import trail as audit
from diemtua.cases.actions import sharing
from diemtua.cases.actions.events import tell
from diemtua.cases.models import Case, Consent, Share
from diemtua.cases.parts import Part
from diemtua.cases.records import Step
from diemtua.coordination.kinds import Basis, Kind, State
from diemtua.coordination.models import Movement, MovementStep, StepWords
from diemtua.coordination.rules.agreeing import Answered, agreed_to, overrides, recipient_of
from diemtua.coordination.rules.answering import Patience, limits
from diemtua.coordination.rules.ways import WAYS
from diemtua.coordination.states import MOVEMENT_LIFE
from diemtua.directory.models import Agency, Officer, Posting
from diemtua.kernel.decision import Decision, Refused, no


@dataclass(frozen=True, slots=True)
class Without:
    """On what a disclosure stands when the person did not agree, and why (căn cứ, lý do)."""

    basis: Basis
    reason: str


def sent_before(client_id: uuid.UUID, actor: Actor) -> Movement | None:
    """The movement this very form opened before. One query."""
    found: Movement | None = Movement.objects.visible_to(actor).filter(client_id=client_id).first()
    return found


def opened(
    kind: Kind,
    case: Case,
    to: Agency | None,
    *,
    actor: Actor,
    client_id: uuid.UUID,
    words: str = "",
    urgent: bool = False,
    **fields: Any,
) -> Movement:
    """The movement with its first step, the names as they are now, its limits; done at once where nobody answers.

    Some six queries.
    """
    assert actor.agency_id is not None
    ends, waits = limits(actor.now, patience(), urgent=urgent), WAYS[kind].awaits_answer
    movement = Movement.objects.create(
        client_id=client_id,
        case=case,
        number=case.number,
        holder_id=case.holder_id,
        kind=kind.value,
        state=(State.IN_PROGRESS if waits else State.DONE).value,
        from_agency_id=actor.agency_id,
        from_officer_id=actor.officer_id,
        to_agency=to,
        urgent=urgent,
        snapshot=snapshot(case, to, fields.get("to_officer_id"), actor),
        offered_at=actor.now,
        answer_by=ends.answer_by if waits else None,
        expires_at=ends.expires_at if waits else None,
        ended_at=None if waits else actor.now,
        **fields,
    )
    leave(movement, "start", case, actor=actor, client_id=client_id, words=words)
    return movement


def patience() -> Patience:
    """The internal targets of this installation."""
    return Patience(settings.ANSWER_WITHIN_DAYS, settings.ANSWER_URGENT_HOURS)


def snapshot(case: Case, to: Agency | None, officer_id: int | None, actor: Actor) -> dict[str, str]:
    """Who both sides were, by name and place, at that time (ảnh chụp tên gọi). One query when an officer is named."""
    said = {"from": actor.agency_name, "from_officer": actor.name, "from_position": actor.position}
    if to is not None:
        said |= {"to": to.called, "to_kind": to.kind}
    if officer_id is not None:
        said["to_officer"] = Officer.objects.get(pk=officer_id).name
    return said | {"holder": case.holder.called}


def found(movement_id: uuid.UUID, actor: Actor) -> tuple[Movement, Case | None]:
    """The movement, locked after its case; no case when the actor may not know it. Raises ``Movement.DoesNotExist``.

    Every act locks in this order, so that two of them never wait for each other. Four queries.
    """
    known = Movement.objects.visible_to(actor)
    case_id = known.values_list("case", flat=True).get(pk=movement_id)
    cases = Case.objects.visible_to(actor)
    cases.select_for_update(of=("self",), no_key=True).only("pk").filter(pk=case_id).first()  # type: ignore[attr-defined]
    case = cases.select_related("holder", "person").filter(pk=case_id).first()  # type: ignore[attr-defined]
    movement: Movement = known.select_for_update(of=("self",), no_key=True).get(pk=movement_id)
    return movement, case


def taken_before(client_id: uuid.UUID) -> bool:
    """Whether this very form has been taken before. One query."""
    return MovementStep.objects.filter(client_id=client_id).exists()


def take(
    name: str,
    movement: Movement,
    case: Case | None,
    step: Step,
    *,
    actor: Actor,
    client_id: uuid.UUID,
) -> Movement:
    """Ask the table, save, leave the step. Raises ``Refused``. Some five queries."""
    before = movement.state
    MOVEMENT_LIFE.take(name, movement, actor, step)
    movement.state = str(movement.state)
    changed = ["state"]
    if name in ("accept", "reject"):
        movement.answered_at, movement.answered_by_id = actor.now, actor.officer_id
        changed += ["answered_at", "answered_by"]
    if movement.state != State.ACCEPTED or movement.kind != Kind.REFERRAL:
        movement.ended_at = actor.now
        changed += ["ended_at"]
    movement.save(update_fields=changed)
    words = step.reasons or step.minutes
    leave(movement, name, case, actor=actor, client_id=client_id, words=words, before=before)
    return movement


def leave(
    movement: Movement,
    move: str,
    case: Case | None,
    *,
    actor: Actor,
    client_id: uuid.UUID,
    words: str = "",
    before: str = "",
) -> MovementStep:
    """One step both sides see, its words sealed under the person's key, a line in the trail without them. Two, three queries."""
    step = MovementStep.objects.create(
        client_id=client_id,
        movement=movement,
        move=move,
        before=before,
        after=movement.state,
        at=actor.now,
        agency_id=actor.agency_id,
        officer_id=actor.officer_id,
        by=str(actor),
    )
    if words.strip() and case is not None and actor.agency_id is not None:
        StepWords.objects.create(
            step=step,
            case=case,
            vault_key_id=case.person.vault_key_id,
            agency_id=actor.agency_id,
            words=words.strip(),
        )
    audit.record(
        f"movement.{move}", "cases.case", movement.case_id, actor=actor, movement=str(movement.pk),
        way=movement.kind, state=movement.state, to=movement.to_agency_id, parts=movement.parts,
    )  # fmt: skip
    return step


def end_access(movement: Movement, *, actor: Actor) -> None:
    """What this movement gave is over when its way says so; what another live one gives stays. Three queries at most."""
    if State(movement.state) not in WAYS[Kind(movement.kind)].ends:
        return
    for share in Share.objects.filter(movement_id=movement.pk, ended_at=None):
        sharing.end_share(share, actor=actor)


# --- may it be disclosed ------------------------------------------------------------------------


def answers_of(case: Case) -> list[Answered]:
    """What the person said, to whoever holds the case. One query."""
    return [
        Answered(
            each.purpose,
            each.granted,
            each.answered_at,
            each.recipient,
            each.recipient_agency_id,
            each.withdrawn_at is not None,
        )
        for each in Consent.objects.filter(case=case)
    ]


def agreed(case: Case, kind: Kind, agency_kind: str, agency_id: int | None) -> Decision:
    """Did the person agree to everything this way asks for? The first no is the one told. One query."""
    answers = answers_of(case)
    said = [agreed_to(answers, what, recipient_of(agency_kind), agency_id) for what in WAYS[kind].consents]
    return next((each for each in said if not each), said[0])


def may_disclose(case: Case, kind: Kind, to: Agency | None, without: Without | None) -> Basis | None:
    """On what the disclosure stands: ``None`` is her consent. Raises ``Refused`` with what is missing."""
    answer = agreed(case, kind, to.kind if to else "", to.pk if to else None)
    if answer:
        return None
    if without is None or not WAYS[kind].overridable:
        raise Refused(no(f"{answer.reason} Muốn chia sẻ, nêu căn cứ pháp lý và lý do.", code=answer.code))
    overrides(without.basis, without.reason, child=case.person.under_18 != "no").require()
    return without.basis


def tell_override(case: Case, movement: Movement, without: Without, actor: Actor) -> None:
    """Why it was disclosed without consent stays with the holder, in the case's own sealed part."""
    tell(
        case, actor, "disclosed_without_consent", part=Part.INTERNAL, grounds=without.reason,
        subject=movement.pk, basis=without.basis.value,
    )  # fmt: skip


def staffed(to: Agency, officer_id: int | None, actor: Actor) -> None:
    """Is there anybody who can answer? Raises ``Refused`` for an agency without officers of victims' work. One query."""
    postings = Posting.objects.on(actor.today).filter(
        agency=to.pk, duties__contains=[Posting.Duty.VICTIMS.value]
    )
    there = set(postings.values_list("officer", flat=True))
    if not there:
        raise Refused(no(f"{to.called} chưa có cán bộ công tác nạn nhân trên hệ thống.", code="nobody"))
    if officer_id is not None and officer_id not in there:
        raise Refused(no("Người được gửi đích danh không làm công tác nạn nhân ở nơi nhận.", code="nobody"))
