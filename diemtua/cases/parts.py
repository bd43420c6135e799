"""The parts of a case (phần hồ sơ): what a share gives, and what it never gives."""

from __future__ import annotations

from diemtua.cases.labelled import Labelled


class Part(Labelled):
    """One kind of content. Every table of a case belongs to one; row policies ask for it by its value."""

    SUMMARY = "summary", "Tóm tắt"
    IDENTITY = "identity", "Danh tính"
    CONTACT = "contact", "Cách liên lạc an toàn"
    STORY = "story", "Sự việc"
    LEGAL = "legal", "Xác minh, xác định"
    SUPPORT = "support", "Hỗ trợ"
    STAY = "stay", "Nơi lưu trú"
    SAFETY = "safety", "Bảo vệ an toàn"
    CHILD = "child", "Bảo vệ trẻ em"
    FAMILY = "family", "Người thân, người đi cùng"
    PAPERS = "papers", "Tài liệu kèm theo"
    INTERNAL = "internal", "Ghi chú riêng của cơ quan giữ hồ sơ"


EVERYTHING = tuple(part.value for part in Part)
SHAREABLE = frozenset(Part) - {Part.INTERNAL}
# What an agency asked to verify needs (Luật 53/2024/QH15, Điều 27, 32); never where the person sleeps.
FOR_VERIFYING = (Part.SUMMARY, Part.IDENTITY, Part.CONTACT, Part.STORY, Part.LEGAL, Part.FAMILY, Part.PAPERS)
# In an emergency: who she is, how to reach her, what threatens her.
FOR_EMERGENCY = (Part.SUMMARY, Part.IDENTITY, Part.CONTACT, Part.SAFETY, Part.FAMILY)
# A shelter keeps the person and does not read what was done to her (Thông tư 35/2013/TT-BLĐTBXH, Điều 13, 14).
FOR_FACILITY = (Part.SUMMARY, Part.IDENTITY, Part.CONTACT, Part.SUPPORT, Part.STAY, Part.SAFETY, Part.FAMILY)
# Forces told that a shelter is unsafe need the place and the danger (Kế hoạch 155/KH-UBND Sóc Trăng, II.5).
FOR_FORCES = (Part.SUMMARY, Part.STAY, Part.SAFETY, Part.CONTACT)
FOR_COMMUNE_OF_CHILD = (Part.SUMMARY, Part.IDENTITY, Part.CONTACT, Part.CHILD, Part.FAMILY)


class ShareKind(Labelled):
    """Why an agency knows a case (lý do được biết hồ sơ)."""

    HOLDER = "holder", "Giữ hồ sơ"
    REFERRAL = "referral", "Chuyển tuyến"
    OFFER = "offer", "Được đề nghị tiếp nhận"
    VERIFICATION = "verification", "Được đề nghị xác minh"
    TEAM = "team", "Phối hợp"
    FACILITY = "facility", "Nơi lưu trú"
    EMERGENCY = "emergency", "Truy cập khẩn cấp"
