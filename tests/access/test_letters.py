"""Letters of the sign-in pages: sealed in the queue, sent by a real worker, asked again when nobody answers."""

import re

import pytest
from cryptography.fernet import InvalidToken
from django.core import mail
from django.db import connection
from django.urls import reverse

from diemtua.access import jobs
from diemtua.access.sealing import seal, unseal
from tests.access.accounts import PASSWORD, account_of, deliver, sealed_letters, sign_in
from tests.at_once import COMMITTED, emptied
from tests.people import person
from tests.plans.worker import an_empty_queue, work, work_once

committed = pytest.mark.django_db(**COMMITTED)


@pytest.fixture
def account(transactional_db):
    with emptied(), an_empty_queue():
        yield account_of(person("hoa"))


@committed
def test_a_letter_that_could_not_go_is_asked_for_again_and_goes_once(client, account, post):
    post.refusing = True
    answer = client.post(reverse("account_reset_password"), {"email": account.email})
    assert answer.url == reverse("account_reset_password_done")
    work_once()
    assert post.tries == 1 and post.letters == []
    post.refusing = False
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT scheduled_at - now() < interval '1 minute' FROM procrastinate_jobs WHERE task_name = %s",
            [jobs.send.name],
        )
        assert cursor.fetchall() == [(True,)]
        cursor.execute("UPDATE procrastinate_jobs SET scheduled_at = NULL")
    work()
    [letter] = post.to(account.email)
    assert "Đặt lại mật khẩu" in letter["Subject"] and letter["Auto-Submitted"] == "auto-generated"


@committed
def test_a_post_office_that_is_closed_stops_nobody(client, account, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    assert client.post(reverse("account_reset_password"), {"email": account.email}).status_code == 302
    work_once()
    assert len(sealed_letters()) == 1


@pytest.mark.django_db
def test_the_link_rests_sealed_and_keeps_its_name_however_often_it_goes(client, hoa):
    account = account_of(hoa)
    client.post(reverse("account_reset_password"), {"email": account.email})
    [sealed] = sealed_letters()
    assert account.email not in sealed and "mat-khau" not in sealed
    deliver()
    deliver()
    first, second = mail.outbox
    assert re.search(r"http://testserver\S+", first.body)
    assert first.extra_headers["Message-ID"] == second.extra_headers["Message-ID"]


@pytest.mark.django_db
def test_a_changed_password_is_told_by_letter(client, hoa):
    account = account_of(hoa)
    sign_in(client, account.email)
    given = {"oldpassword": PASSWORD, "password1": "Mat-khau-moi-rat-dai-2025"}
    client.post(reverse("account_change_password"), {**given, "password2": given["password1"]})
    deliver()
    assert [letter.to for letter in mail.outbox] == [[account.email]]


def test_what_is_sealed_for_one_purpose_opens_for_no_other(settings):
    sealed = seal("đường dẫn", jobs.PURPOSE)
    with pytest.raises(InvalidToken):
        unseal(sealed, b"diemtua.access.mfa")
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "khoa-moi-cua-may-chu-" * 3
    assert unseal(sealed, jobs.PURPOSE) == "đường dẫn"
