"""Controls: what the browser shows for each question. Scripts add to them; none needs one."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from diemtua.ui.words import day

LONG, VERY_LONG = 12, 25  # choices from which boxes, and a list to open, can be narrowed by typing


class DayInput(forms.DateInput):
    """A day as text, 03/08/2024: the browser's own control would follow the machine's language."""

    template_name = "ui/widgets/day.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        usual = {
            "class": "input-day",
            "inputmode": "numeric",
            "placeholder": "dd/mm/yyyy",
            "autocomplete": "off",
        }
        super().__init__({**usual, **(attrs or {})})

    def format_value(self, value: Any) -> Any:
        return day(value) if isinstance(value, date) else value


class NumberInput(forms.TextInput):
    """A number as text, 1.234,5."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(
            {"class": "input-number", "inputmode": "decimal", "autocomplete": "off", **(attrs or {})}
        )


class Select(forms.Select):
    """A list to open; a long one gets a box that narrows it (scripts)."""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        if sum(len(options) for _, options, _ in context["widget"]["optgroups"]) > VERY_LONG:
            context["widget"]["attrs"]["data-narrow"] = ""
        return context


class Radios(forms.RadioSelect):
    template_name = "ui/widgets/choices.html"


class Boxes(forms.CheckboxSelectMultiple):
    template_name = "ui/widgets/choices.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["long"] = sum(len(options) for _, options, _ in context["widget"]["optgroups"]) > LONG
        return context


class FileInput(forms.FileInput):
    template_name = "ui/widgets/file.html"


class FilesInput(FileInput):
    allow_multiple_selected = True
