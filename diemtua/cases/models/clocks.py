"""Clocks (thời hạn): one row for each limit that an event started, and the targets a province sets where the law is silent."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from diemtua.access.actor import Actor, Scope
from diemtua.access.records import agency
from diemtua.cases.models.base import OfCase, OfCaseQuerySet, works_on_victims
from diemtua.cases.parts import Part
from diemtua.cases.rules.deadlines import ProvinceTarget as Target
from diemtua.cases.rules.deadlines import Trigger, Unit
from diemtua.directory.models import Officer


class ClockQuerySet(OfCaseQuerySet):
    def running(self) -> Self:
        return self.filter(met_at=None, dropped_at=None)

    def soonest(self) -> Self:
        """Those that run out first on top; served by the index of running clocks."""
        return self.order_by(Coalesce("due_at", "target_at"), "pk")


class Clock(OfCase):
    """A limit that runs: ``due_at`` is the law's end, ``target_at`` an internal target; neither when nobody set one."""

    part: ClassVar[Part] = Part.SUMMARY
    deadline = models.CharField("mã thời hạn", max_length=6)
    trigger = models.CharField("tính từ", max_length=30, choices=Trigger.choices())
    started_at = models.DateTimeField("sự kiện lúc")
    due_at = models.DateTimeField("hết hạn", null=True)
    target_at = models.DateTimeField("mục tiêu nội bộ", null=True)
    owes = agency("cơ quan phải làm", null=True, db_index=False)
    met_at = models.DateTimeField("làm xong lúc", null=True)
    dropped_at = models.DateTimeField("thôi tính lúc", null=True)
    warned_at = models.DateTimeField("đã nhắc lúc", null=True)

    objects: ClassVar[models.Manager[Clock]] = ClockQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = "thời hạn của hồ sơ"
        indexes = [
            models.Index(
                F("owes"),
                Coalesce("due_at", "target_at"),
                condition=Q(met_at=None, dropped_at=None),
                name="clock_running_of_agency",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "deadline"], condition=Q(met_at=None, dropped_at=None), name="clock_runs_once"
            ),
            models.CheckConstraint(
                name="clock_of_law_or_of_house", condition=Q(due_at=None) | Q(target_at=None)
            ),
        ]

    def __str__(self) -> str:
        return self.deadline


class ProvinceTargetQuerySet(models.QuerySet["ProvinceTarget"]):
    def visible_to(self, actor: Actor) -> Self:
        if actor.scope is Scope.HOUSE:
            return self
        return self.filter(province__in=actor.provinces) if works_on_victims(actor) else self.none()


class ProvinceTarget(models.Model):
    """A target a province set by a paper of its own for a limit the law does not give (mục tiêu nội bộ của tỉnh)."""

    province = models.ForeignKey("directory.Area", models.PROTECT, related_name="+", verbose_name="tỉnh")
    deadline = models.CharField("mã thời hạn", max_length=6)
    length = models.PositiveSmallIntegerField("độ dài")
    unit = models.CharField("đơn vị", max_length=20, choices=Unit.choices())
    decided_by = models.CharField("văn bản quyết định", max_length=255)
    in_force = models.DateField("từ ngày")
    until = models.DateField("đến hết ngày", null=True)
    set_by = models.ForeignKey(Officer, models.PROTECT, related_name="+", verbose_name="người ghi")

    objects: ClassVar[models.Manager[ProvinceTarget]] = ProvinceTargetQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = "mục tiêu của tỉnh"
        constraints = [
            models.UniqueConstraint(fields=["province", "deadline", "in_force"], name="target_once_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.deadline} {self.in_force}"

    @property
    def rule(self) -> Target:
        return Target(self.deadline, self.length, Unit(self.unit), self.decided_by, self.in_force, self.until)
