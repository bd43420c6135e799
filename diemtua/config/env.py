"""The environment, read once through typed helpers. A wrong value is told in a sentence, never guessed around."""

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

TRUE, FALSE = {"1", "true", "yes", "on"}, {"", "0", "false", "no", "off"}


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, default).strip()


def flag(name: str, default: bool = False) -> bool:
    given = os.environ.get(name, "1" if default else "0").strip().casefold()
    if given not in TRUE | FALSE:
        raise ImproperlyConfigured(f"{name}={given!r}: chỉ nhận 1 hoặc 0.")
    return given in TRUE


def number(name: str, default: int) -> int:
    given = os.environ.get(name, str(default)).strip()
    if not given.isdigit():
        raise ImproperlyConfigured(f"{name}={given!r}: phải là một số nguyên không âm.")
    return int(given)


def words(name: str, default: str = "") -> list[str]:
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def path(name: str, default: Path) -> Path:
    given = os.environ.get(name, "").strip()
    return Path(given).expanduser().resolve() if given else default
