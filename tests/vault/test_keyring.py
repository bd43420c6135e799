"""The keyring: made once, readable by one, complete or told in a sentence; rotated while people work."""

import json
import os
import pickle
import signal
import subprocess
import sys
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from diemtua import vault
from diemtua.vault import keyring, keys, rotation
from diemtua.vault.checks import the_keyring_is_there
from diemtua.vault.models import DataKey
from tests.apart import database_apart
from tests.at_once import all_at_once

SECRET = os.urandom(32)
OWNER = b"owner"


@pytest.fixture(autouse=True)
def place(settings, tmp_path):
    settings.VAULT_KEYRING = tmp_path / "khóa" / "keyring.json"
    return settings.VAULT_KEYRING


def test_outside_production_the_first_use_makes_it_for_one_reader(place):
    assert keyring.active() and place.stat().st_mode & 0o777 == 0o600


def test_in_production_a_missing_one_is_a_sentence(settings):
    settings.PRODUCTION = True
    with pytest.raises(vault.KeyringMissing, match="DIEMTUA_KEYRING"):
        keyring.active()
    assert [problem.id for problem in the_keyring_is_there(None)] == ["vault.E002"]
    assert keyring.create() and not keyring.create() and the_keyring_is_there(None) == []


def test_a_keyring_others_may_read_is_refused(place):
    keyring.create()
    place.chmod(0o640)
    with pytest.raises(vault.KeyringMissing, match="chmod 600"):
        keyring.active()


@pytest.mark.parametrize(
    "content", ["", "{}", "[]", '{"wrapping": [], "indexing": []}', '{"wrapping": [{}]}', "\x00"]
)
def test_a_broken_keyring_is_a_sentence(place, content):
    keyring.create()
    place.write_text(content)
    with pytest.raises(vault.KeyringMissing, match="hỏng"):
        keyring.active()


def test_a_key_is_wrapped_for_its_owner_alone():
    wrapped, key = keyring.wrap(SECRET, owner=OWNER)
    assert keyring.unwrap(wrapped, key, owner=OWNER) == SECRET
    for other in ((wrapped, key, b"other"), (wrapped[:-1] + b"\0", key, OWNER), (b"", key, OWNER)):
        with pytest.raises(vault.Tampered):
            keyring.unwrap(other[0], other[1], owner=other[2])


def test_a_key_the_ring_lacks_is_named(place):
    wrapped, key = keyring.wrap(SECRET, owner=OWNER)
    place.unlink()
    keyring.create()
    with pytest.raises(vault.KeyringMissing, match=key):
        keyring.unwrap(wrapped, key, owner=OWNER)


def test_a_rotation_is_seen_by_everybody_and_opens_what_was_wrapped_before():
    wrapped, former = keyring.wrap(SECRET, owner=OWNER)
    newer = keyring.add_wrapping_key()
    assert keyring.active() == newer != former
    assert keyring.unwrap(wrapped, former, owner=OWNER) == SECRET


def test_many_make_one_keyring_and_lose_no_key(place):
    all_at_once(*[keyring.create] * 6)
    all_at_once(*[keyring.add_wrapping_key] * 6)
    assert len(json.loads(place.read_text())["wrapping"]) == 7


def test_secrets_are_neither_shown_nor_pickled():
    now = keyring.ring()
    assert "secret" not in repr(now) and "derived" not in repr(now)
    with pytest.raises(TypeError):
        pickle.dumps(now.wrapping[0])


def test_each_purpose_has_an_index_key_of_its_own():
    assert keyring.index_key("name") == keyring.index_key("name") != keyring.index_key("phone")


# --- rotation ------------------------------------------------------------------------------------------


def told(*words):
    out = StringIO()
    call_command("vault", *words, stdout=out)
    return out.getvalue()


@pytest.mark.django_db
def test_rotation_wraps_everybody_anew_and_retiring_forgets_the_former_key(monkeypatch):
    monkeypatch.setattr(rotation, "BATCH", 2)
    people = [vault.new_key() for _ in range(5)]
    vault.destroy(people[0])
    former = keyring.active()
    assert "Bọc lại: 4/4 (100%)" in told("rotate")
    assert set(DataKey.objects.exclude(destroyed_at=None).values_list("keyring_key", flat=True)) == {former}
    keys._unwrapped().forget()
    assert all(keys.cipher(person) for person in people[1:]) and keys.cipher(people[0]) is None
    assert rotation.retire() == () and rotation.retire(rest=timedelta(0)) == (former,)
    keys._unwrapped().forget()
    assert all(keys.cipher(person) for person in people[1:])


@pytest.mark.django_db
def test_after_retiring_an_older_backup_does_not_open():
    person = vault.new_key()
    backup = bytes(DataKey.objects.get(pk=person).wrapped)
    former = keyring.active()
    told("rotate")
    rotation.retire(rest=timedelta(0))
    with pytest.raises(vault.KeyringMissing):
        keyring.unwrap(backup, former, owner=person.bytes)


@pytest.mark.django_db
def test_a_broken_off_rotation_goes_on_with_its_key(monkeypatch):
    monkeypatch.setattr(rotation, "BATCH", 2)
    for _ in range(5):
        vault.new_key()

    def pull_the_plug(done, total):
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rotation.rotate(pull_the_plug)
    begun = keyring.active()
    assert rotation.status().waiting == 3 and "Còn 3 người dưới khóa cũ" in told("status")
    assert rotation.rotate(lambda done, total: None) == begun and rotation.status().waiting == 0


@pytest.mark.django_db
def test_status_tells_people_out_of_reach(place):
    vault.new_key()
    place.unlink()
    with pytest.raises(CommandError, match="Khôi phục chùm khóa"):
        told("status")


@pytest.mark.django_db
def test_the_first_keyring_asks_to_be_kept_apart():
    assert "Sao lưu ngay" in told("init") and "Đã có" in told("init")


# --- indexes -------------------------------------------------------------------------------------------


@pytest.fixture
def rebuilt(monkeypatch):
    """A context whose rebuilding may break off."""
    seen = []

    def rebuild(progress):
        seen.append(vault.blind("name", "x"))
        progress(1, 1)
        if len(seen) == 1:
            raise KeyboardInterrupt

    monkeypatch.setattr(rotation, "_rebuilds", {})
    rotation.indexes("thử", rebuild)
    return seen


def test_indexes_are_rebuilt_under_one_new_key_even_when_broken_off(rebuilt):
    before = vault.blind("name", "x")
    with pytest.raises(KeyboardInterrupt):
        rotation.reindex(lambda *_: None)
    assert len(keyring.generations()) == 2 and before in vault.blinds("name", "x")
    assert "thử: 1/1 (100%)" in told("reindex")
    assert rebuilt[0] == rebuilt[1] == vault.blind("name", "x") != before
    assert vault.blinds("name", "x") == (rebuilt[0],)


# --- the plug is really pulled ----------------------------------------------------------------------------

ROTATE = """
import os, sys, time
import django; django.setup()
from django.conf import settings
from diemtua.vault import rotation
rotation.BATCH = 20
def slowly(done, total):
    print(done, flush=True); time.sleep(0.02)
rotation.rotate(slowly)
"""


def test_a_rotation_killed_in_the_middle_loses_nobody(request, django_db_blocker, place, tmp_path):
    with database_apart(request, django_db_blocker, "rotated", tmp_path) as name:
        people = [vault.new_key() for _ in range(400)]
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "diemtua.config.settings",
            "DIEMTUA_DATABASE_NAME": name,
            "DIEMTUA_KEYRING": str(place),
        }
        for enough in ("60", "40"):
            command = subprocess.Popen(
                [sys.executable, "-c", ROTATE], env=environment, stdout=subprocess.PIPE, text=True
            )
            for line in command.stdout:
                if line.strip() == enough:
                    os.kill(command.pid, signal.SIGKILL)
            assert command.wait(30) == -signal.SIGKILL
        assert 0 < rotation.status().waiting < 400
        rotation.rotate(lambda done, total: None)
        assert rotation.status().waiting == 0 and len(keyring.ring().wrapping) == 2
        assert all(keys.cipher(person) for person in people)
