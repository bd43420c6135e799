"""How an account is protected: read for its own page and for the trail."""

from __future__ import annotations

from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession

from diemtua.access.models import Account


@dataclass(frozen=True)
class Security:
    """What protects an account: an application's codes, keys, and the spare codes left."""

    email: str
    application: bool
    keys: int
    spare: int
    sessions: int

    @property
    def doubly(self) -> bool:
        """Is a second factor asked for (xác thực hai lớp)?"""
        return self.application or self.keys > 0


def security_of(account: Account) -> Security:
    """What protects ``account`` today. Two queries."""
    kinds = Authenticator.Type
    held = list(Authenticator.objects.filter(user=account))
    spare = next((each for each in held if each.type == kinds.RECOVERY_CODES), None)
    return Security(
        email=account.email,
        application=any(each.type == kinds.TOTP for each in held),
        keys=sum(each.type == kinds.WEBAUTHN for each in held),
        spare=len(spare.wrap().get_unused_codes()) if spare else 0,
        sessions=UserSession.objects.filter(user=account).count(),
    )


def account_at(email: str) -> Account | None:
    """The account under that address, whatever its case. One query."""
    return Account.objects.filter(email__iexact=email.strip()).first() if email else None
