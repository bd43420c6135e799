"""Invented officers of the demonstration, appointed by their province's administrator, with accounts."""

from __future__ import annotations

import csv
from dataclasses import dataclass, replace
from datetime import date
from importlib.resources import files

from django.contrib.auth.hashers import make_password

from diemtua.access.actor import Actor, house
from diemtua.access.demonstration import PASSWORD
from diemtua.access.models import Account
from diemtua.access.queries import actor_of_officer
from diemtua.access.session import session
from diemtua.audit import trail as audit
from diemtua.demo.stages import MERGED_ON, STAGES
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
        Person(duties=tuple(row.pop("duties").split()), since=date.fromisoformat(row.pop("since")), **row)
        for row in csv.DictReader(text.splitlines())
        if row["province"] == province
    ]
    return sorted(found, key=lambda person: Posting.Duty.ADMINISTER not in person.duties)


def body_of(person: Person, province: Area) -> Agency:
    """Where the person serves: the body of that kind in force on his first day, in his district where one is named."""
    bodies = Agency.objects.on(person.since).filter(province=province, kind=person.kind)
    return bodies.get(area__name=person.place) if person.place else bodies.get(area=province)


def bodies_of_cast(province: Area) -> list[Agency]:
    """Bodies that somebody of the cast serves."""
    return [body_of(person, province) for person in people(province.code)]


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
            add(person, body_of(person, province), actor)
        for number, agency in enumerate(without_officers(province, first.since)):
            add(focal_point(province, agency, number, first.since), agency, actor)


def add(person: Person, agency: Agency, actor: Actor) -> None:
    actions.add_officer(
        agency.pk,
        actor=actor,
        name=person.name,
        email=person.email,
        phone=person.phone,
        position=person.position,
        duties=person.duties,
        on=person.since,
    )


def without_officers(province: Area, on: date) -> list[Agency]:
    """Bodies of a province that nobody of the cast serves, in the order of their names."""
    standing = Agency.objects.on(on).filter(province=province, postings=None)
    return list(standing.select_related("area").order_by("name_sort", "pk"))


SURNAMES = "Nguyễn Trần Lê Phạm Hoàng Phan Vũ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Trịnh Mai Tạ Hà".split()
GIVEN = (
    "Văn Bảo,Thị Chi,Đức Duy,Thị Giang,Quang Hiếu,Thị Khánh,Minh Long,Thị Minh,Hữu Nghĩa,Thị Oanh,Xuân Phú,Thị Quyên,"
    "Trọng Sang,Thị Thảo,Anh Tuấn,Thị Uyên,Công Vinh,Thị Yến,Gia Bách,Thị Diệu,Thế Hùng,Thị Liên,Ngọc Nam"
).split(",")


def focal_point(province: Area, agency: Agency, number: int, since: date) -> Person:
    """An invented focal officer for a body outside the cast; he is in the directory and signs in nowhere."""
    serial = 1000 * (1 + [stage.code for stage in STAGES].index(province.code)) + number
    return Person(
        province=province.code,
        kind=agency.kind,
        place="",
        name=f"{SURNAMES[serial % len(SURNAMES)]} {GIVEN[(serial * 5) % len(GIVEN)]}",
        position="Chuyên viên",
        duties=("work", "focal"),
        email=f"dau-moi-{serial}@co-quan.example",
        phone=f"0900 {serial // 1000:03d} {serial % 1000:03d}",
        since=since,
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
    """An account for every one of the cast without one, all under the one stated password. Returns how many."""
    secret = make_password(PASSWORD)  # once: the password is told on the page, and hashing sixty takes long
    cast = [person.email for stage in STAGES for person in people(stage.code)]
    without = Officer.objects.filter(account=None, email__in=cast)
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
