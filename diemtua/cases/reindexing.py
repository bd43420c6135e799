"""Computing the blind index of everybody anew (``diemtua vault reindex``): in batches, resumable, as the house."""

from __future__ import annotations

from django.db import transaction

from diemtua import vault
from diemtua.access.actor import house
from diemtua.access.session import session
from diemtua.cases.actions import indexing
from diemtua.cases.models import Identity, Person
from diemtua.vault.rotation import Progress

BATCH = 200


def reindex(progress: Progress) -> None:
    """Every person's tokens under the newest key; whose key was destroyed loses hers. Four batches' worth of queries each."""
    with session(house()):
        total = Person.objects.count()
    done, last = 0, None
    progress(done, total)
    while batch := _batch(last):
        done, last = done + len(batch), batch[-1]
        progress(done, max(done, total))


@transaction.atomic
def _batch(last: object) -> list[object]:
    with session(house()):
        rows = (
            Person.objects.order_by("pk")
            if last is None
            else Person.objects.order_by("pk").filter(pk__gt=last)
        )
        people = list(rows[:BATCH])
        vault.unlock(people)
        identities = {each.person_id: each for each in Identity.objects.filter(person__in=people)}
        for person in people:
            if person.pk in identities:
                indexing.index_identity(identities[person.pk])
            indexing.index_documents(person)
            indexing.index_phones(person)
        return [person.pk for person in people]
