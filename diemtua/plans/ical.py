"""An officer's private calendar as iCalendar (RFC 5545): days, codes and titles; nothing of any person."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.conf import settings
from django.urls import reverse
from icalendar import Calendar, Event

from diemtua.access.actor import Actor
from diemtua.plans.queries.calendar import Feed

TITLE = 80
REFRESH = timedelta(hours=6)


def written(feed: Feed, actor: Actor) -> bytes:
    """The calendar's text. Every entry is a whole day and says nothing about being busy."""
    calendar = Calendar()
    calendar.add("prodid", "-//Diem Tua//Lich cong viec//VI")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", f"Điểm Tựa – {actor.agency_name}")
    calendar.add("refresh-interval", REFRESH, parameters={"value": "DURATION"})
    for event in entries(feed, actor.now):
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def entries(feed: Feed, now: datetime) -> Iterator[Event]:
    for task in feed.tasks:
        if task.due_on:
            words = f"Hạn: {task.code}. {clipped(task.content)}"
            yield entry(
                f"viec-{task.pk}", words, task.due_on, None, reverse("plans:task", args=[task.pk]), now
            )
    for due in feed.reports:
        words = f"Gửi báo cáo {due.period}: {clipped(due.duty.what)} ({due.duty.document.called})"
        yield entry(
            f"bao-cao-{due.pk}", words, due.due_on, None, reverse("plans:report_due", args=[due.pk]), now
        )
    for campaign in feed.campaigns:
        if campaign.starts_on:
            href = reverse("plans:campaign", args=[campaign.pk])
            yield entry(
                f"dot-{campaign.pk}", clipped(campaign.name), campaign.starts_on, campaign.ends_on, href, now
            )


def entry(name: str, words: str, first: date, last: date | None, href: str, now: datetime) -> Event:
    """A whole-day entry; its end is the day after the last, as the standard counts."""
    event = Event()
    event.add("uid", f"{name}@{host()}")
    event.add("dtstamp", now)
    event.add("summary", words)
    event.add("dtstart", first)
    event.add("dtend", (last or first) + timedelta(days=1))
    event.add("url", f"{settings.SITE_URL}{href}")
    event.add("transp", "TRANSPARENT")
    return event


def clipped(text: str) -> str:
    """One line, at most ``TITLE`` characters."""
    line = " ".join(text.split())
    return line if len(line) <= TITLE else f"{line[: TITLE - 1].rstrip()}…"


def host() -> str:
    return settings.SITE_URL.split("//")[-1].split(":")[0].rstrip("/")
