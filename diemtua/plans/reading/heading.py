"""The head of a document (thể thức phần đầu): kind, number, issuer, place, date, title, period."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from diemtua.plans.reading import agencies
from diemtua.plans.reading.agency_names import CITIES, PROVINCES
from diemtua.plans.reading.layout import TYPES, Layout, Part
from diemtua.plans.reading.text import View, collapse, fold, view_of

_CUT = re.compile(r"\t+|\s{3,}|\|")
_BLANK_NUMBER = re.compile(r"(Số\s*:)\s{2,}(?=[/\d])")
_DATE = re.compile(
    r"(?P<place>[^\W\d_][^\d,;|\t]{1,40}?)\s*,\s*ngày\s*(?P<d>\d{0,2})[\s.…]*tháng\s*(?P<m>\d{0,2})[\s.…]*năm\s*(?P<y>\d{4})",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"(?:^|[\s|])Số\s*:?\s*(?P<n>\d{0,5})(?:\s*/\s*(?P<y>20\d\d))?\s*[/-]?\s*/?\s*(?P<s>[A-ZĐ][A-ZĐa-zđ0-9&.ƯÂÊÔƠĂ]*(?:\s?[-/–]\s?[A-ZĐ][\wĐđ&.]*)*)"
)
_MOTTO = re.compile(
    r"cộng h[òo]a|chủ nghĩa việt nam|xã hội chủ nghĩa|độc lập|tự do|hạnh phúc|đảng cộng sản|^[-_*=—\s]+$|^\*$"
)
_MOTTOES = re.compile(
    r"CỘNG H[OÒ][AÀ] XÃ HỘI CHỦ NGHĨA VIỆT NAM|CHỦ NGHĨA VIỆT NAM|CỘNG H[OÒ][AÀ] XÃ HỘI|Độc lập\s*[-–—]\s*Tự do\s*[-–—]\s*Hạnh phúc|ĐẢNG CỘNG SẢN VIỆT NAM"
)
_OPENERS = re.compile(
    r"(?:Căn cứ|Thực hiện|Theo|Thi hành|Triển khai|Để|Nhằm|Trên cơ sở|Xét|Kính gửi|Thời gian qua|Năm \d{4},|Ngày \d|I\s*[.)]|PHẦN|Phần|Điều 1|"
    r"\(|[-_=*—]{3,}|QUYẾT ĐỊNH|[ỦU][ỶY]? ?BAN NHÂN DÂN|CHỦ TỊCH|GIÁM ĐỐC|BỘ TRƯỞNG|Ủy ban|UBND|Uỷ ban|Sở )"
)
_SIGNED_AT = re.compile(r"(?:ngày ký|thời gian ký|ký ngày)\s*:?\s*(\d{1,2})[./-](\d{1,2})[./-](\d{4})")


class Head(NamedTuple):
    """What the head of a document says."""

    type: str | None
    number: str | None
    symbol: str | None
    issuer_name: str | None
    issuer_code: str | None
    place: str | None
    date: str | None
    title: str | None
    opening: tuple[int, int]


def read(layout: Layout) -> Head:
    """The head of the main document."""
    view, part = layout.view, layout.main
    top = part.start
    end = min(part.opening_end or layout.end, top + 20000)
    pieces = list(_pieces(view, top, end))
    number, symbol = _number(pieces)
    place, when = _dated(pieces, view, end)
    kind_line = _kind_line(layout, part, end)
    subject = _about(view, top, end)
    kind = (
        kind_line[0]
        if kind_line
        else ("cong-van" if subject or re.search(r"\bkính gửi\b", view.folded[top:end]) else None)
    )
    if kind is None and symbol:
        kind = {"KH": "ke-hoach", "QĐ": "quyet-dinh", "CTr": "chuong-trinh"}.get(
            re.split(r"[-/]", symbol)[0], "cong-van"
        )
    if kind_line:
        title, after = _title(layout, kind_line[1], end)
    else:
        title, after = subject or (None, top)
    name, code = _issuer(pieces, view, top, end, place)
    if name is None and symbol and "UBND" in symbol and place:
        name, code = (
            _full_name(["ỦY BAN NHÂN DÂN"], "ủy ban nhân dân", view.folded[top:end], place),
            "ubnd-tinh",
        )
    return Head(kind, number, symbol, name, code, place, when, title, (after, end))


def _pieces(view: View, start: int, end: int) -> Iterator[str]:
    """Pieces of the head, columns parted; lines of the head only."""
    for line in view.lines:
        if line.start >= end or line.start > start + 6000:
            return
        if line.end <= start or not line.text:
            continue
        for piece in _CUT.split(_BLANK_NUMBER.sub(r"\1 ", line.text)):
            if piece.strip(" *_-"):
                yield collapse(piece)


def _number(pieces: list[str]) -> tuple[str | None, str | None]:
    blank: str | None = None
    for piece in pieces[:60]:
        found = _NUMBER.match(piece)
        if found:
            symbol = re.sub(r"\s*([-/])\s*", r"\1", found.group("s")).replace("–", "-").rstrip(".")
            if found.group("n"):
                return found.group("n"), symbol
            blank = blank or symbol
    return None, blank


def _dated(pieces: list[str], view: View, end: int) -> tuple[str | None, str | None]:
    for piece in pieces[:60]:
        found = _DATE.match(piece) or _DATE.search(piece)
        if found is None:
            continue
        place = _place_of(found.group("place"))
        day, month, year = found.group("d"), found.group("m"), found.group("y")
        if day and month:
            return place, f"{year}-{int(month):02d}-{int(day):02d}"
        stamped = _SIGNED_AT.search(view.folded)
        if stamped:
            return place, f"{stamped.group(3)}-{int(stamped.group(2)):02d}-{int(stamped.group(1)):02d}"
        return place, f"{year}-{int(month):02d}" if month else None
    return None, None


def _place_of(words: str) -> str:
    """The place before the date, without the number when both stood on one line."""
    number = _NUMBER.match(words)
    rest = words[number.end() :] if number else words
    return re.sub(r"^\S*[-/]\S*\s+", "", collapse(rest) or collapse(words))


def _kind_line(layout: Layout, part: Part, end: int) -> tuple[str, int] | None:
    """The line that holds the kind alone, in capitals; else one that begins with it."""
    fallback = None
    for index, line in enumerate(layout.view.lines):
        if line.start >= end:
            break
        if line.end <= part.start or not line.text:
            continue
        words = layout.view.low(line, 80).strip(" |:*-")
        if words in TYPES and line.text.strip("| :*-").isupper():
            return TYPES[words], index
        if fallback is None and (
            m := re.match(r"(KẾ HOẠCH|CHƯƠNG TRÌNH|QUYẾT ĐỊNH)\s+\S", line.text.strip("| "))
        ):
            fallback = (TYPES[fold(m.group(1))], index)
    return fallback


def _title(layout: Layout, index: int, end: int) -> tuple[str | None, int]:
    """The lines beneath the kind, up to the first words of the opening."""
    lines = layout.view.lines
    words: list[str] = []
    own = re.sub(
        r"^(?:KẾ HOẠCH|CHƯƠNG TRÌNH(?: HÀNH ĐỘNG)?|QUYẾT ĐỊNH|PHƯƠNG ÁN|ĐỀ ÁN|QUY CHẾ)\s*:?",
        "",
        lines[index].text.strip("| *"),
    )
    if own.strip():
        words.append(own)
    blank, after = False, lines[index].end
    for line in lines[index + 1 :]:
        if line.start >= end:
            break
        text = line.text.strip("| \t*")
        if not text:
            blank = bool(words)
            continue
        if words and (_OPENERS.match(text) or (blank and not _goes_on(words[-1], text))):
            if _OPENERS.match(text) or blank:
                break
        if not words and re.fullmatch(r"[-_=*—\s]+", text):
            continue
        if not words and _OPENERS.match(text) and re.match(r"Căn cứ|\(|Kính gửi", text):
            break
        words.append(text)
        after, blank = line.end, False
        if len(" ".join(words)) > 900:
            break
    title = collapse(" ".join(words)).strip(" -_*")
    return (title or None), after


def _goes_on(above: str, text: str) -> bool:
    return text[:1].islower() or (above.isupper() and text.isupper())


def _about(view: View, start: int, end: int) -> tuple[str, int] | None:
    """The subject line of a công văn: "V/v …"."""
    found = re.compile(r"(?:^|(?<=[\n|\t]))[ ]*V/[vV]:?\s*", re.MULTILINE).search(
        view.text, start, min(end, start + 4000)
    )
    if found is None:
        return None
    stop = re.compile(r"\n\s*\n|\n\s*(?:CỘNG|Kính|Độc lập|Số)|\||\t|\n(?=[^\n]{2,40},\s*ngày)|\s{4,}").search(
        view.text, found.end(), end
    )
    last = stop.start() if stop else end
    return collapse(view.text[found.start() : last]), last


def title_of(layout: Layout, part: Part) -> str | None:
    """The title of an attached document."""
    return _title(layout, part.first_line, part.opening_end or layout.end)[0]


# ---------------------------------------------------------------- issuer


def _issuer(
    pieces: list[str], view: View, start: int, end: int, place: str | None
) -> tuple[str | None, str | None]:
    names: list[str] = []
    for piece in pieces[:14]:
        words = fold(piece)
        if (
            _NUMBER.match(piece)
            or _DATE.search(piece)
            or re.match(r"(?:số\s*:|v/v)", words)
            or words in TYPES
        ):
            if names:
                break
            continue
        piece = _MOTTOES.sub(" ", piece).strip("*-–_ ")
        if not piece or _MOTTO.search(fold(piece)) or not piece.isupper():
            continue
        names.append(collapse(piece))
    if not names:
        return None, None
    joined = " ".join(names[:3])
    name = _full_name(names[:4], joined, view.folded[start:end], place)
    found = agencies.find(view_of(name))
    return name, (found[0].code if found else "khac")


def _full_name(names: list[str], joined: str, opening: str, place: str | None) -> str:
    words = fold(joined)
    committee = re.match(
        r"(?:ủy ban nhân dân|ubnd)\s*(?P<level>tỉnh|thành phố|tp|huyện|quận|thị xã|xã|phường|đặc khu)?\.?\s*(?P<rest>.*)",
        words,
    )
    if committee:
        return _committee(committee, names, opening, place)
    name = proper(names[0])
    rest = [n for n in names[1:] if not re.match(r"(?:số|\*)", fold(n))]
    if (
        rest
        and re.match(r"tỉnh|thành phố|tp|huyện|xã|phường", fold(rest[0]))
        or rest
        and len(names[0].split()) > 2
        and "CHỈ ĐẠO" in names[0]
    ):
        name = f"{name} {proper(rest[0], inner=True)}"
    return name


def _committee(found: re.Match[str], names: list[str], opening: str, place: str | None) -> str:
    level, rest = found.group("level"), found.group("rest")
    lower = [
        n
        for n in names[1:]
        if re.match(r"(?:sở|ban|thanh tra|văn phòng|chi cục|công an|trung tâm|phòng)\b", fold(n))
    ]
    if level is None:
        level = (
            "thành phố"
            if place
            and fold(place) in CITIES.split("|")
            or re.search(r"ủy ban nhân dân thành phố|ubnd thành phố", opening)
            else "tỉnh"
        )
        rest = place or ""
    level = "thành phố" if level == "tp" else level
    if lower:
        rest = fold(rest).split(fold(lower[0]))[0]
        return f"{proper(lower[0])} {level} {_place_name(rest)}".strip()
    return f"Ủy ban nhân dân {level} {_place_name(rest)}".strip()


def _place_name(words: str) -> str:
    return " ".join(w[:1].upper() + w[1:] for w in collapse(words).lower().split())


_SMALL = {
    "và",
    "các",
    "của",
    "về",
    "nhân",
    "dân",
    "tỉnh",
    "thành",
    "phố",
    "huyện",
    "xã",
    "phường",
    "đạo",
    "chỉ",
    "tế",
    "vụ",
}


def proper(name: str, inner: bool = False) -> str:
    """A name in capitals as it is written in a sentence; places keep their capitals."""
    low = collapse(name).lower()
    low = re.sub(rf"\b(?:{PROVINCES})\b", lambda m: _place_name(m.group()), low)
    return low if inner else low[:1].upper() + low[1:]


# ---------------------------------------------------------------- period

_YEARS = re.compile(
    r"(?:giai đoạn|từ năm|các năm|năm học|năm|nhiệm kỳ)\s*(20\d\d|19\d\d)\s*(?:-|đến(?: năm)?|–)\s*(?:năm )?(20\d\d|19\d\d)"
)
_UNTIL = re.compile(r"đến (?:hết )?năm (20\d\d)")
_YEAR = re.compile(r"năm (20\d\d|19\d\d)")
_MONTHS = re.compile(r"từ tháng (\d{1,2})(?:/(\d{4}))? đến (?:hết )?tháng (\d{1,2})(?:/| năm )(\d{4})")
_QUARTER = re.compile(r"quý (iv|i{1,3}|[1-4])(?:/| năm )(20\d\d)")
_HALF = re.compile(r"(?:6|sáu|06) tháng (đầu|cuối) năm (20\d\d)")


def period(title: str | None, opening: str, date: str | None) -> tuple[str | None, str | None]:
    """The period the title gives, failing it the words that issue the plan."""
    for words in (fold(title or ""), _issuing(opening)):
        found = _period(words, date)
        if found is not None:
            return found
    return None, None


def _issuing(opening: str) -> str:
    """The last sentence of the opening, where the issuer announces the plan."""
    at = max(opening.rfind(" ban hành kế hoạch"), opening.rfind("xây dựng kế hoạch"))
    return opening[at:] if at >= 0 else ""


def _period(words: str, date: str | None) -> tuple[str, str] | None:
    if m := _MONTHS.search(words):
        return f"{m.group(2) or m.group(4)}-{int(m.group(1)):02d}", f"{m.group(4)}-{int(m.group(3)):02d}"
    if m := _HALF.search(words):
        return (
            (f"{m.group(2)}-01", f"{m.group(2)}-06")
            if m.group(1) == "đầu"
            else (f"{m.group(2)}-07", f"{m.group(2)}-12")
        )
    if m := _QUARTER.search(words):
        quarter = {"i": 1, "ii": 2, "iii": 3, "iv": 4}.get(m.group(1)) or int(m.group(1))
        return f"{m.group(2)}-{quarter * 3 - 2:02d}", f"{m.group(2)}-{quarter * 3:02d}"
    if m := _YEARS.search(words):
        return m.group(1), m.group(2)
    if (m := _UNTIL.search(words)) and not _YEAR.search(words[: m.start()]):
        return (date or m.group(1))[:4], m.group(1)
    if years := _YEAR.findall(words):
        own = (date or "")[:4]
        year = own if own in years else years[-1]
        return year, year
    return None
