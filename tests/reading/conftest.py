"""Annotated plans, and short ways to read a text in a test."""

import json
from pathlib import Path

import pytest

from diemtua.plans.reading import read

GOLD = Path(__file__).parent / "gold"
NAMES = sorted(path.name.removesuffix(".gold.json") for path in GOLD.glob("*.gold.json"))


def text_of(name):
    return (GOLD / f"{name}.txt").read_bytes().decode("utf-8")


def gold_of(name):
    return json.loads((GOLD / f"{name}.gold.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def readings():
    """Every annotated plan, read once."""
    return {name: read(text_of(name), file=f"{name}.txt") for name in NAMES}


HEAD = """ỦY BAN NHÂN DÂN
TỈNH NGHỆ AN
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 41/KH-UBND
Nghệ An, ngày 05 tháng 01 năm 2026
KẾ HOẠCH
Thực hiện công tác bảo vệ trẻ em năm 2026
Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:
"""


def plan(body):
    """A reading of ``body`` under the head of a plan of 2026."""
    return read(HEAD + body)


def tasks(reading):
    """(clause, lead, coordinating, deadline value) of each task."""
    return [
        (a.clause, a.lead.code, sorted(c.code for c in a.coordinating), a.deadline.value)
        for a in reading.assignments
    ]


def actions(reading):
    return [reading.text[a.action.start : a.action.end] for a in reading.assignments]


def paths(reading):
    def walk(nodes):
        for node in nodes:
            yield node.path
            yield from walk(node.children)

    return list(walk(reading.outline))
