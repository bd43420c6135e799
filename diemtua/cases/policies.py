"""Who may act on a victim's case: pure functions of a loaded record and an actor, each a yes or a no with its sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diemtua.cases.labelled import Answer
from diemtua.cases.records import (
    ChildPlanRecord,
    Held,
    ProtectionRecord,
    SupportRecord,
    VictimCase,
)
from diemtua.cases.rules import agencies, protection
from diemtua.cases.rules.closing import reasons_for, still_open
from diemtua.cases.rules.evidence import evidence_lacks
from diemtua.cases.rules.regimes import Override
from diemtua.cases.statuses import Legal
from diemtua.kernel.decision import YES, Decision, both, no

if TYPE_CHECKING:
    from diemtua.access.actor import Actor

VICTIMS, LEAD = "victims", "lead"
COMMUNE = "ubnd-xa"


def has_victim_duty(record: object, actor: Actor) -> Decision:
    """The officer is assigned to victims' cases (được giao làm công tác nạn nhân); nobody else opens one."""
    if actor.has(VICTIMS):
        return YES
    return no("Chỉ cán bộ được giao công tác nạn nhân mới làm việc này.", code="no-victim-duty")


def held_by_my_agency(record: Held, actor: Actor) -> Decision:
    if record.holder_id == actor.agency_id:
        return YES
    return no(f"Chỉ cơ quan giữ hồ sơ ({record.holder.called}) được làm việc này.", code="not-holder")


def held_or_verified_by_my_agency(case: VictimCase, actor: Actor) -> Decision:
    """The holder, or an agency that was asked to verify this person."""
    if actor.agency_id == case.holder_id or actor.agency_id in case.verifier_ids:
        return YES
    return no(
        f"Chỉ cơ quan giữ hồ sơ ({case.holder.called}) hoặc cơ quan được đề nghị xác minh được làm việc này.",
        code="not-holder",
    )


def receives_victims(record: object, actor: Actor) -> Decision:
    """One of the bodies the law sends people to on this day; another takes the person to the commune at once."""
    if agencies.receives(actor.agency_kind, actor.today):
        return YES
    return no("Cơ quan này đưa ngay người đó tới UBND cấp xã nơi đóng trụ sở.", code="not-receiving")


def leads_first_check(case: VictimCase, actor: Actor) -> Decision:
    """The body that leads the verification of initial information on this day (chủ trì xác minh thông tin ban đầu)."""
    if agencies.leads_first_check(actor.agency_kind, actor.today):
        return YES
    return no("Cơ quan này không chủ trì xác minh thông tin ban đầu.", code="not-leading")


def competent_to_recognise(case: VictimCase, actor: Actor) -> Decision:
    if agencies.recognises(actor.agency_kind, actor.today):
        return YES
    return no("Cơ quan không có thẩm quyền xác định nạn nhân.", code="not-competent")


def competent_to_decline(case: VictimCase, actor: Actor) -> Decision:
    if agencies.declines(actor.agency_kind, actor.today):
        return YES
    return no("Cơ quan không có thẩm quyền kết luận không phải nạn nhân.", code="not-competent")


def has_evidence(case: VictimCase, actor: Actor) -> Decision:
    lacks = evidence_lacks(case.evidence, case.fallback, biography_agrees=case.biography_agrees)
    return no(lacks[0], code="no-evidence") if lacks else YES


def was_recognised(case: VictimCase, actor: Actor) -> Decision:
    """Only a person recognised before comes back as a victim when the case is reopened."""
    if case.was_recognised:
        return YES
    return no("Người này chưa từng được xác định là nạn nhân.", code="never-recognised")


def was_not_recognised(case: VictimCase, actor: Actor) -> Decision:
    if not case.was_recognised:
        return YES
    return no("Người này đã được xác định là nạn nhân: mở lại ở tình trạng nạn nhân.", code="recognised")


def no_appeal_waits(case: VictimCase, actor: Actor) -> Decision:
    return no("Đã có khiếu nại đang chờ giải quyết.", code="appeal-waits") if case.appealed else YES


def an_appeal_waits(case: VictimCase, actor: Actor) -> Decision:
    return YES if case.appealed else no("Không có khiếu nại nào đang chờ.", code="no-appeal")


def not_who_declined(case: VictimCase, actor: Actor) -> Decision:
    """An appeal is not judged by the officer whose conclusion it is about."""
    if case.declined_by_id != actor.officer_id:
        return YES
    return no("Người đã ra kết luận không giải quyết khiếu nại về kết luận đó.", code="own-conclusion")


# --- closing --------------------------------------------------------------------------------------


def may_ask_closing(case: VictimCase, actor: Actor) -> Decision:
    """Put a case up for closing (đề nghị kết thúc hồ sơ); a second officer closes it."""
    if decision := both(held_by_my_agency(case, actor), has_victim_duty(case, actor)):
        return YES if case.closing is None else no("Đã có đề nghị kết thúc đang chờ.", code="closing-asked")
    return decision


def closing_was_asked(case: VictimCase, actor: Actor) -> Decision:
    if case.closing is None:
        return no("Chưa có đề nghị kết thúc hồ sơ.", code="closing-not-asked")
    if case.closing.reason not in reasons_for(case.state):
        return no("Lý do kết thúc không hợp với tình trạng của hồ sơ.", code="wrong-reason")
    return YES


def closing_asked_by_another(case: VictimCase, actor: Actor) -> Decision:
    if case.closing is None or case.closing.asked_by_id != actor.officer_id:
        return YES
    return no("Người đề nghị không tự phê duyệt việc kết thúc hồ sơ.", code="own-request")


def nothing_open_or_reason(case: VictimCase, actor: Actor) -> Decision:
    """Nothing is open, or the request says why the case is closed all the same."""
    if not case.open_work or (case.closing and case.closing.despite.strip()):
        return YES
    return no(
        f"Hồ sơ còn {', '.join(still_open(case.open_work))}; nêu lý do nếu vẫn kết thúc.", code="open-work"
    )


# --- regime -----------------------------------------------------------------------------------------


def may_approve_override(override: Override, actor: Actor) -> Decision:
    """Approve another regime than the date gives: a reason, and an officer who did not ask for it."""
    if not override.reason.strip():
        return no("Chưa nêu lý do áp dụng chế độ khác.", code="no-reasons")
    if override.asked_by == actor.officer_id:
        return no("Người đề nghị không tự phê duyệt việc áp dụng chế độ khác.", code="own-request")
    return has_victim_duty(override, actor)


# --- support ----------------------------------------------------------------------------------------


def recognised_as_victim(support: SupportRecord, actor: Actor) -> Decision:
    """Reintegration at home is for recognised victims and those with them; a person being identified is not there yet."""
    if support.legal_state == Legal.VICTIM:
        return YES
    return no("Chỉ lập kế hoạch hòa nhập khi đã được xác định là nạn nhân.", code="not-recognised")


def services_are_done(support: SupportRecord, actor: Actor) -> Decision:
    if not support.open_services:
        return YES
    return no(f"Còn {support.open_services} dịch vụ chưa xong.", code="open-services")


# --- protection -------------------------------------------------------------------------------------


def concerns_my_agency(record: ProtectionRecord, actor: Actor) -> Decision:
    """The holder, an agency the request was sent to, or one told to carry the measure out; no other, whatever its kind."""
    if actor.agency_id == record.holder_id or actor.agency_id in record.involved_ids:
        return YES
    return no("Chỉ cơ quan giữ hồ sơ, cơ quan nhận đề nghị hoặc thực hiện được làm việc này.", code="no-part")


def competent_to_order(record: ProtectionRecord, actor: Actor) -> Decision:
    """May this agency order the measure today? Where no list was found, whoever carries it out may, naming the text."""
    answer = protection.may_order(record.measure, actor.agency_kind, actor.today)
    if answer is Answer.NO:
        return no(
            f"Cơ quan không có thẩm quyền áp dụng biện pháp «{record.measure.name}».", code="not-competent"
        )
    return YES


def carries_out(record: ProtectionRecord, actor: Actor) -> Decision:
    if actor.agency_kind in record.measure.carried_out_by:
        return YES
    return no("Cơ quan này không thực hiện biện pháp này.", code="not-carrying-out")


def ordered_by_another(record: ProtectionRecord, actor: Actor) -> Decision:
    if record.asked_by_id != actor.officer_id:
        return YES
    return no("Người đề nghị không tự quyết định biện pháp bảo vệ.", code="own-request")


# --- child plan -------------------------------------------------------------------------------------


def kept_by_my_commune(plan: ChildPlanRecord, actor: Actor) -> Decision:
    if plan.commune_id == actor.agency_id and actor.agency_kind == COMMUNE:
        return YES
    return no("Chỉ UBND cấp xã được giao bảo vệ trẻ em này được làm việc này.", code="not-commune")


def chairs_the_commune(plan: ChildPlanRecord, actor: Actor) -> Decision:
    """The commune's chair, or who leads in his place, approves; the child-protection worker does not."""
    if actor.has(LEAD):
        return YES
    return no("Chủ tịch UBND cấp xã phê duyệt.", code="not-chair")


def drawn_up_by_another(plan: ChildPlanRecord, actor: Actor) -> Decision:
    if plan.submitted_by_id != actor.officer_id:
        return YES
    return no("Người lập kế hoạch không tự phê duyệt.", code="own-plan")
