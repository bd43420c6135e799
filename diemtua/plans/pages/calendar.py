"""The calendar, decided before it prints: a month in weeks, each day with what falls due, campaigns as bands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

from diemtua.access.actor import Actor
from diemtua.kernel.calendar import WEEKDAYS, vietnam
from diemtua.plans.models import Campaign, ReportDue, Task
from diemtua.plans.pages.tasks import TaskRow
from diemtua.plans.pages.today import ReportRow
from diemtua.plans.queries.calendar import Day, Month
from diemtua.ui.parts import Meaning, Tab

NOTHING = Day([], [], 0, 0)


@dataclass(frozen=True)
class Entry:
    """One thing due: its words, where it leads, what it means."""

    word: str
    href: str
    meaning: Meaning
    icon: str
    said: str


def task_entry(task: Task, actor: Actor) -> Entry:
    href = reverse("plans:task", args=[task.pk])
    word = f"{task.document.number or task.document.get_kind_display()} · việc {task.number}"
    meaning, icon, said = standing_of(task.completed_on, task.due_on, actor)
    return Entry(word, href, meaning, icon, f"{said}: {task.lead.called}. {task.content[:120]}")


def report_entry(due: ReportDue, actor: Actor) -> Entry:
    href = reverse("plans:report_due", args=[due.pk])
    sent = timezone.localdate(due.submitted_at) if due.submitted_at else None
    meaning, icon, said = standing_of(sent, due.due_on, actor)
    document = due.duty.document
    whose = "" if due.agency_id == actor.agency_id else f" · {due.agency.called}"
    word = f"Báo cáo {document.number or document.get_kind_display()}{whose}"
    return Entry(
        word, href, meaning, icon, f"{said}: {due.period}, {due.agency.called}. {due.duty.what[:120]}"
    )


def standing_of(done: date | None, due_on: date | None, actor: Actor) -> tuple[Meaning, str, str]:
    if done:
        return Meaning.DONE, "circle-check", "đã xong"
    if due_on and due_on < actor.today:
        return Meaning.LATE, "alert-triangle", "quá hạn"
    return Meaning.PLAIN, "clock", "đến hạn"


@dataclass(frozen=True)
class Cell:
    """One day of the month's table."""

    day: date
    in_month: bool
    found: Day
    actor: Actor
    whole: bool

    @property
    def name(self) -> str:
        return f"{WEEKDAYS[self.day.weekday()]} {self.day:%d/%m}"

    @property
    def today(self) -> bool:
        return self.day == self.actor.today

    @property
    def off(self) -> str:
        """Why offices are closed; a weekend needs no word."""
        why = vietnam().why_off(self.day) or ""
        return "" if why in WEEKDAYS else why

    @property
    def rests(self) -> bool:
        return not vietnam().is_working(self.day)

    @property
    def entries(self) -> list[Entry]:
        tasks = [task_entry(task, self.actor) for task in self.found.tasks]
        return [*tasks, *(report_entry(due, self.actor) for due in self.found.reports)]

    @property
    def more(self) -> int:
        return self.found.more

    @property
    def href(self) -> str:
        return address(ngay=self.day.isoformat(), cua="tinh" if self.whole else "")

    @property
    def bare(self) -> bool:
        """Nothing to tell: the phone's list leaves it out."""
        return not (self.found.task_count or self.found.report_count or self.off or self.today)


@dataclass(frozen=True)
class Strip:
    """A campaign's stretch of one week: free days before it, its days, free days after; ``again`` when it goes on from
    a week above, which a phone's list need not repeat."""

    campaign: Campaign
    before: int
    width: int
    after: int
    again: bool = False

    @property
    def href(self) -> str:
        return reverse("plans:campaign", args=[self.campaign.pk])


@dataclass(frozen=True)
class Week:
    cells: list[Cell]
    strips: list[Strip]


def address(**given: str) -> str:
    """The calendar's address with these words; empty ones are left out."""
    query = urlencode({name: value for name, value in given.items() if value})
    return f"{reverse('plans:calendar')}?{query}" if query else reverse("plans:calendar")


@dataclass(frozen=True)
class CalendarPage:
    """One month of the actor's agency, or of the whole province for those who oversee it."""

    month: Month
    actor: Actor
    whole: bool

    @property
    def title(self) -> str:
        return f"Tháng {self.month.first.month}/{self.month.first.year}"

    @property
    def weekdays(self) -> tuple[str, ...]:
        return WEEKDAYS

    @property
    def before(self) -> str:
        return self.at((self.month.first - timedelta(days=1)).replace(day=1))

    @property
    def after(self) -> str:
        return self.at((self.month.first + timedelta(days=31)).replace(day=1))

    @property
    def now(self) -> str:
        return self.at(self.actor.today)

    def at(self, day: date) -> str:
        return address(thang=f"{day:%Y-%m}", cua="tinh" if self.whole else "")

    @property
    def tabs(self) -> list[Tab]:
        return tabs(self.actor, "tinh" if self.whole else "toi", f"{self.month.first:%Y-%m}")

    @property
    def weeks(self) -> list[Week]:
        count = (self.month.ends - self.month.begins).days // 7 + 1
        return [self.week(self.month.begins + timedelta(weeks=n)) for n in range(count)]

    def week(self, monday: date) -> Week:
        days = [monday + timedelta(days=n) for n in range(7)]
        cells = [
            Cell(
                day,
                day.month == self.month.first.month,
                self.month.days.get(day, NOTHING),
                self.actor,
                self.whole,
            )
            for day in days
        ]
        return Week(
            cells,
            [
                strip
                for each in self.month.campaigns
                for strip in strips(each, monday, topmost=monday <= self.month.first)
            ],
        )

    @property
    def nothing(self) -> bool:
        return not any(
            cell.found.task_count or cell.found.report_count for week in self.weeks for cell in week.cells
        )


def strips(campaign: Campaign, monday: date, *, topmost: bool = False) -> list[Strip]:
    """The campaign's stretch of the week of ``monday``, or nothing; ``topmost`` is the month's first week."""
    if not (campaign.starts_on and campaign.ends_on):
        return []
    first = max((campaign.starts_on - monday).days, 0)
    last = min((campaign.ends_on - monday).days, 6)
    again = campaign.starts_on < monday and not topmost
    return [Strip(campaign, first, last - first + 1, 6 - last, again)] if first <= last else []


def tabs(actor: Actor, current: str, month: str = "") -> list[Tab]:
    """My agency's month, the whole province's, and reports that are late."""
    province = (
        [Tab("Cả tỉnh", address(thang=month, cua="tinh"), current=current == "tinh")]
        if actor.oversees
        else []
    )
    return [
        Tab("Của cơ quan", address(thang=month), current=current == "toi"),
        *province,
        Tab("Báo cáo chậm", address(xem="cham"), current=current == "cham"),
    ]


@dataclass(frozen=True)
class DayPage:
    """One day whole."""

    day: date
    found: Day
    actor: Actor
    whole: bool

    @property
    def title(self) -> str:
        return f"{WEEKDAYS[self.day.weekday()].capitalize()}, {self.day:%d/%m/%Y}"

    @property
    def off(self) -> str:
        return vietnam().why_off(self.day) or ""

    @property
    def month_href(self) -> str:
        return address(thang=f"{self.day:%Y-%m}", cua="tinh" if self.whole else "")

    @property
    def tasks(self) -> list[TaskRow]:
        return [TaskRow(task, self.actor) for task in self.found.tasks]

    @property
    def reports(self) -> list[ReportRow]:
        return [ReportRow(due, self.actor) for due in self.found.reports]
