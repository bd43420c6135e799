"""Areas come from the tables into the database once, and nothing that was is overwritten."""

from dataclasses import replace
from datetime import date

import pytest

from diemtua.directory import data
from diemtua.directory.loading import BadTable, load
from diemtua.directory.models import Area
from tests.directory.places import load_few, rows

pytestmark = pytest.mark.django_db


def provinces(day):
    return Area.objects.on(day).filter(level=Area.Level.PROVINCE)


def test_the_whole_table_gives_34_provinces_3321_communes_and_the_63_of_before():
    first, again = load(), load()
    assert (first.areas, first.successions) == (len(list(data.areas())), len(list(data.area_successions())))
    assert not again
    assert provinces(date(2026, 1, 1)).count() == 34
    assert provinces(date(2025, 6, 30)).count() == 63
    assert Area.objects.on(date(2026, 1, 1)).filter(level=Area.Level.COMMUNE).count() == 3321


def test_loading_twice_costs_two_queries(django_assert_num_queries):
    load_few()
    with django_assert_num_queries(4):  # savepoint, areas, links, savepoint
        load_few()


def test_names_are_sorted_and_found_as_if_saved_one_by_one():
    load_few()
    loaded = Area.objects.get(code="63-94")
    keys = bytes(loaded.name_sort), loaded.name_folded
    loaded.save()
    assert (bytes(loaded.name_sort), loaded.name_folded) == keys == (keys[0], "soc trang")


def test_a_unit_that_the_table_ends_is_closed():
    areas, links = rows()
    load(areas, links)
    ended = [replace(row, valid_until=date(2027, 3, 31)) if row.code == "40" else row for row in areas]
    assert load(ended, links).closed == 1
    assert Area.objects.get(code="40").valid_until == date(2027, 3, 31)


def test_a_number_that_passes_to_another_unit_leaves_the_old_one_its_life():
    areas, links = rows()
    load(areas, links)
    before = Area.objects.get(code="40")
    old = next(row for row in areas if row.code == "40")
    city = replace(old, kind="thành phố trực thuộc trung ương", valid_from=date(2027, 4, 1))
    kept = replace(old, code="34-40", valid_until=date(2027, 3, 31))
    changed = [kept, city, *(row for row in areas if row.code != "40")]
    done = load(changed, [*links, data.AreaSuccessionRow("34-40", "40", date(2027, 4, 1), "")])
    assert (done.areas, done.passed_on, done.successions) == (1, 1, 1)
    before.refresh_from_db()
    assert (before.code, before.valid_until) == ("34-40", date(2027, 3, 31))
    assert Area.objects.get(code="40").succeeds.get().predecessor == before
    assert Area.objects.get(code="413").parent.code == "40"
    assert not load(changed, [*links, data.AreaSuccessionRow("34-40", "40", date(2027, 4, 1), "")])


def test_a_table_that_forgets_a_unit_is_refused_whole():
    areas, links = rows()
    load(areas, links)
    renamed = [replace(row, name="Xứ Nghệ") if row.code == "40" else row for row in areas]
    with pytest.raises(BadTable, match="Nghệ An"):
        load(renamed, links)
    assert Area.objects.get(code="40").name == "Nghệ An"


def test_units_that_the_tables_do_not_know_are_left_alone():
    load_few()
    own = Area.objects.create(code="xa-cu", name="Thuận Hòa", level=Area.Level.COMMUNE, kind="xã")
    assert not load_few()
    own.refresh_from_db()
    assert own.valid_until is None
