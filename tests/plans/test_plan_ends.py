"""A plan has an end: its periods stop there, and its recurring work with them."""

import uuid
from dataclasses import replace
from datetime import date

import pytest

from diemtua.access.actor import house
from diemtua.access.session import session
from diemtua.audit.models import Entry
from diemtua.kernel.decision import Refused
from diemtua.kernel.periods import half, month, quarter, week, whole_year
from diemtua.plans import periods, rules
from diemtua.plans.actions import documents, dues, issuing, proposals, tasks
from diemtua.plans.actions.ending import end_plans
from diemtua.plans.models import Citation, Document, Event, Proposal, ReportDue
from diemtua.plans.states import TASK_LIFE, State
from tests.plans.factories import PLAN, issued_plan, task_of

pytestmark = pytest.mark.django_db
YEAR_END = date(2024, 12, 31)


# --- the rule -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("period_to", "ended_on", "last"),
    [
        ("2024", None, YEAR_END),
        ("2024-09", None, date(2024, 9, 30)),
        ("2024-07-30", None, date(2024, 7, 30)),
        ("", None, None),
        ("", date(2025, 5, 5), date(2025, 5, 5)),
        ("2030", date(2025, 5, 5), date(2025, 5, 5)),
        ("2024", date(2025, 5, 5), YEAR_END),
    ],
)
def test_the_last_day_of_a_plan(period_to, ended_on, last):
    assert rules.plan_ends(period_to, ended_on) == last


@pytest.mark.parametrize(
    ("window", "first"),
    [
        (quarter(2025, 1), date(2025, 1, 1)),
        (half(2024, 2), date(2024, 7, 1)),
        (whole_year(2024), date(2024, 1, 1)),
        (month(2024, 9), date(2024, 9, 1)),
        (week(date(2024, 12, 31)), date(2024, 12, 30)),
    ],
)
def test_a_period_belongs_to_the_time_it_is_named_after(window, first):
    assert window.named_from == first


@pytest.mark.parametrize(
    "rhythm", ["weekly", "monthly", "quarterly", "half-yearly", "yearly", "quarterly,yearly"]
)
@pytest.mark.parametrize("until", [YEAR_END, date(2024, 9, 30), date(2025, 2, 20)])
def test_no_period_reaches_past_the_end(rhythm, until):
    found = periods.between("recurring", rhythm, first=date(2024, 1, 1), last=date(2026, 1, 1), until=until)
    assert found and all(each.window_to <= until for each in found)
    named = [(each.window_from, each.window_to) for each in found]
    assert len(named) == len(set(named))
    assert found == sorted(found, key=lambda each: each.due_on)


def test_the_year_2024_has_four_quarters_and_no_stub_of_2025():
    found = periods.between(
        "recurring", "quarterly", first=date(2024, 1, 1), last=date(2026, 1, 1), until=YEAR_END
    )
    names = [each.name for each in found]
    assert names == ["Quý I/2024", "Quý II/2024", "Quý III/2024", "Quý IV/2024"]


def test_the_period_in_which_the_plan_ends_is_cut_there_and_due_as_soon_as_its_figures_are_in():
    last = periods.between(
        "recurring", "half-yearly", first=date(2024, 7, 1), last=date(2026, 1, 1), until=date(2024, 9, 30)
    )[-1]
    assert (last.window_from, last.window_to, last.due_on) == (
        date(2024, 6, 15),
        date(2024, 9, 30),
        date(2024, 10, 2),
    )


def test_after_the_last_period_comes_none():
    assert periods.following("half-yearly", after=date(2024, 12, 17), until=YEAR_END) is None
    assert periods.following("half-yearly", after=date(2024, 12, 17)).name == "6 tháng đầu năm 2025"


# --- recurring work -------------------------------------------------------------------------------------------------


@pytest.fixture
def plan(hoa, nam, ly, an, la):
    return issued_plan(nam)


@pytest.fixture
def recurring(plan):
    return task_of(plan, "II/1/b")


def act(name, task, actor, **given):
    with session(actor):
        return getattr(tasks, name)(task.pk, actor=actor, client_id=uuid.uuid4(), **given)


def handed_in(task, hoa, **given):
    act("acknowledge", task, hoa)
    act("submit", task, hoa, product="Báo cáo 91/BC")


def on(actor, day):
    return replace(actor, today=day)


def test_confirming_the_last_period_completes_the_work(recurring, hoa, nam):
    december = date(2024, 12, 16)
    handed_in(recurring, on(hoa, december))
    recurring.refresh_from_db()
    assert not TASK_LIFE.decide("close_period", recurring, nam)
    act("confirm", recurring, on(nam, december))
    recurring.refresh_from_db()
    assert recurring.state is State.DONE and recurring.completed_on == december
    assert recurring.events.filter(kind=Event.Kind.CONFIRMED).count() == 1


def test_of_a_plan_without_an_end_the_next_period_opens(recurring, hoa, nam):
    Document.objects.update(period_to="")
    handed_in(recurring, on(hoa, date(2024, 12, 16)))
    act("confirm", recurring, on(nam, date(2024, 12, 16)))
    recurring.refresh_from_db()
    assert recurring.state is State.DOING and recurring.period_to == date(2025, 6, 14)
    assert recurring.delivered == ""


def test_work_given_out_after_the_last_period_is_answered_for_once(hoa, nam, ly, an, la):
    task = task_of(issued_plan(on(nam, date(2024, 12, 20))), "II/1/b")
    assert (task.rhythm, task.due_on) == ("", date(2025, 1, 3)) and "hết thời kỳ" in task.due_rule


def end(province_id, today):
    with session(house(today)):
        return end_plans(province_id, today=today)


def test_a_period_opened_past_the_end_ends_with_the_work(recurring, hoa, nam):
    Document.objects.update(period_to="")
    handed_in(recurring, on(hoa, date(2024, 12, 16)))
    act("confirm", recurring, on(nam, date(2024, 12, 16)))
    Document.objects.update(period_to="2024")
    assert end(recurring.province_id, date(2025, 1, 2)) >= 1
    recurring.refresh_from_db()
    assert recurring.completed_on == date(2024, 12, 16)
    assert "31/12/2024" in recurring.events.order_by("-pk").first().note
    assert end(recurring.province_id, date(2025, 1, 2)) == 0
    with session(house()):
        assert Entry.objects.filter(act="plan.ended").count() == 1


def test_work_never_answered_for_in_the_plans_time_is_withdrawn(recurring):
    Document.objects.update(period_to="2023")
    end(recurring.province_id, date(2024, 7, 16))
    recurring.refresh_from_db()
    assert recurring.cancelled_on == date(2024, 7, 16)


def test_what_is_handed_in_waits_for_the_assigner_and_what_is_owed_stays_owed(recurring, hoa, nam):
    end(recurring.province_id, date(2025, 1, 10))
    recurring.refresh_from_db()
    assert recurring.state is State.WAITING and recurring.due_on == date(2024, 12, 17)
    handed_in(recurring, on(hoa, date(2025, 1, 11)))
    end(recurring.province_id, date(2025, 1, 12))
    act("confirm", recurring, on(nam, date(2025, 1, 13)))
    recurring.refresh_from_db()
    assert recurring.completed_on == date(2025, 1, 11)


def test_an_end_set_within_a_period_cuts_it(recurring):
    Document.objects.update(period_to="2024-09")
    end(recurring.province_id, date(2024, 7, 16))
    recurring.refresh_from_db()
    assert (recurring.period_to, recurring.due_on) == (date(2024, 9, 30), date(2024, 10, 2))
    assert recurring.first_due_on == date(2024, 12, 17)


# --- reports --------------------------------------------------------------------------------------------------------


def test_no_report_is_owed_for_a_time_after_the_plan(plan):
    assert all(due.window_to <= YEAR_END for due in ReportDue.objects.filter(duty__document=plan))


def test_reports_of_a_time_after_the_end_are_no_longer_owed(plan):
    Document.objects.update(period_to="")
    with session(house(date(2024, 12, 30))):
        assert dues.top_up(plan.province_id, today=date(2024, 12, 30)) == 2
    Document.objects.update(period_to="2024")
    end(plan.province_id, date(2025, 1, 2))
    assert not ReportDue.objects.filter(due_on__year=2025).exists()


# --- replaced -------------------------------------------------------------------------------------------------------

NEWER = PLAN.replace("155/KH-UBND", "20/KH-UBND").replace(
    "Sóc Trăng, ngày 01 tháng 7 năm 2024", "Sóc Trăng, ngày 10 tháng 2 năm 2025"
)


def replaced_by(holder, older):
    """A newer plan of ``holder`` that says it replaces the older, given out."""
    with session(holder):
        newer = documents.register(documents.Original(text=NEWER), actor=holder, client_id=uuid.uuid4())
        Citation.objects.create(
            document=newer, role=Citation.Role.REPLACES, cited="155/KH-UBND", target=older
        )
        for proposal in Proposal.objects.filter(document=newer):
            try:
                proposals.complete(proposal)
            except Refused:
                proposals.drop(proposal.pk, actor=holder, version=proposal.version, reason="Không giao")
            else:
                proposals.approve(proposal.pk, actor=holder, version=proposal.version)
        return issuing.issue(newer.pk, actor=holder)


def test_a_plan_without_an_end_runs_until_another_replaces_it(plan, recurring, nam, hoa):
    Document.objects.filter(pk=plan.pk).update(period_to="")
    handed_in(recurring, on(hoa, date(2024, 12, 16)))
    act("confirm", recurring, on(nam, date(2024, 12, 16)))
    replaced_by(on(nam, date(2025, 2, 12)), plan)
    plan.refresh_from_db()
    assert plan.ended_on == date(2025, 2, 9)
    end(plan.province_id, date(2025, 2, 13))
    recurring.refresh_from_db()
    assert recurring.period_to == date(2025, 2, 9) and recurring.due_on == date(2025, 2, 17)


def test_nobody_ends_another_agencys_plan(plan, hoa):
    replaced_by(on(hoa, date(2025, 2, 12)), plan)
    plan.refresh_from_db()
    assert plan.ended_on is None
