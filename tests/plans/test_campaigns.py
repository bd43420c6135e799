"""Campaigns and pilots: their places as the directory knew them, their baseline, tasks and results."""

import uuid
from datetime import date
from decimal import Decimal

import pytest

from diemtua.access.session import session
from diemtua.audit.models import Entry
from diemtua.directory.models import Area
from diemtua.kernel.decision import Refused
from diemtua.plans.actions import campaigns as actions
from diemtua.plans.baseline import baseline_of
from diemtua.plans.models import Campaign, CampaignResult, Task
from diemtua.plans.pages.campaigns import indicators, rhythm
from diemtua.plans.queries import campaigns as queries
from diemtua.plans.versions import Conflict
from tests.people import AreaFactory
from tests.plans.factories import PLAN, issued_plan
from tests.plans.visits import visit

pytestmark = pytest.mark.django_db
PILOT = PLAN.replace(
    "II. NHIỆM VỤ",
    "Trong giai đoạn 2016 - 2020 trên địa bàn 02 huyện phát hiện, xử lý 22 vụ mua bán người.\n"
    "Ban Chỉ đạo 138 tỉnh chỉ đạo điểm thực hiện công tác phòng, chống mua bán người tại địa bàn 02 huyện: Kế Sách, "
    "Mỹ Tú, từ tháng 7/2024 đến tháng 9/2024.\nII. NHIỆM VỤ",
)


@pytest.fixture
def places(hoa):
    """Two districts of the province, which ended on 30/6/2025, and the communes that took one's name."""
    province = Area.objects.get(pk=hoa.province_id)
    districts = [
        AreaFactory(
            code=f"h{n}",
            name=name,
            kind="huyện",
            level="district",
            parent=province,
            valid_until=date(2025, 6, 30),
        )
        for n, name in enumerate(("Kế Sách", "Mỹ Tú"))
    ]
    AreaFactory(
        code="x1", name="Kế Sách", kind="xã", level="commune", parent=province, valid_from=date(2025, 7, 1)
    )
    return districts


@pytest.fixture
def plan(hoa, nam, ly, binh, an, la, places):
    return issued_plan(nam)


@pytest.fixture
def pilot(plan, places):
    campaign = Campaign.objects.create(
        document=plan, province=plan.province, seen_by=plan.seen_by, kind=Campaign.Kind.PILOT,
        name="chỉ đạo điểm", starts_on=date(2024, 7, 1), ends_on=date(2024, 9, 30), places=["huyện Kế Sách", "Mỹ Tú"],
    )  # fmt: skip
    actions.locate(campaign, date(2024, 7, 1))
    return campaign


def enter(campaign, actor, client_id=None, **given):
    wanted = {
        "what": "Số vụ phát hiện",
        "value": Decimal(3),
        "unit": "vụ",
        "until": date(2024, 7, 15),
    } | given
    with session(actor):
        return actions.enter_result(campaign.pk, actor=actor, client_id=client_id or uuid.uuid4(), **wanted)


def arrange(campaign, actor, version=None, **changed):
    with session(actor):
        return actions.arrange(
            campaign.pk, actor=actor, version=version or campaign.version, client_id=uuid.uuid4(), **changed
        )


# --- from the document ------------------------------------------------------------------------------------------------


def test_the_baseline_is_quoted_with_its_years():
    assert baseline_of(PILOT) == "giai đoạn 2016 - 2020 trên địa bàn 02 huyện phát hiện, xử lý 22 vụ"
    assert baseline_of(PLAN) == ""


def test_a_plan_given_out_brings_its_pilot_with_areas_and_baseline(hoa, nam, ly, an, la, places):
    document = issued_plan(nam, text=PILOT)
    pilots = Campaign.objects.filter(document=document, kind="pilot")
    assert [sorted(area.name for area in each.areas.all()) for each in pilots] == [["Kế Sách", "Mỹ Tú"]]
    assert "22 vụ" in pilots.get().baseline


def test_places_are_those_of_the_documents_day(pilot, places, hoa):
    assert set(pilot.areas.all()) == set(places)
    later = queries.areas_named(["Kế Sách"], hoa.province_id, date(2025, 8, 1))
    assert [area.level for area in later] == ["commune"]
    for words in ("địa bàn tỉnh", "địa bàn thành phố", "toàn tỉnh", "tỉnh Sóc Trăng"):
        assert [area.pk for area in queries.areas_named([words], hoa.province_id, date(2024, 7, 1))] == [
            hoa.province_id
        ]
    assert queries.areas_named(["thành phố không có"], hoa.province_id, date(2024, 7, 1)) == []


# --- results --------------------------------------------------------------------------------------------------------------


def test_an_agency_that_takes_part_enters_a_figure(pilot, hoa, places):
    result = enter(pilot, hoa, area_id=places[0].pk)
    assert (result.agency_id, result.area_id, result.value) == (hoa.agency_id, places[0].pk, Decimal(3))
    assert Entry.objects.filter(act="campaign.result_entered", subject=str(pilot.pk)).exists()


def test_the_same_form_enters_once(pilot, hoa):
    client_id = uuid.uuid4()
    assert enter(pilot, hoa, client_id).pk == enter(pilot, hoa, client_id).pk
    assert CampaignResult.objects.count() == 1


def test_an_overseer_reads_and_does_not_enter(pilot, binh):
    with pytest.raises(Refused, match="tham gia"):
        enter(pilot, binh)


@pytest.mark.parametrize("stranger", ["an", "la"])
def test_to_a_stranger_the_campaign_does_not_exist(pilot, stranger, request):
    with pytest.raises(Campaign.DoesNotExist):
        enter(pilot, request.getfixturevalue(stranger))


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"until": date(2024, 7, 16)}, "chưa đến"),
        ({"until": date(2024, 6, 30)}, "số liệu nền"),
    ],
)
def test_a_figure_outside_its_time_is_refused(pilot, hoa, given, why):
    with pytest.raises(Refused, match=why):
        enter(pilot, hoa, **given)


def test_a_figure_of_another_place_is_refused(pilot, hoa):
    other = AreaFactory(code="h9", name="Vĩnh Châu", kind="thị xã", level="district")
    with pytest.raises(Refused, match="không thuộc đợt"):
        enter(pilot, hoa, area_id=other.pk)


def test_totals_take_the_newest_of_each_agency_and_place_and_grow(pilot, hoa, ly, places):
    enter(pilot, hoa, value=Decimal(2), until=date(2024, 7, 5), area_id=places[0].pk)
    enter(pilot, hoa, value=Decimal(5), until=date(2024, 7, 12), area_id=places[0].pk)
    enter(pilot, ly, value=Decimal("1.5"), until=date(2024, 7, 10))
    enter(pilot, ly, what="Số buổi", unit="buổi", value=Decimal(4))
    found = {each.what: each for each in indicators(CampaignResult.objects.select_related("agency", "area"))}
    cases = found["Số vụ phát hiện"]
    assert cases.total == "6,5" and len(cases.latest) == 2
    assert cases.steps == [
        (date(2024, 7, 5), Decimal(2)), (date(2024, 7, 10), Decimal("3.5")), (date(2024, 7, 12), Decimal("6.5")),
    ]  # fmt: skip
    assert cases.points.split()[0].startswith("0,") and cases.points.split()[-1] == "120,2"


# --- arranging ----------------------------------------------------------------------------------------------------------------


def test_the_holder_corrects_places_and_the_areas_follow(pilot, nam, places):
    arrange(pilot, nam, places=["huyện Mỹ Tú"], baseline="22 vụ")
    pilot.refresh_from_db()
    assert (
        [area.name for area in pilot.areas.all()] == ["Mỹ Tú"]
        and pilot.baseline == "22 vụ"
        and pilot.version == 2
    )


def test_only_the_holder_arranges(pilot, hoa):
    with pytest.raises(Refused, match="giữ văn bản"):
        arrange(pilot, hoa, baseline="x")


def test_days_cannot_end_before_they_begin(pilot, nam):
    with pytest.raises(Refused, match="kết thúc"):
        arrange(pilot, nam, ends_on=date(2024, 6, 1))


def test_the_second_editor_is_shown_both_versions_in_lines(pilot, nam):
    arrange(pilot, nam, places=["huyện Mỹ Tú"])
    with pytest.raises(Conflict) as clash:
        arrange(pilot, nam, version=1, places=["huyện Kế Sách", "huyện Mỹ Tú"])
    [difference] = clash.value.differences
    assert (difference.held, difference.typed) == ("huyện Mỹ Tú", "huyện Kế Sách\nhuyện Mỹ Tú")


def test_the_holder_chooses_the_tasks(pilot, nam, hoa):
    tasks = list(Task.objects.filter(document=pilot.document_id))
    chosen = [task.pk for task in tasks[:2]]
    for _ in range(2):
        with session(nam):
            assert actions.link_tasks(pilot.pk, actor=nam, client_id=uuid.uuid4(), task_ids=chosen) == 2
    assert sorted(Task.objects.filter(campaign=pilot).values_list("pk", flat=True)) == sorted(chosen)
    with session(hoa), pytest.raises(Refused):
        actions.link_tasks(pilot.pk, actor=hoa, client_id=uuid.uuid4(), task_ids=[])


def test_tasks_of_another_campaign_stay_there(pilot, plan, nam):
    other = Campaign.objects.create(
        document=plan, province=plan.province, seen_by=plan.seen_by, name="đợt khác"
    )
    task = Task.objects.filter(document=plan).first()
    Task.objects.filter(pk=task.pk).update(campaign=other)
    with session(nam):
        actions.link_tasks(pilot.pk, actor=nam, client_id=uuid.uuid4(), task_ids=[task.pk])
    task.refresh_from_db()
    assert task.campaign_id == other.pk


# --- drawn ----------------------------------------------------------------------------------------------------------------------


def test_the_rhythm_stays_inside_its_picture(pilot):
    days = {date(2024, 7, 1): 1, date(2024, 9, 30): 8, date(2024, 12, 1): 5}
    drawn = rhythm(pilot, days, date(2024, 7, 15))
    assert len(drawn.bars) == 2 and not drawn.weekly
    assert all(
        bar.x >= 0 and bar.x + bar.width <= drawn.width and 0 <= bar.y <= drawn.height for bar in drawn.bars
    )
    pilot.ends_on = date(2025, 6, 30)
    assert rhythm(pilot, days, date(2026, 1, 1)).weekly
    pilot.ends_on = None
    assert rhythm(pilot, days, date(2024, 7, 15)) is None


# --- pages ----------------------------------------------------------------------------------------------------------------------


def test_one_page_shows_tasks_places_baseline_and_results(pilot, hoa, nam):
    Campaign.objects.filter(pk=pilot.pk).update(baseline="22 vụ giai đoạn 2016 - 2020")
    Task.objects.filter(document=pilot.document_id).update(campaign=pilot)
    enter(pilot, hoa, value=Decimal(1234))
    shown = visit(nam).get(f"/dot/{pilot.pk}/").content.decode()
    for words in ("huyện Kế Sách; huyện Mỹ Tú", "22 vụ giai đoạn", "1.234", "Từng ngày", "Chọn việc của đợt"):
        assert words in shown
    assert "Chọn việc của đợt" not in visit(hoa).get(f"/dot/{pilot.pk}/").content.decode()


def test_a_district_that_ended_is_told(pilot, hoa):
    assert "đã thôi tồn tại" in visit(hoa, date(2025, 8, 1)).get(f"/dot/{pilot.pk}/").content.decode()


def test_a_figure_is_entered_from_the_page_and_errors_come_back(pilot, hoa):
    browser = visit(hoa)
    given = {
        "client_id": str(uuid.uuid4()),
        "what": "Số buổi",
        "value": "1.234,5",
        "unit": "buổi",
        "until": "15/07/2024",
    }
    assert browser.post(f"/dot/{pilot.pk}/ket-qua/", given).status_code == 302
    assert CampaignResult.objects.get().value == Decimal("1234.5")
    wrong = browser.post(
        f"/dot/{pilot.pk}/ket-qua/", given | {"client_id": str(uuid.uuid4()), "until": "16/07/2024"}
    )
    assert (
        wrong.status_code == 422
        and "chưa đến" in wrong.content.decode()
        and "1.234,5" in wrong.content.decode()
    )


def test_arranging_from_the_page(pilot, nam, hoa):
    browser = visit(nam)
    assert "huyện Kế Sách" in browser.get(f"/dot/{pilot.pk}/sua/").content.decode()
    given = {
        "client_id": str(uuid.uuid4()),
        "version": pilot.version,
        "name": "chỉ đạo điểm",
        "places": "Mỹ Tú",
        "starts_on": "01/07/2024",
    }
    assert browser.post(f"/dot/{pilot.pk}/sua/", given).status_code == 302
    clash = browser.post(f"/dot/{pilot.pk}/sua/", given | {"places": "Kế Sách"})
    assert clash.status_code == 409 and "Mỹ Tú" in clash.content.decode()
    assert visit(hoa).get(f"/dot/{pilot.pk}/sua/").status_code == 403


def test_choosing_tasks_from_the_page(pilot, nam, hoa):
    task = Task.objects.filter(document=pilot.document_id).first()
    browser = visit(nam)
    assert browser.get(f"/dot/{pilot.pk}/chon-viec/").status_code == 200
    given = {"client_id": str(uuid.uuid4()), "task_ids": [task.pk]}
    assert browser.post(f"/dot/{pilot.pk}/chon-viec/", given).status_code == 302
    assert Task.objects.get(campaign=pilot).pk == task.pk
    assert visit(hoa).post(f"/dot/{pilot.pk}/chon-viec/", given).status_code == 403


@pytest.mark.parametrize("route", ["", "sua/", "chon-viec/", "ket-qua/"])
def test_strangers_find_nothing_and_nobody_signs_in(pilot, an, la, route):
    for stranger in (an, la):
        assert visit(stranger).get(f"/dot/{pilot.pk}/{route}").status_code == 404
    assert "/dang-nhap/" in visit(None).get(f"/dot/{pilot.pk}/{route}")["Location"]


def test_the_list_costs_one_query_and_pages_by_place(pilot, plan, hoa, an, django_assert_num_queries):
    for n in range(5):
        starts_on = date(2024, 7, n + 1) if n % 2 else None
        Campaign.objects.create(
            document=plan, province=plan.province, seen_by=plan.seen_by, name=f"đợt {n}", starts_on=starts_on
        )
    with session(hoa):
        with django_assert_num_queries(1):
            whole = [each.pk for each in queries.listed(hoa).rows]
        walked, after = [], ""
        while True:
            page = queries.listed(hoa, after=after, size=2)
            walked, after = walked + [each.pk for each in page.rows], page.next
            if not after:
                break
    assert walked == whole and len(whole) == 6
    assert "chỉ đạo điểm" in visit(hoa).get("/dot/").content.decode().casefold()
    assert "Chưa có đợt nào" in visit(an).get("/dot/").content.decode()
