"""The leader's page: what it counts is what its links open, and it prints on one sheet."""

import re
from datetime import timedelta

import pypdfium2
import pytest

from diemtua.access.session import session
from diemtua.plans.models import Task
from diemtua.plans.pages.board import BoardPage
from diemtua.plans.pages.leader import LeaderPage
from diemtua.plans.queries.board import board
from diemtua.plans.queries.leader import Kind, leader
from tests.plans.factories import issued_plan, task_of
from tests.plans.visits import visit

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(hoa, nam, ly, binh, an, la):
    return issued_plan(nam)


def page_of(actor):
    with session(actor):
        return LeaderPage(leader(actor, actor.today.year), actor)


def test_it_tells_the_boards_own_figures(plan, nam):
    with session(nam):
        of_board = BoardPage(board(nam, 2024), nam)
    assert [(each.word, each.count) for each in page_of(nam).figures] == [
        (each.word, each.count) for each in of_board.figures
    ]


def test_what_is_late_comes_first_with_its_days(plan, nam):
    task = task_of(plan, "II/2/a")  # by 10/7/2024, and it is the fifteenth
    late = page_of(nam).sections[0]
    assert (late.total, [(line.item.pk, line.when) for line in late.lines]) == (
        1,
        [(task.pk, "quá hạn 5 ngày")],
    )
    assert late.lines[0].href == f"/viec/{task.pk}/"


def test_each_list_is_cut_and_says_how_many_more(plan, nam):
    task = task_of(plan, "II/2/a")
    for n in range(7):
        task.pk, task.number, task.client_id = None, 500 + n, f"00000000-0000-4000-8000-{n:012}"
        task.due_on = task.first_due_on = nam.today + timedelta(days=n)
        task.save(force_insert=True)
    soon = page_of(nam).sections[1]
    assert (len(soon.lines), soon.total, soon.more) == (5, 7, 2)
    assert [line.when for line in soon.lines][:2] == ["hôm nay", "còn 1 ngày"]


def test_whom_to_press_is_said_in_at_most_three_sentences(plan, nam, hoa):
    said = [each.word for each in page_of(nam).decisions]
    assert said[0].startswith("Đôn đốc Công an tỉnh: 1 việc quá hạn")
    assert said[1].startswith("Hỏi lại") and "chưa cập nhật lần nào" in said[1]
    assert len(said) <= 3


def numbers(html):
    """Every number that is a link, with where it leads."""
    main = html.split("<main")[1]
    return re.findall(r'<a [^>]*href="(/viec/\?[^"]+)">(?:<b>)?(\d+)(?:</b>)?</a>', main)


@pytest.mark.parametrize("who", ["nam", "binh", "hoa", "ly"])
def test_every_number_opens_as_many_as_it_counts(plan, request, who):
    actor = request.getfixturevalue(who)
    Task.objects.filter(document=plan, clause="II/1/b").update(completed_on=actor.today)
    browser = visit(actor)
    found = numbers(browser.get("/tong-hop/mot-trang/").content.decode())
    assert found
    for href, count in found:
        listed = browser.get(href.replace("&amp;", "&")).content.decode()
        opened = len(set(re.findall(r'href="(/viec/\d+/)', listed.split("<main")[1])))
        assert (href, opened) == (href, int(count))


def test_who_may_know_nothing_reads_so(plan, an):
    page = page_of(an)
    assert [len(section.lines) for section in page.sections] == [0, 0, 0]
    assert "Chưa có việc nào được giao." in visit(an).get("/tong-hop/mot-trang/").content.decode()


def test_a_stranger_reads_nothing_of_it(plan, la):
    assert page_of(la).found.items == []


def test_the_three_lists_are_one_question(plan, nam, django_assert_num_queries):
    with session(nam), django_assert_num_queries(8):
        found = leader(nam, 2024)
    assert {item.kind for item in found.items} <= set(Kind)


@pytest.fixture(scope="module")
def many(request):
    """A house where forty bodies with the longest names there are have work, late and silent."""
    from tests.conftest import VAR
    from tests.stage import standing

    worker = getattr(request.config, "workerinput", {}).get("workerid", "gw0")
    with standing("tests.plans.crowd:forty_bodies", VAR, worker) as address:
        yield address


def sheets(page):
    data = page.pdf(prefer_css_page_size=True, print_background=True)
    return len(pypdfium2.PdfDocument(data))


@pytest.mark.browser
@pytest.mark.xdist_group("leader-stage")
def test_forty_bodies_print_on_one_sheet_and_are_read_by_everybody(chromium, many):
    from tests.browser import enter_as, listen, overflows, troubles

    for light in ("light", "dark"):
        context = chromium.new_context(
            base_url=many, color_scheme=light, viewport={"width": 1366, "height": 768}
        )
        page = context.new_page()
        enter_as(page, many, "Trần Văn Nam")
        heard = listen(page)
        page.goto("/tong-hop/mot-trang/")
        assert page.locator(".standing tbody tr").count() == 40
        assert (troubles(page), heard, overflows(page)) == ([], [], False)
        assert sheets(page) == 1
        page.set_viewport_size({"width": 390, "height": 844})
        assert (troubles(page), overflows(page)) == ([], False)
        context.close()
