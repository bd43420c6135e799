"""The twenty-nine types of administrative document, and the marks a paper may bear."""

from __future__ import annotations

from enum import Enum, StrEnum


class Kind(Enum):
    """Type of document (loại văn bản hành chính): its abbreviation in the symbol, and its name.

    A công văn and a thư công have no abbreviation. Source: Nghị định 30/2020/NĐ-CP, Điều 7 and Phụ lục III, phần I.
    """

    RESOLUTION = "NQ", "Nghị quyết"
    DECISION = "QĐ", "Quyết định"
    DIRECTIVE = "CT", "Chỉ thị"
    CHARTER = "QC", "Quy chế"
    REGULATION = "QyĐ", "Quy định"
    COMMUNIQUE = "TC", "Thông cáo"
    NOTICE = "TB", "Thông báo"
    GUIDANCE = "HD", "Hướng dẫn"
    PROGRAMME = "CTr", "Chương trình"
    PLAN = "KH", "Kế hoạch"
    OPTION = "PA", "Phương án"
    SCHEME = "ĐA", "Đề án"
    PROJECT = "DA", "Dự án"
    REPORT = "BC", "Báo cáo"
    MINUTES = "BB", "Biên bản"
    SUBMISSION = "TTr", "Tờ trình"
    CONTRACT = "HĐ", "Hợp đồng"
    TELEGRAM = "CĐ", "Công điện"
    MEMORANDUM = "BGN", "Bản ghi nhớ"
    AGREEMENT = "BTT", "Bản thỏa thuận"
    AUTHORISATION = "GUQ", "Giấy ủy quyền"
    INVITATION = "GM", "Giấy mời"
    INTRODUCTION = "GGT", "Giấy giới thiệu"
    LEAVE = "GNP", "Giấy nghỉ phép"
    SENDING_SLIP = "PG", "Phiếu gửi"
    REFERRAL_SLIP = "PC", "Phiếu chuyển"
    NOTICE_SLIP = "PB", "Phiếu báo"
    OFFICIAL_LETTER = "", "Công văn"
    OPEN_LETTER = "", "Thư công"

    @property
    def abbreviation(self) -> str:
        return self.value[0]

    @property
    def label(self) -> str:
        return self.value[1]


# Their symbol begins with the body, and their summary stands under the number, not under a title.
UNNAMED = frozenset({Kind.OFFICIAL_LETTER, Kind.OPEN_LETTER})


class Authority(StrEnum):
    """In whose stead one signs (quyền hạn ký): Nghị định 30/2020/NĐ-CP, Điều 13 and Phụ lục I, phần II.7."""

    FOR_BODY = "TM."  # thay mặt tập thể
    FOR_HEAD = "KT."  # ký thay người đứng đầu
    BY_ORDER = "TL."  # thừa lệnh
    BY_PROXY = "TUQ."  # thừa ủy quyền


class Secrecy(StrEnum):
    """Degree of state secret (độ mật): Luật Bảo vệ bí mật nhà nước 2018."""

    SECRET = "MẬT"
    TOP = "TỐI MẬT"
    ABSOLUTE = "TUYỆT MẬT"


class Urgency(StrEnum):
    """Degree of urgency (độ khẩn)."""

    URGENT = "KHẨN"
    VERY = "THƯỢNG KHẨN"
    IMMEDIATE = "HỎA TỐC"
