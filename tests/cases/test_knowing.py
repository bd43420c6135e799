"""Consent, what is kept from whom, emergency access, and finding a person: nothing shows that should not."""

import pytest

from diemtua.access.session import session
from diemtua.audit.models import Entry
from diemtua.cases import announcing
from diemtua.cases.actions import access, consents, identity, targets
from diemtua.cases.announcing import About
from diemtua.cases.disclosure import Disclosure
from diemtua.cases.models import Case, CaseEvent, Contact, Identity
from diemtua.cases.models.consents import AskedOf, ConsentPurpose, Field
from diemtua.cases.parts import Part
from diemtua.cases.purposes import Purpose
from diemtua.cases.queries.search import Sought, find, held_elsewhere
from diemtua.cases.rules.numbers import CaseNumber
from diemtua.kernel.decision import Refused
from tests.cases.people import CAST, person
from tests.cases.stories import ON_C1, being_identified, once, opened, taken, told, trail_of

pytestmark = pytest.mark.django_db
REASON = "Người đó đang bị đuổi theo ở bến xe"


@pytest.fixture
def heard(monkeypatch):
    said = []
    monkeypatch.setattr(announcing, "_listeners", [lambda each, actor: said.append(each)])
    return said


def names(sought, actor):
    with session(actor, read_only=True):
        return [found.cases[0].number for found in find(sought, actor)]


# --- disclosure -----------------------------------------------------------------------------------------


def shown(case, actor):
    return Disclosure(Case.objects.visible_to(actor).get(pk=case.pk), actor)


def test_a_withheld_name_is_left_out_for_whom_it_is_kept_from(mai, hoa, nam):
    case = being_identified(mai, hoa, nam)
    with session(nam):
        assert shown(case, nam).person.name == "Lò Thị Mẩy" and names(Sought(name="May Lo"), nam)
    with session(hoa):
        consents.withhold(
            case.pk, Field.NAME, actor=hoa, client_id=once(), because="fear", from_agency_id=nam.agency_id,
            reason="Anh họ làm ở đó",
        )  # fmt: skip
        assert shown(case, hoa).person.name == "Lò Thị Mẩy"
    with session(nam):
        assert shown(case, nam).person.name is None
        assert not CaseEvent.objects.filter(move="withheld").exists()
    assert names(Sought(name="Lò Thị Mẩy"), nam) == []
    assert names(Sought(name="Lò Thị Mẩy"), hoa) == [case.number]


def test_a_withheld_contact_is_absent_and_found_by_nobody(mai, hoa, nam):
    case = being_identified(mai, hoa, nam)
    assert names(Sought(phone="+84 912 345 678"), nam) == [case.number]
    with session(hoa):
        row = Contact.objects.get(case=case)
        consents.withhold_row(case.pk, "contact", row.pk, actor=hoa, from_agencies=None)
        assert Contact.objects.exists()
    with session(nam):
        assert not Contact.objects.exists()
    assert names(Sought(phone="0912345678"), nam) == []


def test_withdrawn_consent_is_told_to_present_receivers(mai, hoa, nam, heard):
    case = being_identified(mai, hoa, nam)
    heard.clear()
    with session(hoa):
        given = consents.record(
            case.pk, ConsentPurpose.DISCLOSURE, True, actor=hoa, client_id=once(), asked_of=AskedOf.PERSON
        )
        consents.withdraw(case.pk, given.pk, actor=hoa)
        consents.withdraw(case.pk, given.pk, actor=hoa)
    [said] = heard
    assert said.about is About.CONSENT_WITHDRAWN and set(said.agencies) == {mai.agency_id, nam.agency_id}


def test_only_the_holder_withholds(mai, hoa, nam):
    case = being_identified(mai, hoa, nam)
    with session(nam), pytest.raises(Refused, match="Chỉ cơ quan giữ hồ sơ"):
        consents.withhold(case.pk, Field.NAME, actor=nam, client_id=once(), because="fear")


def test_readings_say_for_what_and_repeat_nothing(mai):
    case = opened(mai)
    with session(mai):
        access.record_reading(shown(case, mai), actor=mai, purpose=Purpose.RECEIVING, parts=(Part.IDENTITY,))
    entry = Entry.objects.get(act="case.read")
    assert entry.detail == {"purpose": "receiving", "emergency": False, "parts": ["identity"]}


# --- emergency ----------------------------------------------------------------------------------------


def broken(case, actor, hours=4, reason=REASON):
    with session(actor):
        return access.break_glass(
            case.province_id, CaseNumber(case.year, case.serial), actor=actor, hours=hours, reason=reason
        )


def test_broken_glass_lets_one_officer_in_and_tells_holder_and_auditor(mai, nam, vinh, heard):
    case = opened(mai)
    broken(case, nam)
    with session(nam):
        assert Identity.objects.get().name == "Lò Thị Mẩy"
        assert shown(case, nam).emergency and not shown(case, nam).may(Part.STORY)
    with session(vinh):
        assert not Case.objects.exists()
    assert (heard[-1].agencies, heard[-1].duty) == ((mai.agency_id,), "audit")
    with session(mai):
        assert CaseEvent.objects.get(move="glass_broken").grounds == REASON
    assert Entry.objects.get(act="case.glass_broken", officer=nam.officer_id).detail["hours"] == 4


@pytest.mark.parametrize(("hours", "reason"), [(0, REASON), (25, REASON), (4, "gấp")])
def test_glass_is_not_broken_for_ever_nor_without_reason(mai, nam, hours, reason):
    with pytest.raises(Refused):
        broken(opened(mai), nam, hours, reason)


def test_a_case_that_does_not_exist_is_refused_in_the_same_words(mai, nam, chi):
    case = opened(mai)
    refusals = []
    for number, actor in ((9999, nam), (case.serial, chi)):
        with session(actor), pytest.raises(Refused) as no:
            access.break_glass(
                case.province_id, CaseNumber(2026, number), actor=actor, hours=1, reason=REASON
            )
        refusals.append(str(no.value))
    assert len(set(refusals)) == 1


@pytest.mark.parametrize("name", ["thu", "binh", "quan", "tra"])
def test_nobody_without_the_duty_breaks_glass(mai, name):
    case = opened(mai)
    with pytest.raises(Refused, match="công tác nạn nhân"):
        broken(case, person(name))


# --- search -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["Lò Thị Mẩy", "may lo thi", "MẨY LÒ", "lo thi mai", "Mẩy"])
def test_a_name_is_found_in_any_order_without_marks_with_a_slip(mai, typed):
    case = opened(mai)
    assert names(Sought(name=typed), mai) == [case.number]


def test_number_phone_and_year_find_and_narrow(mai, hoa):
    case = opened(mai, "C2", {**ON_C1, "brought-by": "Công an xã"})
    with session(mai):
        identity.correct(case.pk, actor=mai, version=1, birth={"year": 1999})
        identity.add_document(
            case.pk, actor=mai, client_id=once(), kind="passport", number="B 123-4567", held="no"
        )
    assert names(Sought(number="b1234567"), mai) == names(Sought(phone="0912.345.678"), mai) == [case.number]
    assert names(Sought(name="Mẩy", birth_year="1999"), mai) == [case.number]
    assert names(Sought(name="Mẩy", birth_year="1998"), mai) == []


@pytest.mark.parametrize("name", sorted(set(CAST) - {"mai", "chi"}))
def test_nobody_finds_whom_he_may_not_know(mai, name):
    opened(mai)
    for sought in (Sought(name="Lò Thị Mẩy"), Sought(phone="0912345678")):
        assert names(sought, person(name)) == []


def test_the_summary_alone_does_not_answer_to_a_name(mai, hoa):
    told(mai, hoa)
    assert names(Sought(name="Lò Thị Mẩy"), hoa) == []


def test_a_restricted_search_names_the_agency_and_is_trailed(mai, hoa, la):
    case = taken(mai, hoa)
    with session(hoa):
        identity.correct(case.pk, actor=hoa, version=1, birth={"year": 1999})
    whole = Sought(name="Mẩy Thị Lò", birth_year="1999")
    with session(la):
        assert held_elsewhere(whole, actor=la, purpose=Purpose.VERIFYING) == [hoa.agency_id]
        assert (
            held_elsewhere(Sought(name="Thị Mẩy", birth_year="1999"), actor=la, purpose=Purpose.VERIFYING)
            == []
        )
        with pytest.raises(Refused, match="họ tên và năm sinh"):
            held_elsewhere(Sought(name="Lò Thị Mẩy"), actor=la, purpose=Purpose.VERIFYING)
        assert not Case.objects.exists()  # the asker's own view is as it was
    assert Entry.objects.filter(act="case.sought_elsewhere", officer=la.officer_id).count() == 2


def test_a_name_kept_from_everybody_is_no_answer_elsewhere(mai, hoa, la):
    case = taken(mai, hoa)
    with session(hoa):
        identity.correct(case.pk, actor=hoa, version=1, birth={"year": 1999})
        consents.withhold(case.pk, Field.NAME, actor=hoa, client_id=once(), because="fear")
    with session(la):
        sought = Sought(name="Lò Thị Mẩy", birth_year="1999")
        assert held_elsewhere(sought, actor=la, purpose=Purpose.VERIFYING) == []


def test_a_search_takes_three_queries(mai, django_assert_num_queries):
    opened(mai)
    with session(mai), django_assert_num_queries(3):
        find(Sought(name="Lò Thị Mẩy"), mai)


# --- who works on it ------------------------------------------------------------------------------------


def test_a_case_is_given_to_a_colleague_of_the_same_work(mai, chi, hoa, dung):
    case = opened(mai)
    with session(mai):
        assert access.assign(case.pk, chi.officer_id, actor=mai).owner_id == chi.officer_id
        for other in (hoa, dung):
            with pytest.raises(Refused, match="không làm công tác nạn nhân"):
                access.assign(case.pk, other.officer_id, actor=mai)
    assert trail_of(case).count("case.assigned") == 1


def test_a_province_fills_what_the_law_left_open(hoa, kim):
    from datetime import date

    paper = {"decided_by": "Quyết định 12/QĐ-UBND", "in_force": date(2026, 1, 1)}
    with session(hoa):
        targets.set_target("D05", 20, "calendar_day", actor=hoa, **paper)
        with pytest.raises(Refused, match="đã có trong luật"):
            targets.set_target("D04", 5, "calendar_day", actor=hoa, **paper)
    with session(kim), pytest.raises(Refused, match="Lãnh đạo"):
        targets.set_target("D05", 10, "calendar_day", actor=kim, **paper)
