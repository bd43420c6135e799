"""The base form, and the two hidden fields that keep a resend from making a twin and a save from overwriting another."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting

from diemtua.ui.conflicts import settled

Choices = list[tuple[Any, Any]]
_AGAIN = "Biểu mẫu thiếu dấu nhận diện; hãy mở lại trang rồi gửi lại."
STALE = {"required": _AGAIN, "invalid": _AGAIN}


class Renderer(TemplatesSetting):
    """Forms and fields print through the house's own templates."""

    form_template_name = "ui/form.html"
    field_template_name = "ui/field.html"


class Form(forms.Form):
    """A form of the house: ``{{ form }}`` prints the error summary and every field.

    ``choices`` fills the lists of choice fields by name, flat or grouped (``[(group, [(value, word)])]``).
    """

    default_renderer = Renderer
    error_css_class = "wrong"

    def __init__(self, *arguments: Any, choices: Mapping[str, Choices] | None = None, **named: Any) -> None:
        named.setdefault("label_suffix", "")
        super().__init__(*arguments, **named)
        for name, given in (choices or {}).items():
            self.fields[name].choices = given


class Once(forms.Form):
    """A form that carries its own name (``client_id``), made when it is shown: sent twice, it acts once."""

    client_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4, error_messages=STALE)


class Versioned(forms.Form):
    """A form that remembers which version of the record it was opened on (``version``).

    Sent again from ``ui/conflict.html``, it first puts back what the officer chose to keep.
    """

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, error_messages=STALE)

    def __init__(self, data: Any = None, *arguments: Any, **named: Any) -> None:
        super().__init__(settled(data) if data else data, *arguments, **named)
