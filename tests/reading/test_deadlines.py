"""Deadlines as plans write them, each with the value the exchange format asks.

Three tables: time cells, clauses in running text, duties to report; then what is true
of any text at all.
"""

import re
import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diemtua.plans.reading import deadlines
from diemtua.plans.reading.model import Frame

FRAME = Frame(date(2025, 8, 5), 2025)

# The shapes the exchange format allows.
DAY = r"\d{4}-\d{2}-\d{2}"
TOKEN = (
    r"(?:continuous|weekly|on-event|monthly(?:@\d{2})?|quarterly(?:@\d{2})?"
    r"|half-yearly(?:@\d{2}-\d{2})?|yearly(?:@(?:\d{2}(?:-\d{2})?|Q[1-4]))?)"
)
PERIOD = rf"(?:{DAY}/(?:{DAY}|\.\.)|P\d+D|PT\d+H|school-year:\d{{4}}-\d{{4}})"
SHAPES = {"date": DAY, "period": rf"{PERIOD}(?:,{PERIOD})*", "recurring": rf"{TOKEN}(?:,{TOKEN})*"}

CELLS = [
    ("Năm 2026", "period", "2026-01-01/2026-12-31"),
    ("2026", "period", "2026-01-01/2026-12-31"),
    ("Trong năm 2025", "period", "2025-01-01/2025-12-31"),
    ("Năm 2025, 2026", "period", "2025-01-01/2025-12-31,2026-01-01/2026-12-31"),
    ("2025-2030", "period", "2025-01-01/2030-12-31"),
    ("2025 – 2030", "period", "2025-01-01/2030-12-31"),
    ("Giai đoạn 2026 - 2030", "period", "2026-01-01/2030-12-31"),
    ("Năm 2026 và các năm tiếp theo", "period", "2026-01-01/.."),
    ("Từ năm 2026", "period", "2026-01-01/.."),
    ("Từ năm 2026 trở đi", "period", "2026-01-01/.."),
    ("Từ năm 2026 đến năm 2030", "period", "2026-01-01/2030-12-31"),
    ("Quý III", "period", "2025-07-01/2025-09-30"),
    ("Quý III/2025", "period", "2025-07-01/2025-09-30"),
    ("Quí IV/2025", "period", "2025-10-01/2025-12-31"),
    ("Quý 4/2025", "period", "2025-10-01/2025-12-31"),
    ("Quý IV năm 2025", "period", "2025-10-01/2025-12-31"),
    ("Quý lll/2025", "period", "2025-07-01/2025-09-30"),
    ("Quý I, II/2026", "period", "2026-01-01/2026-03-31,2026-04-01/2026-06-30"),
    ("Quý I và quý III năm 2026", "period", "2026-01-01/2026-03-31,2026-07-01/2026-09-30"),
    ("Quý III-IV/2025", "period", "2025-07-01/2025-12-31"),
    ("Quý IV/2025 - Quý II/2026", "period", "2025-10-01/2026-06-30"),
    ("Quý IV/2025 và Quý I/2026", "period", "2025-10-01/2025-12-31,2026-01-01/2026-03-31"),
    ("Hết quý III/2025", "date", "2025-09-30"),
    ("Trong quý I, II/2026", "period", "2026-01-01/2026-03-31,2026-04-01/2026-06-30"),
    ("Tháng 9/2025", "period", "2025-09-01/2025-09-30"),
    ("Tháng 9", "period", "2025-09-01/2025-09-30"),
    ("Tháng 9-10/2025", "period", "2025-09-01/2025-10-31"),
    ("Tháng 9 - tháng 12/2025", "period", "2025-09-01/2025-12-31"),
    ("Tháng 9, 10/2025", "period", "2025-09-01/2025-10-31"),
    ("Tháng 9 và tháng 11 năm 2025", "period", "2025-09-01/2025-09-30,2025-11-01/2025-11-30"),
    ("Tháng 10 và tháng 11/2025", "period", "2025-10-01/2025-11-30"),
    ("Trong tháng 3 và tháng 10/2026", "period", "2026-03-01/2026-03-31,2026-10-01/2026-10-31"),
    ("9/2025", "period", "2025-09-01/2025-09-30"),
    ("9/2025 - 3/2026", "period", "2025-09-01/2026-03-31"),
    ("Từ tháng 8/2025 đến tháng 6/2026", "period", "2025-08-01/2026-06-30"),
    ("Từ tháng 9/2025", "period", "2025-09-01/.."),
    ("Tháng\n9/2025", "period", "2025-09-01/2025-09-30"),
    ("**Tháng 9/2025**", "period", "2025-09-01/2025-09-30"),
    ("Trước 15/11", "date", "2025-11-15"),
    ("Trước ngày 15/11/2025", "date", "2025-11-15"),
    ("Trước ngày **15/11/2025**", "date", "2025-11-15"),
    ("Trước ngày\n15 tháng 11 năm 2025", "date", "2025-11-15"),
    ("Trước l5/11/2025", "date", "2025-11-15"),
    ("Trước 3O/9/2025", "date", "2025-09-30"),
    ("Trước 30/9/2O25", "date", "2025-09-30"),
    ("Trước 30.9.2025", "date", "2025-09-30"),
    ("Trước 30-9-2025", "date", "2025-09-30"),
    ("15/11/2025", "date", "2025-11-15"),
    ("Ngày 30/7/2026", "date", "2026-07-30"),
    ("Chậm nhất 30/9/2025", "date", "2025-09-30"),
    ("Xong trước ngày 30/9/2025", "date", "2025-09-30"),
    ("Hoàn thành trước 31/12/2025", "date", "2025-12-31"),
    ("Đến 30/6/2026", "date", "2026-06-30"),
    ("Đến hết ngày 30/6/2026", "date", "2026-06-30"),
    ("Đến năm 2030", "date", "2030-12-31"),
    ("Đến hết năm 2025", "date", "2025-12-31"),
    ("Đến tháng 6/2026", "date", "2026-06-30"),
    ("Từ nay đến hết năm 2025", "date", "2025-12-31"),
    ("Từ ngày 15/11 đến 15/12", "period", "2025-11-15/2025-12-15"),
    ("Từ 15/11/2025 đến ngày 15/01/2026", "period", "2025-11-15/2026-01-15"),
    ("15/11 - 15/12/2025", "period", "2025-11-15/2025-12-15"),
    ("Từ ngày 15 đến ngày 20/8/2025", "period", "2025-08-15/2025-08-20"),
    ("15-20/8/2025", "period", "2025-08-15/2025-08-20"),
    ("Từ 15/12 đến 15/01/2026", "period", "2025-12-15/2026-01-15"),
    ("Từ ngày 01/9/2025", "period", "2025-09-01/.."),
    ("6 tháng đầu năm 2026", "period", "2026-01-01/2026-06-30"),
    ("06 tháng cuối năm 2025", "period", "2025-07-01/2025-12-31"),
    ("9 tháng đầu năm 2026", "period", "2026-01-01/2026-09-30"),
    ("Năm học 2026 - 2027", "period", "school-year:2026-2027"),
    ("Năm học 2025-2026", "period", "school-year:2025-2026"),
    ("Đầu năm học 2025 - 2026", "period", "school-year:2025-2026"),
    ("Cuối năm 2025", "date", "2025-12-31"),
    ("10 ngày kể từ ngày ban hành Kế hoạch", "period", "P10D"),
    ("Trong 03 ngày làm việc kể từ ngày tiếp nhận", "period", "P3D"),
    ("Trong vòng 24 giờ", "period", "PT24H"),
    ("Thường xuyên", "recurring", "continuous"),
    ("Thường xuyên, liên tục", "recurring", "continuous"),
    ("Thực hiện thường xuyên", "recurring", "continuous"),
    ("Thường xuyên trong năm 2026", "recurring", "continuous"),
    ("Thường xuyên, hằng năm", "recurring", "continuous,yearly"),
    ("Hằng năm", "recurring", "yearly"),
    ("Hàng năm", "recurring", "yearly"),
    ("Hàng năm, giai đoạn 2026-2030", "recurring", "yearly"),
    ("Hằng quý", "recurring", "quarterly"),
    ("Hằng tháng", "recurring", "monthly"),
    ("Hàng tuần", "recurring", "weekly"),
    ("Mỗi năm 01 lần", "recurring", "yearly"),
    ("01 lần/năm", "recurring", "yearly"),
    ("02 lần/năm", "recurring", "half-yearly"),
    ("01 lần/quý", "recurring", "quarterly"),
    ("6 tháng/lần", "recurring", "half-yearly"),
    ("06 tháng một lần", "recurring", "half-yearly"),
    ("Định kỳ quý, 6 tháng, năm", "recurring", "half-yearly,quarterly,yearly"),
    ("Định kỳ 6 tháng, hằng năm", "recurring", "half-yearly,yearly"),
    ("Định kỳ hàng tháng, quý, năm", "recurring", "monthly,quarterly,yearly"),
    ("Quý III hằng năm", "recurring", "yearly@Q3"),
    ("Hằng năm (Quý III)", "recurring", "yearly@Q3"),
    ("Tháng 9 hằng năm", "recurring", "yearly@09"),
    ("Tháng 01, 7 hàng năm", "recurring", "yearly@01,yearly@07"),
    ("Trước ngày 15/12 hằng năm", "recurring", "yearly@12-15"),
    ("Hằng năm, trước ngày 15/12", "recurring", "yearly@12-15"),
    ("Ngày 30/7 hằng năm", "recurring", "yearly@07-30"),
    ("Ngày 20 hằng tháng", "recurring", "monthly@20"),
    ("Hằng tháng (trước ngày 20)", "recurring", "monthly@20"),
    ("Ngày 14 tháng cuối quý", "recurring", "quarterly@14"),
    ("Hằng quý (ngày 14 của tháng cuối quý)", "recurring", "quarterly@14"),
    ("Trước ngày 15/6, 15/12 hằng năm", "recurring", "half-yearly@06-15"),
    ("6 tháng (trước ngày 15/6), năm (trước ngày 15/12)", "recurring", "half-yearly@06-15,yearly@12-15"),
    (
        "Định kỳ 6 tháng (trước ngày 15/6), năm (trước ngày 15/12)",
        "recurring",
        "half-yearly@06-15,yearly@12-15",
    ),
    ("Khi có yêu cầu", "recurring", "on-event"),
    ("Khi phát sinh", "recurring", "on-event"),
    ("Khi có phát sinh", "recurring", "on-event"),
    ("Khi có vụ việc", "recurring", "on-event"),
    ("Theo yêu cầu", "recurring", "on-event"),
    ("Đột xuất", "recurring", "on-event"),
    ("Định kỳ hằng quý và đột xuất", "recurring", "on-event,quarterly"),
    ("Hằng năm hoặc khi có yêu cầu", "recurring", "on-event,yearly"),
    ("Theo quy định", "none", None),
    ("Theo kế hoạch của Bộ Công an", "none", None),
    ("Sau khi Bộ Y tế có văn bản hướng dẫn", "none", None),
    ("Khi Bộ Y tế có văn bản", "none", None),
    ("Kịp thời", "none", None),
    ("", "none", None),
    ("Trước Tết Nguyên đán", "none", None),
    (
        "Tháng 8/2025 (tập huấn), tháng 11/2025 (hội nghị)",
        "period",
        "2025-08-01/2025-08-31,2025-11-01/2025-11-30",
    ),
    ("Năm 2025, hoàn thành trước 30/11/2025", "date", "2025-11-30"),
    ("Dự thảo trước 15/8/2025; ban hành trước 30/9/2025", "date", "2025-09-30"),
    ("Quý III/2025 và các năm tiếp theo", "period", "2025-07-01/.."),
    ("Tháng 12/2025 đến hết quý I/2026", "period", "2025-12-01/2026-03-31"),
    ("Trước tháng 12/2025", "date", "2025-11-30"),
    ("Trước 16 giờ 00 ngày 20/8/2025", "date", "2025-08-20"),
    ("Trước 16h30, ngày 20/8/2025", "date", "2025-08-20"),
    ("Trong các ngày 15, 16/8/2025", "period", "2025-08-15/2025-08-15,2025-08-16/2025-08-16"),
    ("Quý I/2026 (sau khi có Quyết định số 12/QĐ-TTg ngày 05/01/2026)", "period", "2026-01-01/2026-03-31"),
    ("Trước ngày 31/6/2026", "date", "2026-06-30"),
    ("Trước ngày 15/01", "date", "2025-01-15"),
    ("Trước hết năm 2027", "date", "2027-12-31"),
    ("Trong năm", "period", "2025-01-01/2025-12-31"),
    ("Cả năm", "period", "2025-01-01/2025-12-31"),
    ("Từ tháng 4 đến tháng 10 hằng năm", "recurring", "yearly"),
    ("Ngày 05 của tháng đầu quý sau", "recurring", "quarterly"),
    ("Trước ngày 15/01 năm sau", "date", "2026-01-15"),
    ("Đầu tháng 9/2025", "period", "2025-09-01/2025-09-10"),
    ("Tuần 2 tháng 9/2025", "period", "2025-09-01/2025-09-30"),
    ("Hè 2026", "none", None),
    ("Trước và sau Tết Nguyên đán 2026", "none", None),
    ("Hàng tháng, quý, 6 tháng, 9 tháng, năm", "recurring", "half-yearly,monthly,quarterly,yearly"),
    ("Thường xuyên/Hằng năm", "recurring", "continuous,yearly"),
    ("60 ngày", "period", "P60D"),
    ("Trong 48h", "period", "PT48H"),
    ("Xong trước 15/9; báo cáo trước 20/9", "date", "2025-09-15"),
    ("Quý 2, 3 năm 2026", "period", "2026-04-01/2026-06-30,2026-07-01/2026-09-30"),
    ("Q4/2025", "period", "2025-10-01/2025-12-31"),
    ("T9/2025", "period", "2025-09-01/2025-09-30"),
    ("Trước 17 giờ 00 ngày 25 hằng tháng", "recurring", "monthly@25"),
    ("Chậm nhất 30/9/2025 đối với cấp tỉnh, 15/10/2025 đối với cấp xã", "date", "2025-10-15"),
    (
        "Giai đoạn 1: Quý IV/2025; giai đoạn 2: Quý II/2026",
        "period",
        "2025-10-01/2025-12-31,2026-04-01/2026-06-30",
    ),
    ("Hoàn thành trước ngày 30/9/2025, duy trì thường xuyên", "date", "2025-09-30"),
    ("Năm 2026, các năm tiếp theo", "period", "2026-01-01/.."),
    ("Khi phía nước ngoài trao trả", "recurring", "on-event"),
    (
        "Đợt 1 trong tháng 6/2026, đợt 2 trong tháng 12/2026",
        "period",
        "2026-06-01/2026-06-30,2026-12-01/2026-12-31",
    ),
    ("Mỗi tháng 01 bài", "recurring", "monthly"),
    ("Mỗi năm 02 lần", "recurring", "half-yearly"),
    ("Không quá 36 giờ", "period", "PT36H"),
    ("Chậm nhất 20/5 và 20/11 hằng năm", "recurring", "half-yearly@05-20"),
    ("Ngày 30/6 và 31/12 hằng năm", "recurring", "half-yearly@06-30"),
    ("10/6 và 25/12 hằng năm", "recurring", "half-yearly@06-10,yearly@12-25"),
]

CLAUSES = [
    ("Hoàn thành trước 30/6/2026; báo cáo trước 10/7/2026.", "date", "2026-06-30"),
    ("Xây dựng kế hoạch triển khai, hoàn thành chậm nhất là ngày 20/8/2025.", "date", "2025-08-20"),
    (
        "Rà soát, thống kê số lao động đi làm việc ở nước ngoài, xong trước ngày 30/9/2025.",
        "date",
        "2025-09-30",
    ),
    ("Hoàn thành trong quý III/2025 việc rà soát các cơ sở lưu trú.", "period", "2025-07-01/2025-09-30"),
    ("Tổ chức tập huấn trong tháng 9/2025 cho cán bộ cấp xã.", "period", "2025-09-01/2025-09-30"),
    ("Tổ chức Lễ phát động vào ngày 30/9/2025 tại trung tâm tỉnh.", "date", "2025-09-30"),
    (
        "Mở đợt cao điểm (từ ngày 01 tháng 9 năm 2025 đến ngày 30 tháng 11 năm 2025);",
        "period",
        "2025-09-01/2025-11-30",
    ),
    ("Triển khai từ ngày 15/11 đến 15/12.", "period", "2025-11-15/2025-12-15"),
    (
        "Ban hành kế hoạch của đơn vị trong thời hạn 10 ngày kể từ ngày ban hành Kế hoạch này.",
        "period",
        "P10D",
    ),
    ("Thông báo cho cơ quan Công an trong vòng 24 giờ kể từ khi tiếp nhận nạn nhân.", "period", "PT24H"),
    ("Chuyển hồ sơ chậm nhất 05 ngày làm việc kể từ ngày nhận đủ hồ sơ.", "period", "P5D"),
    ("Duy trì mô hình đến hết năm 2026.", "date", "2026-12-31"),
    ("Từ nay đến 31/12/2025, tổ chức ít nhất 02 đợt kiểm tra.", "date", "2025-12-31"),
    ("Phấn đấu đến năm 2030, 100% xã có mô hình.", "date", "2030-12-31"),
    ("Hằng năm, tổ chức kiểm tra việc thực hiện Quy chế.", "recurring", "yearly"),
    ("được giao chủ trì hàng năm phải xây dựng Kế hoạch tự kiểm tra", "recurring", "yearly"),
    (
        "Tham mưu chủ động lập dự toán ngân sách chi thường xuyên hàng năm và trích nguồn kinh phí",
        "recurring",
        "yearly",
    ),
    ("phối hợp thực hiện công tác phòng, chống mua bán người (khi có yêu cầu).", "recurring", "on-event"),
    ("Tổ chức họp giao ban hằng quý với các cơ quan thành viên.", "recurring", "quarterly"),
    ("Ít nhất 01 lần/năm tổ chức diễn tập.", "recurring", "yearly"),
    ("Thẩm định dự toán trước ngày 15/12 hằng năm.", "recurring", "yearly@12-15"),
    ("Thời gian thực hiện: Quý IV/2025.", "period", "2025-10-01/2025-12-31"),
    ("Xây dựng tài liệu.\nThời gian: Thường xuyên\nCơ quan phối hợp: Sở Y tế", "recurring", "continuous"),
    ("Thời gian hoàn thành: trước ngày 30/9/2025; kinh phí năm 2025.", "date", "2025-09-30"),
    ("Thời gian thực hiện chỉ đạo điểm từ tháng 6/2026 đến tháng 6/2027.", "period", "2026-06-01/2027-06-30"),
    ("Trong năm 2026, hoàn thành việc lắp đặt hệ thống.", "period", "2026-01-01/2026-12-31"),
    ("Trong 6 tháng cuối năm 2025, tổ chức 03 lớp tập huấn.", "period", "2025-07-01/2025-12-31"),
    ("Xây dựng quy trình, hoàn thành trước ngày\n15/10/2025.", "date", "2025-10-15"),
    ("Đăng ký danh sách, gửi về Sở Y tế trước ngày 20/8/2025 để tổng hợp.", "date", "2025-08-20"),
    ("Tham mưu UBND tỉnh ban hành Kế hoạch trong tháng 8/2025.", "period", "2025-08-01/2025-08-31"),
    ("Đưa nội dung vào chương trình ngoại khóa từ năm học 2025 - 2026.", "period", "school-year:2025-2026"),
    (
        "Căn cứ Quyết định số 193/QĐ-TTg ngày 09/02/2021, xây dựng kế hoạch trước ngày 30/8/2025.",
        "date",
        "2025-08-30",
    ),
    ("Vận hành cơ sở dữ liệu từ năm 2027 và các năm tiếp theo.", "period", "2027-01-01/.."),
    (
        "tổ chức truyền thông trong tháng 7/2026, những năm tiếp theo thực hiện theo hướng dẫn",
        "period",
        "2026-07-01/2026-07-31",
    ),
    ("Trợ giúp pháp lý miễn phí cho nạn nhân (Sở\nTư pháp; thường xuyên).", "recurring", "continuous"),
    (
        "Nhân rộng mô hình (Sở Dân tộc và Tôn giáo chủ trì; giai đoạn\n2026 - 2027).",
        "period",
        "2026-01-01/2027-12-31",
    ),
    ("Thiết lập tổ tư vấn trước ngày khai giảng 05/9/2025; phối hợp với Sở Y tế.", "date", "2025-09-05"),
    ("Xuất dự phòng ngân sách, hỗ trợ khẩn cấp khi có đề nghị.", "recurring", "on-event"),
    ("Cảnh báo nhiệm vụ chậm hằng tháng.", "recurring", "monthly"),
    (
        "Mở 36 lớp (Sở Y tế chủ trì; trong các năm học 2025 - 2026 và 2026 -\n2027).",
        "period",
        "school-year:2025-2026,school-year:2026-2027",
    ),
    ("ra mắt đội tuyên truyền nhân dịp 26/3/2026, gồm các nội dung", "date", "2026-03-26"),
    ("đình chỉ nhóm trẻ không phép, không để tồn tại sau ngày 31/12/2025.", "date", "2025-12-31"),
    ("công bố bản tin sức khỏe học sinh vào tháng 6 hằng năm.", "recurring", "yearly@06"),
    ("hỗ trợ các nhóm trẻ gần khu công nghiệp giai đoạn 2026 - 2030.", "period", "2026-01-01/2030-12-31"),
    ("Mở đợt kiểm tra từ ngày 01/9 đến ngày 30/9 năm 2025;", "period", "2025-09-01/2025-09-30"),
    (
        "Tổ chức sơ kết vào năm 2028 và tổng kết vào năm 2030.",
        "period",
        "2028-01-01/2028-12-31,2030-01-01/2030-12-31",
    ),
    ("Tổ chức kiểm tra ít nhất 02 cuộc/năm tại các địa phương.", "recurring", "yearly"),
    ("Tổng hợp dự toán kinh phí hằng năm gửi Sở Tài chính trước ngày 15/7.", "recurring", "yearly@07-15"),
    (
        "Khảo sát (quý IV/2025), xây dựng tài liệu (quý I/2026).",
        "period",
        "2025-10-01/2025-12-31,2026-01-01/2026-03-31",
    ),
    ("Cảnh báo dịch bệnh trên loa truyền thanh (thường xuyên).", "recurring", "continuous"),
    ("Ra quân đồng loạt vào sáng thứ Bảy, ngày 13/9/2025.", "date", "2025-09-13"),
    ("Bàn giao nhà vào ngày 2/9/2025.", "date", "2025-09-02"),
    ("xây dựng thêm 30 chuỗi cung ứng trong 2 năm 2026 - 2027.", "period", "2026-01-01/2027-12-31"),
    ("thành lập tổ giám sát ngay đầu năm học 2026 - 2027.", "period", "school-year:2026-2027"),
    ("rà soát, hoàn thành trước khi khai giảng năm học 2026 - 2027.", "period", "school-year:2026-2027"),
    ("đưa kết quả vào phiên họp thường kỳ tháng 9/2025.", "period", "2025-09-01/2025-09-30"),
    ("ban hành biểu mẫu báo cáo thống nhất trước ngày 31 tháng 10 năm 2025.", "date", "2025-10-31"),
    ("sơ kết giữa kỳ trong 6 tháng cuối năm 2028.", "period", "2028-07-01/2028-12-31"),
    ("đóng cửa rừng từ tháng 3 hằng năm.", "recurring", "yearly@03"),
    ("Kiểm tra hồ chứa trước ngày 15/11 hằng\n15\nnăm.", "recurring", "yearly@11-15"),
    ("Công khai đơn hàng; gửi danh sách về Sở Nội vụ trước ngày 10 hằng tháng.", "none", None),
    # What is no deadline.
    ("Bố trí chỗ ở tạm thời cho nạn nhân tối đa 60 ngày.", "none", None),
    ("Trực đường dây nóng 24/24 giờ.", "none", None),
    ("Rà soát các trường hợp từ năm 2020 đến nay.", "none", None),
    ("Luật số 53/2024/QH15 được Quốc hội thông qua ngày 28/11/2024.", "none", None),
    ("Lễ mít tinh nhân Ngày Quốc tế người cao tuổi 01/10.", "none", None),
    ("Bố trí kinh phí trong dự toán chi ngân sách hằng năm theo phân cấp.", "none", None),
    ("tổ chức hội thi “Nhân viên y tế trường học giỏi” hai năm một lần.", "none", None),
    ("bảo đảm mỗi cơ sở chỉ bị kiểm tra không quá một lần trong năm.", "none", None),
    ("rà soát theo hai đợt, đợt 1 kết thúc trước khi tổng kết 6 tháng.", "none", None),
    ("Thực hiện Quyết định số 193/QĐ-TTg ngày 09 tháng 02 năm 2021 của Thủ tướng Chính phủ.", "none", None),
    ("Triển khai Công văn số 72/BCĐ 138/CP ngày 05 tháng 9 năm 2025 của Ban Chỉ đạo 138/CP.", "none", None),
    ("Kết luận số 13-KL/TW ngày 16 tháng 8 năm 2021 của Bộ Chính trị", "none", None),
    (
        "Thực hiện Chương trình phòng, chống mua bán người giai đoạn 2021 - 2025 và định hướng đến năm 2030.",
        "none",
        None,
    ),
    ("Thực hiện Chiến lược quốc gia bình đẳng giới giai đoạn 2021-2030.", "none", None),
    ("Tổ chức các hoạt động hưởng ứng “Ngày toàn dân phòng, chống mua bán người 30 tháng 7”;", "none", None),
    ("Tuyên truyền hưởng ứng Ngày Dân số Việt Nam (26/12) trên địa bàn.", "none", None),
    ("Kinh phí bố trí trong dự toán hằng năm của đơn vị.", "none", None),
    ("Bố trí kinh phí từ nguồn ngân sách hằng năm của các cơ quan.", "none", None),
    ("Trong năm 2024 đã phát hiện 22 vụ mua bán người.", "none", None),
    ("trong giai đoạn 2016 - 2020 trên địa bàn 03 huyện phát hiện, xử lý 22 vụ", "none", None),
    ("Thường xuyên rà soát, nắm tình hình phụ nữ, trẻ em là nạn nhân.", "none", None),
    ("Chỉ đạo Công an các đơn vị thường xuyên phối hợp làm tốt công tác tuyên truyền.", "none", None),
    ("theo khoản 1 Điều 5 và Điều 30 Luật Phòng, chống mua bán người", "none", None),
    ("Luật Phòng, chống mua bán người có hiệu lực từ ngày 01/7/2025.", "none", None),
    ("Bảo vệ nạn nhân dưới 16 tuổi; tổ chức 03 lớp, 12 buổi.", "none", None),
    ("Tổ chức tập huấn 02 ngày cho 50 học viên.", "none", None),
    ("Số liệu tính đến ngày 14/12/2025.", "none", None),
    ("giải quyết các vấn đề phát sinh đột xuất", "none", None),
    ("theo yêu cầu của Cơ quan đại diện Việt Nam ở nước ngoài", "none", None),
    ("cử thành viên tham gia đoàn kiểm tra khi có văn bản đề nghị của Sở", "none", None),
    ("Bảo đảm kịp thời, theo quy định của pháp luật.", "none", None),
    (
        "định kỳ 6 tháng và 1 năm đánh giá kết quả thực hiện Kế hoạch phối hợp, báo cáo Ban Chỉ đạo tỉnh",
        "none",
        None,
    ),
    ("Báo cáo kết quả gửi về UBND tỉnh trước ngày 03/9/2025 để tổng hợp.", "none", None),
    ("Thông tư số 84/2019/TT-BTC ngày 27 tháng 11 năm 2019 của Bộ trưởng Bộ Tài chính", "none", None),
    ("Phấn đấu giảm 5% so với năm 2024.", "none", None),
    ("Gọi Tổng đài 111 hoặc 113 khi phát hiện dấu hiệu.", "none", None),
    ("Tăng cường phòng, chống ma túy năm 2025 theo nhiệm vụ được giao.", "none", None),
    ("Theo kết luận tại cuộc họp ngày 20/6/2025 của UBND tỉnh.", "none", None),
    ("chi thường xuyên của các cơ quan, đơn vị, địa phương", "none", None),
    ("Tiếp nhận và bàn giao nạn nhân cho UBND cấp xã không quá 36 giờ.", "period", "PT36H"),
    ("Tạm giữ phương tiện vi phạm không quá 07 ngày.", "none", None),
    ("Cử người trực trong vòng 02 giờ đầu tiên.", "period", "PT2H"),
    ("Vận động ít nhất 03 dự án hỗ trợ trẻ em trong năm 2027.", "period", "2027-01-01/2027-12-31"),
    ("Tổ chức Ngày hội Gia đình ngày 28/6/2026 tại Quảng trường.", "date", "2026-06-28"),
    ("Thanh niên ra quân ngày 26/3/2026 nhân Ngày thành lập Đoàn.", "date", "2026-03-26"),
    ("Cử hai kỹ sư xuống xã mỗi tuần một ngày.", "recurring", "weekly"),
    (
        "Chạy thử phần mềm Quý IV năm 2026 - Quý I năm 2027, đánh giá sai sót.",
        "period",
        "2026-10-01/2027-03-31",
    ),
    ("Đưa bộ tiêu chí vào áp dụng từ tháng 9/2026.", "period", "2026-09-01/.."),
    ("Thống nhất số liệu ngày 08 hằng tháng.", "recurring", "monthly@08"),
    ("Trực tại điểm sơ tán khi mực nước vượt báo động III.", "recurring", "on-event"),
    ("Cử cán bộ phối hợp khi có thông tin, yêu cầu.", "recurring", "on-event"),
    (
        "Tuần lễ an toàn (từ ngày 01/6 đến ngày 07/6/2026): Sở Y tế tổ chức lễ phát động vào ngày 30/5/2026.",
        "date",
        "2026-05-30",
    ),
    ("Lồng ghép vào kế hoạch phòng, chống thiên tai hằng năm của tỉnh.", "none", None),
]

REPORTS = [
    (
        "Định kỳ quý, 6 tháng, 01 năm các sở, ban, ngành báo cáo về Ban chỉ đạo tỉnh",
        "recurring",
        "half-yearly,quarterly,yearly",
    ),
    ("được thực hiện định kỳ 6 tháng và 1 năm; các Sở xây dựng báo cáo", "recurring", "half-yearly,yearly"),
    (
        "định kỳ 6 tháng và 1 năm đánh giá kết quả, báo cáo Ban Chỉ đạo tỉnh",
        "recurring",
        "half-yearly,yearly",
    ),
    ("nếu có phát sinh, vướng mắc, đề nghị phản ánh về Sở để tổng hợp", "recurring", "on-event"),
    ("Nếu có khó khăn, vướng mắc, kịp thời báo cáo UBND tỉnh", "recurring", "on-event"),
    ("gửi về UBND thành phố **trước ngày 03 tháng 9 năm 2025** để tổng hợp", "date", "2025-09-03"),
    ("báo cáo UBND tỉnh trước ngày 15/11/2025.", "date", "2025-11-15"),
    ("Báo cáo kết quả trước ngày 15/12 hằng năm.", "recurring", "yearly@12-15"),
    (
        "Định kỳ hằng năm, các sở, ngành báo cáo kết quả về Sở Y tế trước ngày 15/12 để tổng hợp.",
        "recurring",
        "yearly@12-15",
    ),
    (
        "báo cáo định kỳ 6 tháng (trước ngày 15/6), hằng năm (trước ngày 15/12) về Công an tỉnh",
        "recurring",
        "half-yearly@06-15,yearly@12-15",
    ),
    (
        "Báo cáo 6 tháng trước ngày 10/6; báo cáo năm trước ngày 10/12 hằng năm",
        "recurring",
        "half-yearly@06-10,yearly@12-10",
    ),
    (
        "gửi báo cáo trước ngày 10/6 (đối với báo cáo 6 tháng) và trước ngày 10/12 (đối với báo cáo năm)",
        "recurring",
        "half-yearly@06-10,yearly@12-10",
    ),
    (
        "định kỳ hằng quý (trước ngày 14 của tháng cuối quý), 6 tháng (trước ngày 14/6), năm (trước ngày 14/12) gửi báo cáo",
        "recurring",
        "half-yearly@06-14,quarterly@14,yearly@12-14",
    ),
    ("Định kỳ hằng tháng (trước ngày 20), báo cáo kết quả về Công an tỉnh", "recurring", "monthly@20"),
    ("Báo cáo vào ngày 25 hằng tháng.", "recurring", "monthly@25"),
    ("Báo cáo đột xuất khi có yêu cầu.", "recurring", "on-event"),
    ("Báo cáo định kỳ 6 tháng, năm và đột xuất khi có yêu cầu", "recurring", "half-yearly,on-event,yearly"),
    ("tham mưu UBND tỉnh báo cáo Chính phủ, Bộ Công an theo quy định./.", "none", None),
    ("Báo cáo kết quả kiểm tra được gửi cho Ban Chỉ đạo.", "none", None),
    ("gửi kế hoạch về Công an tỉnh trước ngày 20/8/2025.", "date", "2025-08-20"),
    ("Trước ngày 30/11/2025, báo cáo kết quả thực hiện về UBND tỉnh.", "date", "2025-11-30"),
    ("gửi về Sở Nội vụ chậm nhất ngày 05 tháng 12 năm 2025", "date", "2025-12-05"),
    (
        "Sơ kết 6 tháng trước ngày 05/6, tổng kết năm trước ngày 05/12 hằng năm",
        "recurring",
        "half-yearly@06-05,yearly@12-05",
    ),
    (
        "báo cáo Bộ Công an\n6 tháng trước ngày 18/6, cả năm trước ngày 18/12.",
        "recurring",
        "half-yearly@06-18,yearly@12-18",
    ),
    (
        "báo cáo 6 tháng, báo cáo năm gửi Bộ trước ngày 20/6 (báo cáo 6 tháng) và trước ngày 20/12 (báo cáo năm)",
        "recurring",
        "half-yearly@06-20,yearly@12-20",
    ),
    ("Báo cáo 6 tháng đầu năm: các sở gửi Sở Y tế chậm nhất ngày 12/9/2025.", "date", "2025-09-12"),
    (
        "Số liệu trẻ em: UBND các xã gửi Sở Y tế trước ngày 18 hằng tháng\nqua phần mềm quản lý.",
        "recurring",
        "monthly@18",
    ),
    (
        "Cung cấp số liệu trước ngày 12/6 (06 tháng) và ngày 12/12 (năm) để tổng hợp.",
        "recurring",
        "half-yearly@06-12,yearly@12-12",
    ),
    ("Kịp thời báo cáo những khó khăn, vướng mắc phát sinh về Sở Y tế.", "recurring", "on-event"),
    ("nếu có vấn đề phát sinh, vướng mắc, các đơn vị kịp thời phản ánh về Sở Y tế", "recurring", "on-event"),
    ("Trường hợp có khó khăn, vướng mắc đề nghị báo cáo về UBND tỉnh", "recurring", "on-event"),
    ("nếu thấy cần sửa đổi, bổ sung, các cơ quan chủ động đề xuất gửi Sở Y tế", "recurring", "on-event"),
    ("Báo cáo nêu rõ kết quả, khó khăn, vướng mắc, gửi trước ngày 15/12/2025.", "date", "2025-12-15"),
    ("Báo cáo kết quả hằng tuần (trước 15 giờ thứ Năm).", "recurring", "weekly"),
    (
        "Báo cáo sơ kết 6 tháng gửi trước ngày 10/6/2026, báo cáo tổng kết năm gửi trước ngày 10/12/2026.",
        "recurring",
        "half-yearly@06-10,yearly@12-10",
    ),
    (
        "Báo cáo tháng (trước ngày 18), quý (trước ngày 18 tháng cuối quý), 6 tháng (trước ngày 18/6) và năm (trước ngày 18/12)",
        "recurring",
        "half-yearly@06-18,monthly@18,quarterly@18,yearly@12-18",
    ),
    (
        "Số liệu 6 tháng tính từ ngày 15/12 năm trước đến ngày 14/6; gửi báo cáo trước ngày 18/9/2025.",
        "date",
        "2025-09-18",
    ),
    ("báo cáo ngay về Công an tỉnh khi có vụ việc", "recurring", "on-event"),
    ("Báo cáo kết quả trong 05 ngày làm việc kể từ ngày kết thúc đợt kiểm tra.", "period", "P5D"),
]


def _id(row):
    return row[0][:48] or "(trống)"


@pytest.mark.parametrize(
    ("mode", "words", "kind", "value"),
    [pytest.param("cell", *row, id="ô: " + _id(row)) for row in CELLS]
    + [pytest.param("clause", *row, id="câu: " + _id(row)) for row in CLAUSES]
    + [pytest.param("report", *row, id="báo cáo: " + _id(row)) for row in REPORTS],
)
def test_each_wording_has_the_value_of_the_format(mode, words, kind, value):
    if mode == "report":
        read = deadlines.due(words, 0, len(words), frame=FRAME)
    else:
        read = deadlines.best(words, 0, len(words), frame=FRAME, column=mode == "cell")
    assert (read.kind, read.value) == (kind, value)


PIECES = [row[0] for row in CELLS + CLAUSES + REPORTS]
LETTERS = st.text(alphabet="ngàythángnămquýIVX0123456789/.-–,;() *|\n“”hằđịkỳtrướđế\u0301", max_size=60)
TEXTS = st.lists(st.one_of(st.sampled_from(PIECES), LETTERS, st.text(max_size=20)), max_size=5).map(" ".join)


@settings(max_examples=400, deadline=None)
@given(
    text=TEXTS,
    cut=st.tuples(st.integers(0, 40), st.integers(0, 40)),
    year=st.sampled_from([None, 1999, 2025]),
)
def test_any_text_gives_well_formed_deadlines_inside_the_stretch(text, cut, year):
    start = min(cut[0], len(text))
    end = max(start, len(text) - cut[1])
    frame = Frame(date(year, 5, 20) if year else None, year)
    found = [
        deadlines.best(text, start, end, frame=frame),
        deadlines.best(text, start, end, frame=frame, column=True),
        deadlines.due(text, start, end, frame=frame),
        *deadlines.find(text, start, end, frame=frame),
        *deadlines.find(text, start, end, frame=frame, column=True),
    ]
    for d in found:
        assert 0 < d.confidence <= 1
        if d.kind == "none":
            assert d.value is None
        else:
            assert re.fullmatch(SHAPES[d.kind], d.value), d
        if d.kind == "recurring":
            assert d.value == ",".join(sorted(d.value.split(",")))
        if d.start is not None:
            assert start <= d.start < d.end <= end
            assert d.text == " ".join(text[d.start : d.end].replace("*", "").split())


def test_a_year_left_out_is_filled_in_and_said():
    read = deadlines.best("Trước 15/11", 0, 11, frame=FRAME, column=True)
    assert read.value == "2025-11-15"
    assert any("2025" in doubt for doubt in read.doubts)


@pytest.mark.parametrize(
    ("words", "signed", "year", "value"),
    [
        ("Trước 15/01", date(2025, 12, 20), 2025, "2026-01-15"),
        ("Trước 31/12", date(2025, 10, 20), 2025, "2025-12-31"),
        ("Trước 15/11", date(2025, 12, 20), 2026, "2026-11-15"),
        ("Quý I", date(2025, 11, 3), 2025, "2026-01-01/2026-03-31"),
        ("Quý I", date(2025, 3, 3), 2025, "2025-01-01/2025-03-31"),
        ("Từ 15/12 đến 15/02", date(2025, 11, 3), 2025, "2025-12-15/2026-02-15"),
        ("Trước 15/11", None, None, None),
    ],
)
def test_a_missing_year_follows_the_day_of_signature_and_the_plan_s_year(words, signed, year, value):
    read = deadlines.best(words, 0, len(words), frame=Frame(signed, year), column=True)
    assert read.value == value


def test_a_doubtful_choice_names_its_rivals():
    words = "Xây dựng dự thảo trước ngày 30/8/2025, hoàn thiện tài liệu trước ngày 30/9/2025"
    read = deadlines.best(words, 0, len(words), frame=FRAME)
    assert read.value == "2025-09-30"
    assert read.doubts


def test_reading_time_grows_with_the_text():
    def cost(times):
        text = " ".join(PIECES) * times
        began = time.perf_counter()
        deadlines.find(text, 0, len(text), frame=FRAME)
        return time.perf_counter() - began

    cost(1)
    small = min(cost(4) for _ in range(3))
    assert min(cost(16) for _ in range(2)) < 10 * small
