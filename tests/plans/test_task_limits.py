"""What may not be done to a task, however the form was filled: foreign leads, deadlines that shrink, days to come."""

from datetime import date

import pytest

from diemtua.access.session import session
from diemtua.audit.models import Entry
from diemtua.kernel.decision import Refused
from diemtua.plans import periods
from diemtua.plans.models import Document, Task
from diemtua.plans.queries import tasks as queries
from tests.people import AgencyFactory
from tests.plans.factories import act, task_of

pytestmark = pytest.mark.django_db


def test_a_new_lead_opens_its_task_and_the_document_it_comes_from(training, nam, an):
    act("reassign", training, nam, lead_id=an.agency_id, reason="Theo Nghị quyết sắp xếp tổ chức")
    with session(an):
        assert queries.record(an, training.pk).task.document.number == "155"
    act("acknowledge", training, an)


def test_a_coordinator_that_takes_the_lead_has_no_part_beside_it(training, nam, ly):
    act("reassign", training, nam, lead_id=ly.agency_id, reason="Theo Nghị quyết sắp xếp tổ chức")
    assert not training.parts.exists()


def test_the_lead_never_leaves_the_province(training, nam, la):
    with pytest.raises(Refused, match="cơ quan của tỉnh"):
        act("reassign", training, nam, lead_id=la.agency_id, reason="Nhầm tỉnh")
    assert la.agency_id not in Task.objects.get(pk=training.pk).seen_by


def test_a_body_that_has_ended_takes_nothing_over(training, nam):
    ended = AgencyFactory(
        kind="so-cu",
        name="Sở cũ",
        area_id=nam.province_id,
        province_id=nam.province_id,
        valid_until=date(2023, 1, 1),
    )
    with pytest.raises(Refused, match="đang hoạt động"):
        act("reassign", training, nam, lead_id=ended.pk, reason="Theo Nghị quyết")


def test_the_present_lead_is_not_asked_to_take_its_task_again(training, nam, hoa):
    act("acknowledge", training, hoa)
    with pytest.raises(Refused, match="đang chủ trì"):
        act("reassign", training, nam, lead_id=hoa.agency_id, reason="Nhầm")


def test_an_extension_is_not_asked_until_a_day_already_past(plan, nam):
    overdue = task_of(plan, "II/2/a")  # due 10/7, on 15/7
    act("acknowledge", overdue, nam)
    with pytest.raises(Refused, match="đã qua"):
        act("ask_extension", overdue, nam, until=date(2024, 7, 12), reason="Chờ số liệu")


@pytest.mark.parametrize("until", [date(2024, 7, 1), date(2024, 8, 30)])
def test_an_extension_never_shortens(training, hoa, nam, until):
    act("acknowledge", training, hoa)
    act("ask_extension", training, hoa, until=date(2024, 9, 30), reason="Chờ kinh phí")
    with pytest.raises(Refused, match="phải sau thời hạn"):
        act("answer_extension", training, nam, granted=True, until=until)
    assert Task.objects.get(pk=training.pk).due_on == date(2024, 8, 30)


def test_an_extended_period_is_followed_by_the_very_next(plan, hoa, nam):
    Document.objects.update(period_to="")  # a plan that runs on
    task = task_of(plan, "II/1/b")
    wanted = periods.following(task.rhythm, after=task.due_on)
    act("acknowledge", task, hoa)
    for until in (date(2025, 9, 1), date(2026, 9, 1)):
        act("ask_extension", task, hoa, until=until, reason="Chờ kinh phí")
        act("answer_extension", task, nam, granted=True)
    act("submit", task, hoa, product="Báo cáo 12/BC-SLĐTBXH")
    act("confirm", task, nam)
    task.refresh_from_db()
    assert (task.period_to, task.due_on) == (wanted.window_to, wanted.due_on)


def test_a_part_is_not_finished_on_a_day_to_come(training, ly):
    with pytest.raises(Refused, match="sau hôm nay"):
        act("finish_part", training, ly, on=date(2024, 7, 16), result="Xong")


@pytest.mark.parametrize("field", ["seen_by", "lead_id", "due_on", "completed_on", "state"])
def test_amending_changes_only_what_its_form_asks(training, nam, field):
    with pytest.raises(TypeError, match=field):
        act("amend", training, nam, version=1, **{field: None})


def test_the_trail_repeats_no_words_of_officers(training, nam, hoa):
    """The trail can never be corrected or erased; words about people may have to be."""
    act("amend", training, nam, version=1, content="Hỗ trợ người trở về ở thôn Bản Mới")
    act("acknowledge", training, hoa)
    act("submit", training, hoa, product="Danh sách thôn Bản Mới")
    assert not [entry for entry in Entry.objects.all() if "Bản Mới" in str(entry.detail)]
