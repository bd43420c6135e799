"""When recurring work and reports fall due: the plan's own words laid on the calendar of Viet Nam."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from diemtua.kernel.calendar import vietnam
from diemtua.kernel.recurring import DATELESS, check, instances
from diemtua.plans import rules

AHEAD = timedelta(days=800)  # a yearly duty falls due within two years of any day


@dataclass(frozen=True)
class Period:
    """One period to answer for: its name, the days it counts (inclusive, where known), and the day it is due."""

    name: str
    window_from: date | None
    window_to: date | None
    due_on: date


def dated(tokens: str) -> str:
    """The tokens that have dates: «continuous,quarterly@14» is «quarterly@14»; empty when none has."""
    return ",".join(token for token in check(tokens) if token not in DATELESS) if tokens else ""


def following(rhythm: str, *, after: date) -> Period:
    """The first period of ``rhythm`` due later than ``after``. Raises ``ValueError`` for a rhythm without dates."""
    found = instances(rhythm, after + timedelta(days=1), after + AHEAD, vietnam())
    if not found:
        raise ValueError(f"Kỳ hạn «{rhythm}» không có ngày.")
    return Period(found[0].window.name, found[0].window.start, found[0].window.end, found[0].due)


def between(kind: str, value: str, *, first: date, last: date) -> list[Period]:
    """The reports owed from ``first`` to ``last``: one for a date or a span, one a period for a recurring duty."""
    if kind == "recurring":
        found = instances(dated(value), first, last, vietnam()) if dated(value) else []
        return [Period(each.window.name, each.window.start, each.window.end, each.due) for each in found]
    days = rules.schedule(kind, value, issued_on=first)
    return [Period("Một lần", days.starts_on, None, days.due_on)] if days.due_on else []


def rhythm_of(reports: list[tuple[str, str]]) -> tuple[str, date | None]:
    """How often a plan asks to be told, from its reporting duties ``(kind, value)``.

    Work without a date of its own is answered for in that rhythm, or by the one day on which the plan wants its
    report (Quyết định 42/2014/QĐ-TTg: work without a date is followed by reporting period). Half-yearly where
    the plan says nothing.
    """
    recurring = [dated(value) for kind, value in reports if kind == "recurring" and dated(value)]
    if recurring:
        return recurring[0], None
    days = [date.fromisoformat(value) for kind, value in reports if kind == "date" and value]
    return ("", max(days)) if days else ("half-yearly", None)
