"""Referral, transfer, request, assignment: who sees what, who answers, what ends, told as it happens between agencies."""

import pytest
from django.db import connection

from diemtua.access.session import session
from diemtua.cases.actions import consents, support
from diemtua.cases.models import Case, Clock, Contact, Identity, Service, Share, Stay
from diemtua.cases.models.consents import ConsentPurpose
from diemtua.cases.parts import Part
from diemtua.cases.rules.entitlements import Item
from diemtua.coordination import queries
from diemtua.coordination.actions import answering, assigning, referring, transferring
from diemtua.coordination.kinds import Basis, Kind, Purpose, State
from diemtua.coordination.models import Movement, MovementStep, Notice
from diemtua.kernel.decision import Refused
from tests.coordination.stories import LIFE, agency, agree, held, offered, once, opened, referred, trail_of

pytestmark = pytest.mark.django_db


def do(act, movement, actor, **more):
    with session(actor):
        return act(movement.pk, actor=actor, client_id=once(), **more)


def seen(model, actor, **where):
    with session(actor):
        return list(model.objects.filter(**where))


# --- referral -----------------------------------------------------------------------------------


def test_a_referral_shows_only_what_its_purpose_needs(hoa, an):
    movement = referred(hoa, an, Purpose.WORK, message="Cần học nghề may")
    assert movement.state == State.IN_PROGRESS and movement.case.holder_id == hoa.agency_id
    assert seen(Case, an) == [movement.case]
    assert len(seen(Identity, an)) == 1 and len(seen(Contact, an)) == 1
    with session(an):
        assert set(Share.objects.get(agency=an.agency_id).parts) == {
            "summary",
            "identity",
            "contact",
            "support",
        }
    assert "movement.start" in trail_of(movement.case)


def test_a_referral_shows_fewer_parts_when_fewer_are_chosen_and_never_more(hoa, an):
    case = held(hoa)
    movement = referred(hoa, an, Purpose.HEALTH, case, parts=[Part.SUPPORT, Part.CONTACT])
    assert seen(Identity, an) == []
    assert movement.parts == ["summary", "contact", "support"]
    with session(hoa), pytest.raises(Refused, match="«Nơi lưu trú»"):
        referring.refer(
            case.pk, agency(an), Purpose.HEALTH, actor=hoa, client_id=once(), parts=[Part.STAY, Part.SUPPORT]
        )


def test_what_is_withheld_from_the_receiver_does_not_go_with_a_referral(hoa, an):
    case = held(hoa)
    with session(hoa):
        contact = Contact.objects.get(case=case)
        consents.withhold_row(case.pk, "contact", contact.pk, actor=hoa, from_agencies=(an.agency_id,))
    referred(hoa, an, Purpose.HEALTH, case)
    assert seen(Contact, an) == []


def test_verification_is_asked_for_by_its_own_gesture(hoa, nam):
    with pytest.raises(Refused, match="bằng văn bản"):
        referred(hoa, nam, Purpose.VERIFICATION)


def test_a_referral_that_is_done_gives_the_service_and_ends_access(hoa, an):
    movement = referred(hoa, an)
    do(answering.accept, movement, an)
    done = do(answering.finish, movement, an, note="Đã khám, có thuốc")
    assert done.state == State.DONE and done.ended_at
    service = Service.objects.get(pk=movement.service_id)
    assert service.provided_on == an.today and service.provider_id == an.agency_id
    assert seen(Case, an) == [] and seen(Movement, an) == [movement]
    assert [step.move for step in MovementStep.objects.order_by("pk")] == ["start", "accept", "finish"]


def test_a_service_planned_before_is_the_one_given(hoa, an):
    case = held(hoa)
    with session(hoa):
        service = support.plan_service(
            case.pk, Item.MEDICAL, actor=hoa, client_id=once(), need="Khám tổng quát"
        )
    movement = referred(hoa, an, case=case, service_id=service.pk)
    do(answering.accept, movement, an)
    do(answering.finish, movement, an, note="Đã khám")
    assert Service.objects.get().provided_on == an.today


def test_a_referral_is_refused_with_a_reason_that_both_sides_read(hoa, an):
    movement = referred(hoa, an, message="Lời nhắn của nơi gửi")
    with pytest.raises(Refused, match="lý do"):
        do(answering.reject, movement, an, reason=" ")
    do(answering.reject, movement, an, reason="Hết giường")
    assert seen(Case, an) == []
    with session(hoa):
        told = [(step.move, words) for step, words in queries.course(movement.pk, hoa).steps]
    assert told == [("start", "Lời nhắn của nơi gửi"), ("reject", "Hết giường")]
    with session(an):  # who knows the case no more reads his own words only
        assert [words for _, words in queries.course(movement.pk, an).steps] == ["", "Hết giường"]


def test_access_ends_with_a_referral_unless_another_gives_it(hoa, an):
    case = held(hoa)
    first, second = referred(hoa, an, Purpose.HEALTH, case), referred(hoa, an, Purpose.CHILD, case)
    do(answering.reject, first, an, reason="Không có khoa này")
    assert seen(Case, an) == [case]
    do(answering.revoke, second, hoa, reason="Nhầm nơi nhận")
    assert seen(Case, an) == []


def test_done_comes_only_after_accepted_and_answers_only_while_it_waits(hoa, an):
    movement = referred(hoa, an)
    with pytest.raises(Refused, match="Chờ trả lời"):
        do(answering.finish, movement, an, note="Xong")
    do(answering.accept, movement, an)
    for answer, more in ((answering.accept, {}), (answering.reject, {"reason": "Không"})):
        with pytest.raises(Refused, match="Đã tiếp nhận"):
            do(answer, movement, an, **more)


def test_a_referral_may_be_taken_back_after_it_was_accepted(hoa, an):
    movement = referred(hoa, an)
    do(answering.accept, movement, an)
    do(answering.revoke, movement, hoa, reason="Người đó đổi ý")
    assert seen(Case, an) == []
    with pytest.raises(Refused, match="Đã thu hồi"):
        do(answering.revoke, movement, hoa, reason="Lần nữa")


def test_the_same_answer_sent_again_changes_nothing(hoa, an):
    movement, form = referred(hoa, an), once()
    for _ in range(2):
        with session(an):
            answering.accept(movement.pk, actor=an, client_id=form)
    assert MovementStep.objects.filter(move="accept").count() == 1


def test_the_same_referral_sent_again_is_one(hoa, an):
    case, form = held(hoa), once()
    for _ in range(2):
        with session(hoa):
            referring.refer(case.pk, agency(an), Purpose.HEALTH, actor=hoa, client_id=form)
    assert Movement.objects.count() == Service.objects.count() == 1


def test_outside_of_the_system_nothing_is_shown_and_the_sender_writes_down_the_answer(hoa, an):
    case = held(hoa)
    with session(hoa):
        movement = referring.refer_outside(
            case.pk, "Ngôi nhà Bình Yên", Purpose.PSYCHOLOGY, actor=hoa, client_id=once()
        )
    assert not Share.objects.exclude(kind="holder").exists()
    do(answering.accept, movement, hoa)
    do(answering.finish, movement, hoa, note="Đã tham vấn 3 buổi")
    assert Service.objects.get().provider_text == "Ngôi nhà Bình Yên"
    assert Service.objects.get().provided_on == hoa.today


# --- consent ------------------------------------------------------------------------------------


@pytest.mark.parametrize("missing", [ConsentPurpose.DISCLOSURE, ConsentPurpose.SERVICES])
def test_a_referral_needs_consent_to_share_and_to_be_served(hoa, an, missing):
    case = held(hoa, agreed=False)
    agree(hoa, case, *({ConsentPurpose.DISCLOSURE, ConsentPurpose.SERVICES} - {missing}))
    with pytest.raises(Refused, match="Chưa hỏi"):
        referred(hoa, an, case=case)


def test_a_transfer_needs_consent_to_share(hoa, mai):
    case = held(hoa, agreed=False)
    with pytest.raises(Refused, match="Chưa hỏi"):
        offered(hoa, mai, case)
    agree(hoa, case, ConsentPurpose.DISCLOSURE)
    assert offered(hoa, mai, case).basis == ""


def test_without_consent_a_basis_and_a_reason_are_named_and_kept_by_the_holder(hoa, an):
    case = held(hoa, agreed=False)
    movement = referred(hoa, an, case=case, without=LIFE)
    assert movement.basis == Basis.LIFE
    assert case.events.get(move="disclosed_without_consent").part == "internal"


def test_a_no_to_one_agency_outweighs_a_yes_to_everybody(hoa, an):
    case = held(hoa)
    agree(hoa, case, ConsentPurpose.DISCLOSURE, granted=False, recipient_agency_id=an.agency_id)
    agree(hoa, case, ConsentPurpose.DISCLOSURE)
    with pytest.raises(Refused, match="không đồng ý"):
        referred(hoa, an, case=case)


def test_consent_withdrawn_ends_what_stands_on_it_and_tells_receivers(hoa, an, sen):
    case = held(hoa)
    resting = referred(hoa, an, case=case)
    urgent = referred(hoa, sen, Purpose.SHELTER, case)
    Movement.objects.filter(pk=urgent.pk).update(basis="life")
    do(answering.accept, resting, an)
    with session(hoa):
        consent = case_consent(case)
        consents.withdraw(case.pk, consent.pk, actor=hoa)
    resting.refresh_from_db()
    assert resting.state == State.REVOKED and seen(Case, an) == []
    assert seen(Case, sen) == [case]
    told = set(Notice.objects.filter(occasion="consent-withdrawn").values_list("to_agency", flat=True))
    assert told == {an.agency_id, sen.agency_id}
    assert MovementStep.objects.filter(movement=resting).count() == 3  # nothing of what was is undone


def test_a_no_said_later_takes_back_the_yes_for_whom_it_names(hoa, an, sen):
    case = held(hoa)
    to_an, to_sen = referred(hoa, an, case=case), referred(hoa, sen, Purpose.SHELTER, case)
    agree(hoa, case, ConsentPurpose.DISCLOSURE, granted=False, recipient_agency_id=an.agency_id)
    states = dict(Movement.objects.values_list("pk", "state"))
    assert states == {to_an.pk: State.REVOKED, to_sen.pk: State.IN_PROGRESS}


def test_an_offer_that_stands_on_consent_ends_with_it(hoa, mai):
    movement = offered(mai, hoa)
    agree(mai, movement.case, ConsentPurpose.DISCLOSURE, granted=False)
    with pytest.raises(Refused, match="Đã thu hồi"):
        do(answering.accept, movement, hoa)


def test_a_case_with_a_live_referral_is_not_closed_without_saying_why(hoa, an):
    from diemtua.cases.queries.open_work import open_work_of

    movement = referred(hoa, an)
    assert open_work_of(movement.case).referrals == 1
    do(answering.reject, movement, an, reason="Không nhận")
    assert open_work_of(movement.case).referrals == 0


def case_consent(case):
    from diemtua.cases.models import Consent

    return Consent.objects.get(case=case, purpose="disclosure")


# --- transfer -----------------------------------------------------------------------------------


def test_an_offered_case_shows_a_summary_and_changes_hands_when_it_is_taken(hoa, mai):
    movement = offered(mai, hoa)
    assert seen(Case, hoa) == [movement.case] and seen(Identity, hoa) == [] and seen(Contact, hoa) == []
    do(answering.accept, movement, hoa)
    movement.case.refresh_from_db()
    assert movement.case.holder_id == hoa.agency_id
    assert len(seen(Identity, hoa)) == 1
    assert seen(Identity, mai) == [] and seen(Case, mai) == [movement.case]  # a summary stays
    assert "case.holder_changed" in trail_of(movement.case)


def test_a_refused_offer_leaves_the_case_where_it_was(hoa, mai):
    movement = offered(mai, hoa)
    do(answering.reject, movement, hoa, reason="Không thuộc địa bàn")
    movement.case.refresh_from_db()
    assert movement.case.holder_id == mai.agency_id and seen(Case, hoa) == []


def test_one_offer_at_a_time(hoa, mai, nam):
    case = held(mai)
    offered(mai, hoa, case)
    with pytest.raises(Refused, match="Đang chờ Sở Y tế"):
        offered(mai, nam, case)


def test_an_offer_waits_for_the_notice_that_the_law_asks_for(mai, hoa, nam):
    from tests.cases.stories import told

    case = told(mai, hoa)
    agree(mai, case)
    with pytest.raises(Refused, match="theo thông báo"):
        offered(mai, nam, case)


def test_a_case_taken_over_by_notice_ends_the_offer_of_its_former_holder(mai, hoa, nam):
    from diemtua.cases.actions import legal

    case = held(mai)
    movement = offered(mai, nam, case)
    with session(mai):
        legal.notify(case.pk, agency(hoa), actor=mai, client_id=once())
    with session(hoa):
        legal.take_over(case.pk, actor=hoa, client_id=once())
    movement.refresh_from_db()
    assert movement.state == State.REVOKED and seen(Case, nam) == []


def test_what_changed_hands_is_not_taken_back(hoa, mai):
    movement = offered(mai, hoa)
    do(answering.accept, movement, hoa)
    with pytest.raises(Refused, match="không thu hồi được"):
        do(answering.revoke, movement, mai, reason="Nhầm")


def test_limits_follow_the_case_unless_their_text_lays_them_on_another_body(hoa, mai):
    case = held(mai)
    assert Clock.objects.get(case=case, deadline="D02").owes_id == mai.agency_id
    Clock.objects.create(
        case=case, deadline="D04", trigger="commune-notice", started_at=case.opened_at, owes_id=mai.agency_id
    )
    do(answering.accept, offered(mai, hoa, case), hoa)
    owed = dict(Clock.objects.filter(case=case).values_list("deadline", "owes"))
    assert owed == {"D02": mai.agency_id, "D04": hoa.agency_id}


def test_live_referrals_follow_the_case_and_its_new_holder_may_end_them(hoa, mai, an):
    case = held(mai)
    referral = referred(mai, an, case=case)
    do(answering.accept, offered(mai, hoa, case), hoa)
    assert referral in seen(Movement, hoa)
    do(answering.accept, referral, an)
    do(answering.revoke, referral, hoa, reason="Đã có nơi khác")
    assert seen(Case, an) == []


# --- transfer request ---------------------------------------------------------------------------


def test_a_request_asks_the_holder_and_gives_nothing(hoa, an):
    case = held(hoa)
    referred(hoa, an, Purpose.INTERPRETATION, case)
    with session(an):
        request = transferring.request_transfer(case.pk, actor=an, client_id=once())
    assert request.to_agency_id == hoa.agency_id and seen(Identity, an) == []
    do(answering.accept, request, hoa)
    offer = Movement.objects.get(kind=Kind.TRANSFER)
    assert offer.asked_by_id == request.pk and offer.state == State.IN_PROGRESS
    do(answering.accept, offer, an)
    case.refresh_from_db()
    assert case.holder_id == an.agency_id


def test_the_holder_does_not_ask_itself_and_nobody_asks_twice(hoa, an):
    case = held(hoa)
    referred(hoa, an, case=case)
    with session(hoa), pytest.raises(Refused, match="đang giữ"):
        transferring.request_transfer(case.pk, actor=hoa, client_id=once())
    with session(an):
        transferring.request_transfer(case.pk, actor=an, client_id=once())
        with pytest.raises(Refused, match="đang chờ"):
            transferring.request_transfer(case.pk, actor=an, client_id=once())


def test_a_request_goes_on_to_whoever_holds_the_case_by_then(hoa, mai, an):
    case = held(mai)
    referred(mai, an, case=case)
    with session(an):
        request = transferring.request_transfer(case.pk, actor=an, client_id=once())
    do(answering.accept, offered(mai, hoa, case), hoa)
    request.refresh_from_db()
    assert request.to_agency_id == hoa.agency_id and request.state == State.IN_PROGRESS
    do(answering.reject, request, hoa, reason="Đang hỗ trợ tại đây")


def test_a_stranger_cannot_ask_for_what_he_does_not_know(hoa, la):
    case = held(hoa)
    with session(la), pytest.raises(Case.DoesNotExist):
        transferring.request_transfer(case.pk, actor=la, client_id=once())


# --- assignment ---------------------------------------------------------------------------------


def test_a_head_assigns_at_once_and_the_colleague_is_told(hoa, kim):
    case = opened(hoa)
    with session(hoa):
        movement = assigning.assign(case.pk, kim.officer_id, actor=hoa, client_id=once())
    case.refresh_from_db()
    assert case.owner_id == kim.officer_id and movement.state == State.DONE
    assert Notice.objects.get(occasion="assigned").to_officer_id == kim.officer_id


def test_a_colleague_does_not_assign_but_may_take_what_nobody_has(mai, chi, hoa):
    case = opened(mai)
    with session(chi), pytest.raises(Refused, match="lãnh đạo"):
        assigning.assign(case.pk, chi.officer_id, actor=chi, client_id=once())
    Case.objects.filter(pk=case.pk).update(owner=None)
    with session(chi):
        assigning.assign(case.pk, chi.officer_id, actor=chi, client_id=once())


# --- who ----------------------------------------------------------------------------------------


def test_only_the_officer_in_charge_or_a_head_sends(mai, chi, hoa):
    case = held(mai)
    with pytest.raises(Refused, match="phụ trách"):
        offered(chi, hoa, case)


def test_only_the_receiver_answers_never_the_sender_nor_a_third(hoa, an, nam):
    movement = referred(hoa, an)
    with pytest.raises(Refused, match="Chỉ nơi nhận"):
        do(answering.accept, movement, hoa)
    with pytest.raises(Movement.DoesNotExist):
        do(answering.accept, movement, nam)


def test_what_is_sent_to_one_officer_is_answered_by_him_or_his_head(mai, hoa, kim):
    case = held(mai)
    movement = offered(mai, hoa, case, officer_id=hoa.officer_id)
    with pytest.raises(Refused, match="đích danh"):
        do(answering.accept, movement, kim)
    do(answering.revoke, movement, mai, reason="Đổi người nhận")
    movement = offered(mai, hoa, case, officer_id=kim.officer_id)
    do(answering.accept, movement, hoa)


def test_nothing_is_sent_where_nobody_could_answer(hoa, binh):
    with pytest.raises(Refused, match="chưa có cán bộ"):
        referred(hoa, binh)


def test_the_snapshot_keeps_the_names_of_that_time(hoa, an):
    movement = referred(hoa, an)
    assert movement.snapshot["from"] == hoa.agency_name and movement.snapshot["to"] == an.agency_name
    assert movement.from_name == hoa.agency_name


def test_the_database_itself_refuses_a_second_open_transfer_and_a_changed_step(hoa, an):
    from django.db import IntegrityError, transaction

    movement = offered(hoa, an)
    with pytest.raises(IntegrityError, match="chỉ được ghi thêm"), transaction.atomic():
        MovementStep.objects.update(move="x")
    with pytest.raises(IntegrityError, match="movement_one_open_transfer"), transaction.atomic():
        movement.pk, movement.client_id = once(), once()
        movement.save(force_insert=True)
    assert connection.in_atomic_block and not seen(Stay, an)
