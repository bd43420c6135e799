"""Two officers on one record: both versions side by side, field by field, and what the second chooses to keep."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from django import forms
from django.http import QueryDict

from diemtua.ui.words import day

KEEP, HELD = "keep-", "held-"


class Difference(Protocol):
    """One field that both changed, as plain text (``plans.versions.Difference``)."""

    @property
    def field(self) -> str: ...
    @property
    def held(self) -> str: ...
    @property
    def typed(self) -> str: ...


@dataclass(frozen=True)
class Choice:
    """One line of the merge: values as the form takes them, and as people read them."""

    name: str
    label: str
    held: str
    held_words: str
    typed_words: str


@dataclass(frozen=True)
class Clash:
    """What ``ui/conflict.html`` prints: lines to choose from, and everything typed, to be sent again."""

    choices: Sequence[Choice]
    typed: Sequence[tuple[str, str]]


def clash(form: forms.Form, differences: Iterable[Difference], version: int) -> Clash:
    """The merge of a bound form whose record has moved on to ``version``."""
    choices = [
        Choice(
            each.field,
            str(form.fields[each.field].label or each.field),
            each.held,
            _words(form.fields[each.field], each.held),
            _words(form.fields[each.field], each.typed),
        )
        for each in differences
    ]
    skipped = ("csrfmiddlewaretoken", form.add_prefix("version"))
    typed = [
        (name, value)
        for name, values in form.data.lists()
        for value in values
        if name not in skipped and not name.startswith((KEEP, HELD))
    ]
    return Clash(choices, [*typed, (form.add_prefix("version"), str(version))])


def settled(data: Any) -> Any:
    """What was typed, with the lines where the officer keeps the saved version put back to it."""
    chosen = [
        name.removeprefix(KEEP) for name, value in data.items() if name.startswith(KEEP) and value == "held"
    ]
    if not chosen or not isinstance(data, QueryDict):
        return data
    merged = data.copy()
    for name in chosen:
        merged[name] = data.get(HELD + name, "")
    return merged


def _words(field: forms.Field, value: str) -> str:
    """A plain value as the field would show it: in its own words (``said``), a choice by its word, a day as 03/08/2024."""
    said = getattr(field, "said", None)
    if said is not None:
        return str(said(value))
    if isinstance(field, forms.ChoiceField):
        return _choice_word(field.choices, value)
    if isinstance(field, forms.DateField) and value:
        try:
            return day(date.fromisoformat(value))
        except ValueError:
            return value
    return value


def _choice_word(choices: Iterable[tuple[Any, Any]], value: str) -> str:
    for key, word in choices:
        if isinstance(word, list | tuple):
            if found := _choice_word(word, value):
                return found
        elif str(key) == value:
            return str(word)
    return ""
