"""What passes to a successor beside tasks: keeping a document, owing and receiving reports, plans still to be issued."""

import uuid
from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from diemtua.access.actor import Scope, actor_of, house
from diemtua.access.session import session
from diemtua.audit.models import Entry
from diemtua.directory.models import Agency, AgencySuccession, Posting
from diemtua.kernel.decision import Refused
from diemtua.plans.actions import cascade, documents, dues, issuing, reports, tasks
from diemtua.plans.actions.seats import choose_for_seat
from diemtua.plans.actions.succession import carry_over
from diemtua.plans.models import (
    ChildPlan,
    Document,
    Event,
    Proposal,
    ReportDue,
    ReportDuty,
    Submission,
    Succession,
    Task,
)
from diemtua.plans.queries import reports as report_queries
from diemtua.plans.queries import review, succession
from diemtua.plans.queries.reports import Look
from diemtua.plans.seats import Role
from tests.people import AgencyFactory, PostingFactory
from tests.plans.factories import issued_plan, reviewed_plan
from tests.plans.test_cascade import CHILD, PARENT
from tests.plans.visits import visit

pytestmark = pytest.mark.django_db
ENDED, NOW = date(2025, 2, 28), date(2025, 3, 3)
LAW = "Nghị quyết 190/2025/QH15"


@pytest.fixture
def plan(hoa, nam, ly, an, la):
    document = issued_plan(nam, text=PARENT)
    Document.objects.update(period_to="")
    return document


@pytest.fixture
def duty(plan):
    return ReportDuty.objects.get(document=plan)


@pytest.fixture
def obligation(plan, hoa):
    return ChildPlan.objects.get(document=plan, agency=hoa.agency_id)


def heir_of(actor, kind, name, *, duties=("work",)):
    """An officer of a body that carries on the work of the actor's, which has ended."""
    old = Agency.objects.get(pk=actor.agency_id)
    Agency.objects.filter(pk=old.pk).update(valid_until=ENDED)
    heir = AgencyFactory(kind=kind, name=name, area=old.area)
    AgencySuccession.objects.create(predecessor=old, successor=heir, on=date(2025, 3, 1), source=LAW)
    posting = PostingFactory(agency=heir, officer__name=f"Cán bộ {name}", duties=list(duties))
    posting = Posting.objects.select_related("officer", "agency__province").get(pk=posting.pk)
    return actor_of(posting, today=NOW)


@pytest.fixture
def health(hoa):
    return heir_of(hoa, "so-y-te", "Sở Y tế")


@pytest.fixture
def interior(hoa):
    return heir_of(hoa, "so-noi-vu", "Sở Nội vụ")


@pytest.fixture
def successor(nam):
    """One body follows the police; it does not oversee, so that it sees only what it is let know."""
    return heir_of(nam, "thanh-tra", "Cơ quan kế thừa Công an")


@pytest.fixture
def chief(binh):
    return replace(binh, today=NOW, duties=frozenset({"work", "lead", "oversee"}))


def carry():
    with session(house(NOW)):
        return carry_over(actor=house(NOW), on=NOW)


def send(due, actor):
    with session(actor):
        return reports.send_report(due.pk, actor=actor, client_id=uuid.uuid4(), note="Đã làm.")


def choose(role, record, actor, ended, agency, client_id=None):
    with session(actor):
        return choose_for_seat(
            role,
            record.pk,
            actor=actor,
            client_id=client_id or uuid.uuid4(),
            ended_id=ended.agency_id,
            agency_id=agency.agency_id,
        )


# --- one heir: by itself -------------------------------------------------------------------------------------------


def test_the_plan_to_be_issued_passes_with_an_event_that_names_the_text(obligation, health):
    carry()
    obligation.refresh_from_db()
    assert obligation.agency_id == health.agency_id
    notes = list(obligation.task.events.filter(kind=Event.Kind.REASSIGNED).values_list("note", flat=True))
    assert any("Ban hành kế hoạch triển khai" in note and LAW in note for note in notes)
    child = issued_plan(health, text=CHILD)
    with session(health):
        cascade.link_child_plan(obligation.pk, actor=health, client_id=uuid.uuid4(), child_id=child.pk)
    obligation.refresh_from_db()
    assert obligation.child_id == child.pk


def test_the_plan_to_be_issued_follows_a_task_that_changes_hands(obligation, nam, ly):
    with session(nam):
        tasks.reassign(
            obligation.task_id,
            actor=nam,
            client_id=uuid.uuid4(),
            lead_id=ly.agency_id,
            reason="Chuyển nhiệm vụ",
        )
    obligation.refresh_from_db()
    assert obligation.agency_id == ly.agency_id and ly.agency_id in obligation.seen_by


def test_a_plan_already_linked_stays_with_who_issued_it(obligation, hoa, nam):
    child = issued_plan(hoa, text=CHILD)
    with session(hoa):
        cascade.link_child_plan(obligation.pk, actor=hoa, client_id=uuid.uuid4(), child_id=child.pk)
    heir_of(hoa, "so-y-te", "Sở Y tế")
    carry()
    obligation.refresh_from_db()
    assert obligation.agency_id == hoa.agency_id


def test_two_obligations_of_one_heir_become_one(obligation, health):
    ChildPlan.objects.create(
        document=obligation.document,
        task=obligation.task,
        agency_id=health.agency_id,
        province_id=obligation.province_id,
        seen_by=obligation.seen_by,
    )
    carry()
    assert ChildPlan.objects.get(task=obligation.task).agency_id == health.agency_id


def test_who_reports_passes_with_what_is_still_owed(duty, hoa, health):
    sent = ReportDue.objects.filter(duty=duty).order_by("due_on").first()
    send(sent, hoa)
    carry()
    assert set(duty.who.values_list("pk", flat=True)) == {health.agency_id}
    sent.refresh_from_db()
    assert sent.agency_id == hoa.agency_id
    assert not ReportDue.objects.open().filter(agency=hoa.agency_id).exists()
    told = Succession.objects.get(duty=duty, role=Role.REPORTS)
    assert LAW in told.note and (told.before_id, told.after_id) == (hoa.agency_id, health.agency_id)
    with session(house(date(2026, 1, 2))):
        assert dues.top_up(duty.province_id, today=date(2026, 1, 2)) == 2
    assert set(ReportDue.objects.filter(due_on__year=2026).values_list("agency", flat=True)) == {
        health.agency_id
    }


def test_events_are_reported_by_the_heir(duty, health):
    ReportDuty.objects.update(due_value="half-yearly,on-event")
    carry()
    with session(health):
        assert [each.pk for each in report_queries.event_duties(health)] == [duty.pk]
        due = reports.report_on_event(
            duty.pk, actor=health, client_id=uuid.uuid4(), happened="Tiếp nhận một nhóm người"
        )
    assert due.agency_id == health.agency_id


def test_reports_go_to_and_through_the_heir_which_reads_and_returns_its_predecessors(
    duty, hoa, nam, successor
):
    duty.to.set([nam.agency_id])
    ReportDuty.objects.update(through=nam.agency_id)
    due = ReportDue.objects.filter(duty=duty).order_by("due_on").first()
    send(due, hoa)
    carry()
    duty.refresh_from_db()
    assert duty.through_id == successor.agency_id
    assert set(duty.to.values_list("pk", flat=True)) == {successor.agency_id}
    with session(successor):
        assert due.pk in [row.pk for row in report_queries.listed(successor, Look.RECEIVED).rows]
        reports.return_report(due.pk, actor=successor, client_id=uuid.uuid4(), reason="Thiếu số liệu trẻ em")
    assert Submission.objects.get(due=due).returned_by_id == successor.officer_id


def test_received_reports_follow_a_chain_of_successions(duty, hoa, nam, successor):
    """Twice succeeded within a year, before the night that passes anything on."""
    third = heir_of(successor, "vp-ubnd", "Văn phòng kế thừa")
    overseer = replace(third, scope=Scope.PROVINCE, today=date(2026, 1, 2))
    due = ReportDue.objects.filter(duty=duty).order_by("due_on").first()
    send(due, hoa)
    with session(overseer):
        assert due.pk in [row.pk for row in report_queries.listed(overseer, Look.RECEIVED).rows]
    earlier = replace(overseer, today=date(2025, 2, 1))
    with session(earlier):
        assert not report_queries.listed(earlier, Look.RECEIVED).rows


def test_the_heir_of_an_ended_holder_corrects_the_documents_particulars(plan, nam, successor):
    carry()
    plan.refresh_from_db()
    assert (plan.holder_id, plan.keeper_id) == (nam.agency_id, successor.agency_id)
    with session(successor):
        documents.correct(plan.pk, actor=successor, version=plan.version, theme="Hỗ trợ nạn nhân")
    plan.refresh_from_db()
    assert plan.theme == "Hỗ trợ nạn nhân"
    told = Succession.objects.get(document=plan, duty=None)
    assert LAW in told.note and told.role == Role.KEEPS
    with session(successor):
        assert Task.objects.visible_to(successor).filter(document=plan).count() == plan.tasks.count()


def test_the_former_holder_corrects_it_no_more_and_a_third_never(plan, nam, ly, successor):
    carry()
    plan.refresh_from_db()
    for actor in (nam, ly):
        with session(actor), pytest.raises(Refused, match="Chỉ cơ quan giữ văn bản"):
            documents.correct(plan.pk, actor=actor, version=plan.version, theme="Khác")


def test_a_draft_passes_on_with_its_review(nam, hoa, ly, successor):
    draft = reviewed_plan(nam)
    carry()
    with session(nam):
        assert not Proposal.objects.filter(document=draft).exists()
    with session(successor):
        assert review.document(successor, draft.pk) == draft
        assert Proposal.objects.filter(document=draft).exists()
        given = issuing.issue(draft.pk, actor=successor)
    assert set(given.tasks.values_list("assigner", flat=True)) == {successor.agency_id}


def test_passing_on_twice_changes_nothing_and_leaves_one_trace(plan, duty, health, successor):
    first = carry()
    assert first.seats == 4  # the document kept, reports owed, reports consolidated, the plan to be issued
    counted = Succession.objects.count(), Event.objects.count()
    assert carry().seats == 0
    assert (Succession.objects.count(), Event.objects.count()) == counted
    with session(house()):
        assert Entry.objects.get(act="task.carried_over").detail["seats"] == 4


def test_what_passed_on_is_never_altered(plan, successor):
    carry()
    with pytest.raises(IntegrityError, match="chỉ được ghi thêm"), transaction.atomic():
        Succession.objects.update(note="khác")


# --- several heirs: a person chooses --------------------------------------------------------------------------------


def test_with_several_heirs_a_person_chooses_for_each_place(duty, hoa, health, interior, chief):
    assert carry().seats == 0
    client_id = uuid.uuid4()
    for _ in range(2):
        choose(Role.REPORTS, duty, chief, hoa, health, client_id)
    assert set(duty.who.values_list("pk", flat=True)) == {health.agency_id}
    assert not ReportDue.objects.open().filter(agency=hoa.agency_id).exists()
    assert Succession.objects.get(duty=duty).officer_id == chief.officer_id
    with session(house()):
        assert Entry.objects.get(act="document.carried_over").detail["role"] == "reports"


def test_the_plan_to_be_issued_goes_with_the_task_that_asks_for_it(obligation, hoa, health, interior, chief):
    from diemtua.plans.actions.succession import choose_successor

    carry()
    with session(chief):
        assert (Role.ISSUES, obligation.pk) not in waiting(chief)
        choose_successor(
            obligation.task_id,
            actor=chief,
            client_id=uuid.uuid4(),
            ended_id=hoa.agency_id,
            agency_id=health.agency_id,
        )
    obligation.refresh_from_db()
    assert obligation.agency_id == health.agency_id


def test_of_finished_work_the_plan_is_chosen_for_by_itself(obligation, hoa, health, interior, chief):
    Task.objects.filter(pk=obligation.task_id).update(completed_on=date(2025, 1, 2))
    carry()
    with session(chief):
        assert (Role.ISSUES, obligation.pk) in waiting(chief)
    choose(Role.ISSUES, obligation, chief, hoa, interior)
    obligation.refresh_from_db()
    assert obligation.agency_id == interior.agency_id


def waiting(actor):
    return {(each.seat.role, each.seat.record.pk) for each in succession.seats(actor)}


def test_only_a_successor_is_chosen_by_who_oversees_for_a_place_that_waits(
    duty, hoa, ly, health, interior, chief
):
    carry()
    with pytest.raises(Refused, match="theo dõi toàn tỉnh"):
        choose(Role.REPORTS, duty, replace(hoa, today=NOW), hoa, health)
    with pytest.raises(Refused, match="không kế thừa"):
        choose(Role.REPORTS, duty, chief, hoa, ly)
    choose(Role.REPORTS, duty, chief, hoa, health)
    with pytest.raises(Refused, match="không còn chờ"):
        choose(Role.REPORTS, duty, chief, hoa, interior)


def test_a_stranger_does_not_know_the_duty(duty, hoa, la, health, interior):
    carry()
    with pytest.raises(ReportDuty.DoesNotExist):
        choose(Role.REPORTS, duty, replace(la, today=NOW), hoa, health)


def test_what_is_over_does_not_wait_for_a_choice(duty, plan, health, interior, chief):
    Document.objects.filter(pk=plan.pk).update(period_to="2024")
    carry()
    with session(chief):
        assert not waiting(chief) & {(Role.REPORTS, duty.pk)}


# --- pages ----------------------------------------------------------------------------------------------------------


def test_the_page_lists_places_with_their_candidates_and_takes_the_choice(duty, hoa, health, interior, chief):
    Posting.objects.filter(officer=chief.officer_id).update(duties=["work", "lead", "oversee"])
    carry()
    browser = visit(chief, today=NOW)
    page = browser.get("/ke-thua/").content.decode()
    assert "Phải báo cáo" in page and "Sở Nội vụ" in page
    sent = {"client_id": str(uuid.uuid4()), "ended": hoa.agency_id, "agency": health.agency_id}
    answer = browser.post(f"/ke-thua/reports/{duty.pk}/", sent)
    assert answer.status_code == 302
    assert set(duty.who.values_list("pk", flat=True)) == {health.agency_id}
    assert browser.post(f"/ke-thua/bia/{duty.pk}/", sent).status_code == 404


def test_the_document_and_the_report_say_what_passed_on(plan, duty, health, successor):
    carry()
    due = ReportDue.objects.filter(duty=duty).order_by("due_on").first()
    page = visit(successor, today=NOW).get(f"/van-ban/{plan.pk}/").content.decode()
    assert "Kế thừa" in page and LAW in page and "Sửa thông tin" in page
    assert LAW in visit(health, today=NOW).get(f"/bao-cao/{due.pk}/").content.decode()
