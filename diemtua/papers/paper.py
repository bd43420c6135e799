"""The model of an official paper: what its drafter says, box by box, as plain text.

Nothing here is markup: a star, a hash or a tag is printed as it stands. Numbers of parts and clauses, the words
around dates, «Số:», «Căn cứ …;», «- Lưu:» are put by ``sheet``; the drafter gives only what differs.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from diemtua.kernel.decision import Refused, no
from diemtua.papers.kinds import Authority, Kind, Secrecy, Urgency


@dataclass(frozen=True, slots=True)
class Issuer:
    """Issuing body (cơ quan ban hành) with its parent body (cơ quan chủ quản) and its abbreviation (SYT)."""

    name: str
    parent: str = ""
    symbol: str = ""


class Level(StrEnum):
    """Level of content, high to low; its number is counted when the paper is written."""

    PART = "I."
    ARTICLE = "Điều 1."
    CLAUSE = "1."
    SUBCLAUSE = "1.1."
    POINT = "a)"
    DASH = "-"
    PLUS = "+"


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph; each line of ``words`` becomes one."""

    words: str


@dataclass(frozen=True, slots=True)
class Item:
    """A numbered paragraph; ``titled`` prints the words as a heading and keeps it with what follows."""

    level: Level
    words: str
    titled: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """«Họ và tên: …»: what is known in print, what is not as dotted lines to be filled in by hand."""

    label: str
    value: str = ""
    lines: int = 1


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its share of the width beside the others, and whether it holds figures."""

    heading: str
    share: float = 1
    figures: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows as long as ``columns``; the heading comes again on every page. ``total`` is a last row in bold."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    total: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if any(len(row) != len(self.columns) for row in (*self.rows, *([self.total] if self.total else []))):
            raise ValueError("A row of a table has one cell for each column.")


Block = Text | Item | Fact | Table


@dataclass(frozen=True, slots=True)
class Stead:
    """In whose stead: «KT. GIÁM ĐỐC» is ``Stead(Authority.FOR_HEAD, "Giám đốc")``."""

    authority: Authority
    whom: str


@dataclass(frozen=True, slots=True)
class Signature:
    """Box 7: who signs, as what, and in whose stead; several steads stand one above the other.

    ``party`` heads a signature of minutes («Đại diện bên giao»). ``acting`` is «Q.». Without a name the place is
    left for a hand, with «(Ký, ghi rõ họ tên)».
    """

    title: str = ""
    name: str = ""
    steads: tuple[Stead, ...] = ()
    acting: bool = False
    party: str = ""


@dataclass(frozen=True, slots=True)
class Appendix:
    """An appendix (phụ lục): its own page numbers, and its own direction of the page."""

    title: str
    body: tuple[Block, ...]
    landscape: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """An official paper. Only the body that issues it, its place, kind and summary are needed.

    ``number`` and ``on`` stay empty until the records office gives them (``with_number``). ``unit`` is the unit or the
    field in the symbol: always in a công văn (05/BNV-VP), at need elsewhere (316/KH-UBND-NC). ``decided_by`` («Giám
    đốc Sở Y tế») makes the enacting words of a decision. ``kept_by`` stands after «Lưu:»; empty, the paper has no
    recipients' box. ``circulation``: «LƯU HÀNH NỘI BỘ», «XEM XONG TRẢ LẠI».
    """

    issuer: Issuer
    kind: Kind
    place: str
    summary: str
    unit: str = ""
    number: int | None = None
    on: date | None = None
    addressees: tuple[str, ...] = ()
    decided_by: str = ""
    bases: tuple[str, ...] = ()
    body: tuple[Block, ...] = ()
    signatures: tuple[Signature, ...] = ()
    recipients: tuple[str, ...] = ()
    kept_by: str = "VT"
    secrecy: Secrecy | None = None
    urgency: Urgency | None = None
    circulation: str = ""
    draft: bool = False
    drafter: str = ""
    copies: int | None = None
    contact: str = ""
    appendices: tuple[Appendix, ...] = ()


def with_number(paper: Paper, number: int, on: date) -> Paper:
    """The paper as the records office numbers it (cấp số, ngày tháng): no longer a draft.

    Raises ``Refused`` for a paper that has another number, and for a number that is none.
    """
    if number < 1:
        raise Refused(no("Số của văn bản phải từ 1 trở lên.", code="paper.number"))
    if paper.number is not None and (paper.number, paper.on) != (number, on):
        raise Refused(
            no(
                f"Văn bản đã có số {paper.number:02}; muốn sửa thì ban hành văn bản khác.",
                code="paper.numbered",
            )
        )
    return replace(paper, number=number, on=on, draft=False)
