"""Sheets being filled in, for whoever takes them up again."""

from __future__ import annotations

from django.db.models import QuerySet

from diemtua.access.actor import Actor
from diemtua.cases.intake_words import normal_reference
from diemtua.cases.models import Intake


def resume(reference: str, actor: Actor) -> Intake:
    """The sheet of this reference, however it was typed. One query. Raises ``Intake.DoesNotExist``."""
    return Intake.objects.visible_to(actor).get(reference=normal_reference(reference))


def unfinished(actor: Actor) -> QuerySet[Intake]:
    """Sheets of the actor's agency that are no case yet, the latest first. One query."""
    return Intake.objects.visible_to(actor).unfinished().select_related("officer").order_by("-saved_at")
