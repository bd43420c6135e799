"""Peak campaigns, days of action, pilots (đợt cao điểm, tháng hành động, chỉ đạo điểm)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from diemtua.access.records import Once, Versioned, agency
from diemtua.directory.models import Area, Officer
from diemtua.plans.models.base import Shared, SharedQuerySet
from diemtua.plans.models.documents import Document


class Campaign(Shared, Once, Versioned):
    """Something done in places over a time, whose tasks and results are seen together.

    A pilot (chỉ đạo điểm) has a baseline: what was counted before it began, and where
    (Lạng Sơn 87/KH-BCĐ: three districts, 22 cases in 2016–2020).
    """

    class Kind(models.TextChoices):
        PEAK = "peak", "Đợt cao điểm"
        DAY = "day", "Ngày, tuần, tháng hành động"
        PILOT = "pilot", "Chỉ đạo điểm"

    document = models.ForeignKey(Document, models.PROTECT, related_name="campaigns")
    kind = models.CharField("loại", max_length=10, choices=Kind, default=Kind.PEAK)
    name = models.TextField("tên")
    starts_on = models.DateField("từ ngày", null=True, blank=True)
    ends_on = models.DateField("đến ngày", null=True, blank=True)
    places = models.JSONField("địa bàn như văn bản ghi", default=list)
    areas = models.ManyToManyField(Area, blank=True, related_name="+", verbose_name="địa bàn")
    baseline = models.TextField("số liệu trước khi làm", blank=True)
    start = models.PositiveIntegerField("từ", null=True)
    end = models.PositiveIntegerField("đến", null=True)

    objects = SharedQuerySet.as_manager()

    class Meta:
        verbose_name = "đợt"
        constraints = [
            models.CheckConstraint(
                name="campaign_ends_after_it_starts",
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
            )
        ]

    def __str__(self) -> str:
        return self.name


class CampaignResultQuerySet(models.QuerySet):
    def visible_to(self, actor):
        return self.filter(campaign__in=Campaign.objects.visible_to(actor))


class CampaignResult(Once):
    """A figure one agency gives for a campaign (kết quả): what, how many, of what, counted until which day."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="results")
    agency = agency("cơ quan")
    area = models.ForeignKey(
        Area, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="địa bàn"
    )
    what = models.CharField("chỉ tiêu", max_length=200)
    value = models.DecimalField("số", max_digits=16, decimal_places=2)
    unit = models.CharField("đơn vị tính", max_length=40)
    until = models.DateField("tính đến ngày")
    officer = models.ForeignKey(Officer, models.PROTECT, related_name="+", verbose_name="người nhập")
    at = models.DateTimeField("nhập lúc")

    objects = CampaignResultQuerySet.as_manager()

    class Meta:
        verbose_name = "kết quả của đợt"

    def __str__(self) -> str:
        return f"{self.what}: {self.value} {self.unit}"
