"""What waits for a second officer: closing a case, or working it under another law than its date gives."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from diemtua import vault
from diemtua.access.records import Once
from diemtua.cases.models.base import OfCase, Sealed
from diemtua.cases.parts import Part
from diemtua.cases.rules.closing import ClosingReason
from diemtua.cases.rules.regimes import Override, Regime
from diemtua.directory.models import Officer


class ClosingRequest(OfCase, Once, Sealed):
    """A request to close (đề nghị kết thúc hồ sơ); ``despite`` says why, when work is still open."""

    part: ClassVar[Part] = Part.INTERNAL
    reason = models.CharField("lý do", max_length=20, choices=ClosingReason.choices())
    despite = vault.Text("lý do kết thúc khi còn việc mở", level=vault.NARRATIVE)
    asked_by = models.ForeignKey(Officer, models.PROTECT, related_name="+", verbose_name="người đề nghị")
    asked_at = models.DateTimeField("đề nghị lúc")
    answered_by = models.ForeignKey(
        Officer, models.PROTECT, null=True, related_name="+", verbose_name="người trả lời"
    )
    answered_at = models.DateTimeField("trả lời lúc", null=True)
    approved = models.BooleanField("phê duyệt", null=True)

    class Meta:
        verbose_name = "đề nghị kết thúc hồ sơ"
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(answered_at=None), name="closing_asked_once"
            ),
            models.CheckConstraint(
                name="closing_answered_whole",
                condition=Q(answered_at=None, answered_by=None, approved=None)
                | Q(answered_at__isnull=False, answered_by__isnull=False, approved__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.reason


class RegimeOverride(OfCase, Once, Sealed):
    """Another law than the date gives (áp dụng chế độ khác): a reason, two officers."""

    part: ClassVar[Part] = Part.INTERNAL
    regime = models.CharField("chế độ", max_length=3, choices=Regime.choices())
    reason = vault.Text("lý do", level=vault.NARRATIVE)
    asked_by = models.ForeignKey(Officer, models.PROTECT, related_name="+", verbose_name="người đề nghị")
    asked_at = models.DateTimeField("đề nghị lúc")
    approved_by = models.ForeignKey(
        Officer, models.PROTECT, null=True, related_name="+", verbose_name="người duyệt"
    )
    approved_at = models.DateTimeField("duyệt lúc", null=True)

    class Meta:
        verbose_name = "áp dụng chế độ khác"

    def __str__(self) -> str:
        return self.regime

    @property
    def rule(self) -> Override:
        return Override(Regime(self.regime), self.reason, self.asked_by_id, self.approved_by_id)
