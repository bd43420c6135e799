"""Acts that change several rows take them in one order, so that two of them wait in turn and neither for ever."""

import threading
import uuid
from dataclasses import replace
from datetime import date

import pytest
from django.db import connection

from diemtua.access.actor import house
from diemtua.access.session import session
from diemtua.directory.models import Agency, AgencySuccession
from diemtua.plans.actions import campaigns, cascade, dues, tasks
from diemtua.plans.actions.succession import carry_over
from diemtua.plans.models import Campaign, ChildPlan, Document, ReportDuty, Task
from tests.at_once import COMMITTED, Officer, emptied
from tests.people import AgencyFactory, person
from tests.plans.factories import issued_plan
from tests.plans.test_cascade import CHILD, PARENT

pytestmark = pytest.mark.django_db(**COMMITTED)
MERGED = date(2025, 3, 3)


@pytest.fixture
def cast():
    with emptied():
        yield {name: person(name) for name in ("hoa", "nam", "ly", "an")}


@pytest.fixture
def parent(cast):
    return issued_plan(cast["nam"], text=PARENT)


class Holding:
    """Somebody who holds one row until he is told to go on."""

    def __init__(self, model, pk):
        self.held, self.go_on = threading.Event(), threading.Event()

        def hold():
            with session(house(MERGED)):
                model.objects.select_for_update(no_key=True).only("pk").get(pk=pk)
                self.held.set()
                assert self.go_on.wait(20)

        self.officer = Officer(hold)
        assert self.held.wait(10)

    def let_go(self):
        self.go_on.set()
        self.officer.done()


def by(actor, function, *given, **named):
    def act():
        with session(actor):
            return function(*given, actor=actor, client_id=uuid.uuid4(), **named)

    return act


def all_went(holding, *acts):
    """The acts queue up, in that order, behind whoever holds a row that each of them needs; then all come through."""
    officers = []
    for act in acts:
        officers.append(Officer(act))
        assert officers[-1].waits(), officers[-1].error
    holding.let_go()
    for officer in officers:
        assert officer.done().error is None, officer.error


@pytest.mark.parametrize("linked_first", [True, False])
def test_a_plan_is_linked_while_its_work_changes_hands(parent, cast, linked_first):
    hoa = cast["hoa"]
    child = issued_plan(hoa, text=CHILD)
    obligation = ChildPlan.objects.get(document=parent, agency=hoa.agency_id)
    task = Task.objects.filter(document=child).first()
    acts = [
        by(hoa, cascade.link_child_plan, obligation.pk, child_id=child.pk),
        by(hoa, tasks.reassign, task.pk, lead_id=cast["ly"].agency_id, reason="Kế thừa nhiệm vụ"),
    ]
    all_went(Holding(Document, child.pk), *(acts if linked_first else reversed(acts)))
    task.refresh_from_db()
    child.refresh_from_db()
    known = {cast["nam"].agency_id, cast["ly"].agency_id}
    assert known <= set(task.seen_by) and known <= set(child.seen_by)


def ended_with_one_heir(actor):
    old = Agency.objects.get(pk=actor.agency_id)
    old.valid_until = date(2025, 2, 28)
    old.save()
    heir = AgencyFactory(kind="so-y-te", name="Sở Y tế", area=old.area)
    AgencySuccession.objects.create(predecessor=old, successor=heir, on=date(2025, 3, 1), source="Nghị quyết")
    return heir


def test_work_passes_on_while_tasks_are_put_under_a_campaign_and_reports_are_added(parent, cast):
    Document.objects.update(period_to="")
    nam = replace(cast["nam"], today=MERGED)
    heir = ended_with_one_heir(cast["hoa"])
    campaign = Campaign.objects.create(
        document=parent, province=parent.province, seen_by=parent.seen_by, name="đợt"
    )

    def pass_on():
        carry_over(actor=house(MERGED), on=MERGED)

    def top_up():
        with session(house(MERGED)):
            dues.top_up(parent.province_id, today=MERGED)

    all_went(
        Holding(Document, parent.pk),
        by(nam, campaigns.link_tasks, campaign.pk, task_ids=Task.objects.values_list("pk", flat=True)),
        pass_on,
        top_up,
    )
    assert Task.objects.filter(lead=heir).exists()
    assert heir.pk in ReportDuty.objects.get(document=parent).seen_by
    assert Task.objects.filter(campaign=campaign).count() == Task.objects.filter(document=parent).count()


def test_nothing_is_left_locked(parent, cast):
    carry_over(actor=house(MERGED), on=MERGED)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_locks WHERE locktype IN ('tuple', 'advisory') AND database ="
            " (SELECT oid FROM pg_database WHERE datname = current_database())"
        )
        assert cursor.fetchone() == (0,)
