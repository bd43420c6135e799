"""One order of locks for every act on plans: documents, then tasks, then what hangs on them, each by number.

Acts that take the same rows in the same order wait for each other in turn, and never for ever. An act on one task
alone holds that task alone; whatever changes rows of several kinds holds their document first. The trail, which all
acts share, comes last of all.
"""

from __future__ import annotations

from typing import TypeVar

from django.db.models import Model, QuerySet

from diemtua.plans.models import Document

Row = TypeVar("Row", bound=Model)


def in_order(rows: QuerySet[Row]) -> QuerySet[Row]:
    """``rows`` locked by number until the transaction ends, as soon as they are read.

    Without the key (``FOR NO KEY UPDATE``): a reminder or an event that only names a locked row need not wait for it.
    """
    return rows.order_by("pk").select_for_update(of=("self",), no_key=True)


def hold_documents(rows: QuerySet[Document]) -> list[int]:
    """Hold documents until the transaction ends: the first step of whatever changes several kinds of rows. One query."""
    return [document.pk for document in in_order(rows).only("pk")]
