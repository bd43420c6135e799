"""The house does not start with a field whose confidentiality nobody has said, nor migrates without its keyring."""

from typing import Any

from django.conf import settings
from django.core.checks import Error, Tags, register

from diemtua.vault import keyring
from diemtua.vault.declaring import problems
from diemtua.vault.errors import KeyringMissing


@register
def every_field_has_a_level(app_configs: Any, **kwargs: Any) -> list[Error]:
    return [Error(sentence, id="vault.E001") for sentence in problems()]


@register(Tags.database)
def the_keyring_is_there(app_configs: Any, **kwargs: Any) -> list[Error]:
    """Asked where a database is about to be used in production; elsewhere the keyring makes itself."""
    if not settings.PRODUCTION:
        return []
    try:
        keyring.active()
    except KeyringMissing as missing:
        return [Error(str(missing), id="vault.E002")]
    return []
