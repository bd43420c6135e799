"""How long a movement waits for its answer: the law gives no length, so these are internal targets, never shown as the law."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from diemtua.coordination.kinds import Kind
from diemtua.kernel.calendar import Unit, vietnam
from diemtua.kernel.sources import Confidence, source

RF01 = "RF01"  # trả lời bằng văn bản, từ chối có lý do


@dataclass(frozen=True, slots=True)
class Patience:
    """Targets of the house: working days of an ordinary movement, hours of an urgent one."""

    days: int = 3
    urgent_hours: int = 24


@dataclass(frozen=True, slots=True)
class Limits:
    """Escalated at ``answer_by``, expired at ``expires_at``: as long again."""

    answer_by: datetime
    expires_at: datetime


@source("Thông tư 35/2013/TT-BLĐTBXH, Điều 16 khoản 3", in_force="2014-02-15", confidence=Confidence.TEXT)
def refusal_in_writing(kind: Kind) -> str:
    """The duty to take a person or to refuse in writing with reasons: its code, empty where no text gives one. No length."""
    return RF01 if kind in (Kind.REFERRAL, Kind.TRANSFER) else ""


@source(
    "Chưa có thời hạn luật định cho trả lời chuyển tuyến; mục tiêu nội bộ, cài đặt được",
    in_force="2025-07-01",
    confidence=Confidence.DESIGN,
)
def limits(at: datetime, patience: Patience, *, urgent: bool) -> Limits:
    """Until when an answer is awaited, and when the movement is over without one."""
    if urgent:
        ends = [vietnam().due(at, patience.urgent_hours * times, Unit.HOUR) for times in (1, 2)]
    else:
        ends = [vietnam().due(at, patience.days * times, Unit.WORKING_DAY) for times in (1, 2)]
    return Limits(*(each.ends_at for each in ends))


@source(
    "Thời hạn do loại cơ quan nào phải làm thì cơ quan loại đó làm; khi chuyển giao, thời hạn theo người giữ mới",
    in_force="2025-07-01",
    confidence=Confidence.DESIGN,
)
def follows(holders: tuple[str, ...], new_kind: str) -> bool:
    """Does a limit that the former holder owed pass to the new one? Unless the text lays it on another kind of body."""
    return not holders or new_kind in holders
