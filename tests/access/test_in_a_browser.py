"""Signing in and keeping an account, in a real browser: seen, read aloud, with and without scripts."""

import pypdfium2
import pytest

from tests.access.accounts import PASSWORD, code_of
from tests.browser import enter_as, listen, overflows, troubles

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("access-stage")]

OPEN = (
    "/tai-khoan/dang-nhap/",
    "/tai-khoan/mat-khau/quen/",
    "/tai-khoan/mat-khau/quen/da-gui/",
    "/tai-khoan/tam-dung/",
)
OWN = (
    "/tai-khoan/",
    "/tai-khoan/mat-khau/doi/",
    "/tai-khoan/bao-mat/",
    "/tai-khoan/bao-mat/khoa/",
    "/tai-khoan/phien/",
    "/tai-khoan/dang-xuat/",
    "/khong-co-trang-nay/",
    "/bo-thanh-phan/",
)


@pytest.mark.parametrize("path", OPEN)
def test_the_doors_are_sound(page, path):
    heard = listen(page)
    page.goto(path)
    assert troubles(page) == []
    assert heard == []


def test_every_own_page_is_sound(page, stage):
    enter_as(page, stage, "Công an tỉnh")
    for path in OWN:
        heard = listen(page)
        page.goto(path)
        assert (path, troubles(page)) == (path, [])
        assert (path, [line for line in heard if "404" not in line]) == (path, [])


def test_accounts_are_kept_on_sound_pages_and_a_slip_is_one_sheet(page, stage):
    enter_as(page, stage, "Đỗ Văn Quản")
    page.goto("/tai-khoan/can-bo/?tim=kieu van la")
    assert page.get_by_text("Không có cán bộ nào").is_visible()
    page.goto("/tai-khoan/can-bo/?tim=vo thi an")
    assert troubles(page) == []
    page.get_by_role("link", name="Võ Thị An").click()
    page.locator("summary", has_text="Cấp lại đường dẫn").click()
    assert troubles(page) == []
    page.set_viewport_size({"width": 390, "height": 844})
    assert (troubles(page), overflows(page)) == ([], False)
    page.get_by_label("In phiếu kích hoạt").check()
    page.get_by_role("button", name="Cấp lại đường dẫn").click()
    assert page.get_by_role("heading", name="Phiếu kích hoạt tài khoản").is_visible()
    assert (troubles(page), overflows(page)) == ([], False)
    assert len(pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))) == 1


def test_a_phone_without_scripts_signs_in_and_reads_everything(phone):
    phone.goto("/tai-khoan/dang-nhap/")
    phone.locator(".cast button", has_text="Trần Văn Nam").or_(
        phone.locator(".cast button").first
    ).first.click()
    for path in OWN:
        phone.goto(path)
        assert phone.locator("h1").count() == 1
    phone.goto("/tai-khoan/")
    phone.locator(".officer summary").click()
    phone.get_by_role("button", name="Tối").click()
    assert phone.locator("html").get_attribute("data-theme") == "dark"


def test_the_keyboard_reaches_everything_and_shows_where_it_is(chromium, stage):
    context = chromium.new_context(base_url=stage, viewport={"width": 1366, "height": 768})
    page = context.new_page()
    enter_as(page, stage, "Công an tỉnh")
    page.goto("/tai-khoan/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Đến nội dung chính"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Đổi mật khẩu"
    assert page.evaluate("getComputedStyle(document.activeElement).outlineWidth") == "3px"
    page.locator(".officer summary").focus()
    page.keyboard.press("Enter")
    assert page.locator(".officer .sheet").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator(".officer .sheet").is_visible()
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    context.close()


def test_a_day_and_a_long_list_are_helped_by_scripts(chromium, stage):
    context = chromium.new_context(base_url=stage, viewport={"width": 1366, "height": 768})
    page = context.new_page()
    page.goto("/bo-thanh-phan/")
    field = page.locator(".day").first
    assert field.get_by_role("button", name="Chọn ngày trên lịch").is_visible()
    field.locator(".picker").evaluate(
        "each => { each.value = '2024-08-03'; each.dispatchEvent(new Event('change')); }"
    )
    assert field.locator("input").first.input_value() == "03/08/2024"
    boxes = page.locator("fieldset", has=page.locator("[data-narrow-list]")).first
    boxes.get_by_label("Gõ để lọc danh sách").fill("bien phong")
    assert boxes.locator(".choice:visible").count() == 1
    context.close()


def test_nothing_overflows_a_narrow_screen(chromium, stage):
    context = chromium.new_context(base_url=stage, viewport={"width": 390, "height": 844})
    page = context.new_page()
    enter_as(page, stage, "Công an tỉnh")
    assert [path for path in (*OPEN, *OWN) if page.goto(path) and overflows(page)] == []
    page.set_viewport_size({"width": 683, "height": 384})
    assert [path for path in (*OPEN, *OWN) if page.goto(path) and overflows(page)] == []
    context.close()


def test_an_officer_adds_a_second_factor_and_a_key_and_comes_back_with_each(chromium, stage):
    context = chromium.new_context(base_url=stage, viewport={"width": 1366, "height": 768})
    page = context.new_page()
    enter_as(page, stage, "Lý Thị Mai")
    page.goto("/tai-khoan/")
    email = page.locator(".ways .quiet").first.inner_text().split(" ")[0]

    page.goto("/tai-khoan/bao-mat/ung-dung/bat/")
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Xác nhận").click()
    assert troubles(page) == []
    secret = page.locator("main code").inner_text()
    page.get_by_label("Mã 6 chữ số").fill(code_of(secret))
    page.get_by_role("button", name="Bật").click()
    assert page.locator(".codes li").count() == 10
    assert troubles(page) == []
    spare = page.locator(".codes code").first.inner_text()

    session = context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
            }
        },
    )
    page.goto("/tai-khoan/bao-mat/khoa/them/")
    assert troubles(page) == []
    page.get_by_label("Tên khóa").fill("Điện thoại công vụ")
    page.get_by_label("Dùng khóa này để đăng nhập không cần mật khẩu").check()
    page.get_by_role("button", name="Thêm khóa").click()
    page.wait_for_url("**/tai-khoan/bao-mat/")
    page.goto("/tai-khoan/bao-mat/khoa/")
    assert page.get_by_text("Điện thoại công vụ").first.is_visible()
    assert troubles(page) == []

    leave(page)
    page.get_by_role("button", name="Đăng nhập bằng khóa bảo mật").click()
    page.wait_for_url(lambda url: "dang-nhap" not in url)
    page.goto("/tai-khoan/")
    assert page.locator(".ways").inner_text().count("1 khóa bảo mật") == 1

    leave(page)
    page.get_by_label("Thư điện tử công vụ").fill(email)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập", exact=True).click()
    assert page.get_by_role("heading", name="Xác thực hai lớp").is_visible()
    assert troubles(page) == []
    page.get_by_label("Mã xác thực").fill(spare)
    page.get_by_role("button", name="Đăng nhập", exact=True).click()
    page.goto("/tai-khoan/")
    assert "Còn 9 mã dự phòng" in page.locator(".ways").inner_text()
    context.close()


def leave(page):
    page.goto("/tai-khoan/dang-xuat/")
    page.locator("main").get_by_role("button", name="Đăng xuất").click()
    page.wait_for_url("**/tai-khoan/dang-nhap/")
