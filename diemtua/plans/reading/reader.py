"""The whole reading, stage by stage: view, noise, layout, head, duties, reports, and out again."""

from __future__ import annotations

import hashlib
import re
from datetime import date

from diemtua.plans.reading import (
    agencies,
    campaigns,
    columns,
    emit,
    figures,
    grounds,
    heading,
    layout,
    messages,
    news,
    noise,
    ocr,
    outline,
    passages,
    refusal,
    reporting,
    signature,
    text,
)
from diemtua.plans.reading.duties import Walk
from diemtua.plans.reading.duty import Duty
from diemtua.plans.reading.layout import Layout
from diemtua.plans.reading.leads import Context, distinct
from diemtua.plans.reading.model import (
    Agency,
    Assignment,
    Attachment,
    Campaign,
    Document,
    Frame,
    Reading,
    Report,
    Silent,
    Span,
)

CENTRAL_ISSUERS = frozenset({"chinh-phu", "bo-nganh-tw", "ban-chi-dao-tw"})


def read(raw: str, *, file: str = "") -> Reading:
    """Read a plan. Any string is taken; what cannot be found is left empty and doubted."""
    view = text.view_of(raw)
    cleaned = noise.clean(columns.straightened(view))
    cleaned = cleaned._replace(view=ocr.mended(cleaned.view))
    parts = layout.lay_out(cleaned)
    document = _document(parts)
    frame = frame_of(document)
    central = document.issuer_code in CENTRAL_ISSUERS
    ctx = Context(
        cleaned.view, agencies.of(cleaned.view, central=central), frame, central, document.issuer_code
    )
    walk = _walk(ctx, parts, document)
    reports = list(reporting.distinct(reporting.find(ctx, walk)))
    given = emit.Given(cleaned.view)
    apart = _apart(cleaned)
    told = messages.find_messages(ctx.view.text, apart=apart)
    document = document._replace(theme=next((m.text for m in told if m.kind == "theme"), None))
    silent = [Silent(m.node.path if m.node else None, m.start, m.end, m.why) for m in walk.mutes]
    reading = Reading(
        file, len(raw), hashlib.sha256(raw.encode("utf-8", "surrogatepass")).hexdigest(), raw,
        _placed(document, given),
        tuple(given.clause(c) for c in outline.clauses(parts.root.children, cleaned.view)),
        tuple(given.assignment(a) for a in _assignments(ctx, walk.duties)),
        tuple(given.report(_report(ctx, r)) for r in reports),
        campaigns=tuple(given.campaign(c) for c in _campaigns(ctx, document, apart)),
        messages=tuple(given.message(m) for m in told),
        figures=tuple(given.figure(f) for f in figures.find_figures(ctx.view.text, apart=apart)),
        noise=cleaned.noise,
        silent=tuple(given.silent(s) for s in silent),
    )  # fmt: skip
    return reading._replace(doubts=refusal.document_doubts(reading))


def _apart(cleaned: noise.Cleaned) -> list[Span]:
    """Stretches of the view outside the document's body."""
    size = len(cleaned.view.text)
    return [Span(a, b) for a, b in ((0, cleaned.start), (cleaned.end, size)) if b > a]


def _campaigns(ctx: Context, document: Document, apart: list[Span]) -> list[Campaign]:
    begins, ends = document.period_from, document.period_to
    years = (int(begins[:4]), int(ends[:4])) if begins and ends else None
    return campaigns.find_campaigns(ctx.view.text, ctx.frame, years=years, apart=apart)


def frame_of(document: Document) -> Frame:
    """The date and year by which times left short are filled out."""
    words = document.date or ""
    day = date.fromisoformat(words) if re.fullmatch(r"\d{4}-\d\d-\d\d", words) and _real(words) else None
    signed = int(words[:4]) if words[:4].isdigit() else None
    begins = int(document.period_from[:4]) if document.period_from else None
    # A plan «năm 2026» signed in December 2025 means its own year.
    year = begins if begins is not None and (signed is None or begins > signed) else signed
    return Frame(day, year)


def _real(words: str) -> bool:
    try:
        date.fromisoformat(words)
    except ValueError:
        return False
    return True


def _document(parts: Layout) -> Document:
    view = parts.view
    told = news.read(parts)
    if told is not None:
        cited = grounds.read(view, told.body, min(parts.end, told.body + 3000))
        return Document(
            "tin-bai", told.number, told.symbol, told.issuer_name, told.issuer_code, told.place, told.date, told.title,
            told.period[0], told.period[1], legal_bases=cited.bases, parent_plan=cited.parent,
        )  # fmt: skip
    head = heading.read(parts)
    signed = signature.read(parts)
    cited = grounds.read(view, *head.opening)
    begins, ends = heading.period(head.title, view.folded[slice(*head.opening)], head.date)
    attached = tuple(
        Attachment(part.type or "ke-hoach", heading.title_of(parts, part), part.start)
        for part in parts.parts[1:]
    )
    return Document(
        head.type, head.number, head.symbol, head.issuer_name, head.issuer_code, head.place, head.date, head.title,
        begins, ends, signed.authority, signed.position, signed.name, cited.bases, cited.parent,
        signed.addressees, signed.recipients, attachments=attached,
    )  # fmt: skip


def _placed(document: Document, given: emit.Given) -> Document:
    moved = tuple(
        Attachment(a.type, a.title, given.view.given(a.start, a.start + 1)[0]) for a in document.attachments
    )
    return document._replace(attachments=moved)


def _walk(ctx: Context, parts: Layout, document: Document) -> Walk:
    walk = Walk(ctx, passages.pages(ctx.view))
    walk.run(parts.root)
    for part in parts.parts:
        if part.closing is not None:
            walk.passage(part.closing, part.signed or part.end or parts.end)
    if not parts.root.children:
        walk.passage(
            heading.read(parts).opening[0] if document.type != "tin-bai" else parts.main.start,
            parts.main.signed or parts.end,
        )
    return walk


def _assignments(ctx: Context, duties: list[Duty]) -> list[Assignment]:
    found: list[Assignment] = []
    for duty in sorted(duties, key=lambda d: d.start):
        for lead in _leads(ctx, duty):
            helpers = tuple(ctx.agency(m) for m in distinct(duty.helpers))
            doubts = (*duty.doubts, *duty.deadline.doubts)
            found.append(
                Assignment(f"A{len(found) + 1}", duty.node.path if duty.node else None, lead, helpers, Span(duty.start, duty.end),
                           duty.deadline, confidence=min(duty.confidence, duty.deadline.confidence), doubts=tuple(doubts))
            )  # fmt: skip
    return found


def _leads(ctx: Context, duty: Duty) -> list[Agency]:
    if duty.implied:
        return [Agency(duty.implied)]
    seen: set[str] = set()
    kept = []
    for mention in duty.leads:
        if mention.code not in seen:
            seen.add(mention.code)
            kept.append(ctx.agency(mention))
    return kept


def _report(ctx: Context, r: reporting.Duly) -> Report:
    who = tuple(ctx.agency(m) for m in r.who) or ((Agency(r.implied),) if r.implied else ())
    return Report(
        r.node.path if r.node else None, who, reporting.summary(ctx, r), tuple(ctx.agency(m) for m in r.to),
        ctx.agency(r.through) if r.through else None, r.due, r.start, r.end, min(r.confidence, r.due.confidence), tuple(r.doubts) + r.due.doubts,
    )  # fmt: skip
