"""Finding agencies named in a text, with their codes (nhận diện cơ quan)."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from typing import NamedTuple

from diemtua.plans.reading import agency_names as names
from diemtua.plans.reading.model import Agency
from diemtua.plans.reading.moments import CAPITALS
from diemtua.plans.reading.text import View, any_of

CENTRAL = frozenset({"chinh-phu", "bo-nganh-tw", "ban-chi-dao-tw", "co-quan-dai-dien", "nuoc-ngoai"})
"""Codes of bodies a province's plan speaks of but cannot task."""

_TAIL = (
    r"(?: (?:tỉnh|thành phố|tp|huyện|quận|cấp tỉnh|cấp thành phố|cấp huyện|cấp xã|các cấp|hai cấp|khu vực|"
    r"xã(?: ?, ?phường)?(?: ?, ?đặc khu)?|phường|đặc khu|cùng cấp|của tỉnh|của thành phố)\b)?(?: (?:{PROV})\b)?"
    r"(?: (?:(?:có )?liên quan(?: khác)?|(?:cấp|của) tỉnh|cấp xã|trực thuộc(?: trung ương)?|ven biển|biên giới|còn lại|"
    r"trên (?:toàn )?địa bàn(?: (?:toàn )?(?:tỉnh|thành phố|xã|phường|huyện)\b)?(?: (?:{PROV})\b)?))*"
)
_STOP = (
    "thì|cho|mà|đã|đang|sau khi|chủ trì|chủ động|phối hợp|có trách nhiệm|chịu trách nhiệm|tổ chức|xây dựng|thực hiện|tham mưu|triển khai|"
    "hướng dẫn|chỉ đạo|căn cứ|theo|tiếp tục|tăng cường|đẩy mạnh|rà soát|báo cáo|hoàn thành|đề xuất|bố trí|tổng hợp|"
    "kiểm tra|cung cấp|cử|gửi|là|để|trong|trước|từ|về|với|và|tại|nơi|khi|nếu|được|do|đôn đốc|lồng ghép|phát huy|"
    "quán triệt|nghiên cứu|duy trì|đảm bảo|bảo đảm|tham gia|vận động|tuyên truyền|thường xuyên|quý|tháng|năm|hằng|"
    "hàng|trên|cùng|giao|phải|cần|sẽ|các|mở|lập|thông báo|ban hành|phổ biến|giúp|nhằm|như|có|nâng cao|định kỳ|"
    "cập nhật|khẩn trương|tập trung|xem xét|quan tâm|ưu tiên|kịp thời|tạo|đưa|ủy ban|ubnd|sở"
)
_WORDS = rf"(?: (?:[-&] )?(?!(?:{_STOP})\b)[\w&./-]*\w){{0,9}}"
_NAMED = rf"(?: (?!(?:{_STOP})\b)\w+){{0,5}}"
_LEVEL = r"(?:cấp tỉnh|cấp huyện|cấp xã|các cấp|(?:hai|ba) tỉnh|tỉnh|thành phố|tp\b\.?|huyện|quận|thị xã|thị trấn|xã|phường|đặc khu|thành|thị)"
_LEVELS = (
    rf"(?: (?:(?:các|cấp|thuộc|của) )?{_LEVEL}\b"
    rf"(?:(?: ?, ?| và | ?- ?| ?/ ?)(?:(?:các|cấp) )?{_LEVEL}\b)*| các địa (?:phương|bàn)\b(?: điểm| trọng điểm)?)?"
)
_KIND = "sở|ban|ngành|đoàn thể|hội|đơn vị|địa phương|cơ quan|phòng|tổ chức|cá nhân|mttq|mặt trận|chuyên môn|cấp|huyện|xã"
_FIRST_KIND = _KIND.removesuffix("|huyện|xã")
_QUALITY = (
    r"(?: (?:chức năng|chuyên môn|thông tin|đầu mối|nghiệp vụ|của (?:tỉnh|thành phố)|thành phố|tỉnh|cấp tỉnh|cấp thành phố|"
    r"nhà nước|thành viên(?: ban chỉ đạo)?|sự nghiệp|(?:trực )?thuộc (?:tỉnh|ubnd tỉnh|thành phố)|"
    r"(?:được )?(?:giao|phân công)(?: (?:nhiệm vụ|chủ trì))?|còn lại)\b)*"
)
_COLLECTIVE = (
    rf"(?:(?<=các )|(?<=mỗi )|(?<=từng )|(?=sở ?(?:,|và|-|/)) ?|(?=(?:cơ quan|đơn vị|địa phương|ban|ngành)\b[^.;:|\n]{{0,40}}liên quan))"
    rf"(?:{_FIRST_KIND})\b(?:(?: ?, ?| và | ?[-/] ?| )(?:các )?(?:{_KIND})\b)*{_QUALITY}"
)
_CENTRE = r"(?:(?:ban chấp hành )?(?:trung ương|tw) )"
_UNITS = (
    "phòng|chi cục|trung tâm|trường|bệnh viện|viện|hội|hiệp hội|quỹ|tổ công tác|tổ|trạm|văn phòng|"
    "ban quản lý|ban|học viện|đại học|cục|vụ|liên hiệp|nhà văn hóa|thư viện|bảo tàng|nhà|hội đồng|đội|thanh tra|cảng"
)


class Mention(NamedTuple):
    """An agency named in the view. ``generic`` is a collective ("các sở, ban, ngành")."""

    start: int
    end: int
    code: str
    generic: bool = False


@lru_cache(maxsize=1)
def pattern() -> re.Pattern[str]:
    """The one compiled pattern of agency names, over folded text; its groups name the forms.

    A group stands empty behind its form: the engine then sees the form's own first letter, and passes on at once.
    """
    parts = [rf"(?:các )?sở:? ?(?=(?:{'|'.join(names.DEPARTMENTS.values())})\b)(?P<so>)"]
    parts += [f"(?:{_fill(form)})(?P<f{number}>)" for number, (_, form) in enumerate(names.FORMS)]
    parts.append(rf"(?:các )?(?:{_UNITS})\b(?P<unit>)")
    return re.compile(_roomy(rf"\b(?=(?:{any_of(_triggers())}))(?:{'|'.join(parts)})"))


_BLANKS = re.compile(r"\(\?<[=!][^)]*\)| \?| (?![+*{])")


def _roomy(form: str) -> str:
    """One blank in a form stands for any run of them, since lines wrap and pages break."""
    return _BLANKS.sub(lambda found: {" ?": " *", " ": " +"}.get(found.group(), found.group()), form)


def _triggers() -> set[str]:
    """How a name may begin: by two words where the first is common without a name behind it."""
    first = (
        "các|sở|ubnd|ủy ban|văn phòng|vp|đoàn|thường trực|ban|tỉnh ủy|tỉnh đoàn|thành ủy|thành đoàn|đảng ủy|hđnd|hội|chính quyền|"
        "chính phủ|cấp|bcđ|cơ quan|cơ sở|công an|công ty|công đoàn|catp|ca |bộ|bch|lực lượng|bđbp|đồn |chqs|vùng cảnh|cảnh sát|"
        "chi cục|chi nhánh|cục|hải quan|viện|vks|tand|tòa án|thanh tra|thuế|ngành|bhxh|bảo hiểm|bảo tàng|ngân hàng|nh |nhnn|"
        "nhcsxh|tổ|kho bạc|thống kê|thi |mặt trận|ub|mttq|liên đoàn|liên minh|liên hiệp|lđlđ|đài|báo|doanh nghiệp|tổng cục|"
        "tổng công|tổng liên|tổng lđlđ|tập đoàn|điện lực|bưu điện|viettel|vnpt|mobifone|viễn thông|hợp tác|trung tâm|trung ương|tt |"
        "bql|phòng|kiểm toán|thủ tướng|mỗi|từng|đơn vị|địa phương|vườn|cảng|hiệp hội|quỹ|trạm|học viện|đại học|vụ|nhà|thư |đội|"
        "bệnh viện|trường|những|toàn thể|tw|btl|thông tấn|cdc|ttyt|ttxvn|vtv|vov"
    )
    return set(first.split("|"))


def _fill(form: str) -> str:
    """A form without its tails: those are matched once, after the name (``_stretch``)."""
    return (
        form.replace("{TAIL}", "").replace("{WORDS}", "").replace("{LEVELS}", _LEVELS)
        .replace("{CENTRE}", _CENTRE).replace("{COLLECTIVE}", _COLLECTIVE).replace("{PROV}", names.PROVINCES)
        .replace("{MINISTRY}", names.MINISTRY).replace("{LDTBXH}", names.DEPARTMENTS["so-ldtbxh"])
        .replace("{FOREIGN}", r"(?: của (?:nước )?[\w ]{0,40})?")
    )  # fmt: skip


_OPEN_WORDS = re.compile(_roomy(_WORDS))


@lru_cache(maxsize=1)
def _tail() -> re.Pattern[str]:
    """What may follow a name; like open words it may be nothing, so it always matches."""
    return re.compile(_roomy(_TAIL.replace("{PROV}", names.PROVINCES)))


def _end_of(form: re.Pattern[str], folded: str, at: int, end: int) -> int:
    found = form.match(folded, at, end)
    return found.end() if found else at


_NEW_CELL = re.compile(
    r"\t|\||\n(?=\s*(?:[A-ZĐÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ“\"(+•*|-]|\d|[a-zđ]\)|$))"
)


_ACTS = re.compile(
    r"(?<!công)\s(?:khám|gia cố|cập nhật|chuẩn bị|tiếp nhận|lập|thăm hỏi|phát|mở|vận hành|chăm sóc|điều phối|hỗ trợ|xử lý|giám sát|quản lý|"
    r"phát triển|lắp|trực(?! thuộc)|sản xuất|đào tạo|tập huấn|biên soạn|tiến hành|áp dụng|thành lập|đẩy|tham|thu|hoàn|đưa|vào|ra|huy động|"
    r"chi|tư vấn|nghiên cứu|ứng dụng|liên hệ|chịu|khảo sát|công bố|công khai|bảo vệ|duy trì|mua|sửa|xét|rút|ký|nắm|tạo|thẩm định)\b"
)
_LEVEL_END = re.compile(
    rf" (?:tỉnh|thành phố|cấp tỉnh|cấp xã|cấp huyện|khu vực [ivx\d]+|huyện|phường)(?: (?:{names.PROVINCES}))?\b"
)


def _shortened(view: View, start: int, end: int) -> int | None:
    """Where an open name really ends: at its level ("… tỉnh"), or before a verb in small letters."""
    act = _ACTS.search(view.text, start, end)
    stop = act.start() if act else end
    border = _NEW_CELL.search(view.text, start, stop + 1)
    stop = min(stop, border.start()) if border else stop
    level = _LEVEL_END.search(view.folded, start, stop)
    if level is not None:
        stop = min(stop, level.end())
        tail = _end_of(_tail(), view.folded, stop, end)
        goes_on = "\n" not in view.text[stop:tail] and tail <= (act.start() if act else end)
        return tail if goes_on else stop
    return stop if stop < end else None


def _stretch(view: View, form: str, stop: int, end: int) -> int:
    """The end of a name with its tail ("… tỉnh Nghệ An có liên quan") or open words.

    A tail never runs into another cell or a line that begins anew.
    """
    if "{TAIL}" not in form and "{WORDS}" not in form:
        return stop
    opened = "{WORDS}" in form
    tail = _end_of(
        _tail(), view.folded, _end_of(_OPEN_WORDS, view.folded, stop, end) if opened else stop, end
    )
    if opened:
        at = _shortened(view, stop, tail)
        if at is not None:
            return at
    border = _NEW_CELL.search(view.text, stop, tail + 1)
    return max(stop, border.start()) if border and border.start() < tail else tail


@lru_cache(maxsize=1)
def _department() -> re.Pattern[str]:
    named = (f"(?P<d{n}>{form})" for n, form in enumerate(names.DEPARTMENTS.values()))
    return re.compile(_roomy(rf"(?:{'|'.join(named)})(?!\w)"))


_NEXT_DEPARTMENT = re.compile(r" ?(?:,|;|-| và| &) ?(?:và )?")
_DEPARTMENT_CODES = tuple(names.DEPARTMENTS)
_TIMES = r"(?!(?:Trước|Trong|Quý|Tháng|Năm|Từ|Đến|Hằng|Hàng|Thường|Các|Hoàn|Chậm|Ngày|Theo|Khi|Giai|Xong|Định|Cả|Sau|Đầu|Cuối|Mỗi|Như|Kế|Báo|Quyết)\b)"
_ORDINAL = r"(?:[ \u00a0]+\d{1,2}(?![\d/.%-]|\s*(?:tháng|năm|ngày|lần)\b))?"  # «xã A Lưới 3»
_CAPITALS = re.compile(
    rf"(?:[ \u00a0]+{_TIMES}[A-ZĐÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ]\w*)+{_ORDINAL}"
)
_MORE_NAMES = re.compile(
    rf"(?:,| và)\s+(?P<name>{_TIMES}[A-ZĐÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ][\w’']*(?:[ \u00a0]+[A-ZĐÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ][\w’']*)*{_ORDINAL})"
)
_ONE_PLACE = re.compile(r"(?:ubnd|ủy ban nhân dân|công an)\s+(?:xã|phường|đặc khu)")
_WRAPPED_NAME = re.compile(rf"\n[{CAPITALS}]\w*(?:[ \u00a0]+[{CAPITALS}]\w*)*")
_NEXT_PLACE = re.compile(r"(?:,|\s+và)\s+(?:xã|phường|đặc khu|thị trấn)" + _CAPITALS.pattern)
_PLACED = re.compile(r"(?:tỉnh|thành phố|tp|huyện|quận|thị xã|xã|phường|đặc khu|khu vực)\.?$")
_CITY = re.compile(rf"(?:thành phố|tp)\.? (?!(?:{names.CITIES})\b)$")


def find(view: View, start: int = 0, end: int | None = None) -> list[Mention]:
    """Agencies named between two offsets of the view, in order, without overlap."""
    folded = view.folded
    end = len(folded) if end is None else end
    found: list[Mention] = []
    at = start
    search = pattern().search
    while at < end:
        hit = search(folded, at, end)
        if hit is None:
            break
        new = _read(view, hit, end)
        found.extend(new)
        at = new[-1].end if new else hit.start() + _word_length(folded, hit.start())
    return found


def _word_length(folded: str, at: int) -> int:
    blank = _BLANK.search(folded, at + 1)
    return max(1, blank.start() - at) if blank else len(folded) - at


_BLANK = re.compile(r"\W")


def _read(view: View, hit: re.Match[str], end: int) -> list[Mention]:
    group = hit.lastgroup or ""
    if group == "so":
        return _departments(view, hit, end)
    if group == "unit":
        return _unit(view, hit, end)
    code, form = names.FORMS[int(group[1:])]
    stop = _stretch(view, form, hit.end(), end)
    words = view.folded[hit.start() : hit.end()]
    if code == "collective":
        cut = _NEW_CELL.search(view.text, hit.start(), stop)
        if (
            cut is not None
            and view.text[cut.start() - 1] not in ",;-/"
            and not view.folded[: cut.start()].endswith("và")
        ):
            stop = cut.start()
            words = view.folded[hit.start() : stop]
        return _collective(hit.start(), stop, words)
    stop = _with_place(view, hit.start(), stop, end)
    place = view.folded[hit.end() : stop]
    if code == "ubnd":
        return [Mention(hit.start(), stop, committee(words, place))]
    if code == "cong-an":
        return [Mention(hit.start(), stop, _police(words, place))]
    if code == "khac" and (owned := _owned(view, hit.start(), stop, end)):
        return [owned]
    if code == "cong-an-tinh" and words.endswith("công an") and not _named(view, hit.end() - 7):
        return []
    return [Mention(hit.start(), stop, code)] if _plausible(view, hit, code) else []


_OWNED = re.compile(r"\s+(?:trực )?thuộc\s+(?=sở\s|công an tỉnh)")


def _owned(view: View, start: int, stop: int, end: int) -> Mention | None:
    """ "Trung tâm … thuộc Sở Tư pháp": the body it belongs to answers for it."""
    owner = _OWNED.match(view.folded, stop, end)
    if owner is None:
        return None
    body = find(view, owner.end(), min(end, owner.end() + 60))
    return Mention(start, body[0].end, body[0].code) if body and body[0].start == owner.end() else None


def _plausible(view: View, hit: re.Match[str], code: str) -> bool:
    """Open names need a capital where a name begins; "hội nghị" is no association."""
    if code != "khac" or view.folded.startswith("các ", hit.start()):
        return True
    return _named(view, hit.start())


def _named(view: View, at: int) -> bool:
    return at < len(view.text) and view.text[at].isupper()


def _departments(view: View, hit: re.Match[str], end: int) -> list[Mention]:
    found = []
    at, start = hit.end(), hit.start()
    while (name := _department().match(view.folded, at, end)) is not None:
        code = _DEPARTMENT_CODES[int((name.lastgroup or "d0")[1:])]
        stop = _stretch(view, "{TAIL}", name.end(), end)
        found.append(Mention(start, stop, code))
        joint = _NEXT_DEPARTMENT.match(view.folded, stop, end)
        if joint is None or not view.text[joint.end() : joint.end() + 1].isupper():
            break
        at = start = joint.end()
    return found


def _unit(view: View, hit: re.Match[str], end: int) -> list[Mention]:
    """A unit belongs to the body named in or after its name ("Phòng Tham mưu Công an tỉnh")."""
    start = hit.start()
    if not _is_unit(view, start, hit.end()):
        return []
    stop = _stretch(view, "{WORDS}{TAIL}", hit.end(), end)
    words = view.folded[start:stop]
    if words.removeprefix("các ") in _UNITS.split("|"):
        return []
    first = start + _word_length(view.folded, start)
    owner = re.compile(r" (?:thuộc|trực thuộc|của) ").match(view.folded, stop, end)
    inner = pattern().search(view.folded, first, min(end, stop + 60)) if owner or first < stop else None
    if (
        inner is not None
        and inner.lastgroup != "unit"
        and (inner.start() <= owner.end() if owner else view.text[stop : inner.start()] in {"", " "})
    ):
        body = _read(view, inner, end)
        if body:
            placed = not owner and _PLACES_ONLY.match(view.folded, inner.start())
            return [Mention(start, body[0].end, _unit_code(words) if placed else body[0].code)]
    return [Mention(start, stop, _unit_code(words))]


_PLACES_ONLY = re.compile(r"(?:các )?(?:xã|phường)\b|cấp xã\b")
"""Where a unit is, not whose it is: "Trạm Y tế các xã, phường"."""
_CLOSED_UNITS = re.compile(
    r"(?:các )?(?:trạm y tế|trung tâm (?:y tế|kiểm soát|dịch vụ|phục vụ|văn hóa|giáo dục|công tác|bảo trợ|trợ giúp)|phòng (?:văn hóa|kinh tế|giáo dục|chuyên môn|ban)|"
    r"tổ công (?:nghệ|tác)|bệnh viện|trường (?:học|tiểu|trung|mầm|phổ|đại|cao|chính|dân)|chi cục|ban quản lý|hội (?:người|chữ|khuyến|bảo|luật|nhà|nạn|cựu|đồng)|thư viện|bảo tàng|ban vì)"
)


def _is_unit(view: View, start: int, stop: int) -> bool:
    """A unit's name: a capital, then a name with a capital or one of the closed list; "Tổ chức" is no unit."""
    if _CLOSED_UNITS.match(view.folded, start):
        return view.text[start].isupper() or view.folded.startswith("các ", start)
    if not _named(view, start) or not _named(view, stop + 1):
        return False
    shouted = view.text[start:stop].isupper()
    before = view.text[max(0, start - 14) : start].rstrip()
    return not shouted or not before or not before.split()[-1:][0].isupper()


_UNIT_CODES = (
    (re.compile(r"phòng (?:cảnh sát|an ninh|pc\d|pa\d|kỹ thuật hình sự|tham mưu)"), "cong-an-tinh"),
    (re.compile(r"phòng (?:phòng, chống|phòng chống) (?:ma túy|mại)"), "bo-doi-bien-phong"),
    (re.compile(r"hội (?!đồng)"), "to-chuc-ctxh"),
    (re.compile(r"(?:văn phòng|thanh tra) bộ|(?:cục|vụ) "), "don-vi-thuoc-bo"),
    (re.compile(r"ban dân tộc"), "ban-dan-toc"),
    (re.compile(r"phòng ngoại vụ"), "so-ngoai-vu"),
)


def _unit_code(words: str) -> str:
    for form, code in _UNIT_CODES:
        if form.match(words):
            return code
    return "khac"


def _collective(start: int, end: int, words: str) -> list[Mention]:
    kinds = set(
        re.findall(r"sở|ngành|đoàn thể|hội|cơ quan|đơn vị|địa phương|phòng|tổ chức|huyện|xã|ban", words)
    )
    if not kinds:
        return []
    if kinds & {"sở", "ngành"}:
        code = "cac-so-nganh"
    elif kinds <= {"đoàn thể", "hội", "tổ chức"} and kinds & {"đoàn thể", "hội"}:
        code = "to-chuc-ctxh"
    else:
        code = "co-quan-lien-quan"
    return [Mention(start, end, code, generic=True)]


def committee(words: str, place: str = "") -> str:
    """The code of a People's Committee by the levels its name lists (UBND các xã, phường …)."""
    if re.search(r"\b(?:xã|phường|đặc khu|thị trấn|địa phương|địa bàn)\b", words.replace("thị xã", "")):
        return "ubnd-xa" if not re.search(r"\b(?:huyện|quận)\b", words) else "ubnd-huyen"
    if re.search(r"các tỉnh\b", words) and "huyện" not in words:
        return "ubnd-tinh"
    if re.search(r"huyện|quận|thị xã|các cấp|các thành phố|, thành|các thành", words):
        return "ubnd-huyen"
    if words.rstrip(". ").endswith(("thành phố", "tp")) and place.strip() and not _is_city(place):
        return "ubnd-huyen"
    return "ubnd-tinh"


def _is_city(place: str) -> bool:
    return place.strip().lower() in names.CITIES.split("|")


def _police(words: str, place: str) -> str:
    if words.endswith(("thành phố", "tp")) and place.strip() and not _is_city(place):
        return "cong-an-huyen"
    return "cong-an-tinh"


def _with_place(view: View, start: int, stop: int, end: int) -> int:
    """Take the proper name after "huyện", "xã", "thành phố" into the mention."""
    if not _PLACED.search(view.folded[start:stop]):
        return stop
    name = _CAPITALS.match(view.text, stop, end) or _over_the_line(view, start, stop, end)
    if name is None or pattern().match(view.folded, stop + 1, end):
        return stop
    stop = name.end()
    if "các " not in view.folded[start:stop]:
        while more := _NEXT_PLACE.match(view.text, stop, end):
            stop = more.end()
        return stop
    while (more := _MORE_NAMES.match(view.text, stop, end)) and not pattern().match(
        view.folded, more.start("name"), end
    ):
        stop = more.end()
    return stop


def _over_the_line(view: View, start: int, stop: int, end: int) -> re.Match[str] | None:
    """ "… UBND xã | Tân Điền …": a wrapped line parts a commune from its name; a heading's line is short."""
    wrapped = stop - view.text.rfind("\n", 0, stop) > 60 and view.text[stop : stop + 1] == "\n"
    single = _ONE_PLACE.fullmatch(view.folded, start, stop)
    return _WRAPPED_NAME.match(view.text, stop, end) if wrapped and single else None


class Agencies(NamedTuple):
    """All mentions of a text, for quick looks between two offsets."""

    view: View
    mentions: tuple[Mention, ...]
    starts: tuple[int, ...]

    def between(self, start: int, end: int) -> tuple[Mention, ...]:
        """Mentions wholly inside ``start``–``end``."""
        low = bisect_left(self.starts, start)
        high = bisect_left(self.starts, end, low)
        return tuple(m for m in self.mentions[low:high] if m.end <= end)

    def agency(self, mention: Mention) -> Agency:
        """The mention as a named agency."""
        return Agency(mention.code, self.view.quote(mention.start, mention.end), mention.start, mention.end)


def of(view: View, *, central: bool = False) -> Agencies:
    """Every agency named in the view. One pass. In a central body's plan the police of a place is a province's."""
    mentions = tuple(_resolved(view, find(view)))
    if central:
        mentions = tuple(
            m._replace(code="cong-an-tinh")
            if m.code == "cong-an-huyen" and "địa phương" in view.folded[m.start : m.end]
            else m
            for m in mentions
        )
    return Agencies(view, mentions, tuple(m.start for m in mentions))


def _resolved(view: View, mentions: list[Mention]) -> list[Mention]:
    """ "Sở này" takes the code of the department the sentence before is about."""
    kept: list[Mention] = []
    for mention in mentions:
        if mention.code != "ditto":
            kept.append(mention)
            continue
        wanted = "so-" if view.folded[mention.start :].startswith("sở") else ""
        near = [
            m
            for m in kept[-12:]
            if m.code.startswith(wanted) and not m.generic and mention.start - m.end < 1500
        ]
        if near:
            kept.append(Mention(mention.start, mention.end, _spoken_of(view, near, mention.start).code))
    return kept


def _spoken_of(view: View, near: list[Mention], at: int) -> Mention:
    """The first agency of the sentence before, which is its subject; else the nearest."""
    stop = max(
        view.text.rfind(". ", 0, at - 1), view.text.rfind(".\n", 0, at - 1), view.text.rfind(";\n", 0, at - 1)
    )
    begin = max(view.text.rfind(". ", 0, stop - 1), view.text.rfind("\n", 0, stop - 1), 0) if stop > 0 else 0
    return next((m for m in near if begin <= m.start < at), near[-1])
