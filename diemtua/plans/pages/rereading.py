"""The text of a draft, to be improved and read again, decided before it prints."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from diemtua.plans.forms.review import TextForm
from diemtua.plans.models import Document

SHOWN = 40


@dataclass(frozen=True)
class Change:
    """Lines that differ between the text now kept and the text typed."""

    held: str
    typed: str


@dataclass(frozen=True)
class RereadPage:
    """The form; with ``typed``, somebody else has changed the text meanwhile, and both versions are shown."""

    document: Document
    form: TextForm
    typed: str | None = None

    @property
    def changes(self) -> Iterator[Change]:
        """The first lines that differ, both ways."""
        if self.typed is None:
            return
        held, typed = self.document.text.splitlines(), self.typed.splitlines()
        codes = [
            code
            for code in SequenceMatcher(None, held, typed, autojunk=False).get_opcodes()
            if code[0] != "equal"
        ]
        for _, start, end, begin, stop in codes[:SHOWN]:
            yield Change("\n".join(held[start:end]), "\n".join(typed[begin:stop]))
