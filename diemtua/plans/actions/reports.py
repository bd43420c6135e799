"""Sending a report, replacing it, returning it, reporting on an event. Sending the same form twice sends once."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import Max

from diemtua.access.actor import Actor
from diemtua.audit import trail as audit
from diemtua.kernel.decision import Decision, Refused, both, no
from diemtua.plans.actions.dues import concerned
from diemtua.plans.models import ReportDue, ReportDuty, Submission
from diemtua.plans.policies import (
    already_sent,
    not_my_own,
    owed_by_my_agency,
    receives_reports,
    reports_when_it_happens,
    works,
)

Figures = Sequence[dict[str, Any]]


def may_send(due: ReportDue, actor: Actor) -> Decision:
    """May this officer send the report now, or a new one in place of what was sent?"""
    return both(owed_by_my_agency(due, actor), works(due, actor))


def may_return(due: ReportDue, actor: Actor) -> Decision:
    """Who first, then what is missing. ``due.duty.to`` is loaded or costs one query."""
    return both(
        not_my_own(due, actor), receives_reports(due.duty, actor), works(due, actor), already_sent(due, actor)
    )


def may_report_event(duty: ReportDuty, actor: Actor) -> Decision:
    return both(reports_when_it_happens(duty, actor), works(duty, actor))


def locked(due_id: int, actor: Actor) -> ReportDue:
    """The report owed, locked, as far as ``actor`` may know it. Raises ``ReportDue.DoesNotExist``. Two queries.

    Locked before it is joined: a report that passes to a successor while we wait would fall out of the join.
    """
    known = ReportDue.objects.visible_to(actor)
    known.select_for_update().only("pk").get(pk=due_id)
    return known.select_related("agency", "duty", "duty__document", "duty__document__holder").get(pk=due_id)


@transaction.atomic
def send_report(
    due_id: int, *, actor: Actor, client_id: uuid.UUID, note: str, figures: Figures = (), reason: str = ""
) -> Submission:
    """Send a report (gửi báo cáo): what was done, figures ``{what, value, unit}``.

    Once sent it is kept as it is; sending again replaces it and must say why (bản bổ sung, thay thế). The time of
    the first sending stays the one measured against the deadline, unless the report had been returned.
    Raises ``ReportDue.DoesNotExist`` when the actor may not know the report, ``Refused`` with its reason otherwise.
    """
    due = locked(due_id, actor)
    sent = Submission.objects.filter(client_id=client_id, due=due).first()
    if sent:
        return sent
    may_send(due, actor).require()
    number = (due.submissions.aggregate(last=Max("number"))["last"] or 0) + 1
    assert actor.officer_id
    submission = Submission.objects.create(
        client_id=client_id,
        due=due,
        number=number,
        note=_said(note),
        figures=list(figures),
        reason=_why(reason, due) if number > 1 else "",
        officer_id=actor.officer_id,
        at=actor.now,
    )
    if due.submitted_at is None:
        due.submitted_at, due.submitted_by_id = submission.at, actor.officer_id
        due.save(update_fields=["submitted_at", "submitted_by"])
    audit.record("report.sent", "plans.report", due.pk, actor=actor, number=number)
    return submission


@transaction.atomic
def return_report(due_id: int, *, actor: Actor, client_id: uuid.UUID, reason: str) -> ReportDue:
    """Who receives a report returns it with a reason (trả lại): it then counts as not sent.

    Practice of task supervision: what is late, wrong or beside the point is returned and counts as not done.
    """
    due = locked(due_id, actor)
    last = due.submissions.order_by("-number").first()
    if last and last.returned_at and last.returned_by_id == actor.officer_id and not due.submitted_at:
        return due  # the same form again
    may_return(due, actor).require()
    assert last and actor.officer_id
    last.returned_at, last.returned_by_id, last.returned_for = actor.now, actor.officer_id, _reason(reason)
    last.save(update_fields=["returned_at", "returned_by", "returned_for"])
    due.submitted_at = due.submitted_by = None
    due.save(update_fields=["submitted_at", "submitted_by"])
    audit.record(
        "report.returned", "plans.report", due.pk, actor=actor, number=last.number, client=str(client_id)
    )
    return due


@transaction.atomic
def report_on_event(duty_id: int, *, actor: Actor, client_id: uuid.UUID, happened: str) -> ReportDue:
    """Something has happened that the plan wants reported at once (báo cáo việc phát sinh): a report due today.

    ``happened`` names it in a few words, without anybody's personal data. Returns the report now owed.
    """
    duty = (
        ReportDuty.objects.visible_to(actor)
        .select_for_update(of=("self",))
        .select_related("document")
        .prefetch_related("who", "to")
        .get(pk=duty_id)
    )
    made = ReportDue.objects.filter(client_id=client_id, duty=duty).first()
    if made:
        return made
    may_report_event(duty, actor).require()
    assert actor.agency_id
    due = ReportDue.objects.create(
        client_id=client_id,
        duty=duty,
        province_id=duty.province_id,
        seen_by=concerned(duty, actor.agency_id, duty.document, [body.pk for body in duty.to.all()]),
        agency_id=actor.agency_id,
        period=_event_name(duty, actor),
        window_from=actor.today,
        window_to=actor.today,
        due_on=actor.today,
        happened=_said(happened)[:200],
    )
    audit.record("report.event", "plans.report", due.pk, actor=actor, duty=duty.pk)
    return due


def _event_name(duty: ReportDuty, actor: Actor) -> str:
    """«Phát sinh 15/07/2024», numbered from the second of a day. One query."""
    name = f"Phát sinh {actor.today:%d/%m/%Y}"
    before = ReportDue.objects.filter(duty=duty, agency=actor.agency_id, period__startswith=name).count()
    return f"{name} ({before + 1})" if before else name


def _said(text: str) -> str:
    if len(text.strip()) < 3:
        raise Refused(no("Nêu nội dung báo cáo; không có gì phát sinh thì ghi rõ như vậy.", code="no-words"))
    return text.strip()


def _why(text: str, due: ReportDue) -> str:
    """The reason of a second sending; after a return the return itself is the reason."""
    if text.strip():
        return text.strip()
    if due.submitted_at is None:
        return "Gửi lại sau khi bị trả lại."
    raise Refused(no("Báo cáo kỳ này đã gửi. Nêu lý do gửi bản bổ sung, thay thế.", code="no-reason"))


def _reason(text: str) -> str:
    if len(text.strip()) < 3:
        raise Refused(no("Nêu lý do trả lại để cơ quan báo cáo biết phải làm gì.", code="no-reason"))
    return text.strip()
