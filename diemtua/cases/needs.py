"""What a move asks an officer to hand in: pure functions of the step and the actor, asked when the form comes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diemtua.cases.records import DecisionPaper, Step
from diemtua.cases.rules.evidence import paper_lacks
from diemtua.kernel.decision import YES, Decision, no

if TYPE_CHECKING:
    from diemtua.access.actor import Actor


def reasons_given(step: Step, actor: Actor) -> Decision:
    return YES if step.reasons.strip() else no("Nêu lý do.", code="no-reasons")


def has_decision_paper(step: Step, actor: Actor) -> Decision:
    """A signed paper carries the step: number, date not in the future, signer."""
    return _paper(step.decision, actor, "văn bản")


def has_request_paper(step: Step, actor: Actor) -> Decision:
    """The written request for verification (văn bản đề nghị xác minh)."""
    return _paper(step.decision, actor, "văn bản đề nghị xác minh")


def has_court_decision(step: Step, actor: Actor) -> Decision:
    """A decision of a court (quyết định của Tòa án)."""
    if step.decision is not None and step.decision.issuer_kind != "toa-an":
        return no("Cần quyết định của Tòa án.", code="not-court")
    return _paper(step.decision, actor, "quyết định của Tòa án")


def has_confirmation_paper(step: Step, actor: Actor) -> Decision:
    """One of the confirming papers, whole, from a body that may issue it on its date, not in the future."""
    if lacks := paper_lacks(step.confirmation):
        return no(lacks[0], code="no-paper")
    issued = step.confirmation and step.confirmation.issued_on
    if issued and issued > actor.today:
        return no("Ngày của giấy xác nhận ở sau hôm nay.", code="future-paper")
    return YES


def own_paper(step: Step, actor: Actor) -> Decision:
    """Whoever recognises does so by a paper of an agency of its own kind; another's paper is recorded, not decided."""
    if step.confirmation is None or step.confirmation.issuer_kind == actor.agency_kind:
        return YES
    return no("Giấy của cơ quan khác: chọn «Ghi nhận giấy xác nhận nạn nhân».", code="other-issuer")


def names_legal_basis(step: Step, actor: Actor) -> Decision:
    return YES if step.legal_basis.strip() else no("Nêu căn cứ pháp lý của quyết định.", code="no-basis")


def has_minutes(step: Step, actor: Actor) -> Decision:
    return YES if step.minutes.strip() else no("Cần biên bản.", code="no-minutes")


def has_receipt(step: Step, actor: Actor) -> Decision:
    """The receiving side answered that it has the file (văn bản, phiếu nhận hồ sơ)."""
    return YES if step.receipt.strip() else no("Chưa có phiếu nhận của nơi tiếp nhận.", code="no-receipt")


def has_review_date(step: Step, actor: Actor) -> Decision:
    """A day to look again, after today."""
    if step.review_on is not None and step.review_on > actor.today:
        return YES
    return no("Ghi ngày xem lại, sau hôm nay.", code="no-review-date")


def person_agrees(step: Step, actor: Actor) -> Decision:
    """The person, or whoever represents her, wants it (nguyện vọng của người được hỗ trợ)."""
    return YES if step.person_agrees else no("Cần nguyện vọng của người được hỗ trợ.", code="no-wish")


def has_written_commitment(step: Step, actor: Actor) -> Decision:
    """The protected person refuses with a legitimate reason and in writing (cam kết bằng văn bản)."""
    return YES if step.commitment else no("Cần cam kết bằng văn bản của người từ chối.", code="no-commitment")


def _paper(paper: DecisionPaper | None, actor: Actor, what: str) -> Decision:
    if paper is None or not paper.number.strip() or paper.issued_on is None or not paper.signer.strip():
        return no(f"Cần {what} có số, ngày, người ký.", code="no-decision-paper")
    if paper.issued_on > actor.today:
        return no(f"Ngày của {what} ở sau hôm nay.", code="future-paper")
    return YES
