"""What the person agreed to and what she wants kept from whom (đồng ý, thông tin được giữ lại)."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db import transaction

from diemtua.access.actor import Actor
from diemtua.cases.actions import indexing
from diemtua.cases.actions.events import tell
from diemtua.cases.actions.locking import held
from diemtua.cases.announcing import About, Announcement, announce
from diemtua.cases.codes import load
from diemtua.cases.models import Attachment, Case, Consent, Contact, Relative, Service, Share, Withheld
from diemtua.cases.models.base import EVERYBODY_ELSE
from diemtua.cases.models.consents import AskedOf, ConsentPurpose, Field, Recipient
from diemtua.cases.parts import Part
from diemtua.kernel.decision import Refused, no

Row = Contact | Relative | Service | Attachment
ROWS: dict[str, type[Row]] = {
    "contact": Contact,
    "relative": Relative,
    "service": Service,
    "attachment": Attachment,
}


@transaction.atomic
def record(
    case_id: uuid.UUID,
    purpose: ConsentPurpose,
    granted: bool,
    *,
    actor: Actor,
    client_id: uuid.UUID,
    asked_of: AskedOf,
    answered_at: datetime | None = None,
    recipient: Recipient | None = None,
    recipient_agency_id: int | None = None,
    basis: str = "",
    interpreter: bool = False,
    note: str = "",
) -> Consent:
    """Write down one answer to one question: for what, to whom, asked of whom, in which presence."""
    case = held(case_id, actor)
    if sent := Consent.objects.filter(client_id=client_id).first():
        return sent
    assert actor.officer_id
    consent = Consent.objects.create(
        client_id=client_id, case=case, vault_key_id=case.person.vault_key_id, purpose=purpose.value,
        granted=granted, asked_of=asked_of.value, answered_at=answered_at or actor.now,
        recipient=recipient.value if recipient else "", recipient_agency_id=recipient_agency_id, basis=basis,
        interpreter=interpreter, note=note or None, officer_id=actor.officer_id, at=actor.now,
    )  # fmt: skip
    tell(case, actor, "consent_recorded", part=Part.INTERNAL, subject=purpose.value, granted=granted)
    if purpose is ConsentPurpose.DISCLOSURE and not granted:  # a no where she had said yes takes the yes back
        announce(Announcement(About.CONSENT_WITHDRAWN, case.pk, case.number, _receivers(case)), actor)
    return consent


@transaction.atomic
def withdraw(case_id: uuid.UUID, consent_id: int, *, actor: Actor, at: datetime | None = None) -> Consent:
    """The person takes her agreement back: no disclosure from then on, and present receivers are told so."""
    case = held(case_id, actor)
    consent = Consent.objects.get(pk=consent_id, case=case)
    if consent.withdrawn_at is not None:
        return consent
    consent.withdrawn_at = at or actor.now
    consent.save(update_fields=["withdrawn_at"])
    tell(case, actor, "consent_withdrawn", part=Part.INTERNAL, subject=consent.purpose)
    if consent.purpose == ConsentPurpose.DISCLOSURE:
        announce(Announcement(About.CONSENT_WITHDRAWN, case.pk, case.number, _receivers(case)), actor)
    return consent


@transaction.atomic
def withhold(
    case_id: uuid.UUID,
    field: Field,
    *,
    actor: Actor,
    client_id: uuid.UUID,
    because: str,
    from_agency_id: int | None = None,
    reason: str = "",
) -> Withheld:
    """Keep one field from one agency, or from all but the holder. Why stays with the holder. Kept already: no change."""
    case = held(case_id, actor)
    load("withholding-reasons").get(because)
    standing = Withheld.objects.filter(
        case=case, field=field.value, from_agency=from_agency_id, lifted_at=None
    ).first()
    if standing is not None:
        return standing
    assert actor.officer_id
    made = Withheld.objects.create(
        client_id=client_id, case=case, field=field.value, from_agency_id=from_agency_id, because=because,
        officer_id=actor.officer_id, at=actor.now,
    )  # fmt: skip
    tell(case, actor, "withheld", part=Part.INTERNAL, subject=field.value, grounds=reason)
    announce(Announcement(About.WITHHELD, case.pk, case.number, _receivers(case)), actor)
    return made


@transaction.atomic
def disclose_again(case_id: uuid.UUID, withheld_id: int, *, actor: Actor) -> Withheld:
    """The person lets the field be known again."""
    case = held(case_id, actor)
    row = Withheld.objects.get(pk=withheld_id, case=case)
    if row.lifted_at is None:
        row.lifted_at = actor.now
        row.save(update_fields=["lifted_at"])
        tell(case, actor, "disclosed_again", part=Part.INTERNAL, subject=row.field)
    return row


@transaction.atomic
def withhold_row(
    case_id: uuid.UUID,
    kind: str,
    row_id: int,
    *,
    actor: Actor,
    from_agencies: tuple[int, ...] | None,
    reason: str = "",
) -> Row:
    """Keep a contact, relative, service or attachment from agencies; ``None`` is all but the holder, empty is nobody.

    For whoever it is kept from the row is not there: not in lists, counts, prints, nor search.
    """
    case = held(case_id, actor)
    row = ROWS[kind].objects.get(pk=row_id, case=case)
    wanted = [EVERYBODY_ELSE] if from_agencies is None else sorted(set(from_agencies))
    if case.holder_id in wanted:
        raise Refused(no("Không giữ lại thông tin với chính cơ quan giữ hồ sơ.", code="holder"))
    if row.withheld_from == wanted:
        return row
    row.withheld_from = wanted
    row.save(update_fields=["withheld_from"])
    if kind == "contact":
        indexing.index_phones(case.person)
    tell(case, actor, "row_withheld", part=Part.INTERNAL, subject=f"{kind} {row_id}", grounds=reason)
    return row


def _receivers(case: Case) -> tuple[int, ...]:
    """Agencies that know the case now, but its holder. One query."""
    rows = Share.objects.in_force().filter(case=case).exclude(agency=case.holder_id)
    return tuple(sorted(set(rows.values_list("agency", flat=True))))
