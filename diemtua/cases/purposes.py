"""Why an officer looks: a closed set, so that the trail never holds a person's data in somebody's own words (mục đích)."""

from __future__ import annotations

from diemtua.cases.labelled import Labelled


class Purpose(Labelled):
    RECEIVING = "receiving", "Tiếp nhận người"
    VERIFYING = "verifying", "Xác minh, xác định nạn nhân"
    SUPPORTING = "supporting", "Hỗ trợ"
    PROTECTING = "protecting", "Bảo vệ an toàn"
    HANDING_OVER = "handing-over", "Chuyển tuyến, bàn giao"
    SUBJECT_REQUEST = "subject-request", "Trả lời yêu cầu của chính người đó"
    SUPERVISING = "supervising", "Kiểm tra hồ sơ"
