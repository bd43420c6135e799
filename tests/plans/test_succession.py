"""A body ends; its open work goes on in its one successor, or waits until an overseer chooses."""

import uuid
from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse

from diemtua.access.actor import Scope, actor_of, house
from diemtua.access.models import Account, StandingClock
from diemtua.access.session import session
from diemtua.audit.models import Entry
from diemtua.directory.models import Agency, AreaSuccession, Officer, Posting
from diemtua.kernel.decision import Refused
from diemtua.plans.actions import tasks
from diemtua.plans.actions.succession import carry_over, choose_successor
from diemtua.plans.models import Document, Event, Part, ReportDue, Task
from diemtua.plans.queries import succession
from diemtua.plans.queries.tasks import record
from tests.directory.places import settle
from tests.people import PostingFactory
from tests.plans.factories import issued_plan, task_of

pytestmark = pytest.mark.django_db
THEN, NOW = date(2024, 7, 15), date(2025, 7, 15)


@pytest.fixture(autouse=True)
def two_provinces():
    """Sóc Trăng of before, and the Cần Thơ it became part of."""
    settle("63-94", "92", "63-94")


def officer(code, kind, day, name):
    agency = Agency.objects.on(day).get(province__code=code, kind=kind, area__code=code)
    posting = PostingFactory(agency=agency, officer__name=name, duties=["work", "focal"], valid_from=day)
    posting = Posting.objects.select_related("officer", "agency__province").get(pk=posting.pk)
    merged = AreaSuccession.objects.filter(successor=agency.province_id).values_list("predecessor", flat=True)
    return actor_of(posting, today=day, merged=merged)


@pytest.fixture
def nam():
    """Police of Sóc Trăng, who registers and gives out the plan."""
    return officer("63-94", "cong-an-tinh", THEN, "Trần Văn Nam")


@pytest.fixture
def dat():
    """Police of the new Cần Thơ: oversees the whole province."""
    return officer("92", "cong-an-tinh", NOW, "Ngô Thành Đạt")


@pytest.fixture
def tram():
    """Health department of the new Cần Thơ."""
    return officer("92", "so-y-te", NOW, "Nguyễn Ngọc Trâm")


@pytest.fixture
def plan(nam):
    return issued_plan(nam)


def carry(on=NOW):
    with session(house(on)):
        return carry_over(actor=house(on), on=on)


def health():
    return Agency.objects.on(NOW).get(kind="so-y-te", province__code="92")


def choose(task, actor, agency, client_id=None):
    with session(actor):
        return choose_successor(
            task.pk,
            actor=actor,
            client_id=client_id or uuid.uuid4(),
            ended_id=task.lead_id,
            agency_id=agency.pk,
        )


def test_while_bodies_stand_nothing_moves(plan):
    assert carry(on=THEN) == carry(on=THEN)
    assert not Event.objects.filter(kind=Event.Kind.REASSIGNED).exists()


def test_work_passes_to_the_one_successor_with_the_text_that_says_so(plan, nam):
    task = task_of(plan, "II/2/a")
    with session(nam):
        tasks.acknowledge(task.pk, actor=nam, client_id=uuid.uuid4())
    done = carry()
    task.refresh_from_db()
    police = "Công an thành phố Cần Thơ"
    assert (task.lead.name, task.assigner.name, task.acknowledged_at) == (police, police, None)
    assert task.lead_text == "Công an tỉnh"
    event = task.events.get(kind=Event.Kind.REASSIGNED)
    assert "Nghị quyết 202/2025/QH15" in event.note and event.officer_id is None
    assert done.tasks == Task.objects.filter(document=plan).count()


def test_who_had_the_work_still_sees_it_and_the_heir_sees_the_document(plan, nam, dat):
    carry()
    task = task_of(plan, "II/2/a")
    for actor in (nam, replace(dat, scope=Scope.AGENCY)):
        with session(actor):
            assert Task.objects.visible_to(actor).filter(pk=task.pk).exists()
            assert Document.objects.visible_to(actor).get(pk=plan.pk).signed_for == plan.signed_for


def test_the_document_keeps_its_names(plan):
    before = (plan.holder_id, plan.issuer_name, plan.signer_name, plan.text)
    carry()
    plan.refresh_from_db()
    assert (plan.holder_id, plan.issuer_name, plan.signer_name, plan.text) == before


def test_work_of_a_body_with_several_successors_waits(plan):
    labour = task_of(plan, "II/1/a")
    before = labour.lead_id
    done = carry()
    labour.refresh_from_db()
    assert labour.lead_id == before
    assert done.waiting == Task.objects.filter(document=plan, lead__kind="so-ldtbxh").count() > 0


def test_carrying_over_twice_changes_nothing(plan):
    carry()
    events = Event.objects.count()
    again = carry()
    assert (again.tasks, again.reports, Event.objects.count()) == (0, 0, events)


def test_finished_work_stays_with_who_finished_it(plan, nam):
    task = task_of(plan, "II/2/a")
    with session(nam):
        tasks.acknowledge(task.pk, actor=nam, client_id=uuid.uuid4())
        tasks.submit(task.pk, actor=nam, client_id=uuid.uuid4(), product="Báo cáo số 12/BC-CAT")
        tasks.confirm(task.pk, actor=nam, client_id=uuid.uuid4())
    carry()
    task.refresh_from_db()
    assert task.lead_id == nam.agency_id


def test_a_report_owed_passes_on_only_where_one_body_follows(plan):
    owed = ReportDue.objects.filter(duty__document=plan)
    assert set(owed.values_list("agency__kind", flat=True)) == {"so-ldtbxh"}
    assert carry().reports == 0


def test_a_coordinator_is_replaced_and_never_doubled(plan):
    task = task_of(plan, "II/2/a")
    union = Agency.objects.get(kind="hoi-lhpn", province__code="63-94")
    Part.objects.create(task=task, agency=union, agency_text="Hội LHPN tỉnh")
    carry()
    part = Part.objects.get(task=task)
    assert part.agency.name == "Hội Liên hiệp Phụ nữ thành phố Cần Thơ"
    assert part.agency_text == "Hội LHPN tỉnh"


def test_a_coordinator_whose_heir_leads_is_taken_into_the_lead(plan):
    task = task_of(plan, "II/2/a")
    town = Agency.objects.get(kind="cong-an-tinh", province__code="63-94")
    Task.objects.filter(pk=task.pk).update(lead=Agency.objects.get(kind="cong-an-tinh", province__code="92"))
    Part.objects.create(task=task, agency=town)
    carry()
    assert not Part.objects.filter(task=task).exists()


def test_the_house_leaves_a_trace(plan):
    carry()
    with session(house()):
        entry = Entry.objects.get(act="task.carried_over")
    assert entry.officer is None and len(entry.detail["tasks"]) == Task.objects.filter(document=plan).count()


def test_an_overseer_chooses_per_task(plan, dat):
    carry()
    task, sent = task_of(plan, "II/1/a"), uuid.uuid4()
    for _ in range(2):
        choose(task, dat, health(), sent)
    task.refresh_from_db()
    assert task.lead == health() and health().pk in task.seen_by
    event = task.events.get(kind=Event.Kind.REASSIGNED, officer=dat.officer_id)
    assert "Luật 53/2024/QH15" in event.note
    assert task_of(plan, "II/1/b").lead.kind == "so-ldtbxh"


def test_who_does_not_oversee_cannot_choose(plan, dat, tram):
    carry()
    task = task_of(plan, "II/1/a")
    choose(task, dat, health())
    task.refresh_from_db()
    with pytest.raises(Refused, match="theo dõi toàn tỉnh"):
        choose(task, tram, health())


def test_a_stranger_does_not_know_the_task(plan):
    carry()
    settle("40")
    stranger = officer("40", "cong-an-tinh", NOW, "Kiều Văn Lạ")
    with pytest.raises(Task.DoesNotExist):
        choose(task_of(plan, "II/1/a"), stranger, health())


def test_only_a_body_that_took_work_over_may_be_chosen(plan, dat):
    carry()
    union = Agency.objects.get(kind="hoi-lhpn", province__code="92")
    with pytest.raises(Refused, match="không kế thừa"):
        choose(task_of(plan, "II/1/a"), dat, union)


def test_a_body_in_force_keeps_its_work(plan, dat):
    carry()
    with pytest.raises(Refused, match="vẫn hoạt động"):
        choose(task_of(plan, "II/2/a"), dat, health())


def enter(client, actor):
    account = Account.objects.create_account(Officer.objects.get(pk=actor.officer_id), None)
    client.force_login(account, "allauth.account.auth_backends.AuthenticationBackend")


def test_the_page_lists_candidates_with_their_work_and_takes_the_choice(client, plan, dat, settings):
    settings.DEMO = True
    StandingClock.objects.create(province_id=dat.province_id, today=NOW)
    carry()
    enter(client, dat)
    page = client.get(reverse("plans:succession")).content.decode()
    assert "Nạn nhân bị mua bán" in page and "Sở Y tế thành phố Cần Thơ" in page
    task = task_of(plan, "II/1/a")
    sent = {"client_id": str(uuid.uuid4()), "ended": task.lead_id, "agency": health().pk}
    assert client.post(reverse("plans:choose_successor", args=[task.pk]), sent).status_code == 302
    task.refresh_from_db()
    assert task.lead == health()
    assert client.get(reverse("plans:task", args=[task.pk])).status_code == 200


def test_the_page_is_for_overseers(client, plan, tram, settings):
    settings.DEMO = True
    address = reverse("plans:succession")
    assert client.get(address).status_code == 302
    enter(client, tram)
    assert client.get(address).status_code == 403


def test_the_list_costs_the_same_whatever_waits(plan, dat, django_assert_max_num_queries):
    carry()
    with session(dat), django_assert_max_num_queries(9):
        found = succession.waiting(dat)
        shares = succession.choices(found, dat)
    assert len(found.rows) == succession.count(dat) and {
        share.body.kind for share in shares if share.leads
    } == {"so-ldtbxh"}


def test_the_task_shows_what_happened(plan, dat):
    carry()
    with session(dat):
        told = record(dat, task_of(plan, "II/2/a").pk).events[0]
    assert told.get_kind_display() == "Chuyển cơ quan chủ trì" and "Công an tỉnh Sóc Trăng → " in told.note
