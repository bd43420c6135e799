"""Inbox, outbox, the course of a case, counts: in how many queries, whatever their length, and for whose eyes."""

import pytest
from django.utils import timezone

from diemtua.access.session import session
from diemtua.coordination import queries
from diemtua.coordination.actions import answering
from diemtua.coordination.kinds import Purpose
from diemtua.coordination.models import Movement
from tests.cases.people import CAST, person
from tests.cases.stories import told
from tests.coordination.stories import held, offered, once, referred

pytestmark = pytest.mark.django_db


@pytest.fixture
def traffic(hoa, an, sen, mai):
    """Two referrals to An, one urgent; one to Sen that she refused; an offer from Mai to Hoa."""
    case = held(hoa)
    slow = referred(hoa, an, Purpose.WORK, case, message="Học nghề")
    fast = referred(hoa, an, Purpose.HEALTH, case, urgent=True)
    refused = referred(hoa, sen, Purpose.SHELTER, case)
    with session(sen):
        answering.reject(refused.pk, actor=sen, client_id=once(), reason="Hết giường")
    return {"slow": slow, "fast": fast, "refused": refused, "offer": offered(mai, hoa)}


def test_what_waits_is_in_the_inbox_urgent_first(traffic, an, sen, hoa, django_assert_num_queries):
    with session(an, read_only=True), django_assert_num_queries(1):
        assert queries.inbox(an) == [traffic["fast"], traffic["slow"]]
    assert queries.inbox(sen) == [] and queries.inbox(hoa) == [traffic["offer"]]


def test_what_was_sent_stays_in_the_outbox(traffic, hoa, an, django_assert_num_queries):
    with session(hoa, read_only=True), django_assert_num_queries(1):
        assert set(queries.outbox(hoa)) == {traffic["fast"], traffic["slow"], traffic["refused"]}
    assert queries.outbox(an) == []


def test_what_is_taken_on_stays_until_it_is_done(traffic, an):
    with session(an):
        answering.accept(traffic["slow"].pk, actor=an, client_id=once())
        assert traffic["slow"] in queries.inbox(an)
        answering.finish(traffic["slow"].pk, actor=an, client_id=once(), note="Đã xong")
        assert traffic["slow"] not in queries.inbox(an)


def test_the_course_of_a_case_costs_the_same_however_long(traffic, hoa, django_assert_max_num_queries):
    case = traffic["slow"].case_id
    with session(hoa), django_assert_max_num_queries(4):
        courses = queries.movements_of(case, hoa)
    assert len(courses) == 3
    assert [offer.name for offer in courses[-1].offers] == ["accept", "reject", "revoke"]


def test_each_side_sees_its_own_course(traffic, an, sen):
    case = traffic["slow"].case_id
    with session(an):
        assert {each.movement for each in queries.movements_of(case, an)} == {
            traffic["slow"],
            traffic["fast"],
        }
    with session(sen):
        assert [each.movement for each in queries.movements_of(case, sen)] == [traffic["refused"]]


def test_counts(traffic, an, hoa, django_assert_num_queries):
    with session(an), django_assert_num_queries(2):
        said = queries.counts(an, now=timezone.now())
    assert (said.to_answer, said.late, said.to_do, said.sent) == (2, 0, 0, 0) and said.notices == 2
    later = traffic["fast"].answer_by
    with session(an):
        assert queries.counts(an, now=later).late == 1
    with session(hoa):
        said = queries.counts(hoa, now=timezone.now())
    assert (said.to_answer, said.sent) == (1, 2)


def test_cases_told_by_the_commune_wait_beside(mai, hoa, django_assert_num_queries):
    case = told(mai, hoa)
    with session(hoa), django_assert_num_queries(1):
        assert [share.case for share in queries.notified(hoa)] == [case]
    assert queries.notified(mai) == []


@pytest.mark.parametrize("name", CAST)
def test_nothing_hidden_is_counted(traffic, name):
    actor = person(name)
    with session(actor):
        said = queries.counts(actor, now=timezone.now())
        mine = Movement.objects.visible_to(actor)
        assert said.to_answer + said.to_do <= mine.filter(to_agency=actor.agency_id).count()
        assert said.sent <= mine.filter(from_agency=actor.agency_id).count()
        if name in ("thu", "binh", "quan", "tra", "dung", "la"):
            assert (said.to_answer, said.late, said.to_do, said.sent, said.notices) == (0, 0, 0, 0, 0)
            assert queries.inbox(actor) == queries.outbox(actor) == queries.notices(actor) == []


def test_a_movement_one_may_not_know_does_not_exist(traffic, nam):
    with session(nam), pytest.raises(Movement.DoesNotExist):
        queries.course(traffic["slow"].pk, nam)
