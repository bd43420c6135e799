"""``diemtua database``: make sure there is a database with its roles, or stop the embedded one."""

import os

from diemtua.config import embedded, env


def ensure() -> None:
    """Start the embedded server and create roles and database where missing; a named server is left alone."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "diemtua.config.settings")
    from django.conf import settings

    from diemtua.config import database

    if database.is_embedded():
        administrator = embedded.start(database.home(settings.VAR_DIR))
        embedded.prepare(administrator, env.text("DIEMTUA_DATABASE_NAME", database.DATABASE))


def main(words: list[str]) -> int:
    if words == ["stop"]:
        from django.conf import settings

        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "diemtua.config.settings")
        from diemtua.config import database

        embedded.stop(database.home(settings.VAR_DIR))
        return 0
    if words[:1] == ["prepare"]:
        return prepare(words[1:])
    print("Dùng: diemtua database prepare [ĐỊA_CHỈ_QUẢN_TRỊ] | stop")
    return 2


def prepare(words: list[str]) -> int:
    """On a named server: roles with the passwords of the environment, and the database."""
    if not words:
        ensure()
        return 0
    from diemtua.config import database

    passwords = {
        embedded.OWNER: env.text("DIEMTUA_OWNER_PASSWORD"),
        embedded.APP: env.text("DIEMTUA_APP_PASSWORD"),
        embedded.READER: env.text("DIEMTUA_READER_PASSWORD"),
    }
    embedded.prepare(words[0], env.text("DIEMTUA_DATABASE_NAME", database.DATABASE), passwords=passwords)
    return 0
