"""Kế hoạch 316/KH-UBND-NC of Nghệ An (2016), without scripts: pasted text, collective leads, quarters, an extension."""

import pytest
from playwright.sync_api import expect

from tests.stories.gestures import (
    approve,
    approve_sure,
    do,
    drop,
    drop_in,
    give_out,
    open_item,
    said,
    sound_by_hand,
    task_on_today,
    text_of,
    waiting,
)

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("four-provinces")]
NGHE_AN = "40"
VAN, LAN, NGOC, STRANGER = "Hoàng Thị Thanh Vân", "Phạm Thị Lan", "Cao Thị Bích Ngọc", "Lê Quốc Việt"
NETWORK = "Xây dựng, củng cố và mở rộng mạng lưới báo cáo viên"
TRIALS = "Phối hợp tổ chức xét xử công khai, lưu động một số vụ án"


def test_the_agreement_is_carried_out_quarter_by_quarter(officer, day, provinces):
    by_hand = {"javascript": False}
    van = officer(VAN, **by_hand)
    document = the_police_read_it(van, provinces)
    day(NGHE_AN, "2016-06-20")
    give_out(van, document)
    day(NGHE_AN, "2016-07-04")
    task = the_union_answers_for_its_quarter(officer(LAN, **by_hand), van, day)
    the_court_asks_for_time(officer(NGOC, **by_hand), van)
    the_report_goes_through_its_chain(officer(LAN), van)
    the_plans_of_others_are_awaited(van, document)
    a_stranger_finds_nothing(officer(STRANGER, **by_hand), document, task)


def the_police_read_it(van, provinces):
    """Pasted; one lead chosen among several, a purpose dropped with its reason, an implied lead approved."""
    document = drop_in(van, text=text_of(NGHE_AN))
    approve_sure(van)
    assert int(waiting(van)) > 10
    open_item(van, document, "Các cơ quan truyền thông")
    expect(van.locator("#muc .doubts")).to_contain_text("Tên này có thể chỉ nhiều cơ quan")
    van.locator("#muc .candidates button", has_text="Báo Nghệ An").click()
    expect(van.locator("#muc dl")).to_contain_text("Báo Nghệ An")
    sound_by_hand(van)
    approve(van)
    open_item(van, document, "Tổ chức khảo sát, thống kê số nạn nhân")
    expect(van.locator("#muc .doubts")).to_contain_text("cơ quan được suy ra từ nội dung")
    approve(van)
    open_item(van, document, "Phối hợp tổ chức xét xử lưu động")
    drop(van, "Đã giao Viện kiểm sát, Tòa án ở III.5.")
    provinces.happens("tests.stories.scenes:finish_review", NGHE_AN)
    return document


def the_union_answers_for_its_quarter(lan, van, day):
    """A duty without a date is answered for quarter by quarter: the assigner closes one, the next opens."""
    task = task_on_today(lan, NETWORK)
    expect(lan.locator(".split dl.facts").first).to_contain_text("Kỳ này")
    expect(lan.locator(".head")).to_contain_text("còn")
    sound_by_hand(lan)
    do(lan, "Tiếp nhận việc")
    do(lan, "Cập nhật tiến độ", note="Củng cố mạng lưới ở các xã.", figures="Cộng tác viên: 112 người")
    expect(lan.locator(".timeline")).to_contain_text("112 người")
    day(NGHE_AN, "2016-09-12")
    do(lan, "Báo hoàn thành", product="Báo cáo số 45/BC-BTV ngày 08/9/2016")
    van.goto(task)
    before = van.locator(".split dl.facts").first.inner_text()
    do(van, "Xác nhận xong kỳ", note="Số liệu đủ theo mẫu.")
    said(van, "kỳ sau đã mở")
    after = van.locator(".split dl.facts").first.inner_text()
    assert period(before) == "15/06/2016 – 14/09/2016"
    assert period(after) == "15/12/2015 – 14/12/2016"  # the last quarter falls due with the year
    expect(van.locator(".head")).to_contain_text("Đang thực hiện")
    return task


def period(facts):
    """«01/07/2016 – 30/09/2016» of the facts of a task."""
    lines = [line.strip() for line in facts.splitlines()]
    return lines[lines.index("Kỳ này") + 1]


def the_court_asks_for_time(ngoc, van):
    """The court needs longer for a mobile trial; the police grant it; the first deadline stays in sight."""
    task = task_on_today(ngoc, TRIALS)
    do(ngoc, "Tiếp nhận việc")
    do(ngoc, "Xin gia hạn", until="31/10/2016", reason="Chờ bản án phúc thẩm của vụ án liên quan.")
    said(ngoc, "Đã gửi đề nghị gia hạn.")
    van.goto("/")
    expect(van.locator("aside")).to_contain_text("Xin gia hạn, chờ trả lời")
    sound_by_hand(van)
    van.goto(task)
    van.locator("summary.button", has_text="Trả lời gia hạn").click()
    van.get_by_label("Cho gia hạn", exact=True).check()
    van.get_by_role("button", name="Trả lời gia hạn").click()
    said(van, "Đã trả lời đề nghị gia hạn.")
    expect(van.locator(".split dl.facts").first).to_contain_text("Thời hạn đầu tiên")
    expect(van.locator(".timeline")).to_contain_text("31/10/2016")


def the_report_goes_through_its_chain(lan, van):
    """The quarter's report goes to the steering committee through the police, who return it and get another."""
    lan.goto("/bao-cao/")
    lan.locator("main .items a.title").first.click()
    expect(lan.locator(".split dl.facts").first).to_contain_text("Công an tỉnh")
    send(lan, "Truyền thông tại 38 buổi.", "Gửi báo cáo")
    report = lan.url
    sound_by_hand(lan)
    expect(lan.locator(".head")).to_contain_text("Đã gửi đúng hạn")
    van.goto("/bao-cao/?xem=nhan-duoc")
    expect(van.locator("main .items")).to_contain_text("Hội LHPN")
    van.goto(report)
    do(van, "Trả lại báo cáo", submit="Trả lại", reason="Thiếu số trẻ em là con của nạn nhân.")
    said(van, "Đã trả lại báo cáo")
    lan.goto(report)
    expect(lan.locator(".notice")).to_contain_text("Thiếu số trẻ em là con của nạn nhân.")
    send(lan, "Bổ sung: 11 trẻ em.", "Gửi báo cáo")
    expect(lan.locator(".timeline")).to_contain_text("lần 2")


def send(page, note, button):
    page.get_by_label("Nội dung báo cáo").fill(note)
    page.get_by_role("button", name=button).click()
    said(page, "Đã gửi báo cáo.")


def the_plans_of_others_are_awaited(van, document):
    """V.1 obliges agencies and districts to issue their own plans: who has not yet."""
    van.goto(f"/van-ban/{document}/trien-khai/")
    expect(van.locator("main")).to_contain_text("Ủy ban nhân dân huyện Kỳ Sơn")
    expect(van.locator(".figures")).to_contain_text("cơ quan phải ban hành")
    sound_by_hand(van)


def a_stranger_finds_nothing(stranger, document, task):
    """Another province's officer is told nothing: neither the plan nor its task exists for him."""
    for address in (task, f"/van-ban/{document}/", f"/van-ban/{document}/toan-van/"):
        assert stranger.goto(address).status == 404
