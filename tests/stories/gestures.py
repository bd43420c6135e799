"""What officers do with their hands in every story: drop a plan in, decide, open a task, answer a form."""

import re

from playwright.sync_api import expect

from diemtua.demo.stages import STAGES
from tests.browser import overflows, troubles, twin


def sound(page):
    """A page that axe finds nothing wrong with and that needs no sideways scrolling."""
    found = troubles(page)
    assert not found, f"{page.url}: {found}"
    assert not overflows(page), f"{page.url} tràn ngang"


def sound_by_hand(page):
    """The same of a page without scripts."""
    with twin(page) as shown:
        sound(shown)


def said(page, words):
    """The house answers with these words."""
    expect(page.locator("#messages")).to_contain_text(words)


# --- reading and reviewing ---


def text_of(province):
    """The plan of a province as it was published."""
    return next(stage for stage in STAGES if stage.code == province).text


def file_of(province):
    """The same as a file to upload."""
    return {
        "name": f"ke-hoach-{province}.txt",
        "mimeType": "text/plain",
        "buffer": text_of(province).encode(),
    }


def drop_in(page, file=None, text=""):
    """Register a plan from a file (a path, or a file made by the test) or from pasted text; the review opens."""
    page.goto("/van-ban/moi/")
    if file:
        page.get_by_label("Tệp văn bản").set_input_files(file)
    else:
        page.get_by_label("Hoặc dán toàn văn").fill(text)
    page.get_by_role("button", name="Đọc văn bản").click()
    said(page, "Xem từng đề xuất rồi giao việc")
    return document_of(page)


def document_of(page):
    return int(re.search(r"/van-ban/(\d+)/", page.url)[1])


def open_item(page, document, words, look="tat-ca"):
    """Open the first item whose line in the list holds ``words``."""
    page.goto(f"/van-ban/{document}/ra-soat/?xem={look}")
    page.locator(".rows li a", has_text=words).first.click()
    expect(page.locator(".rows li.on")).to_contain_text(words)


def approve(page):
    """Press «Duyệt» on the open item and wait for the answer."""
    decided(page, lambda: page.locator("#muc").get_by_role("button", name="Duyệt").click())


def drop(page, reason):
    """Drop the open item with its reason."""
    page.locator("#muc summary", has_text="Bỏ").click()
    page.get_by_label("Lý do bỏ").fill(reason)
    decided(page, lambda: page.get_by_role("button", name="Bỏ mục này").click())


def decided(page, act):
    """Do it, and wait until one item fewer waits."""
    before = waiting(page)
    act()
    expect(page.locator("#dem")).not_to_contain_text(f"Còn {before} mục")


def waiting(page):
    """How many items wait to be looked at."""
    found = re.search(r"Còn ([\d.]+) mục", page.locator("#dem").inner_text())
    return found[1] if found else "0"


def approve_sure(page):
    page.get_by_role("button", name="mục chắc chắn").click()
    said(page, "mục chắc chắn")


def give_out(page, document):
    page.goto(f"/van-ban/{document}/ra-soat/")
    expect(page.locator("#dem")).to_contain_text("Đã xem cả")
    page.get_by_role("button", name="Giao việc").click()
    said(page, "Đã giao việc")


# --- working ---


def task_on_today(page, words):
    """Open a task from Hôm nay by its words; returns its number in the address."""
    page.goto("/")
    page.locator(".items a.title", has_text=words).first.click()
    page.wait_for_url("**/viec/*/")
    return page.url


def do(page, label, submit="", files=(), **answers):
    """Make a move: open its question, answer by the fields' names, press the button (``submit`` where its words differ)."""
    button = submit or label
    page.locator("summary.button", has_text=label).first.click()
    form = page.locator("details[open] form").filter(has=page.get_by_role("button", name=button))
    for name, answer in answers.items():
        form.locator(f"[name={name}]").first.fill(answer)
    if files:
        form.locator("input[type=file]").set_input_files(list(files))
    form.get_by_role("button", name=button).click()


def paper(name, words):
    """A small text-bearing PDF to attach, made of nothing but what a PDF needs."""
    body = f"BT /F1 12 Tf 72 720 Td ({words}) Tj ET"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(body)} >>\nstream\n{body}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{each}\nendobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}".encode()
    out += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{out.index(b'xref')}\n%%EOF\n".encode()
    return {"name": name, "mimeType": "application/pdf", "buffer": out}


def downloaded(page, name):
    """The file behind a link, as bytes."""
    with page.expect_download() as waiting_for:
        page.get_by_role("link", name=name).click()
    return waiting_for.value.path().read_bytes()
