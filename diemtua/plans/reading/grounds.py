"""Documents cited as grounds (căn cứ ban hành) and the parent plan."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from diemtua.plans.reading.model import Citation
from diemtua.plans.reading.text import View, collapse

_KINDS = (
    "Luật|Bộ luật|Pháp lệnh|Nghị định|Nghị quyết liên tịch|Nghị quyết|Thông tư liên tịch|Thông tư|Quyết định|Chỉ thị|Kết luận|Kế hoạch hành động|Kế hoạch liên ngành|Kế hoạch|"
    "Chương trình hành động|Chương trình phối hợp|Chương trình|Công văn|Công điện|Quy chế phối hợp|Quy chế|Quy định|Hướng dẫn|Thông báo|Tờ trình|Báo cáo|"
    "Đề án|Văn bản|Kết luận|Thông tri|Hiến pháp|Hiệp định|Công ước|Phương án|Chiến lược|Quyết nghị|Lệnh"
)
_ID = (
    r"\d{1,5}(?:\s*/\s*20\d\d)?\s*[/-]\s*[A-ZĐ][\wĐđ&.]*(?:\s?[-/]\s?[A-ZĐ0-9][\wĐđ&.]*|\s\d{1,3}/[A-Z]{2,})*"
)
_DAY = r"ngày\s*(?P<d>\d{1,2})\s*(?:tháng|/|-|\.)\s*(?P<m>\d{1,2})\s*(?:năm|/|-|\.)\s*(?P<y>\d{4})"
_NUMBERED = re.compile(
    rf"(?P<kind>{_KINDS})\s+(?:của\s[^,;.]{{3,60}}?\s)?(?:số\s*:?\s*)?(?P<id>{_ID})(?:\s*,?\s*{_DAY})?"
)
_LAW = re.compile(
    rf"(?P<name>(?:Luật|Bộ luật|Pháp lệnh|Hiến pháp)\s[^;\n|]{{3,200}}?)\s*(?:,\s*)?(?:số\s*(?P<id>{_ID})\s*,?\s*)?(?:{_DAY}|\(?năm\s+(?P<year>\d{{4}})\)?|(?=;|\.\s|,\s(?:Ủy|UBND|căn)|$))"
)
_TRIGGER = re.compile(
    r"(?:^|(?<=[;.,\n|]))[ \t|*-]{0,40}(?P<word>Căn cứ|căn cứ|Thực hiện|thực hiện|Triển khai thực hiện|triển khai thực hiện|Triển khai|triển khai|"
    r"Theo đề nghị|theo đề nghị|Xét đề nghị|xét đề nghị|Theo|Trên cơ sở|Thi hành|Tiếp tục thực hiện)\s",
    re.MULTILINE,
)
_INSIDE = re.compile(
    r"(?:của|thực hiện|thi hành|theo|tại|kèm theo|bổ sung|điều|ban hành|với|triển khai|về|tổng kết|trong|sửa đổi|thay thế|hướng dẫn)\s+(?:các\s+)?$",
    re.IGNORECASE,
)


OPENING = 30000
"""No opening is longer (code points)."""


class Grounds(NamedTuple):
    """Grounds in the order of the text, and the parent plan."""

    bases: tuple[Citation, ...]
    parent: Citation | None


class _Found(NamedTuple):
    start: int
    end: int
    citation: Citation


def read(view: View, start: int, end: int) -> Grounds:
    """The documents cited in an opening; those inside another one's title are left out."""
    end = min(end, start + OPENING)
    bases: list[Citation] = []
    parent: Citation | None = None
    for word, low, high in _segments(view, start, end):
        found = list(_documents(view, low, high, word))
        bases += [f.citation for f in found]
        if found and "hiện" in word or found and "riển khai" in word:
            parent = found[0].citation
    return Grounds(tuple(_once(bases)), parent)


def _once(citations: list[Citation]) -> Iterator[Citation]:
    seen: set[str] = set()
    for citation in citations:
        key = citation.id or f"{citation.name} {citation.date}"
        if key not in seen:
            seen.add(key)
            yield citation


def _segments(view: View, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """What each "Căn cứ", "Thực hiện", "Theo đề nghị" governs."""
    marks = [m for m in _TRIGGER.finditer(view.text, start, end) if _governs(view, m, end)]
    for number, mark in enumerate(marks):
        stop = marks[number + 1].start() if number + 1 < len(marks) else end
        yield mark.group("word"), mark.end(), stop


def _governs(view: View, mark: re.Match[str], end: int) -> bool:
    """A trigger in small letters counts only when a document follows at once."""
    if mark.group("word")[0].isupper() or "đề nghị" in mark.group("word"):
        return True
    return re.compile(rf"(?:các\s+)?(?:{_KINDS})\b").match(view.text, mark.end(), end) is not None


def _documents(view: View, low: int, high: int, word: str) -> Iterator[_Found]:
    text = re.sub(r"\s", " ", view.text[low:high])
    at, first = 0, True
    while (hit := _next(text, at)) is not None:
        inside = not first and _INSIDE.search(text[max(0, hit.start - 30) : hit.start])
        joined = re.search(r"(?:[;,]|\bvà|và các)\s*(?:và\s+)?$", text[at if at else 0 : hit.start])
        if first and hit.start > 140 and "đề nghị" not in word and not joined:
            return
        if first or (joined and not inside):
            yield hit
            first = False
        at = hit.end
    if first and (plain := _unnumbered(text)):
        yield plain


def _next(text: str, at: int) -> _Found | None:
    numbered, law = _NUMBERED.search(text, at), _LAW.search(text, at)
    if (
        law
        and (numbered is None or law.start() < numbered.start())
        and (law.group("d") or law.group("year") or law.group("id") or law.start() == at)
    ):
        name = collapse(law.group("name")).rstrip(",")
        when = _day(law) or law.group("year")
        return _Found(law.start(), law.end(), Citation(_id(law.group("id")), when, name))
    if numbered is None:
        return None
    return _Found(
        numbered.start(),
        numbered.end(),
        Citation(_id(numbered.group("id")), _day(numbered), numbered.group("kind")),
    )


def _unnumbered(text: str) -> _Found | None:
    """A document cited by its name alone, at once after the trigger."""
    found = re.match(rf"\s*((?:{_KINDS})\s[^;,.]{{10,200}}?)(?:;|,|\.|$)", text)
    if found is None or re.search(r"như sau|chức năng", found.group(1)):
        return None
    day = re.search(_DAY, found.group(1))
    return _Found(
        found.start(1), found.end(1), Citation(None, _day(day) if day else None, collapse(found.group(1)))
    )


def _id(words: str | None) -> str | None:
    if not words:
        return None
    return re.sub(r"\s*([-/])\s*", r"\1", collapse(words)).rstrip(".,")


def _day(found: re.Match[str]) -> str | None:
    if not found.group("d"):
        return None
    return f"{found.group('y')}-{int(found.group('m')):02d}-{int(found.group('d')):02d}"
