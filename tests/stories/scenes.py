"""Scenes for stories in a browser: who is there, on which day, with which plans on the desk."""

from dataclasses import replace
from datetime import date

from django.db import transaction

from diemtua.access.actor import house
from diemtua.access.models import StandingClock
from diemtua.access.session import session
from diemtua.demo import cast
from diemtua.demo.living import worker
from diemtua.demo.reviewing import review
from diemtua.demo.rulings import RULINGS
from diemtua.demo.running import people_of
from diemtua.demo.stages import MERGED_ON, STAGES
from diemtua.directory import loading
from diemtua.plans.actions.succession import carry_over
from diemtua.plans.models import Document
from tests.access.scene import people
from tests.people import person
from tests.plans.reviews import SOC_TRANG, real_draft

LONG = "a1-mua-ban-nguoi.txt"


def reviewing():
    """The police have just registered Kế hoạch 155/KH-UBND three times over, and one long plan with tables."""
    people()
    for file in (SOC_TRANG, SOC_TRANG, SOC_TRANG, LONG):
        real_draft(person("nam"), file)


def four_provinces():
    """Officers of the four provinces and of today's Cần Thơ, each on the day its plan arrives; no plan yet."""
    loading.load()
    for stage in STAGES:
        with transaction.atomic():
            people_of(replace(stage, today=stage.registered_on or MERGED_ON))
    cast.give_accounts()


def clock(province, day):
    """The province's day is now ``day`` (2024-08-06)."""
    StandingClock.objects.filter(province__code=province).update(today=date.fromisoformat(day))


def finish_review(province):
    """The officer who registered the province's plan decides what he left open, as the demonstration does."""
    stage = next(stage for stage in STAGES if stage.code == province)
    actor = cast.at(worker(province, "cong-an-tinh"), stage.registered_on)
    with session(actor):
        review(Document.objects.get(province__code=province), actor, RULINGS[province])


def merger(day):
    """On 1/7/2025 Sóc Trăng has become part of Cần Thơ: officers move, open work passes on; it is now ``day``."""
    on = date.fromisoformat(day)
    StandingClock.objects.filter(province__code="63-94").delete()
    clock("92", day)
    with transaction.atomic():
        cast.merge()
    with session(house(on)):
        carry_over(actor=house(on), on=on)
