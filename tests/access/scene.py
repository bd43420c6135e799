"""People of two provinces with accounts, on a demonstration day."""

from datetime import date

from diemtua.access.models import StandingClock
from diemtua.directory.models import Area
from tests.access.accounts import account_of
from tests.people import CAST, person


def people():
    for name in CAST:
        account_of(person(name))
    for area in Area.objects.all():
        StandingClock.objects.create(province=area, today=date(2024, 7, 15))
