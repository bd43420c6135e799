"""Questions an officer answers: text, day, number, one choice, several, an agency."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, ProhibitNullCharactersValidator

from diemtua.ui.forms import widgets
from diemtua.ui.forms.files import MANY, FileField
from diemtua.ui.words import day, number

Limit = date | Callable[[], date] | None
MISSING = "Chưa điền."
NUL = "\x00"
_ENGLISH = (MaxLengthValidator, ProhibitNullCharactersValidator)


def _no_nul(value: str) -> None:
    if NUL in value:
        told = "Có ký tự rỗng (NUL), không phải chữ; chép lại từ văn bản gốc rồi gửi lại."
        raise ValidationError(told, code="null_characters_not_allowed")


class TextField(forms.CharField):
    """Words. ``rows`` > 1 gives room for several lines; text is kept in NFC, its ends trimmed."""

    def __init__(
        self, label: str, *, rows: int = 1, help: str = "", placeholder: str = "", **named: Any
    ) -> None:
        attributes = {"placeholder": placeholder} if placeholder else {}
        widget = forms.Textarea({"rows": rows, **attributes}) if rows > 1 else forms.TextInput(attributes)
        named.setdefault("max_length", 10_000 if rows > 1 else 255)
        named.setdefault("widget", widget)
        super().__init__(label=label, help_text=help, error_messages={"required": MISSING}, **named)
        self.validators = [each for each in self.validators if not isinstance(each, _ENGLISH)]
        self.validators += [self._fits, _no_nul]

    def _fits(self, value: str) -> None:
        """Django says the limit in digits without dots, and a NUL in English."""
        if self.max_length and len(value) > self.max_length:
            told = f"Dài quá {number(self.max_length)} ký tự (đang có {number(len(value))})."
            raise ValidationError(told, code="max_length")

    def to_python(self, value: Any) -> str:
        return unicodedata.normalize("NFC", super().to_python(value).replace("\r\n", "\n"))


class EmailField(forms.EmailField):
    """A work e-mail."""

    def __init__(self, label: str, *, help: str = "", **named: Any) -> None:
        wrong = "Chưa đúng dạng thư điện tử, ví dụ ten.ho@coquan.gov.vn."
        super().__init__(
            label=label, help_text=help, error_messages={"required": MISSING, "invalid": wrong}, **named
        )


class DateField(forms.DateField):
    """A day written 03/08/2024; 3-8-2024, 3.8.2024 and 03082024 are understood. Limits are inclusive."""

    widget = widgets.DayInput

    def __init__(
        self, label: str, *, not_before: Limit = None, not_after: Limit = None, help: str = "", **named: Any
    ) -> None:
        self.not_before, self.not_after = not_before, not_after
        super().__init__(
            label=label,
            help_text=help or "Ngày/tháng/năm, ví dụ 03/08/2024.",
            error_messages={"required": MISSING},
            **named,
        )

    def to_python(self, value: Any) -> date | None:
        if value in self.empty_values or isinstance(value, date):
            return value or None
        parts = _day_parts(str(value).strip())
        if parts is None:
            raise ValidationError("Chưa đúng dạng ngày/tháng/năm, ví dụ 03/08/2024.", code="invalid")
        try:
            return date(*parts)
        except ValueError:
            raise ValidationError(f"Không có ngày {value} trong lịch.", code="invalid") from None

    def validate(self, value: date | None) -> None:
        super().validate(value)
        first, last = _limit(self.not_before), _limit(self.not_after)
        if value and first and value < first:
            raise ValidationError(f"Phải từ ngày {day(first)} trở đi.", code="too-early")
        if value and last and value > last:
            raise ValidationError(f"Không được sau ngày {day(last)}.", code="too-late")


def _limit(given: Limit) -> date | None:
    return given() if callable(given) else given


def _day_parts(text: str) -> tuple[int, int, int] | None:
    """Year, month, day of what was typed; ``None`` when it is not written as a day."""
    if found := re.fullmatch(r"(\d{4})-(\d\d?)-(\d\d?)", text, re.ASCII):
        return int(found[1]), int(found[2]), int(found[3])
    if found := re.fullmatch(r"(\d\d?)\s*[/.\- ]\s*(\d\d?)\s*[/.\- ]\s*(\d{4})", text, re.ASCII):
        return int(found[3]), int(found[2]), int(found[1])
    if found := re.fullmatch(r"(\d\d)(\d\d)(\d{4})", text, re.ASCII):
        return int(found[3]), int(found[2]), int(found[1])
    return None


class NumberField(forms.DecimalField):
    """A number written 1.234,5; whole unless ``places`` is given. ``unit`` stands behind it (người, đồng)."""

    widget = widgets.NumberInput

    def __init__(self, label: str, *, unit: str = "", places: int = 0, help: str = "", **named: Any) -> None:
        self.unit = unit
        wrong = "Chưa đúng dạng số, ví dụ 1.234" + (",5." if places else ".")
        super().__init__(
            label=label,
            help_text=help,
            decimal_places=places,
            max_digits=named.pop("max_digits", 18),
            error_messages={
                "required": MISSING,
                "invalid": wrong,
                "max_decimal_places": f"Nhiều nhất {places} chữ số sau dấu phẩy."
                if places
                else "Chỉ nhận số nguyên.",
            },
            **named,
        )

    def to_python(self, value: Any) -> Any:
        """Dots part thousands only where they stand every three digits; otherwise the text is no number here."""
        if isinstance(value, str):
            text = re.sub(r"\s", "", value)
            if text and not re.fullmatch(r"-?(\d{1,3}(\.\d{3})+|\d+)(,\d+)?", text, re.ASCII):
                raise ValidationError(self.error_messages["invalid"], code="invalid")
            value = text.replace(".", "").replace(",", ".")
        return super().to_python(value)

    def clean(self, value: Any) -> int | Decimal | None:
        """A whole number comes out as ``int``."""
        exact = super().clean(value)
        return exact if exact is None or self.decimal_places else int(exact)

    def prepare_value(self, value: Any) -> Any:
        return number(value) if isinstance(value, int | float | Decimal) else value


class CheckField(forms.BooleanField):
    """A statement to tick. Required means it must be ticked."""

    def __init__(self, label: str, *, help: str = "", required: bool = False) -> None:
        super().__init__(
            label=label, help_text=help, required=required, error_messages={"required": "Cần đánh dấu ô này."}
        )


class ChoiceField(forms.TypedChoiceField):
    """One of a list: radio buttons up to five flat choices when ``radio``, else a list to open.

    ``empty`` is the first, unanswered line of the list; ``coerce`` makes the value (``int`` for keys).
    """

    def __init__(
        self,
        label: str,
        choices: Any = (),
        *,
        radio: bool = False,
        empty: str = "Chọn…",
        help: str = "",
        **named: Any,
    ) -> None:
        self.empty_word = "" if radio else empty
        wrong = {"required": "Chưa chọn.", "invalid_choice": "Lựa chọn này không có trong danh sách."}
        widget = widgets.Radios if radio else widgets.Select
        super().__init__(
            label=label, help_text=help, widget=widget, error_messages=wrong, empty_value=None, **named
        )
        self.choices = choices

    def _set_choices(self, given: Any) -> None:
        listed = list(given() if callable(given) else given)
        if self.empty_word and not (listed and listed[0][0] == ""):
            listed = [("", self.empty_word), *listed]
        forms.ChoiceField.choices.fset(self, listed)

    choices = property(forms.ChoiceField.choices.fget, _set_choices)


class ManyField(forms.TypedMultipleChoiceField):
    """Several of a list, as boxes to tick; long lists can be narrowed by typing."""

    widget = widgets.Boxes

    def __init__(self, label: str, choices: Any = (), *, help: str = "", **named: Any) -> None:
        wrong = {"required": "Chưa chọn.", "invalid_choice": "«%(value)s» không có trong danh sách."}
        super().__init__(label=label, choices=choices, help_text=help, error_messages=wrong, **named)


class AgencyField(ChoiceField):
    """One agency, by its number; choices come grouped by place or kind: ``[("Cấp tỉnh", [(1, "Sở Y tế")])]``."""

    def __init__(self, label: str, **named: Any) -> None:
        super().__init__(label, coerce=int, **named)


class AgenciesField(ManyField):
    """Several agencies, by their numbers."""

    def __init__(self, label: str, **named: Any) -> None:
        super().__init__(label, coerce=int, **named)


class FilesField(FileField):
    """Several files at once: a list of uploads, each within the limits."""

    widget = widgets.FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        given = [each for each in (data if isinstance(data, list | tuple) else [data]) if each]
        if not given:
            super().clean(None, initial)
            return []
        if len(given) > MANY:
            raise ValidationError(f"Mỗi lần gửi nhiều nhất {MANY} tệp.", code="too-many")
        return [super(FilesField, self).clean(each, initial) for each in given]
