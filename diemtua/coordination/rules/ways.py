"""Four ways another person gets at a case, as one table. Policies and actions ask it; they repeat none of its cells."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from diemtua.cases.labelled import Labelled
from diemtua.cases.parts import Part
from diemtua.coordination.kinds import Agreement, Kind, State
from diemtua.kernel.sources import Confidence, source


class Starter(Labelled):
    MANAGER = "manager", "Lãnh đạo cơ quan giữ hồ sơ"
    IN_CHARGE = "in-charge", "Cán bộ phụ trách hồ sơ"
    FINDER = "finder", "Cơ quan khác biết có hồ sơ"


class Changes(Labelled):
    """When the case changes hands."""

    AT_ONCE = "at-once", "Ngay khi phân công"
    NEVER = "never", "Không đổi"
    ON_ACCEPTANCE = "on-acceptance", "Chỉ khi nơi nhận tiếp nhận"
    BY_TRANSFER = "by-transfer", "Khi cơ quan giữ đồng ý và nơi xin tiếp nhận"


class Sees(Labelled):
    """What the receiver sees while the movement lives, before it changes hands."""

    ROLE = "role", "Mọi phần mà nhiệm vụ của người nhận cho phép"
    CHOSEN = "chosen", "Chỉ những phần mục đích chuyển tuyến cần"
    SUMMARY = "summary", "Tóm tắt"


class Outside(Labelled):
    """What becomes of a movement to somebody who does not use the system."""

    NO = "no", "Không áp dụng"
    RECORDED = "recorded", "Ghi lại, in phiếu chỉ có những phần được chọn, người gửi ghi kết quả"


@dataclass(frozen=True, slots=True)
class Way:
    """One column of the table. ``answers`` are moves of the receiver, ``ends`` the states in which his access is over."""

    kind: Kind
    starts: Starter
    changes: Changes
    sees: Sees
    answers: frozenset[str] = frozenset()
    ends: frozenset[State] = frozenset()
    consents: tuple[Agreement, ...] = ()
    overridable: bool = False
    outside: Outside = Outside.NO

    @property
    def awaits_answer(self) -> bool:
        return bool(self.answers)

    def shown(self, chosen: Collection[Part]) -> frozenset[Part]:
        """The parts a share of this way gives while it lives, of those chosen."""
        return frozenset(chosen) if self.sees is Sees.CHOSEN else frozenset({Part.SUMMARY})


@source(
    "Thực hành quản lý hồ sơ (bốn cách chia sẻ hồ sơ); Thông tư 35/2013/TT-BLĐTBXH, Điều 16",
    in_force="2025-07-01",
    confidence=Confidence.DESIGN,
)
def ways() -> dict[Kind, Way]:
    """Assignment, referral, transfer, transfer request: who starts, who owns, who sees, who answers, how it ends."""
    over = {State.REJECTED, State.REVOKED, State.EXPIRED}
    return {
        way.kind: way
        for way in (
            Way(Kind.ASSIGNMENT, Starter.MANAGER, Changes.AT_ONCE, Sees.ROLE),
            Way(
                Kind.REFERRAL,
                Starter.IN_CHARGE,
                Changes.NEVER,
                Sees.CHOSEN,
                answers=frozenset({"accept", "reject", "finish"}),
                ends=frozenset(over | {State.DONE}),
                consents=(Agreement.DISCLOSURE, Agreement.SERVICES),
                overridable=True,
                outside=Outside.RECORDED,
            ),
            Way(
                Kind.TRANSFER,
                Starter.IN_CHARGE,
                Changes.ON_ACCEPTANCE,
                Sees.SUMMARY,
                answers=frozenset({"accept", "reject"}),
                ends=frozenset(over),
                consents=(Agreement.DISCLOSURE,),
                overridable=True,
            ),
            Way(
                Kind.REQUEST,
                Starter.FINDER,
                Changes.BY_TRANSFER,
                Sees.SUMMARY,
                answers=frozenset({"accept", "reject"}),
                ends=frozenset(over),
            ),
        )
    }


WAYS = ways()
