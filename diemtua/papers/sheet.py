"""A paper with the words of every box put in: what both writers print, and nothing is decided after it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from diemtua.papers import wording
from diemtua.papers.checking import checked
from diemtua.papers.form import Box
from diemtua.papers.kinds import UNNAMED
from diemtua.papers.numbering import Numbering, roman
from diemtua.papers.paper import Block, Fact, Item, Level, Paper, Signature, Table, Text


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of a box; ``mark`` comes first, in bold whatever the box («Điều 1.»)."""

    box: Box
    words: str
    mark: str = ""


Printed = Line | Fact | Table


@dataclass(frozen=True, slots=True)
class Signer:
    above: tuple[str, ...]
    hint: str
    name: str


@dataclass(frozen=True, slots=True)
class Attached:
    """An appendix with its three lines of heading."""

    heading: str
    title: str
    reference: str
    landscape: bool
    body: tuple[Printed, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """Box by box; an empty string or tuple is a box that is not there."""

    name: str  # of the file's properties, as is the day (year, month, day)
    dated: tuple[int, int, int] | None
    parent: str
    issuer: str
    number: str
    subject: str
    place_date: str
    stamps: tuple[str, ...]
    marks: tuple[str, ...]
    kind: str
    summary: str
    addressees: tuple[str, ...]
    body: tuple[Printed, ...]
    signers: tuple[Signer, ...]
    recipients: tuple[str, ...]
    drafter: str
    contact: str
    appendices: tuple[Attached, ...]


def sheet(paper: Paper) -> Sheet:
    """Put the words of every box in. Raises ``Refused`` when a part is missing or cannot be printed."""
    paper = checked(paper)
    letter = paper.kind in UNNAMED
    marks = (paper.circulation.upper(), "DỰ THẢO" if paper.draft else "")
    return Sheet(
        name=f"{paper.kind.label} {paper.summary}",
        dated=(paper.on.year, paper.on.month, paper.on.day) if paper.on else None,
        parent=wording.name_lines(paper.issuer.parent),
        issuer=wording.name_lines(paper.issuer.name),
        number=f"Số: {wording.number_and_symbol(paper)}",
        subject=f"V/v {paper.summary}" if letter else "",
        place_date=f"{paper.place}, {wording.day_in_words(paper.on)}",
        stamps=tuple(stamp.value for stamp in (paper.secrecy, paper.urgency) if stamp),
        marks=tuple(mark for mark in marks if mark),
        kind="" if letter else paper.kind.label.upper(),
        summary="" if letter else paper.summary,
        addressees=wording.addressees(paper),
        body=_ended((*_opening(paper), *_printed(paper.body))),
        signers=tuple(_signer(each) for each in paper.signatures),
        recipients=wording.recipients(paper),
        drafter=wording.drafter(paper),
        contact=paper.contact,
        appendices=_appendices(paper),
    )


def _opening(paper: Paper) -> Iterator[Line]:
    """Who decides, on what bases, and the enacting words."""
    if paper.decided_by:
        yield Line(Box.DECIDED, paper.decided_by.upper())
    for basis in wording.series(paper.bases):
        yield Line(Box.BASIS, basis)
    if paper.decided_by:
        yield Line(Box.DECIDED, wording.ENACTING.get(paper.kind, f"{paper.kind.label.upper()}:"))


def _printed(body: tuple[Block, ...]) -> Iterator[Printed]:
    numbering = Numbering()
    for block in body:
        if isinstance(block, Text):
            yield from (Line(Box.TEXT, words) for words in block.words.split("\n") if words)
        elif isinstance(block, Item):
            yield _item(block, numbering.mark(block.level))
        else:
            yield block


def _item(item: Item, mark: str) -> Line:
    if item.titled or item.level is Level.PART:
        words = item.words.upper() if item.level is Level.PART else item.words
        return Line(Box.HEADING, f"{mark} {words}")
    if item.level is Level.ARTICLE:
        return Line(Box.TEXT, item.words, mark)
    return Line(Box.TEXT, f"{mark} {item.words}")


def _ended(body: tuple[Printed, ...]) -> tuple[Printed, ...]:
    """«./.» closes the last sentence of the content."""
    match body:
        case (*before, Line(box=Box.TEXT) as last):
            return (*before, replace(last, words=wording.stopped(last.words, "./.")))
    return body


def _signer(signature: Signature) -> Signer:
    hint = "" if signature.name else "(Ký, ghi rõ họ tên)"
    return Signer(wording.steads(signature), hint, signature.name)


def _appendices(paper: Paper) -> tuple[Attached, ...]:
    """A single appendix has no number, several have Roman ones."""
    several = len(paper.appendices) > 1
    return tuple(
        Attached(
            heading=f"Phụ lục {roman(place)}" if several else "Phụ lục",
            title=each.title.upper(),
            reference=wording.appendix_of(paper),
            landscape=each.landscape,
            body=tuple(_printed(each.body)),
        )
        for place, each in enumerate(paper.appendices, 1)
    )
