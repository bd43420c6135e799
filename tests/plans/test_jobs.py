"""The worker's timed work, done by a real worker on connections of its own, with real post."""

from datetime import UTC, date, datetime

import croniter
import pytest
from django.db import connection
from procrastinate.contrib.django import app

from diemtua.access.models import Account, StandingClock
from diemtua.directory.models import Officer
from diemtua.kernel.calendar import VIETNAM
from diemtua.plans import jobs
from diemtua.plans.models import Document, Reminder, ReportDue
from tests.at_once import COMMITTED, emptied
from tests.people import person
from tests.plans.factories import issued_plan
from tests.plans.worker import an_empty_queue, waiting, work, work_once

committed = pytest.mark.django_db(**COMMITTED)
DAY = date(2024, 8, 28)


@pytest.fixture
def hoa(transactional_db):
    """A province on its own day, a plan given out, accounts to write to."""
    with emptied(), an_empty_queue():
        cast = {name: person(name) for name in ("hoa", "nam", "ly", "an")}
        issued_plan(cast["nam"])
        for actor in cast.values():
            Account.objects.create_account(Officer.objects.get(pk=actor.officer_id), None)
        StandingClock.objects.create(province_id=cast["hoa"].province_id, today=DAY)
        yield cast["hoa"]


def queued(name):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT status, attempts FROM procrastinate_jobs WHERE task_name = %s ORDER BY id", [name]
        )
        return cursor.fetchall()


@committed
def test_an_hour_of_the_worker_reminds_and_writes_letters_once(hoa, post):
    for _ in range(2):
        app.configure_task(jobs.every_hour.name).defer(timestamp=0)
        work()
    assert [day for (day,) in Reminder.objects.filter(officer=hoa.officer_id).values_list("day")] == [DAY]
    assert len(post.to(Officer.objects.get(pk=hoa.officer_id).email)) == 1
    assert not Reminder.objects.unsent().exists()
    assert {status for status, _ in queued(jobs.letter.name)} == {"succeeded"}


@committed
def test_a_letter_that_could_not_go_is_tried_again_later(hoa, post):
    post.refusing = True
    jobs.every_hour(0)
    work_once()
    assert {status for status, _ in queued(jobs.letter.name)} == {"todo"}
    assert Reminder.objects.unsent().exists()
    post.refusing = False
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET scheduled_at = NULL WHERE status = 'todo'")
    work()
    assert not Reminder.objects.unsent().exists()
    assert len(post.to(Officer.objects.get(pk=hoa.officer_id).email)) == 1


@committed
def test_letters_are_queued_with_the_reminders_or_not_at_all(hoa, post, monkeypatch):
    def breaks(*given, **named):
        raise RuntimeError("mất điện")

    monkeypatch.setattr(jobs, "post", breaks)
    with pytest.raises(RuntimeError):
        jobs.every_hour(0)
    assert not Reminder.objects.exists() and waiting() == 0


@committed
def test_a_waiting_letter_is_not_queued_twice(hoa, post):
    jobs.every_hour(0)
    before = len(queued(jobs.letter.name))
    jobs.every_hour(0)
    assert len(queued(jobs.letter.name)) == before > 0


@committed
def test_a_night_of_the_worker_tops_up_reports_once(hoa):
    Document.objects.update(period_to="")
    StandingClock.objects.update(today=date(2025, 12, 31))
    before = ReportDue.objects.count()
    for _ in range(2):
        app.configure_task(jobs.every_night.name).defer(timestamp=0)
        work()
    assert ReportDue.objects.count() == before + 2


def test_the_hours_are_those_of_viet_nam():
    def at(cron, start):
        moment = croniter.croniter(cron, start.astimezone(UTC)).get_next(datetime)
        return moment.astimezone(VIETNAM)

    assert at(jobs.AT_TWO_AT_NIGHT, datetime(2024, 8, 28, 0, 0, tzinfo=VIETNAM)).hour == 2
    assert (
        at(jobs.EACH_HOUR_OF_THE_DAY, datetime(2024, 8, 28, 0, 0, tzinfo=VIETNAM)).strftime("%H:%M")
        == "06:30"
    )
    assert (
        at(jobs.EACH_HOUR_OF_THE_DAY, datetime(2024, 8, 28, 16, 31, tzinfo=VIETNAM)).strftime("%d %H:%M")
        == "29 06:30"
    )


def test_the_worker_knows_its_work():
    periodic = {task.task.name for task in app.periodic_registry.periodic_tasks.values()}
    assert {jobs.every_hour.name, jobs.every_night.name} <= periodic
