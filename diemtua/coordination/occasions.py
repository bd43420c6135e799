"""What a notice may say, as a closed set: the label stands after the case's number, and there is nothing else to say."""

from __future__ import annotations

from diemtua.cases.announcing import About
from diemtua.cases.labelled import Labelled


class Occasion(Labelled):
    """Announcements of ``cases`` under their own words (a test compares), and those of procedures between agencies."""

    NOTIFIED = About.NOTIFIED.value, About.NOTIFIED.label
    TAKEN_OVER = About.TAKEN_OVER.value, About.TAKEN_OVER.label
    VERIFICATION_ASKED = About.VERIFICATION_ASKED.value, About.VERIFICATION_ASKED.label
    CONCLUDED = About.CONCLUDED.value, About.CONCLUDED.label
    SHELTER_UNSAFE = About.SHELTER_UNSAFE.value, About.SHELTER_UNSAFE.label
    PROTECTION_ASKED = About.PROTECTION_ASKED.value, About.PROTECTION_ASKED.label
    GLASS_BROKEN = About.GLASS_BROKEN.value, About.GLASS_BROKEN.label
    CONSENT_WITHDRAWN = About.CONSENT_WITHDRAWN.value, About.CONSENT_WITHDRAWN.label
    WITHHELD = About.WITHHELD.value, About.WITHHELD.label
    CLOSING_ASKED = About.CLOSING_ASKED.value, About.CLOSING_ASKED.label
    ASSIGNED = "assigned", "được phân công"
    REFERRED = "referred", "được chuyển tuyến, chờ tiếp nhận"
    OFFERED = "offered", "được đề nghị chuyển giao, chờ tiếp nhận"
    REQUESTED = "requested", "có cơ quan xin chuyển giao, chờ trả lời"
    ACCEPTED = "accepted", "đã được nơi nhận tiếp nhận"
    REJECTED = "rejected", "bị nơi nhận từ chối"
    FINISHED = "finished", "đã được nơi nhận thực hiện xong"
    REVOKED = "revoked", "đã được nơi gửi thu hồi"
    UNANSWERED = "unanswered", "chưa được trả lời"
    EXPIRED = "expired", "hết thời gian chờ trả lời"
    MAYBE_SAME = "maybe-same", "có thể là của cùng một người với một hồ sơ khác"
    HANDED_OVER = "handed-over", "Có biên bản giao nhận người chờ xác nhận"
    GROUP_OPENED = "group-opened", "Có đợt tiếp nhận nhiều người cần phối hợp"
