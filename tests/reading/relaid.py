"""One plan as copying, converting and scanning would leave it: the same words in other lines."""

import random
import re
import textwrap
import unicodedata

_OLD = {
    "òa": "oà",
    "óa": "oá",
    "ỏa": "oả",
    "õa": "oã",
    "ọa": "oạ",
    "òe": "oè",
    "óe": "oé",
    "ùy": "uỳ",
    "úy": "uý",
    "ủy": "uỷ",
    "ũy": "uỹ",
    "ụy": "uỵ",
}
_LABEL = re.compile(r"\s*(?:[-+•*]\s|\d{1,2}(?:\.\d{1,2})*[.)]\s|[a-zđ]\)|[IVXL]+\.\s|Điều \d)")


def rows_of(text):
    """Where the rows of the text's tables stand."""
    from diemtua.plans.reading import tables
    from diemtua.plans.reading.text import view_of

    view = view_of(text)
    return sorted(
        view.given(row.start, row.end) for table in tables.find(view, 0, len(view.text)) for row in table.rows
    )


def wrapped(text, width):
    """Every row of a table set anew at ``width``, cut between words wherever the line is full."""
    text, pieces, at = unnumbered(text), [], 0
    for start, end in rows_of(text):
        low, high = start, end
        while low > at and text[low - 1] in " |\t":
            low -= 1
        while high < len(text) and text[high] in " |\t":
            high += 1
        if low < at or "|" not in text[low:high]:
            continue
        pieces.append(text[at:low])
        pieces.append(
            textwrap.fill(
                " ".join(text[low:high].split()), width, break_long_words=False, break_on_hyphens=False
            )
        )
        at = high
    return "".join(pieces) + text[at:]


def prose_wrapped(text, width):
    """Lines of prose longer than ``width`` wrapped there."""
    lines = []
    for line in text.split("\n"):
        lines.append(
            line
            if "|" in line or "  " in line.strip() or "\t" in line or len(line) <= width
            else textwrap.fill(line, width, break_long_words=False, break_on_hyphens=False)
        )
    return "\n".join(lines)


def unnumbered(text):
    """Without lines that hold a page number only, where rows have their labels beside bars; labels of rows stay."""
    if "|" not in text:
        return text
    labels = {start for start, _ in rows_of(text)}
    return re.sub(r"(?m)^[ \t]*\d{1,2}[ \t]*\n", lambda n: n[0] if n.start() in labels else "", text)


def numbered(text, every):
    """A page number on a line of its own every so many lines, in place of those the text has."""
    lines, page = [], 1
    for number, line in enumerate(unnumbered(text).split("\n"), 1):
        lines.append(line)
        if number % every == 0 and line.strip():
            page += 1
            lines.append(str(page))
    return "\n".join(lines)


def bare(text):
    """Rows without their outer bars."""
    text, pieces, at = unnumbered(text), [], 0
    for start, end in rows_of(text):
        if "|" not in text[start:end] or start < at:
            continue
        pieces.append(re.sub(r"\|[ \t]*$", "", text[at:start]))
        pieces.append(re.sub(r"[ \t]*\|$", "", text[start:end]))
        at = end
        while at < len(text) and text[at] in " \t":
            at += 1
        at = at + 1 if text[at : at + 1] == "|" else end
    return "".join(pieces) + text[at:]


def outer(text):
    """Rows begun and ended by a bar."""
    marks = {}
    for start, end in rows_of(text):
        if "|" in text[start:end]:
            before, after = text[:start].rstrip(" \t")[-1:], text[end:].lstrip(" \t")[:1]
            if before != "|":
                marks[start] = "| "
            if after != "|":
                marks[end] = " |"
    return "".join(marks.get(at, "") + letter for at, letter in enumerate(text)) + marks.get(len(text), "")


def cells_to_lines(text):
    """Each bar ends a line."""
    return re.sub(r"(?<=\S)[ \t]*\|[ \t]*(?=[^\s|])", " |\n", text)


def decomposed(text):
    return unicodedata.normalize("NFD", text)


def moved_tones(text):
    return re.sub("|".join(_OLD), lambda found: _OLD[found.group()], text)


def emphasised(text, seed=1):
    """Some labels and headings in bold."""
    chance = random.Random(seed)
    return "\n".join(
        f"**{line}**"
        if chance.random() < 0.15 and line.strip() and "|" not in line and "*" not in line and len(line) < 120
        else line
        for line in text.split("\n")
    )
