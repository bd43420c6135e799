"""Every change of the directory. What was true stays: a change ends one row and begins another, and leaves its trail."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from django.db import transaction

from diemtua.audit import trail as audit
from diemtua.directory.models import Absence, Agency, Officer, Posting
from diemtua.directory.policies import Someone, administers, his_own, not_himself, stands
from diemtua.kernel.decision import Refused, no
from diemtua.kernel.versions import check_version


@transaction.atomic
def correct_contacts(agency_id: int, *, actor: Someone, version: int, phone: str, email: str) -> Agency:
    """Where a body is reached (sửa điện thoại, thư điện tử của cơ quan).

    Raises ``Agency.DoesNotExist``, ``Refused``, or ``Conflict`` when somebody else has changed it meanwhile.
    """
    agency = Agency.objects.select_for_update().get(pk=agency_id)
    administers(agency, actor).require()
    given = {"phone": phone, "email": email}
    check_version(agency, version, given)
    agency.phone, agency.email, agency.version = phone, email, agency.version + 1
    agency.save(update_fields=["phone", "email", "version"])
    audit.record(
        "directory.contacts_corrected", "directory.agency", agency.pk, actor=actor, fields=sorted(given)
    )
    return agency


@transaction.atomic
def add_officer(
    agency_id: int,
    *,
    actor: Someone,
    name: str,
    email: str,
    phone: str,
    position: str,
    duties: Collection[str],
    on: date,
) -> Officer:
    """A new officer at his first posting (thêm cán bộ). The same person sent twice is added once.

    Raises ``Refused`` when the address belongs to somebody else.
    """
    agency = Agency.objects.select_related("province").get(pk=agency_id)
    administers(agency, actor).require()
    stands(agency, actor).require()
    known = Officer.objects.select_for_update().filter(email__iexact=email).first()
    if known is not None:
        if known.name == name and known.postings.filter(agency=agency, valid_from=on).exists():
            return known
        raise Refused(no("Thư điện tử này đã là của một cán bộ khác trong danh bạ.", code="email-taken"))
    officer = Officer(name=name, email=email, phone=phone)
    officer.save()
    _post(officer, agency, actor, position=position, duties=duties, on=on)
    return officer


@transaction.atomic
def move_officer(
    officer_id: int,
    *,
    actor: Someone,
    seen: int | None,
    agency_id: int,
    position: str,
    duties: Collection[str],
    on: date,
) -> Posting:
    """An officer takes another place or other duties from a day on (chuyển vị trí): the old posting ends the day before.

    ``seen`` is the open posting the form was opened on (``None``: he had none); raises ``Refused`` when it is no
    longer the open one, so that two administrators do not undo each other.
    """
    officer = Officer.objects.select_for_update().get(pk=officer_id)
    agency = Agency.objects.get(pk=agency_id)
    administers(agency, actor).require()
    not_himself(officer_id, actor).require()
    stands(agency, actor).require()
    now = officer.postings.filter(valid_until=None).select_related("agency").first()
    wanted = (agency.pk, position, sorted(duties), on)
    if now and (now.agency_id, now.position, sorted(now.duties), now.valid_from) == wanted:
        return now
    if (now.pk if now else None) != seen:
        raise Refused(
            no("Vị trí của cán bộ này vừa được người khác sửa; xem lại rồi làm tiếp.", code="moved-on")
        )
    if now:
        administers(now.agency, actor).require()
        _end(now, on - timedelta(days=1))
    return _post(officer, agency, actor, position=position, duties=duties, on=on)


@transaction.atomic
def end_posting(posting_id: int, *, actor: Someone, last_day: date) -> Posting:
    """An officer leaves his place (kết thúc vị trí); ``last_day`` is inclusive. Ending twice changes nothing."""
    posting = Posting.objects.select_for_update(of=("self",)).select_related("agency").get(pk=posting_id)
    administers(posting.agency, actor).require()
    if posting.valid_until == last_day:
        return posting
    if posting.valid_until is not None:
        raise Refused(no(f"Vị trí này đã kết thúc ngày {posting.valid_until:%d/%m/%Y}.", code="ended"))
    _end(posting, last_day)
    audit.record(
        "directory.posting_ended", "directory.posting", posting.pk, actor=actor, last_day=str(last_day)
    )
    return posting


def _end(posting: Posting, last_day: date) -> None:
    if last_day < posting.valid_from:
        raise Refused(
            no(f"Ngày phải sau ngày nhận vị trí hiện nay ({posting.valid_from:%d/%m/%Y}).", code="too-early")
        )
    posting.valid_until = last_day
    posting.save(update_fields=["valid_until"])


def _post(
    officer: Officer, agency: Agency, actor: Someone, *, position: str, duties: Collection[str], on: date
) -> Posting:
    posting = Posting.objects.create(
        officer=officer, agency=agency, position=position, duties=sorted(duties), valid_from=on
    )
    audit.record(
        "directory.posted",
        "directory.officer",
        officer.pk,
        actor=actor,
        agency_to=agency.pk,
        on=str(on),
        duties=posting.duties,
    )
    return posting


@transaction.atomic
def record_absence(
    *, actor: Someone, first_day: date, last_day: date, stand_in: int | None, reason: str
) -> Absence:
    """The asker will be away, and who stands in (khai vắng mặt và người thay); days inclusive.

    Raises ``Refused`` for days that meet another absence, or a stand-in of another agency. Sent twice, it is one.
    """
    if actor.officer_id is None:
        raise Refused(no("Chỉ cán bộ khai được lần vắng mặt của mình.", code="not-officer"))
    officer = Officer.objects.select_for_update().get(pk=actor.officer_id)
    meets = officer.absences.filter(valid_from__lte=last_day, valid_until__gte=first_day).first()
    if meets and (meets.valid_from, meets.valid_until, meets.stand_in_id) == (first_day, last_day, stand_in):
        return meets
    if meets:
        raise Refused(
            no(
                f"Trùng lần vắng mặt {meets.valid_from:%d/%m/%Y}–{meets.valid_until:%d/%m/%Y}.",
                code="overlaps",
            )
        )
    if stand_in is not None and stand_in not in colleagues(actor):
        raise Refused(no("Người thay phải đang công tác ở cùng cơ quan.", code="not-colleague"))
    absence = Absence.objects.create(
        officer=officer, stand_in_id=stand_in, valid_from=first_day, valid_until=last_day, reason=reason
    )
    audit.record(
        "directory.absence_recorded", "directory.absence", absence.pk, actor=actor, stand_in=stand_in
    )
    return absence


def colleagues(asker: Someone) -> set[int]:
    """Officers of the asker's agency today, himself left out. One query."""
    serving = Posting.objects.on(asker.today).filter(agency=asker.agency_id)
    return set(serving.exclude(officer=asker.officer_id).values_list("officer", flat=True))


@transaction.atomic
def end_absence(absence_id: int, *, actor: Someone) -> None:
    """Back at work (trở lại làm việc): the absence ends yesterday; one that has not begun is withdrawn.

    Raises ``Absence.DoesNotExist``, also when it is withdrawn already, and ``Refused`` for another officer's.
    """
    absence = Absence.objects.select_for_update(of=("self",)).get(pk=absence_id)
    his_own(absence, actor).require()
    if absence.valid_until < actor.today:
        return
    audit.record("directory.absence_ended", "directory.absence", absence.pk, actor=actor, on=str(actor.today))
    if absence.valid_from >= actor.today:
        absence.delete()
    else:
        absence.valid_until = actor.today - timedelta(days=1)
        absence.save(update_fields=["valid_until"])
