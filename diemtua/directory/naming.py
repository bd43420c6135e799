"""Which of a province's bodies a document means by a kind and its wording. Pure functions of loaded bodies."""

from __future__ import annotations

import re
from collections.abc import Sequence

from diemtua.directory.kinds import COLLECTIVE, members
from diemtua.directory.models import Agency
from diemtua.kernel.text import fold, tokens

# «Báo Nghệ An, Đài PTTH tỉnh» names two bodies, each by the first word of its name.
PIECES = re.compile(r",|;|\bva\b")


def named(code: str, text: str, bodies: Sequence[Agency]) -> tuple[list[Agency], bool]:
    """The bodies meant, and whether the wording says which; a kind with one body needs no wording."""
    kinds = members(code)
    found = [agency for agency in bodies if agency.kind in kinds]
    if code in COLLECTIVE:
        return in_places(found, text) or found, True
    if len(found) < 2:
        return found, True
    chosen = by_first_word(found, text) or by_name(found, text)
    return (chosen, True) if chosen else (found, False)


def by_name(found: Sequence[Agency], text: str) -> list[Agency]:
    """Those whose whole name, or the name they go by, stands in the text; the longest where one holds another."""
    folded = fold(text)
    exact = [agency for agency in found if fold(agency.name) in folded or fold(agency.called) in folded]
    return [
        agency
        for agency in exact
        if not any(
            fold(agency.called) in fold(other.called) and agency.called != other.called for other in exact
        )
    ]


def by_first_word(found: Sequence[Agency], text: str) -> list[Agency]:
    """Those whose name begins as a piece of the text does: «Đài PTTH tỉnh» is no newspaper."""
    heads = {words[0] for piece in PIECES.split(fold(text)) if (words := tokens(piece))}
    chosen = [agency for agency in found if tokens(agency.name)[0] in heads]
    several = {tokens(agency.name)[0] for agency in found}
    return chosen if len(several) > 1 else []


def in_places(found: Sequence[Agency], text: str) -> list[Agency]:
    """Of a collective name that lists places («các huyện Cao Lộc, Lộc Bình»), the bodies of those places.

    «huyện của tỉnh Lạng Sơn» does not mean the city of that name.
    """
    folded = " ".join(tokens(text))
    return [
        agency
        for agency in found
        if agency.area_id != agency.province_id
        and re.search(rf"(?<!tinh )\b{re.escape(' '.join(tokens(agency.area.name)))}\b", folded)
    ]
