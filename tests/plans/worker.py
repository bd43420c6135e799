"""A real worker, in this process or in another one as ``diemtua up`` runs it."""

import os
import subprocess
import sys
from contextlib import contextmanager

from django.db import connection
from procrastinate.contrib.django import app

from tests.conftest import VAR
from tests.stage import ROOT


def work():
    """Do everything that waits in the queue. A worker that does not wait leaves what another lock still holds."""
    while waiting():
        work_once()


def work_once():
    """One round: what fails and asks to be done later stays."""
    with app.replace_connector(app.connector.get_worker_connector()):
        app.run_worker(wait=False, listen_notify=False, install_signal_handlers=False)


@contextmanager
def an_empty_queue():
    """The queue's tables are its own: emptying Django's leaves them."""
    empty_the_queue()
    try:
        yield
    finally:
        empty_the_queue()


def empty_the_queue():
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")


def waiting():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE status = 'todo'")
        return cursor.fetchone()[0]


def hire(database, files):
    """A worker of its own process, under the app's own role, until it is ended; the caller ends it."""
    environment = {
        **os.environ,
        "DIEMTUA_VAR": str(VAR),
        "DIEMTUA_DATABASE_NAME": database,
        "DIEMTUA_DATABASE_POOL": "0",
        "DIEMTUA_FILES": str(files),
        "DJANGO_SETTINGS_MODULE": "diemtua.config.settings",
    }
    return subprocess.Popen(
        [sys.executable, "-m", "diemtua.cli", "manage", "procrastinate", "worker"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
