"""Median and p95 of a piece of work."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

ROUNDS = 30


@dataclass(frozen=True)
class Timing:
    """Seconds."""

    median: float
    p95: float


def timed(work: Callable[[], object], rounds: int = ROUNDS) -> Timing:
    """Seconds of ``work`` over ``rounds``, after two to warm up."""
    for _ in range(2):
        work()
    taken = []
    for _ in range(rounds):
        begin = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begin)
    taken.sort()
    return Timing(statistics.median(taken), taken[int(len(taken) * 0.95)])
