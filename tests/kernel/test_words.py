from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diemtua.kernel.calendar import VIETNAM, Unit, vietnam
from diemtua.kernel.words import Tone, clock, day_in_words


def moment(text):
    return datetime.fromisoformat(text).replace(tzinfo=VIETNAM)


@pytest.mark.parametrize(
    ("due", "now", "words", "tone"),
    [
        (None, "2026-08-10T08:00", "chưa có thời hạn", Tone.NONE),
        ("2026-08-12T17:00", "2026-08-10T08:00", "còn 2 ngày làm việc (đến 17:00 thứ Tư 12/8)", Tone.SOON),
        ("2026-08-12", "2026-08-10T08:00", "còn 2 ngày làm việc (đến hết thứ Tư 12/8)", Tone.SOON),
        ("2026-08-21", "2026-08-10T08:00", "còn 9 ngày làm việc (đến hết thứ Sáu 21/8)", Tone.CALM),
        ("2027-01-05", "2026-12-31T23:59", "còn 2 ngày làm việc (đến hết thứ Ba 5/1/2027)", Tone.SOON),
        ("2026-08-09", "2026-08-08T08:00", "còn 1 ngày (đến hết Chủ nhật 9/8)", Tone.SOON),
        ("2026-08-10", "2026-08-10T08:00", "hôm nay là hạn cuối", Tone.SOON),
        ("2026-08-10", "2026-08-10T23:59", "hôm nay là hạn cuối", Tone.SOON),
        ("2026-08-10T17:00", "2026-08-10T08:30", "còn 8 giờ 30 phút (đến 17:00 hôm nay)", Tone.SOON),
        ("2026-08-11T07:00", "2026-08-10T08:00", "còn 23 giờ (đến 07:00 thứ Ba 11/8)", Tone.SOON),
        ("2026-08-10T17:00", "2026-08-10T16:59:30", "còn 1 phút (đến 17:00 hôm nay)", Tone.SOON),
        ("2026-08-10T17:00", "2026-08-10T17:00", "quá hạn 1 phút", Tone.LATE),
        ("2026-08-10T17:00", "2026-08-10T19:05", "quá hạn 2 giờ 5 phút", Tone.LATE),
        ("2026-08-10T17:00", "2026-08-13T18:00", "quá hạn 3 ngày", Tone.LATE),
        ("2026-08-10", "2026-08-11T00:00", "quá hạn 1 ngày", Tone.LATE),
        ("2026-08-10", "2026-08-13T08:00", "quá hạn 3 ngày", Tone.LATE),
    ],
)
def test_clocks_in_words(due, now, words, tone):
    if due is not None:
        due = moment(due) if "T" in due else date.fromisoformat(due)
    said = clock(due, moment(now), vietnam())
    assert (str(said), said.tone) == (words, tone)


def test_another_absence_of_a_limit_can_be_said():
    words = clock(None, moment("2026-08-10T08:00"), vietnam(), none="chưa có thời hạn luật định")
    assert words.words == "chưa có thời hạn luật định"


def test_a_counted_limit_is_told_like_any_other():
    due = vietnam().due(moment("2026-08-07T09:00"), 3, Unit.DAY)
    assert (
        str(clock(due, moment("2026-08-07T10:00"), vietnam())) == "còn 1 ngày làm việc (đến hết thứ Hai 10/8)"
    )


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 8, 9), "Chủ nhật 9/8"),
        (date(2026, 8, 10), "hôm nay"),
        (date(2025, 8, 9), "thứ Bảy 9/8/2025"),
    ],
)
def test_days_in_words(day, words):
    assert day_in_words(day, date(2026, 8, 10)) == words


@given(st.dates(date(2016, 1, 1), date(2030, 1, 1)), st.integers(-500, 500), st.integers(0, 1439))
def test_red_means_late_and_nothing_else(due, days, minute):
    now = datetime.combine(due, datetime.min.time(), VIETNAM) + timedelta(days=days, minutes=minute)
    said = clock(due, now, vietnam())
    assert (said.tone is Tone.LATE) == (now.date() > due) == said.words.startswith("quá hạn")
