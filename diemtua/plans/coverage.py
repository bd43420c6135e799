"""Which work of a plan another plan seems to take up: folded words compared, a hint for people and no verdict."""

from __future__ import annotations

from collections.abc import Iterable

from diemtua.kernel.text import tokens

ENOUGH = 0.5  # of the words that say what the work is
# Words that every assignment has: they say who, not what.
EMPTY = frozenset(
    "va cac cua cho theo trong tren tai voi ve den tu khi de nham duoc la co thuc hien to chuc chu tri phoi hop don vi "
    "co quan lien quan nganh so ban uy nhan dan tinh thanh pho huyen xa cap dia phuong ke hoach noi dung nhiem vu cong tac "
    "hoat dong tiep tuc day manh tang cuong chi dao trien khai nguoi nhung mot nam thang ngay".split()
)


def meaning(text: str) -> frozenset[str]:
    """The folded words of a task that say what it is about; all of them when no other is left."""
    words = frozenset(tokens(text))
    return words - EMPTY or words


def likeness(wanted: frozenset[str], offered: frozenset[str]) -> float:
    """The part of what is wanted that is offered, from 0 to 1."""
    return len(wanted & offered) / len(wanted) if wanted else 0.0


def uncovered(wanted: Iterable[str], offered: Iterable[str]) -> list[bool]:
    """For each task wanted, whether no task offered takes up at least half of its words."""
    known = [meaning(text) for text in offered]
    return [max((likeness(meaning(text), each) for each in known), default=0.0) < ENOUGH for text in wanted]
