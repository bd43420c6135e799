"""Legal status, move by move: the right officer, the same agency with another duty, a stranger, nobody; and the trail."""

from datetime import date, timedelta

import pytest

from diemtua.access.session import session
from diemtua.cases.actions import clocks, legal
from diemtua.cases.actions.papers import Given, add_evidence, attach
from diemtua.cases.models import Attachment, Case, CaseEvent, CasePaper, Clock, Evidence, Identity, Stay
from diemtua.cases.parts import Part
from diemtua.cases.records import Step
from diemtua.cases.rules.deadlines import Trigger
from diemtua.cases.rules.evidence import Evidence as Group
from diemtua.cases.rules.evidence import PaperKind
from diemtua.kernel.decision import Refused
from tests.cases.people import CAST, person
from tests.cases.stories import (
    MORNING,
    PAPER,
    REQUEST,
    agency,
    being_identified,
    once,
    opened,
    taken,
    told,
    trail_of,
    victim,
)

pytestmark = pytest.mark.django_db


def clock(case, code):
    return Clock.objects.get(case=case, deadline=code)


# --- the commune tells the health department, which takes over --------------------------------------


def test_telling_the_health_department_starts_its_clocks_and_ends_the_communes(mai, hoa):
    case = told(mai, hoa)
    assert clock(case, "D02").met_at == MORNING
    assert clock(case, "D03").target_at == MORNING + timedelta(hours=24)
    # 20/11/2026 is a Friday: three days end on Monday the 23rd, at 24:00.
    due = clock(case, "D04")
    assert due.due_at.isoformat() == "2026-11-23T17:00:00+00:00" and due.owes_id == hoa.agency_id
    assert trail_of(case)[-1] == "case.shared" and "case.notify" in trail_of(case)


def test_until_it_takes_over_the_health_department_sees_the_summary_alone(mai, hoa):
    case = told(mai, hoa)
    with session(hoa, read_only=True):
        assert Case.objects.get() == case
        assert not Identity.objects.exists()


def test_the_commune_keeps_the_summary_of_what_it_gave_over(mai, hoa):
    case = taken(mai, hoa)
    assert (case.holder_id, clock(case, "D03").met_at is not None) == (hoa.agency_id, True)
    with session(mai, read_only=True):
        assert Case.objects.get(pk=case.pk).holder_id == hoa.agency_id
        assert not Identity.objects.exists()
    with session(hoa, read_only=True):
        assert Identity.objects.get().name == "Lò Thị Mẩy"


def test_nobody_takes_over_what_was_not_offered(mai, hoa, kim, nam):
    case = opened(mai)
    with session(hoa), pytest.raises(Case.DoesNotExist):
        legal.take_over(case.pk, actor=hoa, client_id=once())
    with session(mai), pytest.raises(Refused, match="không chủ trì"):
        legal.notify(case.pk, agency(nam), actor=mai, client_id=once())


# --- who may not ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(set(CAST) - {"mai", "chi"}))
def test_whoever_may_not_know_the_case_cannot_act_on_it(mai, hoa, name):
    case = opened(mai)
    officer = person(name)
    with session(officer), pytest.raises(Case.DoesNotExist):
        legal.notify(case.pk, agency(hoa), actor=officer, client_id=once())
    assert "case.notify" not in trail_of(case)


def test_a_verifier_does_not_do_the_holders_work(mai, hoa, nam):
    case = being_identified(mai, hoa, nam)
    with session(nam), pytest.raises(Refused, match="Chỉ cơ quan giữ hồ sơ"):
        legal.ask_verification(victim_back(case).pk, agency(nam), REQUEST, actor=nam, client_id=once())


def victim_back(case):
    """As if the first check went on."""
    Case.objects.filter(pk=case.pk).update(state="checking")
    return case


# --- verification and conclusion -----------------------------------------------------------------------


def test_the_police_see_what_verifying_needs_and_never_the_shelter(mai, hoa, nam):
    case = being_identified(mai, hoa, nam)
    Stay.objects.create(
        case=case, vault_key_id=case.person.vault_key_id, facility_id=hoa.agency_id, place="Số 9", basis="nd162",
        began_on=date(2026, 11, 21), until_on=date(2027, 3, 21),
    )  # fmt: skip
    with session(nam, read_only=True):
        assert Identity.objects.exists() and not Stay.objects.exists()
    assert clock(case, "D04").met_at is not None
    assert (clock(case, "D05").due_at, clock(case, "D05").target_at) == (
        None,
        None,
    )  # the law gives no length


def test_recognition_needs_evidence_then_a_paper_of_the_own_agency(mai, hoa, nam):
    case = being_identified(mai, hoa, nam)
    with session(nam):
        with pytest.raises(Refused, match="Chưa có tài liệu, chứng cứ"):
            legal.recognise(case.pk, PaperKind.P1, PAPER, actor=nam, client_id=once())
        add_evidence(case.pk, Group.E6, actor=nam, client_id=once())
        with pytest.raises(Refused, match="chưa có người ký"):
            legal.recognise(
                case.pk, PaperKind.P1, Given("1", date(2026, 11, 22), ""), actor=nam, client_id=once()
            )
        done = legal.recognise(case.pk, PaperKind.P1, PAPER, actor=nam, client_id=once())
    assert (done.state, done.identified_on, done.regime) == ("victim", PAPER.signed_on, "L53")
    paper = CasePaper.objects.get(case=case, kind="P1")
    assert (paper.issuer_id, paper.number) == (nam.agency_id, "15/GXN-CAT")
    event = CaseEvent.objects.get(case=case, move="recognise")
    assert (event.before, event.after, event.paper, event.agency_id) == (
        "being-identified", "victim", paper, nam.agency_id,
    )  # fmt: skip
    assert "case.recognise" in trail_of(case) and clock(case, "D12").trigger == "confirmed"


def test_a_paper_of_an_earlier_day_brings_the_law_of_that_day(mai, hoa, nam):
    case = being_identified(mai, hoa, nam)
    old = Given("9/GXN", date(2025, 6, 20), "Lò Văn Thử", issuer_kind="cong-an-tinh")
    with session(hoa):
        add_evidence(case.pk, Group.E2, actor=hoa, client_id=once())
        done = legal.record_paper(case.pk, PaperKind.P1, old, actor=hoa, client_id=once())
    assert done.regime == "L66" and clock(case, "O11").trigger == "confirmed"


def test_the_same_form_twice_is_one_move(mai, hoa):
    case = opened(mai)
    form = once()
    with session(mai):
        legal.notify(case.pk, agency(hoa), actor=mai, client_id=form)
        legal.notify(case.pk, agency(hoa), actor=mai, client_id=form)
    assert trail_of(case).count("case.notify") == 1


def test_a_conclusion_is_contested_and_judged_by_another_officer(mai, hoa, nam, vinh):
    case = being_identified(mai, hoa, nam)
    conclusion = Given("7/KL", date(2026, 11, 22), "Lò Văn Thử")
    with session(nam):
        legal.decline(case.pk, conclusion, actor=nam, client_id=once(), reasons="Không có căn cứ")
    with session(hoa):
        contested = legal.appeal(case.pk, actor=hoa, client_id=once(), reasons="Còn người làm chứng")
        assert contested.appealed and contested.state == "not-victim"
    with session(nam), pytest.raises(Refused, match="không giải quyết khiếu nại"):
        legal.answer_appeal(case.pk, True, conclusion, actor=nam, client_id=once(), reasons="x")
    with session(vinh):
        again = legal.answer_appeal(case.pk, True, conclusion, actor=vinh, client_id=once(), reasons="Đúng")
    assert (again.state, again.appealed) == ("being-identified", False)


def test_verification_pauses_with_a_day_to_look_again(mai, hoa, nam):
    case = being_identified(mai, hoa, nam)
    step = Step(reasons="Chưa gặp được", review_on=date(2026, 12, 20))
    with session(nam):
        paused = legal.move("pause", case.pk, step, actor=nam, client_id=once())
    assert (paused.state, paused.review_on) == ("paused", date(2026, 12, 20))


# --- clocks -------------------------------------------------------------------------------------------


def test_correcting_when_it_happened_moves_the_clock_and_says_so(mai, hoa):
    case = taken(mai, hoa)
    earlier = MORNING - timedelta(days=1)
    with session(hoa):
        said = clocks.correct_trigger(
            case.pk, Trigger.COMMUNE_NOTICE, earlier, actor=hoa, client_id=once(), reason="Ghi nhầm ngày"
        )
    # Three days from Thursday end on Sunday, so on Monday all the same: the clock stands, and only its start moved.
    assert said == [] and clock(case, "D04").started_at == earlier
    with session(hoa):
        [words] = clocks.correct_trigger(
            case.pk,
            Trigger.COMMUNE_NOTICE,
            earlier - timedelta(days=2),
            actor=hoa,
            client_id=once(),
            reason="x",
        )
    assert words == (
        "Hạn «Chủ trì, cùng Công an cấp tỉnh xác minh thông tin ban đầu» chuyển từ hết ngày 23/11/2026 "
        "sang hết ngày 20/11/2026 vì «Nhận thông báo của UBND cấp xã» sửa từ 08:30 19/11/2026 thành 08:30 17/11/2026."
    )


def test_an_event_moved_into_the_old_law_changes_the_limit(mai, hoa):
    case = taken(mai, hoa)
    before = MORNING.replace(year=2025, month=6, day=27)
    with session(hoa):
        said = clocks.correct_trigger(
            case.pk, Trigger.COMMUNE_NOTICE, before, actor=hoa, client_id=once(), reason="Hồ sơ cũ"
        )
    assert clock(case, "D04").dropped_at is not None
    assert clock(case, "O03").due_at is not None and "Luật 66/2011/QH12" in said[0]


def test_what_has_not_happened_is_refused(mai, hoa):
    case = opened(mai)
    with session(mai), pytest.raises(Refused, match="ở sau lúc ghi"):
        legal.notify(case.pk, agency(hoa), actor=mai, client_id=once(), at=mai.now + timedelta(days=1))


# --- papers and files ---------------------------------------------------------------------------------


def test_a_file_is_sealed_kept_once_and_refused_in_a_part_one_has_not(mai, hoa, nam, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    case = being_identified(mai, hoa, nam)
    file = {"name": "lời khai.pdf", "kind": "application/pdf"}
    with session(nam):
        kept = attach(case.pk, b"%PDF loi khai", part=Part.LEGAL, actor=nam, client_id=once(), **file)
        again = attach(case.pk, b"%PDF loi khai", part=Part.LEGAL, actor=nam, client_id=once(), **file)
        with pytest.raises(Refused, match="Nơi lưu trú"):
            attach(case.pk, b"x", part=Part.STAY, actor=nam, client_id=once(), **file)
    assert kept == again and Attachment.objects.count() == 1
    assert b"loi khai" not in b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())


def test_evidence_is_added_once(mai):
    case, form = opened(mai), once()
    with session(mai):
        for _ in range(2):
            add_evidence(case.pk, Group.E6, actor=mai, client_id=form, description="Lời khai")
    assert Evidence.objects.count() == 1


def test_a_move_costs_a_bounded_number_of_queries(mai, hoa, nam, django_assert_max_num_queries):
    case = victim_ready(mai, hoa, nam)
    with session(nam), django_assert_max_num_queries(22):
        legal.recognise(case.pk, PaperKind.P1, PAPER, actor=nam, client_id=once())


def victim_ready(mai, hoa, nam):
    case = being_identified(mai, hoa, nam)
    with session(nam):
        add_evidence(case.pk, Group.E6, actor=nam, client_id=once())
    return case


def test_the_whole_way_leaves_a_whole_trail(mai, hoa, nam):
    acts = trail_of(victim(mai, hoa, nam))
    steps = [
        "opened",
        "notify",
        "taken_over",
        "start_check",
        "ask_verification",
        "evidence_added",
        "recognise",
    ]
    assert [act for act in acts if act.removeprefix("case.") in steps] == [f"case.{step}" for step in steps]
    assert REQUEST.number == "31/YT-XM"
