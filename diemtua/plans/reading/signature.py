"""Who signed, who receives, who is addressed (chữ ký, nơi nhận, kính gửi)."""

from __future__ import annotations

import re
from typing import NamedTuple

from diemtua.plans.reading.layout import Layout
from diemtua.plans.reading.text import View, collapse, fold

_CUT = re.compile(r"\t+|\s{3,}|\|")
_AUTHORITY = re.compile(r"(?:TM|KT|TL|TUQ|T/M|K/T|Q)\s*[./]")
_POSITION = re.compile(
    r"(?:(?:Q\.\s*)?(?:PHÓ\s+)?(?:CHỦ TỊCH|GIÁM ĐỐC|BỘ TRƯỞNG|CỤC TRƯỞNG|CHÁNH VĂN PHÒNG|CHÁNH THANH TRA|TRƯỞNG BAN|BÍ THƯ|TRƯỞNG PHÒNG|"
    r"VIỆN TRƯỞNG|CHÁNH ÁN|TỔNG GIÁM ĐỐC|HIỆU TRƯỞNG|VỤ TRƯỞNG|CHỈ HUY TRƯỞNG|TỔNG CỤC TRƯỞNG)|THỨ TRƯỞNG|ỦY VIÊN THƯỜNG TRỰC)"
)
_NAME = re.compile(
    r"[A-ZĐÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ][\w’'-]*(?:\s+[A-ZĐÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ][\w’'-]*){1,5}$"
)
_RANK = re.compile(
    r"^(?:(?:Đại|Thượng|Trung|Thiếu)\s+(?:tướng|tá|úy)|(?:GS|PGS|TS|ThS|BS|BSCKII|BSCKI|CN|KS|Bác sĩ|Tiến sĩ|Thạc sĩ|DS|LS)\.?)\s*[.,]?\s*",
    re.IGNORECASE,
)


class Signed(NamedTuple):
    """The signature block and its neighbours."""

    authority: str | None
    position: str | None
    name: str | None
    recipients: tuple[str, ...]
    addressees: tuple[str, ...]


def read(layout: Layout) -> Signed:
    """The signature block of the main document."""
    view, part = layout.view, layout.main
    start = part.signed if part.signed is not None else None
    addressees = _addressees(view, part.start, part.opening_end or layout.end)
    if start is None:
        return Signed(None, None, None, (), addressees)
    end = part.end or layout.end
    for other in layout.parts[1:]:
        end = min(end, other.start)
    appendix = next((c.start for c in layout.root.children if c.kind == "appendix" and c.start > start), end)
    end = min(end, appendix, start + 5000)
    lines = [line.text for line in view.lines if start <= line.start < end and line.text]
    recipients, rest = _recipients(lines)
    return Signed(*_signatory(rest), recipients, addressees)


def _recipients(lines: list[str]) -> tuple[tuple[str, ...], list[str]]:
    """The list after "Nơi nhận", and the pieces that are not of it."""
    found: list[str] = []
    rest: list[str] = []
    listing = False
    for line in lines:
        for piece in (p.strip() for p in _CUT.split(line)):
            if not piece or re.fullmatch(r"[-_\s]+", piece):
                continue
            low = fold(piece)
            if low.startswith("nơi nhận"):
                listing = True
                after = piece.split(":", 1)[1].strip() if ":" in piece else ""
                if after and not after.isupper():
                    found.append(after)
            elif listing and re.match(r"[-–—+•]\s*\S", piece):
                found.append(re.sub(r"^[-–—+•]\s*", "", piece))
            elif listing and found and not piece.isupper() and _tail_of(found[-1], piece):
                found[-1] += " " + piece
            else:
                rest.append(piece)
    return tuple(_clean(f) for f in found if _clean(f)), rest


def _tail_of(above: str, piece: str) -> bool:
    """A recipient's line that wrapped."""
    return (
        not re.search(r"[;.]\s*$", above)
        and not above.startswith("Lưu")
        and not (_AUTHORITY.match(piece) or _POSITION.match(piece))
        and (piece[:1].islower() or above.rstrip().endswith((",", "-")) or ";" in piece)
    )


def _clean(recipient: str) -> str:
    return collapse(re.sub(r"\s*(?:/\.|[;.,])+\s*$", "", collapse(recipient)))


def _signatory(pieces: list[str]) -> tuple[str | None, str | None, str | None]:
    authority: list[str] = []
    position: str | None = None
    name: str | None = None
    for piece in pieces:
        words = collapse(piece.strip("* "))
        if _AUTHORITY.match(words):
            authority.append(words)
        elif (
            authority and position is None and words.isupper() and not _POSITION.match(words) and name is None
        ):
            authority[-1] += " " + words
        elif _POSITION.match(words) and words.isupper() and position is None:
            position = words
        elif name is None and (authority or position) and (person := _person(words)):
            name = person
    return (" ".join(authority) or None), position, name


def _person(words: str) -> str | None:
    words = re.sub(r"^\(?(?:đã ký|đã kí)\)?\s*:?\s*", "", words, flags=re.IGNORECASE)
    words = _RANK.sub("", words)
    if _NAME.match(words) and 2 <= len(words.split()) <= 6 and not _POSITION.match(words):
        return words
    return None


def _addressees(view: View, start: int, end: int) -> tuple[str, ...]:
    """The lines after "Kính gửi"."""
    found = re.compile(r"kính gửi\s*:?[ \t]*").search(view.lined, start, end)
    if found is None:
        return ()
    names: list[str] = []
    for number, line in enumerate(view.text[found.end() : end].split("\n")):
        text = line.strip(" \t|*")
        if not text:
            if number and names and not names[-1].rstrip().endswith(";"):
                break
            continue
        dashed = re.match(r"[-–—+•]\s*(.+)", text)
        if dashed:
            names.append(dashed.group(1))
        elif not names and number == 0:
            names.append(text)
        elif names and (text[:1].islower() or not re.search(r"[;.]$", names[-1])) and len(text) < 160:
            names[-1] += " " + text
        elif names and re.search(r";$", names[-1]) and len(text) < 160:
            names.append(text)
        else:
            break
    return tuple(_clean(n) for n in names if _clean(n))
