"""The demonstration: four plans from text to tracked work, and who sees what of it."""

from collections import Counter
from datetime import date

import pytest
from django.db import connection, transaction
from django.test import override_settings

from diemtua.access.actor import house
from diemtua.access.demonstration import PASSWORD, casts
from diemtua.access.models import Account, StandingClock
from diemtua.access.queries import actor_of_officer
from diemtua.access.session import session
from diemtua.demo.living import deeds
from diemtua.demo.running import run
from diemtua.demo.stages import STAGES
from diemtua.directory.models import Agency, AgencySuccession, Area, Officer, Posting
from diemtua.plans.models import Document, Event, Extension, Part, Proposal, ReportDue, Task
from diemtua.plans.queries.board import board
from diemtua.plans.rules import Standing

TODAY = date(2026, 3, 2)
PLANS = {"316/KH-UBND-NC": "40", "87/KH-BCĐ": "20", "126/KH-UBND": "63-92", "155/KH-UBND": "63-94"}


@pytest.fixture(scope="module")
def demonstration(django_db_setup, django_db_blocker):
    """Set up once for every story here, and gone afterwards."""
    with django_db_blocker.unblock(), override_settings(DEMO=True), transaction.atomic():
        run(lambda line: None, today=TODAY)
        yield
        transaction.set_rollback(True)


pytestmark = pytest.mark.usefixtures("demonstration")


def somebody(name):
    return actor_of_officer(Officer.objects.get(name=name).pk)


def plan(code):
    number, symbol = code.split("/", 1)
    return Document.objects.get(number=number, symbol=symbol)


def seen_by(name):
    actor = somebody(name)
    with session(actor):
        documents = set(Document.objects.values_list("number", flat=True))
        return documents, set(Task.objects.values_list("pk", flat=True))


def counts():
    models = (
        Area,
        Agency,
        AgencySuccession,
        Officer,
        Posting,
        Account,
        Document,
        Proposal,
        Task,
        Part,
        Event,
        ReportDue,
    )
    return [model.objects.count() for model in models]


def test_running_it_again_adds_nothing():
    before = counts()
    run(lambda line: None, today=TODAY)
    assert counts() == before


@pytest.mark.parametrize("code", PLANS)
def test_each_plan_is_read_decided_and_given_out(code):
    document = plan(code)
    assert document.province.code == PLANS[code] and document.issued_at
    assert not document.proposals.pending().exists()
    assert document.tasks.exists()
    for task in document.tasks.all():
        assert " ".join(document.text[task.start : task.end].split()) == task.content


def test_provinces_live_on_the_days_of_their_plans():
    days = {clock.province.code: clock.today for clock in StandingClock.objects.select_related("province")}
    assert days == {stage.code: stage.today for stage in STAGES if stage.today}
    assert somebody("Hoàng Thị Thanh Vân").today == date(2016, 9, 20)
    assert not somebody("Ngô Thành Đạt").clock_stands


def test_accounts_are_for_the_cast_and_open_with_the_one_password():
    provinces = [cast.province for cast in casts()]
    assert Counter(provinces) == {
        "tỉnh Lạng Sơn": 1,
        "tỉnh Nghệ An": 1,
        "thành phố Cần Thơ": 2,
    }
    assert all(account.check_password(PASSWORD) for account in Account.objects.all()[:2])
    assert 40 <= Account.objects.count() <= 70


def test_everybody_is_invented():
    for email, phone in Officer.objects.values_list("email", "phone"):
        assert email.endswith(".example") and phone.startswith("0900 ")


def test_every_deed_of_the_tables_was_done():
    told = sum(1 for stage in STAGES for deed in deeds(stage.code) if deed.act != "report")
    assert Event.objects.exclude(kind=Event.Kind.ISSUED).count() > told


@pytest.mark.parametrize("code", ["316/KH-UBND-NC", "126/KH-UBND"])
def test_some_work_is_done_some_late_some_returned_and_some_put_off(code):
    document = plan(code)
    day = StandingClock.objects.get(province=document.province_id).today
    where = Counter(task.standing(day) for task in document.tasks.all())
    kinds = set(Event.objects.filter(task__document=document).values_list("kind", flat=True))
    assert where[Standing.DOING_OVERDUE] and where[Standing.DOING_IN_TIME]
    assert kinds >= {
        "acknowledged",
        "progress",
        "submitted",
        "returned",
        "extension_asked",
        "extension_granted",
    }
    assert kinds & {"confirmed", "period_closed"}
    reports = ReportDue.objects.filter(duty__document=document)
    assert reports.filter(submitted_at__isnull=False).exists()
    assert reports.open().filter(due_on__lt=day).exists()


def test_the_first_deadline_stays_when_a_later_one_is_granted():
    granted = Extension.objects.filter(granted=True).select_related("task").first()
    assert granted.task.due_on == granted.until > granted.task.first_due_on


def test_a_quiet_agency_is_told_as_silent():
    actor = somebody("Hoàng Thị Thanh Vân")
    with session(actor):
        rows = {row.agency.kind: row for row in board(actor, actor.today.year).rows}
    assert rows["so-tt-tt"].silent(actor.today) and rows["so-tt-tt"].waiting
    assert not rows["hoi-lhpn"].silent(actor.today)


def test_police_follow_their_province_and_no_other():
    documents, tasks = seen_by("Hoàng Thị Thanh Vân")
    assert documents == {"316"} and tasks == set(plan("316/KH-UBND-NC").tasks.values_list("pk", flat=True))
    assert seen_by("Hoàng Văn Kiên")[0] == {"87"}


def test_an_agency_sees_its_own_share():
    documents, tasks = seen_by("Nguyễn Thị Hoa")
    labour = Agency.objects.get(kind="so-ldtbxh", province__code="40")
    assert documents == {"316"} and 0 < len(tasks) < plan("316/KH-UBND-NC").tasks.count()
    for task in Task.objects.filter(pk__in=tasks).prefetch_related("parts"):
        assert labour.pk in {task.lead_id, *(part.agency_id for part in task.parts.all())}


def test_three_districts_pilot_one_year_with_what_was_counted_before():
    pilot = plan("87/KH-BCĐ").campaigns.get(kind="pilot")
    assert (pilot.starts_on, pilot.ends_on) == (date(2021, 6, 1), date(2022, 6, 30))
    assert pilot.places == ["Cao Lộc", "Lộc Bình", "Tràng Định"] and "22 vụ" in pilot.baseline
    leads = set(pilot.tasks.values_list("lead__name", flat=True))
    assert {"Ủy ban nhân dân huyện Cao Lộc", "Công an tỉnh Lạng Sơn"} <= leads


def test_the_peak_campaign_runs_for_its_three_months():
    peak = plan("126/KH-UBND").campaigns.get(kind="peak")
    assert (peak.starts_on, peak.ends_on) == (date(2024, 7, 1), date(2024, 9, 30)) and peak.tasks.exists()


def test_cantho_of_today_keeps_both_plans_and_their_signatories():
    documents, _ = seen_by("Ngô Thành Đạt")
    assert {"126", "155"} <= documents
    old = plan("155/KH-UBND")
    assert (old.holder.name, old.signed_for) == ("Công an tỉnh Sóc Trăng", "TM. ỦY BAN NHÂN DÂN")
    assert plan("126/KH-UBND").signer_position == "CHỦ TỊCH" and plan("126/KH-UBND").signer_name


def test_each_open_task_of_soc_trang_has_somebody_today_or_waits_for_a_choice():
    leads = Counter(plan("155/KH-UBND").tasks.values_list("lead__name", flat=True))
    assert leads["Công an thành phố Cần Thơ"] and leads["Sở Y tế thành phố Cần Thơ"] == 2
    waiting = {name for name in leads if "Sóc Trăng" in name}
    assert waiting == {
        "Bộ Chỉ huy Bộ đội Biên phòng tỉnh Sóc Trăng",
        "Sở Lao động - Thương binh và Xã hội tỉnh Sóc Trăng",
    }


def test_the_officers_of_soc_trang_work_in_cantho_now():
    moved = Posting.objects.get(officer__name="Thạch Minh Quân", valid_until=None)
    former = Posting.objects.exclude(pk=moved.pk).get(officer=moved.officer)
    assert moved.agency.name == "Công an thành phố Cần Thơ"
    assert (former.agency.name, former.valid_until) == ("Công an tỉnh Sóc Trăng", date(2025, 6, 30))


def test_the_house_can_look_at_everything_it_set_up():
    with session(house(TODAY)), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM plans_document")
        assert cursor.fetchone() == (4,)
