"""Who leads and who helps in a bracket, a named line or a cell: "(Sở Y tế chủ trì, phối hợp với …; quý II)"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from diemtua.plans.reading import fields, leads
from diemtua.plans.reading.agencies import Mention
from diemtua.plans.reading.leads import Context

_NO_PARTY = re.compile(
    r"(?:(?:người|hộ|đội|nhóm|lượt|thôn|trường|lớp|khu|vụ|cơ sở|tổ|đoàn)$|không|như trên|có liên quan|liên quan|các|và|v\.v|nt|quý|tháng|trước|năm|hằng|hàng|thường xuyên|thời gian|hoàn thành|cấp)\b"
)
_ORGANISED = re.compile(
    r"(?:các |những )?(?:tổ|chủ|đơn vị|trạm|trường|lực lượng|hộ|hội|nhà|cơ sở|doanh nghiệp|ban|phòng|chi cục|cục|vụ|trung tâm|bệnh viện|viện|"
    r"công ty|tập đoàn|viễn thông|điện lực|văn phòng|đoàn|quỹ|nhóm|câu lạc bộ|đội|hợp tác xã|liên minh|liên hiệp|hiệp hội|đài|báo|kho bạc|học viện|"
    r"bảo tàng|thư viện|vườn|cảng|khu|ngành|thôn|bản|ấp|khu phố|cộng đồng|gia đình|cha mẹ|nhân dân|người)\b"
)
_BRACKET = re.compile(r"\(([^()]*(?:\([^()]*\)[^()]*)*)\)")
_HELP_BEFORE = re.compile(r"phối hợp(?:\s+(?:chặt chẽ\s+)?(?:với|cùng)\b|\s*:)|\bmời\b|\btham gia\s*:")
_HELP_WORD = re.compile(r"\s*\(?(?:cùng |tham gia )?(?:phối hợp|tham gia|hỗ trợ|cung cấp|giám sát)\b(?! với)")
_LEADS_WORD = re.compile(
    r"\s*\(?(?:cùng |mỗi đơn vị |là (?:cơ quan|đơn vị) )?(?:chủ trì|thực hiện|chịu trách nhiệm|làm đầu mối|phối hợp|tham mưu|hướng dẫn|thẩm định)"
)
_LEADS_BARE = re.compile(
    r"\s*(?:[^;,()]{0,40}(?:, [^;,()]{0,30})?(?=;))?\s*(?:[;.]|,\s*(?:quý|tháng|trước|năm|từ|trong|hoàn thành|thời gian)|$)"
)
_BRACKET_LEADS = {
    "",
    "giao",
    "đề nghị",
    "do",
    "các",
    "cơ quan chủ trì:",
    "đơn vị chủ trì:",
    "giao:",
    "chủ trì:",
    "phân công:",
}


def bracket(ctx: Context, low: int, high: int) -> tuple[int, int] | None:
    """The bracket of a clause that names who leads: closing it, or anywhere with the word chủ trì."""
    for found in reversed(list(_BRACKET.finditer(ctx.folded, max(low, high - 900), high))):
        start, end = found.span(1)
        closing = not ctx.folded[found.end() : high].strip(" .;\n")
        party = next(iter(leads.groups(ctx, start, end)), None)
        if party is None or ctx.folded[start : party.start].strip() not in _BRACKET_LEADS:
            continue
        after = ctx.folded[party.end : end]
        if _LEADS_WORD.match(after) or (closing and _LEADS_BARE.match(after)):
            return start, end
    return None


def roles(ctx: Context, start: int, end: int) -> tuple[list[Mention], list[Mention]]:
    """Leads and helpers of a bracket or a named line, part by part."""
    named: list[Mention] = []
    helpers: list[Mention] = []
    at = start
    for mark in re.compile(r";|$").finditer(ctx.folded, start, end):
        low, high = at, mark.start()
        at = mark.end()
        _part_roles(ctx, low, high, named, helpers)
    return named, [h for h in leads.distinct(helpers) if h not in named]


def _part_roles(ctx: Context, low: int, high: int, named: list[Mention], helpers: list[Mention]) -> None:
    """Roles within one part: the words after a party tell, or those before it."""
    helping = False
    first = not named
    for group in leads.groups(ctx, low, high):
        members = [
            m for m in group.mentions if not ctx.folded.startswith(("mỗi đơn vị", "mỗi cơ quan"), m.start)
        ]
        helping = helping or bool(_HELP_BEFORE.search(ctx.folded[low : group.start]))
        after = ctx.folded[group.end : high]
        if helping or _HELP_WORD.match(after):
            helpers += members
        elif first or _LEADS_WORD.match(after) or (named and not helpers and not after.strip(" .;")):
            named += members
            first = False
        else:
            helpers += members


def cell(ctx: Context, start: int, end: int) -> list[Mention]:
    """Every party of a cell: known agencies, and what is left between marks as others."""
    found = list(ctx.agencies.between(start, end))
    for low, high in _pieces(ctx, start, end):
        if not any(m.start < high and low < m.end for m in found):
            words = ctx.folded[low:high]
            if len(words) > 3 and _may_be_party(ctx, low, words, bool(found)):
                found.append(Mention(low, high, "khac"))
    aside = [m for m in found if any(o.end <= m.start and "(" in ctx.folded[o.end : m.start] for o in found)]
    return sorted(
        (m for m in found if m not in aside or "," in ctx.folded[m.end : m.end + 1]), key=lambda m: m.start
    )


def _may_be_party(ctx: Context, low: int, words: str, others: bool) -> bool:
    if _NO_PARTY.match(words) or not any(c.isalpha() for c in words):
        return False
    return bool(_ORGANISED.match(words)) or (ctx.view.text[low].isupper() and not others)


def _pieces(ctx: Context, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for mark in re.compile(r"[;,]|<br>|\n\s*-|\(.*?\)|$").finditer(ctx.view.lined, start, end):
        cell = fields.trim(ctx.view, at, mark.start())
        if not cell.empty:
            yield cell.start, cell.end
        at = mark.end()
