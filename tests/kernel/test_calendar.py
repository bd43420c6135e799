import subprocess
import sys
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diemtua.kernel.calendar import VIETNAM, Due, SpecialDay, Unit, WorkingCalendar, special_days, vietnam

CALENDAR = vietnam()
DAYS = st.dates(date(2000, 1, 1), date(2060, 12, 31))
LENGTHS = st.integers(0, 600)


def d(text):
    return date.fromisoformat(text)


def moment(text):
    return datetime.fromisoformat(text).replace(tzinfo=VIETNAM)


@pytest.mark.parametrize(
    ("day", "why"),
    [
        ("2016-04-18", "Ngày Giỗ Tổ Hùng Vương (nghỉ bù)"),
        ("2021-02-16", "Mùng năm Tết Nguyên Đán"),
        ("2024-04-29", "Ngày nghỉ thay cho ngày 04/05/2024"),
        ("2024-05-04", None),
        ("2024-09-03", "Quốc khánh"),
        ("2024-08-03", "thứ Bảy"),
        ("2025-05-02", "Ngày nghỉ thay cho ngày 26/04/2025"),
        ("2025-04-26", None),
        ("2025-09-01", "Quốc khánh"),
        ("2026-01-02", "Ngày nghỉ thay cho ngày 10/01/2026"),
        ("2026-01-10", None),
        ("2026-08-09", "Chủ nhật"),
        ("2026-11-24", None),
        ("2026-12-31", None),
    ],
)
def test_days_off_and_their_reason(day, why):
    assert CALENDAR.why_off(d(day)) == why
    assert CALENDAR.is_working(d(day)) == (why is None)


@pytest.mark.parametrize(
    ("start", "n", "end"),
    [
        ("2024-07-26", 1, "2024-07-29"),
        ("2024-04-26", 1, "2024-05-02"),
        ("2024-05-03", 1, "2024-05-04"),
        ("2025-12-31", 1, "2026-01-05"),
        ("2026-01-05", -1, "2025-12-31"),
        ("2024-07-27", 0, "2024-07-27"),
        ("2024-07-27", -1, "2024-07-26"),
        ("2024-12-30", 300, "2026-03-18"),
    ],
)
def test_adding_working_days(start, n, end):
    assert CALENDAR.add(d(start), n) == d(end)


def test_a_year_has_the_working_days_that_a_naive_count_finds():
    for year in (2016, 2021, 2024, 2026):
        first = date(year, 1, 1)
        days = (first + timedelta(n) for n in range(366))
        naive = sum(CALENDAR.is_working(day) for day in days if day.year == year)
        assert CALENDAR.between(date(year - 1, 12, 31), date(year, 12, 31)) == naive


@given(DAYS, st.integers(1, 600))
def test_adding_then_counting_gives_the_number_back(day, n):
    end = CALENDAR.add(day, n)
    assert CALENDAR.is_working(end)
    assert CALENDAR.between(day, end) == n
    start = CALENDAR.add(day, -n)
    assert CALENDAR.is_working(start)
    assert start < day
    assert CALENDAR.add(start, n) == (day if CALENDAR.is_working(day) else CALENDAR.add(day, 1))


@given(DAYS, DAYS, LENGTHS)
def test_a_later_start_never_ends_earlier(first, second, n):
    early, late = sorted((first, second))
    assert CALENDAR.add(early, n) <= CALENDAR.add(late, n)
    for unit in (Unit.DAY, Unit.WORKING_DAY, Unit.WEEK):
        assert CALENDAR.due(early, n, unit).day <= CALENDAR.due(late, n, unit).day


@given(DAYS, DAYS, DAYS)
def test_counting_adds_up_and_turns_round(a, b, c):
    assert CALENDAR.between(a, b) + CALENDAR.between(b, c) == CALENDAR.between(a, c)
    assert CALENDAR.between(a, b) == -CALENDAR.between(b, a)


@given(
    DAYS, st.integers(1, 400), st.sampled_from([Unit.DAY, Unit.WEEK, Unit.WORKING_DAY, Unit.MONTH, Unit.YEAR])
)
def test_a_limit_ends_on_a_working_day_after_its_event(day, n, unit):
    n = n if unit is Unit.DAY else n % 30 + 1
    due = CALENDAR.due(day, n, unit)
    assert due.day > day
    assert CALENDAR.is_working(due.day)


@pytest.mark.parametrize(
    ("trigger", "length", "unit", "day"),
    [
        ("2025-07-30", 3, Unit.DAY, "2025-08-04"),
        ("2025-07-30", 3, Unit.WORKING_DAY, "2025-08-04"),
        ("2025-01-31", 1, Unit.MONTH, "2025-02-28"),
        ("2024-01-31", 1, Unit.MONTH, "2024-02-29"),
        ("2025-03-15", 1, Unit.MONTH, "2025-04-15"),
        ("2024-11-30", 3, Unit.MONTH, "2025-02-28"),
        ("2024-02-29", 1, Unit.YEAR, "2025-02-28"),
        ("2025-07-18", 2, Unit.WEEK, "2025-08-01"),
        ("2025-12-31", 1, Unit.DAY, "2026-01-05"),
        ("2026-02-13", 1, Unit.DAY, "2026-02-23"),
        ("2025-07-01", 0, Unit.DAY, "2025-07-01"),
    ],
)
def test_limits_end_as_the_civil_code_says(trigger, length, unit, day):
    due = CALENDAR.due(d(trigger), length, unit)
    assert due == Due(d(day))
    assert due.ends_at == datetime.combine(d(day) + timedelta(1), datetime.min.time(), VIETNAM)


def test_the_hour_of_the_event_does_not_move_a_limit_in_days():
    for hour in ("2025-12-30T00:00", "2025-12-30T23:59"):
        assert CALENDAR.due(moment(hour), 1, Unit.DAY).day == d("2025-12-31")
    assert CALENDAR.due(moment("2025-12-31T23:59"), 1, Unit.WORKING_DAY).day == d("2026-01-05")


def test_an_instant_from_elsewhere_is_counted_on_its_vietnamese_day():
    in_utc = datetime(2025, 7, 29, 17, 30, tzinfo=UTC)
    assert CALENDAR.due(in_utc, 1, Unit.DAY).day == d("2025-07-31")


@pytest.mark.parametrize(
    ("trigger", "end"),
    [("2025-12-31T23:59", "2026-01-01T23:59"), ("2025-08-01T16:00", "2025-08-02T16:00")],
)
def test_hours_run_from_the_moment_through_nights_and_days_off(trigger, end):
    due = CALENDAR.due(moment(trigger), 24, Unit.HOUR)
    assert due.at == due.ends_at == moment(end)
    assert due.day == moment(end).date()


def test_hours_cannot_be_counted_from_a_bare_date():
    with pytest.raises(TypeError, match="moment"):
        CALENDAR.due(d("2025-07-30"), 24, Unit.HOUR)


def test_a_limit_cannot_be_negative():
    with pytest.raises(ValueError, match="negative"):
        CALENDAR.due(d("2025-07-30"), -1, Unit.DAY)


def test_a_decision_of_the_year_wins_over_the_rule():
    saturday, monday = d("2026-12-05"), d("2026-12-07")
    calendar = WorkingCalendar(
        [
            SpecialDay(saturday, True, "Làm bù cho ngày 07/12/2026", "Thông báo của tỉnh"),
            SpecialDay(monday, False, "Ngày nghỉ thay cho ngày 05/12/2026", "Thông báo của tỉnh"),
        ]
    )
    assert calendar.add(d("2026-12-04"), 1) == saturday
    assert calendar.add(saturday, 1) == d("2026-12-08")
    assert calendar.why_off(monday) == "Ngày nghỉ thay cho ngày 05/12/2026"


def test_the_shipped_table_is_ordered_sourced_and_changes_something():
    rows = special_days()
    assert [row.day for row in rows] == sorted({row.day for row in rows})
    assert all(row.name and row.source for row in rows)
    # A swap takes as many days as it gives.
    swapped = [row for row in rows if "thay cho" in row.name or "Làm bù" in row.name]
    assert sum(row.works for row in swapped) * 2 == len(swapped)
    for row in rows:
        assert CALENDAR.is_working(row.day) == row.works


def test_reading_a_plan_does_not_pay_for_the_holidays():
    code = "import sys, diemtua.kernel.calendar, diemtua.kernel.words; sys.exit('holidays' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
