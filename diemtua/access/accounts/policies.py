"""Who may do what to an account: pure functions of what is known of it and of whoever asks."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from diemtua.kernel.decision import YES, Decision, both, no

ADMINISTER = "administer"


class Gesture(StrEnum):
    """What is done to an account; the value is its word in the address."""

    OPEN = "mo"
    RENEW = "kich-hoat"
    SWITCH_OFF = "tat"
    SWITCH_ON = "bat"
    END_SESSIONS = "ket-thuc-phien"
    RESET_FACTOR = "dat-lai-lop-hai"


class Someone(Protocol):
    """Whoever asks (``access.Actor``)."""

    @property
    def officer_id(self) -> int | None: ...
    @property
    def provinces(self) -> Collection[int]: ...
    def has(self, duty: str) -> bool: ...


@dataclass(frozen=True)
class Standing:
    """Whose account it is, where he serves, and how the account stands. ``entered``: he has signed in at least once."""

    officer_id: int
    agency: str = ""
    province_id: int | None = None
    exists: bool = False
    active: bool = False
    entered: bool = False
    doubly: bool = False
    sessions: int = 0


Guard = Callable[[Standing, Someone], Decision]


def keeps_accounts(asker: Someone) -> Decision:
    """Accounts are kept by officers with the duty «quản trị hệ thống»."""
    if asker.has(ADMINISTER):
        return YES
    return no("Chỉ cán bộ quản trị hệ thống của tỉnh được quản lý tài khoản.", code="not-administrator")


def keeps_this(standing: Standing, asker: Someone) -> Decision:
    """An administrator keeps the accounts of officers who serve in his own province."""
    if not (duty := keeps_accounts(asker)):
        return duty
    if standing.province_id is None:
        return no("Cán bộ này chưa giữ vị trí nào trong danh bạ; ghi vị trí trước.", code="no-place")
    if standing.province_id not in asker.provinces:
        return no(
            f"{standing.agency} thuộc tỉnh khác; quản trị của tỉnh ấy quản lý tài khoản này.",
            code="other-province",
        )
    return YES


def not_himself(standing: Standing, asker: Someone) -> Decision:
    """Nobody loosens what guards his own account by his own duty: that takes two people."""
    if standing.officer_id != asker.officer_id:
        return YES
    return no(
        "Không làm việc này với tài khoản của chính mình; một cán bộ quản trị khác của tỉnh làm.",
        code="himself",
    )


def absent(standing: Standing, asker: Someone) -> Decision:
    if not standing.exists:
        return YES
    return no("Cán bộ này đã có tài khoản; đặt lại mật khẩu qua thư ở trang đăng nhập.", code="has-account")


def present(standing: Standing, asker: Someone) -> Decision:
    return YES if standing.exists else no("Cán bộ này chưa có tài khoản.", code="no-account")


def on(standing: Standing, asker: Someone) -> Decision:
    return YES if standing.active else no("Tài khoản này đang tắt.", code="is-off")


def off(standing: Standing, asker: Someone) -> Decision:
    return no("Tài khoản này đang bật.", code="is-on") if standing.active else YES


def not_yet_entered(standing: Standing, asker: Someone) -> Decision:
    """A link for somebody who is already inside would let its bearer take his place."""
    if not standing.entered:
        return YES
    return no("Cán bộ này đã vào tài khoản; quên mật khẩu thì tự đặt lại qua thư.", code="entered")


def signed_in(standing: Standing, asker: Someone) -> Decision:
    return YES if standing.sessions else no("Tài khoản này không đăng nhập ở máy nào.", code="no-session")


def doubly(standing: Standing, asker: Someone) -> Decision:
    return YES if standing.doubly else no("Tài khoản này chưa bật xác thực hai lớp.", code="no-factor")


# Asked in order; the first refusal is the one told.
GUARDS: dict[Gesture, tuple[Guard, ...]] = {
    Gesture.OPEN: (keeps_this, absent),
    Gesture.RENEW: (keeps_this, present, on, not_yet_entered),
    Gesture.SWITCH_OFF: (keeps_this, not_himself, present, on),
    Gesture.SWITCH_ON: (keeps_this, not_himself, present, off),
    Gesture.END_SESSIONS: (keeps_this, not_himself, present, signed_in),
    Gesture.RESET_FACTOR: (keeps_this, not_himself, present, doubly),
}


def may(gesture: Gesture, standing: Standing, asker: Someone) -> Decision:
    """May ``asker`` do this to this account as it stands?"""
    return both(*(guard(standing, asker) for guard in GUARDS[gesture]))
