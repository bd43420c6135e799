"""What holds for any text: no crash, spans inside, a valid JSON, work that grows with the length alone."""

import json
import random
import sys
import unicodedata

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diemtua.plans.reading import read, why_not_a_plan
from tests.reading import score
from tests.reading.conftest import HEAD, NAMES, text_of
from tests.reading.test_quality import CODES

PIECES = st.sampled_from(
    [
        "I. ", "II. ", "1. ", "2.1. ", "a) ", "- ", "+ ", "Điều 1. ", "PHỤ LỤC", "Phần I ", "A. ", "(1) ", "| ", " | ", "\t", "\n", "\n\n",
        "STT", "Nội dung", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian", "|---|", "Sở Y tế", "Công an tỉnh", "UBND các xã, phường",
        "Sở này", "chủ trì, phối hợp với", "báo cáo", "gửi về", "(qua Công an tỉnh)", "trước ngày 30/6/2026", "quý III/2026", "hằng năm",
        "Nơi nhận:", "TM. ỦY BAN NHÂN DÂN", "./.", "Số: 12/KH-UBND", "KẾ HOẠCH", "Căn cứ Luật Trẻ em năm 2016;", "Kính gửi:", "“", "”",
        "**", "\x00", "\ufeff", "\u0301", "İ", "Như trên", "2\n", ";", ".", ":", "(", ")", "Cơ quan chủ trì: ", "đã ban hành Kế hoạch số 1/KH-A",
    ]
)  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=300),
    st.lists(PIECES, max_size=60).map("".join),
    st.lists(PIECES, max_size=60).map("\n".join),
)
PATIENT = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def faults(reading, folder):
    path = folder / "x.gold.json"
    (folder / "x.txt").write_bytes(reading.text.encode("utf-8"))
    path.write_text(json.dumps(reading.to_json(), ensure_ascii=False), encoding="utf-8")
    return list(score.check_file(path, CODES))


@PATIENT
@given(text=TEXTS)
def test_any_text_gives_a_valid_reading(text, tmp_path_factory):
    text = text.encode("utf-8", "ignore").decode("utf-8")
    assert faults(read(text, file="x.txt"), tmp_path_factory.mktemp("any")) == []


@PATIENT
@given(text=TEXTS)
def test_any_body_under_the_head_of_a_plan_gives_a_valid_reading(text, tmp_path_factory):
    text = HEAD + text.encode("utf-8", "ignore").decode("utf-8")
    assert faults(read(text, file="x.txt"), tmp_path_factory.mktemp("body")) == []


@settings(max_examples=12, deadline=None)
@given(name=st.sampled_from(NAMES), seed=st.integers(0, 10**6))
def test_a_torn_plan_gives_a_valid_reading(name, seed, tmp_path_factory):
    chance = random.Random(seed)
    lines = text_of(name).splitlines(keepends=True)
    torn = "".join(line for line in lines if chance.random() > 0.2)
    assert faults(read(torn, file="x.txt"), tmp_path_factory.mktemp("torn")) == []


def test_a_lone_surrogate_is_read_like_any_letter():
    assert read("Sở Y tế \ud800 báo cáo").characters == 17


@settings(max_examples=6, deadline=None)
@given(name=st.sampled_from(NAMES))
def test_decomposed_letters_change_nothing_but_offsets(name):
    text = text_of(name)
    composed, decomposed = read(text), read(unicodedata.normalize("NFD", text))
    assert [(a.clause, a.lead.code, a.deadline.value) for a in composed.assignments] == [
        (a.clause, a.lead.code, a.deadline.value) for a in decomposed.assignments
    ]
    for one, other in zip(composed.assignments, decomposed.assignments, strict=True):
        words = decomposed.text[other.action.start : other.action.end]
        assert unicodedata.normalize("NFC", words) == unicodedata.normalize(
            "NFC", text[one.action.start : one.action.end]
        )


def calls(text):
    """How many functions are called to read ``text``, in Python or in C."""
    count = 0

    def note(frame, event, argument):
        nonlocal count
        count += event in {"call", "c_call"}

    sys.setprofile(note)
    try:
        read(text)
    finally:
        sys.setprofile(None)
    return count


def test_the_work_grows_with_the_length_alone():
    body = text_of("b1-gia-dinh-tre-em")
    read(body)
    assert calls(body * 4) < 4.6 * calls(body)


def test_an_empty_text_is_refused_in_a_sentence():
    reading = read("")
    assert reading.assignments == () and "không có chữ nào" in why_not_a_plan(reading)


def test_a_novel_is_refused_in_a_sentence():
    novel = "Buổi sáng hôm ấy trời mưa rất to. Cô bé ngồi bên cửa sổ, nhìn ra vườn và nghĩ về mẹ.\n" * 400
    reading = read(novel)
    assert reading.assignments == () and why_not_a_plan(reading).startswith("Văn bản không có số, ký hiệu")


def test_a_plan_without_agencies_is_refused_for_that():
    reading = read(
        HEAD.replace("Ủy ban nhân dân tỉnh ban hành", "Nay ban hành")
        + "I. NHIỆM VỤ\n1. Làm cho tốt mọi việc.\n2. Giữ gìn đoàn kết.\n"
    )
    assert "cơ quan nào được giao việc" in why_not_a_plan(reading)


def test_nul_characters_do_no_harm():
    assert why_not_a_plan(read("\x00" * 500)) is not None
