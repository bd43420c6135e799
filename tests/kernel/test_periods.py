from datetime import date, timedelta
from itertools import pairwise

import pytest

from diemtua.kernel.periods import (
    Period,
    calendar_month,
    calendar_quarter,
    half,
    month,
    nine_months,
    quarter,
    week,
    whole_year,
    windows,
)
from diemtua.kernel.sources import source_of


@pytest.mark.parametrize(
    ("window", "start", "end", "name"),
    [
        (month(2024, 1), "2023-12-15", "2024-01-14", "Tháng 1/2024"),
        (month(2024, 3), "2024-02-15", "2024-03-14", "Tháng 3/2024"),
        (quarter(2024, 1), "2023-12-15", "2024-03-14", "Quý I/2024"),
        (quarter(2024, 3), "2024-06-15", "2024-09-14", "Quý III/2024"),
        (half(2024, 1), "2023-12-15", "2024-06-14", "6 tháng đầu năm 2024"),
        (half(2024, 2), "2024-06-15", "2024-12-14", "6 tháng cuối năm 2024"),
        (nine_months(2024), "2023-12-15", "2024-09-14", "9 tháng năm 2024"),
        (whole_year(2024), "2023-12-15", "2024-12-14", "Năm 2024"),
        (calendar_month(2024, 2), "2024-02-01", "2024-02-29", "Tháng 2/2024"),
        (calendar_quarter(2024, 4), "2024-10-01", "2024-12-31", "Quý IV/2024"),
        (week(date(2024, 8, 7)), "2024-08-05", "2024-08-11", "Tuần 05/08–11/08/2024"),
    ],
)
def test_windows_of_decree_09(window, start, end, name):
    assert (window.start, window.end, window.name) == (
        date.fromisoformat(start),
        date.fromisoformat(end),
        name,
    )


@pytest.mark.parametrize("period", [Period.WEEK, Period.MONTH, Period.QUARTER, Period.HALF, Period.YEAR])
def test_periods_of_one_kind_follow_each_other_without_gap_or_overlap(period):
    through = [window for year in range(2015, 2031) for window in windows(period, year)]
    for earlier, later in pairwise(through):
        assert earlier.end + timedelta(days=1) == later.start
    assert all(window.period is period for window in through)


def test_nine_months_close_with_the_third_quarter():
    (nine,) = windows(Period.NINE_MONTHS, 2024)
    assert nine.end == quarter(2024, 3).end


def test_every_window_names_its_decree():
    for rule in (month, quarter, half, nine_months, whole_year):
        assert source_of(rule).text == "Nghị định 09/2019/NĐ-CP, Điều 12"
