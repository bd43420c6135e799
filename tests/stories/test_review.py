"""A plan reviewed in a real browser: on the keyboard alone, by pointing, and on a phone without scripts."""

import pytest
from playwright.sync_api import expect

from tests.browser import enter_as, listen, overflows, troubles

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("review-stage")]
KEYBOARD, POINTER, PLAIN = 1, 2, 3  # each story has a draft of its own


@pytest.fixture
def desk(chromium, reviewing):
    """Opens the review of a draft, signed in as the police who registered it."""
    contexts = []

    def opened(draft, *, javascript=True, width=1366, height=768, dark=False):
        context = chromium.new_context(
            base_url=reviewing,
            java_script_enabled=javascript,
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            locale="vi-VN",
        )
        context.set_default_timeout(15_000)
        contexts.append(context)
        page = context.new_page()
        if javascript:
            enter_as(page, reviewing, "Trần Văn Nam")
        else:
            page.goto("/tai-khoan/dang-nhap/")
            for shut in page.locator(".casts details:not([open]) > summary").all():
                shut.click()
            page.locator(".cast button", has_text="Trần Văn Nam").first.click()
        page.goto(f"/van-ban/{draft}/ra-soat/")
        return page

    yield opened
    for context in contexts:
        context.close()


def number(page):
    """The number of the open item."""
    return int(page.locator("#muc .sheet-head h2").inner_text().split()[1].split("/")[0])


def press(page, key):
    """A key, and the answer it fetches."""
    before = page.locator("#muc").inner_html()
    page.keyboard.press(key)
    page.wait_for_function(
        "before => document.getElementById('muc').innerHTML !== before && !document.querySelector('.htmx-request')",
        arg=before,
    )
    page.wait_for_timeout(60)  # until both sides have followed


def left(page):
    return int(page.locator("#dem b").first.inner_text())


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("size", [(1366, 768), (390, 844)], ids=["desk", "phone"])
def test_the_page_is_sound_in_both_lights_and_sizes(desk, dark, size):
    page = desk(PLAIN, width=size[0], height=size[1], dark=dark)
    heard = listen(page)
    for asked in ("", "&hoi=them"):
        page.goto(f"/van-ban/{PLAIN}/ra-soat/?xem=tat-ca{asked}")
        assert troubles(page) == []
        assert not overflows(page)
    first = page.locator(".rows li.cho a").first.get_attribute("data-muc")
    for asked in ("", "&hoi=sua", "&hoi=tach"):
        page.goto(f"/van-ban/{PLAIN}/ra-soat/?xem=tat-ca&muc={first}{asked}")
        assert (asked, troubles(page)) == (asked, [])
    page.goto(f"/van-ban/{PLAIN}/ra-soat/doc-lai/")
    assert troubles(page) == []
    assert heard == []


def test_a_plan_is_walked_on_the_keyboard(desk):
    page = desk(KEYBOARD)
    heard = listen(page)
    doubtful = number(page)
    press(page, "n")
    assert number(page) > doubtful  # doubtful first, one after another
    page.goto(f"/van-ban/{KEYBOARD}/ra-soat/?xem=cho")
    press(page, "j")
    press(page, "ArrowDown")
    here = number(page)
    press(page, "k")
    assert number(page) < here
    opened = page.locator("#muc .sheet-of").get_attribute("data-id")
    expect(page.locator(f"#cho-{opened}")).to_be_in_viewport()
    expect(page.locator(f".rows #dong-{opened}.on")).to_be_in_viewport()

    # drop with a reason
    before = left(page)
    page.keyboard.press("x")
    page.keyboard.type("Chỉ nêu mục đích")
    page.keyboard.press("Tab")
    press(page, "Enter")
    assert left(page) == before - 1
    expect(page.locator(f"#dong-{opened}.bo")).to_be_attached()

    # approve: the mark, the row and the count follow
    while page.locator("#muc .sheet-of.cho").count() == 0:
        press(page, "j")
    opened = page.locator("#muc .sheet-of").get_attribute("data-id")
    press(page, "d")
    assert left(page) == before - 2
    expect(page.locator(f"#dong-{opened}.duyet")).to_be_attached()
    expect(page.locator(f"#cho-{opened}.duyet")).to_be_attached()
    expect(page.locator("#noi")).to_contain_text("Đã duyệt")

    # correct: whom, when; Escape leaves the question
    while page.locator("#muc .sheet-of.cho").count() == 0:
        press(page, "j")
    opened = page.locator("#muc .sheet-of").get_attribute("data-id")
    press(page, "e")
    press(page, "Escape")
    press(page, "e")
    page.get_by_label("Có ngày").check()
    page.get_by_label("Đến hết ngày").first.fill("03/08/2024")
    expect(page.locator("#xem-han")).to_contain_text("thứ Bảy, 03/08/2024")
    page.get_by_role("button", name="Lưu, chưa duyệt").click()
    expect(page.locator("#muc")).to_contain_text("Đến hết thứ Bảy, 03/08/2024")

    # split in the list of places, then merge again
    press(page, "s")
    page.locator("#muc input[type=radio]").first.check()
    page.get_by_role("button", name="Tách làm hai mục").click()
    whole = left(page)
    page.keyboard.press("m")
    page.keyboard.press("Enter")
    expect(page.locator("#messages")).to_contain_text("Đã gộp")
    assert left(page) == whole - 1

    page.keyboard.press("?")
    expect(page.locator("#phim")).to_be_visible()
    assert [line for line in heard if "422" not in line] == []


def select(page, words):
    """Select words in the text as a mouse would."""
    page.evaluate(
        """words => {
            const walker = document.createTreeWalker(document.getElementById('toan-van'), NodeFilter.SHOW_TEXT);
            while (walker.nextNode()) {
                const at = walker.currentNode.data.indexOf(words);
                if (at < 0) continue;
                const range = document.createRange();
                range.setStart(walker.currentNode, at);
                range.setEnd(walker.currentNode, at + words.length);
                getSelection().removeAllRanges();
                getSelection().addRange(range);
                return;
            }
            throw new Error('no such words');
        }""",
        words,
    )
    page.wait_for_timeout(50)


def test_pointing_at_either_side_shows_the_other(desk):
    page = desk(POINTER)
    page.goto(f"/van-ban/{POINTER}/ra-soat/?xem=tat-ca")
    row = page.locator(".rows li a").nth(12)
    key = row.get_attribute("data-muc")
    row.click()
    expect(page.locator(f'#muc .sheet-of[data-id="{key}"]')).to_be_visible()
    expect(page.locator(f"#cho-{key}.on")).to_be_in_viewport()
    mark = page.locator(".mark:not(.on)").first
    key = mark.get_attribute("data-muc")
    mark.click()
    expect(page.locator(f'#muc .sheet-of[data-id="{key}"]')).to_be_visible()
    expect(page.locator(f"#dong-{key}.on")).to_be_in_viewport()


def test_words_are_taken_from_the_selection(desk):
    page = desk(POINTER)
    words = "Căn cứ Luật Phòng, chống mua bán người năm 2011"
    select(page, words)
    press(page, "a")
    expect(page.locator("[data-picked]")).to_contain_text(words)
    page.get_by_role("button", name="Thêm", exact=True).click()
    page.wait_for_url("**hoi=sua**")
    expect(page.locator(".mark.on")).to_have_text(words)
    page.get_by_label("Công an tỉnh").first.check()
    page.get_by_role("button", name="Lưu và duyệt").click()
    expect(page.locator("#messages")).to_contain_text("Đã sửa và duyệt")
    expect(page.locator(".mark.duyet").first).to_have_text(words)
    page.locator(".mark.duyet").first.click()
    expect(page.locator("#muc .sheet-of.duyet")).to_be_visible()
    press(page, "e")
    select(page, "chống mua bán người năm 2011")
    page.get_by_role("button", name="Lấy đoạn đang chọn").click()
    page.get_by_role("button", name="Lưu, chưa duyệt").click()
    expect(page.locator(".mark.on")).to_have_text("chống mua bán người năm 2011")


def test_the_caret_says_where_to_split(desk):
    page = desk(POINTER)
    page.goto(f"/van-ban/{POINTER}/ra-soat/?xem=cho")
    while page.locator("#muc .sheet-of.cho").count() == 0:
        press(page, "j")
    key = page.locator("#muc .sheet-of").get_attribute("data-id")
    text = page.locator(f"#cho-{key}").inner_text()
    middle = text.split()[len(text.split()) // 2]
    page.evaluate(
        "([key, at]) => getSelection().collapse(document.getElementById(`cho-${key}`).firstChild, at)",
        [key, text.index(f" {middle} ") + 1],
    )
    page.wait_for_timeout(50)
    press(page, "s")
    chosen = page.locator("#muc label.choice:has(input:checked)")
    assert f"┃ {middle}" in " ".join(chosen.inner_text().split())


def test_a_phone_without_scripts_reviews_and_gives_out(desk):
    page = desk(PLAIN, javascript=False, width=390, height=844)
    page.get_by_role("button", name="mục chắc chắn").click()
    expect(page.locator("#messages")).to_contain_text("Đã duyệt")
    assert page.get_by_role("button", name="Giao việc").is_disabled()
    page.locator(".rows li a").first.click()
    first = number(page)
    page.get_by_role("link", name="Mục sau").click()
    assert number(page) > first
    while page.locator("#dem b").count():
        page.locator("summary", has_text="Bỏ").click()
        page.get_by_label("Lý do bỏ").fill("Ngoài phạm vi thử nghiệm")
        page.get_by_role("button", name="Bỏ mục này").click()
    expect(page.locator("#dem")).to_contain_text("Đã xem cả")
    page.get_by_role("button", name="Giao việc").click()
    expect(page.locator("#messages")).to_contain_text("Đã giao việc")
