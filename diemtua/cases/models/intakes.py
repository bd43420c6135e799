"""The first sheet while it is being filled in (phiếu tiếp nhận đang lập), kept at every step."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from diemtua import vault
from diemtua.access.actor import Actor, Scope
from diemtua.access.records import Once, Versioned, agency
from diemtua.cases.models.base import Numbered, Sealed, works_on_victims
from diemtua.directory.models import Officer


class IntakeQuerySet(models.QuerySet["Intake"]):
    def visible_to(self, actor: Actor) -> Self:
        """Drafts of the actor's own agency."""
        if actor.scope is Scope.HOUSE:
            return self
        return self.filter(agency=actor.agency_id) if works_on_victims(actor) else self.none()

    def unfinished(self) -> Self:
        return self.filter(case=None)


class Intake(Numbered, Once, Versioned, Sealed):
    """A draft known by ``reference`` («TN-7F3K-29»). Opened as a case, its key becomes the person's, its answers go there."""

    reference = models.CharField("mã phiếu", max_length=12, unique=True)
    agency = agency("cơ quan lập")
    officer = models.ForeignKey(Officer, models.PROTECT, related_name="+", verbose_name="cán bộ")
    channel = models.CharField("nguồn tiếp nhận", max_length=20)
    answers = vault.Json("câu trả lời", level=vault.NARRATIVE)
    step = models.PositiveSmallIntegerField("bước", default=0)
    begun_at = models.DateTimeField("bắt đầu lúc")
    saved_at = models.DateTimeField("lưu lúc")
    case = models.ForeignKey(
        "cases.Case", models.CASCADE, null=True, related_name="+", verbose_name="thành hồ sơ"
    )

    objects: ClassVar[models.Manager[Intake]] = IntakeQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = "phiếu tiếp nhận đang lập"
        indexes = [
            models.Index(fields=["agency", "-saved_at"], condition=Q(case=None), name="intake_unfinished")
        ]

    def __str__(self) -> str:
        return self.reference
