"""Who must issue a plan of its own under a document, who has, and what theirs leaves out."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from diemtua.access.actor import Actor
from diemtua.plans.coverage import uncovered
from diemtua.plans.models import ChildPlan, Document, Task
from diemtua.plans.models.documents import heavy


@dataclass(frozen=True)
class Obligation:
    """One agency's duty to issue a plan: the work the parent sets it, and which of it its own plan seems to lack.

    ``missing`` is empty while there is no plan, or while its work is not known to the asker (``compared`` is false).
    """

    plan: ChildPlan
    wanted: list[Task]
    missing: list[Task]
    compared: bool


@dataclass(frozen=True)
class Cascade:
    document: Document
    obligations: list[Obligation]


def cascade(actor: Actor, document_id: int) -> Cascade:
    """The cascade of one document. Four queries. Raises ``Document.DoesNotExist`` where the actor may not know it."""
    document = (
        Document.objects.visible_to(actor)
        .select_related("holder")
        .defer("text", "folded", "search")
        .get(pk=document_id)
    )
    plans = list(
        ChildPlan.objects.visible_to(actor)
        .filter(document=document)
        .select_related("agency", "task", "child", "document")
        .defer(*heavy("child"), *heavy("document"))
        .order_by("agency__name_sort", "pk")
    )
    asked = {plan.task_id for plan in plans}
    wanted: dict[int, list[Task]] = defaultdict(list)
    parents = Task.objects.visible_to(actor).filter(document=document, cancelled_on=None)
    for task in (
        parents.filter(lead__in={plan.agency_id for plan in plans}).exclude(pk__in=asked).order_by("number")
    ):
        wanted[task.lead_id].append(task)
    offered: dict[int, list[str]] = defaultdict(list)
    children = Task.objects.visible_to(actor).filter(document__in={plan.child_id for plan in plans} - {None})
    for child_id, content in children.values_list("document", "content"):
        offered[child_id].append(content)
    return Cascade(document, [obligation(plan, wanted[plan.agency_id], offered) for plan in plans])


def obligation(plan: ChildPlan, wanted: list[Task], offered: dict[int, list[str]]) -> Obligation:
    theirs = offered.get(plan.child_id or 0, [])
    if not theirs:
        return Obligation(plan, wanted, [], compared=False)
    lacking = uncovered([task.content for task in wanted], theirs)
    return Obligation(
        plan, wanted, [task for task, out in zip(wanted, lacking, strict=True) if out], compared=True
    )


def candidates(actor: Actor, document_id: int) -> list[Document]:
    """Documents the actor's agency has given out, which may answer another's plan, newest first. One query."""
    found = Document.objects.visible_to(actor).issued().kept_by(actor.agency_id).exclude(pk=document_id)
    return list(
        found.only("kind", "number", "symbol", "title", "issued_on").order_by("-issued_on", "-pk")[:100]
    )
