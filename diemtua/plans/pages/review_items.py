"""One item under review: how it stands, its line in the list, its sheet when it is open."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING

from django.urls import reverse

from diemtua.directory.models import Agency
from diemtua.kernel.decision import Decision, both
from diemtua.plans import corrections, deadline_words
from diemtua.plans.forms.review import MESSAGES, DropForm
from diemtua.plans.models import Proposal
from diemtua.plans.models.documents import SURE
from diemtua.ui.forms import Form
from diemtua.ui.parts import Badge, Fact, Meaning

if TYPE_CHECKING:
    from diemtua.plans.pages.review import ReviewPage

Kind, Choice = Proposal.Kind, Proposal.Decision
LONGEST = 160  # characters of an item's words that a line of the list can show


class State(Enum):
    """How an item stands, and so its colour: in the text, in the list and on its own sheet alike."""

    DOUBT = ("ngo", "Đáng ngờ", Badge("Đáng ngờ", Meaning.SOON, icon="alert-triangle"))
    SILENT = (
        "cau",
        "Câu chưa thành việc",
        Badge("Câu nêu nhiệm vụ nhưng chưa thành việc", Meaning.SOON, icon="help-circle"),
    )
    PENDING = ("cho", "Chờ xem", Badge("Chờ xem", Meaning.PLAIN, icon="eye"))
    APPROVED = ("duyet", "Đã duyệt", Badge("Đã duyệt", Meaning.DONE, icon="circle-check"))
    DROPPED = ("bo", "Đã bỏ", Badge("Đã bỏ", Meaning.QUIET, icon="ban"))

    def __init__(self, code: str, word: str, badge: Badge) -> None:
        self.code, self.word, self.badge = code, word, badge


def state_of(proposal: Proposal) -> State:
    if proposal.decision == Choice.APPROVED:
        return State.APPROVED
    if proposal.decision == Choice.DROPPED:
        return State.DROPPED
    if proposal.kind == Kind.SILENT:
        return State.SILENT
    unfinished = not corrections.missing(proposal.kind, proposal.content)
    return State.DOUBT if proposal.confidence < SURE or proposal.doubts or unfinished else State.PENDING


WAITING = (State.DOUBT, State.SILENT, State.PENDING)


@dataclass(frozen=True)
class Row:
    """One item in the list: its number in the document, whose work it is, when, in which words."""

    number: int
    proposal: Proposal
    bodies: dict[int, Agency]

    @cached_property
    def state(self) -> State:
        return state_of(self.proposal)

    @property
    def pk(self) -> int:
        return self.proposal.pk

    @property
    def key(self) -> str:
        """The number as addresses write it: text, since a template would write a number as people do."""
        return str(self.proposal.pk)

    @property
    def place(self) -> str:
        return str(self.number)

    @property
    def who(self) -> str:
        content = self.proposal.content
        if self.proposal.kind in (Kind.ASSIGNMENT, Kind.REPORT):
            name = "lead" if self.proposal.kind == Kind.ASSIGNMENT else "who"
            return self.named(corrections.held(content, name)) or self.unresolved(name)
        if self.proposal.kind == Kind.SILENT:
            return "Chưa thành việc"
        return str(self.proposal.get_kind_display())

    def unresolved(self, name: str) -> str:
        """The body as the document names it, while the directory does not say whom that means."""
        value = self.proposal.content.get(name) or {}
        first = value if isinstance(value, dict) else value[0]
        return f"«{first['text']}», chưa rõ" if first.get("text") else "Chưa rõ cơ quan"

    def named(self, ids: list[int], most: int = 2) -> str:
        names = [self.bodies[pk].called for pk in ids if pk in self.bodies]
        more = f" và {len(names) - most} cơ quan khác" if len(names) > most else ""
        return ", ".join(names[:most]) + more

    @property
    def when(self) -> str:
        due = corrections.held(self.proposal.content, "due")
        return due.text or (deadline_words.said(due, issued_on=None) if due.kind != "none" else "")

    @property
    def what(self) -> str:
        content = self.proposal.content
        words = str(content.get("name") or content.get("what") or " ".join(content.get("words", "").split()))
        return words if len(words) <= LONGEST else f"{words[:LONGEST].rpartition(' ')[0]}…"

    @property
    def report(self) -> bool:
        return self.proposal.kind == Kind.REPORT


@dataclass
class Item:
    """The open item: what is proposed, what is doubtful about it, what may be done."""

    row: Row
    page: ReviewPage
    asks: str = ""  # the question now open: sua, tach, gop, bo
    form: Form | None = None
    wrong: str = ""

    @property
    def proposal(self) -> Proposal:
        return self.row.proposal

    @property
    def acting(self) -> Decision:
        return self.page.acting

    @property
    def approving(self) -> Decision:
        return both(self.acting, corrections.missing(self.proposal.kind, self.proposal.content))

    @cached_property
    def url(self) -> dict[str, str]:
        """Where each move of the item goes, by the name templates use; the list shown goes with it."""
        page, pk = self.page, self.proposal.pk
        moves = {
            name: f"{reverse('plans:review_move', args=[page.document.pk, pk, name])}?xem={page.look_code}"
            for name in ("duyet", "bo", "xem-lai", "chon", "tao-viec", "tach", "gop")
        }
        edit = f"{reverse('plans:review_edit', args=[page.document.pk, pk])}?xem={page.look_code}"
        asks = {f"hoi_{name}": page.address(pk, asks=name) for name in ("sua", "tach")}
        named = {name.replace("-", "_"): address for name, address in moves.items()}
        return {**named, **asks, "sua": edit, "back": page.address(pk)}

    @property
    def dropping(self) -> DropForm:
        return DropForm(initial={"version": self.proposal.version})

    @property
    def before(self) -> Row | None:
        return self.page.beside(self.row.pk, -1)

    @property
    def after(self) -> Row | None:
        return self.page.beside(self.row.pk, 1)

    @property
    def doubtful(self) -> Row | None:
        return self.page.next_doubtful(self.row.pk)

    @property
    def waits(self) -> bool:
        return self.row.state in WAITING

    @property
    def plain(self) -> bool:
        """The kind goes without saying: a task, or a sentence whose badge says it."""
        return self.proposal.kind in (Kind.ASSIGNMENT, Kind.SILENT)

    @property
    def silent(self) -> bool:
        return self.proposal.kind == Kind.SILENT

    @property
    def deadline(self) -> str:
        return deadline_words.said(
            corrections.held(self.proposal.content, "due"), issued_on=self.page.document.issued_on
        )

    @property
    def previewed(self) -> str:
        """The deadline in the edit form, in words; empty while it cannot be understood."""
        if self.form is None or "due" not in self.form.fields:
            return ""
        due = self.form.cleaned_data.get("due") if self.form.is_bound else self.form.initial["due"]
        return deadline_words.said(due, issued_on=self.page.document.issued_on) if due else ""

    @property
    def candidates(self) -> list[Agency]:
        """Bodies the lead's name may mean, while nobody has chosen: one key each."""
        lead = self.proposal.content.get("lead") or {}
        if lead.get("agency_ids") or self.proposal.kind != Kind.ASSIGNMENT:
            return []
        return [self.row.bodies[pk] for pk in lead.get("candidate_ids", ()) if pk in self.row.bodies][:9]

    @property
    def following(self) -> Row | None:
        """The next item of the same kind still standing, to merge with; silent sentences are not merged."""
        if self.silent:
            return None
        after = self.page.every[self.row.number :]
        return next(
            (
                row
                for row in after
                if row.proposal.kind == self.proposal.kind and row.state is not State.DROPPED
            ),
            None,
        )

    @property
    def facts(self) -> list[Fact]:
        return [fact for fact in FACTS[Kind(self.proposal.kind)](self) if fact.value]

    def meant(self, name: str) -> str:
        """Full names of the bodies, each name of the document that means none in quotes."""
        content = self.proposal.content
        value = content.get(name) or []
        agencies = [value] if isinstance(value, dict) else value
        ids = [pk for agency in agencies for pk in agency["agency_ids"]]
        names = [self.row.bodies[pk].name for pk in dict.fromkeys(ids) if pk in self.row.bodies]
        open_names = [
            f"«{agency['text']}» (chưa rõ)"
            for agency in agencies
            if agency.get("text") and not agency["agency_ids"]
        ]
        return "; ".join([*names, *open_names])

    def written(self, name: str) -> str:
        """The lead as the document writes it, where that is not simply the body's name."""
        value = self.proposal.content.get(name) or {}
        text = value.get("text") or ""
        names = [self.row.bodies[pk].name for pk in value.get("agency_ids", ()) if pk in self.row.bodies]
        return "" if [text] == names or not names else text


def task_facts(item: Item) -> Iterator[Fact]:
    content = item.proposal.content
    yield Fact("Cơ quan chủ trì", item.meant("lead") or "Chưa chọn")
    if written := item.written("lead"):
        yield Fact("Văn bản ghi", f"«{written}»")
    yield Fact("Phối hợp", item.meant("coordinating"))
    yield from due_facts(item)
    yield Fact("Sản phẩm phải có", content.get("product", ""))
    yield Fact("Địa bàn", "; ".join(content.get("places", ())))


def due_facts(item: Item) -> Iterator[Fact]:
    text = corrections.held(item.proposal.content, "due").text
    yield Fact("Thời hạn", item.deadline[:1].upper() + item.deadline[1:] + (f" («{text}»)" if text else ""))


def report_facts(item: Item) -> Iterator[Fact]:
    yield Fact("Cơ quan báo cáo", item.meant("who") or "Chưa chọn")
    yield Fact("Nội dung", item.proposal.content.get("what", ""))
    yield Fact("Gửi đến", item.meant("to"))
    yield Fact("Qua", item.meant("through"))
    yield from due_facts(item)


def campaign_facts(item: Item) -> Iterator[Fact]:
    content = item.proposal.content
    days = [moment(content.get(name)) for name in ("from", "to")]
    yield Fact("Tên", content.get("name", ""))
    yield Fact("Thời gian", " – ".join(day for day in days if day))
    yield Fact("Địa bàn", "; ".join(content.get("places", ())))


def message_facts(item: Item) -> Iterator[Fact]:
    content = item.proposal.content
    yield Fact(MESSAGES.get(content.get("kind", ""), "Nội dung"), content.get("text", ""))


def silent_facts(item: Item) -> Iterator[Fact]:
    yield Fact("Câu", " ".join(item.proposal.content.get("words", "").split()))


FACTS: dict[Proposal.Kind, Callable[[Item], Iterator[Fact]]] = {
    Kind.ASSIGNMENT: task_facts,
    Kind.REPORT: report_facts,
    Kind.CAMPAIGN: campaign_facts,
    Kind.MESSAGE: message_facts,
    Kind.SILENT: silent_facts,
}


def moment(value: str | None) -> str:
    """«2024-07-01» as 01/07/2024."""
    return "/".join(reversed(value.split("-"))) if value else ""
