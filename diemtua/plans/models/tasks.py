"""Tasks (nhiệm vụ được giao): facts from which every state is derived; what happened is only ever added."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from diemtua.access.actor import Actor
from diemtua.access.records import Once, Versioned, agency
from diemtua.directory.models import Officer
from diemtua.plans import periods
from diemtua.plans.models.base import OfTaskQuerySet, Shared, SharedQuerySet
from diemtua.plans.models.campaigns import Campaign
from diemtua.plans.models.documents import Document, Proposal
from diemtua.plans.periods import Period
from diemtua.plans.rules import Standing, standing
from diemtua.plans.scanning import Scan
from diemtua.plans.states import State


class TaskQuerySet(SharedQuerySet):
    """Words for lists. ``on`` is the day the question is asked about."""

    def open(self) -> Self:
        return self.filter(completed_on=None, cancelled_on=None)

    def done(self) -> Self:
        return self.filter(completed_on__isnull=False)

    def overdue(self, *, on: date) -> Self:
        """Open and past the deadline in force (đang thực hiện, quá hạn)."""
        return self.open().filter(due_on__lt=on)

    def due_within(self, days: int, *, on: date) -> Self:
        return self.open().filter(due_on__range=(on, date.fromordinal(on.toordinal() + days)))

    def led_by(self, agency_id: int) -> Self:
        return self.filter(lead=agency_id)

    def coordinated_by(self, agency_id: int) -> Self:
        return self.filter(parts__agency=agency_id)

    def awaiting_confirmation(self) -> Self:
        return self.open().filter(submitted_at__isnull=False)


class Task(Shared, Once, Versioned):
    """One piece of work: one lead, coordinators each with a part, a deadline, a product (Quyết định 42/2014/QĐ-TTg).

    Nobody types a state: in time or overdue, doing or done follow from ``due_on`` (the deadline in force),
    ``first_due_on`` (never changed), ``submitted_at``, ``completed_on``. ``due_kind``, ``due_value``, ``due_text``
    are the plan's own words, as ``product`` is (what was asked); ``delivered`` are the lead's own, of the present
    period; ``rhythm`` the tokens by which the work comes round (empty for single work), with the
    period now to answer for in ``period_from``–``period_to``; ``due_rule`` says why the day is that day.
    """

    class Due(models.TextChoices):
        DATE = "date", "Có ngày"
        PERIOD = "period", "Có khoảng thời gian"
        RECURRING = "recurring", "Định kỳ, thường xuyên"
        NONE = "none", "Không nêu thời hạn"

    document = models.ForeignKey(Document, models.PROTECT, related_name="tasks")
    number = models.PositiveIntegerField("số thứ tự trong văn bản")
    proposal = models.ForeignKey(
        Proposal, models.PROTECT, null=True, blank=True, related_name="tasks", verbose_name="đề xuất đã duyệt"
    )
    clause = models.CharField("điểm, khoản", max_length=200, blank=True)
    content = models.TextField("nội dung việc")
    start = models.PositiveIntegerField("từ", null=True)
    end = models.PositiveIntegerField("đến", null=True)
    assigner = agency("cơ quan giao việc")
    lead = agency("cơ quan chủ trì")
    lead_text = models.CharField("cơ quan chủ trì như văn bản ghi", max_length=255, blank=True)
    campaign = models.ForeignKey(Campaign, models.PROTECT, null=True, blank=True, related_name="tasks")
    product = models.TextField("sản phẩm phải có", blank=True)
    delivered = models.TextField("sản phẩm đã nộp", blank=True)
    places = models.JSONField("địa bàn", default=list)

    due_kind = models.CharField("kiểu thời hạn", max_length=10, choices=Due, default=Due.NONE)
    due_value = models.CharField("giá trị thời hạn", max_length=200, blank=True)
    due_text = models.CharField("thời hạn như văn bản ghi", max_length=255, blank=True)
    due_rule = models.CharField("vì sao là ngày ấy", max_length=255, blank=True)
    rhythm = models.CharField("kỳ lặp lại", max_length=200, blank=True)
    starts_on = models.DateField("bắt đầu", null=True, blank=True)
    first_due_on = models.DateField("thời hạn đầu tiên", null=True, blank=True)
    due_on = models.DateField("thời hạn hiện hành", null=True, blank=True)
    period_from = models.DateField("kỳ này từ", null=True, blank=True)
    period_to = models.DateField("kỳ này đến", null=True, blank=True)

    issued_at = models.DateTimeField("giao lúc")
    acknowledged_at = models.DateTimeField("tiếp nhận lúc", null=True, blank=True)
    submitted_at = models.DateTimeField("báo hoàn thành lúc", null=True, blank=True)
    completed_on = models.DateField("hoàn thành ngày", null=True, blank=True)
    cancelled_on = models.DateField("thôi giao ngày", null=True, blank=True)
    last_event_at = models.DateTimeField("hoạt động gần nhất", null=True, blank=True)

    objects = TaskQuerySet.as_manager()

    class Meta:
        verbose_name = "việc"
        indexes = [
            models.Index(
                fields=["lead", "due_on", "id"],
                name="task_open_by_lead",
                condition=Q(completed_on=None, cancelled_on=None),
            ),
            models.Index(
                fields=["province", "due_on", "id"],
                name="task_open_by_province",
                condition=Q(completed_on=None, cancelled_on=None),
            ),
            models.Index(
                fields=["assigner", "submitted_at", "id"],
                name="task_to_confirm",
                condition=Q(completed_on=None, cancelled_on=None, submitted_at__isnull=False),
            ),
            models.Index(fields=["province", "due_on"], name="task_due_by_province"),
            models.Index(
                fields=["province", "completed_on"],
                name="task_done_by_province",
                condition=Q(completed_on__isnull=False),
            ),
            models.Index(fields=["document", "number"], name="task_in_document"),
            GinIndex(fields=["seen_by"], name="task_seen_by"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="task_number_once"),
            models.CheckConstraint(
                name="task_keeps_its_first_deadline", condition=Q(due_on=None) | Q(first_due_on__isnull=False)
            ),
            models.CheckConstraint(
                name="task_not_both_completed_and_cancelled",
                condition=Q(completed_on=None) | Q(cancelled_on=None),
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def code(self) -> str:
        """«126/KH-UBND · việc 7»: how officers call it."""
        return f"{self.document.called} · việc {self.number}"

    @property
    def state(self) -> State:
        """Where the task is in ``TASK_LIFE``, read from its facts."""
        if self.cancelled_on:
            return State.CANCELLED
        if self.completed_on:
            return State.DONE
        if self.submitted_at:
            return State.SUBMITTED
        return State.DOING if self.acknowledged_at else State.WAITING

    @property
    def next_period(self) -> Period | None:
        """The period after the present one; ``None`` for single work, and in the last period of a plan that ends."""
        if not self.rhythm or self.due_on is None:
            return None
        until = self.document.ends_on
        return periods.next_of(self.rhythm, self.period_from, self.period_to, due_on=self.due_on, until=until)

    def standing(self, on: date) -> Standing:
        """In time or overdue, doing or done, on a day (Quyết định 42/2014/QĐ-TTg)."""
        return standing(
            due_on=self.due_on, completed_on=self.completed_on, cancelled_on=self.cancelled_on, on=on
        )


class Part(Once, Versioned):
    """What one coordinating agency does in a task (phần phối hợp), with its own result."""

    task = models.ForeignKey(Task, models.PROTECT, related_name="parts")
    agency = agency("cơ quan phối hợp")
    agency_text = models.CharField("tên như văn bản ghi", max_length=255, blank=True)
    content = models.TextField("phần việc", blank=True)
    done_on = models.DateField("xong ngày", null=True, blank=True)
    result = models.TextField("kết quả", blank=True)

    objects = OfTaskQuerySet.as_manager()

    class Meta:
        verbose_name = "phần phối hợp"
        indexes = [models.Index(fields=["agency", "task"], name="part_open", condition=Q(done_on=None))]
        constraints = [models.UniqueConstraint(fields=["task", "agency"], name="part_once")]

    def __str__(self) -> str:
        return f"{self.agency}: {self.task_id}"


class Event(Once):
    """One thing that happened to a task (diễn biến): added, never changed. Figures are numbers with their units."""

    class Kind(models.TextChoices):
        ISSUED = "issued", "Giao việc"
        ACKNOWLEDGED = "acknowledged", "Tiếp nhận việc"
        PROGRESS = "progress", "Cập nhật tiến độ"
        PART_DONE = "part_done", "Xong phần phối hợp"
        EXTENSION_ASKED = "extension_asked", "Xin gia hạn"
        EXTENSION_GRANTED = "extension_granted", "Cho gia hạn"
        EXTENSION_REFUSED = "extension_refused", "Không cho gia hạn"
        SUBMITTED = "submitted", "Báo hoàn thành"
        RETURNED = "returned", "Trả lại để làm tiếp"
        CONFIRMED = "confirmed", "Xác nhận hoàn thành"
        PERIOD_CLOSED = "period_closed", "Xong kỳ"
        REASSIGNED = "reassigned", "Chuyển cơ quan chủ trì"
        AMENDED = "amended", "Sửa nội dung việc"
        CANCELLED = "cancelled", "Thôi giao"

    task = models.ForeignKey(Task, models.PROTECT, related_name="events")
    kind = models.CharField("việc", max_length=20, choices=Kind)
    at = models.DateTimeField("lúc")
    officer = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+", verbose_name="cán bộ")
    agency = agency("cơ quan", null=True)
    note = models.TextField("nội dung", blank=True)
    figures = models.JSONField("số liệu", default=list)
    detail = models.JSONField("chi tiết", default=dict)

    objects = OfTaskQuerySet.as_manager()

    class Meta:
        verbose_name = "diễn biến"
        indexes = [models.Index(fields=["task", "-at", "-id"], name="event_of_task")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.at:%d/%m/%Y}"


class Extension(Once):
    """A later deadline asked for, and the answer (gia hạn). The first deadline stays on the task."""

    task = models.ForeignKey(Task, models.PROTECT, related_name="extensions")
    asked_until = models.DateField("xin đến ngày")
    reason = models.TextField("lý do")
    asked_by = models.ForeignKey(Officer, models.PROTECT, related_name="+", verbose_name="người xin")
    asked_at = models.DateTimeField("xin lúc")
    granted = models.BooleanField("cho gia hạn", null=True)
    until = models.DateField("gia hạn đến", null=True, blank=True)
    answer = models.TextField("ý kiến", blank=True)
    answered_by = models.ForeignKey(
        Officer, models.PROTECT, null=True, related_name="+", verbose_name="người trả lời"
    )
    answered_at = models.DateTimeField("trả lời lúc", null=True, blank=True)

    objects = OfTaskQuerySet.as_manager()

    class Meta:
        verbose_name = "gia hạn"
        constraints = [
            models.UniqueConstraint(fields=["task"], condition=Q(granted=None), name="one_open_extension"),
            models.CheckConstraint(
                name="extension_granted_with_a_day", condition=~Q(granted=True) | Q(until__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.task_id}: {self.asked_until:%d/%m/%Y}"


class AttachmentQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """A file is known to whoever may know the task or the report it came with."""
        from diemtua.plans.models.duties import Submission

        return self.filter(
            Q(task__in=Task.objects.visible_to(actor))
            | Q(submission__in=Submission.objects.visible_to(actor))
        )


class Attachment(Once):
    """Evidence (tài liệu kèm theo) of a task or of a report sent: kept by its hash, typed by its bytes, scanned
    before anybody may open it."""

    task = models.ForeignKey(Task, models.PROTECT, null=True, blank=True, related_name="attachments")
    submission = models.ForeignKey(
        "plans.Submission", models.PROTECT, null=True, blank=True, related_name="attachments"
    )
    event = models.ForeignKey(Event, models.PROTECT, null=True, related_name="attachments")
    name = models.CharField("tên tệp", max_length=255)
    kind = models.CharField("loại tệp", max_length=100)
    size = models.PositiveBigIntegerField("cỡ (byte)")
    sha256 = models.CharField("mã băm SHA-256", max_length=64)
    scan = models.CharField("quét mã độc", max_length=10, choices=Scan)
    added_by = models.ForeignKey(Officer, models.PROTECT, related_name="+", verbose_name="người gửi")
    added_at = models.DateTimeField("gửi lúc")

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = "tài liệu"
        constraints = [
            models.CheckConstraint(
                name="attachment_of_a_task_or_a_report",
                condition=Q(task__isnull=False, submission=None) | Q(task=None, submission__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.name
