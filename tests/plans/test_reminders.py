"""Reminders: seven working days before, two days before, and after; in the application and by real post; never twice."""

import uuid
from dataclasses import replace
from datetime import date, timedelta
from smtplib import SMTPException

import pytest

from diemtua.access.actor import house
from diemtua.access.models import Account
from diemtua.access.session import session
from diemtua.directory.models import Absence, Agency, Officer, Posting
from diemtua.kernel.calendar import vietnam
from diemtua.plans import letters, rules
from diemtua.plans.actions import reminders, reports, tasks
from diemtua.plans.models import Reminder, ReportDue, Task
from diemtua.plans.queries import reminders as queries
from tests.people import OfficerFactory, PostingFactory
from tests.plans.factories import issued_plan, task_of
from tests.plans.post_office import PostOffice, open_on
from tests.plans.visits import visit

pytestmark = pytest.mark.django_db
DUE = date(2024, 8, 30)  # a Friday; what follows is the National Day holiday


@pytest.fixture
def plan(hoa, nam, ly, an, la):
    return issued_plan(nam)


@pytest.fixture
def training(plan):
    """Hoa's agency leads, Lý's coordinates: due 30/8/2024."""
    return task_of(plan, "II/1/a")


@pytest.fixture
def accounts(plan, hoa, nam, ly):
    for actor in (hoa, nam, ly):
        Account.objects.create_account(Officer.objects.get(pk=actor.officer_id), None)


def run(actor, day):
    with session(house(day)):
        return reminders.remind(actor.province_id, today=day)


def told(task, kind=None):
    found = Reminder.objects.filter(task=task)
    return sorted((found.filter(kind=kind) if kind else found).values_list("officer", flat=True))


# --- the rule -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2024, 8, 20), None),
        (date(2024, 8, 21), ("ahead", date(2024, 8, 21))),  # seven working days before the 30th
        (date(2024, 8, 27), ("ahead", date(2024, 8, 21))),
        (date(2024, 8, 28), ("near", date(2024, 8, 28))),
        (date(2024, 8, 30), ("near", date(2024, 8, 28))),
        (date(2024, 8, 31), None),  # a Saturday, then the holiday: the first working day after is the 4th
        (date(2024, 9, 3), None),
        (date(2024, 9, 4), ("late", date(2024, 9, 4))),
        (date(2024, 9, 6), ("late", date(2024, 9, 4))),
        (date(2024, 9, 9), ("late", date(2024, 9, 9))),  # and then each week
        (date(2024, 9, 13), ("late", date(2024, 9, 9))),
    ],
)
def test_a_deadline_calls_three_times_and_then_weekly(today, expected):
    assert rules.reminder(DUE, today, vietnam()) == expected


def test_two_days_before_a_monday_is_the_friday():
    assert rules.reminder(date(2024, 7, 22), date(2024, 7, 19), vietnam()) == ("near", date(2024, 7, 19))


def test_the_call_never_comes_before_its_day_nor_goes_back():
    """Across two years with Tết between: days only grow, kinds keep their order."""
    due, order = date(2025, 2, 3), ["ahead", "near", "late"]
    before = None
    for n in range(400):
        today = date(2024, 12, 31) + timedelta(days=n)
        found = rules.reminder(due, today, vietnam())
        if found:
            kind, day = found
            assert day <= today and vietnam().is_working(day)
            assert before is None or (order.index(before[0]) <= order.index(kind) and before[1] <= day)
            before = found


def test_a_clock_at_the_years_end_reminds_of_the_new_year(training, hoa):
    Task.objects.filter(pk=training.pk).update(due_on=date(2025, 1, 2))
    assert rules.reminder(date(2025, 1, 2), date(2024, 12, 31), vietnam()) == ("near", date(2024, 12, 31))
    run(hoa, date(2024, 12, 31))
    assert Reminder.objects.get(task=training, officer=hoa.officer_id).day == date(2024, 12, 31)


# --- who is told -------------------------------------------------------------------------------------------------------


def test_lead_and_coordinator_are_told_and_nobody_else(training, hoa, ly, nam):
    run(hoa, date(2024, 8, 28))
    assert told(training) == sorted([hoa.officer_id, ly.officer_id])


def test_running_twice_reminds_once_and_the_next_call_again(training, hoa):
    assert run(hoa, date(2024, 8, 21)) > 0
    assert run(hoa, date(2024, 8, 21)) == 0
    assert run(hoa, date(2024, 8, 22)) == 0
    run(hoa, date(2024, 8, 28))
    kinds = Reminder.objects.filter(task=training, officer=hoa.officer_id).values_list("kind", flat=True)
    assert sorted(kinds) == ["ahead", "near"]


def test_nobody_is_reminded_on_a_day_off(training, hoa):
    assert run(hoa, date(2024, 9, 1)) == 0


def test_a_focal_point_is_told_instead_of_everybody(training, hoa):
    focal = PostingFactory(
        agency=Agency.objects.get(pk=hoa.agency_id), officer__name="Lê Thị Mận", duties=["work", "focal"]
    )
    run(hoa, date(2024, 8, 28))
    assert focal.officer_id in told(training) and hoa.officer_id not in told(training)


def test_the_stand_in_is_told_while_somebody_is_away(training, hoa):
    stand_in = OfficerFactory(name="Phan Văn Bưởi")
    Absence.objects.create(
        officer_id=hoa.officer_id,
        stand_in=stand_in,
        valid_from=date(2024, 8, 26),
        valid_until=date(2024, 8, 30),
    )
    run(hoa, date(2024, 8, 28))
    assert stand_in.pk in told(training) and hoa.officer_id not in told(training)


def test_somebody_away_with_no_stand_in_leaves_it_to_the_others_or_is_told_all_the_same(training, hoa):
    Absence.objects.create(
        officer_id=hoa.officer_id, valid_from=date(2024, 8, 26), valid_until=date(2024, 8, 30)
    )
    run(hoa, date(2024, 8, 28))
    assert hoa.officer_id in told(training)
    other = PostingFactory(
        agency=Agency.objects.get(pk=hoa.agency_id), officer__name="Trịnh Thị Lê", duties=["work"]
    )
    Reminder.objects.all().delete()
    run(hoa, date(2024, 8, 28))
    assert other.officer_id in told(training) and hoa.officer_id not in told(training)


def test_who_has_left_is_not_told(training, hoa):
    Posting.objects.filter(officer=hoa.officer_id).update(valid_until=date(2024, 6, 30))
    run(hoa, date(2024, 8, 28))
    assert hoa.officer_id not in told(training)


def test_work_handed_in_or_done_reminds_nobody(training, hoa):
    for name, given in (("acknowledge", {}), ("submit", {"product": "Báo cáo số 12"})):
        with session(hoa):
            getattr(tasks, name)(training.pk, actor=hoa, client_id=uuid.uuid4(), **given)
    run(hoa, date(2024, 8, 28))
    assert told(training) == []


def test_a_longer_deadline_calls_anew(training, hoa):
    run(hoa, date(2024, 8, 28))
    Task.objects.filter(pk=training.pk).update(due_on=date(2024, 9, 27))
    run(hoa, date(2024, 9, 18))
    days = Reminder.objects.filter(task=training, officer=hoa.officer_id).values_list("deadline", flat=True)
    assert sorted(days) == [DUE, date(2024, 9, 27)]


def test_reports_are_reminded_of_too(plan, hoa):
    due = ReportDue.objects.first()
    run(hoa, due.due_on)
    assert Reminder.objects.filter(due=due, officer=hoa.officer_id, kind="near").exists()
    with session(hoa):
        reports.send_report(due.pk, actor=hoa, client_id=uuid.uuid4(), note="Đã làm.")
    Reminder.objects.all().delete()
    run(hoa, due.due_on)
    assert not Reminder.objects.filter(due=due).exists()


def test_the_run_costs_few_queries_whatever_the_work(training, hoa, django_assert_max_num_queries):
    run(hoa, date(2024, 8, 28))
    with django_assert_max_num_queries(16):
        run(hoa, date(2024, 8, 29))


# --- by post ----------------------------------------------------------------------------------------------------------


def test_a_letter_carries_codes_clocks_and_links_and_nothing_else(training, accounts, hoa, post):
    run(hoa, date(2024, 8, 28))
    assert letters.send(hoa.officer_id, date(2024, 8, 28)) >= 1
    [letter] = post.to(Officer.objects.get(pk=hoa.officer_id).email)
    words = letter.get_content()
    assert letter["Subject"].strip() == "[Điểm Tựa] Nhắc việc 28/08/2024: 1 còn 2 ngày"
    assert f"Kế hoạch 155/KH-UBND · việc {training.number}" in words
    assert f"/viec/{training.pk}/" in words and "còn 2 ngày làm việc" in words
    assert "tập huấn" not in words  # what the work is stays behind the sign-in
    assert letter["Auto-Submitted"] == "auto-generated"


def test_one_letter_a_day_holds_everything_and_is_not_sent_twice(plan, accounts, hoa, post):
    Task.objects.filter(lead=hoa.agency_id).update(due_on=date(2024, 8, 30))
    run(hoa, date(2024, 8, 28))
    assert letters.send(hoa.officer_id, date(2024, 8, 28)) == 2
    assert letters.send(hoa.officer_id, date(2024, 8, 28)) == 0
    assert len(post.letters) == 1


def test_a_post_office_that_refuses_loses_nothing_and_gets_no_twin(training, accounts, hoa, post):
    run(hoa, date(2024, 8, 28))
    post.refusing = True
    with pytest.raises(SMTPException):
        letters.send(hoa.officer_id, date(2024, 8, 28))
    assert not Reminder.objects.filter(sent_at__isnull=False).exists()
    post.refusing = False
    letters.send(hoa.officer_id, date(2024, 8, 28))
    letters.send(hoa.officer_id, date(2024, 8, 28))
    assert (post.tries, len(post.letters)) == (2, 1)


def test_a_post_office_that_is_shut_loses_nothing(training, accounts, hoa, settings):
    controller = open_on(settings, PostOffice())
    controller.stop()
    run(hoa, date(2024, 8, 28))
    with pytest.raises(OSError):
        letters.send(hoa.officer_id, date(2024, 8, 28))
    assert Reminder.objects.unsent().filter(officer=hoa.officer_id).exists()


def test_the_same_letter_sent_again_bears_the_same_name(training, accounts, hoa, post):
    run(hoa, date(2024, 8, 28))
    letters.send(hoa.officer_id, date(2024, 8, 28))
    Reminder.objects.update(sent_at=None)  # the machine stopped between «250» and the commit
    letters.send(hoa.officer_id, date(2024, 8, 28))
    first, second = post.to(Officer.objects.get(pk=hoa.officer_id).email)
    assert first["Message-ID"] == second["Message-ID"]


def test_work_done_before_the_letter_goes_is_left_out(training, accounts, hoa, post):
    run(hoa, date(2024, 8, 28))
    Task.objects.update(cancelled_on=date(2024, 8, 28))
    assert letters.send(hoa.officer_id, date(2024, 8, 28)) == 0
    assert not post.letters


def test_letters_wait_only_for_accounts_in_use(training, accounts, hoa, ly):
    run(hoa, date(2024, 8, 28))
    Account.objects.filter(officer=ly.officer_id).update(is_active=False)
    with session(house(date(2024, 8, 28))):
        waiting = queries.waiting_officers(hoa.province_id)
    assert hoa.officer_id in waiting and ly.officer_id not in waiting


# --- in the application --------------------------------------------------------------------------------------------------


def test_the_officer_finds_his_reminders_and_another_does_not(training, hoa, an, la):
    run(hoa, date(2024, 8, 28))
    today = date(2024, 8, 28)
    assert training.code in visit(hoa, today).get("/nhac-viec/").content.decode()
    for other in (an, la):
        assert "Không có gì phải nhắc" in visit(other, today).get("/nhac-viec/").content.decode()
    assert "/dang-nhap/" in visit(None).get("/nhac-viec/")["Location"]


def test_having_looked_is_remembered_and_may_be_said_twice(training, hoa):
    run(hoa, date(2024, 8, 28))
    asker = replace(hoa, today=date(2024, 8, 28))
    browser = visit(hoa, date(2024, 8, 28))
    with session(asker):
        assert queries.unseen(asker) >= 1
    for _ in range(2):
        assert browser.post("/nhac-viec/da-xem/").status_code == 302
    with session(asker):
        assert queries.unseen(asker) == 0 and queries.mine(asker)


def test_the_latest_reminder_of_each_is_shown_once(training, hoa):
    run(hoa, date(2024, 8, 21))
    run(hoa, date(2024, 8, 28))
    asker = replace(hoa, today=date(2024, 8, 28))
    with session(asker):
        mine = [each for each in queries.mine(asker) if each.task_id == training.pk]
    assert [each.kind for each in mine] == ["near"]
