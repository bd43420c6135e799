"""News items about a plan (tin, bài): the plan's particulars are told in prose."""

from __future__ import annotations

import re
from typing import NamedTuple

from diemtua.plans.reading import agencies
from diemtua.plans.reading.agency_names import PROVINCES
from diemtua.plans.reading.layout import Layout
from diemtua.plans.reading.text import view_of

_ISSUED = re.compile(
    r"ngày\s+(?P<d>\d{1,2})\s*[/.-]\s*(?P<m>\d{1,2})\s*[/.-]\s*(?P<y>\d{4})\s*,\s*(?P<who>[^,;.]{3,90}?)\s+(?:đã\s+)?(?:ban hành|ký ban hành|có)\s+"
    r"(?P<kind>kế hoạch|quyết định|chương trình|công văn|văn bản)\s+(?:số\s*)?(?P<n>\d+)\s*/\s*(?P<s>[\wđ-]+(?:-[\wđ]+)*)"
)
_LENGTH = re.compile(
    r"thời gian[^.;]{0,60}?từ (?:tháng )?(?P<m1>\d{1,2})/(?P<y1>\d{4})\s*(?:đến|-)\s*(?:hết )?(?:tháng )?(?P<m2>\d{1,2})/(?P<y2>\d{4})"
)


class Told(NamedTuple):
    """What a news item tells of the plan."""

    number: str
    symbol: str
    issuer_name: str
    issuer_code: str
    place: str | None
    date: str
    title: str | None
    period: tuple[str | None, str | None]
    body: int


def read(layout: Layout) -> Told | None:
    """The plan a news item tells of; ``None`` for anything else."""
    view = layout.view
    found = _ISSUED.search(view.folded, layout.main.start, layout.end)
    if found is None or re.search(r"(?m)^\W*số\s*:", view.lined[layout.main.start : found.start()]):
        return None
    who = view.quote(*found.span("who"))
    province = re.search(rf"\b(?:tỉnh|thành phố) (?P<p>{PROVINCES})\b", view.folded)
    place = " ".join(w.capitalize() for w in province.group("p").split()) if province else None
    if place and place.lower() not in who.lower() and re.search(r"(?:tỉnh|thành phố)$", who):
        who = f"{who} {place}"
    parties = agencies.find(view_of(who))
    title = next(
        (
            line.text
            for line in view.lines
            if line.start >= layout.main.start and len(line.text) > 20 and line.end <= found.start()
        ),
        None,
    )
    length = _LENGTH.search(view.folded)
    period = (
        (f"{length['y1']}-{int(length['m1']):02d}", f"{length['y2']}-{int(length['m2']):02d}")
        if length
        else (None, None)
    )
    return Told(
        found["n"], view.quote(*found.span("s")), who, parties[0].code if parties else "khac", place,
        f"{found['y']}-{int(found['m']):02d}-{int(found['d']):02d}", title, period, found.end(),
    )  # fmt: skip
