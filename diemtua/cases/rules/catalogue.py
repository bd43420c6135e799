"""Every time limit of a victim's case, row by row: the law since 1/7/2025 and the law of 2011.

Left to other contexts: crime tips (D17 to D20, `tips` and `proceedings`), personal data (D21, D22), the crime-prevention
fund (D23 to D25, `budget`), records work (D26, D27), reports (D28, D29, `plans` and `reports`). O15 (missions abroad) was
not found at all. Where a text says nothing of what follows when a limit is missed, the row says so.
"""

from __future__ import annotations

from datetime import date

from diemtua.cases.rules.deadlines import Deadline, Extension, Trigger, Unit
from diemtua.kernel.sources import Confidence

OLD, NEW = date(2012, 1, 1), date(2025, 7, 1)
OLD_ENDS = date(2025, 6, 30)
SILENT = "Luật không nêu hệ quả; hệ thống báo lãnh đạo cơ quan có trách nhiệm và giữ dấu quá hạn trong hồ sơ."
STILL_SUPPORTED = "Người được tiếp nhận vẫn được hỗ trợ trong khi chờ. " + SILENT
VALIDITY = "Chưa xác nhận văn bản còn hiệu lực sau 01/07/2025."
FIRST_DAY = "Ngày bắt đầu hiệu lực ghi theo hiểu biết chung, cần xác nhận."

TEXT, SECONDARY, RECALL = Confidence.TEXT, Confidence.SECONDARY, Confidence.RECALL
FORCES = ("cong-an-tinh", "cong-an-xa", "bo-doi-bien-phong", "canh-sat-bien")
GATE = ("don-vi-thuoc-bo", "cong-an-tinh", "bo-doi-bien-phong")
FACILITY = ("co-so-tro-giup",)
L53_27 = "Luật 53/2024/QH15, Điều 27 (Luật 86/2025/QH15)"
ND162 = "Nghị định 162/2025/NĐ-CP"
ND20 = "Nghị định 20/2021/NĐ-CP"
ND20_ON = date(2021, 7, 1)
ND56, ND56_ON = "Nghị định 56/2017/NĐ-CP", date(2017, 7, 1)
TT35, TT35_ON = "Thông tư 35/2013/TT-BLĐTBXH (1345/VBHN-BLĐTBXH)", date(2014, 2, 14)
TTLT = "Thông tư liên tịch 01/2014/TTLT-BCA-BQP-BLĐTBXH-BNG"
TTLT_ON = date(2014, 3, 27)
ND09, ND09_ON = "Nghị định 09/2013/NĐ-CP", date(2013, 3, 1)

CURRENT = (
    Deadline("D01", "Đưa ngay người đến trình báo tới UBND cấp xã nơi đóng trụ sở", Trigger.REPORTED_ELSEWHERE,
             (*FORCES, "khac"), None, Unit.IMMEDIATE, SILENT, f"{L53_27}, khoản 1", NEW, None, TEXT),
    Deadline("D02", "Thông báo ngay cho Sở Y tế", Trigger.RECEIVED_BY_COMMUNE,
             ("ubnd-xa",), None, Unit.IMMEDIATE, STILL_SUPPORTED, f"{L53_27}, khoản 1", NEW, None, TEXT),
    Deadline("D03", "Tiếp nhận, hỗ trợ ngay", Trigger.COMMUNE_NOTICE,
             ("so-y-te",), None, Unit.IMMEDIATE, STILL_SUPPORTED, f"{L53_27}, khoản 2", NEW, None, TEXT),
    Deadline("D04", "Chủ trì, cùng Công an cấp tỉnh xác minh thông tin ban đầu", Trigger.COMMUNE_NOTICE,
             ("so-y-te", "cong-an-tinh"), 3, Unit.DAY, STILL_SUPPORTED, f"{L53_27}, khoản 2", NEW, None, TEXT),
    Deadline("D05", "Xác minh và trả lời bằng văn bản", Trigger.VERIFICATION_ASKED,
             ("cong-an-tinh",), None, Unit.DAY,
             "Người đó vẫn là người đang trong quá trình xác định là nạn nhân và vẫn được hỗ trợ.",
             f"{L53_27}, khoản 3 trở đi (chưa đọc được)", NEW, None, RECALL,
             note="Chưa tìm thấy thời hạn; tỉnh đặt mục tiêu nội bộ."),
    Deadline("D06", "Đưa ngay người trở về tới cơ quan hỗ trợ", Trigger.RETURNED_AT_GATE,
             GATE, None, Unit.IMMEDIATE, SILENT, "Luật 53/2024/QH15, Điều 30 khoản 1 điểm b", NEW, None, TEXT,
             note="Cơ quan nhận theo Luật 86/2025/QH15 cần xác nhận (có lẽ là Sở Y tế)."),
    Deadline("D07", "Xác minh, trả lời cơ quan đại diện ngay sau khi nhận được đề nghị", Trigger.MISSION_ASKED,
             ("cong-an-tinh", "bo-nganh-tw"), None, Unit.IMMEDIATE, SILENT,
             "Luật 53/2024/QH15, Điều 29 (theo dự thảo); Kế hoạch 155/KH-UBND Sóc Trăng, II.4", NEW, None, SECONDARY),
    Deadline("D08", "Cấp giấy chứng nhận về nước, không thu phí", Trigger.HANDED_OVER_AT_GATE,
             ("cong-an-tinh",), None, Unit.IMMEDIATE, SILENT, f"Thủ tục hành chính 5893; {TTLT}", NEW, None, SECONDARY,
             note="Thủ tục ban hành theo văn bản cũ."),
    Deadline("D09", "Chuyển ngay thông tin tới công an, biên phòng, cảnh sát biển hoặc UBND cấp xã",
             Trigger.HOTLINE_INFORMED, ("don-vi-thuoc-bo",), None, Unit.IMMEDIATE, SILENT,
             f"{ND162}, Điều 5, 6", NEW, None, SECONDARY),
    Deadline("D10", "Hỗ trợ nhu cầu thiết yếu khi lưu trú, tối đa", Trigger.STAY_STARTED,
             FACILITY, 120, Unit.DAY, "Cần quyết định gia hạn, chuyển tuyến hoặc đưa người về nơi cư trú.",
             f"{ND162}, Điều 17", NEW, None, SECONDARY,
             Extension("Giám đốc cơ sở, Sở Y tế hoặc cơ quan có thẩm quyền quyết định", None, Unit.DAY,
                       frozenset({"co-so-tro-giup", "so-y-te"}))),
    Deadline("D10b", "Hoàn thiện hồ sơ của người được tiếp nhận khẩn cấp", Trigger.TAKEN_IN,
             FACILITY, 10, Unit.WORKING_DAY, "Kéo dài hơn phải do cơ quan quản lý cấp trên quyết định.",
             f"{ND20}, Điều 28 khoản 2 điểm b", ND20_ON, None, TEXT,
             Extension("Cơ quan quản lý cấp trên quyết định", None, Unit.WORKING_DAY, frozenset({"so-y-te", "so-ldtbxh"}))),
    Deadline("D10c", "Chăm sóc trong thời gian bảo vệ khẩn cấp tại cơ sở hoặc hộ gia đình, tối đa", Trigger.STAY_STARTED,
             ("co-so-tro-giup", "ubnd-xa"), 3, Unit.MONTH,
             "Cơ quan quản lý cấp trên quyết định giải pháp; ở hộ gia đình: chuyển hộ khác hoặc vào cơ sở.",
             f"{ND20}, Điều 24 khoản 4, Điều 18 khoản 3", ND20_ON, None, TEXT,
             Extension("Cơ quan quản lý cấp trên quyết định", None, Unit.MONTH, frozenset({"so-y-te", "so-ldtbxh"}))),
    Deadline("D10d", "Kiểm tra đề nghị chăm sóc tạm thời tại hộ gia đình, chuyển đi", Trigger.HOUSEHOLD_CARE_ASKED,
             ("ubnd-xa",), 2, Unit.WORKING_DAY, SILENT, f"{ND20}, Điều 21 khoản 3", ND20_ON, None, TEXT),
    Deadline("D10e", "Thẩm định, quyết định chăm sóc tạm thời tại hộ gia đình", Trigger.HOUSEHOLD_CARE_CHECKED,
             ("ubnd-xa", "phong-ldtbxh", "ubnd-huyen"), 3, Unit.WORKING_DAY,
             "Từ chối phải bằng văn bản, có lý do. " + SILENT, f"{ND20}, Điều 21 khoản 3", ND20_ON, None, TEXT,
             note="Cơ quan cấp huyện đã kết thúc; cơ quan có thẩm quyền hiện nay cần xác nhận."),
    Deadline("D11", "Quyết định hỗ trợ học văn hóa, học nghề, trợ cấp khó khăn ban đầu", Trigger.APPLIED,
             ("so-y-te",), 9, Unit.WORKING_DAY, SILENT, f"Thủ tục hành chính 112584; {ND162}, Điều 24", NEW, None, SECONDARY),
    Deadline("D12", "Hỗ trợ ít nhất 50% mức đóng bảo hiểm y tế", Trigger.CONFIRMED,
             ("bhxh",), 1, Unit.YEAR, "Hết thời gian được ngân sách hỗ trợ mức đóng.",
             "Nghị định 188/2025/NĐ-CP; Luật 51/2024/QH15, Điều 12 khoản 4 điểm i", NEW, None, TEXT),
    Deadline("D13", "Báo gia đình trước khi trẻ em rời cơ sở", Trigger.STAY_ENDS,
             FACILITY, 20, Unit.BEFORE_END, SILENT, f"{TT35}, Điều 11 khoản 3 điểm c", TT35_ON, None, TEXT,
             note=f"{VALIDITY} {FIRST_DAY}"),
    Deadline("D14", "Áp dụng biện pháp can thiệp khẩn cấp hoặc tạm thời cách ly trẻ em", Trigger.CHILD_AT_RISK,
             ("ubnd-xa",), 12, Unit.HOUR, SILENT, f"{ND56}, Điều 26 khoản 3", ND56_ON, None, TEXT),
    Deadline("D15", "Xây dựng kế hoạch hỗ trợ, can thiệp trẻ em", Trigger.CHILD_ASSESSED,
             ("ubnd-xa",), 5, Unit.WORKING_DAY, SILENT, f"{ND56}, Điều 28 khoản 1", ND56_ON, None, TEXT,
             note="Không áp dụng với trường hợp khẩn cấp."),
    Deadline("D16", "Phê duyệt kế hoạch hỗ trợ, can thiệp trẻ em", Trigger.CHILD_PLAN_SUBMITTED,
             ("ubnd-xa",), 2, Unit.WORKING_DAY, SILENT, f"{ND56}, Điều 28 khoản 4", ND56_ON, None, TEXT,
             note="Không áp dụng với trường hợp khẩn cấp."),
)  # fmt: skip

EARLIER = (
    Deadline("O01", "Báo ngay UBND cấp xã nơi đóng trụ sở", Trigger.REPORTED_ELSEWHERE,
             (*FORCES, "cong-an-huyen", "khac"), None, Unit.IMMEDIATE, SILENT,
             "Luật 66/2011/QH12, Điều 24 khoản 1", OLD, OLD_ENDS, SECONDARY),
    Deadline("O02", "Thông báo ngay cho Phòng LĐTBXH", Trigger.RECEIVED_BY_COMMUNE,
             ("ubnd-xa",), None, Unit.IMMEDIATE, STILL_SUPPORTED, "Luật 66/2011/QH12, Điều 24 khoản 1", OLD, OLD_ENDS, SECONDARY),
    Deadline("O03", "Tiếp nhận, hỗ trợ, cùng công an cấp huyện lấy thông tin ban đầu", Trigger.COMMUNE_NOTICE,
             ("phong-ldtbxh", "cong-an-huyen"), 3, Unit.DAY, STILL_SUPPORTED,
             f"Luật 66/2011/QH12, Điều 24 khoản 2; {TTLT}", OLD, OLD_ENDS, SECONDARY),
    Deadline("O04", "Đề nghị công an cấp huyện xác minh bằng văn bản; tiếp tục hỗ trợ nhu cầu thiết yếu", Trigger.NO_PAPER,
             ("phong-ldtbxh",), None, Unit.DAY, STILL_SUPPORTED, TTLT, TTLT_ON, OLD_ENDS, SECONDARY, note=FIRST_DAY),
    Deadline("O05", "Xác minh và trả lời bằng văn bản", Trigger.VERIFICATION_ASKED,
             ("cong-an-huyen", "cong-an-tinh"), 20, Unit.DAY, STILL_SUPPORTED,
             "Luật 66/2011/QH12, Điều 24 khoản 4", OLD, OLD_ENDS, RECALL,
             Extension("Trường hợp phức tạp: không quá 02 tháng", 2, Unit.MONTH, frozenset({"cong-an-huyen", "cong-an-tinh"}))),
    Deadline("O06", "Bàn giao ngay cho Phòng LĐTBXH gần nhất, cấp giấy xác nhận trước khi bàn giao", Trigger.RESCUED,
             ("cong-an-huyen", "cong-an-tinh", "bo-doi-bien-phong", "canh-sat-bien"), None, Unit.IMMEDIATE, SILENT,
             "Luật 66/2011/QH12, Điều 25 khoản 1", OLD, OLD_ENDS, SECONDARY),
    Deadline("O07", "Đưa ngay người trở về tới cơ quan hỗ trợ", Trigger.RETURNED_AT_GATE,
             GATE, None, Unit.IMMEDIATE, SILENT, "Luật 66/2011/QH12, Điều 26", OLD, OLD_ENDS, SECONDARY),
    Deadline("O08", "Đối chiếu danh sách, ký biên bản giao nhận, làm thủ tục nhập cảnh, cấp giấy chứng nhận về nước",
             Trigger.HANDED_OVER_AT_GATE, ("cong-an-tinh", "bo-doi-bien-phong"), None, Unit.IMMEDIATE, SILENT,
             f"{TTLT} (thủ tục của công an tỉnh)", TTLT_ON, OLD_ENDS, SECONDARY, note=FIRST_DAY),
    Deadline("O09", "Lưu trú tại cơ sở bảo trợ xã hội, tối đa", Trigger.STAY_STARTED,
             FACILITY, 60, Unit.DAY, "Cần chuyển tuyến, chuyển sang cơ sở hỗ trợ nạn nhân hoặc đưa người về nơi cư trú.",
             f"{TT35}, Điều 14 khoản 1; {ND09}, Điều 19", TT35_ON, None, TEXT, note=f"{VALIDITY} {FIRST_DAY}"),
    Deadline("O10", "Tiền ăn trong thời gian lưu trú, tối đa", Trigger.STAY_STARTED,
             FACILITY, 3, Unit.MONTH, "Hết thời gian được chi tiền ăn.", "Thông tư 84/2019/TT-BTC",
             date(2020, 1, 15), date(2026, 9, 30), SECONDARY,
             note=f"Thay bằng Thông tư 120/2026/TT-BTC từ 01/10/2026 theo một nguồn. {FIRST_DAY}"),
    Deadline("O11", "Nộp đơn đề nghị hỗ trợ học văn hóa, học nghề, trợ cấp khó khăn ban đầu", Trigger.CONFIRMED,
             ("ubnd-xa",), 12, Unit.MONTH, "Hết thời hạn nộp đơn theo nghị định cũ; hỏi bộ phận pháp chế trước khi từ chối.",
             f"{ND09}, Điều 23", ND09_ON, OLD_ENDS, SECONDARY,
             note=f"Nạn nhân là người phải nộp; UBND cấp xã hướng dẫn và nhận đơn. {FIRST_DAY}"),
    Deadline("O12", "Chuyển hồ sơ đề nghị hỗ trợ tới Phòng LĐTBXH", Trigger.APPLIED_AT_COMMUNE,
             ("ubnd-xa",), 3, Unit.WORKING_DAY, SILENT, f"{ND09}, Điều 23 khoản 3 điểm b", ND09_ON, OLD_ENDS, SECONDARY,
             note=f"Các bước sau chưa tìm thấy. {FIRST_DAY}"),
    Deadline("O13", "Đề xuất giải thể cơ sở hỗ trợ nạn nhân", Trigger.FACILITY_CLOSURE_ASKED,
             ("so-ldtbxh",), 5, Unit.WORKING_DAY, SILENT, f"{TT35}, Điều 8 khoản 2", TT35_ON, OLD_ENDS, TEXT,
             note=f"Bảng nguồn ghi «05 + 05 ngày làm việc». {FIRST_DAY}"),
    Deadline("O13b", "Quyết định giải thể cơ sở hỗ trợ nạn nhân", Trigger.FACILITY_CLOSURE_PROPOSED,
             ("ubnd-tinh",), 5, Unit.WORKING_DAY, SILENT, f"{TT35}, Điều 8 khoản 2", TT35_ON, OLD_ENDS, TEXT, note=FIRST_DAY),
    Deadline("O14", "Kiểm tra cơ sở hỗ trợ nạn nhân, định kỳ hoặc đột xuất", Trigger.FACILITY_INSPECTED,
             ("so-ldtbxh",), 6, Unit.MONTH, SILENT, f"{TT35}, Điều 7 khoản 1", TT35_ON, OLD_ENDS, TEXT, note=FIRST_DAY),
)  # fmt: skip

DEADLINES = (*CURRENT, *EARLIER)
BY_CODE = {row.code: row for row in DEADLINES}


def started_by(trigger: Trigger, on: date) -> list[Deadline]:
    """The limits that an event on a day starts, under the texts in force that day, in the catalogue's order."""
    return [row for row in DEADLINES if row.trigger is trigger and row.in_force_on(on)]


def table() -> str:
    """The rows as a Markdown table for ``docs/law-index.md``; the same text every time."""
    lines = [
        "| Mã | Việc phải làm | Tính từ | Thời hạn | Văn bản | Từ | Đến hết | Độ tin cậy | Ghi chú |",
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    for row in DEADLINES:
        more = f"{row.length_words}; {row.extension.words}" if row.extension else row.length_words
        cells = (
            row.code,
            row.name,
            row.trigger.label,
            more,
            row.text,
            row.in_force.isoformat(),
            row.until.isoformat() if row.until else "",
            str(row.confidence),
            row.note,
        )
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"
