"""A local post box for demonstrations and development: real SMTP in, one file a letter in ``var/mail``."""

from __future__ import annotations

import signal
import sys
import threading

from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Mailbox


def main(port: int) -> None:
    """Take letters on ``port`` until told to stop; nothing leaves the machine."""
    from django.conf import settings

    folder = settings.VAR_DIR / "mail"
    folder.mkdir(parents=True, exist_ok=True)
    stopping = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stopping.set())
    controller = Controller(Mailbox(folder), hostname="127.0.0.1", port=port)
    controller.start()
    print(f"Thư trình diễn vào thư mục mail cạnh cơ sở dữ liệu, cổng {port}", flush=True)
    stopping.wait()
    controller.stop()


if __name__ == "__main__":
    main(int(sys.argv[1]))
