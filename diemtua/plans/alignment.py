"""Where words went when a text was improved: spans of the former text found again in the new one. No Django."""

from __future__ import annotations

import re
from bisect import bisect_left
from difflib import SequenceMatcher
from unicodedata import normalize

WORD = re.compile(r"\S+")
RUN = 5  # words in a row that seldom stand twice in one plan
CAREFUL = 2_000  # words between two pins up to which every word is compared


class Alignment:
    """Maps spans (code points, end exclusive) of ``before`` onto ``after``.

    Compared word by word, so that a corrected word, a joined line or a removed page number moves its neighbours
    without losing them.
    """

    def __init__(self, before: str, after: str) -> None:
        self.same = before == after
        self.former, self.later = (_words(before), _words(after)) if not self.same else ([], [])
        self.image = (
            {} if self.same else _image([w for _, _, w in self.former], [w for _, _, w in self.later])
        )
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
    """Which word of ``later`` each word of ``former`` became; words that are gone have none.

    Runs of words that each text has exactly once pin the texts together; what lies between two pins is short and
    is compared word by word. Linear in texts that do not repeat themselves endlessly.
    """
    image: dict[int, int] = {}
    left, right = 0, 0
    for here, there in [*_pins(former, later), (len(former), len(later))]:
        image |= _between(former, later, (left, here), (right, there))
        left, right = here, there
    return image


def _pins(former: list[str], later: list[str]) -> list[tuple[int, int]]:
    """Places of runs that are unique in both texts, in the order both agree on (longest increasing chain)."""
    once, again = _unique_runs(former), _unique_runs(later)
    pairs = [(at, again[run]) for run, at in once.items() if run in again]
    tails: list[int] = []  # the smallest last place of a chain of each length
    best: list[int] = []
    before: list[int] = []
    for number, (_, there) in enumerate(pairs):
        length = bisect_left(tails, there)
        tails[length : length + 1] = [there]
        best[length : length + 1] = [number]
        before.append(best[length - 1] if length else -1)
    chain, number = [], best[-1] if best else -1
    while number >= 0:
        chain.append(pairs[number])
        number = before[number]
    return chain[::-1]


def _unique_runs(words: list[str]) -> dict[tuple[str, ...], int]:
    found: dict[tuple[str, ...], int] = {}
    for at, run in enumerate(zip(*(words[shift:] for shift in range(RUN)), strict=False)):
        found[run] = -1 if run in found else at
    return {run: at for run, at in found.items() if at >= 0}


def _between(
    former: list[str], later: list[str], one: tuple[int, int], other: tuple[int, int]
) -> dict[int, int]:
    """The words between two pins, compared; a gap too long on either side is left unmatched but for its beginning."""
    middle, words = former[slice(*one)], later[slice(*other)]
    shorter = min(len(middle), len(words))
    head = next((at for at in range(shorter) if middle[at] != words[at]), shorter)
    image = {one[0] + at: other[0] + at for at in range(head)}
    if max(len(middle), len(words)) - head <= CAREFUL:
        matcher = SequenceMatcher(None, middle[head:], words[head:], autojunk=False)
        for block in matcher.get_matching_blocks():
            image |= {
                one[0] + head + block.a + at: other[0] + head + block.b + at for at in range(block.size)
            }
    return image
