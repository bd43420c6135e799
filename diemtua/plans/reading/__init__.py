"""Reading a plan: from its text to who must do what by when.

``read`` takes any text and gives a ``Reading``; nothing here needs a database or Django.
"""

from __future__ import annotations

from diemtua.plans.reading.model import Reading

__all__ = ["Reading", "read", "why_not_a_plan"]


def read(text: str, *, file: str = "") -> Reading:
    """The reading of a plan's text. Offsets count code points of ``text`` as given. Never raises on a string."""
    from diemtua.plans.reading import reader

    return reader.read(text, file=file)


def why_not_a_plan(reading: Reading) -> str | None:
    """Why a text can hardly be a plan, as a sentence for the person who brought it; ``None`` when it can."""
    from diemtua.plans.reading import refusal

    return refusal.why_not_a_plan(reading)
