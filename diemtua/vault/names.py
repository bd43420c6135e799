"""Finding a name without knowing it: blind tokens of its words, in any order, without marks, one slip forgiven.

A word gives an *exact* token, and *near* tokens of itself and of itself less one letter: two words that are one slip
apart (a letter put in, left out, changed, two swapped) share a near token. The words that most people share (Nguyễn,
Thị, Văn, …) could be read off a copied database by counting; unless they are the given name they get no token of their
own, only some *beside* each other word of the name, exact and near. Names of a length have as many tokens as longer ones: ``FILL``.

Tokens choose candidates; what is shown is decided after opening, inside what the officer may see.
"""

from __future__ import annotations

import enum
import hmac
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from diemtua.kernel.text import tokens as words_of
from diemtua.vault import keyring

PURPOSE = "name"
FILL = 8
MOST_WORDS, LONGEST_NEAR = 16, 24
# Folded: the family names of nine people in ten, and the two middle names of most others.
COMMON = frozenset("nguyen tran le pham hoang huynh phan vu vo dang bui do thi van".split())


class Closeness(enum.IntEnum):
    """How well a name answers a question; false is not at all."""

    NONE = 0
    NEAR = 1  # with one slip in one word
    EXACT = 2


# --- what is kept ---------------------------------------------------------------------------------------


def name_tokens(name: str) -> tuple[int, ...]:
    """The numbers to keep for ``name``, under the newest index key; none for a name without letters. Sorted."""
    words = words_of(name)[:MOST_WORDS]
    if not words:
        return ()
    spell = _Spelling(keyring.generations()[0])
    # The given name comes last, and tells people apart whatever it is: «Vân» is no «Văn».
    telling = {word for word in words if word not in COMMON} | {words[-1]}
    found = {token for word in telling for token in (spell.exact(word), *spell.near(word))}
    for common in set(words) - telling:
        found |= {
            token
            for word in telling
            for token in (spell.beside(common, word), *spell.beside_near(common, word))
        }
    filling = (spell.filling(" ".join(sorted(words)), place) for place in range(-len(found) % FILL))
    return tuple(sorted(found.union(filling)))


class _Spelling:
    """The tokens of words in one generation of keys."""

    def __init__(self, generation: str) -> None:
        self.key = keyring.index_key(PURPOSE, generation)

    def exact(self, word: str) -> int:
        return self._token("=", word)

    def near(self, word: str) -> Iterator[int]:
        return map(self.less, _less_one_letter(word))

    def less(self, letters: str) -> int:
        return self._token("~", letters)

    def beside(self, common: str, word: str) -> int:
        return self._token("&", f"{common} {word}")

    def beside_near(self, common: str, word: str) -> Iterator[int]:
        return (self.beside_less(common, each) for each in _less_one_letter(word))

    def beside_less(self, common: str, letters: str) -> int:
        return self._token("%", f"{common} {letters}")

    def filling(self, words: str, place: int) -> int:
        return self._token("#", f"{place} {words}")

    def _token(self, kind: str, words: str) -> int:
        return int.from_bytes(hmac.digest(self.key, (kind + words).encode(), "sha256")[:8], "big") >> 1


def _less_one_letter(word: str) -> set[str]:
    """The word, and the word with each letter left out."""
    if len(word) > LONGEST_NEAR:
        return {word}
    return {word, *(word[:place] + word[place + 1 :] for place in range(len(word)))}


# --- what is asked --------------------------------------------------------------------------------------


def name_query(name: str) -> NameQuery:
    """What to look for when somebody types ``name``, or some of its words. False where there is nothing to look for."""
    words = tuple(dict.fromkeys(words_of(name)[:MOST_WORDS]))
    return NameQuery(tuple(_asked(words, _Spelling(each)) for each in keyring.generations()) if words else ())


def match(query: NameQuery, kept: Collection[int]) -> Closeness:
    """Whether the tokens kept for one name answer ``query``: all its words are there, but for one slip in one word.

    A question of nothing but common words («Nguyễn Thị») is answered by those whose given name it is.
    """
    held = kept if isinstance(kept, set | frozenset) else frozenset(kept)
    return max((_answer(words, held) for words in query.questions), default=Closeness.NONE)


@dataclass(frozen=True)
class _Word:
    """A word asked for. ``beside``: itself, when common, beside each other word; ``meant``: a common word it may mean.

    ``alone``: where all other words are common, each set of tokens that tells it is here with a slip, and they beside it.
    """

    exact: int
    near: frozenset[int]
    beside: tuple[tuple[int, int], ...]  # (exact token of the other word, token of the two)
    meant: tuple[tuple[int, int], ...]
    alone: tuple[frozenset[int], ...]


@dataclass(frozen=True)
class NameQuery:
    """A question about a name, once for each index key in use."""

    questions: tuple[tuple[_Word, ...], ...]

    @property
    def anchors(self) -> tuple[int, ...]:
        """Whoever matches has one of these tokens: what to look up in the index before ``match`` decides."""
        return tuple(sorted({token for words in self.questions for token in _anchors(words)}))

    def __bool__(self) -> bool:
        return bool(self.questions)


def _asked(words: tuple[str, ...], spell: _Spelling) -> tuple[_Word, ...]:
    exact = {word: spell.exact(word) for word in words}

    def beside(word: str, commons: Iterable[str]) -> tuple[tuple[int, int], ...]:
        others = [other for other in words if other != word]
        return tuple((exact[other], spell.beside(common, other)) for common in commons for other in others)

    return tuple(
        _Word(
            exact=exact[word],
            near=frozenset(spell.near(word)),
            beside=beside(word, {word} & COMMON),
            meant=beside(word, _one_slip_from(word)),
            alone=tuple(_alone(word, words, spell)),
        )
        for word in words
    )


def _alone(word: str, words: tuple[str, ...], spell: _Spelling) -> Iterator[frozenset[int]]:
    others = [other for other in words if other != word]
    if COMMON.issuperset(others):
        for each in _less_one_letter(word):
            yield frozenset((spell.less(each), *(spell.beside_less(other, each) for other in others)))


def _one_slip_from(word: str) -> list[str]:
    """The common words of which ``word`` may be a slip."""
    return [
        common for common in COMMON if common != word and _less_one_letter(common) & _less_one_letter(word)
    ]


def _anchors(words: tuple[_Word, ...]) -> Iterator[int]:
    """Words found exactly; or, where all the others are common and so have no token of their own, nearly."""
    for word in words:
        yield word.exact
        if word.alone:
            yield from word.near


def _answer(words: tuple[_Word, ...], held: Collection[int]) -> Closeness:
    there = {word.exact for word in words if word.exact in held}
    if not there:  # the slip is in the one word that has tokens of its own
        return Closeness(any(tokens.issubset(held) for word in words for tokens in word.alone))
    missed = [word for word in words if word.exact not in there and not _together(word.beside, there, held)]
    if not missed:
        return Closeness.EXACT
    slipped = len(missed) == 1 and (
        not missed[0].near.isdisjoint(held) or _together(missed[0].meant, there, held)
    )
    return Closeness(slipped)


def _together(pairs: tuple[tuple[int, int], ...], there: Collection[int], held: Collection[int]) -> bool:
    """A common word stands beside one that was found."""
    return any(other in there and both in held for other, both in pairs)
