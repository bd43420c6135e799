"""Plain text as a paper can carry it: composed, one line where the form has one, no invisible characters."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any, TypeVar

from diemtua.kernel.decision import Refused, no
from diemtua.kernel.text import nfc
from diemtua.papers.paper import Paper, Text

T = TypeVar("T")
_BREAKS = re.compile(r"\r\n|[\r\n\u2028\u2029]")
_SPACES = re.compile(r"[ \t]+")  # not the no-break space: «5 đ» stays on one line

# What each part is called when it is refused.
PARTS = {
    "issuer": "Cơ quan ban hành",
    "place": "Địa danh",
    "summary": "Trích yếu",
    "unit": "Ký hiệu",
    "addressees": "Kính gửi",
    "decided_by": "Thẩm quyền ban hành",
    "bases": "Căn cứ",
    "body": "Nội dung",
    "signatures": "Người ký",
    "recipients": "Nơi nhận",
    "kept_by": "Nơi lưu",
    "circulation": "Chỉ dẫn lưu hành",
    "drafter": "Người soạn thảo",
    "contact": "Địa chỉ liên hệ",
    "appendices": "Phụ lục",
}


def checked(paper: Paper) -> Paper:
    """The same paper in clean text. Raises ``Refused`` naming the part that holds what no printer can print."""
    clean = {name: _clean(getattr(paper, name), part) for name, part in PARTS.items()}
    for name in ("place", "summary"):
        if not clean[name]:
            raise Refused(no(f"Văn bản chưa có {PARTS[name].lower()}.", code="paper.empty"))
    if not clean["issuer"].name:
        raise Refused(no("Văn bản chưa có tên cơ quan ban hành.", code="paper.empty"))
    return replace(paper, **clean)


def _clean(value: T, part: str) -> T:
    """Every string inside a value of the model; a paragraph keeps its lines, all else is one line."""
    cleaned: Any = value
    if isinstance(value, Enum):
        return value
    if isinstance(value, str):
        cleaned = " ".join(_lines(value, part))
    elif isinstance(value, Text):
        cleaned = Text("\n".join(_lines(value.words, part)))
    elif isinstance(value, tuple):
        cleaned = tuple(_clean(each, part) for each in value)
    elif is_dataclass(value) and not isinstance(value, type):
        cleaned = replace(value, **{f.name: _clean(getattr(value, f.name), part) for f in fields(value)})
    return cleaned


def _lines(words: str, part: str) -> list[str]:
    lines = (_SPACES.sub(" ", _visible(line, part)).strip(" ") for line in _BREAKS.split(words))
    return [line for line in lines if line]


def _visible(line: str, part: str) -> str:
    """Without format characters: nobody sees them, and some turn the order of what one reads."""
    if line.isascii() and line.isprintable():
        return line
    kept = []
    for char in line:
        category = unicodedata.category(char)
        if (category == "Cc" and char != "\t") or category == "Cs" or ord(char) & 0xFFFE == 0xFFFE:
            raise Refused(
                no(
                    f"{part} có ký tự không in được (U+{ord(char):04X}); hãy xóa ký tự đó.",
                    code="paper.control",
                )
            )
        if category != "Cf":
            kept.append(char)
    return nfc("".join(kept))
