"""Telling others that something about a case concerns them, without a word about the person.

`coordination` listens and keeps notices, in the same transaction; nobody listening is no fault.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from uuid import UUID

from diemtua.access.actor import Actor
from diemtua.cases.labelled import Labelled


class About(Labelled):
    """What is announced; the label is the sentence after the case's number."""

    NOTIFIED = "notified", "chờ tiếp nhận"
    TAKEN_OVER = "taken-over", "đã được tiếp nhận"
    VERIFICATION_ASKED = "verification-asked", "chờ xác minh"
    CONCLUDED = "concluded", "đã có kết luận xác minh"
    SHELTER_UNSAFE = "shelter-unsafe", "nơi tạm lánh không bảo đảm an toàn"
    PROTECTION_ASKED = "protection-asked", "đề nghị biện pháp bảo vệ"
    GLASS_BROKEN = "glass-broken", "có truy cập khẩn cấp"
    CONSENT_WITHDRAWN = "consent-withdrawn", "người được hỗ trợ rút lại đồng ý chia sẻ thông tin"
    WITHHELD = "withheld", "có thông tin không còn được chia sẻ"
    CLOSING_ASKED = "closing-asked", "chờ phê duyệt kết thúc"


@dataclass(frozen=True)
class Announcement:
    """``agencies`` are told, and of ``duty`` everybody in the province where it is named (``audit``)."""

    about: About
    case: UUID
    number: str
    agencies: tuple[int, ...] = ()
    officers: tuple[int, ...] = ()
    duty: str = ""
    urgent: bool = False
    sentence: str = field(init=False, default="")

    def __post_init__(self) -> None:
        object.__setattr__(self, "sentence", f"Hồ sơ {self.number} {self.about.label}")


Listener = Callable[[Announcement, Actor], None]
_listeners: list[Listener] = []


def listen(listener: Listener) -> None:
    """Register who keeps notices, in its app's ``ready``."""
    if listener not in _listeners:
        _listeners.append(listener)


def announce(announcement: Announcement, actor: Actor) -> None:
    """Tell every listener, inside the caller's transaction."""
    for listener in _listeners:
        listener(announcement, actor)
