"""The bodies of a province, with their days and their heirs."""

from datetime import date

import pytest

from diemtua.directory.establishing import establish
from diemtua.directory.heirs import heirs_of
from diemtua.directory.models import Agency, AgencySuccession, Area
from diemtua.directory.queries import Directory
from tests.directory.places import HAVING, settle

pytestmark = pytest.mark.django_db
THEN, NOW = date(2023, 7, 27), date(2026, 1, 5)


def body(code, kind, day):
    return Agency.objects.on(day).get(province__code=code, kind=kind, area__code=code)


def names(found):
    return [agency.name for agency in found]


def test_bodies_are_named_as_documents_name_them():
    settle("40", "63-92")
    police, labour = body("40", "cong-an-tinh", THEN), body("63-92", "so-ldtbxh", THEN)
    assert (police.name, police.called) == ("Công an tỉnh Nghệ An", "Công an tỉnh")
    assert (labour.name, labour.valid_until) == (
        "Sở Lao động - Thương binh và Xã hội thành phố Cần Thơ",
        date(2025, 2, 28),
    )
    assert body("63-92", "doan-tn", THEN).called == "Thành đoàn"
    assert body("40", "tinh-uy", THEN).name == "Tỉnh ủy Nghệ An"


def test_establishing_twice_adds_nothing():
    province = settle("63-94", districts=True)
    counts = Agency.objects.count(), AgencySuccession.objects.count()
    again = establish(province, having=HAVING["63-94"], districts=True)
    assert (again.bodies, again.successions) == (0, 0)
    assert (Agency.objects.count(), AgencySuccession.objects.count()) == counts


def test_what_not_every_province_has_is_made_only_where_asked():
    settle("63-92", "63-94")
    assert not Agency.objects.filter(province__code="63-92", kind="bo-doi-bien-phong").exists()
    assert Agency.objects.filter(province__code="63-94", kind="bo-doi-bien-phong").exists()


def test_a_new_province_has_no_body_from_before_its_first_day():
    settle("92")
    assert not Agency.objects.filter(province__code="92", kind="so-ldtbxh").exists()
    assert set(Agency.objects.values_list("valid_from", flat=True)) == {date(2025, 7, 1)}


def test_every_ended_body_of_a_province_has_an_heir_but_customs():
    """The regional customs office serves several provinces; a person names it."""
    settle("63-92", "63-94", "92", districts=True)
    ended = Agency.objects.filter(province__code__startswith="63-9", valid_until__isnull=False)
    assert set(ended.filter(succeeded_by=None).values_list("kind", flat=True)) == {"hai-quan"}


def test_the_committee_of_a_town_that_joined_a_city_goes_on_in_the_city():
    settle("40", districts=True)
    town = Agency.objects.get(area__code="413", kind="ubnd-huyen")
    assert town.succeeded_by.get().successor.name == "Ủy ban nhân dân thành phố Vinh"


def test_a_document_of_2023_finds_the_bodies_of_2023_and_asks_who_carries_on():
    province = settle("63-94", "92", "63-94")
    found = Directory(province.pk, on=THEN, today=NOW).resolve(
        "so-ldtbxh", "Sở Lao động - Thương binh và Xã hội"
    )
    assert not found.sure and "kế thừa" in found.why
    assert "Sở Y tế thành phố Cần Thơ" in names(found.agencies) and len(found.agencies) == 5
    police = Directory(province.pk, on=THEN, today=NOW).resolve("cong-an-tinh", "Công an tỉnh")
    assert police.sure and names(police.agencies) == ["Công an thành phố Cần Thơ"]


def test_a_document_of_june_2024_resolves_straight_in_july_2024():
    province = settle("63-94")
    found = Directory(province.pk, on=date(2024, 6, 1), today=date(2024, 7, 15)).resolve(
        "so-ldtbxh", "Sở LĐTBXH"
    )
    assert found.sure and names(found.agencies) == ["Sở Lao động - Thương binh và Xã hội tỉnh Sóc Trăng"]


def test_the_new_province_reads_a_document_older_than_itself():
    settle("63-92", "63-94")
    province = settle("92")
    found = Directory(province.pk, on=THEN, today=NOW).resolve("so-y-te", "Sở Y tế")
    assert found.sure and names(found.agencies) == ["Sở Y tế thành phố Cần Thơ"]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Báo Nghệ An", ["Báo Nghệ An"]),
        ("Đài PTTH tỉnh", ["Đài Phát thanh và Truyền hình tỉnh Nghệ An"]),
        ("Báo Nghệ An, Đài PTTH tỉnh", ["Báo Nghệ An", "Đài Phát thanh và Truyền hình tỉnh Nghệ An"]),
    ],
)
def test_newspaper_and_broadcaster_are_two_bodies(text, meant):
    directory = Directory(settle("40").pk, on=date(2016, 6, 8), today=date(2016, 9, 20))
    found = directory.resolve("bao-dai", text)
    assert found.sure and names(found.agencies) == meant


def test_a_name_that_may_mean_either_asks_a_person():
    directory = Directory(settle("40").pk, on=date(2016, 6, 8), today=date(2016, 9, 20))
    found = directory.resolve("bao-dai", "các cơ quan truyền thông")
    assert not found.sure and len(found.agencies) == 2


def test_a_collective_name_that_lists_places_means_those_places():
    directory = Directory(settle("63-94", districts=True).pk, on=THEN, today=THEN)
    listed = directory.resolve("ubnd-huyen", "Ủy ban nhân dân các huyện Mỹ Xuyên, Kế Sách")
    assert sorted(agency.area.name for agency in listed.agencies) == ["Kế Sách", "Mỹ Xuyên"]
    everywhere = directory.resolve("ubnd-huyen", "Ủy ban nhân dân cấp huyện của tỉnh Sóc Trăng")
    assert len(everywhere.agencies) == 11


def test_heirs_come_with_the_work_they_took_over_and_the_texts(django_assert_max_num_queries):
    settle("63-94", "92", "63-94")
    labour, police = body("63-94", "so-ldtbxh", THEN), body("63-94", "cong-an-tinh", THEN)
    with django_assert_max_num_queries(4):
        found = heirs_of([labour.pk, police.pk], NOW)
    health = next(heir for heir in found[labour.pk] if heir.agency.kind == "so-y-te")
    assert "Nạn nhân bị mua bán" in health.topics
    assert any("53/2024" in source for source in health.sources)
    assert any("202/2025" in source for source in health.sources)
    assert [heir.agency.name for heir in found[police.pk]] == ["Công an thành phố Cần Thơ"]
    assert Area.objects.get(code="92").full_name == "thành phố Cần Thơ"
