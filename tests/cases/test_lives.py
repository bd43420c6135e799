"""The four lives: who may move what, what each move asks for, and that none leads where the law does not."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diemtua.cases import needs, policies
from diemtua.cases.life import Life
from diemtua.cases.records import DecisionPaper, Step
from diemtua.cases.rules import protection
from diemtua.cases.rules.closing import ClosingReason, OpenWork
from diemtua.cases.rules.evidence import Fallback
from diemtua.cases.rules.regimes import Override, Regime
from diemtua.cases.stage import Facts, Stage, stage
from diemtua.cases.states import CHILD_PLAN_LIFE, LEGAL_LIFE, LIVES, PROTECTION_LIFE, SUPPORT_LIFE
from diemtua.cases.statuses import ChildPlan, Legal, Protection, Support
from diemtua.kernel.decision import Refused
from tests.cases.cast import (
    CHAIR,
    DECISION,
    HOA,
    LOOKER,
    LY,
    MAI,
    NAM,
    PAPER,
    STRANGER,
    THU,
    TODAY,
    WHOLE,
    Case,
    ChildPlanFile,
    ProtectionFile,
    SupportFile,
    closing,
)


def code(life, move, record, actor, step=WHOLE):
    return life.decide(move, record, actor, step).code


# --- where each life leads, as the sheet of the law prints it -------------------------------------

LEADS = {
    Legal.CLUE: {Legal.RECEIVED, Legal.CLOSED, Legal.ELSEWHERE},
    Legal.RECEIVED: {Legal.NOTIFIED, Legal.BEING_IDENTIFIED, Legal.VICTIM},
    Legal.NOTIFIED: {Legal.CHECKING},
    Legal.CHECKING: {Legal.BEING_IDENTIFIED, Legal.VICTIM, Legal.NOT_VICTIM},
    Legal.BEING_IDENTIFIED: {Legal.VICTIM, Legal.NOT_VICTIM, Legal.PAUSED},
    Legal.VICTIM: {Legal.CLOSED, Legal.ELSEWHERE},
    Legal.NOT_VICTIM: {Legal.CLOSED, Legal.BEING_IDENTIFIED, Legal.NOT_VICTIM},
    Legal.PAUSED: {Legal.BEING_IDENTIFIED},
    Legal.CLOSED: {Legal.BEING_IDENTIFIED, Legal.VICTIM},
    Legal.ELSEWHERE: {Legal.CLOSED},
}


@pytest.mark.parametrize("state", Legal)
def test_legal_status_leads_where_the_sheet_says_and_nowhere_else(state):
    assert {move.target for move in LEGAL_LIFE.table.moves.values() if state in move.sources} == LEADS[state]


@pytest.mark.parametrize("life", LIVES.values(), ids=LIVES)
def test_every_state_is_reached_and_every_move_has_a_verb(life):
    assert life.table.reachable() == set(life.table.states)
    assert all(move.label and move.guards for move in life.table.moves.values())
    assert all(state.label for state in life.table.states)


def test_only_protection_has_ends():
    finals = {title[0]: life.table.finals for title, life in LIVES.items()}
    assert finals == {
        "A": (),
        "B": (),
        "C": (Protection.ENDED, Protection.REFUSED, Protection.DECLINED),
        "E": (),
    }


def test_states_are_counted_as_the_law_sheet_counts_them():
    assert [len(each) for each in (Legal, Support, Protection, ChildPlan)] == [10, 8, 8, 8]


def test_needs_of_a_move_that_does_not_exist_are_refused():
    with pytest.raises(ValueError, match="fly"):
        Life(LEGAL_LIFE.table, {"fly": (needs.reasons_given,)})


# --- legal status ----------------------------------------------------------------------------------


def test_the_police_recognise_a_person_they_were_asked_to_verify():
    case = Case(state=Legal.BEING_IDENTIFIED)
    LEGAL_LIFE.take("recognise", case, NAM, WHOLE)
    assert case.state == Legal.VICTIM


@pytest.mark.parametrize(
    ("actor", "case", "step", "why"),
    [
        (NAM, Case(), WHOLE, "yes"),
        (STRANGER, Case(), WHOLE, "not-holder"),
        (LY, Case(), WHOLE, "not-holder"),
        (NAM.without("victims"), Case(), WHOLE, "no-victim-duty"),
        (HOA, Case(), WHOLE, "not-competent"),  # the health department records a paper, it does not recognise
        (NAM, Case(evidence=()), WHOLE, "no-evidence"),
        (NAM, Case(evidence=(), fallback=(Fallback.FOUND_TOGETHER,)), WHOLE, "no-evidence"),
        (NAM, Case(evidence=(), fallback=(Fallback.FOUND_TOGETHER,), biography_agrees=True), WHOLE, "yes"),
        (NAM, Case(), Step(), "no-paper"),
        (NAM, Case(), replace(WHOLE, confirmation=replace(PAPER, number="")), "no-paper"),
        (NAM, Case(), replace(WHOLE, confirmation=replace(PAPER, signer=" ")), "no-paper"),
        (NAM, Case(), replace(WHOLE, confirmation=replace(PAPER, issued_on=date(2026, 11, 24))), "future-paper"),
        (LY, Case(verifier_ids=(LY.agency_id,)), WHOLE, "other-issuer"),
        (NAM, Case(state=Legal.PAUSED), WHOLE, "wrong-state"),
    ],
)  # fmt: skip
def test_who_recognises_and_on_what(actor, case, step, why):
    assert code(LEGAL_LIFE, "recognise", case, actor, step) == why


def test_competence_follows_the_day():
    district = NAM.on(date(2025, 2, 28))
    district.agency_kind = "cong-an-huyen"
    assert policies.competent_to_recognise(Case(), district)
    assert not policies.competent_to_recognise(Case(), district.on(date(2025, 7, 1)))
    labour = HOA.on(date(2024, 1, 1))
    labour.agency_kind = "phong-ldtbxh"
    assert policies.leads_first_check(Case(), labour) and not policies.leads_first_check(
        Case(), HOA.on(labour.today)
    )
    assert policies.leads_first_check(Case(), HOA)
    assert policies.receives_victims(Case(), MAI) and not policies.receives_victims(Case(), STRANGER)


def test_a_paper_of_another_agency_is_recorded_by_the_holder():
    case = Case(state=Legal.RECEIVED)
    assert code(LEGAL_LIFE, "record_paper", case, NAM) == "not-holder"
    assert code(LEGAL_LIFE, "record_paper", case, HOA, Step()) == "no-paper"
    LEGAL_LIFE.take("record_paper", case, HOA, WHOLE)
    assert case.state == Legal.VICTIM


@pytest.mark.parametrize(
    ("step", "why"),
    [
        (WHOLE, "yes"),
        (replace(WHOLE, reasons="  "), "no-reasons"),
        (replace(WHOLE, decision=None), "no-decision-paper"),
        (replace(WHOLE, decision=DecisionPaper("", TODAY, "A")), "no-decision-paper"),
        (replace(WHOLE, decision=DecisionPaper("1", TODAY + timedelta(days=1), "A")), "future-paper"),
    ],
)
def test_declining_needs_reasons_and_a_signed_paper(step, why):
    assert code(LEGAL_LIFE, "decline", Case(), NAM, step) == why


def test_who_may_decline():
    assert code(LEGAL_LIFE, "decline", Case(), HOA) == "not-competent"
    assert code(LEGAL_LIFE, "record_conclusion", Case(), HOA) == "yes"


def test_a_conclusion_may_be_appealed_and_is_judged_by_another():
    case = Case(state=Legal.NOT_VICTIM, declined_by_id=NAM.officer_id)
    assert code(LEGAL_LIFE, "uphold_appeal", case, NAM) == "no-appeal"
    assert code(LEGAL_LIFE, "appeal", case, HOA, Step()) == "no-reasons"
    LEGAL_LIFE.take("appeal", case, HOA, WHOLE)
    assert case.state == Legal.NOT_VICTIM
    case.appealed = True
    assert code(LEGAL_LIFE, "appeal", case, HOA) == "appeal-waits"
    assert code(LEGAL_LIFE, "uphold_appeal", case, NAM) == "own-conclusion"
    assert code(LEGAL_LIFE, "dismiss_appeal", case, NAM) == "own-conclusion"
    case.declined_by_id = 99
    assert code(LEGAL_LIFE, "dismiss_appeal", case, NAM) == "yes"
    LEGAL_LIFE.take("uphold_appeal", case, NAM, WHOLE)
    assert case.state == Legal.BEING_IDENTIFIED


def test_only_the_health_department_starts_the_first_check_today():
    case = Case(state=Legal.NOTIFIED)
    assert code(LEGAL_LIFE, "start_check", case, HOA) == "yes"
    assert code(LEGAL_LIFE, "start_check", Case(state=Legal.NOTIFIED, holder_id=3), MAI) == "not-leading"
    assert code(LEGAL_LIFE, "start_check", case, LOOKER) == "no-victim-duty"


def test_a_pause_has_a_day_to_look_again():
    case = Case(state=Legal.BEING_IDENTIFIED)
    assert code(LEGAL_LIFE, "pause", case, NAM, replace(WHOLE, review_on=TODAY)) == "no-review-date"
    assert code(LEGAL_LIFE, "pause", case, NAM) == "yes"


def test_a_case_leaves_the_province_with_a_receipt():
    case = Case(state=Legal.VICTIM)
    assert code(LEGAL_LIFE, "move_away", case, HOA, replace(WHOLE, receipt="")) == "no-receipt"
    assert code(LEGAL_LIFE, "move_away", case, HOA) == "yes"


def test_reopening_keeps_what_the_person_was():
    assert code(LEGAL_LIFE, "reopen", Case(state=Legal.CLOSED), HOA) == "yes"
    assert code(LEGAL_LIFE, "reopen_as_victim", Case(state=Legal.CLOSED), HOA) == "never-recognised"
    victim = Case(state=Legal.CLOSED, was_recognised=True)
    assert code(LEGAL_LIFE, "reopen", victim, HOA) == "recognised"
    assert code(LEGAL_LIFE, "reopen_as_victim", victim, HOA) == "yes"
    assert code(LEGAL_LIFE, "reopen_as_victim", victim, HOA, Step()) == "no-reasons"


# --- closing ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "work", "actor", "why"),
    [
        (None, OpenWork(), THU, "closing-not-asked"),
        (closing(), OpenWork(), HOA, "own-request"),
        (closing(), OpenWork(), THU, "yes"),
        (closing(), OpenWork(), LOOKER, "no-victim-duty"),
        (closing(), OpenWork(), NAM, "not-holder"),
        (closing(), OpenWork(services=1), THU, "open-work"),
        (closing(), OpenWork(referrals=1), THU, "open-work"),
        (closing(), OpenWork(protections=1), THU, "open-work"),
        (closing(despite="Người đó đã ra nước ngoài"), OpenWork(services=1), THU, "yes"),
        (closing(reason=ClosingReason.NOT_A_VICTIM), OpenWork(), THU, "wrong-reason"),
    ],
)
def test_closing_needs_two_officers_and_nothing_open_or_a_reason(asked, work, actor, why):
    case = Case(state=Legal.VICTIM, closing=asked, open_work=work)
    assert code(LEGAL_LIFE, "close", case, actor) == why


def test_the_refusal_counts_what_is_open():
    case = Case(state=Legal.VICTIM, closing=closing(), open_work=OpenWork(services=2, stays=1))
    said = LEGAL_LIFE.decide("close", case, THU, WHOLE).reason
    assert (
        said
        == "Hồ sơ còn 2 dịch vụ hỗ trợ chưa xong, 1 lần lưu trú chưa kết thúc; nêu lý do nếu vẫn kết thúc."
    )


def test_who_may_ask_for_closing():
    case = Case(state=Legal.VICTIM)
    assert policies.may_ask_closing(case, HOA)
    assert policies.may_ask_closing(case, LOOKER).code == "no-victim-duty"
    assert policies.may_ask_closing(case, STRANGER).code == "not-holder"
    case.closing = closing()
    assert policies.may_ask_closing(case, HOA).code == "closing-asked"


def test_another_regime_is_approved_by_a_second_officer():
    asked = Override(Regime.L66, "Giấy cấp lại của năm 2024", HOA.officer_id)
    assert policies.may_approve_override(asked, THU)
    assert policies.may_approve_override(asked, HOA).code == "own-request"
    assert policies.may_approve_override(replace(asked, reason=" "), THU).code == "no-reasons"
    assert policies.may_approve_override(asked, LOOKER).code == "no-victim-duty"


# --- support -----------------------------------------------------------------------------------------


def test_reintegration_is_planned_for_recognised_victims():
    person = SupportFile(legal_state=Legal.BEING_IDENTIFIED)
    assert code(SUPPORT_LIFE, "plan", person, HOA) == "not-recognised"
    assert code(SUPPORT_LIFE, "admit", person, HOA) == "yes"
    assert code(SUPPORT_LIFE, "admit", person, HOA, replace(WHOLE, person_agrees=False)) == "no-wish"


def test_from_reception_to_a_settled_life():
    person = SupportFile()
    for move in (
        "admit",
        "refer",
        "admit",
        "take_home",
        "plan",
        "start_plan",
        "grant",
        "follow_up",
        "settle",
    ):
        SUPPORT_LIFE.take(move, person, HOA, WHOLE)
    assert person.state == Support.SETTLED
    SUPPORT_LIFE.take("resume", person, HOA, WHOLE)
    assert person.state == Support.INITIAL


def test_support_does_not_end_over_open_services():
    person = SupportFile(state=Support.REINTEGRATING, open_services=2)
    assert code(SUPPORT_LIFE, "settle", person, HOA) == "open-services"
    assert code(SUPPORT_LIFE, "stop", person, HOA) == "open-services"


# --- protection --------------------------------------------------------------------------------------


def test_protection_from_request_to_end():
    measure = ProtectionFile()
    for move, officer in (("check", NAM), ("order", NAM), ("carry_out", LY), ("change", NAM), ("end", NAM)):
        PROTECTION_LIFE.take(move, measure, officer, WHOLE)
    assert measure.state == Protection.ENDED
    assert PROTECTION_LIFE.offers(measure, NAM) == []


@pytest.mark.parametrize(
    ("move", "state", "actor", "step", "why"),
    [
        ("order", Protection.CHECKED, NAM, WHOLE, "yes"),
        ("order", Protection.CHECKED, HOA, WHOLE, "not-competent"),
        ("order", Protection.CHECKED, NAM, replace(WHOLE, legal_basis=""), "no-basis"),
        ("order", Protection.CHECKED, NAM, replace(WHOLE, decision=None), "no-decision-paper"),
        ("order_urgently", Protection.REQUESTED, NAM, replace(WHOLE, minutes=""), "no-minutes"),
        ("order_urgently", Protection.REQUESTED, NAM, replace(WHOLE, decision=None), "yes"),
        ("refuse", Protection.CHECKED, NAM, Step(), "no-reasons"),
        ("decline", Protection.RUNNING, HOA, replace(WHOLE, commitment=False), "no-commitment"),
        ("decline", Protection.RUNNING, HOA, WHOLE, "yes"),
        ("carry_out", Protection.ORDERED, HOA, WHOLE, "not-carrying-out"),
        ("end", Protection.RUNNING, NAM, replace(WHOLE, reasons=""), "no-reasons"),
    ],
)
def test_who_orders_and_with_what(move, state, actor, step, why):
    assert code(PROTECTION_LIFE, move, ProtectionFile(state=state), actor, step) == why


def test_an_agency_that_was_not_asked_has_no_part_whatever_its_kind():
    far = NAM.on(TODAY)
    far.agency_id = 99
    assert code(PROTECTION_LIFE, "order", ProtectionFile(state=Protection.CHECKED), far) == "no-part"
    assert code(PROTECTION_LIFE, "decline", ProtectionFile(), STRANGER) == "no-part"


def test_whoever_asks_does_not_decide():
    mine = ProtectionFile(state=Protection.CHECKED, asked_by_id=NAM.officer_id)
    assert code(PROTECTION_LIFE, "order", mine, NAM) == "own-request"


def test_the_procuracy_proposes_but_does_not_order():
    measure = ProtectionFile(state=Protection.CHECKED, measure=protection.BY_CODE["procedure-a"])
    prosecutor = NAM.on(TODAY)
    prosecutor.agency_kind = "vks"
    assert code(PROTECTION_LIFE, "order", measure, prosecutor) == "not-competent"


# --- child plan --------------------------------------------------------------------------------------


def test_a_childs_plan_is_drawn_up_by_the_worker_and_approved_by_the_chair():
    plan = ChildPlanFile()
    for move in ("assess_risk", "assess_needs", "meet", "draw_up"):
        CHILD_PLAN_LIFE.take(move, plan, MAI, WHOLE)
    assert code(CHILD_PLAN_LIFE, "approve", plan, MAI) == "not-chair"
    both = CHAIR.on(TODAY)
    both.officer_id = MAI.officer_id
    assert code(CHILD_PLAN_LIFE, "approve", plan, both) == "own-plan"
    CHILD_PLAN_LIFE.take("approve", plan, CHAIR, WHOLE)
    CHILD_PLAN_LIFE.take("carry_out", plan, MAI, WHOLE)
    assert plan.state == ChildPlan.CARRIED_OUT


def test_another_commune_does_not_touch_the_plan():
    assert code(CHILD_PLAN_LIFE, "assess_risk", ChildPlanFile(commune_id=99), MAI) == "not-commune"
    assert code(CHILD_PLAN_LIFE, "assess_risk", ChildPlanFile(commune_id=1), HOA) == "not-commune"


def test_a_child_is_separated_by_a_court_only():
    plan = ChildPlanFile(state=ChildPlan.CARRIED_OUT)
    assert code(CHILD_PLAN_LIFE, "separate", plan, MAI) == "not-court"
    court = replace(WHOLE, decision=replace(DECISION, issuer_kind="toa-an"))
    assert code(CHILD_PLAN_LIFE, "separate", plan, MAI, court) == "yes"
    assert code(CHILD_PLAN_LIFE, "separate", plan, MAI, Step()) == "no-decision-paper"


# --- laws of all four --------------------------------------------------------------------------------

RECORDS = {Legal: Case, Support: SupportFile, Protection: ProtectionFile, ChildPlan: ChildPlanFile}
EVERYBODY = [HOA, THU, NAM, LY, MAI, CHAIR, STRANGER, LOOKER]
ANY_LIFE = st.sampled_from(list(LIVES.values()))


@given(ANY_LIFE, st.data())
def test_whatever_is_tried_a_record_stays_in_its_table_and_a_refusal_changes_nothing(life, data):
    record = RECORDS[type(life.table.starts[0])](state=data.draw(st.sampled_from(life.table.states)))
    for _ in range(data.draw(st.integers(1, 12))):
        name = data.draw(st.sampled_from(sorted(life.table.moves)))
        actor = data.draw(st.sampled_from(EVERYBODY))
        before, move = record.state, life.table.moves[name]
        try:
            life.take(name, record, actor, data.draw(st.sampled_from([WHOLE, Step()])))
        except Refused as refused:
            assert record.state == before and refused.decision.reason.endswith((".", "»."))
        else:
            assert before in move.sources and record.state == move.target


@given(ANY_LIFE, st.sampled_from([STRANGER, LOOKER]), st.data())
def test_a_stranger_and_the_wrong_duty_move_nothing(life, actor, data):
    record = RECORDS[type(life.table.starts[0])](state=data.draw(st.sampled_from(life.table.states)))
    assert not any(life.decide(name, record, actor, WHOLE) for name in life.table.moves)


@given(ANY_LIFE, st.sampled_from(EVERYBODY), st.data())
def test_an_awake_button_asks_only_for_what_is_handed_in(life, actor, data):
    record = RECORDS[type(life.table.starts[0])](state=data.draw(st.sampled_from(life.table.states)))
    for offer in life.offers(record, actor):
        assert bool(life.decide(offer.name, record, actor, WHOLE)) <= bool(offer.decision)


# --- the stage shown ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "shown"),
    [
        (Facts(Legal.CLUE), Stage.CLUE),
        (Facts(Legal.RECEIVED), Stage.RECEIVED),
        (Facts(Legal.NOTIFIED), Stage.RECEIVED),
        (Facts(Legal.CHECKING), Stage.VERIFYING),
        (Facts(Legal.BEING_IDENTIFIED, open_services=2), Stage.VERIFYING),
        (Facts(Legal.PAUSED), Stage.PAUSED),
        (Facts(Legal.VICTIM), Stage.NO_PLAN),
        (Facts(Legal.VICTIM, has_plan=True), Stage.SUPPORTED),
        (Facts(Legal.VICTIM, Support.STAY, True, 3, 1), Stage.SUPPORTED),
        (Facts(Legal.VICTIM, Support.REINTEGRATING, True, 3, 1), Stage.REINTEGRATING),
        (Facts(Legal.VICTIM, Support.REINTEGRATING, True, 3, 0), Stage.FOLLOWED),
        (Facts(Legal.VICTIM, Support.SETTLED, True, 3, 0), Stage.TO_CLOSE),
        (Facts(Legal.VICTIM, Support.PAID, True, 3, 1, closing_asked=True), Stage.TO_CLOSE),
        (Facts(Legal.NOT_VICTIM), Stage.TO_CLOSE),
        (Facts(Legal.NOT_VICTIM, open_services=1), Stage.SUPPORTED),
        (Facts(Legal.ELSEWHERE), Stage.ELSEWHERE),
        (Facts(Legal.CLOSED), Stage.CLOSED),
    ],
)
def test_the_stage_is_computed(facts, shown):
    assert stage(facts) is shown


@given(
    st.builds(
        Facts,
        st.sampled_from(Legal),
        st.sampled_from(Support),
        st.booleans(),
        st.integers(0, 3),
        st.integers(0, 3),
        st.booleans(),
    )
)
def test_every_combination_of_facts_has_a_stage(facts):
    assert stage(facts) in Stage
