"""The cascade of a document, decided before it prints."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from diemtua.access.actor import Actor
from diemtua.kernel.decision import Decision
from diemtua.plans.actions.cascade import may_link
from diemtua.plans.queries.cascade import Cascade, Obligation
from diemtua.ui.clocks import Face, face
from diemtua.ui.parts import Meaning, Share


@dataclass(frozen=True)
class ObligationRow:
    """One agency: has it issued its plan, and what does its plan leave out."""

    found: Obligation
    actor: Actor

    @property
    def clock(self) -> Face:
        plan = self.found.plan
        done = timezone.localdate(plan.linked_at) if plan.child_id and plan.linked_at else None
        return face(plan.due_on, self.actor.now, done=done, none="không nêu thời hạn ban hành")

    @property
    def linking(self) -> Decision:
        return may_link(self.found.plan, self.actor)

    @property
    def covered(self) -> int:
        return len(self.found.wanted) - len(self.found.missing)


@dataclass(frozen=True)
class CascadePage:
    """Who has issued a plan of its own under a document, who has not."""

    found: Cascade
    actor: Actor

    @property
    def rows(self) -> list[ObligationRow]:
        """Those without a plan first."""
        rows = [ObligationRow(each, self.actor) for each in self.found.obligations]
        return sorted(rows, key=lambda row: row.found.plan.child_id is not None)

    @property
    def figures(self) -> list[Share]:
        plans = [each.plan for each in self.found.obligations]
        late = sum(
            1 for plan in plans if not plan.child_id and plan.due_on and plan.due_on < self.actor.today
        )
        return [
            Share("cơ quan phải ban hành", len(plans)),
            Share("đã nối kế hoạch", sum(1 for plan in plans if plan.child_id), Meaning.DONE),
            Share("quá hạn chưa có", late, Meaning.LATE if late else Meaning.PLAIN),
        ]
