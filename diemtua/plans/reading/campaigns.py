"""Campaigns of a plan: peak campaigns, months and days of action, weeks, pilots.

(Đợt cao điểm, tháng hành động, ngày toàn dân, tuần lễ, chiến dịch, thí điểm, chỉ đạo điểm.)
Several mentions of one campaign make one entry, at the mention that gives its dates. A
mention in a cited document's title alone is no campaign of this plan. Offsets count in ``text``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher

from diemtua.plans.reading.campaign_names import Mention, mentions_of, plain
from diemtua.plans.reading.model import Campaign, Frame, Span
from diemtua.plans.reading.moments import Moment, level
from diemtua.plans.reading.records import fresh, record
from diemtua.plans.reading.times import Sequence as TimeSequence
from diemtua.plans.reading.times import sequences

_YEAR_TAIL = re.compile(r"[”\"]?\s*,?\s*năm\s+(\d{4})")
_STAGED_ON = re.compile(
    r"[”\"]?(?:\s+năm\s+\d{4})?[^.;()]{0,60}?\s*(?:\s(?:vào\s+)?|\([^()]{0,24}?)(?P<day>ngày\s+\d{1,2}(?:/\d{1,2}(?:/\d{4})?|\s+tháng\s+\d{1,2}(?:\s+năm\s+\d{4})?))"
)
_PLACES = re.compile(
    r"(?:trên\s+|tại\s+)((?:địa\s+bàn|toàn)\s+[^,;.()“”|\n]{4,60})|(?:gồm|tại(?:\s+các)?):?\s+([^;.()“”|\n]{3,160})"
)
_COUNTED_PLACES = re.compile(
    r"\d+\s+(?:huyện|xã|phường|địa\s+phương|thành\s+phố|xã,\s+phường|địa\s+bàn)[^:;.\n]{0,20}?(?:gồm|là|:)\s*:?\s*([^;.()|\n]{3,160})"
)
_UNIT_NAME = re.compile(
    r"^(?:và\s+)?(?:các\s+)?(?:huyện|xã|phường|thị\s+trấn|thành\s+phố|thị\s+xã|đặc\s+khu)\s+"
)
_CLAUSE_END = re.compile(
    r"\n\s*\n|\n\s*(?:[-+•]|\d{1,2}(?:\.\d{1,2})*(?:[.)]\s|\s(?![^\W\d_A-ZĐ]))|[a-zđ]\)|[IVX]+\.|Điều\s)|;\s*\n"
)
_TRIPLET = re.compile(r"[Tt]hời\s+(?:gian|hạn)[^:\n|]{0,30}:\s*([^\n;]{4,90})")
_NEW_ITEM = re.compile(r"\n\s*\d+\.\d*\.?\s+[^\n]*\n")


def find_campaigns(
    text: str, frame: Frame, *, years: tuple[int, int] | None = None, apart: Iterable[Span] = ()
) -> list[Campaign]:
    """Every campaign of a plan once, in reading order.

    ``years`` is the plan's period; over several years a day without its year
    (Ngày … 30/7) comes back every year and has no date of its own. ``apart``
    holds stretches that are not the plan's (related documents, web page).
    """
    several = years is not None and years[0] != years[1]
    closed = list(apart)
    mentions = [m for m in mentions_of(text) if not any(s.start <= m.start < s.end for s in closed)]
    for mention in mentions:
        _date(text, mention, frame, several=several)
    groups: list[_Group] = []
    for mention in mentions:
        _join(groups, mention)
    found = [_merged(group.mentions) for group in groups]
    return sorted((c for c in found if c is not None), key=lambda c: c.start)


def _clause(text: str, at: int) -> tuple[int, int]:
    """The clause around a mention, as far as its own dates and places may stand."""
    end = _CLAUSE_END.search(text, at, at + 900)
    return at, end.start() if end else min(len(text), at + 900)


def _date(text: str, mention: Mention, frame: Frame, *, several: bool) -> None:
    """Give a mention the dates and places its clause, or the time line beneath, tells."""
    if mention.kind == "day":
        _date_day(text, mention, frame, several=several)
        return
    if re.search(
        r"[Ll]ễ\s+(?:phát\s+động|ra\s+quân|mít\s+tinh)\s+(?:hưởng\s+ứng\s+)?$",
        text[max(0, mention.start - 40) : mention.start],
    ):
        return  # the day of the ceremony is not the campaign's
    start, end = _clause(text, mention.end)
    mention.places = _places(text[mention.start : end])
    year = _YEAR_TAIL.match(text, mention.end)
    when = Frame(None, int(year[1])) if year else frame
    for index, cell in enumerate(_time_words(text, start, end)):
        best = _range_of(cell, when, loose=index > 0)
        if best is None or not (best.written_year or year or not several):
            continue
        if mention.kind == "pilot" and not mention.core and not best.ranged:
            continue  # «đánh giá kết quả thí điểm trong tháng 12» dates the review
        mention.begins, mention.ends = _edges(best)
        mention.doubts += best.doubts
        if best.filled_year is not None and not year:
            mention.doubts.append(f"Thời gian không ghi năm; lấy năm {best.filled_year} theo văn bản.")
        return


def _time_words(text: str, start: int, end: int) -> Iterable[str]:
    """The levelled clause, then the «Thời gian: …» line that follows it in the same item."""
    low = level(text)
    yield low[start:end]
    triplet = _TRIPLET.search(text, end, end + 420)
    if triplet and not _NEW_ITEM.search(text, end, triplet.start()):
        yield low[triplet.start(1) : triplet.end(1)]


def _range_of(low: str, frame: Frame, *, loose: bool) -> TimeSequence | None:
    """The first range of days or months; a month or a quarter alone when it is all there is."""
    found = [
        s for s in sequences(low, frame) if all(m.year and (m.grain != "day" or m.number) for m in s.moments)
    ]
    for s in found:
        fine = s.ranged and s.moments[0].grain in ("day", "month", "quarter")
        if fine and not low[: s.start].rstrip().endswith("giai đoạn"):
            return s
    for s in found:
        before = low[max(0, s.start - 12) : s.start].rstrip(" (")
        if s.grain == "year" and loose and not low[: s.start].strip():
            return s  # «Thời gian thí điểm: Năm 2026.»
        if s.grain == "span" and re.search(r"thời gian[^,;.]{0,20}$", low[max(0, s.start - 40) : s.start]):
            return s
        if s.grain in ("month", "quarter") and (
            loose or before.endswith(("trong", "vào", "|")) or before == ""
        ):
            return s
    return None


def _edges(sequence: TimeSequence) -> tuple[str, str]:
    """The two ends as precisely as written: days, or months."""
    first, last = sequence.moments[0], sequence.moments[-1]
    return _written(first, 0), _written(last, 1)


def _written(moment: Moment, side: int) -> str:
    day = moment.bounds()[side]
    if moment.grain == "day":
        return day.isoformat()
    return f"{day:%Y}" if moment.grain in ("year", "span") else f"{day:%Y-%m}"


def _date_day(text: str, mention: Mention, frame: Frame, *, several: bool) -> None:
    low = level(text)[mention.start : mention.end]
    year = _YEAR_TAIL.match(text, mention.end)
    when = Frame(None, int(year[1])) if year else frame
    staged = _STAGED_ON.match(text, mention.end)
    if staged and not any(c.isdigit() for c in low):
        low = level(text)[staged.start("day") : staged.end("day")]
    days = [
        s for s in sequences(low, when) if s.grain == "day" and all(m.number and m.year for m in s.moments)
    ]
    if not days:
        return
    if several and not (year or days[-1].written_year or staged):
        near = _year_beside(text, mention)
        if near is None:
            return
        days = [s for s in sequences(low, Frame(None, near)) if s.grain == "day"]
    mention.begins, mention.ends = _edges(days[-1])


def _year_beside(text: str, mention: Mention) -> int | None:
    """The one year the mention's own clause writes, if it does."""
    start, end = _clause(text, mention.end)
    found = sequences(level(text)[start : min(end, start + 200)], Frame())
    years = {m.year for s in found for m in s.moments if m.written_year and s.grain in ("day", "month")}
    return years.pop() if len(years) == 1 else None


def _places(clause: str) -> tuple[str, ...]:
    counted = _COUNTED_PLACES.search(clause)
    if counted:
        names = re.split(r",|\s+và\s+", re.split(r"\s+(?:từ|trong|đến)\s", counted[1])[0])
        return tuple(name for n in names if (name := _UNIT_NAME.sub("", plain(n)))[:1].isupper())[:12]
    around = _PLACES.search(clause)
    return (plain(around[1]),) if around and around[1] else ()


@record
class _Group:
    """Mentions of one campaign; ``kinds`` has one of each distinct sort, so that comparing stays cheap."""

    mentions: list[Mention] = fresh(factory=list)
    kinds: dict[tuple[str, str, str | None], Mention] = fresh(factory=dict)

    def add(self, mention: Mention) -> None:
        self.mentions.append(mention)
        self.kinds.setdefault((_head(mention), mention.core, mention.begins), mention)

    def fits(self, mention: Mention) -> bool:
        """The same campaign as every mention that tells a name or a date."""
        telling = [m for m in self.kinds.values() if m.core or m.begins] or list(self.kinds.values())
        return all(_same(other, mention) for other in telling)


def _join(groups: list[_Group], mention: Mention) -> None:
    """Put a mention with those of its campaign, best where the dates are the same."""
    fitting = [group for group in groups if group.fits(mention)]
    dated = [
        g for g in fitting if mention.begins and any(m.begins == mention.begins for m in g.kinds.values())
    ]
    if not fitting:
        groups.append(_Group())
        fitting = groups[-1:]
    (dated or fitting)[0].add(mention)


def _same(one: Mention, other: Mention) -> bool:
    """Two mentions of one campaign: alike in kind and object, not set at different times."""
    if one.kind != other.kind:
        return False
    if one.begins and other.begins and one.begins != other.begins:
        return False
    if _recurs(one) != _recurs(other) and (one.begins or other.begins):
        return False
    if (
        one.kind == "pilot"
        and one.name.casefold().startswith("chỉ đạo điểm")
        and other.name.casefold().startswith("chỉ đạo điểm")
    ):
        return True
    if not one.core or not other.core:
        return (one.kind == "peak" and _head(one)[-4:] == _head(other)[-4:]) or (
            one.kind == "pilot" and not (one.begins and other.begins)
        )
    left, right = _subject(one.core), _subject(other.core)
    if left in right or right in left:
        return True
    return SequenceMatcher(None, left, right, autojunk=False).ratio() >= 0.75


def _head(mention: Mention) -> str:
    """tháng, tuần or đợt cao điểm; «các đợt» apart."""
    head = mention.name.casefold().split(" ", 2)
    return " ".join(head[:2]) if head[0] == "các" else head[0]


def _recurs(mention: Mention) -> bool:
    """«các đợt cao điểm»: no single campaign."""
    return mention.name.casefold().startswith("các ")


def _subject(core: str) -> str:
    """The object of a day or campaign without its date: World Day and National Day of one cause are one."""
    core = re.sub(r"(?:\(?\s*(?:ngày\s+)?\d[\d/]*(?:\s+tháng\s+\d+)?)?(?:\s*năm\s+\d+)?\s*\)?$", "", core)
    return core.replace("mua bán người", "mbn").strip(' ,”“"(')


def _merged(group: list[Mention]) -> Campaign | None:
    """One campaign: named where it is dated, else where it is most fully named."""
    named = [m for m in group if m.core]
    dated = next((m for m in group if m.begins), None)
    if (not named and not dated) or not (dated or any(m.staged for m in group)):
        return None
    if all(m.kind == "pilot" and not m.core for m in group) or (not named and all(map(_recurs, group))):
        return None
    dated_names = [m for m in named if m.begins] or [m for m in named if re.search(r"\d", m.core)]
    placed = [m for m in named if m.places]
    chosen = (dated_names or placed or named or group)[0]
    source = dated or chosen
    places = chosen.places or next((m.places for m in group if m.places), ())
    doubts = list(dict.fromkeys(source.doubts))
    if not source.begins:
        doubts.append("Văn bản không nêu thời gian.")
    return Campaign(
        chosen.name,
        source.begins,
        source.ends,
        places,
        chosen.start,
        chosen.end,
        max(0.4, 0.95 - 0.15 * len(doubts)),
        tuple(doubts),
    )
