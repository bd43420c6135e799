"""Who acts in a sentence: its subject (cơ quan chủ trì) and those it works with (cơ quan phối hợp)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from diemtua.plans.reading.agencies import CENTRAL, Agencies, Mention
from diemtua.plans.reading.model import Agency, Frame
from diemtua.plans.reading.records import record
from diemtua.plans.reading.text import View

HEADS = (
    r"(?:(?:phó )?(?:giám đốc|chủ tịch|chánh án|viện trưởng|cục trưởng|tổng giám đốc|hiệu trưởng|chỉ huy trưởng|bí thư|trưởng ban)|"
    r"thủ trưởng|chánh|trưởng|tổ trưởng|lãnh đạo|người đứng đầu)"
)
_JOINT = re.compile(
    rf"\s*(?:\((?!\s*(?:chủ trì|phối hợp))[^()]{{0,160}}\)|-\s*(?:cơ quan|đơn vị) (?:thường trực|chủ trì|đầu mối)[^,;.]{{0,80}}|nơi [^,;.]{{0,80}})?"
    rf"\s*(?P<joiner>[,;/&+]|-|\bvà\b|\bcùng(?: với)?\b|\bhoặc\b)\s*(?:và |cùng |đề nghị |giao )*(?:{HEADS}[,;]? (?:và )?)*(?:các )?"
)
_TIME_WORDS = (
    r"hằng|hàng|định kỳ|trước|khi|trong|từ|quý|tháng|năm|vào|sau|chậm nhất|đến|mỗi|kết thúc|ngay|cuối|đầu"
)
_CONDITION = (
    rf"(?:căn cứ|trên cơ sở|theo|{_TIME_WORDS}|đối với|để|nhằm|nếu|trường hợp|tùy|qua|thông qua|với|bên cạnh|cùng (?:với|thời)|thực hiện|"
    rf"triển khai|tiếp tục thực hiện|ngoài|tại|ở|tiếp (?:đó|theo)|dịp|song song|trước hết|riêng|cứ|về(?! phía))\b[^.;]{{0,240}}?,\s*"
)
_ORDER = (
    r"(?:(?:đề nghị|giao(?: nhiệm vụ)?(?: cho)?|phân công|yêu cầu|mỗi|"
    r"(?:chủ tịch )?(?:ubnd|ủy ban nhân dân) (?:tỉnh|thành phố|xã|phường|huyện) (?:giao|đề nghị|yêu cầu|phân công))(?: cho)?\s+)"
)
_BEFORE = re.compile(
    rf"\s*(?:[-+•*]\s*)?(?:(?:và|đồng thời|ngoài ra|riêng|song song|bên cạnh đó|trong đó)[,:]?\s+)?(?:{_CONDITION}){{0,3}}{_ORDER}?"
    rf"(?:{HEADS}[,;]? (?:và )?)*(?:các )?$"
)
_TOPIC = re.compile(rf"\s*[^.;]{{3,260}}?:\s*(?:{_CONDITION})*{_ORDER}?(?:{HEADS} )*(?:các )?$")
_NOT_ACTING = re.compile(
    r"\s*(?:(?:của|thuộc|về|và|hoặc|với|ở|để|cho(?! (?:vay|phép|thuê|mượn|ý kiến|chủ trương|nghỉ|học sinh)\b)|bằng|cùng cấp|hay)\b|[.;)”\"]|,(?!\s*(?:"
    + _TIME_WORDS
    + r"|căn cứ|theo|ngoài)\b)|$)"
)
SUPERIOR = frozenset({"ubnd-tinh", "hdnd-tinh", "tinh-uy", "chinh-phu", "bo-nganh-tw", "ban-chi-dao-tw"})
_DONE = re.compile(r"\s*(?:đã|vừa|đang)\s")
_COMMANDS = re.compile(
    r"\s*(?:yêu cầu|đề nghị|giao\b|ban hành (?:kế hoạch|quyết định)|xây dựng kế hoạch (?:triển khai|thực hiện)?[^.;]{0,80}(?:như sau|cụ thể)|phê duyệt|quyết định)"
)
_EXPLICIT_AFTER = re.compile(
    r"\s*(?:\([^()]*\)\s*)?(?:cùng |là (?:cơ quan|đơn vị) |làm )?(?:chủ trì|đầu mối|chịu trách nhiệm|có trách nhiệm|thường trực)\b"
)
_DONE_BY = re.compile(rf"\b(?:do|được)(?: đại diện)? (?:{HEADS} )*(?:các )?$")
_DOES = re.compile(
    r"\s*(?:\([^()]*\)\s*)?(?:cùng )?(?:chủ trì|thực hiện|phụ trách|tổ chức|chịu trách nhiệm|biên soạn|soạn thảo|đảm nhiệm|đảm nhận|đảm trách|tiến hành|vận hành|"
    r"chi trả|xây dựng|tham mưu|triển khai|lo\b|làm (?:trưởng|chủ|đầu mối)|điều phối|quản trị|bố trí|theo dõi|hướng dẫn)"
)
_DUTY_OF = re.compile(
    rf"\b(?:trách nhiệm(?: chính| chủ yếu| thực hiện)? (?:là )?(?:thuộc|của)|được giao(?: cho)?)(?: về)? (?:{HEADS} )*(?:các )?$"
)
HELPS = re.compile(
    r"\s*(?:\([^()]*\)\s*)?(?:cùng (?:tham gia|vào cuộc|có mặt|phối hợp|hỗ trợ|thực hiện|kiểm tra|tổ chức)\b|(?:cùng |có trách nhiệm )?(?:phối hợp|hỗ trợ|tham gia|đồng hành|vào cuộc)\b(?! với)|"
    r"cử (?:\w+ ){1,4}tham gia\b|bố trí (?:địa điểm|mặt bằng)|tạo điều kiện)"
)
"""What a body does that stands by another's work: it coordinates, unless nobody else is named."""
_EXPLICIT_BEFORE = re.compile(
    rf"\b(?:giao(?: nhiệm vụ)?(?: cho)?|đề nghị|phân công)\s+(?:{HEADS} )*(?:các )?$"
)
_BUDGET = re.compile(r"\bgửi (?:về )?$")
_BUDGET_AFTER = re.compile(
    r"\s*(?:để )?(?:thẩm định|tổng hợp),?\s*(?:và )?(?:thẩm định|tham mưu|trình|báo cáo cấp)"
)
_WITH = re.compile(
    r"phối hợp(?:[^.;:()]{0,70}?)\s(?:với|cùng)\s+(?:đề nghị |cơ quan soạn thảo là )?|phối hợp(?: chặt chẽ)?(?: gồm)?:?\s+|(?:chủ trì,? )cùng(?: với)?\s+|(?:^|\n)\s*(?:[-+] )?cùng(?: với)?\s+|"
    r"(?:tham gia|phối hợp|hỗ trợ|giúp sức) của\s+|thành viên (?:là|gồm)(?: đại diện)?\s+|phối hợp:\s*|(?:đối chiếu|thống nhất|trao đổi|họp|làm việc|ký kết)[^.;:()]{0,80}?\svới\s+|phối hợp, chỉ đạo\s+|(?:thông báo|thông tin|báo tin)(?: ngay| kịp thời)?\s+(?:cho|tới|đến)\s+(?:cơ quan )?"
)
_WEAK = re.compile(r"(?:đối chiếu|thống nhất|trao đổi|họp|làm việc|ký kết)")
_STOPS = r"(?:\s+|$)(?=\S|$)"
_SENTENCE = re.compile(rf"\.{_STOPS}|;{_STOPS}|\n\s*\n")  # each branch a letter of its own, sought fast


@record
class Group:
    """Agencies named one after another as one party: "A, B và C"."""

    mentions: list[Mention]
    stop: int = 0

    @property
    def start(self) -> int:
        return self.mentions[0].start

    @property
    def end(self) -> int:
        return max(self.mentions[-1].end, self.stop)


class Context:
    """What every stage of duties reads: the view, its agencies, the document's frame."""

    def __init__(
        self, view: View, agencies: Agencies, frame: Frame, central: bool = False, issuer: str | None = None
    ) -> None:
        self.view, self.agencies, self.frame = view, agencies, frame
        self.central, self.issuer = central, issuer
        self.folded = view.folded
        self.grouped: dict[tuple[int, int], list[Group]] = {}
        self.parted: dict[tuple[int, int, bool], tuple[tuple[int, int], ...]] = {}

    def agency(self, mention: Mention) -> Agency:
        return self.agencies.agency(mention)


WINDOW = 9000
"""How far into one clause (code points) parties and their roles are sought; no sentence is longer."""
MOST = 60
"""No party lists more agencies than this."""


def window(start: int, end: int) -> int:
    """The end of what is searched of a clause."""
    return min(end, start + WINDOW)


def groups(ctx: Context, start: int, end: int) -> list[Group]:
    """The parties named between two offsets; the list and its groups are the caller's to change."""
    asked = start, end
    if asked not in ctx.grouped:  # every stage asks for the same stretches
        ctx.grouped[asked] = _grouped(ctx, start, end)
    return [Group(list(group.mentions), group.stop) for group in ctx.grouped[asked]]


def _grouped(ctx: Context, start: int, end: int) -> list[Group]:
    found: list[Group] = []
    for mention in ctx.agencies.between(start, end):
        if found and (_apposed(ctx, found[-1].end, mention) or _own_unit(ctx, found[-1], mention)):
            found[-1].stop = _bracket_end(ctx, found[-1].end, mention.end, end)
        elif found and len(found[-1].mentions) >= MOST and _joined(ctx, found[-1].end, mention.start):
            found[-1].stop = mention.end
        elif found and _joined(ctx, found[-1].end, mention.start) and not _object(ctx, found[-1], mention):
            found[-1].mentions.append(mention)
        else:
            found.append(Group([mention]))
    return found


def _bracket_end(ctx: Context, left: int, stop: int, end: int) -> int:
    """Past the bracket an apposition stands in."""
    if "(" not in ctx.folded[left:stop]:
        return stop
    close = ctx.folded.find(")", stop, min(end, stop + 200))
    return close + 1 if close >= 0 else stop


def _apposed(ctx: Context, left: int, mention: Mention) -> bool:
    """ "Công an tỉnh - Cơ quan thường trực Ban Chỉ đạo 138": the second only says what the first is."""
    between = ctx.folded[left : mention.start].strip()
    return between in {"-", "(", "- là", "là"} and ctx.folded.startswith("cơ quan thường trực", mention.start)


def _own_unit(ctx: Context, group: Group, mention: Mention) -> bool:
    """ "Công an tỉnh (Phòng An ninh mạng và …) và Sở Y tế": the unit in brackets is the body's own."""
    between = ctx.folded[group.end : mention.start].strip()
    return between in {"(", "(qua"} and mention.code in {group.mentions[-1].code, "khac"}


def _object(ctx: Context, group: Group, mention: Mention) -> bool:
    """ "chỉ đạo Phòng X; Sở Y giao …": a semicolon after an object lets a new subject begin."""
    if ";" not in ctx.folded[group.end : mention.start]:
        return False
    return bool(
        re.search(
            r"\b(?:chỉ đạo|giao|hướng dẫn)\s+(?:các )?$", ctx.folded[max(0, group.start - 14) : group.start]
        )
    )


def _joined(ctx: Context, left: int, right: int) -> bool:
    if right - left > 260:
        return False
    return _JOINT.fullmatch(ctx.folded, left, right) is not None


def sentences(ctx: Context, start: int, end: int, *, full: bool = False) -> Iterator[tuple[int, int]]:
    """Sentences, and unless ``full`` the parts a semicolon parts; never inside brackets or a list of parties."""
    asked = start, end, full
    if asked not in ctx.parted:  # duties, leads and reports ask for the same stretches
        ctx.parted[asked] = tuple(_parted(ctx, start, end, full))
    return iter(ctx.parted[asked])


def _parted(ctx: Context, start: int, end: int, full: bool) -> Iterator[tuple[int, int]]:
    parties = groups(ctx, start, end)
    begins = [g.start for g in parties]
    at = start
    for stop in _SENTENCE.finditer(ctx.view.lined, start, end):
        piece = ctx.folded[max(at, stop.start() - WINDOW) : stop.start()]
        if full and stop.group().startswith(";"):
            continue
        if (
            piece.count("(") > piece.count(")")
            or piece.count("“") > piece.count("”")
            or _abbreviated(piece, stop.group())
        ):
            continue
        near = bisect_left(begins, stop.start()) - 1
        if near >= 0 and stop.start() < parties[near].end:
            continue
        if piece.strip():
            yield at, stop.start() + 1
        at = stop.end()
    if ctx.folded[at:end].strip():
        yield at, end


def _abbreviated(piece: str, stop: str) -> bool:
    return stop.startswith(".") and bool(
        re.search(r"(?:^|[\s(])(?:tp|tx|tt|ts|pgs|[a-zđ]|\d)$|\.$", piece[-5:])
    )


def subject(ctx: Context, start: int, end: int, parties: list[Group] | None = None) -> Group | None:
    """The party that acts in a sentence, when it stands where a subject stands."""
    end = window(start, end)
    for group in parties if parties is not None else groups(ctx, start, end):
        if group.start < start or group.end > end:
            continue
        before = ctx.folded[start : group.start]
        if len(before) > 900:
            return None
        if not (_BEFORE.fullmatch(before) or _TOPIC.fullmatch(before)):
            continue
        after = _after(ctx, group, end)
        if _DONE.match(ctx.folded, after, end):
            return None
        if (group.mentions[-1].code in SUPERIOR or group.mentions[-1].code == ctx.issuer) and _COMMANDS.match(
            ctx.folded, after, end
        ):
            continue
        if not _NOT_ACTING.match(ctx.folded, after, end) and _goes_on(ctx, after, end):
            return _spelled_out(ctx, group, end)
    return None


_NAMELY = re.compile(r"[^.;:]{0,90}?\b(?:gồm|là|bao gồm|cụ thể)(?: có)?:? (?:các )?$")


def _spelled_out(ctx: Context, group: Group, end: int) -> Group:
    """ "Các cơ quan được phân công, gồm Sở Y tế và Công an tỉnh, gửi …": those named are meant."""
    if not all(m.generic for m in group.mentions) or HELPS.match(ctx.folded, group.end, end):
        return group
    named = next((g for g in groups(ctx, group.end, end) if not all(m.generic for m in g.mentions)), None)
    if named is None or not _NAMELY.fullmatch(ctx.folded, group.end, named.start):
        return group
    return named


def told(ctx: Context, start: int, end: int) -> bool:
    """A sentence that tells what was done ("Sở Y tế đã …") asks for nothing."""
    first = next((g for g in groups(ctx, start, window(start, end))), None)
    if (
        first is None
        or first.start - start > 900
        or not (
            _BEFORE.fullmatch(ctx.folded[start : first.start])
            or _TOPIC.fullmatch(ctx.folded[start : first.start])
        )
    ):
        return False
    return _DONE.match(ctx.folded, _after(ctx, first, end), end) is not None


def _goes_on(ctx: Context, at: int, end: int) -> bool:
    """A predicate follows: a word in small letters, or a mark."""
    while at < end and ctx.view.text[at].isspace():
        at += 1
    return at < end and not (
        ctx.view.text[at].isupper() or ctx.view.text[at].isdigit() or ctx.view.text[at] in "&|/"
    )


_ASIDE = re.compile(
    r"\s*(?:\([^()]{0,200}\)|-\s*(?:cơ quan|đơn vị) thường trực[^,;.]{0,60}?(?=\s(?:có|chịu|chủ|là|theo|phối)))"
)
_AND_OTHERS = re.compile(
    r"\s*(?:,|\bvà\b)\s*(?:các )?(?:cơ sở|tổ chức|cá nhân|hộ|chủ|trường|cao đẳng|trung cấp|nhà|lực lượng|đơn vị|địa phương|hợp tác xã)\b"
    r"[^,;.:()]{0,60}?(?=\s(?:chủ trì|phối hợp|tổ chức|thực hiện|xây dựng|triển khai|tự |căn cứ|chủ động|có trách nhiệm|tăng cường|rà soát|chấp hành|"
    r"báo cáo|tham gia|tuyên truyền|bố trí|phải|cần)\b)"
)


def _after(ctx: Context, group: Group, end: int) -> int:
    """Past brackets and appositions after a party."""
    found = _ASIDE.match(ctx.folded, group.end, end)
    at = found.end() if found else group.end
    more = _AND_OTHERS.match(ctx.folded, at, end)
    return more.end() if more else at


def named(ctx: Context, start: int, end: int) -> list[Group]:
    """Every party a passage puts in charge: subjects of its sentences and those charged outright."""
    end = window(start, end)
    parties = groups(ctx, start, end)
    found: list[Group] = []
    for low, high in sentences(ctx, start, end):
        near = [g for g in parties if low <= g.start < high]
        acting = subject(ctx, low, high, near)
        if found and acting is not None and _told_to(ctx, acting, low):
            continue
        found += [acting] if acting is not None else [g for g in near if _does(ctx, g, low, high)][:1]
        found += [g for g in near if acting is not None and g.start > acting.end and _in_turn(ctx, g, high)]
    for group in parties:
        if group not in found and _charged(ctx, group, start, end, bool(found)):
            found.append(group)
    acting_alone = [g for g in found if not HELPS.match(ctx.folded, g.end, end)]
    return sorted((g for g in acting_alone or found if may_lead(ctx, g)), key=lambda g: g.start)


_TURN = re.compile(r"[^\W\d_)”],\s+(?:còn\s+)?(?:các\s+)?$")
_LENDS = re.compile(r"[^.;,]{0,60}\b(?:hỗ trợ|giúp|phối hợp|cùng)\b")
_TURN_ACTS = re.compile(
    r"\s*(?:\([^()]*\)\s*)?(?:xử lý|rà soát|kiểm tra|xây dựng|ban hành|hướng dẫn|bố trí|lắp đặt|cấp|chi trả|mở|tuyên truyền|tổ chức|chịu trách nhiệm|đảm nhiệm|phụ trách|vận động)\b"
)


def _in_turn(ctx: Context, group: Group, end: int) -> bool:
    """ "Sở A xử lý …, Sở B xử lý …, cùng hoàn thành …": after a comma another party acts in its turn."""
    before = ctx.folded[max(0, group.start - 12) : group.start]
    if _LENDS.match(ctx.folded, group.end, end):
        return False
    return _TURN.search(before) is not None and _TURN_ACTS.match(ctx.folded, group.end, end) is not None


def _told_to(ctx: Context, group: Group, low: int) -> bool:
    """ "…; yêu cầu đơn vị thi công san lấp": whom a party already named is to tell, not a lead of its own."""
    words = ctx.folded[low : group.start]
    return {m.code for m in group.mentions} <= {"doanh-nghiep", "khac"} and _TELLS.fullmatch(
        words
    ) is not None


_TELLS = re.compile(r"\s*(?:yêu cầu|chỉ đạo|hướng dẫn)\s+(?:các )?")


def _does(ctx: Context, group: Group, start: int, end: int) -> bool:
    """Whether a sentence without a subject says by whom it is done: "… do Sở Y tế biên soạn", "trách nhiệm thuộc …"."""
    before = ctx.folded[max(start, group.start - 60) : group.start]
    if _DUTY_OF.search(before):
        return True
    return _DONE_BY.search(before) is not None and _DOES.match(ctx.folded, group.end, end) is not None


def _charged(ctx: Context, group: Group, start: int, end: int, others: bool) -> bool:
    before = ctx.folded[max(start, group.start - 60) : group.start]
    if _BUDGET.search(before) and _BUDGET_AFTER.match(ctx.folded, group.end, end):
        return True
    if re.search(r"phối hợp(?: chặt chẽ)?(?: với| cùng) $", before):
        return False
    if _EXPLICIT_AFTER.match(ctx.folded, group.end, end):
        return not others or bool(re.search(r"[;:.(]\s*$", before))
    return not others and bool(_EXPLICIT_BEFORE.search(before))


def may_lead(ctx: Context, group: Group) -> bool:
    """Bodies above the issuer are spoken of, not tasked."""
    group.mentions = [m for m in group.mentions if ctx.central or m.code not in CENTRAL]
    return bool(group.mentions)


def coordinating(ctx: Context, start: int, end: int, leads: list[Mention]) -> list[Mention]:
    """Those a passage says to work with ("phối hợp với …", "… phối hợp")."""
    end = window(start, end)
    parties = groups(ctx, start, end)
    starts = [g.start for g in parties]
    found: list[Mention] = []
    for cue in _WITH.finditer(ctx.folded, start, end):
        index = bisect_left(starts, cue.end() - 12)
        while index < len(parties) and parties[index].start <= cue.end() + 4:
            if parties[index].end > cue.end() and not (
                _WEAK.match(cue.group()) and parties[index].mentions[0].generic
            ):
                found += [m for m in parties[index].mentions if m.start >= cue.start()]
            index += 1
        inner = next((g for g in parties if g.start < cue.end() < g.end), None)
        if inner is not None:
            found += [m for m in inner.mentions if m.start >= cue.end() - 2]
    for group in parties:
        if HELPS.match(ctx.folded, group.end, end) and not any(m in leads for m in group.mentions):
            before = ctx.folded[max(start, group.start - 8) : group.start]
            if re.search(r"[;,(.:]\s*(?:và )?(?:các )?$", before) or group.start - start < 4:
                found += group.mentions
    return distinct([m for m in found if m not in leads])


def distinct(mentions: list[Mention]) -> list[Mention]:
    """One mention per code and place, in order."""
    seen: set[tuple[int, int]] = set()
    kept = []
    for mention in sorted(mentions, key=lambda m: m.start):
        if (mention.start, mention.end) not in seen:
            seen.add((mention.start, mention.end))
            kept.append(mention)
    return kept


class Opening(NamedTuple):
    """A clause that opens with a party as its heading: "1. Sở Y tế", "6. Sở Tài chính: …"."""

    mentions: tuple[Mention, ...]
    body: int


_HEADING_BEFORE = re.compile(
    rf"\s*(?:(?:đề nghị|giao(?: cho)?|trách nhiệm của|nhiệm vụ của|đối với|phân công(?: nhiệm vụ)?(?: cho)?|yêu cầu|về phía)\s+)*(?:{HEADS}[,;]? (?:và )?)*(?:các )?"
)
_HEADING_AFTER = re.compile(
    r"\s*(?:\([^()]{0,200}\)\s*)?(?:[-–]?\s*(?:là )?cơ quan (?:thường trực|chủ trì|đầu mối)[^.:;\n]{0,100})?(?:có trách nhiệm|có nhiệm vụ|chịu trách nhiệm|thực hiện(?: các nhiệm vụ)?(?: sau)?)?\s*[.;]?"
)


def opening(ctx: Context, start: int, end: int) -> Opening | None:
    """The heading party of a clause and where its words begin, or ``None``."""
    lead_in = _HEADING_BEFORE.match(ctx.folded, start, end)
    first = lead_in.end() if lead_in else start
    party = next((g for g in groups(ctx, start, window(start, end)) if g.end > start), None)
    if party is None or party.start > first + 6 or party.start < start:
        return None
    after = _HEADING_AFTER.match(ctx.folded, party.end, end)
    at = after.end() if after else party.end
    if at < end and ctx.folded[at] == ":":
        return Opening(tuple(party.mentions), _skip(ctx, at + 1, end))
    plain = re.compile(r"\s*(?:\([^()]{0,200}\)\s*)?[.;]?").match(ctx.folded, party.end, end)
    at = plain.end() if plain else party.end
    if (rest := _name_goes_on(ctx, party.end, end)) is not None:
        at = rest
    gap = ctx.view.text[party.end : _skip(ctx, at, end)]
    after_at = _skip(ctx, at, end)
    if after_at >= end:
        return Opening(tuple(party.mentions), end)
    if "\n" in gap and (ctx.view.text[after_at].isupper() or ctx.view.text[after_at] in '“"-+'):
        return Opening(tuple(party.mentions), after_at)
    return None


def _name_goes_on(ctx: Context, at: int, end: int) -> int | None:
    """The end of a heading line whose party is told more of: "UBND các xã | có dân di cư tự do"."""
    stop = ctx.view.text.find("\n", at, end)
    words = ctx.folded[at : stop if stop >= 0 else end]
    if (
        stop < 0
        and at >= end
        or len(words) > 70
        or not _NAME_TAIL.match(words)
        or re.search(r"[.;:]|" + _ACTS, words)
    ):
        return None
    after = _skip(ctx, stop, end) if stop >= 0 else end
    if after < end and not ctx.view.text[after].isupper():
        return None
    return stop if stop >= 0 else end


_NAME_TAIL = re.compile(
    r"\s*(?:,|(?:và|có|thuộc|trên|ở|tại|ngoài|của|liên quan|nơi|được giao|còn lại|ven|vùng|miền|biên giới)\b)"
)
_ACTS = (
    r"\b(?:chủ trì|phối hợp|tham mưu|chỉ đạo|hướng dẫn|xây dựng|triển khai|thực hiện|tổ chức|rà soát|tăng cường|kiểm tra|theo dõi|"
    r"tổng hợp|báo cáo|ban hành|bố trí|tuyên truyền|vận động|quản lý|bảo đảm|đảm bảo|cung cấp|tiếp tục|trách nhiệm|căn cứ|đẩy mạnh|chủ động|là)\b"
)


def _skip(ctx: Context, at: int, end: int) -> int:
    while at < end and ctx.view.text[at].isspace():
        at += 1
    return at
