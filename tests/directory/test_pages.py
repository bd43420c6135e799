"""Looking up and changing the directory: the right one, the wrong one, a stranger, nobody."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.urls import reverse

from diemtua.access.actor import house
from diemtua.access.models import Account, StandingClock
from diemtua.access.session import session
from diemtua.audit.models import Entry
from diemtua.directory import actions
from diemtua.directory.models import Absence, Agency, AgencySuccession, Area, AreaSuccession, Officer, Posting
from diemtua.kernel.decision import Refused
from diemtua.kernel.versions import Conflict
from tests.directory.places import settle
from tests.people import TODAY, AgencyFactory, PostingFactory, person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_day_of_the_past(settings):
    """The story's day stands still, as in a demonstration."""
    settings.DEMO = True


@pytest.fixture
def quan(hoa):
    """Keeps the directory of Hoa's province."""
    posting = PostingFactory(
        officer__name="Thạch Minh Quân",
        agency=Agency.objects.get(pk=hoa.agency_id),
        duties=["work", "administer"],
        position="Quản trị",
    )
    return replace(
        hoa, officer_id=posting.officer_id, duties=frozenset(posting.duties), name="Thạch Minh Quân"
    )


def enter(client, actor):
    """Sign in as an officer whose province lives on the story's day."""
    StandingClock.objects.update_or_create(province_id=actor.province_id, defaults={"today": actor.today})
    officer = Officer.objects.get(pk=actor.officer_id)
    account = Account.objects.filter(officer=officer).first() or Account.objects.create_account(officer, None)
    client.force_login(account, "allauth.account.auth_backends.AuthenticationBackend")
    return client


def trail():
    with session(house()):
        return list(Entry.objects.order_by("id").values_list("act", "officer"))


def pages(hoa):
    officer = hoa.officer_id
    return [
        reverse("directory:home"),
        reverse("directory:home") + "?tim=hoa",
        reverse("directory:areas"),
        reverse("directory:area", args=["soc-trang"]),
        reverse("directory:province", args=["soc-trang"]),
        reverse("directory:agency", args=[hoa.agency_id]),
        reverse("directory:officer", args=[officer]),
        reverse("directory:absences"),
    ]


def changes(hoa):
    return [
        reverse("directory:contacts", args=[hoa.agency_id]),
        reverse("directory:new_officer", args=[hoa.agency_id]),
        reverse("directory:move", args=[hoa.officer_id]),
        reverse("directory:leave", args=[hoa.officer_id]),
    ]


@pytest.mark.parametrize("name", ["hoa", "la"])
def test_every_officer_may_look_everybody_up(client, hoa, name):
    enter(client, person(name))
    for page in pages(hoa):
        assert client.get(page).status_code == 200, page


def test_nobody_sees_nothing(client, hoa):
    for page in [*pages(hoa), *changes(hoa), reverse("directory:end_absence", args=[1])]:
        assert client.get(page).status_code == 302


def test_only_the_provinces_administrator_is_asked_what_to_change(client, hoa, quan, la):
    for who, status in (
        (quan, 200),
        (hoa, 403),
        (la, 403),
        (replace(la, duties=frozenset({"administer"})), 403),
    ):
        Posting.objects.filter(officer=who.officer_id).update(duties=sorted(who.duties))
        enter(client, who)
        assert [client.get(page).status_code for page in changes(hoa)] == [status] * 4, who


def test_what_is_not_there_is_absent(client, hoa):
    enter(client, hoa)
    for name, args in (("area", ["99"]), ("province", ["99"]), ("agency", [0]), ("officer", [0])):
        assert client.get(reverse(f"directory:{name}", args=args)).status_code == 404


def test_an_old_name_leads_to_what_it_is_now_and_back(client, hoa):
    settle("63-94", "92")
    enter(client, hoa)
    found = client.get(reverse("directory:home"), {"tim": "tinh soc trang"}).content.decode()
    assert reverse("directory:area", args=["92"]) in found and "01/07/2025" in found
    old = client.get(reverse("directory:area", args=["63-94"])).content.decode()
    new = client.get(reverse("directory:area", args=["92"])).content.decode()
    assert reverse("directory:area", args=["92"]) in old
    assert reverse("directory:area", args=["63-94"]) in new
    assert AreaSuccession.objects.filter(predecessor__code="63-94").exists()


def test_the_bodies_of_a_day_are_those_of_that_day(client, hoa):
    settle("63-94", "92")
    enter(client, hoa)
    address = reverse("directory:province", args=["63-94"])
    assert (
        "Sở Lao động - Thương binh và Xã hội tỉnh Sóc Trăng"
        in client.get(address + "?ngay=27/07/2023").content.decode()
    )
    last = client.get(address + "?ngay=15/04/2025").content.decode()
    assert (
        "Sở Lao động - Thương binh và Xã hội tỉnh Sóc Trăng" not in last
        and "Sở Nông nghiệp và Môi trường tỉnh Sóc Trăng" in last
    )


def test_an_ended_body_says_who_carries_on_for_which_work(client, hoa):
    settle("63-94", "92", "63-94")
    labour = Agency.objects.get(kind="so-ldtbxh", province__code="63-94")
    enter(client, replace(hoa, today=date(2026, 1, 5)))
    page = client.get(labour.get_absolute_url()).content.decode()
    assert "Nạn nhân bị mua bán" in page and "Luật 53/2024/QH15" in page
    assert "Sở Y tế thành phố Cần Thơ" in page
    assert AgencySuccession.objects.filter(predecessor=labour).count() == 6


def test_the_list_costs_as_much_for_a_hundred_bodies_as_for_one(client, hoa, django_assert_max_num_queries):
    province = Area.objects.get(pk=hoa.province_id)
    for number in range(100):
        body = AgencyFactory(area=province, name=f"Cơ quan thứ {number}")
        PostingFactory(agency=body, duties=["focal"])
    enter(client, hoa)
    with django_assert_max_num_queries(12):
        assert client.get(reverse("directory:home")).status_code == 200


def test_an_administrator_corrects_contacts_and_leaves_a_trace(quan):
    with session(quan):
        agency = actions.correct_contacts(
            quan.agency_id, actor=quan, version=1, phone="0299 000 111", email=""
        )
    assert (agency.phone, agency.version) == ("0299 000 111", 2)
    assert trail() == [("directory.contacts_corrected", quan.officer_id)]


def test_two_administrators_see_both_versions(client, quan):
    with session(quan):
        actions.correct_contacts(quan.agency_id, actor=quan, version=1, phone="0299 000 111", email="")
    with session(quan), pytest.raises(Conflict):
        actions.correct_contacts(quan.agency_id, actor=quan, version=1, phone="0299 000 222", email="")
    enter(client, quan)
    sent = {"version": "1", "phone": "0299 000 222", "email": ""}
    answer = client.post(reverse("directory:contacts", args=[quan.agency_id]), sent)
    assert answer.status_code == 409
    assert "0299 000 111" in answer.content.decode() and "0299 000 222" in answer.content.decode()


def test_an_officer_is_added_once_however_often_the_form_is_sent(client, quan):
    enter(client, quan)
    address = reverse("directory:new_officer", args=[quan.agency_id])
    sent = {
        "client_id": "1f0e1d6a-0000-4000-8000-000000000001",
        "name": "Trần Thị Sa",
        "email": "sa.tt@so.example",
        "phone": "",
        "position": "Chuyên viên",
        "duties": ["work", "focal"],
        "on": "15/07/2024",
    }
    assert [client.post(address, sent).status_code for _ in range(2)] == [302, 302]
    posting = Posting.objects.get(officer__email="sa.tt@so.example")
    assert (posting.duties, posting.valid_from) == (["focal", "work"], TODAY)
    other = client.post(address, {**sent, "name": "Người khác"})
    assert other.status_code == 422 and "đã là của một cán bộ khác" in other.content.decode()


def test_a_change_of_place_ends_one_row_and_begins_another(quan, hoa, nam):
    before = Posting.objects.get(officer=hoa.officer_id)
    change = {"agency_id": nam.agency_id, "position": "Đội trưởng", "duties": ["work"], "on": TODAY}
    with session(quan):
        after = actions.move_officer(hoa.officer_id, actor=quan, seen=before.pk, **change)
        assert actions.move_officer(hoa.officer_id, actor=quan, seen=before.pk, **change) == after
    before.refresh_from_db()
    assert before.valid_until == TODAY - timedelta(days=1) and before.position == "Chuyên viên"
    assert Posting.objects.filter(officer=hoa.officer_id).count() == 2
    assert trail() == [("directory.posted", quan.officer_id)]


def test_a_second_administrator_does_not_undo_the_first(quan, hoa, nam):
    seen = Posting.objects.get(officer=hoa.officer_id).pk
    common = {"agency_id": nam.agency_id, "duties": ["work"], "on": TODAY}
    with session(quan):
        actions.move_officer(hoa.officer_id, actor=quan, seen=seen, position="Đội trưởng", **common)
    with session(quan), pytest.raises(Refused, match="vừa được người khác sửa"):
        actions.move_officer(hoa.officer_id, actor=quan, seen=seen, position="Phó đội trưởng", **common)


def test_nobody_is_posted_to_a_body_that_has_ended(quan, hoa):
    ended = AgencyFactory(
        area=Area.objects.get(pk=hoa.province_id), name="Sở cũ", valid_until=date(2024, 1, 31)
    )
    with session(quan), pytest.raises(Refused, match="đã kết thúc"):
        actions.move_officer(
            hoa.officer_id, actor=quan, seen=None, agency_id=ended.pk, position="x", duties=["work"], on=TODAY
        )


def test_a_posting_ends_on_its_last_day_and_once(client, quan, hoa):
    enter(client, quan)
    address = reverse("directory:leave", args=[hoa.officer_id])
    sent = {"client_id": "1f0e1d6a-0000-4000-8000-000000000002", "last_day": "31/07/2024"}
    assert [client.post(address, sent).status_code for _ in range(2)] == [302, 302]
    assert Posting.objects.get(officer=hoa.officer_id).valid_until == date(2024, 7, 31)


@pytest.mark.parametrize("name", ["hoa", "la"])
def test_those_who_do_not_administer_change_nothing(quan, name):
    actor = person(name)
    with session(actor):
        for act in (
            lambda: actions.correct_contacts(quan.agency_id, actor=actor, version=1, phone="1", email=""),
            lambda: actions.end_posting(
                Posting.objects.get(officer=quan.officer_id).pk, actor=actor, last_day=TODAY
            ),
        ):
            with pytest.raises(Refused, match="quản trị"):
                act()
    assert not trail()


@pytest.mark.parametrize("duties", [["work", "administer", "oversee"], ["administer", "audit"], ["lead"]])
def test_an_administrator_gives_himself_no_duties(quan, duties):
    now = Posting.objects.get(officer=quan.officer_id)
    with session(quan), pytest.raises(Refused, match="chính mình"):
        actions.move_officer(
            quan.officer_id,
            actor=quan,
            seen=now.pk,
            agency_id=quan.agency_id,
            position="Quản trị",
            duties=duties,
            on=TODAY,
        )
    assert Posting.objects.get(officer=quan.officer_id) == now


def test_an_administrator_of_another_province_is_told_whose_it_is(quan, la):
    foreign = replace(la, duties=frozenset({"administer"}))
    with session(foreign), pytest.raises(Refused, match="tỉnh khác"):
        actions.correct_contacts(quan.agency_id, actor=foreign, version=1, phone="1", email="")


def away(actor, **changed):
    days = {
        "first_day": TODAY,
        "last_day": TODAY + timedelta(days=4),
        "stand_in": None,
        "reason": "Nghỉ phép",
    }
    with session(actor):
        return actions.record_absence(actor=actor, **{**days, **changed})


def test_leave_tells_everybody_who_stands_in(client, hoa, quan):
    assert away(hoa, stand_in=quan.officer_id) == away(hoa, stand_in=quan.officer_id)
    enter(client, person("an"))
    page = client.get(reverse("directory:agency", args=[hoa.agency_id])).content.decode()
    assert "vắng đến 19/07/2024, thay: Thạch Minh Quân" in page
    assert trail() == [("directory.absence_recorded", hoa.officer_id)]


def test_one_cannot_be_away_twice_nor_be_replaced_from_elsewhere(hoa, nam):
    away(hoa)
    with pytest.raises(Refused, match="Trùng"):
        away(hoa, last_day=TODAY + timedelta(days=1))
    with pytest.raises(Refused, match="cùng cơ quan"):
        away(nam, stand_in=hoa.officer_id)


def test_back_at_work_ends_the_leave_and_what_has_not_begun_is_withdrawn(hoa):
    begun = away(hoa, first_day=TODAY - timedelta(days=3))
    ahead = away(hoa, first_day=TODAY + timedelta(days=10), last_day=TODAY + timedelta(days=12))
    with session(hoa):
        actions.end_absence(begun.pk, actor=hoa)
        actions.end_absence(ahead.pk, actor=hoa)
    assert list(Absence.objects.values_list("valid_until", flat=True)) == [TODAY - timedelta(days=1)]


def test_nobody_ends_anothers_leave(client, hoa, la):
    absence = away(hoa)
    enter(client, la)
    assert client.post(reverse("directory:end_absence", args=[absence.pk])).status_code == 403
    absence.refresh_from_db()
    assert absence.valid_until == TODAY + timedelta(days=4)


def test_a_form_with_days_backwards_comes_back_filled(client, hoa):
    enter(client, hoa)
    sent = {
        "client_id": "1f0e1d6a-0000-4000-8000-000000000003",
        "first_day": "20/07/2024",
        "last_day": "18/07/2024",
        "reason": "Nghỉ phép",
    }
    answer = client.post(reverse("directory:absences"), sent)
    assert answer.status_code == 422 and "18/07/2024" in answer.content.decode()
    assert not Absence.objects.exists()
