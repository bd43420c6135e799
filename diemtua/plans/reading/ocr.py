"""Names whose marks a scan lost or changed ("Bô Chỉ huy", "Sở Y tê"), mended for the search of names.

Only ``folded`` and ``lined`` change, letter for letter; what is quoted stays as written.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from diemtua.plans.reading.text import View, any_of

PHRASES = (
    "ủy ban nhân dân", "hội đồng nhân dân", "bộ chỉ huy quân sự", "bộ chỉ huy bộ đội biên phòng", "ban chỉ huy bộ đội biên phòng",
    "bộ chỉ huy", "bộ đội biên phòng", "công an tỉnh", "công an thành phố", "quân sự tỉnh", "biên phòng tỉnh", "tòa án nhân dân",
    "viện kiểm sát nhân dân", "mặt trận tổ quốc việt nam", "mặt trận tổ quốc", "hội liên hiệp phụ nữ", "hội nông dân", "tỉnh đoàn",
    "liên đoàn lao động", "bảo hiểm xã hội", "ngân hàng chính sách xã hội", "thanh tra tỉnh", "ban chỉ đạo", "ban quản lý",
    "đài phát thanh và truyền hình", "sở y tế", "sở nội vụ", "sở tài chính", "sở tư pháp", "sở xây dựng", "sở công thương",
    "sở ngoại vụ", "sở du lịch", "sở giáo dục và đào tạo", "sở khoa học và công nghệ", "sở thông tin và truyền thông",
    "sở kế hoạch và đầu tư", "sở giao thông vận tải", "sở văn hóa, thể thao và du lịch", "sở văn hóa và thể thao",
    "sở nông nghiệp và môi trường", "sở nông nghiệp và phát triển nông thôn", "sở tài nguyên và môi trường",
    "sở lao động - thương binh và xã hội", "sở dân tộc và tôn giáo", "phối hợp với", "chủ trì", "cơ quan chủ trì", "cơ quan phối hợp",
)  # fmt: skip


@lru_cache(maxsize=1)
def _bare_letters() -> dict[int, str]:
    marked = "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ"
    return {ord(c): unicodedata.normalize("NFD", c)[0] if c != "đ" else "d" for c in marked}


class _Bare(dict[str, str]):
    """Words without their marks; a long text has few different ones."""

    def __missing__(self, word: str) -> str:
        self[word] = word.translate(_bare_letters())
        return self[word]


@lru_cache(maxsize=1)
def _skeletons() -> tuple[re.Pattern[str], dict[str, str]]:
    whole = [
        *PHRASES,
        *(f"{phrase} tỉnh" for phrase in PHRASES if not phrase.endswith(("tỉnh", "trì", "với"))),
    ]
    table = {phrase.translate(_bare_letters()): phrase for phrase in whole}
    return re.compile(rf"\b(?:{any_of(table)})(?!\w)"), table


def mended(view: View) -> View:
    """The view with known names in ``folded`` and ``lined`` spelled as they should be."""
    pattern, table = _skeletons()
    changes: list[tuple[int, str]] = []
    bare = _Bare()
    for found in pattern.finditer(" ".join([bare[word] for word in view.folded.split(" ")])):
        right = table[found.group()]
        written = view.folded[found.start() : found.end()]
        if written != right and (view.text[found.start()].isupper() or _nearly(written, right)):
            changes.append((found.start(), right))
    if not changes:
        return view
    return view._replace(folded=_respelled(view.folded, changes), lined=_respelled(view.lined, changes))


def _respelled(text: str, changes: list[tuple[int, str]]) -> str:
    """``text`` with the right letters at each place; white space stays its own."""
    pieces, last = [], 0
    for at, right in changes:
        pieces.append(text[last:at])
        last = at + len(right)
        pieces += [own if letter == " " else letter for letter, own in zip(right, text[at:last], strict=True)]
    pieces.append(text[last:])
    return "".join(pieces)


def _nearly(written: str, right: str) -> bool:
    return sum(a != b for a, b in zip(written, right, strict=True)) <= 1
