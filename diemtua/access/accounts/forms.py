"""What is asked on the pages of accounts."""

from __future__ import annotations

from django import forms

from diemtua.access.accounts.queries import Look, Wanted
from diemtua.access.accounts.words import FACTOR_REASONS, OFF_REASONS, WAYS
from diemtua.ui.forms import ChoiceField, Form, Once, TextField


class FilterForm(Form):
    """A list as a sentence: «Tìm «Hoa», tài khoản của Sở Y tế»."""

    tim = TextField("Tìm", required=False, placeholder="Họ tên hoặc thư điện tử")
    co_quan = ChoiceField("của", [], empty="mọi cơ quan", coerce=int, required=False)
    xem = forms.CharField(widget=forms.HiddenInput, required=False)

    def wanted(self) -> Wanted:
        """The search asked for; what is not understood asks nothing."""
        given = self.cleaned_data if self.is_valid() else {}
        look = given.get("xem") or ""
        known = Look(look) if look in set(Look) else Look.EVERY
        return Wanted(given.get("tim") or "", given.get("co_quan"), known)


class HandOverForm(Form, Once):
    """How the link reaches the officer."""

    way = ChoiceField(
        "Trao đường dẫn kích hoạt",
        list(WAYS.items()),
        radio=True,
        initial="letter",
        help="Chỉ in phiếu khi cán bộ không nhận được thư; phiếu trao tận tay, không chụp, không gửi qua mạng.",
    )


class SwitchOffForm(Form, Once):
    reason = ChoiceField("Lý do", list(OFF_REASONS.items()), radio=True)


class ResetFactorForm(Form, Once):
    reason = ChoiceField(
        "Lý do",
        list(FACTOR_REASONS.items()),
        radio=True,
        help="Xác minh đúng người trước: gọi lại số trong danh bạ, hoặc gặp trực tiếp.",
    )


class PlainForm(Form, Once):
    """Nothing to fill in: the button is the answer."""
