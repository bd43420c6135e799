"""Fifty officers write on one case at the same instant: nothing is lost, nobody waits for ever, and one taker wins."""

import pytest
from django.db import connection

from diemtua.access.session import session
from diemtua.cases.actions import closing, identity, legal, support
from diemtua.cases.models import Case, CaseEvent, Clock, Contact, Service, Share
from diemtua.cases.rules.closing import ClosingReason
from diemtua.cases.rules.entitlements import Item
from diemtua.kernel.versions import Conflict
from tests.at_once import COMMITTED, all_at_once, emptied
from tests.cases import people
from tests.cases.stories import agency, once, opened, told

pytestmark = pytest.mark.django_db(**COMMITTED)


@pytest.fixture(autouse=True)
def the_trail_is_emptied():
    with emptied():
        yield
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE cases_case, cases_person, vault_datakey CASCADE")


@pytest.fixture
def mai():
    return people.person("mai")


def each_in_a_session(actor, act):
    def done():
        with session(actor):
            return act()

    return done


def test_fifty_writers_lose_nothing(mai):
    case = opened(mai)

    def writer(number):
        if number % 2:
            return lambda: support.plan_service(
                case.pk, Item.MEDICAL, actor=mai, client_id=once(), provider_text=f"Trạm {number}"
            )
        return lambda: identity.add_contact(
            case.pk,
            actor=mai,
            client_id=once(),
            kind="phone",
            value=f"09000000{number:02}",
            safe_to_call="no",
        )

    before = CaseEvent.objects.count()
    officers = all_at_once(*(each_in_a_session(mai, writer(number)) for number in range(50)))
    assert [officer.error for officer in officers if officer.error] == []
    assert Service.objects.count() == 25 and CaseEvent.objects.count() == before + 25
    with session(mai):
        assert len({contact.value for contact in Contact.objects.all()}) == 26


def test_of_many_who_correct_the_same_field_one_wins_and_the_others_are_told(mai):
    case = opened(mai)
    acts = [
        each_in_a_session(
            mai, lambda n=number: identity.correct(case.pk, actor=mai, version=1, name=f"Lò Thị {n}")
        )
        for number in range(10)
    ]
    officers = all_at_once(*acts)
    assert sum(officer.error is None for officer in officers) == 1
    assert {type(officer.error) for officer in officers if officer.error} == {Conflict}


def test_of_two_colleagues_who_take_over_one_does_and_the_other_finds_it_done(mai):
    hoa, kim = people.person("hoa"), people.person("kim")
    case = told(mai, hoa)
    officers = all_at_once(*(
        each_in_a_session(actor, lambda actor=actor: legal.take_over(case.pk, actor=actor, client_id=once()))
        for actor in (hoa, kim)
    ))  # fmt: skip
    assert [officer.error for officer in officers] == [None, None]
    assert Share.objects.filter(case=case, kind="holder", ended_at=None).count() == 1
    assert CaseEvent.objects.filter(case=case, move="taken_over").count() == 1


def test_cases_opened_at_once_have_numbers_of_their_own(mai):
    officers = all_at_once(*(lambda: opened(mai) for _ in range(10)))
    assert [officer.error for officer in officers if officer.error] == []
    assert sorted(Case.objects.values_list("serial", flat=True)) == list(range(1, 11))


def test_one_form_pressed_ten_times_starts_one_clock(mai):
    hoa = people.person("hoa")
    case, form = opened(mai), once()
    all_at_once(*(
        each_in_a_session(mai, lambda: legal.notify(case.pk, agency(hoa), actor=mai, client_id=form))
        for _ in range(10)
    ))  # fmt: skip
    assert Clock.objects.filter(case=case, deadline="D04").count() == 1
    assert CaseEvent.objects.filter(case=case, move="notify").count() == 1


def test_one_of_two_requests_to_close_stands(mai):
    case = opened(mai)
    Case.objects.filter(pk=case.pk).update(state="victim", identified_on="2026-11-20")
    officers = all_at_once(*(
        each_in_a_session(
            actor, lambda actor=actor: closing.ask(case.pk, ClosingReason.WISH, actor=actor, client_id=once())
        )
        for actor in (mai, people.person("chi"))
    ))  # fmt: skip
    assert sum(officer.error is None for officer in officers) == 1
    assert any("đang chờ" in str(officer.error) for officer in officers)
