"""What an officer answers when sending, replacing or returning a report, or reporting something that happened."""

from __future__ import annotations

from diemtua.plans.forms.tasks import EVIDENCE, FiguresField
from diemtua.ui.forms import ChoiceField, FilesField, Form, Once, TextField


class SendForm(Form, Once):
    """A report of one period."""

    note = TextField(
        "Nội dung báo cáo", rows=8, help="Kết quả, khó khăn, kiến nghị. Không ghi thông tin của nạn nhân."
    )
    figures = FiguresField()
    papers = FilesField("Tài liệu kèm theo", kinds=EVIDENCE, max_mb=25, required=False)


class ReplaceForm(SendForm):
    """A report in place of one already sent."""

    reason = TextField("Vì sao gửi bản thay thế", rows=2, help="Bản đã gửi vẫn được giữ nguyên để đối chiếu.")


class ReturnForm(Form, Once):
    reason = TextField("Lý do trả lại", rows=3, help="Còn thiếu gì, số liệu nào chưa khớp.")


class EventForm(Form, Once):
    """Something that happened and must be reported at once."""

    duty = ChoiceField("Theo yêu cầu báo cáo", empty="Chọn nghĩa vụ báo cáo…", coerce=int)
    happened = TextField(
        "Việc gì phát sinh",
        max_length=200,
        help="Gọi tên việc trong vài chữ, không ghi tên hay thông tin của ai.",
    )
