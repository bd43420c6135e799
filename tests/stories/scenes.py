"""Scenes for stories in a browser: who is there, on which day, with which plans on the desk."""

from tests.access.scene import people
from tests.people import person
from tests.plans.reviews import SOC_TRANG, real_draft

LONG = "a1-mua-ban-nguoi.txt"


def reviewing():
    """The police have just registered Kế hoạch 155/KH-UBND three times over, and one long plan with tables."""
    people()
    for file in (SOC_TRANG, SOC_TRANG, SOC_TRANG, LONG):
        real_draft(person("nam"), file)
