"""Choosing who carries on."""

from __future__ import annotations

from django import forms

from diemtua.ui.forms import AgencyField, Form, Once


class ChooseForm(Form, Once):
    """One successor for one body's share of a task."""

    ended = forms.IntegerField(widget=forms.HiddenInput)
    agency = AgencyField("Cơ quan tiếp nhận")
