"""A task as a list shows it, and as its own page shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from diemtua.access.actor import Actor
from diemtua.kernel.workflow import Offer
from diemtua.plans.models import Attachment, Event, Extension, Part, Task
from diemtua.plans.queries.tasks import Look, Role, TaskRecord
from diemtua.plans.rules import Standing
from diemtua.plans.scanning import WARNING, Scan
from diemtua.plans.states import TASK_LIFE, State
from diemtua.ui.clocks import Face, face
from diemtua.ui.parts import Fact, File, Happening, Meaning

ROLES = {
    Role.LEAD: "cơ quan tôi chủ trì",
    Role.COORDINATE: "cơ quan tôi phối hợp",
    Role.ASSIGN: "cơ quan tôi giao",
    Role.ALL: "mọi việc được biết",
}
LOOKS = {
    Look.OPEN: "đang thực hiện",
    Look.OVERDUE: "quá hạn",
    Look.SOON: "đến hạn trong 14 ngày",
    Look.WAITING: "chờ tiếp nhận",
    Look.TO_CONFIRM: "chờ xác nhận hoàn thành",
    Look.DONE: "đã hoàn thành",
    Look.DONE_THIS_YEAR: "hoàn thành trong năm nay",
    Look.EVERY: "bất kỳ",
}
ICONS = {
    Event.Kind.ISSUED: ("send", Meaning.PLAIN),
    Event.Kind.ACKNOWLEDGED: ("inbox", Meaning.PLAIN),
    Event.Kind.PROGRESS: ("progress", Meaning.PLAIN),
    Event.Kind.PART_DONE: ("circle-check", Meaning.DONE),
    Event.Kind.EXTENSION_ASKED: ("clock-question", Meaning.SOON),
    Event.Kind.EXTENSION_GRANTED: ("clock-plus", Meaning.PLAIN),
    Event.Kind.EXTENSION_REFUSED: ("clock-x", Meaning.LATE),
    Event.Kind.SUBMITTED: ("hourglass", Meaning.PLAIN),
    Event.Kind.RETURNED: ("arrow-back-up", Meaning.LATE),
    Event.Kind.CONFIRMED: ("circle-check", Meaning.DONE),
    Event.Kind.PERIOD_CLOSED: ("circle-check", Meaning.DONE),
    Event.Kind.REASSIGNED: ("switch-horizontal", Meaning.PLAIN),
    Event.Kind.AMENDED: ("pencil", Meaning.PLAIN),
    Event.Kind.CANCELLED: ("ban", Meaning.QUIET),
}


@dataclass(frozen=True)
class TaskRow:
    """One line of a list: what, for whom, its clock, one link."""

    task: Task
    actor: Actor

    @property
    def href(self) -> str:
        return reverse("plans:task", args=[self.task.pk])

    @property
    def standing(self) -> Standing:
        return self.task.standing(self.actor.today)

    @property
    def clock(self) -> Face:
        return clock_of(self.task, self.actor)

    @property
    def mine(self) -> bool:
        return self.task.lead_id == self.actor.agency_id


def clock_of(task: Task, actor: Actor) -> Face:
    """The task's clock: what started it, by which words of which document, who owes it."""
    none = "thôi giao" if task.cancelled_on else "không nêu thời hạn"
    words = f"{task.document.called}, {task.clause}" if task.clause else task.document.called
    return face(
        task.due_on,
        actor.now,
        done=task.completed_on,
        rule=f"{words}: «{task.due_text}»" if task.due_text else "",
        owes=task.lead.name if task.due_on else "",
        none=none,
    )


@dataclass(frozen=True)
class TaskPage:
    """One task: title, clock, what the officer may do, the timeline."""

    record: TaskRecord
    actor: Actor

    @property
    def task(self) -> Task:
        return self.record.task

    @property
    def row(self) -> TaskRow:
        return TaskRow(self.task, self.actor)

    @property
    def says_state(self) -> bool:
        """The state tells more than the standing beside it: somebody is waited for."""
        return self.task.state in (State.WAITING, State.SUBMITTED)

    @property
    def offers(self) -> dict[str, Offer]:
        """What the state offers, by name; asleep with a reason where this officer may not."""
        return {offer.name: offer for offer in TASK_LIFE.offers(self.task, self.actor)}

    @property
    def open_offers(self) -> list[Offer]:
        return [offer for offer in self.offers.values() if offer.decision]

    @property
    def sleeping_offers(self) -> list[Offer]:
        return [offer for offer in self.offers.values() if not offer.decision]

    @property
    def my_part(self) -> Part | None:
        return next((part for part in self.record.parts if part.agency_id == self.actor.agency_id), None)

    @property
    def waiting_extension(self) -> Extension | None:
        return next((each for each in self.record.extensions if each.granted is None), None)

    @property
    def facts(self) -> list[Fact]:
        task = self.task
        where = f"{reverse('plans:text', args=[task.document_id])}?viec={task.pk}#cho-nay"
        facts = [
            Fact("Cơ quan chủ trì", task.lead.name),
            Fact("Cơ quan giao việc", task.assigner.name),
            Fact("Văn bản", task.document.called, reverse("plans:document", args=[task.document_id])),
            Fact("Câu chữ trong văn bản", f"điểm {task.clause}" if task.clause else "xem đoạn văn", where),
        ]
        if task.due_text:
            facts.append(Fact("Thời hạn như văn bản ghi", f"«{task.due_text}»"))
        if task.first_due_on and task.first_due_on != task.due_on:
            facts.append(Fact("Thời hạn đầu tiên", f"{task.first_due_on:%d/%m/%Y}"))
        if task.period_from and task.period_to:
            facts.append(Fact("Kỳ này", f"{task.period_from:%d/%m/%Y} – {task.period_to:%d/%m/%Y}"))
        if task.campaign:
            facts.append(
                Fact("Thuộc đợt", task.campaign.name, reverse("plans:campaign", args=[task.campaign_id]))
            )
        if task.places:
            facts.append(Fact("Địa bàn", "; ".join(task.places)))
        if task.product:
            facts.append(Fact("Sản phẩm phải có", task.product))
        if task.delivered:
            facts.append(Fact("Sản phẩm đã nộp", task.delivered))
        return facts

    @property
    def happenings(self) -> list[Happening]:
        return [happening(event, self.record.attachments) for event in self.record.events]


def happening(event: Event, attachments: Sequence[Attachment] = ()) -> Happening:
    """An event as the timeline prints it."""
    icon, meaning = ICONS[Event.Kind(event.kind)]
    who = ", ".join(
        part for part in (event.officer and event.officer.name, event.agency and event.agency.called) if part
    )
    figures = [
        Fact(each["what"], f"{each['value']} {each.get('unit', '')}".strip()) for each in event.figures
    ]
    files = [file_of(each) for each in attachments if each.event_id == event.pk]
    return Happening(event.get_kind_display(), event.at, who, said(event), icon, meaning, figures, files)


def said(event: Event) -> str:
    """The note, and for a changed deadline the days before and after."""
    before, until = event.detail.get("before"), event.detail.get("until")
    if event.kind == Event.Kind.EXTENSION_GRANTED and isinstance(before, str):
        return f"{event.note}\nThời hạn: {vietnamese(before)} → {vietnamese(until)}".strip()
    if event.kind == Event.Kind.EXTENSION_ASKED:
        return f"Xin đến {vietnamese(until)}. {event.note}"
    if event.kind == Event.Kind.SUBMITTED and event.detail.get("product"):
        return f"Sản phẩm đã nộp: {event.detail['product']}\n{event.note}".strip()
    return event.note


def vietnamese(day: str | None) -> str:
    """«2024-08-03» as 03/08/2024."""
    return "/".join(reversed(day.split("-"))) if day else "chưa có"


def file_of(attachment: Attachment) -> File:
    note = "" if attachment.scan == Scan.CLEAN else WARNING
    return File(attachment.name, attachment.size, reverse("plans:attachment", args=[attachment.pk]), note)
