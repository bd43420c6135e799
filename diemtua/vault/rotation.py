"""Changing keys while people work (xoay khóa): wrap every data key anew, index every row anew, forget what is unused."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.db import connection, transaction

from diemtua.vault import keyring

BATCH = 500
REST = timedelta(hours=1)  # no transaction that took the former key lasts as long
Progress = Callable[[int, int], None]  # done, of how many
Rebuild = Callable[[Progress], None]

COUNTS = """
SELECT coalesce(keyring_key, ''), count(*) FILTER (WHERE wrapped IS NOT NULL), count(*) FILTER (WHERE wrapped IS NULL)
FROM vault_datakey GROUP BY 1 ORDER BY 1
"""
# Those that go on being made meanwhile are wrapped by the new key already, so the work ends.
NEXT = """
SELECT id, wrapped, keyring_key FROM vault_datakey
WHERE wrapped IS NOT NULL AND keyring_key <> %s ORDER BY keyring_key, id LIMIT %s FOR UPDATE
"""
REWRAP = """
UPDATE vault_datakey k SET wrapped = new.wrapped, keyring_key = %s
FROM unnest(%s::uuid[], %s::bytea[]) AS new(id, wrapped) WHERE k.id = new.id
"""


@dataclass(frozen=True)
class Status:
    """What stands where: living keys by the keyring's key that wraps them, those destroyed, those out of reach."""

    active: str
    living: dict[str, int]
    destroyed: int
    generations: tuple[str, ...]
    made_at: dict[str, datetime]

    @property
    def waiting(self) -> int:
        """Keys still under a former key of the keyring."""
        return sum(count for key, count in self.living.items() if key != self.active)

    @property
    def out_of_reach(self) -> dict[str, int]:
        """Keys wrapped by something the keyring lacks: their people cannot be read."""
        return {key: count for key, count in self.living.items() if key not in self.made_at}


def status() -> Status:
    """One query."""
    now = keyring.ring()
    with as_house(), connection.cursor() as cursor:
        cursor.execute(COUNTS)
        rows = cursor.fetchall()
    return Status(
        active=keyring.active(),
        living={key: living for key, living, _ in rows if living},
        destroyed=sum(destroyed for *_, destroyed in rows),
        generations=keyring.generations(),
        made_at={key.id: key.made_at for key in (*now.wrapping, *now.indexing)},
    )


def rotate(progress: Progress) -> str:
    """Wrap every data key by a new key of the keyring; returns its name. Two queries for each ``BATCH``.

    A rotation that was broken off is finished first, with the key it had made. Killed at any moment, nothing is lost:
    a batch is one transaction, and former keys stay in the keyring until ``retire``.
    """
    unfinished = status()
    key = unfinished.active if unfinished.waiting else keyring.add_wrapping_key()
    total, done = status().waiting, 0
    progress(done, total)
    while count := _rewrap(key):
        done += count
        progress(done, max(total, done))
    return key


def _rewrap(key: str) -> int:
    """One batch. Rows that are being destroyed at this moment are waited for."""
    with as_house(), connection.cursor() as cursor:
        cursor.execute(NEXT, [key, BATCH])
        rows: list[tuple[UUID, bytes, str]] = cursor.fetchall()
        wrapped = [_anew(*row) for row in rows]
        if rows:
            cursor.execute(REWRAP, [key, [row[0] for row in rows], wrapped])
    return len(rows)


def _anew(key_id: UUID, wrapped: bytes, wrapped_by: str) -> bytes:
    return keyring.wrap(keyring.unwrap(bytes(wrapped), wrapped_by, owner=key_id.bytes), owner=key_id.bytes)[0]


def retire(*, rest: timedelta = REST) -> tuple[str, ...]:
    """Forget the keys of the keyring that wrap nothing any more; returns their names. One query.

    From then on no older backup of the database opens, whatever it still holds: erasure reaches the backups too.
    A key is kept while its successor is younger than ``rest``.
    """
    now, living = keyring.ring(), status().living
    young = datetime.now(UTC) - rest
    successors = zip(now.wrapping, now.wrapping[1:], strict=False)
    resting = {key.id for key, successor in successors if successor.made_at > young}
    return keyring.keep_only(wrapping=resting | set(living))


# --- indexes ------------------------------------------------------------------------------------------

_rebuilds: dict[str, Rebuild] = {}


def indexes(name: str, rebuild: Rebuild) -> None:
    """A context registers how its tokens are computed anew, in its app's ``ready``.

    ``rebuild`` goes in batches of its own transactions, may be called again after it was broken off, and leaves every
    row it keeps with tokens of the newest index key.
    """
    _rebuilds[name] = rebuild


def reindex(progress: Callable[[str, int, int], None]) -> str:
    """Compute every blind index under a new key; returns the key's name. Searches find old and new tokens meanwhile.

    A rebuild that was broken off is finished with the key it had made; the former key is forgotten at the end.
    """
    if len(keyring.generations()) == 1:
        keyring.add_index_root()
    newest = keyring.generations()[0]
    for name, rebuild in _rebuilds.items():
        rebuild(lambda done, total, name=name: progress(name, done, total))  # type: ignore[misc]
    keyring.keep_only(indexing={newest})
    return newest


@contextmanager
def as_house() -> Iterator[None]:
    """A transaction in which row security answers to the house: keys of everybody."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('diemtua.scope', true)")
        before = cursor.fetchone()[0] or ""
        cursor.execute("SELECT set_config('diemtua.scope', 'house', true)")
        yield
        cursor.execute("SELECT set_config('diemtua.scope', %s, true)", [before])
