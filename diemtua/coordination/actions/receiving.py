"""Receiving a group (tiếp nhận nhiều người): the sitting, its drafts, and each draft a person and a case or nothing at all."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from diemtua import vault
from diemtua.access.actor import Actor
from diemtua.access.once import wait_for_twin
from diemtua.audit import trail as audit
from diemtua.cases import intake_words
from diemtua.cases.actions import sharing
from diemtua.cases.actions.events import not_ahead
from diemtua.cases.actions.opening import Opening, Somebody, open_case
from diemtua.cases.codes.channels import channels
from diemtua.cases.models import Case
from diemtua.cases.parts import FOR_VERIFYING, ShareKind
from diemtua.cases.policies import has_victim_duty
from diemtua.coordination.actions.notices import notify
from diemtua.coordination.models import GroupReception, ReceptionRow
from diemtua.coordination.occasions import Occasion
from diemtua.coordination.rules.sheet import Fault, read
from diemtua.kernel.decision import Refused, no
from diemtua.kernel.versions import Conflict

FILLED = frozenset(
    {
        "name", "sex", "birth", "under-18", "nationality", "safe-contact", "urgent-care", "papers", "belongings",
        "happened",
    }
)  # fmt: skip


@dataclass(frozen=True)
class NotTaken(Exception):
    """The pasted sheet has faults; nothing of it was taken. ``faults`` say where and what."""

    faults: tuple[Fault, ...]

    def __str__(self) -> str:
        return "\n".join(map(str, self.faults))


@transaction.atomic
def open_group(
    gate: str,
    *,
    actor: Actor,
    client_id: uuid.UUID,
    team: Collection[int] = (),
    foreign_side: str = "",
    received_at: datetime | None = None,
    channel: str = "C9",
) -> GroupReception:
    """Begin a sitting at a gate; the agencies of the team are told. Raises ``Refused``, ``KeyError`` for a channel."""
    has_victim_duty(None, actor).require()
    wait_for_twin(client_id)
    if sent := GroupReception.objects.visible_to(actor).filter(client_id=client_id).first():  # type: ignore[attr-defined]
        return sent  # type: ignore[no-any-return]
    if not gate.strip():
        raise Refused(no("Ghi cửa khẩu hoặc địa điểm.", code="no-gate"))
    assert actor.agency_id is not None
    group = GroupReception.objects.create(
        client_id=client_id, agency_id=actor.agency_id, officer_id=actor.officer_id, gate=gate.strip(),
        foreign_side=foreign_side.strip(), channel=channels()[channel].code,
        team=sorted(set(team) - {actor.agency_id}), received_at=not_ahead(received_at, actor),
        opened_at=actor.now,
    )  # fmt: skip
    audit.record("group.opened", "coordination.group", group.pk, actor=actor, team=group.team)
    notify(Occasion.GROUP_OPENED, group.team, actor=actor, urgent=True)
    return group


@transaction.atomic
def paste(group_id: uuid.UUID, text: str, *, actor: Actor, client_id: uuid.UUID) -> list[ReceptionRow]:
    """Take a list from a spreadsheet, whole or not at all. Raises ``NotTaken`` with every fault by row and column.

    The same paste sent again gives the same rows. Five queries, and one for each person's key.
    """
    group = _open(group_id, actor)
    sent = [uuid.uuid5(client_id, str(number)) for number in range(1, 201)]
    if before := list(ReceptionRow.objects.filter(group=group, client_id__in=sent).order_by("place")):
        return before
    found = read(text)
    if found.faults:
        raise NotTaken(found.faults)
    place = _next_place(group)
    rows = [
        ReceptionRow(
            client_id=sent[number],
            group=group,
            place=place + number,
            vault_key_id=vault.new_key(),
            answers=answers,
        )
        for number, answers in enumerate(found.people)
    ]
    ReceptionRow.objects.bulk_create(rows)
    audit.record("group.pasted", "coordination.group", group.pk, actor=actor, people=len(rows))
    return rows


@transaction.atomic
def add_row(
    group_id: uuid.UUID, answers: Mapping[str, Any], *, actor: Actor, client_id: uuid.UUID
) -> ReceptionRow:
    """One more person in the grid. Raises ``TypeError`` for a question the grid does not ask."""
    group = _open(group_id, actor)
    if sent := ReceptionRow.objects.filter(client_id=client_id).first():
        return sent
    _asked(answers)
    row = ReceptionRow.objects.create(
        client_id=client_id,
        group=group,
        place=_next_place(group),
        vault_key_id=vault.new_key(),
        answers=dict(answers),
    )
    audit.record("group.row_added", "coordination.group", group.pk, actor=actor, row=str(row.pk))
    return row


@transaction.atomic
def save_row(row_id: uuid.UUID, answers: Mapping[str, Any], *, actor: Actor, version: int) -> ReceptionRow:
    """Keep what an agency of the team filled in. Raises ``Conflict`` when somebody saved the row meanwhile."""
    row = _row(row_id, actor)
    _asked(answers)
    if row.version != version and dict(answers) != row.answers:
        raise Conflict(row.version, ())
    if dict(answers) == row.answers:
        return row
    row.answers, row.version = dict(answers), row.version + 1
    row.save(update_fields=["answers", "version"])
    audit.record(
        "group.row_saved",
        "coordination.group",
        row.group_id,
        actor=actor,
        row=str(row.pk),
        fields=sorted(answers),
    )
    return row


@transaction.atomic
def strike(row_id: uuid.UUID, *, actor: Actor) -> None:
    """The line was nobody (gạch bỏ): its key is destroyed, so its words are gone; the number stays."""
    row = _row(row_id, actor)
    _led_here(row.group, actor)
    row.struck_at = actor.now
    row.save(update_fields=["struck_at"])
    vault.destroy(row.vault_key_id)
    audit.record("group.row_struck", "coordination.group", row.group_id, actor=actor, row=str(row.pk))


@transaction.atomic
def complete(row_id: uuid.UUID, *, actor: Actor) -> Case:
    """The line becomes a person and a case of the agency that leads, shared with the team: all of it, or nothing.

    Its key is the person's from then on, its words are in the case's sealed sheet. Completed twice, one case. Raises
    ``Refused`` for a line that says nothing. Some twenty queries and three an agency of the team.
    """
    row = _row(row_id, actor, completed=True)
    if row.case_id is not None:
        return Case.objects.visible_to(actor).get(pk=row.case_id)
    _led_here(row.group, actor)
    return _complete(row, row.group, actor)


@transaction.atomic
def complete_all(group_id: uuid.UUID, *, actor: Actor) -> list[Case]:
    """Every line that is not a case yet, in their order; a line that cannot be one leaves all as it was."""
    group = _open(group_id, actor)
    _led_here(group, actor)
    rows = list(
        ReceptionRow.objects.filter(group=group, case=None, struck_at=None)
        .order_by("place").select_for_update(of=("self",), no_key=True)
    )  # fmt: skip
    vault.unlock(rows)
    return [_complete(row, group, actor) for row in rows]


def _complete(row: ReceptionRow, group: GroupReception, actor: Actor) -> Case:
    answers = row.answers
    if not answers:
        raise Refused(no(f"Dòng {row.place} chưa có thông tin nào.", code="empty"))
    case = open_case(opening_of(row, group), actor=actor, client_id=row.client_id)
    for agency in group.team:
        sharing.share(
            case,
            agency,
            ShareKind.TEAM,
            FOR_VERIFYING,
            purpose="Tổ công tác tiếp nhận tại cửa khẩu",
            actor=actor,
        )
    row.case, row.answers = case, {}
    row.save(update_fields=["case", "answers"])
    audit.record(
        "group.row_completed", "coordination.group", group.pk, actor=actor, row=str(row.pk), case=str(case.pk)
    )
    return case


def opening_of(row: ReceptionRow, group: GroupReception) -> Opening:
    """What the line says, for ``cases.actions.opening``; the gate and the other side stand on the sheet too."""
    said = row.answers
    sheet = {**said, "gate": group.gate, "foreign-side": group.foreign_side}
    return Opening(
        channel=group.channel,
        received_at=group.received_at,
        who=Somebody(**intake_words.somebody(said)),
        account=str(said.get("happened") or ""),
        contact=intake_words.contact(said),
        sheet={key: each for key, each in sheet.items() if each},
        vault_key_id=row.vault_key_id,
    )


@transaction.atomic
def close_group(group_id: uuid.UUID, *, actor: Actor) -> GroupReception:
    """End the sitting. Raises ``Refused`` while a line is neither a case nor struck out."""
    group = _open(group_id, actor)
    _led_here(group, actor)
    if left := ReceptionRow.objects.filter(group=group, case=None, struck_at=None).count():
        raise Refused(no(f"Còn {left} dòng chưa thành hồ sơ, chưa gạch bỏ.", code="rows-left"))
    group.closed_at = actor.now
    group.save(update_fields=["closed_at"])
    audit.record("group.closed", "coordination.group", group.pk, actor=actor)
    return group


def _open(group_id: uuid.UUID, actor: Actor) -> GroupReception:
    """The sitting, locked. Raises ``GroupReception.DoesNotExist``, ``Refused`` once it is over. One query."""
    known = GroupReception.objects.visible_to(actor)  # type: ignore[attr-defined]
    group: GroupReception = known.select_for_update(of=("self",), no_key=True).get(pk=group_id)
    _still_open(group)
    return group


def _still_open(group: GroupReception) -> None:
    if group.closed_at is not None:
        raise Refused(no("Đợt tiếp nhận đã kết thúc.", code="closed"))


def _row(row_id: uuid.UUID, actor: Actor, *, completed: bool = False) -> ReceptionRow:
    """One line, locked. Raises ``ReceptionRow.DoesNotExist``, ``Refused`` once it is a case or struck out. One query."""
    known = ReceptionRow.objects.visible_to(actor).select_related("group")  # type: ignore[attr-defined]
    row: ReceptionRow = known.select_for_update(of=("self",), no_key=True).get(pk=row_id)
    if row.case_id is not None and not completed:
        raise Refused(no("Dòng này đã thành hồ sơ; sửa tiếp trong hồ sơ.", code="opened"))
    if row.struck_at is not None:
        raise Refused(no("Dòng này đã gạch bỏ.", code="struck"))
    _still_open(row.group)
    return row


def _led_here(group: GroupReception, actor: Actor) -> None:
    if group.agency_id != actor.agency_id:
        raise Refused(no("Chỉ cơ quan chủ trì đợt tiếp nhận làm việc này.", code="not-leading"))


def _asked(answers: Mapping[str, Any]) -> None:
    if unknown := set(answers) - FILLED:
        raise TypeError(f"Not asked in the grid: {', '.join(sorted(unknown))}.")


def _next_place(group: GroupReception) -> int:
    last = ReceptionRow.objects.filter(group=group).order_by("-place").values_list("place", flat=True).first()
    return (last or 0) + 1
