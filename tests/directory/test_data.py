"""The dated tables of areas and agencies say what the resolutions of 2025 say."""

import json
from collections import Counter, defaultdict
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from diemtua.directory import data
from diemtua.kernel.collation import sort_key
from diemtua.kernel.text import normal, squeeze

AREAS = {row.code: row for row in data.areas()}
SUCCESSIONS = list(data.area_successions())
KINDS = list(data.agency_kinds())
TODAY, LAST_DAY, SEED_DAY = date(2026, 9, 20), date(2025, 6, 30), date(2016, 6, 8)

MERGERS = {
    "Tuyên Quang": "Hà Giang", "Lào Cai": "Yên Bái", "Thái Nguyên": "Bắc Kạn", "Phú Thọ": "Vĩnh Phúc, Hòa Bình",
    "Bắc Ninh": "Bắc Giang", "Hưng Yên": "Thái Bình", "Hải Phòng": "Hải Dương", "Ninh Bình": "Hà Nam, Nam Định",
    "Quảng Trị": "Quảng Bình", "Đà Nẵng": "Quảng Nam", "Quảng Ngãi": "Kon Tum", "Gia Lai": "Bình Định",
    "Khánh Hòa": "Ninh Thuận", "Lâm Đồng": "Đắk Nông, Bình Thuận", "Đắk Lắk": "Phú Yên",
    "Hồ Chí Minh": "Bà Rịa - Vũng Tàu, Bình Dương", "Đồng Nai": "Bình Phước", "Tây Ninh": "Long An",
    "Cần Thơ": "Sóc Trăng, Hậu Giang", "Vĩnh Long": "Bến Tre, Trà Vinh", "Đồng Tháp": "Tiền Giang",
    "Cà Mau": "Bạc Liêu", "An Giang": "Kiên Giang",
}  # fmt: skip
UNCHANGED = (
    "Cao Bằng, Điện Biên, Hà Tĩnh, Hà Nội, Huế, Lai Châu, Lạng Sơn, Nghệ An, Quảng Ninh, Sơn La, Thanh Hóa"
)
DISTRICTS = {
    "40": "Vinh, Cửa Lò, Thái Hòa, Hoàng Mai, Anh Sơn, Con Cuông, Diễn Châu, Đô Lương, Hưng Nguyên, Kỳ Sơn, Nam Đàn, "
          "Nghi Lộc, Nghĩa Đàn, Quế Phong, Quỳ Châu, Quỳ Hợp, Quỳnh Lưu, Tân Kỳ, Thanh Chương, Tương Dương, Yên Thành",
    "20": "Lạng Sơn, Bắc Sơn, Bình Gia, Cao Lộc, Chi Lăng, Đình Lập, Hữu Lũng, Lộc Bình, Tràng Định, Văn Lãng, Văn Quan",
    "63-92": "Ninh Kiều, Bình Thủy, Cái Răng, Ô Môn, Thốt Nốt, Cờ Đỏ, Phong Điền, Thới Lai, Vĩnh Thạnh",
    "63-94": "Sóc Trăng, Ngã Năm, Vĩnh Châu, Châu Thành, Cù Lao Dung, Kế Sách, Long Phú, Mỹ Tú, Mỹ Xuyên, Thạnh Trị, Trần Đề",
}  # fmt: skip


def names(text):
    return sorted(text.split(", "), key=sort_key)


def in_force(day, level):
    return [
        row
        for row in AREAS.values()
        if row.level == level and (row.valid_from or day) <= day <= (row.valid_until or day)
    ]


def test_today_there_are_34_provinces_and_3321_communes():
    assert len(in_force(TODAY, "province")) == 34
    assert Counter(row.kind for row in in_force(TODAY, "commune")) == {
        "xã": 2621,
        "phường": 687,
        "đặc khu": 13,
    }
    assert in_force(TODAY, "district") == []


@pytest.mark.parametrize("day", [SEED_DAY, LAST_DAY])
def test_before_july_2025_there_were_63_provinces(day):
    assert len(in_force(day, "province")) == 63
    assert in_force(day, "commune") == []


def test_on_their_last_day_there_were_696_districts():
    assert len(in_force(LAST_DAY, "district")) == 696


def test_hue_was_thua_thien_hue_until_2025():
    def called(day):
        return [row.full_name for row in in_force(day, "province") if row.code.endswith("46")]

    assert called(date(2024, 12, 31)) == ["tỉnh Thừa Thiên Huế"]
    assert called(date(2025, 1, 1)) == ["thành phố Huế"]


def test_every_province_that_ended_has_exactly_one_successor():
    successors = defaultdict(list)
    for link in SUCCESSIONS:
        successors[link.predecessor].append(link.successor)
    ended = [row for row in AREAS.values() if row.level == "province" and row.valid_until]
    assert len(ended) == 53
    for row in ended:
        (successor,) = successors[row.code]
        assert AREAS[successor].valid_from == date.fromordinal(row.valid_until.toordinal() + 1)


def test_the_mergers_are_those_of_resolution_202():
    merged = defaultdict(list)
    for link in SUCCESSIONS:
        if AREAS[link.predecessor].level == "province" and link.on == date(2025, 7, 1):
            merged[AREAS[link.successor].name].append(AREAS[link.predecessor].name)
    for into, others in MERGERS.items():
        assert sorted(merged.pop(into), key=sort_key) == names(f"{into}, {others}")
    assert merged == {}
    followed = {link.predecessor for link in SUCCESSIONS}
    untouched = {row.name for row in in_force(LAST_DAY, "province") if row.code not in followed}
    assert sorted(untouched, key=sort_key) == names(UNCHANGED)


@pytest.mark.parametrize("province", DISTRICTS)
def test_the_districts_that_the_four_plans_know(province):
    found = [row.name for row in AREAS.values() if row.level == "district" and row.parent == province]
    assert sorted(found, key=sort_key) == names(DISTRICTS[province])


def test_a_plan_of_2016_finds_cua_lo_and_a_plan_of_2025_does_not():
    assert "Cửa Lò" in {row.name for row in in_force(SEED_DAY, "district")}
    assert "Cửa Lò" not in {row.name for row in in_force(LAST_DAY, "district")}


def test_every_district_is_followed_to_places_that_hold_its_land():
    followed = {link.predecessor for link in SUCCESSIONS}
    for row in AREAS.values():
        if row.level == "district":
            assert row.code in followed
    for link in SUCCESSIONS:
        if AREAS[link.successor].level == "commune":
            home = AREAS[AREAS[link.predecessor].parent]
            heirs = {each.successor for each in SUCCESSIONS if each.predecessor == home.code} or {home.code}
            assert AREAS[link.successor].parent in heirs
    communes = {link.successor for link in SUCCESSIONS if AREAS[link.successor].level == "commune"}
    assert communes == {row.code for row in in_force(TODAY, "commune")}


def test_the_archipelagos_are_where_they_belong():
    homes = {row.name: AREAS[row.parent].full_name for row in AREAS.values() if row.kind == "đặc khu"}
    assert homes["Hoàng Sa"] == "thành phố Đà Nẵng"
    assert homes["Trường Sa"] == "tỉnh Khánh Hòa"


def test_no_area_follows_itself_even_through_others():
    nexts = defaultdict(set)
    for link in SUCCESSIONS:
        nexts[link.predecessor].add(link.successor)

    def walk(code, path):
        assert code not in path
        for successor in nexts[code]:
            walk(successor, {*path, code})

    for code in list(nexts):
        walk(code, frozenset())


def test_parents_come_before_their_parts_and_belong_to_the_level_above():
    above = {"province": {"country"}, "district": {"province"}, "commune": {"province"}}
    seen = set()
    for row in AREAS.values():
        if row.level != "country":
            assert row.parent in seen
            assert AREAS[row.parent].level in above[row.level]
        seen.add(row.code)


def test_names_are_clean_and_unlike_their_neighbours():
    for row in AREAS.values():
        assert row.name == normal(squeeze(row.name))
        assert row.name[:1].isupper() or row.name[:1].isdigit()
    alike = Counter((row.parent, row.kind, row.name, row.valid_until) for row in AREAS.values())
    assert [key for key, count in alike.items() if count > 1] == []


@pytest.mark.parametrize(
    ("code", "full_name"),
    [("40", "tỉnh Nghệ An"), ("92", "thành phố Cần Thơ"), ("412", "thành phố Vinh"), ("769", "thành phố Thủ Đức"),
     ("916", "quận Ninh Kiều"), ("VN", "Việt Nam")],
)  # fmt: skip
def test_full_names(code, full_name):
    assert AREAS[code].full_name == full_name


def test_every_kind_of_agency_that_plans_name_is_here():
    gold = json.loads((Path(__file__).parent / "agency_codes.json").read_text(encoding="utf-8"))
    assert {row.code for row in KINDS} == set(gold)


def test_names_of_one_kind_of_agency_do_not_overlap_in_time():
    periods = defaultdict(list)
    for row in KINDS:
        periods[row.code].append((row.valid_from or date.min, row.valid_until or date.max))
    for spans in periods.values():
        spans.sort()
        for (_, end), (start, _) in pairwise(spans):
            assert (start - end).days == 1


def test_an_agency_is_named_after_its_area():
    police = next(row for row in KINDS if row.code == "cong-an-tinh")
    assert police.name_in("thành phố Cần Thơ") == "Công an thành phố Cần Thơ"
    assert all(row.pattern == "" or row.pattern.count("{area}") == 1 for row in KINDS)


def test_every_kind_that_ended_has_a_successor_and_a_choice_asks_a_person():
    heirs = defaultdict(set)
    for link in data.agency_successions():
        heirs[link.old_kind].add((link.new_kind, link.ask))
    codes = {row.code for row in KINDS}
    living = {row.code for row in KINDS if row.valid_until is None}
    assert codes - living <= set(heirs)
    for old, links in heirs.items():
        assert {new for new, _ in links} <= living
        if len({new for new, _ in links}) > 1:
            assert all(ask for _, ask in links), old
