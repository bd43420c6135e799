"""A province of forty bodies at work, with the longest names there are: what a single sheet must hold."""

import uuid
from datetime import date, timedelta

from diemtua.access.actor import house
from diemtua.access.models import StandingClock
from diemtua.access.session import session
from diemtua.plans.models import Campaign, ReportDue, ReportDuty
from diemtua.ui.kit import LONGEST, WORK
from tests.access.accounts import account_of
from tests.people import TODAY, AgencyFactory, person
from tests.plans.factories import issued_plan, task_of

BODIES = 45


def forty_bodies():
    """Work for more bodies than the sheet holds, some late, some near, some never begun; three campaigns."""
    nam = [person(name) for name in ("hoa", "ly", "binh", "nam")][-1]
    plan = issued_plan(nam)
    with session(house()):
        fill(plan)
    account_of(nam)
    StandingClock.objects.create(province_id=nam.province_id, today=TODAY)


def fill(plan):
    task, duty = task_of(plan, "II/2/a"), ReportDuty.objects.filter(document=plan).first()
    for n in range(BODIES):
        body = AgencyFactory(kind="so-y-te", name=f"{LONGEST} số {n}")
        ReportDue.objects.create(
            duty=duty,
            agency=body,
            period=f"Kỳ {n}",
            due_on=TODAY - timedelta(days=n + 1),
            province_id=plan.province_id,
            seen_by=plan.seen_by,
            client_id=uuid.uuid4(),
        )
        for k in range(3):
            task.pk, task.number, task.client_id = None, 1000 + 10 * n + k, uuid.uuid4()
            task.lead, task.content = body, WORK
            task.due_on = task.first_due_on = TODAY + timedelta(days=7 * (k - 1) + n % 5)
            task.save(force_insert=True)
    for n in range(3):
        Campaign.objects.create(
            document=plan,
            name=f"Đợt cao điểm tấn công, trấn áp tội phạm mua bán người lần thứ {n + 1} năm 2024",
            starts_on=date(2024, 3 + 2 * n, 1),
            ends_on=date(2024, 6 + 2 * n, 30),
            province_id=plan.province_id,
            seen_by=plan.seen_by,
        )
