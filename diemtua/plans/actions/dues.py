"""Reports that fall due: those of the first year when a document is given out, later ones as the days come near."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from django.db import transaction

from diemtua.directory.queries import Directory
from diemtua.plans import periods
from diemtua.plans.actions.locking import hold_documents, in_order
from diemtua.plans.actions.tasks import make_known
from diemtua.plans.models import Document, ReportDue, ReportDuty

HORIZON = timedelta(days=366)


def dues_of(
    duty: ReportDuty, agency_id: int, document: Document, *, to: Iterable[int], first: date, last: date
) -> Iterator[ReportDue]:
    """The reports one agency owes under a duty from ``first`` to ``last``, unsaved. No query.

    Known to whoever owes it and to whoever receives it (``to`` are the duty's own), not to others who owe the same.
    Nothing is reported on after the document's own time (thời kỳ) or after the duty ended.
    """
    until = min((day for day in (document.ends_on, duty.ended_on) if day), default=None)
    for period in periods.between(duty.due_kind, duty.due_value, first=first, last=last, until=until):
        yield ReportDue(
            duty=duty,
            province_id=duty.province_id,
            seen_by=concerned(duty, agency_id, document, to),
            agency_id=agency_id,
            period=period.name,
            window_from=period.window_from,
            window_to=period.window_to,
            due_on=period.due_on,
        )


def concerned(duty: ReportDuty, agency_id: int, document: Document, to: Iterable[int]) -> list[int]:
    """Who may know one agency's report: itself, the bodies it goes to and through, the document's keeper. No query."""
    through = [duty.through_id] if duty.through_id else []
    return sorted({document.holder_id, document.kept_by_id, agency_id, *through, *to})


@transaction.atomic
def top_up(province_id: int, *, today: date) -> int:
    """Add the reports of the coming year that recurring duties of one province still lack; returns how many.

    Never one due in the past: the house does not accuse anybody of what it had not asked. An agency that has ended
    is replaced by its heir where there is one alone; where there are several, a person decides first. Running it
    twice adds nothing. Seven queries and the inserts, four more where an heir is new.
    """
    standing = ReportDuty.objects.filter(province=province_id, due_kind="recurring")
    standing = standing.exclude(ended_on__lt=today)
    hold_documents(Document.objects.filter(pk__in=standing.values("document")))
    duties = standing.select_related("document").prefetch_related("who", "to")
    directory = Directory(province_id, on=today, today=today)
    last = today + HORIZON
    wanted = [
        due
        for duty in duties
        for pk in reporters(duty, directory)
        for due in dues_of(
            duty, pk, duty.document, to=[body.pk for body in duty.to.all()], first=today, last=last
        )
    ]
    known = set(
        ReportDue.objects.filter(province=province_id, due_on__range=(today, last)).values_list(
            "duty", "agency", "period"
        )
    )
    fresh = [due for due in wanted if (due.duty_id, due.agency_id, due.period) not in known]
    ReportDue.objects.bulk_create(fresh, ignore_conflicts=True, batch_size=1000)
    make_duties_known(due for due in fresh if due.agency_id not in due.duty.seen_by)
    return len(fresh)


def make_duties_known(dues: Iterable[ReportDue]) -> None:
    """Whoever owes a report after another body may know the duty and the document it comes from, which the caller holds.

    Four queries, or none.
    """
    owing: dict[int, set[int]] = {}
    for due in dues:
        owing.setdefault(due.duty_id, set()).add(due.agency_id)
    if not owing:
        return
    duties = list(in_order(ReportDuty.objects.filter(pk__in=owing)))
    documents: dict[int, set[int]] = {}
    for duty in duties:
        duty.seen_by = sorted({*duty.seen_by, *owing[duty.pk]})
        documents.setdefault(duty.document_id, set()).update(owing[duty.pk])
    ReportDuty.objects.bulk_update(duties, ["seen_by"])
    make_known(documents)


def reporters(duty: ReportDuty, directory: Directory) -> Iterator[int]:
    """Who owes a duty today: the bodies named, or the one heir of a body that has ended. No query."""
    for body in duty.who.all():
        carriers = directory.carriers(directory.all.get(body.pk, body))
        if len(carriers) == 1:
            yield carriers[0].pk
