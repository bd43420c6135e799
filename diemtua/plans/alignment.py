"""Where words went when a text was improved: spans of the former text found again in the new one. No Django."""

from __future__ import annotations

import re
from bisect import bisect_left
from difflib import SequenceMatcher
from unicodedata import normalize

WORD = re.compile(r"\S+")
CAREFUL = 4_000  # words each side up to which common words («và», «các») may anchor a match; beyond, they cost too much


class Alignment:
    """Maps spans (code points, end exclusive) of ``before`` onto ``after``.

    What both texts share at their ends is passed over; the middle is compared word by word, so a corrected word,
    a joined line or a removed page number moves its neighbours without losing them.
    """

    def __init__(self, before: str, after: str) -> None:
        self.same = before == after
        self.former, self.later = (_words(before), _words(after)) if not self.same else ([], [])
        self.image = {} if self.same else _image([w for _, _, w in self.former], [w for _, _, w in self.later])
        self.used = set(self.image.values())

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """The same words in ``after``; ``None`` when fewer than half of them are left."""
        if self.same:
            return start, end
        inside = self._within(start, end)
        kept = [at for at in inside if at in self.image]
        if not kept or 2 * len(kept) < len(inside):
            return None
        first = self.image[kept[0]] - self._gap(kept[0], -1, kept[0] - inside[0])
        last = self.image[kept[-1]] + self._gap(kept[-1], 1, inside[-1] - kept[-1])
        return self.later[first][0], self.later[last][1]

    def _within(self, start: int, end: int) -> range:
        first = bisect_left(self.former, start, key=lambda word: word[1] - 1)
        last = bisect_left(self.former, end, key=lambda word: word[0])
        return range(first, last)

    def _gap(self, at: int, step: int, limit: int) -> int:
        """How many words beside the image of ``at`` are new, at most ``limit``: changed words at the span's edge."""
        free = 0
        while free < limit:
            place = self.image[at] + step * (free + 1)
            if place in self.used or not 0 <= place < len(self.later):
                break
            free += 1
        return free


def _words(text: str) -> list[tuple[int, int, str]]:
    return [(found.start(), found.end(), normalize("NFC", found[0])) for found in WORD.finditer(text)]


def _image(former: list[str], later: list[str]) -> dict[int, int]:
    """Which word of ``later`` each word of ``former`` became; words that are gone have none."""
    shorter = min(len(former), len(later))
    head = next((at for at in range(shorter) if former[at] != later[at]), shorter)
    tail = next((at for at in range(shorter - head) if former[-1 - at] != later[-1 - at]), shorter - head)
    image = {at: at for at in range(head)}
    image |= {len(former) - 1 - at: len(later) - 1 - at for at in range(tail)}
    middle, other = former[head : len(former) - tail], later[head : len(later) - tail]
    matcher = SequenceMatcher(None, middle, other, autojunk=max(len(middle), len(other)) > CAREFUL)
    for block in matcher.get_matching_blocks():
        image |= {head + block.a + at: head + block.b + at for at in range(block.size)}
    return image
