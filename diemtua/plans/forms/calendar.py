"""Asking for a secret calendar address."""

from __future__ import annotations

from diemtua.ui.forms import Form, Once


class KeyForm(Form, Once):
    """Nothing to fill in: the button is the question."""
