"""Some of the work that officers did, day by day (``deeds.csv``), through the actions that pages call.

A deed names a task by its clause and who leads it; «*» is every task of his. Its ``client_id`` follows from its
words, so that living the same days twice changes nothing.
"""

from __future__ import annotations

import csv
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import Any

from diemtua.access.actor import Actor
from diemtua.access.session import session
from diemtua.demo.cast import at, people
from diemtua.directory.models import Posting
from diemtua.plans.actions import reports, tasks
from diemtua.plans.forms.tasks import FiguresField
from diemtua.plans.models import Document, ReportDue, Task
from diemtua.plans.states import State

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


def deeds(province: str) -> list[Deed]:
    text = files("diemtua.demo").joinpath("deeds.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return [
        Deed(**{**row, "day": date.fromisoformat(row["day"])}) for row in rows if row["province"] == province
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
                for task in meant(document, deed):
                    ACTS[deed.act](task, deed, actor)


def worker(province: str, who: str) -> str:
    """The address of the officer who works for a body: its focal point, else whoever works or leads there."""
    kind, _, place = who.partition(":")
    there = [person for person in people(province) if (person.kind, person.place) == (kind, place)]
    return min(there, key=lambda person: Posting.Duty.FOCAL not in person.duties).email


def meant(document: Document, deed: Deed) -> list[Task]:
    """The tasks of a deed, as far as the body may know them. One query."""
    kind, _, place = (deed.lead or deed.by).partition(":")
    found = Task.objects.filter(document=document, lead__kind=kind).order_by("number")
    if place:
        found = found.filter(lead__area__name=place)
    return list(found if deed.clause == "*" else found.filter(clause=deed.clause))


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
    tasks.ask_extension(
        task.pk, actor=actor, client_id=deed.client_id(task.pk), until=until, reason=deed.words
    )


def answer(granted: bool) -> Callable[[Task, Deed, Actor], None]:
    def answered(task: Task, deed: Deed, actor: Actor) -> None:
        tasks.answer_extension(
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


def close_periods(document: Document, province: str, *, until: date) -> None:
    """Bodies of the cast answer for each period of their recurring work until a day, and their assigner confirms."""
    for task in Task.objects.filter(document=document).exclude(rhythm="").select_related("lead", "assigner"):
        who = next((email for email in serving(province, task.lead.kind)), "")
        if who and task.state is State.DOING:
            for due in periods_before(task, until):
                product = f"Báo cáo kỳ, hạn {due:%d/%m/%Y}."
                own = uuid.uuid5(NAMES, f"{task.pk} {due}")
                actor, chief = at(who, due), at(worker(province, task.assigner.kind), due)
                with session(actor):
                    tasks.submit(task.pk, actor=actor, client_id=own, product=product)
                with session(chief):
                    tasks.confirm(task.pk, actor=chief, client_id=uuid.uuid5(own, "confirm"))


def serving(province: str, kind: str) -> list[str]:
    return [person.email for person in people(province) if person.kind == kind and not person.place]


def periods_before(task: Task, until: date) -> Iterator[date]:
    """The days on which the task falls due, one after another, up to a day; each is read anew once it was closed."""
    task.refresh_from_db(fields=["due_on"])
    while task.due_on and task.due_on < until:
        yield task.due_on
        task.refresh_from_db(fields=["due_on"])
