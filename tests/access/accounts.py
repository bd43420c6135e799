"""Accounts for people we know, and what the trail says about them."""

from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.db import connection

from diemtua.access import jobs
from diemtua.access.actor import house
from diemtua.access.models import Account
from diemtua.access.session import session
from diemtua.audit.models import Entry
from diemtua.directory.models import Officer

PASSWORD = "Mot-mat-khau-du-dai-2024"


def account_of(actor, **extra):
    return Account.objects.create_account(Officer.objects.get(pk=actor.officer_id), PASSWORD, **extra)


def enrolled(account):
    """Switch the second factor on; returns the function that tells the code of this instant."""
    secret = generate_totp_secret()
    TOTP.activate(account, secret)
    return lambda: code_of(secret)


def code_of(secret):
    """What the application on the officer's phone shows now."""
    now = list(yield_hotp_counters_from_time())[1]  # between the one before and the one after
    return format_hotp_value(hotp_value(secret, now))


def trail():
    """Acts in order, with the officer each is about."""
    with session(house()):
        return [(entry.act, entry.officer) for entry in Entry.objects.order_by("id")]


def deliver():
    """Do as the worker does with the letters of this test, which no other connection can see."""
    for sealed in sealed_letters():
        jobs.send(sealed)


def sealed_letters():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT args->>'sealed' FROM procrastinate_jobs WHERE task_name = %s AND status = 'todo' ORDER BY id",
            [jobs.send.name],
        )
        return [sealed for (sealed,) in cursor.fetchall()]


def sign_in(client, email, password=PASSWORD, **more):
    return client.post("/tai-khoan/dang-nhap/", {"login": email, "password": password, **more})
