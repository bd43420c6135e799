"""Some of the work that officers did, day by day (``deeds.csv``), through the actions that pages call.

A deed names a task by its clause and who leads it; «*» is every task of his. Its ``client_id`` follows from its
words, so that living the same days twice changes nothing.
"""

from __future__ import annotations

import csv
import uuid
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import date
from importlib.resources import files
from typing import Any

from diemtua.access.actor import Actor, house
from diemtua.access.session import session
from diemtua.demo.cast import at, bodies_of_cast, people
from diemtua.directory.models import Posting
from diemtua.plans.actions import extensions, reports, tasks
from diemtua.plans.forms.tasks import FiguresField
from diemtua.plans.models import Document, ReportDue, Task
from diemtua.plans.states import TASK_LIFE, State

NAMES = uuid.UUID("13800111-2024-4730-8000-000000000138")


@dataclass(frozen=True)
class Deed:
    """One line of ``deeds.csv``; ``by`` and ``lead`` are «kind» or «kind:place»."""

    province: str
    day: date
    by: str
    lead: str
    clause: str
    act: str
    words: str
    figures: str
    until: str

    def client_id(self, number: int) -> uuid.UUID:
        """This deed's own name for the task or report of that number."""
        return uuid.uuid5(NAMES, f"{self.province} {self.day} {self.by} {self.act} {number}")

    @property
    def counted(self) -> list[dict[str, str]]:
        return FiguresField().clean("\n".join(self.figures.split("; ")))


TOLD = ("by", "lead", "clause", "act", "words", "figures", "until")


def deeds(province: str) -> list[Deed]:
    text = files("diemtua.demo").joinpath("deeds.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return [
        Deed(province, date.fromisoformat(row["day"]), *(row[name] for name in TOLD))
        for row in rows
        if row["province"] == province
    ]


def live(document: Document, province: str) -> None:
    """Do everything the table tells of a province."""
    actors = {who: worker(province, who) for who in dict.fromkeys(deed.by for deed in deeds(province))}
    for deed in deeds(province):
        actor = at(actors[deed.by], deed.day)
        with session(actor):
            if deed.act == "report":
                send(document, deed, actor)
            else:
                for task in meant(document, deed, actor):
                    ACTS[deed.act](task, deed, actor)


def worker(province: str, who: str) -> str:
    """The address of the officer who works for a body: its focal point, else whoever works or leads there."""
    kind, _, place = who.partition(":")
    there = [person for person in people(province) if (person.kind, person.place) == (kind, place)]
    return min(there, key=lambda person: Posting.Duty.FOCAL not in person.duties).email


def meant(document: Document, deed: Deed, actor: Actor) -> list[Task]:
    """The tasks of a deed, as far as the body may know them; of «*», those in which it may do so. One or more queries."""
    kind, _, place = (deed.lead or deed.by).partition(":")
    found = (
        Task.objects.filter(document=document, lead__kind=kind)
        .select_related("lead", "assigner")
        .order_by("number")
    )
    if place:
        found = found.filter(lead__area__name=place)
    if deed.clause != "*":
        return list(found.filter(clause=deed.clause))
    return [
        task
        for task in found
        if any(TASK_LIFE.decide(move, task, actor) for move in MOVES.get(deed.act, (deed.act,)))
    ]


# What a deed is called in the table of a task's life, where the words differ.
MOVES = {
    "confirm": ("confirm", "close_period"),
    "progress": ("report_progress",),
    "grant": ("answer_extension",),
    "refuse": ("answer_extension",),
}


def send(document: Document, deed: Deed, actor: Actor) -> None:
    """Send the first report that the body still owes."""
    due = (
        ReportDue.objects.filter(duty__document=document, agency=actor.agency_id)
        .open()
        .order_by("due_on")
        .first()
    )
    if due:
        reports.send_report(
            due.pk, actor=actor, client_id=deed.client_id(due.pk), note=deed.words, figures=deed.counted
        )


def acknowledge(task: Task, deed: Deed, actor: Actor) -> None:
    tasks.acknowledge(task.pk, actor=actor, client_id=deed.client_id(task.pk))


def progress(task: Task, deed: Deed, actor: Actor) -> None:
    tasks.report_progress(
        task.pk, actor=actor, client_id=deed.client_id(task.pk), note=deed.words, figures=deed.counted
    )


def submit(task: Task, deed: Deed, actor: Actor) -> None:
    tasks.submit(task.pk, actor=actor, client_id=deed.client_id(task.pk), product=deed.words)


def confirm(task: Task, deed: Deed, actor: Actor) -> None:
    tasks.confirm(task.pk, actor=actor, client_id=deed.client_id(task.pk), note=deed.words)


def give_back(task: Task, deed: Deed, actor: Actor) -> None:
    tasks.give_back(task.pk, actor=actor, client_id=deed.client_id(task.pk), reason=deed.words)


def finish_part(task: Task, deed: Deed, actor: Actor) -> None:
    tasks.finish_part(task.pk, actor=actor, client_id=deed.client_id(task.pk), on=deed.day, result=deed.words)


def ask_extension(task: Task, deed: Deed, actor: Actor) -> None:
    until = date.fromisoformat(deed.until)
    extensions.ask_extension(
        task.pk, actor=actor, client_id=deed.client_id(task.pk), until=until, reason=deed.words
    )


def answer(granted: bool) -> Callable[[Task, Deed, Actor], None]:
    def answered(task: Task, deed: Deed, actor: Actor) -> None:
        extensions.answer_extension(
            task.pk, actor=actor, client_id=deed.client_id(task.pk), granted=granted, answer=deed.words
        )

    return answered


ACTS: dict[str, Callable[[Task, Deed, Actor], Any]] = {
    "acknowledge": acknowledge,
    "progress": progress,
    "submit": submit,
    "confirm": confirm,
    "give_back": give_back,
    "finish_part": finish_part,
    "ask_extension": ask_extension,
    "grant": answer(True),
    "refuse": answer(False),
}


def follow_suit(document: Document, days: tuple[date, date, date]) -> None:
    """Bodies outside the cast: of five, one is silent, one takes its work up, three report it, two of these are confirmed."""
    taken_up, reported, confirmed = days
    with session(house(taken_up)):
        cast = [body.pk for body in bodies_of_cast(document.province)]
        chief = document.created_by.email
        found = Task.objects.filter(document=document, acknowledged_at=None).exclude(lead__in=cast)
        by_lead = {
            lead: list(found.filter(lead=lead))
            for lead in found.order_by("lead").values_list("lead", flat=True)
        }
    for number, (lead, mine) in enumerate(by_lead.items()):
        share, officer = number % 5, focal(lead)
        if share > 0 and officer:
            for task in mine:
                step(tasks.acknowledge, task, officer, taken_up)
            if share > 1:
                for task in mine:
                    step(
                        tasks.submit,
                        task,
                        officer,
                        reported,
                        product="Báo cáo kết quả của cơ quan, kèm số liệu.",
                    )
                report(document, officer, reported)
            if share > 2:
                for task in mine:
                    step(tasks.confirm, task, chief, confirmed)


def focal(agency_id: int) -> str:
    """The address of a body's focal officer, if it has one."""
    there = Posting.objects.filter(agency=agency_id, duties__contains=[Posting.Duty.FOCAL])
    return there.values_list("officer__email", flat=True).first() or ""


def step(act: Callable[..., Any], task: Task, email: str, day: date, **said: str) -> None:
    actor = at(email, day)
    with session(actor):
        act(task.pk, actor=actor, client_id=uuid.uuid5(NAMES, f"{task.pk} {act.__name__} {day}"), **said)


def report(document: Document, email: str, day: date) -> None:
    """Send the first report a body owes, in plain words."""
    actor = at(email, day)
    deed = Deed(
        "",
        day,
        "",
        "",
        "",
        "report",
        "Báo cáo kết quả thực hiện theo mẫu, không có vụ việc phát sinh.",
        "",
        "",
    )
    with session(actor):
        send(document, deed, actor)


def close_periods(
    document: Document, province: str, kinds: Collection[str], *, first: date, until: date
) -> None:
    """Bodies of a province take up their recurring work, answer for each period due until a day, and are confirmed.

    Work not yet in hand is taken up on ``first``; a period that fell due before it is answered for on that day.
    """
    with session(house(until)):
        found = Task.objects.filter(document=document, lead__province__code=province, lead__kind__in=kinds)
        recurring = list(found.open().exclude(rhythm="").select_related("lead"))
    known = {kind: at(worker(province, kind), first) for kind in {*kinds, "cong-an-tinh"}}
    for task in recurring:
        who = known[task.lead.kind]
        if task.state is State.WAITING:
            with session(who):
                tasks.acknowledge(task.pk, actor=who, client_id=uuid.uuid5(NAMES, f"{task.pk} {first}"))
        due = task.due_on
        while due and due < until:
            day = max(due, first)
            due = close_period(
                task.pk, replace(who, today=day), replace(known["cong-an-tinh"], today=day), due=due
            )


def close_period(task_id: int, who: Actor, chief: Actor, *, due: date) -> date | None:
    """One period answered for and confirmed; the day on which the next falls due."""
    own = uuid.uuid5(NAMES, f"{task_id} {due}")
    with session(who):
        tasks.submit(task_id, actor=who, client_id=own, product=f"Báo cáo kỳ có hạn {due:%d/%m/%Y}.")
    with session(chief):
        return tasks.confirm(task_id, actor=chief, client_id=uuid.uuid5(own, "confirm")).due_on
