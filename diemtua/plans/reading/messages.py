"""Words a plan wants spread: texts for phones, themes, slogans, hotlines.

(Nội dung tin nhắn, chủ đề, thông điệp – khẩu hiệu, đường dây nóng.) A message is taken
word for word, without its quotation marks; each is listed once. Offsets count in ``text``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from diemtua.plans.reading.model import Message, Span
from diemtua.plans.reading.moments import CAPITALS, level

_QUOTE = re.compile(
    r"[“«]([^“”«»]{4,600})[”»]|\"([^\"\n]{4,600}(?:\n[^\"\n]{1,300}){0,5})\"|[“\"]([^”\"]{4,600})[”\"]"
)
_TRIGGER = re.compile(  # over the levelled text: lower case, blanks only
    r"nội dung tin(?: nhắn|(?=:))|nhắn +tin|tin +nhắn|sms(?!\w)"
    r"|chủ đề(?! (?:về|phòng|trên))"
    r"|thông điệp|khẩu hiệu|slogan"
)
_KINDS = {"chủ đề": "theme", "thông điệp": "slogan", "khẩu hiệu": "slogan", "slogan": "slogan"}
"""Kinds of message by the word that announces them; every other word announces a text for phones."""
_TALK = re.compile(
    r"(?:[Tt]ọa đàm|[Tt]oạ đàm|[Hh]ội thảo|[Cc]huyên đề|[Tt]ập huấn|hội thi|cuộc thi|[Dd]iễn đàn|tiết học)[^.;“\n]*$"
)
_LEADS_IN = re.compile(
    r"(?:nội\s+dung|thông\s+điệp|khẩu\s+hiệu|slogan|chủ\s+đề|tin\s+nhắn)(?:[^:“”\".;\n]|\n(?!\s*\n)){0,90}$|:\s*$",
    re.IGNORECASE,
)
_UNQUOTED = re.compile(rf"(?:\s*[^:“”\".;\n]{{0,60}})?:\s*([{CAPITALS}][^\n“”\"|]{{8,300}})")
_SENTENCE = re.compile(r"[.;](?=\s)|\n\s*\n|\|")
_NEXT_QUOTE = re.compile(r"[\s;,.]*(?:(?:và|hoặc)\s*)?(?:[-+•]\s*|\d+[.)]\s*)?")
_LIST_HEAD = re.compile(
    r"^[ \t]*(?:[\dIVX]+[.)]\s*|[-+]\s*)?(?:(?:một\s+số|các|danh\s+mục|nội\s+dung)\s+)*(?P<kind>khẩu\s+hiệu|thông\s+điệp)[^\n:.;“”]{0,110}:?[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
_LIST_WORDS = "khẩu hiệu", "thông điệp"
_ITEM = re.compile(r"\s*\n[ \t]*(?:[-+•]|\d{1,2}[.)])[ \t]*([^\n]+)")

_NUMBER = r"(?<![\d.,/-])(?:0\d{2,3}[ .]1\d{3}(?!\d)|1[089]00(?:[ .]?\d{2,4}){1,2}|0\d{2,3}(?:[ .]?\d{3,4}){2,3}|0\d{3}[ .]\d[ .]\d{3}[ .]\d{3}|1\d{2,3}|069[\d .]{6,12}|\+84[ .]?\d{1,3}(?:[ .]?\d{2,4}){2,4})(?![\d%]|[/.,-]\d|\s*(?:%|người|vụ|xã|hộ|tỷ|triệu|đồng|lớp|học|tờ|em|trường))"
_LINE_NAME = r"[Tt]ổng\s+đài(?:\s+(?:điện\s+thoại|quốc\s+gia|bảo\s+vệ\s+trẻ\s+em|tư\s+vấn|hỗ\s+trợ|khẩn\s+cấp|phòng,\s+chống\s+mua\s+bán\s+người|số|về|miễn\s+phí))*|[ĐđD]ường\s+dây\s+nóng(?:\s+(?![Tt]ổng\s+đài|của\b|do\b|là\b|qua\b|tại\b|và\b|để\b|tiếp\b|gọi\b)[^\W\d_]+){0,6}|[Hh]otline"
_NAMED_LINE = re.compile(rf"(?:{_LINE_NAME})\s*:?\s*({_NUMBER}(?:\s+nhánh\s+\d+)?)")
_LINE_HEAD = re.compile(
    r"tổng đài|đường dây nóng|hotline|dây tư vấn|dây tiếp nhận|cứu nạn|khẩn cấp|tư vấn|tố giác|tin báo|dây nóng"
)
_BARE_NUMBER = re.compile(rf"(?:[^.;\n\t“”|]|\n(?!\s*\n)){{0,70}}?({_NUMBER})")


def find_messages(text: str, *, apart: Iterable[Span] = ()) -> list[Message]:
    """Every message once, in reading order; ``apart`` holds stretches that are not the plan's."""
    closed = list(apart)
    spread = _once([*_quoted(text), *_listed(text)])
    words = [Span(m.start, m.end) for m in spread]
    lines = _once(m for m in _hotlines(text) if not any(w.start <= m.start < w.end for w in words))
    found = [m for m in (*spread, *lines) if not any(s.start <= m.start < s.end for s in closed)]
    return sorted(found, key=lambda m: m.start)


def _once(messages: Iterable[Message]) -> list[Message]:
    kept: dict[tuple[str, str], Message] = {}
    for m in sorted(messages, key=lambda m: m.start):
        digits = re.sub(r"\D", "", m.text) if m.kind == "hotline" else ""
        key = (m.kind, digits or " ".join(re.findall(r"\w+", m.text.casefold())))
        if key not in kept and not any(k[1] == key[1] and k[0] != "hotline" for k in kept if not digits):
            kept[key] = m
    return list(kept.values())


def _quoted(text: str) -> Iterator[Message]:
    """Messages in quotation marks, or after a colon, behind a word that announces them."""
    for trigger in _TRIGGER.finditer(level(text)):
        kind = _KINDS.get(trigger[0], "sms")
        reach = _sentence_end(text, trigger.end(), 420 if kind == "sms" else 160)
        if kind == "theme" and _TALK.search(text, max(0, trigger.start() - 60), trigger.start()):
            continue
        quote = _first_quote(text, trigger, reach, kind)
        if quote is None:
            yield from _after_colon(text, trigger, kind)
        elif kind == "slogan" and _BY_PHONE.search(text, trigger.end(), quote.start()):
            kind = "sms"
        while quote is not None:
            yield _message(text, kind, quote)
            gap = _NEXT_QUOTE.match(text, quote.end())
            follow = _QUOTE.match(text, gap.end()) if gap and kind == "slogan" else None
            quote = follow


_BY_PHONE = re.compile(r"tin\s+nhắn\s*:?\s*$|sms\s*:?\s*$", re.IGNORECASE)


def _sentence_end(text: str, at: int, reach: int) -> int:
    """End of the sentence, a quotation begun in it included."""
    stop = _SENTENCE.search(text, at, at + reach)
    return stop.start() if stop else min(len(text), at + reach)


def _first_quote(text: str, trigger: re.Match[str], reach: int, kind: str) -> re.Match[str] | None:
    """The first quotation announced as the message; a named day in quotes is not."""
    at = trigger.start()
    while True:
        quote = _QUOTE.search(text, at)
        if quote is None or quote.start() > reach:
            return None
        lead = text[trigger.start() : quote.start()]
        day = re.match(r"(?:Ngày|Tháng|Tuần)\s", _words(quote))
        if not day and _LEADS_IN.search(lead) and (kind != "sms" or _tells(lead)):
            return quote
        at = quote.end()


def _tells(lead: str) -> bool:
    """«nhắn tin … với nội dung:», «tin nhắn:»"""
    return re.search(r"nội\s+dung|:\s*$|tin\s+nhắn\s*$", lead, re.IGNORECASE) is not None


def _after_colon(text: str, trigger: re.Match[str], kind: str) -> Iterator[Message]:
    line = text.rfind("\n", 0, trigger.start()) + 1
    opening = not text[line : trigger.start()].strip(" -+*•\t0123456789.)abcd") or kind == "sms"
    match = _UNQUOTED.match(text, trigger.end()) if opening else None
    if match is None or (kind == "sms" and "nội dung" not in trigger[0].casefold()):
        return
    start, end = match.span(1)
    while end > start and text[end - 1] in " \t;.,":
        end -= 1
    yield Message(kind, _plain(text[start:end]), start, end, 0.7, ("Không có dấu ngoặc kép; lấy hết dòng.",))


def _message(text: str, kind: str, quote: re.Match[str]) -> Message:
    group = next(i for i in (1, 2, 3) if quote[i] is not None)
    start, end = quote.span(group)
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Message(kind, _plain(text[start:end]), start, end, 0.95)


def _words(quote: re.Match[str]) -> str:
    return next(words for words in quote.groups() if words is not None)


def _listed(text: str) -> Iterator[Message]:
    """Slogans listed one a line under a heading «KHẨU HIỆU TUYÊN TRUYỀN»."""
    low = level(text)
    for at in sorted(m.start() for word in _LIST_WORDS if word in low for m in re.finditer(word, low)):
        line = text.rfind("\n", 0, at) + 1
        head = _LIST_HEAD.match(text, line)
        if head is None:
            continue
        at = head.end()
        item = _ITEM.match(text, at)
        while item is not None:
            start, end = item.span(1)
            while start < end and text[start] in ' “"':
                start += 1
            while end > start and text[end - 1] in ' ”".;!':
                end -= 1
            if 12 <= end - start <= 220:
                yield Message("slogan", _plain(text[start:end]), start, end, 0.75)
            item = _ITEM.match(text, item.end())


def _hotlines(text: str) -> Iterator[Message]:
    """Numbers people may call; an officer's telephone is none."""
    for head in _LINE_HEAD.finditer(level(text)):
        named = _NAMED_LINE.match(text, head.start())
        if named is not None:
            yield Message("hotline", _plain(named[0]), named.start(), named.end(), 0.95)
            continue
        bare = _BARE_NUMBER.match(text, head.end())
        if bare is not None:
            start, end = bare.span(1)
            yield Message("hotline", _plain(text[start:end]), start, end, 0.8)


def _plain(words: str) -> str:
    return " ".join(words.replace("*", "").split())
