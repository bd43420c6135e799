"""Messages and counts as plans give them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diemtua.plans.reading.figures import find_figures
from diemtua.plans.reading.messages import find_messages

ROWS = [
    ("nhắn tin tuyên truyền “Ngày thế giới phòng, chống mua bán người”, với nội dung tin nhắn: “Hãy gọi 111 khi cần giúp đỡ”.", [("sms", "Hãy gọi 111 khi cần giúp đỡ")]),
    ("gửi tin nhắn đến thuê bao di động với nội\ndung: “Cảnh giác với việc nhẹ\nlương cao.”", [("sms", "Cảnh giác với việc nhẹ lương cao.")]),
    ('phối hợp nhắn tin với nội dung "Không hái, không ăn nấm lạ" tới thuê bao', [("sms", "Không hái, không ăn nấm lạ")]),
    ("Nội dung tin nhắn: Toàn dân tham gia phòng cháy và chữa cháy", [("sms", "Toàn dân tham gia phòng cháy và chữa cháy")]),
    ("chủ đề năm 2024 là “Không trẻ em nào bị bỏ lại phía sau”.", [("theme", "Không trẻ em nào bị bỏ lại phía sau")]),
    ("với chủ đề “An toàn là trên hết”; hai câu sau nhắc chủ đề “An toàn là trên hết”.", [("theme", "An toàn là trên hết")]),
    ("1. Chủ đề: Chung tay vì môi trường xanh.", [("theme", "Chung tay vì môi trường xanh")]),
    ("phát thông điệp “Một phút lơ là, cả đời ân hận” hằng tuần", [("slogan", "Một phút lơ là, cả đời ân hận")]),
    ("khẩu hiệu: “Nói không với ma túy”; “Gia đình là tổ ấm” trên các trục đường", [("slogan", "Nói không với ma túy"), ("slogan", "Gia đình là tổ ấm")]),
    ("KHẨU HIỆU TUYÊN TRUYỀN\n1. Toàn dân đoàn kết chống rác thải nhựa!\n2. Hành động hôm nay, an toàn ngày mai.\n", [("slogan", "Toàn dân đoàn kết chống rác thải nhựa"), ("slogan", "Hành động hôm nay, an toàn ngày mai")]),
    ("hỗ trợ nạn nhân (Tổng đài 111); gọi lại Tổng đài 111", [("hotline", "Tổng đài 111")]),
    ("qua đường dây nóng 0263.3822.113; bảo vệ bí mật", [("hotline", "đường dây nóng 0263.3822.113")]),
    ("đường dây tư vấn sức khỏe tâm thần, số điện thoại 1900 0234, trực từ 7 giờ", [("hotline", "1900 0234")]),
    ("Vận hành đường dây tiếp nhận phản ánh, kiến nghị: 1022; xử lý", [("hotline", "1022")]),
    ("nhắn tin cảnh báo theo vị trí, chạy thử trong tháng 8/2026; nội dung tin: “Canh bao lu khan cap”.", [("sms", "Canh bao lu khan cap")]),
    ("phản ánh qua đường dây nóng 0296.3.888.115.", [("hotline", "đường dây nóng 0296.3.888.115")]),
    ("nội dung tin nhắn: “Hãy gọi Tổng đài 111”", [("sms", "Hãy gọi Tổng đài 111")]),
    ("Đầu mối liên hệ: ông Trần Văn A, điện thoại 0912.345.678", []),
    ("tin nhắn điện thoại SMS, mạng xã hội, báo điện tử", []),
    ("tọa đàm về chủ đề phòng, chống mua bán người vào khung giờ có nhiều người theo dõi", []),
    ("tổ chức chuyên đề với chủ đề “Phòng, chống đuối nước” cho học sinh", []),
    ("theo phương châm “bốn tại chỗ”", []),
]  # fmt: skip


@pytest.mark.parametrize(("words", "expected"), ROWS, ids=[row[0][:40] for row in ROWS])
def test_messages_are_taken_word_for_word(words, expected):
    found = find_messages(words)
    assert [(m.kind, m.text) for m in found] == expected
    for m in found:
        assert " ".join(words[m.start : m.end].split()) == m.text


COUNTS = [
    ("tại địa bàn 03 huyện, gồm An Sơn, Bình Lâm", [(3, "huyện")]),
    ("phát hiện, xử lý 22 vụ MBN; cấp phát 5.000 tờ rơi", [(22, "vụ"), (5000, "tờ rơi")]),
    ("đạt 95,5% chỉ tiêu; giảm 5 % số vụ", [(95.5, "%"), (5, "%")]),
    ("theo Điều 5 xã hội hóa; Ban Chỉ đạo 138 tỉnh; năm 2025 xã được chọn", []),
]


@pytest.mark.parametrize(("words", "expected"), COUNTS, ids=[row[0][:40] for row in COUNTS])
def test_counts_are_numbers_with_what_they_count(words, expected):
    assert [(f.value, f.unit) for f in find_figures(words)] == expected


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.sampled_from([r[0] for r in ROWS + COUNTS]),
            st.text(alphabet='chủ đề“”":.;\n 0123tin nhắn', max_size=40),
        ),
        max_size=4,
    )
)
def test_any_text_gives_messages_and_counts_inside_it(pieces):
    text = "\n".join(pieces)
    for item in (*find_messages(text), *find_figures(text)):
        assert 0 <= item.start < item.end <= len(text)
        assert item.text == " ".join(text[item.start : item.end].split())
