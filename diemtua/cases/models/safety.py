"""Risk, protection, and the child-protection plan beside a case (bảo vệ an toàn, bảo vệ trẻ em)."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from diemtua import vault
from diemtua.access.records import Once, Versioned, agency
from diemtua.cases.labelled import Labelled
from diemtua.cases.models.base import Dated, OfCase, Sealed, codes
from diemtua.cases.models.support import Relative, whose
from diemtua.cases.parts import Part
from diemtua.cases.rules.protection import BY_CODE, Measure
from diemtua.cases.statuses import ChildPlan as ChildPlanState
from diemtua.cases.statuses import Protection
from diemtua.directory.models import Agency, Officer


class RiskLevel(Labelled):
    HIGH = "high", "Cao"
    MEDIUM = "medium", "Trung bình"
    LOW = "low", "Thấp"


class RiskAssessment(OfCase, Once, Sealed, Dated):
    """How much danger, seen by whom and when (đánh giá nguy cơ). The latest counts; the earlier stay."""

    part: ClassVar[Part] = Part.SAFETY
    level = models.CharField("mức", max_length=10, choices=RiskLevel.choices())
    factors = codes("yếu tố")
    note = vault.Text("nhận định", level=vault.NARRATIVE, null=True)

    class Meta:
        verbose_name = "đánh giá nguy cơ"

    def __str__(self) -> str:
        return self.level


class ProtectionMeasure(OfCase, Once, Sealed):
    """One measure asked for one person (biện pháp bảo vệ). ``told`` are the agencies the request was sent to."""

    part: ClassVar[Part] = Part.SAFETY
    relative = models.ForeignKey(
        Relative, models.PROTECT, null=True, related_name="+", verbose_name="cho người thân thích"
    )
    dependant = whose()
    kind = models.CharField("biện pháp", max_length=30)
    state = models.CharField("tình trạng", max_length=12, choices=Protection.choices(), default="requested")
    asked_at = models.DateTimeField("đề nghị lúc")
    asked_by = models.ForeignKey(
        Officer, models.PROTECT, db_index=False, related_name="+", verbose_name="người đề nghị"
    )
    told = ArrayField(models.BigIntegerField(), default=list, verbose_name="nơi nhận đề nghị, thực hiện")
    ordered_by = agency("cơ quan quyết định", null=True, db_index=False)
    legal_basis = models.CharField("căn cứ pháp lý", max_length=255, blank=True)
    from_on = models.DateField("từ ngày", null=True)
    to_on = models.DateField("đến hết ngày", null=True)
    reason = vault.Text("lý do đề nghị", level=vault.NARRATIVE, null=True)

    class Meta:
        verbose_name = "biện pháp bảo vệ"

    def __str__(self) -> str:
        return self.kind

    # --- what the policies ask (``records.ProtectionRecord``) ---------------------------------------

    @property
    def measure(self) -> Measure:
        return BY_CODE[self.kind]

    @property
    def involved_ids(self) -> Collection[Any]:
        return self.told

    @property
    def holder_id(self) -> int:
        return self.case.holder_id

    @property
    def holder(self) -> Agency:
        return self.case.holder


class ChildPlan(OfCase, Once, Versioned, Sealed):
    """The commune's child-protection plan (kế hoạch hỗ trợ, can thiệp) of the person or of one who goes along."""

    part: ClassVar[Part] = Part.CHILD
    dependant = whose()
    commune = agency("UBND cấp xã")
    state = models.CharField("bước", max_length=15, choices=ChildPlanState.choices(), default="informed")
    submitted_by = models.ForeignKey(
        Officer, models.PROTECT, null=True, db_index=False, related_name="+", verbose_name="người trình"
    )
    informed_at = models.DateTimeField("nhận thông tin lúc")
    guardian = vault.Text("người giám hộ", level=vault.IDENTITY, null=True)
    best_interest = vault.Text("lợi ích tốt nhất của trẻ em", level=vault.NARRATIVE, null=True)
    words = vault.Text("nội dung kế hoạch", level=vault.NARRATIVE, null=True)

    class Meta:
        verbose_name = "kế hoạch bảo vệ trẻ em"

    def __str__(self) -> str:
        return self.state
