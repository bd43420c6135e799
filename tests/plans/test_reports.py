"""Reports: what falls due, sending, replacing, returning, what happens on the spot; who may, who may not."""

import uuid
from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from diemtua.access.actor import house
from diemtua.access.session import session
from diemtua.audit.models import Entry
from diemtua.directory.models import Agency, AgencySuccession
from diemtua.kernel.decision import Refused
from diemtua.plans.actions import dues, reports
from diemtua.plans.actions.succession import carry_over
from diemtua.plans.models import Document, ReportDue, ReportDuty, Submission
from diemtua.plans.queries import reports as queries
from diemtua.plans.queries.reports import Look
from tests.people import AgencyFactory, PostingFactory
from tests.plans.factories import PLAN, issued_plan
from tests.plans.visits import visit

pytestmark = pytest.mark.django_db
FIGURES = [{"what": "Số nạn nhân được hỗ trợ", "value": "3", "unit": "người"}]


@pytest.fixture
def plan(hoa, nam, ly, an, la):
    return issued_plan(nam)


@pytest.fixture
def due(plan):
    """Hoa's agency reports to the province's committee through Nam's: the year 2024, due 16/12/2024."""
    return ReportDue.objects.order_by("due_on").first()


def send(due, actor, client_id=None, note="Đã hỗ trợ ba người.", **given):
    with session(actor):
        return reports.send_report(
            due.pk, actor=actor, client_id=client_id or uuid.uuid4(), note=note, **given
        )


def give_back(due, actor, reason="Thiếu số liệu quý IV"):
    with session(actor):
        return reports.return_report(due.pk, actor=actor, client_id=uuid.uuid4(), reason=reason)


def acts_of(due):
    return list(
        Entry.objects.filter(subject_kind="plans.report", subject=str(due.pk)).values_list("act", flat=True)
    )


def test_a_plan_says_who_reports_what_to_whom_through_whom(plan, due, hoa, nam):
    assert due.duty.what
    assert due.agency_id == hoa.agency_id
    assert due.duty.through_id == nam.agency_id
    assert list(due.duty.who.values_list("pk", flat=True)) == [hoa.agency_id]
    assert due.due_on > plan.issued_on


def test_a_report_is_sent_with_figures_and_leaves_its_trace(due, hoa):
    sent = send(due, hoa, figures=FIGURES)
    due.refresh_from_db()
    assert timezone.localdate(due.submitted_at) == date(2024, 7, 15)
    assert (sent.number, sent.figures, sent.officer_id) == (1, FIGURES, hoa.officer_id)
    assert acts_of(due) == ["report.sent"]


def test_another_agency_cannot_send_it(due, nam):
    with pytest.raises(Refused, match="Chỉ cơ quan phải báo cáo"):
        send(due, nam)
    assert not acts_of(due)


def test_a_supervisor_of_the_agency_only_looks(due, hoa):
    with pytest.raises(Refused, match="chỉ theo dõi"):
        send(due, replace(hoa, duties=frozenset({"oversee"})))


@pytest.mark.parametrize("stranger", ["an", "la"])
def test_to_a_stranger_the_report_does_not_exist(due, stranger, request):
    with pytest.raises(ReportDue.DoesNotExist):
        send(due, request.getfixturevalue(stranger))


def test_the_same_form_sends_once(due, hoa):
    client_id = uuid.uuid4()
    assert send(due, hoa, client_id).pk == send(due, hoa, client_id).pk
    assert Submission.objects.count() == 1
    assert acts_of(due) == ["report.sent"]


def test_an_empty_report_is_refused(due, hoa):
    with pytest.raises(Refused, match="Nêu nội dung"):
        send(due, hoa, note="  ")


def test_a_replacement_says_why_and_keeps_the_first_and_its_time(due, hoa):
    send(due, hoa)
    due.refresh_from_db()
    first = due.submitted_at
    with pytest.raises(Refused, match="lý do"):
        send(due, hoa, note="Bốn người.")
    later = replace(hoa, today=date(2024, 12, 20))
    send(due, later, note="Bốn người.", reason="Bổ sung một người của tháng 12")
    due.refresh_from_db()
    assert due.submitted_at == first
    assert [each.note for each in due.submissions.order_by("number")] == ["Đã hỗ trợ ba người.", "Bốn người."]


def test_nothing_sent_is_altered_or_deleted(due, hoa):
    sent = send(due, hoa)
    with pytest.raises(IntegrityError, match="không được sửa hay xóa"), transaction.atomic():
        Submission.objects.filter(pk=sent.pk).update(note="khác")
    with pytest.raises(IntegrityError, match="không được sửa hay xóa"), transaction.atomic():
        sent.delete()


def test_the_receiver_returns_it_and_it_counts_as_not_sent(due, hoa, nam):
    send(due, hoa)
    give_back(due, nam)
    due.refresh_from_db()
    assert due.submitted_at is None and due.submitted_by is None
    assert acts_of(due) == ["report.sent", "report.returned"]
    again = send(due, hoa, note="Đã hỗ trợ ba người, đủ số liệu.")
    assert (again.number, again.reason) == (2, "Gửi lại sau khi bị trả lại.")
    due.refresh_from_db()
    assert due.submitted_at is not None


def test_returning_twice_in_one_breath_returns_once(due, hoa, nam):
    send(due, hoa)
    give_back(due, nam)
    give_back(due, nam)
    assert acts_of(due).count("report.returned") == 1


def test_a_return_needs_a_reason_a_receiver_and_something_sent(due, hoa, nam):
    with pytest.raises(Refused, match="chưa được gửi"):
        give_back(due, nam)
    send(due, hoa)
    with pytest.raises(Refused, match="lý do"):
        give_back(due, nam, reason=" ")
    with pytest.raises(Refused, match="chính cơ quan"):
        give_back(due, hoa)


def test_an_overseer_who_is_no_receiver_cannot_return(due, hoa, binh):
    send(due, hoa)
    with pytest.raises(Refused, match="nơi nhận"):
        give_back(due, binh)


# --- what happens on the spot -----------------------------------------------------------------------------


@pytest.fixture
def duty(plan):
    duty = ReportDuty.objects.get()
    duty.due_value = "half-yearly,yearly,on-event"
    duty.save()
    return duty


def happened(duty, actor, client_id=None, words="Tiếp nhận một nhóm người trở về"):
    with session(actor):
        return reports.report_on_event(
            duty.pk, actor=actor, client_id=client_id or uuid.uuid4(), happened=words
        )


def test_something_that_happened_is_reported_today(duty, hoa, nam):
    due = happened(duty, hoa)
    assert (due.due_on, due.period, due.happened) == (
        hoa.today,
        "Phát sinh 15/07/2024",
        "Tiếp nhận một nhóm người trở về",
    )
    with session(nam):
        assert ReportDue.objects.filter(pk=due.pk).exists()
    assert acts_of(due) == ["report.event"]


def test_two_things_on_one_day_are_two_reports_and_one_form_is_one(duty, hoa):
    client_id = uuid.uuid4()
    assert happened(duty, hoa, client_id).pk == happened(duty, hoa, client_id).pk
    assert happened(duty, hoa).period == "Phát sinh 15/07/2024 (2)"


def test_only_who_owes_the_duty_reports_events(duty, nam, la):
    with pytest.raises(Refused, match="không có nghĩa vụ"):
        happened(duty, nam)
    with pytest.raises(ReportDuty.DoesNotExist):
        happened(duty, la)


def test_a_periodic_duty_takes_no_events_nor_an_ended_one(plan, hoa):
    duty = ReportDuty.objects.get()
    with pytest.raises(Refused, match="theo kỳ"):
        happened(duty, hoa)
    ReportDuty.objects.update(due_value="on-event", ended_on=date(2024, 6, 30))
    with pytest.raises(Refused, match="hết hiệu lực"):
        happened(duty, hoa)


# --- later years ------------------------------------------------------------------------------------------------


def topped_up(province_id, today):
    with session(house(today)):
        return dues.top_up(province_id, today=today)


def test_later_years_come_by_themselves_and_only_once(plan, hoa):
    Document.objects.update(period_to="")
    before = ReportDue.objects.count()
    assert topped_up(hoa.province_id, date(2025, 12, 31)) == 2  # first half and whole of 2026
    assert topped_up(hoa.province_id, date(2025, 12, 31)) == 0
    assert ReportDue.objects.count() == before + 2
    new = ReportDue.objects.order_by("-due_on").first()
    assert (new.period, new.agency_id) == ("Năm 2026", hoa.agency_id)


def test_no_report_is_asked_for_days_that_have_passed(plan, hoa):
    Document.objects.update(period_to="")
    topped_up(hoa.province_id, date(2030, 6, 30))
    assert not ReportDue.objects.filter(due_on__range=(date(2026, 1, 1), date(2030, 6, 29))).exists()


def test_a_plan_of_one_year_asks_for_none_of_the_next(plan, hoa):
    Document.objects.update(period_to="2024")
    assert topped_up(hoa.province_id, date(2025, 12, 31)) == 0


def test_an_ended_duty_falls_silent(plan, hoa):
    Document.objects.update(period_to="")
    ReportDuty.objects.update(ended_on=date(2025, 6, 30))
    assert topped_up(hoa.province_id, date(2025, 12, 31)) == 0


def test_the_one_heir_of_an_ended_body_reports_and_of_several_nobody_yet(plan, hoa):
    Document.objects.update(period_to="")
    duty = ReportDuty.objects.get()
    old = duty.who.get()
    old.valid_until = date(2025, 2, 28)
    old.save()
    heir = AgencyFactory(kind="so-y-te", name="Sở Y tế", area=old.area)
    AgencySuccession.objects.create(predecessor=old, successor=heir, on=date(2025, 3, 1))
    assert topped_up(hoa.province_id, date(2025, 12, 31)) == 2
    assert set(ReportDue.objects.filter(due_on__year=2026).values_list("agency", flat=True)) == {heir.pk}
    other = AgencyFactory(kind="so-noi-vu", name="Sở Nội vụ", area=old.area)
    AgencySuccession.objects.create(predecessor=old, successor=other, on=date(2025, 3, 1))
    assert topped_up(hoa.province_id, date(2026, 12, 31)) == 0


# --- lists -------------------------------------------------------------------------------------------------------


def seen(actor, look):
    with session(actor):
        return [due.pk for due in queries.listed(actor, look).rows]


def test_each_sees_what_he_owes_and_what_he_receives(due, hoa, nam, an, la):
    assert due.pk in seen(hoa, Look.OWED)
    assert due.pk not in seen(nam, Look.OWED)
    send(due, hoa)
    assert due.pk in seen(hoa, Look.SENT) and due.pk in seen(nam, Look.RECEIVED)
    assert due.pk not in seen(hoa, Look.OWED)
    for stranger in (an, la):
        assert not any(seen(stranger, look) for look in Look)


def test_those_who_owe_the_same_report_do_not_read_one_anothers(hoa, nam, ly, an, la):
    """«Các sở, ban, ngành và Ủy ban nhân dân các xã báo cáo»: a commune reads its own report, not its neighbour's."""
    both = PLAN.replace(
        "01 năm, Sở Lao động - Thương binh và Xã hội báo cáo",
        "01 năm, Sở Lao động - Thương binh và Xã hội, Hội Liên hiệp Phụ nữ tỉnh báo cáo",
    )
    plan = issued_plan(nam, both)
    owed = ReportDue.objects.filter(duty__document=plan)
    assert {due.agency_id for due in owed} == {hoa.agency_id, an.agency_id}
    for actor in (hoa, an):
        with session(actor):
            assert {due.agency_id for due in owed.all()} == {actor.agency_id}
    with session(nam):
        assert {due.agency_id for due in owed.all()} == {hoa.agency_id, an.agency_id}


def heir_of(actor):
    """Another officer's agency carries on the work of ``actor``'s, which has ended."""
    old = Agency.objects.get(pk=actor.agency_id)
    old.valid_until = date(2025, 2, 28)
    old.save()
    heir = AgencyFactory(kind="so-y-te", name="Sở Y tế", area=old.area)
    AgencySuccession.objects.create(predecessor=old, successor=heir, on=date(2025, 3, 1))
    posting = PostingFactory(agency=heir, officer__name="Lê Thị Thu")
    return replace(
        actor, officer_id=posting.officer_id, agency_id=heir.pk, agency_name=heir.name, today=date(2025, 3, 3)
    )


def test_the_heir_opens_and_sends_reports_that_fall_due_after_the_merger(plan, hoa):
    Document.objects.update(period_to="")  # a plan that runs on
    heir = heir_of(hoa)
    with session(house(heir.today)):
        dues.top_up(plan.province_id, today=heir.today)
    due = ReportDue.objects.filter(agency=heir.agency_id).first()
    with session(heir):
        queries.record(heir, due.pk)
    send(due, heir)


def test_the_heir_opens_and_sends_reports_passed_on_to_it(due, hoa):
    heir = heir_of(hoa)
    with session(house(heir.today)):
        carry_over(actor=house(heir.today), on=heir.today)
    due.refresh_from_db()
    assert due.agency_id == heir.agency_id
    with session(heir):
        queries.record(heir, due.pk)
    send(due, heir)


def test_who_is_silent_is_seen_by_who_should_receive(due, hoa, nam):
    late = replace(nam, today=date(2024, 12, 31))
    assert due.pk in seen(late, Look.SILENT)
    send(due, hoa)
    assert due.pk not in seen(late, Look.SILENT)


def test_a_successor_sees_what_its_predecessor_was_to_receive(due, nam):
    heir = AgencyFactory(
        kind="vp-ubnd", name="Văn phòng kế thừa", area_id=nam.province_id, province_id=nam.province_id
    )
    AgencySuccession.objects.create(predecessor_id=nam.agency_id, successor=heir, on=date(2024, 12, 1))
    asker = replace(nam, agency_id=heir.pk, today=date(2024, 12, 31))
    assert due.pk in seen(asker, Look.SILENT)


def test_lists_page_by_place_whatever_was_added_meanwhile(due, hoa):
    for n in range(7):
        ReportDue.objects.create(
            duty=due.duty, agency_id=hoa.agency_id, period=f"Tuần {n}", due_on=date(2024, 9, 1 + n // 2),
            province_id=hoa.province_id, seen_by=due.seen_by,
        )  # fmt: skip
    for look in (Look.OWED, Look.LATE):
        asker = replace(hoa, today=date(2025, 12, 31))
        with session(asker):
            whole = [row.pk for row in queries.listed(asker, look).rows]
            walked, after = [], ""
            while True:
                page = queries.listed(asker, look, after=after, size=2)
                walked += [row.pk for row in page.rows]
                after = page.next
                if not after:
                    break
        assert walked == whole and len(whole) > 7


@pytest.mark.parametrize("look", Look)
def test_a_list_costs_five_queries_at_most(due, hoa, look, django_assert_max_num_queries):
    with session(hoa), django_assert_max_num_queries(5):
        queries.listed(hoa, look)


# --- pages -------------------------------------------------------------------------------------------------------


def test_the_page_shows_what_is_owed_and_takes_the_report(due, hoa):
    browser = visit(hoa)
    page = browser.get(f"/bao-cao/{due.pk}/")
    assert page.status_code == 200 and "Gửi báo cáo" in page.content.decode()
    given = {"client_id": str(uuid.uuid4()), "note": "Ba người.", "figures": "Số người: 3 người"}
    answer = browser.post(f"/bao-cao/{due.pk}/gui/", given)
    assert answer.status_code == 302
    browser.post(f"/bao-cao/{due.pk}/gui/", given)  # the connection dropped, the form came again
    assert Submission.objects.get().figures == [{"what": "Số người", "value": "3", "unit": "người"}]
    shown = browser.get(f"/bao-cao/{due.pk}/").content.decode()
    assert "Ba người." in shown and "Đã gửi đúng hạn" in shown


def test_a_form_with_errors_comes_back_filled(due, hoa):
    given = {"client_id": str(uuid.uuid4()), "note": "Ba người.", "figures": "không có số"}
    answer = visit(hoa).post(f"/bao-cao/{due.pk}/gui/", given)
    assert answer.status_code == 422
    assert "chưa có con số" in answer.content.decode() and "Ba người." in answer.content.decode()
    assert not Submission.objects.exists()


def test_a_refusal_is_told_beside_the_form(due, hoa, nam):
    send(due, hoa)
    answer = visit(nam).post(f"/bao-cao/{due.pk}/tra-lai/", {"client_id": str(uuid.uuid4()), "reason": "x"})
    assert answer.status_code == 422 and "Nêu lý do trả lại" in answer.content.decode()


ROUTES = ("/bao-cao/{due}/", "/bao-cao/{due}/gui/", "/bao-cao/{due}/tra-lai/")


@pytest.mark.parametrize("route", ROUTES)
def test_a_stranger_finds_no_report_and_nobody_is_asked_to_sign_in(due, an, la, route):
    address = route.format(due=due.pk)
    reads = route == ROUTES[0]
    given = {"client_id": str(uuid.uuid4()), "note": "Ba người.", "figures": "", "reason": "lý do"}
    for stranger in (an, la):
        browser = visit(stranger)
        assert (browser.get(address) if reads else browser.post(address, given)).status_code == 404
    nobody = visit(None)
    answer = nobody.get(address) if reads else nobody.post(address, given)
    assert answer.status_code == 302 and "/dang-nhap/" in answer["Location"]


def test_the_wrong_agency_is_refused_in_words(due, nam):
    given = {"client_id": str(uuid.uuid4()), "note": "Ba người.", "figures": ""}
    answer = visit(nam).post(f"/bao-cao/{due.pk}/gui/", given)
    assert answer.status_code == 422 and "Chỉ cơ quan phải báo cáo" in answer.content.decode()


def test_reporting_an_event_leads_to_its_report(duty, hoa):
    browser = visit(hoa)
    assert "Báo cáo việc phát sinh" in browser.get("/bao-cao/").content.decode()
    given = {"client_id": str(uuid.uuid4()), "duty": duty.pk, "happened": "Tiếp nhận một nhóm người"}
    answer = browser.post("/bao-cao/phat-sinh/", given)
    due = ReportDue.objects.get(happened="Tiếp nhận một nhóm người")
    assert answer["Location"] == f"/bao-cao/{due.pk}/"


def test_who_owes_no_events_is_told_so(plan, an):
    answer = visit(an).get("/bao-cao/phat-sinh/")
    assert "Không văn bản nào yêu cầu" in answer.content.decode()


@pytest.mark.parametrize("look", [*(look.value for look in Look), "", "bịa"])
def test_every_list_answers_even_when_empty(plan, hoa, an, look):
    for officer in (hoa, an):
        assert visit(officer).get(f"/bao-cao/?xem={look}").status_code == 200


def test_the_pages_cost_few_queries(due, hoa, nam, django_assert_max_num_queries):
    send(due, hoa, figures=FIGURES)
    for address in ("/bao-cao/", f"/bao-cao/{due.pk}/"):
        browser = visit(nam)
        browser.get(address)
        with django_assert_max_num_queries(20):  # 12 and the test's own savepoints and sign-in
            browser.get(address)
