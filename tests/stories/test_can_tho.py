"""Kế hoạch 126/KH-UBND of Cần Thơ (2024): from its text to tracked work, a peak campaign, one exact SMS, one report."""

import io
import zipfile

import pypdfium2
import pytest
from docx import Document as WordDocument
from playwright.sync_api import expect

from tests.stories.gestures import (
    approve,
    approve_sure,
    do,
    downloaded,
    drop,
    drop_in,
    file_of,
    give_out,
    open_item,
    paper,
    said,
    sound,
    task_on_today,
    waiting,
)

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("four-provinces")]
CAN_THO = "63-92"
NAM, VIET, HANH, NHI, BINH = (
    "Trần Văn Nam",
    "Lê Quốc Việt",
    "Bùi Thị Hạnh",
    "Trịnh Thị Yến Nhi",
    "Phạm Thanh Bình",
)
SMS = (
    "Toàn dân tích cực tham gia phòng, chống mua bán người. Khi phát hiện dấu hiệu liên quan đến mua bán người hãy "
    "thông báo ngay cho cơ quan Công an nơi gần nhất hoặc Tổng đài quốc gia 111 để được tư vấn, hỗ trợ, hướng dẫn kịp thời"
)
MESSAGE = "Phối hợp với các doanh nghiệp viễn thông di động nhắn tin"


def test_the_plan_goes_from_its_text_to_a_report_sent_late(officer, day):
    the_police_read_and_give_out(officer(NAM))
    day(CAN_THO, "2024-07-15")
    task = the_message_is_prepared(officer(VIET))
    the_police_return_it_then_confirm(officer, task)
    the_campaign_has_its_page(officer(NAM))
    day(CAN_THO, "2024-07-31")
    report_of(officer(HANH), "Đã gửi đúng hạn")
    day(CAN_THO, "2024-08-06")
    report_of(officer(NHI), "Đã gửi, muộn")
    the_board_shows_late_and_silent(officer(NAM))
    the_calendar_shows_the_day(officer(NAM))
    the_leader_only_looks(officer(BINH), task)


def the_police_read_and_give_out(nam):
    """From a file dropped in: 40 items, what is sure at once, then each doubt."""
    document = drop_in(nam, file_of(CAN_THO))
    assert waiting(nam) == "40"
    approve_sure(nam)
    assert waiting(nam) == "2"  # a report owed by a named few of many, and the same sentence as a silent one
    open_item(nam, document, "báo cáo", look="ngo")
    expect(nam.locator("#muc")).to_contain_text("trước ngày 03 tháng 8 năm 2024")
    expect(nam.locator("#muc")).to_contain_text("Công an thành phố")
    approve(nam)
    open_item(nam, document, "Báo cáo kết quả triển khai", look="cau")
    drop(nam, "Đã là nghĩa vụ báo cáo ở cùng điểm.")
    give_out(nam, document)
    sound(nam)
    expect(nam.locator("main")).to_contain_text("Tiến độ: 0/")


def the_message_is_prepared(viet):
    """Sở TTTT finds the SMS in today's list, reads its exact words in the plan, and works."""
    task = task_on_today(viet, MESSAGE)
    sound(viet)
    viet.get_by_role("link", name="điểm II/6/b").click()
    expect(viet.locator("#cho-nay")).to_contain_text(SMS)
    sound(viet)
    viet.goto(task)
    do(viet, "Tiếp nhận việc")
    said(viet, "Đã tiếp nhận việc.")
    do(
        viet,
        "Cập nhật tiến độ",
        note="Ba doanh nghiệp viễn thông thống nhất nhắn vào ngày 30/7.",
        figures="Thuê bao dự kiến: 1.150.000 thuê bao",
        files=[paper("cong-van-1450.pdf", "Cong van so 1450")],
    )
    said(viet, "Đã cập nhật tiến độ.")
    expect(viet.locator(".timeline")).to_contain_text("1.150.000 thuê bao")
    expect(viet.locator(".timeline")).to_contain_text("cong-van-1450.pdf")
    assert downloaded(viet, "cong-van-1450.pdf").startswith(b"%PDF")
    do(viet, "Báo hoàn thành", product="Công văn số 1450/STTTT-TTBCXB", note="Sẽ nhắn lúc 8 giờ ngày 30/7.")
    said(viet, "chờ cơ quan giao việc xác nhận")
    return task


def the_police_return_it_then_confirm(officer, task):
    """The assigner sees what waits for him, returns it with a reason, and confirms the second time."""
    nam, viet = officer(NAM), officer(VIET)
    nam.goto("/")
    waiting_for_him = nam.locator(".items", has=nam.locator("a.title", has_text=MESSAGE))
    expect(waiting_for_him.first).to_contain_text("Chờ xác nhận")
    sound(nam)
    nam.goto(task)
    do(nam, "Trả lại", reason="Chưa có xác nhận của doanh nghiệp viễn thông.")
    said(nam, "Đã trả lại việc kèm lý do.")
    viet.goto("/")
    expect(viet.locator("aside")).to_contain_text("Trả lại")
    viet.goto(task)
    expect(viet.locator(".timeline")).to_contain_text("Chưa có xác nhận của doanh nghiệp viễn thông.")
    do(viet, "Báo hoàn thành", product="Xác nhận của ba doanh nghiệp viễn thông")
    nam.goto(task)
    do(nam, "Xác nhận hoàn thành", note="Đạt yêu cầu.")
    said(nam, "Đã xác nhận hoàn thành.")
    expect(nam.locator(".head")).to_contain_text("Hoàn thành đúng hạn")


def the_campaign_has_its_page(nam):
    """«Đợt cao điểm» of 1/7–30/9 and the day 30/7, with a figure on the page."""
    nam.goto("/dot/")
    expect(nam.locator("main")).to_contain_text("30/07/2024")
    nam.get_by_role("link", name="Đợt cao điểm tấn công").first.click()
    expect(nam.locator(".head")).to_contain_text("01/07/2024 – 30/09/2024")
    expect(nam.locator(".head")).to_contain_text("Đang diễn ra")
    do(
        nam,
        "Nhập kết quả của cơ quan",
        submit="Ghi kết quả",
        what="Cơ sở kiểm tra",
        value="214",
        unit="cơ sở",
    )
    said(nam, "Đã ghi kết quả.")
    expect(nam.locator("table")).to_contain_text("214 cơ sở")
    sound(nam)


def report_of(page, badge):
    """The report due before 3/8 goes to Ủy ban nhân dân through the police; the house says whether it was in time."""
    page.goto("/bao-cao/")
    page.locator("main .items a.title").first.click()
    expect(page.locator("main")).to_contain_text("Ủy ban nhân dân thành phố")
    expect(page.locator(".split dl.facts").first).to_contain_text("Công an thành phố")
    page.get_by_label("Nội dung báo cáo").fill("Báo cáo kết quả hưởng ứng ngày 30/7.")
    page.get_by_label("Số liệu").fill("Buổi truyền thông: 83 buổi")
    page.get_by_role("button", name="Gửi báo cáo").click()
    said(page, "Đã gửi báo cáo.")
    expect(page.locator(".head")).to_contain_text(badge)
    expect(page.locator(".timeline")).to_contain_text("83 buổi")


def the_board_shows_late_and_silent(nam):
    """After the day: who has not reported, who has said nothing; the same in a sheet and in a letter."""
    nam.goto("/tong-hop/")
    sound(nam)
    table = nam.locator("main table.sticky")
    expect(table).to_contain_text("im lặng")
    row = table.locator("tr", has_text="Sở Giáo dục và Đào tạo").first
    assert row.locator("[data-label='Báo cáo chậm'] .late").inner_text().strip() == "1"
    nam.goto("/bao-cao/?xem=nhan-duoc")
    expect(nam.locator("main .items")).to_contain_text("Hội LHPN")
    nam.goto("/lich/?xem=cham")
    expect(nam.locator("main")).to_contain_text("quá hạn")
    sound(nam)
    nam.goto("/tong-hop/")
    with zipfile.ZipFile(io.BytesIO(downloaded(nam, "Xuất Excel"))) as book:
        words = b"".join(book.read(name) for name in book.namelist() if name.startswith("xl/")).decode(
            errors="ignore"
        )
    assert "Sở Giáo dục và Đào tạo" in words
    letter = WordDocument(io.BytesIO(downloaded(nam, "Xuất Word")))
    assert any(
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in cell.text
        for table in letter.tables
        for row in table.rows
        for cell in row.cells
    )


def the_calendar_shows_the_day(nam):
    nam.goto("/lich/?thang=2024-07&cua=tinh")
    expect(nam.locator("table.month .band").first).to_contain_text("Đợt cao điểm", ignore_case=True)
    sound(nam)


def the_leader_only_looks(binh, task):
    """The committee's leader sees the whole province and is offered nothing to do in an agency's place."""
    binh.goto("/tong-hop/")
    expect(binh.locator("h1")).to_contain_text("Cần Thơ")
    binh.get_by_role("link", name="Một trang cho lãnh đạo").click()
    expect(binh.locator("h1")).to_contain_text("Cần Thơ")
    sound(binh)
    assert len(pypdfium2.PdfDocument(binh.pdf(prefer_css_page_size=True))) == 1
    binh.goto(task)
    expect(binh.locator("aside")).to_contain_text("Chưa có việc gì cơ quan này cần làm ở đây.")
