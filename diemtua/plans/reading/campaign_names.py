"""Where a text names a campaign, and how far the name goes.

A name stops at a mark, a place, a date, or the next thing to do; «phòng, chống» and the
like go on over their comma. Names in the titles of cited documents are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from diemtua.plans.reading.moments import CAPITALS, level
from diemtua.plans.reading.records import fresh, record

_MENTION = re.compile(
    rf"""
      (?P<peak>    (?:[Cc]ác\s+)?(?:[Tt]háng|[Tt]uần(?:\s+lễ)?|[ĐđD]ợt(?:\s+thi\s+đua)?)\s+cao\s+điểm|(?<=mở\s)cao\s+điểm
                   |(?<!giờ\s)(?<!mùa\s)[Cc]ao\s+điểm(?=\s+(?:tấn|kiểm|tổng|xử|truy|phòng|tuyên|rà|chống|vận|thanh|bảo|đấu|ra|trấn|quét)))
    | (?P<day>     [Nn]gày\s+(?:[Cc]hủ\s+nhật|[Tt]hứ\s+[Bb]ảy)\s+(?:xanh|tình\s+nguyện|đỏ|xóa|sạch|vì|không)|[Nn]gày\s+ra\s+quân|lễ\s+ra\s+quân(?=\s+[^\W\d])
                   |Ngày\s+(?:[Tt]oàn\s+dân|[Tt]hế\s+giới|[Qq]uốc\s+tế|[Hh]ội|Vì|vì|truyền\s+thống|pháp\s+luật|chuyển\s+đổi\s+số|(?=[{CAPITALS}])(?!Tết|Chủ\s+nhật|Sabbath))(?!\s*\d)|Giờ\s+Trái\s+[Đđ]ất)
    | (?P<month>   Tháng\s+(?:hành\s+động|vận\s+động|(?=[{CAPITALS}][^\W\d]))|Tuần\s+lễ|[Tt]uần\s+lễ\s+(?=[{CAPITALS}“"]|hưởng\s+ứng|biển)
                   |[Tt]háng\s+(?:hành\s+động|khuyến\s+mại)|Tháng\s+an\s+toàn|Tháng\s+thanh\s+niên)
    | (?P<drive>   [Cc]hiến\s+dịch(?!\s+(?:của|này|được|là|và))|(?<=[Pp]hát\sđộng\s[“"])(?=\d))
    | (?P<pilot>   [Cc]hỉ\s+đạo\s+điểm|(?:(?<=gia\s)|(?<=hiện\s)|(?<=khai\s)|(?<=chức\s))thử\s+nghiệm|[Tt]hí\s+điểm|[Ll]àm\s+điểm(?!\s+(?:du\s+lịch|đến|nhấn|tựa|bán|bơi)))
    """,
    re.VERBOSE,
)
_ANCHOR = re.compile(  # literal heads, which the engine seeks fast; ``_MENTION`` then looks around
    r"cao điểm|cao\s{2,}điểm|lễ ra quân|ngày (?:toàn|thế|quốc|hội|vì|[^\W\d])|giờ trái|tháng (?:hành|vận|an|thanh|khuyến|[^\W\d])|tuần lễ|chiến dịch"
    r"|phát động [“\"]|thí điểm|thử nghiệm|chỉ đạo điểm|làm điểm"
)
_KEEP_COMMA = (
    "chống|trấn áp|xử lý|ứng phó|ngăn chặn|chăm sóc|tai nạn|giảm|đấu tranh|truy|kiểm tra|kiểm soát|thiên tai|tội phạm"
    "|trật tự|tệ nạn|nội tạng|rà soát|bảo vệ|phòng ngừa|bạo lực|xâm hại|trẻ em|phụ nữ|hướng dẫn|không để|gian lận|hàng giả|buôn lậu|lừa đảo"
)
_NAME_END = re.compile(
    rf"[;:.|“”\"()](?!\d)|[\n\t]|\s+(?:trên\s+(?:phạm\s+vi|địa\s+bàn|toàn|tuyến|các)|tại\s|từ\s+(?:ngày|tháng|quý|năm|\d)|trong\s+(?:tháng|quý|năm|thời|dịp|toàn|các)|(?<!\d\s)tháng\s+\d"
    rf"|nhân\s+dịp|vào\s|(?<!phó\s)(?<!đối\s)với\s|theo\s|do\s|gắn\s|nhằm|được\s|là\s|để\s|bằng\s|đến\s+(?:hết|ngày|toàn)"
    rf"|phù\s+hợp|kéo\s+dài|ngày\s+\d|thông\s+qua|và\s+(?:“|Ngày|Tháng|Tuần|chỉ\s+đạo|tổ\s+chức|hướng\s+dẫn)|cấp\s+(?:tỉnh|xã|thành)\b|gắn|(?<!làm\s)cho\s(?!thuê|vay|trẻ)|của\s+(?:tỉnh|thành|huyện|Bộ|Chính)|năm\s+\d|giai\s+đoạn|hằng\s+năm|hàng\s+năm|của\s+Ban)"
    rf"|,(?!\s+(?:{_KEEP_COMMA}))"
)
_DATE_TAIL = re.compile(
    r"\s*\(?\s*(?:ngày\s+)?(?:\d{1,2}\s*/\s*\d{1,2}(?:\s*/\s*\d{4})?|\d{1,2}\s+tháng\s+\d{1,2})(?!\d)(?:[”\"]?\s*năm\s+\d{4})?"
)
_CITING = re.compile(
    r"(?:Căn cứ|Thực hiện (?:Công văn|Kế hoạch|Quyết định|Chỉ thị|Công điện)|Theo đề nghị|Theo Công văn)\s"
)
_ACTING = re.compile(r"hưởng ứng|phát động|kỷ niệm|mít tinh|nhân dịp|ra quân|nhân\s*[“\"]?$", re.IGNORECASE)
_REFERRING = re.compile(r"(?:gửi|của|này|trên|nêu|do|được|và|nói|theo|các đơn vị|phải|cần|sẽ)(?!\w)")
_CLOSING = re.compile('[”"]|\n\\s*\n')
_SPACES = re.compile(r"\s+")
_GENERIC = re.compile(r"^(?:mô hình|này|nêu|trên|đó|của|theo|các|tại|ở|hiệu quả|nói|và)?\s*$", re.IGNORECASE)


@record
class Mention:
    """One naming of a campaign; ``core`` is what follows «đợt cao điểm», «thí điểm» …, in small letters."""

    kind: str
    name: str
    core: str
    start: int
    end: int
    staged: bool = True  # the words around ask for something on it
    begins: str | None = None
    ends: str | None = None
    places: tuple[str, ...] = ()
    doubts: list[str] = fresh(factory=list)


def mentions_of(text: str) -> Iterable[Mention]:
    """Every mention in reading order, without dates; references without a name included."""
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


def _mention(text: str, low: str, match: re.Match[str]) -> Mention | None:
    kind = match.lastgroup or ""
    start, name_from = match.start(), match.end()
    end = _name_end(text, start, name_from, kind)
    if kind == "day":
        tail = _DATE_TAIL.match(text, end)
        end = _closed(text, end, tail.end()) if tail else end
    name = plain(text[start : _trimmed(text, start, end)])
    core = plain(text[name_from:end]).casefold().strip(' ”“"')
    if not core and (kind == "day" or "khuyến" in name):
        core = name.casefold()
    if kind == "pilot" and (_GENERIC.match(core) or not _acts(low, start)):
        core = ""
    if kind == "peak" and _REFERRING.match(core):
        core = ""
    if kind == "pilot" and _HEADS.search(low, max(0, start - 14), start):
        return None
    if kind == "day" and _AS_TIME.search(low, max(0, start - 60), start):
        return None
    if _cited(text, start) or (len(core) < 4 and kind not in ("peak", "pilot")):
        return None
    end = _trimmed(text, start, end)
    return Mention(kind, name, core, start, end, _is_staged(text, start, kind, name))


_HEADS = re.compile(r"(?:nội dung|thời gian|kinh phí|phạm vi)\s+$")
"""«Thời gian thí điểm: …» heads a line on the pilot named above."""
_RALLY = re.compile(r"(?:ngày\s+(?:chủ|thứ|ra)|lễ)\s", re.IGNORECASE)
"""«Ngày Chủ nhật xanh», «lễ ra quân»: a campaign only where it has a date; else it comes back every week."""
_PROPOSES = re.compile(r"(?:đề xuất|nghiên cứu)[^.|\n]{0,120}$")
"""«đề xuất cơ chế …; thí điểm …»: not yet decided."""
_AS_TIME = re.compile(r"(?:nội\s+dung|lồng\s+ghép|tổng\s+kết|sơ\s+kết)[^.;]{0,40}\svào\s+$|\d\s+nhân\s+$")
"""«tổng kết vào Ngày Môi trường thế giới», «ngày 27/02/2026 nhân Ngày …»: the day only tells when."""


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
    if re.search(r"mô hình$", before) and re.match(r"thí điểm\s+[“\"]", low[start : start + 14]):
        return True
    if _PROPOSES.search(low, max(0, start - 150), start):
        return False
    return not re.search(
        r"(?:mô hình|nơi|điểm|giai đoạn|kết quả|sau|đơn vị|địa phương|kế hoạch|được|về|kết thúc|hết)$", before
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
    if _RALLY.match(name):
        return False
    if kind == "pilot":
        return name.casefold().startswith("chỉ đạo") or "“" in name
    if kind == "drive":
        plural = text[max(0, start - 10) : start].rstrip().endswith(("các", "những"))
        return not plural and ("“" in name or _ACTING.search(text[max(0, start - 40) : start]) is not None)
    if kind in ("day", "month"):
        return _ACTING.search(text[max(0, start - 70) : start]) is not None
    return True


def plain(words: str) -> str:
    """White space as single blanks, no emphasis marks."""
    return _SPACES.sub(" ", words.replace("*", "")).strip()
