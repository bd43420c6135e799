"""Starting, moving and stopping clocks (thời hạn). The rules say when a limit ends; here it becomes a row that somebody owes."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from diemtua.access.actor import Actor
from diemtua.audit import trail as audit
from diemtua.cases.actions.events import tell
from diemtua.cases.actions.locking import already, held
from diemtua.cases.clocks import limit_ending, moved
from diemtua.cases.models import Case, Clock, ProvinceTarget, Share
from diemtua.cases.parts import Part
from diemtua.cases.rules.catalogue import BY_CODE, started_by
from diemtua.cases.rules.deadlines import Deadline, Due, Trigger, Unit, due, target_for
from diemtua.cases.rules.stays import Basis
from diemtua.directory.models import Agency
from diemtua.kernel.calendar import local, vietnam
from diemtua.kernel.decision import Refused, no

# A stay names the one text it is under; its length is the stay's own business (``actions.stays``).
OF_STAYS = frozenset(basis.deadline.code for basis in Basis)


def trigger(case: Case, event: Trigger, at: datetime, *, actor: Actor) -> list[Clock]:
    """An event happened: start every limit it starts under the texts of that day, or move those that run already.

    The case is locked by the caller. Some five queries whatever the number of limits, and one for each row changed.
    """
    wanted = _started(event, at)
    return _lay(case, event, at, wanted, actor) if wanted else []


def _started(event: Trigger, at: datetime) -> list[Deadline]:
    return [row for row in started_by(event, local(at).date()) if row.code not in OF_STAYS]


def _lay(case: Case, event: Trigger, at: datetime, wanted: list[Deadline], actor: Actor) -> list[Clock]:
    """Move the clocks that run, start the others."""
    running = {each.deadline: each for each in Clock.objects.filter(case=case, trigger=event).running()}
    day = local(at).date()
    owed = _owers(case, wanted, day)
    targets = [row.rule for row in ProvinceTarget.objects.filter(province=case.province_id)]
    fresh = []
    for row in wanted:
        ends = due(row, at, vietnam(), target_for(row, targets, day))
        clock = running.get(row.code)
        if clock is None:
            fresh.append(_row(case, row, ends, event, at, owed.get(row.code)))
        elif clock.started_at != at:
            _move(case, clock, ends, at, actor)
    return Clock.objects.bulk_create(fresh)


@transaction.atomic
def correct_trigger(
    case_id: uuid.UUID, event: Trigger, at: datetime, *, actor: Actor, client_id: uuid.UUID, reason: str
) -> list[str]:
    """Correct when an event happened: its clocks move, each with its sentence. Returns the sentences.

    Raises ``Refused`` without a reason, for a time to come, or when no clock of this event runs.
    """
    case = held(case_id, actor)
    if already(client_id):
        return _said(case, client_id)
    if not reason.strip():
        raise Refused(no("Nêu lý do sửa thời điểm.", code="no-reasons"))
    running = list(Clock.objects.filter(case=case, trigger=event).running().order_by("pk"))
    if not running:
        raise Refused(no("Không có thời hạn nào đang chạy tính từ sự kiện này.", code="no-clock"))
    told = tell(
        case, actor, "trigger_corrected", part=Part.SUMMARY, happened_at=at, grounds=reason, client_id=client_id,
        subject=event.value,
    )  # fmt: skip
    _lay(case, event, at, _governing(case, event, running, at, actor), actor)
    return _said(case, told.client_id)


def _said(case: Case, client_id: uuid.UUID) -> list[str]:
    first = case.events.get(client_id=client_id)  # type: ignore[attr-defined]
    later = case.events.filter(move="clock_moved", pk__gt=first.pk, recorded_at__gte=first.recorded_at)  # type: ignore[attr-defined]
    return list(later.order_by("pk").values_list("said", flat=True))


def meet(case: Case, codes: Iterable[str], *, actor: Actor, at: datetime | None = None) -> int:
    """What was owed has been done. One query, and one for the trail when a clock was running."""
    codes = list(codes)
    met = Clock.objects.filter(case=case, deadline__in=codes).running().update(met_at=at or actor.now)
    if met:
        audit.record("case.clocks_met", "cases.case", case.pk, actor=actor, clocks=codes)
    return met


def drop(case: Case, *, actor: Actor) -> int:
    """Nothing is owed any more: the case is closed or gone. One query, and one for the trail."""
    dropped = Clock.objects.filter(case=case).running().update(dropped_at=actor.now)
    if dropped:
        audit.record("case.clocks_dropped", "cases.case", case.pk, actor=actor, count=dropped)
    return dropped


def _governing(
    case: Case, event: Trigger, running: list[Clock], at: datetime, actor: Actor
) -> list[Deadline]:
    """The limits that run on: the same ones, or, where the event moved to where other texts govern, theirs.

    What was met stays met. A limit the other law does not have stops.
    """
    wanted = _started(event, at)
    codes = {clock.deadline for clock in running}
    others = [row for row in wanted if row.code not in codes]
    kept = [row for row in wanted if row.code in codes]
    for clock in running:
        if clock.deadline in {row.code for row in kept}:
            continue
        clock.dropped_at = actor.now
        clock.save(update_fields=["dropped_at"])
        if others:
            row = others.pop(0)
            kept.append(row)
            said = moved(as_due(clock), due(row, at, vietnam()), local(clock.started_at), local(at))
            _tell_moved(case, clock, said, actor)
    return kept


def _move(case: Case, clock: Clock, ends: Due, at: datetime, actor: Actor) -> None:
    said = moved(as_due(clock), ends, local(clock.started_at), local(at))
    clock.started_at, clock.due_at, clock.target_at = at, *_ends(ends)
    clock.save(update_fields=["started_at", "due_at", "target_at"])
    _tell_moved(case, clock, said, actor)


def _tell_moved(case: Case, clock: Clock, said: str | None, actor: Actor) -> None:
    if said:
        tell(case, actor, "clock_moved", part=Part.SUMMARY, said=said, subject=clock.deadline)


def as_due(clock: Clock) -> Due:
    """The rule's own shape of a clock, for its words. An end at midnight is the end of the day before."""
    end = clock.due_at or clock.target_at
    if end is None:
        return Due(BY_CODE[clock.deadline], None)
    return Due(BY_CODE[clock.deadline], limit_ending(end), internal=clock.due_at is None)


def _ends(ends: Due) -> tuple[datetime | None, datetime | None]:
    return (None, ends.ends_at) if ends.internal else (ends.ends_at, None)


def _row(case: Case, row: Deadline, ends: Due, event: Trigger, at: datetime, owes: int | None) -> Clock:
    due_at, target_at = _ends(ends)
    return Clock(
        case=case, deadline=row.code, trigger=event.value, started_at=at, due_at=due_at, target_at=target_at,
        owes_id=owes,
    )  # fmt: skip


def _owers(case: Case, rows: list[Deadline], day: date) -> dict[str, int]:
    """Which agency owes each limit: the holder where the text names its kind, then who received, then who shares the
    case, then the province's only body of that kind. Two queries."""
    kinds = {kind for row in rows for kind in row.holders}
    known = Q(pk__in=[case.holder_id, case.received_by_id]) | Q(
        pk__in=Share.objects.filter(case=case, ended_at=None).values("agency")
    )
    bodies = list(Agency.objects.on(day).filter(known | Q(province=case.province_id), kind__in=kinds))
    near = set(Share.objects.filter(case=case, ended_at=None).values_list("agency", flat=True))
    rank: dict[Any, int] = {case.holder_id: 0, case.received_by_id: 1}
    found = {}
    for row in rows:
        for kind in row.holders:
            mine = [body for body in bodies if body.kind == kind]
            close = [body for body in mine if body.pk in rank or body.pk in near]
            close.sort(key=lambda body: rank.get(body.pk, 2))
            if close or len(mine) == 1:
                found[row.code] = (close or mine)[0].pk
                break
    return found


def province_unit(value: str) -> Unit:
    """The unit of a province's target; «ngay» is none of them. Raises ``Refused``."""
    unit = Unit(value)
    if unit in (Unit.IMMEDIATE, Unit.BEFORE_END):
        raise Refused(no("Mục tiêu phải có độ dài bằng giờ, ngày, tháng hoặc năm.", code="no-length"))
    return unit
