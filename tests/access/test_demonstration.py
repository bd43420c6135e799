"""Being somebody of the demonstration: only there."""

import os
import subprocess
import sys

import pytest
from django.urls import reverse

from diemtua.access.demonstration import PASSWORD
from tests.access.accounts import account_of, enrolled

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def demonstration(settings):
    settings.DEMO = True


@pytest.fixture
def accounts(hoa, nam, la):
    return {actor.name: account_of(actor) for actor in (hoa, nam, la)}


def test_the_sign_in_page_lists_everybody_by_province(client, accounts, django_assert_max_num_queries):
    with django_assert_max_num_queries(4):
        page = client.get("/tai-khoan/dang-nhap/").content.decode()
    places = [
        page.index(name) for name in ("Thành phố Cần Thơ", "Kiều Văn Lạ", "Tỉnh Sóc Trăng", "Nguyễn Thị Hoa")
    ]
    assert places == sorted(places)


def test_one_press_signs_in(client, accounts, hoa):
    response = client.post(reverse("access:demonstrate"), {"account": accounts[hoa.name].pk})
    assert response.url == "/"
    assert client.get("/tai-khoan/").status_code == 200


def test_it_takes_a_press_not_a_link(client, accounts):
    assert client.get(reverse("access:demonstrate")).status_code == 405


def test_a_second_factor_is_still_asked_for(client, accounts, hoa):
    enrolled(accounts[hoa.name])
    response = client.post(reverse("access:demonstrate"), {"account": accounts[hoa.name].pk})
    assert response.url.startswith(reverse("mfa_authenticate"))


@pytest.mark.parametrize("number", ["", "x", "999999999", "-1"])
def test_nobody_of_that_number(client, accounts, number):
    assert client.post(reverse("access:demonstrate"), {"account": number}).status_code == 404


def test_outside_a_demonstration_nothing_of_it_is_there(client, accounts, hoa, settings):
    settings.DEMO = False
    page = client.get("/tai-khoan/dang-nhap/").content.decode()
    assert "trình diễn" not in page
    assert PASSWORD not in page
    assert hoa.name not in page
    assert client.post(reverse("access:demonstrate"), {"account": accounts[hoa.name].pk}).status_code == 404
    assert client.get("/bo-thanh-phan/").status_code == 404


def test_a_house_is_never_a_demonstration_and_in_production_at_once():
    both = {"DIEMTUA_DEMO": "1", "DIEMTUA_PRODUCTION": "1", "DIEMTUA_SECRET_KEY": "khoa" * 20}
    started = subprocess.run(
        [sys.executable, "-c", "import diemtua.config.settings"],
        env={**os.environ, **both},
        capture_output=True,
        text=True,
    )
    assert started.returncode == 1
    assert "DIEMTUA_DEMO và DIEMTUA_PRODUCTION không bật cùng lúc" in started.stderr
