"""Every time limit of a victim's case with its examples: month ends, Tết, swapped days, midnight, the law that changed."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diemtua.cases.clocks import clock_words, moved
from diemtua.cases.rules import deadlines
from diemtua.cases.rules.catalogue import BY_CODE, CURRENT, DEADLINES, EARLIER, started_by, table
from diemtua.cases.rules.deadlines import (
    NO_LIMIT,
    ProvinceTarget,
    Trigger,
    Unit,
    immediate_target,
    longest,
    target_for,
)
from diemtua.directory.data import agency_kinds
from diemtua.kernel.calendar import VIETNAM, vietnam
from diemtua.kernel.sources import NotInForce

CALENDAR = vietnam()
SET = ProvinceTarget("D05", 20, Unit.DAY, "Quy chế phối hợp của tỉnh", date(2025, 7, 1))


def at(text):
    """«2026-02-13T16:00» in Vietnam, or a bare day."""
    return datetime.fromisoformat(text).replace(tzinfo=VIETNAM) if "T" in text else date.fromisoformat(text)


def ends(code, trigger, setting=None):
    limit = deadlines.due(BY_CODE[code], at(trigger), CALENDAR, setting).limit
    return limit and (limit.at or limit.day)


EXAMPLES = [
    # «ngay»: an internal target of 24 hours, to the minute, through nights, Tết and New Year
    ("D01", "2026-02-16T22:15", "2026-02-17T22:15"),
    ("D02", "2025-12-31T23:59", "2026-01-01T23:59"),
    ("D03", "2026-08-31T08:30", "2026-09-01T08:30"),
    ("D06", "2027-02-05T17:00", "2027-02-06T17:00"),
    ("D07", "2026-03-31T09:00", "2026-04-01T09:00"),
    ("D08", "2025-07-01T00:00", "2025-07-02T00:00"),
    ("D09", "2028-02-28T12:00", "2028-02-29T12:00"),
    # 03 days: the first is not counted; ends on the next working day
    ("D04", "2026-10-05", "2026-10-08"),
    ("D04", "2026-10-07", "2026-10-12"),  # Saturday 10/10
    ("D04", "2026-02-13", "2026-02-23"),  # Monday 16/2 is Tết; offices open on 23/2
    ("D04", "2027-02-04", "2027-02-11"),  # Sunday 7/2, then Tết of 2027
    ("D04", "2025-12-31T23:59", "2026-01-05"),  # 3/1 is a Saturday; 2/1 was swapped for 10/1
    ("D04", "2026-01-07", "2026-01-10"),  # Saturday 10/1 works: a swapped day
    ("D04", "2026-08-28", "2026-09-03"),  # Monday 31/8 rests (swapped), 1/9 and 2/9 are National Day
    ("D04", "2026-08-19", "2026-08-22"),  # Saturday 22/8 works
    # not found: no end at all, until the province sets a target
    ("D05", "2026-10-05", None),
    # stays
    ("D10", "2026-01-31", "2026-06-01"),  # 31/5 is a Sunday
    ("D10", "2026-11-02", "2027-03-02"),
    ("D10b", "2026-02-10", "2026-03-03"),
    ("D10c", "2025-11-30", "2026-03-02"),  # 28/2 is a Saturday: the month's last day, then Monday
    ("D10d", "2026-01-08", "2026-01-10"),  # 9/1 and the swapped Saturday
    ("D10e", "2025-12-30", "2026-01-06"),
    ("D11", "2026-12-24", "2027-01-07"),
    ("D11", "2027-02-01", "2027-02-19"),
    ("D12", "2026-02-27", "2027-03-01"),  # 27/2/2027 is a Saturday
    ("D12", "2028-02-29", "2029-02-28"),
    ("D13", "2026-12-31", "2026-12-11"),
    ("D13", "2026-03-10", "2026-02-13"),  # 18/2 is Tết: told before it, not after
    ("D14", "2026-02-16T20:00", "2026-02-17T08:00"),
    ("D14", "2026-12-31T23:59", "2027-01-01T11:59"),
    ("D15", "2026-08-24", "2026-09-03"),  # 31/8, 1/9, 2/9 rest
    ("D16", "2026-04-29", "2026-05-05"),
    # the law of 2011
    ("O01", "2025-06-30T23:59", "2025-07-01T23:59"),
    ("O02", "2024-02-09T10:00", "2024-02-10T10:00"),
    ("O03", "2025-06-30", "2025-07-03"),
    ("O03", "2023-01-19", "2023-01-27"),  # Sunday 22/1 is Tết, which lasted to 26/1
    ("O04", "2023-08-01", None),
    ("O05", "2025-06-30", "2025-07-21"),  # Sunday 20/7
    ("O05", "2023-12-31", "2024-01-22"),  # Saturday 20/1
    ("O06", "2023-08-01T03:10", "2023-08-02T03:10"),
    ("O07", "2023-08-01T03:10", "2023-08-02T03:10"),
    ("O08", "2023-08-01T03:10", "2023-08-02T03:10"),
    ("O09", "2023-12-01", "2024-01-30"),
    ("O09", "2026-01-31", "2026-04-01"),
    ("O10", "2023-11-30", "2024-02-29"),
    ("O11", "2025-06-30", "2026-06-30"),
    ("O11", "2024-02-29", "2025-02-28"),
    ("O12", "2025-04-24", "2025-04-28"),  # Saturday 26/4 works, swapped for 2/5
    ("O12", "2025-04-28", "2025-05-06"),
    ("O13", "2024-04-26", "2024-05-07"),  # 29/4 rests, Saturday 4/5 works
    ("O13b", "2024-02-07", "2024-02-21"),
    ("O14", "2023-08-31", "2024-02-29"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "trigger", "end"), EXAMPLES)
def test_each_limit_ends_when_the_law_says(code, trigger, end):
    assert ends(code, trigger) == (end and at(end))


def test_no_row_is_without_an_example():
    assert {code for code, *_ in EXAMPLES} == set(BY_CODE)


def test_codes_are_those_of_the_catalogue():
    assert len(BY_CODE) == len(DEADLINES) == len(CURRENT) + len(EARLIER)
    assert {f"D{n:02}" for n in range(1, 17)} <= set(BY_CODE)
    assert {f"O{n:02}" for n in range(1, 15)} <= set(BY_CODE)


@pytest.mark.parametrize("row", DEADLINES, ids=lambda row: row.code)
def test_each_row_says_who_what_follows_and_where_it_is_written(row):
    assert row.name and row.holders and row.text
    assert row.missed.endswith(".")
    assert set(row.holders) <= {kind.code for kind in agency_kinds()}
    assert row.until is None or row.in_force <= row.until


def test_no_two_rows_are_the_same_duty_on_one_day():
    for trigger in Trigger:
        for day in (date(2016, 6, 8), date(2025, 6, 30), date(2025, 7, 1), date(2026, 11, 22)):
            names = [row.name for row in started_by(trigger, day)]
            assert len(names) == len(set(names))


def test_every_event_starts_something():
    assert {row.trigger for row in DEADLINES} == set(Trigger)


# --- the law that changed ------------------------------------------------------------------------


def test_the_text_of_the_events_day_governs():
    before, after = date(2025, 6, 30), date(2025, 7, 1)
    assert [row.code for row in started_by(Trigger.COMMUNE_NOTICE, before)] == ["O03"]
    assert [row.code for row in started_by(Trigger.COMMUNE_NOTICE, after)] == ["D03", "D04"]
    assert [row.code for row in started_by(Trigger.VERIFICATION_ASKED, before)] == ["O05"]
    assert [row.code for row in started_by(Trigger.VERIFICATION_ASKED, after)] == ["D05"]


def test_a_limit_begun_under_the_old_law_runs_on_under_the_new():
    assert ends("O05", "2025-06-30T23:59") == date(2025, 7, 21)
    with pytest.raises(NotInForce, match="01/07/2025"):
        ends("O05", "2025-07-01T00:00")
    with pytest.raises(NotInForce):
        ends("D04", "2025-06-30T23:59")


def test_midnight_is_vietnamese():
    """17:00 in Greenwich on 30/6 is already 1/7 here."""
    eve = datetime(2025, 6, 30, 17, 0, tzinfo=UTC)
    assert deadlines.due(BY_CODE["D04"], eve, CALENDAR).limit.day == date(2025, 7, 4)
    with pytest.raises(NotInForce):
        deadlines.due(BY_CODE["D04"], eve - timedelta(minutes=1), CALENDAR)


# --- what the law does not say -------------------------------------------------------------------


def test_a_limit_not_found_has_no_end_and_says_so():
    due = deadlines.due(BY_CODE["D05"], at("2026-10-05"), CALENDAR)
    assert due.limit is None and due.ends_at is None
    assert clock_words(due, at("2027-10-05T08:00")).words == "chưa có thời hạn luật định"


def test_a_province_fills_what_the_law_leaves_open_and_it_shows():
    due = deadlines.due(BY_CODE["D05"], at("2026-10-05"), CALENDAR, SET)
    assert due.internal and due.limit.day == date(2026, 10, 26)
    said = clock_words(due, at("2026-10-22T08:00")).words
    assert said == "chưa có thời hạn luật định; mục tiêu nội bộ: còn 2 ngày làm việc (đến hết thứ Hai 26/10)"


def test_immediately_is_an_internal_target_never_a_deadline():
    due = deadlines.due(BY_CODE["D02"], at("2026-10-05T08:00"), CALENDAR)
    assert due.internal and immediate_target() == 24
    said = clock_words(due, at("2026-10-06T03:00")).words
    assert said == "mục tiêu nội bộ: còn 5 giờ (đến 08:00 hôm nay)"
    sooner = ProvinceTarget("D02", 2, Unit.HOUR, "Quy chế phối hợp của tỉnh", date(2025, 7, 1))
    assert ends("D02", "2026-10-05T08:00", sooner) == at("2026-10-05T10:00")


def test_a_target_is_dated_and_never_replaces_the_law():
    newer = ProvinceTarget("D05", 15, Unit.DAY, "Quy chế sửa đổi", date(2026, 1, 1))
    ended = ProvinceTarget("D05", 30, Unit.DAY, "Quy chế cũ", date(2025, 7, 1), date(2025, 12, 31))
    assert target_for(BY_CODE["D05"], [newer, SET, ended], date(2025, 12, 31)) in (SET, ended)
    assert target_for(BY_CODE["D05"], [SET, newer], date(2026, 1, 1)) is newer
    assert target_for(BY_CODE["D05"], [newer], date(2025, 8, 1)) is None
    lawful = ProvinceTarget("D04", 1, Unit.DAY, "Quy chế của tỉnh", date(2025, 7, 1))
    assert target_for(BY_CODE["D04"], [lawful], date(2026, 1, 1)) is None
    assert ends("D04", "2026-10-05", lawful) == date(2026, 10, 8)
    with pytest.raises(ValueError, match="D05"):
        ends("D04", "2026-10-05", SET)


def test_hours_need_a_moment():
    with pytest.raises(TypeError):
        ends("D14", "2026-10-05")


# --- extensions ----------------------------------------------------------------------------------


def test_a_complex_verification_may_take_two_months_and_no_longer():
    row, start = BY_CODE["O05"], date(2023, 12, 31)
    assert longest(row, start, CALENDAR).day == date(2024, 2, 29)
    due = deadlines.due(row, start, CALENDAR, extended_until=date(2024, 2, 29))
    assert due.extended and due.limit.day == date(2024, 2, 29)
    with pytest.raises(ValueError, match="29/02/2024"):
        deadlines.due(row, start, CALENDAR, extended_until=date(2024, 3, 1))
    with pytest.raises(ValueError, match="sau ngày 22/01/2024"):
        deadlines.due(row, start, CALENDAR, extended_until=date(2024, 1, 22))


def test_a_stay_is_extended_by_decision_without_a_bound_found():
    row = BY_CODE["D10"]
    assert longest(row, date(2026, 1, 5), CALENDAR) is None
    until = date(2026, 9, 30)
    assert deadlines.due(row, date(2026, 1, 5), CALENDAR, extended_until=until).limit.day == until
    with pytest.raises(ValueError, match="không được gia hạn"):
        deadlines.due(BY_CODE["D04"], date(2026, 1, 5), CALENDAR, extended_until=until)


# --- in words ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "trigger", "now", "words", "tone"),
    [
        ("D04", "2026-10-05", "2026-10-06T09:00", "còn 2 ngày làm việc (đến hết thứ Năm 8/10)", "soon"),
        ("D04", "2026-10-05", "2026-10-08T23:59", "hôm nay là hạn cuối", "soon"),
        ("D04", "2026-10-05", "2026-10-09T00:00", "quá hạn 1 ngày", "late"),
        ("D14", "2026-10-05T08:00", "2026-10-05T15:00", "còn 5 giờ (đến 20:00 hôm nay)", "soon"),
        ("D14", "2026-10-05T08:00", "2026-10-05T20:30", "quá hạn 30 phút", "late"),
        ("D10", "2026-10-05", "2026-10-06T09:00", "còn 84 ngày làm việc (đến hết thứ Ba 2/2/2027)", "calm"),
    ],
)
def test_a_clock_speaks_as_people_do(code, trigger, now, words, tone):
    said = clock_words(deadlines.due(BY_CODE[code], at(trigger), CALENDAR), at(now))
    assert (said.words, said.tone) == (words, tone)


def test_moving_the_event_moves_the_clock_and_says_so():
    row = BY_CODE["D04"]
    was, corrected = at("2026-10-05T16:00"), at("2026-10-06T09:00")
    before, after = (deadlines.due(row, each, CALENDAR) for each in (was, corrected))
    said = moved(before, after, was, corrected)
    assert "từ hết ngày 08/10/2026 sang hết ngày 09/10/2026" in said
    assert "sửa từ 16:00 05/10/2026 thành 09:00 06/10/2026" in said
    assert moved(before, before, was, was) is None


def test_moving_the_event_across_the_change_of_law_names_the_new_text():
    was, corrected = date(2025, 7, 1), date(2025, 6, 30)
    before = deadlines.due(BY_CODE["D04"], was, CALENDAR)
    after = deadlines.due(BY_CODE["O03"], corrected, CALENDAR)
    assert "theo Luật 66/2011/QH12, Điều 24 khoản 2" in moved(before, after, was, corrected)


def test_the_rows_are_printed_for_the_index_of_the_law():
    printed = table()
    assert all(f"| {row.code} |" in printed for row in DEADLINES)
    assert "| D05 | Xác minh và trả lời bằng văn bản |" in printed and NO_LIMIT in printed


# --- laws of counting ----------------------------------------------------------------------------

DAYS = st.dates(date(2014, 4, 1), date(2028, 12, 31))
TIMED = [row for row in DEADLINES if row.statutory and row.unit not in (Unit.HOUR, Unit.BEFORE_END)]


@given(st.sampled_from(TIMED), DAYS)
def test_a_limit_ends_on_a_working_day_after_its_event(row, day):
    if not row.in_force_on(day):
        return
    end = deadlines.due(row, day, CALENDAR).limit.day
    assert end > day and CALENDAR.is_working(end)


@given(st.sampled_from(TIMED), DAYS, st.integers(1, 40))
def test_a_later_event_never_ends_sooner(row, day, later):
    if not (row.in_force_on(day) and row.in_force_on(day + timedelta(days=later))):
        return
    first = deadlines.due(row, day, CALENDAR).limit.day
    assert first <= deadlines.due(row, day + timedelta(days=later), CALENDAR).limit.day


@given(DAYS)
def test_a_family_is_told_at_least_twenty_days_before(day):
    end = deadlines.due(BY_CODE["D13"], day, CALENDAR).limit.day
    assert (day - end).days >= 20 and CALENDAR.is_working(end)


@given(
    st.datetimes(datetime(2025, 7, 1), datetime(2028, 1, 1)), st.timedeltas(timedelta(0), timedelta(days=400))
)
def test_a_clock_is_late_exactly_when_its_instant_has_passed(moment, after):
    trigger = moment.replace(tzinfo=VIETNAM)
    due = deadlines.due(BY_CODE["D14"], trigger, CALENDAR)
    now = trigger + after
    assert (clock_words(due, now, CALENDAR).tone == "late") == (now >= due.ends_at)
