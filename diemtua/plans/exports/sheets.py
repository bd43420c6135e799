"""A sheet as the office prints it: Times New Roman, A4 across, dates as dates, and text that is only ever text."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import IO, Any

import xlsxwriter
from django.utils import timezone

KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CELL = 32_000  # characters a cell may hold, with room to spare
FONT = {"font_name": "Times New Roman", "font_size": 12}


@dataclass(frozen=True)
class Column:
    """A column: its heading and its width in characters."""

    heading: str
    width: int


class Book:
    """A workbook written row by row; what is typed by people never becomes a formula, a link or a number."""

    def __init__(self, file: IO[bytes]) -> None:
        options = {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "default_date_format": "dd/mm/yyyy",
        }
        self.book = xlsxwriter.Workbook(file, options)
        self.title = self.book.add_format({**FONT, "bold": True, "font_size": 14})
        self.note = self.book.add_format({**FONT, "italic": True})
        self.head = self.book.add_format(
            {**FONT, "bold": True, "border": 1, "text_wrap": True, "align": "center", "valign": "vcenter"}
        )
        self.text = self.book.add_format({**FONT, "border": 1, "text_wrap": True, "valign": "top"})
        self.day = self.book.add_format({**FONT, "border": 1, "num_format": "dd/mm/yyyy", "valign": "top"})
        self.number = self.book.add_format({**FONT, "border": 1, "num_format": "#,##0", "valign": "top"})

    def sheet(
        self, name: str, title: str, note: str, columns: Sequence[Column], rows: Iterable[Sequence[Any]]
    ) -> int:
        """Write one sheet; returns how many rows it holds."""
        sheet = self.book.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(3)
        sheet.set_footer("&C&P/&N")
        for place, column in enumerate(columns):
            sheet.set_column(place, place, column.width)
        sheet.write_string(0, 0, title, self.title)
        sheet.write_string(1, 0, note, self.note)
        for place, column in enumerate(columns):
            sheet.write_string(3, place, column.heading, self.head)
        at = 3
        for at, row in enumerate(rows, 4):
            for place, value in enumerate(row):
                self._cell(sheet, at, place, value)
        sheet.freeze_panes(4, 1)
        sheet.autofilter(3, 0, max(at, 4), len(columns) - 1)
        return at - 3

    def _cell(self, sheet: Any, row: int, column: int, value: Any) -> None:
        if value is None or value == "":
            sheet.write_blank(row, column, None, self.text)
        elif isinstance(value, datetime):
            sheet.write_datetime(row, column, timezone.localtime(value).replace(tzinfo=None), self.day)
        elif isinstance(value, date):
            sheet.write_datetime(row, column, datetime(value.year, value.month, value.day), self.day)
        elif isinstance(value, int):
            sheet.write_number(row, column, value, self.number)
        else:
            sheet.write_string(row, column, str(value)[:CELL], self.text)


@contextmanager
def book(file: IO[bytes]) -> Iterator[Book]:
    """A workbook that is whole when the block ends."""
    made = Book(file)
    yield made
    made.book.close()


def blank_file() -> IO[bytes]:
    """A file of no name, gone when it is closed."""
    return tempfile.TemporaryFile(prefix="diemtua-")
