"""The post box of demonstrations takes real letters, whatever was in its folder before."""

import smtplib
import socket

import pytest
from aiosmtpd.controller import Controller

from diemtua.config.mailbox import box


@pytest.mark.parametrize("before", ["nothing", "an empty folder", "one compartment"])
def test_a_letter_stays_in_the_box(tmp_path, before):
    folder = tmp_path / "mail"
    if before != "nothing":
        (folder / "new" if before == "one compartment" else folder).mkdir(parents=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(box(folder), hostname="127.0.0.1", port=port)
    controller.start()
    try:
        with smtplib.SMTP("127.0.0.1", port) as post:
            post.sendmail("a@tinh.example", ["b@tinh.example"], b"Subject: thu\r\n\r\nNhac viec\r\n")
    finally:
        controller.stop()
    assert len(list((folder / "new").iterdir())) == 1
