"""A group received in one sitting (tiếp nhận nhiều người): the gate, the sides, the team, and a sealed draft for each person."""

from __future__ import annotations

from typing import ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef, Q

from diemtua import vault
from diemtua.access.actor import Actor, Scope
from diemtua.access.records import Once, Versioned, agency
from diemtua.cases.models import Case
from diemtua.cases.models.base import Numbered, Sealed, works_on_victims
from diemtua.coordination.models.movements import officer


class GroupReceptionQuerySet(models.QuerySet["GroupReception"]):
    def visible_to(self, actor: Actor) -> Self:
        """Who opened it, and the agencies of the team."""
        if actor.scope is Scope.HOUSE:
            return self
        if not works_on_victims(actor):
            return self.none()
        return self.filter(Q(agency=actor.agency_id) | Q(team__contains=[actor.agency_id]))


class GroupReception(Numbered, Once):
    """One sitting. The team's agencies see the drafts, fill them in, and get a share of each case."""

    agency = agency("cơ quan chủ trì")
    officer = officer("người chủ trì")
    gate = models.CharField("cửa khẩu, địa điểm", max_length=255)
    foreign_side = models.CharField("phía nước ngoài", max_length=255, blank=True)
    channel = models.CharField("nguồn tiếp nhận", max_length=20, default="C9")
    team = ArrayField(models.BigIntegerField(), default=list, verbose_name="tổ công tác liên ngành")
    received_at = models.DateTimeField("tiếp nhận lúc")
    opened_at = models.DateTimeField("mở lúc")
    closed_at = models.DateTimeField("kết thúc lúc", null=True)

    objects: ClassVar[models.Manager[GroupReception]] = GroupReceptionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = "đợt tiếp nhận nhiều người"

    def __str__(self) -> str:
        return self.gate


class ReceptionRowQuerySet(models.QuerySet["ReceptionRow"]):
    def visible_to(self, actor: Actor) -> Self:
        if actor.scope is Scope.HOUSE:
            return self
        if not works_on_victims(actor):
            return self.none()
        return self.filter(Exists(GroupReception.objects.visible_to(actor).filter(pk=OuterRef("group"))))  # type: ignore[attr-defined]


class ReceptionRow(Numbered, Once, Versioned, Sealed):
    """One person's line in the grid. Completed, its key becomes the person's and the line keeps nothing."""

    group = models.ForeignKey(GroupReception, models.CASCADE, related_name="rows", verbose_name="đợt")
    place = models.PositiveSmallIntegerField("số thứ tự")
    answers = vault.Json("câu trả lời", level=vault.IDENTITY)
    case = models.ForeignKey(Case, models.CASCADE, null=True, related_name="+", verbose_name="thành hồ sơ")
    struck_at = models.DateTimeField("gạch bỏ lúc", null=True)

    objects: ClassVar[models.Manager[ReceptionRow]] = ReceptionRowQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = "người trong đợt tiếp nhận"
        constraints = [models.UniqueConstraint(fields=["group", "place"], name="reception_row_once")]

    def __str__(self) -> str:
        return str(self.place)
