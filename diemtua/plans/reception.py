"""Taking a document in: a file or pasted text becomes words to read, or one sentence that says why not."""

from __future__ import annotations

from typing import IO

from diemtua.plans.actions.documents import Original
from diemtua.plans.intake import MAX_BYTES, Unreadable, extract, pasted
from diemtua.plans.reading import read, why_not_a_plan

__all__ = ["Unreadable", "receive"]


def receive(file: IO[bytes] | None, text: str) -> Original:
    """The original of a registration. Raises ``Unreadable`` with a Vietnamese sentence; keeps nothing."""
    if file is None:
        original = Original(text=pasted(text.replace("\r\n", "\n")).text)
    else:
        name = str(getattr(file, "name", "") or "")
        data = file.read(MAX_BYTES + 1)
        taken = extract(data, name=name)
        original = Original(text=taken.text, data=data, name=name, kind=taken.kind, notes=tuple(taken.notes))
    refusal = why_not_a_plan(read(original.text, file=original.name))
    if refusal:
        raise Unreadable(refusal)
    return original
