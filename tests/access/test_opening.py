"""The first administrator of an installation, and every account after him."""

import pytest
from django.core.management import CommandError, call_command

from diemtua.access.models import Account
from diemtua.directory.models import Posting
from tests.people import AgencyFactory, PostingFactory

pytestmark = pytest.mark.django_db
NEW = "Mat-khau-tu-dat-lan-dau-2026"


def test_the_first_administrator_is_added_and_sets_his_own_password(capsys, client):
    agency = AgencyFactory()
    call_command(
        "account_open", "quan-tri@tinh.example", co_quan=agency.pk, ten="Đỗ Văn Quản", nhiem_vu=["administer"]
    )
    link = capsys.readouterr().out.split(": ")[1].split()[0]
    form = client.get("/" + link.split("/", 3)[3], follow=True)
    client.post(form.request["PATH_INFO"], {"password1": NEW, "password2": NEW})
    account = Account.objects.get(email="quan-tri@tinh.example")
    assert account.check_password(NEW)
    assert Posting.objects.get(officer=account.officer).duties == ["administer"]


def test_an_officer_of_the_directory_gets_his_account():
    officer = PostingFactory().officer
    call_command("account_open", officer.email)
    assert Account.objects.filter(officer=officer).exists()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "Danh bạ chưa có cán bộ này"),
        ({"co_quan": 999_999, "ten": "Ai Đó"}, "không có cơ quan mang số ấy"),
    ],
)
def test_what_is_missing_is_told(given, said):
    with pytest.raises(CommandError, match=said):
        call_command("account_open", "la@tinh.example", **given)
    assert not Account.objects.exists()


def test_nobody_gets_a_second_account():
    officer = PostingFactory().officer
    call_command("account_open", officer.email)
    with pytest.raises(CommandError, match="đã có tài khoản"):
        call_command("account_open", officer.email)
