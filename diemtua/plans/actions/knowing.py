"""Who may know a row (được biết): agencies are only ever added."""

from __future__ import annotations

from typing import TypeVar

from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField, F, Func, Model, QuerySet, Value

from diemtua.plans.models import Campaign, ChildPlan, Document, ReportDue, ReportDuty, Task

Row = TypeVar("Row", bound=Model)


def let_know(agency_id: int, rows: QuerySet[Row]) -> None:
    """The agency may know these rows from now on. One query."""
    joined = Func(
        F("seen_by"),
        Value(agency_id, BigIntegerField()),
        function="array_append",
        output_field=ArrayField(BigIntegerField()),
    )
    rows.exclude(seen_by__contains=[agency_id]).update(seen_by=joined)


def let_know_whole(agency_id: int, document_id: int) -> None:
    """The agency may know a document and everything under it, as its keeper does. Six queries, in the order of locks."""
    let_know(agency_id, Document.objects.filter(pk=document_id))
    for model in (Task, Campaign, ReportDuty, ChildPlan):
        let_know(agency_id, model.objects.filter(document=document_id))
    let_know(agency_id, ReportDue.objects.filter(duty__document=document_id))
