"""The province's board as a sheet and as a draft report in the form of Nghị định 30/2020/NĐ-CP."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import IO, Any

from diemtua.access.actor import Actor
from diemtua.papers import paper
from diemtua.papers.kinds import Kind
from diemtua.papers.paper import Block, Issuer, Item, Level, Paper, Signature, Table, Text
from diemtua.papers.word import docx
from diemtua.papers.wording import series
from diemtua.plans.exports.sheets import Column, blank_file, book
from diemtua.plans.queries.board import AgencyRow, Board

AGENCIES = (
    Column("Cơ quan", 44),
    Column("Đang làm", 12),
    Column("Quá hạn", 12),
    Column("Đến hạn trong 14 ngày", 14),
    Column("Chờ tiếp nhận", 12),
    Column("Đã xong", 12),
    Column("Báo cáo chậm", 12),
    Column("Cập nhật gần nhất", 14),
    Column("Ghi chú", 20),
)
MONTHS = (
    Column("Tháng", 12),
    Column("Việc đến hạn", 14),
    Column("Đã xong", 12),
    Column("Quá hạn", 12),
    Column("Báo cáo đến hạn", 16),
)


def cells(row: AgencyRow, actor: Actor) -> tuple[Any, ...]:
    silent = "im lặng quá 30 ngày" if row.silent(actor.today) else ""
    counts = (row.open, row.overdue, row.soon, row.waiting, row.done, row.late_reports)
    return (row.agency.name, *counts, row.last_word, silent)


def totals(rows: Sequence[AgencyRow]) -> tuple[Any, ...]:
    names = ("open", "overdue", "soon", "waiting", "done", "late_reports")
    return ("Cộng", *(sum(getattr(row, name) for row in rows) for name in names), None, "")


def board_xlsx(board: Board, actor: Actor) -> IO[bytes]:
    """Two sheets: by agency with its total, by month."""
    file = blank_file()
    note = f"Tính đến ngày {actor.today:%d/%m/%Y}. Nguồn: các việc và báo cáo đã giao, {actor.agency_name}."
    shown = board.shown_to(actor)
    rows = [*(cells(row, actor) for row in shown), totals(shown)]
    months = [
        (f"{each.first:%m/%Y}", each.due, each.done, each.overdue, each.reports) for each in board.months
    ]
    with book(file) as made:
        made.sheet("Theo cơ quan", f"TỔNG HỢP THEO CƠ QUAN NĂM {board.year}", note, AGENCIES, rows)
        made.sheet("Theo tháng", f"TỔNG HỢP THEO THÁNG NĂM {board.year}", note, MONTHS, months)
    file.seek(0)
    return file


def board_docx(board: Board, actor: Actor) -> IO[bytes]:
    """The report as a docx that the office goes on editing."""
    return io.BytesIO(docx(board_paper(board, actor)))


def board_paper(board: Board, actor: Actor) -> Paper:
    """A draft report of the province's board: what stands where, who is late, who is silent.

    Number and signature stay empty: the records office numbers it, a person signs it.
    """
    return Paper(
        issuer=Issuer(actor.agency_name, actor.province_name),
        kind=Kind.REPORT,
        place=actor.province_name.removeprefix("tỉnh ").removeprefix("thành phố "),
        on=actor.today,
        summary=f"Tình hình thực hiện các nhiệm vụ được giao, tính đến ngày {actor.today:%d/%m/%Y}",
        draft=True,
        body=tuple(_body(board.shown_to(actor), actor)),
        signatures=(Signature("Thủ trưởng cơ quan"),),
        recipients=(f"Lãnh đạo {actor.agency_name}", "Các cơ quan có tên ở mục II"),
    )


def _body(rows: Sequence[AgencyRow], actor: Actor) -> Iterator[Block]:
    _, opened, overdue, soon, waiting, done, late, *_ = totals(rows)
    yield Item(Level.PART, "Kết quả chung")
    yield Text(
        f"Có {len(rows)} cơ quan được giao việc; {opened} việc đang thực hiện, trong đó {overdue} việc quá hạn, "
        f"{soon} việc đến hạn trong 14 ngày tới, {waiting} việc chưa được tiếp nhận; {done} việc đã hoàn thành. "
        f"{late} báo cáo đã đến hạn mà chưa gửi."
    )
    yield Item(Level.PART, "Theo cơ quan")
    name, *figures = (column.heading for column in AGENCIES[:7])
    yield Table(
        (paper.Column(name, 3), *(paper.Column(heading, figures=True) for heading in figures)),
        tuple(tuple(str(value) for value in cells(row, actor)[:7]) for row in rows),
        tuple(str(value) for value in totals(rows)[:7]),
    )
    yield Item(Level.PART, "Cần đôn đốc")
    behind = [f"{row.agency.name}: {row.overdue} việc quá hạn" for row in rows if row.overdue]
    yield from _list(behind, "Không có việc quá hạn.")
    silent = [f"{row.agency.name}: chưa cập nhật quá 30 ngày" for row in rows if row.silent(actor.today)]
    yield from _list(silent, "Mọi cơ quan có việc đều cập nhật trong 30 ngày qua.")


def _list(items: Sequence[str], otherwise: str) -> Iterator[Block]:
    """«- …;» and at the end «- ….», or one sentence when there is nothing to list."""
    if not items:
        yield Text(otherwise)
    yield from (Item(Level.DASH, words) for words in series(items))
