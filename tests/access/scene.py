"""People of two provinces with accounts, on a demonstration day."""

from datetime import date

from diemtua.access.actor import actor_of
from diemtua.access.models import StandingClock
from diemtua.directory.models import Area, Posting
from tests.access.accounts import account_of
from tests.people import CAST, AgencyFactory, PostingFactory, person


def people():
    for name in CAST:
        account_of(person(name))
    keeper()
    for area in Area.objects.all():
        StandingClock.objects.create(province=area, today=date(2024, 7, 15))


def keeper():
    """Who keeps the accounts of Sóc Trăng."""
    office = AgencyFactory(kind="vp-ubnd", name="Văn phòng Ủy ban nhân dân tỉnh")
    posting = PostingFactory(officer__name="Đỗ Văn Quản", agency=office, duties=["administer"])
    account_of(actor_of(Posting.objects.select_related("officer", "agency__province").get(pk=posting.pk)))
