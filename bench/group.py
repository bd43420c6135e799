"""Thirty people received in one sitting: pasted and completed through the real actions."""

from __future__ import annotations

import time
import uuid
from dataclasses import dataclass

from django.db import connection
from django.test.utils import CaptureQueriesContext

from diemtua.access.actor import Actor
from diemtua.access.session import session
from diemtua.coordination.actions import receiving

PEOPLE = 30
HEAD = "Họ và tên\tGiới tính\tNgày sinh\tQuốc tịch\tTình trạng sức khỏe\tGhi chú"
SHEET = "\n".join(
    [
        HEAD,
        *(
            f"Lò Thị Người {n}\tNữ\t12/03/{1980 + n % 20}\tViệt Nam\tMệt\tVề qua cửa khẩu"
            for n in range(PEOPLE)
        ),
    ]
)


@dataclass(frozen=True)
class Sitting:
    """Seconds of server time, commits included; queries of both steps."""

    pasted: float
    completed: float
    queries: int


def measure(rounds: int = 5) -> Sitting:
    """The median sitting of some, each in transactions that commit, with a team of three."""
    from tests.cases.people import person

    actor, team = person("ly"), [person(name).agency_id for name in ("nam", "hoa", "an")]
    sittings = sorted((once(actor, team) for _ in range(rounds + 1)), key=lambda each: each.completed)
    return sittings[len(sittings) // 2]


def once(actor: Actor, team: list[int]) -> Sitting:
    with session(actor):
        group = receiving.open_group("Cửa khẩu", actor=actor, client_id=uuid.uuid4(), team=team)
    began = time.perf_counter()
    with session(actor):
        receiving.paste(group.pk, SHEET, actor=actor, client_id=uuid.uuid4())
    pasted = time.perf_counter()
    with session(actor):
        receiving.complete_all(group.pk, actor=actor)
    done = time.perf_counter()
    return Sitting(pasted - began, done - pasted, counted(actor, team))


def counted(actor: Actor, team: list[int]) -> int:
    """Queries of another sitting, counted apart: counting itself takes time."""
    with session(actor):
        group = receiving.open_group("Cửa khẩu", actor=actor, client_id=uuid.uuid4(), team=team)
    with CaptureQueriesContext(connection) as captured, session(actor):
        receiving.paste(group.pk, SHEET, actor=actor, client_id=uuid.uuid4())
        receiving.complete_all(group.pk, actor=actor)
    return len(captured)
