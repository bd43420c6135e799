"""How much a file may ask of the machine. Sizes in bytes, times in seconds, areas in pixels."""

from __future__ import annotations

MEBIBYTE = 1024 * 1024

MAX_BYTES = 50 * MEBIBYTE
MAX_CHARACTERS = 5_000_000
"""Longest text, from a file or pasted: some 1,500 pages."""

QUICK_BYTES = 5 * MEBIBYTE
"""Files that may hold pictures and still be read while somebody waits; larger ones may take minutes."""
QUICK_TEXT_BYTES = MEBIBYTE
"""Plain text and web pages read while somebody waits: some 200 pages, about three seconds."""

MAX_PAGES = 1_000
MAX_OCR_PAGES = 200
"""Pages recognised from pictures in one file: at about 3 s a page this is 10 minutes."""

MAX_HTML_BYTES = 20 * MEBIBYTE
MAX_HTML_DEPTH = 256
"""Nested tags; the parser's own limit, past which it drops the rest without a word."""

MAX_PIXELS = 80_000_000
"""A picture or a rendered page: A3 at 600 dots an inch has 70 million."""

ZIP_MEMBERS = 2_000
ZIP_MEMBER_BYTES = 64 * MEBIBYTE
ZIP_TOTAL_BYTES = 200 * MEBIBYTE
ZIP_RATIO = 200
"""Inflated to packed size of one member; XML of real documents stays below 60."""
ZIP_RATIO_FROM = MEBIBYTE
"""Members smaller than this may have any ratio: they cannot hurt."""

READ_SECONDS = 60
"""Reading any file, without the recognition of pictures."""
OCR_PAGE_SECONDS = 90
TOTAL_SECONDS = 1_800
CHILD_MEMORY = 1_536 * MEBIBYTE
"""Address space of the reading process, and of each tesseract it starts."""
CHILD_OUTPUT = 64 * MEBIBYTE


def thousands(number: int) -> str:
    """The number as Vietnamese write it: 1.234.567."""
    return f"{number:,}".replace(",", ".")
