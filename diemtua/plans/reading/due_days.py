"""Recurring duties with their due days (kỳ báo cáo và hạn gửi của từng kỳ).

Beats and dates of one sentence are put together: «6 tháng (trước ngày 15/6), năm (trước
ngày 15/12)» is ``half-yearly@06-15,yearly@12-15``; «ngày 14 tháng cuối quý» ``quarterly@14``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from diemtua.plans.reading import deadline_contexts as contexts
from diemtua.plans.reading.moments import Moment
from diemtua.plans.reading.rhythms import Unit
from diemtua.plans.reading.terms import Manner, Term
from diemtua.plans.reading.times import Sequence

_THIN = re.compile(
    r"[\s,;:()-]*(?:(?:của|đối\s+với|cho|trong|vào|báo\s+cáo|mỗi|kỳ|định\s+kỳ|và|là|các|chậm\s+nhất|trước)\s*)*[\s,()]*"
)
_OWN_BEAT = re.compile(r"\s*\((?:\s*(?:đối\s+với|cho|là|kỳ|báo\s+cáo))*\s*")
_DUE_MANNERS = ("before", "latest")
_STOP = re.compile(r"[;:]|\.(?=\s|$)")


def recurring_terms(
    low: str,
    introduced: list[tuple[Sequence, Manner]],
    beats: list[Unit],
    *,
    column: bool,
    report: bool,
) -> tuple[set[int], list[Term]]:
    """Recurring terms with their due days; also which sequences served as due days."""
    taken: set[int] = set()
    terms: list[Term] = []
    yearless = [(s, m) for s, m in introduced if not s.written_year and not s.open_ended]
    dues = [(s, m) for s, m in yearless if m.name in _DUE_MANNERS or not contexts.counted_to(low, m.start)]
    dues = [(s, m) for s, m in dues if s.ranged or s.grain != "day" or m.name not in ("since", "until")]
    if report and {"half-yearly", "yearly"} <= {u.beat for u in beats} and not dues:
        dues = [
            (s, m) for s, m in introduced if s.grain == "day" and not s.ranged
        ]  # «… 15/6/2026, … 15/12/2026»
    pieces: list[tuple[int, int, Unit | tuple[Sequence, Manner]]] = [(u.start, u.end, u) for u in beats]
    pieces += [(m.start, s.end, (s, m)) for s, m in dues]
    for cluster in _clusters(low, sorted(pieces, key=lambda p: p[0])):
        members = [p[2] for p in cluster if isinstance(p[2], Unit)]
        if not members:
            continue
        used = _pair(low, cluster)
        taken |= {id(s) for s in used}
        terms.append(_recurring(low, members, used, cluster, loose=column or report, report=report))
    return taken, terms


_Piece = tuple[int, int, "Unit | tuple[Sequence, Manner]"]


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
    low: str, members: list[Unit], used: list[Sequence], cluster: list[_Piece], *, loose: bool, report: bool
) -> Term:
    kept = members if loose else [u for u in members if (u.firm or u.dues) and (u.dues or not u.noun)]
    kept = [u for u in kept if not u.weak] or kept
    if not kept:
        return Term("none", None, members[0].start, members[0].end)
    doubts: list[str] = []
    tokens = _tokens(kept, doubts)
    starts = [u.start for u in kept]
    ends = [u.end for u in kept]
    for start, end, piece in cluster:
        if not isinstance(piece, Unit) and piece[0] in used and start - max(ends) < 40:
            starts.append(start)
            ends.append(end)
    weight = max(
        contexts.weigh_rhythm(
            low, u.start, u.end, firm=u.firm or loose, event=u.beat == "on-event", report=report
        )
        for u in kept
    )
    weight = max(weight, 70 if any(u.dues for u in kept) else 0)
    term = Term("recurring", tokens, min(starts), max(ends), weight, doubts=doubts)
    term.named = all((u.noun and not u.dues) or u.weak for u in kept)
    return term


def _tokens(members: list[Unit], doubts: list[str]) -> str:
    """Tokens sorted; a beat once dated is not repeated bare."""
    found: set[str] = set()
    for unit in members:
        if unit.beat == "yearly" and len(unit.dues) == 2 and _half_year_apart(unit.dues):
            if _same_day(unit.dues):  # «trước ngày 15/6 và 15/12 hằng năm»
                found.add(f"half-yearly@{min(unit.dues)}")
                continue
            doubts.append("Hai mốc cách nửa năm: mốc đầu hiểu là kỳ 6 tháng.")
            found |= {f"half-yearly@{unit.dues[0]}", f"yearly@{unit.dues[1]}"}
        elif unit.beat == "half-yearly" and len(unit.dues) == 2 and _half_year_apart(unit.dues):
            found.add(f"half-yearly@{min(unit.dues)}")
        elif unit.dues:
            found |= {f"{unit.beat}@{due}" for due in unit.dues}
        else:
            found.add(unit.beat)
    dated = {token.split("@")[0] for token in found if "@" in token}
    told = {
        _COUNTS.get(sum(token.startswith("yearly@") for token in found))
    }  # «mỗi năm hai đợt, vào tháng 3 và tháng 9»
    return ",".join(sorted(token for token in found if token not in dated | told))


_COUNTS = {2: "half-yearly", 4: "quarterly"}


def _same_day(dues: list[str]) -> bool:
    """The same day of two months, or the last day of both: one beat twice a year."""
    days = {int(d[3:]) for d in dues}
    return len(days) == 1 or days <= {30, 31}


def _half_year_apart(dues: list[str]) -> bool:
    months = [int(d[:2]) for d in dues if re.fullmatch(r"\d\d-\d\d", d)]
    return len(months) == 2 and months[1] - months[0] in (5, 6)
