"""A time expression as a term: how it is introduced, its value, what is doubtful about it.

(«chậm nhất», «trước ngày», «đến hết», «từ … đến …», «trong tháng».) Whether the plan means
it as a deadline is ``deadline_contexts``'s to weigh.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

from diemtua.plans.reading import deadline_contexts as contexts
from diemtua.plans.reading.records import fresh, record
from diemtua.plans.reading.times import Sequence

_HOURS = r"(?:\d\d?\s?(?:giờ|h|g)\s?(?:\d\d)?\s?(?:phút|p|')?\s*,?\s*)?"
_MANNER = re.compile(
    rf"""(?<!\w)(?P<done>(?:hoàn\s+thành|hoàn\s+tất|xong|kết\s+thúc)\s+(?:xong\s+)?(?:toàn\s+bộ\s+)?)?
    (?:(?P<latest>(?:chậm|muộn)\s+nhất(?:\s+là)?(?:\s+(?:vào|đến|trong|hết))?|trước\s+hết|không\s+(?:muộn|chậm)\s+(?:hơn|quá))
      |(?P<before>(?:(?:chậm|muộn)\s+nhất\s+(?:là\s+)?)?(?:đến\s+)?trước(?:\s+thời\s+điểm)?)
      |(?P<through>(?:từ\s+nay\s+)?(?:cho\s+)?(?:đến|tới)\s+hết|hết)
      |(?P<until>(?:từ\s+nay\s+)?(?:cho\s+)?(?:đến|tới))
      |(?P<since>(?:(?:trong\s+)?(?:khoảng\s+)?thời\s+gian\s+)?(?:bắt\s+đầu\s+|kể\s+)?từ|bắt\s+đầu)
      |(?P<after>sau)
      |(?P<at>(?:vào|tại|trong)\s+(?:phiên|kỳ)\s+họp(?:\s+[^\W\d]+){{0,4}}?|vào(?:\s+(?:khoảng|dịp|các))?|nhân\s+dịp|cùng)
      |(?P<within>(?:ngay\s+)?trong(?:\s+(?:khoảng|dịp|cả|suốt|các|giai\s+đoạn|(?:\d+|hai|ba)(?:\s+năm,?)?))?|suốt)
    )\s+(?:hết\s+|dịp\s+)?{_HOURS}(?:thứ\s+\w+,?\s+)?(?:các\s+)?(?:ngày\s+[^\W\d]+(?:\s+[^\W\d]+){{0,5}}\s+)?(?:ngày\s*)?$""",
    re.VERBOSE,
)
_KEY = re.compile(
    r"hoàn|xong|kết|chậm|muộn|không|đến|tới|trước|từ|cho|hết|trong|khoảng|thời|bắt|kể|sau|vào|tại|nhân|cùng|ngay|suốt"
)
_LEAD_IN = re.compile(
    r"(?<!\w)(?P<done>(?:hoàn\s+thành|hoàn\s+tất|xong|kết\s+thúc)\s+)?(?:ngày\s*|giai\s+đoạn\s+|thời\s+kỳ\s+)?$"
)


@record
class Term:
    """An expression of time with what is known of it; ``weight`` 0 sets no term."""

    kind: str
    value: str | None
    start: int
    end: int
    weight: float = 0.0
    last_day: date | None = None
    reports: bool = False
    grain: str = ""
    named: bool = False  # «báo cáo năm»: the name of a report, undated
    doubts: list[str] = fresh(factory=list)


class Manner(NamedTuple):
    name: str | None
    start: int
    done: bool


def manner_of(low: str, sequence: Sequence) -> Manner:
    """How the expression is introduced, and where the introduction starts."""
    floor = max(0, sequence.start - 70)
    window = low[floor : sequence.start]
    match = next((m for key in _KEY.finditer(window) if (m := _MANNER.match(window, key.start()))), None)
    if match:
        start = floor + match.start()
        if match["done"]:
            start += len(match["done"])
        banned = match.lastgroup == "after" and "không" in contexts.sentence_before(low, start, 80)
        return Manner("ban" if banned else match.lastgroup, start, bool(match["done"]))
    bare = _LEAD_IN.search(window)
    if bare and bare[0]:
        return Manner(None, floor + bare.start() + len(bare["done"] or ""), bool(bare["done"]))
    return Manner(None, sequence.start, False)


def moment_term(low: str, sequence: Sequence, manner: Manner) -> Term | None:
    """The term of a dated expression, ``None`` for a day without a month."""
    if any(m.grain == "day" and m.number is None for m in sequence.moments):
        return None
    doubts = list(sequence.doubts)
    if any(m.year is None for m in sequence.moments):
        doubts.append("Không rõ năm của mốc thời gian.")
        return Term("none", None, manner.start, sequence.end, doubts=doubts)
    if sequence.filled_year is not None:
        doubts.append(f"Mốc không ghi năm; lấy năm {sequence.filled_year} theo văn bản.")
    kind, value, last_day = _value(sequence, manner, doubts)
    name = "before" if manner.name in ("latest", "ban") else manner.name
    weight = contexts.weigh_moment(
        low, manner.start, sequence.end, sequence.grain, name, done=manner.done, ranged=sequence.ranged
    )
    if sequence.grain == "school" and (
        sequence.moments[0].edge or low[: manner.start].rstrip().endswith("khai giảng")
    ):
        weight = max(weight, 60)
    if sequence.open_ended and (manner.name == "since" or not contexts.in_scheme(low, manner.start)):
        weight = max(weight, 55)
    return Term(
        kind, value, manner.start, sequence.end, weight, last_day, grain=sequence.grain, doubts=doubts
    )


def _value(sequence: Sequence, manner: Manner, doubts: list[str]) -> tuple[str, str, date | None]:
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
