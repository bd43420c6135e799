"""Every field of every table has a level, and nothing else has."""

import pytest
from django.apps import apps
from django.db import models
from django.test.utils import isolate_apps

from diemtua import vault
from diemtua.vault import declaring


def test_every_field_of_the_house_has_a_level():
    assert declaring.problems() == []


def test_levels_have_official_names():
    assert [str(level.label) for level in vault.Level] == [
        "công khai",
        "nghiệp vụ",
        "danh tính",
        "lời kể, nội dung riêng tư",
        "nơi ở được giữ kín",
    ]


@pytest.fixture
def declared(monkeypatch):
    """The declarations of the house, to be changed for the length of a test."""
    declaring.problems()
    monkeypatch.setattr(declaring, "_declared", dict(declaring._declared))
    monkeypatch.setattr(declaring, "_twice", set())
    return declaring._declared


def test_an_undeclared_field_is_refused(declared):
    del declared["audit.Entry", "act"]
    assert declaring.problems() == ["audit.Entry.act: chưa khai mức bảo mật trong levels.py."]


def test_a_declaration_of_what_is_gone_is_refused(declared):
    vault.declare("audit.Entry", vault.WORK, "former")
    assert declaring.problems() == ["audit.Entry.former: có khai mức bảo mật nhưng không còn trong mô hình."]


def test_a_confidential_field_in_plain_needs_a_reason(declared):
    del declared["audit.Entry", "act"], declared["audit.Entry", "at"]
    vault.declare("audit.Entry", vault.IDENTITY, "act")
    vault.declare("audit.Entry", vault.SHELTER, "at", because="ví dụ có lý do")
    assert declaring.problems() == [
        "audit.Entry.act: mức «danh tính» phải mã hóa (vault.Text, vault.Json, vault.Date) hoặc nêu lý do."
    ]


def test_two_declarations_that_differ_are_told(declared):
    vault.declare("audit.Entry", vault.PUBLIC, "act")
    assert declaring.problems() == ["audit.Entry.act: khai hai mức khác nhau."]


def test_the_level_of_a_field_is_known_by_the_field():
    officer = apps.get_model("directory", "Officer")
    assert vault.level_of(officer._meta.get_field("name")) is vault.WORK
    assert vault.Text(level="identity").level is vault.IDENTITY


@isolate_apps("diemtua.vault")
def test_a_sealed_field_is_neither_indexed_nor_without_a_key():
    class Paper(models.Model):
        number = vault.Text("số giấy tờ", level=vault.IDENTITY, unique=True)

        class Meta:
            app_label = "vault"

        def __str__(self):
            return ""

    found = {problem.id for problem in Paper._meta.get_field("number").check()}
    assert {"vault.E003", "vault.E004"} <= found


def test_a_migration_names_the_level_and_the_front_door():
    *_, path, positional, options = vault.Date("ngày sinh", level=vault.IDENTITY, null=True).deconstruct()
    assert (path, positional, options) == (
        "diemtua.vault.Date",
        [],
        {"verbose_name": "ngày sinh", "null": True, "level": "identity"},
    )
