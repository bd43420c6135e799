"""The minute of a hand-over as an official paper (biên bản giao nhận), ready to be printed before the people leave."""

from __future__ import annotations

from collections.abc import Iterable

from diemtua.coordination.models import HandedOver, HandOver
from diemtua.coordination.queries import Minute
from diemtua.kernel.calendar import local
from diemtua.papers.kinds import Kind
from diemtua.papers.paper import Block, Column, Fact, Issuer, Item, Level, Paper, Signature, Table, Text

COLUMNS = (
    Column("TT", 0.5, figures=True),
    Column("Họ và tên, ngày sinh", 2),
    Column("Giấy tờ", 1.6),
    Column("Tư trang, đồ vật", 1.6),
    Column("Tình trạng sức khỏe khi giao nhận", 2),
)

BLANK = "…………"


def minute_paper(minute: Minute) -> Paper:
    """Biên bản giao, nhận người (Nghị định 30/2020/NĐ-CP; thủ tục tiếp nhận nạn nhân do nước ngoài trao trả).

    Everything in it was read through ``queries.minute``, so both sides print the same. No query.
    """
    handover = minute.handover
    at = local(handover.at)
    return Paper(
        issuer=Issuer(handover.receiver.called),
        kind=Kind.MINUTES,
        place=handover.receiver.province.name,
        summary="Giao, nhận người được tiếp nhận, bảo vệ",
        on=at.date() if handover.confirmed else None,
        body=tuple(_body(handover, minute.persons)),
        signatures=(
            Signature(party="Đại diện bên giao", name=handover.giver_by if handover.confirmed else ""),
            Signature(party="Đại diện bên nhận", name=handover.receiver_by if handover.confirmed else ""),
        ),
        kept_by="",
        draft=not handover.confirmed,
        copies=2,
    )


def _body(handover: HandOver, persons: Iterable[HandedOver]) -> list[Block]:
    people = list(persons)
    at = local(handover.at)
    giver = handover.giver.called if handover.giver else handover.giver_text
    return [
        Text(f"Hồi {at:%H} giờ {at:%M} phút, ngày {at:%d} tháng {at:%m} năm {at:%Y}, tại {handover.place}, hai bên gồm:"),
        Item(Level.CLAUSE, "Bên giao", titled=True),
        Fact("Cơ quan", giver),
        Fact("Người đại diện", handover.giver_by),
        Item(Level.CLAUSE, "Bên nhận", titled=True),
        Fact("Cơ quan", handover.receiver.called),
        Fact("Người đại diện", handover.receiver_by),
        Item(Level.CLAUSE, f"Người được giao, nhận: {len(people):02} người", titled=True),
        Table(COLUMNS, tuple(_row(each) for each in people)),
        Text("Hai bên đã kiểm tra, thống nhất nội dung và cùng ký tên; biên bản lập thành 02 bản, mỗi bên giữ 01 bản."),
    ]  # fmt: skip


def _row(who: HandedOver) -> tuple[str, ...]:
    """What nobody said is left for a hand: a paper that says «none» where nobody asked would be false."""
    named = ", ".join(str(each) for each in (who.name, who.birth) if each)
    return (
        str(who.place),
        named,
        *(str(each or BLANK) for each in (who.papers, who.belongings, who.condition)),
    )
