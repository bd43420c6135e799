"""What may be done with what a reading proposes: by the right officer, and by nobody else."""

import uuid
from contextlib import suppress
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diemtua.access.session import session
from diemtua.audit.models import Entry
from diemtua.kernel.decision import Refused
from diemtua.plans.actions import documents, issuing, proposals
from diemtua.plans.models import Document, Proposal, Task
from diemtua.plans.reading.model import Deadline
from diemtua.plans.versions import Conflict
from tests.people import AgencyFactory
from tests.plans.factories import PLAN
from tests.plans.reviews import draft_of, items

pytestmark = pytest.mark.django_db
Decision, Kind = Proposal.Decision, Proposal.Kind


@pytest.fixture
def draft(hoa, nam, ly, an, la):
    return draft_of(nam, PLAN)


@pytest.fixture
def training(draft):
    return Proposal.objects.get(document=draft, clause="II/1/a")


def act(name, *arguments, actor, **given):
    with session(actor):
        return getattr(proposals, name)(*arguments, actor=actor, **given)


def acts_of(proposal):
    return list(
        Entry.objects.filter(subject_kind="plans.proposal", subject=str(proposal.pk)).values_list(
            "act", flat=True
        )
    )


def test_the_holder_approves_drops_and_takes_back(training, nam):
    approved = act("approve", training.pk, actor=nam, version=1)
    assert (approved.decision, approved.decided_by_id) == (Decision.APPROVED, nam.officer_id)
    again = act("reopen", training.pk, actor=nam, version=approved.version)
    assert (again.decision, again.decided_by_id, again.decided_at) == (Decision.PENDING, None, None)
    dropped = act("drop", training.pk, actor=nam, version=again.version, reason=" Đã có ở kế hoạch khác ")
    assert (dropped.decision, dropped.reason) == (Decision.DROPPED, "Đã có ở kế hoạch khác")
    assert acts_of(training) == ["proposal.approved", "proposal.reopened", "proposal.dropped"]


def test_dropping_needs_a_reason(training, nam):
    with pytest.raises(Refused, match="lý do"):
        act("drop", training.pk, actor=nam, version=1, reason="  ")


MOVES = [
    ("approve", {"version": 1}),
    ("drop", {"version": 1, "reason": "Thử"}),
    ("reopen", {"version": 1}),
    ("revise", {"version": 1, "product": "Báo cáo"}),
    ("split", {"version": 1, "at": 0}),
    ("make_task", {"version": 1}),
]


@pytest.mark.parametrize(("name", "given"), MOVES)
def test_an_onlooker_of_the_same_agency_is_told_why_not(training, nam, name, given):
    with pytest.raises(Refused, match="theo dõi"):
        act(name, training.pk, actor=replace(nam, duties=frozenset({"oversee"})), **given)


@pytest.mark.parametrize("who", ["hoa", "binh", "an", "la"])
@pytest.mark.parametrize(("name", "given"), MOVES)
def test_for_any_other_agency_the_proposal_does_not_exist(request, training, name, given, who):
    with pytest.raises(Proposal.DoesNotExist):
        act(name, training.pk, actor=request.getfixturevalue(who), **given)


@pytest.mark.parametrize("who", ["hoa", "binh", "la"])
def test_for_any_other_agency_the_draft_does_not_exist(request, draft, who):
    actor = request.getfixturevalue(who)
    with pytest.raises(Document.DoesNotExist):
        act("approve_sure", draft.pk, actor=actor)
    with pytest.raises(Document.DoesNotExist):
        act("add", draft.pk, actor=actor, client_id=uuid.uuid4(), kind="assignment", span=(0, 10))


def test_approving_the_sure_leaves_every_doubt_to_a_person(draft, nam):
    doubtful = items(draft)[0]
    Proposal.objects.filter(pk=doubtful.pk).update(doubts=["Không rõ"])
    count = act("approve_sure", draft.pk, actor=nam)
    assert count == len(items(draft, decision=Decision.APPROVED)) > 0
    doubtful.refresh_from_db()
    assert doubtful.decision == Decision.PENDING


def test_an_old_body_with_several_successors_asks_a_person(draft, training, nam, ly):
    training.content["lead"] |= {"agency_ids": [], "candidate_ids": [nam.agency_id, ly.agency_id]}
    training.save()
    with pytest.raises(Refused, match="Chọn cơ quan chủ trì"):
        act("approve", training.pk, actor=nam, version=1)
    assert training.pk not in {each.pk for each in Proposal.objects.sure()}
    chosen = act("revise", training.pk, actor=nam, version=1, lead=[ly.agency_id])
    assert act("approve", training.pk, actor=nam, version=chosen.version).content["lead"]["agency_ids"] == [
        ly.agency_id
    ]


def test_a_correction_reaches_the_task(draft, training, nam, ly, hoa):
    due = Deadline("date", "2024-09-15", "trước ngày 15/9/2024")
    act(
        "revise",
        training.pk,
        actor=nam,
        version=1,
        lead=[ly.agency_id],
        coordinating=[hoa.agency_id],
        due=due,
        product="Báo cáo",
    )
    with session(nam):
        for proposal in items(draft):
            if proposal.kind == Kind.SILENT:
                proposals.drop(proposal.pk, actor=nam, version=proposal.version, reason="Không phải việc")
            else:
                proposals.approve(proposal.pk, actor=nam, version=proposal.version)
        issuing.issue(draft.pk, actor=nam)
    task = Task.objects.get(proposal=training)
    assert (task.lead_id, task.product, str(task.due_on)) == (ly.agency_id, "Báo cáo", "2024-09-15")
    assert [part.agency_id for part in task.parts.all()] == [hoa.agency_id]


def test_a_correction_of_an_approved_item_asks_again(training, nam):
    approved = act("approve", training.pk, actor=nam, version=1)
    untouched = act(
        "revise", training.pk, actor=nam, version=approved.version, places=training.content["places"]
    )
    assert untouched.decision == Decision.APPROVED
    changed = act("revise", training.pk, actor=nam, version=approved.version, product="Báo cáo")
    assert changed.decision == Decision.PENDING


def test_work_goes_only_to_the_provinces_own_bodies(training, nam, la):
    with pytest.raises(Refused, match="danh bạ"):
        act("revise", training.pk, actor=nam, version=1, lead=[la.agency_id])


def test_work_goes_to_no_body_that_has_ended(training, nam):
    ended = AgencyFactory(
        kind="so-cu",
        name="Sở cũ",
        area_id=nam.province_id,
        province_id=nam.province_id,
        valid_until=date(2023, 1, 1),
    )
    with session(nam), pytest.raises(Refused, match="đang hoạt động"):
        proposals.revise(training.pk, actor=nam, version=training.version, lead=[ended.pk])


def test_two_officers_on_one_item_see_both_versions(training, nam, ly, hoa):
    act("revise", training.pk, actor=nam, version=1, lead=[ly.agency_id], product="Tài liệu")
    with pytest.raises(Conflict) as clash:
        act("revise", training.pk, actor=nam, version=1, lead=[hoa.agency_id], product="Tài liệu")
    (difference,) = clash.value.differences
    assert (difference.field, difference.held, difference.typed) == (
        "lead",
        str(ly.agency_id),
        str(hoa.agency_id),
    )
    training.refresh_from_db()
    assert training.content["lead"]["agency_ids"] == [ly.agency_id]


def test_a_decision_on_what_has_since_changed_is_not_taken(training, nam):
    act("revise", training.pk, actor=nam, version=1, product="Tài liệu")
    with pytest.raises(Conflict):
        act("approve", training.pk, actor=nam, version=1)
    with pytest.raises(Conflict):
        act("drop", training.pk, actor=nam, version=1, reason="Thử")


def test_the_same_decision_twice_is_no_quarrel(training, nam):
    act("approve", training.pk, actor=nam, version=1)
    assert act("approve", training.pk, actor=nam, version=1).decision == Decision.APPROVED


def test_splitting_gives_two_items_inside_the_former_words(training, nam):
    words, start, end = training.content["words"], training.start, training.end
    at = start + words.index("hoàn thành")
    first, second = act("split", training.pk, actor=nam, version=1, at=at)
    text = training.document.text
    assert start == first.start < first.end <= second.start < second.end == end
    assert [each.content["words"] for each in (first, second)] == [
        text[first.start : first.end],
        text[second.start : second.end],
    ]
    assert second.content["lead"] == first.content["lead"] == training.content["lead"]
    with pytest.raises(Conflict):  # the same form sent again makes no third
        act("split", training.pk, actor=nam, version=1, at=at)


@pytest.mark.parametrize("at", [-5, 0, 10**9])
def test_a_split_outside_the_words_is_refused(training, nam, at):
    with pytest.raises(Refused, match="Chỗ tách"):
        act("split", training.pk, actor=nam, version=1, at=training.start if at == 0 else at)


def test_merging_joins_words_and_coordinators(draft, training, nam, ly):
    other = Proposal.objects.get(document=draft, clause="II/1/b")
    merged = act("merge", training.pk, other.pk, actor=nam, version=1)
    assert (merged.start, merged.end) == (training.start, other.end)
    assert merged.content["coordinating"][0]["agency_ids"] == [ly.agency_id]
    other.refresh_from_db()
    assert (other.decision, "gộp" in other.reason) == (Decision.DROPPED, True)
    with pytest.raises(Conflict):
        act("merge", training.pk, other.pk, actor=nam, version=1)


def test_only_items_of_one_kind_merge(draft, training, nam):
    report = Proposal.objects.filter(document=draft, kind=Kind.REPORT).first()
    with pytest.raises(Refused, match="cùng loại"):
        act("merge", training.pk, report.pk, actor=nam, version=1)


def test_adding_twice_with_one_form_adds_once(draft, nam):
    start = draft.text.index("Nâng cao hiệu quả")
    given = {"client_id": uuid.uuid4(), "kind": "assignment", "span": (start, start + 20)}
    first, second = (act("add", draft.pk, actor=nam, **given) for _ in range(2))
    assert first.pk == second.pk
    assert (first.origin, first.clause, first.content["words"]) == (
        Proposal.Origin.PERSON,
        "I",
        draft.text[start : start + 20],
    )
    with pytest.raises(Refused, match="Chọn cơ quan chủ trì"):
        act("approve", first.pk, actor=nam, version=1)


@pytest.mark.parametrize("span", [(-3, 5), (5, 5), (9, 3), (0, 10**9)])
def test_words_outside_the_text_make_no_item(draft, nam, span):
    with pytest.raises(Refused, match="Đoạn chọn"):
        act("add", draft.pk, actor=nam, client_id=uuid.uuid4(), kind="assignment", span=span)


def test_a_silent_sentence_becomes_a_task(draft, nam, hoa):
    silent = Proposal.objects.create(
        document=draft, kind=Kind.SILENT, key="câu", start=400, end=440, content={"words": "x"}, confidence=0
    )
    with pytest.raises(Refused, match="chưa thành việc"):
        act("approve", silent.pk, actor=nam, version=1)
    task = act("make_task", silent.pk, actor=nam, version=1)
    assert (task.kind, task.doubts) == (Kind.ASSIGNMENT, [])
    led = act("revise", task.pk, actor=nam, version=task.version, lead=[hoa.agency_id])
    assert act("approve", led.pk, actor=nam, version=led.version).decision == Decision.APPROVED


def test_nothing_of_an_issued_plan_is_reviewed_again(draft, training, nam):
    with session(nam):
        for proposal in items(draft):
            proposals.drop(
                proposal.pk, actor=nam, version=1, reason="Thử"
            ) if proposal.pk != training.pk else None
        proposals.approve(training.pk, actor=nam, version=1)
        issuing.issue(draft.pk, actor=nam)
    with pytest.raises(Refused, match="đã giao việc"):
        act("reopen", training.pk, actor=nam, version=2)


def test_issuing_waits_for_a_person(draft, nam):
    with session(nam), pytest.raises(Refused, match="chưa xem"):
        issuing.issue(draft.pk, actor=nam)
    assert not Task.objects.filter(document=draft).exists()


# --- reading an improved text again ---------------------------------------------------------------------------


def reread(draft, text, nam):
    draft.refresh_from_db()
    with session(nam):
        documents.read_again(draft.pk, text, actor=nam, version=draft.version)


def state(draft):
    return {
        each.pk: (
            each.kind,
            each.decision,
            each.reason,
            each.start,
            each.end,
            each.content,
            each.decided_by_id,
        )
        for each in items(draft)
    }


STEPS = ("approve", "drop", "revise", "span", "split", "merge", "make_task", "reopen", "add")


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(st.sampled_from(STEPS), st.integers(0, 30), st.integers(1, 400)), max_size=8))
def test_whatever_was_decided_survives_reading_the_same_text_again(draft, nam, ly, steps):
    Proposal.objects.filter(document=draft).delete()
    reread(draft, PLAN, nam)
    for name, which, number in steps:
        take(draft, nam, ly, name, which, number)
    before = state(draft)
    assert all(0 <= start < end <= len(PLAN) for _, _, _, start, end, _, _ in before.values())
    reread(draft, PLAN, nam)
    after = state(draft)
    assert {pk: after.get(pk) for pk in before} == before
    assert len(after) == len(before)


def take(draft, nam, ly, name, which, number):
    """One step of an officer, refused or not."""
    listed = items(draft)
    one, other = listed[which % len(listed)], listed[(which + 1) % len(listed)]
    version = {"actor": nam, "version": one.version}
    steps = {
        "approve": lambda: act("approve", one.pk, **version),
        "drop": lambda: act("drop", one.pk, **version, reason="Thử"),
        "revise": lambda: act("revise", one.pk, **version, product=f"Sản phẩm {number}"),
        "span": lambda: act("revise", one.pk, **version, span=(max(one.start - number, 0), one.end)),
        "split": lambda: act("split", one.pk, **version, at=one.start + number),
        "merge": lambda: act("merge", one.pk, other.pk, **version),
        "make_task": lambda: act("make_task", one.pk, **version),
        "reopen": lambda: act("reopen", one.pk, **version),
        "add": lambda: act(
            "add", draft.pk, actor=nam, client_id=uuid.uuid4(), kind="assignment", span=(number, number + 40)
        ),
    }
    with suppress(Refused, Conflict):
        steps[name]()


def test_a_correction_of_the_text_moves_decisions_with_their_words(draft, training, nam):
    report = Proposal.objects.filter(document=draft, kind=Kind.REPORT).first()
    act("approve", training.pk, actor=nam, version=1)
    act("drop", report.pk, actor=nam, version=1, reason="Đã có quy định khác")
    better = PLAN.replace("KẾ HOẠCH\n", "KẾ HOẠCH\nBản sao y\n").replace(
        "cán bộ tiếp nhận", "cán bộ, chiến sĩ tiếp nhận"
    )
    reread(draft, better, nam)
    training.refresh_from_db()
    report.refresh_from_db()
    assert (training.decision, report.decision, report.reason) == (
        Decision.APPROVED,
        Decision.DROPPED,
        "Đã có quy định khác",
    )
    assert "cán bộ, chiến sĩ" in training.content["words"] == better[training.start : training.end]
    assert len(items(draft, clause="II/1/a")) == 1


def test_an_approval_of_a_day_that_was_misread_goes_back_to_a_person(draft, training, nam):
    act("approve", training.pk, actor=nam, version=1)
    reread(draft, PLAN.replace("trước ngày 30/8/2024", "trước ngày 20/8/2024"), nam)
    training.refresh_from_db()
    assert (training.decision, training.content["deadline"]["value"]) == (Decision.PENDING, "2024-08-20")
    assert any("duyệt lại" in doubt for doubt in training.doubts)


def test_an_approval_whose_words_are_gone_is_said(draft, training, nam):
    act("approve", training.pk, actor=nam, version=1)
    gone = PLAN.replace(training.content["words"], "(bỏ)")
    reread(draft, gone, nam)
    training.refresh_from_db()
    assert training.decision == Decision.PENDING
    assert training.doubts[-1].startswith("Không còn thấy")
    assert training.end <= len(gone)
    reread(draft, PLAN, nam)
    training.refresh_from_db()
    assert not any(doubt.startswith("Không còn thấy") for doubt in training.doubts)


def test_an_item_added_by_hand_is_not_doubled_by_a_better_reading(draft, nam):
    spoilt = PLAN.replace("2. Công an tỉnh\na) Rà soát", "2. C0ng 4n tinh\na) Ra s0at")
    other = draft_of(nam, spoilt)
    start = spoilt.index("Ra s0at")
    end = spoilt.index("10/7/2024.") + len("10/7/2024.")
    overlapping = [
        each for each in items(other, kind=Kind.ASSIGNMENT) if each.start < end and start < each.end
    ]
    for each in overlapping:
        act("drop", each.pk, actor=nam, version=1, reason="Máy đọc sai")
    made = act("add", other.pk, actor=nam, client_id=uuid.uuid4(), kind="assignment", span=(start, end))
    made = act("revise", made.pk, actor=nam, version=made.version, lead=[nam.agency_id])
    reread(other, PLAN, nam)
    waiting = [
        each
        for each in items(other, kind=Kind.ASSIGNMENT, decision=Decision.PENDING)
        if each.start == PLAN.index("Rà soát, thống kê")
    ]
    assert [each.pk for each in waiting] == [made.pk]


def test_a_new_body_in_the_directory_answers_what_nobody_has_touched(nam, hoa, ly):
    draft = draft_of(nam, PLAN.replace("2. Công an tỉnh", "2. Sở Y tế"))
    item = Proposal.objects.get(document=draft, clause="II/2/a")
    assert item.doubts
    health = AgencyFactory(kind="so-y-te", name="Sở Y tế")
    reread(draft, draft.text, nam)
    item.refresh_from_db()
    assert (item.content["lead"]["agency_ids"], item.doubts) == ([health.pk], [])
