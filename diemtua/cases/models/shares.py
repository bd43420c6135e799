"""Who knows a case, which parts of it, from when to when (chia sẻ hồ sơ)."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from diemtua.access.records import agency
from diemtua.cases.models.base import Numbered, ShareQuerySet
from diemtua.cases.parts import ShareKind
from diemtua.directory.models import Officer


class Share(Numbered):
    """An agency, or one officer of it, may know ``parts`` of a case while the share is open.

    ``holder`` repeats the case's holder, kept by a foreign key over both columns (migration ``0002_row_security``):
    the policy of this table can then ask it without asking the case, whose policy asks this table.
    """

    case = models.ForeignKey("cases.Case", models.CASCADE, related_name="shares", verbose_name="hồ sơ")
    holder = agency("cơ quan giữ hồ sơ", db_index=False)
    agency = agency("cơ quan được biết", db_index=False)
    officer = models.ForeignKey(
        Officer, models.PROTECT, null=True, db_index=False, related_name="+", verbose_name="chỉ cán bộ"
    )
    kind = models.CharField("lý do được biết", max_length=20, choices=ShareKind.choices())
    parts = ArrayField(models.CharField(max_length=20), verbose_name="các phần")
    purpose = models.CharField("mục đích", max_length=255)
    movement_id = models.UUIDField("lần phối hợp", null=True)
    begun_at = models.DateTimeField("từ lúc")
    until = models.DateTimeField("đến lúc", null=True)
    ended_at = models.DateTimeField("kết thúc lúc", null=True)

    objects: ClassVar[models.Manager[Share]] = ShareQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = "chia sẻ hồ sơ"
        indexes = [
            models.Index(fields=["agency", "case"], condition=Q(ended_at=None), name="share_open_of_agency"),
            models.Index(fields=["case", "agency"], name="share_of_case"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(kind="holder", ended_at=None), name="share_one_holder"
            ),
            models.CheckConstraint(
                name="share_internal_for_holder_alone",
                condition=Q(kind="holder") | ~Q(parts__contains=["internal"]),
            ),
            models.CheckConstraint(
                name="share_emergency_ends_and_names_an_officer",
                condition=~Q(kind="emergency") | Q(until__isnull=False, officer__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.agency_id}"
