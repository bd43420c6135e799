"""What the page of a file being read says: how far, how long still, or why not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from diemtua.access.actor import Actor
from diemtua.plans.models import Intake
from diemtua.ui import words
from diemtua.ui.parts import Fact

TOO_LONG = timedelta(minutes=5)


@dataclass(frozen=True)
class IntakePage:
    """One file being read, in sentences."""

    intake: Intake
    actor: Actor

    @property
    def refused(self) -> bool:
        return self.intake.state is Intake.State.REFUSED

    @property
    def says(self) -> str:
        """Where the reading is, in a sentence."""
        intake = self.intake
        if intake.state is Intake.State.WAITING:
            return "Tệp đã được giữ, đang chờ đến lượt đọc."
        if not intake.pages_total:
            return "Đang đọc tệp. Tệp lớn có thể mất một, hai phút."
        if intake.pages_done < intake.pages_total:
            return "Đang nhận dạng chữ trên ảnh từng trang."
        return "Đã nhận dạng xong; đang tìm việc, cơ quan và thời hạn trong văn bản."

    @property
    def remark(self) -> str:
        """What is out of the ordinary, or how long it will still take; empty when neither is known."""
        intake = self.intake
        if intake.state is Intake.State.WAITING and self.actor.now - intake.asked_at > TOO_LONG:
            return "Đã chờ lâu hơn thường lệ. Nếu vẫn chưa bắt đầu, báo quản trị hệ thống kiểm tra hàng đợi."
        if intake.tries > 1:
            return f"Máy chủ đã dừng giữa chừng; đang đọc lại từ đầu, lần {intake.tries}."
        return self.remaining

    @property
    def remaining(self) -> str:
        """«Còn khoảng 2 phút», reckoned from the pages already done."""
        intake = self.intake
        if not (intake.started_at and intake.pages_total and 0 < intake.pages_done < intake.pages_total):
            return ""
        per_page = (self.actor.now - intake.started_at) / intake.pages_done
        minutes = round(per_page * (intake.pages_total - intake.pages_done) / timedelta(minutes=1))
        return f"Còn khoảng {minutes} phút." if minutes > 1 else "Còn chưa đến một phút."

    @property
    def facts(self) -> list[Fact]:
        intake = self.intake
        return [
            Fact("Tệp", intake.file_name),
            Fact("Cỡ tệp", words.size(intake.file_size)),
            Fact("Người nộp", intake.officer.name),
            Fact("Nộp lúc", words.instant(intake.asked_at)),
        ]
