"""Which document is the agency's own plan."""

from __future__ import annotations

from diemtua.ui.forms import ChoiceField, Form, Once


class LinkForm(Form, Once):
    child_id = ChoiceField("Kế hoạch của cơ quan", empty="Chọn văn bản đã giao việc…", coerce=int)
