"""The confidentiality of every field (mức bảo mật), said once, and what is missing or no longer true.

A sealed field says its level itself (``vault.Text(level=…)``). The others are declared in ``<context>/levels.py``;
tables of other people's apps in the modules that ``settings.VAULT_LEVELS`` names.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import Any, NamedTuple

from django.apps import apps
from django.conf import settings
from django.db import models
from django.utils.module_loading import autodiscover_modules

Labelled = tuple[str, str]


class Level(models.TextChoices):
    """Who could be hurt by reading it, from nobody to somebody in hiding."""

    PUBLIC = "public", "công khai"
    WORK = "work", "nghiệp vụ"
    IDENTITY = "identity", "danh tính"
    NARRATIVE = "narrative", "lời kể, nội dung riêng tư"
    SHELTER = "shelter", "nơi ở được giữ kín"


PUBLIC, WORK = Level.PUBLIC, Level.WORK
IDENTITY, NARRATIVE, SHELTER = Level.IDENTITY, Level.NARRATIVE, Level.SHELTER
CONFIDENTIAL = frozenset({IDENTITY, NARRATIVE, SHELTER})


class Declaration(NamedTuple):
    level: Level
    because: str


_declared: dict[Labelled, Declaration] = {}
_twice: set[Labelled] = set()


def declare(model: str, level: Level, fields: str, *, because: str = "") -> None:
    """Say the level of plain fields, named with spaces between them.

    ``because`` is why a field of a confidential level may stand unencrypted; without it the house does not start.
    """
    for field in fields.split():
        key = (model, field)
        if _declared.setdefault(key, Declaration(level, because)) != Declaration(level, because):
            _twice.add(key)


def level_of(field: models.Field[Any, Any]) -> Level | None:
    """The level of a field of a model, or ``None`` where nobody said it."""
    own = getattr(field, "level", None)
    if isinstance(own, Level):
        return own
    _load()
    found = _declared.get((field.model._meta.label, field.name))
    return found.level if found else None


def problems() -> list[str]:
    """What is undeclared, no longer there, declared twice, or confidential and plain: one sentence each."""
    _load()
    fields = dict(_fields())
    return [
        *(f"{model}.{field}: khai hai mức khác nhau." for model, field in sorted(_twice)),
        *(
            f"{model}.{field}: có khai mức bảo mật nhưng không còn trong mô hình."
            for model, field in _gone(fields)
        ),
        *(sentence for key, field in fields.items() if (sentence := _problem(key, field))),
    ]


def _problem(key: Labelled, field: models.Field[Any, Any]) -> str:
    where, said = ".".join(key), _declared.get(key)
    if isinstance(getattr(field, "level", None), Level):
        return f"{where}: trường mã hóa tự nói mức của mình, không khai lần nữa." if said else ""
    if said is None:
        return f"{where}: chưa khai mức bảo mật trong levels.py."
    if said.level in CONFIDENTIAL and not said.because:
        return f"{where}: mức «{said.level.label}» phải mã hóa (vault.Text, vault.Json, vault.Date) hoặc nêu lý do."
    return ""


def _gone(fields: dict[Labelled, models.Field[Any, Any]]) -> list[Labelled]:
    """Declarations whose field is gone. Those of an app that is not installed (the demonstration) wait."""
    installed = {config.label for config in apps.get_app_configs()}
    return sorted(key for key in _declared if key not in fields and key[0].partition(".")[0] in installed)


def _fields() -> Iterator[tuple[Labelled, models.Field[Any, Any]]]:
    """Every stored field of every model; the rows of a many-to-many link go with the field that makes them."""
    for model in apps.get_models():
        if not model._meta.proxy:
            for field in [*model._meta.local_fields, *model._meta.local_many_to_many]:
                yield (model._meta.label, field.name), field


def _load() -> None:
    """Read every ``levels.py`` once; importing twice changes nothing."""
    autodiscover_modules("levels")
    for module in settings.VAULT_LEVELS:
        import_module(module)
