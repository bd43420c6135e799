"""What is kept of a case shows nobody: a copy of the living database, its files and logs are searched for a planted person."""

import pytest

from diemtua.access.session import session
from diemtua.cases import canary, reindexing
from diemtua.cases.models import Case, Intake, Person, Token
from diemtua.cases.queries.search import Sought, find
from diemtua.vault import canaries, keyring, rotation, verification
from tests.cases.stories import opened
from tests.vault.test_verification import apart, living

__all__ = ["apart", "living"]


def test_a_person_put_through_every_act_is_found_nowhere(living):
    canaries.plants(canary.CONTEXT, canary.planted)
    found = verification.verify(living)
    assert found.contexts == ("cases",)
    assert [(each.where, each.form) for each in found.findings] == [] and found.unseen == ()
    assert not Case.objects.exists() and not Person.objects.exists() and not Intake.objects.exists()
    assert not Token.objects.exists()


@pytest.mark.django_db
def test_searches_find_everybody_after_the_index_is_computed_anew(mai, settings, tmp_path, monkeypatch):
    settings.VAULT_KEYRING = tmp_path / "keyring.json"
    keyring.create()
    case = opened(mai)
    before = set(Token.objects.values_list("token", flat=True))
    monkeypatch.setattr(rotation, "_rebuilds", {"cases": reindexing.reindex})
    rotation.reindex(lambda *_: None)
    after = set(Token.objects.values_list("token", flat=True))
    assert len(after) == len(before) and not after & before
    with session(mai):
        assert [found.cases for found in find(Sought(name="may lo"), mai)] == [(case,)]
