"""What officers do to a task: the right one, the wrong one of the same agency, another agency, a stranger."""

import uuid
from dataclasses import replace
from datetime import date

import pytest

from diemtua.access.session import session
from diemtua.audit.models import Entry
from diemtua.kernel.decision import Refused
from diemtua.plans.actions import tasks
from diemtua.plans.models import Document, Event, Task
from diemtua.plans.rules import Standing
from diemtua.plans.states import State
from diemtua.plans.versions import Conflict
from tests.plans.factories import act, task_of

pytestmark = pytest.mark.django_db


def acts_of(task):
    return list(
        Entry.objects.filter(subject_kind="plans.task", subject=str(task.pk)).values_list("act", flat=True)
    )


def taken(task, hoa):
    act("acknowledge", task, hoa)
    task.refresh_from_db()
    return task


def test_a_plan_becomes_tasks_with_lead_coordinator_and_deadline(training, hoa, nam, ly):
    assert (training.lead_id, training.assigner_id) == (hoa.agency_id, nam.agency_id)
    assert [part.agency_id for part in training.parts.all()] == [ly.agency_id]
    assert training.due_on == training.first_due_on == date(2024, 8, 30)
    assert training.state is State.WAITING


def test_work_without_a_date_follows_the_plans_reporting(plan, hoa):
    task = task_of(plan, "II/1/b")
    assert task.rhythm == "half-yearly,yearly"
    assert task.due_rule.startswith("Văn bản không nêu ngày")
    assert task.due_on > plan.issued_on


def test_the_lead_acknowledges(training, hoa):
    act("acknowledge", training, hoa)
    training.refresh_from_db()
    assert training.state is State.DOING
    assert "task.acknowledged" in acts_of(training)


@pytest.mark.parametrize(
    ("move", "given"),
    [
        ("acknowledge", {}),
        ("submit", {"product": "Báo cáo"}),
        ("ask_extension", {"until": date(2024, 10, 1), "reason": "Chờ kinh phí"}),
    ],
)
def test_another_agency_of_the_task_is_refused_with_a_sentence(training, hoa, ly, move, given):
    if move != "acknowledge":
        taken(training, hoa)
    with pytest.raises(Refused, match="Chỉ cơ quan chủ trì"):
        act(move, training, ly, **given)


def test_an_onlooker_of_the_right_agency_is_refused(training, hoa):
    onlooker = replace(hoa, duties=frozenset({"oversee"}))
    with pytest.raises(Refused, match="chỉ theo dõi"):
        act("acknowledge", training, onlooker)
    assert acts_of(training) == []


def test_an_agency_without_a_part_does_not_know_the_task(training, an):
    with pytest.raises(Task.DoesNotExist):
        act("acknowledge", training, an)


def test_a_stranger_does_not_know_the_task(training, la):
    with pytest.raises(Task.DoesNotExist):
        act("acknowledge", training, la)


def test_progress_carries_figures(training, hoa):
    taken(training, hoa)
    event = act(
        "report_progress",
        training,
        hoa,
        note="Đã mở 2 lớp",
        figures=[{"what": "lớp", "value": "2", "unit": "lớp"}],
    )
    assert event.figures[0]["value"] == "2"


def test_completion_needs_a_product_and_the_assigners_word(training, hoa, nam):
    taken(training, hoa)
    with pytest.raises(Refused, match="sản phẩm"):
        act("submit", training, hoa, product="  ")
    act("submit", training, hoa, product="Báo cáo 12/BC-SLĐTBXH")
    with pytest.raises(Refused, match="Chỉ cơ quan giao việc"):
        act("confirm", training, hoa)
    act("confirm", training, nam)
    training.refresh_from_db()
    assert training.state is State.DONE
    assert training.standing(on=nam.today) is Standing.DONE_IN_TIME


def test_the_assigner_returns_work_with_a_reason(training, hoa, nam):
    taken(training, hoa)
    act("submit", training, hoa, product="Báo cáo")
    with pytest.raises(Refused, match="lý do"):
        act("give_back", training, nam, reason="")
    act("give_back", training, nam, reason="Chưa có danh sách lớp")
    training.refresh_from_db()
    assert training.state is State.DOING


def test_a_granted_extension_moves_the_deadline_and_keeps_the_first(training, hoa, nam):
    taken(training, hoa)
    act("ask_extension", training, hoa, until=date(2024, 9, 30), reason="Chờ kinh phí")
    with pytest.raises(Refused, match="đang chờ trả lời"):
        act("ask_extension", training, hoa, until=date(2024, 10, 30), reason="Lại chờ")
    act("answer_extension", training, nam, granted=True)
    training.refresh_from_db()
    assert (training.first_due_on, training.due_on) == (date(2024, 8, 30), date(2024, 9, 30))


def test_a_refused_extension_says_why_and_moves_nothing(training, hoa, nam):
    taken(training, hoa)
    act("ask_extension", training, hoa, until=date(2024, 9, 30), reason="Chờ kinh phí")
    with pytest.raises(Refused, match="lý do"):
        act("answer_extension", training, nam, granted=False)
    act("answer_extension", training, nam, granted=False, answer="Kinh phí đã cấp")
    training.refresh_from_db()
    assert training.due_on == date(2024, 8, 30)


def test_late_work_is_measured_against_the_deadline_in_force(plan, nam):
    task = task_of(plan, "II/2/a")
    assert task.standing(on=date(2024, 7, 10)) is Standing.DOING_IN_TIME
    assert task.standing(on=date(2024, 7, 11)) is Standing.DOING_OVERDUE


def test_a_recurring_duty_closes_its_period_and_opens_the_next(plan, hoa, nam):
    Document.objects.update(period_to="")  # a plan that runs on
    task = taken(task_of(plan, "II/1/b"), hoa)
    first = task.due_on
    act("submit", task, hoa, product="Báo cáo 6 tháng")
    act("confirm", task, nam)
    task.refresh_from_db()
    assert task.state is State.DOING
    assert task.due_on > first
    assert task.events.filter(kind=Event.Kind.PERIOD_CLOSED).count() == 1


def test_the_coordinator_finishes_its_own_part(training, ly, hoa):
    with pytest.raises(Refused, match="Chỉ cơ quan phối hợp"):
        act("finish_part", training, hoa, on=date(2024, 7, 15), result="Xong")
    act("finish_part", training, ly, on=date(2024, 7, 15), result="Đã cử 5 cán bộ dự lớp")
    assert training.parts.get().result == "Đã cử 5 cán bộ dự lớp"


def test_sending_the_same_form_twice_makes_no_twin(training, hoa):
    taken(training, hoa)
    same = uuid.uuid4()
    with session(hoa):
        for _ in range(2):
            tasks.report_progress(training.pk, actor=hoa, client_id=same, note="Đã mở lớp")
    assert training.events.filter(kind=Event.Kind.PROGRESS).count() == 1


def test_the_second_editor_is_shown_both_versions(training, nam):
    act("amend", training, nam, version=1, content="Tổ chức hai lớp tập huấn")
    with pytest.raises(Conflict) as clash:
        act("amend", training, nam, version=1, content="Tổ chức ba lớp tập huấn")
    (difference,) = clash.value.differences
    assert (difference.held, difference.typed) == ("Tổ chức hai lớp tập huấn", "Tổ chức ba lớp tập huấn")
    training.refresh_from_db()
    assert training.content == "Tổ chức hai lớp tập huấn"


def test_a_new_lead_must_take_the_task_and_the_old_one_still_sees_it(training, hoa, ly, nam):
    taken(training, hoa)
    act("reassign", training, nam, lead_id=ly.agency_id, reason="Theo Nghị quyết sắp xếp tổ chức")
    training.refresh_from_db()
    assert (training.lead_id, training.state) == (ly.agency_id, State.WAITING)
    with session(hoa):
        assert Task.objects.visible_to(hoa).filter(pk=training.pk).exists()


def test_what_happened_is_never_changed(training, hoa):
    from django.db import IntegrityError, transaction

    taken(training, hoa)
    with pytest.raises(IntegrityError, match="chỉ được ghi thêm"), transaction.atomic():
        training.events.update(note="sửa lại")


def test_the_first_deadline_never_moves(training):
    from django.db import IntegrityError, transaction

    with pytest.raises(IntegrityError, match="Thời hạn đầu tiên"), transaction.atomic():
        Task.objects.filter(pk=training.pk).update(first_due_on=date(2030, 1, 1))
