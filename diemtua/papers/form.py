"""The form of Nghị định 30/2020/NĐ-CP, Phụ lục I, as data: millimetres of the page, points of every box.

Where the decree gives a range, ``RANGES`` holds it and a test compares what we chose. Sizes are one of the two sets
that the decree's footnote allows (12, 13, 13): they are not mixed.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from diemtua.kernel.sources import source

NATION, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
FONT = "Times New Roman"
PAGE = (210.0, 297.0)
LINES = 1.15  # line spacing: single to one and a half
INDENT = 12.7  # mm, first line
BETWEEN = 6.0  # points between paragraphs
NUMBER_FROM_TOP = 10.0  # mm of the page's number from the edge
HEAD = (66.0, 94.0)  # mm: body and number on the left, Quốc hiệu and day on the right
FOOT = (0.46, 0.54)  # shares: recipients on the left, signature on the right
RULE = 0.5  # points of every rule
UNDER_BODY, UNDER_SUMMARY = 0.4, 0.4  # of the line above, a third to a half
SIGNING_SPACE = 22.0  # mm for the hand and the seal
RECIPIENTS_TOGETHER = 25  # more than these may run onto another page than the signature
# The motto in bold, as so many of its size: the rule beneath it is as long as the words.
MOTTO_EMS = 12.22


@source("Nghị định 30/2020/NĐ-CP, Phụ lục I, phần I", in_force="2020-03-05")
def page_margins() -> tuple[int, int, int, int]:
    """Top, bottom, left, right in millimetres (20–25, 20–25, 30–35, 15–20)."""
    return 20, 20, 30, 20


class Align(StrEnum):
    LEFT = "left"
    CENTRE = "center"
    RIGHT = "right"
    JUSTIFY = "justify"


class Box(StrEnum):
    """Boxes of the decree's map (Phụ lục I, phần IV), and the levels of its box 6."""

    NATION = "1a"
    MOTTO = "1b"
    PARENT = "2a"
    ISSUER = "2b"
    NUMBER = "3"
    PLACE_DATE = "4"
    KIND = "5a"
    SUMMARY = "5a-summary"
    SUBJECT = "5b"
    TEXT = "6"
    BASIS = "6-basis"
    DECIDED = "6-decided"
    HEADING = "6-heading"
    CELL_HEADING = "6-cell-heading"
    CELL = "6-cell"
    AUTHORITY = "7a"
    NAME = "7b"
    SIGN_HERE = "7c"
    ADDRESSEE = "9a"
    RECIPIENTS = "9b-label"
    RECIPIENT = "9b"
    STAMP = "10"
    CIRCULATION = "11"
    DRAFTER = "12"
    CONTACT = "13"
    PAGE_NUMBER = "page"
    APPENDIX = "appendix"
    APPENDIX_OF = "appendix-of"


@dataclass(frozen=True, slots=True)
class Style:
    """How a box is printed; sizes in points."""

    size: float
    bold: bool = False
    italic: bool = False
    align: Align = Align.CENTRE
    indented: bool = False
    red: bool = False


STYLES: dict[Box, Style] = {
    Box.NATION: Style(12, bold=True),
    Box.MOTTO: Style(13, bold=True),
    Box.PARENT: Style(12),
    Box.ISSUER: Style(12, bold=True),
    Box.NUMBER: Style(13),
    Box.PLACE_DATE: Style(13, italic=True),
    Box.KIND: Style(14, bold=True),
    Box.SUMMARY: Style(14, bold=True),
    Box.SUBJECT: Style(12),
    Box.TEXT: Style(14, align=Align.JUSTIFY, indented=True),
    Box.BASIS: Style(14, italic=True, align=Align.JUSTIFY, indented=True),
    Box.DECIDED: Style(14, bold=True),
    Box.HEADING: Style(14, bold=True, align=Align.JUSTIFY, indented=True),
    Box.CELL_HEADING: Style(12, bold=True),
    Box.CELL: Style(12, align=Align.LEFT),
    Box.AUTHORITY: Style(14, bold=True),
    Box.NAME: Style(14, bold=True),
    Box.SIGN_HERE: Style(13, italic=True),
    Box.ADDRESSEE: Style(14, align=Align.LEFT),
    Box.RECIPIENTS: Style(12, bold=True, italic=True, align=Align.LEFT),
    Box.RECIPIENT: Style(11, align=Align.LEFT),
    Box.STAMP: Style(13, bold=True, red=True),
    Box.CIRCULATION: Style(13, bold=True),
    Box.DRAFTER: Style(11, align=Align.LEFT),
    Box.CONTACT: Style(11),
    Box.PAGE_NUMBER: Style(13),
    Box.APPENDIX: Style(14, bold=True),
    Box.APPENDIX_OF: Style(14, italic=True),
}

# Least and greatest size that the decree gives each box (Phụ lục I, phần V).
RANGES: dict[Box, tuple[int, int]] = {
    Box.NATION: (12, 13),
    Box.MOTTO: (13, 14),
    Box.PARENT: (12, 13),
    Box.ISSUER: (12, 13),
    Box.NUMBER: (13, 13),
    Box.PLACE_DATE: (13, 14),
    Box.KIND: (13, 14),
    Box.SUMMARY: (13, 14),
    Box.SUBJECT: (12, 13),
    Box.TEXT: (13, 14),
    Box.BASIS: (13, 14),
    Box.HEADING: (13, 14),
    Box.AUTHORITY: (13, 14),
    Box.NAME: (13, 14),
    Box.ADDRESSEE: (13, 14),
    Box.RECIPIENTS: (12, 12),
    Box.RECIPIENT: (11, 11),
    Box.DRAFTER: (11, 11),
    Box.CONTACT: (11, 12),
    Box.PAGE_NUMBER: (13, 14),
    Box.APPENDIX: (14, 14),
    Box.APPENDIX_OF: (13, 14),
}


def width(words: str, size: float) -> float:
    """Millimetres of words in bold, near enough for the length of a rule; only the motto's is exact."""
    if words == MOTTO:
        return MOTTO_EMS * size * 25.4 / 72
    line = max(words.split("\n"), key=len)
    return sum(0.25 if char == " " else 0.72 if char.isupper() else 0.5 for char in line) * size * 25.4 / 72
