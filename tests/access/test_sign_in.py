"""Coming in, and being kept out."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse

from diemtua.access.actions import network
from diemtua.directory.models import Posting
from tests.access.accounts import PASSWORD, account_of, enrolled, sign_in, trail

pytestmark = pytest.mark.django_db
WRONG = "Thư điện tử hoặc mật khẩu không đúng."
LOCKED = "Đã nhập sai quá nhiều lần."


@pytest.fixture
def account(hoa):
    return account_of(hoa)


def signed_in(client):
    return "_auth_user_id" in client.session


def test_the_right_password_opens_the_door(client, hoa, account):
    response = sign_in(client, account.email)
    assert (response.status_code, response.url) == (302, "/")
    assert signed_in(client)
    assert trail() == [("access.signed_in", hoa.officer_id)]


def test_the_address_may_be_typed_in_any_case(client, account):
    sign_in(client, f" {account.email.upper()} ")
    assert signed_in(client)


def test_the_officer_goes_on_to_the_page_he_asked_for(client, account):
    assert sign_in(client, account.email, next="/viec/").url == "/viec/"
    client.logout()
    assert sign_in(client, account.email, next="https://elsewhere.example/").url == "/"


def test_a_wrong_password_is_refused_and_noted(client, hoa, account):
    response = sign_in(client, account.email, "khong-phai-mat-khau-nay")
    assert WRONG in response.content.decode()
    assert not signed_in(client)
    assert trail() == [("access.sign_in_failed", hoa.officer_id)]


def seen(response, email):
    """The page as anybody sees it, without what is new each time."""
    text = response.content.decode().replace(email, "…")
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"|x-csrftoken": "\w+', "", text)


def test_an_unknown_address_gets_the_same_answer(client, account):
    known = sign_in(client, account.email, "khong-phai-mat-khau-nay")
    unknown = sign_in(client, "khong-co-ai@tinh.example", "khong-phai-mat-khau-nay")
    assert seen(known, account.email) == seen(unknown, "khong-co-ai@tinh.example")
    assert trail()[-1] == ("access.sign_in_failed", None)


def test_five_wrong_passwords_close_the_door_even_to_the_right_one(client, hoa, account):
    for _ in range(5):
        sign_in(client, account.email, "khong-phai-mat-khau-nay")
    response = sign_in(client, account.email)
    assert LOCKED in response.content.decode()
    assert not signed_in(client)
    assert trail()[-1] == ("access.sign_in_locked", hoa.officer_id)


def test_an_unknown_address_is_closed_the_same_way(client):
    for _ in range(5):
        sign_in(client, "khong-co-ai@tinh.example")
    assert LOCKED in sign_in(client, "khong-co-ai@tinh.example").content.decode()


def test_an_account_that_is_off_goes_no_further(client, hoa, account):
    account.is_active = False
    account.save()
    response = sign_in(client, account.email)
    assert response.url == reverse("account_inactive")
    assert "tạm dừng" in client.get(response.url).content.decode()
    assert not signed_in(client)
    assert trail() == [("access.sign_in_refused", hoa.officer_id)]


def test_an_officer_without_a_posting_is_told_whom_to_ask(client, hoa, account, settings):
    settings.DEMO = False
    Posting.objects.update(valid_until=date.today() - timedelta(days=1))
    response = sign_in(client, account.email)
    assert response.url == reverse("access:no_posting")
    assert not signed_in(client)
    assert trail() == [("access.sign_in_refused", hoa.officer_id)]


def test_a_posting_that_ends_while_signed_in_leads_to_a_page_not_in_circles(client, account, settings):
    settings.DEMO = False
    client.force_login(account)
    Posting.objects.update(valid_until=date.today() - timedelta(days=1))
    response = client.get("/tai-khoan/", follow=True)
    assert response.status_code == 403
    assert "Chưa có vị trí công tác" in response.content.decode()


def test_an_enrolled_account_is_asked_for_its_second_factor(client, hoa, account):
    code = enrolled(account)
    response = sign_in(client, account.email)
    assert response.url.startswith(reverse("mfa_authenticate"))
    assert not signed_in(client)
    wrong = client.post(response.url, {"code": "000000"})
    assert "Mã không đúng" in wrong.content.decode()
    assert client.post(response.url, {"code": f" {code()[:3]} {code()[3:]} "}).url == "/"
    assert signed_in(client)
    assert [act for act, _ in trail()] == ["access.factor_failed", "access.signed_in"]


def test_signing_out_is_noted_and_closes_the_session(client, hoa, account):
    sign_in(client, account.email)
    assert client.post("/tai-khoan/dang-xuat/").url == reverse("account_login")
    assert not signed_in(client)
    assert trail()[-1] == ("access.signed_out", hoa.officer_id)


def test_nobody_signs_himself_up(client):
    assert client.get(reverse("account_signup")).status_code == 404
    assert (
        client.post(
            reverse("account_signup"), {"email": "moi@tinh.example", "password1": PASSWORD}
        ).status_code
        == 404
    )


@pytest.mark.parametrize(
    ("address", "kept"),
    [("10.1.2.3", "10.1.2.0/24"), ("2001:db8:1:2::3", "2001:db8:1::/48"), ("", ""), ("máy nào", "")],
)
def test_the_trail_keeps_a_network_not_a_machine(address, kept):
    assert network(address) == kept
