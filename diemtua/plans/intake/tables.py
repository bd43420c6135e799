"""A table as lines of text: one row a line, a bar after every cell, the way legal portals print it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

# A row holding the recipients or the signature is laid out, not tabulated: its lines must stay lines.
_SIGNATURE = re.compile(r"^\s*(?:Nơi nhận|TM\.|T/M|KT\.|TL\.|TUQ\.)", re.IGNORECASE)
_LABEL = re.compile(r"^\s*(?:\d+(?:\.\d+)*|[IVXLC]+|[A-Za-zđĐ]|[-+*])?[.)]?\s*$")
_LONGEST_REPEAT = 200
_SPACE = re.compile(r"\s+")


@dataclass(slots=True)
class Cell:
    """A cell's paragraphs; ``span`` columns wide; ``merged`` if it continues the one above."""

    paragraphs: list[str] = field(default_factory=list)
    span: int = 1
    merged: bool = False
    nested: bool = False

    @property
    def text(self) -> str:
        """The cell on one line."""
        return _SPACE.sub(" ", " ".join(self.paragraphs)).strip()


@dataclass(slots=True)
class Rendered:
    """Lines of a table, and whether a merged cell was written again for each of its rows."""

    lines: list[str]
    repeated: bool = False


def render(rows: list[list[Cell]]) -> Rendered:
    """The rows as lines. A cell merged over several rows stands in each of them, so that every row says
    who and when by itself; numbering labels and long texts are written once."""
    above: dict[int, str] = {}
    result = Rendered([])
    for row in rows:
        if _is_layout(row):
            result.lines += [
                line for cell in row for paragraph in cell.paragraphs for line in paragraph.split("\n")
            ]
            above = {}
            continue
        values, above, repeated = _values(row, above)
        result.repeated |= repeated
        if any(values):
            result.lines.append((" | ".join(values) + " |").strip())
    return result


def _values(row: list[Cell], above: dict[int, str]) -> tuple[list[str], dict[int, str], bool]:
    values: list[str] = []
    seen: dict[int, str] = {}
    column, repeated = 0, False
    for cell in row:
        text = cell.text
        if cell.merged:
            text = above.get(column, "")
            seen[column] = text
            if _LABEL.match(text) or len(text) > _LONGEST_REPEAT:
                text = ""
            repeated |= bool(text)
        else:
            seen[column] = text
        values.append(text)
        column += cell.span
    return values, seen, repeated


def _is_layout(row: list[Cell]) -> bool:
    filled = [cell for cell in row if any(paragraph.strip() for paragraph in cell.paragraphs)]
    if any(cell.nested for cell in filled):
        return True
    if len(row) == 1 and len(row[0].paragraphs) > 1:
        return True
    return len(row) <= 3 and any(_SIGNATURE.match(text) for cell in filled for text in cell.paragraphs)
