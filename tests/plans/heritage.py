"""A province whose labour department has ended with two heirs, and whose police has ended with one: what waits, what passed."""

from datetime import date

from diemtua.access.actor import house
from diemtua.access.models import StandingClock
from diemtua.access.session import session
from diemtua.directory.models import Agency, AgencySuccession
from diemtua.plans.actions.succession import carry_over
from diemtua.plans.models import Document
from tests.access.accounts import account_of
from tests.people import AgencyFactory, person
from tests.plans.factories import issued_plan
from tests.plans.test_cascade import PARENT

ENDED, NOW, LAW = date(2025, 2, 28), date(2025, 3, 3), "Nghị quyết 190/2025/QH15"
HEIRS = {
    "hoa": (("so-y-te", "Sở Y tế", "Nạn nhân bị mua bán"), ("so-noi-vu", "Sở Nội vụ", "Việc làm, lao động")),
    "nam": (("thanh-tra", "Cơ quan kế thừa Công an tỉnh", ""),),
}


def after_a_merger():
    """The steering committee opens its lists on the Monday after."""
    people = {name: person(name) for name in ("hoa", "nam", "ly", "binh")}
    issued_plan(people["nam"], text=PARENT)
    with session(house()):
        Document.objects.update(period_to="")  # a plan that runs on
    for name, heirs in HEIRS.items():
        old = Agency.objects.get(pk=people[name].agency_id)
        for kind, called, topic in heirs:
            heir = AgencyFactory(kind=kind, name=called, area=old.area)
            AgencySuccession.objects.create(
                predecessor=old, successor=heir, on=date(2025, 3, 1), topic=topic, source=LAW
            )
        Agency.objects.filter(pk=old.pk).update(valid_until=ENDED)
    carry_over(actor=house(NOW), on=NOW)
    account_of(people["binh"])
    StandingClock.objects.create(province_id=people["binh"].province_id, today=NOW)
