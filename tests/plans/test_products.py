"""What a plan asks for stays the plan's words; what the agency hands over is its own (sản phẩm phải có, đã nộp)."""

import uuid
from importlib import import_module

import pytest
from django.db import connection

from diemtua.access.session import session
from diemtua.plans.actions import tasks
from diemtua.plans.models import Document, Event, Task
from tests.plans.factories import issued_plan, task_of
from tests.plans.visits import visit

pytestmark = pytest.mark.django_db
ASKED, GIVEN = "Danh sách cán bộ đã tập huấn", "Báo cáo 12/BC-SLĐTBXH"


def act(name, task, actor, **given):
    with session(actor):
        made = getattr(tasks, name)(task.pk, actor=actor, client_id=uuid.uuid4(), **given)
    task.refresh_from_db()
    return made


@pytest.fixture
def plan(hoa, nam, ly):
    return issued_plan(nam)


@pytest.fixture
def training(plan, hoa, nam):
    task = task_of(plan, "II/1/a")
    act("amend", task, nam, version=task.version, product=ASKED)
    act("acknowledge", task, hoa)
    return task


def test_the_product_handed_over_leaves_the_one_asked_for(training, hoa, nam):
    act("submit", training, hoa, product=f" {GIVEN} ")
    assert (training.product, training.delivered) == (ASKED, GIVEN)
    act("give_back", training, nam, reason="Thiếu danh sách")
    assert (training.product, training.delivered) == (ASKED, GIVEN)
    act("submit", training, hoa, product="Báo cáo 13")
    act("confirm", training, nam)
    assert (training.product, training.delivered) == (ASKED, "Báo cáo 13")


def test_the_next_period_asks_for_the_same_product_again(plan, hoa, nam):
    Document.objects.update(period_to="")  # a plan that runs on
    task = task_of(plan, "II/1/b")
    act("amend", task, nam, version=task.version, product=ASKED)
    act("acknowledge", task, hoa)
    act("submit", task, hoa, product=GIVEN)
    act("confirm", task, nam)
    assert (task.product, task.delivered) == (ASKED, "")
    assert Event.objects.get(task=task, kind="period_closed").detail["product"] == GIVEN


def test_the_page_says_both_and_each_form_begins_with_its_own(training, hoa, nam):
    act("submit", training, hoa, product=GIVEN)
    act("give_back", training, nam, reason="Thiếu danh sách")
    page = visit(hoa).get(f"/viec/{training.pk}/").content.decode()
    assert "Sản phẩm phải có" in page and ASKED in page and "Sản phẩm đã nộp" in page
    assert f'value="{GIVEN}"' in page
    assert f'value="{ASKED}"' in visit(nam).get(f"/viec/{training.pk}/").content.decode()


def test_products_kept_as_one_are_told_apart_by_what_happened(plan, training, hoa, nam):
    """Rows as they were: one field, in which the product handed over had replaced the one asked for."""
    Document.objects.update(period_to="")  # a plan that runs on
    repeated = task_of(plan, "II/1/b")
    proposal = repeated.proposal
    proposal.content["product"] = "Báo cáo kết quả truyền thông"
    proposal.save()
    act("acknowledge", repeated, hoa)
    for task in (training, repeated):
        act("submit", task, hoa, product=GIVEN)
    act("confirm", repeated, nam)
    untouched = task_of(plan, "II/2/a")
    Task.objects.filter(pk=untouched.pk).update(product="Bảng thống kê")
    Task.objects.filter(pk=training.pk).update(product=GIVEN, delivered="")
    Task.objects.filter(pk=repeated.pk).update(product="", delivered="")
    with connection.cursor() as cursor:
        cursor.execute(import_module("diemtua.plans.migrations.0009_product_asked_and_delivered").APART)
    found = {task.pk: (task.product, task.delivered) for task in Task.objects.all()}
    assert found[training.pk] == (ASKED, GIVEN)
    assert found[repeated.pk] == ("Báo cáo kết quả truyền thông", "")
    assert found[untouched.pk] == ("Bảng thống kê", "")
