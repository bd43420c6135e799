"""What an officer answers when acting on a task."""

from __future__ import annotations

import re
from typing import Any

from django.core.exceptions import ValidationError

from diemtua.plans.pages.tasks import LOOKS, ROLES
from diemtua.plans.queries.tasks import Filter, Look, Role
from diemtua.ui.forms import AgencyField, ChoiceField, DateField, FilesField, Form, Once, TextField, Versioned

EVIDENCE = (".pdf", ".docx", ".xlsx", ".doc", ".xls", ".jpg", ".jpeg", ".png", ".zip")


class FilterForm(Form):
    """A list as a sentence: «Việc cơ quan tôi chủ trì, tình trạng quá hạn»."""

    vai = ChoiceField("Việc", [(role.value, word) for role, word in ROLES.items()], empty="", required=False)
    xem = ChoiceField(
        "tình trạng", [(look.value, word) for look, word in LOOKS.items()], empty="", required=False
    )
    van_ban = ChoiceField("trong", [], empty="mọi văn bản", coerce=int, required=False)
    co_quan = ChoiceField("do", [], empty="mọi cơ quan chủ trì", coerce=int, required=False)

    def wanted(self) -> Filter:
        """The filter asked for; what is not understood falls back to the usual list."""
        given = self.cleaned_data if self.is_valid() else {}
        return Filter(
            role=Role(given.get("vai") or Role.LEAD.value),
            look=Look(given.get("xem") or Look.OPEN.value),
            document_id=given.get("van_ban"),
            lead_id=given.get("co_quan"),
        )


class AcknowledgeForm(Form, Once):
    """Nothing to fill in: the button is the answer."""


class FiguresField(TextField):
    """Figures, one a line: «12 buổi tuyên truyền», «Số người dự: 1.240 người»."""

    LINE = re.compile(
        r"(?:(?P<what>[^:\d][^:]*):\s*)?(?P<value>\d{1,3}(?:\.\d{3})+|\d+(?:,\d+)?)\s*(?P<unit>\D.*)?"
    )

    def __init__(self) -> None:
        super().__init__(
            "Số liệu",
            rows=3,
            required=False,
            help="Mỗi dòng một số liệu, ví dụ «Số người dự: 1.240 người» hoặc «12 buổi tuyên truyền».",
        )

    def clean(self, value: Any) -> list[dict[str, str]]:
        lines = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        return [self.figure(line) for line in lines]

    def figure(self, line: str) -> dict[str, str]:
        found = self.LINE.fullmatch(line)
        if not found:
            raise ValidationError(
                f"«{line}» chưa có con số. Viết như «Số người dự: 1.240 người».", code="no-number"
            )
        unit = (found["unit"] or "").strip()
        return {"what": (found["what"] or unit or "Số liệu").strip(), "value": found["value"], "unit": unit}


class ProgressForm(Form, Once):
    note = TextField(
        "Đã làm được gì", rows=4, help="Việc đã làm, kết quả, khó khăn. Không ghi thông tin của nạn nhân."
    )
    figures = FiguresField()
    papers = FilesField("Tài liệu kèm theo", kinds=EVIDENCE, max_mb=25, required=False)


class SubmitForm(Form, Once):
    product = TextField(
        "Sản phẩm đã nộp", help="Văn bản số mấy, tài liệu gì, ở đâu: để cơ quan giao việc xác nhận."
    )
    note = TextField("Kết quả", rows=4, required=False)
    papers = FilesField("Tài liệu kèm theo", kinds=EVIDENCE, max_mb=25, required=False)


class ConfirmForm(Form, Once):
    note = TextField("Ý kiến", rows=2, required=False)


class GiveBackForm(Form, Once):
    reason = TextField("Lý do trả lại", rows=3, help="Còn thiếu gì, cần sửa gì.")


class AskExtensionForm(Form, Once):
    until = DateField("Xin gia hạn đến ngày")
    reason = TextField("Lý do", rows=3)


class AnswerExtensionForm(Form, Once):
    granted = ChoiceField("Trả lời", [("yes", "Cho gia hạn"), ("no", "Không cho gia hạn")], radio=True)
    until = DateField("Gia hạn đến ngày", required=False, help="Để trống: đúng ngày được xin.")
    answer = TextField("Ý kiến", rows=2, required=False, help="Bắt buộc khi không cho gia hạn.")


class FinishPartForm(Form, Once):
    on = DateField("Xong ngày")
    result = TextField("Kết quả phần phối hợp", rows=3)


class AmendForm(Form, Once, Versioned):
    content = TextField("Nội dung việc", rows=6, max_length=20_000)
    product = TextField("Sản phẩm phải có", required=False, max_length=1_000)


class ReassignForm(Form, Once):
    lead = AgencyField("Cơ quan chủ trì mới")
    reason = TextField("Lý do", rows=2, help="Ví dụ: kế thừa nhiệm vụ theo Nghị quyết số mấy.")


class CancelForm(Form, Once):
    reason = TextField("Lý do thôi giao", rows=3)
