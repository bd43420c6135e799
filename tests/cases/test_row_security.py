"""Row security says what ``visible_to`` says, for everybody, on every table of cases."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.db import IntegrityError, ProgrammingError, connection
from django.utils import timezone

from diemtua.access.actor import Actor, house
from diemtua.access.session import session
from diemtua.cases import models
from diemtua.cases.models.base import EVERYBODY_ELSE
from diemtua.cases.parts import FOR_EMERGENCY, FOR_FACILITY, FOR_VERIFYING
from tests.cases.factories import bare_case, give, whole_case
from tests.cases.people import CAST, TODAY, person

pytestmark = pytest.mark.django_db
CLOSED = (models.Token, models.Counter)  # read by functions of the owner alone
MODELS = [model for model in apps.get_app_config("cases").get_models() if model not in CLOSED]


@pytest.fixture
def population(hoa, nam, an, la, sen, ly, mai, vinh):
    """Cases of two provinces, shared in every way: with parts, with one officer, over, ended, withheld."""
    case = whole_case(hoa, withheld_from=[an.agency_id])
    give(case, nam, "verification", FOR_VERIFYING)
    give(case, an, "referral", ["summary", "contact", "support", "family", "legal"])
    give(case, sen, "facility", FOR_FACILITY, ended_at=timezone.now())
    give(case, mai, "offer", ["summary"], until=timezone.now() - timedelta(minutes=1))
    give(
        case, ly, "emergency", FOR_EMERGENCY, officer_id=ly.officer_id,
        until=timezone.now() + timedelta(hours=4),
    )  # fmt: skip
    secret = whole_case(hoa, withheld_from=[EVERYBODY_ELSE])
    give(secret, nam, "referral", [*FOR_FACILITY, "legal", "child", "papers"])
    give(
        secret, la, "emergency", FOR_EMERGENCY, officer_id=nam.officer_id, until=timezone.now() + timedelta(1)
    )
    whole_case(la)
    return case


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
    """So that the agreement above is not the agreement of empty sets."""
    seen = {name: model.objects.visible_to(person(name)).count() for name in CAST}
    assert seen["hoa"] == seen["kim"] > 0
    for outsider in ("thu", "binh", "quan", "tra", "dung"):
        assert seen[outsider] == 0, outsider
    assert model.objects.visible_to(house()).count() > seen["hoa"] - (model is models.ProvinceTarget)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_nobody_asking_sees_no_row(population, model):
    nobody = Actor(None, None, None, "", "", "", "", TODAY)
    with session(nobody):
        assert not model.objects.exists()


@pytest.mark.parametrize("model", CLOSED, ids=lambda model: model.__name__)
@pytest.mark.parametrize("read_only", [False, True])
def test_the_blind_index_is_closed_to_everybody(hoa, model, read_only):
    with pytest.raises(ProgrammingError, match="permission denied"), session(hoa, read_only=read_only):
        list(model.objects.all())


def test_a_referral_gives_its_parts_and_no_other(population, an):
    seen = {model.__name__ for model in MODELS if model.objects.visible_to(an).exists()}
    assert seen == {
        "Case", "Person", "Share", "CaseEvent", "CasePaper", "Clock", "Contact", "Dependant", "Evidence", "FollowUp",
        "Identity", "ProvinceTarget", "Relative", "Service", "SupportPlan", "Withheld", "Attachment",
    }  # fmt: skip
    # The identity of whoever goes along belongs to the family; that of the person herself was not given.
    assert not models.Identity.objects.visible_to(an).filter(person=population.person).exists()
    assert models.Contact.objects.visible_to(an).count() == 1  # the other is kept from her agency


def test_who_knew_once_knows_no_more(population, sen, mai):
    for former in (sen, mai):
        assert not models.Case.objects.visible_to(former).exists()
        assert models.Share.objects.visible_to(former).count() == 1


def test_emergency_access_is_one_officers(population, ly, la):
    assert models.Case.objects.visible_to(ly).filter(pk=population.pk).exists()
    assert models.Case.objects.visible_to(la).exclude(holder=la.agency_id).count() == 0


def test_an_agency_cannot_write_a_row_it_could_not_see(population, an, la):
    with pytest.raises(ProgrammingError, match="row-level security"), session(an):
        models.Clock.objects.create(
            case=bare_case_of(la), deadline="D02", trigger="received-by-commune", started_at=timezone.now()
        )


def test_nobody_gives_himself_a_share(population, an):
    with pytest.raises(ProgrammingError, match="row-level security"), session(an):
        give(population, an, "referral", ["identity"])


def test_nobody_but_the_house_takes_rows_away(population, hoa):
    with session(hoa):
        connection.cursor().execute("DELETE FROM cases_contact")
    assert models.Contact.objects.count() == 6


def test_what_happened_is_only_added(population):
    with pytest.raises(IntegrityError, match="chỉ được ghi thêm"):
        models.CaseEvent.objects.update(move="y")


def test_the_share_repeats_the_holder_of_its_case(population, an, hoa):
    models.Case.objects.filter(pk=population.pk).update(holder=an.agency_id)
    assert set(population.shares.values_list("holder", flat=True)) == {an.agency_id}
    with pytest.raises(IntegrityError, match="phải có đúng một"), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def bare_case_of(actor):
    return models.Case.objects.filter(holder=actor.agency_id).first() or bare_case(actor)
