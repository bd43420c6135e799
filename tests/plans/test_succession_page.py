"""The page of what waits for a successor, and the document that says what passed on, as a leader's browser shows them."""

import pytest

from tests.browser import enter_as, listen, overflows, troubles


@pytest.fixture(scope="module")
def merged(request):
    from tests.conftest import VAR
    from tests.stage import standing

    worker = getattr(request.config, "workerinput", {}).get("workerid", "gw0")
    with standing("tests.plans.heritage:after_a_merger", VAR, worker) as address:
        yield address


@pytest.mark.browser
@pytest.mark.parametrize("light", ["light", "dark"])
@pytest.mark.parametrize("size", [(1366, 768), (390, 844)])
def test_what_waits_and_what_passed_on_are_read_by_everybody(chromium, merged, light, size):
    context = chromium.new_context(
        base_url=merged, color_scheme=light, viewport={"width": size[0], "height": size[1]}
    )
    page = context.new_page()
    enter_as(page, merged, "Phạm Thanh Bình")
    heard = listen(page)
    page.goto("/ke-thua/")
    waiting = page.locator("main h2", has_text="Văn bản, báo cáo và kế hoạch phải ban hành")
    assert waiting.count() == 1
    assert (troubles(page), heard, overflows(page)) == ([], [], False)
    page.locator("main li:has(form[action*='/reports/']) a.title").click()
    page.wait_for_load_state()
    assert page.get_by_text("Giữ văn bản: Công an tỉnh").count() == 1
    assert (troubles(page), heard, overflows(page)) == ([], [], False)
    context.close()
