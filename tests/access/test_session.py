"""What a database session may do: settings that end with their transaction, roles that fit the door."""

import pytest
from django.db import DatabaseError, InternalError, ProgrammingError, connection

from diemtua.access.actor import house
from diemtua.access.models import Account
from diemtua.access.session import session
from diemtua.directory.models import Area
from tests.access.accounts import account_of
from tests.at_once import COMMITTED, emptied

pytestmark = pytest.mark.django_db

SECRETS = [
    "SELECT password FROM access_account",
    "SELECT calendar_key FROM access_account",
    "SELECT session_key FROM django_session",
    "SELECT session_data FROM django_session",
    "SELECT session_key FROM usersessions_usersession",
    "SELECT value FROM access_cache",
]


def asking():
    """Who asks, as the database knows it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(current_setting('diemtua.agency', true), ''), current_user")
        return cursor.fetchone()


@pytest.mark.parametrize("query", SECRETS)
def test_what_opens_a_door_is_not_for_the_reader(hoa, query):
    refused = pytest.raises(ProgrammingError, match="permission denied")
    with refused, session(hoa, read_only=True), connection.cursor() as cursor:
        cursor.execute(query)


def test_an_officers_own_page_still_tells_how_he_signs_in(client, hoa, settings):
    settings.DEMO = True
    client.force_login(account_of(hoa))
    assert client.get("/tai-khoan/").status_code == 200


def test_the_reader_writes_nothing(hoa):
    account = account_of(hoa)
    with pytest.raises(ProgrammingError, match="permission denied"), session(hoa, read_only=True):
        Account.objects.filter(pk=account.pk).update(is_active=False)


def test_a_session_within_another_gives_the_first_asker_back(hoa, nam):
    with session(nam):
        with session(hoa, read_only=True):
            assert asking() == (str(hoa.agency_id), "diemtua_reader")
        assert asking() == (str(nam.agency_id), "diemtua_app")


@pytest.mark.parametrize("statement", ["SELECT 1/0", "SELECT * FROM no_such_table"])
def test_a_fault_within_a_session_gives_the_first_asker_back(hoa, nam, statement):
    with session(nam):
        with pytest.raises(DatabaseError), session(hoa, read_only=True), connection.cursor() as cursor:
            cursor.execute(statement)
        assert asking() == (str(nam.agency_id), "diemtua_app")


def test_nothing_of_an_asker_outlives_his_session(hoa):
    before = asking()
    with session(hoa):
        assert asking() == (str(hoa.agency_id), "diemtua_app")
    assert asking() == before


@pytest.mark.django_db(**COMMITTED)
def test_a_reading_door_stays_shut_even_for_whoever_gets_the_writing_role_back():
    """The transaction itself reads only."""
    with emptied():
        with pytest.raises(InternalError, match="read-only"), session(house(), read_only=True):
            with connection.cursor() as cursor:
                cursor.execute("RESET ROLE")
            Area.objects.update(name="khác")
        assert not Area.objects.filter(name="khác").exists()
