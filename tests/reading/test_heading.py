"""The head and foot of a document."""

from diemtua.plans.reading import read
from tests.reading.conftest import HEAD, plan

DECISION = """ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH QUẢNG TRỊ Độc lập - Tự do - Hạnh phúc
Số: 1127/QĐ-UBND Quảng Trị, ngày 18 tháng 12 năm 2025
QUYẾT ĐỊNH
Về việc ban hành Kế hoạch phòng, chống thiên tai giai đoạn 2026 - 2030
ỦY BAN NHÂN DÂN TỈNH QUẢNG TRỊ
Căn cứ Luật Phòng, chống thiên tai ngày 19 tháng 6 năm 2013;
Theo đề nghị của Giám đốc Sở Nông nghiệp và Môi trường tại Tờ trình số 12/TTr-SNNMT ngày 08/12/2025.
QUYẾT ĐỊNH:
Điều 1. Ban hành kèm theo Quyết định này Kế hoạch phòng, chống thiên tai.
Điều 2. Quyết định này có hiệu lực kể từ ngày ký./.
TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Đại tá Nguyễn Văn Thử
KẾ HOẠCH
Phòng, chống thiên tai giai đoạn 2026 - 2030
(Ban hành kèm theo Quyết định số 1127/QĐ-UBND)
I. NHIỆM VỤ
1. Sở Y tế dự trữ thuốc.
"""


def test_the_head_of_a_plan():
    d = plan("I. NHIỆM VỤ\n1. Sở Y tế kiểm tra.\n").document
    assert (d.type, d.number, d.symbol, d.date, d.place) == (
        "ke-hoach",
        "41",
        "KH-UBND",
        "2026-01-05",
        "Nghệ An",
    )
    assert (d.issuer_name, d.issuer_code) == ("Ủy ban nhân dân tỉnh Nghệ An", "ubnd-tinh")
    assert (d.title, d.period_from, d.period_to) == (
        "Thực hiện công tác bảo vệ trẻ em năm 2026",
        "2026",
        "2026",
    )


def test_a_decision_with_its_plan():
    reading = read(DECISION)
    d = reading.document
    assert (d.type, d.place, d.issuer_name) == ("quyet-dinh", "Quảng Trị", "Ủy ban nhân dân tỉnh Quảng Trị")
    assert (d.period_from, d.period_to) == ("2026", "2030")
    assert [(a.type, a.title) for a in d.attachments] == [
        ("ke-hoach", "Phòng, chống thiên tai giai đoạn 2026 - 2030")
    ]
    assert reading.text[d.attachments[0].start :].startswith("KẾ HOẠCH")
    assert (d.authority, d.position, d.signatory) == (
        "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH",
        "PHÓ CHỦ TỊCH",
        "Nguyễn Văn Thử",
    )
    assert [(c.id, c.date) for c in d.legal_bases] == [(None, "2013-06-19"), ("12/TTr-SNNMT", "2025-12-08")]


def test_documents_inside_a_title_are_left_out():
    text = HEAD.replace(
        "Ủy ban nhân dân tỉnh ban hành",
        (
            "Căn cứ Nghị định số 62/2012/NĐ-CP ngày 13/8/2012 của Chính phủ sửa đổi Nghị định số 10/2010/NĐ-CP;\n"
            "Thực hiện Kế hoạch số 12/KH-BCA ngày 02/01/2026 của Bộ Công an thực hiện Chỉ thị số 05/CT-TTg,\n"
            "Ủy ban nhân dân tỉnh ban hành"
        ),
    )
    d = read(text + "I. NHIỆM VỤ\n1. Sở Y tế kiểm tra.\n").document
    assert [c.id for c in d.legal_bases] == ["62/2012/NĐ-CP", "12/KH-BCA"]
    assert d.parent_plan.id == "12/KH-BCA"


def test_a_blank_number_is_not_given():
    d = read(
        HEAD.replace("Số: 41/KH-UBND", "Số:      /KH-UBND") + "I. NHIỆM VỤ\n1. Sở Y tế kiểm tra.\n"
    ).document
    assert (d.number, d.symbol) == (None, "KH-UBND")


def test_recipients_and_addressees():
    text = (
        "ỦY BAN NHÂN DÂN\nTỈNH HÀ TĨNH\nSố: 5/UBND-VX\nV/v tăng cường kiểm tra\nHà Tĩnh, ngày 02 tháng 6 năm 2025\n\nKính gửi:\n"
        "- Các sở, ngành;\n- UBND các xã, phường.\n\nChủ tịch UBND tỉnh yêu cầu thực hiện các nội dung sau:\n1. Sở Y tế kiểm tra./.\n"
        "Nơi nhận:\n- Như trên;\n- Lưu: VT, VX.\nCHỦ TỊCH\n"
    )
    d = read(text).document
    assert d.type == "cong-van" and d.title == "V/v tăng cường kiểm tra"
    assert d.addressees == ("Các sở, ngành", "UBND các xã, phường")
    assert d.recipients == ("Như trên", "Lưu: VT, VX")
