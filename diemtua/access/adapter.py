"""How django-allauth behaves in this house: nobody signs himself up, refusals are in Vietnamese, secrets rest encrypted."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.stagekit import clear_login
from allauth.core import context as asked
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib.sites.shortcuts import get_current_site
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from diemtua.access import jobs
from diemtua.access.actions import Act, note
from diemtua.access.models import Account
from diemtua.access.queries import actor_of_account
from diemtua.access.receivers import address
from diemtua.access.sealing import seal, unseal
from diemtua.access.security import account_at

PURPOSE = b"diemtua.access.mfa"


class AccountAdapter(DefaultAccountAdapter):
    """Sign-in by work e-mail, for officers with a posting today."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": "Thư điện tử hoặc mật khẩu không đúng.",
        "enter_current_password": "Mật khẩu hiện tại không đúng.",
        "incorrect_code": "Mã không đúng hoặc đã hết hiệu lực.",
        "incorrect_password": "Mật khẩu không đúng.",
        "invalid_password_reset": "Đường dẫn đặt lại mật khẩu không còn dùng được.",
        "rate_limited": "Đã thử quá nhiều lần. Chờ ít phút rồi thử lại.",
        "too_many_login_attempts": "Đã nhập sai quá nhiều lần. Chờ 15 phút rồi thử lại, hoặc đặt lại mật khẩu.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Five wrong passwords close the door for a while, whether or not there is such an account."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            note(Act.LOCKED, account_at(credentials.get("email", "")), address=address(request))
            raise

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        note(Act.SIGN_IN_FAILED, account_at(credentials.get("email", "")), address=address(request))

    def pre_login(self, request: HttpRequest, user: Account, **hooks: Any) -> HttpResponse | None:
        """An account that is off, or an officer without a posting today, goes no further."""
        refused = super().pre_login(request, user, **hooks)
        if refused is not None:
            note(Act.REFUSED, user, address=address(request), why="inactive")
            return refused
        if actor_of_account(user) is None:
            clear_login(request)
            note(Act.REFUSED, user, address=address(request), why="no-posting")
            return redirect("access:no_posting")
        return None

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("access:account")

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        return [
            {**method, "description": CONFIRM_BY[method["id"]]}
            for method in super().get_reauthentication_methods(user)
        ]

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Written now, in the words of this request; the worker posts it, and asks again where nobody answers."""
        request = asked.request
        known = {"request": request, "email": email, "current_site": get_current_site(request), **context}
        jobs.post(self.render_mail(template_prefix, email, known))


CONFIRM_BY = {
    "reauthenticate": "Dùng mật khẩu",
    "mfa_reauthenticate": "Dùng mã xác thực",
    "mfa_reauthenticate:webauthn": "Dùng khóa bảo mật",
}


class MfaAdapter(DefaultMFAAdapter):
    """Second factors: their secrets are kept encrypted under the installation's key."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": "Không tắt được xác thực hai lớp của tài khoản này.",
        "cannot_generate_recovery_codes": "Cần bật xác thực hai lớp trước khi tạo mã dự phòng.",
        "incorrect_code": "Mã không đúng hoặc đã hết hiệu lực. Mã mới hiện sau mỗi 30 giây.",
    }

    def encrypt(self, text: str) -> str:
        return seal(text, PURPOSE)

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text, PURPOSE)

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        from allauth.mfa.models import Authenticator

        count = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return "Khóa chính" if count == 0 else f"Khóa thứ {count + 1}"

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {**super().get_public_key_credential_rp_entity(), "name": "Điểm Tựa"}
