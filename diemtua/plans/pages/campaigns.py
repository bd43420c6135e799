"""Campaigns and pilots, decided before they print: their tasks, areas, figures and rhythm on one page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.urls import reverse

from diemtua.access.actor import Actor
from diemtua.kernel.decision import Decision
from diemtua.plans.actions.campaigns import may_arrange, may_enter
from diemtua.plans.models import Campaign, CampaignResult
from diemtua.plans.pages.tasks import TaskRow
from diemtua.plans.queries.campaigns import CampaignRecord
from diemtua.plans.rules import Standing
from diemtua.ui.parts import Badge, Fact, Meaning, Share, Shares
from diemtua.ui.words import day, number

WIDTH, HEIGHT = 960, 96
LONG = 130  # days from which bars stand for weeks
LOOKS = (
    (Standing.DONE_IN_TIME, Meaning.DONE),
    (Standing.DONE_LATE, Meaning.DONE),
    (Standing.DOING_IN_TIME, Meaning.PLAIN),
    (Standing.DOING_OVERDUE, Meaning.LATE),
)


def when(campaign: Campaign) -> str:
    """«01/07/2024 – 30/09/2024»."""
    first, last = campaign.starts_on, campaign.ends_on
    if first and last:
        return day(first) if first == last else f"{day(first)} – {day(last)}"
    return f"từ {day(first)}" if first else f"đến {day(last)}" if last else "văn bản không nêu thời gian"


def phase(campaign: Campaign, today: date) -> Badge:
    """Not begun, under way, over, or without days."""
    if not (campaign.starts_on or campaign.ends_on):
        return Badge("Không nêu thời gian", Meaning.QUIET, "clock-off")
    if campaign.starts_on and today < campaign.starts_on:
        return Badge("Chưa bắt đầu", Meaning.PLAIN, "clock")
    if campaign.ends_on and today > campaign.ends_on:
        return Badge("Đã kết thúc", Meaning.DONE, "circle-check")
    return Badge("Đang diễn ra", Meaning.SOON, "progress")


@dataclass(frozen=True)
class CampaignRow:
    """One line of the list; the campaign carries its counts."""

    campaign: Campaign
    actor: Actor

    @property
    def href(self) -> str:
        return reverse("plans:campaign", args=[self.campaign.pk])

    @property
    def when(self) -> str:
        return when(self.campaign)

    @property
    def phase(self) -> Badge:
        return phase(self.campaign, self.actor.today)


@dataclass(frozen=True)
class Bar:
    """What happened on one day, or in one week, of the campaign."""

    x: int
    y: int
    width: int
    height: int
    word: str


@dataclass(frozen=True)
class Rhythm:
    """The campaign day by day: a bar for each day on which something happened to its tasks."""

    bars: list[Bar]
    today: int | None
    first: date
    last: date
    weekly: bool
    rows: list[tuple[str, int]]
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def base(self) -> int:
        return self.height - 1


def rhythm(campaign: Campaign, by_day: dict[date, int], today: date) -> Rhythm | None:
    """Laid out between the campaign's days; nothing is drawn for one without days."""
    first, last = campaign.starts_on, campaign.ends_on
    if not (first and last):
        return None
    step = 7 if (last - first).days >= LONG else 1
    slots = (last - first).days // step + 1
    counts: dict[int, int] = defaultdict(int)
    for on, count in by_day.items():
        if first <= on <= last:
            counts[(on - first).days // step] += count
    most, pitch = max(counts.values(), default=1), WIDTH / slots
    bars, rows = [], []
    for slot, count in sorted(counts.items()):
        begins = first + timedelta(days=slot * step)
        called = day(begins) if step == 1 else f"tuần từ {day(begins)}"
        height = max(round((HEIGHT - 16) * count / most), 3)
        bars.append(
            Bar(
                round(slot * pitch),
                HEIGHT - height - 1,
                max(round(pitch) - 1, 2),
                height,
                f"{called}: {count}",
            )
        )
        rows.append((called, count))
    mark = round((today - first).days / step * pitch) if first <= today <= last else None
    return Rhythm(bars, mark, first, last, step == 7, rows)


@dataclass(frozen=True)
class Indicator:
    """One thing counted: by each agency and place, together, and how it grew."""

    what: str
    unit: str
    results: list[CampaignResult]

    @property
    def latest(self) -> list[CampaignResult]:
        """The newest figure of each agency in each place."""
        newest: dict[tuple[int, int | None], CampaignResult] = {}
        for result in self.results:  # oldest first
            newest[(result.agency_id, result.area_id)] = result
        return sorted(newest.values(), key=lambda each: each.agency.name_sort)

    @property
    def total(self) -> str:
        return number(sum((each.value for each in self.latest), Decimal(0)))

    @property
    def steps(self) -> list[tuple[date, Decimal]]:
        """The total on each day on which a figure was given."""
        held: dict[tuple[int, int | None], Decimal] = {}
        totals: dict[date, Decimal] = {}
        for result in self.results:
            held[(result.agency_id, result.area_id)] = result.value
            totals[result.until] = sum(held.values(), Decimal(0))
        return list(totals.items())

    @property
    def points(self) -> str:
        """The steps as a small line (120 × 24); empty while there is only one."""
        steps = self.steps
        if len(steps) < 2:
            return ""
        days = max((steps[-1][0] - steps[0][0]).days, 1)
        most = max(value for _, value in steps) or Decimal(1)
        return " ".join(
            f"{120 * (on - steps[0][0]).days // days},{22 - int(20 * value / most)}" for on, value in steps
        )

    @property
    def told(self) -> str:
        return "; ".join(f"{day(on)}: {number(value)}" for on, value in self.steps)


def indicators(results: Iterable[CampaignResult]) -> list[Indicator]:
    grouped: dict[tuple[str, str], list[CampaignResult]] = defaultdict(list)
    for result in results:
        grouped[(result.what, result.unit)].append(result)
    return [
        Indicator(what, unit, sorted(each, key=lambda result: (result.until, result.pk)))
        for (what, unit), each in grouped.items()
    ]


@dataclass(frozen=True)
class CampaignPage:
    """One campaign."""

    record: CampaignRecord
    actor: Actor

    @property
    def campaign(self) -> Campaign:
        return self.record.campaign

    @property
    def when(self) -> str:
        return when(self.campaign)

    @property
    def phase(self) -> Badge:
        return phase(self.campaign, self.actor.today)

    @property
    def arranging(self) -> Decision:
        return may_arrange(self.campaign, self.actor)

    @property
    def entering(self) -> Decision:
        return may_enter(self.campaign, self.actor)

    @property
    def facts(self) -> list[Fact]:
        campaign = self.campaign
        known = "; ".join(area.full_name for area in self.record.areas)
        facts = [
            Fact("Văn bản", campaign.document.called, reverse("plans:document", args=[campaign.document_id])),
            Fact("Thời gian", self.when),
            Fact("Địa bàn", known or "; ".join(campaign.places) or "không nêu"),
        ]
        ended = [
            area for area in self.record.areas if area.valid_until and area.valid_until < self.actor.today
        ]
        if ended:
            until = max(area.valid_until for area in ended if area.valid_until)
            facts.append(
                Fact(
                    "Lưu ý", f"{len(ended)} địa bàn đã thôi tồn tại từ sau {day(until)}; giữ tên như văn bản."
                )
            )
        if campaign.baseline:
            facts.append(Fact("Số liệu trước khi làm", campaign.baseline))
        return facts

    @property
    def tasks(self) -> list[TaskRow]:
        return [TaskRow(task, self.actor) for task in self.record.tasks]

    @property
    def shares(self) -> Shares:
        standings = [task.standing(self.actor.today) for task in self.record.tasks]
        return Shares([Share(where.label, standings.count(where), meaning) for where, meaning in LOOKS])

    @property
    def rhythm(self) -> Rhythm | None:
        return rhythm(self.campaign, self.record.by_day, self.actor.today)

    @property
    def indicators(self) -> list[Indicator]:
        return indicators(self.record.results)
