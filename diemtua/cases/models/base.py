"""The row rule that every table of a case shares: an open share of the asker's agency that gives the table's part.

Row security repeats it (migration ``0002_row_security``); a test compares both for everybody on every table.
"""

from __future__ import annotations

import uuid
from typing import ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Now

from diemtua.access.actor import Actor, Scope
from diemtua.cases.parts import Part
from diemtua.directory.models import Officer, Posting

EVERYBODY_ELSE = 0  # in ``withheld_from``: every agency but the holder


def works_on_victims(actor: Actor) -> bool:
    """Only an officer assigned to victims' cases knows that any exists."""
    return actor.agency_id is not None and actor.has(Posting.Duty.VICTIMS)


class ShareQuerySet(models.QuerySet):
    """Shares as the row rule speaks of them."""

    def visible_to(self, actor: Actor) -> Self:
        """An agency's own shares, also ended ones, and all shares of the cases it holds."""
        if actor.scope is Scope.HOUSE:
            return self
        if not works_on_victims(actor):
            return self.none()
        return self.filter(Q(agency=actor.agency_id) | Q(holder=actor.agency_id))

    def in_force(self) -> Self:
        """Open at this instant. The machine's clock, never a demonstration's: access must end when it ends."""
        return self.filter(Q(until=None) | Q(until__gt=Now()), ended_at=None)

    def open_to(self, actor: Actor) -> Self:
        """Shares that let this officer in: his agency's, in force, for everybody there or for him."""
        mine = Q(officer=None) | Q(officer=actor.officer_id)
        return self.in_force().filter(mine, agency=actor.agency_id)

    def giving(self, part: Part) -> Self:
        return self.filter(parts__contains=[part.value])


def shares_of(actor: Actor, part: Part, case: str = "case") -> ShareQuerySet:
    """The open shares that give the actor ``part`` of the outer row's case."""
    from diemtua.cases.models.shares import Share

    return Share.objects.open_to(actor).giving(part).filter(case=OuterRef(case))


class OfCaseQuerySet(models.QuerySet):
    """Rows of a case, known to whoever has the part they belong to."""

    def visible_to(self, actor: Actor) -> Self:
        """Rows this officer may know to exist. Row security repeats it."""
        if actor.scope is Scope.HOUSE:
            return self
        if not works_on_victims(actor):
            return self.none()
        return self.filter(Exists(self._shares(actor)))

    def _shares(self, actor: Actor) -> ShareQuerySet:
        return shares_of(actor, self.model.part)  # type: ignore[attr-defined]


class WithheldQuerySet(OfCaseQuerySet):
    """Rows that may be kept from single agencies, or from all but the holder (thông tin được giữ lại)."""

    def visible_to(self, actor: Actor) -> Self:
        seen = super().visible_to(actor)
        if actor.scope is Scope.HOUSE or not works_on_victims(actor):
            return seen
        held = Exists(self._shares(actor).filter(holder=actor.agency_id))
        return seen.filter(held | ~Q(withheld_from__overlap=[EVERYBODY_ELSE, actor.agency_id]))


class OwnPartQuerySet(WithheldQuerySet):
    """Rows that say themselves to which part they belong."""

    def _shares(self, actor: Actor) -> ShareQuerySet:
        from diemtua.cases.models.shares import Share

        return Share.objects.open_to(actor).filter(
            case=OuterRef("case"),
            parts__contains=models.Func(
                OuterRef("part"),
                function="",
                template="ARRAY[%(expressions)s]",
                output_field=ArrayField(models.CharField()),
            ),
        )


class OfCase(models.Model):
    """Belongs to one case and to one part of it."""

    part: ClassVar[Part]
    case = models.ForeignKey("cases.Case", models.CASCADE, related_name="+", verbose_name="hồ sơ")

    objects = OfCaseQuerySet.as_manager()

    class Meta:
        abstract = True


class Withholdable(models.Model):
    """May be withheld: ``withheld_from`` holds agencies, ``EVERYBODY_ELSE`` for all but the holder."""

    withheld_from = ArrayField(models.BigIntegerField(), default=list, verbose_name="không chia sẻ với")

    objects = WithheldQuerySet.as_manager()

    class Meta:
        abstract = True


class Sealed(models.Model):
    """Keeps sealed fields, under the data key of the person it is about."""

    vault_key = models.ForeignKey(
        "vault.DataKey", models.PROTECT, related_name="+", db_index=False, verbose_name="khóa dữ liệu"
    )

    class Meta:
        abstract = True


class Dated(models.Model):
    """Who entered the row, and when."""

    officer = models.ForeignKey(Officer, models.PROTECT, related_name="+", verbose_name="cán bộ")
    at = models.DateTimeField("ghi lúc")

    class Meta:
        abstract = True


class Numbered(models.Model):
    """Known outside by a number that tells nothing and cannot be guessed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    class Meta:
        abstract = True


def area(verbose_name: str) -> models.ForeignKey:
    return models.ForeignKey(
        "directory.Area", models.PROTECT, null=True, related_name="+", verbose_name=verbose_name
    )


def codes(verbose_name: str) -> ArrayField:
    """A set of values of a code list."""
    return ArrayField(models.CharField(max_length=40), default=list, verbose_name=verbose_name)
