"""One file of evidence."""

from __future__ import annotations

from diemtua.access.actor import Actor
from diemtua.plans.models import Attachment


def one(actor: Actor, attachment_id: int) -> Attachment:
    """A file the actor may know. One query. Raises ``Attachment.DoesNotExist``."""
    return Attachment.objects.visible_to(actor).get(pk=attachment_id)
