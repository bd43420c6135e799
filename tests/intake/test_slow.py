"""Which files are read while somebody waits, and which are told apart at once because they take minutes."""

import pytest

from diemtua.plans.intake import Kind, Slow, Unreadable, extract, pasted
from tests.intake.builders import PLAN, docx_of, encoded, html_of, pdf_of, scanned_pdf, typeset

LONG = PLAN * (1_200_000 // len(PLAN))


@pytest.mark.parametrize("build", [str.encode, docx_of, html_of, pdf_of])
def test_an_ordinary_plan_is_read_while_somebody_waits(build):
    assert extract(build(PLAN), name="a", look=True).text


@pytest.mark.parametrize(
    ("build", "kind", "pages"),
    [
        (lambda page: scanned_pdf([page] * 3), Kind.PDF, 3),
        (lambda page: encoded(page, "PNG"), Kind.IMAGE, 1),
    ],
)
def test_pictures_of_pages_take_long(build, kind, pages):
    with pytest.raises(Slow) as slow:
        extract(build(typeset(PLAN)[0][0]), name="a", look=True)
    assert (slow.value.kind, slow.value.pages) == (kind, pages)


@pytest.mark.parametrize(("build", "kind"), [(str.encode, Kind.TEXT), (html_of, Kind.HTML)])
def test_hundreds_of_pages_take_long(build, kind):
    with pytest.raises(Slow) as slow:
        extract(build(LONG), name="a", look=True)
    assert (slow.value.kind, slow.value.pages) == (kind, None)
    assert extract(build(LONG), name="a").text


def test_a_long_paste_takes_long():
    with pytest.raises(Slow):
        pasted(LONG, look=True)
    assert pasted(LONG).text == LONG


def test_what_can_never_be_read_is_refused_at_once():
    for data in (b"MZ" + b"\0" * 6_000_000, ("a" * 6_000_000).encode(), b""):
        with pytest.raises(Unreadable):
            extract(data, name="a", look=True)
