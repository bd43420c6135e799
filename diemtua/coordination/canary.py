"""A canary of work between agencies (``vault verify``): an invented person through referral, minute and group, taken out again."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager

from diemtua import vault
from diemtua.access.actor import Actor, house
from diemtua.access.session import session
from diemtua.cases.canary import officer, take_out
from diemtua.cases.models import Case
from diemtua.coordination.actions import handing_over, receiving, referring
from diemtua.coordination.actions.steps import Without
from diemtua.coordination.kinds import Basis, Purpose
from diemtua.coordination.models import GroupReception, HandedOver, HandOver, ReceptionRow
from diemtua.directory.models import Agency
from diemtua.vault.canaries import Canary

CONTEXT = "coordination"


@contextmanager
def planted(canary: Canary) -> Iterator[None]:
    """A sitting with one draft left open and one made a case, a referral with a message, a minute."""
    actor = officer()
    with session(actor):
        group = receiving.open_group("Cửa khẩu kiểm tra", actor=actor, client_id=uuid.uuid4())
        rows = receiving.paste(group.pk, _sheet(canary), actor=actor, client_id=uuid.uuid4())
        case = receiving.complete(rows[0].pk, actor=actor)
        _write(group, case, canary, actor)
    try:
        yield
    finally:
        _take_out(group, case)


def _sheet(canary: Canary) -> str:
    line = f"{canary.name}\t{canary.phone}\t{canary.narrative}"
    return f"Họ và tên\tĐiện thoại\tGhi chú\n{line}\n{line}"


def _write(group: GroupReception, case: Case, canary: Canary, actor: Actor) -> None:
    referring.refer_outside(
        case.pk, "Nơi kiểm tra", Purpose.PROTECTION, actor=actor, client_id=uuid.uuid4(),
        message=canary.narrative, without=Without(Basis.LIFE, canary.narrative + " " * 4 + "kiểm tra kho mã hóa"),
    )  # fmt: skip
    here = Agency.objects.get(pk=group.agency_id)
    handing_over.write_minute(
        [
            handing_over.HandedPerson(
                canary.name, papers=canary.identity_number, belongings=canary.address, condition=canary.narrative
            )
        ],
        actor=actor, client_id=uuid.uuid4(), receiver=here, receiver_by="Cán bộ kiểm tra",
        giver_text="Phía kiểm tra", giver_by="Đại diện kiểm tra", place="Cửa khẩu kiểm tra",
    )  # fmt: skip


def _take_out(group: GroupReception, case: Case) -> None:
    """The keys first, so that nothing opens any more; the rows go by the house, the trail stays."""
    with session(house()):
        minutes = HandOver.objects.filter(written_by=group.officer_id)
        for key in HandedOver.objects.filter(minute__in=minutes).values_list("vault_key_id", flat=True):
            vault.destroy(key)
        for key in ReceptionRow.objects.filter(group=group).values_list("vault_key_id", flat=True):
            vault.destroy(key)
        minutes.delete()
        ReceptionRow.objects.filter(group=group).delete()
        group.delete()
    take_out(case)
