"""The text layer of one PDF page: lines as the layer orders them, ruled tables as rows with bars."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as raw

from .pdf_rules import Ruled, ruled_tables
from .tables import Cell, render

# PDFium's marks for a hyphen at a line's end; NUL stands for a letter the font does not name.
_CLEANED = str.maketrans({"\ufffe": "-", "\uffff": None, "\x02": "-", "\0": None})


@dataclass(slots=True)
class PageText:
    """A page's text, and whether a merged cell was written again for each of its rows."""

    text: str
    repeated: bool = False


@dataclass(slots=True)
class _Table:
    ruled: Ruled
    cells: dict[tuple[int, int], list[str]] = field(default_factory=dict)

    def lines(self) -> tuple[list[str], bool]:
        rendered = render([self._row(row) for row in range(len(self.ruled.ys) - 1)])
        return rendered.lines, rendered.repeated

    def _row(self, row: int) -> list[Cell]:
        cells: list[Cell] = []
        owner = None
        for column in range(len(self.ruled.xs) - 1):
            if column and self.ruled.owner[row, column] == owner:
                cells[-1].span += 1
                continue
            owner = self.ruled.owner[row, column]
            cells.append(Cell(["".join(self.cells.get(owner, ()))], merged=owner[0] != row))
        return cells


def page_text(page: Any) -> PageText:
    """The page's lines without trailing space."""
    textpage = page.get_textpage()
    try:
        tables = [_Table(ruled) for ruled in ruled_tables(page)]
        if tables:
            return _with_tables(textpage, tables)
        return PageText(_lines(textpage.get_text_range()))
    finally:
        textpage.close()


def _lines(text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_CLEANED)
    return "\n".join(line.rstrip() for line in text.split("\n")).strip("\n")


def _with_tables(textpage: Any, tables: list[_Table]) -> PageText:
    """Each table stands where its first letter stood; white space goes where the letter before it went."""
    pieces: list[str | _Table] = []
    place: tuple[_Table, tuple[int, int]] | None = None
    for letter, x, y in _letters(textpage):
        if not letter.isspace():
            place = _place(tables, x, y)
        if place is None:
            pieces.append(letter)
            continue
        table, cell = place
        if not table.cells:
            pieces.append(table)
        table.cells.setdefault(cell, []).append(" " if letter in "\r\n" else letter)
    return _assembled(pieces)


def _place(tables: list[_Table], x: float, y: float) -> tuple[_Table, tuple[int, int]] | None:
    for table in tables:
        if (cell := table.ruled.cell(x, y)) is not None:
            return table, cell
    return None


def _assembled(pieces: list[str | _Table]) -> PageText:
    text, repeated = "", False
    run: list[str] = []
    for piece in pieces:
        if isinstance(piece, str):
            run.append(piece)
            continue
        lines, again = piece.lines()
        repeated |= again
        text += "".join(run).rstrip() + "\n" + "\n".join(lines) + "\n"
        run = []
    return PageText(_lines(text + "".join(run).lstrip("\r\n ") if text else "".join(run)), repeated)


def _letters(textpage: Any) -> Iterator[tuple[str, float, float]]:
    """Every letter of the layer with the middle of its box."""
    for index in range(textpage.count_chars()):
        code = raw.FPDFText_GetUnicode(textpage.raw, index)
        left, bottom, right, top = textpage.get_charbox(index)
        yield chr(code).translate(_CLEANED), (left + right) / 2, (bottom + top) / 2
