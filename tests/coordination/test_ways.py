"""The four ways, every cell of the practice's table (assignment, referral, transfer, transfer request), asked without a database."""

from dataclasses import dataclass
from datetime import date, datetime
from types import SimpleNamespace

import pytest

from diemtua.cases import parts as case_parts
from diemtua.cases.announcing import About
from diemtua.cases.models.consents import ConsentPurpose
from diemtua.cases.parts import Part
from diemtua.cases.records import Step
from diemtua.cases.rules.entitlements import Item
from diemtua.coordination import policies
from diemtua.coordination.kinds import Agreement, Basis, Kind, Purpose, State
from diemtua.coordination.occasions import Occasion
from diemtua.coordination.rules.agreeing import Answered, agreed_to, overrides, recipient_of
from diemtua.coordination.rules.answering import Patience, follows, limits, refusal_in_writing
from diemtua.coordination.rules.needs import may_show, need_on, shown_for
from diemtua.coordination.rules.ways import WAYS, Changes, Outside, Sees, Starter, ways
from diemtua.coordination.states import MOVEMENT_LIFE
from diemtua.kernel.calendar import local
from tests.cases.cast import HEALTH, HOA, LOOKER, POLICE, THU, WOMEN, Officer, body

ASSIGN, REFER, TRANSFER, REQUEST = Kind
TODAY = date(2026, 11, 23)
HEAD = Officer(13, HEALTH, "so-y-te", frozenset({"victims", "lead"}))
UNION = Officer(60, WOMEN, "hoi-lhpn")
UNION_HEAD = Officer(61, WOMEN, "hoi-lhpn", frozenset({"victims", "lead"}))
UNION_MATE = Officer(62, WOMEN, "hoi-lhpn")
NAM = Officer(20, POLICE, "cong-an-tinh")
HOUSE = SimpleNamespace(scope="house", agency_id=None, officer_id=None, has=lambda duty: False)
for each in (HOA, THU, LOOKER, HEAD, UNION, UNION_HEAD, UNION_MATE, NAM):
    each.scope = "agency"


@dataclass
class Case:
    owner_id: int | None = HOA.officer_id
    holder_id: int = HEALTH
    holder: object = None
    state: str = "victim"

    def __post_init__(self):
        self.holder = body("Sở Y tế")


@dataclass
class Moved:
    kind: str = Kind.REFERRAL
    state: str = State.IN_PROGRESS
    holder_id: int = HEALTH
    from_agency_id: int = HEALTH
    from_officer_id: int = HOA.officer_id
    to_agency_id: int | None = WOMEN
    to_officer_id: int | None = None
    to_name: str = "Hội Liên hiệp Phụ nữ"


def cell(name):
    return [getattr(ways()[kind], name) for kind in Kind]


# --- the cells ----------------------------------------------------------------------------------


def test_row_who_starts():
    assert cell("starts") == [Starter.MANAGER, Starter.IN_CHARGE, Starter.IN_CHARGE, Starter.FINDER]


def test_row_when_the_owner_changes():
    assert cell("changes") == [Changes.AT_ONCE, Changes.NEVER, Changes.ON_ACCEPTANCE, Changes.BY_TRANSFER]


def test_row_what_the_receiver_sees():
    assert cell("sees") == [Sees.ROLE, Sees.CHOSEN, Sees.SUMMARY, Sees.SUMMARY]


def test_row_answers():
    assert cell("answers") == [
        frozenset(),
        {"accept", "reject", "finish"},
        {"accept", "reject"},
        {"accept", "reject"},
    ]
    assert [WAYS[kind].awaits_answer for kind in Kind] == [False, True, True, True]


def test_row_end():
    unanswered = {State.REJECTED, State.REVOKED, State.EXPIRED}
    assert cell("ends") == [frozenset(), unanswered | {State.DONE}, unanswered, unanswered]


def test_row_consent():
    both = (Agreement.DISCLOSURE, Agreement.SERVICES)
    assert cell("consents") == [(), both, (Agreement.DISCLOSURE,), ()]
    assert {each.value for each in Agreement} <= {each.value for each in ConsentPurpose}


def test_row_without_consent():
    assert cell("overridable") == [False, True, True, False]


def test_row_to_someone_outside():
    assert cell("outside") == [Outside.NO, Outside.RECORDED, Outside.NO, Outside.NO]


# --- who starts, by people ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "actor", "code"),
    [
        (ASSIGN, HEAD, "yes"), (ASSIGN, HOA, "not-manager"), (ASSIGN, UNION_HEAD, "not-holder"),
        (REFER, HOA, "yes"), (REFER, HEAD, "yes"), (REFER, THU, "not-in-charge"), (REFER, UNION, "not-holder"),
        (TRANSFER, HOA, "yes"), (TRANSFER, THU, "not-in-charge"), (TRANSFER, NAM, "not-holder"),
        (REQUEST, UNION, "yes"), (REQUEST, HOA, "holder"),
        (REFER, LOOKER, "no-victim-duty"), (REQUEST, LOOKER, "no-victim-duty"),
    ],
)  # fmt: skip
def test_who_starts_each_way(kind, actor, code):
    assert policies.may_start(kind, Case(), actor).code == code


@pytest.mark.parametrize("kind", [REFER, TRANSFER])
def test_while_nobody_is_in_charge_any_colleague_starts(kind):
    assert policies.may_start(kind, Case(owner_id=None), THU)


@pytest.mark.parametrize("kind", [REFER, TRANSFER])
def test_what_is_closed_moves_no_more(kind):
    assert policies.may_start(kind, Case(state="closed"), HOA).code == "closed"


# --- who answers --------------------------------------------------------------------------------

ANSWERS = [
    ("accept", REFER, UNION, "yes"), ("accept", REFER, HOA, "not-receiver"), ("accept", REFER, NAM, "not-receiver"),
    ("accept", REFER, HEAD, "not-receiver"), ("reject", REFER, UNION, "no-reasons"), ("revoke", REFER, HOA, "no-reasons"),
    ("revoke", REFER, UNION, "not-sender"), ("revoke", REFER, THU, "not-sender"), ("expire", REFER, HOUSE, "yes"),
    ("expire", REFER, HOA, "not-house"), ("accept", TRANSFER, UNION, "yes"), ("finish", REFER, UNION, "wrong-state"),
]  # fmt: skip


@pytest.mark.parametrize(("move", "kind", "actor", "code"), ANSWERS)
def test_who_answers(move, kind, actor, code):
    assert MOVEMENT_LIFE.decide(move, Moved(kind=kind), actor, Step()).code == code


def test_the_officer_named_or_his_head_answers():
    named = Moved(to_officer_id=UNION.officer_id)
    said = [MOVEMENT_LIFE.decide("accept", named, actor, Step()) for actor in (UNION, UNION_HEAD, UNION_MATE)]
    assert [bool(each) for each in said] == [True, True, False]


@pytest.mark.parametrize("move", ["accept", "reject"])
@pytest.mark.parametrize("state", [state for state in State if state is not State.IN_PROGRESS])
def test_only_what_waits_is_answered(move, state):
    step = Step(reasons="Vì vậy")
    assert MOVEMENT_LIFE.decide(move, Moved(state=state), UNION, step).code == "wrong-state"


def test_done_is_of_referrals_alone_and_needs_a_note():
    step = Step(minutes="Đã khám")
    assert MOVEMENT_LIFE.decide("finish", Moved(state=State.ACCEPTED), UNION, step)
    assert MOVEMENT_LIFE.decide("finish", Moved(state=State.ACCEPTED), UNION, Step()).code == "no-note"
    moved = Moved(TRANSFER, State.ACCEPTED)
    assert MOVEMENT_LIFE.decide("finish", moved, UNION, step).code == "no-such-answer"


def test_an_offer_ends_to_be_takeable_when_the_case_has_moved_on():
    moved_on = Moved(TRANSFER, holder_id=POLICE)
    assert MOVEMENT_LIFE.decide("accept", moved_on, UNION, Step()).code == "moved-on"
    assert MOVEMENT_LIFE.decide("accept", Moved(holder_id=POLICE), UNION, Step())


def test_what_was_taken_over_is_not_taken_back():
    step = Step(reasons="Nhầm")
    assert MOVEMENT_LIFE.decide("revoke", Moved(TRANSFER, State.ACCEPTED), HOA, step).code == "taken"
    assert MOVEMENT_LIFE.decide("revoke", Moved(REFER, State.ACCEPTED), HOA, step)


def test_every_refusal_is_a_sentence():
    for move, kind, actor, _ in ANSWERS:
        said = MOVEMENT_LIFE.decide(move, Moved(kind=kind), actor, Step())
        assert said or said.reason.endswith(".")


# --- what a purpose needs -----------------------------------------------------------------------


def test_every_purpose_has_one_row_today_and_never_the_holders_own_notes():
    for purpose in Purpose:
        need = need_on(purpose, TODAY)
        assert Part.SUMMARY in need.parts and Part.INTERNAL not in need.parts
    assert len(shown_for()) == len(Purpose)
    with pytest.raises(KeyError):
        need_on(Purpose.HEALTH, date(2020, 1, 1))


@pytest.mark.parametrize(
    ("purpose", "never"),
    [
        (Purpose.HEALTH, {Part.STORY, Part.STAY, Part.LEGAL}), (Purpose.WORK, {Part.STORY, Part.SAFETY, Part.STAY}),
        (Purpose.EDUCATION, {Part.STORY, Part.LEGAL}), (Purpose.LEGAL, {Part.STAY, Part.SAFETY}),
        (Purpose.SHELTER, {Part.STORY, Part.LEGAL}), (Purpose.INTERPRETATION, {Part.IDENTITY, Part.STORY}),
        (Purpose.PROTECTION, {Part.STORY, Part.SUPPORT}), (Purpose.VERIFICATION, {Part.STAY}),
    ],
)  # fmt: skip
def test_a_purpose_does_not_open_what_it_does_not_need(purpose, never):
    assert not never & set(need_on(purpose, TODAY).parts)


def test_shelter_verification_and_children_see_what_the_case_says_they_need():
    assert need_on(Purpose.SHELTER, TODAY).parts == case_parts.FOR_FACILITY
    assert need_on(Purpose.VERIFICATION, TODAY).parts == case_parts.FOR_VERIFYING
    assert need_on(Purpose.CHILD, TODAY).parts == case_parts.FOR_COMMUNE_OF_CHILD


def test_no_more_than_needed_and_the_row_of_the_service():
    need = need_on(Purpose.WORK, TODAY)
    assert need.item is Item.VOCATIONAL and may_show(need, need.parts)
    assert may_show(need, {Part.SUPPORT}) and may_show(need, {Part.CONTACT}).code == "support-needed"
    refused = may_show(need, {Part.SUPPORT, Part.STORY})
    assert refused.code == "too-much" and "«Sự việc»" in refused.reason
    assert may_show(need_on(Purpose.VERIFICATION, TODAY), ()).code == "other-gesture"


# --- consent ------------------------------------------------------------------------------------


def at(day):
    return local(datetime(2026, 11, day, 9))


def said(granted, day=1, purpose="disclosure", **more):
    return Answered(purpose, granted, at(day), **more)


@pytest.mark.parametrize(
    ("answers", "code"),
    [
        ([], "not-asked"),
        ([said(True)], "yes"),
        ([said(True, purpose="services")], "not-asked"),
        ([said(True), said(False, 2)], "not-agreed"),
        ([said(False), said(True, 2)], "yes"),
        ([said(True, recipient="partner")], "yes"),
        ([said(True, recipient="authority")], "not-asked"),
        ([said(False, agency=WOMEN), said(True, 2)], "not-agreed"),
        ([said(True, agency=POLICE)], "not-asked"),
        ([said(True, withdrawn=True)], "withdrawn"),
        ([said(True), said(True, 2, withdrawn=True)], "withdrawn"),
    ],
)
def test_silence_is_no_and_the_nearest_latest_answer_counts(answers, code):
    """Luật 91/2025/QH15, Điều 9, 10."""
    assert agreed_to(answers, Agreement.DISCLOSURE, "partner", WOMEN).code == code


def test_unions_are_partners_and_state_bodies_authorities():
    assert recipient_of("hoi-lhpn") == recipient_of("") == "partner"
    assert recipient_of("cong-an-tinh") == "authority"


@pytest.mark.parametrize(
    ("basis", "reason", "child", "code"),
    [
        (None, "Rất cần phải chia sẻ ngay bây giờ", False, "no-basis"),
        (Basis.LIFE, "gấp", False, "no-reasons"),
        (Basis.LIFE, "Có nguy cơ bị tìm đến ngay trong đêm", False, "yes"),
        (Basis.CHILD, "Có nguy cơ bị tìm đến ngay trong đêm", False, "not-a-child"),
        (Basis.CHILD, "Có nguy cơ bị tìm đến ngay trong đêm", True, "yes"),
    ],
)
def test_another_basis_than_consent_is_named_with_its_reason(basis, reason, child, code):
    """Luật 91/2025/QH15, Điều 19."""
    assert overrides(basis, reason, child=child).code == code


# --- answers in time ----------------------------------------------------------------------------


def test_a_refusal_is_written_where_the_text_says_so():
    """Thông tư 35/2013/TT-BLĐTBXH, Điều 16 khoản 3."""
    assert [refusal_in_writing(kind) for kind in Kind] == ["", "RF01", "RF01", ""]


def test_an_answer_is_awaited_in_working_days_or_hours():
    friday = local(datetime(2026, 11, 20, 15))
    ends = limits(friday, Patience(days=3), urgent=False)
    assert ends.answer_by == local(datetime(2026, 11, 26)) and ends.expires_at == local(datetime(2026, 12, 1))
    ends = limits(friday, Patience(urgent_hours=24), urgent=True)
    assert ends.answer_by == local(datetime(2026, 11, 21, 15)) and ends.expires_at.day == 22


def test_a_limit_follows_the_case_unless_it_is_another_bodys():
    assert (
        follows((), "so-y-te") and follows(("so-y-te",), "so-y-te") and not follows(("ubnd-xa",), "so-y-te")
    )


def test_every_announcement_of_cases_has_its_notice():
    assert [Occasion(about.value).label for about in About] == [about.label for about in About]


def test_every_state_is_reached_and_every_end_is_an_end():
    assert MOVEMENT_LIFE.table.reachable() == set(State)
    assert set(MOVEMENT_LIFE.table.finals) == {State.REJECTED, State.DONE, State.REVOKED, State.EXPIRED}
