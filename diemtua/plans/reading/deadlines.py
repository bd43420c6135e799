"""When something is due (thời hạn): the deadlines a clause, a time cell or a report gives.

``find`` lists the expressions of a stretch of text that set a term; ``best`` chooses the
one of a clause or, with ``column=True``, of a time cell; ``due`` chooses that of a duty to
report. Values are those of the exchange format: ``2025-11-15``,
``2025-07-01/2025-09-30``, ``2026-01-01/..``, ``P10D``, ``school-year:2026-2027``,
``half-yearly@06-15,yearly@12-15``. Offsets count in ``text``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import pairwise

from diemtua.plans.reading import deadline_contexts as contexts
from diemtua.plans.reading.due_days import recurring_terms
from diemtua.plans.reading.model import NO_DEADLINE, Deadline, Frame
from diemtua.plans.reading.moments import level
from diemtua.plans.reading.rhythms import Unit, durations, units
from diemtua.plans.reading.terms import Term, manner_of, moment_term
from diemtua.plans.reading.times import sequences

_LABEL = re.compile(
    r"(?:thời\s+gian|thời\s+hạn|tiến\s+độ|thời\s+điểm|hạn)(?:\s+(?:thực\s+hiện|hoàn\s+thành|tổ\s+chức|triển\s+khai|và))*\s*:\s*"
)
_LABEL_END = re.compile(r"[;|]|\.(?=\s|$)|\n\s*\n|\n\s*[-+*•]|\n\s*[^\n:]{2,45}:|\n\s*(?:\d+|[a-zđ])[.)]\s")
_WORDS = re.compile(r"theo\s+(?:đúng\s+)?(?:quy\s+định|tiến\s+độ|lộ\s+trình)|kịp\s+thời")
_BRACKET = re.compile(r"\(([^();]{2,250};[^()]{2,250})\)")
_ASIDE = re.compile(r"kinh phí|số liệu|báo cáo|gọi tắt|dự toán|số \d")
_THE_YEAR = re.compile(r"[\s|+-]*(?:(?:trong|cả|suốt|thực\s+hiện)\s+)+năm(?:\s+kế\s+hoạch)?[\s.;|]*")
_WHEN = re.compile(r"[\s|+-]*(?:ngay\s+)?(?:sau\s+)?(?:khi|nếu)\s")
_SOMEONE_ELSE = re.compile(
    r"văn\s+bản|hướng\s+dẫn|ban\s+hành|quyết\s+định|nghị|kế\s+hoạch|chỉ\s+đạo|phê\s+duyệt|thông\s+báo|luật|chủ\s+trương"
    r"|kinh\s+phí|bố\s+trí|hiệu\s+lực"
)
_BLANK = re.compile(r"\s+")


def find(text: str, start: int, end: int, *, frame: Frame, column: bool = False) -> list[Deadline]:
    """Every expression of ``text[start:end]`` that sets a term, in reading order."""
    terms = [t for t in _terms(text, start, end, frame, column=column) if t.weight > 0 and t.value]
    return [_deadline(text, start, t, column=column) for t in sorted(terms, key=lambda t: t.start)]


def best(text: str, start: int, end: int, *, frame: Frame, column: bool = False) -> Deadline:
    """The deadline of a clause, or of a time cell (cột thời gian) with ``column``.

    A clause's terms for reporting are left to ``due``. Kind ``none`` when nothing sets a term.
    """
    if column:
        return _of_cell(text, start, end, frame)
    cell = _labelled(text, start, end, frame) or _bracketed(text, start, end, frame)
    if cell is not None:
        return cell
    terms = [t for t in _terms(text, start, end, frame, column=False) if t.weight > 0]
    own = _of_the_act(text[start:end], [t for t in terms if not t.reports])
    return _heaviest(
        text, start, own or [t for t in terms if contexts.ends_an_act(text, start, start + t.start)]
    )


_TOPIC = re.compile(r"[\s+-]*[^\W\d][^.;:]{2,240}:\s")


def _of_the_act(words: str, terms: list[Term]) -> list[Term]:
    """«Tháng hành động … (từ 01/6 đến 30/6): Sở Y tế tổ chức lễ phát động vào ngày 31/5»: the topic's time yields."""
    topic = _TOPIC.match(words)
    if topic is None or len(terms) < 2 or any(t.start < 4 for t in terms):
        return terms
    return [t for t in terms if t.start >= topic.end()] or terms


def due(text: str, start: int, end: int, *, frame: Frame) -> Deadline:
    """When a report is due (thời hạn báo cáo); the stretch holds the duty to report."""
    terms = [t for t in _terms(text, start, end, frame, column=False, report=True) if t.weight > 0]
    rhythms = [t for t in terms if t.kind == "recurring"]
    rhythms = [t for t in rhythms if not t.named] or rhythms
    dated = [t for t in terms if t.kind != "recurring" and t.reports] or [
        t for t in terms if t.kind != "recurring"
    ]
    firm = [t for t in dated if t.weight >= 70]
    beats = [t for t in rhythms if t.value != "on-event" and not t.named]
    if firm and not beats:
        return _heaviest(text, start, firm)
    if rhythms:
        return _deadline(text, start, _united(rhythms), column=False)
    if dated:
        return _heaviest(text, start, dated)
    return _upon(text, start, end) or _words_only(text, start, end)


def _terms(
    text: str, start: int, end: int, frame: Frame, *, column: bool, report: bool = False
) -> list[Term]:
    low = level(text)[start:end]
    spans = sequences(low, frame)
    beats = units(low, bare=column)
    spans = [s for s in spans if not _inside(s.start, beats)]
    introduced = [(s, manner_of(low, s)) for s in spans]
    taken, recurring = recurring_terms(low, introduced, beats, column=column, report=report)
    found = [moment_term(low, s, m) for s, m in introduced if id(s) not in taken]
    terms = recurring + [t for t in found if t is not None]
    for d in durations(low, bare=column):
        terms.append(Term("period", d.value, d.start, d.end, 88, doubts=list(d.doubts)))
    raw = text[start:end]
    for t in terms:
        _judge(raw, low, t, frame, column=column, report=report)
    return terms


def _inside(at: int, beats: list[Unit]) -> bool:
    """Within a beat («6 tháng đầu năm» of a report is no period of its own); beats are in reading order."""
    index = bisect_right(beats, at, key=lambda unit: unit.start) - 1
    return index >= 0 and at < beats[index].end


def _judge(text: str, low: str, term: Term, frame: Frame, *, column: bool, report: bool) -> None:
    """Settle the weight: in a time cell everything but a cited document's date counts."""
    if column:
        term.reports = contexts.for_report(low, term.start, term.end, recurring=term.kind == "recurring")
        cited = term.weight == 0 and term.grain == "day" and contexts.cited(low, term.start)
        term.weight = 0 if cited or term.kind == "none" else max(term.weight, 50)
        return
    if contexts.quoted(text, term.start) or (contexts.past(term.last_day, frame)):
        term.weight = 0
    term.reports = contexts.for_report(low, term.start, term.end, recurring=term.kind == "recurring")
    if term.weight and not report and contexts.sends(low, term.start):
        term.weight -= 15


def _of_cell(text: str, start: int, end: int, frame: Frame) -> Deadline:
    terms = [t for t in _terms(text, start, end, frame, column=True) if t.weight > 0 and t.value]
    if not terms:
        return (
            _event_of_cell(text, start, end)
            or _year_of_cell(text, start, end, frame)
            or _words_of_cell(text, start, end)
        )
    terms = [t for t in terms if not t.reports] or terms
    terms.sort(key=lambda t: t.start)
    dated = [t for t in terms if t.kind == "date"]
    rhythms = [t for t in terms if t.kind == "recurring"]
    periods = [t for t in terms if t.kind == "period"]
    if rhythms and (
        terms[0].kind == "recurring" or not (dated or [p for p in periods if p.grain not in ("year", "span")])
    ):
        chosen = _united(rhythms)
    elif dated:
        chosen = dated[-1]
    else:
        chosen = _joined_periods(periods)
    if len({t.kind for t in terms}) > 1 or len(dated) > 1:
        chosen.doubts.append("Ô thời gian có nhiều mốc; kiểm tra mốc được chọn.")
    return _deadline(text, start, chosen, column=True)


def _joined_periods(terms: list[Term]) -> Term:
    values = list(dict.fromkeys(t.value for t in terms if t.value))
    doubts = [d for t in terms for d in t.doubts]
    weight = max(t.weight for t in terms)
    return Term("period", ",".join(values), terms[0].start, terms[-1].end, weight, doubts=doubts)


def _united(terms: list[Term]) -> Term:
    """All beats of a cell or a report as one value."""
    tokens = {token for t in terms for token in (t.value or "").split(",")}
    dated = {token.split("@")[0] for token in tokens if "@" in token}
    value = ",".join(sorted(token for token in tokens if token not in dated))
    apart = any(b.start - a.end > 60 for a, b in pairwise(terms))
    last = terms[0] if apart else terms[-1]
    doubts = [d for t in terms for d in t.doubts]
    return Term("recurring", value, terms[0].start, last.end, max(t.weight for t in terms), doubts=doubts)


def _labelled(text: str, start: int, end: int, frame: Frame) -> Deadline | None:
    """«Thời gian thực hiện: …» inside a clause is a time cell of its own."""
    low = level(text)[start:end]
    if ":" not in low:
        return None
    for label in _LABEL.finditer(low):
        begin = start + label.end()
        stop = _LABEL_END.search(text, begin, end)
        cell = _of_cell(text, begin, stop.start() if stop else end, frame)
        if cell.kind != "none":
            return cell
    return None


def _bracketed(text: str, start: int, end: int, frame: Frame) -> Deadline | None:
    """«(Sở Y tế chủ trì; thường xuyên)»: a closing bracket of parts works as a row of cells."""
    for bracket in _BRACKET.finditer(text, start, end):
        at = bracket.start(1)
        for part in bracket[1].split(";"):
            cell = _of_cell(text, at, at + len(part), frame) if at > bracket.start(1) else NO_DEADLINE
            at += len(part) + 1
            if cell.kind != "none" and len(part) < 120 and not _ASIDE.search(part):
                return cell
    return None


def _heaviest(text: str, start: int, terms: list[Term]) -> Deadline:
    terms = [t for t in terms if t.value]
    if not terms:
        return NO_DEADLINE
    top = max(t.weight for t in terms)
    tied = [t for t in terms if t.weight == top]
    chosen = tied[-1]
    if len(tied) > 1 and all(_closed_period(t) for t in tied):
        chosen = _joined_periods(tied)
    rivals = {t.value for t in terms if t.weight >= top - 10}
    if len(rivals) > 1:
        chosen.doubts.append("Câu có nhiều mốc thời gian; kiểm tra mốc được chọn.")
    return _deadline(text, start, chosen, column=False)


def _closed_period(term: Term) -> bool:
    return term.kind == "period" and re.fullmatch(r"[\d/,-]+", term.value or "") is not None


def _event_of_cell(text: str, start: int, end: int) -> Deadline | None:
    """«Khi phía nước ngoài trao trả» is on-event; waiting for someone's text is no deadline."""
    low = level(text)[start:end]
    if not _WHEN.match(low) or _SOMEONE_ELSE.search(low):
        return None
    words = _words_of_cell(text, start, end)
    doubt = ("Ô thời gian chỉ nêu sự kiện.",)
    return Deadline("recurring", "on-event", words.text, words.start, words.end, 0.6, doubt)


def _year_of_cell(text: str, start: int, end: int, frame: Frame) -> Deadline | None:
    """«Trong năm», «Cả năm»: the plan's year."""
    year = frame.year or (frame.date.year if frame.date else None)
    if year is None or not _THE_YEAR.fullmatch(level(text)[start:end]):
        return None
    words = _words_of_cell(text, start, end)
    doubt = (f"Ô thời gian không ghi năm; lấy năm {year} theo văn bản.",)
    return Deadline("period", f"{year}-01-01/{year}-12-31", words.text, words.start, words.end, 0.75, doubt)


def _words_of_cell(text: str, start: int, end: int) -> Deadline:
    words = text[start:end]
    lead = len(words) - len(words.lstrip(" \n\t\u00a0|*-+"))
    tail = len(words.rstrip(" \n\t\u00a0|*.;"))
    if tail <= lead:
        return NO_DEADLINE
    doubts = ("Ô thời gian không cho một mốc xác định.",)
    return Deadline("none", None, _plain(words[lead:tail]), start + lead, start + tail, 0.6, doubts)


_UPON = re.compile(r"(?<!\w)ngay\s+(?:sau\s+)?khi\s+[^\W\d]+(?:\s+[^\W\d]+){0,5}")


def _upon(text: str, start: int, end: int) -> Deadline | None:
    """«… ngay sau khi hoàn thành sơ tán»: reported on the event, unless it waits for someone's text."""
    event = _UPON.search(level(text)[start:end])
    if event is None or _SOMEONE_ELSE.search(event[0]):
        return None
    begin, stop = start + event.start(), start + event.end()
    return Deadline("recurring", "on-event", _plain(text[begin:stop]), begin, stop, 0.7)


def _words_only(text: str, start: int, end: int) -> Deadline:
    match = _WORDS.search(level(text)[start:end])
    if not match:
        return NO_DEADLINE
    begin, stop = start + match.start(), start + match.end()
    return Deadline("none", None, _plain(text[begin:stop]), begin, stop, 0.8)


def _deadline(text: str, offset: int, term: Term, *, column: bool) -> Deadline:
    start, end = offset + term.start, offset + term.end
    while start < end and text[start] in " \n\t\u00a0*|":
        start += 1
    while end > start and text[end - 1] in " \n\t\u00a0*|,;":
        end -= 1
    sure = 0.97 if column else min(0.97, 0.45 + term.weight / 180)
    confidence = max(0.2, round(sure - 0.12 * len(term.doubts), 2))
    doubts = tuple(dict.fromkeys(term.doubts))
    return Deadline(term.kind, term.value, _plain(text[start:end]), start, end, confidence, doubts)


def _plain(words: str) -> str:
    return _BLANK.sub(" ", words.replace("*", "")).strip()
