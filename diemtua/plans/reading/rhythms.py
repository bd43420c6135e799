"""Recurrences, durations and events as plans write them (định kỳ, thời hạn, khi có yêu cầu).

``units`` finds the beats of a recurring duty one by one («hằng quý», «6 tháng»,
«01 lần/năm», «thường xuyên», «khi có yêu cầu»); ``durations`` finds terms such as
«trong 03 ngày làm việc kể từ ngày …». Both read a levelled text (``moments.level``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from diemtua.plans.reading.moments import near
from diemtua.plans.reading.records import fresh, record
from diemtua.plans.reading.text import any_of

_PER = {"tuần": "weekly", "tháng": "monthly", "qu": "quarterly", "năm": "yearly", "ngày": "continuous"}
_ORDER = ("weekly", "monthly", "quarterly", "half-yearly", "yearly")
_SPAN = r"(?:0?6|sáu|0?3|ba)\s*tháng|tháng|qu[ýí]|năm|tuần"
_ONE = r"(?:0?1|một)"
_FIRST = (
    "sáu ba tháng quý quí năm tuần một hai bốn mỗi hàng hằng từng theo của các chín báo định sơ tổng cả cuối làm thường "
    "liên quanh khi ngay sau nếu lúc phát đột trường trong có những vấn khó vướng bất"
).split()  # with a digit, the words a beat may begin with

_UNIT = re.compile(  # each name stands empty behind its form, whose first letter the engine then sees
    rf"""
    (?<!\w)(?=\d|{any_of(_FIRST)})(?:
      (?:(?:{_SPAN})\s*(?:/\s*{_ONE}?\s*lần|(?:{_ONE}|mỗi)\s+(?:lần|số|kỳ|đợt|phiên|cuộc|buổi|lượt)(?!\w)))(?P<once>)
    | (?:(?<!/)(?:\d\d?|một|hai|ba|bốn)\s*(?:lần|kỳ|đợt)\s*(?:/|trong|mỗi|một|trên)\s*(?:{_ONE}\s*)?(?:tháng|qu[ýí]|năm|tuần)(?!\s*\d))(?P<per>)
    | (?:(?<!/)\d\d?\s*(?:cuộc|lớp|buổi|hội\s+nghị|đoàn|số|chuyên\s+đề|phiên|bài|chuyên\s+mục)\s*/\s*(?:tháng|qu[ýí]|năm|tuần)(?!\s*\d))(?P<count>)
    | (?:mỗi\s+(?:tháng|qu[ýí]|năm|tuần)\s+(?:ít\s+nhất\s+|tối\s+thiểu\s+)?(?:\d\d?|một|hai|ba|bốn)(?!\s*/)\s+(?P<what>[^\W\d]+))(?P<eachper>)
    | (?:(?:(?<!ngân\s)(?<!khách\s)(?<!cửa\s)(?<!mặt\s)(?<!bán\s)hàng|hằng|mỗi|từng|theo)\s+(?:{_SPAN}|ngày)(?!\s*(?:\d|học|[il]?v\b|[il]{{1,3}}\b)))(?P<every>)
    | (?:(?:của\s+)?(?:các\s+)?tháng\s+(?:cuối|thứ\s+ba)(?:\s+cùng)?(?:\s+của)?(?:\s+(?:mỗi|h[ằà]ng|các|từng))?\s+qu[ýí](?!\s*(?:\d|[il]))
                  |(?:của\s+)?tháng\s+cuối\s+(?:kỳ|k[ìỳ]\s+báo\s+cáo))(?P<tail>)
    | (?:(?:của\s+)?tháng\s+(?:đầu|thứ\s+nhất)(?:\s+tiên)?(?:\s+của)?\s+qu[ýí](?:\s+(?:sau|tiếp\s+theo|kế\s+tiếp))?)(?P<next>)
    | (?:(?:0?9|chín)\s*tháng(?!\s+(?:đầu|cuối)))(?P<nine>)
    | (?:(?:báo\s+cáo\s+)?định\s+k[ỳì])(?P<lead>)
    | (?:(?:báo\s+cáo|sơ\s+kết|tổng\s+kết)(?=\s+(?:{_SPAN}|cả\s+năm)(?!\s*[\d/]|\s*[il]{{1,3}}\b|\s*[il]v\b)))(?P<noun>)
    | (?:(?:(?:0?6|sáu)\s*tháng(?!\s+(?:đầu|cuối)\s+năm\s+\d)(?:\s+đầu\s+năm)?|qu[ýí](?!\s*(?:\d|[il]{{1,3}}\b|[il]v\b))|tháng(?!\s*\d)|tuần(?!\s*\d)|(?:{_ONE}\s+|cả\s+|cuối\s+)?năm(?!\s*(?:\d|học|nay|sau|trước(?!\s+(?:ngày|\d))|tiếp))))(?P<bare>)
    | (?:(?:làm\s+)?thường\s+xuyên|liên\s+tục|quanh\s+năm)(?P<always>)
    | (?:(?<=[^\W\d_]\s)khi\s+(?:có\s+)?(?:mực\s+)?(?:nước|lũ)(?:\s+lũ)?(?:\s+[^\W\d]+){{0,2}}\s+(?:vượt|lên|đạt|dâng)(?:\s+(?:mức\s+)?báo\s+động(?:\s+(?:cấp\s+)?[123i]+)?)?)(?P<flood>)
    | (?:(?:ngay\s+)?khi\s+có\s+(?:[^\W\d]+[\s,]+){{0,3}}(?:và\s+|hoặc\s+)?yêu\s+cầu)(?P<asked>)
    | (?:(?:ngay\s+)?(?:sau\s+)?(?:khi|nếu|lúc)\s+(?:có\s+)?(?:các\s+|những\s+)?(?:yêu\s+cầu|thông\s+tin\s+(?:phản|tố)\s+\w+|phát\s+sinh|vướng\s+mắc|khó\s+khăn|vụ\s+việc|vụ\s+án|phản\s+ánh|tố\s+giác|kiến\s+nghị|tình\s+huống|sự\s+việc|sự\s+cố|biến\s+động|diễn\s+biến|thay\s+đổi|đề\s+nghị|tin\s+báo|lệnh|cảnh\s+báo|báo\s+động|bão|thiên\s+tai|dịch|tai\s+nạn|cháy|mưa\s+lớn)(?:\s*,?\s*(?:vướng\s+mắc|phát\s+sinh|khó\s+khăn|đột\s+xuất))*
                  |(?<!phát\ssinh\s)đột\s+xuất|báo\s+cáo\s+ngay)(?P<event>)
    | (?:(?:(?:nếu|khi|trường\s+hợp|trong\s+trường\s+hợp)\s+(?:có|gặp|thấy|xảy\s+ra)\s+(?:những\s+|các\s+)?|những\s+|các\s+)?(?:vấn\s+đề|khó\s+khăn|vướng\s+mắc|bất\s+cập|phát\s+sinh)(?:\s*,?\s*(?:và\s+)?(?:khó\s+khăn|vướng\s+mắc|bất\s+cập|(?:mới\s+)?phát\s+sinh))+
                  |(?:nếu|khi|trường\s+hợp)\s+(?:thấy\s+cần|cần\s+(?:thiết|sửa|điều|bổ)|có\s+(?:nội\s+dung|vấn\s+đề)))(?P<trouble>)
    | (?:theo\s+(?:yêu\s+cầu|đề\s+nghị|(?:từng\s+)?vụ\s+việc|sự\s+kiện)|(?:ngay\s+)?(?:sau\s+)?khi\s+(?:cần\s+thiết|cần|phát\s+hiện|xảy\s+ra|tiếp\s+nhận|được\s+yêu\s+cầu|có\s+nạn\s+nhân|có\s+nhu\s+cầu))(?P<maybe>)
    )
    """,
    re.VERBOSE,
)
_RHYTHMIC = re.compile(  # every branch begins with a letter of its own, which the engine seeks fast
    r"hằng|hàng (?:n|q|t|6|0)|6 tháng|sáu tháng|mỗi (?:n|q|t|6|0)|từng (?:n|q|t|6|0)|theo (?:y|đề|v|sự|từng|th|q|n|t)"
    r"|định k|lần|thường xuyên|liên tục|quanh năm|khi (?:c|p|x|t|đ|y|v|n|m|l)|nếu (?:c|p|g|t|y|v|k)|lúc|đột xuất"
    r"|tháng (?:cuối|đầu|thứ)|báo cáo (?:6|0|1|s|q|n|t|đ|cả)|kết (?:6|0|1|s|q|n|t|cả)|đợt|trường hợp (?:c|g|t|x)"
    r"|vướng mắc|khó khăn|phát sinh|/năm|/quý|/tháng|/tuần|/ "
)
_CHAIN = re.compile(
    r"[\s,;/&()-]*(?:(?:và|hoặc|hay)\s*)?(?:(?:kỳ|vào|báo\s+cáo|sơ\s+kết|tổng\s+kết|đánh\s+giá)\s*)*(?:\(\s*)?"
)


_DUE_BEHIND = re.compile(r"\s*\(?\s*(?:trước|chậm\s+nhất)\s+(?:là\s+)?(?:ngày\s+)?\d")
_DUE_BEFORE = re.compile(r"\d\s*\(\s*(?:đối\s+với\s+|kỳ\s+)?$")
_LIMIT = re.compile(r"(?:không\s+quá|tối\s+đa)\s*$")
_MULTIPLE = re.compile(r"(?<!\w)(?:hai|ba|bốn|năm|0?[2-9])\s*$")  # «hai năm một lần» has no token


@record
class Unit:
    """One beat of a recurring duty: ``beat`` as the exchange format writes it."""

    beat: str
    start: int
    end: int
    firm: bool = True  # «đột xuất», «theo yêu cầu» and the like are firm only in a time column
    noun: bool = False  # «báo cáo năm», «tổng kết 6 tháng» name a report rather than a beat
    last_month: bool = False  # «tháng cuối quý»: days given count in the last month
    weak: bool = False  # «khó khăn, vướng mắc» makes a report on event only when nothing else times it
    undated: bool = False  # «tháng đầu quý sau»: a day there has no place in the token
    dues: list[str] = fresh(factory=list)


def units(low: str, *, bare: bool = False) -> list[Unit]:
    """Beats in reading order; «quý», «năm» alone count only after «định kỳ», «báo cáo» or another beat.

    With ``bare`` (a time cell) they also count as the first words.
    """
    found: list[Unit] = []
    chain_end = len(low) - len(low.lstrip()) if bare else -1
    chain_start: int | None = None
    noun = False
    matches = _UNIT.finditer(low) if bare else near(_UNIT, _RHYTHMIC, low, back=40, ahead=130)
    for match in matches:
        kind = match.lastgroup or ""
        linked = chain_end >= 0 and _linked(low, chain_end, match.start())
        if kind == "nine":  # a nine-month report has no token of its own
            chain_end = match.end() if linked else chain_end
            continue
        if kind in ("lead", "noun"):
            chain_start = match.start() if not linked else chain_start
            chain_end, noun = match.end(), kind == "noun"
            continue
        if kind == "bare" and not _counts_bare(low, match, linked=linked, first=bare and not found):
            continue
        start = match.start()
        if kind == "bare" and chain_start is not None and linked:
            start = chain_start
        chain_start = None
        window = max(0, start - 12), start
        if _LIMIT.search(low, *window) or (kind == "once" and _MULTIPLE.search(low, *window)):
            continue
        enclosed = _enclosed(low, start, match.end())
        found.append(_unit(kind, match[0], start, match.end(), enclosed=enclosed))
        found[-1].noun = noun and linked and kind == "bare"
        if kind not in ("always", "event", "maybe", "trouble", "flood", "asked"):
            chain_end = match.end()
    return found


def _enclosed(low: str, start: int, end: int) -> bool:
    """«(thường xuyên)», «; thực hiện thường xuyên.» tell when; «công tác kiểm tra thường xuyên» does not."""
    if low[start - 1 : start] == "(":
        return low[end : end + 1] == ")"
    return (
        _SET_OFF.search(low, max(0, start - 24), start) is not None
        and _SENTENCE_END.match(low, end) is not None
    )


_SET_OFF = re.compile(r"(?:[,;]\s*(?:(?:được\s+)?(?:thực|tiến)\s+h\w+\s+|làm\s+|duy\s+trì\s+)?)$")
_SENTENCE_END = re.compile(r"\s*(?:[;.)]|$)")


def _counts_bare(low: str, match: re.Match[str], *, linked: bool, first: bool) -> bool:
    """«6 tháng», «năm» alone: in an enumeration of beats, or with their due day right behind."""
    if first and ("đầu" in match[0] or "cả" in match[0]):
        return False
    if linked or _DUE_BEHIND.match(low, match.end()):
        return True
    bracketed = _DUE_BEFORE.search(low, max(0, match.start() - 24), match.start())
    return bracketed is not None and low[match.end() : match.end() + 1] == ")"


def _linked(low: str, end: int, start: int) -> bool:
    """Close enough to go on the same enumeration, dues in brackets left out."""
    gap = low[end:start]
    if len(gap) > 90:
        return False
    gap = re.sub(r"\([^()]*\)", "", gap)
    gap = re.sub(
        r"(?:vào\s+|chậm\s+nhất\s+(?:là\s+)?)?(?:trước\s+)?ngày\s+\d\d?(?:\s*/\s*\d\d?|\s+tháng\s+\d\d?)?",
        "",
        gap,
    )
    return _CHAIN.fullmatch(gap) is not None


def _unit(kind: str, words: str, start: int, end: int, *, enclosed: bool) -> Unit:
    if kind == "always":
        return Unit("continuous", start, end, firm=words == "quanh năm" or enclosed)
    if kind == "trouble":
        return Unit("on-event", start, end, firm=False, weak=True)
    if kind == "count":
        return Unit(_PER[_span_word(words.rpartition("/")[2])], start, end)
    if kind in ("event", "maybe", "flood", "asked"):
        firm = kind == "event" and re.match(r"(?:ngay\s+)?khi\s+(?:có|phát)", words) is not None
        firm = firm or kind in ("flood", "asked")
        return Unit("on-event", start, end, firm=firm)
    if kind == "next":
        return Unit("quarterly", start, end, undated=True)
    if kind == "tail":
        return Unit("quarterly", start, end, last_month=True, firm="kỳ" not in words)
    if kind == "per" or (kind == "eachper" and re.search(r"(?:lần|kỳ|đợt)$", words)):
        return Unit(_times_a(words), start, end)
    if re.search(r"(?:0?6|sáu)\s*tháng", words):
        return Unit("half-yearly", start, end)
    if re.search(r"(?:0?3|ba)\s*tháng", words):
        return Unit("quarterly", start, end)
    return Unit(_PER[_span_word(words)], start, end, firm=kind == "eachper" or "ngày" not in words)


def _span_word(words: str) -> str:
    return next(name for name in ("tuần", "tháng", "qu", "năm", "ngày") if name in words)


def _times_a(words: str) -> str:
    """«02 lần/năm» is half-yearly, «04 lần/năm» quarterly."""
    number = re.search(
        r"\d+|một|hai|ba|bốn",
        re.sub(r"(?:/|trong|mỗi|một|trên)\s*(?:0?1\s*|một\s*)?(?:tháng|qu|năm|tuần)", "", words),
    )
    count = {"một": 1, "hai": 2, "ba": 3, "bốn": 4}.get(number[0]) if number else 1
    if count is None and number:
        count = int(number[0])
    span = _span_word(words)
    if span == "năm":
        return {2: "half-yearly", 4: "quarterly", 12: "monthly"}.get(count or 1, "yearly")
    return _PER[span]


class Duration(NamedTuple):
    """A term counted from an event (thời hạn): ``value`` is ``P10D`` or ``PT24H``."""

    value: str
    start: int
    end: int
    doubts: tuple[str, ...] = ()


_TERMED = re.compile(r"[0-9]\s*(?:\([^()]*\)\s*)?(?:ngày|giờ|h|tháng|tuần)")
_COUNTED = re.compile(
    r"""
    (?P<head>trong\s+(?:vòng|thời\s+hạn|thời\s+gian|khoảng)?\s*(?:không\s+quá\s+|tối\s+đa\s+)?|chậm\s+nhất\s+(?:là\s+)?(?:sau\s+|trong\s+|trước\s+)?(?:vòng\s+|thời\s+hạn\s+)?
       |không\s+quá\s+|tối\s+đa\s+|thời\s+hạn\s+|sau\s+)?
    (?<![\w/.,-])(?P<number>\d{1,3})\s*(?:\([^()]{1,20}\)\s*)?(?P<unit>ngày|giờ|h(?!\w)|tháng|tuần)(?P<work>\s+làm\s+việc)?
    (?P<tail>\s*,?\s*(?:kể\s+từ|tính\s+từ|từ\s+(?:ngày|khi|thời)|sau\s+khi|sau\s+ngày|trước\s+(?:khi|ngày)))?
    """,
    re.VERBOSE,
)


_LAST = re.compile(r"\s*(?:[;.)]|$|nếu\s)")
_LASTING = re.compile(
    r"(?:tạm|lưu|giữ|sử dụng|kéo dài|thời gian|thời lượng|chỗ ở|hỗ trợ|cư trú|mỗi|dự phòng)[^.;,]{0,60}$"
)


def _limits(low: str, match: re.Match[str]) -> bool:
    """«bàn giao nạn nhân … không quá 48 giờ.» limits the act; «tạm giữ không quá 12 giờ» how long it lasts."""
    lasting = _LASTING.search(low, max(0, match.start() - 90), match.start())
    return _LAST.match(low, match.end()) is not None and lasting is None


def durations(low: str, *, bare: bool = False) -> Iterator[Duration]:
    """Terms of days or hours; a bare «02 ngày» (a course's length) is none but in a time cell (``bare``)."""
    for match in near(_COUNTED, _TERMED, low, back=46, ahead=40):
        head, tail = (match["head"] or "").strip(), match["tail"]
        counted = bool(tail or match["work"])
        strong = (head.startswith(("trong", "chậm")) and head != "trong") or (
            head == "trong" and match["unit"] in ("giờ", "h", "ngày")
        )
        dated = re.match(r"\s*(?:\d|đầu(?! tiên)|cuối)", low[match.end() : match.end() + 10])
        alone = (
            bare
            and match["unit"] != "tháng"
            and not low[: match.start()].strip()
            and not low[match.end() :].strip(" .")
        )
        limit = head.startswith("không") and _limits(low, match)
        if (counted or strong or alone or (limit and match["unit"] != "tháng")) and not dated:
            yield _duration(match)


def _duration(match: re.Match[str]) -> Duration:
    count, doubts = int(match["number"]), []
    end = match.start("tail") if match["tail"] else match.end()
    if match["unit"] in ("giờ", "h"):
        return Duration(f"PT{count}H", match.start(), end)
    days = count * {"ngày": 1, "tuần": 7, "tháng": 30}[match["unit"]]
    if match["unit"] == "tháng":
        doubts.append("Thời hạn tính bằng tháng, quy đổi 30 ngày mỗi tháng.")
    if match["work"]:
        doubts.append("Thời hạn tính bằng ngày làm việc, ghi theo số ngày.")
    return Duration(f"P{days}D", match.start(), end, tuple(doubts))
