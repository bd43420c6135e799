"""Who is entitled to what (chế độ hỗ trợ): standing × nationality × age × law, cell by cell as the two laws have it."""

from __future__ import annotations

from dataclasses import dataclass

from diemtua.cases.labelled import Answer, Labelled
from diemtua.cases.rules.regimes import Regime
from diemtua.cases.statuses import Legal
from diemtua.kernel.sources import Confidence, source


class Item(Labelled):
    """The items of support; ``point`` is the letter of Luật 53/2024/QH15, Điều 37 khoản 1."""

    ESSENTIALS = "essentials", "Hỗ trợ nhu cầu thiết yếu"
    MEDICAL = "medical", "Hỗ trợ y tế"
    INTERPRETATION = "interpretation", "Hỗ trợ phiên dịch"
    LEGAL_SUPPORT = "legal-support", "Hỗ trợ pháp luật"
    LEGAL_AID = "legal-aid", "Trợ giúp pháp lý"
    TRAVEL = "travel", "Hỗ trợ chi phí đi lại"
    PSYCHOLOGICAL = "psychological", "Hỗ trợ tâm lý"
    SCHOOLING = "schooling", "Hỗ trợ học văn hóa"
    VOCATIONAL = "vocational", "Hỗ trợ học nghề, việc làm"
    ALLOWANCE = "allowance", "Trợ cấp khó khăn ban đầu, hỗ trợ vay vốn"

    @property
    def point(self) -> str:
        return "abcdđeghik"[list(Item).index(self)]


class Standing(Labelled):
    """What a person is in the eyes of the law on a day (tư cách)."""

    VICTIM = "victim", "Nạn nhân"
    BEING_IDENTIFIED = "being-identified", "Người đang trong quá trình xác định là nạn nhân"
    ACCOMPANYING = "accompanying", "Người dưới 18 tuổi đi cùng"
    NOT_A_VICTIM = "not-a-victim", "Không phải nạn nhân"


class Nationality(Labelled):
    """Whose person she is, as the two laws divide people."""

    VIETNAMESE = "vietnamese", "Công dân Việt Nam"
    STATELESS_RESIDENT = "stateless-resident", "Người không quốc tịch thường trú tại Việt Nam"
    STATELESS_OTHER = "stateless-other", "Người không quốc tịch không thường trú"
    FOREIGN = "foreign", "Người nước ngoài"
    UNKNOWN = "unknown", "Chưa rõ quốc tịch"


OURS = frozenset({Nationality.VIETNAMESE, Nationality.STATELESS_RESIDENT})


class Column(Labelled):
    """The columns of the tables of support."""

    VICTIM = "victim", "Nạn nhân là công dân Việt Nam, người không quốc tịch thường trú"
    ACCOMPANYING = "accompanying", "Người dưới 18 tuổi đi cùng nạn nhân"
    IDENTIFIED_HERE = "identified-here", "Người đang trong quá trình xác định, ở trong nước"
    IDENTIFIED_ABROAD = "identified-abroad", "Người đang trong quá trình xác định, ở nước ngoài"
    FOREIGNER = "foreigner", "Người nước ngoài bị mua bán tại Việt Nam"


Table = dict[Column, frozenset[Item]]
A_TO_D = frozenset({Item.ESSENTIALS, Item.MEDICAL, Item.INTERPRETATION, Item.LEGAL_SUPPORT})
A_TO_G = A_TO_D | {Item.LEGAL_AID, Item.TRAVEL, Item.PSYCHOLOGICAL}


@source("Luật 53/2024/QH15, Điều 37", in_force="2025-07-01")
def table_l53() -> Table:
    """Support under the law of 2024: columns of people and the items each has."""
    return {
        Column.VICTIM: frozenset(Item),
        Column.ACCOMPANYING: A_TO_G | {Item.SCHOOLING},
        Column.IDENTIFIED_HERE: A_TO_G,
        Column.IDENTIFIED_ABROAD: A_TO_D,
        Column.FOREIGNER: A_TO_D | {Item.LEGAL_AID, Item.PSYCHOLOGICAL},
    }


@source(
    "Luật 66/2011/QH12, Điều 32 và Điều 24; Luật 53/2024/QH15, Điều 63",
    in_force="2012-01-01",
    confidence=Confidence.SECONDARY,
)
def table_l66() -> Table:
    """Support under the law of 2011, kept by those identified before 1/7/2025 and the under-18s with them.

    It knows no person being identified: such a person had essentials «khi cần thiết» while the police verified.
    """
    medical = frozenset({Item.ESSENTIALS, Item.TRAVEL, Item.MEDICAL, Item.PSYCHOLOGICAL})
    return {
        Column.VICTIM: medical | {Item.LEGAL_AID, Item.SCHOOLING, Item.VOCATIONAL, Item.ALLOWANCE},
        Column.ACCOMPANYING: medical,
        Column.IDENTIFIED_HERE: frozenset({Item.ESSENTIALS}),
        Column.IDENTIFIED_ABROAD: frozenset(),
        Column.FOREIGNER: medical | {Item.LEGAL_AID},
    }


TABLES = {Regime.L66: table_l66, Regime.L53: table_l53}


@dataclass(frozen=True, slots=True)
class Person:
    """What decides: standing, nationality, whether abroad, under 18 on the day, and with whom an under-18 goes."""

    standing: Standing
    nationality: Nationality = Nationality.VIETNAMESE
    abroad: bool = False
    minor: Answer = Answer.NOT_SURE
    goes_with: Standing = Standing.VICTIM


@dataclass(frozen=True, slots=True)
class Entitlement:
    """One cell: the item, yes or no, why not, and what a legal unit should look at before anyone refuses."""

    item: Item
    granted: bool
    reason: str = ""
    review: str = ""


@source(
    "Cách đọc của hệ thống: từ khi được tiếp nhận đến khi có kết luận là người đang trong quá trình xác định "
    "(Luật 53/2024/QH15, Điều 27 khoản 1, 2)",
    in_force="2025-07-01",
    confidence=Confidence.DESIGN,
)
def standing_of(legal: Legal, *, was_recognised: bool = False) -> Standing | None:
    """The standing that a legal status gives; ``None`` for a person nobody has met, or whose closed file found nothing."""
    if legal in (Legal.CLOSED, Legal.ELSEWHERE):
        return Standing.VICTIM if was_recognised else None
    return {
        Legal.CLUE: None,
        Legal.VICTIM: Standing.VICTIM,
        Legal.NOT_VICTIM: Standing.NOT_A_VICTIM,
    }.get(legal, Standing.BEING_IDENTIFIED)


def column(person: Person) -> Column | None:
    """The column a person stands in; ``None`` for whoever has none (not a victim, an adult who goes along)."""
    if person.standing is Standing.NOT_A_VICTIM:
        return None
    if person.standing is Standing.ACCOMPANYING:
        return None if person.minor is Answer.NO else _accompanied(person)
    if person.nationality not in OURS:
        return Column.FOREIGNER
    if person.standing is Standing.VICTIM:
        return Column.VICTIM
    return Column.IDENTIFIED_ABROAD if person.abroad else Column.IDENTIFIED_HERE


def _accompanied(person: Person) -> Column | None:
    """An under-18 has the column of accompanying minors beside a victim, otherwise that of whom he goes with."""
    if person.goes_with in (Standing.NOT_A_VICTIM, Standing.ACCOMPANYING):
        return None
    if person.nationality not in OURS:
        return Column.FOREIGNER
    if person.goes_with is Standing.VICTIM:
        return Column.ACCOMPANYING
    return Column.IDENTIFIED_ABROAD if person.abroad else Column.IDENTIFIED_HERE


def entitlements(person: Person, regime: Regime) -> dict[Item, Entitlement]:
    """Every item with its answer for this person under a regime (``regimes.governing``), in the law's order.

    The answer holds for the day on which standing, age and place were judged: an under-18 who turns 18, or a person
    found not to be a victim, loses what is to come and keeps what was given.
    """
    place = column(person)
    items = TABLES[regime]()[place] if place else frozenset()
    reviewed = _reviews(person, place, regime)
    return {
        item: Entitlement(
            item,
            item in items,
            "" if item in items else _why_not(person, place, regime),
            "" if place is None else reviewed.get(item, ""),
        )
        for item in Item
    }


def _why_not(person: Person, place: Column | None, regime: Regime) -> str:
    text = "Điều 37 Luật 53/2024/QH15" if regime is Regime.L53 else "Điều 32 Luật 66/2011/QH12"
    if person.standing is Standing.NOT_A_VICTIM:
        return "Đã kết luận không phải nạn nhân: không phát sinh chế độ mới, chế độ đã nhận giữ nguyên."
    if place is None:
        return "Người đi cùng chỉ được hỗ trợ khi dưới 18 tuổi và đi cùng nạn nhân hoặc người đang được xác định."
    return f"{text} không có chế độ này cho nhóm «{place.label}»."


PRESS_DIFFERS = "Báo chí về Điều 24 Nghị định 162/2025/NĐ-CP nêu người dưới 18 tuổi đi cùng rộng hơn Điều 37: hỏi pháp chế."
NO_NATIONALITY = "Quốc tịch chưa rõ hoặc không có trong bảng: hỏi pháp chế trước khi từ chối."
FOREIGN_TRAVEL = (
    "Danh mục tại Điều 37 khoản 4 chưa đọc được trọn vẹn: hỏi pháp chế trước khi từ chối chi phí đi lại."
)
FOREIGN_MINOR = "Luật không nêu riêng người dưới 18 tuổi đi cùng người nước ngoài: tạm theo nhóm người nước ngoài, hỏi pháp chế."
CITIZENS_ONLY = (
    "Hỗ trợ vay vốn chỉ nêu nạn nhân là công dân Việt Nam (Điều 25 Nghị định 162/2025/NĐ-CP): hỏi pháp chế."
)


def _reviews(person: Person, place: Column | None, regime: Regime) -> dict[Item, str]:
    """What a legal unit must look at, by item; the later of these notes wins."""
    notes: dict[Item, str] = {}
    if regime is Regime.L53 and place is Column.ACCOMPANYING:
        notes |= dict.fromkeys((Item.VOCATIONAL, Item.ALLOWANCE), PRESS_DIFFERS)
    if regime is Regime.L53 and place is Column.FOREIGNER:
        notes[Item.TRAVEL] = FOREIGN_TRAVEL
    if place is Column.FOREIGNER and person.standing is Standing.ACCOMPANYING:
        notes |= dict.fromkeys(Item, FOREIGN_MINOR)
    if regime is Regime.L53 and place is Column.VICTIM and person.nationality is not Nationality.VIETNAMESE:
        notes[Item.ALLOWANCE] = CITIZENS_ONLY
    if person.nationality in (Nationality.UNKNOWN, Nationality.STATELESS_OTHER):
        notes |= dict.fromkeys(Item, NO_NATIONALITY)
    return notes
