"""The register and one document, decided before they print."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from django.urls import reverse

from diemtua.access.actor import Actor
from diemtua.kernel.decision import Decision
from diemtua.plans.models import Document
from diemtua.plans.queries.documents import DocumentRecord, Progress
from diemtua.plans.rules import Standing
from diemtua.plans.scanning import WARNING, Scan
from diemtua.ui.parts import Fact, Meaning, Share, Shares

SHOWN = 10  # agencies that the page shows before the others fold away
LOOKS = (
    (Standing.DONE_IN_TIME, Meaning.DONE),
    (Standing.DONE_LATE, Meaning.DONE),
    (Standing.DOING_IN_TIME, Meaning.PLAIN),
    (Standing.DOING_OVERDUE, Meaning.LATE),
)


@dataclass(frozen=True)
class Line:
    """Progress of one chapter, agency or month."""

    word: str
    hint: str
    progress: Progress
    href: str = ""


@dataclass(frozen=True)
class DocumentPage:
    """One document: what it is, how far its work is, who owes what under it."""

    record: DocumentRecord
    actor: Actor
    issuing: Decision

    @property
    def document(self) -> Document:
        return self.record.document

    @property
    def holds(self) -> bool:
        return self.document.kept_by_id == self.actor.agency_id

    @property
    def warning(self) -> str:
        """What to know before opening the original; empty when the scanner found it clean."""
        return WARNING if self.document.scan == Scan.UNSCANNED else ""

    @property
    def tasks_href(self) -> str:
        return f"{reverse('plans:tasks')}?vai=tat-ca&xem=tat-ca&van_ban={self.document.pk}"

    @property
    def shares(self) -> Shares:
        counts = self.record.progress.counts
        return Shares([Share(where.label, counts[where], meaning) for where, meaning in LOOKS])

    @property
    def chapters(self) -> list[Line]:
        return [
            Line(f"{path}. {title}".strip(". "), "", each) for path, title, each in self.record.by_chapter
        ]

    @property
    def worst(self) -> list[Line]:
        """The agencies with most work overdue, as many as a screen holds; all of them where that leaves few out."""
        return self.agencies if len(self.agencies) <= SHOWN + 4 else self.agencies[:SHOWN]

    @property
    def others(self) -> list[Line]:
        return self.agencies[len(self.worst) :]

    @cached_property
    def agencies(self) -> list[Line]:
        rows = sorted(self.record.by_agency, key=lambda row: (-row[2].overdue, row[1]))
        return [Line(name, "", each, f"{self.tasks_href}&co_quan={pk}") for pk, name, each in rows]

    @property
    def months(self) -> list[Line]:
        return [Line(f"Tháng {first.month}/{first.year}", "", each) for first, each in self.record.by_month]

    @property
    def particulars(self) -> list[Fact]:
        document = self.document
        signer = ", ".join(
            part for part in (document.signed_for, document.signer_position, document.signer_name) if part
        )
        period = " – ".join(part for part in (document.period_from, document.period_to) if part)
        return [
            Fact("Số, ký hiệu", "/".join(part for part in (document.number, document.symbol) if part)),
            Fact("Cơ quan ban hành", document.issuer_name),
            Fact("Ngày ban hành", f"{document.issued_on:%d/%m/%Y}" if document.issued_on else ""),
            Fact("Thời kỳ", period),
            Fact("Người ký", signer),
            Fact("Đăng ký bởi", f"{document.created_by.name}, {document.holder.name}"),
            *([Fact("Cơ quan kế thừa giữ", document.keeper.name)] if document.keeper else []),
        ]

    @property
    def missing_children(self) -> int:
        return sum(1 for plan in self.record.child_plans if plan.child_id is None)


@dataclass(frozen=True)
class Piece:
    """A stretch of a document's text; ``ids`` are the proposals or tasks whose words it holds."""

    text: str
    ids: tuple[int, ...] = ()
    anchor: str = ""

    @property
    def classes(self) -> str:
        return " ".join(f"m{pk}" for pk in self.ids)


def pieces(text: str, spans: list[tuple[int, int, int]]) -> Iterator[Piece]:
    """The text cut at every border of ``spans`` (start, end, id), each piece knowing the spans that cover it.

    One pass over the sorted borders: linear in text and spans.
    """
    opening: dict[int, list[int]] = {}
    closing: dict[int, list[int]] = {}
    for start, end, pk in spans:
        opening.setdefault(start, []).append(pk)
        closing.setdefault(end, []).append(pk)
    borders = sorted({0, len(text), *opening, *closing})
    covering: dict[int, None] = {}
    for start, end in pairwise(borders):
        for pk in closing.get(start, ()):
            covering.pop(pk, None)
        fresh = opening.get(start, [])
        covering.update(dict.fromkeys(fresh))
        yield Piece(text[start:end], tuple(covering), anchor=str(fresh[0]) if fresh else "")
