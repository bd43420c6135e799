"""The review page, decided before it prints: the document's marks, the list to walk, the item that is open."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property

from django.urls import reverse

from diemtua.access.actor import Actor
from diemtua.directory.models import Agency
from diemtua.kernel.decision import Decision, both
from diemtua.plans import corrections, deadline_words
from diemtua.plans.forms.review import MESSAGES, DropForm
from diemtua.plans.models import Document, Proposal
from diemtua.plans.models.documents import SURE
from diemtua.plans.pages.documents import pieces
from diemtua.plans.queries.review import Review
from diemtua.ui.forms import Form
from diemtua.ui.parts import Badge, Fact, Meaning, Tab

Kind, Choice = Proposal.Kind, Proposal.Decision


class State(Enum):
    """How an item stands, and so its colour: in the text, in the list and on its own sheet alike."""

    DOUBT = ("ngo", "Đáng ngờ", Badge("Đáng ngờ", Meaning.SOON, icon="alert-triangle"))
    SILENT = ("cau", "Câu chưa thành việc", Badge("Câu nêu nhiệm vụ nhưng chưa thành việc", Meaning.SOON, icon="help-circle"))
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


class Look(Enum):
    """Which items the list shows; the value stands in the address."""

    DOUBT = ("ngo", "Đáng ngờ", (State.DOUBT, State.SILENT))
    PENDING = ("cho", "Chờ xem", (State.DOUBT, State.SILENT, State.PENDING))
    SILENT = ("cau", "Câu chưa thành việc", (State.SILENT,))
    APPROVED = ("duyet", "Đã duyệt", (State.APPROVED,))
    DROPPED = ("bo", "Đã bỏ", (State.DROPPED,))
    EVERY = ("tat-ca", "Tất cả", tuple(State))

    def __init__(self, code: str, word: str, states: tuple[State, ...]) -> None:
        self.code, self.word, self.states = code, word, states


WAITING = Look.PENDING.states


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
        return str(content.get("name") or content.get("what") or " ".join(self.proposal.content.get("words", "").split()))[:160]

    @property
    def report(self) -> bool:
        return self.proposal.kind == Kind.REPORT


@dataclass(frozen=True)
class Piece:
    """A stretch of the document as the page marks it; a mark leads to its item.

    ``place`` and the keys are text already, as addresses write numbers.
    """

    text: str
    place: str
    key: str = ""
    classes: str = ""
    begins: tuple[str, ...] = ()  # items whose words begin here


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
        return deadline_words.said(corrections.held(self.proposal.content, "due"), issued_on=self.page.document.issued_on)

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
        return next((row for row in after if row.proposal.kind == self.proposal.kind and row.state is not State.DROPPED), None)

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
        open_names = [f"«{agency['text']}» (chưa rõ)" for agency in agencies if agency.get("text") and not agency["agency_ids"]]
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
    yield Fact("Sản phẩm", content.get("product", ""))
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


@dataclass
class ReviewPage:
    """Source left, reading right; one item open, doubtful ones first."""

    record: Review
    actor: Actor
    acting: Decision
    issuing: Decision
    look: Look | None = None
    open_id: int | None = None
    every: list[Row] = field(init=False)

    def __post_init__(self) -> None:
        self.every = [Row(number, each, self.record.bodies) for number, each in enumerate(self.record.proposals, 1)]
        if self.look is None:
            self.look = self.usual()
        if self.row(self.open_id) is None:
            self.open_id = next((row.pk for row in self.rows), None)

    def usual(self) -> Look:
        """Doubtful first; then what still waits; then everything."""
        return next((look for look in (Look.DOUBT, Look.PENDING) if self.count(look)), Look.EVERY)

    @property
    def document(self) -> Document:
        return self.record.document

    def row(self, pk: int | None) -> Row | None:
        return next((row for row in self.every if row.pk == pk), None)

    @property
    def rows(self) -> list[Row]:
        assert self.look is not None
        return [row for row in self.every if row.state in self.look.states]

    def count(self, look: Look) -> int:
        return sum(row.state in look.states for row in self.every)

    @property
    def waiting(self) -> int:
        return self.count(Look.PENDING)

    @property
    def doubtful(self) -> int:
        return self.count(Look.DOUBT)

    @property
    def decided(self) -> int:
        return len(self.every) - self.waiting

    @property
    def sure(self) -> int:
        """Items that «duyệt các mục chắc chắn» would approve."""
        return sum(row.state is State.PENDING and row.proposal.origin == Proposal.Origin.READ for row in self.every)

    def address(self, pk: int | None = None, look: Look | None = None, asks: str = "") -> str:
        """The page with an item open; without scripts the browser goes to the item's words."""
        opened = f"&muc={pk}" if pk else ""
        asked = f"&hoi={asks}" if asks else ""
        words = f"#cho-{pk}" if pk else ""
        return f"{self.base}?xem={look.code if look else self.look_code}{opened}{asked}{words}"

    @cached_property
    def base(self) -> str:
        return reverse("plans:review", args=[self.document.pk])

    @cached_property
    def link(self) -> str:
        """The page with an item open, but for the item's number."""
        return f"{self.base}?xem={self.look_code}&muc="

    @property
    def open_key(self) -> str:
        return str(self.open_id)

    @property
    def look_code(self) -> str:
        assert self.look is not None  # settled when the page is made
        return self.look.code

    @property
    def add_href(self) -> str:
        return self.address(asks="them").replace("?", f"?muc={self.open_id}&" if self.open_id else "?")

    @property
    def back(self) -> str:
        return self.address(self.open_id)

    @property
    def tabs(self) -> list[Tab]:
        shown = [look for look in Look if self.count(look) or look is self.look or look in (Look.DOUBT, Look.PENDING)]
        return [Tab(look.word, self.address(self.open_id, look), self.count(look), look is self.look) for look in shown]

    def beside(self, pk: int | None, step: int) -> Row | None:
        """The item before or after in the list shown; from an item outside the list, by its place in the document."""
        here = self.row(pk)
        at = here.number if here else 0
        rows = [row for row in self.rows if (row.number - at) * step > 0]
        return (rows[0] if step > 0 else rows[-1]) if rows else None

    def next_doubtful(self, pk: int | None) -> Row | None:
        """The next doubtful item after this one, round again from the top."""
        here = self.row(pk)
        doubtful = [row for row in self.every if row.state in Look.DOUBT.states and row.pk != pk]
        return next((row for row in doubtful if here and row.number > here.number), doubtful[0] if doubtful else None)

    def next_waiting(self, pk: int | None) -> Row | None:
        """Where to go once an item is decided: the next of the list shown that still waits, round again."""
        here = self.row(pk)
        waiting = [row for row in self.rows if row.state in WAITING and row.pk != pk]
        if not waiting:
            waiting = [row for row in self.every if row.state in WAITING and row.pk != pk]
        return next((row for row in waiting if here and row.number > here.number), waiting[0] if waiting else None)

    @property
    def pieces(self) -> Iterator[Piece]:
        """The document's words; where several items stand on the same words, the innermost leads."""
        states = {row.pk: row.state.code for row in self.every}
        begin: dict[int, list[str]] = {}
        for row in self.every:
            begin.setdefault(row.proposal.start, []).append(row.key)
        at = 0
        for piece in pieces(self.document.text, [(row.proposal.start, row.proposal.end, row.pk) for row in self.every]):
            if piece.ids:
                innermost = piece.ids[-1]
                classes = f"{piece.classes} {states[innermost]}{' on' if self.open_id in piece.ids else ''}"
                yield Piece(piece.text, str(at), str(innermost), classes, tuple(begin.get(at, ())))
            else:
                yield Piece(piece.text, str(at))
            at += len(piece.text)
