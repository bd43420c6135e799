"""The calendar: a month, a day, late reports, and the private feed read back as a telephone reads it."""

import uuid
from datetime import date, timedelta

import pytest
from icalendar import Calendar

from diemtua.access import calendar_keys
from diemtua.access.models import Account
from diemtua.access.session import session
from diemtua.audit.models import Entry
from diemtua.plans.models import Campaign, ReportDue, Task
from diemtua.plans.pages.calendar import CalendarPage, strips
from diemtua.plans.queries import calendar as queries
from tests.plans.factories import issued_plan, task_of
from tests.plans.visits import visit

pytestmark = pytest.mark.django_db
AUGUST = date(2024, 8, 1)


@pytest.fixture
def plan(hoa, nam, ly, binh, an, la):
    return issued_plan(nam)


@pytest.fixture
def training(plan):
    """Hoa's agency leads, Lý's coordinates: due Friday 30/8/2024."""
    return task_of(plan, "II/1/a")


@pytest.fixture
def peak(plan):
    return Campaign.objects.create(
        document=plan, province=plan.province, seen_by=plan.seen_by, name="đợt cao điểm",
        starts_on=date(2024, 7, 1), ends_on=date(2024, 9, 30),
    )  # fmt: skip


def month(actor, first=AUGUST, whole=False):
    with session(actor):
        return queries.month(actor, first, whole=whole)


# --- the month ------------------------------------------------------------------------------------------------------


def test_a_month_is_whole_weeks_from_monday_to_sunday():
    assert queries.span(AUGUST) == (date(2024, 7, 29), date(2024, 9, 1))
    for n in range(60):
        first = date(2024 + n // 12, n % 12 + 1, 1)
        begins, ends = queries.span(first)
        assert begins.weekday() == 0 and ends.weekday() == 6 and begins <= first <= ends


def test_lead_and_coordinator_see_the_day_and_a_stranger_nothing(training, hoa, ly, an, la):
    for actor in (hoa, ly):
        assert [task.pk for task in month(actor).days[training.due_on].tasks] == [training.pk]
    for actor in (an, la):
        assert month(actor).days == {} and month(actor).campaigns == []


def test_the_whole_province_is_for_who_oversees_it(training, binh, nam, hoa):
    assert training.due_on not in month(binh).days
    assert training.due_on in month(binh, whole=True).days
    page = visit(hoa).get("/lich/?thang=2024-08&cua=tinh")
    assert "Cả tỉnh" not in page.content.decode()
    assert "Cả tỉnh" in visit(binh).get("/lich/?thang=2024-08&cua=tinh").content.decode()


def test_a_withdrawn_task_leaves_the_calendar(training, hoa):
    Task.objects.filter(pk=training.pk).update(cancelled_on=date(2024, 7, 15))
    assert training.due_on not in month(hoa).days


def test_a_crowded_day_shows_a_few_and_counts_the_rest(plan, hoa, training):
    for n in range(9):
        training.pk, training.number, training.client_id = None, 100 + n, uuid.uuid4()
        training.save(force_insert=True)
    day = month(hoa).days[training.due_on]
    assert (len(day.tasks), day.task_count, day.more) == (3, 10, 7)
    shown = visit(hoa).get("/lich/?thang=2024-08").content.decode()
    assert "và 7 mục nữa" in shown and "/lich/?ngay=2024-08-30" in shown
    whole = visit(hoa).get("/lich/?ngay=2024-08-30").content.decode()
    assert "10 việc đến hạn" in whole


def test_a_month_costs_five_queries_whatever_it_holds(plan, peak, binh, django_assert_num_queries):
    with session(binh), django_assert_num_queries(5):
        queries.month(binh, AUGUST, whole=True)


def test_campaigns_are_bands_cut_to_each_week(peak, hoa):
    found = CalendarPage(month(hoa, date(2024, 9, 1)), hoa, False)
    widths = [(strip.before, strip.width, strip.after) for week in found.weeks for strip in week.strips]
    assert widths == [(0, 7, 0)] * 5 + [(0, 1, 6)]
    assert strips(peak, date(2024, 10, 7)) == []


def test_holidays_say_why_offices_are_closed(plan, hoa):
    shown = visit(hoa).get("/lich/?thang=2024-09").content.decode()
    assert "Quốc khánh" in shown


@pytest.mark.parametrize(
    "asked", ["thang=2024-12", "thang=2024-13", "thang=abc", "thang=9999-01", "ngay=2024-02-30", ""]
)
def test_any_address_answers_with_a_month(plan, hoa, asked):
    assert visit(hoa).get(f"/lich/?{asked}").status_code == 200


def test_december_leads_to_january(plan, hoa):
    shown = visit(hoa, date(2024, 12, 31)).get("/lich/").content.decode()
    assert "tháng 12/2024" in shown and "thang=2025-01" in shown and "thang=2024-11" in shown


def test_an_empty_month_says_so(plan, an):
    assert "Tháng này không có hạn nào" in visit(an).get("/lich/?thang=2024-05").content.decode()


def test_late_reports_are_listed_for_who_may_know(plan, hoa, nam, an):
    due = ReportDue.objects.order_by("due_on").first()
    after = due.due_on + timedelta(days=1)
    for actor in (hoa, nam):
        assert f"/bao-cao/{due.pk}/" in visit(actor, after).get("/lich/?xem=cham").content.decode()
    assert "Không có báo cáo nào chậm" in visit(an, after).get("/lich/?xem=cham").content.decode()


def test_nobody_is_asked_to_sign_in(plan):
    for address in ("/lich/", "/lich/?ngay=2024-08-30", "/lich/?xem=cham"):
        assert "/dang-nhap/" in visit(None).get(address)["Location"]


# --- the private feed -----------------------------------------------------------------------------------------------------


def renewed(actor, client_id=None):
    with session(actor):
        return calendar_keys.renew(actor, client_id=client_id or uuid.uuid4())


@pytest.fixture
def key(training, peak, hoa):
    visit(hoa)  # has an account
    return renewed(hoa)


def feed(key):
    return visit(None).get(f"/lich/{key}.ics")


def test_a_telephone_reads_days_codes_and_titles(key, training, peak, hoa):
    answer = feed(key)
    assert answer.status_code == 200 and answer["Content-Type"].startswith("text/calendar")
    assert answer["Cache-Control"] == "private, no-store"
    calendar = Calendar.from_ical(answer.content)
    events = {str(event["uid"]).split("@")[0]: event for event in calendar.walk("VEVENT")}
    work = events[f"viec-{training.pk}"]
    assert work.decoded("dtstart") == date(2024, 8, 30) and work.decoded("dtend") == date(2024, 8, 31)
    assert f"việc {training.number}" in str(work["summary"]) and "155/KH-UBND" in str(work["summary"])
    assert str(work["url"]).endswith(f"/viec/{training.pk}/")
    band = events[f"dot-{peak.pk}"]
    assert (band.decoded("dtstart"), band.decoded("dtend")) == (date(2024, 7, 1), date(2024, 10, 1))
    owed = set(ReportDue.objects.filter(agency=hoa.agency_id).values_list("pk", flat=True))
    assert {int(name.split("-")[-1]) for name in events if name.startswith("bao-cao-")} == owed


def test_the_feed_names_nobody(key, training, hoa):
    from diemtua.plans.actions import tasks

    with session(hoa):
        tasks.acknowledge(training.pk, actor=hoa, client_id=uuid.uuid4())
        tasks.report_progress(training.pk, actor=hoa, client_id=uuid.uuid4(), note="Bà Phan Thị Ổi đã dự")
    words = "".join(
        str(value) for event in Calendar.from_ical(feed(key).content).walk() for value in event.values()
    )
    assert "Phan Thị Ổi" not in words and hoa.name not in words and "@tinh.example" not in words


def test_long_vietnamese_lines_fold_within_the_standard(key, training):
    Task.objects.filter(pk=training.pk).update(content="Tổ chức truyền thông rộng khắp ở cơ sở; " * 40)
    raw = feed(key).content
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    assert "…" in str(Calendar.from_ical(raw).walk("VEVENT")[0]["summary"])


def test_done_work_leaves_the_feed(key, training):
    Task.objects.filter(pk=training.pk).update(completed_on=date(2024, 7, 15))
    assert f"viec-{training.pk}@" not in feed(key).content.decode()


@pytest.mark.parametrize("wrong", ["x", "x" * 43, "", "../../etc/passwd"])
def test_a_wrong_key_finds_nothing(key, wrong):
    assert feed(wrong).status_code == 404


def test_a_new_key_closes_the_old_one_and_withdrawing_closes_both(key, hoa):
    new = renewed(hoa)
    assert new != key and feed(key).status_code == 404 and feed(new).status_code == 200
    with session(hoa):
        calendar_keys.withdraw(hoa)
    assert feed(new).status_code == 404


def test_the_same_form_gives_the_same_key(hoa):
    visit(hoa)
    client_id = uuid.uuid4()
    assert renewed(hoa, client_id) == renewed(hoa, client_id)


def test_only_the_hash_is_kept(key, hoa):
    kept = Account.objects.get(officer=hoa.officer_id).calendar_key
    assert key not in kept and len(kept) == 64
    assert key not in str(list(Entry.objects.values_list("detail", flat=True)))
    assert Entry.objects.filter(act="access.calendar_key_renewed").exists()


def test_an_account_no_longer_in_use_has_no_calendar(key, hoa):
    Account.objects.filter(officer=hoa.officer_id).update(is_active=False)
    assert feed(key).status_code == 404


def test_the_feed_is_only_read(key):
    assert visit(None).post(f"/lich/{key}.ics").status_code == 405


def test_the_page_gives_the_address_once(training, hoa):
    browser = visit(hoa)
    given = {"client_id": str(uuid.uuid4()), "act": "renew"}
    shown = browser.post("/lich/dia-chi-rieng/", given).content.decode()
    address = shown.split("<code>")[1].split("</code>")[0]
    assert address.endswith(".ics") and visit(None).get(address.split("8138")[-1]).status_code == 200
    assert address not in browser.get("/lich/").content.decode()
    closed = browser.post("/lich/dia-chi-rieng/", {"client_id": str(uuid.uuid4()), "act": "close"})
    assert "Tạo địa chỉ lịch riêng" in closed.content.decode()
    assert visit(None).post("/lich/dia-chi-rieng/", given).status_code == 302
