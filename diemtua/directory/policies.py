"""Who may change the directory: pure functions of a loaded record and whoever asks. Everybody signed in may read it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING, Protocol

from diemtua.kernel.decision import YES, Decision, no

if TYPE_CHECKING:
    from diemtua.directory.models import Absence, Agency

ADMINISTER = "administer"


class Someone(Protocol):
    """Whoever asks, as far as the directory needs to know him (``access.Actor``)."""

    @property
    def officer_id(self) -> int | None: ...
    @property
    def agency_id(self) -> int | None: ...
    @property
    def province_id(self) -> int | None: ...
    @property
    def provinces(self) -> Collection[int]: ...
    @property
    def today(self) -> date: ...
    def has(self, duty: str) -> bool: ...


def administers(agency: Agency, asker: Someone) -> Decision:
    """An administrator keeps the directory of his own province (quản trị danh bạ)."""
    if not asker.has(ADMINISTER):
        return no("Chỉ cán bộ quản trị hệ thống của tỉnh được sửa danh bạ.", code="not-administrator")
    if agency.province_id not in asker.provinces:
        return no(f"{agency.called} thuộc tỉnh khác; quản trị của tỉnh ấy sửa.", code="other-province")
    return YES


def stands(agency: Agency, asker: Someone) -> Decision:
    """Nobody is newly posted to a body that has ended."""
    if agency.valid_until is None or agency.valid_until >= asker.today:
        return YES
    return no(f"{agency.called} đã kết thúc ngày {agency.valid_until:%d/%m/%Y}.", code="ended")


def not_himself(officer_id: int, asker: Someone) -> Decision:
    """Who keeps the directory gives himself no duties: following the province or reading the trail takes two people."""
    if officer_id != asker.officer_id:
        return YES
    return no(
        "Không tự chuyển vị trí hay tự giao nhiệm vụ cho chính mình; một cán bộ quản trị khác của tỉnh làm việc này.",
        code="himself",
    )


def his_own(absence: Absence, asker: Someone) -> Decision:
    """Leave is the officer's own to enter and to end."""
    if asker.officer_id is not None and absence.officer_id == asker.officer_id:
        return YES
    return no("Chỉ chính cán bộ ấy được khai hoặc kết thúc lần vắng mặt của mình.", code="not-own")
