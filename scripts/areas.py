"""Write the areas of Viet Nam and their successions into ``diemtua/directory/data``.

    python -m scripts.areas FOLDER

FOLDER holds an unpacked ``vietnam-provinces`` (2026.9.0 or later), which carries the official list of
units and codes, the list of before 1/7/2025, and the official table of which commune became which.
Only those facts are read. What the package does not know is written here, with its source.
"""

from __future__ import annotations

import csv
import sys
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import astuple, fields
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

from diemtua.directory.data import AreaRow, AreaSuccessionRow
from diemtua.kernel.text import normal, squeeze

FOLDER = Path(__file__).resolve().parent.parent / "diemtua" / "directory" / "data"
MERGED_ON = date(2025, 7, 1)
LAST_DAY = date(2025, 6, 30)
CITY = "thành phố trực thuộc trung ương"
PROVINCES_2025 = "Nghị quyết 202/2025/QH15"
CODES_2025 = "Quyết định 19/2025/QĐ-TTg"
CODES_2004 = "Quyết định 124/2004/QĐ-TTg"
HUE = "Nghị quyết 175/2024/QH15"
CUA_LO = "Nghị quyết 1243/NQ-UBTVQH15"

# Made cities after 1/7/2025 in the list of 20/9/2026; day and text of that are not known here.
STILL_PROVINCE = {"22", "24", "75"}
# Island districts that had no communes, so the table of communes does not follow them.
ISLANDS = {"318": "11948", "471": "19742", "498": "20333", "536": "21548", "755": "26732"}


def main() -> None:
    sys.path.insert(0, sys.argv[1])
    now = import_module("vietnam_provinces._lookup")
    then = import_module("vietnam_provinces.legacy._lookup")
    moves = import_module("vietnam_provinces._ward_conversion_2025").OLD_TO_NEW
    became = _district_successors(moves)
    new_of_old = _province_successors(then, now, moves)
    merged = {new for new in new_of_old.values() if list(new_of_old.values()).count(new) > 1}
    old_code = {old: _old(old, merged, new) for old, new in new_of_old.items()}
    areas = [
        AreaRow("VN", "Việt Nam", "country", "", "", None, None, ""),
        *_provinces(now, then, merged, new_of_old, old_code),
        *_districts(then, old_code),
        *_communes(now),
    ]
    _write("areas.csv", AreaRow, areas)
    _write("successions.csv", AreaSuccessionRow, _successions(new_of_old, old_code, became))


def _district_successors(moves: dict[int, Any]) -> dict[str, set[str]]:
    """Communes that took over land of each district."""
    found: dict[str, set[str]] = defaultdict(set)
    for entry in moves.values():
        found[f"{entry.old_ward.district_code:03}"] |= {f"{new.code:05}" for new in entry.new_wards}
    return found | {district: {commune} for district, commune in ISLANDS.items()}


def _province_successors(then: Any, now: Any, moves: dict[int, Any]) -> dict[str, str]:
    """The one province each of the sixty-three became, found through its communes."""
    home = {code: f"{int(each.province_code):02}" for code, each in then.DISTRICT_MAPPING.items()}
    found: dict[str, set[str]] = defaultdict(set)
    for entry in moves.values():
        new = {f"{int(now.WARD_MAPPING[each.code].province_code):02}" for each in entry.new_wards}
        found[home[entry.old_ward.district_code]] |= new
    torn = {old: new for old, new in found.items() if len(new) != 1}
    if torn or len(found) != 63:
        raise SystemExit(f"Không rõ tỉnh kế thừa: {torn}, {len(found)} tỉnh")
    return {old: next(iter(new)) for old, new in found.items()}


def _old(old: str, merged: set[str], new: str) -> str:
    """Merged provinces keep a row of their own: «63-94» is number 94 of the sixty-three."""
    return f"63-{old}" if new in merged else old


def _provinces(
    now: Any, then: Any, merged: set[str], new_of_old: dict[str, str], old_code: dict[str, str]
) -> Iterable[AreaRow]:
    for number, each in sorted(now.PROVINCE_MAPPING.items()):
        code = f"{number:02}"
        kind = "tỉnh" if code in STILL_PROVINCE else _kind(each.name, "province")
        start = MERGED_ON if code in merged else date(2025, 1, 1) if code == "46" else None
        source = PROVINCES_2025 if code in merged else HUE if code == "46" else CODES_2004
        yield AreaRow(code, _bare(each.name), "province", kind, "VN", start, None, source)
    for number, each in sorted(then.PROVINCE_MAPPING.items()):
        code = f"{number:02}"
        if new_of_old[code] in merged:
            kind = _kind(each.name, "province")
            yield AreaRow(
                old_code[code], _bare(each.name), "province", kind, "VN", None, LAST_DAY, CODES_2004
            )
    yield AreaRow("63-46", "Thừa Thiên Huế", "province", "tỉnh", "VN", None, date(2024, 12, 31), CODES_2004)


def _districts(then: Any, old_code: dict[str, str]) -> Iterable[AreaRow]:
    """The 696 districts of the last day, and Cửa Lò, which the plan of 2016 knew."""
    for number, each in sorted(then.DISTRICT_MAPPING.items()):
        kind = _kind(each.name, "district")
        if kind == "thành phố":
            central = then.PROVINCE_MAPPING[int(each.province_code)].name.startswith("Thành phố")
            kind = f"thành phố thuộc {'thành phố' if central else 'tỉnh'}"
        parent = old_code[f"{int(each.province_code):02}"]
        start = date(2025, 1, 1) if parent == "46" else None
        yield AreaRow(f"{number:03}", _bare(each.name), "district", kind, parent, start, LAST_DAY, CODES_2004)
    yield AreaRow("413", "Cửa Lò", "district", "thị xã", "40", None, date(2024, 11, 30), CODES_2004)


def _communes(now: Any) -> Iterable[AreaRow]:
    for number, each in sorted(now.WARD_MAPPING.items()):
        parent = f"{int(each.province_code):02}"
        kind = _kind(each.name, "commune")
        yield AreaRow(f"{number:05}", _bare(each.name), "commune", kind, parent, MERGED_ON, None, CODES_2025)


def _successions(
    new_of_old: dict[str, str], old_code: dict[str, str], became: dict[str, set[str]]
) -> Iterable[AreaSuccessionRow]:
    for old, new in sorted(new_of_old.items()):
        if old_code[old] != new:
            yield AreaSuccessionRow(old_code[old], new, MERGED_ON, PROVINCES_2025)
    yield AreaSuccessionRow("63-46", "46", date(2025, 1, 1), HUE)
    yield AreaSuccessionRow("413", "412", date(2024, 12, 1), CUA_LO)
    givers: dict[str, int] = defaultdict(int)
    for communes in became.values():
        for commune in communes:
            givers[commune] += 1
    for district, communes in sorted(became.items()):
        for commune in sorted(communes):
            note = "Gồm cả phần của đơn vị cấp huyện khác" if givers[commune] > 1 else ""
            yield AreaSuccessionRow(district, commune, MERGED_ON, note)


KINDS = {
    "province": {"thành phố": CITY, "tỉnh": "tỉnh"},
    "district": {kind: kind for kind in ("thành phố", "thị xã", "huyện", "quận")},
    "commune": {kind: kind for kind in ("phường", "xã", "đặc khu")},
}


def _kind(name: str, level: str) -> str:
    """The kind that an official name begins with."""
    return next(kind for prefix, kind in KINDS[level].items() if name.lower().startswith(f"{prefix} "))


def _bare(name: str) -> str:
    """An official name without its kind, tone marks in their official place."""
    tidy = normal(squeeze(name))
    prefixes = [prefix for level in KINDS.values() for prefix in level]
    return next(tidy[len(prefix) + 1 :] for prefix in prefixes if tidy.lower().startswith(f"{prefix} "))


def _write(name: str, kind: type, rows: Iterable[Any]) -> None:
    cells = [["" if cell is None else cell for cell in astuple(row)] for row in rows]
    with (FOLDER / name).open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow([each.name for each in fields(kind)])
        out.writerows(cells)
    print(f"{name}: {len(cells)}")


if __name__ == "__main__":
    main()
