"""Who may act on a document or a task: pure functions of a loaded record and an actor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diemtua.kernel.decision import YES, Decision, both, no
from diemtua.plans import rules

if TYPE_CHECKING:
    from diemtua.access.actor import Actor
    from diemtua.plans.models import Campaign, ChildPlan, Document, ReportDue, ReportDuty, Task

WORK, LEAD = "work", "lead"


def works(record: object, actor: Actor) -> Decision:
    """The officer has work as a duty; a supervisor or an auditor only looks."""
    if actor.has(WORK) or actor.has(LEAD):
        return YES
    return no(
        "Tài khoản này chỉ theo dõi; cán bộ xử lý việc của cơ quan mới được thực hiện.", code="only-looks"
    )


def held_by_my_agency(document: Document, actor: Actor) -> Decision:
    """Only the agency that registered a document reviews and issues it, or the successor that keeps it today."""
    if document.kept_by_id == actor.agency_id:
        return YES
    return no(f"Chỉ cơ quan giữ văn bản ({document.kept_by.called}) được làm việc này.", code="not-holder")


def not_yet_issued(document: Document, actor: Actor) -> Decision:
    if document.issued_at is None:
        return YES
    return no("Văn bản đã giao việc; sửa từng việc trên trang của việc đó.", code="issued")


def may_review(document: Document, actor: Actor) -> Decision:
    """Approve, drop, correct what the reading of a draft proposes (rà soát)."""
    return both(held_by_my_agency(document, actor), works(document, actor), not_yet_issued(document, actor))


def follows_the_province(task: Task | Document | ReportDuty | ChildPlan, actor: Actor) -> Decision:
    """Who carries on a body's work is chosen by those who follow the whole province."""
    if actor.oversees and task.province_id in actor.provinces:
        return YES
    return no(
        "Chỉ cơ quan theo dõi toàn tỉnh (Ủy ban nhân dân, Công an tỉnh, Ban Chỉ đạo) được chọn cơ quan kế thừa.",
        code="not-overseer",
    )


def led_by_my_agency(task: Task, actor: Actor) -> Decision:
    if task.lead_id == actor.agency_id:
        return YES
    return no(f"Chỉ cơ quan chủ trì ({task.lead.called}) được làm việc này.", code="not-lead")


def assigned_by_my_agency(task: Task, actor: Actor) -> Decision:
    if task.assigner_id == actor.agency_id:
        return YES
    return no(f"Chỉ cơ quan giao việc ({task.assigner.called}) được làm việc này.", code="not-assigner")


def led_or_coordinated(task: Task, actor: Actor) -> Decision:
    """The lead or a coordinator. ``task.parts`` is loaded or costs one query."""
    if task.lead_id == actor.agency_id or any(part.agency_id == actor.agency_id for part in task.parts.all()):
        return YES
    return no("Chỉ cơ quan chủ trì hoặc phối hợp được cập nhật việc này.", code="no-part")


def coordinated_and_open(task: Task, actor: Actor) -> Decision:
    mine = [part for part in task.parts.all() if part.agency_id == actor.agency_id]
    if not mine:
        return no("Chỉ cơ quan phối hợp được báo xong phần của mình.", code="no-part")
    return no("Phần phối hợp của cơ quan đã báo xong.", code="part-done") if mine[0].done_on else YES


def has_a_deadline(task: Task, actor: Actor) -> Decision:
    if task.due_on:
        return YES
    return no("Việc không có thời hạn nên không cần gia hạn.", code="no-deadline")


def no_extension_waits(task: Task, actor: Actor) -> Decision:
    if not any(extension.granted is None for extension in task.extensions.all()):
        return YES
    return no("Đã có một đề nghị gia hạn đang chờ trả lời.", code="extension-waits")


def an_extension_waits(task: Task, actor: Actor) -> Decision:
    if any(extension.granted is None for extension in task.extensions.all()):
        return YES
    return no("Không có đề nghị gia hạn nào đang chờ.", code="no-extension")


def goes_on(task: Task, actor: Actor) -> Decision:
    """The work comes round again within the plan's time. ``task.document`` is loaded."""
    if not task.rhythm:
        return no("Đây không phải việc định kỳ.", code="not-recurring")
    return YES if task.next_period else no("Đây là kỳ cuối của văn bản.", code="last-period")


def ends_here(task: Task, actor: Actor) -> Decision:
    """Single work, or the last period of a plan that ends. ``task.document`` is loaded."""
    if not task.rhythm or task.next_period is None:
        return YES
    return no("Việc định kỳ xác nhận theo từng kỳ.", code="recurring")


def owed_by_my_agency(due: ReportDue, actor: Actor) -> Decision:
    """Only the agency that owes a report sends it."""
    if due.agency_id == actor.agency_id:
        return YES
    return no(f"Chỉ cơ quan phải báo cáo ({due.agency.called}) được gửi báo cáo này.", code="not-owed")


def receives_reports(duty: ReportDuty, actor: Actor) -> Decision:
    """To whom the duty reports, through whom it passes, or who holds the document. ``duty.to`` is loaded or one query."""
    receivers = {duty.document.kept_by_id, duty.through_id, *(body.pk for body in duty.to.all())}
    if actor.agency_id in receivers:
        return YES
    return no(
        "Chỉ nơi nhận, đầu mối tổng hợp hoặc cơ quan giữ văn bản được trả lại báo cáo.", code="not-receiver"
    )


def not_my_own(due: ReportDue, actor: Actor) -> Decision:
    if due.agency_id != actor.agency_id:
        return YES
    return no("Báo cáo của chính cơ quan: gửi bản thay thế kèm lý do.", code="own-report")


def already_sent(due: ReportDue, actor: Actor) -> Decision:
    return YES if due.submitted_at else no("Báo cáo này chưa được gửi.", code="not-sent")


def reports_when_it_happens(duty: ReportDuty, actor: Actor) -> Decision:
    """The duty is owed by the actor's agency and asks for a report on events. ``duty.who`` is loaded or one query."""
    if actor.agency_id not in {body.pk for body in duty.who.all()}:
        return no("Cơ quan không có nghĩa vụ báo cáo này.", code="not-owed")
    if duty.ended_on and duty.ended_on < actor.today:
        return no(f"Nghĩa vụ báo cáo đã hết hiệu lực ngày {duty.ended_on:%d/%m/%Y}.", code="ended")
    if not rules.reports_on_events(duty.due_kind, duty.due_value):
        return no("Văn bản chỉ yêu cầu báo cáo theo kỳ; xem các kỳ ở danh sách.", code="not-on-event")
    return YES


def holds_campaign(campaign: Campaign, actor: Actor) -> Decision:
    """Only the agency that registered the document arranges its campaign."""
    return held_by_my_agency(campaign.document, actor)


def takes_part(campaign: Campaign, actor: Actor) -> Decision:
    """An agency named to the campaign's document enters its results; one that only oversees does not."""
    if actor.agency_id in campaign.seen_by:
        return YES
    return no("Chỉ cơ quan tham gia đợt này được nhập kết quả.", code="no-part")


def must_issue_a_plan(obligation: ChildPlan, actor: Actor) -> Decision:
    if obligation.agency_id == actor.agency_id:
        return YES
    return no(f"Chỉ {obligation.agency.called} được nối kế hoạch của mình.", code="not-obliged")
