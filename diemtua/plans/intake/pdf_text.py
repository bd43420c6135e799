"""The text layer of one PDF page, in lines."""

from __future__ import annotations

from typing import Any


def page_text(page: Any) -> str:
    """The page's lines as the layer orders them, without trailing space."""
    textpage = page.get_textpage()
    try:
        raw: str = textpage.get_text_range()
    finally:
        textpage.close()
    text = (
        raw.replace("\r\n", "\n")
        .replace("\r", "\n")
        .replace("\ufffe", "-")
        .replace("\x02", "-")
        .replace("\0", "")
    )
    return "\n".join(line.rstrip() for line in text.split("\n")).strip("\n")
