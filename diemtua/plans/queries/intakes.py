"""Files being read."""

from __future__ import annotations

from datetime import timedelta

from diemtua.access.actor import Actor
from diemtua.plans.models import Intake

REMEMBERED = timedelta(days=3)
SHOWN = 10


def one(actor: Actor, intake_id: int) -> Intake:
    """One file of the actor's agency. One query. Raises ``Intake.DoesNotExist``."""
    return Intake.objects.visible_to(actor).select_related("officer").get(pk=intake_id)


def unsettled(actor: Actor) -> list[Intake]:
    """Files of the actor's agency being read, and those refused in the last three days, newest first. One query."""
    since = actor.now - REMEMBERED
    return list(Intake.objects.visible_to(actor).unsettled(since).order_by("-pk")[:SHOWN])
