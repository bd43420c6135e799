"""From the view back to the text as given, and out to the exchange format of annotated plans."""

from __future__ import annotations

import re
from typing import Any

from diemtua.plans.reading.model import (
    Agency,
    Assignment,
    Campaign,
    Citation,
    Clause,
    Deadline,
    Figure,
    Message,
    Reading,
    Report,
    Silent,
    Span,
)
from diemtua.plans.reading.text import View, collapse

_EMPHASIS = re.compile(r"\*+|__")


class Given:
    """Moves values from the view to the text as given. Words are copied from the text itself."""

    def __init__(self, view: View) -> None:
        self.view = view

    def words(self, start: int, end: int) -> str:
        """The text's own words, white space collapsed, emphasis marks removed."""
        return collapse(_EMPHASIS.sub("", self.view.raw[start:end]))

    def span(self, start: int, end: int) -> tuple[int, int]:
        low, high = self.view.given(start, max(end, start))
        return low, max(high, min(low + 1, len(self.view.raw)))

    def agency(self, agency: Agency) -> Agency:
        if agency.start is None or agency.end is None:
            return agency
        start, end = self.span(agency.start, agency.end)
        return Agency(agency.code, self.words(start, end), start, end)

    def deadline(self, deadline: Deadline) -> Deadline:
        if deadline.start is None or deadline.end is None:
            return deadline
        start, end = self.span(deadline.start, deadline.end)
        return deadline._replace(text=self.words(start, end), start=start, end=end)

    def clause(self, clause: Clause) -> Clause:
        start, end = self.span(clause.start, clause.end)
        return clause._replace(start=start, end=end, children=tuple(self.clause(c) for c in clause.children))

    def assignment(self, a: Assignment) -> Assignment:
        return a._replace(
            lead=self.agency(a.lead), coordinating=tuple(self.agency(c) for c in a.coordinating),
            action=Span(*self.span(a.action.start, a.action.end)), deadline=self.deadline(a.deadline),
        )  # fmt: skip

    def report(self, r: Report) -> Report:
        start, end = self.span(r.start, r.end)
        return r._replace(
            who=tuple(self.agency(a) for a in r.who), to=tuple(self.agency(a) for a in r.to),
            through=self.agency(r.through) if r.through else None, due=self.deadline(r.due), start=start, end=end,
        )  # fmt: skip

    def campaign(self, c: Campaign) -> Campaign:
        start, end = self.span(c.start, c.end)
        return c._replace(name=self.words(start, end), start=start, end=end)

    def message(self, m: Message) -> Message:
        start, end = self.span(m.start, m.end)
        return m._replace(text=self.words(start, end), start=start, end=end)

    def figure(self, f: Figure) -> Figure:
        start, end = self.span(f.start, f.end)
        return f._replace(text=self.words(start, end), start=start, end=end)

    def silent(self, s: Silent) -> Silent:
        start, end = self.span(s.start, s.end)
        return s._replace(start=start, end=end)


# ---------------------------------------------------------------- exchange format


def to_json(reading: Reading) -> dict[str, Any]:
    """Exactly the keys of the format; confidence and doubts stay behind."""
    return {
        "format": 1,
        "text": {"file": reading.file, "characters": reading.characters, "sha256": reading.sha256},
        "synthetic": False,
        "document": _document(reading),
        "outline": [_clause(c) for c in reading.outline],
        "assignments": [_assignment(a) for a in reading.assignments],
        "reporting": [_report(r) for r in reading.reporting],
        "campaigns": [
            {
                "name": c.name,
                "from": c.begins,
                "to": c.ends,
                "places": list(c.places),
                "start": c.start,
                "end": c.end,
            }
            for c in reading.campaigns
        ],
        "messages": [
            {"kind": m.kind, "text": m.text, "start": m.start, "end": m.end} for m in reading.messages
        ],
        "figures": [
            {"what": f.what, "value": f.value, "unit": f.unit, "text": f.text, "start": f.start, "end": f.end}
            for f in reading.figures
        ],
        "noise": [{"kind": n.kind, "start": n.start, "end": n.end} for n in reading.noise],
    }


def _document(reading: Reading) -> dict[str, Any]:
    d = reading.document
    return {
        "type": d.type,
        "number": d.number,
        "symbol": d.symbol,
        "issuer": {"name": d.issuer_name, "code": d.issuer_code} if d.issuer_name and d.issuer_code else None,
        "place": d.place,
        "date": d.date,
        "title": d.title,
        "period": {"from": d.period_from, "to": d.period_to},
        "signatory": {"authority": d.authority, "position": d.position, "name": d.signatory},
        "legal_bases": [_citation(c) for c in d.legal_bases],
        "parent_plan": _citation(d.parent_plan) if d.parent_plan else None,
        "addressees": list(d.addressees),
        "recipients": list(d.recipients),
        "theme": d.theme,
        "subject": d.subject,
        "attachments": [{"type": a.type, "title": a.title, "start": a.start} for a in d.attachments],
    }


def _citation(c: Citation) -> dict[str, Any]:
    return {"id": c.id, "date": c.date, "name": c.name}


def _clause(c: Clause) -> dict[str, Any]:
    return {
        "label": c.label, "path": c.path, "kind": c.kind, "level": c.level, "heading": c.heading,
        "start": c.start, "end": c.end, "children": [_clause(child) for child in c.children],
    }  # fmt: skip


def _assignment(a: Assignment) -> dict[str, Any]:
    return {
        "id": a.id,
        "clause": a.clause,
        "lead": {"text": a.lead.text, "code": a.lead.code, "start": a.lead.start, "end": a.lead.end},
        "coordinating": [{"text": c.text, "code": c.code} for c in a.coordinating],
        "action": {"start": a.action.start, "end": a.action.end},
        "deadline": _deadline(a.deadline),
        "places": list(a.places),
        "targets": list(a.targets),
    }


def _deadline(d: Deadline) -> dict[str, Any]:
    out: dict[str, Any] = {"kind": d.kind, "value": d.value, "text": d.text}
    if d.start is not None and d.end is not None:
        out |= {"start": d.start, "end": d.end}
    return out


def _report(r: Report) -> dict[str, Any]:
    return {
        "clause": r.clause,
        "who": [{"text": a.text, "code": a.code} for a in r.who],
        "what": r.what,
        "to": [{"text": a.text, "code": a.code} for a in r.to],
        "through": {"text": r.through.text, "code": r.through.code} if r.through else None,
        "due": _deadline(r.due),
        "start": r.start,
        "end": r.end,
    }
