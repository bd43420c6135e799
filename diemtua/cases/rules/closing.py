"""Closing a case (kết thúc hồ sơ): for what reason, and what still stands open."""

from __future__ import annotations

from dataclasses import dataclass

from diemtua.cases.labelled import Labelled
from diemtua.cases.statuses import Legal
from diemtua.kernel.sources import Confidence, source


class ClosingReason(Labelled):
    """Why a case is closed; no text lists them, the practice of case systems does."""

    GOALS_MET = "goals-met", "Đã hoàn thành mục tiêu hỗ trợ, người đó đã ổn định"
    NOT_A_VICTIM = "not-a-victim", "Kết luận không phải nạn nhân"
    UNFOUNDED = "unfounded", "Nguồn tin không có cơ sở"
    NOT_FOUND = "not-found", "Không tìm được người, không gặp được khi xác minh"
    REPATRIATED = "repatriated", "Đã về nước"
    HANDED_ON = "handed-on", "Đã chuyển hồ sơ cho địa phương, cơ quan khác"
    WISH = "wish", "Người đó không muốn tiếp tục nhận hỗ trợ"
    DIED = "died", "Người đó đã chết"
    OTHER = "other", "Lý do khác"


@dataclass(frozen=True, slots=True)
class OpenWork:
    """How many of each are still open on a case, dependants' included."""

    services: int = 0
    referrals: int = 0
    protections: int = 0
    stays: int = 0
    approvals: int = 0
    child_plans: int = 0

    def __bool__(self) -> bool:
        return any(
            (self.services, self.referrals, self.protections, self.stays, self.approvals, self.child_plans)
        )


NAMES = {
    "services": "dịch vụ hỗ trợ chưa xong",
    "referrals": "chuyển tuyến, chuyển giao đang chờ hoặc đang mở",
    "protections": "biện pháp bảo vệ đang áp dụng",
    "stays": "lần lưu trú chưa kết thúc",
    "approvals": "đề nghị phê duyệt đang chờ",
    "child_plans": "kế hoạch hỗ trợ, can thiệp trẻ em đang thực hiện",
}


@source(
    "Thực hành quản lý hồ sơ: còn việc mở thì không kết thúc nếu không nêu lý do",
    in_force="2025-07-01",
    confidence=Confidence.DESIGN,
)
def still_open(work: OpenWork) -> tuple[str, ...]:
    """What stands in the way of closing, counted: «2 dịch vụ hỗ trợ chưa xong»; empty when nothing does."""
    return tuple(f"{count} {name}" for key, name in NAMES.items() if (count := getattr(work, key)))


@source(
    "Thực hành quản lý hồ sơ; lý do phải hợp với tình trạng pháp lý của người đó",
    in_force="2025-07-01",
    confidence=Confidence.DESIGN,
)
def reasons_for(legal_state: str | Legal) -> list[ClosingReason]:
    """The reasons that fit a legal status (``statuses.Legal`` or its value): one who was never met has no goals to meet."""
    everybody = [ClosingReason.DIED, ClosingReason.OTHER]
    fitting = {
        Legal.CLUE: [ClosingReason.UNFOUNDED, ClosingReason.NOT_FOUND],
        Legal.NOT_VICTIM: [ClosingReason.NOT_A_VICTIM],
        Legal.ELSEWHERE: [ClosingReason.HANDED_ON],
        Legal.VICTIM: [
            ClosingReason.GOALS_MET,
            ClosingReason.REPATRIATED,
            ClosingReason.NOT_FOUND,
            ClosingReason.WISH,
        ],
    }
    return fitting.get(Legal(legal_state), []) + everybody
