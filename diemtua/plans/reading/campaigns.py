"""Campaigns of a plan: peak campaigns, months and days of action, weeks, pilots.

(Đợt cao điểm, tháng hành động, ngày toàn dân, tuần lễ, chiến dịch, thí điểm, chỉ đạo điểm.)
Several mentions of one campaign make one entry, at the mention that gives its dates. A
mention in a cited document's title alone is no campaign of this plan. Offsets count in ``text``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from diemtua.plans.reading.model import Campaign, Frame, Span
from diemtua.plans.reading.moments import Moment, level
from diemtua.plans.reading.times import Sequence as TimeSequence
from diemtua.plans.reading.times import sequences

_CAPITAL = "A-ZÀ-ỸĐ"
_MENTION = re.compile(
    rf"""
      (?P<peak>    (?:[Cc]ác\s+)?(?:[Tt]háng|[Tt]uần(?:\s+lễ)?|[ĐđD]ợt(?:\s+thi\s+đua)?)\s+cao\s+điểm|(?<=mở\s)cao\s+điểm
                   |(?<!giờ\s)(?<!mùa\s)[Cc]ao\s+điểm(?=\s+(?:tấn|kiểm|tổng|xử|truy|phòng|tuyên|rà|chống|vận|thanh|bảo|đấu|ra|trấn|quét)))
    | (?P<day>     Ngày\s+(?:[Tt]oàn\s+dân|[Tt]hế\s+giới|[Qq]uốc\s+tế|[Hh]ội|Vì|vì|truyền\s+thống|pháp\s+luật|chuyển\s+đổi\s+số|(?=[{_CAPITAL}])(?!Tết|Chủ\s+nhật|Sabbath))(?!\s*\d)|Giờ\s+Trái\s+[Đđ]ất)
    | (?P<month>   Tháng\s+(?:hành\s+động|vận\s+động|(?=[{_CAPITAL}][^\W\d]))|Tuần\s+lễ|[Tt]uần\s+lễ\s+(?=[{_CAPITAL}“"]|hưởng\s+ứng|biển)
                   |[Tt]háng\s+hành\s+động|Tháng\s+an\s+toàn|Tháng\s+thanh\s+niên)
    | (?P<drive>   [Cc]hiến\s+dịch(?!\s+(?:của|này|được|là|và))|(?<=[Pp]hát\sđộng\s[“"])(?=\d))
    | (?P<pilot>   [Cc]hỉ\s+đạo\s+điểm|[Tt]hí\s+điểm|[Ll]àm\s+điểm)
    """,
    re.VERBOSE,
)
_ANCHOR = re.compile(  # literal heads, which the engine seeks fast; ``_MENTION`` then looks around
    r"cao điểm|cao\s{2,}điểm|ngày (?:toàn|thế|quốc|hội|vì|[^\W\d])|giờ trái|tháng (?:hành|vận|an|thanh|[^\W\d])|tuần lễ|chiến dịch"
    r"|phát động [“\"]|thí điểm|chỉ đạo điểm|làm điểm"
)
_KEEP_COMMA = (
    "chống|trấn áp|xử lý|ứng phó|ngăn chặn|chăm sóc|tai nạn|giảm|đấu tranh|truy|kiểm tra|kiểm soát|thiên tai|tội phạm"
    "|trật tự|tệ nạn|nội tạng|rà soát|bảo vệ|phòng ngừa|bạo lực|xâm hại|trẻ em|phụ nữ|hướng dẫn|không để|gian lận|hàng giả|buôn lậu|lừa đảo"
)
_NAME_END = re.compile(
    rf"[;:.|\n\t“”\"()](?!\d)|\s+(?:trên\s+(?:địa\s+bàn|toàn|tuyến|các)|tại\s|từ\s+(?:ngày|tháng|quý|năm|\d)|trong\s+(?:tháng|quý|năm|thời|dịp|toàn|các)|(?<!\d\s)tháng\s+\d"
    rf"|nhân\s+dịp|vào\s|(?<!phó\s)(?<!đối\s)với\s|theo\s|do\s|gắn\s|nhằm|được\s|là\s|để\s|bằng\s|đến\s+(?:hết|ngày|toàn)"
    rf"|phù\s+hợp|thông\s+qua|và\s+(?:“|Ngày|Tháng|Tuần)|cho\s|của\s+(?:tỉnh|thành|huyện|Bộ|Chính)|năm\s+\d|giai\s+đoạn|hằng\s+năm|hàng\s+năm|của\s+Ban)"
    rf"|,(?!\s+(?:{_KEEP_COMMA}))"
)
_DATE_TAIL = re.compile(
    r"\s*\(?\s*(?:ngày\s+)?(?:\d{1,2}\s*/\s*\d{1,2}(?:\s*/\s*\d{4})?|\d{1,2}\s+tháng\s+\d{1,2})(?!\d)(?:[”\"]?\s*năm\s+\d{4})?"
)
_YEAR_TAIL = re.compile(r"[”\"]?\s*,?\s*năm\s+(\d{4})")
_STAGED_ON = re.compile(
    r"[”\"]?(?:\s+năm\s+\d{4})?[^.;\n()]{0,30}?\s*(?:vào\s+|\([^()]{0,24}?)(?P<day>ngày\s+[\d/]{3,10})"
)
_CITING = re.compile(
    r"(?:Căn cứ|Thực hiện (?:Công văn|Kế hoạch|Quyết định|Chỉ thị|Công điện)|Theo đề nghị|Theo Công văn)\s"
)
_ACTING = re.compile(r"hưởng ứng|phát động|kỷ niệm|mít tinh|nhân dịp|ra quân|nhân\s*[“\"]?$", re.IGNORECASE)
_REFERRING = re.compile(r"(?:gửi|của|này|trên|nêu|do|được|và|nói|theo|các đơn vị)(?!\w)")
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
    r"\n\s*\n|\n\s*(?:[-+•]|\d{1,2}(?:\.\d{1,2})*[.)]?\s|[a-zđ]\)|[IVX]+\.|Điều\s)|;\s*\n"
)
_TRIPLET = re.compile(r"[Tt]hời\s+(?:gian|hạn)[^:\n|]{0,30}:\s*([^\n;]{4,90})")
_NEW_ITEM = re.compile(r"\n\s*\d+\.\d*\.?\s+[^\n]*\n")
_CLOSING = re.compile('[”"]|\n\\s*\n')
_SPACES = re.compile(r"\s+")
_GENERIC = re.compile(r"^(?:mô hình|này|nêu|trên|đó|của|theo|các|tại|ở|hiệu quả|nói|và)?\s*$", re.IGNORECASE)


@dataclass(slots=True)
class _Mention:
    kind: str
    name: str
    core: str
    start: int
    end: int
    staged: bool = True  # the words around ask for something on it
    begins: str | None = None
    ends: str | None = None
    places: tuple[str, ...] = ()
    doubts: list[str] = field(default_factory=list)


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
    mentions = [m for m in _mentions(text) if not any(s.start <= m.start < s.end for s in closed)]
    for mention in mentions:
        _date(text, mention, frame, several=several)
    groups: list[list[_Mention]] = []
    for mention in mentions:
        _join(groups, mention)
    found = [_merged(group) for group in groups]
    return sorted((c for c in found if c is not None), key=lambda c: c.start)


def _mentions(text: str) -> Iterable[_Mention]:
    low = level(text)
    taken = -1
    for anchor in _ANCHOR.finditer(low):
        match = _MENTION.search(text, max(taken, anchor.start() - 18, 0), anchor.end() + 24)
        if match is None or match.start() < taken:
            continue
        mention = _mention(text, low, match)
        if mention is not None:
            taken = mention.end
            yield mention


def _mention(text: str, low: str, match: re.Match[str]) -> _Mention | None:
    kind = match.lastgroup or ""
    start, name_from = match.start(), match.end()
    end = _name_end(text, start, name_from, kind)
    if kind == "day":
        tail = _DATE_TAIL.match(text, end)
        end = _closed(text, end, tail.end()) if tail else end
    name = _plain(text[start : _trimmed(text, start, end)])
    core = _plain(text[name_from:end]).casefold().strip(' ”“"')
    if kind == "day" and not core:
        core = name.casefold()
    if kind == "pilot" and (_GENERIC.match(core) or not _acts(low, start)):
        core = ""
    if kind == "peak" and _REFERRING.match(core):
        core = ""
    if _cited(text, start) or (len(core) < 4 and kind not in ("peak", "pilot")):
        return None
    end = _trimmed(text, start, end)
    return _Mention(kind, name, core, start, end, _is_staged(text, start, kind, name))


def _name_end(text: str, start: int, begin: int, kind: str) -> int:
    """Where the name stops: at a mark, a place, a date, or the next thing done."""
    if text[begin : begin + 2] in (" “", ' "'):
        begin += 1
    if text[begin : begin + 1] in ("“", '"') or text[start - 1 : start] in ("“", '"'):
        close = _CLOSING.search(text, begin + 1)
        opened = text[begin : begin + 1] in ("“", '"')
        return close.start() + (opened and text[close.start()] in '”"') if close else begin
    limit = begin + 140
    at = begin
    while True:
        stop = _NAME_END.search(text, at, limit)
        if stop is None:
            return min(limit, len(text))
        opens = (
            text[stop.start()] == "“"
            and kind == "pilot"
            and text[stop.start() - 8 : stop.start()].rstrip().endswith("mô hình")
        )
        if text[stop.start()] == "\n" and _flows(text, stop.start()):
            at = stop.end()
        elif opens:
            at = max(stop.end(), text.find("”", stop.start(), limit) + 1)
        else:
            return stop.start()


def _flows(text: str, newline: int) -> bool:
    """A wrapped line goes on: the next begins with a small letter and no label."""
    rest = text[newline : newline + 40].lstrip()
    return bool(rest) and rest[0].islower() and not re.match(r"[a-zđ][).]", rest)


def _acts(low: str, start: int) -> bool:
    """«thực hiện thí điểm» acts; «các mô hình thí điểm», «điểm thí điểm nêu tại» refer."""
    before = low[max(0, start - 24) : start].rstrip(' “"')
    return not re.search(
        r"(?:mô hình|điểm|giai đoạn|kết quả|sau|đơn vị|địa phương|kế hoạch|được|về)$", before
    )


def _closed(text: str, begin: int, end: int) -> int:
    """«(26/12)» with its closing bracket."""
    return end + 1 if "(" in text[begin:end] and text[end : end + 1] == ")" else end


def _trimmed(text: str, start: int, end: int) -> int:
    """The end without blanks, commas, and marks that open or close nothing."""
    while end > start and text[end - 1] in ' \n\t,(“"”':
        if text[end - 1] == "”" and text.rfind("“", start, end) > text.rfind("”", start, end - 1):
            break
        end -= 1
    return end


def _cited(text: str, start: int) -> bool:
    """In the title of a document the plan cites: «Căn cứ …», «Thực hiện Công văn …»."""
    line = text.rfind("\n", 0, start) + 1
    return _CITING.match(text[line:start].lstrip(" -*+\u00a0")) is not None


def _is_staged(text: str, start: int, kind: str, name: str) -> bool:
    """Undated, a named day counts when the plan takes part in it, a pilot when its model has a name."""
    if kind == "pilot":
        return name.casefold().startswith("chỉ đạo") or "“" in name
    if kind == "drive":
        plural = text[max(0, start - 10) : start].rstrip().endswith(("các", "những"))
        return not plural and ("“" in name or _ACTING.search(text[max(0, start - 40) : start]) is not None)
    if kind in ("day", "month"):
        return _ACTING.search(text[max(0, start - 70) : start]) is not None
    return True


def _clause(text: str, at: int) -> tuple[int, int]:
    """The clause around a mention, as far as its own dates and places may stand."""
    end = _CLAUSE_END.search(text, at, at + 900)
    return at, end.start() if end else min(len(text), at + 900)


def _date(text: str, mention: _Mention, frame: Frame, *, several: bool) -> None:
    """Give a mention the dates and places its clause, or the time line beneath, tells."""
    if mention.kind == "day":
        _date_day(text, mention, frame, several=several)
        return
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


def _date_day(text: str, mention: _Mention, frame: Frame, *, several: bool) -> None:
    low = level(text)[mention.start : mention.end]
    year = _YEAR_TAIL.match(text, mention.end)
    when = Frame(None, int(year[1])) if year else frame
    staged = _STAGED_ON.match(text, mention.end)
    if staged and not any(c.isdigit() for c in low):
        low = level(text)[staged.start("day") : staged.end("day")]
    days = [
        s for s in sequences(low, when) if s.grain == "day" and all(m.number and m.year for m in s.moments)
    ]
    if not days or (several and not year and not days[-1].written_year):
        return
    mention.begins, mention.ends = _edges(days[-1])


def _places(clause: str) -> tuple[str, ...]:
    counted = _COUNTED_PLACES.search(clause)
    if counted:
        names = re.split(r",|\s+và\s+", re.split(r"\s+(?:từ|trong|đến)\s", counted[1])[0])
        return tuple(name for n in names if (name := _UNIT_NAME.sub("", _plain(n)))[:1].isupper())[:12]
    around = _PLACES.search(clause)
    return (_plain(around[1]),) if around and around[1] else ()


def _join(groups: list[list[_Mention]], mention: _Mention) -> None:
    """Put a mention with those of its campaign, best where the dates are the same."""
    fitting = []
    for group in groups:
        telling = [m for m in group if m.core or m.begins] or group
        if all(_same(other, mention) for other in telling):
            fitting.append(group)
    dated = [g for g in fitting if mention.begins and any(m.begins == mention.begins for m in g)]
    if dated or fitting:
        (dated or fitting)[0].append(mention)
    else:
        groups.append([mention])


def _same(one: _Mention, other: _Mention) -> bool:
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
        return (one.kind == "peak" and _head(one) == _head(other)) or (
            one.kind == "pilot" and not (one.begins and other.begins)
        )
    left, right = _subject(one.core), _subject(other.core)
    if left in right or right in left:
        return True
    return SequenceMatcher(None, left, right, autojunk=False).ratio() >= 0.75


def _head(mention: _Mention) -> str:
    """tháng, tuần or đợt cao điểm."""
    return mention.name.casefold().removeprefix("các ").split(" ", 1)[0]


def _recurs(mention: _Mention) -> bool:
    """«các đợt cao điểm»: no single campaign."""
    return mention.name.casefold().startswith("các ")


def _subject(core: str) -> str:
    """The object of a day or campaign without its date: World Day and National Day of one cause are one."""
    core = re.sub(r"(?:\(?\s*(?:ngày\s+)?\d[\d/]*(?:\s+tháng\s+\d+)?)?(?:\s*năm\s+\d+)?\s*\)?$", "", core)
    return core.replace("mua bán người", "mbn").strip(' ,”“"(')


def _merged(group: list[_Mention]) -> Campaign | None:
    """One campaign: named where it is dated, else where it is most fully named."""
    named = [m for m in group if m.core]
    dated = next((m for m in group if m.begins), None)
    if (not named and not dated) or not (dated or any(m.staged for m in group)):
        return None
    if all(m.kind == "pilot" and not m.core for m in group):
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


def _plain(words: str) -> str:
    return _SPACES.sub(" ", words.replace("*", "")).strip()
