"""Taking a document in: a file or pasted text becomes words to read, or one sentence that says why not.

What is quick is read while the officer waits; a scan or a large file is kept and read by the worker (``read_kept``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import IO

from diemtua.access.actor import Actor, house
from diemtua.access.queries import actor_of_officer
from diemtua.access.session import session
from diemtua.kernel.decision import Refused
from diemtua.plans import store
from diemtua.plans.actions import intakes
from diemtua.plans.actions.documents import Original
from diemtua.plans.intake import MAX_BYTES, Extracted, Slow, Unreadable, extract, pasted, shown_name
from diemtua.plans.models import Intake
from diemtua.plans.reading import read, why_not_a_plan
from diemtua.plans.scanning import Scan, Unsafe, take

__all__ = ["ForLater", "Unreadable", "read_kept", "receive"]

PASTED_NAME = "van-ban-dan.txt"
LEFT = (
    "Cán bộ nộp tệp không còn ở cơ quan này khi tệp được đọc, nên chưa đăng ký. Người thay hãy nộp lại tệp."
)


@dataclass(frozen=True)
class ForLater:
    """A file whose reading takes minutes: kept, then read by the worker. ``pages``: those to recognise, where known."""

    data: bytes
    name: str
    kind: str
    scan: Scan
    pages: int | None


def receive(file: IO[bytes] | None, text: str) -> Original | ForLater:
    """The original of a registration, or what must wait. Raises ``Unreadable`` with a sentence; keeps nothing."""
    if file is None:
        data, name = text.replace("\r\n", "\n").encode(), ""
    else:
        data, name = file.read(MAX_BYTES + 1), shown_name(str(getattr(file, "name", "") or ""))
    scan = scanned(data, name) if data else Scan.UNSCANNED
    try:
        taken = extract(data, name=name, look=True) if file else pasted(data.decode(), look=True)
    except Slow as slow:
        return ForLater(data, name or PASTED_NAME, slow.kind, scan, slow.pages)
    return original_of(taken, data if file else b"", name, scan)


def scanned(data: bytes, name: str) -> Scan:
    """What the scanner says before anything else touches the file; one too large is left to the reader's own words."""
    if len(data) > MAX_BYTES:
        return Scan.UNSCANNED
    try:
        return take(data, name)
    except Unsafe as unsafe:
        raise Unreadable(str(unsafe)) from unsafe


def original_of(taken: Extracted, data: bytes, name: str, scan: Scan) -> Original:
    """What was taken from a file, read once. Raises ``Unreadable`` where it is no plan."""
    reading = read(taken.text, file=name)
    refusal = why_not_a_plan(reading)
    if refusal:
        raise Unreadable(refusal)
    kind = taken.kind if data else "text"
    return Original(taken.text, data, name, kind, tuple(taken.notes), scan, reading)


def read_kept(intake_id: int) -> None:
    """Read a kept file as the officer who handed it in (worker). Harmless when run twice: the first to end it wins."""
    with session(house()):
        row = Intake.objects.filter(pk=intake_id, finished_at=None).first()
    if row is None:
        return
    actor = actor_of_officer(row.officer_id)
    if actor is None or actor.agency_id != row.holder_id:
        with session(house()):
            intakes.refuse(intake_id, LEFT, actor=house())
        return
    try:
        _read_as(actor, intake_id)
    except (Unreadable, store.Damaged, Refused) as wrong:
        with session(actor):
            intakes.refuse(intake_id, str(wrong), actor=actor)


def _read_as(actor: Actor, intake_id: int) -> None:
    with session(actor):
        row = intakes.start(intake_id, actor=actor)
    if row is None:
        return
    data = store.get(row.file_sha256)

    def progress(done: int, total: int) -> None:
        intakes.tell(intake_id, done, total, actor=actor)

    taken = extract(data, name=row.file_name, progress=progress)
    original = original_of(taken, data, row.file_name, Scan(row.scan))
    with session(actor):
        intakes.finish(intake_id, original, actor=actor)
