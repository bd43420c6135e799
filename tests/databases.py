"""Databases for tests: one template, migrated by the owner once per change of the migrations; a copy per worker."""

import fcntl
import hashlib
import os
import subprocess
import sys
from pathlib import Path

import psycopg
from psycopg import sql

from diemtua.config import embedded

ROOT = Path(__file__).resolve().parent.parent


def database_for(var: Path, worker: str) -> dict[str, str]:
    """Django's words for a fresh database of ``worker``. Starts the server and builds the template when needed."""
    var.mkdir(parents=True, exist_ok=True)
    with (var / "template.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        administrator = embedded.start(var / "db")
        template = f"template_{fingerprint()}"
        with psycopg.connect(administrator, autocommit=True) as connection:
            if not exists(connection, template):
                build(var / "db", administrator, template)
            name = f"test_{worker}"
            connection.execute(
                sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
            )
            connection.execute(
                sql.SQL("CREATE DATABASE {} TEMPLATE {} OWNER {}").format(
                    sql.Identifier(name), sql.Identifier(template), sql.Identifier(embedded.OWNER)
                )
            )
    return {"NAME": name, "USER": "postgres", "HOST": embedded.socket_folder(var / "db")}


def build(home: Path, administrator: str, template: str) -> None:
    """Migrate an empty database as the owner, under a name that counts only when it is whole."""
    making = f"making_{template}"
    with psycopg.connect(administrator, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(making)))
    embedded.prepare(administrator, making)
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "diemtua.config.settings",
        "DIEMTUA_DATABASE_HOME": str(home),
        "DIEMTUA_DATABASE_NAME": making,
        "DIEMTUA_DATABASE_ROLE": "owner",
    }
    subprocess.run(
        [sys.executable, "-m", "django", "migrate", "--verbosity=0", "--skip-checks"],
        check=True,
        cwd=ROOT,
        env=environment,
    )
    with psycopg.connect(administrator, autocommit=True) as connection:
        connection.execute(
            sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(making), sql.Identifier(template))
        )


def exists(connection: psycopg.Connection, name: str) -> bool:
    return connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is not None


def fingerprint() -> str:
    """Changes whenever a migration, a role or the lock file does."""
    digest = hashlib.sha256()
    files = [
        ROOT / "requirements.lock",
        Path(embedded.__file__),
        *sorted(ROOT.glob("diemtua/*/migrations/*.py")),
    ]
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]
