"""The register of documents, one document whole, and how far its work is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, F, OuterRef, Q, Subquery

from diemtua.access.actor import Actor
from diemtua.kernel.text import tokens
from diemtua.plans.models import Campaign, ChildPlan, Citation, Document, ReportDuty, Succession, Task
from diemtua.plans.models.documents import heavy
from diemtua.plans.rules import Standing, standing
from diemtua.ui.paging import SIZE, Slice, Value, cut, place


def prefixes(words: str) -> str:
    """What was typed as a search for folded beginnings: «mua bán ng» finds «mua bán người». Empty for no word."""
    return " & ".join(f"{token}:*" for token in tokens(words)[:12])


def register(
    actor: Actor, *, words: str = "", kind: str = "", drafts: bool = False, after: str = "", size: int = SIZE
) -> Slice[Document]:
    """One page of the register, newest document first. One query."""
    documents = Document.objects.visible_to(actor).matching(prefixes(words))
    documents = documents.drafts() if drafts else documents.issued()
    if kind:
        documents = documents.filter(kind=kind)
    if start := place(after, 2):
        documents = documents.filter(older(start))
    # Counted for the rows of this page alone: joining the tasks would count them for the whole register.
    counted = Task.objects.filter(document=OuterRef("pk")).order_by().values("document").values(n=Count("pk"))
    rows = list(
        documents.select_related("holder")
        .defer("text", "folded", "search")
        .annotate(task_count=Subquery(counted))
        .order_by(F("issued_on").desc(nulls_last=True), "-pk")[: size + 1]
    )
    return cut(rows, lambda document: (document.issued_on, document.pk), size=size, after=after)


def older(start: list[Value]) -> Q:
    """Documents after ``start`` in the register's order; those without a day come last."""
    issued_on, pk = start
    if issued_on is None:
        return Q(issued_on=None, pk__lt=pk)
    return Q(issued_on__lt=issued_on) | Q(issued_on=issued_on, pk__lt=pk) | Q(issued_on=None)


def one(actor: Actor, document_id: int) -> Document:
    """A document the actor may know. One query. Raises ``Document.DoesNotExist``."""
    return Document.objects.visible_to(actor).select_related("holder", "created_by").get(pk=document_id)


def words(actor: Actor, document_id: int) -> tuple[Document, list[tuple[int, int, int]]]:
    """A document and where its tasks stand in its words: (start, end, task). Two queries."""
    document = one(actor, document_id)
    tasks = Task.objects.visible_to(actor).filter(document=document, start__isnull=False)
    spans = tasks.order_by("start").values_list("start", "end", "pk")
    return document, [(start, end, pk) for start, end, pk in spans if start is not None and end is not None]


@dataclass
class Progress:
    """How many pieces of work stand where."""

    counts: dict[Standing, int] = field(default_factory=lambda: dict.fromkeys(Standing, 0))

    def add(self, where: Standing) -> None:
        self.counts[where] += 1

    @property
    def total(self) -> int:
        return sum(n for where, n in self.counts.items() if where is not Standing.CANCELLED)

    @property
    def done(self) -> int:
        return self.counts[Standing.DONE_IN_TIME] + self.counts[Standing.DONE_LATE]

    @property
    def overdue(self) -> int:
        return self.counts[Standing.DOING_OVERDUE]

    @property
    def percent(self) -> int:
        return round(100 * self.done / self.total) if self.total else 0


@dataclass(frozen=True)
class DocumentRecord:
    """One document with everything its page shows; ``passed_on`` says who followed whom under it, with the texts."""

    document: Document
    passed_on: list[str]
    citations: list[Citation]
    children: list[Document]
    progress: Progress
    by_chapter: list[tuple[str, str, Progress]]
    by_agency: list[tuple[int, str, Progress]]
    by_month: list[tuple[date, Progress]]
    duties: list[ReportDuty]
    campaigns: list[Campaign]
    child_plans: list[ChildPlan]
    pending: int


def record(actor: Actor, document_id: int) -> DocumentRecord:
    """One document whole. Eight queries, nine for a draft. Raises ``Document.DoesNotExist`` where the actor may not know it."""
    passed_on = Succession.objects.visible_to(actor).filter(document=OuterRef("pk"))
    document = (
        Document.objects.visible_to(actor)
        .select_related("holder", "keeper", "parent", "created_by", "issued_by")
        .defer("text", "folded", "search")
        .annotate(passed_on=ArraySubquery(passed_on.order_by("pk").values("note")))
        .get(pk=document_id)
    )
    rows = list(
        Task.objects.visible_to(actor)
        .filter(document=document)
        .values_list("clause", "lead", "lead__name", "due_on", "completed_on", "cancelled_on")
    )
    chapters = {clause.path: clause.heading for clause in document.clauses.filter(level=1)}
    whole, by_chapter, by_agency, by_month = tally(rows, on=actor.today)
    return DocumentRecord(
        document=document,
        passed_on=document.passed_on or [],
        citations=list(document.citations.select_related("target").defer(*heavy("target"))),
        children=list(
            Document.objects.visible_to(actor)
            .filter(parent=document)
            .select_related("holder")
            .defer(*heavy())
        ),
        progress=whole,
        by_chapter=[(path, chapters.get(path, ""), each) for path, each in by_chapter.items()],
        by_agency=[(pk, name, each) for (pk, name), each in by_agency.items()],
        by_month=sorted(by_month.items()),
        duties=list(ReportDuty.objects.visible_to(actor).filter(document=document).select_related("through")),
        campaigns=list(Campaign.objects.visible_to(actor).filter(document=document)),
        child_plans=list(
            ChildPlan.objects.visible_to(actor)
            .filter(document=document)
            .select_related("agency", "child")
            .defer(*heavy("child"))
        ),
        pending=0 if document.issued_at else document.proposals.pending().visible_to(actor).count(),
    )


def tally(rows: Iterable[tuple], *, on: date) -> tuple[Progress, dict, dict, dict]:
    """Progress of the whole, by chapter, by lead and by month of the deadline. No query."""
    whole = Progress()
    by_chapter: dict[str, Progress] = defaultdict(Progress)
    by_agency: dict[tuple[int, str], Progress] = defaultdict(Progress)
    by_month: dict[date, Progress] = defaultdict(Progress)
    for clause, lead, name, due_on, completed_on, cancelled_on in rows:
        where = standing(due_on=due_on, completed_on=completed_on, cancelled_on=cancelled_on, on=on)
        groups = [whole, by_chapter[clause.split("/")[0]], by_agency[(lead, name)]]
        if due_on:
            groups.append(by_month[due_on.replace(day=1)])
        for group in groups:
            group.add(where)
    return whole, by_chapter, by_agency, by_month
