from dataclasses import dataclass
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diemtua.kernel.decision import YES, Refused, no
from diemtua.kernel.workflow import Move, Workflow


class State(StrEnum):
    ASSIGNED = "assigned"
    UNDER_WAY = "under-way"
    DONE = "done"
    DROPPED = "dropped"

    @property
    def label(self):
        return {"assigned": "Đã giao", "under-way": "Đang thực hiện", "done": "Xong", "dropped": "Đã bỏ"}[
            self
        ]


@dataclass
class Task:
    state: str = State.ASSIGNED
    lead: str = "hoa"
    product: str = ""


def led_by_me(task, actor):
    return YES if actor == task.lead else no("Chỉ cơ quan chủ trì được thực hiện.", code="not-lead")


def has_product(task, actor):
    return YES if task.product else no("Chưa có sản phẩm.", code="no-product")


LIFE = Workflow(
    Move("accept", (State.ASSIGNED,), State.UNDER_WAY, (led_by_me,), "Tiếp nhận"),
    Move("finish", (State.UNDER_WAY,), State.DONE, (led_by_me, has_product), "Báo cáo hoàn thành"),
    Move("return", (State.DONE,), State.UNDER_WAY, (), "Trả lại"),
    Move("drop", (State.ASSIGNED, State.UNDER_WAY), State.DROPPED, (led_by_me,), "Bỏ"),
)


def test_a_move_changes_the_state():
    task = Task()
    LIFE.apply("accept", task, "hoa")
    assert task.state is State.UNDER_WAY


def test_who_is_told_before_what_is_missing():
    task = Task(state=State.UNDER_WAY)
    assert LIFE.decide("finish", task, "nam").code == "not-lead"
    assert LIFE.decide("finish", task, "hoa").code == "no-product"


def test_a_refused_move_leaves_the_record_alone():
    task = Task(state=State.UNDER_WAY)
    with pytest.raises(Refused, match="Chưa có sản phẩm"):
        LIFE.apply("finish", task, "hoa")
    assert task.state is State.UNDER_WAY


def test_a_move_from_another_state_says_where_the_record_is():
    decision = LIFE.decide("accept", Task(state=State.DONE), "hoa")
    assert decision.code == "wrong-state"
    assert decision.reason == "Không thực hiện được «Tiếp nhận» khi đang ở trạng thái «Xong»."


def test_a_state_read_back_as_plain_text_is_the_same_state():
    assert [offer.name for offer in LIFE.offers(Task(state="assigned"), "hoa")] == ["accept", "drop"]
    assert "«Xong»" in LIFE.decide("accept", Task(state="done"), "hoa").reason


def test_offers_show_sleeping_buttons_with_their_reason():
    accept, drop = LIFE.offers(Task(), "nam")
    assert (accept.label, accept.decision.code) == ("Tiếp nhận", "not-lead")
    assert not drop.decision


def test_an_unknown_move_is_a_mistake_in_the_program():
    with pytest.raises(KeyError):
        LIFE.apply("fly", Task(), "hoa")


def test_the_table_knows_its_ends():
    assert LIFE.starts == (State.ASSIGNED,)
    assert LIFE.finals == (State.DROPPED,)
    assert LIFE.reachable() == set(State)


@pytest.mark.parametrize(
    ("moves", "complaint"),
    [
        ((), "at least one"),
        ((Move("accept", (State.ASSIGNED,), State.UNDER_WAY),), "never reached: done, dropped"),
        ((Move("go", (State.ASSIGNED,), State.DONE), Move("go", (State.DONE,), State.DROPPED)), "same name"),
    ],
)
def test_a_faulty_table_cannot_be_built(moves, complaint):
    with pytest.raises(ValueError, match=complaint):
        Workflow(*moves)


def test_a_move_must_start_somewhere():
    with pytest.raises(ValueError, match="starts nowhere"):
        Move("go", (), State.DONE)


def test_records_may_be_born_in_several_states():
    life = Workflow(
        Move("finish", (State.ASSIGNED,), State.DONE), starts=(State.ASSIGNED, State.UNDER_WAY, State.DROPPED)
    )
    assert life.reachable() == set(State)


def test_the_drawing_shows_every_move_and_guard():
    assert LIFE.mermaid("Nhiệm vụ") == (
        "---\ntitle: Nhiệm vụ\n---\nstateDiagram-v2\n"
        "    assigned : Đã giao\n    under_way : Đang thực hiện\n    done : Xong\n    dropped : Đã bỏ\n"
        "    [*] --> assigned\n"
        "    assigned --> under_way : Tiếp nhận\\nled_by_me\n"
        "    under_way --> done : Báo cáo hoàn thành\\nled_by_me\\nhas_product\n"
        "    done --> under_way : Trả lại\n"
        "    assigned --> dropped : Bỏ\\nled_by_me\n"
        "    under_way --> dropped : Bỏ\\nled_by_me\n"
        "    dropped --> [*]\n"
    )


@given(st.lists(st.tuples(st.sampled_from(sorted(LIFE.moves)), st.sampled_from(["hoa", "nam"]))))
def test_a_random_walk_passes_only_through_declared_moves(steps):
    task = Task(product="báo cáo")
    for name, actor in steps:
        before, offered = task.state, {o.name for o in LIFE.offers(task, actor) if o.decision}
        try:
            LIFE.apply(name, task, actor)
        except Refused:
            assert task.state is before
            assert name not in offered
        else:
            assert name in offered
            assert before in LIFE.moves[name].sources
            assert task.state is LIFE.moves[name].target
