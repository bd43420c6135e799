"""Which database, and as whom: the embedded one by default, a server where one is named."""

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from diemtua.config import embedded, env

DATABASE = "diemtua"


def home(var: Path) -> Path:
    """Folder of the embedded server's data."""
    return env.path("DIEMTUA_DATABASE_HOME", var / "db")


def is_embedded() -> bool:
    return not env.text("DIEMTUA_DATABASE_URL")


def settings(var: Path) -> dict[str, Any]:
    """The ``DATABASES["default"]`` of Django.

    ``DIEMTUA_DATABASE_ROLE=owner`` makes this process the owner (migrations); everything else is the app.
    On a named server the owner's own address is ``DIEMTUA_DATABASE_OWNER_URL``.
    """
    as_owner = env.text("DIEMTUA_DATABASE_ROLE", "app") == "owner"
    if is_embedded():
        place = {
            "NAME": env.text("DIEMTUA_DATABASE_NAME", DATABASE),
            "USER": embedded.OWNER if as_owner else embedded.APP,
            "HOST": embedded.socket_folder(home(var)),
        }
    else:
        owner = env.text("DIEMTUA_DATABASE_OWNER_URL") or env.text("DIEMTUA_DATABASE_URL")
        place = from_url(owner if as_owner else env.text("DIEMTUA_DATABASE_URL"))
    size = env.number("DIEMTUA_DATABASE_POOL", 8)
    pool = {"pool": {"min_size": 1, "max_size": size, "timeout": 10}} if size else {}
    return {"ENGINE": "django.db.backends.postgresql", "OPTIONS": pool, **place}


def from_url(url: str) -> dict[str, Any]:
    """``postgresql://user:password@host:port/name`` as Django's words."""
    parts = urlsplit(url)
    return {
        "NAME": unquote(parts.path.lstrip("/")) or DATABASE,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
    }
