"""A house of its own for stories in a browser: a fresh database, a scene set on it, a server that listens.

``python -m tests.stage SCENE`` sets the scene (``package.module:function``), prints the port, and serves until it is
ended. It runs as the app role, exactly as in production; the fixture ``stage`` starts one per test session.
"""

import importlib
import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@contextmanager
def standing(scene, var, worker):
    """The address of a server on a fresh database where ``scene`` has been set. One per worker and scene."""
    from tests.databases import database_for

    name = f"{worker}_{scene.replace(':', '_').replace('.', '_')}"
    database = database_for(var, name)
    environment = {
        **os.environ,
        "DIEMTUA_VAR": str(var),
        "DIEMTUA_DEMO": "1",
        "DIEMTUA_DATABASE_NAME": database["NAME"],
        "DIEMTUA_DATABASE_POOL": "0",
        "DIEMTUA_HOSTS": "localhost,127.0.0.1",
        "DJANGO_SETTINGS_MODULE": "diemtua.config.settings",
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.stage", scene],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        port = process.stdout.readline().strip()
        assert port, f"Không dựng được cảnh {scene}."
        yield f"http://localhost:{port}"
    finally:
        process.terminate()
        process.wait(20)


def main(scene):
    import django
    from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler

    django.setup()
    module, function = scene.split(":")
    getattr(importlib.import_module(module), function)()
    from diemtua.config.wsgi import application

    class Quiet(WSGIRequestHandler):
        def log_message(self, *arguments):
            """A story needs no log of its requests."""

    server = ThreadedWSGIServer(("127.0.0.1", 0), Quiet)
    server.daemon_threads = True
    server.set_app(application)
    print(server.server_port, flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main(sys.argv[1])
