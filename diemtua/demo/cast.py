"""Invented officers of the demonstration, appointed by their province's administrator, with accounts."""

from __future__ import annotations

import csv
from dataclasses import dataclass, replace
from datetime import date
from importlib.resources import files

from django.contrib.auth.hashers import make_password

from diemtua.access.actor import Actor, house
from diemtua.access.models import Account
from diemtua.access.queries import actor_of_officer
from diemtua.access.session import session
from diemtua.audit import trail as audit
from diemtua.demo.stages import MERGED_ON, PASSWORD
from diemtua.directory import actions
from diemtua.directory.models import Agency, Area, Officer, Posting


@dataclass(frozen=True)
class Person:
    """One line of ``officers.csv``; ``place`` is the district, empty for provincial bodies."""

    province: str
    kind: str
    place: str
    name: str
    position: str
    duties: tuple[str, ...]
    email: str
    phone: str
    since: date


def people(province: str) -> list[Person]:
    """The officers of a province, its administrator first."""
    text = files("diemtua.demo").joinpath("officers.csv").read_text(encoding="utf-8")
    found = [
        Person(**{**row, "duties": tuple(row["duties"].split()), "since": date.fromisoformat(row["since"])})
        for row in csv.DictReader(text.splitlines())
        if row["province"] == province
    ]
    return sorted(found, key=lambda person: Posting.Duty.ADMINISTER not in person.duties)


def body_of(person: Person, province: Area) -> Agency:
    """Where the person serves: the body of that kind in force on his first day, in his district where one is named."""
    bodies = Agency.objects.on(person.since).filter(province=province, kind=person.kind)
    return bodies.get(area__name=person.place) if person.place else bodies.get(area=province)


def appoint(province: Area) -> None:
    """Make the officers of a province and their accounts. The first, who administers, is the installation's."""
    first, *others = people(province.code)
    if Officer.objects.filter(email=first.email).exists():
        return
    with session(house(first.since)):
        administrator = install(first, body_of(first, province))
        audit.record("directory.installed", "directory.officer", administrator.pk, actor=house(first.since))
    actor = at(first.email, first.since)
    with session(actor):
        for person in others:
            actions.add_officer(
                body_of(person, province).pk,
                actor=actor,
                name=person.name,
                email=person.email,
                phone=person.phone,
                position=person.position,
                duties=person.duties,
                on=person.since,
            )


def install(person: Person, agency: Agency) -> Officer:
    """The first officer of an installation, whom nobody could appoint."""
    officer = Officer(name=person.name, email=person.email, phone=person.phone)
    officer.save()
    Posting.objects.create(
        officer=officer,
        agency=agency,
        position=person.position,
        duties=sorted(person.duties),
        valid_from=person.since,
    )
    return officer


def at(email: str, day: date) -> Actor:
    """The officer under that address, on a day of his province's life."""
    officer = Officer.objects.get(email=email)
    actor = actor_of_officer(officer.pk)
    assert actor is not None
    return replace(actor, today=day, clock_stands=True)


def give_accounts() -> int:
    """An account for every officer without one, all under the one stated password. Returns how many."""
    secret = make_password(PASSWORD)  # once: the password is told on the page, and hashing sixty takes long
    without = Officer.objects.filter(account=None)
    made = [Account(officer=officer, email=officer.email, password=secret) for officer in without]
    return len(Account.objects.bulk_create(made))


def merge() -> None:
    """On 1/7/2025 the officers of Sóc Trăng go on in the bodies of the new Cần Thơ that carry on their work."""
    administrator = people("92")[0]
    actor = at(administrator.email, MERGED_ON)
    going = {"cong-an-tinh": "cong-an-tinh", "bo-doi-bien-phong": "bo-doi-bien-phong", "vp-ubnd": "vp-ubnd"}
    going |= {"so-ldtbxh": "so-y-te", "so-tai-chinh": "so-tai-chinh", "ban-chi-dao": "ban-chi-dao"}
    with session(actor):
        for person in people("63-94"):
            officer = Officer.objects.get(email=person.email)
            now = officer.postings.filter(valid_until=None).get()
            if now.agency.province.code == "92":
                continue
            heir = Agency.objects.on(MERGED_ON).get(province__code="92", kind=going[person.kind])
            actions.move_officer(
                officer.pk,
                actor=actor,
                seen=now.pk,
                agency_id=heir.pk,
                position=person.position,
                duties=[duty for duty in person.duties if duty != Posting.Duty.ADMINISTER],
                on=MERGED_ON,
            )
