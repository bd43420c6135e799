"""The store of files: whole or not at all, whatever happens to the disk or the transaction."""

import resource
from contextlib import contextmanager

import pytest
from django.db import transaction

from diemtua.kernel.decision import Refused
from diemtua.plans import store

pytestmark = pytest.mark.django_db
MEGABYTE = 1024 * 1024


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    return settings.MEDIA_ROOT


@contextmanager
def no_room_beyond(size):
    """The system refuses to let any file grow beyond ``size`` bytes, as a full disk does."""
    former = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, former[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, former)


def everything(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


def test_a_full_disk_is_told_and_leaves_nothing_behind(folder):
    with no_room_beyond(MEGABYTE), pytest.raises(Refused, match="kho tệp"):
        store.put(b"x" * (2 * MEGABYTE))
    assert everything(folder) == []


def test_a_file_cut_short_by_a_crash_is_written_again(folder):
    sha256 = store.put(b"whole")
    store.place_of(sha256).write_bytes(b"who")
    assert store.put(b"whole") == sha256
    assert store.get(sha256) == b"whole"


def test_a_transaction_that_fails_leaves_a_file_nobody_names_and_no_harm(folder):
    with pytest.raises(RuntimeError), transaction.atomic():
        store.put(b"abc")
        raise RuntimeError
    assert store.get(store.put(b"abc")) == b"abc"


def test_only_the_house_reads_the_files(folder):
    place = store.place_of(store.put(b"abc"))
    assert place.stat().st_mode & 0o077 == 0
    assert place.parent.stat().st_mode & 0o077 == 0
