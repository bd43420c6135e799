from datetime import date, datetime
from decimal import Decimal

import pytest

from diemtua.kernel.formats import day, moment, number, vnd


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (0, None, "0"),
        (1234567, None, "1.234.567"),
        (-1200, None, "-1.200"),
        (1234.5, None, "1.234,5"),
        (Decimal("1234.50"), None, "1.234,5"),
        (100.0, None, "100"),
        (1e20, None, "100.000.000.000.000.000.000"),
        (0.1 + 0.2, 1, "0,3"),
        (12, 2, "12,00"),
    ],
)
def test_numbers(value, places, text):
    assert number(value, places) == text


def test_money_stays_on_one_line():
    assert vnd(1_200_000) == "1.200.000\u00a0đ"


def test_dates_and_times():
    assert day(date(2024, 8, 3)) == "03/08/2024"
    assert day(date(999, 1, 1)) == "01/01/0999"
    assert moment(datetime(2024, 8, 3, 17, 0)) == "17:00 03/08/2024"
