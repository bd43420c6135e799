"""The trail is only ever added to, chained, and read by those who may."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from diemtua.access.actor import Actor, house
from diemtua.access.session import session
from diemtua.audit import trail
from diemtua.audit.models import Entry
from diemtua.audit.verification import verify

pytestmark = pytest.mark.django_db


def sealed():
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_a_chain_of_acts_verifies(nam):
    with session(nam):
        for number in range(3):
            trail.record("task.acknowledged", "plans.task", number, actor=nam)
    sealed()
    found = verify()
    assert (bool(found), found.rows) == (True, 3)


def test_an_altered_row_breaks_the_chain(nam):
    with session(nam):
        for number in range(3):
            trail.record("task.acknowledged", "plans.task", number, actor=nam)
    sealed()
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_entry DISABLE TRIGGER audit_entry_append_only")
        cursor.execute("UPDATE audit_entry SET subject = '9' WHERE subject = '1'")
    assert [act for _, _, act in verify().broken] == ["task.acknowledged"]


def test_a_row_taken_out_breaks_the_chain(nam):
    with session(nam):
        for number in range(3):
            trail.record("task.acknowledged", "plans.task", number, actor=nam)
    sealed()
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_entry DISABLE TRIGGER audit_entry_append_only")
        cursor.execute("DELETE FROM audit_entry WHERE subject = '1'")
    assert not verify()


@pytest.mark.parametrize("statement", ["UPDATE audit_entry SET act = 'x'", "DELETE FROM audit_entry"])
def test_nobody_alters_the_trail(nam, statement):
    with session(nam):
        trail.record("task.acknowledged", "plans.task", 1, actor=nam)
    sealed()
    with (
        pytest.raises(IntegrityError, match="chỉ được ghi thêm"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    with pytest.raises(ProgrammingError), session(nam), connection.cursor() as cursor:
        cursor.execute(statement)


def test_an_officer_reads_only_his_own_acts(nam, hoa):
    with session(nam):
        trail.record("task.acknowledged", "plans.task", 1, actor=nam)
    with session(hoa):
        trail.record("task.submitted", "plans.task", 2, actor=hoa)
        assert [entry.subject for entry in Entry.objects.all()] == ["2"]
    with session(house()):
        assert Entry.objects.count() == 2


NOBODY = Actor(None, None, None, "", "", "", "", date(2024, 7, 15))


def test_nobody_asking_reads_not_even_the_acts_of_the_house(nam):
    with session(house()):
        trail.record("plans.carried_over", "directory.area", 1, actor=house())
    with session(NOBODY):
        assert not Entry.objects.exists()


@pytest.mark.parametrize("field", ["officer_id", "agency_id"])
def test_nobody_enters_an_act_in_anothers_name(nam, hoa, field):
    forged = replace(nam, **{field: getattr(hoa, field)})
    with pytest.raises(ProgrammingError, match="row-level security"), session(nam):
        trail.record("task.confirmed", "plans.task", 1, actor=forged)


def test_nobody_enters_an_act_of_the_house(nam):
    with pytest.raises(ProgrammingError, match="row-level security"), session(nam):
        trail.record("task.confirmed", "plans.task", 1, actor=house())


def test_a_command_without_an_asker_enters_what_it_did():
    with session(NOBODY):
        trail.record("directory.loaded", "directory.area", "*", actor=NOBODY)
    assert Entry.objects.get().officer is None


@pytest.mark.parametrize("given", [{"place": 7}, {"place": 1, "hash": b"made up"}])
def test_an_act_takes_no_place_in_the_chain_by_itself(nam, given):
    with pytest.raises(IntegrityError, match="chỉ được ghi thêm"), session(nam):
        Entry.objects.create(
            at=nam.now,
            act="task.confirmed",
            subject_kind="plans.task",
            subject="1",
            officer=nam.officer_id,
            agency=nam.agency_id,
            **given,
        )
        sealed()
