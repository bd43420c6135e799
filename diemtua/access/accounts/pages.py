"""The pages of accounts, decided before they print."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode

from diemtua.access.accounts.policies import Gesture, may
from diemtua.access.accounts.queries import AccountRecord, Look, Wanted
from diemtua.access.accounts.words import LABELS
from diemtua.access.actor import Actor
from diemtua.kernel.workflow import Offer
from diemtua.ui.parts import Badge, Fact, Meaning, Tab
from diemtua.ui.words import day, instant

LOOKS = {
    Look.EVERY: "Mọi cán bộ",
    Look.NONE: "Chưa có tài khoản",
    Look.WAITING: "Chưa đăng nhập lần nào",
    Look.IN_USE: "Đang dùng",
    Look.OFF: "Đã tắt",
}
FACTORS = {"totp": "ứng dụng xác thực", "webauthn": "khóa bảo mật", "recovery_codes": "mã dự phòng"}
# Refusals that say the thing is done already: no need to show a button asleep for them.
DONE_ALREADY = {"has-account", "no-account", "is-on", "is-off", "no-session", "no-factor"}


def badge(*, exists: bool, active: bool, entered: bool) -> Badge:
    """How an account stands, in a word."""
    if not exists:
        return Badge("Chưa có tài khoản", Meaning.QUIET, icon="user-off")
    if not active:
        return Badge("Đã tắt", Meaning.LATE, icon="ban")
    if not entered:
        return Badge("Chưa đăng nhập lần nào", Meaning.SOON, icon="hourglass")
    return Badge("Đang dùng", Meaning.DONE, icon="circle-check")


@dataclass(frozen=True)
class AccountLine:
    """One officer in the list. ``row``: a posting with its account's columns (``queries.kept``)."""

    row: Any

    @property
    def href(self) -> str:
        return reverse("access:officer_account", args=[self.row.officer_id])

    @property
    def badge(self) -> Badge:
        row = self.row
        return badge(exists=row.account is not None, active=bool(row.active), entered=bool(row.last_login))

    @property
    def unguarded(self) -> bool:
        """In use, and whoever knows the password comes in."""
        return bool(self.row.active and self.row.last_login and not self.row.doubly)


def tabs(wanted: Wanted, counted: Mapping[Look, int]) -> list[Tab]:
    """The states, each with how many of the search stand in it."""
    asked = {"tim": wanted.words, "co_quan": wanted.agency_id or ""}
    here = reverse("access:accounts")
    found = []
    for look, word in LOOKS.items():
        given = {name: value for name, value in {**asked, "xem": look.value}.items() if value}
        found.append(Tab(word, f"{here}?{urlencode(given)}", counted[look], current=look is wanted.look))
    return found


@dataclass(frozen=True)
class AccountPage:
    """One officer's account, and what its keeper may do now."""

    record: AccountRecord
    actor: Actor

    @property
    def badge(self) -> Badge:
        standing = self.record.standing
        return badge(exists=standing.exists, active=standing.active, entered=standing.entered)

    @property
    def offers(self) -> list[Offer]:
        decided = {each: may(each, self.record.standing, self.actor) for each in Gesture}
        return [Offer(each.value, LABELS[each], decision) for each, decision in decided.items()]

    @property
    def open_offers(self) -> list[Offer]:
        return [offer for offer in self.offers if offer.decision]

    @property
    def sleeping_offers(self) -> list[Offer]:
        return [
            offer for offer in self.offers if not offer.decision and offer.decision.code not in DONE_ALREADY
        ]

    @property
    def facts(self) -> list[Fact]:
        officer, standing = self.record.officer, self.record.standing
        known = [Fact("Tên đăng nhập", officer.email), Fact("Điện thoại", officer.phone)]
        if not standing.exists:
            return known
        factors = ", ".join(FACTORS.get(each, each) for each in self.record.factors)
        return [
            *known,
            Fact("Mở ngày", day(self.record.opened_at)),
            Fact("Đăng nhập gần nhất", instant(self.record.last_login) or "chưa lần nào"),
            Fact("Xác thực hai lớp", factors if standing.doubly else "chưa bật"),
            Fact("Phiên đang mở", sessions(standing.sessions, instant(self.record.last_seen_at))),
        ]


def sessions(count: int, seen: str) -> str:
    return f"{count} máy, gần nhất {seen}" if count else "không có"
