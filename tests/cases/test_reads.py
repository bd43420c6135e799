"""What pages read: bounded in queries, and only what the asker may know."""

import pytest
from django.db import connection

from diemtua.access.session import session
from diemtua.cases.actions import access, stays
from diemtua.cases.disclosure import Disclosure
from diemtua.cases.models import Case
from diemtua.cases.parts import Part
from diemtua.cases.purposes import Purpose
from diemtua.cases.queries import cases as queries
from diemtua.cases.rules.stays import Basis
from diemtua.kernel.decision import Refused
from tests.cases.people import TODAY
from tests.cases.stories import agency, being_identified, once, opened, taken, told, victim

pytestmark = pytest.mark.django_db


def test_what_runs_out_first_stands_on_top(mai, hoa, django_assert_num_queries):
    case = told(mai, hoa)
    with session(hoa, read_only=True):
        with django_assert_num_queries(1):
            clocks = queries.running(hoa)
        assert [clock.deadline for clock in clocks] == ["D03", "D04"]
        said = queries.words_of(clocks[1], hoa.now)
    assert clocks[0].case == case and said.words == "hôm nay là hạn cuối"


def test_a_list_begins_with_the_agencys_shares(mai, hoa, nam, django_assert_num_queries):
    cases = [being_identified(mai, hoa, nam) for _ in range(3)]
    with session(nam, read_only=True), django_assert_num_queries(1):
        assert {case.pk for case in queries.known(nam)} == {case.pk for case in cases}
    with session(nam, read_only=True), connection.cursor() as cursor:
        sql, given = queries.known(nam).query.sql_with_params()
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN {sql}", given)
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert "share_open_of_agency" in plan


def test_a_case_is_found_by_its_number(mai, hoa):
    case = opened(mai)
    with session(mai, read_only=True):
        assert list(queries.by_number(" 2026/1 ", mai)) == [case] and list(queries.known(mai)) == [case]
    with session(hoa, read_only=True):
        assert not queries.by_number("2026-0001", hoa)


def test_a_whole_case_costs_a_bounded_number_of_queries(mai, hoa, nam, django_assert_max_num_queries):
    case = victim(mai, hoa, nam)
    with session(hoa, read_only=True), django_assert_max_num_queries(30):
        file = queries.whole(case.pk, hoa)
        assert file.contacts[0].value == "0912 345 678" and file.shown.person.name == "Lò Thị Mẩy"
    assert [offer.name for offer in file.offers if offer.decision] == ["move_away"]


def test_the_receiver_of_a_summary_sees_no_more_of_the_case(mai, hoa):
    case = told(mai, hoa)
    with session(hoa, read_only=True):
        file = queries.whole(case.pk, hoa)
        assert file.shown.person.name is None and file.shown.account is None
    assert file.contacts == file.papers == file.relatives == file.risks == []
    assert [share.agency_id for share in file.shares] == [hoa.agency_id]


def test_a_shelter_sees_who_sleeps_there(mai, hoa, nam, sen, django_assert_max_num_queries):
    case = victim(mai, hoa, nam)
    with session(hoa):
        stays.begin(case.pk, agency(sen), Basis.ND162, actor=hoa, client_id=once(), on=TODAY, place="Phòng 2")
    with session(sen, read_only=True), django_assert_max_num_queries(3):
        [stay] = queries.sleeping(sen)
        assert stay.place == "Phòng 2" and stay.case == case
    with session(sen, read_only=True):
        assert not queries.overdue_stays(sen, on=TODAY)
        assert Disclosure(Case.objects.get(), sen).account is None


def test_who_read_a_file_is_told_to_its_holder_alone(mai, hoa, chi):
    case = taken(mai, hoa)
    with session(hoa):
        shown = Disclosure(Case.objects.get(pk=case.pk), hoa)
        access.record_reading(shown, actor=hoa, purpose=Purpose.SUPPORTING, parts=(Part.IDENTITY,))
        acts = [(entry.act, entry.officer) for entry in queries.readings(shown.case, hoa)]
    assert ("case.read", hoa.officer_id) in acts and ("case.opened", mai.officer_id) in acts
    with session(mai), pytest.raises(Refused, match="Chỉ cơ quan giữ hồ sơ"):
        queries.readings(Case.objects.get(pk=case.pk), mai)
