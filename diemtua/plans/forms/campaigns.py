"""What an officer answers about a campaign."""

from __future__ import annotations

from typing import Any

from diemtua.ui.forms import ChoiceField, DateField, Form, ManyField, NumberField, Once, TextField, Versioned


class PlacesField(TextField):
    """Places, one a line, as the document writes them."""

    def __init__(self, label: str, **named: Any) -> None:
        super().__init__(
            label, rows=3, required=False, help="Mỗi dòng một nơi, ví dụ «huyện Cao Lộc».", **named
        )

    def clean(self, value: Any) -> list[str]:
        return [line.strip() for line in super().clean(value).splitlines() if line.strip()][:60]

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value


class ArrangeForm(Form, Once, Versioned):
    name = TextField("Tên đợt", rows=2, max_length=500)
    starts_on = DateField("Từ ngày", required=False)
    ends_on = DateField("Đến ngày", required=False)
    places = PlacesField("Địa bàn")
    baseline = TextField(
        "Số liệu trước khi làm",
        rows=2,
        required=False,
        help="Để so kết quả, ví dụ «22 vụ giai đoạn 2016–2020».",
    )


class LinkTasksForm(Form, Once):
    task_ids = ManyField("Các việc thuộc đợt này", coerce=int, required=False)


class ResultForm(Form, Once):
    """A figure counted from the campaign's beginning until a day."""

    what = TextField("Chỉ tiêu", max_length=200, help="Ví dụ: số vụ phát hiện; số buổi tuyên truyền.")
    value = NumberField("Số, tính từ đầu đợt", places=2, min_value=0, max_digits=16)
    unit = TextField("Đơn vị tính", max_length=40, help="Ví dụ: vụ, buổi, lượt người.")
    until = DateField("Tính đến hết ngày")
    area_id = ChoiceField("Địa bàn", empty="Chung cả đợt", coerce=int, required=False)
