"""The first sheet: kept at every step, taken up again by its reference, opened as a case (phiếu tiếp nhận)."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from diemtua import vault
from diemtua.access.actor import Actor
from diemtua.access.once import wait_for_twin
from diemtua.audit import trail as audit
from diemtua.cases import intake_words as words
from diemtua.cases.actions.opening import Along, Opening, Somebody
from diemtua.cases.actions.opening import open_case as open_with
from diemtua.cases.codes.channels import channels
from diemtua.cases.models import Case, Intake
from diemtua.cases.policies import has_victim_duty
from diemtua.kernel.decision import Refused, no
from diemtua.kernel.versions import Conflict, Difference


@transaction.atomic
def begin(channel: str, *, actor: Actor, client_id: uuid.UUID) -> Intake:
    """Begin a sheet of the actor's agency. The same form sent twice begins one. Five queries.

    Raises ``Refused`` for an officer without the duty, ``KeyError`` for an unknown channel.
    """
    has_victim_duty(None, actor).require()
    wait_for_twin(client_id)
    if sent := Intake.objects.visible_to(actor).filter(client_id=client_id).first():
        return sent
    assert actor.agency_id and actor.officer_id
    intake = Intake.objects.create(
        client_id=client_id,
        vault_key_id=vault.new_key(),
        reference=words.reference(),
        agency_id=actor.agency_id,
        officer_id=actor.officer_id,
        channel=channels()[channel].code,
        answers={},
        begun_at=actor.now,
        saved_at=actor.now,
    )
    audit.record("intake.begun", "cases.intake", intake.pk, actor=actor)
    return intake


@transaction.atomic
def save_step(
    intake_id: uuid.UUID, step: int, answers: Mapping[str, Any], *, actor: Actor, version: int
) -> Intake:
    """Keep the answers of one step beside those kept before. Four queries.

    An answer that a colleague gave after ``version`` is not overwritten: raises ``Conflict`` with both. The same step
    sent again changes nothing. Raises ``Refused`` once the sheet is a case, ``TypeError`` for a question of no sheet.
    """
    intake = _locked(intake_id, actor)
    _still_open(intake)
    unknown = set(answers) - {question.code for question in channels()[intake.channel].questions}
    if unknown:
        raise TypeError(f"Not asked on this sheet: {', '.join(sorted(unknown))}.")
    changed = {code: each for code, each in answers.items() if intake.answers.get(code) != each}
    if intake.version != version and (taken := [code for code in changed if intake.answers.get(code)]):
        raise Conflict(
            intake.version,
            tuple(Difference(code, str(intake.answers[code]), str(changed[code] or "")) for code in taken),
        )
    if not changed and intake.step == step:
        return intake
    intake.answers = intake.answers | changed
    intake.step, intake.saved_at, intake.version = step, actor.now, intake.version + 1
    intake.save(update_fields=["answers", "step", "saved_at", "version"])
    audit.record("intake.saved", "cases.intake", intake.pk, actor=actor, step=step, fields=sorted(changed))
    return intake


@transaction.atomic
def open_case(intake_id: uuid.UUID, *, actor: Actor, client_id: uuid.UUID) -> Case:
    """The sheet becomes a case: its key is the person's from then on, its answers go to the case and leave the draft.

    Raises ``Refused`` while a required question is unanswered. Opening it twice gives the same case.
    """
    intake = _locked(intake_id, actor)
    has_victim_duty(intake, actor).require()
    if intake.case_id is not None:
        return Case.objects.visible_to(actor).get(pk=intake.case_id)
    missing = words.unanswered(channels()[intake.channel], intake.answers)
    if missing:
        raise Refused(no(f"Chưa trả lời: {' '.join(missing)}", code="unanswered"))
    case = open_with(opening_of(intake), actor=actor, client_id=client_id)
    intake.case, intake.answers = case, {}
    intake.save(update_fields=["case", "answers"])
    audit.record("intake.opened", "cases.intake", intake.pk, actor=actor, case=str(case.pk))
    return case


def opening_of(intake: Intake) -> Opening:
    """What the sheet says, for ``actions.opening``."""
    answers = intake.answers
    received = words.received_at(answers)
    return Opening(
        channel=intake.channel,
        received_at=received,
        reported_at=received,
        who=Somebody(**words.somebody(answers)),
        account=answers.get("happened") or "",
        contact=words.contact(answers),
        along=[
            Along(
                Somebody(**words.somebody(each)),
                each.get("relation") or "other",
                bool(each.get("born_abroad")),
            )
            for each in words.along(answers)
        ],
        unsafe=answers.get("safe-now") == "no",
        sheet=answers,
        reference=intake.reference,
        vault_key_id=intake.vault_key_id,
    )


def _locked(intake_id: uuid.UUID, actor: Actor) -> Intake:
    """Raises ``Intake.DoesNotExist`` for a sheet of another agency. One query."""
    return Intake.objects.visible_to(actor).select_for_update(of=("self",), no_key=True).get(pk=intake_id)


def _still_open(intake: Intake) -> None:
    if intake.case_id is not None:
        raise Refused(no("Phiếu này đã thành hồ sơ; sửa tiếp trong hồ sơ.", code="opened"))
