import pytest

from diemtua.papers.pdf import pdf
from tests.papers.reading import Pdf


@pytest.fixture
def read():
    """A paper written as PDF and opened again."""
    opened = []

    def reading(paper):
        opened.append(Pdf(pdf(paper)))
        return opened[-1]

    yield reading
    for each in opened:
        each.close()
