"""In a demonstration a merged province may live on a day of its own: its work is late by its own clock, not by today's."""

from datetime import date

import pytest

from diemtua.access.models import StandingClock
from diemtua.access.queries import actor_of_officer
from diemtua.access.session import session
from diemtua.directory.models import Agency
from diemtua.plans.models import Campaign, Document, Task
from diemtua.plans.queries import campaigns
from diemtua.plans.queries.board import board
from diemtua.plans.queries.calendar import feed, month, one_day
from diemtua.plans.queries.exports import every_task
from diemtua.plans.queries.reports import Look as Reports
from diemtua.plans.queries.reports import counts, looked_at
from diemtua.plans.queries.tasks import Filter, Look, Role, filtered
from tests.directory.places import settle
from tests.people import PostingFactory
from tests.plans.factories import PLAN, issued_plan

pytestmark = pytest.mark.django_db
THEN, LATE = date(2024, 7, 15), date(2024, 8, 30)
CANTHO = PLAN.replace("TỈNH SÓC TRĂNG", "THÀNH PHỐ CẦN THƠ").replace("Sóc Trăng, ngày", "Cần Thơ, ngày")


def police(code, day, name):
    agency = Agency.objects.on(day).get(province__code=code, kind="cong-an-tinh", area__code=code)
    posting = PostingFactory(agency=agency, officer__name=name, duties=["work", "focal"], valid_from=day)
    return actor_of_officer(posting.officer_id)


@pytest.fixture
def plans():
    """Old Cần Thơ, which stands in July 2024, and Sóc Trăng, which went on, each with a plan of that month."""
    settle("63-92", "63-94", "92")
    clocks = {}
    for code, text in (("63-92", CANTHO), ("63-94", PLAN)):
        province = Agency.objects.filter(province__code=code).first().province_id
        clocks[code] = StandingClock.objects.create(province_id=province, today=THEN)
        issued_plan(police(code, date(2024, 1, 1), "Trần Văn Nam"), text)
    clocks["63-94"].delete()
    for document in Document.objects.all():
        Campaign.objects.create(
            document=document,
            province_id=document.province_id,
            seen_by=document.seen_by,
            name="đợt cao điểm",
            starts_on=date(2024, 7, 1),
            ends_on=date(2024, 9, 30),
        )


@pytest.fixture
def dat(plans):
    """Police of today's Cần Thơ."""
    return police("92", date(2025, 7, 1), "Ngô Thành Đạt")


def codes(rows):
    return {row.province.code for row in rows}


def test_the_actor_knows_which_provinces_live_elsewhen(dat):
    assert len(dat.provinces) > len(dat.home) and dat.province_id in dat.home
    assert set(dat.provinces) - set(dat.home) == set(dat.elsewhen)


def test_outside_a_demonstration_everybody_lives_today(plans, settings):
    settings.DEMO = False
    dat = police("92", date(2025, 7, 1), "Ngô Thành Đạt")
    assert dat.home == dat.provinces and len(dat.home) > 1


def test_lists_board_and_exports_count_one_day(dat):
    with session(dat):
        late = filtered(dat, Filter(role=Role.ALL, look=Look.OVERDUE))
        table = board(dat, 2024)
        assert codes(late) == {"63-94"}
        assert sum(row.overdue for row in table.rows) == late.count() > 0
        assert codes(every_task(dat, Filter(role=Role.ALL, look=Look.EVERY))) == {"63-94"}
        assert sum(each.overdue for each in table.months) == late.filter(due_on__year=2024).count()
        assert codes(table.campaigns) == {"63-94"}


def test_the_calendar_shows_one_day(dat):
    with session(dat):
        whole = month(dat, date(2024, 8, 1), whole=True)
        day = one_day(dat, LATE, whole=True)
        assert codes(task for each in whole.days.values() for task in each.tasks) == {"63-94"}
        assert codes(whole.campaigns) == codes(day.tasks) == {"63-94"} and day.task_count == 1
        assert codes(feed(dat).campaigns) <= {"63-94"}


def test_reports_and_campaigns_go_by_one_day(dat):
    with session(dat):
        late = looked_at(dat, Reports.LATE)
        assert codes(late) == {"63-94"} and counts(dat)[Reports.SILENT] <= late.count()
        assert codes(campaigns.listed(dat).rows) == {"63-94"}


def test_its_papers_stay_known_and_are_listed_whole_from_their_page(dat):
    old = Document.objects.get(province__code="63-92")
    with session(dat):
        listed = filtered(dat, Filter(role=Role.ALL, look=Look.EVERY, document_id=old.pk))
        assert Document.objects.visible_to(dat).count() == 2
        assert listed.count() == Task.objects.filter(document=old).count() > 0


def test_the_old_province_counts_its_own_work_on_its_own_day(plans):
    nam = police("63-92", date(2024, 1, 1), "Trần Văn Nam")
    with session(nam):
        assert sum(row.overdue for row in board(nam, 2024).rows) == 1
        assert codes(filtered(nam, Filter(role=Role.ALL, look=Look.EVERY))) == {"63-92"}
