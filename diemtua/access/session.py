"""Telling PostgreSQL who is asking, for one transaction and no longer."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from diemtua.access.actor import Actor
from diemtua.config.embedded import APP, READER

ASK = """SELECT set_config('diemtua.officer', %s, true), set_config('diemtua.agency', %s, true),
set_config('diemtua.provinces', %s, true), set_config('diemtua.scope', %s, true),
set_config('diemtua.audits', %s, true), set_config('diemtua.duties', %s, true), set_config('role', %s, true)"""
SAVED = (
    "diemtua.officer",
    "diemtua.agency",
    "diemtua.provinces",
    "diemtua.scope",
    "diemtua.audits",
    "diemtua.duties",
    "role",
)
NOW = "SELECT " + ", ".join(f"coalesce(current_setting('{name}', true), '')" for name in SAVED)


@contextmanager
def session(actor: Actor, *, read_only: bool = False) -> Iterator[None]:
    """Open a transaction in which row security answers to ``actor``. One query more than the work itself.

    Reading happens as the reader role, which may only select; inside another transaction the former asker
    comes back at the end, so sessions nest.
    """
    nested = connection.in_atomic_block
    with transaction.atomic(), connection.cursor() as cursor:
        before = None
        if nested:
            cursor.execute(NOW)
            before = cursor.fetchone()
        elif read_only:
            cursor.execute("SET TRANSACTION READ ONLY")
        cursor.execute(ASK, settings_of(actor, READER if read_only else APP))
        yield
        if before:  # after an error the rollback to the savepoint has already brought it back
            cursor.execute(ASK, before)


def settings_of(actor: Actor, role: str) -> list[str]:
    """The transaction-local settings that row policies read. Empty is nobody."""
    numbers = ["" if number is None else str(number) for number in (actor.officer_id, actor.agency_id)]
    provinces = ",".join(map(str, actor.provinces))
    audits, duties = "on" if actor.has("audit") else "", ",".join(sorted(actor.duties))
    return [*numbers, provinces, actor.scope.value, audits, duties, role]
