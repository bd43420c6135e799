"""Timed work between agencies: answers that are late, letters of notices. The worker runs it; it may run twice."""

from __future__ import annotations

import logging
import uuid
from datetime import date, datetime

from django.conf import settings
from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from diemtua.access.actor import house
from diemtua.access.models import StandingClock
from diemtua.access.session import session
from diemtua.coordination import letters
from diemtua.coordination.actions.expiring import escalate, expire
from diemtua.coordination.models import Movement

log = logging.getLogger(__name__)
EVERY_QUARTER = "*/15 * * * *"  # an urgent movement is told within a quarter of an hour of its target
PATIENCE = RetryStrategy(max_attempts=8, exponential_wait=4, retry_exceptions={OSError})


@app.periodic(cron=EVERY_QUARTER)
@app.task(name="coordination.late", queueing_lock="coordination.late", pass_context=False)
def late(timestamp: int) -> None:
    """Tell the heads of what was not answered, end what waited too long."""
    for province_id, now in provinces():
        told, over = escalate(province_id, now), expire(province_id, now)
        if told or over:
            log.info("Tỉnh số %d: báo lãnh đạo %d lần chuyển, hết thời gian chờ %d", province_id, told, over)


def provinces() -> list[tuple[int, datetime]]:
    """Provinces where an answer is awaited, each with the moment it lives at. Two queries."""
    with session(house()):
        waiting = Movement.objects.waiting().order_by("case__province")  # type: ignore[attr-defined]
        found = list(waiting.values_list("case__province", flat=True).distinct())
        standing = dict(StandingClock.objects.values_list("province", "today")) if settings.DEMO else {}
    return [(pk, _moment(standing.get(pk))) for pk in found]


def _moment(day: date | None) -> datetime:
    real = timezone.localtime()
    return real if day is None else timezone.make_aware(datetime.combine(day, real.time()))


@app.task(name="coordination.letter", retry=PATIENCE)
def letter(notice: str) -> None:
    """The letters of one notice. A post office that does not answer is asked again, later each time."""
    letters.send(uuid.UUID(notice))


def post(notice_id: uuid.UUID) -> None:
    """Queue the letters of one notice, in the caller's transaction. One query."""
    letter.defer(notice=str(notice_id))
