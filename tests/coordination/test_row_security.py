"""Row security says what ``visible_to`` says, for everybody, on every table of coordination."""

import pytest
from django.apps import apps
from django.db import ProgrammingError

from diemtua.access.actor import Actor, house
from diemtua.access.session import session
from diemtua.cases.queries.search import Sought
from diemtua.coordination.actions import answering, handing_over, linking, receiving
from diemtua.coordination.kinds import Purpose
from diemtua.coordination.models import Movement, Notice, PossibleSame
from tests.cases.people import CAST, TODAY, person
from tests.coordination.stories import agency, held, offered, once, referred

pytestmark = pytest.mark.django_db
MODELS = list(apps.get_app_config("coordination").get_models())
SHEET = "Họ và tên\tNăm sinh\nLò Thị Mẩy\t1999\nLò Thị Hai\t2000"


@pytest.fixture
def population(hoa, nam, an, ly, mai, sen, la):
    """Movements live and ended, a minute, a group with its team, two cases of one person."""
    case = held(hoa)
    referral = referred(hoa, an, Purpose.HEALTH, case, message="Lời nhắn")
    offered(hoa, mai, case)
    ended = referred(hoa, sen, Purpose.SHELTER, case, message="Xin một giường")
    with session(sen):
        answering.reject(ended.pk, actor=sen, client_id=once(), reason="Hết giường")
    with session(ly):
        group = receiving.open_group("Cửa khẩu Mẫu", actor=ly, client_id=once(), team=[nam.agency_id])
        rows = receiving.paste(group.pk, SHEET, actor=ly, client_id=once())
        other = receiving.complete(rows[0].pk, actor=ly)
        handing_over.write_minute(
            [handing_over.HandedPerson("Lò Thị Mẩy", case_id=other.pk)], actor=ly, client_id=once(),
            receiver=agency(hoa), receiver_by="Nguyễn Thị Hoa", giver=agency(ly), giver_by="Lý Thị Mai", place="Cửa khẩu",
        )  # fmt: skip
    with session(la):
        held(la)
    with session(ly):
        linking.suspect(other.pk, Sought(name="Lò Thị Mẩy", birth_year="1999"), actor=ly)
    if not PossibleSame.objects.exists():
        PossibleSame.objects.create(one=other, other=case, suspected_at=case.opened_at)
    return referral


@pytest.mark.parametrize("name", CAST)
def test_row_security_agrees_with_visible_to(population, name):
    officer = person(name)
    for model in MODELS:
        with session(officer):
            by_database = set(model.objects.values_list("pk", flat=True))
        by_python = set(model.objects.visible_to(officer).values_list("pk", flat=True))
        assert by_database == by_python, model.__name__


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_the_rule_lets_some_see_and_others_not(population, model):
    seen = {name: model.objects.visible_to(person(name)).count() for name in CAST}
    assert any(seen.values()) and model.objects.visible_to(house()).count() >= max(seen.values())
    for outsider in ("thu", "binh", "quan", "tra", "dung"):
        assert seen[outsider] == 0, outsider


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_nobody_asking_sees_no_row(population, model):
    with session(Actor(None, None, None, "", "", "", "", TODAY)):
        assert not model.objects.exists()


def test_a_third_party_knows_no_movement(population, nam, hai, vinh):
    for third in (nam, hai, vinh):
        assert not Movement.objects.visible_to(third).exists()


def test_nobody_starts_a_movement_in_another_agencys_name(population, an):
    copy = Movement.objects.get(pk=population.pk)
    copy.pk, copy.client_id = once(), once()
    with pytest.raises(ProgrammingError, match="row-level security"), session(an):
        copy.save(force_insert=True)


def test_nobody_links_two_cases_by_hand(population, hoa):
    link = PossibleSame.objects.get()
    link.pk = once()
    with pytest.raises(ProgrammingError, match="row-level security"), session(hoa):
        link.save(force_insert=True)


def test_rows_go_away_by_the_house_alone(population, hoa):
    with session(hoa):
        assert Notice.objects.all().delete()[0] == 0
        assert Movement.objects.filter(pk=population.pk)._raw_delete("default") == 0
