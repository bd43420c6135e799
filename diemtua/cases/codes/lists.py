"""Reading the lists, and writing their values as the standard wants them."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from importlib.resources import files

# Spellings that readers meet and the standard does not publish.
ALIASES = {"Unacquainted": "Unaquainted"}


@dataclass(frozen=True, slots=True)
class Code:
    """One value: its code, official Vietnamese label, English, the code it is a kind of, first and last day (inclusive).

    ``htcds`` is its published name; an extension has none and says in ``emits`` what a strict writer puts (nothing when
    empty). ``ctdc`` is the other spelling of the same thing in the collaborative's own list, where it differs.
    """

    code: str
    label: str
    english: str
    parent: str
    valid_from: date | None
    valid_until: date | None
    htcds: str
    emits: str
    ctdc: str
    note: str

    @property
    def strict(self) -> str:
        """What a strict writer emits for it; empty for nothing."""
        return self.htcds or self.emits

    def in_use_on(self, day: date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_until is None or day <= self.valid_until
        )


@dataclass(frozen=True, slots=True)
class Written:
    """Values for the standard's field, and codes for the side column (``x_`` and the field's name)."""

    strict: tuple[str, ...]
    extension: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReadBack:
    """Codes in the list's order; ``unknown`` values are kept as they came, for a person to look at."""

    codes: tuple[str, ...]
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True)
class CodeList:
    """A list with its title; ``htcds`` names the standard's list its values belong to, empty for none."""

    name: str
    label: str
    english: str
    htcds: str
    codes: tuple[Code, ...]

    def get(self, code: str) -> Code:
        """Raises ``KeyError`` for a code the list never had; one no longer in use is still found."""
        return self._by_code[code]

    def on(self, day: date) -> list[Code]:
        """The values in use on a day, in order."""
        return [each for each in self.codes if each.in_use_on(day)]

    def choices(self, day: date) -> list[tuple[str, str]]:
        """(code, label) for a form."""
        return [(each.code, each.label) for each in self.on(day)]

    def label_of(self, code: str) -> str:
        return self.get(code).label

    def kinds_of(self, code: str) -> list[Code]:
        """The finer values under a value, in order."""
        return [each for each in self.codes if each.parent == code]

    def is_extension(self, code: str) -> bool:
        """Has the standard a list for this field, but no name for this value?"""
        return bool(self.htcds) and not self.get(code).htcds

    def write(self, codes: Iterable[str]) -> Written:
        """The standard's values and the side column. Raises ``KeyError`` for a code the list never had.

        A published value stands in the side column too when an extension emits the same: otherwise «other» beside
        an extension that becomes «Other» could not be read back.
        """
        given = self._ordered(codes)
        extended = {each.strict for each in given if not each.htcds}
        side = tuple(each.code for each in given if not each.htcds or each.strict in extended)
        return Written(tuple(dict.fromkeys(each.strict for each in given if each.strict)), side)

    def read(self, strict: Iterable[str], extension: Iterable[str] = ()) -> ReadBack:
        """The codes behind values of the standard, with those of the side column. Unknown values are told, not dropped."""
        found, unknown = set(), []
        for each in extension:
            if each in self._by_code:
                found.add(each)
            else:
                unknown.append(each)
        explained = {self.get(code).strict for code in found}
        for value in strict:
            name = ALIASES.get(value, value)
            if name in explained:
                continue
            if (code := self._by_name.get(name)) is not None:
                found.add(code)
            else:
                unknown.append(value)
        return ReadBack(tuple(each.code for each in self._ordered(found)), tuple(unknown))

    def write_ctdc(self, codes: Iterable[str]) -> tuple[str, ...]:
        """The collaborative's own names, for lists that have them; the standard's elsewhere."""
        names = (each.ctdc or each.strict for each in self._ordered(codes))
        return tuple(dict.fromkeys(name for name in names if name))

    def _ordered(self, codes: Iterable[str]) -> list[Code]:
        given = {self.get(code).code for code in codes}
        return [each for each in self.codes if each.code in given]

    @cached_property
    def _by_code(self) -> dict[str, Code]:
        return {each.code: each for each in self.codes}

    @cached_property
    def _by_name(self) -> dict[str, str]:
        """By published name; the collaborative's spelling where nothing else has it."""
        names = {each.ctdc: each.code for each in reversed(self.codes) if each.ctdc}
        return names | {each.htcds: each.code for each in self.codes if each.htcds}


@lru_cache(maxsize=1)
def _titles() -> dict[str, dict[str, str]]:
    return {row["name"]: row for row in rows("lists")}


def lists() -> list[str]:
    """The names of all lists."""
    return list(_titles())


@lru_cache(maxsize=64)
def load(name: str) -> CodeList:
    """A list by its name. Raises ``KeyError`` for one that does not exist."""
    title = _titles()[name]
    codes = tuple(_code(row) for row in rows(name))
    return CodeList(name, title["vi"], title["en"], title["htcds"], codes)


@lru_cache(maxsize=1)
def published() -> dict[str, tuple[str, ...]]:
    """Every value of the standard's lists L1 to L19 exactly as published (HTCDS 2.0, 24 December 2021)."""
    values: dict[str, list[str]] = {}
    for row in rows("htcds"):
        values.setdefault(row["list"], []).append(row["value"])
    return {name: tuple(each) for name, each in values.items()}


def _code(row: dict[str, str]) -> Code:
    return Code(
        code=row["code"],
        label=row["vi"],
        english=row["en"],
        parent=row["parent"],
        valid_from=_day(row["valid_from"]),
        valid_until=_day(row["valid_until"]),
        htcds=row["htcds"],
        emits=row["emits"],
        ctdc=row["ctdc"],
        note=row["note"],
    )


def _day(cell: str) -> date | None:
    return date.fromisoformat(cell) if cell else None


def rows(name: str) -> list[dict[str, str]]:
    """The rows of one of the files, as text."""
    text = files("diemtua.cases.codes").joinpath(f"data/{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
