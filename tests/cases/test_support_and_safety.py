"""Support, stays, protection, the child plan, closing: who may, what follows, what stays behind."""

from datetime import date

import pytest

from diemtua.access.session import session
from diemtua.cases import announcing
from diemtua.cases.actions import children, closing, identity, safety, stays, support
from diemtua.cases.actions.opening import Along, Somebody
from diemtua.cases.announcing import About
from diemtua.cases.models import Case, Clock, ProtectionMeasure, Service, Stay
from diemtua.cases.models.safety import RiskLevel
from diemtua.cases.records import DecisionPaper, Step
from diemtua.cases.rules.closing import ClosingReason
from diemtua.cases.rules.entitlements import Item
from diemtua.cases.rules.regimes import Regime
from diemtua.cases.rules.stays import Basis
from diemtua.kernel.decision import Refused
from diemtua.kernel.versions import Conflict
from tests.cases.stories import agency, once, taken, trail_of, victim

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


@pytest.fixture
def told(monkeypatch):
    heard = []
    monkeypatch.setattr(announcing, "_listeners", [lambda said, actor: heard.append(said)])
    return heard


@pytest.fixture
def case(mai, hoa, nam):
    return victim(mai, hoa, nam)


def planned(case, hoa, **fields):
    with session(hoa):
        return support.plan_service(case.pk, Item.MEDICAL, actor=hoa, client_id=once(), **fields)


# --- services -------------------------------------------------------------------------------------------


def test_a_service_is_planned_provided_and_done_once(case, hoa):
    service = planned(case, hoa, need="Khám sức khỏe")
    with session(hoa):
        done = support.provide_service(case.pk, service.pk, actor=hoa, on=TODAY, amount_vnd=200_000)
        again = support.provide_service(case.pk, service.pk, actor=hoa, on=TODAY)
        with pytest.raises(Refused, match="đã có kết quả"):
            support.refuse_service(case.pk, service.pk, actor=hoa, on=TODAY, refusal="not-wanted")
    assert done.amount_vnd == again.amount_vnd == 200_000
    assert trail_of(case).count("case.service_provided") == 1


def test_the_police_who_verified_know_no_service(case, hoa, nam):
    service = planned(case, hoa)
    with session(nam), pytest.raises(Service.DoesNotExist):
        support.provide_service(case.pk, service.pk, actor=nam, on=TODAY)


def test_a_colleague_of_another_duty_does_not_know_the_case(case, hoa, thu):
    service = planned(case, hoa)
    with session(thu), pytest.raises(Case.DoesNotExist):
        support.provide_service(case.pk, service.pk, actor=thu, on=TODAY)


def test_two_officers_on_one_service_are_told(case, hoa, kim):
    service = planned(case, hoa, planned_on=TODAY)
    with session(kim):
        support.change_service(case.pk, service.pk, actor=kim, version=1, planned_on=date(2026, 12, 1))
    with session(hoa), pytest.raises(Conflict):
        support.change_service(case.pk, service.pk, actor=hoa, version=1, planned_on=date(2026, 12, 2))


def test_a_plan_is_made_with_the_person_and_followed_up(case, hoa):
    with session(hoa):
        with pytest.raises(Refused, match="cùng người được hỗ trợ"):
            support.agree_plan(
                case.pk, actor=hoa, client_id=once(), on=TODAY, words="Học nghề", participation=False
            )
        support.agree_plan(
            case.pk, actor=hoa, client_id=once(), on=TODAY, words="Học nghề", participation=True
        )
        moved = support.move("plan", case.pk, Step(), actor=hoa, client_id=once())
        row = support.plan_follow_up(case.pk, TODAY, actor=hoa, client_id=once())
        support.follow_up(case.pk, row.pk, actor=hoa, on=TODAY, note="Ổn", next_on=date(2026, 12, 23))
    assert moved.support_state == "planning" and "case.followed_up" in trail_of(case)


# --- stays ----------------------------------------------------------------------------------------------


def stayed(case, hoa, sen):
    with session(hoa):
        return stays.begin(
            case.pk,
            agency(sen),
            Basis.ND162,
            actor=hoa,
            client_id=once(),
            on=date(2026, 11, 23),
            place="Số 5",
        )


def test_a_stay_lets_the_facility_in_and_its_end_lets_it_out(case, hoa, sen):
    stay = stayed(case, hoa, sen)
    assert stay.until_on == date(2027, 3, 23)
    assert Clock.objects.get(case=case, deadline="D10").owes_id == sen.agency_id
    with session(sen):
        assert Stay.objects.get().place == "Số 5"
        with pytest.raises(Refused, match=r"không có thẩm quyền gia hạn|Gia hạn phải sau"):
            stays.extend(case.pk, stay.pk, actor=sen, until=date(2026, 12, 1), paper="1/QĐ")
    with session(hoa):
        stays.end(case.pk, stay.pk, actor=hoa, on=date(2026, 11, 23), because="Về nhà")
    with session(sen):
        assert not Case.objects.exists()


def test_the_facility_ends_the_stay_itself(case, hoa, sen):
    stay = stayed(case, hoa, sen)
    with session(sen):
        stays.end(case.pk, stay.pk, actor=sen, on=date(2026, 11, 23), because="Chuyển nơi khác")
        assert not Case.objects.exists()
    assert Clock.objects.get(case=case, deadline="D10").met_at is not None


def test_nobody_sleeps_in_two_places(case, hoa, sen):
    stayed(case, hoa, sen)
    with pytest.raises(Refused, match="Đang lưu trú"):
        stayed(case, hoa, sen)


# --- protection -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["hoa", "sen"])
def test_an_unsafe_shelter_is_told_to_all_three_forces_at_once(who, case, hoa, sen, nam, ly, hai, told):
    stayed(case, hoa, sen)
    told.clear()
    actor, form = {"hoa": hoa, "sen": sen}[who], once()
    for _ in range(2):
        with session(actor):
            safety.shelter_unsafe(case.pk, actor=actor, client_id=form, words="Có người lạ rình")
    [said] = [each for each in told if each.about is About.SHELTER_UNSAFE]
    assert set(said.agencies) == {nam.agency_id, ly.agency_id, hai.agency_id, hoa.agency_id} and said.urgent
    assert said.sentence == f"Hồ sơ {case.number} nơi tạm lánh không bảo đảm an toàn"
    for force in (ly, hai):
        with session(force, read_only=True):
            assert Stay.objects.get().place == "Số 5"
            assert ProtectionMeasure.objects.get().kind == "guard"
    assert trail_of(case).count("case.shelter_unsafe") == 1


def test_an_agency_without_the_safety_part_raises_no_alarm(case, nam):
    with session(nam), pytest.raises(Refused, match="Bảo vệ an toàn"):
        safety.shelter_unsafe(case.pk, actor=nam, client_id=once(), words="x")


def test_a_measure_is_ordered_by_the_police_and_not_by_who_asked(case, hoa, nam, told):
    with session(hoa):
        measure = safety.ask_protection(
            case.pk, "guard", agency(nam), actor=hoa, client_id=once(), reason="Bị đe dọa"
        )
    order = Step(legal_basis="NĐ 162, Điều 12", decision=DecisionPaper("3/QĐ", TODAY, "Lò Văn Thử"))
    with session(nam):
        safety.move_protection("check", case.pk, measure.pk, Step(), actor=nam, client_id=once())
        ordered = safety.move_protection("order", case.pk, measure.pk, order, actor=nam, client_id=once())
    assert (ordered.state, ordered.ordered_by_id) == ("ordered", nam.agency_id)
    with session(hoa), pytest.raises(Refused):
        safety.move_protection("carry_out", case.pk, measure.pk, Step(), actor=hoa, client_id=once())
    assert told[-1].about is About.PROTECTION_ASKED


def test_risk_is_added_and_the_earlier_stays(case, hoa):
    with session(hoa):
        for level in (RiskLevel.HIGH, RiskLevel.LOW):
            safety.assess_risk(case.pk, level, actor=hoa, client_id=once())
    assert trail_of(case).count("case.risk_assessed") == 2


# --- children -------------------------------------------------------------------------------------------


def test_a_child_who_goes_along_has_a_plan_at_the_commune(case, hoa, mai):
    with session(hoa):
        child = identity.add_dependant(
            case.pk, Along(Somebody(name="Lò Văn Bé", under_18="yes"), "child"), actor=hoa, client_id=once()
        )
        plan = children.tell_commune(
            case.pk, agency(mai), actor=hoa, client_id=once(), dependant_id=child.pk, at_risk=True
        )
    assert Clock.objects.get(case=case, deadline="D14").owes_id == mai.agency_id
    with session(mai):
        for name in ("assess_risk", "assess_needs"):
            done = children.move(name, case.pk, plan.pk, Step(), actor=mai, client_id=once())
    assert (
        done.state == "needs-assessed" and Clock.objects.filter(deadline="D15", owes=mai.agency_id).exists()
    )


# --- closing ------------------------------------------------------------------------------------------


def asked(case, hoa, despite=""):
    with session(hoa):
        return closing.ask(case.pk, ClosingReason.WISH, actor=hoa, client_id=once(), despite=despite)


def test_closing_takes_two_officers_and_nothing_open(case, hoa, kim, nam):
    planned(case, hoa)
    asked(case, hoa)
    with session(hoa), pytest.raises(Refused, match="không tự phê duyệt"):
        closing.close(case.pk, actor=hoa, client_id=once(), minutes="02/BB")
    with session(kim), pytest.raises(Refused, match="1 dịch vụ hỗ trợ chưa xong"):
        closing.close(case.pk, actor=kim, client_id=once(), minutes="02/BB")
    with session(kim):
        closing.refuse(case.pk, actor=kim, client_id=once(), reasons="Còn dịch vụ")
    asked(case, hoa, despite="Người đó đã rời đi")
    with session(kim):
        closed = closing.close(case.pk, actor=kim, client_id=once(), minutes="02/BB")
    assert (closed.state, closed.closing_reason) == ("closed", "wish")
    assert not Clock.objects.running().filter(case=case).exists()
    with session(nam):
        assert not Case.objects.exists()


def test_a_closed_case_comes_back_as_it_was(case, hoa, kim):
    asked(case, hoa)
    with session(kim):
        closing.close(case.pk, actor=kim, client_id=once(), minutes="02/BB")
    with session(hoa):
        with pytest.raises(Refused, match="Nêu lý do"):
            closing.reopen(case.pk, actor=hoa, client_id=once(), reasons="")
        again = closing.reopen(case.pk, actor=hoa, client_id=once(), reasons="Cần hỗ trợ tiếp")
    assert (again.state, again.closed_at, again.closing_reason) == ("victim", None, "")


def test_another_law_takes_a_second_officer(mai, hoa, kim):
    case = taken(mai, hoa)
    with session(hoa):
        row = closing.ask_regime(
            case.pk, Regime.L66, actor=hoa, client_id=once(), reason="Đã xác định năm 2024"
        )
        with pytest.raises(Refused, match="không tự phê duyệt"):
            closing.approve_regime(case.pk, row.pk, actor=hoa)
    with session(kim):
        assert closing.approve_regime(case.pk, row.pk, actor=kim).regime == "L66"
