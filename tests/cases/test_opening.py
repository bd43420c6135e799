"""The first sheet, kept at every step, becomes a case once."""

import pytest

from diemtua import vault
from diemtua.access.session import session
from diemtua.cases.actions import intakes
from diemtua.cases.models import (
    Case,
    Clock,
    Contact,
    Dependant,
    Identity,
    Intake,
    Reception,
    RiskAssessment,
    Share,
)
from diemtua.cases.queries.intakes import resume
from diemtua.kernel.decision import Refused
from diemtua.kernel.versions import Conflict
from tests.cases.stories import ON_C1, begun, once, opened, trail_of

pytestmark = pytest.mark.django_db


def test_a_sheet_is_taken_up_again_by_its_reference_and_by_a_colleague(mai, chi, hoa):
    intake = begun(mai)
    spoken = intake.reference.lower().replace("-", " ")
    with session(chi, read_only=True):
        found = resume(spoken, chi)
        assert found.answers["name"] == "Lò Thị Mẩy" and found.step == 1
    with session(hoa), pytest.raises(Intake.DoesNotExist):
        resume(intake.reference, hoa)


def test_two_officers_on_one_sheet_lose_nothing(mai, chi):
    intake = begun(mai)
    with session(chi):
        intakes.save_step(intake.pk, 2, {"language": "Tiếng Thái"}, actor=chi, version=intake.version)
    with session(mai):
        kept = intakes.save_step(intake.pk, 2, {"urgent-care": "no"}, actor=mai, version=intake.version)
        assert kept.answers["language"] == "Tiếng Thái" and kept.answers["urgent-care"] == "no"
        with pytest.raises(Conflict) as told:
            intakes.save_step(intake.pk, 2, {"language": "Tiếng Mường"}, actor=mai, version=intake.version)
    assert [(each.held, each.typed) for each in told.value.differences] == [("Tiếng Thái", "Tiếng Mường")]


def test_a_step_sent_again_changes_nothing(mai):
    intake = begun(mai)
    with session(mai):
        again = intakes.save_step(intake.pk, 1, ON_C1, actor=mai, version=1)
    assert again.version == intake.version


def test_a_question_of_no_sheet_is_refused(mai):
    with pytest.raises(TypeError, match="embassy"):
        begun(mai, answers={"embassy": "x"})


def test_a_required_question_without_answer_keeps_the_sheet_open(mai):
    with pytest.raises(Refused, match="Dưới 18 tuổi"):
        opened(mai, answers={key: each for key, each in ON_C1.items() if key != "under-18"})
    assert not Case.objects.exists()


def test_an_officer_with_another_duty_begins_no_sheet(thu):
    with pytest.raises(Refused, match="công tác nạn nhân"):
        begun(thu)


def test_a_case_is_opened_with_person_contact_and_first_clock(mai):
    case = opened(mai)
    assert case.number == "2026-0001" and case.state == "received" and case.regime == "L53"
    with session(mai):
        assert Identity.objects.get(person=case.person).name == "Lò Thị Mẩy"
        contact = Contact.objects.get(case=case)
        assert (contact.value, contact.safe_to_call, contact.when) == ("0912 345 678", "only", "sau 20 giờ")
        assert Reception.objects.get(case=case).sheet["name"] == "Lò Thị Mẩy"
        [clock] = Clock.objects.filter(case=case)
    assert (clock.deadline, clock.due_at, clock.owes_id) == ("D02", None, mai.agency_id)
    assert clock.target_at == case.received_at + (clock.target_at - clock.started_at)
    [share] = Share.objects.filter(case=case)
    assert share.kind == "holder" and "internal" in share.parts
    assert "case.opened" in trail_of(case)


def test_the_draft_keeps_nothing_of_what_went_to_the_case(mai):
    intake = begun(mai)
    with session(mai):
        case = intakes.open_case(intake.pk, actor=mai, client_id=once())
        left = Intake.objects.get(pk=intake.pk)
        assert left.answers == {} and left.case_id == case.pk
        assert case.person.vault_key_id == intake.vault_key_id
        assert intakes.open_case(intake.pk, actor=mai, client_id=once()) == case
        with pytest.raises(Refused, match="đã thành hồ sơ"):
            intakes.save_step(intake.pk, 3, {"language": "x"}, actor=mai, version=9)


def test_numbers_run_within_a_province(mai, la):
    assert [opened(mai).number, opened(mai).number, opened(la, "C2", ANSWERS_C2).number] == [
        "2026-0001", "2026-0002", "2026-0001",
    ]  # fmt: skip


ANSWERS_C2 = ON_C1 | {"brought-by": "Công an xã"}


def test_danger_and_children_on_the_sheet_go_where_they_belong(mai):
    along = [
        {
            "name": "Lò Văn Bé",
            "relation": "child",
            "under_18": "yes",
            "birth": {"year": 2024},
            "born_abroad": True,
        }
    ]
    case = opened(mai, answers=ON_C1 | {"safe-now": "no", "with-whom": along})
    with session(mai):
        assert RiskAssessment.objects.get(case=case).level == "high"
        dependant = Dependant.objects.get(case=case)
        assert dependant.born_abroad and dependant.person.identity.name == "Lò Văn Bé"
    assert dependant.person.vault_key_id != case.person.vault_key_id


def test_a_person_heard_of_is_a_clue(mai):
    case = opened(
        mai,
        "C3",
        {"name": "Không rõ", "reporter": "Hàng xóm", "under-18": "not-sure", "safe-now": "not-sure"},
    )
    assert case.state == "clue"


def test_destroying_the_key_erases_the_person(mai):
    case = opened(mai)
    vault.destroy(case.person.vault_key_id)
    with session(mai):
        assert Identity.objects.get(person=case.person).name is vault.ERASED
        assert Reception.objects.get(case=case).sheet is vault.ERASED


def test_opening_costs_a_bounded_number_of_queries(mai, django_assert_max_num_queries):
    intake = begun(mai)
    with session(mai), django_assert_max_num_queries(45):
        intakes.open_case(intake.pk, actor=mai, client_id=once())
