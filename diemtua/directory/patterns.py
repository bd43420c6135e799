"""How bodies are named after their area: the common table, and the few whose names follow another grammar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from diemtua.directory import data
from diemtua.directory.models import Area

LEVELS = {"tỉnh": Area.Level.PROVINCE, "huyện": Area.Level.DISTRICT, "xã": Area.Level.COMMUNE}

# Kinds that not every province has (cột ghi chú của agency_kinds.csv): made only where asked for.
OPTIONAL = frozenset({"so-du-lich", "so-ngoai-vu", "ban-dan-toc", "bo-doi-bien-phong", "hai-quan"})


@dataclass(frozen=True)
class Pattern:
    """A kind's name between two days: «Công an {area}», «Công an {word}»; ``{party}`` is Tỉnh ủy or Thành ủy."""

    kind: str
    level: str
    name: str
    short: str
    valid_from: date | None = None
    valid_until: date | None = None
    optional: bool = False

    def name_in(self, area: Area) -> str:
        return self.name.format(**words(area))

    def short_in(self, area: Area) -> str:
        return self.short.format(**words(area))


def words(area: Area) -> dict[str, str]:
    """«tỉnh Nghệ An», «tỉnh», «Nghệ An», and the Party's and the Youth Union's words for its level."""
    word = area.full_name.removesuffix(area.name).strip()
    city = word == "thành phố"
    return {
        "area": area.full_name,
        "word": word,
        "name": area.name,
        "party": "Thành ủy" if city else "Tỉnh ủy",
        "youth": "Thành đoàn" if city else "Tỉnh đoàn",
    }


@cache
def patterns(level: str) -> tuple[Pattern, ...]:
    """The names that bodies of areas of a level have had."""
    return tuple(each for each in (*_from_table(), *OTHERS) if each.level == level)


def _from_table() -> list[Pattern]:
    return [
        Pattern(
            kind=row.code,
            level=LEVELS[row.level],
            name=row.pattern,
            short=_short(row.short_name, row.level),
            valid_from=row.valid_from,
            valid_until=row.valid_until,
            optional=row.code in OPTIONAL,
        )
        for row in data.agency_kinds()
        if row.pattern and row.level in LEVELS
    ]


def _short(given: str, level: str) -> str:
    """«Công an tỉnh, thành phố» is «Công an tỉnh»; «UBND cấp huyện» is «UBND huyện Cao Lộc»."""
    if level == "tỉnh":
        return given.replace("tỉnh, thành phố", "{word}").replace("Tỉnh đoàn, Thành đoàn", "{youth}")
    bare = given.removesuffix(f" cấp {level}")
    return bare + " {area}"


_MERGED, _PARTY = date(2025, 7, 1), date(2025, 2, 3)
_UNTIL, _PARTY_UNTIL = date(2025, 6, 30), date(2025, 2, 2)
_PROVINCE = Area.Level.PROVINCE

# General knowledge, to be confirmed by each province: press bodies joined in 2025.
OTHERS = (
    Pattern("tinh-uy", _PROVINCE, "{party} {name}", "{party}"),
    Pattern(
        "ban-tuyen-giao",
        _PROVINCE,
        "Ban Tuyên giáo {party} {name}",
        "Ban Tuyên giáo",
        valid_until=_PARTY_UNTIL,
    ),
    Pattern(
        "ban-tuyen-giao",
        _PROVINCE,
        "Ban Tuyên giáo và Dân vận {party} {name}",
        "Ban Tuyên giáo và Dân vận",
        valid_from=_PARTY,
    ),
    Pattern("bao-dai", _PROVINCE, "Báo {name}", "Báo {name}", valid_until=_UNTIL),
    Pattern(
        "bao-dai",
        _PROVINCE,
        "Đài Phát thanh và Truyền hình {area}",
        "Đài Phát thanh và Truyền hình",
        valid_until=_UNTIL,
    ),
    Pattern(
        "bao-dai",
        _PROVINCE,
        "Báo và Phát thanh, Truyền hình {name}",
        "Báo và Phát thanh, Truyền hình",
        valid_from=_MERGED,
    ),
    Pattern(
        "ngan-hang", _PROVINCE, "Ngân hàng Chính sách xã hội chi nhánh {area}", "Ngân hàng Chính sách xã hội"
    ),
)
