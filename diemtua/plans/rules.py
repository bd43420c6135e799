"""What the texts say about work set by a plan: pure functions, no database, no clock."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from diemtua.kernel.calendar import WorkingCalendar
from diemtua.kernel.sources import Confidence, source

REMIND_WORKING_DAYS_BEFORE = 7
REMIND_DAYS_BEFORE = 2
ON_EVENT = "on-event"


class Standing(StrEnum):
    """The four states of supervised work (trạng thái nhiệm vụ), and the two that stand outside them."""

    DOING_IN_TIME = "doing_in_time"
    DOING_OVERDUE = "doing_overdue"
    DONE_IN_TIME = "done_in_time"
    DONE_LATE = "done_late"
    CANCELLED = "cancelled"

    @property
    def label(self) -> str:
        return STANDING_LABELS[self]


STANDING_LABELS = {
    Standing.DOING_IN_TIME: "Đang thực hiện trong hạn",
    Standing.DOING_OVERDUE: "Đang thực hiện quá hạn",
    Standing.DONE_IN_TIME: "Hoàn thành đúng hạn",
    Standing.DONE_LATE: "Hoàn thành quá hạn",
    Standing.CANCELLED: "Thôi giao",
}


@source(
    "Quyết định 42/2014/QĐ-TTg, sửa đổi bởi Quyết định 23/2018/QĐ-TTg (01/VBHN-VPCP)", in_force="2014-09-10"
)
def standing(
    *, due_on: date | None, completed_on: date | None, cancelled_on: date | None, on: date
) -> Standing:
    """Where a task stands on day ``on``, measured against the deadline in force (inclusive).

    Work without a deadline is never overdue.
    """
    if cancelled_on:
        return Standing.CANCELLED
    measured = completed_on or on
    late = due_on is not None and measured > due_on
    if completed_on:
        return Standing.DONE_LATE if late else Standing.DONE_IN_TIME
    return Standing.DOING_OVERDUE if late else Standing.DOING_IN_TIME


@dataclass(frozen=True)
class Schedule:
    """When work begins and is due; either may be unknown. Both days inclusive."""

    starts_on: date | None
    due_on: date | None


ASKS_FOR_A_PLAN = re.compile(
    r"(?:xây dựng|ban hành)(?:\s+và\s+\w+)?\s+(?:các\s+)?(?:văn bản,\s+)?kế hoạch", re.IGNORECASE
)


@source("Kế hoạch 126/KH-UBND Cần Thơ, III.1; Kế hoạch 316/KH-UBND-NC Nghệ An, V.1", in_force="2016-06-08")
def asks_for_a_plan(words: str) -> bool:
    """Whether a task obliges its lead to issue a plan of its own (xây dựng kế hoạch triển khai)."""
    return ASKS_FOR_A_PLAN.search(words) is not None


CITED = re.compile(r"(?<![\w/])(\d+(?:/\d{4})?/[\w-]+(?:-[\w&]+)*)")


@source("Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II, mục 6 và Điều 18", in_force="2020-03-05")
def changes(title: str) -> tuple[str, list[str]] | None:
    """Whether a title amends or replaces other documents, and which: (``amends`` | ``replaces``, their numbers)."""
    said = title.casefold()
    role = "replaces" if "thay thế" in said else "amends" if "sửa đổi" in said or "bổ sung" in said else ""
    numbers = CITED.findall(title)
    return (role, numbers) if role and numbers else None


def campaign_kind(name: str) -> str:
    """``pilot`` (chỉ đạo điểm, thí điểm), ``day`` (ngày, tuần, tháng …) or ``peak`` (đợt cao điểm, chiến dịch)."""
    called = name.casefold()
    if "điểm" in called and ("chỉ đạo điểm" in called or "thí điểm" in called):
        return "pilot"
    return "day" if re.match(r"\W*(?:ngày|tuần|tháng)\b", called) else "peak"


def first_day(text: str | None) -> date | None:
    """The first day of «2024», «2024-07» or «2024-07-01»."""
    if not text:
        return None
    parts = [int(part) for part in text.split("-")]
    return date(*(parts + [1, 1])[:3])


def last_day(text: str | None) -> date | None:
    """The last day, inclusive, of «2024», «2024-07» or «2024-07-01»."""
    if not text:
        return None
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 3:
        return date(*parts)
    year, month = parts[0], parts[1] if len(parts) == 2 else 12
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def plan_ends(period_to: str, ended_on: date | None = None) -> date | None:
    """The last day on which a plan asks for anything (ngày hết thời kỳ của kế hoạch), inclusive; ``None`` while it runs on.

    The time a plan names is its time: «năm 2024» ends on 31/12/2024, «đến tháng 6/2022» on 30/6/2022. One that names
    none runs until another replaces it (``ended_on``), as an administrative document holds until its issuer replaces
    or withdraws it. What was owed by then stays owed; nothing falls due for later days.
    """
    return min((day for day in (last_day(period_to), ended_on) if day), default=None)


PERIOD = re.compile(r"(\d{4}-\d\d-\d\d)/(\d{4}-\d\d-\d\d|\.\.)")
DAYS = re.compile(r"P(\d+)D")
HOURS = re.compile(r"PT(\d+)H")
SCHOOL_YEAR = re.compile(r"school-year:(\d{4})-(\d{4})")


def schedule(kind: str, value: str | None, *, issued_on: date) -> Schedule:
    """The days of a deadline as the reading writes it (``date``, ``period``).

    Lengths (``P10D``, ``PT24H``) run from the document's day, which is not itself counted (Bộ luật Dân sự 2015,
    Điều 147). Several periods end with the last. A school year runs from September to May. Recurring duties get
    their days from their periods, not here. Raises ``ValueError`` for a value outside the format.
    """
    if kind == "date" and value:
        return Schedule(None, date.fromisoformat(value))
    if kind != "period" or not value:
        return Schedule(None, None)
    spans = [_span(part.strip(), issued_on) for part in value.split(",")]
    starts = [span.starts_on for span in spans if span.starts_on]
    open_ended = any(span.due_on is None for span in spans)
    return Schedule(
        min(starts, default=None), None if open_ended else max(s.due_on for s in spans if s.due_on)
    )


def _span(part: str, issued_on: date) -> Schedule:
    if found := PERIOD.fullmatch(part):
        until = None if found[2] == ".." else date.fromisoformat(found[2])
        return Schedule(date.fromisoformat(found[1]), until)
    if found := DAYS.fullmatch(part):
        return Schedule(None, issued_on + timedelta(days=int(found[1])))
    if found := HOURS.fullmatch(part):
        return Schedule(None, issued_on + timedelta(days=-(-int(found[1]) // 24)))
    if found := SCHOOL_YEAR.fullmatch(part):
        return Schedule(date(int(found[1]), 9, 1), date(int(found[2]), 5, 31))
    raise ValueError(f"Không phải giá trị thời hạn: {part!r}")


@source(
    "Cách nhắc việc của hệ thống, không phải thời hạn luật định",
    in_force="2024-01-01",
    confidence=Confidence.DESIGN,
)
def reminder(due_on: date, today: date, calendar: WorkingCalendar) -> tuple[str, date] | None:
    """The reminder that a deadline calls for on ``today``: its kind and the working day that set it; or none yet.

    ``ahead`` seven working days before, ``near`` two days before (earlier when that is a day off), ``late`` the
    first working day after and then the first of each week. A day that passed unnoticed still counts until the next.
    """
    near = due_on - timedelta(days=REMIND_DAYS_BEFORE)
    near = near if calendar.is_working(near) else calendar.add(near, -1)
    if today > due_on:
        return _late(due_on, today, calendar)
    if today >= near:
        return "near", near
    ahead = calendar.add(due_on, -REMIND_WORKING_DAYS_BEFORE)
    return ("ahead", ahead) if today >= ahead else None


def _late(due_on: date, today: date, calendar: WorkingCalendar) -> tuple[str, date] | None:
    """Late reminders of one week share a day, so that an officer gets one letter a week about what stays late."""
    first = calendar.add(due_on, 1)
    monday = today - timedelta(days=today.weekday())
    opens = calendar.next_working(monday)
    if opens > today:  # a week that begins with days off
        opens = calendar.next_working(monday - timedelta(days=7))
    return ("late", max(first, opens)) if today >= first else None


def reports_on_events(kind: str, value: str) -> bool:
    """Whether a duty asks for a report whenever something happens (báo cáo đột xuất, khi có việc phát sinh)."""
    return kind == "recurring" and ON_EVENT in (token.strip() for token in value.split(","))
