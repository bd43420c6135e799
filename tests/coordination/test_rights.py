"""Every act between agencies, tried by a colleague of another duty, a stranger of the province, one of another, and nobody."""

import inspect
from datetime import date

import pytest

from diemtua.access.actor import Actor
from diemtua.access.session import session
from diemtua.cases.queries.search import Sought
from diemtua.coordination.actions import (
    answering,
    assigning,
    handing_over,
    linking,
    notices,
    receiving,
    referring,
    transferring,
)
from diemtua.coordination.kinds import Purpose
from diemtua.coordination.models import (
    GroupReception,
    HandOver,
    Movement,
    MovementStep,
    Notice,
    PossibleSame,
    ReceptionRow,
)
from diemtua.coordination.models.links import Verdict
from diemtua.kernel.decision import Refused
from tests.cases.people import TODAY, person
from tests.coordination.stories import agency, held, once, opened, referred, trail_of

pytestmark = pytest.mark.django_db
MODULES = (answering, assigning, handing_over, linking, notices, receiving, referring, transferring)
ACTS = [
    pytest.param(act, id=f"{module.__name__.rsplit('.', 1)[-1]}.{name}")
    for module in MODULES
    for name, act in inspect.getmembers(module, inspect.isfunction)
    if act.__module__ == module.__name__ and not name.startswith("_") and "actor" in inspect.signature(act).parameters
    and (module, name) not in {(notices, "notify"), (transferring, "taken"), (receiving, "open_group"),
                               (handing_over, "write_minute")}
]  # fmt: skip
HIDDEN = (Movement, GroupReception, ReceptionRow, HandOver, Notice, PossibleSame)


@pytest.fixture
def whole(hoa, an, ly):
    """One of everything, and what an act asks for by the names of its parameters."""
    case = held(hoa)
    movement = referred(hoa, an, case=case)
    with session(ly):
        group = receiving.open_group("Cửa khẩu", actor=ly, client_id=once())
        (row,) = receiving.paste(group.pk, "Họ tên\nA", actor=ly, client_id=once())
        minute = handing_over.write_minute(
            [handing_over.HandedPerson("A")], actor=ly, client_id=once(), receiver=agency(ly), receiver_by="A",
            giver_text="B", giver_by="B", place="C",
        )  # fmt: skip
    link = PossibleSame.objects.create(one=case, other=opened(hoa), suspected_at=case.opened_at)
    return case, {
        "case_id": case.pk, "movement_id": movement.pk, "group_id": group.pk, "row_id": row.pk,
        "minute_id": minute.pk, "link_id": link.pk, "notice_id": Notice.objects.first().pk,
        "to": agency(an), "purpose": Purpose.HEALTH, "to_text": "Nơi khác", "reason": "Vì vậy", "note": "Đã xong",
        "officer_id": hoa.officer_id, "sought": Sought(name="Lò Thị Mẩy", birth_year="1999"), "text": "Họ tên\nB",
        "verdict": Verdict.SAME, "answers": {"name": "C"}, "version": 1,
    }  # fmt: skip


def stranger(name):
    if name == "nobody":
        return Actor(None, None, None, "", "", "", "", TODAY)
    return person(name)


def given_to(act, values, actor):
    wanted = {
        name: values[name]
        for name, each in inspect.signature(act).parameters.items()
        if name in values and each.default is inspect.Parameter.empty
    }
    more = {"client_id": once()} if "client_id" in inspect.signature(act).parameters else {}
    return wanted | more | {"actor": actor}


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("name", ["thu", "nam", "la", "nobody"])
def test_nobody_acts_on_what_he_may_not_know(whole, act, name):
    case, values = whole
    actor, before = stranger(name), trail_of(case)
    steps = MovementStep.objects.count()
    given = given_to(act, values, actor)
    hidden = tuple(model.DoesNotExist for model in (type(case), *HIDDEN))
    with session(actor), pytest.raises((Refused, *hidden)) as said:
        act(**given)
    if not isinstance(said.value, Refused):
        assert "matching query does not exist" in str(said.value)
    assert trail_of(case) == before and MovementStep.objects.count() == steps


@pytest.mark.parametrize("name", ["thu", "nobody"])
def test_only_an_officer_of_victims_begins_a_sitting_or_a_minute(an, name):
    actor = stranger(name)
    with session(actor), pytest.raises(Refused, match="công tác nạn nhân"):
        receiving.open_group("Cửa khẩu", actor=actor, client_id=once())
    with session(actor), pytest.raises(Refused, match="công tác nạn nhân"):
        handing_over.write_minute(
            [handing_over.HandedPerson("A")], actor=actor, client_id=once(), receiver=agency(an), receiver_by="A",
            giver_by="B", giver_text="C", place="D",
        )  # fmt: skip


def test_the_day_of_a_service_is_not_ahead(whole, an):
    _, values = whole
    with session(an):
        answering.accept(values["movement_id"], actor=an, client_id=once())
        with pytest.raises(Refused, match="ở sau hôm nay"):
            answering.finish(
                values["movement_id"], actor=an, client_id=once(), note="Đã khám", on=date(2027, 1, 1)
            )
