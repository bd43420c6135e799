"""What a referral may show, by its purpose: dated rows, the least that the work of the receiver needs."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from diemtua.cases import parts
from diemtua.cases.parts import Part
from diemtua.cases.rules.entitlements import Item
from diemtua.coordination.kinds import Purpose
from diemtua.kernel.decision import YES, Decision, no
from diemtua.kernel.sources import Confidence, source

REACHING = (Part.SUMMARY, Part.IDENTITY, Part.CONTACT)
SERVING = (*REACHING, Part.SUPPORT)


@dataclass(frozen=True, slots=True)
class Need:
    """``parts`` at most; ``item`` is the service given when the referral is done; ``instead`` names the one other gesture."""

    purpose: Purpose
    parts: tuple[Part, ...]
    item: Item | None = None
    instead: str = ""
    in_force: date = date(2025, 7, 1)
    until: date | None = None

    def in_force_on(self, day: date) -> bool:
        return self.in_force <= day and (self.until is None or day <= self.until)


VERIFYING = "Việc xác minh được đề nghị bằng văn bản, ở phần «Xác minh, xác định»."


@source(
    "Luật 91/2025/QH15, Điều 3 (chỉ những gì mục đích cần); Thông tư 35/2013/TT-BLĐTBXH, Điều 16, 19",
    in_force="2025-07-01",
    confidence=Confidence.DESIGN,
)
def shown_for() -> tuple[Need, ...]:
    """Which parts of a case each purpose of a referral needs; never the holder's own notes."""
    return (
        Need(Purpose.HEALTH, SERVING, Item.MEDICAL),
        Need(Purpose.PSYCHOLOGY, (*SERVING, Part.SAFETY), Item.PSYCHOLOGICAL),
        Need(Purpose.LEGAL, (*SERVING, Part.STORY, Part.LEGAL), Item.LEGAL_AID),
        Need(Purpose.SHELTER, parts.FOR_FACILITY, Item.ESSENTIALS),
        Need(Purpose.VERIFICATION, parts.FOR_VERIFYING, instead=VERIFYING),
        Need(Purpose.EDUCATION, SERVING, Item.SCHOOLING),
        Need(Purpose.WORK, SERVING, Item.VOCATIONAL),
        Need(Purpose.LIVELIHOOD, SERVING, Item.ALLOWANCE),
        Need(Purpose.PROTECTION, (*REACHING, Part.SAFETY, Part.FAMILY)),
        Need(Purpose.CHILD, parts.FOR_COMMUNE_OF_CHILD),
        Need(Purpose.HOME, (*SERVING, Part.FAMILY, Part.SAFETY), Item.TRAVEL),
        Need(Purpose.INTERPRETATION, (Part.SUMMARY, Part.CONTACT, Part.SUPPORT), Item.INTERPRETATION),
    )


def need_on(purpose: Purpose, day: date) -> Need:
    """The row of a purpose on a day. Raises ``KeyError`` when none was in force."""
    for need in shown_for():
        if need.purpose is purpose and need.in_force_on(day):
            return need
    raise KeyError(purpose)


def may_show(need: Need, chosen: Collection[Part]) -> Decision:
    """May these parts go with a referral? Never more than its purpose needs, and what the service's row needs."""
    if need.instead:
        return no(need.instead, code="other-gesture")
    if beyond := [part.label for part in Part if part in set(chosen) - set(need.parts)]:
        named = ", ".join(f"«{label}»" for label in beyond)
        return no(
            f"Chuyển tuyến «{need.purpose.label}» không cần {named}: bỏ khỏi phần được chia sẻ.",
            code="too-much",
        )
    if need.item and Part.SUPPORT not in chosen:
        return no(
            "Phải chia sẻ phần «Hỗ trợ»: nơi nhận ghi dịch vụ đã thực hiện ở đó.", code="support-needed"
        )
    return YES
