"""The life of a task, one table. The state is read from facts (``Task.state``), never typed or stored."""

from __future__ import annotations

from django.db.models import TextChoices

from diemtua.kernel.workflow import Move, Workflow
from diemtua.plans.policies import (
    an_extension_waits,
    assigned_by_my_agency,
    coordinated_and_open,
    ends_here,
    goes_on,
    has_a_deadline,
    led_by_my_agency,
    led_or_coordinated,
    no_extension_waits,
    works,
)


class State(TextChoices):
    WAITING = "waiting", "Chờ tiếp nhận"
    DOING = "doing", "Đang thực hiện"
    SUBMITTED = "submitted", "Chờ xác nhận"
    DONE = "done", "Đã hoàn thành"
    CANCELLED = "cancelled", "Thôi giao"


OPEN = (State.WAITING, State.DOING, State.SUBMITTED)

TASK_LIFE: Workflow[State] = Workflow(
    Move("acknowledge", (State.WAITING,), State.DOING, (led_by_my_agency, works), "Tiếp nhận việc"),
    Move("report_progress", (State.DOING,), State.DOING, (led_or_coordinated, works), "Cập nhật tiến độ"),
    Move(
        "finish_part",
        (State.WAITING, State.DOING),
        State.DOING,
        (coordinated_and_open, works),
        "Báo xong phần phối hợp",
    ),
    Move("submit", (State.DOING,), State.SUBMITTED, (led_by_my_agency, works), "Báo hoàn thành"),
    Move(
        "confirm",
        (State.SUBMITTED,),
        State.DONE,
        (assigned_by_my_agency, works, ends_here),
        "Xác nhận hoàn thành",
    ),
    Move(
        "close_period",
        (State.SUBMITTED,),
        State.DOING,
        (assigned_by_my_agency, works, goes_on),
        "Xác nhận xong kỳ",
    ),
    Move("give_back", (State.SUBMITTED,), State.DOING, (assigned_by_my_agency, works), "Trả lại"),
    Move(
        "ask_extension",
        (State.DOING,),
        State.DOING,
        (led_by_my_agency, works, has_a_deadline, no_extension_waits),
        "Xin gia hạn",
    ),
    Move(
        "answer_extension",
        OPEN,
        State.DOING,
        (assigned_by_my_agency, works, an_extension_waits),
        "Trả lời gia hạn",
    ),
    Move("amend", OPEN, State.DOING, (assigned_by_my_agency, works), "Sửa việc"),
    Move(
        "reassign",
        (State.WAITING, State.DOING),
        State.WAITING,
        (assigned_by_my_agency, works),
        "Chuyển cơ quan chủ trì",
    ),
    Move("cancel", OPEN, State.CANCELLED, (assigned_by_my_agency, works), "Thôi giao việc"),
)  # drawn into docs/diagrams/tasks.md; a test compares
