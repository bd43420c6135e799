"""Whether the person agreed, for what and to whom; and on what a disclosure stands when she did not (đồng ý, căn cứ khác)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from diemtua.coordination.kinds import Agreement, Basis
from diemtua.directory.kinds import UNIONS
from diemtua.kernel.decision import YES, Decision, no
from diemtua.kernel.sources import Confidence, source

AUTHORITY, PARTNER = "authority", "partner"
REASON = 20  # letters: a word is no reason


@dataclass(frozen=True, slots=True)
class Answered:
    """One answer of the person: for what, to a kind of recipient, to one agency, or to everybody."""

    purpose: str
    granted: bool
    answered_at: datetime
    recipient: str = ""
    agency: int | None = None
    withdrawn: bool = False

    def reach(self, kind: str, agency: int | None) -> int:
        """How near the answer is to this receiver: 2 names the agency, 1 its kind, 0 everybody, -1 somebody else."""
        if self.agency is not None:
            return 2 if self.agency == agency else -1
        if self.recipient:
            return 1 if self.recipient == kind else -1
        return 0


def recipient_of(agency_kind: str) -> str:
    """Unions, and whoever stands outside the directory, are partners (tổ chức phối hợp); the others authorities."""
    return PARTNER if agency_kind in UNIONS or not agency_kind else AUTHORITY


@source(
    "Luật 91/2025/QH15, Điều 9, 10 (đồng ý theo từng mục đích; im lặng không phải là đồng ý; rút lại không hồi tố)",
    in_force="2026-01-01",
    confidence=Confidence.SECONDARY,
)
def agreed_to(answers: Iterable[Answered], what: Agreement, kind: str, agency: int | None) -> Decision:
    """Did the person agree to this, for this receiver? The nearest answer counts, of those the latest; silence is no."""
    near = [
        (reach, each.answered_at, each)
        for each in answers
        if each.purpose == what and (reach := each.reach(kind, agency)) >= 0
    ]
    if not near:
        return no(f"Chưa hỏi người đó có đồng ý «{what.label.lower()}» không.", code="not-asked")
    said = max(near, key=lambda row: row[:2])[2]
    if said.withdrawn:
        return no(f"Người đó đã rút lại đồng ý «{what.label.lower()}».", code="withdrawn")
    return YES if said.granted else no(f"Người đó không đồng ý «{what.label.lower()}».", code="not-agreed")


@source(
    "Luật 91/2025/QH15, Điều 19 khoản 1 (các trường hợp không cần đồng ý)",
    in_force="2026-01-01",
    confidence=Confidence.SECONDARY,
)
def overrides(basis: Basis | None, reason: str, *, child: bool) -> Decision:
    """May a disclosure stand on another basis than consent? Only on a named one, with the reason in words."""
    if basis is None:
        return no("Không có đồng ý: nêu căn cứ pháp lý và lý do.", code="no-basis")
    if basis is Basis.CHILD and not child:
        return no("Người này đã được xác định từ đủ 18 tuổi: chọn căn cứ khác.", code="not-a-child")
    if len(reason.strip()) < REASON:
        return no("Nêu rõ vì sao chia sẻ khi không có đồng ý.", code="no-reasons")
    return YES
