"""What opens a door (passwords, session keys, calendar keys, counts of attempts) is not for the role that reads pages."""

from django.db import migrations

# Tables closed to the reader, with the columns it may still read.
CLOSED = {
    "access_account": "id, officer_id, email, is_active, created_at, last_login",
    "usersessions_usersession": "id, user_id, created_at, last_seen_at",
    "django_session": "",
    "access_cache": "",
    "account_emailaddress": "",
    "account_emailconfirmation": "",
}


def for_reader(statements: str) -> str:
    """Said only where the role exists: a test database may be made without it."""
    return f"DO $$ BEGIN IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'diemtua_reader') THEN {statements} END IF; END $$;"


def close(table: str, columns: str) -> str:
    left = f" GRANT SELECT ({columns}) ON {table} TO diemtua_reader;" if columns else ""
    return for_reader(f"REVOKE ALL ON {table} FROM diemtua_reader;{left}")


def open_again(table: str) -> str:
    return for_reader(f"GRANT SELECT ON {table} TO diemtua_reader;")


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0002_shared_cache"),
        ("account", "0009_emailaddress_unique_primary_email"),
        ("sessions", "0001_initial"),
        ("usersessions", "0001_initial"),
    ]

    operations = [migrations.RunSQL(close(*each), open_again(each[0])) for each in CLOSED.items()]
