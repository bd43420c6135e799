"""The same plan in other lines: hard-wrapped, page-numbered, without outer bars, decomposed: the same tasks."""

from collections import Counter

import pytest

from diemtua.plans.reading import read
from tests.reading import relaid
from tests.reading.conftest import NAMES, text_of

WAYS = {
    "rows wrapped at 60": (lambda t: relaid.wrapped(t, 60), 0.98),
    "rows wrapped at 90": (lambda t: relaid.wrapped(t, 90), 0.99),
    "rows wrapped at 110": (lambda t: relaid.wrapped(t, 110), 0.99),
    "prose wrapped at 80": (lambda t: relaid.prose_wrapped(t, 80), 0.98),
    "prose wrapped at 100": (lambda t: relaid.prose_wrapped(t, 100), 0.98),
    "all wrapped at 90": (lambda t: relaid.prose_wrapped(relaid.wrapped(t, 90), 90), 0.98),
    "a page number every 45 lines": (lambda t: relaid.numbered(t, 45), 0.98),
    "rows wrapped, pages numbered": (lambda t: relaid.numbered(relaid.wrapped(t, 70), 45), 0.98),
    "no outer bars": (relaid.bare, 0.99),
    "no outer bars, wrapped": (lambda t: relaid.wrapped(relaid.bare(t), 80), 0.99),
    "outer bars": (relaid.outer, 0.99),
    "outer bars, wrapped": (lambda t: relaid.wrapped(relaid.outer(t), 80), 0.99),
    "cells on lines of their own": (relaid.cells_to_lines, 0.98),
    "decomposed letters": (relaid.decomposed, 1.0),
    "tone marks moved": (relaid.moved_tones, 1.0),
    "lines in bold": (relaid.emphasised, 0.99),
}


def tasks(reading):
    return Counter((a.clause, a.lead.code, a.deadline.value) for a in reading.assignments)


@pytest.mark.parametrize("way", WAYS)
def test_a_plan_set_in_other_lines_gives_the_same_tasks(way, readings, capsys):
    change, floor = WAYS[way]
    kept = total = 0
    worst = (1.0, "")
    for name in NAMES:
        old, new = tasks(readings[name]), tasks(read(change(text_of(name).replace("**", ""))))
        same, both = 2 * sum((old & new).values()), sum(old.values()) + sum(new.values())
        kept, total = kept + same, total + both
        worst = min(worst, (same / both if both else 1.0, name))
    with capsys.disabled():
        print(f"\n{way:<32} {kept / total:.3f}  worst {worst[0]:.3f} {worst[1]}", end="")
    assert kept / total >= floor
