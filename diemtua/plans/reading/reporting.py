"""Duties to report (chế độ báo cáo): who sends what to whom, through whom, by when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from diemtua.plans.reading import deadlines, leads, report_lists
from diemtua.plans.reading.agencies import Mention
from diemtua.plans.reading.duties import VERBS, Walk
from diemtua.plans.reading.duty import Duty, Passage
from diemtua.plans.reading.leads import Context, Group
from diemtua.plans.reading.model import Deadline
from diemtua.plans.reading.outline import Node
from diemtua.plans.reading.records import fresh, record

_CUE = re.compile(
    r"\b(?:báo cáo(?! viên| tài chính)|gửi|(?:phản ánh|phản ảnh|kiến nghị)(?! được)|có văn bản|nộp|giải trình|cung cấp (?:số liệu|danh sách|thông tin(?! cho))|thông tin kết quả|thông báo (?:kết quả|danh sách|số liệu|tình hình|sự cố|thay đổi)|tổng hợp,? (?:và )?chuyển)\b"
)
_TO = re.compile(
    r"(?:^\s*|(?:về|cho|gửi|tới|đến|lên|đồng gửi|báo cáo|kịp thời|ngay|nhanh|đề xuất|kiến nghị|trình|tham mưu|bằng văn bản|với)\s+)"
    r"(?:(?:cơ quan thường trực|thường trực|cơ quan chủ trì)[ ,(:-]*)?(?:lãnh đạo |chủ tịch |giám đốc )?(?:các )?$"
)
_ALSO = re.compile(
    r"(?:đồng thời|đồng|và)\s+gửi(?: về| cho| đến)?\s+$|(?:đồng thời|và)\s+(?:thông báo|thông tin)\s+(?:cho|tới|đến)\s+$|(?:đồng kính gửi|sao gửi)\s+$"
)
_THROUGH = re.compile(
    r"\b(?:thông )?qua\s+(?:đầu mối\s+)?(?:cơ quan thường trực[ ,:-]+)?(?:là\s+)?(?:(?:văn )?phòng [\w ]{2,30} )?$"
)
_PURPOSE = re.compile(
    r"\b(?:để|nhằm)\s+(?:kịp thời\s+)?(?:tổng hợp|theo dõi|tham mưu|báo cáo|xem xét|chỉ đạo|phối hợp|giải quyết|trình|được|biết)|\btổng hợp,? (?:và )?(?:báo cáo|tham mưu|trình)\b"
)
_THINGS = re.compile(
    r"báo cáo|tổng hợp|kế hoạch|danh sách|kết quả|số liệu|thông tin|vướng mắc|khó khăn|đăng ký|phản ánh|kiến nghị|tài liệu|hồ sơ đề nghị|thống kê|\bbảng\b|kết luận (?:thanh|kiểm|giám)|sự cố|giải trình"
)
_NOT_SENT = re.compile(r"tin nhắn|giấy mời|\bthư\b|email|lời chào")
_STARTS = re.compile(
    r"\s*(?:[-+•]\s*)?(?:(?:có trách nhiệm|chịu trách nhiệm|kịp thời|(?:vào |trước )?ngày \d[^,]{0,60},|định kỳ[^,;.]{0,60}?|thường xuyên|hằng \w+|hàng \w+|nếu[^,]{0,90},|khi[^,]{0,120},|trước ngày[^,]{0,30},?|các \w+,? ?(?:\w+ ){0,4})[, ]*)*"
    r"(?:được giao\s[^,;.]{0,40}?,?\s*(?=báo cáo|gửi))?(?:đề nghị\s+)?(?:tổng hợp(?! hồ sơ)|báo cáo|gửi|thống kê|(?:xây dựng|lập|hoàn thiện|chuẩn bị),? (?:và )?(?:gửi )?báo cáo|đánh giá|phản ánh|kiến nghị|cung cấp (?:số liệu|thông tin(?! cho))|thông báo (?:kết quả|số liệu|danh sách|tình hình)|nộp|đăng ký|tham mưu[^;.]{0,80} báo cáo|kịp thời)"
)
_NOUN = re.compile(r"\s*(?:[-+•]\s*)?(?:chế độ |nội dung |số liệu|thời hạn |hình thức |báo cáo )[^:]{0,90}:")
_TRIVIAL = re.compile(
    r"\s*(?:để|kèm|nội dung báo cáo|trong đó|riêng|đồng thời gửi|không chờ|trường hợp|số liệu (?:báo cáo|tính|chốt|lấy|thống kê|gồm|phải|được|theo)|thời gian chốt|thời điểm chốt|mẫu|nêu rõ|(?:danh sách|báo cáo|hồ sơ|nội dung|thông tin|văn bản)\s(?:này\s)?(?:phải|cần|được|không|gồm|nêu|ghi)\b)"
)
IMPLIED = "co-quan-lien-quan"


@record
class Duly:
    """A duty to report as found, offsets in the view."""

    node: Node | None
    start: int
    end: int
    who: list[Mention]
    to: list[Mention]
    through: Mention | None
    due: Deadline
    confidence: float
    implied: str | None = None
    doubts: list[str] = fresh(factory=list)


def find(ctx: Context, walk: Walk) -> list[Duly]:
    """Every duty to report; duties that are nothing else are taken out of ``walk.duties``."""
    found: list[Duly] = []
    listed = list(_listed(ctx, walk))
    nodes = {
        id(node) for report in listed for node in (report.node, report.node.parent if report.node else None)
    }
    for passage in walk.passages:
        if id(passage.node) not in nodes:
            found += _in_passage(ctx, walk, passage)
    walk.duties = [d for d in walk.duties if id(d.node) not in nodes]
    found += listed
    for duty in [d for d in walk.duties if d.origin in {"row", "lines"}]:
        report = _of_row(ctx, duty)
        if report is not None:
            found.append(report)
            if duty in walk.duties and (duty.receivers or _starts(ctx, duty.start, duty.end)):
                walk.duties.remove(duty)
    return sorted(found, key=lambda r: r.start)


def _listed(ctx: Context, walk: Walk) -> Iterator[Duly]:
    """A report for each line under a sentence that says who sends it to whom."""
    owners = {id(p.node): p for p in walk.passages}
    for lines in report_lists.find(
        ctx, walk, lambda a, b: bool(_receivers(ctx, leads.groups(ctx, a, b), a, b, None)[0])
    ):
        head = lines[0].head
        low, high = report_lists.lead_in(ctx, head)
        parties = leads.groups(ctx, low, high)
        through = _through(ctx, parties, low)
        to, cue = _receivers(ctx, parties, low, high, through)
        passage = owners.get(id(head)) or owners.get(id(lines[0].node)) or Passage(head, low, high, ())
        who, implied, confidence = _who(ctx, passage, walk, parties, low, low, cue, to)
        for line in lines:
            start, end = _trim(ctx, line.node.body, line.node.end)
            yield Duly(line.node, start, end, who, to, through, line.due, min(confidence, 0.8), implied)


def _in_passage(ctx: Context, walk: Walk, passage: Passage) -> list[Duly]:
    found: list[Duly] = []
    for low, high in leads.sentences(ctx, passage.start, leads.window(passage.start, passage.end), full=True):
        for a, b in _apart(ctx, low, high):
            report = _sentence(ctx, passage, a, b, walk)
            if report is not None:
                found.append(report)
    if found and _only_reports(ctx, passage, found):
        walk.duties = [
            d
            for d in walk.duties
            if not (d.node is passage.node and passage.start <= d.start and d.end <= passage.end)
        ]
    return found


def _apart(ctx: Context, low: int, high: int) -> list[tuple[int, int]]:
    """A sentence in parts when each part sends something to somebody of its own."""
    parts = list(leads.sentences(ctx, low, high))
    if len(parts) < 2:
        return [(low, high)]
    if all(_reports_itself(ctx, *p) for p in parts):
        return parts
    sends = [
        p
        for p in parts
        if not _ALSO_SENT.match(ctx.folded[p[0] : p[1]])
        and re.match(
            r"\s*(?:[-+]\s*)?(?:đồng thời )?(?:tổng hợp,? (?:và )?)?(?:báo cáo|gửi)", ctx.folded[p[0] : p[1]]
        )
        and _receivers(ctx, leads.groups(ctx, *p), *p, None)[0]
    ]
    if len(sends) < 2 and not (
        sends and sends[0][0] > low and _receivers(ctx, leads.groups(ctx, *parts[0]), *parts[0], None)[0]
    ):
        return [(low, high)]
    return parts


def _reports_itself(ctx: Context, low: int, high: int) -> bool:
    """Whether a part names who reports, and to whom: "Công an xã báo cáo Công an tỉnh"."""
    parties = leads.groups(ctx, low, high)
    to, cue = _receivers(ctx, parties, low, high, None)
    return bool(to) and any(
        g.end <= cue and _acts_before(ctx, g, low, cue) and cue - g.end < 12 for g in parties
    )


_ALSO_SENT = re.compile(r"\s*(?:đồng thời|đồng) gửi|\s*gửi đồng thời")


def _sentence(ctx: Context, passage: Passage, low: int, high: int, walk: Walk) -> Duly | None:
    words = ctx.folded[low:high]
    if not _THINGS.search(words):
        return None
    parties = leads.groups(ctx, low, high)
    through = _through(ctx, parties, low)
    to, cue = _receivers(ctx, parties, low, high, through)
    if not to:
        if not _plain(ctx, low, high):
            return None
        if deadlines.due(ctx.view.text, low, high, frame=ctx.frame).kind == "none":
            return None
        cue = low
    if re.search(r"dự toán", words) and re.match(
        r"\s*(?:để )?(?:thẩm định|tổng hợp)", ctx.folded[max(m.end for m in to) :][:30] if to else ""
    ):
        return None
    start = _begin(ctx, low, cue)
    high = _until_other_work(ctx, max([cue, *(m.end for m in to)]), high)
    who, implied, confidence = _who(ctx, passage, walk, parties, low, start, cue, to)
    if _named(ctx, who) and _named(ctx, who) == _named(ctx, to):
        return None
    told = low if start == low or _PERIODIC.search(ctx.folded[low:start]) else start
    due = deadlines.due(ctx.view.text, told, high, frame=ctx.frame)
    start, end = _trim(ctx, start, high)
    return Duly(passage.node, start, end, who, to, through, due, confidence, implied)


_PERIODIC = re.compile(r"báo cáo|định kỳ|hằng (?:tháng|quý|năm)|^[\s+•-]*(?:nếu|khi|trường hợp|trước ngày)\b")


def _named(ctx: Context, parties: list[Mention]) -> set[str]:
    """Parties by code; those of a code that many bodies share by name (Bộ Y tế, Bộ Công an)."""
    return {ctx.folded[m.start : m.end] if m.code in _SHARED else m.code for m in parties}


_SHARED = {"bo-nganh-tw", "don-vi-thuoc-bo", "khac"}


def _plain(ctx: Context, low: int, high: int) -> bool:
    """A sentence that orders a report without saying to whom."""
    after = _predicate(ctx, low, high)
    return bool(
        re.match(
            r"\s*(?:định kỳ[^.;]{0,90})?(?:tổng hợp,? )?(?:báo cáo|gửi báo cáo)\b", ctx.folded[after:high]
        )
    ) and not re.match(r"\s*báo cáo[^.;]{0,60}:", ctx.folded[after:high])


def _receivers(
    ctx: Context, parties: list[Group], low: int, high: int, through: Mention | None
) -> tuple[list[Mention], int]:
    """To whom, and where the word is that sends."""
    for cue in _CUE.finditer(ctx.folded, low, high):
        if cue.group() == "gửi" and _NOT_SENT.search(ctx.folded, cue.end(), min(high, cue.end() + 30)):
            continue
        to: list[Mention] = []
        for group in parties:
            if group.start < cue.end():
                continue
            between = re.sub(r"\([^()]*\)", " ", ctx.folded[cue.end() : group.start])
            if to:
                if _ALSO.search(between[-40:]) or (_both(between, ctx, to[-1]) and len(between) < 300):
                    to += [m for m in group.mentions if m is not through]
                continue
            if len(between) > 320 or ";" in between or re.search(r"\.\s", between):
                break
            if through in group.mentions:
                continue
            if between.count("(") > between.count(")") and "gửi" not in between[between.rfind("(") :]:
                break
            if "phối hợp" in between[-40:]:
                break
            if _TO.search(between) if between.strip() else True:
                to = list(group.mentions)
            elif _PURPOSE.search(between):
                break
        if to:
            return to, max(c.start() for c in _CUE.finditer(ctx.folded, cue.start(), to[0].start))
    return [], low


def _both(between: str, ctx: Context, last: Mention) -> bool:
    """ "gửi Sở A phần nội dung về trẻ em và Sở B phần …": the second is a receiver too."""
    return between.rstrip().endswith(" và") and " phần " in between[-60:]


def _through(ctx: Context, parties: list[Group], low: int) -> Mention | None:
    for group in parties:
        for mention in group.mentions:
            if _THROUGH.search(ctx.folded[max(low, mention.start - 50) : mention.start]):
                return mention
    return None


def _begin(ctx: Context, low: int, cue: int) -> int:
    """The part of the sentence that reports: after the last semicolon before the word that sends."""
    start = low
    for a, b in leads.sentences(ctx, low, cue):
        if b < cue:
            start = a if _noun_part(ctx, a, b) else b
    return start


def _until_other_work(ctx: Context, at: int, high: int) -> int:
    """The end of a report before a semicolon and work of another sort: "…; lưu giữ hồ sơ khi có yêu cầu"."""
    parts = list(leads.sentences(ctx, at, high))
    for (_, before), (low, after) in pairwise(parts):
        words = ctx.folded[low:after]
        if VERBS.match(words.strip()) and not _STILL_REPORTS.search(words):
            return before
        if leads.subject(ctx, low, after) is not None and not _SENDS.search(words):
            return before
    return high


_SENDS = re.compile(r"báo cáo|gửi|phản ánh|thông báo|cung cấp|kiến nghị")
_STILL_REPORTS = re.compile(
    r"báo cáo|gửi|định kỳ|đột xuất|số liệu|kỳ |thông báo|phản ánh|kiến nghị|\d{1,2}/\d{1,2}|tổng hợp|thống kê"
)


def _noun_part(ctx: Context, low: int, high: int) -> bool:
    """ "Báo cáo … được thực hiện định kỳ 6 tháng; các sở … gửi …": the first part tells what and when."""
    return bool(re.match(r"\s*(?:[-+•]\s*)?(?:báo cáo|chế độ)", ctx.folded[low:high]))


def _who(
    ctx: Context,
    passage: Passage,
    walk: Walk,
    parties: list[Group],
    low: int,
    start: int,
    cue: int,
    to: list[Mention],
) -> tuple[list[Mention], str | None, float]:
    before = [g for g in parties if g.end <= cue + 1]
    for at in (start, low):
        acting = leads.subject(ctx, at, max(cue + 8, at), [g for g in before if g.start >= at])
        if acting is not None:
            return list(acting.mentions), None, 0.9
    if _OTHERS.search(ctx.folded[low:cue]) and not any(g.end > cue - 60 for g in before):
        return [], "khac", 0.6
    near = [g for g in before if _acts_before(ctx, g, low, cue)]
    if near:
        return list(near[-1].mentions), None, 0.8
    if passage.owner:
        return list(passage.owner), None, 0.9
    if passage.implied:
        return [], passage.implied, 0.4
    done = [d for d in walk.duties if passage.node is not None and d.node is passage.node]
    if done:
        own = [d for d in done if d.start <= low]
        return list((own or done)[-1].leads), None, 0.75
    return [], IMPLIED, 0.5


_OTHERS = re.compile(
    r"(?:^|,)\s*(?:các )?(?:đơn vị (?:bị|gặp|để xảy ra)|cơ sở|trạm|trường|chủ|hộ|cá nhân|doanh nghiệp|người)\s[^,;.]{0,80}$"
)


def _acts_before(ctx: Context, group: Group, low: int, cue: int) -> bool:
    before = ctx.folded[max(low, group.start - 16) : group.start]
    after = ctx.folded[group.end : cue]
    if re.search(
        r"(?:của|về|với|cho|tại|trước|trình|bởi|thuộc|qua|tham mưu|giúp|từ|gửi)\s+(?:các )?$", before
    ):
        return False
    return len(after) < 160 and not re.search(r"[;]|\.\s", after)


def _predicate(ctx: Context, low: int, high: int) -> int:
    acting = leads.subject(ctx, low, high)
    return acting.end if acting is not None else low


def _starts(ctx: Context, low: int, high: int) -> bool:
    after = _predicate(ctx, low, high)
    words = re.sub(r"^\s*tham gia [^,;.]{0,40}?(?= xây dựng| báo cáo| gửi)", "", ctx.folded[after:high])
    if _STARTS.match(words.lstrip(" ,")) or _NOUN.match(ctx.folded[low:high]):
        return not re.match(r"\s*(?:tổng hợp|đánh giá|thống kê)", words) or bool(_CUE.search(words))
    return False


def _only_reports(ctx: Context, passage: Passage, found: list[Duly]) -> bool:
    for low, high in leads.sentences(ctx, passage.start, leads.window(passage.start, passage.end)):
        inside = any(r.start < high and low < r.end for r in found)
        if inside and (_starts(ctx, low, high) or _TRIVIAL.match(ctx.folded[low:high])):
            continue
        if not inside and _TRIVIAL.match(ctx.folded[low:high]):
            continue
        if inside and any(r.start >= low - 1 for r in found) and _opens_with_condition(ctx, low, high):
            continue
        return False
    return True


def _opens_with_condition(ctx: Context, low: int, high: int) -> bool:
    words = ctx.folded[low:high]
    found = re.match(
        r"\s*(?:khi|nếu|(?:trong )?quá trình|trường hợp|trên đây|định kỳ|hằng|hàng|trước|chậm nhất)[^;]{0,240}?\b(?:báo cáo|phản ánh|gửi|kiến nghị)\b",
        words,
    )
    return found is not None


def _of_row(ctx: Context, duty: Duty) -> Duly | None:
    """A row of a table that is itself a duty to report."""
    low, high = duty.start, duty.end
    if (
        not re.match(
            r"\s*(?:báo cáo|gửi|tổng hợp,? (?:và )?báo cáo|xây dựng,? (?:và )?(?:gửi )?báo cáo|lập báo cáo|tổng hợp[^.;]{0,80}báo cáo|(?:thống kê|lập danh sách|tổng hợp|cung cấp)[^.;]{0,120}\bgửi\b)",
            ctx.folded[low:high],
        )
        and not duty.receivers
    ):
        return None
    parties = leads.groups(ctx, low, high)
    through = _through(ctx, parties, low)
    to, _ = _receivers(ctx, parties, low, high, through)
    to = to or duty.receivers
    if not to:
        return None
    due = (
        duty.deadline
        if duty.deadline.kind != "none"
        else deadlines.due(ctx.view.text, low, high, frame=ctx.frame)
    )
    return Duly(duty.node, low, high, duty.leads, to, through, due, 0.9)


def _trim(ctx: Context, start: int, end: int) -> tuple[int, int]:
    while start < end and (ctx.view.text[start].isspace() or ctx.view.text[start] == ";"):
        start += 1
    while end > start and ctx.view.text[end - 1].isspace():
        end -= 1
    return start, end


def summary(ctx: Context, report: Duly) -> str:
    """What is reported, in a few of the text's own words."""
    words = ctx.view.quote(report.start, report.end)
    found = re.search(
        r"(?i)báo cáo\s+((?:kết quả|tình hình|số liệu|việc|sơ kết|tổng kết)(?:[^,;.()]|,(?= chống)){3,})",
        words,
    )
    return shortened(found.group(1) if found else words)


def shortened(words: str, longest: int = 110) -> str:
    """At most ``longest`` characters of whole words, with no quotation left open."""
    short = words if len(words) <= longest else words[:longest].rpartition(" ")[0]
    opened = short.rfind("“")
    return (short[:opened] if opened > short.rfind("”") else short).strip(" ,;:“")


def distinct(reports: list[Duly]) -> Iterator[Duly]:
    """Reports without repeats of the same words."""
    seen: set[tuple[int, int]] = set()
    for report in reports:
        if (report.start, report.end) not in seen:
            seen.add((report.start, report.end))
            yield report
