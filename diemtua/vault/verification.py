"""Does a copy of what we keep show anybody? Planted people are looked for in all of it (``diemtua vault verify``)."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from diemtua.vault import canaries, scanning
from diemtua.vault.scanning import Finding, Search, Unseen

CLOCKS_DIFFER = 2  # seconds by which a file system's time may lag behind the machine's


@dataclass(frozen=True)
class Verification:
    """What was looked for, found, and could not be looked into. True only when nothing was found and all was seen."""

    contexts: tuple[str, ...]
    findings: tuple[Finding, ...]
    unseen: tuple[Unseen, ...]

    def __bool__(self) -> bool:
        return bool(self.contexts) and not self.findings and not self.unseen


def verify(administrator: str, *, also: Iterable[Path] = ()) -> Verification:
    """Plant one person through every context, then look through tables, files changed since, and folders ``also``.

    ``administrator`` is the address of somebody whom row security does not bind.
    """
    begun = time.time() - CLOCKS_DIFFER
    with canaries.planted() as alive:
        words = [word for canary in alive.values() for word in canary.words]
        found = list(look(administrator, words, also=also, since=begun)) if words else []
    return Verification(
        contexts=tuple(alive),
        findings=tuple(each for each in found if isinstance(each, Finding)),
        unseen=tuple(each for each in found if isinstance(each, Unseen)),
    )


def look(
    administrator: str, words: Iterable[str], *, also: Iterable[Path] = (), since: float = 0
) -> Iterator[Finding | Unseen]:
    """Look for ``words`` everywhere. Files last changed before ``since`` are passed over."""
    search = Search(words)
    yield from scanning.tables(administrator, search)
    data = scanning.settle(administrator)
    if data is None:
        yield Unseen(
            "thư mục dữ liệu của PostgreSQL", "máy này không đọc được; chạy lệnh trên máy chủ cơ sở dữ liệu"
        )
    places = [data, Path(settings.VAR_DIR), Path(settings.MEDIA_ROOT), Path(tempfile.gettempdir()), *also]
    yield from scanning.folders([place for place in places if place], search, since=since)
