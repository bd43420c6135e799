"""The trail is only ever added to, chained, and read by those who may."""

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from diemtua.access.actor import house
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
