"""Automatic numbering of Word (đánh số tự động): labels that are drawn, not written.

Follows ECMA-376 part 1, 17.9: ``num`` → ``abstractNum`` → levels, overrides, restarts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip


def child_value(element: Any, *path: str) -> str | None:
    """The ``w:val`` of a descendant reached by child names; ``None`` if it is not there."""
    for name in path:
        element = element.find(W + name) if element is not None else None
    return None if element is None else element.get(W + "val")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: how its number looks, where it starts, which level restarts it."""

    start: int
    form: str
    text: str
    legal: bool
    restart: int | None
    style: str | None


class Numbering:
    """The counters of a document's lists, advanced paragraph by paragraph in reading order."""

    def __init__(self, root: Any) -> None:
        """``root`` is ``word/numbering.xml``, or ``None`` for a document without lists."""
        self._levels: dict[str, dict[int, Level]] = {}
        self._abstract: dict[str, str] = {}
        self._overrides: dict[str, dict[int, int]] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._started: set[tuple[str, int]] = set()
        self._style_levels: dict[str, tuple[str, int]] = {}
        if root is not None:
            self._load(root)

    def style_position(self, style: str) -> tuple[str, int] | None:
        """List and level that a list definition ties to a paragraph style."""
        return self._style_levels.get(style)

    def label(self, number: str, level: int) -> str:
        """Advance list ``number`` at ``level`` and return its label, empty for a list that draws none."""
        abstract = self._abstract.get(number)
        levels = self._levels.get(number, {})
        if abstract is None or level not in levels:
            return ""
        counts = self._advance(number, abstract, level, levels)
        form = levels[level]
        if form.form == "bullet":
            return "+" if form.text.strip() == "+" else "-"
        return _PLACE.sub(
            lambda place: self._drawn(int(place[1]) - 1, form, levels, counts), form.text
        ).strip()

    def _advance(
        self, number: str, abstract: str, level: int, levels: Mapping[int, Level]
    ) -> list[int | None]:
        counts = self._counts.setdefault(abstract, [None] * LEVELS)
        override = self._overrides.get(number, {}).get(level)
        if override is not None and (number, level) not in self._started:
            self._started.add((number, level))
            counts[level] = None
        start = levels[level].start if override is None else override
        current = counts[level]
        counts[level] = start if current is None else current + 1
        for upper in range(level):
            if counts[upper] is None and upper in levels:
                counts[upper] = levels[upper].start
        for deeper in range(level + 1, LEVELS):
            restart = levels[deeper].restart if deeper in levels else None
            if restart is None or (restart != 0 and level < restart):
                counts[deeper] = None
        return counts

    @staticmethod
    def _drawn(level: int, shown_in: Level, levels: Mapping[int, Level], counts: list[int | None]) -> str:
        form = levels.get(level)
        if form is None:
            return ""
        count = counts[level]
        return drawn(form.start if count is None else count, "decimal" if shown_in.legal else form.form)

    def _load(self, root: Any) -> None:
        abstracts = {item.get(W + "abstractNumId", ""): item for item in root.findall(W + "abstractNum")}
        by_style = {child_value(item, "styleLink"): key for key, item in abstracts.items()}
        for number in root.findall(W + "num"):
            identity, abstract = number.get(W + "numId", ""), child_value(number, "abstractNumId") or ""
            if abstract in abstracts:
                # A list defined by a list style only points there.
                linked = child_value(abstracts[abstract], "numStyleLink")
                abstract = by_style.get(linked, abstract) if linked else abstract
                self._load_list(identity, abstract, number, abstracts[abstract])

    def _load_list(self, identity: str, abstract: str, number: Any, definition: Any) -> None:
        levels = {_integer(item.get(W + "ilvl"), 0): _level(item) for item in definition.findall(W + "lvl")}
        levels = {depth: level for depth, level in levels.items() if depth < LEVELS}
        for override in number.findall(W + "lvlOverride"):
            self._override(identity, min(_integer(override.get(W + "ilvl"), 0), LEVELS - 1), override, levels)
        self._abstract[identity], self._levels[identity] = abstract, levels
        for depth, level in levels.items():
            if level.style:
                self._style_levels.setdefault(level.style, (identity, depth))

    def _override(self, number: str, level: int, override: Any, levels: dict[int, Level]) -> None:
        if (replaced := override.find(W + "lvl")) is not None:
            levels[level] = _level(replaced)
        if (start := child_value(override, "startOverride")) is not None:
            self._overrides.setdefault(number, {})[level] = _integer(start, 1)


def _level(item: Any) -> Level:
    legal = item.find(W + "isLgl")
    restart = child_value(item, "lvlRestart")
    return Level(
        start=_integer(child_value(item, "start"), 0),
        form=child_value(item, "numFmt") or "decimal",
        text=child_value(item, "lvlText") or "",
        legal=legal is not None and legal.get(W + "val") not in ("0", "false", "off"),
        restart=None if restart is None else _integer(restart, 0),
        style=child_value(item, "pStyle"),
    )


def _integer(text: str | None, otherwise: int) -> int:
    try:
        return min(max(int(text or ""), 0), 1_000_000)
    except ValueError:
        return otherwise


def drawn(count: int, form: str) -> str:
    """A count in Word's number format: 4 is «4», «iv», «IV», «d», «D», «04»; unknown formats count in digits."""
    return _FORMS.get(form, str)(count)


def _roman(count: int) -> str:
    if not 0 < count < 4000:
        return str(count)
    text = ""
    for value, sign in _ROMAN:
        text += sign * (count // value)
        count %= value
    return text


def _letter(count: int) -> str:
    # Word repeats the letter after z: aa, bb, cc.
    return chr(ord("a") + (count - 1) % 26) * min((count - 1) // 26 + 1, 8) if count > 0 else str(count)


_FORMS: Mapping[str, Callable[[int], str]] = {
    "upperRoman": _roman,
    "lowerRoman": lambda count: _roman(count).lower(),
    "upperLetter": lambda count: _letter(count).upper(),
    "lowerLetter": _letter,
    "decimalZero": lambda count: f"{count:02d}",
    "none": lambda _count: "",
}
