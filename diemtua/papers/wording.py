"""The words that the form itself puts around what the drafter says: number, place and day, recipients, steads."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from diemtua.kernel.sources import source
from diemtua.papers.kinds import UNNAMED, Kind
from diemtua.papers.paper import Paper, Signature

GAP = "\u00a0" * 7  # no-break spaces: room for a pen that neither printer closes up
DAY_GAP = "\u00a0" * 5
NAME_LINE = 23  # bold capitals of 12 points that the left column holds
PLACES = {"TỈNH", "THÀNH", "XÃ", "PHƯỜNG", "ĐẶC"}
ENACTING = {Kind.DECISION: "QUYẾT ĐỊNH:", Kind.RESOLUTION: "QUYẾT NGHỊ:"}


@source("Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II.3", in_force="2020-03-05")
def number_and_symbol(paper: Paper) -> str:
    """«04/BB-SYT», a công văn «05/SYT-BTXH»: below ten with a nought; before the number is given, room for it."""
    number = f"{paper.number:02}" if paper.number is not None else GAP
    groups = (
        "" if paper.kind in UNNAMED else paper.kind.abbreviation,
        paper.issuer.symbol or "…",
        paper.unit,
    )
    return f"{number}/{'-'.join(group for group in groups if group)}"


@source("Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II.4", in_force="2020-03-05")
def day_in_words(on: date | None) -> str:
    """«ngày 05 tháng 02 năm 2026»: days below ten and the months 1 and 2 with a nought; unknown, room for them."""
    if on is None:
        return f"ngày{DAY_GAP}tháng{DAY_GAP}năm{DAY_GAP}"
    month = f"{on.month:02}" if on.month < 3 else str(on.month)
    return f"ngày {on.day:02} tháng {month} năm {on.year}"


def name_lines(name: str) -> str:
    """A body's name in capitals; a long one on even lines, broken before its place where that fits (TỈNH …)."""
    words = name.upper().split(" ")
    parts = -(-len(" ".join(words)) // NAME_LINE)
    if parts < 2:
        return " ".join(words)
    ends = [len(" ".join(words[:count])) for count in range(1, len(words))]
    middle = len(" ".join(words)) / parts
    best = min(
        range(1, len(words)), key=lambda n: abs(ends[n - 1] - middle) - 8 * (words[n] in PLACES), default=0
    )
    if not best:
        return " ".join(words)
    return f"{' '.join(words[:best])}\n{name_lines(' '.join(words[best:]))}"


def stopped(words: str, stop: str) -> str:
    """The words with this stop at their end and no other."""
    return words.rstrip(" ;.") + stop


def series(items: Sequence[str], dash: str = "") -> tuple[str, ...]:
    """Lines that end in semicolons, the last in a full stop: legal bases, addressees, recipients."""
    last = len(items) - 1
    return tuple(dash + stopped(item, "." if place == last else ";") for place, item in enumerate(items))


def addressees(paper: Paper) -> tuple[str, ...]:
    """«Kính gửi: …» on one line for one; for several, the label and then a line each."""
    if len(paper.addressees) == 1:
        return (f"Kính gửi: {stopped(paper.addressees[0], '')}",)
    return ("Kính gửi:", *series(paper.addressees, "- ")) if paper.addressees else ()


def recipients(paper: Paper) -> tuple[str, ...]:
    """«- …;» and last «- Lưu: VT, đơn vị.»"""
    kept = (f"Lưu: {paper.kept_by}",) if paper.kept_by else ()
    return series((*paper.recipients, *kept), "- ")


def drafter(paper: Paper) -> str:
    """Box 12: the drafter's sign and how many copies, «PTL.(05)»."""
    copies = f".({paper.copies:02})" if paper.copies is not None else ""
    return f"{paper.drafter}{copies}" if paper.drafter else ""


def steads(signature: Signature) -> tuple[str, ...]:
    """Box 7a, one line above the other: «TM. ỦY BAN NHÂN DÂN», «KT. CHỦ TỊCH», «PHÓ CHỦ TỊCH»."""
    title = f"{'Q. ' if signature.acting else ''}{signature.title.upper()}" if signature.title else ""
    lines = (
        signature.party.upper(),
        *(f"{each.authority} {each.whom.upper()}" for each in signature.steads),
        title,
    )
    return tuple(line for line in lines if line)


def appendix_of(paper: Paper) -> str:
    """«(Kèm theo Quyết định số 04/QĐ-SYT ngày 05 tháng 3 năm 2026 của Sở Y tế)»."""
    name = paper.kind.label
    return f"(Kèm theo {name} số {number_and_symbol(paper)} {day_in_words(paper.on)} của {paper.issuer.name})"
