"""Sealed fields, tried on real tables that exist for the length of a test."""

import copy
import pickle
from contextlib import contextmanager
from datetime import date

import pytest
from django.db import connection, models, transaction
from django.test.utils import CaptureQueriesContext, isolate_apps

from diemtua import vault
from diemtua.access.session import session
from diemtua.vault import keys
from diemtua.vault.models import DataKey

pytestmark = pytest.mark.django_db


@pytest.fixture
def diary(db):
    """A table with every kind of sealed field, as a context would write it."""
    with isolate_apps("diemtua.vault", "django.contrib.contenttypes"):

        class Diary(models.Model):
            vault_key = models.ForeignKey(DataKey, models.PROTECT)
            name = vault.Text("họ và tên", level=vault.IDENTITY)
            told = vault.Text("lời kể", level=vault.NARRATIVE, null=True)
            born_on = vault.Date("ngày sinh", level=vault.IDENTITY, null=True)
            route = vault.Json("hành trình", level=vault.NARRATIVE, null=True)
            page = models.IntegerField(default=1)

            class Meta:
                app_label = "vault"

            def __str__(self):
                return str(self.pk)

        with connection.schema_editor() as editor:
            editor.create_model(Diary)
        yield Diary


def written(diary, **values):
    entry = diary(vault_key_id=vault.new_key(), **{"name": "Lò Thị Mẩy", **values})
    entry.save()
    return diary.objects.get(pk=entry.pk)


def raw(entry, column):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {entry._meta.db_table} WHERE id = %s", [entry.pk])
        found = cursor.fetchone()[0]
        return found if found is None else bytes(found)


@contextmanager
def queries(expected):
    with CaptureQueriesContext(
        connection,
    ) as seen:
        yield
    assert len(seen) == expected, [query["sql"] for query in seen.captured_queries]


def forgotten():
    """As in a new transaction."""
    keys._unwrapped().forget()


def test_values_come_back_as_they_were(diary):
    route = {"chặng": ["Sóc Trăng", "Móng Cái"], "số người": 3}
    entry = written(diary, told="Họ bảo em đi làm.", born_on=date(2006, 2, 28), route=route)
    assert (entry.name, entry.told, entry.born_on, entry.route) == (
        "Lò Thị Mẩy",
        "Họ bảo em đi làm.",
        date(2006, 2, 28),
        route,
    )


def test_nothing_in_the_row_shows_the_value(diary):
    entry = written(diary, told="Mẩy kể lại")
    assert "Mẩy".encode() not in raw(entry, "name") + raw(entry, "told")


def test_the_same_value_is_never_sealed_alike(diary):
    assert raw(written(diary), "name") != raw(written(diary), "name")


@pytest.mark.parametrize("name", ["Y", "Lò Thị Mẩy", "Nguyễn Hoàng Thảo Nguyên Phương"])
def test_every_name_is_as_long_as_every_other(diary, name):
    assert len(raw(written(diary, name=name), "name")) == len(raw(written(diary), "name"))


def test_loading_a_row_opens_nothing_and_reading_opens_one_value(diary):
    entry = written(diary)
    forgotten()
    with queries(1):
        loaded = diary.objects.get(pk=entry.pk)
    with queries(1):  # its key
        assert loaded.name == "Lò Thị Mẩy"
    with queries(0):
        assert loaded.told is None


def test_a_page_of_rows_asks_once_for_all_its_keys(diary):
    for number in range(5):
        written(diary, name=f"Người thứ {number}")
    forgotten()
    rows = list(diary.objects.order_by("pk"))
    with queries(1):
        vault.unlock(rows)
        assert [row.name for row in rows] == [f"Người thứ {number}" for number in range(5)]
    with queries(0):
        vault.unlock(rows)


def test_saving_another_column_leaves_the_sealed_bytes_alone(diary):
    entry = written(diary, route={"a": 1})
    before = raw(entry, "name"), raw(entry, "route")
    assert entry.name and entry.route
    entry.page = 2
    entry.save()
    assert (raw(entry, "name"), raw(entry, "route")) == before


def test_a_structure_changed_in_place_is_kept(diary):
    entry = written(diary, route={"chặng": ["Sóc Trăng"]})
    entry.route["chặng"].append("Hà Nội")
    entry.save()
    assert diary.objects.get(pk=entry.pk).route == {"chặng": ["Sóc Trăng", "Hà Nội"]}


def test_many_rows_are_created_at_once(diary):
    people = [diary(vault_key_id=vault.new_key(), name=f"Người {number}") for number in range(3)]
    with queries(1):
        diary.objects.bulk_create(people)
    assert sorted(row.name for row in diary.objects.all()) == ["Người 0", "Người 1", "Người 2"]


def test_locked_deferred_and_refreshed_rows_read_alike(diary):
    entry = written(diary, told="một")
    assert diary.objects.select_for_update().get(pk=entry.pk).told == "một"
    assert diary.objects.only("page").get(pk=entry.pk).told == "một"
    assert diary.objects.defer("told").get(pk=entry.pk).told == "một"
    diary.objects.filter(pk=entry.pk).update(page=7)
    other = diary.objects.get(pk=entry.pk)
    other.told = "hai"
    other.save(update_fields=["told"])
    entry.refresh_from_db()
    assert (entry.told, entry.page) == ("hai", 7)


def test_update_is_refused_in_a_sentence(diary):
    entry = written(diary)
    with pytest.raises(vault.VaultError, match="từng bản ghi"):
        diary.objects.filter(pk=entry.pk).update(name="Khác")
    entry.name = "Khác"
    with pytest.raises(vault.VaultError, match="từng bản ghi"):
        diary.objects.bulk_update([entry], ["name"])


@pytest.mark.parametrize("lookup", ["name", "name__contains", "name__in", "name__iexact", "name__gt"])
def test_looking_into_a_sealed_column_is_refused(diary, lookup):
    with pytest.raises(vault.NotSearchable, match="chỉ mục mù"):
        diary.objects.filter(**{lookup: ["Mẩy"]}).exists()


def test_asking_whether_anything_is_kept_is_allowed(diary):
    written(diary)
    assert diary.objects.filter(told__isnull=True).count() == 1


def test_a_row_without_a_key_is_not_written(diary):
    with pytest.raises(vault.KeyMissing, match="vault_key_id"):
        diary(name="Mẩy").save()


@pytest.mark.parametrize("other", ["row of another person", "other column"])
def test_sealed_bytes_open_only_in_their_place(diary, other):
    entry, stranger = written(diary, told="riêng"), written(diary)
    source = raw(entry, "told") if other == "other column" else raw(stranger, "name")
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {diary._meta.db_table} SET name = %s WHERE id = %s", [source, entry.pk])
    with pytest.raises(vault.Tampered):
        _ = diary.objects.get(pk=entry.pk).name


def test_an_altered_byte_is_noticed(diary):
    entry = written(diary)
    sealed = bytearray(raw(entry, "name"))
    sealed[-1] ^= 1
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {diary._meta.db_table} SET name = %s", [bytes(sealed)])
    with pytest.raises(vault.Tampered):
        _ = diary.objects.get(pk=entry.pk).name


# --- erasure -------------------------------------------------------------------------------------------


def test_a_destroyed_key_erases_everything_it_sealed(diary):
    entry, other = written(diary, route={"a": 1}), written(diary, name="Người khác")
    assert vault.destroy(entry.vault_key_id) and not vault.destroy(entry.vault_key_id)
    erased = diary.objects.get(pk=entry.pk)
    assert erased.name is vault.ERASED and erased.route is vault.ERASED and not erased.name
    assert diary.objects.get(pk=other.pk).name == "Người khác"


def test_an_erased_row_keeps_its_other_columns_and_refuses_new_words(diary):
    entry = written(diary)
    before = raw(entry, "name")
    vault.destroy(entry.vault_key_id)
    entry = diary.objects.get(pk=entry.pk)
    assert entry.name is vault.ERASED
    entry.refresh_from_db()
    entry.page = 9
    entry.save()
    assert raw(entry, "name") == before
    entry.name = "Viết lại"
    with pytest.raises(vault.VaultError, match="đã hủy"):
        entry.save()


# --- what never leaves the process ---------------------------------------------------------------------


def test_an_opened_row_is_not_pickled_and_a_loaded_one_carries_only_sealed_bytes(diary):
    entry = written(diary)
    assert "Mẩy".encode() not in pickle.dumps(entry.__dict__["name"])
    assert entry.name
    with pytest.raises(TypeError, match="không được đưa ra"):
        pickle.dumps(entry.__dict__["name"])


def test_a_value_may_be_copied_within_the_process(diary):
    entry = written(diary)
    assert entry.name
    held = entry.__dict__["name"]
    assert copy.copy(held).value == copy.deepcopy(held).value == "Lò Thị Mẩy"


def test_neither_values_nor_keys_are_shown(diary):
    entry = written(diary)
    assert entry.name
    shown = repr(entry.__dict__) + repr(keys._unwrapped()) + repr(vars(keys._unwrapped()))
    assert "Mẩy" not in shown
    with pytest.raises(TypeError):
        pickle.dumps(keys._unwrapped())
    assert "Mẩy" not in str(diary.objects.values_list("name", flat=True))


# --- who reaches keys ----------------------------------------------------------------------------------


def test_nobody_asking_sees_no_key(hoa, la):
    with session(hoa):
        key_id = vault.new_key()
    forgotten()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE diemtua_app")
        with pytest.raises(vault.KeyMissing):
            keys.cipher(key_id)
    with session(la, read_only=True):
        assert keys.cipher(key_id)


def test_a_row_of_a_key_is_neither_deleted_nor_revived_nor_wrapped_by_officers(hoa):
    with session(hoa):
        key_id = vault.new_key()
        for refused in (
            "DELETE FROM vault_datakey",
            "UPDATE vault_datakey SET wrapped = '\\x00'",
        ):
            with pytest.raises(Exception, match=r"không được xóa|bọc lại"), transaction.atomic():
                connection.cursor().execute(refused)
        vault.destroy(key_id)
        with pytest.raises(Exception, match="không sửa lại"), transaction.atomic():
            connection.cursor().execute("UPDATE vault_datakey SET destroyed_at = now()")
