"""A real clamd on a socket of its own, with a signature database that knows one thing: the EICAR test file.

Needs Debian's ``clamav-daemon``; no signatures are downloaded.
"""

import shutil
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

from diemtua.plans.scanning import ask_clamd

# Written apart, so that a scanner on somebody's desk does not take this file for the test virus.
EICAR = (r"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + "EICAR-STANDARD-" + "ANTIVIRUS-TEST-FILE!$H+H*").encode()
SETTINGS = """LocalSocket {socket}
DatabaseDirectory {database}
Foreground yes
StreamMaxLength 30M
MaxThreads 2
SelfCheck 0
"""


@contextmanager
def clamd():
    """The socket of a scanner that answers."""
    program = shutil.which("clamd") or "/usr/sbin/clamd"
    assert Path(program).exists(), "Cần gói Debian clamav-daemon (apt-get install clamav-daemon)."
    with tempfile.TemporaryDirectory(prefix="clamd-") as folder:
        place = Path(folder)
        (place / "database").mkdir()
        (place / "database" / "eicar.ndb").write_text(f"Eicar-Test:0:*:{EICAR.hex()}\n")
        settings = place / "clamd.conf"
        settings.write_text(SETTINGS.format(socket=place / "socket", database=place / "database"))
        process = subprocess.Popen(
            [program, "--config-file", settings], stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        try:
            wait_for(place / "socket", process)
            yield str(place / "socket")
        finally:
            process.terminate()
            process.wait(20)
            process.stdout.close()


def wait_for(socket, process, seconds=60):
    deadline = time.monotonic() + seconds
    while process.poll() is None and time.monotonic() < deadline:
        try:
            if ask_clamd(str(socket), b"xin chao").endswith("OK"):
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(
        f"clamd không lên: {process.stdout.read() if process.poll() is not None else 'quá lâu'}"
    )
