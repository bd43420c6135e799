"""The plain pieces of reviewing: where words went, where they stand, what a deadline comes to."""

import time
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from diemtua.plans import corrections, deadline_words, spans
from diemtua.plans.alignment import Alignment
from diemtua.plans.forms.deadline import built, parts_of
from diemtua.plans.reading.model import Deadline

ISSUED = date(2024, 6, 25)
DEADLINES = {
    ("date", "2024-08-03"): "đến hết thứ Bảy, 03/08/2024",
    ("period", "2024-07-01/2024-09-30"): "từ 01/07/2024 đến hết thứ Hai, 30/09/2024",
    ("period", "2026-01-01/.."): "từ 01/01/2026, không nêu ngày cuối",
    ("period", "P10D"): "10 ngày kể từ ngày ban hành: đến hết thứ Sáu, 05/07/2024",
    ("period", "PT24H"): "24 giờ kể từ ngày ban hành: đến hết thứ Tư, 26/06/2024",
    ("period", "school-year:2026-2027"): "từ 01/09/2026 đến hết thứ Hai, 31/05/2027",
    ("recurring", "continuous"): "thường xuyên",
    (
        "recurring",
        "quarterly@14",
    ): "hằng quý (ngày 14 tháng cuối quý); kỳ đầu (Quý III/2024) đến hết thứ Bảy, 14/09/2024",
    ("recurring", "yearly@Q3"): "hằng năm (quý 3); kỳ đầu (Quý III/2024) đến hết thứ Hai, 30/09/2024",
    ("none", None): "không nêu thời hạn; theo kỳ báo cáo của văn bản",
}


@pytest.mark.parametrize(("due", "words"), DEADLINES.items(), ids=str)
def test_a_deadline_is_said_with_its_days(due, words):
    assert deadline_words.said(Deadline(*due), issued_on=ISSUED) == words


@pytest.mark.parametrize(
    ("kind", "value"),
    [*DEADLINES, ("recurring", "half-yearly@06-15,yearly@12-15"), ("recurring", "monthly@12"), ("recurring", "yearly@09"),
     ("period", "2025-07-01/2025-09-30,2026-01-01/2026-03-31")],
)  # fmt: skip
def test_a_form_sent_back_unchanged_changes_nothing(kind, value):
    due = Deadline(kind, value, "chữ của văn bản")
    assert built(parts_of(due)) == due


@pytest.mark.parametrize(
    ("kind", "value"),
    [("date", "2024-08-03"), ("period", "P10D"), ("period", "2026-01-01/.."), ("recurring", "half-yearly@06-15,yearly@12-15"),
     ("recurring", "monthly@12,quarterly@14"), ("recurring", "yearly@09"), ("recurring", "yearly@Q3"), ("recurring", "on-event")],
)  # fmt: skip
def test_what_is_typed_anew_comes_to_the_same_value(kind, value):
    assert built({**parts_of(Deadline(kind, value)), "was": ""}).value == value


@pytest.mark.parametrize(
    "wrong",
    [{"kind": "date", "day": ""}, {"kind": "date", "day": "31/02/2024"}, {"kind": "period", "since": ""},
     {"kind": "period", "since": "02/01/2024", "until": "01/01/2024"}, {"kind": "period", "length": "mười"},
     {"kind": "recurring", "tokens": []}, {"kind": "recurring", "tokens": ["monthly"], "at": {"monthly": "45"}}],
)  # fmt: skip
def test_what_is_no_deadline_is_told(wrong):
    with pytest.raises(ValidationError):
        built({**parts_of(Deadline("none")), "was": "", **wrong})


@given(st.text(max_size=60), st.text(max_size=20), st.text(max_size=20))
def test_a_packed_deadline_comes_back(text, kind, value):
    due = Deadline(kind.replace("|", "") or "none", value.replace("|", "") or None, text or None)
    assert corrections.unpacked(corrections.plain(due)) == due


TEXT = "1. Công an tỉnh chủ trì,  phối hợp với\nSở Y tế rà soát nạn nhân; báo cáo trước ngày 03/8/2024. 2. Công an tỉnh báo cáo."


def test_words_are_found_with_or_without_marks_nearest_first():
    assert TEXT[slice(*spans.located(TEXT, "cong an tinh", "nan nhan;", near=0))].startswith(
        "Công an tỉnh chủ trì"
    )
    late = spans.located(TEXT, "Công an tỉnh", "báo cáo.", near=len(TEXT))
    assert TEXT[slice(*late)] == "Công an tỉnh báo cáo."
    assert spans.located(TEXT, "Sở Y tế", "chủ trì,", near=0) is None
    assert spans.located(TEXT, "", "", near=0) is None


WORDS = st.lists(
    st.sampled_from("rà soát nạn nhân; và báo cáo. phối hợp với, Sở".split()), min_size=2, max_size=40
)


@given(WORDS, st.integers(0, 200), st.integers(1, 200), st.integers(0, 250))
def test_every_cut_leaves_words_on_both_sides(words, start, length, at):
    text = " ".join(words)
    start, end = min(start, len(text) - 1), min(start + length, len(text))
    for cut in spans.cuts(text, start, end, at=at):
        assert start < cut.at < end
        assert text[start : cut.at].strip() and text[cut.at : end].strip()


@given(WORDS, WORDS, st.integers(0, 100), st.integers(1, 100))
def test_a_moved_span_lies_inside_the_new_text(before, after, start, length):
    former, later = " ".join(before), "\n".join(after)
    start, end = min(start, len(former) - 1), min(start + length, len(former))
    place = Alignment(former, later).span(start, end)
    assert place is None or 0 <= place[0] < place[1] <= len(later)


@given(WORDS, st.integers(0, 100), st.integers(1, 100))
def test_the_same_text_moves_nothing(words, start, length):
    text = " ".join(words)
    start, end = min(start, len(text) - 1), min(start + length, len(text))
    assert Alignment(text, text).span(start, end) == (start, end)


def test_a_changed_word_at_the_edge_stays_in_the_span():
    before, after = (
        "Sở Y tế báo cáo trước ngày 03/8/2O24 về tỉnh",
        "TRANG 2\nSở Y tế\nbáo cáo trước ngày 03/8/2024 về tỉnh",
    )
    start, end = before.index("báo cáo"), before.index(" về")
    assert after[slice(*Alignment(before, after).span(start, end))] == "báo cáo trước ngày 03/8/2024"
    assert Alignment(before, "chữ khác hẳn").span(start, end) is None


def test_a_long_text_with_scattered_corrections_is_aligned_quickly():
    words = [f"chữ{number * 2654435761 % 2**32 % 5000}" for number in range(60_000)]
    better = [f"{word}́" if number % 500 == 0 else word for number, word in enumerate(words)]
    began = time.perf_counter()
    moved = Alignment(" ".join(words), "\n".join(better))
    assert moved.span(1_000, 1_400) is not None
    assert time.perf_counter() - began < 3


def test_choosing_bodies_keeps_the_names_that_mean_them():
    named = [{"code": "a", "text": "Sở Y tế", "agency_ids": [1]}, {"code": "b", "text": "các tổ chức", "agency_ids": [2, 3]},
             {"code": "c", "text": "đơn vị liên quan", "agency_ids": []}]  # fmt: skip
    chosen = corrections.bodies(named, [3, 9])
    assert [(each["text"], each["agency_ids"]) for each in chosen] == [
        ("các tổ chức", [3]),
        ("đơn vị liên quan", []),
        (None, [9]),
    ]
