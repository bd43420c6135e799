"""Canaries (dữ liệu mồi): invented people put in through the real actions, then looked for in everything kept.

A context registers how it plants: a context manager that walks its own actions with the words it is given, for as long
as it is open, and takes its people out again at the end.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass


@dataclass(frozen=True)
class Canary:
    """An invented person nobody is called like. Every field is to be planted as what it says it is."""

    name: str
    identity_number: str
    phone: str
    address: str
    narrative: str

    @property
    def words(self) -> tuple[str, ...]:
        """What may be found nowhere: each whole, and of the name the word that is nobody else's."""
        return (
            self.name,
            self.name.split()[-1],
            self.identity_number,
            self.phone,
            self.address,
            self.narrative,
        )


Planter = Callable[[Canary], AbstractContextManager[None]]
_planters: dict[str, Planter] = {}


def plants(context: str, planter: Planter) -> None:
    """Register the planter of ``context``, in its app's ``ready``."""
    _planters[context] = planter


@contextmanager
def planted() -> Iterator[dict[str, Canary]]:
    """One canary through the actions of every context, while this lasts. As many queries as the actions need."""
    with ExitStack() as stack:
        alive = {}
        for context, planter in sorted(_planters.items()):
            alive[context] = invented()
            stack.enter_context(planter(alive[context]))
        yield alive


def invented() -> Canary:
    """Words with all the marks of Vietnamese, and so long that chance does not make them twice."""
    word = "".join(
        secrets.choice("bcdghklmnqrstvx") + secrets.choice("ạẩắễồữỵ") for _ in range(6)
    ).capitalize()
    digits = str(secrets.randbelow(10**9)).zfill(9)
    return Canary(
        name=f"Nguyễn Thị {word}",
        identity_number=f"094{digits}",
        phone=f"0{digits[::-1]}",
        address=f"Số {digits}, ấp {word}, xã Mồi Thử",
        narrative=f"Họ hứa cho {word} việc làm rồi giữ giấy tờ, mã {digits}.",
    )
