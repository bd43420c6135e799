"""Writing to the trail. One insert; the chain is closed by the database."""

from typing import Any, Protocol

from django.utils import timezone

from diemtua.audit.models import Entry


class Who(Protocol):
    """Somebody who acts: an officer of an agency, or the house itself (both ``None``)."""

    @property
    def officer_id(self) -> int | None: ...

    @property
    def agency_id(self) -> int | None: ...


def record(act: str, kind: str, subject: object, *, actor: Who, **detail: Any) -> None:
    """Enter one act in the trail, in the caller's transaction. One query.

    ``act`` is ``context.verb`` (``plans.issued``); ``subject`` the record's own number. ``detail`` holds
    numbers, dates and codes only: never a person's data.
    """
    Entry.objects.create(
        at=timezone.now(),
        act=act,
        subject_kind=kind,
        subject=str(subject),
        officer=actor.officer_id,
        agency=actor.agency_id,
        detail=detail,
    )
