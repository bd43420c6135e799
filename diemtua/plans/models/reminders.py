"""Reminders (nhắc việc): which officer was told about which deadline, when."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q

from diemtua.access.actor import Actor, Scope
from diemtua.directory.models import Officer
from diemtua.plans.models.duties import ReportDue
from diemtua.plans.models.tasks import Task


class ReminderQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """A reminder is for the officer it was made for, whatever agency he oversees."""
        return self if actor.scope is Scope.HOUSE else self.filter(officer=actor.officer_id)

    def standing(self) -> Self:
        """Those whose work is still to be done."""
        task = Q(
            task__completed_on=None, task__cancelled_on=None, task__submitted_at=None, task__isnull=False
        )
        return self.filter(task | Q(due__isnull=False, due__submitted_at=None))

    def unseen(self) -> Self:
        return self.filter(seen_at=None)

    def unsent(self) -> Self:
        return self.filter(sent_at=None)


class Reminder(models.Model):
    """One officer reminded of one deadline, of a task or of a report, once for each ``day`` that calls for it.

    ``day`` is the day the rule sets (``rules.reminder``), not the day the house got round to it, so that a run
    that was late, or that runs twice, reminds once.
    """

    class Kind(models.TextChoices):
        AHEAD = "ahead", "Còn 7 ngày làm việc"
        NEAR = "near", "Còn 2 ngày"
        LATE = "late", "Đã quá hạn"

    officer = models.ForeignKey(Officer, models.PROTECT, related_name="+", verbose_name="người được nhắc")
    task = models.ForeignKey(Task, models.PROTECT, null=True, related_name="reminders")
    due = models.ForeignKey(ReportDue, models.PROTECT, null=True, related_name="reminders")
    kind = models.CharField("mốc nhắc", max_length=8, choices=Kind)
    deadline = models.DateField("thời hạn")
    day = models.DateField("ngày nhắc")
    made_at = models.DateTimeField("ghi lúc")
    sent_at = models.DateTimeField("gửi thư lúc", null=True)
    seen_at = models.DateTimeField("đã xem lúc", null=True)

    objects = ReminderQuerySet.as_manager()

    class Meta:
        verbose_name = "nhắc việc"
        indexes = [
            models.Index(
                fields=["officer", "-day", "-id"], name="reminder_unseen", condition=Q(seen_at=None)
            ),
            models.Index(fields=["officer", "id"], name="reminder_unsent", condition=Q(sent_at=None)),
        ]
        constraints = [
            models.CheckConstraint(
                name="reminder_of_a_task_or_a_report",
                condition=Q(task__isnull=False, due=None) | Q(task=None, due__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["task", "kind", "officer", "day"], name="reminded_of_a_task_once"
            ),
            models.UniqueConstraint(
                fields=["due", "kind", "officer", "day"], name="reminded_of_a_report_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.officer}: {self.get_kind_display()} {self.deadline:%d/%m/%Y}"
