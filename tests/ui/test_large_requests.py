"""A browser that sends too much hears why, over a real connection, instead of a broken line."""

import http.client
from urllib.parse import urlsplit

import pytest

from diemtua.ui.middleware import MOST_BYTES
from tests.conftest import VAR
from tests.stage import standing

MEBIBYTE = 1024 * 1024


@pytest.fixture(scope="module")
def address(request):
    worker = getattr(request.config, "workerinput", {}).get("workerid", "gw0")
    with standing("tests.access.scene:people", VAR, worker) as address:
        yield urlsplit(address).netloc


@pytest.mark.parametrize(
    "size", [30 * MEBIBYTE, MOST_BYTES + MEBIBYTE], ids=["too long a form", "beyond all"]
)
def test_too_much_is_answered_with_a_page(address, size):
    line = http.client.HTTPConnection(address, timeout=60)
    line.request(
        "POST", "/giao-dien/", b"a=" + b"x" * size, {"Content-Type": "application/x-www-form-urlencoded"}
    )
    answer = line.getresponse()
    assert answer.status == 413
    assert "Nội dung vừa gửi quá lớn" in answer.read().decode()
