"""PDF with its own text, scans, pictures: pages parted, doubtful ones named, nothing read twice."""

import html
import os

import pytest
from PIL import Image

from diemtua.plans.intake import Kind, Unreadable, extract
from diemtua.plans.intake.ocr import Recognised, assemble, notes_on
from tests.intake.builders import PLAN, characters, encoded, pdf_from, pdf_of, scanned_pdf, share, typeset

SENTENCE = "Ủy ban nhân dân tỉnh giao Công an tỉnh chủ trì, phối hợp với các đơn vị liên quan tổ chức thực hiện kế hoạch này. "


@pytest.fixture(scope="module")
def page():
    """One page of print and what stands on it."""
    return typeset(PLAN)[0]


def test_lines_of_a_page_stay_lines():
    found = extract(pdf_of(PLAN), name="a.pdf")
    assert (found.kind, found.pages, found.ocr, found.notes) == (Kind.PDF, 1, False, ())
    assert found.text.splitlines()[:3] == PLAN.splitlines()[:3]


def test_pages_are_parted_by_a_form_feed_on_its_own_line():
    pages = (
        "<p style='break-after: page'>Trang một</p><p style='break-after: page'>Trang hai</p><p>Trang ba</p>"
    )
    found = extract(pdf_from(pages), name="a.pdf")
    assert (found.text, found.pages) == ("Trang một\n\f\nTrang hai\n\f\nTrang ba", 3)


@pytest.mark.parametrize("form", ["PNG", "JPEG", "TIFF"])
def test_a_picture_of_a_page_is_recognised(page, form):
    picture, text = page
    found = extract(encoded(picture, form), name="anh." + form.lower().replace("jpeg", "jpg"))
    assert (found.kind, found.pages, found.ocr) == (Kind.IMAGE, 1, True)
    assert share(text, found.text, characters) >= 0.95
    assert "được nhận dạng từ ảnh (OCR)" in found.notes[0]


def test_a_tif_of_two_pages(page):
    picture, text = page
    found = extract(encoded(picture, "TIFF", save_all=True, append_images=[picture]), name="hai.tif")
    assert found.pages == 2 and share(f"{text} {text}", found.text, characters) >= 0.95


def test_a_picture_on_its_side_or_small_or_transparent_or_deep_is_recognised(page):
    picture, text = page
    sideways = encoded(picture.rotate(90, expand=True), "PNG")
    small = encoded(
        picture.resize((picture.width // 2, picture.height // 2), Image.Resampling.LANCZOS), "PNG"
    )
    clear = Image.new("LA", picture.size, (0, 0))
    clear.putalpha(picture.point(lambda value: 255 - value))
    deep = picture.convert("I").point(lambda value: value * 256).convert("I;16")
    for data in (sideways, small, encoded(clear, "PNG"), encoded(deep, "PNG")):
        assert share(text, extract(data, name="a.png").text, characters) >= 0.95


def test_a_scan_is_recognised_in_spite_of_the_stamp_of_its_digital_signature(page, tmp_path):
    picture, text = page
    (tmp_path / "scan.png").write_bytes(encoded(picture, "PNG"))
    stamp = "<p style='position: absolute; top: 0; font-size: 6pt'>Người ký: Văn phòng. Thời gian ký: 05/03/2025 08:00</p>"
    scan = f"<style>@page {{margin: 0}}</style><img style='width: 21cm; height: 29.7cm' src='file://{tmp_path}/scan.png'>"
    found = extract(pdf_from(scan + stamp), name="ky-so.pdf")
    assert found.ocr and share(text, found.text, characters) >= 0.95


def test_a_scan_with_a_foreign_text_layer_is_recognised_again(page, tmp_path):
    picture, text = page
    (tmp_path / "scan.png").write_bytes(encoded(picture, "PNG"))
    layer = f"<p style='position: absolute; top: 3cm; color: transparent; font-size: 6pt'>{'Ke hoach phong chong mua ban nguoi ' * 12}</p>"
    scan = f"<style>@page {{margin: 0}}</style><img style='width: 21cm; height: 29.7cm' src='file://{tmp_path}/scan.png'>"
    found = extract(pdf_from(scan + layer), name="a.pdf")
    assert found.ocr and share(text, found.text, characters) >= 0.95


def test_only_the_scanned_page_of_a_mixed_pdf_is_recognised(page, tmp_path):
    picture, text = page
    (tmp_path / "scan.png").write_bytes(encoded(picture, "PNG"))
    first = f"<p style='break-after: page'>{html.escape(SENTENCE * 5)}</p>"
    found = extract(
        pdf_from(f"{first}<img style='width: 17cm; height: 24cm' src='file://{tmp_path}/scan.png'>"),
        name="a.pdf",
    )
    before, _, after = found.text.partition("\n\f\n")
    assert share(SENTENCE * 5, before) == 1 and share(text, after, characters) >= 0.95
    assert found.notes[0].startswith("Chữ của 1 trên 2 trang được nhận dạng")


def test_a_picture_without_letters_is_told():
    with pytest.raises(Unreadable, match="không nhận ra chữ nào trong ảnh"):
        extract(encoded(Image.new("L", (1300, 1700), 255), "PNG"), name="trang.png")


def test_without_tesseract_the_sentence_names_the_packages(page, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    for data, name in ((encoded(page[0], "PNG"), "a.png"), (scanned_pdf([page[0]]), "a.pdf")):
        for look in (True, False):
            with pytest.raises(Unreadable, match="«tesseract-ocr» và «tesseract-ocr-vie»"):
                extract(data, name=name, look=look)
    assert extract(pdf_of(PLAN), name="a.pdf").text


def test_without_vietnamese_data_the_sentence_is_the_same(page, monkeypatch, tmp_path):
    monkeypatch.setenv("TESSDATA_PREFIX", str(tmp_path))
    with pytest.raises(Unreadable, match="tesseract-ocr-vie"):
        extract(encoded(page[0], "PNG"), name="a.png")


def test_words_become_lines_and_paragraphs():
    head = "level\tpage\tblock\tpar\tline\tword\tl\tt\tw\th\tconf\ttext"
    rows = [
        ("1", "1", "1", 90, "Kế"),
        ("1", "1", "1", 80, "hoạch"),
        ("1", "1", "2", 70, "năm"),
        ("1", "2", "1", 60, "I."),
    ]
    table = [
        f"5\t1\t{block}\t{par}\t{line}\t1\t0\t0\t0\t0\t{sure}\t{word}"
        for block, par, line, sure, word in rows
    ]
    assert assemble("\n".join([head, "4\t1\t1\t1\t1\t0\t0\t0\t0\t0\t-1\t", *table])) == (
        "Kế hoạch\nnăm\n\nI.",
        75.0,
    )
    assert assemble("") == ("", 0.0)


def test_doubtful_and_empty_pages_are_named():
    notes = notes_on(Recognised({0: "a", 1: "b", 2: ""}, {0: 95.0, 1: 40.0, 2: 0.0}), 5)
    assert notes[0].startswith("Chữ của 3 trên 5 trang")
    assert notes[1:] == ("Khó nhận dạng, cần xem kỹ: trang 2.", "Không nhận ra chữ nào ở trang 3.")


def test_recognition_tells_how_many_pages_are_done(page):
    told = []
    found = extract(scanned_pdf([page[0]] * 4), name="a.pdf", progress=lambda *pages: told.append(pages))
    assert found.pages == 4 and told == sorted(set(told))
    assert all(done <= count == 4 for done, count in told) and len(told) > 1


def test_who_gives_up_watching_ends_the_reading(page):
    def weary(done, count):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        extract(scanned_pdf([page[0]] * 4), name="a.pdf", progress=weary)


def test_nothing_is_left_behind(page, monkeypatch, tmp_path):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    extract(scanned_pdf([page[0]]), name="a.pdf")
    assert os.listdir(tmp_path) == []
