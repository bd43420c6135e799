"""Two officers at once, on two connections of their own, each in a transaction that really commits.

For tests marked ``django_db(**COMMITTED)``: what they leave is emptied at their end, the trail by ``emptied``.
"""

import threading
from contextlib import contextmanager

from django.conf import settings
from django.db import connection, connections, transaction


class Officer(threading.Thread):
    """Does ``act`` on a connection of his own; ``result`` or ``error`` is what came of it."""

    def __init__(self, act):
        super().__init__(daemon=True)
        self.act, self.result, self.error = act, None, None
        self.start()

    def run(self):
        try:
            self.result = self.act()
        except Exception as error:
            self.error = error
        finally:
            connections.close_all()

    def done(self, seconds=20):
        self.join(seconds)
        assert not self.is_alive(), "Một cán bộ chờ mãi không xong."
        return self

    def waits(self, seconds=0.4):
        """Whether he is held up by somebody's lock."""
        self.join(seconds)
        return self.is_alive()


def all_at_once(*acts):
    """Everybody starts at the same instant; returns them when all have ended."""
    gate = threading.Barrier(len(acts))

    def after_the_gate(act):
        def started():
            gate.wait(10)
            return act()

        return started

    return [officer.done() for officer in [Officer(after_the_gate(act)) for act in acts]]


@contextmanager
def emptied():
    """The trail refuses to be emptied, also after a test that committed; only the administrator may lay that aside."""
    try:
        yield
    finally:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
            cursor.execute("TRUNCATE audit_entry")


COMMITTED = {
    "transaction": True,
    "available_apps": [app for app in settings.INSTALLED_APPS if app != "diemtua.audit"],
}
