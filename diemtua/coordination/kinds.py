"""The words of a movement (lần chuyển): its kinds, its states, why it is done."""

from __future__ import annotations

from diemtua.cases.labelled import Labelled


class Kind(Labelled):
    """The four ways another person gets at a case."""

    ASSIGNMENT = "assignment", "Phân công"
    REFERRAL = "referral", "Chuyển tuyến dịch vụ"
    TRANSFER = "transfer", "Chuyển giao hồ sơ"
    REQUEST = "transfer-request", "Xin chuyển giao hồ sơ"


class State(Labelled):
    """Where a movement stands (tình trạng)."""

    IN_PROGRESS = "in-progress", "Chờ trả lời"
    ACCEPTED = "accepted", "Đã tiếp nhận"
    REJECTED = "rejected", "Bị từ chối"
    DONE = "done", "Đã thực hiện xong"
    REVOKED = "revoked", "Đã thu hồi"
    EXPIRED = "expired", "Hết thời gian chờ trả lời"


class Agreement(Labelled):
    """What the person must have agreed to; the values are those of the case's own consents."""

    DISCLOSURE = "disclosure", "Chia sẻ thông tin cho nơi khác"
    SERVICES = "services", "Nhận dịch vụ hỗ trợ"


class Basis(Labelled):
    """On what a disclosure stands when not on consent (căn cứ khi không dựa vào đồng ý)."""

    LIFE = "life", "Bảo vệ khẩn cấp tính mạng, sức khỏe, danh dự, nhân phẩm của người đó hoặc người khác"
    CRIME = "crime", "Phòng, chống tội phạm, bảo vệ an ninh"
    DUTY = "duty", "Hoạt động của cơ quan nhà nước theo quy định của luật"
    CHILD = "child", "Người dưới 18 tuổi hoặc chưa rõ tuổi: vì lợi ích tốt nhất của trẻ em"


class Purpose(Labelled):
    """Why a person is referred (mục đích chuyển tuyến)."""

    HEALTH = "health", "Y tế"
    PSYCHOLOGY = "psychology", "Tâm lý"
    LEGAL = "legal", "Pháp lý"
    SHELTER = "shelter", "Nơi lưu trú"
    VERIFICATION = "verification", "Xác minh"
    EDUCATION = "education", "Giáo dục"
    WORK = "work", "Học nghề, việc làm"
    LIVELIHOOD = "livelihood", "Trợ cấp, vay vốn"
    PROTECTION = "protection", "Bảo vệ an toàn"
    CHILD = "child", "Bảo vệ trẻ em"
    HOME = "home", "Đưa về nơi cư trú"
    INTERPRETATION = "interpretation", "Phiên dịch"
