"""Campaigns as plans announce them, and mentions that announce none."""

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diemtua.plans.reading.campaigns import find_campaigns
from diemtua.plans.reading.model import Frame, Span

FRAME = Frame(date(2025, 8, 5), 2025)

ANNOUNCED = [
    (
        "Mở đợt cao điểm tấn công, trấn áp tội phạm ma túy trên địa bàn tỉnh (từ ngày 01 tháng 9 năm 2025 đến ngày 30 tháng 11 năm 2025);",
        "đợt cao điểm tấn công, trấn áp tội phạm ma túy",
        "2025-09-01",
        "2025-11-30",
    ),
    (
        "tiến hành mở các đợt cao điểm tấn công trấn áp tội phạm mua bán người.",
        "các đợt cao điểm tấn công trấn áp tội phạm mua bán người",
        None,
        None,
    ),
    (
        "Mở đợt cao điểm kiểm tra cơ sở lưu trú từ ngày 01/9 đến ngày 30/9 năm 2025;",
        "đợt cao điểm kiểm tra cơ sở lưu trú",
        "2025-09-01",
        "2025-09-30",
    ),
    (
        "Phát động Tháng hành động vì bình đẳng giới và phòng ngừa, ứng phó với bạo lực trên cơ sở\ngiới; treo băng rôn (từ ngày 15/11 đến ngày 15/12/2025).",
        "Tháng hành động vì bình đẳng giới và phòng ngừa, ứng phó với bạo lực trên cơ sở giới",
        "2025-11-15",
        "2025-12-15",
    ),
    (
        "Hưởng ứng Ngày Gia đình Việt Nam 28/6 gắn với hội thi nấu ăn.",
        "Ngày Gia đình Việt Nam 28/6",
        "2025-06-28",
        "2025-06-28",
    ),
    (
        "tổ chức các hoạt động hưởng ứng “Ngày toàn dân phòng, chống mua bán người 30 tháng 7” năm 2026",
        "Ngày toàn dân phòng, chống mua bán người 30 tháng 7",
        "2026-07-30",
        "2026-07-30",
    ),
    (
        "Nhân dịp Ngày Dân số Việt Nam (26/12), treo băng rôn tại trụ sở.",
        "Ngày Dân số Việt Nam (26/12",
        "2025-12-26",
        "2025-12-26",
    ),
    (
        "Hưởng ứng Tuần lễ Quốc gia phòng, chống thiên tai từ ngày 15/5 đến ngày 22/5 với chủ đề “An toàn”.",
        "Tuần lễ Quốc gia phòng, chống thiên tai",
        "2025-05-15",
        "2025-05-22",
    ),
    (
        "trong suốt Chiến dịch Thanh niên tình nguyện hè năm 2025 (từ ngày 01/6/2025 đến ngày 31/8/2025).",
        "Chiến dịch Thanh niên tình nguyện hè",
        "2025-06-01",
        "2025-08-31",
    ),
    (
        "thực hiện thí điểm mô hình “Ngôi nhà xanh” tại 03 xã gồm xã An Hòa, xã Bình Yên và xã Cát Lâm, thời gian từ tháng 9/2025 đến tháng 9/2026.",
        "thí điểm mô hình “Ngôi nhà xanh”",
        "2025-09",
        "2026-09",
    ),
    (
        "a) Nội dung: Thí điểm tổng đài tra cứu cho cán bộ cấp xã.\nb) Cơ quan chủ trì: Sở Y tế.\nc) Thời gian thực hiện: từ tháng 9/2025 đến tháng 12/2025.",
        "Thí điểm tổng đài tra cứu",
        "2025-09",
        "2025-12",
    ),
    (
        "| 31 | Mở đợt cao điểm chống buôn lậu thực phẩm | Ban Chỉ huy Bộ đội Biên phòng tỉnh | Từ 15/11/2025 đến 15/02/2026 |",
        "đợt cao điểm chống buôn lậu thực phẩm",
        "2025-11-15",
        "2026-02-15",
    ),
    (
        "Tỉnh đoàn tổ chức ngày Chủ nhật tình nguyện ngày 07/9/2025 tại các xã.",
        "ngày Chủ nhật tình nguyện ngày 07/9/2025",
        "2025-09-07",
        "2025-09-07",
    ),
    (
        "Tổ chức lễ ra quân dọn vệ sinh môi trường vào ngày 20/9/2025;",
        "lễ ra quân dọn vệ sinh môi trường",
        "2025-09-20",
        "2025-09-20",
    ),
    (
        "Mở đợt cao điểm 60 ngày đêm cấp căn cước kéo dài từ ngày 01/9/2025 đến ngày 30/10/2025.",
        "đợt cao điểm 60 ngày đêm cấp căn cước",
        "2025-09-01",
        "2025-10-30",
    ),
    (
        "a) Thí điểm bến nước an toàn\n- Thời gian thí điểm: Năm 2026.\n",
        "Thí điểm bến nước an toàn",
        "2026",
        "2026",
    ),
]

ANNOUNCED += [
    (
        "Phát động Tuần lễ “Áo dài” từ ngày 01/10 đến 08/10/2025.",
        "Tuần lễ “Áo dài”",
        "2025-10-01",
        "2025-10-08",
    ),
    (
        "Ra quân chiến dịch “60 ngày đêm làm sạch dữ liệu” từ 01/9/2025 đến 30/10/2025.",
        "chiến dịch “60 ngày đêm làm sạch dữ liệu”",
        "2025-09-01",
        "2025-10-30",
    ),
    (
        "Chiến dịch tiêm vắc xin sởi: từ 15/9/2025 đến 30/10/2025.",
        "Chiến dịch tiêm vắc xin sởi",
        "2025-09-15",
        "2025-10-30",
    ),
    (
        "Triển khai cao điểm tổng kiểm tra, rà soát cơ sở kinh doanh trong tháng 9/2025.",
        "cao điểm tổng kiểm tra, rà soát cơ sở kinh doanh",
        "2025-09",
        "2025-09",
    ),
    (
        "Thực hiện thí điểm mô hình bác sĩ gia đình tại 03 phường: An Cựu, Phú Lộc từ quý IV/2025 đến hết năm 2026.",
        "thí điểm mô hình bác sĩ gia đình",
        "2025-10",
        "2026",
    ),
    (
        "hưởng ứng Giờ Trái đất năm 2026 (20h30 đến 21h30 ngày 28/3/2026)",
        "Giờ Trái đất",
        "2026-03-28",
        "2026-03-28",
    ),
    (
        "Tổ chức Tháng An toàn giao thông (tháng 9/2025) trên địa bàn tỉnh.",
        "Tháng An toàn giao thông",
        "2025-09",
        "2025-09",
    ),
]

ANNOUNCED += [
    (
        "- Đợt cao điểm bảo đảm an toàn thực phẩm Tết Trung thu: từ ngày 10/9 đến ngày 25/9.",
        "Đợt cao điểm bảo đảm an toàn thực phẩm Tết Trung thu",
        "2025-09-10",
        "2025-09-25",
    ),
    (
        "tọa đàm nhân “Ngày toàn dân phòng, chống mua bán người 30/7” vào ngày 30/7.",
        "Ngày toàn dân phòng, chống mua bán người 30/7",
        "2025-07-30",
        "2025-07-30",
    ),
    (
        "Hưởng ứng Ngày truyền thống phòng, chống\nthiên tai Việt Nam 22/5/2026 bằng các hình thức thiết thực.",
        "Ngày truyền thống phòng, chống thiên tai Việt Nam 22/5/2026",
        "2026-05-22",
        "2026-05-22",
    ),
]

SILENT = [
    "tổ chức lễ phát động Tháng hành động tại phường Long Xuyên, cùng ngày 15/4.",
    "1. Thí điểm\n- Giao Sở Y tế chủ trì hướng dẫn các địa phương.",
    "Tổ chức các hoạt động, chiến dịch truyền thông nâng cao nhận thức của người dân.",
    "Căn cứ Quyết định số 793/QĐ-TTg ngày 10 tháng 5 năm 2016 lấy ngày 30 tháng 7 hằng năm là “Ngày toàn dân phòng, chống mua bán người”;",
    "Thực hiện Công văn số 72/BCĐ về việc hưởng ứng “Ngày thế giới phòng, chống mua bán người”,",
    "đánh giá các mô hình thí điểm (nếu có).",
    "Ngày càng nhiều người dân tham gia; Ngày 31/5/2025 tỉnh đã ban hành kế hoạch.",
    "Gửi báo cáo trong tháng 9 và tuần lễ tiếp theo.",
    "Sau khi kết thúc thí điểm báo cáo kết quả về Sở Y tế trước ngày 15/7/2027.",
    "Đợt cao điểm phải bám địa bàn, không chạy theo số vụ.",
    "UBND xã làm điểm du lịch sinh thái từ tháng 5 đến tháng 8 năm 2026.",
    "Nghiên cứu, đề xuất cơ chế; thí điểm thuê dịch vụ dạy bơi trong quý II năm 2026.",
    "Hưởng ứng phong trào “Ngày Chủ nhật xanh” vào sáng chủ nhật hằng tuần.",
]


@pytest.mark.parametrize(
    ("words", "name", "begins", "ends"), ANNOUNCED, ids=[row[1][:40] for row in ANNOUNCED]
)
def test_an_announced_campaign_is_read_with_its_dates(words, name, begins, ends):
    (campaign,) = find_campaigns(words, FRAME)
    assert (campaign.name, campaign.begins, campaign.ends) == (name, begins, ends)
    assert " ".join(words[campaign.start : campaign.end].split()) == name


@pytest.mark.parametrize("words", SILENT, ids=[w[:40] for w in SILENT])
def test_a_mere_reference_is_no_campaign(words):
    assert find_campaigns(words, FRAME) == []


def test_mentions_of_one_campaign_merge_where_it_is_dated():
    words = (
        "1. Sở Y tế tham gia đợt cao điểm phòng, chống đuối nước.\n"
        "2. Đợt cao điểm phòng, chống đuối nước: từ ngày 01/9/2025 đến hết ngày 30/9/2025.\n"
        "3. Trong đợt cao điểm, các đơn vị bố trí lực lượng trực."
    )
    (campaign,) = find_campaigns(words, FRAME)
    assert campaign.start == words.index("Đợt cao điểm")
    assert (campaign.begins, campaign.ends) == ("2025-09-01", "2025-09-30")


def test_two_peak_campaigns_named_together_stay_two():
    words = (
        "2. Tổ chức các đợt cao điểm:\n"
        "- Đợt cao điểm bảo đảm an toàn thực phẩm Tết Nguyên đán: từ ngày 20/01 đến ngày 20/3.\n"
        "- Đợt cao điểm Tết Trung thu: từ ngày 10/9 đến ngày 25/9."
    )
    assert [c.begins for c in find_campaigns(words, FRAME)] == ["2025-01-20", "2025-09-10"]


def test_world_day_and_national_day_of_one_cause_are_one():
    words = "Hưởng ứng “Ngày thế giới phòng, chống mua bán người” và “Ngày toàn dân phòng, chống mua bán người 30 tháng 7”."
    (campaign,) = find_campaigns(words, FRAME)
    assert campaign.name.startswith("Ngày toàn dân")


def test_a_day_without_year_in_a_plan_of_several_years_has_no_date():
    words = "Hưởng ứng Ngày toàn dân phòng, chống mua bán người 30/7."
    (campaign,) = find_campaigns(words, FRAME, years=(2026, 2030))
    assert campaign.begins is None
    assert campaign.doubts


def test_places_of_a_pilot_are_named():
    words = "Ban Chỉ đạo tỉnh chỉ đạo điểm thực hiện công tác hòa giải tại địa bàn 03 huyện, gồm: An Sơn, Bình Lâm, Cát Hải."
    (campaign,) = find_campaigns(words, FRAME)
    assert campaign.places == ("An Sơn", "Bình Lâm", "Cát Hải")


def test_what_stands_apart_is_not_the_plan():
    words = "Mở đợt cao điểm truy quét tội phạm.\nBài liên quan: Mở đợt cao điểm chống hàng giả."
    apart = [Span(words.index("Bài"), len(words))]
    assert len(find_campaigns(words, FRAME, apart=apart)) == 1


PIECES = st.sampled_from([row[0] for row in ANNOUNCED] + SILENT)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.one_of(PIECES, st.text(alphabet='Tháng Ngày đợt cao điểm thí“”"(),.;:\n/0123', max_size=50)),
        max_size=4,
    )
)
def test_any_text_gives_campaigns_inside_it(pieces):
    text = "\n".join(pieces)
    for campaign in find_campaigns(text, FRAME):
        assert 0 <= campaign.start < campaign.end <= len(text)
        assert campaign.name == " ".join(text[campaign.start : campaign.end].split())


def test_cost_grows_with_the_text():
    def cost(times):
        text = "\n".join([row[0] for row in ANNOUNCED] + SILENT + ["\n"]) * times
        began = time.perf_counter()
        find_campaigns(text, FRAME)
        return time.perf_counter() - began

    cost(1)
    small = min(cost(3) for _ in range(3))
    assert min(cost(12) for _ in range(2)) < 10 * small
