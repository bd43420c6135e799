"""Campaigns and pilots: the list, one whole, the tasks that may be put under one."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q
from django.utils import timezone

from diemtua.access.actor import Actor
from diemtua.directory.models import Area
from diemtua.kernel.text import fold
from diemtua.plans.models import Campaign, CampaignResult, Event, Task
from diemtua.plans.models.documents import heavy
from diemtua.ui.paging import SIZE, Slice, cut, place

TASKS_SHOWN = 300


def listed(actor: Actor, *, after: str = "", size: int = SIZE) -> Slice[Campaign]:
    """One page of campaigns, the newest first, those without days last; each with its counts. One query."""
    is_open = Q(tasks__completed_on=None, tasks__cancelled_on=None)
    ordered = (
        Campaign.objects.visible_to(actor)
        .at_home(actor)
        .select_related("document")
        .defer(*heavy("document"))
        .annotate(
            task_count=Count("tasks", filter=Q(tasks__cancelled_on=None)),
            done_count=Count("tasks", filter=Q(tasks__completed_on__isnull=False)),
            late_count=Count("tasks", filter=is_open & Q(tasks__due_on__lt=actor.today)),
        )
        .order_by(F("starts_on").desc(nulls_last=True), "-pk")
    )
    if start := place(after, 2):
        starts_on, pk = start
        beyond = Q(starts_on=None, pk__lt=pk)
        if starts_on is not None:
            beyond = Q(starts_on__lt=starts_on) | Q(starts_on=starts_on, pk__lt=pk) | Q(starts_on=None)
        ordered = ordered.filter(beyond)
    return cut(list(ordered[: size + 1]), lambda each: (each.starts_on, each.pk), size=size, after=after)


@dataclass(frozen=True)
class CampaignRecord:
    """One campaign with everything its page shows."""

    campaign: Campaign
    areas: list[Area]
    tasks: list[Task]
    task_count: int
    results: list[CampaignResult]
    by_day: dict[date, int]


def one(actor: Actor, campaign_id: int) -> Campaign:
    """Raises ``Campaign.DoesNotExist`` where the actor may not know it. One query."""
    found = Campaign.objects.visible_to(actor).select_related("document", "document__holder", "province")
    return found.get(pk=campaign_id)


def record(actor: Actor, campaign_id: int) -> CampaignRecord:
    """One campaign whole. Six queries. Raises ``Campaign.DoesNotExist`` where the actor may not know it."""
    campaign = one(actor, campaign_id)
    tasks = Task.objects.visible_to(actor).filter(campaign=campaign)
    results = CampaignResult.objects.visible_to(actor).filter(campaign=campaign)
    return CampaignRecord(
        campaign,
        list(campaign.areas.order_by("name_sort")),
        list(
            tasks.select_related("document", "lead")
            .defer(*heavy("document"))
            .order_by("due_on", "pk")[:TASKS_SHOWN]
        ),
        tasks.count(),
        list(results.select_related("agency", "area", "officer").order_by("what", "until", "pk")),
        words_by_day(campaign),
    )


def words_by_day(campaign: Campaign) -> dict[date, int]:
    """How many things happened to the campaign's tasks on each day: acknowledged, told, done. One query."""
    quiet = (Event.Kind.ISSUED, Event.Kind.AMENDED)
    days: dict[date, int] = defaultdict(int)
    for at in (
        Event.objects.filter(task__campaign=campaign).exclude(kind__in=quiet).values_list("at", flat=True)
    ):
        days[timezone.localdate(at)] += 1
    return dict(days)


def linkable(actor: Actor, campaign: Campaign) -> list[Task]:
    """Tasks of the campaign's document that stand under no campaign, or under this one, in order. One query."""
    tasks = Task.objects.visible_to(actor).filter(document=campaign.document_id, cancelled_on=None)
    return list(
        tasks.filter(Q(campaign=None) | Q(campaign=campaign)).select_related("lead").order_by("number")
    )


def areas_named(places: list[str], province_id: int, on: date) -> list[Area]:
    """Areas of a province, in force on ``on``, that the document's words name («huyện Cao Lộc»). One query.

    «Địa bàn thành phố» is the province itself. A name of several levels at once (the district of 2021 and the commune of 2025) is told apart by the day; on one
    day the larger unit is meant.
    """
    if not places:
        return []
    known: dict[str, Area] = {}
    order = {Area.Level.PROVINCE: 0, Area.Level.DISTRICT: 1, Area.Level.COMMUNE: 2}
    inside = Area.objects.on(on).filter(
        Q(pk=province_id) | Q(parent=province_id) | Q(parent__parent=province_id)
    )
    for area in sorted(inside, key=lambda each: order.get(Area.Level(each.level), 3)):
        known.setdefault(fold(area.name), area)
        known.setdefault(fold(area.full_name), area)
        if area.pk == province_id:  # «địa bàn thành phố», «toàn tỉnh»: the province itself
            known |= {word: area for kind in ("tinh", "thanh pho") for word in (kind, f"toan {kind}")}
    found = [known.get(bare(place)) or known.get(fold(place).strip()) for place in places]
    return list(dict.fromkeys(area for area in found if area))


def bare(words: str) -> str:
    """A place's own name, folded: «địa bàn thành phố Cần Thơ» is «can tho»."""
    folded = fold(words).strip()
    for before in (
        "dia ban ",
        "tinh ",
        "thanh pho ",
        "huyen ",
        "quan ",
        "thi xa ",
        "xa ",
        "phuong ",
        "thi tran ",
    ):
        folded = folded.removeprefix(before)
    return folded
