"""The life of a task under any sequence of moves by anybody: no state outside the table, no first deadline lost,
nothing that happened ever gone."""

import uuid
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diemtua.access.session import session
from diemtua.kernel.decision import Refused
from diemtua.plans.actions import tasks
from diemtua.plans.models import Document, Event, Task
from diemtua.plans.states import TASK_LIFE, State
from diemtua.plans.versions import Conflict
from tests.people import TODAY
from tests.plans.factories import gesture, issued_plan, task_of

pytestmark = pytest.mark.django_db
WHO = ("hoa", "ly", "nam", "binh", "an", "la")
WORDS = st.sampled_from(["", "x", "Đã làm xong", "Chờ số liệu của xã", "=1+1 <b>&"])
DAYS = st.integers(-40, 400).map(lambda n: TODAY + timedelta(days=n))
MOVES = {
    "acknowledge": {},
    "report_progress": {"note": WORDS},
    "finish_part": {"on": DAYS, "result": WORDS},
    "submit": {"product": WORDS},
    "confirm": {},
    "give_back": {"reason": WORDS},
    "ask_extension": {"until": DAYS, "reason": WORDS},
    "answer_extension": {"granted": st.booleans(), "until": st.none() | DAYS, "answer": WORDS},
    "amend": {"version": st.integers(1, 3), "content": WORDS},
    "reassign": {"lead_id": st.sampled_from(WHO), "reason": WORDS},
    "cancel": {"reason": WORDS},
}
STEP = st.sampled_from(sorted(MOVES)).flatmap(
    lambda name: st.tuples(st.just(name), st.sampled_from(WHO), DAYS, st.fixed_dictionaries(MOVES[name]))
)
# What each move may lead to, from the table, and the step that a recurring duty takes instead.
LEADS_TO = {name: {move.target} for name, move in TASK_LIFE.moves.items()}
LEADS_TO["confirm"] |= LEADS_TO["close_period"]


def facts(task):
    return task.state, task.first_due_on, task.events.count(), list(task.events.values_list("pk", flat=True))


def step(task, cast, name, who, today, given_words):
    """Take one step; returns whether it was taken."""
    actor = replace(cast[who], today=today)
    if "lead_id" in given_words:
        given_words = given_words | {"lead_id": cast[given_words["lead_id"]].agency_id}
    try:
        with transaction.atomic(), session(actor):
            gesture(name)(task.pk, actor=actor, client_id=uuid.uuid4(), **given_words)
    except (Refused, Conflict, Task.DoesNotExist):
        return False
    return True


@pytest.fixture
def cast(request):
    return {name: request.getfixturevalue(name) for name in WHO}


@pytest.fixture
def plan(cast):
    return issued_plan(cast["nam"])


@pytest.mark.parametrize("clause", ["II/1/a", "II/1/b"])  # single work with a coordinator; a recurring duty
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=st.lists(STEP, max_size=14))
def test_any_sequence_keeps_the_table_the_first_deadline_and_the_past(plan, cast, clause, steps):
    task = task_of(plan, clause)
    savepoint = transaction.savepoint()
    try:
        before = facts(task)
        for name, who, today, given_words in steps:
            taken = step(task, cast, name, who, today, given_words)
            task = Task.objects.get(pk=task.pk)
            after = facts(task)
            assert after[0] in State
            assert after[1] == before[1]
            assert after[3][: before[2]] == before[3] or set(before[3]) <= set(after[3])
            if taken:
                assert after[2] == before[2] + 1
                assert after[0] in LEADS_TO[name] or after[0] is before[0]
                assert before[0] in {state for move in TASK_LIFE.moves.values() for state in move.sources}
            else:
                assert after == before
            before = after
    finally:
        transaction.savepoint_rollback(savepoint)


def test_work_finished_after_midnight_counts_for_its_own_day(plan, cast):
    """00:30 in Viet Nam is still the day before in UTC: the day that counts is Viet Nam's."""
    from datetime import datetime

    from diemtua.kernel.calendar import VIETNAM

    task = task_of(plan, "II/1/a")
    Task.objects.filter(pk=task.pk).update(
        acknowledged_at=datetime(2024, 8, 1, 9, tzinfo=VIETNAM),
        submitted_at=datetime(2024, 8, 31, 0, 30, tzinfo=VIETNAM),
    )
    with session(cast["nam"]):
        tasks.confirm(task.pk, actor=cast["nam"], client_id=uuid.uuid4())
    task.refresh_from_db()
    assert task.completed_on == date(2024, 8, 31)


def test_the_last_day_of_the_year(plan, cast):
    """On 31 December work is acknowledged, extended into the new year, handed in and confirmed; periods go on."""
    task = task_of(plan, "II/1/a")
    end = date(2024, 12, 31)
    hoa, nam = (replace(cast[name], today=end) for name in ("hoa", "nam"))

    def act(name, actor, **given_words):
        with session(actor):
            return gesture(name)(task.pk, actor=actor, client_id=uuid.uuid4(), **given_words)

    act("acknowledge", hoa)
    act("ask_extension", hoa, until=date(2025, 1, 10), reason="Qua năm mới")
    act("answer_extension", nam, granted=True)
    task.refresh_from_db()
    assert task.due_on == date(2025, 1, 10) and task.first_due_on == date(2024, 8, 30)
    act("submit", hoa, product="Báo cáo 90/BC")
    act("confirm", nam)
    task.refresh_from_db()
    assert task.completed_on == end
    Document.objects.update(period_to="")  # a plan that runs on
    recurring = task_of(plan, "II/1/b")
    assert recurring.due_on.year == 2024
    task = recurring
    act("acknowledge", hoa)
    act("submit", hoa, product="Báo cáo 91/BC")
    act("confirm", nam)
    recurring.refresh_from_db()
    assert recurring.due_on > end and recurring.period_from <= recurring.period_to
    assert Event.objects.filter(task=recurring, kind="period_closed").count() == 1


CLIENT = uuid.UUID("5f2a6c1e-0d6c-4c1b-9a57-3f1f1f6f0001")
TWICE = [
    ("acknowledge", "hoa", {}, []),
    ("report_progress", "hoa", {"note": "Đã mở lớp"}, ["acknowledge"]),
    ("finish_part", "ly", {"on": TODAY, "result": "Đã cử báo cáo viên"}, ["acknowledge"]),
    ("submit", "hoa", {"product": "Báo cáo 12"}, ["acknowledge"]),
    ("confirm", "nam", {}, ["acknowledge", "submit"]),
    ("give_back", "nam", {"reason": "Thiếu danh sách"}, ["acknowledge", "submit"]),
    ("ask_extension", "hoa", {"until": date(2024, 9, 30), "reason": "Chờ kinh phí"}, ["acknowledge"]),
    ("answer_extension", "nam", {"granted": True}, ["acknowledge", "ask_extension"]),
    ("amend", "nam", {"version": 1, "content": "Nội dung mới"}, []),
    ("reassign", "nam", {"lead_id": "ly", "reason": "Kế thừa nhiệm vụ"}, []),
    ("cancel", "nam", {"reason": "Trùng với việc khác"}, []),
]
BEFORE = {name: (who, given_words) for name, who, given_words, _ in TWICE}


@pytest.mark.parametrize(("name", "who", "given_words", "first"), TWICE, ids=[each[0] for each in TWICE])
def test_the_same_form_sent_twice_acts_once(plan, cast, name, who, given_words, first):
    task = task_of(plan, "II/1/a")
    for earlier in first:
        actor_name, words = BEFORE[earlier]
        assert step(task, cast, earlier, actor_name, TODAY, words)
    if "lead_id" in given_words:
        given_words = given_words | {"lead_id": cast[given_words["lead_id"]].agency_id}
    for _ in range(2):
        with session(cast[who]):
            gesture(name)(task.pk, actor=cast[who], client_id=CLIENT, **given_words)
    assert Event.objects.filter(task=task, client_id=CLIENT).count() == 1
    assert task.events.count() == len(first) + 2  # given out, what came before, and this once
