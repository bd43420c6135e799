"""Words of the pages of accounts. A reason is chosen, not typed: the trail keeps its code, never a person's affairs."""

from diemtua.access.accounts.policies import Gesture

LABELS = {
    Gesture.OPEN: "Mở tài khoản",
    Gesture.RENEW: "Cấp lại đường dẫn kích hoạt",
    Gesture.SWITCH_OFF: "Tắt tài khoản",
    Gesture.SWITCH_ON: "Bật lại tài khoản",
    Gesture.END_SESSIONS: "Kết thúc mọi phiên đăng nhập",
    Gesture.RESET_FACTOR: "Đặt lại xác thực hai lớp",
}
SAID = {
    Gesture.OPEN: "Đã mở tài khoản; thư kích hoạt đang được gửi.",
    Gesture.RENEW: "Thư kích hoạt mới đang được gửi; đường dẫn cũ không còn dùng được.",
    Gesture.SWITCH_OFF: "Đã tắt tài khoản và kết thúc mọi phiên đăng nhập.",
    Gesture.SWITCH_ON: "Đã bật lại tài khoản.",
    Gesture.END_SESSIONS: "Đã kết thúc mọi phiên đăng nhập.",
    Gesture.RESET_FACTOR: "Đã đặt lại xác thực hai lớp và kết thúc mọi phiên đăng nhập.",
}
WAYS = {
    "letter": "Gửi thư cho cán bộ",
    "slip": "In phiếu kích hoạt để trao tay",
}
OFF_REASONS = {
    "left": "Đã nghỉ việc hoặc chuyển công tác",
    "exposed": "Nghi người khác dùng được tài khoản",
    "asked": "Theo đề nghị của thủ trưởng cơ quan",
    "unused": "Không còn dùng đến",
}
FACTOR_REASONS = {
    "lost": "Mất điện thoại hoặc khóa bảo mật",
    "changed": "Đổi điện thoại, không còn mã dự phòng",
    "exposed": "Nghi người khác giữ được mã hoặc khóa",
}
