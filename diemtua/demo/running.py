"""Setting the whole demonstration up, province by province; a province already there is left as officers have made it."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import date

from django.db import transaction

from diemtua.access.actor import house
from diemtua.access.models import StandingClock
from diemtua.access.session import session
from diemtua.demo import cast
from diemtua.demo.living import NAMES, close_periods, follow_suit, live, worker
from diemtua.demo.reviewing import review
from diemtua.demo.rulings import RULINGS
from diemtua.demo.stages import MERGED_ON, STAGES, Stage
from diemtua.directory import loading
from diemtua.directory.establishing import establish
from diemtua.directory.models import Agency, Area
from diemtua.plans.actions import documents, issuing
from diemtua.plans.actions.succession import carry_over, choose_successor
from diemtua.plans.models import Document, Task

Tell = Callable[[str], object]

# Sóc Trăng's plan goes on in Cần Thơ: who answered for its periods before the merger, until when, and who does since.
HERITAGE = "soc-trang-155-2023.txt"
FORMER, LAST_BEFORE = ("cong-an-tinh", "bo-doi-bien-phong", "so-ldtbxh", "vp-ubnd"), date(2024, 12, 31)
TAKEN_UP = date(2023, 8, 15)
HEIRS, CHOSEN_ON = ("cong-an-tinh", "vp-ubnd", "so-y-te"), date(2025, 7, 15)


def run(tell: Tell, *, today: date) -> None:
    """Areas, bodies, officers, plans, their work, the merger. Running it again adds nothing."""
    loading.load()
    for stage in STAGES:
        with transaction.atomic():
            province = people_of(stage)
            if stage.plan and not registered(stage):
                tell(f"{province.full_name}: đọc, rà soát, giao việc …")
                document = give_out(stage)
                live(document, stage.code)
                if stage.followed:
                    follow_suit(document, stage.followed)
                if stage.today is None:
                    close_periods(document, stage.code, FORMER, first=TAKEN_UP, until=LAST_BEFORE)
    with transaction.atomic():
        cast.merge()
        carry(today)
        cast.give_accounts()


def people_of(stage: Stage) -> Area:
    """The province with its bodies, officers and clock."""
    province = Area.objects.get(code=stage.code)
    establish(province, having=stage.having, districts=stage.districts)
    cast.appoint(province)
    if stage.today:
        StandingClock.objects.get_or_create(province=province, defaults={"today": stage.today})
    return province


def registered(stage: Stage) -> bool:
    with session(house()):
        return Document.objects.filter(client_id=name_of(stage)).exists()


def name_of(stage: Stage) -> uuid.UUID:
    return uuid.uuid5(NAMES, stage.plan)


def give_out(stage: Stage) -> Document:
    """The standing agency registers the plan, goes through its reading, and gives out the work."""
    assert stage.registered_on and stage.issued_on
    email = worker(stage.code, "cong-an-tinh")
    actor = cast.at(email, stage.registered_on)
    with session(actor):
        text = stage.text
        original = documents.Original(text=text, data=text.encode(), name=stage.plan)
        document = documents.register(original, actor=actor, client_id=name_of(stage))
        review(document, actor, RULINGS.get(stage.code, ()))
    actor = cast.at(email, stage.issued_on)
    with session(actor):
        return issuing.issue(document.pk, actor=actor)


def carry(today: date) -> None:
    """On the day of the merger the house passes work on; the new police choose for shelter and support; work goes on."""
    with session(house(MERGED_ON)):
        done = carry_over(actor=house(MERGED_ON), on=MERGED_ON)
        document = Document.objects.get(client_id=uuid.uuid5(NAMES, HERITAGE))
    if not done.tasks:
        return
    chief = cast.at(worker("92", "cong-an-tinh"), CHOSEN_ON)
    with session(chief):
        waiting = Task.objects.filter(
            document=document, lead__kind="so-ldtbxh", clause__in=("II/5/-1", "II/6/-1")
        )
        health = Agency.objects.on(CHOSEN_ON).get(province__code="92", kind="so-y-te")
        for task in waiting:
            choose_successor(
                task.pk,
                actor=chief,
                client_id=uuid.uuid5(NAMES, f"heir {task.pk}"),
                ended_id=task.lead_id,
                agency_id=health.pk,
            )
    close_periods(document, "92", HEIRS, first=CHOSEN_ON, until=today)
