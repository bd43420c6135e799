"""Letters that remind (thư nhắc việc): codes, clocks and links, nothing of any case or person."""

from __future__ import annotations

import hashlib
from collections import Counter
from datetime import date, datetime

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from diemtua.access.actor import house
from diemtua.access.session import session
from diemtua.kernel.calendar import vietnam
from diemtua.kernel.words import clock
from diemtua.plans.ical import host
from diemtua.plans.models import Reminder
from diemtua.plans.queries.reminders import Letter, letter_of

SUMMARY = (
    (Reminder.Kind.LATE, "quá hạn"),
    (Reminder.Kind.NEAR, "còn 2 ngày"),
    (Reminder.Kind.AHEAD, "sắp đến hạn"),
)


def send(officer_id: int, today: date) -> int:
    """Send one officer the reminders that no letter has carried yet; returns how many. Raises what SMTP raises.

    The rows are held while the letter goes and marked in the same transaction: a letter that fails leaves them
    waiting for the next attempt, and two runs at once never send both. Should the machine stop between the post
    office's «250» and the commit, the same letter goes again under the same Message-ID, which mail servers fold.
    """
    with session(house(today)):
        letter = letter_of(officer_id)
        if letter is None:
            return 0
        written(letter, today).send(fail_silently=False)
        Reminder.objects.filter(pk__in=[each.pk for each in letter.reminders]).update(sent_at=timezone.now())
        return len(letter.reminders)


def written(letter: Letter, today: date) -> EmailMessage:
    """The letter, ready for the post."""
    lines = [line(reminder, today) for reminder in letter.reminders]
    context = {"officer": letter.officer, "lines": lines, "today": today, "site": settings.SITE_URL}
    return EmailMessage(
        subject=subject(letter, today),
        body=render_to_string("plans/letters/reminders.txt", context),
        to=[letter.officer.email],
        headers={"Message-ID": message_id(letter), "Auto-Submitted": "auto-generated"},
    )


def subject(letter: Letter, today: date) -> str:
    """«[Điểm Tựa] Nhắc việc 15/07/2024: 2 quá hạn, 1 còn 2 ngày»."""
    counted = Counter(each.kind for each in letter.reminders)
    said = ", ".join(f"{counted[kind]} {word}" for kind, word in SUMMARY if counted[kind])
    return f"[Điểm Tựa] Nhắc việc {today:%d/%m/%Y}: {said}"


def line(reminder: Reminder, today: date) -> dict[str, str]:
    """What one reminder says: the code, the clock in words, the link."""
    if reminder.task:
        code, href = reminder.task.code, reverse("plans:task", args=[reminder.task_id])
    else:
        assert reminder.due
        code = f"{reminder.due.duty.document.called} · báo cáo {reminder.due.period}"
        href = reverse("plans:report_due", args=[reminder.due_id])
    now = timezone.make_aware(datetime.combine(today, timezone.localtime().time()))
    return {
        "code": code,
        "clock": str(clock(reminder.deadline, now, vietnam())),
        "deadline": f"{reminder.deadline:%d/%m/%Y}",
        "href": f"{settings.SITE_URL}{href}",
    }


def message_id(letter: Letter) -> str:
    """The same reminders make the same name, so that a letter sent again is known as the same."""
    words = ",".join(str(each.pk) for each in letter.reminders)
    return f"<nhac-viec-{letter.officer.pk}-{hashlib.sha256(words.encode()).hexdigest()[:24]}@{host()}>"
