"""A canary of cases (``vault verify``): an invented person through the real actions, taken out again at the end."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from django.db import transaction

from diemtua import vault
from diemtua.access.actor import Actor, actor_of, house
from diemtua.access.session import session
from diemtua.cases.actions import identity, indexing, intakes, papers, safety
from diemtua.cases.models import Attachment, Case, Dependant, Intake, Person
from diemtua.cases.models.people import TokenPurpose
from diemtua.cases.models.safety import RiskLevel
from diemtua.cases.parts import Part
from diemtua.directory.models import Agency, Area, Officer, Posting
from diemtua.vault.canaries import Canary

CONTEXT = "cases"


@contextmanager
def planted(canary: Canary) -> Iterator[None]:
    """One case of an invented commune of an invented province, as long as this lasts."""
    actor = officer()
    with session(actor):
        intake = intakes.begin("C1", actor=actor, client_id=uuid.uuid4())
        intakes.save_step(intake.pk, 1, _answers(canary, actor), actor=actor, version=intake.version)
        left = intakes.begin("C1", actor=actor, client_id=uuid.uuid4())  # a draft that nobody opened
        intakes.save_step(left.pk, 1, _answers(canary, actor), actor=actor, version=left.version)
        case = intakes.open_case(intake.pk, actor=actor, client_id=uuid.uuid4())
        _fill(case, canary, actor)
    try:
        yield
    finally:
        take_out(case, left)


def _answers(canary: Canary, actor: Actor) -> dict[str, object]:
    return {
        "received-at": actor.now.isoformat(),
        "name": canary.name,
        "under-18": "not-sure",
        "safe-now": "no",
        "where-from": canary.narrative,
        "safe-contact": {"value": canary.phone, "safe_to_call": "only", "say_what": canary.narrative},
        "with-whom": [{"name": canary.name, "relation": "child", "under_18": "yes"}],
    }


def _fill(case: Case, canary: Canary, actor: Actor) -> None:
    """Everything else a person says of herself, and a file."""
    once = uuid.uuid4
    identity.correct(
        case.pk, actor=actor, version=1, aliases=[canary.name], mother_name=canary.name, birth={"year": 1999},
        home={"text": canary.address},
    )  # fmt: skip
    identity.add_document(
        case.pk,
        actor=actor,
        client_id=once(),
        kind="personal-number",
        number=canary.identity_number,
        held="no",
    )
    identity.add_relative(
        case.pk, actor=actor, client_id=once(), relation="parent", name=canary.name, contact=canary.phone
    )
    identity.tell_story(case.pk, actor=actor, version=1, account=canary.narrative)
    safety.assess_risk(case.pk, RiskLevel.HIGH, actor=actor, client_id=once(), note=canary.narrative)
    papers.attach(
        case.pk, f"{canary.name} {canary.narrative}".encode(), name=f"{canary.name}.txt", kind="text/plain",
        part=Part.STORY, actor=actor, client_id=once(),
    )  # fmt: skip


def officer() -> Actor:
    """An officer of an invented commune, made once; he has no account, so nobody signs in as him."""
    with transaction.atomic():
        province, _ = Area.objects.get_or_create(
            code="moi-thu", defaults={"name": "Mồi Thử", "level": Area.Level.PROVINCE, "kind": "tỉnh"}
        )
        commune, _ = Agency.objects.get_or_create(
            kind="ubnd-xa", name="UBND xã Mồi Thử", area=province, valid_from=None,
            defaults={"province": province},
        )  # fmt: skip
        officer, _ = Officer.objects.get_or_create(
            email="moi-thu@kiem-tra.invalid", defaults={"name": "Cán bộ kiểm tra"}
        )
        posting, _ = Posting.objects.get_or_create(
            officer=officer, agency=commune, valid_until=None,
            defaults={"position": "Kiểm tra", "duties": ["victims"], "valid_from": date(2020, 1, 1)},
        )  # fmt: skip
    return actor_of(Posting.objects.select_related("officer", "agency__province").get(pk=posting.pk))


def take_out(case: Case, draft: Intake | None = None) -> None:
    """The key first, so that nothing opens any more; the rows go by the house, the trail stays."""
    with session(house()):
        people = [case.person, *(each.person for each in Dependant.objects.filter(case=case))]
        for name in Attachment.objects.filter(case=case).values_list("file", flat=True):
            vault.files.drop(name)
        for key in {*([draft.vault_key_id] if draft else []), *(person.vault_key_id for person in people)}:
            vault.destroy(key)
        for person in people:
            for purpose in TokenPurpose:
                indexing.put(person.pk, purpose, [])
        Intake.objects.filter(pk__in=[draft.pk] if draft else []).delete()
        Intake.objects.filter(case=case).delete()
        Case.objects.filter(pk=case.pk).delete()
        Person.objects.filter(pk__in=[person.pk for person in people]).delete()
