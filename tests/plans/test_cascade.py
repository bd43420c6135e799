"""The cascade: who must issue a plan of its own, who has, what theirs leaves out."""

import uuid

import pytest

from diemtua.access.session import session
from diemtua.audit.models import Entry
from diemtua.kernel.decision import Refused
from diemtua.plans.actions import cascade as actions
from diemtua.plans.coverage import likeness, meaning, uncovered
from diemtua.plans.models import ChildPlan, Document, Task
from diemtua.plans.queries import cascade as queries
from tests.plans.factories import PLAN, issued_plan
from tests.plans.visits import visit

pytestmark = pytest.mark.django_db
PARENT = PLAN.replace(
    "b) Tổ chức tuyên truyền tại cộng đồng cho phụ nữ, trẻ em ở vùng nông thôn.",
    "b) Tổ chức tuyên truyền tại cộng đồng cho phụ nữ, trẻ em ở vùng nông thôn.\n"
    "c) Xây dựng kế hoạch triển khai thực hiện, hoàn thành trước ngày 15/8/2024.",
)
CHILD = """SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI
TỈNH SÓC TRĂNG
Số: 20/KH-SLĐTBXH
Sóc Trăng, ngày 10 tháng 7 năm 2024
KẾ HOẠCH
Triển khai phối hợp hỗ trợ nạn nhân năm 2024
I. MỤC ĐÍCH
Triển khai Kế hoạch số 155/KH-UBND.
II. NHIỆM VỤ
1. Sở Lao động - Thương binh và Xã hội
a) Tổ chức các lớp tập huấn cho cán bộ làm công tác tiếp nhận nạn nhân, hoàn thành trước ngày 20/8/2024.
III. TỔ CHỨC THỰC HIỆN
Sở Lao động - Thương binh và Xã hội theo dõi, đôn đốc việc thực hiện./.
"""


@pytest.fixture
def parent(hoa, nam, ly, an, la):
    return issued_plan(nam, text=PARENT)


@pytest.fixture
def obligation(parent, hoa):
    return ChildPlan.objects.get(document=parent, agency=hoa.agency_id)


@pytest.fixture
def child(parent, hoa):
    return issued_plan(hoa, text=CHILD)


def link(obligation, actor, child):
    with session(actor):
        return actions.link_child_plan(obligation.pk, actor=actor, client_id=uuid.uuid4(), child_id=child.pk)


def test_a_task_that_asks_for_a_plan_makes_an_obligation(obligation, parent):
    assert obligation.child_id is None and obligation.due_on.isoformat() == "2024-08-15"


def test_the_agency_links_its_plan_and_the_parents_holder_may_follow_it(obligation, parent, child, hoa, nam):
    assert nam.agency_id not in child.seen_by
    link(obligation, hoa, child)
    obligation.refresh_from_db()
    child.refresh_from_db()
    assert (obligation.child_id, child.parent_id) == (child.pk, parent.pk)
    assert nam.agency_id in child.seen_by
    assert all(nam.agency_id in task.seen_by for task in Task.objects.filter(document=child))
    assert Entry.objects.filter(act="child_plan.linked", subject=str(parent.pk)).count() == 1


def test_linking_twice_links_once(obligation, child, hoa):
    link(obligation, hoa, child)
    link(obligation, hoa, child)
    assert Entry.objects.filter(act="child_plan.linked").count() == 1
    child.refresh_from_db()
    assert len(child.seen_by) == len(set(child.seen_by))


def test_only_the_agency_obliged_links(obligation, child, nam, la):
    with pytest.raises(Refused, match="được nối kế hoạch của mình"):
        link(obligation, nam, child)
    with pytest.raises(ChildPlan.DoesNotExist):
        link(obligation, la, child)


def test_only_a_document_of_its_own_given_out(obligation, parent, hoa):
    with pytest.raises(Refused, match="chính cơ quan đăng ký"):
        link(obligation, hoa, parent)
    draft = Document.objects.create(
        holder_id=hoa.agency_id, province_id=hoa.province_id, seen_by=[hoa.agency_id], text="x", folded="x",
        created_by_id=hoa.officer_id, created_at=hoa.now,
    )  # fmt: skip
    with pytest.raises(Refused, match="rà soát"):
        link(obligation, hoa, draft)


def test_papers_make_no_circle(obligation, parent, child, hoa):
    Document.objects.filter(pk=parent.pk).update(parent=child)
    with pytest.raises(Refused, match="cấp trên"):
        link(obligation, hoa, child)


# --- what is left out ---------------------------------------------------------------------------------------------------


def test_words_that_say_what_are_compared_and_words_that_say_who_are_not():
    assert "tap" in meaning("Tổ chức tập huấn cho cán bộ") and "cho" not in meaning(
        "Tổ chức tập huấn cho cán bộ"
    )
    assert meaning("và của") == {"va", "cua"}
    assert likeness(frozenset("ab"), frozenset("bc")) == 0.5 and likeness(frozenset(), frozenset("a")) == 0


def test_what_theirs_leaves_out_is_told():
    wanted = [
        "tập huấn cho cán bộ tiếp nhận nạn nhân",
        "tuyên truyền tại cộng đồng cho phụ nữ, trẻ em ở nông thôn",
    ]
    assert uncovered(wanted, ["Mở các lớp tập huấn về tiếp nhận nạn nhân cho cán bộ cấp xã"]) == [False, True]
    assert uncovered(wanted, []) == [True, True]
    assert uncovered([], ["x"]) == []


def test_the_parents_holder_sees_what_the_childs_plan_lacks(obligation, parent, child, hoa, nam):
    with session(nam):
        [before] = [
            each for each in queries.cascade(nam, parent.pk).obligations if each.plan.pk == obligation.pk
        ]
    assert not before.compared and before.missing == []
    link(obligation, hoa, child)
    with session(nam):
        [found] = [
            each for each in queries.cascade(nam, parent.pk).obligations if each.plan.pk == obligation.pk
        ]
    assert found.compared and [task.clause for task in found.missing] == ["II/1/b"]


def test_the_cascade_costs_four_queries(obligation, parent, child, hoa, nam, django_assert_num_queries):
    link(obligation, hoa, child)
    with session(nam), django_assert_num_queries(4):
        queries.cascade(nam, parent.pk)


# --- pages ----------------------------------------------------------------------------------------------------------------


def test_the_page_tells_and_links(obligation, parent, child, hoa, nam):
    address = f"/van-ban/{parent.pk}/trien-khai/"
    browser = visit(hoa)
    assert "Nối kế hoạch của cơ quan" in browser.get(address).content.decode()
    assert "Nối kế hoạch của cơ quan" not in visit(nam).get(address).content.decode()
    empty = browser.post(f"{address}{obligation.pk}/", {"client_id": str(uuid.uuid4()), "child_id": ""})
    assert empty.status_code == 422 and "Chưa chọn" in empty.content.decode()
    given = {"client_id": str(uuid.uuid4()), "child_id": child.pk}
    assert browser.post(f"{address}{obligation.pk}/", given).status_code == 302
    shown = visit(nam).get(address).content.decode()
    assert "20/KH-SLĐTBXH" in shown and "chưa thấy trong kế hoạch của đơn vị" in shown


def test_wrong_agency_stranger_and_nobody(obligation, parent, child, nam, an, la):
    address = f"/van-ban/{parent.pk}/trien-khai/"
    given = {"client_id": str(uuid.uuid4()), "child_id": child.pk}
    wrong = visit(nam).post(f"{address}{obligation.pk}/", given)
    assert wrong.status_code == 403 and "Chỉ" in wrong.content.decode()
    for stranger in (an, la):
        assert visit(stranger).get(address).status_code == 404
        assert visit(stranger).post(f"{address}{obligation.pk}/", given).status_code == 404
    assert ChildPlan.objects.get(pk=obligation.pk).child_id is None
    assert "/dang-nhap/" in visit(None).get(address)["Location"]


def test_a_document_that_obliges_nobody_says_so(hoa, nam, ly, an, la):
    document = issued_plan(nam)
    assert "không yêu cầu" in visit(nam).get(f"/van-ban/{document.pk}/trien-khai/").content.decode()
