"""The blind index of a person, computed when what it stands for is written (chỉ mục mù)."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import connection

from diemtua import vault
from diemtua.cases.models import Contact, Identity, Person
from diemtua.cases.models.people import TokenPurpose
from diemtua.vault import Number

PUT = "SELECT cases_index(%s, %s::smallint, %s::bigint[])"


def index_identity(identity: Identity) -> None:
    """Name, other names and year of birth. Two queries."""
    names = [identity.name or "", *(identity.aliases or [])]
    put(identity.person_id, TokenPurpose.NAME, {token for name in names for token in vault.name_tokens(name)})
    year = (identity.birth or {}).get("year")
    index_numbers(identity.person_id, TokenPurpose.BIRTH_YEAR, Number.BIRTH_YEAR, [str(year)] if year else [])


def index_documents(person: Person) -> None:
    """Numbers of papers. Two queries."""
    numbers = [document.number for document in person.documents.all()]  # type: ignore[attr-defined]
    index_numbers(person.pk, TokenPurpose.NUMBER, Number.IDENTITY, numbers)


def index_phones(person: Person) -> None:
    """Phones in use. One that is kept from anybody is found by nobody. Two queries."""
    rows = Contact.objects.filter(case__person=person, kind="phone", ended_at=None, withheld_from=[])
    index_numbers(person.pk, TokenPurpose.PHONE, Number.PHONE, [row.value for row in rows])


def index_numbers(person: UUID, purpose: TokenPurpose, kind: Number, numbers: Iterable[str]) -> None:
    tokens = (vault.number_token(kind, number) for number in numbers if isinstance(number, str))
    put(person, purpose, {token for token in tokens if token is not None})


def put(person: UUID, purpose: TokenPurpose, tokens: Iterable[int]) -> None:
    """These tokens and no other. One query."""
    with connection.cursor() as cursor:
        cursor.execute(PUT, [person, purpose.value, sorted(tokens)])
