"""Rules of the law that other tests reach only through something else, asked by their own names."""

from datetime import date, datetime

import pytest

from diemtua.kernel.calendar import VIETNAM, Unit, limit_in_calendar, limit_in_hours
from diemtua.plans.rules import asks_for_a_plan


def test_hours_run_through_the_night_and_days_off():
    """Bộ luật Dân sự, Điều 147 khoản 1."""
    friday_evening = datetime(2024, 7, 12, 20, 30, tzinfo=VIETNAM)
    assert limit_in_hours(friday_evening, 24).at == datetime(2024, 7, 13, 20, 30, tzinfo=VIETNAM)


@pytest.mark.parametrize(
    ("length", "unit", "last"),
    [
        (3, Unit.DAY, date(2024, 2, 3)),
        (2, Unit.WEEK, date(2024, 2, 14)),
        (1, Unit.MONTH, date(2024, 2, 29)),
        (13, Unit.MONTH, date(2025, 2, 28)),
        (1, Unit.YEAR, date(2025, 1, 31)),
    ],
)
def test_a_limit_ends_on_the_corresponding_day_or_the_months_last(length, unit, last):
    """Bộ luật Dân sự, Điều 147 khoản 2 và Điều 148 khoản 1 đến 4."""
    assert limit_in_calendar(date(2024, 1, 31), length, unit) == last


@pytest.mark.parametrize(
    ("words", "asks"),
    [
        ("xây dựng kế hoạch triển khai thực hiện tại địa phương", True),
        ("Ban hành các văn bản, kế hoạch về phòng, chống mua bán người", True),
        ("thực hiện kế hoạch này", False),
        ("xây dựng phong trào toàn dân bảo vệ an ninh Tổ quốc", False),
    ],
)
def test_which_work_obliges_to_issue_a_plan(words, asks):
    """Kế hoạch 126/KH-UBND Cần Thơ, III.1; Kế hoạch 316/KH-UBND-NC Nghệ An, V.1."""
    assert asks_for_a_plan(words) is asks
