"""Two agencies meet the same person a week apart: told without content, decided by both, merged by nobody."""

import pytest

from diemtua.access.session import session
from diemtua.cases.actions import consents, identity
from diemtua.cases.models import Case, Identity
from diemtua.cases.models.consents import Field
from diemtua.cases.queries.search import Sought
from diemtua.coordination import queries
from diemtua.coordination.actions import answering, linking, transferring
from diemtua.coordination.models import Movement, Notice, PossibleSame
from diemtua.coordination.models.links import Verdict
from diemtua.kernel.decision import Refused
from tests.coordination.stories import LIFE, once, opened

pytestmark = pytest.mark.django_db
WHO = Sought(name="Lò Thị Mẩy", birth_year="1999")


@pytest.fixture
def two(hoa, an):
    """One of Hoa's, a week later one of An's; of the same person, as far as anybody may know."""
    return met(hoa), met(an)


def met(actor):
    case = opened(actor)
    with session(actor):
        identity.correct(case.pk, actor=actor, version=1, birth={"year": 1999})
    return case


def linked(actor, case, sought=WHO):
    with session(actor):
        return linking.suspect(case.pk, sought, actor=actor)


def says(actor, verdict):
    with session(actor):
        return linking.decide(PossibleSame.objects.get().pk, verdict, actor=actor)


def test_both_holders_are_told_and_neither_sees_the_others_case(two, hoa, an):
    first, second = two
    assert linked(an, second) == [hoa.agency_id]
    for actor, own in ((hoa, first), (an, second)):
        with session(actor):
            assert [case.pk for case in Case.objects.all()] == [own.pk]
            assert Identity.objects.count() == 1
            assert len(queries.links_of(own.pk, actor)) == 1
            notice = Notice.objects.get(occasion="maybe-same")
            assert notice.number == own.number and notice.to_agency_id == actor.agency_id


def test_suspecting_again_makes_no_second_link(two, hoa, an):
    linked(an, two[1])
    assert linked(an, two[1]) == linked(hoa, two[0]) == []
    assert PossibleSame.objects.count() == 1


def test_less_than_a_whole_name_with_the_year_is_refused(two, an):
    for sought in (
        Sought(name="Mẩy", birth_year="1999"),
        Sought(name="Lò Thị Mẩy"),
        Sought(birth_year="1999"),
    ):
        with pytest.raises(Refused, match="cả họ tên và năm sinh"):
            linked(an, two[1], sought)


def test_a_name_withheld_from_the_asker_is_linked_with_nothing(two, hoa, an):
    with session(hoa):
        consents.withhold(
            two[0].pk, Field.NAME, actor=hoa, client_id=once(), because="fear", from_agency_id=an.agency_id
        )
    assert linked(an, two[1]) == [] and not PossibleSame.objects.exists()


def test_nobody_links_a_case_he_does_not_hold(two, nam):
    with pytest.raises(Case.DoesNotExist):
        linked(nam, two[0])


def test_the_link_says_same_when_both_do(two, hoa, an):
    linked(an, two[1])
    assert says(an, Verdict.SAME).verdict is Verdict.WAITING
    assert says(hoa, Verdict.UNSURE).verdict is Verdict.UNSURE
    assert says(hoa, Verdict.SAME).verdict is Verdict.SAME
    with pytest.raises(Refused, match="đã cùng kết luận"):
        says(hoa, Verdict.OTHER)


def test_one_who_says_another_person_is_enough(two, hoa, an):
    linked(an, two[1])
    assert says(hoa, Verdict.OTHER).verdict is Verdict.OTHER


def test_no_answer_is_no_answer_and_a_third_party_has_none(two, an, nam):
    linked(an, two[1])
    with pytest.raises(Refused, match="Chọn"):
        says(an, Verdict.WAITING)
    link = PossibleSame.objects.get()
    with session(nam), pytest.raises(PossibleSame.DoesNotExist):
        linking.decide(link.pk, Verdict.SAME, actor=nam)


def test_once_both_agree_one_asks_for_the_others_case(two, hoa, an):
    first, second = two
    linked(an, second)
    link = PossibleSame.objects.get()
    with session(an), pytest.raises(Refused, match="chưa cùng kết luận"):
        transferring.request_through_link(link.pk, actor=an, client_id=once())
    for actor in (an, hoa):
        says(actor, Verdict.SAME)
    with session(an):
        request = transferring.request_through_link(link.pk, actor=an, client_id=once())
        assert request.case_id == first.pk and not Case.objects.filter(pk=first.pk).exists()
        assert [course.movement for course in queries.movements_of(first.pk, an)] == [request]
    with session(hoa):
        answering.accept(request.pk, actor=hoa, client_id=once(), without=LIFE)
    offer = Movement.objects.get(kind="transfer")
    with session(an):
        answering.accept(offer.pk, actor=an, client_id=once())
        assert Case.objects.count() == 2  # both, and no merging
        transferring_back = queries.links_of(first.pk, an)
    assert len(transferring_back) == 1 and queries.links_of(first.pk, hoa) == []


def test_who_asked_through_a_link_may_take_it_back(two, hoa, an):
    linked(an, two[1])
    for actor in (an, hoa):
        says(actor, Verdict.SAME)
    with session(an):
        request = transferring.request_through_link(PossibleSame.objects.get().pk, actor=an, client_id=once())
        answering.revoke(request.pk, actor=an, client_id=once(), reason="Đã thống nhất cách khác")
    request.refresh_from_db()
    assert request.state == "revoked"
