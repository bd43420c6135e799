"""Entitlements cell by cell, stays, norms, protection, closing."""

from datetime import date
from itertools import pairwise

import pytest

from diemtua.cases.labelled import Answer
from diemtua.cases.rules import protection, stays
from diemtua.cases.rules.closing import ClosingReason, OpenWork, reasons_for, still_open
from diemtua.cases.rules.entitlements import (
    Column,
    Item,
    Nationality,
    Person,
    Standing,
    column,
    entitlements,
    standing_of,
    table_l53,
    table_l66,
)
from diemtua.cases.rules.norms import (
    Norm,
    amount_words,
    monthly_care,
    national,
    norm_on,
    norms_of,
    payable,
)
from diemtua.cases.rules.regimes import Regime
from diemtua.cases.rules.stays import Basis, Extended, bases_on, days_left, extended_by, stay_due
from diemtua.cases.states import LEGAL_LIFE
from diemtua.cases.statuses import Legal
from diemtua.directory.data import agency_kinds
from diemtua.kernel.calendar import vietnam
from diemtua.kernel.sources import Confidence, NotInForce

KINDS = {kind.code for kind in agency_kinds()}

# --- the tables, as the sheet of the law prints them: a b c d đ e g h i k ------------------------

L53 = {
    Column.VICTIM: "yyyyyyyyyy",
    Column.ACCOMPANYING: "yyyyyyyy--",
    Column.IDENTIFIED_HERE: "yyyyyyy---",
    Column.IDENTIFIED_ABROAD: "yyyy------",
    Column.FOREIGNER: "yyyyy-y---",
}
L66 = {
    Column.VICTIM: "yy--yyyyyy",
    Column.ACCOMPANYING: "yy---yy---",
    Column.IDENTIFIED_HERE: "y---------",
    Column.IDENTIFIED_ABROAD: "----------",
    Column.FOREIGNER: "yy--yyy---",
}
CELLS = [
    pytest.param(table, place, item, cell == "y", id=f"{name} {place} {item.point}")
    for name, table, printed in (("L53", table_l53, L53), ("L66", table_l66, L66))
    for place, row in printed.items()
    for item, cell in zip(Item, row, strict=True)
]


@pytest.mark.parametrize(("table", "place", "item", "granted"), CELLS)
def test_each_cell_of_the_tables(table, place, item, granted):
    assert (item in table()[place]) is granted


def test_the_tables_are_whole():
    assert len(CELLS) == 2 * 5 * 10
    assert [item.point for item in Item] == ["a", "b", "c", "d", "đ", "e", "g", "h", "i", "k"]


VN, STATELESS, FOREIGN = Nationality.VIETNAMESE, Nationality.STATELESS_RESIDENT, Nationality.FOREIGN
UNKNOWN = Nationality.UNKNOWN
VICTIM, IDENTIFIED, ALONG = Standing.VICTIM, Standing.BEING_IDENTIFIED, Standing.ACCOMPANYING
NEITHER = Standing.NOT_A_VICTIM


@pytest.mark.parametrize(
    ("person", "place"),
    [
        (Person(VICTIM, VN), Column.VICTIM),
        (Person(VICTIM, VN, abroad=True), Column.VICTIM),
        (Person(VICTIM, STATELESS), Column.VICTIM),
        (Person(VICTIM, FOREIGN), Column.FOREIGNER),
        (Person(VICTIM, UNKNOWN), Column.FOREIGNER),
        (Person(IDENTIFIED, VN), Column.IDENTIFIED_HERE),
        (Person(IDENTIFIED, VN, abroad=True), Column.IDENTIFIED_ABROAD),
        (Person(IDENTIFIED, FOREIGN), Column.FOREIGNER),
        (Person(ALONG, VN, minor=Answer.YES), Column.ACCOMPANYING),
        (Person(ALONG, VN, minor=Answer.NOT_SURE), Column.ACCOMPANYING),
        (Person(ALONG, VN, minor=Answer.NO), None),
        (Person(ALONG, VN, minor=Answer.YES, goes_with=IDENTIFIED), Column.IDENTIFIED_HERE),
        (Person(ALONG, VN, abroad=True, minor=Answer.YES, goes_with=IDENTIFIED), Column.IDENTIFIED_ABROAD),
        (Person(ALONG, VN, minor=Answer.YES, goes_with=NEITHER), None),
        (Person(ALONG, FOREIGN, minor=Answer.YES), Column.FOREIGNER),
        (Person(NEITHER, VN), None),
    ],
)
def test_which_column_a_person_stands_in(person, place):
    assert column(person) is place


def test_a_legal_status_gives_a_standing():
    early = (Legal.RECEIVED, Legal.NOTIFIED, Legal.CHECKING, Legal.BEING_IDENTIFIED, Legal.PAUSED)
    assert {standing_of(state) for state in early} == {IDENTIFIED}
    assert standing_of(Legal.VICTIM) is VICTIM and standing_of(Legal.NOT_VICTIM) is NEITHER
    assert standing_of(Legal.CLUE) is None and standing_of(Legal.CLOSED) is None
    assert standing_of(Legal.ELSEWHERE, was_recognised=True) is VICTIM


def granted(person, regime):
    return {item for item, cell in entitlements(person, regime).items() if cell.granted}


@pytest.mark.parametrize("regime", Regime)
@pytest.mark.parametrize("standing", Standing)
@pytest.mark.parametrize("nationality", Nationality)
@pytest.mark.parametrize("minor", Answer)
@pytest.mark.parametrize("abroad", [False, True])
def test_every_person_gets_an_answer_for_every_item_and_a_reason_for_every_no(
    regime, standing, nationality, minor, abroad
):
    person = Person(standing, nationality, abroad, minor)
    answers = entitlements(person, regime)
    place = column(person)
    expected = {True: table_l53, False: table_l66}[regime is Regime.L53]()[place] if place else set()
    assert list(answers) == list(Item)
    assert granted(person, regime) == expected
    assert all(bool(cell.reason) is not cell.granted for cell in answers.values())


def test_one_found_not_to_be_a_victim_keeps_what_was_given():
    cell = entitlements(Person(NEITHER), Regime.L53)[Item.MEDICAL]
    assert not cell.granted and "đã nhận giữ nguyên" in cell.reason


def test_doubts_are_sent_to_the_lawyers_not_decided():
    along = entitlements(Person(ALONG, minor=Answer.YES), Regime.L53)
    assert along[Item.VOCATIONAL].review and not along[Item.VOCATIONAL].granted
    assert not along[Item.SCHOOLING].review
    foreigner = entitlements(Person(VICTIM, FOREIGN), Regime.L53)
    assert "chi phí đi lại" in foreigner[Item.TRAVEL].review
    assert all(cell.review for cell in entitlements(Person(VICTIM, UNKNOWN), Regime.L53).values())
    assert "công dân Việt Nam" in entitlements(Person(VICTIM, STATELESS), Regime.L53)[Item.ALLOWANCE].review
    assert not any(cell.review for cell in entitlements(Person(VICTIM), Regime.L53).values())


# --- stays ---------------------------------------------------------------------------------------

CALENDAR = vietnam()


def test_three_texts_give_three_lengths_and_a_stay_chooses():
    assert bases_on(date(2026, 1, 5)) == [Basis.ND162, Basis.ND20, Basis.TT35]
    assert bases_on(date(2025, 6, 30)) == [Basis.ND20, Basis.TT35]
    assert bases_on(date(2021, 6, 30)) == [Basis.TT35]
    ends = [stay_due(basis, date(2026, 3, 2), CALENDAR).limit.day for basis in Basis]
    assert ends == [date(2026, 6, 30), date(2026, 6, 2), date(2026, 5, 4)]  # 1/5 and the weekend


def test_a_stay_cannot_choose_a_text_not_yet_in_force():
    with pytest.raises(NotInForce):
        stay_due(Basis.ND162, date(2025, 6, 30), CALENDAR)


def test_a_stay_is_prolonged_by_those_the_text_names():
    start, until = date(2026, 3, 2), date(2026, 9, 1)
    assert (
        extended_by(Basis.ND162) == {"co-so-tro-giup", "so-y-te"} and extended_by(Basis.TT35) == frozenset()
    )
    prolonged = stay_due(Basis.ND162, start, CALENDAR, Extended(until, "so-y-te", "Quyết định 12/QĐ-SYT"))
    assert prolonged.extended and days_left(prolonged, date(2026, 8, 31)) == 1
    for basis, kind in ((Basis.ND162, "ubnd-xa"), (Basis.TT35, "so-y-te")):
        with pytest.raises(ValueError, match="thẩm quyền gia hạn"):
            stay_due(basis, start, CALENDAR, Extended(until, kind, "12"))


def test_a_choice_explains_itself():
    assert "chưa rõ văn bản nào được ưu tiên" in stays.CHOOSE


# --- norms ---------------------------------------------------------------------------------------


def test_no_amount_is_shipped_for_the_circular_nobody_read():
    new = [row for row in national() if "120/2026" in row.text]
    assert new and all(row.amount_vnd is None and row.in_force == date(2026, 10, 1) for row in new)


@pytest.mark.parametrize(
    ("code", "on", "words", "paid"),
    [
        ("meals-travel", date(2026, 9, 30), "tối thiểu 70.000\u00a0đ/người/ngày", True),
        ("meals-travel", date(2026, 10, 1), "chưa cấu hình", False),
        ("meals-travel", date(2019, 1, 1), "chưa cấu hình", False),
        ("meals-household", date(2026, 10, 1), "60.000\u00a0đ/người/ngày", True),
        ("care-base", date(2024, 6, 30), "360.000\u00a0đ/tháng", True),
        ("care-base", date(2024, 7, 1), "500.000\u00a0đ/tháng (cần xác nhận)", False),
        ("livelihood-model", date(2026, 1, 1), "tối đa 30.000.000\u00a0đ/mô hình", True),
        ("hardship", date(2026, 10, 1), "chưa cấu hình", False),
        ("nothing", date(2026, 10, 1), "chưa cấu hình", False),
    ],
)
def test_a_norm_on_a_day(code, on, words, paid):
    norm = norm_on(code, on)
    assert amount_words(norm) == words and payable(norm) is paid


def test_a_province_sets_its_own():
    own = Norm("hardship", "Trợ cấp khó khăn ban đầu", Item.ALLOWANCE, "người", 4_000_000, "", date(2026, 11, 1), None,
               "Nghị quyết của HĐND thành phố", Confidence.TEXT, province="92")  # fmt: skip
    day = date(2026, 11, 22)
    assert norm_on("hardship", day, "92", [own]) is own
    assert norm_on("hardship", day, "40", [own]).amount_vnd is None
    assert own in norms_of(Item.ALLOWANCE, day, "92", [own])
    assert norm_on("hardship", date(2026, 10, 31), "92", [own]).amount_vnd is None


def test_rows_of_a_norm_do_not_overlap():
    for code in {row.code for row in national()}:
        rows = sorted((row for row in national() if row.code == code), key=lambda row: row.in_force)
        for one, following in pairwise(rows):
            assert one.until is not None and one.until < following.in_force


def test_care_of_the_youngest_counts_more():
    assert monthly_care(360_000, under_four=True) == 1_800_000
    assert monthly_care(360_000, under_four=False) == 1_440_000


# --- protection ----------------------------------------------------------------------------------


def test_measures_name_kinds_of_the_directory():
    for measure in protection.MEASURES:
        assert (measure.orders or frozenset()) | measure.carried_out_by | measure.proposed_by <= KINDS
    assert len(protection.BY_CODE) == len(protection.MEASURES)


@pytest.mark.parametrize(
    ("code", "kind", "on", "answer"),
    [
        ("procedure-a", "cong-an-tinh", date(2026, 1, 1), Answer.YES),
        ("procedure-a", "vks", date(2026, 1, 1), Answer.NO),  # the procuracy proposes
        ("shelter", "cong-an-tinh", date(2026, 1, 1), Answer.NOT_SURE),  # Điều 13 was not found
        ("shelter", "hoi-lhpn", date(2026, 1, 1), Answer.NO),
        ("shelter", "cong-an-tinh", date(2025, 6, 30), Answer.NO),
        ("old-relocation", "ubnd-xa", date(2025, 6, 30), Answer.YES),
        ("old-relocation", "ubnd-xa", date(2025, 7, 1), Answer.NO),
        ("child-urgent", "ubnd-xa", date(2026, 1, 1), Answer.YES),
        ("child-urgent", "so-y-te", date(2026, 1, 1), Answer.NO),
    ],
)
def test_who_may_order_a_measure(code, kind, on, answer):
    assert protection.may_order(protection.BY_CODE[code], kind, on) is answer


def test_measures_for_a_relative_before_and_after():
    new = {
        measure.code for measure in protection.measures_on(date(2026, 1, 1), protection.Protected.RELATIVE)
    }
    old = {
        measure.code for measure in protection.measures_on(date(2025, 6, 30), protection.Protected.RELATIVE)
    }
    assert "shelter" in new - old and "old-relocation" in old - new and "procedure-a" in new & old
    assert "child-urgent" not in new


def test_an_unsafe_shelter_is_told_to_three_at_once():
    assert set(protection.told_when_unsafe()) == {"cong-an-tinh", "bo-doi-bien-phong", "canh-sat-bien"}


def test_what_a_request_for_protection_lacks():
    whole = {
        "asked_on": date(2026, 1, 1),
        "who": "Lò Thị Thử",
        "address": "xã A",
        "reason": "bị đe dọa",
        "signed": True,
    }
    assert protection.request_lacks(**whole) == ()
    assert len(protection.request_lacks(asked_on=None, who=" ", address="", reason="", signed=False)) == 5


# --- closing -------------------------------------------------------------------------------------


def test_what_is_open_is_counted_in_words():
    assert still_open(OpenWork()) == () and not OpenWork()
    work = OpenWork(services=2, protections=1, child_plans=1)
    assert work and still_open(work)[0] == "2 dịch vụ hỗ trợ chưa xong"
    assert len(still_open(work)) == 3


@pytest.mark.parametrize(
    ("state", "fits", "never"),
    [
        (Legal.CLUE, ClosingReason.UNFOUNDED, ClosingReason.GOALS_MET),
        (Legal.VICTIM, ClosingReason.GOALS_MET, ClosingReason.NOT_A_VICTIM),
        (Legal.NOT_VICTIM, ClosingReason.NOT_A_VICTIM, ClosingReason.GOALS_MET),
        (Legal.ELSEWHERE, ClosingReason.HANDED_ON, ClosingReason.UNFOUNDED),
    ],
)
def test_reasons_fit_the_legal_status(state, fits, never):
    assert fits in reasons_for(state) and never not in reasons_for(state)


def test_every_reason_can_be_given_and_every_state_that_closes_has_its_own():
    closable = LEGAL_LIFE.table.moves["close"].sources + LEGAL_LIFE.table.moves["set_aside"].sources
    assert set().union(*(reasons_for(state) for state in closable)) == set(ClosingReason)
    assert all(len(reasons_for(state)) > 2 for state in closable)
