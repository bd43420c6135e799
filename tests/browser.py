"""What a story needs of a browser: Debian's Chromium, axe, and an ear for what the console complains of."""

import re
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

AXE = Path(__file__).resolve().parent.parent / "node_modules/axe-core/axe.min.js"
ASK = "rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@lru_cache(maxsize=1)
def axe_source():
    return AXE.read_text(encoding="utf-8")


def troubles(page):
    """What axe finds wrong with the page as it stands: one line each, with where."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(axe_source())
    found = page.evaluate(ASK, RULES)
    return [f"{each['id']}: {node['target'][0]}" for each in found["violations"] for node in each["nodes"]]


@contextmanager
def twin(page):
    """The same HTML and styles where axe can run: scripts that are off stop its clocks too, and the page ran none."""
    html = re.sub(r"<script\b.*?</script>|</?noscript>", "", page.content(), flags=re.DOTALL)
    context = page.context.browser.new_context(viewport=page.viewport_size, locale="vi-VN")
    try:
        shown = context.new_page()
        shown.route(page.url, lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8"))
        shown.goto(page.url)
        yield shown
    finally:
        context.close()


def overflows(page):
    """Does the page need sideways scrolling?"""
    return page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


def listen(page):
    """Complaints of the console from now on: scripts that broke, things the content policy refused."""
    heard = []
    page.on("console", lambda message: message.type == "error" and heard.append(message.text))
    page.on("pageerror", lambda error: heard.append(str(error)))
    return heard


def enter_as(page, address, words):
    """Press the demonstration officer whose button holds ``words``."""
    page.goto(f"{address}/tai-khoan/dang-nhap/")
    page.locator(".casts details").evaluate_all("all => all.forEach(each => { each.open = true; })")
    page.locator(".cast button", has_text=words).first.click()
    page.wait_for_load_state()


def enter(page, words):
    """Press the demonstration officer whose button holds ``words``, opening provinces one by one: works without scripts."""
    page.goto("/tai-khoan/dang-nhap/")
    for province in page.locator(".casts details", has=page.locator(".cast button", has_text=words)).all():
        if province.get_attribute("open") is None:
            province.locator("summary").click()
    page.locator(".cast button", has_text=words).first.click()
    page.wait_for_url("**/")
