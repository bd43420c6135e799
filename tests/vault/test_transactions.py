"""Open keys live as long as the transaction that fetched them, however it ends."""

import pytest
from django.db import transaction

from diemtua import vault
from diemtua.vault import keys
from tests.apart import database_apart


@pytest.fixture(autouse=True, scope="module")
def apart(request, django_db_blocker, tmp_path_factory):
    """A database whose transactions really end."""
    with database_apart(request, django_db_blocker, "vault", tmp_path_factory.mktemp("files")):
        yield


@pytest.fixture(autouse=True)
def unblocked(apart, django_db_blocker):
    with django_db_blocker.unblock():
        yield


@pytest.mark.parametrize("ending", ["commit", "rollback"])
def test_open_keys_end_with_their_transaction(ending):
    with transaction.atomic():
        vault.new_key()
        assert len(keys._unwrapped().ciphers) == 1
        transaction.set_rollback(ending == "rollback")
    with transaction.atomic():
        assert keys._unwrapped().ciphers == {}


def test_open_keys_are_let_go_at_the_end_not_at_the_next_beginning():
    with transaction.atomic():
        vault.new_key()
        held = keys._here.keys
        assert held() is not None
    assert held() is None


def test_outside_a_transaction_no_key_is_kept():
    vault.new_key()
    assert keys._unwrapped().ciphers == {}


def test_a_key_destroyed_in_this_transaction_is_not_used_again():
    with transaction.atomic():
        key_id = vault.new_key()
        assert keys.cipher(key_id)
        vault.destroy(key_id)
        assert keys.cipher(key_id) is None
