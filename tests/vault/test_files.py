"""Files rest unreadable, come back whole, and show every change."""

import pytest
from django.db import connection

from diemtua import vault
from diemtua.vault import files, keys

pytestmark = pytest.mark.django_db
SIZES = [
    0,
    1,
    files.FILL - 1,
    files.FILL,
    files.CHUNK - 1,
    files.CHUNK,
    files.CHUNK + 1,
    3 * files.CHUNK + 17,
]


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def said(size):
    """Words that end with what a filling ends with."""
    return ("Biên bản tiếp nhận. " * (size // 10 + 1)).encode()[: max(size - 2, 0)] + b"\x80\x00"[
        : min(size, 2)
    ]


def pieces(data, size=10_007):
    return (data[start : start + size] for start in range(0, len(data), size))


@pytest.mark.parametrize("size", SIZES)
def test_a_file_comes_back_as_it_was(size):
    key, data = vault.new_key(), said(size)
    name = files.put(pieces(data), key)
    assert b"".join(files.read(name, key)) == data and files.intact(name, key)


def test_nothing_on_the_disk_shows_the_content_or_the_exact_size(folder):
    key = vault.new_key()
    first, second = (files.put([b"Lo Thi May" * count], key) for count in (20, 300))
    assert b"Lo Thi May" not in files.place_of_file(second).read_bytes()
    assert files.place_of_file(first).stat().st_size == files.place_of_file(second).stat().st_size
    assert files.place_of_file(first).stat().st_mode & 0o077 == 0


@pytest.fixture
def kept():
    key = vault.new_key()
    name = files.put([said(3 * files.CHUNK)], key)
    return name, key, files.place_of_file(name)


CHUNK_ON_DISK = files.CHUNK + files.TAG_BYTES
HEAD = files.HEAD_BYTES


def swapped(data):
    first, second = data[HEAD : HEAD + CHUNK_ON_DISK], data[HEAD + CHUNK_ON_DISK : HEAD + 2 * CHUNK_ON_DISK]
    return data[:HEAD] + second + first + data[HEAD + 2 * CHUNK_ON_DISK :]


CHANGES = {
    "a bit of the head": lambda data: bytes([data[0], data[1] ^ 1]) + data[2:],
    "a bit of a chunk": lambda data: data[:-1] + bytes([data[-1] ^ 1]),
    "chunks swapped": swapped,
    "a chunk twice": lambda data: data[: HEAD + CHUNK_ON_DISK] + data[HEAD:],
    "cut at a chunk": lambda data: data[: HEAD + 2 * CHUNK_ON_DISK],
    "cut in a chunk": lambda data: data[:-100],
    "head alone": lambda data: data[:HEAD],
    "nothing left": lambda data: b"",
    "something added": lambda data: data + b"\0" * 16,
}


@pytest.mark.parametrize("change", CHANGES)
def test_every_change_shows(kept, change):
    name, key, place = kept
    place.write_bytes(CHANGES[change](place.read_bytes()))
    assert not files.intact(name, key)


def test_a_file_belongs_to_its_name_and_its_person(kept):
    name, key, place = kept
    other = files.put([b"khac"], key)
    files.place_of_file(other).write_bytes(place.read_bytes())
    assert not files.intact(other, key) and not files.intact(name, vault.new_key())


def test_a_missing_file_says_so(kept):
    name, key, _ = kept
    files.drop(name)
    files.drop(name)
    with pytest.raises(vault.Tampered, match="Không tìm thấy"):
        files.read(name, key)


@pytest.mark.parametrize("name", ["../../etc/passwd", "", "A" * 32, "a" * 31, "a" * 32 + "\n"])
def test_a_name_is_never_a_path(name):
    with pytest.raises(vault.VaultError, match="không hợp lệ"):
        files.read(name, vault.new_key())


def test_an_upload_that_breaks_off_leaves_nothing(folder):
    def broken():
        yield b"x" * files.CHUNK * 2
        raise ConnectionError

    with pytest.raises(ConnectionError):
        files.put(broken(), vault.new_key())
    assert [path for path in folder.rglob("*") if path.is_file()] == []


def test_a_destroyed_key_erases_its_files(kept):
    name, key, _ = kept
    vault.destroy(key)
    with pytest.raises(vault.Destroyed, match="đã hủy"):
        files.read(name, key)
    with pytest.raises(vault.Destroyed):
        files.put([b"x"], key)


def test_reading_on_needs_neither_key_nor_database(kept, django_assert_num_queries):
    name, key, _ = kept
    keys._unwrapped().forget()
    with django_assert_num_queries(1):
        stream = files.read(name, key)
    keys._unwrapped().forget()
    with django_assert_num_queries(0):
        assert len(b"".join(stream)) == 3 * files.CHUNK
    assert connection.in_atomic_block
