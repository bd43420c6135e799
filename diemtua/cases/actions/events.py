"""What an act leaves behind: an event of the case and a line in the trail that repeats none of its words."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from diemtua.access.actor import Actor
from diemtua.audit import trail as audit
from diemtua.cases.models import Case, CaseEvent, CasePaper
from diemtua.cases.parts import Part
from diemtua.kernel.decision import Refused, no


def tell(
    case: Case,
    actor: Actor,
    move: str,
    *,
    part: Part,
    life: str = "case",
    change: tuple[str, str] = ("", ""),
    happened_at: datetime | None = None,
    grounds: str = "",
    said: str = "",
    paper: CasePaper | None = None,
    subject: object = "",
    client_id: uuid.UUID | None = None,
    **detail: Any,
) -> CaseEvent:
    """Add what happened. ``said`` is the system's own sentence, ``grounds`` what the officer wrote (sealed). Two queries."""
    event = CaseEvent.objects.create(
        client_id=client_id or uuid.uuid4(),
        case=case,
        vault_key_id=case.person.vault_key_id,
        part=part.value,
        life=life,
        move=move,
        before=change[0],
        after=change[1],
        subject=str(subject),
        happened_at=not_ahead(happened_at, actor),
        recorded_at=actor.now,
        officer_id=actor.officer_id,
        agency_id=actor.agency_id,
        paper=paper,
        said=said,
        grounds=grounds or None,
    )
    audit.record(f"case.{move}", "cases.case", case.pk, actor=actor, event=event.pk, **detail)
    return event


def not_ahead(happened_at: datetime | None, actor: Actor) -> datetime:
    """When it happened, now where nobody says. Raises ``Refused`` for what has not happened yet."""
    now = actor.now
    if happened_at is not None and happened_at > now:
        raise Refused(no("Thời điểm này ở sau lúc ghi.", code="future"))
    return happened_at or now
