"""The row rule that every table of plans shares."""

from __future__ import annotations

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from diemtua.access.actor import Actor, Scope
from diemtua.directory.models import Area


class SharedQuerySet(models.QuerySet):
    """Rows with a province and a list of agencies that may know them."""

    def visible_to(self, actor: Actor) -> Self:
        """Rows this officer may know to exist. Row security repeats it: migration ``0002_row_security``."""
        if actor.scope is Scope.HOUSE:
            return self
        mine = Q(seen_by__contains=[actor.agency_id])
        if actor.scope is Scope.PROVINCE:
            mine |= Q(province__in=actor.provinces) & self.overseen()
        return self.filter(mine)

    def at_home(self, actor: Actor) -> Self:
        """Rows of the actor's own province (and those merged into it): what lists are about, and what an index serves.

        Of a demonstration, only provinces that live on his day: their work is measured by his clock.
        """
        return self.filter(province__in=actor.home) if actor.scope is not Scope.HOUSE else self

    def overseen(self) -> Q:
        """What an overseer of the province sees beyond his agency's share."""
        return Q()


class Shared(models.Model):
    """Known to the agencies named in ``seen_by`` and to those who oversee the province."""

    province = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name="tỉnh, thành phố")
    seen_by = ArrayField(models.BigIntegerField(), default=list, verbose_name="các cơ quan được biết")

    class Meta:
        abstract = True


class OfTaskQuerySet(models.QuerySet):
    """Rows that belong to a task are known to whoever may know the task."""

    def visible_to(self, actor: Actor) -> Self:
        from diemtua.plans.models.tasks import Task

        return self.filter(task__in=Task.objects.visible_to(actor))


class OfDocumentQuerySet(models.QuerySet):
    """Rows that belong to a document are known to whoever may know the document."""

    def visible_to(self, actor: Actor) -> Self:
        from diemtua.plans.models.documents import Document

        return self.filter(document__in=Document.objects.visible_to(actor))
