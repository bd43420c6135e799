"""Which law, which agency, which evidence and papers."""

from datetime import date

import pytest

from diemtua.cases.labelled import Answer
from diemtua.cases.rules import agencies
from diemtua.cases.rules.elements import MONEY, completeness
from diemtua.cases.rules.evidence import (
    PAPERS,
    Evidence,
    Fallback,
    Paper,
    PaperKind,
    evidence_lacks,
    issuers,
    paper_lacks,
    papers_on,
    recognition_needs,
)
from diemtua.cases.rules.numbers import CaseNumber, next_number, parse
from diemtua.cases.rules.regimes import Override, Regime, governing, law_on, regime_of
from diemtua.directory.data import agency_kinds

OLD, NEW = date(2025, 6, 30), date(2025, 7, 1)
KINDS = {kind.code for kind in agency_kinds()}
RECEIVING = (agencies.receiving_l66, agencies.receiving_l53)
LEADING = (agencies.leading_l66, agencies.leading_l53)
VERIFYING = (agencies.verifying_l66, agencies.verifying_l53)


# --- the law of a case ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("identified_on", "on", "regime"),
    [
        (OLD, date(2026, 5, 1), Regime.L66),
        (NEW, date(2026, 5, 1), Regime.L53),
        (date(2023, 9, 1), date(2023, 9, 2), Regime.L66),
        (None, OLD, Regime.L66),
        (None, NEW, Regime.L53),  # opened before, not identified yet
    ],
)
def test_the_day_of_the_paper_chooses_the_law(identified_on, on, regime):
    assert regime_of(identified_on, on=on) is regime


def test_the_law_of_a_day():
    assert law_on(OLD) is Regime.L66 and law_on(NEW) is Regime.L53


@pytest.mark.parametrize(
    ("override", "regime"),
    [
        (None, Regime.L53),
        (Override(Regime.L66, "Giấy cấp lại của năm 2024", 1), Regime.L53),
        (Override(Regime.L66, "Giấy cấp lại của năm 2024", 1, 1), Regime.L53),
        (Override(Regime.L66, "  ", 1, 2), Regime.L53),
        (Override(Regime.L66, "Giấy cấp lại của năm 2024", 1, 2), Regime.L66),
    ],
)
def test_another_regime_needs_a_reason_and_a_second_officer(override, regime):
    assert governing(NEW, override, on=NEW) is regime


# --- agencies ------------------------------------------------------------------------------------


@pytest.mark.parametrize("rule", [*RECEIVING, *LEADING, *VERIFYING])
def test_agencies_are_kinds_of_the_directory(rule):
    assert rule() and rule() <= KINDS


@pytest.mark.parametrize(
    ("kind", "before", "after"),
    [
        ("so-y-te", (False, False, False, False), (True, True, False, False)),
        ("phong-ldtbxh", (True, True, False, False), (False, False, False, False)),
        ("ubnd-xa", (True, False, False, False), (True, False, False, False)),
        ("cong-an-huyen", (True, False, True, True), (False, False, False, False)),
        ("cong-an-tinh", (True, False, True, True), (True, False, True, True)),
        ("cong-an-xa", (True, False, False, False), (True, False, False, False)),
        ("bo-doi-bien-phong", (True, False, True, True), (True, False, True, True)),
        ("canh-sat-bien", (True, False, True, True), (True, False, True, True)),
        ("co-quan-dai-dien", (True, False, False, False), (True, False, False, True)),
        ("toa-an", (False, False, False, True), (False, False, False, True)),
        ("hoi-lhpn", (False, False, False, False), (False, False, False, False)),
        ("nuoc-ngoai", (False, False, False, False), (False, False, False, False)),
    ],
)
def test_who_does_what_before_and_after_the_change_of_law(kind, before, after):
    questions = (agencies.receives, agencies.leads_first_check, agencies.verifies, agencies.recognises)
    assert tuple(ask(kind, OLD) for ask in questions) == before
    assert tuple(ask(kind, NEW) for ask in questions) == after


def test_nobody_is_competent_before_the_first_law():
    assert not agencies.receives("ubnd-xa", date(2011, 12, 31))
    assert not agencies.recognising(date(2011, 12, 31))


def test_who_recognises_or_verifies_may_decline():
    assert agencies.declining(NEW) == agencies.recognising(NEW) | agencies.verifying_l53()
    assert agencies.declines("toa-an", NEW) and not agencies.declines("so-y-te", NEW)


# --- evidence and papers -------------------------------------------------------------------------


def test_nine_groups_of_evidence_and_five_papers():
    assert len(Evidence) == 9 and len(PaperKind) == 5
    assert {row.kind for row in PAPERS} == set(PaperKind)
    assert all(row.issuers <= KINDS for row in PAPERS)


@pytest.mark.parametrize(
    ("kind", "issuer", "before", "after"),
    [
        (PaperKind.P1, "cong-an-huyen", True, False),
        (PaperKind.P1, "cong-an-tinh", True, True),
        (PaperKind.P2, "bo-doi-bien-phong", True, True),
        (PaperKind.P3, "toa-an", True, True),
        (PaperKind.P4, "nuoc-ngoai", True, True),
        (PaperKind.P5, "co-quan-dai-dien", False, True),
        (PaperKind.P1, "so-y-te", False, False),
    ],
)
def test_who_issues_which_paper_on_a_day(kind, issuer, before, after):
    assert (issuer in issuers(kind, OLD)) is before
    assert (issuer in issuers(kind, NEW)) is after


def test_papers_an_agency_may_issue():
    assert [row.kind for row in papers_on(NEW, "vks")] == [PaperKind.P3]
    assert [row.kind for row in papers_on(NEW)] == list(PaperKind)
    assert papers_on(NEW, "so-y-te") == []


GOOD = Paper(PaperKind.P1, "15/GXN-PC02", NEW, "cong-an-tinh", "Đại tá Lò Văn Thử, Phó Giám đốc")


@pytest.mark.parametrize(
    ("paper", "lacks"),
    [
        (GOOD, []),
        (None, ["Chưa có giấy tờ"]),
        (Paper(PaperKind.P1, " ", NEW, "cong-an-tinh", ""), ["số", "người ký"]),
        (Paper(PaperKind.P1, "15", None, "cong-an-tinh", "A"), ["ngày"]),
        (Paper(PaperKind.P1, "15", NEW, "cong-an-huyen", "A"), ["không cấp"]),
        (Paper(PaperKind.P1, "15", OLD, "cong-an-huyen", "A"), []),
        (Paper(PaperKind.P4, "15", NEW, "nuoc-ngoai", "A"), ["hợp pháp hóa"]),
        (Paper(PaperKind.P4, "15", NEW, "nuoc-ngoai", "A", legalised=True), []),
    ],
)
def test_what_a_paper_lacks(paper, lacks):
    found = paper_lacks(paper)
    assert len(found) == len(lacks)
    assert all(word in sentence for word, sentence in zip(lacks, found, strict=True))


def test_one_group_of_evidence_is_enough_and_the_signs_need_a_biography():
    assert evidence_lacks({Evidence.E6}) == ()
    assert evidence_lacks((), {Fallback.LIVED_TOGETHER}, biography_agrees=True) == ()
    assert "nhân thân" in evidence_lacks((), {Fallback.LIVED_TOGETHER})[0]
    assert "Điều 32" in evidence_lacks(())[0]


def test_recognition_needs_evidence_and_a_paper():
    assert recognition_needs(GOOD, [Evidence.E1]) == ()
    assert len(recognition_needs(None, [])) == 2


# --- elements ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("acts", "means", "purposes", "minor", "missing", "noted"),
    [
        (["recruit"], ["deceive"], ["sexual"], Answer.NO, 0, False),
        (["recruit"], [], ["sexual"], Answer.NO, 1, False),
        (["recruit"], [], ["sexual"], Answer.YES, 0, False),
        (["recruit"], [], ["sexual"], Answer.NOT_SURE, 0, True),
        (
            ["transfer"],
            ["force"],
            [MONEY],
            Answer.NO,
            0,
            False,
        ),  # caught at the hand-over, nothing exploited yet
        (["transfer"], [], [MONEY], Answer.YES, 0, True),
        ([], [], [], Answer.NO, 3, False),
    ],
)
def test_the_elements_of_trafficking(acts, means, purposes, minor, missing, noted):
    found = completeness(acts, means, purposes, minor=minor)
    assert len(found.missing) == missing and found.complete is (missing == 0)
    assert bool(found.note) is noted


# --- numbers -------------------------------------------------------------------------------------


def test_a_case_number_counts_within_the_year():
    assert str(next_number(2026, None)) == "2026-0001"
    assert str(next_number(2026, 416)) == "2026-0417"
    assert str(next_number(2026, 9999)) == "2026-10000"


@pytest.mark.parametrize("text", ["2026-0417", "2026-417", " 2026/0417 ", "2026 – 0417"])
def test_a_case_number_is_read_as_people_write_it(text):
    assert parse(text) == CaseNumber(2026, 417)


@pytest.mark.parametrize("text", ["", "0417", "2026-", "2026-0000", "26-0417", "2026-04a7"])
def test_what_is_no_case_number_is_refused_with_an_example(text):
    with pytest.raises(ValueError, match="ví dụ 2026-0417"):
        parse(text)
