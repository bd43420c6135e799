"""A house of its own for stories in a browser: a fresh database, a scene set on it, a server that listens.

``python -m tests.stage SCENE`` sets the scene (``package.module:function``), prints the port, and serves until its
standard input ends. Each line on that input (``package.module:function word word``) is something that happens
meanwhile: days pass, a province merges. It runs as the app role, exactly as in production.
"""

import importlib
import os
import subprocess
import sys
import threading
import traceback
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass
class House:
    """A server that listens, and a way to let things happen in its world."""

    address: str
    process: subprocess.Popen

    def happens(self, what, *words):
        """Wait until ``package.module:function`` has run there with these words."""
        self.process.stdin.write(" ".join([what, *words]) + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline().strip()
        assert answer == "done", f"{what}: {answer}"


@contextmanager
def standing(scene, var, worker):
    """The address of a house where ``scene`` has been set."""
    with raised(scene, var, worker) as house:
        yield house.address


@contextmanager
def raised(scene, var, worker):
    """A house on a fresh database where ``scene`` has been set. One per worker and scene."""
    from tests.databases import database_for

    name = f"{worker}_{scene.replace(':', '_').replace('.', '_')}"
    database = database_for(var, name)
    environment = {
        **os.environ,
        "DIEMTUA_VAR": str(var),
        "DIEMTUA_DEMO": "1",
        "DIEMTUA_DATABASE_NAME": database["NAME"],
        "DIEMTUA_DATABASE_POOL": "4",
        "DIEMTUA_HOSTS": "localhost,127.0.0.1",
        "DJANGO_SETTINGS_MODULE": "diemtua.config.settings",
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.stage", scene],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        port = process.stdout.readline().strip()
        assert port, f"Không dựng được cảnh {scene}."
        yield House(f"http://localhost:{port}", process)
    finally:
        process.terminate()
        process.wait(20)


def main(scene):
    import django
    from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler

    django.setup()
    run(scene)
    from diemtua.config.wsgi import application

    class Quiet(WSGIRequestHandler):
        def log_message(self, *arguments):
            """A story needs no log of its requests."""

    server = ThreadedWSGIServer(("127.0.0.1", 0), Quiet)
    server.daemon_threads = True
    server.set_app(application)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(server.server_port, flush=True)
    for line in sys.stdin:
        print(attempted(line), flush=True)


def run(line):
    """Call ``package.module:function`` with the words that follow it."""
    what, *words = line.split()
    module, function = what.split(":")
    getattr(importlib.import_module(module), function)(*words)


def attempted(line):
    """«done», or what went wrong in one line."""
    try:
        run(line)
    except Exception as error:
        traceback.print_exc()
        return f"{type(error).__name__}: {error}".replace("\n", " ")
    return "done"


if __name__ == "__main__":
    main(sys.argv[1])
