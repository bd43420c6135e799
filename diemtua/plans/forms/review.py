"""What an officer answers when correcting, splitting, dropping or adding an item of a plan under review."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from diemtua.plans import spans
from diemtua.plans.corrections import held
from diemtua.plans.forms.deadline import DeadlineField
from diemtua.ui.forms import AgenciesField, ChoiceField, Form, Once, TextField, Versioned

PASTE_LIMIT = 5_000_000
ADDABLE = {
    "assignment": "Việc được giao",
    "report": "Nghĩa vụ báo cáo",
    "campaign": "Đợt cao điểm, chỉ đạo điểm",
    "message": "Thông điệp",
}
MESSAGES = {"sms": "Tin nhắn", "theme": "Chủ đề", "slogan": "Khẩu hiệu", "hotline": "Đường dây nóng"}


class BodiesField(AgenciesField):
    """Agencies as boxes; also understands one line («3,5»), as a merge of two versions puts it back."""

    def to_python(self, value: Any) -> list[Any]:
        return super().to_python([part for each in value or () for part in str(each).split(",") if part])

    def said(self, packed: str) -> str:
        listed = [
            pair
            for group, pairs in self.choices
            for pair in (pairs if isinstance(pairs, list | tuple) else [(group, pairs)])
        ]
        names = {str(key): str(word) for key, word in listed}
        return ", ".join(names.get(part, part) for part in packed.split(",") if part)


class BodyField(ChoiceField):
    """One agency or none; cleans to a list, as ``corrections`` holds it."""

    def __init__(self, label: str, **named: Any) -> None:
        super().__init__(label, coerce=int, required=False, empty="Không qua cơ quan nào", **named)

    def clean(self, value: Any) -> list[int]:
        chosen = super().clean(value)
        return [chosen] if chosen else []


class PlacesField(TextField):
    """Places, one a line."""

    def __init__(self) -> None:
        super().__init__("Địa bàn", rows=2, required=False, help="Mỗi dòng một địa bàn, như văn bản ghi.")

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:
        return [line.strip() for line in super().clean(value).splitlines() if line.strip()]


class MomentField(TextField):
    """A day, a month or a year as a plan gives it: 01/07/2024, 7/2024, 2024; cleans to «2024-07-01», «2024-07», «2024»."""

    def __init__(self, label: str) -> None:
        super().__init__(
            label, required=False, max_length=10, help="Ngày, tháng hoặc năm: 01/07/2024, 7/2024 hay 2024."
        )

    def prepare_value(self, value: Any) -> Any:
        return "/".join(reversed(value.split("-"))) if isinstance(value, str) and "-" in value else value

    def clean(self, value: Any) -> str:
        typed = super().clean(value)
        if not typed:
            return ""
        try:
            parts = [int(part) for part in reversed(typed.replace("-", "/").split("/"))]
            date(*(parts + [1, 1])[:3])
        except (ValueError, TypeError):
            raise ValidationError("Viết như 01/07/2024, 7/2024 hay 2024.", code="invalid") from None
        return "-".join(f"{part:04}" if at == 0 else f"{part:02}" for at, part in enumerate(parts))


class SpanField(TextField):
    """Where the words stand, «12-80»: put there by the text's selection; empty otherwise."""

    text = ""

    def __init__(self) -> None:
        super().__init__("Đoạn văn bản", required=False, max_length=24, widget=forms.HiddenInput)

    def clean(self, value: Any) -> tuple[int, int] | None:
        typed = super().clean(value)
        start, dash, end = typed.partition("-")
        if not typed:
            return None
        if not (dash and start.isdigit() and end.isdigit()):
            raise ValidationError("Đoạn chọn chưa đúng; chọn lại trong văn bản.", code="span")
        return int(start), int(end)

    def said(self, packed: str) -> str:
        start, _, end = packed.partition("-")
        return f"«{self.text[int(start) : int(end)]}»" if start.isdigit() and end.isdigit() else packed


class SpanForm(Form):
    """A stretch of the document: the selection where scripts run, else its first and last words."""

    span = SpanField()
    first = TextField("Từ chữ", help="Vài chữ đầu của đoạn, có dấu hay không.")
    last = TextField("Đến chữ", help="Vài chữ cuối của đoạn.")

    def __init__(
        self, *arguments: Any, text: str = "", now: tuple[int, int] | None = None, **named: Any
    ) -> None:
        self.text, self.now = text, now
        super().__init__(*arguments, **named)
        self.fields["span"].text = text
        if now:
            self.initial |= dict(zip(("first", "last"), spans.edges(text[slice(*now)]), strict=True))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        edges = given.pop("first", ""), given.pop("last", "")
        if given.get("span") is None and all(edges) and "span" not in self.errors:
            given["span"] = self.found(*edges)
        return given

    def found(self, first: str, last: str) -> tuple[int, int] | None:
        """The stretch typed; the present one while its words are left as they were."""
        if self.now and (first, last) == (self.initial["first"], self.initial["last"]):
            return self.now
        place = spans.located(self.text, first, last, near=self.now[0] if self.now else 0)
        if place is None:
            self.add_error("first", "Không thấy đoạn bắt đầu và kết thúc bằng các chữ này trong văn bản.")
        return place


class TaskForm(SpanForm, Versioned):
    """A task (việc được giao)."""

    field_order = ("lead", "due", "coordinating", "product", "places")

    lead = BodiesField("Cơ quan chủ trì", help="Chọn nhiều cơ quan: mỗi cơ quan một việc riêng.")
    coordinating = BodiesField("Cơ quan phối hợp", required=False)
    due = DeadlineField(label="Thời hạn")
    product = TextField("Sản phẩm phải có", required=False, max_length=1_000)
    places = PlacesField()


class ReportForm(SpanForm, Versioned):
    """A duty to report (nghĩa vụ báo cáo)."""

    field_order = ("who", "due", "what", "to", "through")

    who = BodiesField("Cơ quan phải báo cáo")
    what = TextField("Nội dung báo cáo", rows=2)
    to = BodiesField("Gửi đến", required=False)
    through = BodyField("Qua (đầu mối tổng hợp)")
    due = DeadlineField(label="Thời hạn")


class CampaignForm(SpanForm, Versioned):
    """A peak campaign, day or pilot (đợt cao điểm, ngày, chỉ đạo điểm)."""

    field_order = ("name", "begins", "ends", "places")

    name = TextField("Tên đợt", rows=2)
    begins = MomentField("Từ ngày")
    ends = MomentField("Đến ngày")
    places = PlacesField()


class MessageForm(SpanForm, Versioned):
    """Words to be spread (thông điệp)."""

    field_order = ("kind", "text")

    kind = ChoiceField("Loại", list(MESSAGES.items()), radio=True)
    text = TextField("Nội dung", rows=3)


EDIT: dict[str, type[SpanForm]] = {
    "assignment": TaskForm,
    "report": ReportForm,
    "campaign": CampaignForm,
    "message": MessageForm,
}


def held_by(form: type[SpanForm], content: dict[str, Any]) -> dict[str, Any]:
    """What an edit form shows of a proposal."""
    names = [name for name in form.base_fields if name not in ("span", "first", "last", "version")]
    values = {name: held(content, name) for name in names}
    return {**values, "through": next(iter(values["through"]), None)} if "through" in values else values


class DueForm(Form):
    """A deadline alone, to be said in words while it is typed."""

    due = DeadlineField(label="Thời hạn")


class VersionForm(Form, Versioned):
    """A button that answers for what was seen."""


class DropForm(Form, Versioned):
    reason = TextField("Lý do bỏ", rows=2, help="Ví dụ: chỉ nêu mục đích; đã có ở mục khác.")


class ChooseForm(Form, Versioned):
    lead = forms.IntegerField(min_value=1)


class SplitForm(Form, Versioned):
    at = ChoiceField("Tách trước chữ", radio=True, coerce=int)


class MergeForm(Form, Versioned):
    second = forms.IntegerField(min_value=1)


class AddForm(SpanForm, Once):
    kind = ChoiceField("Loại", list(ADDABLE.items()), radio=True)

    field_order = ("kind", "first", "last")


class TextForm(Form, Versioned):
    """The whole text, to be improved and read again."""

    text = TextField("Toàn văn", rows=30, max_length=PASTE_LIMIT, strip=False)
