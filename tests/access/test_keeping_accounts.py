"""What a province's administrator does with the accounts of its officers, and what nobody else may."""

import re
import uuid
from dataclasses import replace

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from diemtua.access.accounts.actions import Way, open_account, renew_activation, switch_off
from diemtua.access.accounts.policies import ADMINISTER, Gesture, Standing, may
from diemtua.access.actor import house
from diemtua.access.models import Account
from diemtua.access.session import session
from diemtua.audit.models import Entry
from diemtua.directory.models import Agency, Officer
from diemtua.kernel.decision import Refused
from tests.access.accounts import PASSWORD, account_of, deliver, enrolled, sign_in
from tests.people import PostingFactory
from tests.plans.visits import visit

pytestmark = pytest.mark.django_db
NEW = "Mat-khau-tu-dat-lan-dau-2026"
LINK = re.compile(r"https?://[^\s<]+/tai-khoan/mat-khau/dat-lai/\S+?/(?=[\s<])")


@pytest.fixture
def keeper(nam):
    """Nam, to whom the province has given the keeping of accounts."""
    return replace(nam, duties=nam.duties | {ADMINISTER})


@pytest.fixture
def browser(nam):
    """Nam's browser, once he has that duty."""
    posting = Officer.objects.get(pk=nam.officer_id).postings.get()
    posting.duties = [*posting.duties, ADMINISTER]
    posting.save()
    return visit(nam)


def address(actor, act=""):
    return f"/tai-khoan/can-bo/{actor.officer_id}/{act}"


def send(browser, actor, act, **given):
    return browser.post(address(actor, f"{act}/"), {"client_id": uuid.uuid4(), **given})


def trail():
    with session(house()):
        return [(each.act, each.officer, each.detail) for each in Entry.objects.order_by("id")]


def path_of(text):
    return "/" + LINK.search(text + " ")[0].split("/", 3)[3]


def set_password(path):
    """Follow an activation link in a fresh browser and set a password; returns the last answer."""
    fresh = Client()
    landed = fresh.get(path, follow=True)
    if landed.status_code != 200 or "không còn dùng được" in landed.content.decode():
        return landed
    return fresh.post(landed.request["PATH_INFO"], {"password1": NEW, "password2": NEW})


# --- opening ------------------------------------------------------------------------------------


def test_an_account_opened_by_letter_shows_its_keeper_no_link_and_its_officer_sets_his_password(
    browser, nam, hoa
):
    answer = send(browser, hoa, "mo", way="letter")
    assert answer.url == address(hoa)
    page = browser.get(answer.url).content.decode()
    assert "thư kích hoạt đang được gửi" in page and "dat-lai" not in page
    deliver()
    [letter] = mail.outbox
    email = Officer.objects.get(pk=hoa.officer_id).email
    assert letter.to == [email] and "Kích hoạt tài khoản" in letter.subject
    set_password(path_of(letter.body))
    assert sign_in(Client(), email, NEW).url == "/"
    number = Account.objects.get(officer=hoa.officer_id).pk
    assert trail()[0] == ("access.account_opened", nam.officer_id, {"way": "letter"})
    with session(house()):
        assert Entry.objects.order_by("id").first().subject == str(number)


def test_a_slip_is_shown_once_and_its_link_works_once(browser, hoa):
    slip = send(browser, hoa, "mo", way="slip").content.decode()
    assert "Phiếu kích hoạt tài khoản" in slip and PASSWORD not in slip
    path = path_of(slip)
    assert "dat-lai" not in browser.get(address(hoa)).content.decode()
    set_password(path)
    assert Account.objects.get(officer=hoa.officer_id).check_password(NEW)
    assert "không còn dùng được" in set_password(path).content.decode()
    deliver()
    assert "in phiếu kích hoạt" in mail.outbox[0].body and not LINK.search(mail.outbox[0].body + " ")


def test_the_same_form_sent_twice_opens_one_account_and_sends_one_letter(browser, hoa):
    given = {"client_id": uuid.uuid4(), "way": "letter"}
    assert [browser.post(address(hoa, "mo/"), given).status_code for _ in range(2)] == [302, 302]
    deliver()
    assert len(mail.outbox) == 1
    assert [act for act, *_ in trail()] == ["access.account_opened"]


def test_a_second_account_is_refused_in_a_sentence(browser, hoa):
    send(browser, hoa, "mo", way="letter")
    again = send(browser, hoa, "mo", way="letter")
    assert again.status_code == 422 and "đã có tài khoản" in again.content.decode()


def test_a_new_link_closes_the_former_one(browser, hoa):
    first = path_of(send(browser, hoa, "mo", way="slip").content.decode())
    second = path_of(send(browser, hoa, "kich-hoat", way="slip").content.decode())
    assert "không còn dùng được" in set_password(first).content.decode()
    set_password(second)
    assert Account.objects.get(officer=hoa.officer_id).check_password(NEW)


def test_nobody_gets_a_link_for_an_officer_who_is_already_inside(browser, hoa):
    account = account_of(hoa)
    sign_in(Client(), account.email)
    answer = send(browser, hoa, "kich-hoat", way="slip")
    assert answer.status_code == 422 and "đã vào tài khoản" in answer.content.decode()
    assert not LINK.search(answer.content.decode())
    account.refresh_from_db()
    assert account.check_password(PASSWORD)


def test_a_way_not_chosen_brings_the_form_back(browser, hoa):
    answer = send(browser, hoa, "mo")
    assert answer.status_code == 422 and "Chưa chọn." in answer.content.decode()
    assert not Account.objects.filter(officer=hoa.officer_id).exists()


# --- switching off and on, sessions, second factor -----------------------------------------------


def test_switching_off_puts_the_officer_out_at_once_and_on_lets_him_in_again(browser, nam, hoa):
    account = account_of(hoa)
    inside = Client()
    sign_in(inside, account.email)
    assert send(browser, hoa, "tat", reason="exposed").status_code == 302
    assert inside.get("/tai-khoan/").status_code == 302
    assert not UserSession.objects.filter(user=account).exists()
    assert "tam-dung" in sign_in(Client(), account.email).url
    send(browser, hoa, "bat")
    assert sign_in(Client(), account.email).url == "/"
    kept = [each for each in trail() if each[1] == nam.officer_id]
    assert kept == [
        ("access.switched_off", nam.officer_id, {"reason": "exposed", "sessions": 1}),
        ("access.switched_on", nam.officer_id, {}),
    ]


def test_a_link_handed_out_before_switching_off_opens_nothing_after(browser, hoa):
    path = path_of(send(browser, hoa, "mo", way="slip").content.decode())
    send(browser, hoa, "tat", reason="left")
    assert "không còn dùng được" in set_password(path).content.decode()


def test_ending_sessions_signs_out_everywhere(browser, nam, hoa):
    account = account_of(hoa)
    inside = [Client(), Client()]
    for each in inside:
        sign_in(each, account.email)
    send(browser, hoa, "ket-thuc-phien")
    assert [each.get("/tai-khoan/").status_code for each in inside] == [302, 302]
    assert trail()[-1] == ("access.sessions_ended", nam.officer_id, {"sessions": 2})


def test_a_lost_telephone_is_made_good_with_a_reason_and_told_by_letter(browser, nam, hoa):
    account = account_of(hoa)
    enrolled(account)
    assert send(browser, hoa, "dat-lai-lop-hai").status_code == 422
    assert Authenticator.objects.filter(user=account).exists()
    send(browser, hoa, "dat-lai-lop-hai", reason="lost")
    assert not Authenticator.objects.filter(user=account).exists()
    account.refresh_from_db()
    assert account.check_password(PASSWORD)
    deliver()
    assert "đặt lại" in mail.outbox[-1].body
    assert trail()[-1] == (
        "access.factor_reset",
        nam.officer_id,
        {"reason": "lost", "factors": ["totp"], "sessions": 0},
    )


# --- who may --------------------------------------------------------------------------------------


@pytest.mark.parametrize("gesture", Gesture)
def test_a_colleague_a_stranger_and_his_own_account(gesture, keeper, nam, la):
    his = Standing(99, "Sở Y tế", nam.province_id, exists=True, active=True)
    assert may(gesture, his, nam).code == "not-administrator"
    abroad = replace(la, duties=la.duties | {ADMINISTER})
    assert may(gesture, his, abroad).code == "other-province"
    assert may(gesture, replace(his, province_id=None), keeper).code == "no-place"
    own = replace(his, officer_id=keeper.officer_id)
    allowed_to_himself = {Gesture.OPEN, Gesture.RENEW}
    assert (may(gesture, own, keeper).code == "himself") is (gesture not in allowed_to_himself)


@pytest.mark.parametrize("who", ["hoa", "ly", "binh", "an", "la"])
def test_whoever_lacks_the_duty_changes_nothing(who, request, nam):
    account = account_of(nam)
    answer = send(visit(request.getfixturevalue(who)), nam, "tat", reason="left")
    assert answer.status_code == 403 and "Chỉ cán bộ quản trị" in answer.content.decode()
    account.refresh_from_db()
    assert account.is_active


def test_an_administrator_of_another_province_is_refused_by_the_action_too(la, hoa):
    account_of(hoa)
    abroad = replace(la, duties=la.duties | {ADMINISTER})
    with session(abroad), pytest.raises(Refused, match="thuộc tỉnh khác"):
        switch_off(hoa.officer_id, actor=abroad, reason="left")
    with session(abroad), pytest.raises(Refused, match="thuộc tỉnh khác"):
        open_account(hoa.officer_id, actor=abroad, way=Way.SLIP, client_id=uuid.uuid4())


def test_without_an_account_there_is_nothing_to_renew(keeper, hoa):
    with session(keeper), pytest.raises(Refused, match="chưa có tài khoản"):
        renew_activation(hoa.officer_id, actor=keeper, way=Way.LETTER, client_id=uuid.uuid4())


def test_an_officer_who_moved_away_is_kept_by_his_new_province(browser, hoa, la):
    posting = Officer.objects.get(pk=hoa.officer_id).postings.get()
    posting.valid_until = hoa.today.replace(day=1)
    posting.save()
    PostingFactory(
        officer=posting.officer,
        agency=Agency.objects.get(pk=la.agency_id),
        valid_from=hoa.today.replace(day=2),
    )
    assert browser.get(address(hoa)).status_code == 403
    assert hoa.name not in browser.get("/tai-khoan/can-bo/").content.decode().split("<main")[1]


# --- the list -------------------------------------------------------------------------------------


def shown(browser, query=""):
    page = browser.get(f"/tai-khoan/can-bo/{query}").content.decode().split("<main")[1]
    return set(re.findall(r'<th scope="row"><a[^>]*>([^<]+)', page)), page


def test_the_list_holds_the_province_and_counts_the_truth(browser, nam, hoa, ly, la):
    account_of(hoa, is_active=False)
    names, page = shown(browser)
    assert {nam.name, hoa.name, ly.name} <= names and la.name not in names
    assert shown(browser, "?xem=da-tat")[0] == {hoa.name}
    assert ly.name in shown(browser, "?xem=chua-co")[0]
    assert shown(browser, "?tim=thi hoa")[0] == {hoa.name}
    assert shown(browser, f"?co_quan={ly.agency_id}")[0] == {ly.name}
    counted = dict(re.findall(r'xem=([a-z-]+)"[^>]*>[^<]*<span class="count">(\d+)', page))
    assert {look: len(shown(browser, f"?xem={look}")[0]) for look in counted} == {
        look: int(count) for look, count in counted.items()
    }


def test_the_next_page_goes_on_where_this_one_ended(browser, nam):
    for n in range(60):
        PostingFactory(officer__name=f"Đoàn Viên {n:02}", agency=Agency.objects.get(pk=nam.agency_id))
    first, page = shown(browser, "?tim=doan vien")
    onward = re.search(r'rel="next" href="([^"]+)"', page)[1].replace("&amp;", "&")
    second, _ = shown(browser, onward)
    assert len(first) == 50 and len(second) == 10 and not first & second
    assert shown(browser, "?sau=WyJ4eSIsIDFd")[0] == shown(browser)[0]


@pytest.mark.parametrize("path", ["/tai-khoan/can-bo/", "/tai-khoan/can-bo/{}/"])
def test_keeping_accounts_reads_nobodys_work_and_no_secret(browser, hoa, path):
    account_of(hoa)
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(path.format(hoa.officer_id)).status_code == 200
    asked_inside = [query["sql"] for query in asked if "set_config" not in query["sql"]]
    assert not [sql for sql in asked_inside if "plans_" in sql]
    inside = [sql for sql in asked_inside if "directory_officer" in sql or "usersessions" in sql]
    assert not [
        sql for sql in inside if '"session_key"' in sql and "WHERE" in sql and "access_account" in sql
    ]
    assert len(asked_inside) <= 14
