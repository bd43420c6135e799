"""What a committee's leader is shown: the board, and what is worst on it, row by row."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.db.models import CharField, F, Q, QuerySet, Value
from django.db.models.functions import Coalesce, Left, NullIf

from diemtua.access.actor import Actor
from diemtua.plans.models import ReportDue, Task
from diemtua.plans.queries.board import SOON, Board, board

SHOWN = 5  # rows of each list: the page is one sheet
WORDS = 160  # characters of a text: more than a line holds


class Kind(StrEnum):
    """Which list a row belongs to."""

    OVERDUE = "qua-han"
    SOON = "sap-den-han"
    LATE_REPORT = "bao-cao-cham"


@dataclass(frozen=True)
class Item:
    """One task or report: what, whose, due when."""

    kind: Kind
    pk: int
    due_on: date
    text: str
    agency: str
    number: str


@dataclass(frozen=True)
class Leader:
    """The board and the head of each list; ``items`` are the oldest first."""

    board: Board
    items: list[Item]
    at: datetime

    def of(self, kind: Kind) -> list[Item]:
        return [item for item in self.items if item.kind is kind]


def leader(actor: Actor, year: int) -> Leader:
    """The board of a year with the first rows of what is overdue, near, and unreported. Eight queries."""
    tasks = Task.objects.visible_to(actor).at_home(actor)
    late = ReportDue.objects.visible_to(actor).at_home(actor).overdue(on=actor.today)
    heads = [
        _head(
            tasks.overdue(on=actor.today), Kind.OVERDUE, text="content", agency="lead", document="document"
        ),
        _head(
            tasks.due_within(SOON.days, on=actor.today),
            Kind.SOON,
            text="content",
            agency="lead",
            document="document",
        ),
        _head(late, Kind.LATE_REPORT, text="duty__what", agency="agency", document="duty__document"),
    ]
    rows = heads[0].union(*heads[1:], all=True)
    found = [Item(Kind(kind), *row) for kind, *row in rows]
    shown = board(actor, year)
    return Leader(shown, sorted(found, key=lambda item: (item.due_on, item.pk)), actor.now)


def _head(rows: QuerySet, kind: Kind, *, text: str, agency: str, document: str) -> QuerySet:
    """The rows of one list that are due first, in the one shape of all three lists. No query yet."""
    short = NullIf(F(f"{agency}__short_name"), Value(""))
    return (
        rows.filter(~Q(due_on=None))
        .annotate(
            list_=Value(kind.value, CharField()),
            words=Left(text, WORDS),
            whose=Coalesce(short, F(f"{agency}__name")),
            number_=F(f"{document}__number"),
        )
        .order_by("due_on", "pk")
        .values_list("list_", "pk", "due_on", "words", "whose", "number_")[:SHOWN]
    )
