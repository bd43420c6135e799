"""Reports, decided before they print."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from diemtua.access.actor import Actor
from diemtua.kernel.decision import Decision
from diemtua.plans.actions.reports import may_return, may_send
from diemtua.plans.models import ReportDue, Submission, Succession
from diemtua.plans.pages.tasks import file_of
from diemtua.plans.pages.today import ReportRow
from diemtua.plans.queries.reports import Look, ReportRecord
from diemtua.ui.parts import Badge, Fact, Happening, Meaning, Tab
from diemtua.ui.words import day

TABS = {
    Look.OWED: "Phải gửi",
    Look.SENT: "Đã gửi",
    Look.RECEIVED: "Nhận được",
    Look.SILENT: "Chưa nhận được",
}
EMPTY = {
    Look.OWED: ("Không còn báo cáo nào phải gửi", "Các kỳ sau tự hiện khi tới gần; xem cả năm trên lịch."),
    Look.SENT: (
        "Cơ quan chưa gửi báo cáo nào ở đây",
        "Báo cáo đã gửi được giữ nguyên văn, kèm số liệu và tài liệu.",
    ),
    Look.RECEIVED: (
        "Chưa nhận được báo cáo nào",
        "Báo cáo gửi đến cơ quan, hoặc qua cơ quan, sẽ hiện ở đây.",
    ),
    Look.SILENT: ("Không cơ quan nào chậm báo cáo", "Mọi báo cáo đã đến hạn đều đã được gửi."),
    Look.LATE: ("Không có báo cáo nào chậm", "Mọi báo cáo đã đến hạn đều đã được gửi."),
}


def tabs(current: Look, counted: dict[Look, int]) -> list[Tab]:
    here = reverse("plans:reports")
    return [
        Tab(word, f"{here}?xem={look.value}", counted.get(look) or None, current=look is current)
        for look, word in TABS.items()
    ]


def timeliness(due: ReportDue, actor: Actor) -> Badge:
    """Sent in time, sent late, late, or still with time: a word with its meaning."""
    if due.submitted_at:
        late = timezone.localdate(due.submitted_at) > due.due_on
        return Badge(
            "Đã gửi, muộn" if late else "Đã gửi đúng hạn",
            Meaning.DONE,
            "clock-check" if late else "circle-check",
        )
    if due.due_on < actor.today:
        return Badge("Quá hạn", Meaning.LATE, "alert-triangle")
    return Badge("Chưa gửi", Meaning.PLAIN, "clock")


@dataclass(frozen=True)
class Sibling:
    """Another agency's report of the same duty and period: sent or silent."""

    due: ReportDue
    actor: Actor

    @property
    def badge(self) -> Badge:
        return timeliness(self.due, self.actor)


@dataclass(frozen=True)
class ReportPage:
    """One report: what, from whom, to whom through whom, its clock, what was sent."""

    record: ReportRecord
    actor: Actor

    @property
    def due(self) -> ReportDue:
        return self.record.due

    @property
    def row(self) -> ReportRow:
        return ReportRow(self.due, self.actor)

    @property
    def badge(self) -> Badge:
        return timeliness(self.due, self.actor)

    @property
    def title(self) -> str:
        return self.due.happened or self.due.duty.what

    @property
    def mine(self) -> bool:
        return self.due.agency_id == self.actor.agency_id

    @property
    def replaces(self) -> bool:
        """What goes out now stands in place of a report already with its receiver."""
        return self.due.submitted_at is not None

    @property
    def sending(self) -> Decision:
        return may_send(self.due, self.actor)

    @property
    def returning(self) -> Decision:
        return may_return(self.due, self.actor)

    @property
    def returned(self) -> Submission | None:
        """The sending that was returned and not yet answered by a new one."""
        last = self.record.submissions[0] if self.record.submissions else None
        return last if last and last.returned_at and not self.due.submitted_at else None

    @property
    def facts(self) -> list[Fact]:
        due, duty = self.due, self.due.duty
        where = reverse("plans:text", args=[duty.document_id])
        facts = [
            Fact("Cơ quan báo cáo", due.agency.name),
            Fact(
                "Gửi đến",
                duty.to_text or "; ".join(body.name for body in duty.to.all()) or "nơi văn bản không nêu",
            ),
        ]
        if duty.through:
            facts.append(Fact("Qua", duty.through.name))
        facts += [
            Fact("Nội dung phải báo cáo", duty.what),
            Fact("Kỳ", due.period),
            Fact("Văn bản", duty.document.called, reverse("plans:document", args=[duty.document_id])),
        ]
        if due.window_from and due.window_to and due.window_from != due.window_to:
            facts.append(Fact("Số liệu tính", f"từ {day(due.window_from)} đến hết {day(due.window_to)}"))
        if duty.due_text:
            facts.append(Fact("Thời hạn như văn bản ghi", f"«{duty.due_text}»", where))
        return facts

    @property
    def happenings(self) -> list[Happening]:
        found = [each for sent in self.record.submissions for each in told(sent)]
        found += [passed_on(each) for each in self.record.successions]
        return sorted(found, key=lambda each: each.at, reverse=True)

    @property
    def siblings(self) -> list[Sibling]:
        """The same report from every agency that owes it; only worth showing when there are others."""
        return [Sibling(due, self.actor) for due in self.record.others] if len(self.record.others) > 1 else []

    @property
    def silent_count(self) -> int:
        return sum(1 for due in self.record.others if due.submitted_at is None)


def passed_on(each: Succession) -> Happening:
    """A successor taking a place in the duty, with the text."""
    who = each.officer.name if each.officer else ""
    return Happening("Kế thừa", each.at, who, each.note, "switch-horizontal", Meaning.PLAIN)


def told(sent: Submission) -> list[Happening]:
    """A sending, and its return above it."""
    facts = [Fact(each["what"], f"{each['value']} {each.get('unit', '')}".strip()) for each in sent.figures]
    files = [file_of(each) for each in sent.attachments.all()]
    word = "Gửi báo cáo" if sent.number == 1 else f"Gửi bản thay thế, lần {sent.number}"
    note = f"Lý do: {sent.reason}\n{sent.note}" if sent.reason else sent.note
    found = [Happening(word, sent.at, sent.officer.name, note, "send", Meaning.PLAIN, facts, files)]
    if sent.returned_at and sent.returned_by:
        said = f"Lý do: {sent.returned_for}"
        found.insert(
            0,
            Happening(
                "Trả lại báo cáo",
                sent.returned_at,
                sent.returned_by.name,
                said,
                "arrow-back-up",
                Meaning.LATE,
            ),
        )
    return found
