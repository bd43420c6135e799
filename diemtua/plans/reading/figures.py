"""Quotas and counts of a plan (chỉ tiêu, số lượng): «03 huyện», «22 vụ», «50%».

Only numbers that count something the field counts are taken; dates, article numbers,
money and clause labels are not. Offsets count in ``text``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from diemtua.plans.reading.model import Figure, Span

_UNITS = (
    "huyện|xã|phường|đặc khu|thị trấn|thôn|bản|buôn|ấp|khu phố|tổ dân phố|địa phương|địa bàn|tỉnh|trường|cơ sở|doanh nghiệp"
    "|vụ việc|vụ án|vụ|nạn nhân|đối tượng|bị can|bị cáo|trẻ em|học sinh|học viên|người|lượt người|lượt|hộ gia đình|hộ|gia đình"
    "|cán bộ|công chức|viên chức|cộng tác viên|tuyên truyền viên|tình nguyện viên|giáo viên|lao động|phụ nữ|hội viên|đoàn viên"
    "|lớp|buổi|cuộc|hội nghị|hội thảo|đợt|phiên tòa|phiên toà|phiên|đoàn|mô hình|câu lạc bộ|điểm|đội|tổ|nhóm"
    "|tờ rơi|tờ|tin nhắn|tin, bài|tin bài|bài viết|bài|phóng sự|video|clip|chuyên mục|chuyên đề|pa nô|pano|áp phích|bộ tài liệu|cuốn"
    "|dịch vụ công|dịch vụ|thủ tục hành chính|thủ tục|hồ sơ|sản phẩm|nhiệm vụ|chỉ tiêu|giường|chỗ|bể bơi|camera|công trình"
)
_DIGITS = re.compile(r"\d(?<!\d\d)")  # the first of each row
_FIGURE = re.compile(
    rf"(?<![\w./,-])(?P<number>\d{{1,3}}(?:\.\d{{3}})+|\d{{1,6}}(?:,\d{{1,3}})?)\s*(?P<unit>%|(?:{_UNITS})(?!\w))"
)
_NO_COUNT = re.compile(
    r"(?:điều|khoản|điểm|mục|phụ lục|số|ngày|tháng|năm|quý|phần|chương|trang|tuổi|lần thứ|khóa|khoá|chỉ đạo|tổng đài)\s*$",
    re.IGNORECASE,
)
_LABEL = re.compile(r"(?:^|\n)[ \t]*$")
_BREAK = re.compile(r"[.;:|\n(]\s")
_TAIL = re.compile(r"[^,.;:|()\n“”]{0,70}")
_NAMED = re.compile(r"\s+[A-ZĐ]{2,8}(?!\w)")


def find_figures(text: str, *, apart: Iterable[Span] = ()) -> list[Figure]:
    """Counts in reading order; ``apart`` holds stretches that are not the plan's."""
    closed = list(apart)
    found = []
    for digits in _DIGITS.finditer(text):  # sought fast; most count nothing
        start = digits.start()
        match = _FIGURE.match(text, start)
        if match is None:
            continue
        before = text[max(0, start - 20) : start]
        if _NO_COUNT.search(before) or _LABEL.search(before) or any(s.start <= start < s.end for s in closed):
            continue
        found.append(_figure(text, match))
    return found


def _figure(text: str, match: re.Match[str]) -> Figure:
    """The figure with the words that say what is counted, at most a line of them."""
    end = match.end()
    named = _NAMED.match(text, end) if match["unit"] != "%" else None
    end = named.end() if named else end
    before = text[max(0, match.start() - 90) : match.start()]
    breaks = list(_BREAK.finditer(before))
    lead = before[breaks[-1].end() :] if breaks else before.partition(" ")[2]
    tail = _TAIL.match(text, match.end())
    what = _plain(lead + match["unit"].replace("%", "") + (tail[0] if tail else ""))
    return Figure(
        what, _value(match["number"]), match["unit"], _plain(text[match.start() : end]), match.start(), end
    )


def _value(digits: str) -> int | float:
    """«5.000» is five thousand, «12,5» twelve and a half."""
    whole = digits.replace(".", "")
    return float(whole.replace(",", ".")) if "," in whole else int(whole)


def _plain(words: str) -> str:
    return " ".join(words.split())
