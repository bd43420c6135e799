"""What still stands open on a case: asked before closing, shown beside the button."""

from __future__ import annotations

from django.db.models import Count, Model, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from diemtua.cases.models import (
    Case,
    ChildPlan,
    ProtectionMeasure,
    RegimeOverride,
    Service,
    Share,
    Stay,
)
from diemtua.cases.rules.closing import OpenWork
from diemtua.cases.statuses import ChildPlan as ChildPlanState
from diemtua.cases.statuses import Protection

ENDED = (Protection.ENDED, Protection.REFUSED, Protection.DECLINED)
MOVING = ("referral", "offer")


def open_services() -> QuerySet[Service]:
    """Neither provided nor refused."""
    return Service.objects.filter(provided_on=None, refused_on=None)


def open_work_of(case: Case) -> OpenWork:
    """Everything open on a case, the dependants' included. One query.

    A child plan under way stays the commune's; it is counted until it is carried out or the court decided.
    """
    rows: dict[str, QuerySet[Model]] = {
        "services": open_services(),
        "referrals": Share.objects.in_force().filter(kind__in=MOVING),
        "protections": ProtectionMeasure.objects.exclude(state__in=ENDED),
        "stays": Stay.objects.filter(ended_on=None),
        "approvals": RegimeOverride.objects.filter(approved_at=None),
        "child_plans": ChildPlan.objects.exclude(
            state__in=[ChildPlanState.CARRIED_OUT, ChildPlanState.SEPARATED]
        ),
    }
    counts = (
        Case.objects.filter(pk=case.pk).values(**{name: _count(each) for name, each in rows.items()}).get()
    )
    return OpenWork(**counts)


def _count(rows: QuerySet[Model]) -> Coalesce:
    mine = rows.filter(case=OuterRef("pk")).order_by().values("case").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(mine), 0)


def services_open(case: Case) -> int:
    """One query."""
    return open_services().filter(Q(case=case)).count()
