"""Files of what a page shows, in the same filter."""

from __future__ import annotations

from typing import IO

from django.http import FileResponse, HttpRequest

from diemtua.access.guards import reads
from diemtua.kernel.text import slug
from diemtua.plans.exports import board as boards
from diemtua.plans.exports.sheets import KIND
from diemtua.plans.exports.tasks import tasks_xlsx as sheet_of
from diemtua.plans.forms.tasks import FilterForm
from diemtua.plans.pages.tasks import LOOKS, ROLES
from diemtua.plans.queries import board as board_queries
from diemtua.plans.queries import choices, exports
from diemtua.plans.views.board import year_of
from diemtua.ui.words import number

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@reads
def tasks_xlsx(request: HttpRequest) -> FileResponse:
    """The list of tasks in the page's own filter."""
    actor = request.actor
    lists = {"van_ban": choices.documents(actor), "co_quan": choices.leads(actor)}
    wanted = FilterForm(request.GET or None, choices=lists).wanted()
    said = f"Việc: {ROLES[wanted.role]}, tình trạng {LOOKS[wanted.look]}."
    if (found := exports.how_many(actor, wanted)) > exports.MOST:
        said += f" {cut_short(found)}"
    return handed(sheet_of(exports.every_task(actor, wanted), said, actor), f"viec-{actor.today}.xlsx", KIND)


def cut_short(found: int) -> str:
    """What is missing, and how to have it."""
    return (
        f"Tệp chỉ ghi {number(exports.MOST)} việc có thời hạn sớm nhất trong {number(found)} việc;"
        " lọc theo văn bản hoặc cơ quan chủ trì để lấy phần còn lại."
    )


@reads
def board_xlsx(request: HttpRequest) -> FileResponse:
    actor, year = request.actor, year_of(request)
    file = boards.board_xlsx(board_queries.board(actor, year), actor)
    return handed(file, f"tong-hop-{slug(actor.province_name)}-{year}.xlsx", KIND)


@reads
def board_docx(request: HttpRequest) -> FileResponse:
    actor, year = request.actor, year_of(request)
    file = boards.board_docx(board_queries.board(actor, year), actor)
    return handed(file, f"bao-cao-{slug(actor.province_name)}-{year}.docx", WORD)


def handed(file: IO[bytes], name: str, kind: str) -> FileResponse:
    headers = {"Cache-Control": "private, no-store", "X-Content-Type-Options": "nosniff"}
    return FileResponse(file, as_attachment=True, filename=name, content_type=kind, headers=headers)
