"""Text that is not the document's (nhiễu): page numbers, portal menus, lists of related documents.

The inner noise is taken out of the view before anything else is read, so that a
name broken by a page ("Tòa | 5 | án") is whole again; outer noise bounds the body.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from diemtua.plans.reading.model import Noise
from diemtua.plans.reading.text import Line, View, without

_NUMBER = re.compile(r"\d{1,3}$")
_PAGE = re.compile(r"(?:trang|page)\s+\d{1,3}(?:\s*/\s*\d{1,3})?$|-\s*\d{1,3}\s*-$|\d{1,3}\s*/\s*\d{2,3}$")
_FOOTNOTE = re.compile(r"(\[\d{1,2}\]|\(\d{1,2}\))\s*\S")
_WEB = re.compile(
    r"ý kiến bạn đọc|bình luận|lượt xem|in trang|xuất pdf|skip to main|chia sẻ|tin liên quan|các tin khác|"
    r"nhấp vào nút|đăng nhập|trang chủ|chế độ ban đêm|về trang trước|gửi email|bản quyền|copyright|facebook|"
    r"tải về|thuộc tính văn bản|lược đồ"
)
_RELATED = re.compile(
    r"-\s*\d{1,3}\s+(?:quyết định|kế hoạch|nghị quyết|công văn|thông báo|chỉ thị|nghị định|luật|thông tư)"
)
_RELATED_TITLE = re.compile(
    r"(?:văn bản|tài liệu|tin|bài viết)(?: được)? (?:liên quan|dẫn chiếu|cùng chủ đề|khác)\b"
)
_TITLED = re.compile(r"cộng hòa xã hội chủ nghĩa|độc lập ?- ?tự do")
_FOOT = re.compile(
    r"ý kiến bạn đọc|bình luận|(?:các )?tin (?:khác|liên quan|mới)|tải về|tải tệp|văn bản cùng|lượt xem|chia sẻ\b|quay lại|bản quyền|"
    r"(?:file|tệp|tài liệu) đính kèm|từ khóa\s*:|đánh giá bài viết|gửi phản hồi|về đầu trang|in bài"
)
NEAR = 900
"""Two lone numbers closer than this (code points) are table labels, not pages."""


class Cleaned(NamedTuple):
    """The view without inner noise; the noise, in offsets of the text as given; where the body lies in the view."""

    view: View
    noise: tuple[Noise, ...]
    start: int
    end: int


def clean(view: View) -> Cleaned:
    """Find noise; take out what stands inside the body; bound the body."""
    start, end = _body(view)
    inner = sorted(
        {(n.start, n.end): n for n in (*_pages(view), *_headers(view)) if start <= n.start < end}.values(),
        key=lambda n: n.start,
    )
    outer = []
    if start > 0 and view.text[:start].strip():
        outer.append(_trimmed(view, "web-page", 0, start))
    if end < len(view.text) and view.text[end:].strip():
        kind = "related-documents" if _RELATED.match(view.folded[end : end + 200].strip()) else "web-page"
        outer.append(_trimmed(view, kind, end, len(view.text)))
    given = tuple(
        Noise(n.kind, *view.given(n.start, n.end)) for n in sorted([*inner, *outer], key=lambda n: n.start)
    )
    kept = without(view, [(n.start, n.end) for n in inner])
    start, end = _body(kept) if inner else (start, end)
    return Cleaned(kept, given, start, end)


def _trimmed(view: View, kind: str, start: int, end: int) -> Noise:
    piece = view.text[start:end]
    return Noise(kind, start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip()))


def _pages(view: View) -> list[Noise]:
    lone = [line for line in view.lines if _NUMBER.fullmatch(line.text)]
    pages = [Noise("page-number", line.start, line.end) for line in lone if not _in_table(line, lone)]
    pages += [
        Noise("page-number", line.start, line.end)
        for line in view.lines
        if line.text and len(line.text) < 20 and _PAGE.fullmatch(line.text.lower())
    ]
    return pages + [
        Noise("footnote", line.start, line.end)
        for line in view.lines
        if line.text[:1] in "[("
        and (mark := _FOOTNOTE.match(line.text))
        and _referred(view, mark.group(1), line.start)
    ]


def _referred(view: View, mark: str, before: int) -> bool:
    """A footnote answers a mark set against a word above it: "hai cấp(1)"."""
    if (
        mark == "(1)"
        and "\n(2)" not in view.text[before : before + 3000]
        and not view.text[:before].rstrip().endswith(":")
    ):
        return True
    at = view.text.rfind(mark, max(0, before - 6000), before)
    return at > 0 and (view.text[at - 1].isalnum() or view.text[at - 1] in '”")')


def _in_table(line: Line, lone: list[Line]) -> bool:
    """A row label has its neighbour (one more, one less) close by."""
    at = lone.index(line) if len(lone) < 60 else _index(line, lone)
    value = int(line.text)
    for other in lone[max(0, at - 2) : at + 3]:
        if abs(int(other.text) - value) == 1 and abs(other.start - line.start) < NEAR:
            return True
    return value == 0


def _index(line: Line, lone: list[Line]) -> int:
    low, high = 0, len(lone)
    while low < high:
        middle = (low + high) // 2
        if lone[middle].start < line.start:
            low = middle + 1
        else:
            high = middle
    return low


def _headers(view: View) -> list[Noise]:
    """A line repeated on many pages beside its number is a running header."""
    seen: dict[str, list[Line]] = {}
    for line in view.lines:
        if 12 < len(line.text) < 90 and "|" not in line.text:
            seen.setdefault(line.text, []).append(line)
    found = []
    for lines in seen.values():
        gaps = [b.start - a.start for a, b in pairwise(lines)]
        if len(lines) >= 4 and min(gaps) > 1200 and lines[0].text[-1] not in ";.:,":
            found += [Noise("page-header", line.start, line.end) for line in lines]
    return found


def _body(view: View) -> tuple[int, int]:
    start, end = 0, len(view.text)
    lines = [line for line in view.lines if line.text]
    for line in lines[:12]:
        if _TITLED.match(view.low(line, 40)):
            break  # "… chia sẻ với Công an tỉnh" beneath is the document's own
        if len(line.text) < 200 and _WEB.search(view.low(line)):
            start = line.end
        elif line.text == "-A A +A":
            start = line.end
    for number, line in enumerate(lines):
        if number > len(lines) * 0.4 and _ends_here(view, lines, number):
            end = line.start
            break
    return start, end


def _ends_here(view: View, lines: list[Line], number: int) -> bool:
    if len(lines[number].text) > 300:
        return False
    low = view.low(lines[number])
    if _RELATED.match(low) and number + 1 < len(lines):
        return bool(_RELATED.match(view.low(lines[number + 1])))
    if lines[number].text[0].islower() or "|" in lines[number].text:
        return False  # "… tổ chức | chia sẻ thông tin": a line that only goes on
    return len(low) < 120 and (bool(_RELATED_TITLE.match(low)) or bool(_FOOT.match(low)))
