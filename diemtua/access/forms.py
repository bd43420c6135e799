"""The forms of accounts: django-allauth's work behind the house's words. No placeholder repeats a label."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn import forms as webauthn
from django import forms

PASSWORD_RULES = "Ít nhất 12 ký tự; không dùng mật khẩu phổ biến, toàn chữ số hoặc giống tên, thư điện tử."
MISSING = "Chưa điền."


class Spoken(forms.Form):
    """Labels and help by the house; ``words`` maps a field to both, ``trouble`` heads what went wrong."""

    trouble = "Chưa thực hiện được"
    words: Mapping[str, tuple[str, str]] = {}

    def __init__(self, *arguments: Any, **named: Any) -> None:
        named.setdefault("label_suffix", "")
        super().__init__(*arguments, **named)
        for name, (label, help_text) in self.words.items():
            if name in self.fields:
                field = self.fields[name]
                field.label, field.help_text = label, help_text
                field.error_messages["required"] = MISSING
                field.widget.attrs.pop("placeholder", None)


class SignInForm(Spoken, account.LoginForm):
    """Work e-mail and password (đăng nhập)."""

    trouble = "Chưa đăng nhập được"

    words = {"login": ("Thư điện tử công vụ", ""), "password": ("Mật khẩu", "")}


class ConfirmPasswordForm(Spoken, account.ReauthenticateForm):
    """Before something grave, the officer says again who he is."""

    words = {"password": ("Mật khẩu", "")}


class ChangePasswordForm(Spoken, account.ChangePasswordForm):
    words = {
        "oldpassword": ("Mật khẩu hiện tại", ""),
        "password1": ("Mật khẩu mới", PASSWORD_RULES),
        "password2": ("Nhập lại mật khẩu mới", ""),
    }


class ForgottenPasswordForm(Spoken, account.ResetPasswordForm):
    words = {"email": ("Thư điện tử công vụ", "")}


class NewPasswordForm(Spoken, account.ResetPasswordKeyForm):
    words = {"password1": ("Mật khẩu mới", PASSWORD_RULES), "password2": ("Nhập lại mật khẩu mới", "")}


class Digits(forms.CharField):
    """A code of digits: a phone shows its number keys, and spaces between digits are forgiven."""

    @classmethod
    def like(cls, field: forms.Field) -> Digits:
        """The same question, read as digits."""
        digits = cls(
            label=field.label, help_text=field.help_text, max_length=20, error_messages={"required": MISSING}
        )
        digits.widget.attrs.update(
            {
                "inputmode": "numeric",
                "class": "input-number",
                "autocomplete": "one-time-code",
                "maxlength": "20",
            }
        )
        return digits

    def to_python(self, value: Any) -> str:
        return "".join(super().to_python(value).split())


class Coded(Spoken):
    """A form that asks for a code."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["code"] = Digits.like(self.fields["code"])


class CodeForm(Coded, mfa.AuthenticateForm):
    """The second factor: six digits of the application, or a spare code."""

    words = {"code": ("Mã xác thực", "6 chữ số trên ứng dụng xác thực, hoặc một mã dự phòng 8 chữ số.")}


class ConfirmCodeForm(Coded, mfa.ReauthenticateForm):
    words = CodeForm.words


class ActivateCodeForm(Coded, ActivateTOTPForm):
    words = {"code": ("Mã 6 chữ số đang hiện trên ứng dụng", "")}


class AddKeyForm(Spoken, webauthn.AddWebAuthnForm):
    words = {
        "name": ("Tên khóa", "Để nhận ra về sau, ví dụ: điện thoại công vụ."),
        "passwordless": ("Dùng khóa này để đăng nhập không cần mật khẩu", ""),
    }


class RenameKeyForm(Spoken, webauthn.EditWebAuthnForm):
    words = {"name": ("Tên khóa", "")}
