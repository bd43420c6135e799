"""When recurring work and reports fall due: the plan's own words laid on the calendar of Viet Nam."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from diemtua.kernel.calendar import vietnam
from diemtua.kernel.recurring import DATELESS, Instance, check, days_to_send, instances
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


def following(rhythm: str, *, after: date, until: date | None = None) -> Period | None:
    """The first period of ``rhythm`` due later than ``after``; ``None`` where the plan ends before it (``until``).

    Raises ``ValueError`` for a rhythm without dates.
    """
    found = instances(rhythm, after + timedelta(days=1), after + AHEAD, vietnam())
    if not found:
        raise ValueError(f"Kỳ hạn «{rhythm}» không có ngày.")
    return next((period for period in within(found, until) if period.due_on > after), None)


def next_of(
    rhythm: str, window_from: date | None, window_to: date | None, *, due_on: date, until: date | None
) -> Period | None:
    """The period after the one that counts these days; an extension moves a period (``due_on``), never the next."""
    if window_from and window_to:
        near = instances(rhythm, window_from, window_to + AHEAD, vietnam())
        own = [
            p.due_on for p in within(near, until) if (p.window_from, p.window_to) == (window_from, window_to)
        ]
        due_on = min(own, default=due_on)
    return following(rhythm, after=due_on, until=until)


def between(kind: str, value: str, *, first: date, last: date, until: date | None = None) -> list[Period]:
    """The reports owed from ``first`` to ``last``: one for a date or a span, one a period for a recurring duty.

    Periods of a plan that ends (``until``) stop there; a written day stands as the plan wrote it.
    """
    if kind == "recurring":
        found = instances(dated(value), first, last, vietnam()) if dated(value) else []
        return [period for period in within(found, until) if period.due_on >= first]
    days = rules.schedule(kind, value, issued_on=first)
    return [Period("Một lần", days.starts_on, None, days.due_on)] if days.due_on else []


def within(found: Iterable[Instance], until: date | None) -> list[Period]:
    """Instances as periods of a plan that ends on ``until``, none reaching past it, in order of due day.

    A period named after a time past the end is another plan's: of «năm 2024» Quý I/2025 is not reported, though its
    figures begin on 15/12/2024. One in which the plan ends is cut there, and due as soon after as after any cut-off.
    """
    made: dict[tuple[date, date], Period] = {}
    for each in found:
        window = each.window
        if until is None or window.end <= until:
            made.setdefault(
                (window.start, window.end), Period(window.name, window.start, window.end, each.due)
            )
        elif window.named_from <= until:
            due_on = min(each.due, due_after(until))
            made.setdefault((window.start, until), Period(window.name, window.start, until, due_on))
    return sorted(made.values(), key=lambda period: period.due_on)


def due_after(cut_off: date) -> date:
    """When figures cut off on a day are due: two working days later, as where neither plan nor province says more."""
    return vietnam().add(cut_off, days_to_send())


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
