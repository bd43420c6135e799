"""A local post box for demonstrations and development: real SMTP in, one file a letter in ``var/mail``."""

from __future__ import annotations

import signal
import sys
import threading
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Mailbox


def main(port: int) -> None:
    """Take letters on ``port`` until told to stop; nothing leaves the machine."""
    from django.conf import settings

    stopping = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stopping.set())
    controller = Controller(box(settings.VAR_DIR / "mail"), hostname="127.0.0.1", port=port)
    controller.start()
    print(f"Thư trình diễn vào thư mục mail cạnh cơ sở dữ liệu, cổng {port}", flush=True)
    stopping.wait()
    controller.stop()


def box(folder: Path) -> Mailbox:
    """The box at ``folder``, with the three compartments that letters pass through, whichever of them is there already."""
    for compartment in ("tmp", "new", "cur"):
        (folder / compartment).mkdir(parents=True, exist_ok=True)
    return Mailbox(folder)


if __name__ == "__main__":
    main(int(sys.argv[1]))
