"""The four plans that the whole is accepted by, sent in every form an office has: their words come back."""

import pytest

from diemtua.plans.intake import Kind, extract
from tests.intake.builders import PLANS, docx_of, html_of, pdf_of, portal_page, scanned_pdf, share, typeset

FORMS = {
    "docx": (docx_of, Kind.DOCX),
    "html": (html_of, Kind.HTML),
    "pdf": (pdf_of, Kind.PDF),
    "txt": (str.encode, Kind.TEXT),
}


def test_the_four_plans_are_here():
    assert len(PLANS) == 4


@pytest.mark.parametrize("plan", PLANS, ids=lambda path: path.stem[:3])
@pytest.mark.parametrize("form", FORMS)
def test_the_words_come_back(plan, form):
    source = plan.read_text(encoding="utf-8")
    build, kind = FORMS[form]
    found = extract(build(source), name=f"ke-hoach.{form}")
    assert found.kind is kind and not found.ocr and not found.notes
    assert share(source, found.text) >= 0.99


@pytest.mark.parametrize("plan", PLANS, ids=lambda path: path.stem[:3])
def test_plain_text_comes_back_letter_for_letter(plan):
    data = plan.read_bytes()
    assert extract(data, name="a.txt").text.encode() == data


@pytest.mark.parametrize("plan", PLANS, ids=lambda path: path.stem[:3])
def test_two_scanned_pages_come_back(plan):
    pages = typeset(plan.read_text(encoding="utf-8"))[:2]
    found = extract(scanned_pdf([picture for picture, _ in pages]), name="quet.pdf")
    assert found.ocr and found.pages == len(pages)
    assert share("\n".join(text for _, text in pages), found.text) >= 0.95


@pytest.mark.parametrize("plan", PLANS, ids=lambda path: path.stem[:3])
def test_a_plan_is_lifted_out_of_a_portal_page(plan):
    source = plan.read_text(encoding="utf-8")
    document = html_of(source).decode().partition("<body>")[2].removesuffix("</body></html>")
    found = extract(portal_page(document), name="trang.html")
    assert share(source, found.text) >= 0.99
    assert "Tin tức chỉ đạo" not in found.text and "Bản quyền" not in found.text
    assert any("xung quanh" in note for note in found.notes)
