"""The shape of input: fields that speak Vietnamese, forms that come back filled and leave no twin.

``from diemtua.ui.forms import Form, Once, Versioned, TextField, DateField, AgencyField, FileField``.
Forms ask questions and know nothing of the database: lists of choices are handed in (``choices={"lead": …}``).
"""

from diemtua.ui.forms.base import Form, Once, Versioned
from diemtua.ui.forms.fields import (
    AgenciesField,
    AgencyField,
    CheckField,
    ChoiceField,
    DateField,
    EmailField,
    FilesField,
    ManyField,
    NumberField,
    TextField,
)
from diemtua.ui.forms.files import FileField

__all__ = [
    "AgenciesField",
    "AgencyField",
    "CheckField",
    "ChoiceField",
    "DateField",
    "EmailField",
    "FileField",
    "FilesField",
    "Form",
    "ManyField",
    "NumberField",
    "Once",
    "TextField",
    "Versioned",
]
