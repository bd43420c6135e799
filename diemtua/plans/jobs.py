"""Timed work of the house: reports of the coming year, reminders, letters. The worker runs it; it may run twice.

Times are UTC, as the queue counts them: Viet Nam is seven hours ahead all year.
"""

from __future__ import annotations

import logging
from contextlib import suppress
from datetime import date

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from diemtua.access.actor import house
from diemtua.access.models import StandingClock
from diemtua.access.session import session
from diemtua.plans import letters
from diemtua.plans.actions.dues import top_up
from diemtua.plans.actions.ending import end_plans
from diemtua.plans.actions.files import GRACE, sweep
from diemtua.plans.actions.reminders import remind
from diemtua.plans.actions.succession import carry_over
from diemtua.plans.models import Document
from diemtua.plans.queries.reminders import waiting_officers

log = logging.getLogger(__name__)
AT_TWO_AT_NIGHT = "5 19 * * *"
AT_THREE_ON_SUNDAYS = "5 20 * * 6"
EACH_HOUR_OF_THE_DAY = (
    "30 0-9,23 * * *"  # 06:30 to 16:30; a morning missed while the worker was down is made good
)
PATIENCE = RetryStrategy(max_attempts=8, exponential_wait=4, retry_exceptions={OSError})


@app.periodic(cron=AT_TWO_AT_NIGHT)
@app.task(queueing_lock="top_up", pass_context=False)
def every_night(timestamp: int) -> None:
    """Pass on the work of bodies that ended; end the recurring work of plans whose time is over; add the reports of the
    coming year that recurring duties still lack."""
    carry_over(actor=house(), on=timezone.localdate())
    for province_id, today in provinces():
        with session(house(today)):
            end_plans(province_id, today=today)
            added = top_up(province_id, today=today)
        if added:
            log.info("Thêm %d kỳ báo cáo cho tỉnh số %d", added, province_id)


@app.periodic(cron=EACH_HOUR_OF_THE_DAY)
@app.task(queueing_lock="remind", pass_context=False)
def every_hour(timestamp: int) -> None:
    """Remind officers of what is near or late, and put their letters in the queue in the same transaction."""
    for province_id, today in provinces():
        with session(house(today)):
            written = remind(province_id, today=today)
            for officer_id in waiting_officers(province_id):
                post(officer_id, today)
        if written:
            log.info("Nhắc %d lượt cho tỉnh số %d", written, province_id)


@app.periodic(cron=AT_THREE_ON_SUNDAYS)
@app.task(queueing_lock="sweep", pass_context=False)
def every_week(timestamp: int) -> None:
    """Let go the stored files that no row names any more."""
    swept = sweep(before=timezone.now() - GRACE)
    if swept.files:
        log.info("Dọn %d tệp, %d byte", swept.files, swept.size)


@app.task(retry=PATIENCE)
def letter(officer_id: int, today: str) -> None:
    """One officer's letter. A post office that does not answer is asked again, later each time."""
    letters.send(officer_id, date.fromisoformat(today))


def post(officer_id: int, today: date) -> None:
    """Queue one officer's letter; one that already waits carries the new reminders too."""
    job = letter.configure(queueing_lock=f"letter-{officer_id}")
    with suppress(AlreadyEnqueued), transaction.atomic():
        job.defer(officer_id=officer_id, today=today.isoformat())


def provinces() -> list[tuple[int, date]]:
    """Provinces that have documents, each with the day it lives on: today, outside a demonstration. Two queries."""
    with session(house()):
        found = list(Document.objects.order_by("province").values_list("province", flat=True).distinct())
        standing = dict(StandingClock.objects.values_list("province", "today")) if settings.DEMO else {}
    return [(pk, standing.get(pk, timezone.localdate())) for pk in found]
