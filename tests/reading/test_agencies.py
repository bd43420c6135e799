"""Agencies by the many ways plans write them."""

import pytest

from diemtua.plans.reading import agencies, ocr
from diemtua.plans.reading.text import view_of

WRITTEN = [
    ("UBND tỉnh", "ubnd-tinh"),
    ("Chủ tịch UBND thành phố Cần Thơ", "ubnd-tinh"),
    ("UBND thành phố Vinh", "ubnd-huyen"),
    ("UBND các huyện, thị xã, thành phố", "ubnd-huyen"),
    ("Uỷ ban nhân dân các xã, phường, đặc khu", "ubnd-xa"),
    ("UBND cấp xã", "ubnd-xa"),
    ("UBND các xã Quỳ Châu 1, Quỳ Châu 2", "ubnd-xa"),
    ("UBND xã Nam Đàn và xã Kim Liên", "ubnd-xa"),
    ("UBND các địa phương", "ubnd-xa"),
    ("Trạm Y tế các xã, phường", "khac"),
    ("Các bệnh viện, trung tâm y tế khu vực", "khac"),
    ("các cơ sở khám bệnh, chữa bệnh", "khac"),
    ("CDC tỉnh", "khac"),
    ("Trung tâm Trợ giúp pháp lý nhà nước", "so-tu-phap"),
    ("đơn vị vận chuyển", "doanh-nghiep"),
    ("các doanh nghiệp vận tải", "doanh-nghiep"),
    ("Văn phòng UBND tỉnh", "vp-ubnd"),
    ("Sở Lao động - Thương binh và Xã hội", "so-ldtbxh"),
    ("Sở LĐ-TB&XH", "so-ldtbxh"),
    ("SỞ GIÁO DỤC VÀ ĐÀO TẠO", "so-gd-dt"),
    ("Sở GD&ĐT", "so-gd-dt"),
    ("Sở NN&MT", "so-nn-mt"),
    ("Sở VHTTDL", "so-vhttdl"),
    ("Sở Dân tộc và Tôn giáo", "ban-dan-toc"),
    ("Công an tỉnh", "cong-an-tinh"),
    ("Công an thành phố Hà Nội", "cong-an-tinh"),
    ("Công an thành phố Vinh", "cong-an-huyen"),
    ("Công an các xã, phường", "cong-an-xa"),
    ("Phòng Tham mưu Công an tỉnh Nghệ An", "cong-an-tinh"),
    ("Bộ CHQS tỉnh", "quan-su"),
    ("Ban Chỉ huy Bộ đội Biên phòng tỉnh", "bo-doi-bien-phong"),
    ("Chi cục Hải quan khu vực XIV", "hai-quan"),
    ("Ban Chỉ đạo 138/CP", "ban-chi-dao-tw"),
    ("Ban Chỉ đạo 138 tỉnh", "ban-chi-dao"),
    ("Thuế tỉnh", "thue"),
    ("TAND tỉnh", "toa-an"),
    ("Ủy ban MTTQ Việt Nam tỉnh", "mttq"),
    ("Hội LHPN tỉnh", "hoi-lhpn"),
    ("Tỉnh đoàn", "doan-tn"),
    ("Hội Cựu chiến binh tỉnh", "to-chuc-ctxh"),
    ("Báo và Phát thanh, Truyền hình Nghệ An", "bao-dai"),
    ("các doanh nghiệp viễn thông", "doanh-nghiep"),
    ("Trung tâm Công tác xã hội tỉnh", "co-so-tro-giup"),
    ("Ban Quản lý Khu kinh tế Đông Nam", "ban-quan-ly-kcn"),
    ("các sở, ban, ngành, đoàn thể cấp tỉnh", "cac-so-nganh"),
    ("các cơ quan, đơn vị có liên quan", "co-quan-lien-quan"),
    ("Trường Cao đẳng Y tế Nghệ An", "khac"),
    ("Bộ Y tế", "bo-nganh-tw"),
    ("Thủ tướng Chính phủ", "chinh-phu"),
]


@pytest.mark.parametrize(("name", "code"), WRITTEN)
def test_a_name_is_one_agency_with_its_code(name, code):
    found = agencies.find(view_of(name))
    assert [m.code for m in found] == [code]
    words = name[found[0].start : found[0].end]
    assert words in name and len(words) >= 4


@pytest.mark.parametrize(
    "words",
    ["Tổ chức hội nghị", "Ban hành kế hoạch", "Vụ việc nghiêm trọng", "hội thảo", "Trường hợp cần thiết"],
)
def test_common_words_are_no_agency(words):
    assert agencies.find(view_of(words)) == []


def test_departments_in_a_list_share_the_word_so():
    found = agencies.find(view_of("các Sở: Y tế, Tài chính, Giáo dục và Đào tạo"))
    assert [m.code for m in found] == ["so-y-te", "so-tai-chinh", "so-gd-dt"]


def test_so_nay_is_the_department_the_sentence_before_is_about():
    found = agencies.of(view_of("Sở Y tế phối hợp với Sở Xây dựng kiểm tra. Sở này báo cáo kết quả."))
    assert [m.code for m in found.mentions] == ["so-y-te", "so-xay-dung", "so-y-te"]


def test_a_name_never_runs_into_the_next_column():
    view = view_of("Hội Chữ thập đỏ tỉnh\tSở Y tế")
    assert [m.code for m in agencies.find(view)] == ["to-chuc-ctxh", "so-y-te"]


def test_a_name_spoiled_by_a_scan_is_mended():
    view = ocr.mended(view_of("Bô Chỉ huy Quân sự tinh và Sở Y tê"))
    assert [m.code for m in agencies.find(view)] == ["quan-su", "so-y-te"]
