"""The same act twice at the same instant, on two connections: it happens once, or the second is told."""

import uuid
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from diemtua.access.actor import house
from diemtua.access.session import session
from diemtua.directory.models import Officer as Person
from diemtua.kernel.decision import Refused
from diemtua.plans import letters
from diemtua.plans.actions import campaigns, dues, reminders, reports, tasks
from diemtua.plans.models import (
    Campaign,
    CampaignResult,
    Document,
    Event,
    Reminder,
    ReportDue,
    ReportDuty,
    Submission,
    Task,
)
from tests.at_once import COMMITTED, all_at_once, emptied
from tests.people import person
from tests.plans.factories import gesture, issued_plan, task_of
from tests.plans.post_office import PostOffice, open_on

pytestmark = pytest.mark.django_db(**COMMITTED)
DAY = date(2024, 8, 28)


@pytest.fixture
def cast(transactional_db):
    with emptied():
        yield {name: person(name) for name in ("hoa", "nam", "ly", "an")}


@pytest.fixture
def plan(cast):
    return issued_plan(cast["nam"])


@pytest.fixture
def training(plan):
    return task_of(plan, "II/1/a")


def doing(actor, function, *given, **named):
    """An act of one officer, whole, on the connection of whoever calls it."""

    def act():
        with session(actor):
            return function(*given, actor=actor, **named)

    return act


def won_and_told(*acts):
    """How many were done, and how many were told a reason."""
    officers = all_at_once(*acts)
    strange = [
        officer.error for officer in officers if officer.error and not isinstance(officer.error, Refused)
    ]
    assert not strange, strange
    return sum(officer.error is None for officer in officers), sum(
        officer.error is not None for officer in officers
    )


def prepared(task, cast, *names):
    steps = {
        "acknowledge": ("hoa", {}),
        "submit": ("hoa", {"product": "Báo cáo 12"}),
        "ask_extension": ("hoa", {"until": date(2024, 9, 30), "reason": "Chờ kinh phí"}),
    }
    for name in names:
        who, words = steps[name]
        doing(cast[who], gesture(name), task.pk, client_id=uuid.uuid4(), **words)()


@pytest.mark.parametrize(
    ("name", "who", "words", "before", "kind"),
    [
        ("acknowledge", "hoa", {}, (), "acknowledged"),
        ("confirm", "nam", {}, ("acknowledge", "submit"), "confirmed"),
        ("answer_extension", "nam", {"granted": True}, ("acknowledge", "ask_extension"), "extension_granted"),
        ("submit", "hoa", {"product": "Báo cáo 12"}, ("acknowledge",), "submitted"),
    ],
)
@pytest.mark.parametrize("same_form", [True, False])
def test_two_officers_press_the_same_button(training, cast, name, who, words, before, kind, same_form):
    prepared(training, cast, *before)
    ids = [uuid.uuid4()] * 2 if same_form else [uuid.uuid4(), uuid.uuid4()]
    acts = [doing(cast[who], gesture(name), training.pk, client_id=each, **words) for each in ids]
    assert won_and_told(*acts) == ((2, 0) if same_form else (1, 1))
    assert Event.objects.filter(task=training, kind=kind).count() == 1


@pytest.mark.parametrize("same_form", [True, False])
def test_a_report_sent_twice_at_once(plan, cast, same_form):
    due = ReportDue.objects.first()
    ids = [uuid.uuid4()] * 2 if same_form else [uuid.uuid4(), uuid.uuid4()]
    acts = [doing(cast["hoa"], reports.send_report, due.pk, client_id=each, note="Đã làm.") for each in ids]
    assert won_and_told(*acts) == ((2, 0) if same_form else (1, 1))  # the second must say why it replaces
    assert Submission.objects.filter(due=due).count() == 1


def test_returned_while_being_replaced(plan, cast):
    due = ReportDue.objects.first()
    send = {"note": "Đã làm.", "reason": "Bổ sung"}
    doing(cast["hoa"], reports.send_report, due.pk, client_id=uuid.uuid4(), **send)()
    won_and_told(
        doing(cast["hoa"], reports.send_report, due.pk, client_id=uuid.uuid4(), **send),
        doing(cast["nam"], reports.return_report, due.pk, client_id=uuid.uuid4(), reason="Thiếu số liệu"),
    )
    due.refresh_from_db()
    last = Submission.objects.filter(due=due).order_by("-number").first()
    assert (due.submitted_at is None) == (last.returned_at is not None)


def test_one_event_reported_twice_at_once(plan, cast):
    duty = ReportDuty.objects.get()
    ReportDuty.objects.update(due_value="on-event")
    client_id = uuid.uuid4()
    act = doing(
        cast["hoa"], reports.report_on_event, duty.pk, client_id=client_id, happened="Tiếp nhận một nhóm"
    )
    assert won_and_told(act, act) == (2, 0)
    assert ReportDue.objects.filter(happened="Tiếp nhận một nhóm").count() == 1
    other = doing(cast["hoa"], reports.report_on_event, duty.pk, client_id=uuid.uuid4(), happened="Việc khác")
    third = doing(
        cast["hoa"], reports.report_on_event, duty.pk, client_id=uuid.uuid4(), happened="Việc thứ ba"
    )
    assert won_and_told(other, third) == (2, 0)
    assert ReportDue.objects.exclude(happened="").count() == 3


def test_one_figure_entered_twice_at_once(plan, cast):
    campaign = Campaign.objects.create(
        document=plan, province=plan.province, seen_by=plan.seen_by, name="đợt"
    )
    words = {"what": "Số vụ", "value": Decimal(2), "unit": "vụ", "until": date(2024, 7, 15)}
    act = doing(cast["hoa"], campaigns.enter_result, campaign.pk, client_id=uuid.uuid4(), **words)
    assert won_and_told(act, act) == (2, 0)
    assert CampaignResult.objects.count() == 1


def by_the_house(function, province_id, day):
    def act():
        with session(house(day)):
            return function(province_id, today=day)

    return act


def test_two_workers_remind_once(training, cast):
    act = by_the_house(reminders.remind, cast["hoa"].province_id, DAY)
    all_at_once(act, act)
    told = Reminder.objects.filter(task=training).values_list("officer", flat=True)
    assert sorted(told) == sorted([cast["hoa"].officer_id, cast["ly"].officer_id])


def test_two_workers_top_up_once(plan, cast):
    Document.objects.update(period_to="")
    before = ReportDue.objects.count()
    act = by_the_house(dues.top_up, cast["hoa"].province_id, date(2025, 12, 31))
    officers = all_at_once(act, act)
    assert not [officer.error for officer in officers if officer.error]
    assert ReportDue.objects.count() == before + 2


@contextmanager
def open_post(settings):
    office = PostOffice()
    controller = open_on(settings, office)
    try:
        yield office
    finally:
        controller.stop()


def test_two_workers_send_one_letter(training, cast, settings):
    by_the_house(reminders.remind, cast["hoa"].province_id, DAY)()
    with open_post(settings) as post:
        officers = all_at_once(*[lambda: letters.send(cast["hoa"].officer_id, DAY)] * 2)
    assert not [officer.error for officer in officers if officer.error]
    assert sorted(officer.result for officer in officers) == [0, 1]
    assert len(post.to(Person.objects.get(pk=cast["hoa"].officer_id).email)) == 1


def test_work_taken_over_while_it_is_handed_in(training, cast):
    """A new lead and the old one's product at once: whichever came first, the facts agree with each other."""
    prepared(training, cast, "acknowledge")
    later = replace(cast["nam"], today=DAY)
    won_and_told(
        doing(cast["hoa"], tasks.submit, training.pk, client_id=uuid.uuid4(), product="Báo cáo 12"),
        doing(
            later,
            tasks.reassign,
            training.pk,
            client_id=uuid.uuid4(),
            lead_id=cast["an"].agency_id,
            reason="Kế thừa",
        ),
    )
    task = Task.objects.get(pk=training.pk)
    if task.lead_id == cast["an"].agency_id:
        assert task.submitted_at is None and task.acknowledged_at is None
    else:
        assert task.submitted_at is not None
