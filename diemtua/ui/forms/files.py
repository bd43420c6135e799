"""Files handed in: which kinds, how large. What the bytes really are is judged by the room that takes them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from diemtua.ui.forms.widgets import FileInput
from diemtua.ui.words import size

MEGABYTE = 1024 * 1024
MANY = 20


class FileField(forms.FileField):
    """One file. ``kinds`` are name endings (``.docx``); ``max_mb`` its size in MB (1.024 KB). The help says both."""

    widget = FileInput

    def __init__(
        self, label: str, *, kinds: Sequence[str] = (), max_mb: int = 20, help: str = "", **named: Any
    ) -> None:
        self.kinds, self.max_bytes = tuple(kind.casefold() for kind in kinds), max_mb * MEGABYTE
        limits = f"Nhận tệp {', '.join(self.kinds)}; tối đa {max_mb} MB." if kinds else f"Tối đa {max_mb} MB."
        wrong = {
            "required": "Chưa chọn tệp.",
            "empty": "Tệp rỗng, không có nội dung.",
            "missing": "Chưa chọn tệp.",
            "invalid": "Tệp chưa được gửi lên; hãy chọn lại.",
        }
        super().__init__(
            label=label, help_text=f"{help} {limits}".strip(), error_messages=wrong, max_length=255, **named
        )

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        attributes = super().widget_attrs(widget)
        return {**attributes, "accept": ",".join(self.kinds), "data-max": str(self.max_bytes)}

    def to_python(self, data: UploadedFile | None) -> UploadedFile | None:
        file = super().to_python(data)
        if file is None:
            return None
        ending = PurePath(file.name or "").suffix.casefold()
        if self.kinds and ending not in self.kinds:
            told = f"«{file.name}» có đuôi {ending or '(không có)'}; chỉ nhận {', '.join(self.kinds)}."
            raise ValidationError(told, code="kind")
        if file.size and file.size > self.max_bytes:
            told = f"«{file.name}» nặng {size(file.size)}, quá {size(self.max_bytes)}."
            raise ValidationError(told, code="too-large")
        return file
