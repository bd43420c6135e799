"""Who the person is, whom to reach and who belongs to her (danh tính, cách liên lạc, người thân, người đi cùng)."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import transaction

from diemtua.access.actor import Actor
from diemtua.audit import trail as audit
from diemtua.cases.actions import indexing
from diemtua.cases.actions.events import tell
from diemtua.cases.actions.locking import held, locked
from diemtua.cases.actions.opening import Along, go_along
from diemtua.cases.actions.papers import may_add
from diemtua.cases.models import (
    Case,
    Contact,
    Dependant,
    Identity,
    IdentityDocument,
    Person,
    Relative,
    Trafficking,
)
from diemtua.cases.parts import Part
from diemtua.cases.rules.ages import Birth
from diemtua.kernel.versions import check_version, only

OF_IDENTITY = frozenset({"name", "aliases", "birth", "mother_name", "home"})
OF_PERSON = frozenset(
    {"sex", "under_18", "nationalities", "stateless", "resident", "ethnicity", "home_province_id"}
)
OF_CONTACT = frozenset(
    {"kind", "value", "safe_to_call", "when", "who_may_answer", "say_what", "withheld_from"}
)
OF_RELATIVE = frozenset({"relation", "name", "contact", "needs_protection", "withheld_from"})
OF_STORY = frozenset(
    {"acts", "means", "purposes", "forms", "sexual_forms", "industries", "recruiter_relations"}
    | {"recruitment_methods", "channels", "control", "documents_held", "away_from", "away_to", "account"}
)


@transaction.atomic
def correct(
    case_id: uuid.UUID, *, actor: Actor, version: int, dependant_id: int | None = None, **changed: Any
) -> Identity:
    """Correct who she is, or who goes along is (sửa danh tính). The holder's work; the trail names fields, never values.

    Raises ``Conflict`` rather than overwrite, ``ValueError`` for a birth date no calendar has, ``TypeError`` for others.
    """
    only(OF_IDENTITY, changed)
    case = held(case_id, actor)
    if "birth" in changed:
        _ = Birth(**(changed["birth"] or {}))
    person = _person(case, dependant_id)
    identity = Identity.objects.get(person=person)
    check_version(identity, version, changed)
    for name, value in changed.items():
        setattr(identity, name, value or None)
    identity.version += 1
    identity.save(update_fields=[*changed, "version"])
    if {"name", "aliases", "birth"} & set(changed):
        indexing.index_identity(identity)
    tell(
        case, actor, "identity_corrected", part=Part.FAMILY if dependant_id else Part.IDENTITY,
        fields=sorted(changed),
    )  # fmt: skip
    return identity


@transaction.atomic
def describe(case_id: uuid.UUID, *, actor: Actor, dependant_id: int | None = None, **changed: Any) -> Person:
    """What decides entitlements: sex, age said, nationality, residence, ethnicity. The holder's work."""
    only(OF_PERSON, changed)
    case = held(case_id, actor)
    person = _person(case, dependant_id)
    for name, value in changed.items():
        setattr(person, name, value)
    person.save(update_fields=[name.removesuffix("_id") for name in changed])
    audit.record("case.person_described", "cases.case", case.pk, actor=actor, fields=sorted(changed))
    return person


@transaction.atomic
def add_document(
    case_id: uuid.UUID, *, actor: Actor, client_id: uuid.UUID, dependant_id: int | None = None, **fields: Any
) -> IdentityDocument:
    """A paper that says who she is: kind, number, issued_on, held. Raises ``TypeError`` for other fields."""
    only({"kind", "number", "issued_on", "held"}, fields)
    case = held(case_id, actor)
    if sent := IdentityDocument.objects.filter(client_id=client_id).first():
        return sent
    person = _person(case, dependant_id)
    document = IdentityDocument.objects.create(
        client_id=client_id, person=person, vault_key_id=person.vault_key_id, **fields
    )
    indexing.index_documents(person)
    audit.record("case.document_added", "cases.case", case.pk, actor=actor, document=document.pk)
    return document


@transaction.atomic
def add_contact(case_id: uuid.UUID, *, actor: Actor, client_id: uuid.UUID, **fields: Any) -> Contact:
    """A way to reach the person, with its rules. Whoever has the contact part may add one."""
    only(OF_CONTACT, fields)
    case = locked(case_id, actor)
    may_add(case, Part.CONTACT, actor)
    if sent := Contact.objects.filter(client_id=client_id).first():
        return sent
    contact = Contact.objects.create(
        client_id=client_id, case=case, vault_key_id=case.person.vault_key_id, **fields
    )
    indexing.index_phones(case.person)
    audit.record("case.contact_added", "cases.case", case.pk, actor=actor, contact=contact.pk)
    return contact


@transaction.atomic
def change_contact(
    case_id: uuid.UUID, contact_id: int, *, actor: Actor, version: int, ended: bool = False, **fields: Any
) -> Contact:
    """Change a contact, or stop using it. Raises ``Conflict`` rather than overwrite."""
    only(OF_CONTACT, fields)
    case = held(case_id, actor)
    contact = Contact.objects.get(pk=contact_id, case=case)
    check_version(contact, version, fields)
    for name, value in fields.items():
        setattr(contact, name, value)
    contact.ended_at = actor.now if ended else contact.ended_at
    contact.version += 1
    contact.save(update_fields=[*fields, "ended_at", "version"])
    indexing.index_phones(case.person)
    audit.record(
        "case.contact_changed", "cases.case", case.pk, actor=actor, contact=contact.pk, fields=sorted(fields)
    )
    return contact


@transaction.atomic
def add_relative(case_id: uuid.UUID, *, actor: Actor, client_id: uuid.UUID, **fields: Any) -> Relative:
    """A relative (người thân thích). Whoever has the family part may add one."""
    only(OF_RELATIVE, fields)
    case = locked(case_id, actor)
    may_add(case, Part.FAMILY, actor)
    if sent := Relative.objects.filter(client_id=client_id).first():
        return sent
    relative = Relative.objects.create(
        client_id=client_id, case=case, vault_key_id=case.person.vault_key_id, **fields
    )
    audit.record("case.relative_added", "cases.case", case.pk, actor=actor, relative=relative.pk)
    return relative


@transaction.atomic
def add_dependant(case_id: uuid.UUID, along: Along, *, actor: Actor, client_id: uuid.UUID) -> Dependant:
    """Somebody under 18 goes along: a person of her own, entitled by the link (người dưới 18 tuổi đi cùng)."""
    case = held(case_id, actor)
    if sent := Dependant.objects.filter(client_id=client_id).first():
        return sent
    dependant = go_along(case, along, client_id=client_id)
    tell(case, actor, "dependant_added", part=Part.FAMILY, subject=dependant.pk)
    return dependant


@transaction.atomic
def tell_story(case_id: uuid.UUID, *, actor: Actor, version: int, **changed: Any) -> Trafficking:
    """Act, means, purpose and what surrounds them. Whoever has the story part may; raises ``Conflict``, ``TypeError``."""
    only(OF_STORY, changed)
    case = locked(case_id, actor)
    may_add(case, Part.STORY, actor)
    story = Trafficking.objects.filter(case=case).first()
    if story is None:
        story = Trafficking.objects.create(case=case, vault_key_id=case.person.vault_key_id, **changed)
    else:
        check_version(story, version, changed)
        for name, value in changed.items():
            setattr(story, name, value)
        story.version += 1
        story.save(update_fields=[*changed, "version"])
    tell(case, actor, "story_told", part=Part.STORY, fields=sorted(changed))
    return story


def _person(case: Case, dependant_id: int | None) -> Person:
    """The person of the case, or the dependant's. Raises ``Dependant.DoesNotExist``."""
    if dependant_id is None:
        return case.person
    return Dependant.objects.select_related("person").get(pk=dependant_id, case=case).person
