from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diemtua.kernel.calendar import vietnam
from diemtua.kernel.recurring import check, days_to_send, instances

CALENDAR = vietnam()
TOKENS = st.sampled_from(
    ["weekly", "monthly", "monthly@05", "monthly@20", "monthly@31", "quarterly", "quarterly@14", "half-yearly",
     "half-yearly@06-15", "yearly", "yearly@12-15", "yearly@03-31", "yearly@09", "yearly@Q3", "continuous", "on-event"]
)  # fmt: skip
DUTIES = st.lists(TOKENS, min_size=1, max_size=4).map(",".join)
DAYS = st.dates(date(2016, 1, 1), date(2028, 12, 31))


def dues(tokens, year=2024):
    found = instances(tokens, date(year, 1, 1), date(year, 12, 31), CALENDAR)
    return [(f"{each.due:%d/%m}", each.window.name, *each.covers) for each in found]


@pytest.mark.parametrize(
    ("tokens", "expected"),
    [
        ("quarterly@14", [("14/03", "Quý I/2024"), ("14/06", "Quý II/2024"), ("14/09", "Quý III/2024"),
                          ("14/12", "Quý IV/2024")]),
        ("half-yearly@06-15", [("15/06", "6 tháng đầu năm 2024"), ("15/12", "6 tháng cuối năm 2024")]),
        ("half-yearly@06-15,yearly@12-15",
         [("15/06", "6 tháng đầu năm 2024"), ("15/12", "Năm 2024", "6 tháng cuối năm 2024")]),
        ("half-yearly,quarterly,yearly",
         [("18/03", "Quý I/2024"), ("18/06", "6 tháng đầu năm 2024", "Quý II/2024"), ("17/09", "Quý III/2024"),
          ("17/12", "Năm 2024", "6 tháng cuối năm 2024", "Quý IV/2024")]),
        ("yearly@03-31", [("31/03", "Năm 2023")]),
        ("yearly@11-20", [("20/11", "Năm 2024")]),
        ("yearly@09", [("30/09", "Tháng 9/2024")]),
        ("yearly@Q3", [("30/09", "Quý III/2024")]),
        ("yearly@07-30", [("30/07", "Năm 2024")]),
        ("continuous", []),
        ("continuous,on-event", []),
    ],
)  # fmt: skip
def test_a_year_of_a_duty(tokens, expected):
    assert dues(tokens) == expected


def test_a_monthly_day_before_the_cut_off_reports_on_the_month_before():
    assert dues("monthly@05")[:2] == [("05/01", "Tháng 12/2023"), ("05/02", "Tháng 1/2024")]
    assert dues("monthly@20")[:2] == [("20/01", "Tháng 1/2024"), ("20/02", "Tháng 2/2024")]
    assert len(dues("monthly@31")) == 12
    assert dues("monthly@31")[1] == ("29/02", "Tháng 2/2024")


def test_weeks_are_due_on_their_last_working_day():
    found = instances("weekly", date(2024, 4, 22), date(2024, 5, 12), CALENDAR)
    assert [f"{each.due:%a %d/%m}" for each in found] == ["Fri 26/04", "Sat 04/05", "Fri 10/05"]


def test_a_week_without_working_days_ends_on_its_sunday():
    found = instances("weekly", date(2026, 2, 9), date(2026, 2, 22), CALENDAR)
    assert [each.due for each in found] == [date(2026, 2, 13), date(2026, 2, 22)]


def test_each_instance_says_what_gave_its_day():
    (counted,) = instances("quarterly", date(2024, 3, 1), date(2024, 3, 31), CALENDAR)
    assert counted.rule == "2 ngày làm việc sau ngày chốt số liệu 14/03/2024"
    (slower,) = instances("quarterly", date(2024, 3, 1), date(2024, 3, 31), CALENDAR, send_within=5)
    assert (slower.due, slower.rule[:16]) == (date(2024, 3, 21), "5 ngày làm việc ")
    (written,) = instances("yearly@12-15", date(2024, 12, 1), date(2024, 12, 31), CALENDAR)
    # 15/12/2024 is a Sunday: an appointment stands as written.
    assert (written.due, written.rule) == (date(2024, 12, 15), "Kế hoạch ghi ngày")


def test_a_report_due_before_its_figures_close_is_an_estimate():
    early, late = (instances(f"half-yearly@06-{day}", date(2024, 6, 1), date(2024, 6, 30), CALENDAR)[0]
                   for day in ("10", "15"))  # fmt: skip
    assert early.estimated
    assert not late.estimated


@pytest.mark.parametrize(
    "token",
    [
        "daily",
        "monthly@0",
        "monthly@32",
        "yearly@13",
        "yearly@02-30",
        "yearly@Q5",
        "half-yearly@Q1",
        "quarterly@",
        "@1",
    ],
)
def test_what_is_not_understood_is_refused_by_name(token):
    with pytest.raises(ValueError, match=f"«{token}»"):
        check(f"yearly,{token}")


def test_spaces_and_empty_parts_do_no_harm():
    assert check(" quarterly , yearly,") == ["quarterly", "yearly"]
    assert instances("", date(2024, 1, 1), date(2024, 12, 31), CALENDAR) == []


def test_days_to_send_is_a_rule_with_an_address():
    assert days_to_send() == 2


@given(DUTIES, DAYS, st.integers(0, 800), st.integers(0, 800))
def test_two_stretches_of_time_have_the_instances_of_their_whole(tokens, start, first, second):
    middle = start + timedelta(days=first)
    end = middle + timedelta(days=1 + second)
    whole = instances(tokens, start, end, CALENDAR)
    parts = (
        instances(tokens, start, middle, CALENDAR),
        instances(tokens, middle + timedelta(days=1), end, CALENDAR),
    )
    assert whole == parts[0] + parts[1]


@given(DUTIES, DAYS, st.integers(0, 1500))
def test_instances_are_in_order_in_range_and_never_twice(tokens, start, length):
    end = start + timedelta(days=length)
    found = instances(tokens, start, end, CALENDAR)
    assert [each.due for each in found] == sorted(each.due for each in found)
    assert all(start <= each.due <= end for each in found)
    assert len({(each.due, each.window.end) for each in found}) == len(found)


@given(TOKENS, DAYS)
def test_every_period_of_a_dated_token_comes_once(token, start):
    found = instances(token, start, start + timedelta(days=1460), CALENDAR)
    names = [each.window.name for each in found]
    assert len(set(names)) == len(names)
    assert bool(found) == (token not in ("continuous", "on-event"))
