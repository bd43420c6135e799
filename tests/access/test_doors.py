"""What every answer says to the browser, and where a sign-in may lead."""

import pytest

from tests.access.accounts import account_of, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def account(hoa, settings):
    settings.DEMO = True
    return account_of(hoa)


@pytest.mark.parametrize("address", ["/", "/viec/", "/van-ban/", "/danh-ba/", "/tai-khoan/", "/van-ban/999/"])
def test_nobodys_pages_are_kept_by_the_machine(client, account, address):
    client.force_login(account)
    answer = client.get(address)
    if answer.status_code == 200:
        assert answer["Cache-Control"] == "private, no-store"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]
    assert answer["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize(
    "elsewhere",
    ["https://la.example/", "//la.example/", "/\\la.example", "javascript:alert(1)", "https:la.example"],
)
def test_signing_in_never_leads_out_of_the_house(client, account, elsewhere):
    answer = client.post(
        "/tai-khoan/dang-nhap/?next=" + elsewhere,
        {"login": account.email, "password": "Mot-mat-khau-du-dai-2024", "next": elsewhere},
    )
    assert (answer.status_code, answer["Location"]) == (302, "/")


def test_an_address_asked_for_before_signing_in_is_found_again(client, account):
    asked = client.get("/viec/?xem=qua-han")
    assert asked["Location"].startswith("/tai-khoan/dang-nhap/?next=")
    answer = client.post(asked["Location"], {"login": account.email, "password": "Mot-mat-khau-du-dai-2024"})
    assert answer["Location"] == "/viec/?xem=qua-han"


def test_signing_in_takes_a_new_session(client, account):
    client.get("/tai-khoan/dang-nhap/")
    session = client.session
    session["planted"] = "x"
    session.save()
    client.cookies["sessionid"] = planted = session.session_key
    sign_in(client, account.email)
    assert client.cookies["sessionid"].value != planted


@pytest.mark.parametrize("address", ["/tai-khoan/dang-xuat/", "/tai-khoan/dang-nhap/"])
def test_doors_answer_only_forms_of_the_house(account, address):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    strict.force_login(account)
    assert strict.post(address).status_code == 403
    assert strict.get("/tai-khoan/").status_code == 200  # still signed in


def test_looking_at_the_way_out_is_not_going_out(client, account):
    client.force_login(account)
    client.get("/tai-khoan/dang-xuat/")
    assert client.get("/tai-khoan/").status_code == 200


def test_an_account_switched_off_is_out_at_once(client, account):
    client.force_login(account)
    assert client.get("/tai-khoan/").status_code == 200
    type(account).objects.filter(pk=account.pk).update(is_active=False)
    assert client.get("/tai-khoan/").status_code == 302


def test_a_name_that_is_not_ours_is_not_answered(client, account):
    assert client.get("/tai-khoan/dang-nhap/", headers={"host": "la.example"}).status_code == 400
