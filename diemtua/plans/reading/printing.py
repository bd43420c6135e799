"""A reading as a table for the terminal."""

from __future__ import annotations

import shutil
import sys
import textwrap
from collections.abc import Iterator

from diemtua.plans.reading.model import Agency, Assignment, Deadline, Reading, Report

_KINDS = {
    "ke-hoach": "Kế hoạch", "quyet-dinh": "Quyết định", "cong-van": "Công văn",
    "chuong-trinh": "Chương trình", "tin-bai": "Tin, bài về kế hoạch",
}  # fmt: skip


def print_reading(reading: Reading) -> None:
    """Write a reading to standard output."""
    width = max(72, min(shutil.get_terminal_size((110, 40)).columns, 140))
    lines = "\n".join(_lines(reading, width)) + "\n\n"
    sys.stdout.buffer.write(lines.encode("utf-8", "replace"))
    sys.stdout.buffer.flush()


def _lines(reading: Reading, width: int) -> Iterator[str]:
    yield "═" * width
    yield from _head(reading, width)
    if reading.assignments:
        yield f"\nNHIỆM VỤ ({len(reading.assignments)})"
        for assignment in reading.assignments:
            yield from _task(assignment, reading, width)
    if reading.reporting:
        yield f"\nCHẾ ĐỘ BÁO CÁO ({len(reading.reporting)})"
        for report in reading.reporting:
            yield from _duty(report, width)
    if reading.campaigns:
        yield f"\nĐỢT CAO ĐIỂM, THÍ ĐIỂM ({len(reading.campaigns)})"
        for campaign in reading.campaigns:
            when = " – ".join(_day(day) for day in (campaign.begins, campaign.ends) if day)
            yield from _wrapped(f"  • {campaign.name}" + (f" ({when})" if when else ""), width, "    ")
    if reading.silent:
        yield f"\nCÂU CÓ VIỆC NHƯNG CHƯA THÀNH NHIỆM VỤ ({len(reading.silent)})"
        for silent in reading.silent:
            yield from _wrapped(f"  ? {silent.clause or '(ngoài đề mục)'}: {silent.why}", width, "    ")
    for doubt in reading.doubts:
        yield from _wrapped(f"! {doubt}", width, "  ")


def _head(reading: Reading, width: int) -> Iterator[str]:
    d = reading.document
    kind = _KINDS.get(d.type or "", "Văn bản")
    number = f" số {d.number}/{d.symbol}" if d.number and d.symbol else ""
    yield from _wrapped(f"{kind}{number}" + (f", ngày {_day(d.date)}" if d.date else ""), width, "  ")
    yield from _wrapped(d.title or reading.file or "(không có trích yếu)", width, "  ")
    if d.issuer_name:
        yield d.issuer_name


def _task(a: Assignment, reading: Reading, width: int) -> Iterator[str]:
    mark = " ?" if a.doubts or a.confidence < 0.6 else ""
    yield from _wrapped(
        f"{a.id:>5}  {a.clause or '—'}  ▸ {_name(a.lead)}{mark}   [{when(a.deadline)}]", width, "       "
    )
    yield from _wrapped("       " + _action(a, reading), width, "       ", 2)
    if a.coordinating:
        yield from _wrapped(
            "       phối hợp: " + "; ".join(_name(c) for c in a.coordinating), width, "         "
        )
    for doubt in a.doubts:
        yield from _wrapped(f"       ? {doubt}", width, "         ")


def _action(a: Assignment, reading: Reading) -> str:
    return " ".join(reading.text[a.action.start : a.action.end].split())


def _duty(r: Report, width: int) -> Iterator[str]:
    who = "; ".join(_name(a) for a in r.who) or "—"
    to = "; ".join(_name(a) for a in r.to) or "(không nêu nơi nhận)"
    through = f" qua {_name(r.through)}" if r.through else ""
    yield from _wrapped(f"  • {r.clause or '—'}  {who} → {to}{through}   [{when(r.due)}]", width, "    ")


def when(deadline: Deadline) -> str:
    """A deadline in words, or its value where the text gives none."""
    if deadline.kind == "none":
        return deadline.text or "không thời hạn"
    return deadline.text or deadline.value or ""


def _name(agency: Agency) -> str:
    return agency.text or f"({agency.code})"


def _day(day: str | None) -> str:
    return "/".join(reversed(day.split("-"))) if day else ""


def _wrapped(words: str, width: int, indent: str, most: int = 0) -> list[str]:
    lines = textwrap.wrap(words, width, subsequent_indent=indent, break_long_words=False) or [""]
    return [*lines[:most], indent + "…"] if most and len(lines) > most else lines
