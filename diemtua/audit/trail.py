"""Writing to the trail. One insert; the chain is closed by the database."""

import json
from typing import Any, Protocol

from django.db import connection
from django.utils import timezone

# Written without asking for the row back: whoever enters an act need not be allowed to read it.
ENTER = (
    "INSERT INTO audit_entry (at, act, subject_kind, subject, officer, agency, detail)"
    " VALUES (%s, %s, %s, %s, %s, %s, %s::jsonb)"
)


class Who(Protocol):
    """Somebody who acts: an officer of an agency, or the house itself (both ``None``)."""

    @property
    def officer_id(self) -> int | None: ...

    @property
    def agency_id(self) -> int | None: ...


def record(act: str, kind: str, subject: object, *, actor: Who, **detail: Any) -> None:
    """Enter one act in the trail, in the caller's transaction. One query.

    ``act`` is ``context.verb`` (``plans.issued``); ``subject`` the record's own number. ``detail`` holds
    numbers, dates and codes only: never a person's data. The database refuses an entry in another officer's name.
    """
    entry = (timezone.now(), act, kind, str(subject), actor.officer_id, actor.agency_id, json.dumps(detail))
    with connection.cursor() as cursor:
        cursor.execute(ENTER, entry)
