"""Reading a plan beside one pass of its agency-name pattern, as a process, and at seven times the length."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.timing import Timing, timed

GOLD = Path(__file__).resolve().parent.parent / "tests" / "reading" / "gold"
PAGE = 2_800  # characters of a page


def text_of(pages: int) -> str:
    """A plan of about ``pages`` pages: bodies of the annotated plans, one after another, under one heading."""
    bodies = [path.read_text(encoding="utf-8") for path in sorted(GOLD.glob("*.txt"))]
    text = ""
    while len(text) < pages * PAGE:
        text += bodies[len(text) % len(bodies)] + "\n"
    return text[: pages * PAGE]


def measure() -> dict[str, float]:
    """Seconds, and how many passes of the agency pattern a reading costs."""
    from diemtua.plans.reading import agencies, read
    from diemtua.plans.reading.text import view_of

    forty, three_hundred = text_of(40), text_of(300)
    pattern, folded = agencies.pattern(), view_of(forty).folded
    one_pass = timed(lambda: sum(1 for _ in pattern.finditer(folded)), rounds=10)
    reading = timed(lambda: read(forty), rounds=10)
    long = timed(lambda: read(three_hundred), rounds=3)
    process = as_process(forty)
    return {
        "one pass of the agency pattern, 40 pages": one_pass.median,
        "reading 40 pages": reading.median,
        "reading 40 pages ÷ one pass (≤ 20)": reading.median / one_pass.median,
        "reading 300 pages ÷ 40 pages (linear is 7.5)": long.median / reading.median,
        "process: diemtua plan read --json, 40 pages, imports included (< 0.3 s)": process.median,
    }


def as_process(text: str) -> Timing:
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        command = [str(Path(sys.executable).with_name("diemtua")), "plan", "read", "--json", file.name]
        return timed(lambda: subprocess.run(command, check=True, stdout=subprocess.DEVNULL), rounds=10)


if __name__ == "__main__":
    begin = time.perf_counter()
    for name, value in measure().items():
        print(f"{name:<75} {value:10.4f}")
