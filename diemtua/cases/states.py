"""The four lives beside each other: legal status, support, protection, child plan. None moves another.

Legal status follows Luật 53/2024/QH15, Điều 27 to 33 and, for its time, Luật 66/2011/QH12, Điều 24 to 28; the texts name the
acts, the states are our reading of them. Support follows Thông tư 35/2013/TT-BLĐTBXH, Điều 12 to 20; protection Bộ luật Tố
tụng hình sự, Điều 487 to 489 and Nghị định 162/2025/NĐ-CP, Điều 12; the child plan Nghị định 56/2017/NĐ-CP, Điều 24 to 32.
"""

from __future__ import annotations

from diemtua.cases import needs, policies
from diemtua.cases.life import Life
from diemtua.cases.statuses import ChildPlan, Legal, Protection, Support
from diemtua.kernel.workflow import Move, Workflow

mine = (policies.held_by_my_agency, policies.has_victim_duty)
verifiers = (policies.held_or_verified_by_my_agency, policies.has_victim_duty)

LEGAL_LIFE: Life[Legal] = Life(
    Workflow(
        Move("receive", (Legal.CLUE,), Legal.RECEIVED, mine, "Tiếp nhận"),
        Move("set_aside", (Legal.CLUE,), Legal.CLOSED, mine, "Kết thúc nguồn tin"),
        Move("notify", (Legal.RECEIVED,), Legal.NOTIFIED, mine, "Thông báo cơ quan chủ trì xác minh ban đầu"),
        Move(
            "start_check",
            (Legal.NOTIFIED,),
            Legal.CHECKING,
            (*mine, policies.leads_first_check),
            "Bắt đầu xác minh thông tin ban đầu",
        ),
        Move(
            "ask_verification",
            (Legal.RECEIVED, Legal.CHECKING),
            Legal.BEING_IDENTIFIED,
            mine,
            "Đề nghị xác minh, xác định",
        ),
        Move(
            "recognise",
            (Legal.RECEIVED, Legal.CHECKING, Legal.BEING_IDENTIFIED),
            Legal.VICTIM,
            (*verifiers, policies.competent_to_recognise, policies.has_evidence),
            "Xác định là nạn nhân",
        ),
        Move(
            "record_paper",
            (Legal.RECEIVED, Legal.CHECKING, Legal.BEING_IDENTIFIED),
            Legal.VICTIM,
            (*mine, policies.has_evidence),
            "Ghi nhận giấy xác nhận nạn nhân",
        ),
        Move(
            "decline",
            (Legal.CHECKING, Legal.BEING_IDENTIFIED),
            Legal.NOT_VICTIM,
            (*verifiers, policies.competent_to_decline),
            "Kết luận không phải nạn nhân",
        ),
        Move(
            "record_conclusion",
            (Legal.CHECKING, Legal.BEING_IDENTIFIED),
            Legal.NOT_VICTIM,
            mine,
            "Ghi nhận kết luận không phải nạn nhân",
        ),
        Move("pause", (Legal.BEING_IDENTIFIED,), Legal.PAUSED, verifiers, "Tạm dừng xác minh"),
        Move("resume", (Legal.PAUSED,), Legal.BEING_IDENTIFIED, verifiers, "Tiếp tục xác minh"),
        Move(
            "appeal",
            (Legal.NOT_VICTIM,),
            Legal.NOT_VICTIM,
            (*mine, policies.no_appeal_waits),
            "Ghi nhận khiếu nại kết luận",
        ),
        Move(
            "uphold_appeal",
            (Legal.NOT_VICTIM,),
            Legal.BEING_IDENTIFIED,
            (*verifiers, policies.an_appeal_waits, policies.competent_to_decline, policies.not_who_declined),
            "Chấp nhận khiếu nại, xác minh lại",
        ),
        Move(
            "dismiss_appeal",
            (Legal.NOT_VICTIM,),
            Legal.NOT_VICTIM,
            (*verifiers, policies.an_appeal_waits, policies.competent_to_decline, policies.not_who_declined),
            "Giữ nguyên kết luận",
        ),
        Move(
            "reconsider",
            (Legal.NOT_VICTIM,),
            Legal.BEING_IDENTIFIED,
            (*verifiers, policies.has_evidence),
            "Xác minh lại khi có chứng cứ mới",
        ),
        Move("move_away", (Legal.CLUE, Legal.VICTIM), Legal.ELSEWHERE, mine, "Chuyển hồ sơ ngoài địa bàn"),
        Move(
            "close",
            (Legal.VICTIM, Legal.NOT_VICTIM, Legal.ELSEWHERE),
            Legal.CLOSED,
            (
                *mine,
                policies.closing_was_asked,
                policies.closing_asked_by_another,
                policies.nothing_open_or_reason,
            ),
            "Phê duyệt kết thúc hồ sơ",
        ),
        Move(
            "reopen",
            (Legal.CLOSED,),
            Legal.BEING_IDENTIFIED,
            (*mine, policies.was_not_recognised),
            "Mở lại hồ sơ để xác định",
        ),
        Move(
            "reopen_as_victim",
            (Legal.CLOSED,),
            Legal.VICTIM,
            (*mine, policies.was_recognised),
            "Mở lại hồ sơ nạn nhân",
        ),
        starts=(Legal.CLUE, Legal.RECEIVED),
    ),
    {
        "receive": (needs.has_minutes,),
        "set_aside": (needs.reasons_given,),
        "ask_verification": (needs.has_request_paper,),
        "recognise": (needs.has_confirmation_paper, needs.own_paper),
        "record_paper": (needs.has_confirmation_paper,),
        "decline": (needs.reasons_given, needs.has_decision_paper),
        "record_conclusion": (needs.reasons_given, needs.has_decision_paper),
        "pause": (needs.reasons_given, needs.has_review_date),
        "resume": (needs.reasons_given,),
        "appeal": (needs.reasons_given,),
        "uphold_appeal": (needs.reasons_given, needs.has_decision_paper),
        "dismiss_appeal": (needs.reasons_given, needs.has_decision_paper),
        "reconsider": (needs.reasons_given,),
        "move_away": (needs.reasons_given, needs.has_receipt),
        "close": (needs.has_minutes,),
        "reopen": (needs.reasons_given,),
        "reopen_as_victim": (needs.reasons_given,),
    },
)

UNSETTLED = tuple(state for state in Support if state is not Support.SETTLED)

SUPPORT_LIFE: Life[Support] = Life(
    Workflow(
        Move("admit", (Support.INITIAL, Support.REFERRED), Support.STAY, mine, "Nhận vào lưu trú"),
        Move("refer", (Support.INITIAL, Support.STAY), Support.REFERRED, mine, "Chuyển tuyến"),
        Move("come_back", (Support.REFERRED,), Support.INITIAL, mine, "Nhận lại khi không chuyển tuyến được"),
        Move(
            "take_home",
            (Support.INITIAL, Support.STAY, Support.REFERRED),
            Support.RETURNING,
            mine,
            "Đưa về nơi cư trú",
        ),
        Move(
            "plan",
            (Support.INITIAL, Support.STAY, Support.RETURNING),
            Support.PLANNING,
            (*mine, policies.recognised_as_victim),
            "Lập kế hoạch hòa nhập",
        ),
        Move("start_plan", (Support.PLANNING,), Support.REINTEGRATING, mine, "Thực hiện kế hoạch hòa nhập"),
        Move(
            "grant",
            (Support.REINTEGRATING,),
            Support.PAID,
            (*mine, policies.recognised_as_victim),
            "Chi hỗ trợ tại cộng đồng",
        ),
        Move("follow_up", (Support.PAID,), Support.REINTEGRATING, mine, "Tiếp tục theo dõi"),
        Move("replan", (Support.REINTEGRATING,), Support.PLANNING, mine, "Điều chỉnh kế hoạch hòa nhập"),
        Move(
            "settle",
            (Support.REINTEGRATING, Support.PAID),
            Support.SETTLED,
            (*mine, policies.services_are_done),
            "Đánh giá ổn định, kết thúc hỗ trợ",
        ),
        Move("stop", UNSETTLED, Support.SETTLED, (*mine, policies.services_are_done), "Dừng hỗ trợ"),
        Move("resume", (Support.SETTLED,), Support.INITIAL, mine, "Hỗ trợ trở lại"),
    ),
    {
        "admit": (needs.person_agrees, needs.has_minutes),
        "refer": (needs.reasons_given, needs.person_agrees),
        "come_back": (needs.reasons_given,),
        "take_home": (needs.person_agrees,),
        "start_plan": (needs.person_agrees,),
        "grant": (needs.has_decision_paper,),
        "replan": (needs.reasons_given,),
        "settle": (needs.has_minutes,),
        "stop": (needs.reasons_given,),
        "resume": (needs.reasons_given,),
    },
)

concerned = (policies.concerns_my_agency, policies.has_victim_duty)
orders = (*concerned, policies.competent_to_order, policies.ordered_by_another)
decides = (needs.names_legal_basis, needs.has_decision_paper)

PROTECTION_LIFE: Life[Protection] = Life(
    Workflow(
        Move(
            "check",
            (Protection.REQUESTED,),
            Protection.CHECKED,
            (*concerned, policies.competent_to_order),
            "Kiểm tra đề nghị",
        ),
        Move("order", (Protection.CHECKED,), Protection.ORDERED, orders, "Quyết định áp dụng"),
        Move(
            "order_urgently",
            (Protection.REQUESTED,),
            Protection.ORDERED,
            (*concerned, policies.competent_to_order),
            "Áp dụng khẩn cấp",
        ),
        Move("refuse", (Protection.CHECKED,), Protection.REFUSED, orders, "Không áp dụng"),
        Move(
            "decline",
            (
                Protection.REQUESTED,
                Protection.CHECKED,
                Protection.ORDERED,
                Protection.RUNNING,
                Protection.CHANGED,
            ),
            Protection.DECLINED,
            concerned,
            "Ghi nhận người được bảo vệ từ chối",
        ),
        Move(
            "carry_out",
            (Protection.ORDERED,),
            Protection.RUNNING,
            (*concerned, policies.carries_out),
            "Bắt đầu thực hiện",
        ),
        Move(
            "change",
            (Protection.RUNNING, Protection.CHANGED),
            Protection.CHANGED,
            orders,
            "Thay đổi, bổ sung",
        ),
        Move(
            "end",
            (Protection.ORDERED, Protection.RUNNING, Protection.CHANGED),
            Protection.ENDED,
            orders,
            "Chấm dứt",
        ),
    ),
    {
        "order": decides,
        "order_urgently": (needs.names_legal_basis, needs.has_minutes),
        "refuse": (needs.reasons_given,),
        "decline": (needs.reasons_given, needs.has_written_commitment),
        "change": (needs.reasons_given, *decides),
        "end": (needs.reasons_given, *decides),
    },
)

commune = (policies.kept_by_my_commune, policies.has_victim_duty)
chair = (policies.kept_by_my_commune, policies.chairs_the_commune)

CHILD_PLAN_LIFE: Life[ChildPlan] = Life(
    Workflow(
        Move(
            "assess_risk", (ChildPlan.INFORMED,), ChildPlan.RISK_ASSESSED, commune, "Đánh giá nguy cơ ban đầu"
        ),
        Move(
            "assess_needs",
            (ChildPlan.RISK_ASSESSED,),
            ChildPlan.NEEDS_ASSESSED,
            commune,
            "Đánh giá nguy cơ cụ thể",
        ),
        Move("meet", (ChildPlan.NEEDS_ASSESSED,), ChildPlan.MET, commune, "Họp trường hợp"),
        Move(
            "draw_up",
            (ChildPlan.NEEDS_ASSESSED, ChildPlan.MET),
            ChildPlan.DRAWN_UP,
            commune,
            "Trình kế hoạch",
        ),
        Move(
            "approve",
            (ChildPlan.DRAWN_UP,),
            ChildPlan.APPROVED,
            (*chair, policies.drawn_up_by_another),
            "Phê duyệt kế hoạch",
        ),
        Move("give_back", (ChildPlan.DRAWN_UP,), ChildPlan.NEEDS_ASSESSED, chair, "Trả lại kế hoạch"),
        Move("carry_out", (ChildPlan.APPROVED,), ChildPlan.CARRIED_OUT, commune, "Thực hiện kế hoạch"),
        Move("review", (ChildPlan.CARRIED_OUT,), ChildPlan.CARRIED_OUT, commune, "Rà soát kế hoạch"),
        Move("replan", (ChildPlan.CARRIED_OUT,), ChildPlan.NEEDS_ASSESSED, commune, "Điều chỉnh kế hoạch"),
        Move(
            "separate",
            tuple(state for state in ChildPlan if state not in (ChildPlan.INFORMED, ChildPlan.SEPARATED)),
            ChildPlan.SEPARATED,
            commune,
            "Ghi nhận quyết định cách ly",
        ),
        Move(
            "plan_anew", (ChildPlan.SEPARATED,), ChildPlan.NEEDS_ASSESSED, commune, "Đánh giá lại sau cách ly"
        ),
    ),
    {
        "meet": (needs.has_minutes,),
        "approve": (needs.has_decision_paper,),
        "give_back": (needs.reasons_given,),
        "replan": (needs.reasons_given,),
        "separate": (needs.has_court_decision,),
        "plan_anew": (needs.reasons_given,),
    },
)

# Drawn into docs/diagrams/cases.md by their titles; a test compares.
LIVES: dict[str, Life[Legal] | Life[Support] | Life[Protection] | Life[ChildPlan]] = {
    "A. Tình trạng pháp lý": LEGAL_LIFE,
    "B. Hỗ trợ, hòa nhập": SUPPORT_LIFE,
    "C. Bảo vệ an toàn": PROTECTION_LIFE,
    "E. Kế hoạch bảo vệ trẻ em": CHILD_PLAN_LIFE,
}
