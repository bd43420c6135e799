"""What a reading of a plan is made of: frozen values, no behaviour, no Django.

All offsets are code points. Inside the stages they count in the *view* of the
text (see ``text.py``); in a finished ``Reading`` they count in the text as given.
``start`` is inclusive, ``end`` exclusive. Field meanings follow the exchange
format of annotated plans (see ``emit.py``).
"""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple


class Span(NamedTuple):
    """A stretch of text, ``start`` inclusive, ``end`` exclusive, in code points."""

    start: int
    end: int


class Frame(NamedTuple):
    """The document's own date (ngày ban hành) and year, used to fill what a deadline leaves out."""

    date: date | None = None
    year: int | None = None


class Deadline(NamedTuple):
    """When something is due (thời hạn): ``kind`` is date, period, recurring or none.

    ``value`` is ISO text for ``date``; ``FROM/TO``, ``P10D``, ``school-year:…`` for
    ``period``; sorted tokens for ``recurring``; ``None`` for ``none``. ``text`` is the
    wording, white space collapsed; ``start`` and ``end`` are ``None`` without wording.
    """

    kind: str
    value: str | None = None
    text: str | None = None
    start: int | None = None
    end: int | None = None
    confidence: float = 1.0
    doubts: tuple[str, ...] = ()


NO_DEADLINE = Deadline("none")


class Agency(NamedTuple):
    """An agency as the text names it (cơ quan). ``text`` and span are ``None`` when only implied."""

    code: str
    text: str | None = None
    start: int | None = None
    end: int | None = None


class Clause(NamedTuple):
    """One node of the outline (đề mục): its label, place in the tree, and extent."""

    label: str
    path: str
    kind: str
    level: int
    heading: str | None
    start: int
    end: int
    children: tuple[Clause, ...] = ()


class Assignment(NamedTuple):
    """One task for one lead agency (nhiệm vụ của cơ quan chủ trì)."""

    id: str
    clause: str | None
    lead: Agency
    coordinating: tuple[Agency, ...]
    action: Span
    deadline: Deadline
    places: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    confidence: float = 1.0
    doubts: tuple[str, ...] = ()


class Report(NamedTuple):
    """A duty to report (chế độ báo cáo): who reports to whom, through whom, due when."""

    clause: str | None
    who: tuple[Agency, ...]
    what: str
    to: tuple[Agency, ...]
    through: Agency | None
    due: Deadline
    start: int
    end: int
    confidence: float = 1.0
    doubts: tuple[str, ...] = ()


class Campaign(NamedTuple):
    """A peak campaign, month of action, national day or pilot (đợt cao điểm, tháng hành động, …).

    ``begins`` and ``ends`` are ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``, or ``None``.
    """

    name: str
    begins: str | None
    ends: str | None
    places: tuple[str, ...]
    start: int
    end: int
    confidence: float = 1.0
    doubts: tuple[str, ...] = ()


class Message(NamedTuple):
    """Words to be spread (thông điệp): ``kind`` is sms, theme, slogan or hotline."""

    kind: str
    text: str
    start: int
    end: int
    confidence: float = 1.0
    doubts: tuple[str, ...] = ()


class Figure(NamedTuple):
    """A quota or count (chỉ tiêu, số liệu)."""

    what: str
    value: float | int
    unit: str
    text: str
    start: int
    end: int


class Noise(NamedTuple):
    """Text that is not the document's: web-page, related-documents, byline, artefact, page-number …"""

    kind: str
    start: int
    end: int


class Silent(NamedTuple):
    """A clause that states a duty and produced no task: where it is, and why."""

    clause: str | None
    start: int
    end: int
    why: str


class Citation(NamedTuple):
    """A cited document (văn bản làm căn cứ): number and symbol, date, kind or title."""

    id: str | None
    date: str | None
    name: str | None


class Attachment(NamedTuple):
    """A document issued with this one (văn bản ban hành kèm theo)."""

    type: str
    title: str | None
    start: int


class Document(NamedTuple):
    """The document's own particulars (thể thức văn bản). What it does not give is ``None`` or empty."""

    type: str | None = None
    number: str | None = None
    symbol: str | None = None
    issuer_name: str | None = None
    issuer_code: str | None = None
    place: str | None = None
    date: str | None = None
    title: str | None = None
    period_from: str | None = None
    period_to: str | None = None
    authority: str | None = None
    position: str | None = None
    signatory: str | None = None
    legal_bases: tuple[Citation, ...] = ()
    parent_plan: Citation | None = None
    addressees: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    theme: str | None = None
    subject: str | None = None
    attachments: tuple[Attachment, ...] = ()


class Reading(NamedTuple):
    """Everything read out of one text, with what the reader doubts and what it left silent.

    ``text`` is the text as given, which every span points into.
    """

    file: str
    characters: int
    sha256: str
    text: str
    document: Document
    outline: tuple[Clause, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    reporting: tuple[Report, ...] = ()
    campaigns: tuple[Campaign, ...] = ()
    messages: tuple[Message, ...] = ()
    figures: tuple[Figure, ...] = ()
    noise: tuple[Noise, ...] = ()
    silent: tuple[Silent, ...] = ()
    doubts: tuple[str, ...] = ()

    def __repr__(self) -> str:
        """Without the text: it is long, and no matter for a log."""
        return f"Reading(file={self.file!r}, characters={self.characters}, sha256={self.sha256!r})"

    def to_json(self) -> dict[str, Any]:
        """The reading in the exchange format of annotated plans, exactly its keys."""
        from diemtua.plans.reading import emit

        return emit.to_json(self)
