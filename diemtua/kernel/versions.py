"""Two officers at once: the second is shown both versions and merges field by field; nothing is overwritten silently."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Protocol


class Counted(Protocol):
    """A record that counts its changes."""

    version: int


@dataclass(frozen=True)
class Difference:
    """One field that both changed: what the record holds now, and what the second officer typed."""

    field: str
    held: str
    typed: str


class Conflict(Exception):
    """The record moved on since the form was opened."""

    def __init__(self, version: int, differences: tuple[Difference, ...]) -> None:
        super().__init__("Hồ sơ đã được người khác sửa.")
        self.version = version
        self.differences = differences


def check_version(record: Counted, version: int, changed: dict[str, Any]) -> dict[str, str]:
    """The former values of ``changed``; raises ``Conflict`` when somebody else saved after ``version``.

    A later save that left every one of these fields as typed is no conflict.
    """
    held = {name: getattr(record, name) for name in changed}
    differences = tuple(
        Difference(name, str(held[name] or ""), str(value or ""))
        for name, value in changed.items()
        if held[name] != value
    )
    if record.version != version and differences:
        raise Conflict(record.version, differences)
    return {name: str(value or "") for name, value in held.items()}


def only(allowed: Collection[str], changed: Collection[str]) -> None:
    """Nothing beside the ``allowed`` fields may be changed. Raises ``TypeError``: a form never asks for the others."""
    if other := sorted(set(changed) - set(allowed)):
        raise TypeError(f"Not to be changed here: {', '.join(other)}.")
