"""A group received at a gate, and the minute of a hand-over: pasted, completed one by one, printed, signed by both."""

import time
from datetime import datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from diemtua import vault
from diemtua.access.session import session
from diemtua.cases.models import Case, Identity, Person, Reception, Share
from diemtua.cases.queries.search import Sought, find
from diemtua.coordination import queries
from diemtua.coordination.actions import handing_over, receiving
from diemtua.coordination.minutes import minute_paper
from diemtua.coordination.models import HandOver, Notice, ReceptionRow
from diemtua.coordination.rules.sheet import read
from diemtua.kernel.calendar import local
from diemtua.kernel.decision import Refused
from diemtua.kernel.versions import Conflict
from diemtua.papers import word
from tests.coordination.stories import agency, once

pytestmark = pytest.mark.django_db
HEAD = "STT\tHọ và tên\tGiới tính\tNgày sinh\tQuốc tịch\tTình trạng sức khỏe\tGhi chú"
LINE = "{n}\tLò Thị Người {n}\tNữ\t12/03/{year}\tViệt Nam\tMệt\tVề từ bên kia"
THIRTY = "\r\n".join([HEAD, *(LINE.format(n=n, year=1980 + n) for n in range(1, 31))])


def sitting(actor, *team, text=""):
    with session(actor):
        group = receiving.open_group(
            "Cửa khẩu Mẫu", actor=actor, client_id=once(), team=[each.agency_id for each in team],
            foreign_side="Công an huyện bạn",
        )  # fmt: skip
        return group, receiving.paste(group.pk, text, actor=actor, client_id=once()) if text else []


# --- what is pasted -----------------------------------------------------------------------------


@pytest.mark.parametrize("heading", ["Họ và tên", "HỌ TÊN", "ho ten", "Tên nạn nhân", "  Họ  và  tên "])
def test_headings_are_recognised_loosely(heading):
    found = read(f"{heading}\nLò Thị Một")
    assert found.faults == () and found.people == ({"name": "Lò Thị Một"},)


def test_cells_become_answers_of_the_first_sheet():
    found = read(f"{HEAD}\tDưới 18\tSĐT\n1\tlò thị một\tnữ\t3/1999\tLào\tSốt\t\tchưa rõ\t0912 345 678")
    (person,) = found.people
    assert found.faults == ()
    assert person["sex"] == "female" and person["birth"] == {"month": 3, "year": 1999}
    assert person["nationality"] == ["LA"] and person["under-18"] == "not-sure"
    assert person["safe-contact"] == {"value": "0912 345 678", "safe_to_call": "no"}
    assert person["urgent-care"] == "Sốt" and "happened" not in person


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "Dòng tiêu đề, cột «–»: chưa dán gì."),
        ("Họ và tên", "Dòng tiêu đề, cột «–»: có tiêu đề mà không có người nào."),
        ("Quê\tHọ tên\nA\tB", "Dòng tiêu đề, cột «Quê»: không biết cột này là gì; đổi tên hoặc bỏ cột."),
        ("Họ tên\tTên\nA\tB", "Dòng tiêu đề, cột «Tên»: hai cột cùng là «Họ và tên»."),
        ("Năm sinh\n1999", "Dòng tiêu đề, cột «Họ và tên»: không thấy cột này; dòng đầu phải là tiêu đề."),
        ("Họ tên\tNgày sinh\nA\t31/02/1999", "Dòng 1, cột «Ngày sinh»: không có ngày 31/02/1999."),
        (
            "Họ tên\tNgày sinh\nA\t1999\nB\tnăm ngoái",
            "Dòng 2, cột «Ngày sinh»: không đọc được «năm ngoái»; ghi như 12/03/1999, 03/1999 hoặc 1999.",
        ),
        ("Họ tên\tGiới tính\nA\tX", "Dòng 1, cột «Giới tính»: chỉ nhận «Nam» hoặc «Nữ»; chưa rõ thì để trống."),
        ("Họ tên\tQuốc tịch\nA\tXứ lạ", "Dòng 1, cột «Quốc tịch»: không biết nước «Xứ lạ»; ghi tên nước hoặc mã hai chữ."),
        ("Họ tên\nA\tB", "Dòng 1, cột «2»: ô này nằm ngoài các cột có tiêu đề."),
        ("Họ tên\n" + "A" * 501, "Dòng 1, cột «Họ và tên»: dài quá 500 chữ."),
        ("Họ tên\n" + "A\n" * 201, "Dòng 201, cột «–»: mỗi lần dán không quá 200 người."),
    ],
)  # fmt: skip
def test_each_fault_names_its_row_and_column(text, says):
    assert says in [str(fault) for fault in read(text).faults]


def test_a_sheet_with_a_fault_is_not_taken_at_all(ly):
    group, _ = sitting(ly)
    with session(ly), pytest.raises(receiving.NotTaken) as wrong:
        receiving.paste(group.pk, "Họ tên\tNăm sinh\nA\t1999\nB\t3999/1", actor=ly, client_id=once())
    assert [fault.row for fault in wrong.value.faults] == [2]
    assert not ReceptionRow.objects.exists()


def test_the_same_paste_sent_again_makes_no_twins(ly):
    group, form = sitting(ly)[0], once()
    for _ in range(2):
        with session(ly):
            rows = receiving.paste(group.pk, THIRTY, actor=ly, client_id=form)
    assert len(rows) == ReceptionRow.objects.count() == 30


# --- from a line to a case ----------------------------------------------------------------------


def test_a_line_becomes_a_person_a_case_and_shares_for_the_team(ly, nam, hoa):
    group, rows = sitting(ly, nam, text=THIRTY)
    with session(ly):
        case = receiving.complete(rows[0].pk, actor=ly)
        assert receiving.complete(rows[0].pk, actor=ly) == case
        assert Identity.objects.get().name == "Lò Thị Người 1"
        assert [found.cases for found in find(Sought(name="nguoi 1 lo"), ly)] == [(case,)]
    assert case.channel == "C9" and case.holder_id == ly.agency_id and case.received_at == group.received_at
    row = ReceptionRow.objects.get(case=case)
    assert row.answers == {} and case.person.vault_key_id == row.vault_key_id
    assert Reception.objects.get().sheet["gate"] == "Cửa khẩu Mẫu"
    assert set(Share.objects.filter(case=case).values_list("agency", flat=True)) == {
        ly.agency_id,
        nam.agency_id,
    }
    with session(hoa):
        assert not Case.objects.exists() and not ReceptionRow.objects.exists()


def test_a_line_that_cannot_be_a_case_leaves_nothing(ly):
    group, rows = sitting(ly, text="Họ tên\nA\nB")
    with session(ly):
        receiving.save_row(rows[1].pk, {}, actor=ly, version=1)
    with pytest.raises(Refused, match="Dòng 2"), session(ly):
        receiving.complete_all(group.pk, actor=ly)
    assert not Case.objects.exists() and not Person.objects.exists()
    assert not ReceptionRow.objects.filter(case__isnull=False).exists()


def test_the_team_fills_in_lines_and_the_leader_completes(ly, nam, an):
    group, rows = sitting(ly, nam, text="Họ tên\nA")
    with session(nam):
        receiving.save_row(rows[0].pk, {"name": "Lò Thị A", "sex": "female"}, actor=nam, version=1)
        with pytest.raises(Refused, match="chủ trì"):
            receiving.complete(rows[0].pk, actor=nam)
    with session(ly), pytest.raises(Conflict):
        receiving.save_row(rows[0].pk, {"name": "B"}, actor=ly, version=1)
    with session(an), pytest.raises(ReceptionRow.DoesNotExist):
        receiving.complete(rows[0].pk, actor=an)
    assert Notice.objects.filter(occasion="group-opened", to_agency=nam.agency_id).exists()
    assert len(queries.sitting(group.pk, nam).rows) == 1


def test_a_line_struck_out_is_unreadable_and_a_sitting_ends_when_no_line_is_left(ly):
    group, rows = sitting(ly, text="Họ tên\nA\nB")
    with session(ly), pytest.raises(Refused, match="Còn 2 dòng"):
        receiving.close_group(group.pk, actor=ly)
    with session(ly):
        receiving.strike(rows[0].pk, actor=ly)
        receiving.complete(rows[1].pk, actor=ly)
        receiving.close_group(group.pk, actor=ly)
    with session(ly), pytest.raises(Refused, match="đã kết thúc"):
        receiving.add_row(group.pk, {"name": "C"}, actor=ly, client_id=once())
    with session(ly):
        assert ReceptionRow.objects.get(pk=rows[0].pk).answers is vault.ERASED


def test_thirty_people_are_taken_in_few_queries_each(ly, nam):
    group, _ = sitting(ly, nam)
    with (
        session(ly),
        CaptureQueriesContext(
            connection,
        ) as pasted,
    ):
        receiving.paste(group.pk, THIRTY, actor=ly, client_id=once())
    with session(ly), CaptureQueriesContext(connection) as completed:
        began = time.perf_counter()
        assert len(receiving.complete_all(group.pk, actor=ly)) == 30
        took = time.perf_counter() - began
    print(f"\n30 người: {len(pasted)} + {len(completed)} câu hỏi, {took:.2f} giây")
    assert len(pasted) <= 40 and len(completed) / 30 <= 30


# --- the minute ---------------------------------------------------------------------------------


def minute(actor, giver=None, **more):
    with session(actor):
        return handing_over.write_minute(
            [
                handing_over.HandedPerson("Lò Thị Một", "1999", "Không có", "01 túi vải", "Mệt, tỉnh táo"),
                handing_over.HandedPerson("Lò Thị Hai"),
            ],
            actor=actor, client_id=once(), receiver=agency(actor), receiver_by="Lý Thị Mai",
            **({"giver": agency(giver)} if giver else {"giver_text": "Công an huyện bạn"}),
            giver_by="Ông Đại Diện", place="Cửa khẩu Mẫu", at=local(datetime(2026, 11, 20, 9, 5)), **more,
        )  # fmt: skip


def test_both_sides_confirm_each_for_itself(ly, hoa, an):
    written = minute(hoa, giver=ly)
    assert Notice.objects.get(occasion="handed-over").to_agency_id == ly.agency_id
    with session(hoa):
        assert not handing_over.confirm(written.pk, actor=hoa).confirmed
        with pytest.raises(Refused, match="tự xác nhận"):
            handing_over.confirm(written.pk, actor=hoa, on_paper=True)
    with session(an), pytest.raises(HandOver.DoesNotExist):
        handing_over.confirm(written.pk, actor=an)
    with session(ly):
        assert handing_over.confirm(written.pk, actor=ly).confirmed


def test_a_side_abroad_signs_on_paper_and_the_receiver_says_so(ly):
    written = minute(ly)
    with session(ly):
        handing_over.confirm(written.pk, actor=ly, on_paper=True)
        done = handing_over.confirm(written.pk, actor=ly)
    assert done.confirmed and done.giver_on_paper


def test_a_minute_is_not_changed_only_signed(ly):
    written = minute(ly)
    with pytest.raises(IntegrityError, match="không được sửa"), transaction.atomic():
        HandOver.objects.filter(pk=written.pk).update(place="Nơi khác")
    with pytest.raises(IntegrityError, match="không được sửa"), transaction.atomic():
        written.persons.update(place=9)
    with session(ly):
        handing_over.confirm(written.pk, actor=ly, on_paper=True)
        handing_over.confirm(written.pk, actor=ly)
    with pytest.raises(IntegrityError, match="không được sửa"), transaction.atomic():
        HandOver.objects.filter(pk=written.pk).update(giver_signed_at=None)


@pytest.mark.parametrize(
    ("changed", "says"),
    [({"giver_text": " "}, "bên giao"), ({"giver_by": ""}, "đại diện"), ({"place": " "}, "địa điểm")],
)
def test_a_minute_names_place_sides_and_who_stands_for_them(ly, changed, says):
    given = {
        "receiver": agency(ly), "receiver_by": "Lý Thị Mai", "giver_text": "Phía bạn", "giver_by": "Ông Đại Diện",
        "place": "Cửa khẩu",
    } | changed  # fmt: skip
    with session(ly), pytest.raises(Refused, match=says):
        handing_over.write_minute([handing_over.HandedPerson("A")], actor=ly, client_id=once(), **given)


def test_nobody_writes_a_minute_of_others_nor_of_nobody(ly, an, nam):
    given = {"receiver_by": "A", "giver_by": "B", "place": "C", "giver_text": "D"}
    with session(an), pytest.raises(Refused, match="bên giao hoặc bên nhận"):
        handing_over.write_minute(
            [handing_over.HandedPerson("A")], actor=an, client_id=once(), receiver=agency(ly), **given
        )
    with session(ly), pytest.raises(Refused, match="ít nhất một người"):
        handing_over.write_minute([], actor=ly, client_id=once(), receiver=agency(ly), **given)


def test_the_minute_is_printed_before_the_people_leave(ly):
    written = minute(ly)
    with session(ly):
        paper = minute_paper(queries.minute(written.pk, ly))
    assert paper.draft and [each.party for each in paper.signatures] == [
        "Đại diện bên giao",
        "Đại diện bên nhận",
    ]
    assert word.docx(paper)[:2] == b"PK"
    said = str(paper.body)
    for words in (
        "Hồi 09 giờ 05 phút, ngày 20 tháng 11 năm 2026",
        "Lò Thị Một, 1999",
        "01 túi vải",
        "Công an huyện bạn",
    ):
        assert words in said
