"""Officers at a browser: signed in, on the day their province lives on."""

from django.test import Client

from diemtua.access.models import Account, StandingClock
from diemtua.directory.models import Officer
from tests.people import TODAY


def visit(actor, today=TODAY):
    """A signed-in client of ``actor``; ``None`` is nobody."""
    client = Client()
    if actor is None:
        return client
    account = Account.objects.filter(officer=actor.officer_id).first()
    if account is None:
        officer = Officer.objects.get(pk=actor.officer_id)
        account = Account.objects.create_account(officer, None)
    StandingClock.objects.update_or_create(province_id=actor.province_id, defaults={"today": today})
    client.force_login(account)
    return client
