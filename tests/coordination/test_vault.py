"""What is kept between agencies shows nobody: a copy of the living database is searched for a planted person."""

from diemtua.coordination import canary
from diemtua.coordination.models import HandedOver, HandOver, Movement, ReceptionRow
from diemtua.vault import canaries, verification
from tests.vault.test_verification import apart, living

__all__ = ["apart", "living"]


def test_a_person_who_moved_between_agencies_is_found_nowhere(living):
    canaries.plants(canary.CONTEXT, canary.planted)
    found = verification.verify(living)
    assert found.contexts == ("coordination",)
    assert [(each.where, each.form) for each in found.findings] == [] and found.unseen == ()
    for model in (HandedOver, HandOver, Movement, ReceptionRow):
        assert not model.objects.exists()
