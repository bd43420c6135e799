"""Tasks written as named lines (Nội dung / Cơ quan chủ trì / Cơ quan phối hợp / Thời gian)."""

from __future__ import annotations

import re

from diemtua.plans.reading.records import fresh, record
from diemtua.plans.reading.tables import Cell, role_of
from diemtua.plans.reading.text import View

_KEY = re.compile(
    r"(?:^|(?<=[\n;.(,\[|→]))[ \t\n]*(?:[-+•*–→]|[a-zđ0-9]\)|o )?[ \t]*"
    r"(?P<key>nội dung(?: (?:công việc|nhiệm vụ|thực hiện|hoạt động|chính))?|nhiệm vụ|tên nhiệm vụ|công việc|hoạt động|"
    r"(?:(?:các |trách nhiệm )?(?:cơ quan|đơn vị|tổ chức|cq|đv|trách nhiệm)(?:[,/] ?(?:cơ quan|đơn vị|tổ chức|cá nhân|địa phương))* (?:được giao )?)?(?:chủ[ \n]trì|(?:cùng )?phối[ \n]hợp|thực[ \n]hiện|đầu mối|tham mưu|phụ trách|chịu trách nhiệm|(?:cùng )?tham gia|hỗ trợ)"
    r"(?: (?:thực hiện|chính|tham mưu|triển khai))?|cơ quan|đơn vị|trách nhiệm(?: thực hiện)?|phân công(?: (?:thực hiện|nhiệm vụ|trách nhiệm))?|"
    r"(?:(?:mốc )?thời[ \n]gian|thời[ \n]hạn|tiến[ \n]độ|thời điểm|lộ trình|hạn|tg)(?: (?:[^\W\d]+|-)){0,6}|(?:hoàn[ \n]thành|xong)(?: trước)?|giao|"
    r"sản phẩm(?:,? [^\W\d]+){0,4}|kết quả(?: (?:dự kiến|đầu ra|đạt được))?|kinh phí(?: (?:thực hiện|dự kiến))?|nguồn kinh phí|địa điểm(?: thực hiện)?|"
    r"đối tượng|địa bàn|ghi chú)[ ]*:[ ]*"
)


MOST = 60
"""No clause holds more groups of named lines than this."""


@record
class Fields:
    """The named lines of one task; each value's extent by role, and where the first line begins."""

    start: int
    end: int
    values: dict[str, Cell] = fresh(factory=dict)


def find(view: View, start: int, end: int) -> list[Fields]:
    """The groups of named lines in a clause; only groups that name who leads."""
    if view.lined.find(":", start, end) < 0:
        return []
    keys = [
        (k.start(), k.start("key"), k.end(), _role(k.group("key")))
        for k in _KEY.finditer(view.lined, start, end)
    ]
    found: list[Fields] = []
    for number, (outer, at, value, role) in enumerate(keys):
        stop = keys[number + 1][0] if number + 1 < len(keys) else _line_end(view, value, end)
        stop = min(stop, _paragraph_end(view, value, stop))
        role = "lead" if role == "doer" and not (found and "lead" in found[-1].values) else role
        if (
            not found
            or (role == "content" and found[-1].values)
            or role in found[-1].values
            or outer - found[-1].end > 900
        ):
            found.append(Fields(_mark(view, outer, at), stop))
        found[-1].values.setdefault(role, trim(view, value, stop))
        found[-1].end = max(found[-1].end, stop)
    return [f for f in found if "lead" in f.values and not f.values["lead"].empty][:MOST]


def _role(key: str) -> str:
    key = key.replace("\n", " ")
    if key.startswith(("trách nhiệm", "phân công", "giao")) and "phối hợp" not in key:
        return "lead"
    if key.endswith("hỗ trợ"):
        return "support"
    if key == "thực hiện":
        return "doer"
    return "time" if _WHEN.match(key) else role_of(key) or "other"


_WHEN = re.compile(r"(?:hạn|tg|hoàn thành|xong)\b")


def _mark(view: View, outer: int, at: int) -> int:
    while outer < at and view.text[outer].isspace():
        outer += 1
    line = view.text.rfind("\n", 0, outer) + 1
    return line if _LABEL_ONLY.fullmatch(view.text[line:outer]) else outer


_LABEL_ONLY = re.compile(r"[ \t]*(?:[-+•*–]|\d{1,2}(?:\.\d{1,2})*[.)]?|[a-zđ][.)])?[ \t]*")


def _line_end(view: View, start: int, end: int) -> int:
    stop = view.text.find("\n", start, end)
    while stop != -1 and (
        stop == start
        or view.text[stop - 1] in ",;"
        or view.text[stop + 1 : stop + 2].islower()
        or _OPEN_END.search(view.folded, max(start, stop - 8), stop)
    ):
        stop = view.text.find("\n", stop + 1, end)
    return end if stop == -1 else stop


_OPEN_END = re.compile(r"\b(?:ngày|tháng|quý|năm|từ|đến|trước|và|của|hết)$")


def _paragraph_end(view: View, start: int, end: int) -> int:
    stop = re.compile(r"\n\s*\n|\n(?=[ \t]*(?:[-+•*–]\s|\d{1,2}[.)]|[a-zđ]\)))").search(view.text, start, end)
    return stop.start() if stop and stop.start() > start else end


def trim(view: View, start: int, end: int) -> Cell:
    """A value without outer blanks."""
    while start < end and view.text[start].isspace():
        start += 1
    while end > start and (view.text[end - 1].isspace() or view.text[end - 1] in "-+•*–([|→"):
        end -= 1
    return Cell(start, end)


def is_line(view: View, start: int, end: int) -> bool:
    """Whether a bullet begins with a named line."""
    return _KEY.match(view.lined, start, end) is not None or _key_at(view, start, end)


def _key_at(view: View, start: int, end: int) -> bool:
    words = "\n" + view.folded[start : min(end, start + 60)]
    return _KEY.match(words, 1) is not None


def inline(view: View, group: Fields) -> bool:
    """Whether the named parts stand in the clause's own sentence, not on lines of their own."""
    line = view.text.rfind("\n", 0, group.start) + 1
    return not _LABEL_ONLY.fullmatch(view.text[line : group.start].replace("(", " ").replace("[", " "))
