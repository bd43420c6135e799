"""Giving out a reviewed document (giao việc): proposals become tasks, reporting duties, campaigns, in one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from diemtua.access.actor import Actor
from diemtua.audit import trail as audit
from diemtua.kernel.decision import YES, Decision, no
from diemtua.plans import periods, rules
from diemtua.plans.actions.campaigns import locate
from diemtua.plans.actions.dues import HORIZON, dues_of
from diemtua.plans.actions.locking import hold_documents
from diemtua.plans.baseline import baseline_of
from diemtua.plans.models import (
    Campaign,
    ChildPlan,
    Citation,
    Document,
    Event,
    Part,
    Proposal,
    ReportDue,
    ReportDuty,
    Task,
)
from diemtua.plans.policies import held_by_my_agency, not_yet_issued, works


def may_issue(document: Document, actor: Actor) -> Decision:
    """Who, then what is missing: every proposal decided, at least one approved, a day to count from. Two queries."""
    for decision in (
        held_by_my_agency(document, actor),
        works(document, actor),
        not_yet_issued(document, actor),
    ):
        if not decision:
            return decision
    pending = document.proposals.pending().count()
    if pending:
        return no(f"Còn {pending} mục chưa xem. Duyệt hoặc bỏ từng mục trước khi giao việc.", code="pending")
    if not document.proposals.filter(decision=Proposal.Decision.APPROVED).exists():
        return no("Chưa có mục nào được duyệt để giao.", code="nothing-to-issue")
    if document.issued_on is None:
        return no("Điền ngày ban hành của văn bản để tính thời hạn.", code="no-day")
    return YES


@transaction.atomic
def issue(document_id: int, *, actor: Actor) -> Document:
    """Give out everything approved. Ten inserts at most, however long the plan.

    Raises ``Document.DoesNotExist`` or ``Refused``; giving out twice is refused.
    """
    document = locked(document_id, actor)
    may_issue(document, actor).require()
    approved = list(document.proposals.filter(decision=Proposal.Decision.APPROVED).order_by("start", "pk"))
    campaigns = give_campaigns(document, approved)
    tasks = give_tasks(document, approved, campaigns, actor)
    duties = give_report_duties(document, approved, actor)
    known = {document.holder_id, document.kept_by_id}.union(*(row.seen_by for row in [*tasks, *duties]))
    document.seen_by = sorted(known)
    document.issued_at, document.issued_by_id = actor.now, actor.officer_id
    document.save(update_fields=["seen_by", "issued_at", "issued_by"])
    Campaign.objects.filter(document=document).update(seen_by=document.seen_by)
    end_replaced(document)
    audit.record(
        "document.issued",
        "plans.document",
        document.pk,
        actor=actor,
        tasks=len(tasks),
        report_duties=len(duties),
    )
    return document


def locked(document_id: int, actor: Actor) -> Document:
    """The document, locked with those it replaces. Raises ``Document.DoesNotExist``. Three queries."""
    known = Document.objects.visible_to(actor)
    replaced = replaced_by_it(known.get(pk=document_id))
    hold_documents(known.filter(Q(pk=document_id) | Q(pk__in=replaced.values("pk"))))
    return known.select_related("holder", "keeper").get(pk=document_id)


def give_campaigns(document: Document, approved: Iterable[Proposal]) -> list[Campaign]:
    """Campaigns with their areas as the directory knew them on the document's day; a pilot with its baseline."""
    made = Campaign.objects.bulk_create(
        Campaign(
            document=document,
            province_id=document.province_id,
            seen_by=document.seen_by,
            kind=rules.campaign_kind(proposal.content["name"]),
            name=proposal.content["name"],
            starts_on=rules.first_day(proposal.content.get("from")),
            ends_on=rules.last_day(proposal.content.get("to")),
            places=proposal.content.get("places", []),
            start=proposal.start,
            end=proposal.end,
            baseline=baseline_of(document.text)
            if rules.campaign_kind(proposal.content["name"]) == "pilot"
            else "",
        )
        for proposal in approved
        if proposal.kind == Proposal.Kind.CAMPAIGN
    )
    assert document.issued_on is not None  # asked by may_issue
    for campaign in made:
        locate(campaign, document.issued_on)
    return made


def give_tasks(
    document: Document, approved: list[Proposal], campaigns: list[Campaign], actor: Actor
) -> list[Task]:
    """One task for every lead of every approved assignment, with its parts, first event and plans to be issued."""
    assignments = [proposal for proposal in approved if proposal.kind == Proposal.Kind.ASSIGNMENT]
    reports = [p.content["deadline"] for p in approved if p.kind == Proposal.Kind.REPORT]
    rhythm, report_day = periods.rhythm_of([(each["kind"], each["value"] or "") for each in reports])
    drafted = [
        task_of(document, p, lead, campaigns, actor)
        for p in assignments
        for lead in p.content["lead"]["agency_ids"]
    ]
    assert document.issued_on is not None  # asked by may_issue
    for number, task in enumerate(drafted, 1):
        task.number = number
        set_days(task, document.issued_on, rhythm, report_day, until=document.ends_on)
    tasks = Task.objects.bulk_create(drafted)
    by_proposal = {proposal.pk: proposal for proposal in assignments}
    Part.objects.bulk_create(
        part
        for task in tasks
        if task.proposal_id
        for part in parts_of(task, by_proposal[task.proposal_id].content)
    )
    Event.objects.bulk_create(
        Event(
            task=task,
            kind=Event.Kind.ISSUED,
            at=task.issued_at,
            officer_id=actor.officer_id,
            agency_id=actor.agency_id,
        )
        for task in tasks
    )
    ChildPlan.objects.bulk_create(
        ChildPlan(
            document=document,
            province_id=document.province_id,
            seen_by=task.seen_by,
            task=task,
            agency_id=task.lead_id,
            due_on=task.due_on,
        )
        for task in tasks
        if rules.asks_for_a_plan(task.content)
    )
    return tasks


def task_of(
    document: Document, proposal: Proposal, lead_id: int, campaigns: list[Campaign], actor: Actor
) -> Task:
    content = proposal.content
    deadline = content["deadline"]
    return Task(
        document=document,
        province_id=document.province_id,
        proposal=proposal,
        clause=proposal.clause,
        content=" ".join(content["words"].split()),
        start=proposal.start,
        end=proposal.end,
        assigner_id=document.kept_by_id,
        lead_id=lead_id,
        lead_text=(content["lead"]["text"] or "")[:255],
        campaign=next((each for each in campaigns if belongs(proposal, deadline, each)), None),
        product=content.get("product", ""),
        places=content.get("places", []),
        due_kind=deadline["kind"],
        due_value=deadline["value"] or "",
        due_text=(deadline["text"] or "")[:255],
        issued_at=actor.now,
        last_event_at=actor.now,
        seen_by=sorted({document.kept_by_id, lead_id, *helpers(content)}),
    )


def set_days(
    task: Task, issued_on: date, rhythm: str, report_day: date | None, *, until: date | None
) -> None:
    """First deadline and deadline in force; work without a date of its own follows the plan's reporting, to its end."""
    own = periods.dated(task.due_value) if task.due_kind == Task.Due.RECURRING else ""
    days = rules.schedule(task.due_kind, task.due_value, issued_on=issued_on)
    if days.due_on:
        task.starts_on, task.due_on = days.starts_on, days.due_on
    elif own or not report_day:
        # nobody answers for a period that was over before he was asked
        asked_on = max(issued_on, timezone.localdate(task.issued_at))
        set_period(task, own or rhythm, asked_on, until)
        if not own and task.rhythm:
            task.due_rule = "Văn bản không nêu ngày: theo kỳ báo cáo của văn bản."
    else:
        task.due_on, task.due_rule = (
            report_day,
            "Văn bản không nêu ngày: theo hạn báo cáo kết quả của văn bản.",
        )
    task.first_due_on = task.due_on


def set_period(task: Task, rhythm: str, asked_on: date, until: date | None) -> None:
    """The first period after the day the work was given; where the plan ends before one, the work is answered for once."""
    first = periods.following(rhythm, after=asked_on, until=until)
    if first:
        task.rhythm = rhythm
        task.period_from, task.period_to, task.due_on = first.window_from, first.window_to, first.due_on
        return
    assert until is not None  # without an end there is always a next period
    task.due_on = periods.due_after(max(until, asked_on))
    task.due_rule = f"Văn bản hết thời kỳ ngày {until:%d/%m/%Y}: trả lời một lần."


def end_replaced(document: Document) -> None:
    """What the document replaces ends the day before its own, where the same agency keeps both. Two queries."""
    assert document.issued_on is not None  # asked by may_issue
    last = document.issued_on - timedelta(days=1)
    replaced_by_it(document).filter(Q(ended_on=None) | Q(ended_on__gt=last)).update(ended_on=last)


def replaced_by_it(document: Document) -> QuerySet[Document]:
    """Issued documents that this one says it replaces (thay thế); nobody ends a document that another agency keeps."""
    targets = document.citations.filter(role=Citation.Role.REPLACES, target__isnull=False).values("target")
    return Document.objects.issued().kept_by(document.kept_by_id).filter(pk__in=targets)


def belongs(proposal: Proposal, deadline: dict[str, Any], campaign: Campaign) -> bool:
    """The task names the campaign in its words, or runs for exactly its days."""
    assert campaign.start is not None and campaign.end is not None
    if proposal.start <= campaign.start and campaign.end <= proposal.end:
        return True
    if not (campaign.starts_on and campaign.ends_on):
        return False
    return bool(deadline["value"] == f"{campaign.starts_on}/{campaign.ends_on}")


def helpers(content: dict[str, Any]) -> Iterator[int]:
    """Agencies that coordinate, once resolved."""
    for agency in content.get("coordinating", ()):
        yield from agency["agency_ids"]


def parts_of(task: Task, content: dict[str, Any]) -> Iterator[Part]:
    taken = {task.lead_id}
    for agency in content.get("coordinating", ()):
        for agency_id in agency["agency_ids"]:
            if agency_id not in taken:
                taken.add(agency_id)
                yield Part(task=task, agency_id=agency_id, agency_text=(agency["text"] or "")[:255])


def asked(duty: ReportDuty, issued_on: date, given_on: date) -> date:
    """From which day reports are owed: recurring ones not before they were asked for, others as the document dates them."""
    return max(issued_on, given_on) if duty.due_kind == Task.Due.RECURRING else issued_on


def give_report_duties(document: Document, approved: Iterable[Proposal], actor: Actor) -> list[ReportDuty]:
    """Reporting duties, to whom, and the reports owed within a year."""
    duties, recipients, dues = [], [], []
    for proposal in (each for each in approved if each.kind == Proposal.Kind.REPORT):
        content = proposal.content
        who = sorted({pk for agency in content["who"] for pk in agency["agency_ids"]})
        to = sorted({pk for agency in content["to"] for pk in agency["agency_ids"]})
        through = next(iter((content.get("through") or {}).get("agency_ids", ())), None)
        duty = ReportDuty(
            document=document,
            province_id=document.province_id,
            proposal=proposal,
            clause=proposal.clause,
            what=content["what"],
            to_text="; ".join(agency["text"] or "" for agency in content["to"])[:500],
            through_id=through,
            due_kind=content["deadline"]["kind"],
            due_value=content["deadline"]["value"] or "",
            due_text=(content["deadline"]["text"] or "")[:255],
            start=proposal.start,
            end=proposal.end,
            seen_by=sorted({document.kept_by_id, *who, *to, *([through] if through else [])}),
        )
        duties.append(duty)
        recipients.append(to)
        dues.append(who)
    made = ReportDuty.objects.bulk_create(duties)
    links = ReportDuty.to.through
    links.objects.bulk_create(
        links(reportduty_id=duty.pk, agency_id=pk)
        for duty, to in zip(made, recipients, strict=True)
        for pk in to
    )
    owed = ReportDuty.who.through
    owed.objects.bulk_create(
        owed(reportduty_id=duty.pk, agency_id=pk) for duty, who in zip(made, dues, strict=True) for pk in who
    )
    assert document.issued_on is not None  # asked by may_issue
    first, last = document.issued_on, document.issued_on + HORIZON
    ReportDue.objects.bulk_create(
        due
        for duty, who, to in zip(made, dues, recipients, strict=True)
        for pk in who
        for due in dues_of(duty, pk, document, to=to, first=asked(duty, first, actor.today), last=last)
    )
    return made
