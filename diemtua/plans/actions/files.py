"""Stored files that no row names any more (tệp không còn hồ sơ nào nhắc đến): let go at once, or swept at night."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from django.db.models import QuerySet

from diemtua.access.actor import house
from diemtua.access.session import session
from diemtua.audit import trail as audit
from diemtua.plans import store
from diemtua.plans.models import Attachment, Document, Intake

GRACE = timedelta(days=30)
CHUNK = 500


@dataclass(frozen=True)
class Swept:
    """What a round found: how many files, and their size in bytes."""

    files: int = 0
    size: int = 0


def sweep(*, before: datetime, dry_run: bool = False) -> Swept:
    """Let go every file written before ``before`` that no row names: left by an act that failed, or by a crash.

    A dry run counts and touches nothing. Each file goes in its own transaction with its own line in the trail: a
    round may stop anywhere and be run again. Three queries for 500 files, and some for each that goes.
    """
    found = Swept()
    for some in chunks(each for each in store.everything() if each.written_at < before):
        with session(house()):
            needed = named([each.sha256 for each in some])
        for each in some:
            if each.sha256 not in needed and (dry_run or _swept(each)):
                found = Swept(found.files + 1, found.size + each.size)
    return found


def _swept(file: store.Kept) -> bool:
    """Whether the file went: a row may name it by now."""
    with session(house()):
        if file.sha256 and not unneeded(file.sha256):
            return False
        audit.record(
            "file.swept", "plans.file", file.path.name[:16], actor=house(), sha256=file.sha256, size=file.size
        )
        file.path.unlink(missing_ok=True)
        return True


def let_go(sha256: str) -> None:
    """Drop a file whose row has just been given up, unless another names it. One transaction of the house."""
    with session(house()):
        if unneeded(sha256):
            store.drop(sha256)


def unneeded(sha256: str) -> bool:
    """No row names the file, nor can any until this transaction ends. Four queries."""
    store.hold(sha256)
    return not named([sha256])


def named(hashes: Iterable[str]) -> set[str]:
    """Those that a document, a piece of evidence, or a file still being read needs. Three queries, as the house."""
    wanted = list(hashes)
    return {
        sha256
        for rows, column in keepers()
        for sha256 in rows.filter(**{f"{column}__in": wanted}).values_list(column, flat=True)
    }


def keepers() -> tuple[tuple[QuerySet[Any], str], ...]:
    """The rows that need a stored file, and the column that names it; a test looks for columns forgotten here."""
    return (
        (Document.objects.all(), "file_sha256"),
        (Attachment.objects.all(), "sha256"),
        (Intake.objects.filter(refusal=""), "file_sha256"),
    )


def chunks(files: Iterator[store.Kept]) -> Iterator[list[store.Kept]]:
    while some := list(islice(files, CHUNK)):
        yield some
