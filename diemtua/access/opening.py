"""Opening an account (mở tài khoản): for the first administrator of an installation, and whoever he asks for."""

from __future__ import annotations

import secrets

from django.db import transaction

from diemtua.access.actions import Act, note
from diemtua.access.models import Account
from diemtua.directory.models import Officer
from diemtua.kernel.decision import Refused, no

PASSWORD_BYTES = 12


@transaction.atomic
def open_account(email: str) -> str:
    """An account for an officer of the directory; returns its first password, told once and kept nowhere.

    Raises ``Officer.DoesNotExist`` for an address the directory lacks, ``Refused`` where an account stands already.
    """
    officer = Officer.objects.select_for_update().get(email__iexact=email)
    if Account.objects.filter(officer=officer).exists():
        raise Refused(
            no("Cán bộ này đã có tài khoản; đặt lại mật khẩu qua thư ở trang đăng nhập.", code="has-account")
        )
    password = secrets.token_urlsafe(PASSWORD_BYTES)
    account = Account.objects.create_account(officer, password)
    note(Act.ACCOUNT_OPENED, account)
    return password
