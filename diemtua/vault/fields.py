"""Encrypted fields (trường mã hóa): sealed on the way in, opened when somebody reads the attribute.

A row just loaded holds sealed bytes. Reading ``person.name`` opens that one value with the key that
``person.vault_key_id`` names; a list first calls ``vault.unlock(rows)``, one query for all its keys.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.core import checks
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import lookups

from diemtua.kernel.text import nfc
from diemtua.vault.declaring import Level
from diemtua.vault.erased import ERASED
from diemtua.vault.errors import Destroyed, KeyMissing, NotSearchable, VaultError
from diemtua.vault.keys import cipher
from diemtua.vault.sealing import place_of, seal, unseal

if TYPE_CHECKING:
    AnyField = models.Field[Any, Any]
else:
    AnyField = models.Field

UNSEALED = (
    "{field}: cột mã hóa chỉ được ghi qua từng bản ghi (save, create, bulk_create), vì mỗi người một khóa."
)
NO_LOOKUP = (
    "{field}: cột mã hóa không lọc, không so sánh được trong cơ sở dữ liệu; tìm qua chỉ mục mù "
    "(vault.name_query, vault.number_tokens)."
)


class Sealed:
    """Bytes as the database keeps them. Shows nothing; opens only through its field."""

    __slots__ = ("bytes",)

    def __init__(self, sealed: bytes) -> None:
        self.bytes = sealed

    def __repr__(self) -> str:
        return "<đã mã hóa>"


class Plain:
    """A value in the clear: assigned and not yet written, or opened (then ``sealed`` is what it was opened from).

    It cannot leave the process: pickling a row that was opened or not yet saved is refused.
    """

    __slots__ = ("sealed", "value")

    def __init__(self, value: Any, sealed: Sealed | None = None) -> None:
        self.value, self.sealed = value, sealed

    def __repr__(self) -> str:
        return "<đã mã hóa>"

    def __copy__(self) -> Plain:
        return Plain(self.value, self.sealed)

    def __deepcopy__(self, memo: dict[int, Any]) -> Plain:
        return Plain(self.value, self.sealed)

    def __reduce_ex__(self, protocol: Any) -> str:
        raise TypeError(
            "Giá trị đã mở không được đưa ra khỏi tiến trình; lưu số của bản ghi thay cho bản ghi."
        )


class _Attribute:
    """The attribute of a sealed field on its model."""

    def __init__(self, field: SealedField) -> None:
        self.field = field

    def __get__(self, instance: models.Model | None, owner: type[models.Model] | None = None) -> Any:
        if instance is None:
            return self
        held = instance.__dict__
        name = self.field.attname
        if name not in held:
            held[name] = self._loaded(instance)
        box = held[name]
        if isinstance(box, Sealed):
            box = held[name] = Plain(self.field.opened(box, instance), box)
        return box.value if isinstance(box, Plain) else box

    def __set__(self, instance: models.Model, value: Any) -> None:
        name = self.field.attname
        if value is None or isinstance(value, Sealed):
            instance.__dict__[name] = value
        elif value is not ERASED:
            instance.__dict__[name] = Plain(self.field.to_python(value))
        elif name not in instance.__dict__:  # what cannot be read again is left as it is
            instance.__dict__[name] = Plain(ERASED)

    def _loaded(self, instance: models.Model) -> Sealed | None:
        """A deferred column, fetched alone. One query."""
        rows = type(instance)._base_manager.db_manager(instance._state.db).filter(pk=instance.pk)
        return cast("Sealed | None", rows.values_list(self.field.attname, flat=True).get())


class SealedField(AnyField):
    """What the three kinds share. Reads as its own kind, ``None`` where it may be null, or ``vault.ERASED``.

    ``dumpdata`` leaves it out; indexes, uniqueness, lookups and ``update()`` are refused in a sentence.
    """

    empty_strings_allowed = False
    descriptor_class = _Attribute
    level: Level

    def __init__(self, *names: Any, level: Level | str, **options: Any) -> None:
        self.level = Level(level)
        options["serialize"] = False
        super().__init__(*names, **options)

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, _, positional, options = super().deconstruct()
        options.pop("serialize", None)
        return name, f"diemtua.vault.{type(self).__name__}", positional, options | {"level": self.level.value}

    def db_type(self, connection: Any) -> str:
        return "bytea"

    def get_internal_type(self) -> str:
        return "BinaryField"

    def from_db_value(self, value: Any, *_: Any) -> Sealed | None:
        return None if value is None else Sealed(bytes(value))

    def pre_save(self, instance: models.Model, add: bool) -> Sealed | None:
        """Seal what was assigned; what was only loaded goes back byte for byte."""
        box = instance.__dict__.get(self.attname)
        if isinstance(box, Plain):
            if box.sealed is None or self.altered(box, instance):
                box.sealed = self.sealed(box.value, instance)
            return box.sealed
        return box

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> bytes | None:
        if value is None or isinstance(value, Sealed):
            return value.bytes if value else None
        raise VaultError(UNSEALED.format(field=self))

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name == "isnull":
            return lookups.IsNull
        raise NotSearchable(NO_LOOKUP.format(field=self))

    def value_from_object(self, obj: models.Model) -> Any:
        """Sealed even for whoever walks over fields: only the attribute opens."""
        return obj.__dict__.get(self.attname)

    def check(self, **options: Any) -> list[checks.CheckMessage]:
        return [*super().check(**options), *self._own_problems()]

    def _own_problems(self) -> Iterable[checks.CheckMessage]:
        if self.unique or getattr(self, "db_index", False):
            yield checks.Error(f"{self}: cột mã hóa không lập chỉ mục được.", obj=self, id="vault.E003")
        if not hasattr(self.model, "vault_key_id") and not hasattr(self.model, "vault_key"):
            yield checks.Error(
                f"{self.model._meta.label} thiếu vault_key_id.", obj=self.model, id="vault.E004"
            )

    # --- sealing --------------------------------------------------------------------------------------

    def sealed(self, value: Any, instance: models.Model) -> Sealed:
        if value is ERASED:
            raise Destroyed(f"{self}: dữ liệu đã hủy không ghi lại được.")
        key, place = self._key_and_place(instance)
        if key is None:
            raise Destroyed(f"{self}: khóa của người này đã hủy, không ghi thêm được.")
        return Sealed(seal(key, self.to_bytes(value), place))

    def opened(self, box: Sealed, instance: models.Model) -> Any:
        key, place = self._key_and_place(instance)
        return ERASED if key is None else self.from_bytes(unseal(key, box.bytes, place))

    def _key_and_place(self, instance: models.Model) -> tuple[AESGCM | None, bytes]:
        key_id = getattr(instance, "vault_key_id", None)
        if key_id is None:
            raise KeyMissing(f"{self}: đặt vault_key_id = vault.new_key() trước khi ghi hoặc đọc.")
        return cipher(key_id), place_of(self.model._meta.db_table, self.column or self.attname, key_id.bytes)

    def altered(self, box: Plain, instance: models.Model) -> bool:
        """Whether an opened value was changed in place since. Only values that can be changed in place ask."""
        return False

    def to_bytes(self, value: Any) -> bytes:
        raise NotImplementedError

    def from_bytes(self, payload: bytes) -> Any:
        raise NotImplementedError


class Text(SealedField):
    """Encrypted words, kept in NFC."""

    description = "chữ đã mã hóa"

    def to_python(self, value: Any) -> Any:
        return nfc(value) if isinstance(value, str) else value

    def to_bytes(self, value: Any) -> bytes:
        if not isinstance(value, str):
            raise VaultError(f"{self}: chỉ nhận chữ.")
        return value.encode()

    def from_bytes(self, payload: bytes) -> str:
        return payload.decode()


class Json(SealedField):
    """Encrypted structure: lists, dictionaries, words, numbers, dates as words. Changing it in place is noticed."""

    description = "dữ liệu có cấu trúc đã mã hóa"

    def to_bytes(self, value: Any) -> bytes:
        return json.dumps(value, ensure_ascii=False, cls=DjangoJSONEncoder, separators=(",", ":")).encode()

    def from_bytes(self, payload: bytes) -> Any:
        return json.loads(payload)

    def altered(self, box: Plain, instance: models.Model) -> bool:
        if box.sealed is None or box.value is ERASED:
            return False
        return bool(self.opened(box.sealed, instance) != json.loads(self.to_bytes(box.value)))


class Date(SealedField):
    """An encrypted day."""

    description = "ngày đã mã hóa"

    def to_python(self, value: Any) -> Any:
        return date.fromisoformat(value) if isinstance(value, str) else value

    def to_bytes(self, value: Any) -> bytes:
        if type(value) is not date:
            raise VaultError(f"{self}: chỉ nhận ngày.")
        return value.isoformat().encode()

    def from_bytes(self, payload: bytes) -> date:
        return date.fromisoformat(payload.decode())
