"""When something is due (thời hạn): the deadlines a clause, a time cell or a report gives.

``find`` lists the expressions of a stretch of text that set a term; ``best`` chooses the
one of a clause or, with ``column=True``, of a time cell; ``due`` chooses that of a duty to
report. Values are those of the exchange format: ``2025-11-15``,
``2025-07-01/2025-09-30``, ``2026-01-01/..``, ``P10D``, ``school-year:2026-2027``,
``half-yearly@06-15,yearly@12-15``. Offsets count in ``text``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise

from . import deadline_contexts as contexts
from .model import NO_DEADLINE, Deadline, Frame
from .rhythms import Unit, durations, units
from .times import Moment, Sequence, level, sequences

_HOURS = r"(?:\d\d?\s?(?:giờ|h|g)\s?(?:\d\d)?\s?(?:phút|p|')?\s*,?\s*)?"
_MANNER = re.compile(
    rf"""(?<!\w)(?P<done>(?:hoàn\s+thành|hoàn\s+tất|xong|kết\s+thúc)\s+(?:xong\s+)?(?:toàn\s+bộ\s+)?)?
    (?:(?P<latest>(?:chậm|muộn)\s+nhất(?:\s+là)?(?:\s+(?:vào|đến|trong|hết))?|trước\s+hết|không\s+(?:muộn|chậm)\s+(?:hơn|quá))
      |(?P<before>(?:(?:chậm|muộn)\s+nhất\s+(?:là\s+)?)?(?:đến\s+)?trước(?:\s+thời\s+điểm)?)
      |(?P<through>(?:từ\s+nay\s+)?(?:cho\s+)?(?:đến|tới)\s+hết|hết)
      |(?P<until>(?:từ\s+nay\s+)?(?:cho\s+)?(?:đến|tới))
      |(?P<since>(?:(?:trong\s+)?(?:khoảng\s+)?thời\s+gian\s+)?(?:bắt\s+đầu\s+|kể\s+)?từ|bắt\s+đầu)
      |(?P<after>sau)
      |(?P<within>(?:ngay\s+)?(?:trong|vào)(?:\s+(?:khoảng|dịp|cả|suốt|các|hai|giai\s+đoạn))?|suốt|nhân\s+dịp)
    )\s+(?:hết\s+|dịp\s+)?{_HOURS}(?:thứ\s+\w+,?\s+)?(?:các\s+)?(?:ngày\s+[^\W\d]+(?:\s+[^\W\d]+){{0,5}}\s+)?(?:ngày\s*)?$""",
    re.VERBOSE,
)
_LEAD_IN = re.compile(
    r"(?<!\w)(?P<done>(?:hoàn\s+thành|hoàn\s+tất|xong|kết\s+thúc)\s+)?(?:ngày\s*|giai\s+đoạn\s+|thời\s+kỳ\s+)?$"
)
_LABEL = re.compile(
    r"(?:thời\s+gian|thời\s+hạn|tiến\s+độ|thời\s+điểm|hạn)(?:\s+(?:thực\s+hiện|hoàn\s+thành|tổ\s+chức|triển\s+khai|và))*\s*:\s*"
)
_LABEL_END = re.compile(r"[;|]|\.(?=\s|$)|\n\s*\n|\n\s*[-+*•]|\n\s*[^\n:]{2,45}:|\n\s*(?:\d+|[a-zđ])[.)]\s")
_WORDS = re.compile(r"theo\s+(?:đúng\s+)?(?:quy\s+định|tiến\s+độ|lộ\s+trình)|kịp\s+thời")
_THIN = re.compile(
    r"[\s,;:()-]*(?:(?:của|đối\s+với|cho|trong|vào|báo\s+cáo|mỗi|kỳ|định\s+kỳ|và|là|các|chậm\s+nhất|trước)\s*)*[\s,()]*"
)
_OWN_BEAT = re.compile(r"\s*\((?:\s*(?:đối\s+với|cho|là|kỳ|báo\s+cáo))*\s*")
_STOP = re.compile(r"[;:]|\.(?=\s|$)")
_BRACKET = re.compile(r"\(([^();]{2,250};[^()]{2,250})\)")
_ASIDE = re.compile(r"kinh phí|số liệu|báo cáo|gọi tắt|dự toán|số \d")
_THE_YEAR = re.compile(r"[\s|+-]*(?:(?:trong|cả|suốt|thực\s+hiện)\s+)+năm(?:\s+kế\s+hoạch)?[\s.;|]*")
_WHEN = re.compile(r"[\s|+-]*(?:ngay\s+)?(?:sau\s+)?(?:khi|nếu)\s")
_SOMEONE_ELSE = re.compile(
    r"văn\s+bản|hướng\s+dẫn|ban\s+hành|quyết\s+định|nghị|kế\s+hoạch|chỉ\s+đạo|phê\s+duyệt|thông\s+báo|luật|chủ\s+trương"
    r"|kinh\s+phí|bố\s+trí|hiệu\s+lực"
)
_BLANK = re.compile(r"\s+")


@dataclass(slots=True)
class _Term:
    """An expression with what is known of it before it is judged."""

    kind: str
    value: str | None
    start: int
    end: int
    weight: float = 0.0
    last_day: date | None = None
    reports: bool = False
    grain: str = ""
    named: bool = False  # «báo cáo năm»: the name of a report, undated
    doubts: list[str] = field(default_factory=list)


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
    terms = [t for t in _terms(text, start, end, frame, column=False) if t.weight > 0 and not t.reports]
    return _heaviest(text, start, terms)


def due(text: str, start: int, end: int, *, frame: Frame) -> Deadline:
    """When a report is due (thời hạn báo cáo); the stretch holds the duty to report."""
    terms = [t for t in _terms(text, start, end, frame, column=False, report=True) if t.weight > 0]
    rhythms = [t for t in terms if t.kind == "recurring"]
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
    return _words_only(text, start, end)


def _terms(
    text: str, start: int, end: int, frame: Frame, *, column: bool, report: bool = False
) -> list[_Term]:
    low = level(text)[start:end]
    spans = sequences(low, frame)
    beats = units(low, bare=column)
    spans = [s for s in spans if not any(u.start <= s.start < u.end for u in beats)]
    introduced = [(s, _manner(low, s)) for s in spans]
    taken, recurring = _recurrences(low, introduced, beats, column=column, report=report)
    found = [_moment_term(low, s, m, frame) for s, m in introduced if id(s) not in taken]
    terms = recurring + [t for t in found if t is not None]
    for d in durations(low, bare=column):
        terms.append(_Term("period", d.value, d.start, d.end, 88, doubts=list(d.doubts)))
    raw = text[start:end]
    for t in terms:
        _judge(raw, low, t, frame, column=column, report=report)
    return terms


@dataclass(frozen=True, slots=True)
class _Manner:
    name: str | None
    start: int
    done: bool


def _manner(low: str, sequence: Sequence) -> _Manner:
    """How the expression is introduced, and where the introduction starts."""
    floor = max(0, sequence.start - 70)
    window = low[floor : sequence.start]
    match = _MANNER.search(window)
    if match:
        start = floor + match.start()
        if match["done"]:
            start += len(match["done"])
        banned = match.lastgroup == "after" and "không" in contexts.sentence_before(low, start, 80)
        return _Manner("ban" if banned else match.lastgroup, start, bool(match["done"]))
    bare = _LEAD_IN.search(window)
    if bare and bare[0]:
        return _Manner(None, floor + bare.start() + len(bare["done"] or ""), bool(bare["done"]))
    return _Manner(None, sequence.start, False)


def _moment_term(low: str, sequence: Sequence, manner: _Manner, frame: Frame) -> _Term | None:
    """The term of a dated expression, ``None`` for a day without a month."""
    if any(m.grain == "day" and m.number is None for m in sequence.moments):
        return None
    doubts = list(sequence.doubts)
    if any(m.year is None for m in sequence.moments):
        doubts.append("Không rõ năm của mốc thời gian.")
        return _Term("none", None, manner.start, sequence.end, doubts=doubts)
    if sequence.filled_year is not None:
        doubts.append(f"Mốc không ghi năm; lấy năm {sequence.filled_year} theo văn bản.")
    kind, value, last_day = _value(sequence, manner, doubts)
    name = "before" if manner.name in ("latest", "ban") else manner.name
    weight = contexts.weigh_moment(
        low, manner.start, sequence.end, sequence.grain, name, done=manner.done, ranged=sequence.ranged
    )
    if sequence.open_ended and (manner.name == "since" or not contexts.in_scheme(low, manner.start)):
        weight = max(weight, 55)
    return _Term(
        kind, value, manner.start, sequence.end, weight, last_day, grain=sequence.grain, doubts=doubts
    )


def _value(sequence: Sequence, manner: _Manner, doubts: list[str]) -> tuple[str, str, date | None]:
    stretches = sequence.stretches()
    first, last = stretches[0][0], stretches[-1][1]
    grain = sequence.grain
    if grain == "school":
        return "period", ",".join(f"school-year:{m.year}-{m.number}" for m in sequence.moments), last
    if first > last:
        doubts.append("Mốc đầu sau mốc cuối.")
    if sequence.open_ended:
        return "period", f"{first}/..", last
    if manner.name == "before" and not sequence.ranged and grain != "day" and not sequence.moments[-1].edge:
        doubts.append("«Trước» một kỳ: lấy ngày cuối cùng trước kỳ đó.")
        last = stretches[-1][0] - timedelta(days=1)
        return "date", last.isoformat(), last
    if manner.name in ("before", "latest", "until", "through", "ban"):
        if len(stretches) > 1:
            doubts.append("Có nhiều mốc trong một câu; lấy mốc cuối.")
        return "date", last.isoformat(), last
    if manner.name in ("since", "after") and not sequence.ranged:
        return "period", f"{first}/..", last
    if len(stretches) == 1 and first == last:
        return "date", first.isoformat(), last
    return "period", ",".join(f"{a}/{b}" for a, b in stretches), last


def _recurrences(
    low: str,
    introduced: list[tuple[Sequence, _Manner]],
    beats: list[Unit],
    *,
    column: bool,
    report: bool,
) -> tuple[set[int], list[_Term]]:
    """Recurring terms with their due days; also which sequences served as due days."""
    taken: set[int] = set()
    terms: list[_Term] = []
    dues = [(s, m) for s, m in introduced if not s.written_year and not s.open_ended]
    pieces: list[tuple[int, int, Unit | tuple[Sequence, _Manner]]] = [(u.start, u.end, u) for u in beats]
    pieces += [(m.start, s.end, (s, m)) for s, m in dues]
    for cluster in _clusters(low, sorted(pieces, key=lambda p: p[0])):
        members = [p[2] for p in cluster if isinstance(p[2], Unit)]
        if not members:
            continue
        used = _pair(low, cluster)
        taken |= {id(s) for s in used}
        terms.append(_recurring(low, members, used, cluster, loose=column or report))
    return taken, terms


_Piece = tuple[int, int, "Unit | tuple[Sequence, _Manner]"]


def _clusters(low: str, pieces: list[_Piece]) -> Iterable[list[_Piece]]:
    """Pieces of one sentence, or joined by nothing but commas and brackets."""
    cluster: list[_Piece] = []
    for piece in pieces:
        if cluster:
            gap = low[cluster[-1][1] : piece[0]]
            if not _THIN.fullmatch(gap) and (len(gap) > 220 or _STOP.search(gap)):
                yield cluster
                cluster = []
        cluster.append(piece)
    if cluster:
        yield cluster


def _pair(low: str, cluster: list[_Piece]) -> list[Sequence]:
    """Give each due day to its beat: «6 tháng (trước ngày 15/6)», «ngày 20 hằng tháng»."""
    waiting: list[Unit] = []
    early: tuple[int, Sequence] | None = None
    used: list[Sequence] = []
    for index, (start, end, piece) in enumerate(cluster):
        if isinstance(piece, Unit):
            if piece.beat in ("continuous", "on-event"):
                continue
            if early and _THIN.fullmatch(low, early[0], start):
                _give([piece], early[1])
                used.append(early[1])
            elif not piece.last_month or not waiting:
                waiting.append(piece)
            early = None if early and early[1] in used else early
            continue
        sequence, manner = piece
        if index + 1 < len(cluster) and _OWN_BEAT.fullmatch(low, end, cluster[index + 1][0]):
            early = (end, sequence)
            continue
        targets = [u for u in waiting if not u.dues]
        near = bool(targets) and (
            manner.name is not None or _THIN.fullmatch(low, targets[-1].end, start) is not None
        )
        if near and _fits(targets, sequence):
            _give(targets, sequence)
            used.append(sequence)
            waiting = []
        else:
            early = (end, sequence)
    return used


def _fits(targets: list[Unit], sequence: Sequence) -> bool:
    """A month or quarter can only date a yearly beat; a day without month any but it."""
    tokens = {u.beat for u in targets}
    if sequence.grain != "day":
        return sequence.grain in ("month", "quarter") and "yearly" in tokens
    if any(m.number is None for m in sequence.moments):
        return bool(tokens & {"monthly", "quarterly", "half-yearly"})
    return bool(tokens & {"yearly", "half-yearly"})


def _give(targets: list[Unit], sequence: Sequence) -> None:
    moments = sequence.moments
    if sequence.ranged or any(u.undated for u in targets):
        return  # «từ tháng 4 đến tháng 10 hằng năm» has no due day
    if len(targets) == 1:
        for moment in moments:
            _date_unit(targets[0], moment)
        return
    if len(moments) == len(targets):
        for unit, moment in zip(targets, moments, strict=True):
            _date_unit(unit, moment)
        return
    dated = [u for u in targets if u.beat in ("half-yearly", "yearly")] or targets
    for moment in moments:
        if moment.grain == "day" and moment.number is None:
            for unit in targets:
                _date_unit(unit, moment)
        else:
            late = moment.grain != "day" or (moment.number or 12) in (1, 10, 11, 12)
            _date_unit(dated[-1] if late else dated[0], moment)


_LAST_MONTHS = {"half-yearly": "06-", "yearly": "12-"}


def _date_unit(unit: Unit, moment: Moment) -> None:
    if moment.grain == "quarter":
        unit.dues.append(f"Q{moment.number}")
    elif moment.grain == "month":
        unit.dues.append(f"{moment.number:02d}")
    elif moment.number is None:
        unit.dues.append(f"{_LAST_MONTHS.get(unit.beat, '')}{moment.day:02d}")
    elif unit.beat in ("half-yearly", "yearly"):
        unit.dues.append(f"{moment.number:02d}-{moment.day:02d}")
    else:
        unit.dues.append(f"{moment.day:02d}")


def _recurring(
    low: str, members: list[Unit], used: list[Sequence], cluster: list[_Piece], *, loose: bool
) -> _Term:
    kept = members if loose else [u for u in members if u.firm and (u.dues or not u.noun)]
    if not kept:
        return _Term("none", None, members[0].start, members[0].end)
    doubts: list[str] = []
    tokens = _tokens(kept, doubts)
    starts = [u.start for u in kept]
    ends = [u.end for u in kept]
    for start, end, piece in cluster:
        if not isinstance(piece, Unit) and piece[0] in used and start - max(ends) < 40:
            starts.append(start)
            ends.append(end)
    weight = max(
        contexts.weigh_rhythm(low, u.start, u.end, firm=u.firm or loose, event=u.beat == "on-event")
        for u in kept
    )
    named = all(u.noun and not u.dues for u in kept)
    return _Term("recurring", tokens, min(starts), max(ends), weight, named=named, doubts=doubts)


def _tokens(members: list[Unit], doubts: list[str]) -> str:
    """Tokens sorted; a beat once dated is not repeated bare."""
    found: set[str] = set()
    for unit in members:
        if unit.beat == "yearly" and len(unit.dues) == 2 and _half_year_apart(unit.dues):
            doubts.append("Hai mốc cách nửa năm: mốc đầu hiểu là kỳ 6 tháng.")
            found |= {f"half-yearly@{unit.dues[0]}", f"yearly@{unit.dues[1]}"}
        elif unit.beat == "half-yearly" and len(unit.dues) == 2 and _half_year_apart(unit.dues):
            found.add(f"half-yearly@{min(unit.dues)}")
        elif unit.dues:
            found |= {f"{unit.beat}@{due}" for due in unit.dues}
        else:
            found.add(unit.beat)
    dated = {token.split("@")[0] for token in found if "@" in token}
    return ",".join(sorted(token for token in found if token not in dated))


def _half_year_apart(dues: list[str]) -> bool:
    months = [int(d[:2]) for d in dues if re.fullmatch(r"\d\d-\d\d", d)]
    return len(months) == 2 and months[1] - months[0] in (5, 6)


def _judge(text: str, low: str, term: _Term, frame: Frame, *, column: bool, report: bool) -> None:
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
        return _event_of_cell(text, start, end) or _year_of_cell(text, start, end, frame) or _words_of_cell(text, start, end)
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


def _joined_periods(terms: list[_Term]) -> _Term:
    values = list(dict.fromkeys(t.value for t in terms if t.value))
    doubts = [d for t in terms for d in t.doubts]
    return _Term("period", ",".join(values), terms[0].start, terms[-1].end, 90, doubts=doubts)


def _united(terms: list[_Term]) -> _Term:
    """All beats of a cell or a report as one value."""
    tokens = {token for t in terms for token in (t.value or "").split(",")}
    dated = {token.split("@")[0] for token in tokens if "@" in token}
    value = ",".join(sorted(token for token in tokens if token not in dated))
    apart = any(b.start - a.end > 60 for a, b in pairwise(terms))
    last = terms[0] if apart else terms[-1]
    doubts = [d for t in terms for d in t.doubts]
    return _Term("recurring", value, terms[0].start, last.end, max(t.weight for t in terms), doubts=doubts)


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


def _heaviest(text: str, start: int, terms: list[_Term]) -> Deadline:
    terms = [t for t in terms if t.value]
    if not terms:
        return NO_DEADLINE
    top = max(t.weight for t in terms)
    chosen = [t for t in terms if t.weight == top][-1]
    rivals = {t.value for t in terms if t.weight >= top - 10}
    if len(rivals) > 1:
        chosen.doubts.append("Câu có nhiều mốc thời gian; kiểm tra mốc được chọn.")
    return _deadline(text, start, chosen, column=False)


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


def _words_only(text: str, start: int, end: int) -> Deadline:
    match = _WORDS.search(level(text)[start:end])
    if not match:
        return NO_DEADLINE
    begin, stop = start + match.start(), start + match.end()
    return Deadline("none", None, _plain(text[begin:stop]), begin, stop, 0.8)


def _deadline(text: str, offset: int, term: _Term, *, column: bool) -> Deadline:
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
