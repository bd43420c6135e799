"""Who must report what to whom, and who must issue a plan of their own."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from diemtua.access.actor import Actor
from diemtua.access.records import Once, Versioned, agency
from diemtua.directory.heirs import carried_by
from diemtua.directory.models import Agency, Officer
from diemtua.plans.models.base import Shared, SharedQuerySet
from diemtua.plans.models.documents import Document, Proposal
from diemtua.plans.models.tasks import Task


class ReportDuty(Shared, Once, Versioned):
    """A duty to report (nghĩa vụ báo cáo): what, to whom, through whom, when due."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="report_duties")
    proposal = models.ForeignKey(
        Proposal,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="duties",
        verbose_name="đề xuất đã duyệt",
    )
    clause = models.CharField("điểm, khoản", max_length=200, blank=True)
    what = models.TextField("nội dung báo cáo")
    who = models.ManyToManyField(Agency, related_name="+", verbose_name="cơ quan phải báo cáo")
    to = models.ManyToManyField(Agency, related_name="+", verbose_name="gửi đến")
    to_text = models.CharField("gửi đến, như văn bản ghi", max_length=500, blank=True)
    through = agency("qua (đầu mối tổng hợp)", null=True, blank=True)
    due_kind = models.CharField("kiểu thời hạn", max_length=10, choices=Task.Due, default=Task.Due.NONE)
    due_value = models.CharField("giá trị thời hạn", max_length=200, blank=True)
    due_text = models.CharField("thời hạn như văn bản ghi", max_length=255, blank=True)
    start = models.PositiveIntegerField("từ", null=True)
    end = models.PositiveIntegerField("đến", null=True)
    ended_on = models.DateField("hết hiệu lực ngày", null=True, blank=True)

    objects = SharedQuerySet.as_manager()

    class Meta:
        verbose_name = "nghĩa vụ báo cáo"

    def __str__(self) -> str:
        return self.what[:80]


class DueQuerySet(SharedQuerySet):
    def open(self) -> Self:
        return self.filter(submitted_at=None)

    def overdue(self, *, on: date) -> Self:
        return self.open().filter(due_on__lt=on)

    def owed_by(self, agency_id: int) -> Self:
        return self.filter(agency=agency_id)

    def sent(self) -> Self:
        return self.filter(submitted_at__isnull=False)

    def received_by(self, agency_id: int, *, on: date) -> Self:
        """Addressed to an agency, passing through it, or under a document it keeps, or a body whose work it carries on
        by ``on``, however many steps back. Its own reports are not among them.
        """
        bodies = carried_by(agency_id, on).values("pk")
        kept = Q(document__keeper__in=bodies) | Q(document__keeper=None, document__holder__in=bodies)
        duties = ReportDuty.objects.filter(Q(to__in=bodies) | Q(through__in=bodies) | kept)
        return self.filter(duty__in=duties.values("pk")).exclude(agency=agency_id)


class ReportDue(Shared, Once, Versioned):
    """One report that one agency owes for one period (kỳ báo cáo): the window counted and the day it is due.

    Windows follow the plan, else Nghị định 09/2019/NĐ-CP Điều 12. A report on an event has no row until it happens.
    What was sent is a ``Submission``; ``submitted_at`` is when the one now in force first went out, empty while
    nothing has been sent and after a return.
    """

    duty = models.ForeignKey(ReportDuty, models.PROTECT, related_name="dues")
    agency = agency("cơ quan báo cáo")
    period = models.CharField("kỳ", max_length=40)
    happened = models.CharField("việc phát sinh", max_length=200, blank=True)
    window_from = models.DateField("số liệu từ", null=True, blank=True)
    window_to = models.DateField("số liệu đến", null=True, blank=True)
    due_on = models.DateField("hạn gửi")
    submitted_at = models.DateTimeField("gửi lúc", null=True, blank=True)
    submitted_by = models.ForeignKey(
        Officer, models.PROTECT, null=True, related_name="+", verbose_name="người gửi"
    )

    objects = DueQuerySet.as_manager()

    class Meta:
        verbose_name = "kỳ báo cáo"
        indexes = [
            models.Index(
                fields=["agency", "due_on", "id"], name="report_due_open", condition=Q(submitted_at=None)
            ),
            models.Index(fields=["province", "due_on", "id"], name="report_due_by_province"),
            GinIndex(fields=["seen_by"], name="report_due_seen_by"),
        ]
        constraints = [models.UniqueConstraint(fields=["duty", "agency", "period"], name="report_due_once")]

    def __str__(self) -> str:
        return f"{self.agency}: {self.period}"


class SubmissionQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """What was sent is known to whoever may know that it is owed."""
        return self.filter(due__in=ReportDue.objects.visible_to(actor))


class Submission(Once):
    """One sending of a report (lần gửi báo cáo): kept as it was sent.

    A correction is a new sending that says why (báo cáo bổ sung, thay thế); who receives a report may return it with
    a reason (trả lại), and it then counts as not sent. Nothing sent is taken back or altered.
    """

    due = models.ForeignKey(ReportDue, models.PROTECT, related_name="submissions")
    number = models.PositiveSmallIntegerField("lần gửi")
    note = models.TextField("nội dung", blank=True)
    figures = models.JSONField("số liệu", default=list)
    reason = models.TextField("lý do gửi bản thay thế", blank=True)
    officer = models.ForeignKey(Officer, models.PROTECT, related_name="+", verbose_name="người gửi")
    at = models.DateTimeField("gửi lúc")
    returned_at = models.DateTimeField("trả lại lúc", null=True, blank=True)
    returned_by = models.ForeignKey(
        Officer, models.PROTECT, null=True, related_name="+", verbose_name="người trả lại"
    )
    returned_for = models.TextField("lý do trả lại", blank=True)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = "lần gửi báo cáo"
        constraints = [
            models.UniqueConstraint(fields=["due", "number"], name="submission_number_once"),
            models.CheckConstraint(
                name="submission_replaces_with_a_reason", condition=Q(number=1) | ~Q(reason="")
            ),
            models.CheckConstraint(
                name="submission_returned_whole",
                condition=Q(returned_at=None, returned_by=None, returned_for="")
                | (Q(returned_at__isnull=False, returned_by__isnull=False) & ~Q(returned_for="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.due_id}: lần {self.number}"


class ChildPlan(Shared, Once, Versioned):
    """One agency must issue its own plan under this one (kế hoạch triển khai): has it, and where."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="child_plans")
    task = models.ForeignKey(Task, models.PROTECT, related_name="child_plans")
    agency = agency("cơ quan phải ban hành")
    due_on = models.DateField("hạn ban hành", null=True, blank=True)
    child = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="answers")
    linked_by = models.ForeignKey(
        Officer, models.PROTECT, null=True, related_name="+", verbose_name="người nối"
    )
    linked_at = models.DateTimeField("nối lúc", null=True, blank=True)

    objects = SharedQuerySet.as_manager()

    class Meta:
        verbose_name = "kế hoạch phải ban hành"
        constraints = [models.UniqueConstraint(fields=["task", "agency"], name="child_plan_once")]

    def __str__(self) -> str:
        return f"{self.agency}: {self.document}"
