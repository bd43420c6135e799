"""Values as officers write them."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from diemtua.ui import words


def test_a_day_an_hour_an_instant():
    moment = datetime(2024, 8, 3, 10, 5, tzinfo=UTC)
    assert words.day(date(2024, 8, 3)) == "03/08/2024"
    assert words.hour(moment) == "17:05"
    assert words.instant(moment) == "17:05 ngày 03/08/2024"
    assert words.instant(date(2024, 8, 3)) == "03/08/2024"
    assert words.weekday(date(2024, 8, 3)) == "thứ Bảy, 03/08/2024"


def test_an_instant_late_in_the_evening_of_greenwich_is_the_next_day_here():
    assert words.day(datetime(2024, 8, 2, 18, tzinfo=UTC)) == "03/08/2024"


@pytest.mark.parametrize(
    "say", [words.day, words.hour, words.instant, words.weekday, words.number, words.money]
)
def test_nothing_is_said_of_nothing(say):
    assert say(None) == ""


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0, "0"),
        (7, "7"),
        (1234, "1.234"),
        (1234567, "1.234.567"),
        (-1234, "-1.234"),
        (1234.5, "1.234,5"),
        (Decimal("0.10"), "0,1"),
        (100, "100"),
        (1e20, "100.000.000.000.000.000.000"),
        ("1234", "1.234"),
        ("chưa rõ", "chưa rõ"),
        (float("nan"), "nan"),
    ],
)
def test_numbers(value, written):
    assert words.number(value) == written


def test_money_percent_and_size():
    assert words.money(1_200_000) == "1.200.000\u00a0đ"
    assert (words.percent(1, 8), words.percent(1, 2), words.percent(0, 0)) == ("12,5%", "50%", "–")
    assert [words.size(value) for value in (0, 812, 1024, 1_482_331)] == [
        "0\u00a0byte",
        "812\u00a0byte",
        "1\u00a0KB",
        "1,4\u00a0MB",
    ]
