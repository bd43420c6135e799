"""Two officers act on one movement at the same instant, on connections of their own: one wins, the other is told how it stands."""

import pytest
from django.db import connection

from diemtua.access.session import session
from diemtua.cases.models import Case, Share
from diemtua.coordination.actions import answering, expiring, transferring
from diemtua.coordination.kinds import State
from diemtua.coordination.models import Movement, MovementStep
from diemtua.kernel.decision import Refused
from tests.at_once import COMMITTED, all_at_once, emptied
from tests.cases import people
from tests.coordination.stories import agency, held, offered, once, referred

pytestmark = pytest.mark.django_db(**COMMITTED)


@pytest.fixture(autouse=True)
def the_trail_is_emptied():
    with emptied():
        yield
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE cases_case, cases_person, vault_datakey CASCADE")


def acting(actor, act, *given, **more):
    def done():
        with session(actor):
            return act(*given, actor=actor, client_id=once(), **more)

    return done


def outcome(officers):
    """Nobody failed otherwise than by a refusal; how many were not refused."""
    assert {type(officer.error) for officer in officers if officer.error} <= {Refused}
    return sum(officer.error is None for officer in officers)


def test_of_one_who_accepts_and_one_who_rejects_one_wins():
    mai, hoa, kim = (people.person(name) for name in ("mai", "hoa", "kim"))
    movement = offered(mai, hoa)
    officers = all_at_once(
        acting(hoa, answering.accept, movement.pk),
        acting(kim, answering.reject, movement.pk, reason="Không nhận"),
    )
    assert outcome(officers) == 1
    movement.refresh_from_db()
    taken = movement.state == State.ACCEPTED
    assert (Case.objects.get().holder_id == hoa.agency_id) is taken
    assert Share.objects.filter(kind="holder", ended_at=None).count() == 1


def test_ten_who_accept_at_once_take_a_case_once():
    mai, hoa, kim = (people.person(name) for name in ("mai", "hoa", "kim"))
    movement = offered(mai, hoa)
    officers = all_at_once(*(acting(each, answering.accept, movement.pk) for each in (hoa, kim) * 5))
    assert outcome(officers) == 1
    assert MovementStep.objects.filter(move="accept").count() == 1
    assert Share.objects.filter(kind="holder").count() == 2  # the former one, ended, and the new one


def test_of_an_answer_and_a_revocation_one_stands():
    mai, hoa = people.person("mai"), people.person("hoa")
    movement = offered(mai, hoa)
    officers = all_at_once(
        acting(hoa, answering.accept, movement.pk), acting(mai, answering.revoke, movement.pk, reason="Đổi ý")
    )
    assert outcome(officers) == 1


def test_of_two_offers_of_one_case_one_is_made():
    mai, hoa, nam = (people.person(name) for name in ("mai", "hoa", "nam"))
    case = held(mai)
    officers = all_at_once(
        *(acting(mai, transferring.offer_transfer, case.pk, agency(to)) for to in (hoa, nam))
    )
    assert outcome(officers) == 1 and Movement.objects.filter(state=State.IN_PROGRESS).count() == 1


def test_an_answer_at_the_last_instant_and_the_clock_do_not_both_win():
    hoa, an = people.person("hoa"), people.person("an")
    movement = referred(hoa, an)
    officers = all_at_once(
        acting(an, answering.accept, movement.pk),
        lambda: expiring.expire(movement.case.province_id, movement.expires_at),
    )
    assert outcome(officers) >= 1
    movement.refresh_from_db()
    ends = MovementStep.objects.filter(move__in=["accept", "expire"]).values_list("move", flat=True)
    assert list(ends) == [{"accepted": "accept", "expired": "expire"}[movement.state]]


def test_one_form_pressed_ten_times_is_one_answer():
    hoa, an = people.person("hoa"), people.person("an")
    movement, form = referred(hoa, an), once()

    def press():
        with session(an):
            return answering.accept(movement.pk, actor=an, client_id=form)

    officers = all_at_once(*(press for _ in range(10)))
    assert [officer.error for officer in officers if officer.error] == []
    assert MovementStep.objects.filter(move="accept").count() == 1
