"""The referral slip: within the parts of the referral, without what is withheld, printed by the holder alone."""

import pytest

from diemtua.access.session import session
from diemtua.cases.actions import consents
from diemtua.cases.models import Contact
from diemtua.cases.models.consents import Field
from diemtua.cases.parts import Part
from diemtua.coordination.actions import answering, referring
from diemtua.coordination.kinds import Purpose
from diemtua.coordination.slips import slip, slip_paper
from diemtua.kernel.decision import Refused
from diemtua.papers import word
from tests.coordination.stories import held, once, referred, trail_of

pytestmark = pytest.mark.django_db


def printed(movement, actor):
    with session(actor):
        paper = slip_paper(slip(movement.pk, actor))
    assert word.docx(paper)[:2] == b"PK"
    return str(paper)


def test_a_slip_says_what_the_referral_is_for_and_how_to_call(hoa, an):
    movement = referred(hoa, an, Purpose.HEALTH, message="Lời nhắn riêng")
    said = printed(movement, hoa)
    for words in (
        "Y tế",
        "Lò Thị Mẩy",
        "0912 345 678",
        "sau 20 giờ",
        movement.number,
        an.agency_name,
        "nêu lý do",
    ):
        assert words in said
    assert "case.slip_printed" in trail_of(movement.case)


def test_a_slip_has_no_part_that_was_not_chosen(hoa, an):
    movement = referred(hoa, an, Purpose.HEALTH, parts=[Part.SUPPORT])
    said = printed(movement, hoa)
    assert "Lò" not in said and "0912" not in said


def test_what_is_withheld_is_on_no_slip_not_even_outside(hoa):
    case = held(hoa)
    with session(hoa):
        consents.withhold(case.pk, Field.NAME, actor=hoa, client_id=once(), because="fear")
        contact = Contact.objects.get(case=case)
        consents.withhold_row(case.pk, "contact", contact.pk, actor=hoa, from_agencies=None)
        movement = referring.refer_outside(
            case.pk, "Ngôi nhà Bình Yên", Purpose.HEALTH, actor=hoa, client_id=once()
        )
    said = printed(movement, hoa)
    assert "Lò" not in said and "0912" not in said and "Ngôi nhà Bình Yên" in said


def test_only_the_holder_prints_it(hoa, an, la):
    movement = referred(hoa, an)
    with session(an), pytest.raises(Refused, match="giữ hồ sơ"):
        slip(movement.pk, an)
    with session(la), pytest.raises(type(movement).DoesNotExist):
        slip(movement.pk, la)


def test_no_slip_of_a_referral_that_is_over(hoa, an):
    movement = referred(hoa, an)
    with session(hoa):
        answering.revoke(movement.pk, actor=hoa, client_id=once(), reason="Người đó rút lại đồng ý")
        with pytest.raises(Refused, match="đã kết thúc"):
            slip(movement.pk, hoa)
