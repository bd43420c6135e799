"""The states of the four lives (tình trạng), with the words screens use; `states` says how one leads to another."""

from __future__ import annotations

from diemtua.cases.labelled import Labelled


class Legal(Labelled):
    """A: what the person is in the eyes of the law (tình trạng pháp lý)."""

    CLUE = "clue", "Nguồn tin về người, chưa tiếp nhận"
    RECEIVED = "received", "Đã tiếp nhận"
    NOTIFIED = "notified", "Đã thông báo, chuyển tới cơ quan chủ trì xác minh ban đầu"
    CHECKING = "checking", "Đang xác minh thông tin ban đầu"
    BEING_IDENTIFIED = "being-identified", "Người đang trong quá trình xác định là nạn nhân"
    VICTIM = "victim", "Nạn nhân (đã xác định)"
    NOT_VICTIM = "not-victim", "Không phải nạn nhân"
    PAUSED = "paused", "Tạm dừng xác minh"
    CLOSED = "closed", "Kết thúc hồ sơ"
    ELSEWHERE = "elsewhere", "Đã chuyển hồ sơ ra ngoài địa bàn"


class Support(Labelled):
    """B: support and reintegration (hỗ trợ, hòa nhập cộng đồng)."""

    INITIAL = "initial", "Hỗ trợ ban đầu"
    STAY = "stay", "Lưu trú, hỗ trợ phục hồi"
    REFERRED = "referred", "Chuyển tuyến"
    RETURNING = "returning", "Đưa về nơi cư trú, hồi hương"
    PLANNING = "planning", "Lập kế hoạch hòa nhập"
    REINTEGRATING = "reintegrating", "Thực hiện, theo dõi, điều chỉnh kế hoạch hòa nhập"
    PAID = "paid", "Hưởng chế độ tại cộng đồng (học văn hóa, học nghề, trợ cấp, vay vốn)"
    SETTLED = "settled", "Ổn định, kết thúc hỗ trợ"


class Protection(Labelled):
    """C: one measure of protection (bảo vệ an toàn)."""

    REQUESTED = "requested", "Đã đề nghị"
    CHECKED = "checked", "Đang kiểm tra, xem xét"
    ORDERED = "ordered", "Đã quyết định áp dụng"
    RUNNING = "running", "Đang thực hiện"
    CHANGED = "changed", "Đã thay đổi, đang thực hiện"
    ENDED = "ended", "Đã chấm dứt"
    REFUSED = "refused", "Không áp dụng, có lý do"
    DECLINED = "declined", "Người được bảo vệ từ chối, có cam kết bằng văn bản"


class ChildPlan(Labelled):
    """E: the child-protection process of the commune (quy trình bảo vệ trẻ em)."""

    INFORMED = "informed", "Đã nhận thông tin"
    RISK_ASSESSED = "risk-assessed", "Đã đánh giá nguy cơ ban đầu"
    NEEDS_ASSESSED = "needs-assessed", "Đã xác minh, đánh giá nguy cơ cụ thể"
    MET = "met", "Đã họp trường hợp"
    DRAWN_UP = "drawn-up", "Đã lập kế hoạch, chờ phê duyệt"
    APPROVED = "approved", "Kế hoạch đã được phê duyệt"
    CARRIED_OUT = "carried-out", "Đang thực hiện, rà soát kế hoạch"
    SEPARATED = "separated", "Cách ly khỏi người chăm sóc theo quyết định của Tòa án"
