"""What records of every context share: two guards against twins and silent overwriting, and how they name an agency."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import models

from diemtua.directory.models import Agency


class Once(models.Model):
    """Made once however often the same form is sent: the form carries the id, the database refuses a twin."""

    client_id = models.UUIDField("mã lần gửi", default=uuid.uuid4, unique=True, editable=False)

    class Meta:
        abstract = True


class Versioned(models.Model):
    """Counts its changes, so that a second editor is told instead of overwriting."""

    version = models.PositiveIntegerField("lần sửa", default=1)

    class Meta:
        abstract = True


def agency(verbose_name: str, **options: Any) -> models.ForeignKey:
    """A foreign key to an agency, which may never vanish from under its work."""
    return models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=verbose_name, **options)
