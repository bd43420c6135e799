"""Every change of somebody else's account, whoever triggers it: a page or a command. Each enters the trail.

The trail keeps the officer who did it, the account's number, and codes: why, and by which way a link was handed over.
"""

from __future__ import annotations

import uuid
from enum import StrEnum

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import transaction

from diemtua.access.accounts.activation import Activation, activation, closed, send_activation, tell
from diemtua.access.accounts.policies import Gesture, may
from diemtua.access.accounts.queries import record
from diemtua.access.actions import Act
from diemtua.access.actor import Actor
from diemtua.access.models import Account
from diemtua.audit import trail as audit
from diemtua.directory.models import Officer


class Way(StrEnum):
    """How an activation link reaches its officer: by letter, unseen by anybody else, or on paper."""

    LETTER = "letter"
    SLIP = "slip"


@transaction.atomic
def open_account(officer_id: int, *, actor: Actor, way: Way, client_id: uuid.UUID) -> Activation | None:
    """An account for an officer of the directory (mở tài khoản), under his work e-mail, without a password.

    Returns the activation to print where ``way`` is a slip; a letter's link is shown to nobody. The same form sent
    twice opens one account. Raises ``Officer.DoesNotExist``, ``Refused``.
    """
    officer = Officer.objects.select_for_update().get(pk=officer_id)
    account = Account.objects.filter(officer=officer_id).first()
    if account is None or account.password != closed(client_id):
        may(Gesture.OPEN, record(officer_id, actor.today).standing, actor).require()
        account = Account.objects.create_account(officer, None)
        _close(account, client_id)
        _enter(Act.ACCOUNT_OPENED, account, actor, way=way.value)
        _announce(account, way)
    return activation(account) if way is Way.SLIP else None


@transaction.atomic
def renew_activation(officer_id: int, *, actor: Actor, way: Way, client_id: uuid.UUID) -> Activation | None:
    """Another link for an officer who has never signed in (cấp lại đường dẫn kích hoạt); earlier links die.

    The same form sent twice renews once. Raises ``Account.DoesNotExist`` without an account, ``Refused``.
    """
    account = _held(Gesture.RENEW, officer_id, actor)
    if account.password != closed(client_id):
        _close(account, client_id)
        _enter(Act.ACTIVATION_RENEWED, account, actor, way=way.value)
        _announce(account, way)
    return activation(account) if way is Way.SLIP else None


@transaction.atomic
def switch_off(officer_id: int, *, actor: Actor, reason: str) -> None:
    """Nobody signs in with this account any more (tắt tài khoản), and whoever is inside leaves now."""
    account = _held(Gesture.SWITCH_OFF, officer_id, actor)
    account.is_active = False
    account.save(update_fields=["is_active"])
    if account.last_login is None:  # a link already handed out opens nothing when the account is back on
        _close(account, uuid.uuid4())
    ended = _end_sessions(account)
    _enter(Act.SWITCHED_OFF, account, actor, reason=reason, sessions=ended)
    tell(account, "Tài khoản đã tắt", "Tài khoản Điểm Tựa của địa chỉ này vừa được cán bộ quản trị tắt.")


@transaction.atomic
def switch_on(officer_id: int, *, actor: Actor) -> None:
    """The account may be used again (bật lại tài khoản), with the password its officer has."""
    account = _held(Gesture.SWITCH_ON, officer_id, actor)
    account.is_active = True
    account.save(update_fields=["is_active"])
    _enter(Act.SWITCHED_ON, account, actor)
    tell(
        account,
        "Tài khoản đã bật lại",
        "Tài khoản Điểm Tựa của địa chỉ này vừa được cán bộ quản trị bật lại.",
    )


@transaction.atomic
def end_sessions(officer_id: int, *, actor: Actor) -> int:
    """Sign the officer out everywhere (kết thúc mọi phiên đăng nhập); returns at how many machines."""
    account = _held(Gesture.END_SESSIONS, officer_id, actor)
    ended = _end_sessions(account)
    _enter(Act.SESSIONS_ENDED, account, actor, sessions=ended)
    what = "Mọi phiên đăng nhập của tài khoản Điểm Tựa này vừa được cán bộ quản trị kết thúc. Đăng nhập lại bằng mật khẩu của mình."
    tell(account, "Đã kết thúc mọi phiên đăng nhập", what)
    return ended


@transaction.atomic
def reset_second_factor(officer_id: int, *, actor: Actor, reason: str) -> None:
    """Take away codes, keys and spare codes (đặt lại xác thực hai lớp), so that the officer sets them up anew.

    His password is still asked for; he is signed out everywhere and told by letter.
    """
    account = _held(Gesture.RESET_FACTOR, officer_id, actor)
    held = Authenticator.objects.filter(user=account)
    kinds = sorted(set(held.values_list("type", flat=True)))
    held.delete()
    ended = _end_sessions(account)
    _enter(Act.FACTOR_RESET, account, actor, reason=reason, factors=kinds, sessions=ended)
    what = "Xác thực hai lớp của tài khoản Điểm Tựa này vừa được cán bộ quản trị đặt lại. Đăng nhập bằng mật khẩu rồi bật lại ngay."
    tell(account, "Xác thực hai lớp đã đặt lại", what)


def _held(gesture: Gesture, officer_id: int, actor: Actor) -> Account:
    """The officer's account, locked, once the actor may do this to it. Six queries."""
    account = Account.objects.select_for_update(of=("self",)).filter(officer=officer_id).first()
    may(gesture, record(officer_id, actor.today).standing, actor).require()
    if account is None:
        raise Account.DoesNotExist
    return account


def _close(account: Account, client_id: uuid.UUID) -> None:
    account.password = closed(client_id)
    account.save(update_fields=["password"])


def _announce(account: Account, way: Way) -> None:
    """The link by letter; where it goes on paper, a letter says so, so that nobody is opened an account unawares."""
    if way is Way.LETTER:
        send_activation(account)
    else:
        what = "Cán bộ quản trị vừa in phiếu kích hoạt tài khoản Điểm Tựa cho địa chỉ này để trao tay."
        tell(account, "Đã in phiếu kích hoạt", what)


def _end_sessions(account: Account) -> int:
    """End every session of the account. Two queries for each."""
    sessions = list(UserSession.objects.filter(user=account))
    for each in sessions:
        each.end()
    return len(sessions)


def _enter(act: Act, account: Account, actor: Actor, **detail: object) -> None:
    audit.record(act, "access.account", account.pk, actor=actor, **detail)
