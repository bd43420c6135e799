"""From the answers of the first sheet to what a case is opened with. Pure: no database, no clock.

Answers are JSON by the question's code. Most are words; these have a shape: ``received-at`` an ISO instant, ``sex`` and
``under-18`` codes, ``birth`` ``{"year", "month", "day"}``, ``nationality`` a list of ISO codes, ``safe-contact`` the fields of a
contact, ``with-whom`` a list of ``{"name", "relation", "under_18", "birth", "born_abroad"}``, ``safe-now`` yes, no or not-sure.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from diemtua.cases.codes.channels import Channel
from diemtua.cases.labelled import Answer
from diemtua.kernel.calendar import local

LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # none that is read as another
CONTACT = ("kind", "value", "safe_to_call", "when", "who_may_answer", "say_what")


def reference() -> str:
    """«TN-7F3K-29Q4»: said over the phone without mistake, guessed by nobody."""
    drawn = "".join(secrets.choice(LETTERS) for _ in range(8))
    return f"TN-{drawn[:4]}-{drawn[4:]}"


def normal_reference(text: str) -> str:
    """One spelling however typed: «tn 7f3k 29q4»."""
    bare = "".join(sign for sign in text.upper() if sign.isalnum()).removeprefix("TN")
    return f"TN-{bare[:4]}-{bare[4:8]}"


def unanswered(channel: Channel, answers: Mapping[str, Any]) -> list[str]:
    """The labels of required questions that nobody answered; «chưa rõ» is an answer."""
    return [each.label for each in channel.questions if each.required and not answers.get(each.code)]


def received_at(answers: Mapping[str, Any]) -> datetime | None:
    said = answers.get("received-at")
    return local(datetime.fromisoformat(said)) if said else None


def somebody(answers: Mapping[str, Any]) -> dict[str, Any]:
    """The person's fields (``actions.opening.Somebody``)."""
    birth = answers.get("birth") or {}
    nationality = answers.get("nationality") or ()
    return {
        "name": (answers.get("name") or "").strip(),
        "sex": answers.get("sex") or "",
        "under_18": answers.get("under-18") or answers.get("under_18") or Answer.NOT_SURE.value,
        "birth": {key: int(birth[key]) for key in ("year", "month", "day") if birth.get(key)},
        "nationalities": tuple(each for each in nationality if each != "stateless"),
        "stateless": "stateless" in nationality,
    }


def contact(answers: Mapping[str, Any]) -> dict[str, Any]:
    """A contact, where the answer names one; words alone stay on the sheet."""
    said = answers.get("safe-contact")
    if not isinstance(said, Mapping) or not said.get("value"):
        return {}
    return {key: said[key] for key in CONTACT if said.get(key)} | {"kind": said.get("kind") or "phone"}


def along(answers: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Who goes along, where the answer lists them."""
    said = answers.get("with-whom")
    return [dict(each) for each in said if isinstance(each, Mapping)] if isinstance(said, list) else []
