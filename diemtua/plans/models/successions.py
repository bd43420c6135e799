"""One body taking another's place under a document (kế thừa): what changed, when, by which text. Added, never changed."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q

from diemtua.access.actor import Actor
from diemtua.access.records import Once, agency
from diemtua.directory.models import Officer
from diemtua.plans.models.documents import Document
from diemtua.plans.models.duties import ReportDuty


class SuccessionQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """Known to whoever may know the document, and of a report duty, that duty."""
        of_document = Q(duty=None, document__in=Document.objects.visible_to(actor))
        return self.filter(of_document | Q(duty__in=ReportDuty.objects.visible_to(actor)))


class Succession(Once):
    """A successor takes the place of a body that has ended: it keeps the document, reports, or receives reports.

    What happens to tasks, and to plans that a task obliges its lead to issue, is an ``Event`` of the task.
    ``officer`` is who chose among several; empty where one body alone follows and the house passed the place on.
    """

    class Role(models.TextChoices):
        KEEPS = "keeps", "Giữ văn bản"
        REPORTS = "reports", "Phải báo cáo"
        RECEIVES = "receives", "Nhận báo cáo"
        THROUGH = "through", "Đầu mối tổng hợp báo cáo"
        ISSUES = "issues", "Ban hành kế hoạch triển khai"

    document = models.ForeignKey(Document, models.PROTECT, related_name="successions")
    duty = models.ForeignKey(
        ReportDuty, models.PROTECT, null=True, related_name="successions", verbose_name="nghĩa vụ báo cáo"
    )
    role = models.CharField("vai", max_length=10, choices=Role)
    before = agency("cơ quan đã kết thúc")
    after = agency("cơ quan kế thừa")
    note = models.TextField("nội dung, căn cứ")
    at = models.DateTimeField("lúc")
    officer = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+", verbose_name="cán bộ")

    objects = SuccessionQuerySet.as_manager()

    class Meta:
        verbose_name = "kế thừa"

    def __str__(self) -> str:
        return self.note
