"""The vault (kho mã hóa): what may not be read in a copy of the database. It knows nobody but the kernel.

Every person has a data key (khóa dữ liệu); identity and narrative are sealed with it, field by field and file by
file; the keyring, a file outside the database, wraps the data keys. Destroying a person's key erases what it sealed.
Search goes through keyed blind indexes (chỉ mục mù). Law 91/2025 on personal data; ``docs/decisions/0008-vault.md``.

    class Person(models.Model):
        vault_key = models.ForeignKey("vault.DataKey", on_delete=models.PROTECT)
        name = vault.Text("họ và tên", level=vault.IDENTITY)

    person = Person.objects.create(vault_key_id=vault.new_key(), name="…")
    vault.unlock(people)                 # one query for a whole page of rows
    person.name                          # opened here, not when loaded; ``vault.ERASED`` when its key is destroyed
"""

from diemtua.vault import files
from diemtua.vault.declaring import IDENTITY, NARRATIVE, PUBLIC, SHELTER, WORK, Level, declare, level_of
from diemtua.vault.erased import ERASED, Erased
from diemtua.vault.errors import Destroyed, KeyMissing, KeyringMissing, NotSearchable, Tampered, VaultError
from diemtua.vault.fields import Date, Json, Text
from diemtua.vault.keys import destroy, new_key, unlock
from diemtua.vault.names import Closeness, NameQuery, match, name_query, name_tokens
from diemtua.vault.numbers import Number, blind, blinds, number_token, number_tokens

__all__ = [
    "ERASED",
    "IDENTITY",
    "NARRATIVE",
    "PUBLIC",
    "SHELTER",
    "WORK",
    "Closeness",
    "Date",
    "Destroyed",
    "Erased",
    "Json",
    "KeyMissing",
    "KeyringMissing",
    "Level",
    "NameQuery",
    "NotSearchable",
    "Number",
    "Tampered",
    "Text",
    "VaultError",
    "blind",
    "blinds",
    "declare",
    "destroy",
    "files",
    "level_of",
    "match",
    "name_query",
    "name_tokens",
    "new_key",
    "number_token",
    "number_tokens",
    "unlock",
]
