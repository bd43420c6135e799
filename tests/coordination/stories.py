"""Cases that move between agencies, for tests that begin in the middle. Hoa (health) holds; An (union), Sen (shelter) receive."""

from diemtua.access.session import session
from diemtua.cases.actions import consents
from diemtua.cases.models.consents import AskedOf, ConsentPurpose
from diemtua.coordination.actions import referring, transferring
from diemtua.coordination.actions.steps import Without
from diemtua.coordination.kinds import Basis, Purpose
from tests.cases.stories import agency, once, opened, trail_of

LIFE = Without(Basis.LIFE, "Có nguy cơ bị tìm đến ngay trong đêm, không thể chờ")
__all__ = ["LIFE", "agency", "agree", "held", "offered", "once", "opened", "referred", "trail_of"]


def agree(actor, case, *purposes, granted=True, **more):
    with session(actor):
        return [
            consents.record(
                case.pk, purpose, granted, actor=actor, client_id=once(), asked_of=AskedOf.PERSON, **more
            )
            for purpose in purposes or (ConsentPurpose.DISCLOSURE, ConsentPurpose.SERVICES)
        ]


def held(actor, *, agreed=True):
    """A case of the actor's agency, its person having agreed to everything."""
    case = opened(actor)
    if agreed:
        agree(actor, case)
    return case


def referred(sender, receiver, purpose=Purpose.HEALTH, case=None, **more):
    case = case or held(sender)
    with session(sender):
        return referring.refer(case.pk, agency(receiver), purpose, actor=sender, client_id=once(), **more)


def offered(sender, receiver, case=None, **more):
    case = case or held(sender)
    with session(sender):
        return transferring.offer_transfer(case.pk, agency(receiver), actor=sender, client_id=once(), **more)


ANSWERS_WORDS = ("Lò", "Mẩy", "0912", "1999", "theo dõi", "khám")
