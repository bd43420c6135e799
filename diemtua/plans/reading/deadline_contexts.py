"""What a time expression in running text stands for: a term, a report's term, or neither.

Most dates of a plan are no deadlines: dates of cited documents, periods in the names of
programmes, named days, closing days of statistics, things past. ``weigh`` gives 0 to
those, and a weight to the rest; the heaviest expression of a clause is its deadline.
"""

from __future__ import annotations

import re
from datetime import date

from diemtua.plans.reading.model import Frame

_SYMBOL = re.compile(
    r"\d[\w.]*\s?[-/]\s?[\w./&-]*[^\W\d_][\w./&-]*(?:\s+\d+/[\w-]+)?\s*,?\s*(?:của\s[^.;,]{1,80}?)?,?\s*$"
)
_DOCUMENT = re.compile(
    r"(?:quyết định|nghị quyết|chỉ thị|công văn|công điện|thông tư|nghị định|luật|thông báo|kết luận|quy chế|tờ trình"
    r"|hướng dẫn|kế hoạch|văn bản|biên bản|hiệp định|pháp lệnh|giấy mời|đề án|báo cáo) [^.;:]{0,90}$"
)
_HAPPENED = re.compile(
    r"(?:ban hành|ký|ký kết|thông qua|phê duyệt|(?:trẻ(?: em)?|em|con|cháu|người|,) sinh|(?<!mọi )cuộc họp|phiên họp|hội nghị|buổi làm việc|(?<!cuộc )họp|thành lập"
    r"|hiệu lực(?: thi hành)?(?: kể)?|(?:luật|nghị định|nghị quyết|thông tư|quy định|quyết định|chính sách|mức|chuẩn)\s[^.;,]{0,60}áp dụng)\s*(?:kể từ|từ)?\s*$"
)
_STAGED = re.compile(
    r"(?:ra quân|khai mạc|phát động|mít tinh|khai giảng|bế mạc|công bố|khánh thành|khởi công|khai trương|diễn ra)\s*$"
    r"|(?:tổ chức|hưởng ứng|vào|nhân|trong)\s+(?:ngày|tháng|tuần lễ|lễ)\s[^.;]{0,110}$"
)
"""An event right before its day; or a named day with its date: «tổ chức Ngày Chuyển đổi số ngày 10/10/2026»."""
_COUNTED_TO = re.compile(
    r"(?<!\w)(?:(?:tính|chốt|lũy kế|luỹ kế|nhiệm kỳ|đã)|(?:(?<!nhất )(?<!gửi )(?<!soát )(?<!cấp )(?<!nhật )(?<!hợp )số liệu|thống kê|mốc|kỳ báo cáo|so với|so sánh|cùng kỳ"
    r"|hiệu lực)(?:\s+[^\W\d]+){0,2})\s*$"
)
_TOLD = re.compile(r"(?<!\w)(?:tính|chốt|đã)\s*$")
_NAMED_DAY = re.compile(
    r"(?:ngày|tháng|tuần lễ|lễ)\s+(?:toàn dân|thế giới|quốc tế|hội|vì|truyền thống|thành lập|gia đình|dân số|đại dương"
    r"|môi trường|pháp luật|chuyển đổi|nhà giáo|thầy thuốc|phụ nữ|quốc khánh|quốc phòng|hành động|việt nam|sách|giải phóng)(?:(?! tại | ở )[^.;]){0,110}$"
)
_SCHEME = re.compile(
    r"(?:định hướng|tầm nhìn|chiến lược|quy hoạch|đề án|chương trình|dự án|kế hoạch|nghị quyết|quyết định|chỉ thị|giai đoạn"
    r"|mục tiêu|chỉ tiêu|nhiệm kỳ|luật|dự toán|ngân sách|nhiệm vụ|kết quả|công tác(?! xã hội)|số liệu|tổng kết|sơ kết|báo cáo|hiệp định|thỏa thuận|thoả thuận|phong trào|cuộc vận động)[^.;:]{0,150}$"
)
_DOING = re.compile(
    r"(?:hoàn thành|xong|kết thúc|phấn đấu|bảo đảm|đảm bảo|triển khai|thực hiện|tổ chức|xây dựng|tiến hành|ban hành)"
    r"(?:\s+(?:xong|ngay|trong|từ|chậm nhất))?\s*,?\s*$"
)
_BUDGET = re.compile(
    r"(?:(?:dự toán|ngân sách|kinh phí|chi thường xuyên|kế hoạch|chương trình|chỉ tiêu|bình quân|trung bình)"
    r"(?:\s+[^\W\d]+){0,4}?|(?P<soft>nhiệm vụ|kết quả|báo cáo|công tác))\s*$"
)
_MAKING = re.compile(
    r"(?:lập|điều chỉnh|bổ sung|cập nhật|xây dựng|ban hành|tổ chức|bố trí|phân bổ|cân đối|giao)\s+(?!.*(?:trong|vào|từ|nguồn|theo|tại|cùng với)\s)[^.;]{0,60}$"
)
_IN_SCHEME = re.compile(r"vào\s+(?:kế hoạch|chương trình|chỉ tiêu|nghị quyết)\s[^.;]{0,120}$")
_OF_UNIT = re.compile(r"\s*(?:của|được|đã|theo phân cấp)\s")
_CLOSES = re.compile(r"\s*(?:[.;)]|$)")
_ENDS = re.compile(r"\s*(?:[;)]|\.(?!\d)|$)")
_CLOSING = 44
"""A time that closes its sentence with nothing to introduce it: the weakest term."""
_OF_PERIOD = re.compile(
    r"(?:kết quả|số liệu|tình hình|kế hoạch|dự toán|chỉ tiêu|nhiệm vụ|công tác|báo cáo|so với|cùng kỳ|nghị quyết|họp|chương trình|kinh phí|ngân sách)\s+(?:[^\W\d]+\s+){0,3}$"
)
_SENTENCE = re.compile(r";(?=\s|$)|\.(?:(?=\s|$)|\.\.)|…")
_A_THING = "".join(
    f"(?<!{before} báo cáo)"
    for before in ("công bố", "dự thảo", "mẫu", "chế độ", "hệ thống", "viết", "bộ", r"\d")
)
_REPORT = re.compile(  # every branch begins with a letter of its own, which the engine seeks fast
    rf"báo cáo{_A_THING}(?!\s+viên)|gửi\s+(?:kết quả|số liệu|danh sách)|cung cấp\s+(?:kết quả|số liệu|danh sách)|thông báo\s+(?:kết quả|số liệu|danh sách)(?=[^;.]{{0,80}}\scho\s+(?:sở|ubnd|ủy|công an|ban|bộ|văn phòng|vp|thanh tra|viện|hội|bảo hiểm|cục|chi cục))"
)
_SENDING = re.compile(r"(?<!\w)(?:gửi|phản hồi|đăng ký)(?!\w)")
_FINISH = re.compile(r"hoàn thành|hoàn tất|(?<!\w)xong(?!\w)|ban hành|(?<!\w)trình(?!\w)|phê duyệt|kết thúc")
_EVENT = re.compile(
    r"tổ chức|diễn ra|khai mạc|phát động|mít tinh|ra quân|thời gian|thời điểm|thực hiện|triển khai|bắt đầu|đồng loạt|(?:\(|:)\s*$"
)


def sentence_before(low: str, at: int, reach: int = 260) -> str:
    """The words of the same sentence before ``at``, at most ``reach`` characters."""
    window = low[max(0, at - reach) : at]
    last = None
    for last in _SENTENCE.finditer(window):  # noqa: B007
        pass
    return window[last.end() :] if last else window


def sentence_after(low: str, at: int, reach: int = 120) -> str:
    """The words of the same sentence after ``at``."""
    window = low[at : at + reach]
    stop = _SENTENCE.search(window)
    return window[: stop.start()] if stop else window


def quoted(text: str, at: int, reach: int = 600) -> bool:
    """Inside “…”: a name or a message, not the plan's own words."""
    window = text[max(0, at - reach) : at]
    opened = max(window.rfind("“"), window.rfind("«"))
    closed = max(window.rfind("”"), window.rfind("»"), window.rfind('"'))
    if opened >= 0:
        return closed < opened
    return window.count('"') % 2 == 1


def for_report(low: str, start: int, end: int, *, recurring: bool) -> bool:
    """Does the expression tell when to report, and not when to act?"""
    before = sentence_before(low, start)
    if before.lstrip().startswith(("gửi ", "cung cấp số liệu")) and len(before) < start:
        return True
    reports = [m.start() for m in _REPORT.finditer(before)]
    if reports and not _FINISH.search(before, reports[-1]):
        return True
    after = sentence_after(low, end, 160 if low.startswith("định k", start) else 60)
    if after.startswith(":") and not before.strip(" -+)"):
        return False  # «Tháng 5: …» of a calendar heads all that follows
    follows = _REPORT.search(after)
    leads = recurring or not before.strip(" -+)")
    return bool(follows and leads and not _FINISH.search(after[: follows.start()]))


def ends_an_act(text: str, begin: int, at: int) -> bool:
    """«Khảo sát …, gửi kết quả cho Bộ Công an trước ngày …»: sending ends what the same sentence asks for first."""
    stop = max((m.end() for m in _FULL_STOP.finditer(text, begin, at)), default=begin)
    before = text[stop:at].lower()
    cue = _SENT.search(before)
    return cue is not None and len(before[: cue.start()].strip(" \n-+*•")) > 30


_FULL_STOP = re.compile(r"[.!](?=\s+[^\W\d])")
_SENT = re.compile(r",\s+gửi\s[^;]*$|[,;]\s+(?:cung\s+cấp\s+số\s+liệu|đánh\s+giá\s+và\s+báo\s+cáo)\s[^;]*$")


def sends(low: str, start: int) -> bool:
    """The words before ask to send something («gửi … trước ngày»)."""
    return _SENDING.search(sentence_before(low, start, 160)) is not None


def counted_to(low: str, start: int) -> bool:
    """A day statistics run to or from, no term: «số liệu tính từ ngày 15/12»."""
    return _COUNTED_TO.search(sentence_before(low, start)[-70:]) is not None


def cited(low: str, start: int) -> bool:
    """A cited document's own date: «Quyết định số 193/QĐ-TTg ngày …»."""
    return _SYMBOL.search(sentence_before(low, start)[-100:]) is not None


def in_scheme(low: str, start: int) -> bool:
    """After the name of a programme, plan or document in the same sentence."""
    return _SCHEME.search(sentence_before(low, start)) is not None


def past(last_day: date | None, frame: Frame) -> bool:
    """Over before the document was signed: a fact told, not a term set."""
    return last_day is not None and frame.date is not None and last_day < frame.date


def weigh_moment(
    low: str, start: int, end: int, grain: str, manner: str | None, *, done: bool, ranged: bool
) -> float:
    """Weight of a date or period in prose; 0 when it sets no term.

    ``manner`` is how it is introduced: before, until, within, since, after or nothing.
    """
    before = sentence_before(low, start)
    near = before[-70:]
    if manner == "before":
        return 100 if done else 0 if _TOLD.search(near) else 92
    if _COUNTED_TO.search(near) and not done:
        return 0
    if manner == "through":
        return 96 if done else 84
    if ranged and manner == "since":
        return 0 if _HAPPENED.search(near) or near.rstrip().endswith("giai đoạn") else 86
    if manner == "until":
        ends_year = re.match(r"\s*cuối", low[end - 14 : end].lstrip()) is not None or "cuối" in low[start:end]
        return _weigh_until(before, "month" if ends_year else grain, done=done)
    if grain in ("span", "year", "school"):
        closes = _CLOSES.match(low, end) is not None
        heads = low[end : end + 1] in (":", ",")
        grain = "span" if ranged and grain == "year" else grain
        return _weigh_year(before, grain, manner, done=done, closes=closes, heads=heads)
    if manner in ("since", "after"):
        return 0 if _HAPPENED.search(near) or _DOCUMENT.search(near) else 55
    if manner in ("within", "at"):
        return 0 if _SYMBOL.search(near) else 78 if done else 72
    closes = _ENDS.match(low, end) is not None
    dated = grain == "day" and low.startswith("ngày", start)
    return _weigh_bare(before, grain, done=done, ranged=ranged, closes=closes, dated=dated)


def _weigh_until(before: str, grain: str, *, done: bool) -> float:
    if done:
        return 96
    if grain in ("span", "year") and before.strip(" -+,") and not _DOING.search(before):
        return 0 if _SCHEME.search(before) else 60
    return 82


def _weigh_year(
    before: str, grain: str, manner: str | None, *, done: bool, closes: bool, heads: bool
) -> float:
    if done or _DOING.search(before):
        return 80
    if grain == "school":
        placed = manner or before.rstrip().endswith(("(", ",")) or not before.strip()
        return 60 if placed else _CLOSING if closes and not _SCHEME.search(before[-90:]) else 0
    opening = not before.strip(" -+)(0123456789.abcdđeghi")
    if manner == "at":
        return 70
    if manner == "within":
        scheme = _SCHEME.search(before)
        if scheme and before[: scheme.start()].rstrip()[-1:].isdigit():
            return 64  # «vận động ít nhất 02 dự án … trong năm 2026»
        return 0 if scheme and not re.search(r"[,(]", scheme[0]) and len(scheme[0]) < 45 else 64
    if manner in ("since", "after"):
        return 50 if opening else 46 if closes and manner == "since" else 0
    if closes and (grain == "span" or before.rstrip().endswith(("(", ","))) and not _SCHEME.search(before):
        return 46
    return 45 if opening and (grain != "span" or heads) else 0


def _weigh_bare(before: str, grain: str, *, done: bool, ranged: bool, closes: bool, dated: bool) -> float:
    near = before[-100:]
    if done:
        return 84
    if dated and _STAGED.search(near) and not _SYMBOL.search(near):
        return 58
    if _SYMBOL.search(near) or _HAPPENED.search(near) or _NAMED_DAY.search(before):
        return 0
    opening = not before.strip(" -+)(")
    if grain == "day":
        if _DOCUMENT.search(near) and not ranged:
            return 0
        return 66 if ranged else 58 if opening or _EVENT.search(near) else _CLOSING if closes else 0
    if ranged and grain in ("month", "quarter") and not _OF_PERIOD.search(near):
        return 52
    placed = opening or _DOING.search(before) or re.search(r"(?:[(:,]|thời gian)\s*$", before)
    return 52 if placed else _CLOSING if closes and not _OF_PERIOD.search(near) else 0


def weigh_rhythm(low: str, start: int, end: int, *, firm: bool, event: bool, report: bool) -> float:
    """Weight of a recurrence in prose: «dự toán hằng năm của đơn vị» says nothing about acting."""
    if not firm:
        return 0
    if event:
        return 48
    before = sentence_before(low, start)
    named = _BUDGET.search(before[-80:])
    if _IN_SCHEME.search(before[-160:]) and _OF_UNIT.match(low, end):
        return 0
    if (
        named
        and not (report and named["soft"])
        and (_OF_UNIT.match(low, end) or not _MAKING.search(before[-160:]))
    ):
        return 0
    return 50
