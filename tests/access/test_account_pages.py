"""What an officer does with his own account."""

import re

import pytest
from allauth.mfa import signals
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core import mail
from django.test import Client
from django.urls import reverse

from tests.access.accounts import PASSWORD, account_of, code_of, deliver, enrolled, sign_in, trail

pytestmark = pytest.mark.django_db
NEW = "Mat-khau-moi-rat-dai-2025"


@pytest.fixture
def account(hoa):
    return account_of(hoa)


@pytest.fixture
def inside(client, account):
    """A browser signed in, whose officer has just said again who he is."""
    sign_in(client, account.email)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client


PAGES = (
    "access:account",
    "account_change_password",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
    "usersessions_list",
    "account_logout",
)


@pytest.mark.parametrize("name", PAGES)
def test_every_page_speaks_vietnamese_and_keeps_scripts_out_of_its_text(inside, name):
    text = inside.get(reverse(name)).content.decode()
    assert 'lang="vi"' in text
    assert not re.search(r"<script(?![^>]*(src=|application/json))", text)
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=", text)
    assert not re.search(
        r"\b(Password|Sign In|Sign Out|Change|Submit|Authenticator|Two-Factor)\b",
        text.split("<main")[1].replace("Google Authenticator, Microsoft Authenticator", ""),
    )


@pytest.mark.parametrize("name", PAGES)
def test_a_stranger_is_sent_to_the_door(client, name):
    response = client.get(reverse(name))
    assert response.status_code == 302


def test_changing_the_password_takes_the_old_one_and_a_good_new_one(inside, hoa, account):
    page = reverse("account_change_password")
    short = inside.post(page, {"oldpassword": PASSWORD, "password1": "ngan", "password2": "ngan"})
    assert "12" in short.content.decode()
    common = inside.post(
        page, {"oldpassword": PASSWORD, "password1": "password1234", "password2": "password1234"}
    )
    assert common.status_code == 200
    wrong = inside.post(page, {"oldpassword": "khong-dung-dau-nhe", "password1": NEW, "password2": NEW})
    assert "Mật khẩu hiện tại không đúng." in wrong.content.decode()
    assert (
        inside.post(page, {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}).url == "/tai-khoan/"
    )
    account.refresh_from_db()
    assert account.check_password(NEW)
    assert account.password.startswith("argon2")
    assert trail()[-1] == ("access.password_changed", hoa.officer_id)


def test_a_forgotten_password_is_reset_by_letter(client, hoa, account):
    sent = client.post(reverse("account_reset_password"), {"email": account.email})
    assert sent.url == reverse("account_reset_password_done")
    assert mail.outbox == []
    deliver()
    letter = mail.outbox[0]
    assert (letter.to, "Điểm Tựa" in letter.subject, "Đặt lại mật khẩu" in letter.subject) == (
        [account.email],
        True,
        True,
    )
    link = re.search(r"http://testserver(\S+)", letter.body)[1]
    form = client.get(client.get(link).url)
    assert "Đặt mật khẩu mới" in form.content.decode()
    client.post(form.request["PATH_INFO"], {"password1": NEW, "password2": NEW})
    account.refresh_from_db()
    assert account.check_password(NEW)
    assert ("access.password_reset", hoa.officer_id) in trail()
    assert "không còn dùng được" in client.get(link, follow=True).content.decode()


def test_asking_for_an_unknown_address_looks_the_same_and_sends_nothing(client, account):
    known = client.post(reverse("account_reset_password"), {"email": account.email})
    unknown = client.post(reverse("account_reset_password"), {"email": "khong-co-ai@tinh.example"})
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    deliver()
    assert [letter.to for letter in mail.outbox] == [[account.email]]


def test_switching_the_second_factor_on_gives_spare_codes(inside, account):
    page = inside.get(reverse("mfa_activate_totp"))
    secret = re.search(r"<code>([A-Z2-7]{32})</code>", page.content.decode())[1]
    response = inside.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    assert response.url == reverse("mfa_view_recovery_codes")
    assert len(re.findall(r"<li><code>", inside.get(response.url).content.decode())) == 10
    stored = Authenticator.objects.get(user=account, type="totp").data["secret"]
    assert secret not in stored


def test_a_new_second_factor_is_noted_once_it_is_kept(account, hoa, rf):
    enrolled(account)
    factor = Authenticator.objects.get(user=account)
    signals.authenticator_added.send(Authenticator, request=rf.get("/"), user=account, authenticator=factor)
    signals.authenticator_reset.send(Authenticator, request=rf.get("/"), user=account, authenticator=factor)
    assert trail() == [("access.factor_added", hoa.officer_id), ("access.factor_renewed", hoa.officer_id)]


def test_switching_it_off_asks_who_it_is_and_is_noted(client, hoa, account):
    enrolled(account)
    client.force_login(account)
    asked = client.get(reverse("mfa_deactivate_totp"))
    assert asked.status_code == 302
    page = client.get(asked.url)
    assert "Xác nhận danh tính" in page.content.decode()
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    assert client.post(reverse("mfa_deactivate_totp")).url == reverse("mfa_index")
    assert not Authenticator.objects.filter(user=account, type="totp").exists()
    assert ("access.factor_removed", hoa.officer_id) in trail()


def test_the_sessions_list_names_machines_and_signs_out_the_others(inside, account):
    other = Client(headers={"user-agent": "Mozilla/5.0 (Linux; Android 14) Chrome/120.0"})
    sign_in(other, account.email)
    page = inside.get(reverse("usersessions_list")).content.decode()
    assert "Chrome trên Android" in page
    assert "Máy này" in page
    assert "Đăng xuất các máy khác" in page
    inside.post(reverse("usersessions_list"))
    assert UserSession.objects.filter(user=account).count() == 1
    assert other.get("/tai-khoan/").status_code == 302
    assert inside.get("/tai-khoan/").status_code == 200


def test_a_passkey_sign_in_offers_a_challenge_to_anybody_and_nothing_else(client):
    data = client.get(reverse("mfa_login_webauthn"), headers={"accept": "application/json"}).json()
    options = data["request_options"]["publicKey"]
    assert options["challenge"]
    assert not options.get("allowCredentials")
