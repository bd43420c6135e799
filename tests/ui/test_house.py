"""The house watches its own looks: icons kept, contracts stated, weight under control, nothing inline."""

import gzip
import re
from pathlib import Path

import pytest
from django.template.loader import get_template
from django.test import Client

import diemtua
from scripts import icons

ROOT = Path(diemtua.__file__).parent
TEMPLATES = sorted(ROOT.rglob("templates/**/*.html"))
COMPONENTS = sorted((ROOT / "ui/templates/ui").glob("*.html"))
PAGES = {
    "absent",
    "broken",
    "forbidden",
    "icon",
    "kit",
    "malformed",
    "not_allowed",
    "refused",
    "skeleton",
    "stale",
}


def test_the_sprite_holds_exactly_the_icons_in_use():
    drawn = set(re.findall(r'<symbol id="([^"]+)"', icons.SPRITE.read_text(encoding="utf-8")))
    assert drawn == {*icons.used(), "diem-tua"}


@pytest.mark.parametrize("file", COMPONENTS, ids=lambda file: file.stem)
def test_every_component_states_its_contract(file):
    if file.stem not in PAGES:
        lines = file.read_text(encoding="utf-8").splitlines()[:3]
        assert any(line.startswith(f"{{# ui/{file.name} — ") for line in lines)


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: str(file.relative_to(ROOT)))
def test_no_template_holds_style_or_script(file):
    text = file.read_text(encoding="utf-8")
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=[\"']|javascript:", text)
    assert not re.search(r"<script(?![^>]*(?:src=|application/json))", text)


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: str(file.relative_to(ROOT)))
def test_every_template_is_well_formed(file):
    get_template(str(file.relative_to(next(parent for parent in file.parents if parent.name == "templates"))))


@pytest.mark.parametrize(("name", "most"), [("house.css", 8_000), ("house.js", 4_000), ("icons.svg", 6_000)])
def test_what_every_page_loads_stays_light(name, most):
    """Bytes on the wire, compressed, of a page's own parts: users have poor networks."""
    assert len(gzip.compress((ROOT / "ui/static/ui" / name).read_bytes(), 9)) <= most


def contrast(one, other):
    def light(colour):
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_meaning_is_readable_on_every_ground(theme):
    """WCAG 2.2 AA: 4.5 to 1 for words."""
    text = (ROOT / "ui/static/ui/house.css").read_text(encoding="utf-8")
    block = re.search(rf':root(?:\[data-theme="dark"\])? {{\s+color-scheme: {theme};(.*?)\n}}', text, re.S)[1]
    tokens = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", block))
    words = ("ink", "quiet", "accent", "late", "soon", "done", "secret")
    grounds = ("paper", "sheet", "sunk")
    assert [(a, b) for a in words for b in grounds if contrast(tokens[a], tokens[b]) < 4.5] == []
    own = [(name, f"{name}-wash") for name in ("accent", "late", "soon", "done", "secret")]
    own += [("ink", wash) for _, wash in own] + [("on-accent", "accent"), ("on-accent", "accent-deep")]
    assert [(a, b) for a, b in own if contrast(tokens[a], tokens[b]) < 4.5] == []


def test_both_ways_into_the_dark_are_the_same():
    text = (ROOT / "ui/static/ui/house.css").read_text(encoding="utf-8")
    blocks = re.findall(r"color-scheme: dark;(.*?)}", text, re.S)
    assert len({re.sub(r"\s+", "", block) for block in blocks}) == 1


def test_the_kit_page_asks_the_database_nothing(client, settings, db, django_assert_num_queries):
    settings.DEMO = True
    with django_assert_num_queries(0):
        page = client.get("/bo-thanh-phan/")
    assert page.status_code == 200
    assert "500 dòng" in page.content.decode()


@pytest.mark.parametrize(("chosen", "kept"), [("dark", "dark"), ("light", "light"), ("", ""), ("x", "")])
def test_light_and_dark_are_chosen_without_scripts(client, chosen, kept):
    response = client.post("/giao-dien/", {"theme": chosen, "next": "//elsewhere.example/"})
    assert response.url == "/"
    assert response.cookies["theme"].value == kept


def test_a_form_from_an_old_page_is_told_so_in_words(settings):
    response = Client(enforce_csrf_checks=True).post("/giao-dien/", {"theme": "dark"})
    assert response.status_code == 403
    assert "Trang đã mở quá lâu" in response.content.decode()


def test_what_cannot_be_read_is_told_in_words(client, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    response = client.post("/giao-dien/", {"theme": "dark" * 100})
    assert response.status_code == 413
    assert "Chưa có gì được ghi" in response.content.decode()
