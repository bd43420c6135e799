"""The one word a list shows for a case (giai đoạn): computed from facts, never typed and never stored."""

from __future__ import annotations

from dataclasses import dataclass

from diemtua.cases.labelled import Labelled
from diemtua.cases.statuses import Legal, Support


class Stage(Labelled):
    """Where a case stands for whoever looks at a list."""

    CLUE = "clue", "Chưa tiếp nhận"
    RECEIVED = "received", "Mới tiếp nhận"
    VERIFYING = "verifying", "Đang xác minh"
    PAUSED = "paused", "Tạm dừng xác minh"
    NO_PLAN = "no-plan", "Chưa có kế hoạch hỗ trợ"
    SUPPORTED = "supported", "Đang hỗ trợ"
    REINTEGRATING = "reintegrating", "Đang hòa nhập cộng đồng"
    FOLLOWED = "followed", "Theo dõi sau hỗ trợ"
    TO_CLOSE = "to-close", "Chờ kết thúc"
    ELSEWHERE = "elsewhere", "Đã chuyển đi"
    CLOSED = "closed", "Đã kết thúc"


@dataclass(frozen=True, slots=True)
class Facts:
    """What the stage is computed from: both states, whether a plan exists, services given and still open, closing asked."""

    legal: Legal
    support: Support = Support.INITIAL
    has_plan: bool = False
    services: int = 0
    open_services: int = 0
    closing_asked: bool = False


BY_LEGAL = {
    Legal.CLUE: Stage.CLUE,
    Legal.RECEIVED: Stage.RECEIVED,
    Legal.NOTIFIED: Stage.RECEIVED,
    Legal.CHECKING: Stage.VERIFYING,
    Legal.BEING_IDENTIFIED: Stage.VERIFYING,
    Legal.PAUSED: Stage.PAUSED,
    Legal.ELSEWHERE: Stage.ELSEWHERE,
    Legal.CLOSED: Stage.CLOSED,
}
AT_HOME = frozenset({Support.PLANNING, Support.REINTEGRATING, Support.PAID})


def stage(facts: Facts) -> Stage:
    """The stage shown. Before recognition the legal status decides, after it what is planned, open and done."""
    if early := BY_LEGAL.get(facts.legal):
        return early
    if facts.closing_asked or (facts.legal is Legal.NOT_VICTIM and not facts.open_services):
        return Stage.TO_CLOSE
    if facts.open_services:
        return Stage.REINTEGRATING if facts.support in AT_HOME else Stage.SUPPORTED
    if facts.support is Support.SETTLED:
        return Stage.TO_CLOSE
    if not facts.has_plan:
        return Stage.NO_PLAN
    return Stage.FOLLOWED if facts.services else Stage.SUPPORTED
