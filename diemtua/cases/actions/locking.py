"""Every act on a case begins here: found by what the actor may see, locked, then loaded. The trail comes last of all."""

from __future__ import annotations

import uuid
from typing import TypeVar

from django.db.models import Model

from diemtua.access.actor import Actor
from diemtua.cases.models import Case, CaseEvent
from diemtua.cases.policies import has_victim_duty, held_by_my_agency
from diemtua.kernel.decision import both

Row = TypeVar("Row", bound=Model)


def locked(case_id: uuid.UUID, actor: Actor) -> Case:
    """The case, locked until the transaction ends. Raises ``Case.DoesNotExist``. Two queries.

    Locked before it is joined, and without the key: rows that only name the case need not wait for it.
    """
    known: type[Case] = Case
    rows = known.objects.visible_to(actor)
    rows.select_for_update(of=("self",), no_key=True).only("pk").get(pk=case_id)
    return rows.select_related("holder", "person").get(pk=case_id)


def held(case_id: uuid.UUID, actor: Actor) -> Case:
    """The case, locked, if the actor's agency holds it and he works on victims. Raises ``Refused`` otherwise."""
    case = locked(case_id, actor)
    both(held_by_my_agency(case, actor), has_victim_duty(case, actor)).require()
    return case


def already(client_id: uuid.UUID) -> bool:
    """Whether this very form has been taken before. One query."""
    return CaseEvent.objects.filter(client_id=client_id).exists()
