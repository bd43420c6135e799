"""An officer's reminders, decided before they print."""

from __future__ import annotations

from dataclasses import dataclass

from diemtua.access.actor import Actor
from diemtua.plans.models import Reminder
from diemtua.plans.pages.tasks import TaskRow
from diemtua.plans.pages.today import ReportRow


@dataclass(frozen=True)
class ReminderRow:
    """One reminder: the task or the report it is about, and whether it is new."""

    reminder: Reminder
    actor: Actor

    @property
    def task(self) -> TaskRow | None:
        return TaskRow(self.reminder.task, self.actor) if self.reminder.task else None

    @property
    def report(self) -> ReportRow | None:
        return ReportRow(self.reminder.due, self.actor) if self.reminder.due else None

    @property
    def fresh(self) -> bool:
        return self.reminder.seen_at is None


@dataclass(frozen=True)
class RemindersPage:
    """Everything the officer has been reminded of that is still open, what is latest first."""

    reminders: list[Reminder]
    actor: Actor

    @property
    def rows(self) -> list[ReminderRow]:
        return [ReminderRow(reminder, self.actor) for reminder in self.reminders]

    @property
    def fresh(self) -> int:
        return sum(1 for reminder in self.reminders if reminder.seen_at is None)
