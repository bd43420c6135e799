"""Two officers at the same instant: one of them wins, the other is told; nothing is lost, doubled or left half."""

import threading
import uuid
from time import sleep

import pytest

from diemtua.access.session import session
from diemtua.audit import trail
from diemtua.audit.verification import verify
from diemtua.directory.models import Officer as Person
from diemtua.kernel.decision import Refused
from diemtua.plans.actions import documents, issuing, proposals, tasks
from diemtua.plans.models import Document, Event, Proposal
from tests.at_once import COMMITTED, Officer, all_at_once, emptied
from tests.people import person
from tests.plans.factories import PLAN, issued_plan, task_of

pytestmark = pytest.mark.django_db(**COMMITTED)


@pytest.fixture
def cast():
    with emptied():
        yield {name: person(name) for name in ("hoa", "nam", "ly", "an", "binh")}


@pytest.fixture
def nam(cast):
    return cast["nam"]


@pytest.fixture
def hoa(cast):
    return cast["hoa"]


@pytest.fixture
def draft(nam):
    with session(nam):
        return documents.register(documents.Original(text=PLAN), actor=nam, client_id=uuid.uuid4())


@pytest.fixture
def training(nam):
    return task_of(issued_plan(nam), "II/1/a")


def submitted(task, hoa):
    with session(hoa):
        tasks.acknowledge(task.pk, actor=hoa, client_id=uuid.uuid4())
        tasks.submit(task.pk, actor=hoa, client_id=uuid.uuid4(), product="Báo cáo 12/BC")


def told(officers, kind=Refused):
    return [officer for officer in officers if isinstance(officer.error, kind)]


def failed(officers):
    return [officer.error for officer in officers if officer.error and not isinstance(officer.error, Refused)]


def test_one_confirms_while_another_returns(training, hoa, nam):
    submitted(training, hoa)

    def confirm():
        with session(nam):
            tasks.confirm(training.pk, actor=nam, client_id=uuid.uuid4())

    def give_back():
        with session(nam):
            tasks.give_back(training.pk, actor=nam, client_id=uuid.uuid4(), reason="Chưa có danh sách")

    two = all_at_once(confirm, give_back)
    assert len(told(two)) == 1 and not failed(two)
    kinds = Event.objects.filter(task=training, kind__in=["confirmed", "returned"])
    assert kinds.count() == 1


def test_the_same_form_in_two_windows_registers_one_document(nam):
    same = uuid.uuid4()

    def register():
        with session(nam):
            return documents.register(documents.Original(text=PLAN), actor=nam, client_id=same)

    two = all_at_once(register, register)
    assert not failed(two), failed(two)
    assert Document.objects.count() == 1 and two[0].result == two[1].result


def test_a_document_is_given_out_once(draft, nam):
    decide_all(draft, nam)

    def issue():
        with session(nam):
            issuing.issue(draft.pk, actor=nam)

    two = all_at_once(issue, issue)
    assert len(told(two)) == 1 and not failed(two)


def decide_all(draft, nam):
    with session(nam):
        for proposal in Proposal.objects.filter(document=draft):
            try:
                proposals.complete(proposal)
            except Refused:
                proposals.drop(proposal.pk, actor=nam, version=proposal.version, reason="Không giao")
            else:
                proposals.approve(proposal.pk, actor=nam, version=proposal.version)


def test_nothing_is_reopened_under_a_document_being_given_out(draft, nam):
    decide_all(draft, nam)
    one = Proposal.objects.filter(document=draft, decision="approved").first()
    given_out, go_on = threading.Event(), threading.Event()

    def issue():
        with session(nam):
            issuing.issue(draft.pk, actor=nam)
            given_out.set()
            go_on.wait(10)

    def reopen():
        with session(nam):
            proposals.reopen(one.pk, actor=nam, version=one.version)

    first = Officer(issue)
    assert given_out.wait(10)
    second = Officer(reopen)
    second.waits()
    go_on.set()
    first.done(), second.done()
    assert first.error is None
    assert isinstance(second.error, Refused), second.error
    assert not Proposal.objects.filter(document=draft, decision="pending").exists()


def test_an_approval_is_not_lost_while_the_text_is_read_again(draft, nam):
    one = (
        Proposal.objects.filter(document=draft, kind="assignment")
        .exclude(content__lead__agency_ids=[])
        .first()
    )
    read, go_on = threading.Event(), threading.Event()

    def read_again():
        with session(nam):
            documents.read_again(
                draft.pk, PLAN.replace("II. NHIỆM VỤ", "II. NHIỆM  VỤ"), actor=nam, version=draft.version
            )
            read.set()
            go_on.wait(10)

    def approve():
        with session(nam):
            proposals.approve(one.pk, actor=nam, version=one.version)

    first = Officer(read_again)
    assert read.wait(10)
    second = Officer(approve)
    second.waits()
    go_on.set()
    first.done(), second.done()
    assert first.error is None
    one.refresh_from_db()
    assert (one.decision == "approved") == (second.error is None), (one.decision, second.error)


def test_reading_again_waits_for_an_approval_and_keeps_it(draft, nam):
    one = (
        Proposal.objects.filter(document=draft, kind="assignment")
        .exclude(content__lead__agency_ids=[])
        .first()
    )
    decided, go_on = threading.Event(), threading.Event()

    def approve():
        with session(nam):
            proposals.approve(one.pk, actor=nam, version=one.version)
            decided.set()
            go_on.wait(10)

    def read_again():
        with session(nam):
            documents.read_again(
                draft.pk, PLAN.replace("II. NHIỆM VỤ", "II. NHIỆM  VỤ"), actor=nam, version=draft.version
            )

    first = Officer(approve)
    assert decided.wait(10)
    second = Officer(read_again)
    second.waits(3)
    go_on.set()
    first.done(), second.done()
    assert not failed([first, second]), failed([first, second])
    one.refresh_from_db()
    assert one.decision == "approved"


def test_the_trail_makes_nobody_wait_in_a_circle(training, hoa, nam):
    """Sealing happens at the commit, when another officer may hold the row that a key of ours points to."""
    written, held = threading.Event(), threading.Event()

    def with_evidence():
        with session(hoa):
            trail.record("task.progress", "plans.task", training.pk, actor=hoa)
            Event.objects.create(task=training, kind="progress", at=hoa.now, officer_id=nam.officer_id)
            written.set()
            held.wait(10)

    def moving():
        with session(nam):
            Person.objects.select_for_update().get(pk=nam.officer_id)
            trail.record("directory.posted", "directory.officer", nam.officer_id, actor=nam)
            held.set()
            sleep(0.5)  # the other comes to his commit first

    first = Officer(with_evidence)
    assert written.wait(10)
    second = Officer(moving)
    first.done(), second.done()
    assert not failed([first, second]), failed([first, second])
    assert verify()


def test_two_new_leads_at_once_are_both_kept_in_sight(training, hoa, nam, cast):
    ly, an = cast["ly"], cast["an"]

    def reassign(to):
        def act():
            with session(nam):
                tasks.reassign(
                    training.pk,
                    actor=nam,
                    client_id=uuid.uuid4(),
                    lead_id=to.agency_id,
                    reason="Theo nghị quyết",
                )

        return act

    two = all_at_once(reassign(ly), reassign(an))
    assert not failed(two), failed(two)
    training.refresh_from_db()
    assert {hoa.agency_id, ly.agency_id, an.agency_id, nam.agency_id} <= set(training.seen_by)
