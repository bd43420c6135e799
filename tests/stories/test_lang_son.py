"""Kế hoạch 87/KH-BCĐ of Lạng Sơn (2021), on a phone: a news page becomes a pilot of three border districts."""

import pytest
from playwright.sync_api import expect

from tests.stories.gestures import (
    approve_sure,
    do,
    drop_in,
    file_of,
    give_out,
    open_item,
    said,
    sound,
    task_on_today,
    waiting,
)

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("four-provinces")]
LANG_SON = "20"
KIEN, NGA, HANH = "Hoàng Văn Kiên", "Hoàng Thị Nga", "Lương Đức Hạnh"
COMMUNICATION = "Tổ chức các hoạt động, chiến dịch truyền thông"
PHONE = {"width": 390, "height": 844}


def test_three_districts_are_followed_for_a_year(officer, day, provinces):
    kien = officer(KIEN, **PHONE)
    the_police_make_tasks_of_a_news_page(kien, provinces)
    day(LANG_SON, "2021-07-30")
    task = a_district_works(officer(NGA, **PHONE))
    the_pilot_has_its_page(officer(NGA, **PHONE))
    day(LANG_SON, "2021-10-20")
    the_district_asks_for_more_time_than_there_is(officer(NGA, **PHONE), kien, task)
    the_committee_looks(officer(HANH, **PHONE))


def the_police_make_tasks_of_a_news_page(kien, provinces):
    """Sentences that name nobody are given to the three districts, with the pilot's own year."""
    document = drop_in(kien, file_of(LANG_SON))
    assert waiting(kien) == "6"
    sound(kien)
    approve_sure(kien)
    open_item(kien, document, COMMUNICATION)
    expect(kien.locator("#muc")).to_contain_text("Có việc phải làm nhưng không nêu cơ quan thực hiện.")
    kien.get_by_role("button", name="Tạo việc từ câu này").click()
    leads = kien.locator("fieldset", has=kien.locator("legend", has_text="Cơ quan chủ trì"))
    for district in ("Cao Lộc", "Lộc Bình", "Tràng Định"):
        leads.get_by_label(f"Ủy ban nhân dân huyện {district}").check()
    kien.get_by_label("Trong khoảng").check()
    kien.get_by_label("Từ ngày").first.fill("01/06/2021")
    kien.get_by_label("Đến hết ngày").last.fill("30/06/2022")
    sound(kien)
    kien.get_by_role("button", name="Lưu và duyệt").click()
    expect(kien.locator("#dem")).to_contain_text("Còn 3 mục")
    provinces.happens("tests.stories.scenes:finish_review", LANG_SON)
    give_out(kien, document)
    sound(kien)


def a_district_works(nga):
    """The district's officer, on a phone: what she can do stands before the history."""
    task = task_on_today(nga, COMMUNICATION)
    expect(nga.locator(".head")).to_contain_text("30/6/2022")
    sound(nga)
    do_now = nga.get_by_role("heading", name="Có thể làm bây giờ").bounding_box()
    assert do_now["y"] < nga.get_by_role("heading", name="Diễn biến").bounding_box()["y"]
    do(nga, "Tiếp nhận việc")
    do(
        nga,
        "Cập nhật tiến độ",
        note="Mít tinh hưởng ứng ngày 30/7 tại xã Bảo Lâm, phát thanh bằng tiếng Tày, Nùng.",
        figures="Buổi phát thanh: 176 buổi\nNgười dự mít tinh: 240 người",
    )
    expect(nga.locator(".timeline")).to_contain_text("176 buổi")
    sound(nga)
    return task


def the_pilot_has_its_page(nga):
    """Three districts, a year, twenty-two cases to compare with."""
    nga.goto("/dot/")
    sound(nga)
    nga.locator("main a", has_text="chỉ đạo điểm").first.click()
    facts = nga.locator("aside dl")
    for words in ("Cao Lộc", "Lộc Bình", "Tràng Định", "22 vụ"):
        expect(facts).to_contain_text(words)
    expect(nga.locator(".head")).to_contain_text("01/06/2021 – 30/06/2022")
    nga.locator("summary.button", has_text="Nhập kết quả của cơ quan").click()
    nga.get_by_label("Chỉ tiêu").fill("Số vụ phát hiện")
    nga.get_by_label("Số, tính từ đầu đợt").fill("2")
    nga.get_by_label("Đơn vị tính").fill("vụ")
    nga.get_by_label("Địa bàn").select_option(label="huyện Cao Lộc")
    nga.get_by_role("button", name="Ghi kết quả").click()
    said(nga, "Đã ghi kết quả.")
    expect(nga.locator("main table.stack").first).to_contain_text("2 vụ")
    sound(nga)


def the_district_asks_for_more_time_than_there_is(nga, kien, task):
    nga.goto(task)
    do(nga, "Xin gia hạn", until="31/08/2022", reason="Dịch bệnh kéo dài.")
    said(nga, "Đã gửi đề nghị gia hạn.")
    kien.goto(task)
    kien.locator("summary.button", has_text="Trả lời gia hạn").click()
    kien.get_by_label("Không cho gia hạn").check()
    kien.get_by_label("Ý kiến").last.fill("Thời gian chỉ đạo điểm kết thúc 30/6/2022.")
    kien.get_by_role("button", name="Trả lời gia hạn").click()
    said(kien, "Đã trả lời đề nghị gia hạn.")
    nga.goto(task)
    expect(nga.locator(".timeline")).to_contain_text("Thời gian chỉ đạo điểm kết thúc 30/6/2022.")
    expect(nga.locator(".head")).to_contain_text("30/6/2022")


def the_committee_looks(hanh):
    """The steering committee's leader reads the board on a phone."""
    hanh.goto("/tong-hop/")
    expect(hanh.locator("main table.sticky")).to_contain_text("chưa lần nào")
    sound(hanh)
    hanh.goto("/lich/?thang=2022-06&cua=tinh")
    sound(hanh)
