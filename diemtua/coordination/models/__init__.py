"""What is kept of work between agencies: movements, notices, receptions of groups, minutes of hand-over, links."""

from diemtua.coordination.models.handovers import HandedOver, HandOver
from diemtua.coordination.models.links import PossibleSame
from diemtua.coordination.models.movements import Movement, MovementStep, StepWords
from diemtua.coordination.models.notices import Notice
from diemtua.coordination.models.receptions import GroupReception, ReceptionRow

__all__ = [
    "GroupReception",
    "HandOver",
    "HandedOver",
    "Movement",
    "MovementStep",
    "Notice",
    "PossibleSame",
    "ReceptionRow",
    "StepWords",
]
