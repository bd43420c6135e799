"""Places that bodies hold under a document beside its tasks, which a successor takes when the body has ended:
keeping the document, reporting, receiving reports, consolidating them, issuing a plan of one's own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from diemtua.directory.models import Agency
from diemtua.plans.models import ChildPlan, Document, ReportDuty, Succession
from diemtua.plans.models.documents import DocumentQuerySet, heavy

Role = Succession.Role
Record = Document | ReportDuty | ChildPlan


@dataclass(frozen=True)
class Seat:
    """One body's place (vai của một cơ quan): ``record`` is the document, the report duty or the plan to be issued."""

    role: Role
    record: Record
    body: Agency

    @property
    def document(self) -> Document:
        return self.record if isinstance(self.record, Document) else self.record.document

    @property
    def words(self) -> str:
        """What the place is about, as the document says it."""
        if isinstance(self.record, ReportDuty):
            return self.record.what
        return self.record.task.content if isinstance(self.record, ChildPlan) else self.record.title


def of_ended(before: date) -> Q:
    """Report duties in force with a place of a body that is no more on a day."""
    ended = Q(agency__valid_until__lt=before)
    who = ReportDuty.who.through.objects.filter(ended).values("reportduty")
    to = ReportDuty.to.through.objects.filter(ended).values("reportduty")
    standing = Q(ended_on=None) | Q(ended_on__gte=before)
    return standing & (Q(through__valid_until__lt=before) | Q(pk__in=who) | Q(pk__in=to))


def unissued(before: date) -> Q:
    """Plans not yet there that a body was to issue which is no more on a day."""
    return Q(child=None, task__cancelled_on=None, agency__valid_until__lt=before)


def lasting(day: date, path: str = "") -> Q:
    """Documents whose own time (thời kỳ) has not passed by ``day``; those that name none last until replaced."""
    field = f"{path}period_to"
    return (
        Q(**{field: ""})
        | Q(**{f"{field}__gte": day.isoformat()})
        | Q(**{f"{field}__in": [f"{day:%Y}", f"{day:%Y-%m}"]})
    )


def seats_of(
    documents: DocumentQuerySet, duties: QuerySet[ReportDuty], plans: QuerySet[ChildPlan], *, before: date
) -> Iterator[Seat]:
    """The places of bodies that are no more on a day, in those rows. Five queries."""
    found: list[Iterable[Record]] = [
        documents.select_related("holder", "keeper").defer(*heavy()),
        duties.select_related("document", "through").defer(*heavy("document")).prefetch_related("who", "to"),
        plans.select_related("agency", "document", "task").defer(*heavy("document")),
    ]
    for records in found:
        for record in records:
            yield from seats_in(record, before)


def seats_in(record: Record, before: date) -> Iterator[Seat]:
    """The places of ended bodies in one record; no query where its bodies are loaded."""
    for role, body in held(record):
        if body.valid_until and body.valid_until < before:
            yield Seat(role, record, body)


def held(record: Record) -> list[tuple[Role, Agency]]:
    """Every place in a record and who holds it."""
    if isinstance(record, Document):
        return [(Role.KEEPS, record.kept_by)]
    if isinstance(record, ChildPlan):
        return [(Role.ISSUES, record.agency)] if record.child_id is None else []
    who = [(Role.REPORTS, body) for body in record.who.all()]
    to = [(Role.RECEIVES, body) for body in record.to.all()]
    return who + to + ([(Role.THROUGH, record.through)] if record.through else [])
