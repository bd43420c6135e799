"""The review page, decided before it prints: the document's marks, the list to walk, the item that is open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property

from django.urls import reverse

from diemtua.access.actor import Actor
from diemtua.kernel.decision import Decision
from diemtua.plans.models import Document, Proposal
from diemtua.plans.pages.documents import pieces
from diemtua.plans.pages.review_items import WAITING, Row, State
from diemtua.plans.queries.review import Review
from diemtua.ui.parts import Tab


class Look(Enum):
    """Which items the list shows; the value stands in the address."""

    DOUBT = ("ngo", "Đáng ngờ", (State.DOUBT, State.SILENT))
    PENDING = ("cho", "Chờ xem", WAITING)
    SILENT = ("cau", "Câu chưa thành việc", (State.SILENT,))
    APPROVED = ("duyet", "Đã duyệt", (State.APPROVED,))
    DROPPED = ("bo", "Đã bỏ", (State.DROPPED,))
    EVERY = ("tat-ca", "Tất cả", tuple(State))

    def __init__(self, code: str, word: str, states: tuple[State, ...]) -> None:
        self.code, self.word, self.states = code, word, states


@dataclass(frozen=True)
class Piece:
    """A stretch of the document as the page marks it; a mark leads to its item.

    ``place`` and the keys are text already, as addresses write numbers.
    """

    text: str
    place: str
    key: str = ""
    classes: str = ""
    begins: tuple[str, ...] = ()  # items whose words begin here


@dataclass
class ReviewPage:
    """Source left, reading right; one item open, doubtful ones first."""

    record: Review
    actor: Actor
    acting: Decision
    issuing: Decision
    look: Look | None = None
    open_id: int | None = None
    every: list[Row] = field(init=False)

    def __post_init__(self) -> None:
        self.every = [
            Row(number, each, self.record.bodies) for number, each in enumerate(self.record.proposals, 1)
        ]
        if self.look is None:
            self.look = self.usual()
        if self.row(self.open_id) is None:
            self.open_id = next((row.pk for row in self.rows), None)

    def usual(self) -> Look:
        """Doubtful first; then what still waits; then everything."""
        return next((look for look in (Look.DOUBT, Look.PENDING) if self.count(look)), Look.EVERY)

    @property
    def document(self) -> Document:
        return self.record.document

    def row(self, pk: int | None) -> Row | None:
        return next((row for row in self.every if row.pk == pk), None)

    @property
    def rows(self) -> list[Row]:
        assert self.look is not None
        return [row for row in self.every if row.state in self.look.states]

    def count(self, look: Look) -> int:
        return sum(row.state in look.states for row in self.every)

    @property
    def waiting(self) -> int:
        return self.count(Look.PENDING)

    @property
    def doubtful(self) -> int:
        return self.count(Look.DOUBT)

    @property
    def decided(self) -> int:
        return len(self.every) - self.waiting

    @property
    def sure(self) -> int:
        """Items that «duyệt các mục chắc chắn» would approve."""
        return sum(
            row.state is State.PENDING and row.proposal.origin == Proposal.Origin.READ for row in self.every
        )

    def address(self, pk: int | None = None, look: Look | None = None, asks: str = "") -> str:
        """The page with an item open; without scripts the browser goes to the item's words."""
        opened = f"&muc={pk}" if pk else ""
        asked = f"&hoi={asks}" if asks else ""
        words = f"#cho-{pk}" if pk else ""
        return f"{self.base}?xem={look.code if look else self.look_code}{opened}{asked}{words}"

    @cached_property
    def base(self) -> str:
        return reverse("plans:review", args=[self.document.pk])

    @cached_property
    def link(self) -> str:
        """The page with an item open, but for the item's number."""
        return f"{self.base}?xem={self.look_code}&muc="

    @property
    def open_key(self) -> str:
        return str(self.open_id)

    @property
    def look_code(self) -> str:
        assert self.look is not None  # settled when the page is made
        return self.look.code

    @property
    def add_href(self) -> str:
        return self.address(asks="them").replace("?", f"?muc={self.open_id}&" if self.open_id else "?")

    @property
    def back(self) -> str:
        return self.address(self.open_id)

    @property
    def tabs(self) -> list[Tab]:
        shown = [
            look
            for look in Look
            if self.count(look) or look is self.look or look in (Look.DOUBT, Look.PENDING)
        ]
        return [
            Tab(look.word, self.address(self.open_id, look), self.count(look), look is self.look)
            for look in shown
        ]

    def beside(self, pk: int | None, step: int) -> Row | None:
        """The item before or after in the list shown; from an item outside the list, by its place in the document."""
        here = self.row(pk)
        at = here.number if here else 0
        rows = [row for row in self.rows if (row.number - at) * step > 0]
        return (rows[0] if step > 0 else rows[-1]) if rows else None

    def next_doubtful(self, pk: int | None) -> Row | None:
        """The next doubtful item after this one, round again from the top."""
        here = self.row(pk)
        doubtful = [row for row in self.every if row.state in Look.DOUBT.states and row.pk != pk]
        return next(
            (row for row in doubtful if here and row.number > here.number), doubtful[0] if doubtful else None
        )

    def next_waiting(self, pk: int | None) -> Row | None:
        """Where to go once an item is decided: the next of the list shown that still waits, round again."""
        here = self.row(pk)
        waiting = [row for row in self.rows if row.state in WAITING and row.pk != pk]
        if not waiting:
            waiting = [row for row in self.every if row.state in WAITING and row.pk != pk]
        return next(
            (row for row in waiting if here and row.number > here.number), waiting[0] if waiting else None
        )

    @property
    def pieces(self) -> Iterator[Piece]:
        """The document's words; where several items stand on the same words, the innermost leads."""
        states = {row.pk: row.state.code for row in self.every}
        begin: dict[int, list[str]] = {}
        for row in self.every:
            begin.setdefault(row.proposal.start, []).append(row.key)
        at = 0
        for piece in pieces(
            self.document.text, [(row.proposal.start, row.proposal.end, row.pk) for row in self.every]
        ):
            if piece.ids:
                innermost = piece.ids[-1]
                classes = f"{piece.classes} {states[innermost]}{' on' if self.open_id in piece.ids else ''}"
                yield Piece(piece.text, str(at), str(innermost), classes, tuple(begin.get(at, ())))
            else:
                yield Piece(piece.text, str(at))
            at += len(piece.text)
