"""What is asked on the directory's pages."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from diemtua.directory.words import DUTIES, REASONS
from diemtua.ui.forms import (
    AgencyField,
    ChoiceField,
    DateField,
    EmailField,
    Form,
    ManyField,
    Once,
    TextField,
    Versioned,
)

PHONE = "Ví dụ 0238 3844 000 hoặc 0912 345 678."


class BrowseForm(Form):
    """The directory as a sentence: «Tìm «soc trang», danh bạ của ngày 27/07/2023»."""

    tim = TextField(
        "Tìm", required=False, placeholder="Tên cơ quan, địa bàn hoặc cán bộ, cũ hay mới, có dấu hay không"
    )
    ngay = DateField("danh bạ ngày", required=False)


class ContactsForm(Form, Versioned):
    """Where a body is reached."""

    phone = TextField("Điện thoại", required=False, max_length=40, help=PHONE)
    email = EmailField("Thư điện tử", required=False)


class PlaceForm(Form, Once):
    """A place with its duties."""

    position = TextField("Chức vụ", max_length=120, help="Như quyết định bổ nhiệm, ví dụ Phó Trưởng phòng.")
    duties = ManyField("Nhiệm vụ trong hệ thống", list(DUTIES.items()))
    on = DateField("Từ ngày")


class OfficerForm(PlaceForm):
    """A new officer at his first place."""

    field_order = ("name", "email", "phone", "position", "duties", "on")
    name = TextField("Họ và tên")
    email = EmailField("Thư điện tử công vụ", help="Cũng là tên đăng nhập khi được cấp tài khoản.")
    phone = TextField("Điện thoại", required=False, max_length=40, help=PHONE)


class MoveForm(PlaceForm):
    """Another place for an officer; ``seen`` is the posting the form was opened on."""

    field_order = ("agency", "position", "duties", "on")
    agency = AgencyField("Cơ quan")
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)


class EndForm(Form, Once):
    last_day = DateField("Ngày cuối cùng ở vị trí này")


class AbsenceForm(Form, Once):
    """The officer's own leave."""

    first_day = DateField("Từ ngày")
    last_day = DateField("Đến hết ngày")
    stand_in = ChoiceField("Người thay", empty="Chưa có người thay", coerce=int, required=False)
    reason = ChoiceField("Lý do", [(word, word) for word in REASONS], radio=True)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        first, last = given.get("first_day"), given.get("last_day")
        if first and last and last < first:
            raise ValidationError("Ngày cuối phải bằng hoặc sau ngày đầu.", code="backwards")
        return given
