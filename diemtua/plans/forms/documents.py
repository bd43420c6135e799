"""What an officer answers when registering a document or correcting its particulars."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator

from diemtua.plans.models import Document
from diemtua.ui.forms import ChoiceField, DateField, FileField, Form, Once, TextField, Versioned

PASTE_LIMIT = 5_000_000
KINDS = (".docx", ".pdf", ".txt", ".html", ".htm", ".png", ".jpg", ".jpeg", ".tif", ".tiff")


class SearchForm(Form):
    """The register as a sentence: «Văn bản có chữ «mua ban nguoi», loại Kế hoạch»."""

    tim = TextField("Tìm", required=False, placeholder="Số, ký hiệu hoặc chữ trong văn bản, có dấu hay không")
    loai = ChoiceField("loại", Document.Kind.choices, empty="mọi loại", required=False)
    xem = ChoiceField(
        "tình trạng", [("da-giao", "đã giao việc"), ("du-thao", "đang rà soát")], empty="", required=False
    )


class RegisterForm(Form, Once):
    """A file, or the text pasted."""

    file = FileField(
        "Tệp văn bản", kinds=KINDS, max_mb=50, required=False, help="Kéo thả vào đây hoặc chọn tệp."
    )
    text = TextField("Hoặc dán toàn văn", rows=8, required=False, max_length=PASTE_LIMIT, strip=False)
    parent = ChoiceField(
        "Triển khai văn bản", empty="Không, hoặc chưa có trong sổ", coerce=int, required=False
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors and not given.get("file") and not (given.get("text") or "").strip():
            raise ValidationError("Chọn một tệp, hoặc dán nội dung văn bản.", code="nothing")
        if given.get("file") and (given.get("text") or "").strip():
            raise ValidationError("Chỉ dùng một trong hai: tệp, hoặc nội dung dán.", code="both")
        return given


WHEN = RegexValidator(
    r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$", "Viết như 2024, 2024-07 hoặc 2024-07-01."
)


class CorrectForm(Form, Versioned):
    """The particulars of a document (thể thức), as the paper has them."""

    kind = ChoiceField("Loại văn bản", Document.Kind.choices, empty="")
    number = TextField("Số", required=False, max_length=20)
    symbol = TextField("Ký hiệu", required=False, max_length=60)
    issuer_name = TextField("Cơ quan ban hành", required=False)
    place = TextField("Nơi ban hành", required=False, max_length=120)
    issued_on = DateField("Ngày ban hành", required=False)
    title = TextField("Trích yếu", rows=3, required=False)
    period_from = TextField(
        "Thời kỳ từ",
        required=False,
        max_length=10,
        validators=[WHEN],
        help="Năm, hoặc năm-tháng, ví dụ 2024 hay 2024-07.",
    )
    period_to = TextField("Thời kỳ đến", required=False, max_length=10, validators=[WHEN])
    signed_for = TextField("Thẩm quyền ký", required=False)
    signer_position = TextField("Chức vụ người ký", required=False, max_length=120)
    signer_name = TextField("Người ký", required=False, max_length=120)
    theme = TextField("Chủ đề", rows=2, required=False)
