"""The life of a movement as one table; which answers a way has, ``rules.ways`` says."""

from __future__ import annotations

from diemtua.cases.life import Life
from diemtua.cases.needs import reasons_given
from diemtua.cases.policies import has_victim_duty
from diemtua.coordination.kinds import State
from diemtua.coordination.policies import (
    by_the_house,
    has_this_answer,
    not_taken_over,
    received_here,
    says_what,
    sender_still_holds,
    sent_here,
)
from diemtua.kernel.workflow import Move, Workflow

MOVEMENT_LIFE = Life(
    Workflow(
        Move(
            "accept",
            (State.IN_PROGRESS,),
            State.ACCEPTED,
            (has_victim_duty, received_here, sender_still_holds),
            label="Tiếp nhận",
        ),
        Move(
            "reject", (State.IN_PROGRESS,), State.REJECTED, (has_victim_duty, received_here), label="Từ chối"
        ),
        Move(
            "finish",
            (State.ACCEPTED,),
            State.DONE,
            (has_victim_duty, has_this_answer, received_here),
            label="Đã thực hiện xong",
        ),
        Move(
            "revoke",
            (State.IN_PROGRESS, State.ACCEPTED),
            State.REVOKED,
            (has_victim_duty, sent_here, not_taken_over),
            label="Thu hồi",
        ),
        Move("expire", (State.IN_PROGRESS,), State.EXPIRED, (by_the_house,), label="Hết thời gian chờ"),
        starts=(State.IN_PROGRESS, State.DONE),
    ),
    needs={"reject": (reasons_given,), "revoke": (reasons_given,), "finish": (says_what,)},
)
