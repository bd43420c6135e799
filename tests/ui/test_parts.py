"""Clocks, pages of lists, years on a line, places: what components are given."""

from datetime import date, datetime

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from diemtua.kernel.calendar import VIETNAM
from diemtua.ui import paging, year
from diemtua.ui.clocks import face
from diemtua.ui.meanings import badge_of
from diemtua.ui.navigation import places
from diemtua.ui.parts import Meaning, Share, Shares

MONDAY = date(2024, 7, 15)


@pytest.mark.parametrize(
    ("due", "done", "words", "meaning"),
    [
        (date(2024, 7, 12), None, "quá hạn 3 ngày", Meaning.LATE),
        (MONDAY, None, "hôm nay là hạn cuối", Meaning.SOON),
        (date(2024, 8, 15), None, "còn 23 ngày làm việc (đến hết thứ Năm 15/8)", Meaning.PLAIN),
        (datetime(2024, 7, 15, 17, tzinfo=VIETNAM), None, "còn 9 giờ (đến 17:00 hôm nay)", Meaning.SOON),
        (None, None, "chưa có thời hạn", Meaning.QUIET),
        (MONDAY, MONDAY, "xong ngày 15/07/2024", Meaning.DONE),
        (date(2024, 7, 12), MONDAY, "xong ngày 15/07/2024, muộn 3 ngày", Meaning.DONE),
        (None, MONDAY, "xong ngày 15/07/2024", Meaning.DONE),
    ],
)
def test_a_clock_says_it_in_words(due, done, words, meaning):
    said = face(due, MONDAY, done=done)
    assert (said.badge.word, said.badge.meaning, said.facts) == (words, meaning, ())


def test_a_clock_opens_to_its_rule():
    said = face(MONDAY, MONDAY, event="Văn bản đến", rule="Kế hoạch 126, mục III", owes="Sở Y tế")
    assert [fact.term for fact in said.facts] == [
        "Thời hạn",
        "Bắt đầu từ",
        "Căn cứ",
        "Cơ quan phải thực hiện",
        "Cách tính",
    ]


def test_a_state_nobody_described_is_plain_and_named():
    assert (badge_of("doing_overdue").meaning, badge_of("doing_overdue", "Trễ").word) == (Meaning.LATE, "Trễ")
    assert badge_of("chuyen_la").word == "chuyen_la"


def test_a_page_and_the_next():
    rows = list(range(1, 121))
    first = paging.cut(rows[:51], lambda row: (row,))
    assert (len(first.rows), first.first) == (50, True)
    after = paging.place(first.next, 1)
    assert after == [50]
    last = paging.cut(rows[100:], lambda row: (row,), after=first.next)
    assert (list(last.rows), last.next, last.first) == (rows[100:], "", False)


@given(st.lists(st.one_of(st.none(), st.integers(), st.text()), max_size=4))
def test_a_cursor_goes_there_and_back(values):
    assert paging.place(paging.cursor(values), len(values)) == values


@given(st.text(max_size=60))
def test_a_cursor_nobody_wrote_is_the_first_page(text):
    place = paging.place(text, 2)
    assert place is None or len(place) == 2


def test_days_travel_in_a_cursor_as_text():
    assert paging.place(paging.cursor([date(2024, 7, 15), 3]), 2) == ["2024-07-15", 3]


def test_shares_fill_the_bar_exactly():
    shares = Shares([Share("a", 1), Share("b", 0), Share("c", 2), Share("d", 3)])
    laid = list(shares.segments())
    assert [part.share.word for part in laid] == ["a", "c", "d"]
    assert laid[-1].x + laid[-1].width == 1000
    assert list(Shares([Share("a", 0)]).segments()) == []


def test_a_year_keeps_what_falls_in_it_and_gathers_what_falls_together():
    line = year.year_line(
        2024,
        marks=[
            year.Mark(date(2024, 8, 3), "báo cáo"),
            year.Mark(date(2024, 8, 2), "hạn", Meaning.LATE),
            year.Mark(date(2025, 1, 1), "năm sau"),
        ],
        bands=[
            year.Band(date(2023, 6, 1), date(2024, 2, 1), "chỉ đạo điểm"),
            year.Band(date(2022, 1, 1), date(2022, 2, 1), "cũ"),
        ],
        today=date(2023, 7, 1),
    )
    assert [mark.word for mark in line.marks] == ["hạn", "báo cáo"]
    assert [(len(dot.marks), dot.meaning) for dot in line.dots] == [(2, Meaning.LATE)]
    assert [(strip.band.word, strip.x) for strip in line.strips] == [("chỉ đạo điểm", year.LEFT)]
    assert line.today is None


@given(
    st.lists(
        st.tuples(st.dates(date(2023, 1, 1), date(2025, 12, 31)), st.integers(0, 400), st.text(max_size=80)),
        max_size=12,
    )
)
def test_bands_of_one_lane_never_touch_and_stay_in_the_picture(spans):
    from datetime import timedelta

    bands = [year.Band(start, start + timedelta(days=length), word) for start, length, word in spans]
    line = year.year_line(2024, bands=bands)
    lanes = {}
    for strip in line.strips:
        assert 0 <= strip.x <= strip.x + strip.width <= year.WIDTH
        before = lanes.get(strip.y)
        assert before is None or strip.extent[0] > before
        lanes[strip.y] = strip.extent[1]


@pytest.mark.parametrize(("path", "word"), [("/", "Hôm nay"), ("/viec/7/", "Việc"), ("/tai-khoan/", None)])
def test_the_place_one_is_in_is_marked(path, word):
    assert [place.word for place in places(path) if place.current] == [word] * (word is not None)


def test_a_query_is_changed_by_name():
    request = RequestFactory().get("/viec/?a=1&sau=xyz&a=2")
    text = Template('{% query_with sau="" b="c d" %}').render(Context({"request": request}))
    assert text == "?a=1&amp;a=2&amp;b=c+d"


def test_what_people_typed_is_never_markup():
    evil = "<script>alert(1)</script>"
    text = Template(
        "{% badge word %}{% fold word %}{{ word }}{% endfold %}{% clock due on=on rule=word %}{% ask word %}x{% endask %}"
    ).render(Context({"word": evil, "due": MONDAY, "on": MONDAY}))
    assert "<script>" not in text
    assert text.count("&lt;script&gt;") >= 4
