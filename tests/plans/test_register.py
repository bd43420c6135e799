"""Registering documents, finding them in any spelling, and how papers know one another."""

import unicodedata
import uuid
from datetime import date

import pytest

from diemtua.access.session import session
from diemtua.kernel.decision import Refused
from diemtua.plans import store
from diemtua.plans.actions import documents
from diemtua.plans.models import Citation, Document
from diemtua.plans.queries import documents as queries
from tests.plans.factories import PLAN, issued_plan

pytestmark = pytest.mark.django_db


def registered(actor, text=PLAN, **given):
    with session(actor):
        return documents.register(documents.Original(text=text, **given), actor=actor, client_id=uuid.uuid4())


def test_the_original_is_kept_byte_for_byte(nam, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    document = registered(nam, data=PLAN.encode() + b"\r\n", name="ke-hoach.txt")
    assert store.get(document.file_sha256) == PLAN.encode() + b"\r\n"


def test_an_altered_file_is_told_not_served(nam, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    document = registered(nam, data=b"abc", name="ke-hoach.txt")
    store.place_of(document.file_sha256).write_bytes(b"abd")
    with pytest.raises(store.Damaged, match="đã bị thay đổi"):
        store.get(document.file_sha256)


@pytest.mark.parametrize(
    "typed",
    [
        "hỗ trợ nạn nhân",
        "ho tro nan nhan",
        "HO TRO",
        "nạn nh",
        "nan  tro",
        unicodedata.normalize("NFD", "hỗ trợ nạn nhân"),
        "155/KH-UBND",
        "155 kh ubnd",
        "vùng nông thôn",
    ],
)
def test_a_document_is_found_in_any_spelling(nam, typed):
    issued_plan(nam)
    with session(nam):
        assert [document.number for document in queries.register(nam, words=typed).rows] == ["155"]


@pytest.mark.parametrize("typed", ["chuyển đổi số", "zzz", "155/QĐ"])
def test_other_words_find_nothing(nam, typed):
    issued_plan(nam)
    with session(nam):
        assert not queries.register(nam, words=typed).rows


@pytest.mark.parametrize("typed", ["'", "& | !", "a:*", "(", "\x00", "<b>", "%_"])
def test_signs_in_a_search_harm_nothing(nam, typed):
    with session(nam):
        queries.register(nam, words=typed)


def test_an_onlooker_registers_nothing(binh):
    with pytest.raises(Refused, match="chỉ theo dõi"), session(binh):
        from dataclasses import replace

        onlooker = replace(binh, duties=frozenset({"oversee"}))
        documents.register(documents.Original(text=PLAN), actor=onlooker, client_id=uuid.uuid4())
    assert not Document.objects.exists()


def test_the_same_form_twice_registers_once(nam):
    same = uuid.uuid4()
    with session(nam):
        first = documents.register(documents.Original(text=PLAN), actor=nam, client_id=same)
        second = documents.register(documents.Original(text=PLAN), actor=nam, client_id=same)
    assert first == second


def test_a_parent_in_the_register_is_found_by_its_number(nam):
    parent = registered(nam, PLAN.replace("155/KH-UBND", "10/KH-BCĐ").replace("số 10/KH-BCĐ", "số 9/KH-BCĐ"))
    child = registered(nam)
    assert child.parent == parent
    assert child.citations.get(role=Citation.Role.PARENT).target == parent


def test_a_later_parent_is_found_by_papers_that_cite_it(nam):
    child = registered(nam)
    parent = registered(nam, PLAN.replace("155/KH-UBND", "10/KH-BCĐ").replace("số 10/KH-BCĐ", "số 9/KH-BCĐ"))
    assert child.citations.filter(target=parent).exists()


def test_a_document_stands_under_no_paper_its_agency_does_not_know(nam, la):
    parent = issued_plan(nam)
    with pytest.raises(Document.DoesNotExist), session(la):
        documents.register(
            documents.Original(text=PLAN), actor=la, client_id=uuid.uuid4(), parent_id=parent.pk
        )


@pytest.mark.parametrize("field", ["holder_id", "seen_by", "province_id", "issued_at", "text"])
def test_correcting_changes_only_what_its_form_asks(nam, field):
    document = registered(nam)
    with session(nam), pytest.raises(TypeError, match=field):
        documents.correct(document.pk, actor=nam, version=document.version, **{field: None})


def test_the_day_that_deadlines_were_counted_from_stays(nam, hoa, ly):
    plan = issued_plan(nam)
    with session(nam):
        documents.correct(plan.pk, actor=nam, version=1, number="156", issued_on=plan.issued_on)
        with pytest.raises(Refused, match="Thời hạn các việc đã giao"):
            documents.correct(plan.pk, actor=nam, version=2, issued_on=date(2020, 1, 1))


def test_an_amendment_knows_what_it_amends(nam):
    first = registered(nam)
    text = PLAN.replace("155/KH-UBND", "160/KH-UBND").replace(
        "Phối hợp hỗ trợ nạn nhân năm 2024",
        "Sửa đổi, bổ sung Kế hoạch số 155/KH-UBND về phối hợp hỗ trợ nạn nhân năm 2024",
    )
    amendment = registered(nam, text)
    assert amendment.citations.get(role=Citation.Role.AMENDS).target == first


def test_the_register_shows_drafts_to_their_holder_alone(nam, hoa):
    registered(nam)
    with session(nam):
        assert len(queries.register(nam, drafts=True).rows) == 1
    with session(hoa):
        assert not queries.register(hoa, drafts=True).rows


def test_a_page_of_the_register_costs_one_query(nam, django_assert_num_queries):
    issued_plan(nam)
    with session(nam), django_assert_num_queries(1):
        queries.register(nam, words="nan nhan")
