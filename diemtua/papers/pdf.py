"""A paper as PDF/A-2b: typeset by Typst inside this process, from data alone.

PDF/A is what archives keep, and it refuses a letter that the font does not have, so that no name is ever printed as
empty boxes. A dated paper gives the same bytes every time. The typesetter starts at the first paper, not with the house.
"""

from __future__ import annotations

import json
import re
import threading
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings

from diemtua.kernel.decision import Refused, no
from diemtua.papers import form
from diemtua.papers.paper import Paper, Table
from diemtua.papers.sheet import Sheet, sheet

if TYPE_CHECKING:
    import typst

FAMILIES = (form.FONT, "Tinos")  # the first that is there; both have the same widths
_TEMPLATE = Path(__file__).with_name("paper.typ")
_LONG = re.compile(r"(\S{20})(?=\S{5})")
_LONG_IN_CELL = re.compile(r"(\S{7})(?=\S{5})")  # no Vietnamese word is that long; an address or a code is
_MISSING = re.compile(r'the text `"(.+?)"` could not be displayed')
_ONE_AT_A_TIME = threading.Lock()


def pdf(paper: Paper) -> bytes:
    """The paper as a PDF.

    Raises ``Refused`` for a part that is missing or cannot be printed, for a letter outside the font, and when the
    font itself is not installed.
    """
    from typst import TypstError

    data = json.dumps({"form": _form(), "sheet": _data(sheet(paper))}, ensure_ascii=False)
    typesetter = _typesetter(settings.PAPER_FONTS)
    try:
        with _ONE_AT_A_TIME:
            made = typesetter.compile(sys_inputs={"paper": data}, pdf_standards=["a-2b"])
    except TypstError as error:
        if missing := _MISSING.search(error.message):
            raise Refused(_unknown_letter(missing[1])) from error
        raise
    assert isinstance(made, bytes)
    return made


@lru_cache(maxsize=2)
def _typesetter(folder: Path) -> typst.Compiler:
    """A typesetter that knows the fonts of this folder and no others: papers look the same on every machine."""
    import typst

    fonts = typst.Fonts(False, False, [folder] if folder.is_dir() else [])
    if not set(FAMILIES) & set(fonts.families()):
        raise Refused(
            no(
                f"Chưa in được PDF: máy chủ thiếu kiểu chữ {' hoặc '.join(FAMILIES)}. Quản trị hệ thống chạy"
                " «make setup», hoặc chỉ thư mục kiểu chữ bằng DIEMTUA_PAPER_FONTS. Bản Word vẫn tải được.",
                code="paper.font",
            )
        )
    return typst.Compiler(_TEMPLATE, root=_TEMPLATE.parent, font_paths=fonts, ignore_system_fonts=True)


def _unknown_letter(letter: str) -> Any:
    if letter.startswith("\\u{"):
        letter = f"U+{letter[3:-1].upper()}"
    return no(
        f"Chưa in được PDF: kiểu chữ của văn bản không có chữ «{letter}». Hãy phiên âm bằng chữ La-tinh, hoặc dùng bản"
        " Word.",
        code="paper.letter",
    )


def _form() -> dict[str, Any]:
    return {
        "page": form.PAGE,
        "margins": form.page_margins(),
        "lines": form.LINES,
        "indent": form.INDENT,
        "between": form.BETWEEN,
        "number_from_top": form.NUMBER_FROM_TOP,
        "head": form.HEAD,
        "foot": form.FOOT,
        "rule": form.RULE,
        "under_body": form.UNDER_BODY,
        "under_summary": form.UNDER_SUMMARY,
        "signing_space": form.SIGNING_SPACE,
        "recipients_together": form.RECIPIENTS_TOGETHER,
        "nation": form.NATION,
        "motto": form.MOTTO,
        "fonts": FAMILIES,
        "styles": {box.value: asdict(style) for box, style in form.STYLES.items()},
    }


def _data(whole: Sheet) -> dict[str, Any]:
    """The sheet as plain data, each block saying what it is, and long words given places to break."""
    data = asdict(whole)
    data["body"] = _blocks(whole.body)
    for given, attached in zip(data["appendices"], whole.appendices, strict=True):
        given["body"] = _blocks(attached.body)
    broken: dict[str, Any] = _breakable(data)
    return broken


def _blocks(body: tuple[Any, ...]) -> list[dict[str, Any]]:
    return [_block(each) for each in body]


def _block(each: Any) -> dict[str, Any]:
    data = asdict(each)
    if isinstance(each, Table):
        data = _breakable(data, _LONG_IN_CELL)
    return {"is": type(each).__name__, **data}


def _breakable(value: Any, long: re.Pattern[str] = _LONG) -> Any:
    """A word longer than its column breaks there instead of running over its neighbour."""
    if isinstance(value, str):
        return long.sub("\\1\u200b", value)
    if isinstance(value, dict):
        return {name: _breakable(each, long) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_breakable(each, long) for each in value]
    return value
