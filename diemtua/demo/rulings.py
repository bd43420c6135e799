"""What the officer who registers each plan decides where its words leave a choice. Read beside the plans."""

from __future__ import annotations

from diemtua.demo.reviewing import Ruling
from diemtua.plans.models import Proposal
from diemtua.plans.reading.model import Deadline

REPORT, CAMPAIGN = Proposal.Kind.REPORT, Proposal.Kind.CAMPAIGN

# Kế hoạch 87/KH-BCĐ Lạng Sơn is known by a news page: tasks without leads, one year, three districts.
PILOT = Deadline("period", "2021-06-01/2022-06-30", "từ tháng 6/2021 đến tháng 6/2022")
DISTRICTS = ("ubnd-huyen:Cao Lộc", "ubnd-huyen:Lộc Bình", "ubnd-huyen:Tràng Định")
LANG_SON = (
    Ruling(
        words="Tổ chức các hoạt động, chiến dịch truyền thông",
        lead=DISTRICTS,
        helpers=("so-tt-tt", "hoi-lhpn", "so-gd-dt"),
        due=PILOT,
    ),
    Ruling(
        words="Rà soát, nắm tình hình hoạt động của tội phạm",
        cut_at="Thực hiện có hiệu quả công tác tiếp nhận, xác minh",
        lead=("cong-an-tinh",),
        helpers=("bo-doi-bien-phong", *DISTRICTS),
        due=PILOT,
    ),
    Ruling(
        words="Thực hiện có hiệu quả công tác tiếp nhận, xác minh",
        lead=("so-ldtbxh",),
        helpers=("cong-an-tinh", "bo-doi-bien-phong", "hoi-lhpn", *DISTRICTS),
        due=PILOT,
    ),
    Ruling(
        words="Triển khai đồng bộ các biện pháp nghiệp vụ",
        cut_at="Đẩy mạnh hợp tác quốc tế với lực lượng chức năng",
        lead=("cong-an-tinh",),
        helpers=("bo-doi-bien-phong", "vks", "toa-an"),
        due=PILOT,
    ),
    Ruling(
        words="Đẩy mạnh hợp tác quốc tế với lực lượng chức năng",
        lead=("bo-doi-bien-phong",),
        helpers=("cong-an-tinh", "so-ngoai-vu"),
        due=PILOT,
    ),
    Ruling(
        words="Ngày thế giới phòng, chống MBN 30/7", kind=CAMPAIGN, begins="2021-07-30", ends="2021-07-30"
    ),
    Ruling(of="khac", drop="Tên đơn vị đăng tin ở cuối trang, không phải cơ quan được giao việc."),
)

# Kế hoạch 316/KH-UBND-NC Nghệ An: «có liên quan» are the bodies that the plan names in III; «còn lại» are others that
# work on the subject.
NAMED = ("cong-an-tinh", "bo-doi-bien-phong", "so-ldtbxh", "so-tt-tt", "so-tai-chinh")
NGHE_AN = (
    Ruling(clause="III/9", of="cac-so-nganh", lead=("so-gd-dt", "so-tu-phap", "so-ngoai-vu")),
    Ruling(clause="III/9", of="to-chuc-ctxh", lead=("doan-tn", "hoi-nong-dan")),
    Ruling(clause="V/1", of="cac-so-nganh", lead=NAMED),
    Ruling(clause="V/1", of="cac-so-nganh", kind=REPORT, lead=(*NAMED, "vks", "toa-an", "hoi-lhpn", "mttq")),
)

# Kế hoạch 126/KH-UBND Cần Thơ: the sentence is the reporting duty, which is approved as such.
CAN_THO = (
    Ruling(clause="III/1", words="Báo cáo kết quả triển khai", drop="Đã là nghĩa vụ báo cáo ở cùng điểm."),
)

# Kế hoạch 155/KH-UBND Sóc Trăng: «các Sở, ngành, đơn vị có liên quan» are the four that the plan coordinates (II.3, III.1).
RELATED = ("so-ldtbxh", "cong-an-tinh", "bo-doi-bien-phong", "vp-ubnd")
SOC_TRANG = (
    Ruling(clause="III/2", of="cac-so-nganh", drop="Bốn cơ quan đã được nêu tên trong cùng điểm."),
    Ruling(of="cac-so-nganh", lead=RELATED),
    Ruling(of="cac-so-nganh", kind=REPORT, lead=RELATED),
    Ruling(of="co-quan-lien-quan", kind=REPORT, lead=RELATED),
    Ruling(clause="II/1/-2", lead=RELATED),
    Ruling(clause="II/2/-2", lead=RELATED),
    Ruling(clause="II/2/-3", lead=RELATED),
    Ruling(clause="II/9/9.1", drop="Phương thức phối hợp, không phải một việc."),
    Ruling(clause="II/9/9.2", lead=("so-ldtbxh",), helpers=("cong-an-tinh", "bo-doi-bien-phong", "vp-ubnd")),
    Ruling(clause="II/9/9.3", lead=("so-ldtbxh",), helpers=("cong-an-tinh", "bo-doi-bien-phong", "vp-ubnd")),
)

RULINGS: dict[str, tuple[Ruling, ...]] = {"40": NGHE_AN, "20": LANG_SON, "63-92": CAN_THO, "63-94": SOC_TRANG}
