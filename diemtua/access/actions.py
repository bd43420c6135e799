"""What happens to accounts enters the trail: coming in, being kept out, changing how one comes in.

The trail names accounts by number. An address that no account has is not kept; of the machine only its
network is, enough to see an attack, too little to follow a person.
"""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from enum import StrEnum

from diemtua.access.actor import house
from diemtua.access.models import Account
from diemtua.access.queries import actor_of_account
from diemtua.access.session import session
from diemtua.audit import trail

UNKNOWN = "-"


class Act(StrEnum):
    """What can happen at the door (việc ở cửa đăng nhập)."""

    SIGNED_IN = "access.signed_in"
    SIGN_IN_FAILED = "access.sign_in_failed"
    LOCKED = "access.sign_in_locked"
    REFUSED = "access.sign_in_refused"
    SIGNED_OUT = "access.signed_out"
    PASSWORD_CHANGED = "access.password_changed"
    PASSWORD_RESET = "access.password_reset"
    FACTOR_ADDED = "access.factor_added"
    FACTOR_REMOVED = "access.factor_removed"
    FACTOR_RENEWED = "access.factor_renewed"
    FACTOR_FAILED = "access.factor_failed"
    ACCOUNT_OPENED = "access.account_opened"
    ACTIVATION_RENEWED = "access.activation_renewed"
    SWITCHED_OFF = "access.switched_off"
    SWITCHED_ON = "access.switched_on"
    SESSIONS_ENDED = "access.sessions_ended"
    FACTOR_RESET = "access.factor_reset"


@dataclass(frozen=True)
class Known:
    """Whose account it is, as far as is known: the officer, and the agency he serves today."""

    officer_id: int | None = None
    agency_id: int | None = None


def note(act: Act, account: Account | None, *, address: str = "", **detail: str) -> None:
    """Enter ``act`` on ``account`` (``None``: no such account) in the trail. Up to five queries, one transaction.

    The house writes it: nobody has been let in yet.
    """
    who = known(account)
    with session(house()):
        trail.record(
            act,
            "access.account",
            account.pk if account else UNKNOWN,
            actor=who,
            network=network(address),
            **detail,
        )


def known(account: Account | None) -> Known:
    """The officer behind an account, at today's posting. Up to two queries."""
    if account is None:
        return Known()
    actor = actor_of_account(account)
    return Known(account.officer_id, actor.agency_id if actor else None)


def network(address: str) -> str:
    """The network of a machine's address: its first three numbers, or the first 48 bits (IPv6)."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return ""
    return str(ipaddress.ip_network((address, 24 if parsed.version == 4 else 48), strict=False))
