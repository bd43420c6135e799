"""The search for leaks finds what is planted in the open, in every spelling, and nothing where all is sealed."""

import base64
import json
import unicodedata
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from diemtua import vault
from diemtua.access.actor import house
from diemtua.audit import trail
from diemtua.config import database, embedded
from diemtua.kernel.text import fold
from diemtua.vault import canaries, keyring, scanning, verification
from diemtua.vault.models import DataKey
from diemtua.vault.scanning import Finding, Search, Unseen
from tests.apart import database_apart

WORD = "Lò Thị Mẩy Xuyên"
WRITTEN = {
    "as it is": WORD.encode(),
    "marks apart": unicodedata.normalize("NFD", WORD).encode(),
    "without marks": fold(WORD).encode(),
    "capitals": WORD.upper().encode(),
    "capitals without marks": fold(WORD).upper().encode(),
    "utf-16": WORD.encode("utf-16"),
    "utf-16 of the other end": WORD.encode("utf-16-be"),
    "json": json.dumps({"a": WORD}).encode(),
    "json within json": json.dumps(json.dumps({"a": WORD})).encode(),
    "an address": f"/tim?q={quote(WORD)}".encode(),
    "a form": f"q={quote(WORD).replace('%20', '+')}".encode(),
    "hex": WORD.encode().hex().encode(),
    "base64": base64.b64encode(WORD.encode()),
    "base64 in the middle": base64.b64encode(b"{" + WORD.encode() + b"}"),
    "base64 further on": base64.urlsafe_b64encode(b"{[" + WORD.encode() + b"]}"),
}


def found_in(data, size=7):
    blocks = [data[at : at + size] for at in range(0, len(data), size)]
    return list(Search([WORD]).inside("đây", blocks))


@pytest.mark.parametrize("way", WRITTEN)
def test_every_way_of_writing_is_found_across_blocks(way):
    assert found_in(b"noise " * 3 + WRITTEN[way] + b" noise")


def test_the_place_is_told_and_nothing_around_it():
    [finding] = found_in(b"mat khau: " + WORD.encode() + b" bi mat")
    assert (finding.at, finding.word) == (10, 0) and "mat" not in str(finding)


@given(st.binary(max_size=400))
def test_noise_is_not_a_finding(noise):
    assert found_in(noise) == []


def test_an_unreadable_file_is_told_as_unseen(tmp_path, monkeypatch):
    (tmp_path / "a").write_bytes(WORD.encode())
    refuse = PermissionError(13, "không được phép")

    def refused(*_):
        raise refuse

    monkeypatch.setattr(Path, "open", refused)
    assert list(scanning.folders([tmp_path], Search([WORD]))) == [
        Unseen(str(tmp_path / "a"), "không được phép")
    ]


def test_the_name_of_a_file_is_looked_at_too(tmp_path):
    (tmp_path / f"{WORD}.pdf").touch()
    assert [finding.form for finding in scanning.folders([tmp_path], Search([WORD]))]


# --- a living database ---------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def apart(request, django_db_blocker, tmp_path_factory):
    """A database whose rows are really written to files. Gives the address of its administrator."""
    from tests.environment import VAR

    with database_apart(request, django_db_blocker, "verified", tmp_path_factory.mktemp("files")) as name:
        yield psycopg.conninfo.make_conninfo(embedded.start(database.home(VAR)), dbname=name)


@pytest.fixture
def living(apart, django_db_blocker, settings, tmp_path, monkeypatch):
    """The database apart, with folders of its own, so that nobody else's files are looked through."""
    settings.VAR_DIR, settings.MEDIA_ROOT = tmp_path / "var", tmp_path / "files"
    settings.VAR_DIR.mkdir()
    settings.MEDIA_ROOT.mkdir()
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path))
    monkeypatch.setattr(canaries, "_planters", {})
    with django_db_blocker.unblock():
        yield apart


@contextmanager
def sealed_row(canary):
    """A file of a person, and her tokens: what a context keeps."""
    with transaction.atomic():
        key = vault.new_key()
        name = vault.files.put([canary.narrative.encode(), canary.name.encode()], key)
        trail.record("case.opened", "cases.case", vault.name_tokens(canary.name)[0], actor=house())
    yield
    vault.files.drop(name)


@contextmanager
def row_in_the_open(canary):
    """What must never happen: a name in the detail of the trail."""
    with transaction.atomic():
        trail.record("case.opened", "cases.case", 1, actor=house(), name=canary.name)
    yield


def test_sealed_people_are_found_nowhere(living):
    canaries.plants("mẫu", sealed_row)
    found = verification.verify(living)
    assert found and found.contexts == ("mẫu",)


def test_a_name_in_the_open_is_found_in_its_table_its_file_and_the_log_of_the_database(living):
    canaries.plants("mẫu", row_in_the_open)
    found = verification.verify(living)
    places = " ".join(finding.where for finding in found.findings)
    assert not found and "bảng public.audit_entry" in places and "/base/" in places and "/pg_wal/" in places


def test_the_command_tells_where_and_never_what(living, settings, monkeypatch):
    from tests.environment import VAR

    said = StringIO()
    told = []

    @contextmanager
    def remembered(canary):
        told.extend(canary.words)
        with row_in_the_open(canary):
            yield

    canaries.plants("mẫu", remembered)
    monkeypatch.setenv("DIEMTUA_DATABASE_HOME", str(VAR / "db"))
    with pytest.raises(CommandError, match="Chưa chứng minh"):
        call_command("vault", "verify", stderr=said)
    assert "LỘ: bảng public.audit_entry" in said.getvalue() and not any(
        word in said.getvalue() for word in told
    )


def test_without_anybody_planted_nothing_is_proven(living, monkeypatch):
    from tests.environment import VAR

    monkeypatch.setenv("DIEMTUA_DATABASE_HOME", str(VAR / "db"))
    with pytest.raises(CommandError, match="không có gì để tìm"):
        call_command("vault", "verify")


def test_whoever_row_security_binds_cannot_prove_anything(living):
    """The application's own role is refused rather than shown fewer rows."""
    as_app = psycopg.conninfo.make_conninfo(living, user=embedded.APP)
    found = list(scanning.tables(as_app, Search([WORD])))
    assert any(isinstance(each, Unseen) and "vault_datakey" in each.where for each in found)


def test_a_backup_without_the_keyring_reads_nothing(living, settings, tmp_path):
    canary = canaries.invented()
    with transaction.atomic():
        key = vault.new_key()
        name = vault.files.put([canary.narrative.encode()], key)
        wrapped = bytes(DataKey.objects.get(pk=key).wrapped)
    assert [each for each in verification.look(living, canary.words) if isinstance(each, Finding)] == []
    ring = json.loads(keyring.place().read_text())
    assert base64.b64decode(ring["wrapping"][-1]["secret"]) not in wrapped
    settings.VAULT_KEYRING = tmp_path / "khác" / "keyring.json"
    with transaction.atomic(), pytest.raises(vault.KeyringMissing, match="không có khóa"):
        vault.files.read(name, key)
    assert connection.settings_dict["NAME"] in living
