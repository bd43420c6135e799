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
    ("size", "status", "words"),
    [
        (30 * MEBIBYTE, 403, "Trang đã mở quá lâu"),  # refused for its missing mark, before a byte is read
        (MOST_BYTES + MEBIBYTE, 413, "Nội dung vừa gửi quá lớn"),
    ],
)
def test_a_refusal_is_heard_by_who_is_still_sending(address, size, status, words):
    line = http.client.HTTPConnection(address, timeout=60)
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    line.request("POST", "/giao-dien/", b"a=" + b"x" * size, kind)
    answer = line.getresponse()
    assert answer.status == status
    assert words in answer.read().decode()
