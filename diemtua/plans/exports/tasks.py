"""A list of tasks as a sheet, in the same filter as the page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import IO, Any

from diemtua.access.actor import Actor
from diemtua.plans.exports.sheets import Column, blank_file, book
from diemtua.plans.models import Task

COLUMNS = (
    Column("Mã việc", 24),
    Column("Điểm, khoản", 12),
    Column("Nội dung việc", 60),
    Column("Cơ quan chủ trì", 28),
    Column("Cơ quan giao việc", 24),
    Column("Thời hạn như văn bản ghi", 24),
    Column("Thời hạn đầu tiên", 13),
    Column("Thời hạn hiện hành", 13),
    Column("Tình trạng", 22),
    Column("Bước", 18),
    Column("Ngày tiếp nhận", 13),
    Column("Ngày báo hoàn thành", 13),
    Column("Ngày hoàn thành", 13),
    Column("Sản phẩm phải có", 36),
    Column("Sản phẩm đã nộp", 36),
)


def tasks_xlsx(tasks: Iterable[Task], said: str, actor: Actor) -> IO[bytes]:
    """The sheet, at its beginning. ``said`` is the filter read aloud. Memory does not grow with the rows."""
    file = blank_file()
    note = f"{said} Lập ngày {actor.today:%d/%m/%Y}, {actor.agency_name}."
    with book(file) as made:
        made.sheet("Việc", "DANH SÁCH VIỆC ĐƯỢC GIAO", note, COLUMNS, (row(task, actor) for task in tasks))
    file.seek(0)
    return file


def row(task: Task, actor: Actor) -> tuple[Any, ...]:
    return (
        task.code,
        task.clause,
        task.content,
        task.lead.name,
        task.assigner.name,
        task.due_text,
        task.first_due_on,
        task.due_on,
        task.standing(actor.today).label,
        task.state.label,
        task.acknowledged_at,
        task.submitted_at,
        task.completed_on,
        task.product,
        task.delivered,
    )
