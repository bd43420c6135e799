"""Who may act on a document or a task: pure functions of a loaded record and an actor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diemtua.kernel.decision import YES, Decision, both, no

if TYPE_CHECKING:
    from diemtua.access.actor import Actor
    from diemtua.plans.models import Document, Task

WORK, LEAD = "work", "lead"


def works(record: object, actor: Actor) -> Decision:
    """The officer has work as a duty; a supervisor or an auditor only looks."""
    if actor.has(WORK) or actor.has(LEAD):
        return YES
    return no("Tài khoản này chỉ theo dõi; cán bộ xử lý việc của cơ quan mới được thực hiện.", code="only-looks")


def held_by_my_agency(document: Document, actor: Actor) -> Decision:
    """Only the agency that registered a document reviews and issues it."""
    if document.holder_id == actor.agency_id:
        return YES
    return no(f"Chỉ cơ quan đăng ký văn bản ({document.holder.called}) được làm việc này.", code="not-holder")


def not_yet_issued(document: Document, actor: Actor) -> Decision:
    if document.issued_at is None:
        return YES
    return no("Văn bản đã giao việc; sửa từng việc trên trang của việc đó.", code="issued")


def may_review(document: Document, actor: Actor) -> Decision:
    """Approve, drop, correct what the reading of a draft proposes (rà soát)."""
    return both(held_by_my_agency(document, actor), works(document, actor), not_yet_issued(document, actor))


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


def recurring(task: Task, actor: Actor) -> Decision:
    return YES if task.rhythm else no("Đây không phải việc định kỳ.", code="not-recurring")


def not_recurring(task: Task, actor: Actor) -> Decision:
    return YES if not task.rhythm else no("Việc định kỳ xác nhận theo từng kỳ.", code="recurring")
