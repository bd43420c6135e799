"""Does the chain hold? Recomputed by the database, told row by row."""

from dataclasses import dataclass

from django.db import connection

BROKEN = """
SELECT place, id, act FROM (
  SELECT e.place, e.id, e.act, e.previous, e.hash,
         lag(e.place, 1, 0::bigint) OVER w AS place_before, lag(e.hash) OVER w AS hash_before,
         sha256(coalesce(e.previous, ''::bytea) || audit_canonical(e)) AS recomputed
  FROM audit_entry e WHERE e.place IS NOT NULL WINDOW w AS (ORDER BY e.place)) chain
WHERE place <> place_before + 1 OR previous IS DISTINCT FROM hash_before OR hash IS DISTINCT FROM recomputed
ORDER BY place LIMIT 20
"""


@dataclass(frozen=True)
class Verification:
    """What the check found: sealed rows counted, rows not yet sealed, the first broken ones."""

    rows: int
    unsealed: int
    head: str
    broken: tuple[tuple[int, int, str], ...]

    def __bool__(self) -> bool:
        return not self.broken and not self.unsealed


def verify() -> Verification:
    """Recompute the whole chain. Two queries; one pass over the trail."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FILTER (WHERE place IS NOT NULL), count(*) FILTER (WHERE place IS NULL),"
            " coalesce((SELECT encode(hash, 'hex') FROM audit_entry ORDER BY place DESC NULLS LAST LIMIT 1), '')"
            " FROM audit_entry"
        )
        rows, unsealed, head = cursor.fetchone()
        cursor.execute(BROKEN)
        return Verification(rows, unsealed, head, tuple(cursor.fetchall()))
