"""Kế hoạch 155/KH-UBND of Sóc Trăng (2023): a Word file, figures that must not overlap, and a province that merges."""

import io

import pytest
from docx import Document as WordDocument
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
    sound,
    task_on_today,
    text_of,
)

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("four-provinces")]
SOC_TRANG, CAN_THO_NOW = "63-94", "92"
QUAN, RAY, DAT, TRAM = "Thạch Minh Quân", "Trần Thị Sa Rây", "Ngô Thành Đạt", "Nguyễn Ngọc Trâm"
SHELTER = "chỉ đạo Trung tâm Bảo trợ xã hội tỉnh áp dụng các biện pháp bảo vệ an toàn"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def word_file():
    """The plan as a Word file, one paragraph a line."""
    made, out = WordDocument(), io.BytesIO()
    for line in text_of(SOC_TRANG).splitlines():
        made.add_paragraph(line)
    made.save(out)
    return {"name": "ke-hoach-155.docx", "mimeType": WORD, "buffer": out.getvalue()}


def test_the_work_goes_on_in_the_merged_province(officer, day, provinces):
    quan = officer(QUAN)
    document = the_police_read_a_word_file(quan, provinces)
    day(SOC_TRANG, "2023-10-12")
    task = the_shelter_takes_people_in(officer(RAY))
    day(SOC_TRANG, "2023-12-14")
    figures_of_the_year_do_not_overlap(officer(RAY))
    provinces.happens("tests.stories.scenes:merger", "2025-07-15")
    a_person_chooses_who_carries_on(officer(DAT), task)
    the_heir_works_and_the_past_stands(officer(TRAM), document, task)


def the_police_read_a_word_file(quan, provinces):
    document = drop_in(quan, word_file())
    approve_sure(quan)
    open_item(quan, document, "Trao đổi trực tiếp, trao đổi bằng văn bản", look="cau")
    drop(quan, "Phương thức phối hợp, không phải một việc.")
    open_item(quan, document, "Sở Tài chính", look="ngo")
    expect(quan.locator("#muc")).to_contain_text("Hằng năm")
    approve(quan)
    sound(quan)
    provinces.happens("tests.stories.scenes:finish_review", SOC_TRANG)
    give_out(quan, document)
    return document


def the_shelter_takes_people_in(ray):
    """Sở LĐTBXH finds who keeps the people it receives safe, and reports without naming anybody."""
    task = task_on_today(ray, SHELTER)
    do(ray, "Tiếp nhận việc")
    do(
        ray,
        "Cập nhật tiến độ",
        note="Bố trí phòng riêng, hỗ trợ tâm lý.",
        figures="Người được tiếp nhận: 3 người",
    )
    expect(ray.locator(".timeline")).to_contain_text("3 người")
    sound(ray)
    return task


def figures_of_the_year_do_not_overlap(ray):
    """The year's report says from which day to which its figures are counted."""
    ray.goto("/bao-cao/")
    sound(ray)
    ray.locator("main .items li", has_text="Năm 2023").locator("a.title").first.click()
    expect(ray.locator(".split dl.facts").first).to_contain_text("Số liệu tính")
    ray.get_by_label("Nội dung báo cáo").fill("Báo cáo năm 2023, số liệu đã đối chiếu để không trùng.")
    ray.get_by_label("Số liệu").fill("Nạn nhân được hỗ trợ: 5 người")
    ray.get_by_role("button", name="Gửi báo cáo").click()
    expect(ray.locator(".head")).to_contain_text("Đã gửi đúng hạn")


def a_person_chooses_who_carries_on(dat, task):
    """Sở LĐTBXH ended with several heirs: the police of the new Cần Thơ choose Sở Y tế for this task."""
    dat.goto("/ke-thua/")
    sound(dat)
    line = dat.locator("main .items > li", has_text=SHELTER).filter(has_text="· chủ trì")
    while not line.count():
        dat.locator(".paging a[rel=next]").click()
    ended = line.locator("xpath=ancestor::ul/preceding-sibling::h2[1]")
    expect(ended).to_contain_text("Sở Lao động - Thương binh và Xã hội")
    choose(line, "Sở Y tế")
    said(dat, "cho cơ quan tiếp nhận")
    dat.goto(task)
    expect(dat.locator(".split dl.facts").first).to_contain_text("Sở Y tế thành phố Cần Thơ")
    expect(dat.locator(".timeline")).to_contain_text("→ Sở Y tế")


def choose(line, name):
    """Pick the body in the line's list and pass the work on."""
    listed = line.locator("option").all_inner_texts()
    assert len(listed) > 2, listed  # an empty line, and several heirs
    line.locator("select").select_option(label=next(each for each in listed if name in each))
    line.get_by_role("button", name="Chuyển việc").click()


def the_heir_works_and_the_past_stands(tram, document, task):
    """Sở Y tế goes on; the document keeps the names of 2023."""
    tram.goto("/")
    tram.locator(".items a.title", has_text=SHELTER).first.click()
    expect(tram.locator("main")).to_contain_text("Sở Y tế")
    do(tram, "Tiếp nhận việc")
    do(
        tram,
        "Cập nhật tiến độ",
        note="Tiếp nhận cơ sở, rà soát người đang ở.",
        figures="Người đang ở: 2 người",
    )
    expect(tram.locator(".timeline")).to_contain_text("2 người")
    expect(tram.locator(".timeline")).to_contain_text("3 người")
    tram.goto(f"/van-ban/{document}/toan-van/")
    expect(tram.locator("article")).to_contain_text("Sở Lao động - Thương binh và Xã hội")
    sound(tram)
