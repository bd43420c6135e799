"""Saying that a text can hardly be a plan, and why."""

from __future__ import annotations

from diemtua.plans.reading.model import Reading

EMPTY = "Văn bản không có chữ nào. Hãy kiểm tra lại tệp, hoặc nhận dạng chữ nếu đây là bản quét."
NOTHING = (
    "Văn bản không có số, ký hiệu, đề mục hay cơ quan nào như một kế hoạch, quyết định hoặc công văn. "
    "Hãy kiểm tra xem đã chọn đúng tệp chưa."
)
NO_AGENCY = "Không tìm thấy cơ quan nào được giao việc trong văn bản, nên không lập được nhiệm vụ."
NO_CLAUSES = "Không nhận ra đề mục nào; có thể văn bản đã mất định dạng khi chuyển sang chữ."
NO_NUMBER = "Không thấy số, ký hiệu của văn bản."
NO_DATE = "Không thấy ngày ban hành; thời hạn thiếu năm không xác định được."
NO_ISSUER = "Không rõ cơ quan ban hành."


def document_doubts(reading: Reading) -> tuple[str, ...]:
    """What a person should look at before trusting the reading as a whole."""
    if not reading.characters or reading.sha256 == "":
        return (EMPTY,)
    d = reading.document
    found = []
    if why := why_not_a_plan(reading):
        found.append(why)
    if not reading.outline and d.type != "tin-bai":
        found.append(NO_CLAUSES)
    if not d.number:
        found.append(NO_NUMBER)
    if not d.date:
        found.append(NO_DATE)
    if not d.issuer_code:
        found.append(NO_ISSUER)
    return tuple(dict.fromkeys(found))


def why_not_a_plan(reading: Reading) -> str | None:
    """The sentence that refuses a text as a plan, or ``None``."""
    if EMPTY in reading.doubts or not reading.characters:
        return EMPTY
    d = reading.document
    if reading.assignments or reading.reporting:
        return None
    marks = sum(bool(x) for x in (d.symbol, d.issuer_code, d.legal_bases, d.type, d.recipients))
    if marks >= 2:
        return NO_AGENCY
    return NOTHING
