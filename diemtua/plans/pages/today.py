"""Hôm nay, decided before it prints."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from diemtua.access.actor import Actor
from diemtua.kernel.calendar import WEEKDAYS
from diemtua.plans.models import Part, ReportDue
from diemtua.plans.pages.tasks import TaskRow, happening
from diemtua.plans.queries.today import Today
from diemtua.ui.clocks import Face, face
from diemtua.ui.parts import Happening, Meaning, Share


@dataclass(frozen=True)
class ReportRow:
    """A report owed: what, to whom, its clock."""

    due: ReportDue
    actor: Actor

    @property
    def href(self) -> str:
        return reverse("plans:report_due", args=[self.due.pk])

    @property
    def title(self) -> str:
        return self.due.happened or self.due.duty.what

    @property
    def late(self) -> bool:
        return self.due.submitted_at is None and self.due.due_on < self.actor.today

    @property
    def clock(self) -> Face:
        document = self.due.duty.document
        done = timezone.localdate(self.due.submitted_at) if self.due.submitted_at else None
        return face(
            self.due.due_on,
            self.actor.now,
            done=done,
            rule=f"{document.called}, điểm {self.due.duty.clause}"
            if self.due.duty.clause
            else document.called,
        )


@dataclass(frozen=True)
class PartRow:
    """A part of another agency's task that mine coordinates."""

    part: Part
    actor: Actor

    @property
    def row(self) -> TaskRow:
        return TaskRow(self.part.task, self.actor)


@dataclass(frozen=True)
class TodayPage:
    """The one list that matters, what others wait for, what changed."""

    found: Today
    actor: Actor

    @property
    def weekday(self) -> str:
        return WEEKDAYS[self.actor.today.weekday()]

    @property
    def tasks(self) -> list[TaskRow]:
        return [TaskRow(task, self.actor) for task in self.found.tasks]

    @property
    def more(self) -> int:
        """Open tasks that the list does not show."""
        return self.found.open_count - len(self.found.tasks)

    @property
    def reports(self) -> list[ReportRow]:
        return [ReportRow(due, self.actor) for due in self.found.reports]

    @property
    def parts(self) -> list[PartRow]:
        return [PartRow(part, self.actor) for part in self.found.parts]

    @property
    def to_confirm(self) -> list[TaskRow]:
        return [TaskRow(task, self.actor) for task in self.found.to_confirm]

    @property
    def extensions(self) -> list[TaskRow]:
        return [TaskRow(extension.task, self.actor) for extension in self.found.extensions]

    @property
    def changes(self) -> list[tuple[TaskRow, Happening]]:
        return [(TaskRow(event.task, self.actor), happening(event)) for event in self.found.events]

    @property
    def figures(self) -> list[Share]:
        late = Meaning.LATE if self.found.overdue_count else Meaning.PLAIN
        tasks = reverse("plans:tasks")
        return [
            Share(
                "việc đang chủ trì", self.found.open_count, Meaning.PLAIN, f"{tasks}?vai=chu-tri&xem=dang-lam"
            ),
            Share("quá hạn", self.found.overdue_count, late, f"{tasks}?vai=chu-tri&xem=qua-han"),
        ]

    @property
    def nothing(self) -> bool:
        return not (self.found.tasks or self.found.reports or self.found.parts or self.found.to_confirm)
