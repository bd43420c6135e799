"""Whole cases put straight into the tables, a row in each: for tests of who may know what."""

import itertools
from datetime import date, timedelta

from django.utils import timezone

from diemtua import vault
from diemtua.cases import models
from diemtua.cases.parts import EVERYTHING

numbers = itertools.count(1)


def bare_case(holder, **changed):
    """A case of ``holder`` with its person and the holder's share."""
    now = timezone.now()
    person = models.Person.objects.create(vault_key_id=vault.new_key(), sex="female")
    case = models.Case.objects.create(
        **{
            "province_id": holder.province_id,
            "year": 2026,
            "serial": next(numbers),
            "person": person,
            "holder_id": holder.agency_id,
            "channel": "C1",
            "received_at": now,
            "received_by_id": holder.agency_id,
            "state": "received",
            "regime": "L53",
            "opened_at": now,
        }
        | changed
    )
    give(case, holder, "holder", EVERYTHING)
    return case


def give(case, actor, kind, parts, **more):
    return models.Share.objects.create(
        case=case,
        holder_id=case.holder_id,
        agency_id=actor.agency_id,
        kind=kind,
        parts=[str(part) for part in parts],
        purpose="kiểm thử",
        begun_at=timezone.now() - timedelta(hours=1),
        **more,
    )


def person_of(case, **more):
    return models.Person.objects.create(vault_key_id=vault.new_key(), **more)


def whole_case(holder, withheld_from=()):
    """A case with a row in every table. Withholdable rows come twice: open, and withheld."""
    case = bare_case(holder)
    key, now, day = case.person.vault_key_id, timezone.now(), date(2026, 11, 20)
    sealed = {"vault_key_id": key, "case": case}
    by = {"officer_id": holder.officer_id, "at": now}
    models.Identity.objects.create(person=case.person, vault_key_id=key, name="Lò Thị Thử")
    models.IdentityDocument.objects.create(
        person=case.person, vault_key_id=key, kind="passport", number="B1234567", held="yes"
    )
    models.Reception.objects.create(agency_id=holder.agency_id, sheet={"name": "Thử"}, **sealed, **by)
    models.Trafficking.objects.create(account="Bị lừa.", **sealed)
    models.Place.objects.create(order=1, kind="recruitment", country="VN", **sealed)
    models.Evidence.objects.create(code="E6", **sealed, **by)
    models.CasePaper.objects.create(
        case=case, kind="P1", number="1", signed_on=day, signer="A", issuer_kind="cong-an-tinh", regime="L53", **by
    )  # fmt: skip
    models.Clock.objects.create(case=case, deadline="D02", trigger="received-by-commune", started_at=now)
    child = person_of(case)
    models.Identity.objects.create(person=child, vault_key_id=child.vault_key_id, name="Lò Văn Con")
    dependant = models.Dependant.objects.create(case=case, person=child, relation="child")
    models.Stay.objects.create(
        facility_id=holder.agency_id, place="Số 5", basis="nd162", began_on=day, until_on=day, **sealed
    )
    models.SupportPlan.objects.create(agreed_on=day, words="Học nghề", **sealed, **by)
    models.FollowUp.objects.create(due_on=day, **sealed)
    models.RiskAssessment.objects.create(level="high", **sealed, **by)
    models.ProtectionMeasure.objects.create(
        kind="guard", asked_at=now, asked_by_id=holder.officer_id, dependant=dependant, **sealed
    )
    models.ChildPlan.objects.create(commune_id=holder.agency_id, informed_at=now, **sealed)
    models.Consent.objects.create(
        purpose="disclosure", granted=True, asked_of="person", answered_at=now, **sealed, **by
    )
    models.Withheld.objects.create(case=case, field="birth", because="fear", **by)
    models.ClosingRequest.objects.create(
        reason="other", despite="", asked_by_id=holder.officer_id, asked_at=now, **sealed
    )
    models.RegimeOverride.objects.create(
        regime="L66", reason="x", asked_by_id=holder.officer_id, asked_at=now, **sealed
    )
    models.Intake.objects.create(
        vault_key_id=key, reference=f"TN-{case.serial}", agency_id=holder.agency_id,
        officer_id=holder.officer_id, channel="C1", answers={}, begun_at=now, saved_at=now,
    )  # fmt: skip
    models.ProvinceTarget.objects.create(
        province_id=holder.province_id, deadline="D05", length=20, unit="calendar_day", decided_by="QĐ 1",
        in_force=date(2026, 1, 1) + timedelta(days=case.serial), set_by_id=holder.officer_id,
    )  # fmt: skip
    for kept in ([], list(withheld_from)):
        hidden = {"withheld_from": kept}
        models.Contact.objects.create(
            kind="phone", value="0900000000", safe_to_call="yes", **sealed, **hidden
        )
        models.Relative.objects.create(relation="parent", name="Lò Văn Cha", **sealed, **hidden)
        models.Service.objects.create(item="medical", **sealed, **hidden)
        for part in ("legal", "internal", "safety"):
            models.CaseEvent.objects.create(
                life="case", move="x", part=part, happened_at=now, recorded_at=now, **sealed, **hidden
            )
            models.Attachment.objects.create(
                part=part, file="0" * 32, name="a.pdf", kind="application/pdf", size=1,
                fingerprint=next(numbers), **sealed, **hidden, **by,
            )  # fmt: skip
    return case
