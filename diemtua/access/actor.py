"""The actor (người thực hiện): an officer at a posting, on a day; or the house itself, for its timed work."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum

from django.utils import timezone

from diemtua.directory.models import Posting

# Bodies that follow the whole province's work: the committee and its office, the steering committee and its
# standing agency (Kế hoạch 126/KH-UBND Cần Thơ, II.2 and III.2; Kế hoạch 316/KH-UBND-NC Nghệ An, V.2).
OVERSEEING_KINDS = frozenset({"ubnd-tinh", "vp-ubnd", "ban-chi-dao", "cong-an-tinh"})


class Scope(StrEnum):
    """How far an actor's view reaches where a row rule lets it: his agency, his province, or all (the house)."""

    AGENCY = "agency"
    PROVINCE = "province"
    HOUSE = "house"


@dataclass(frozen=True)
class Actor:
    """Who acts, for which agency, with which duties, on which day. Plain data; loads nothing.

    ``provinces`` are his own and those that became part of it, whose papers it now keeps; of those, ``elsewhen`` still
    live a day of their own in a demonstration.
    """

    officer_id: int | None
    agency_id: int | None
    province_id: int | None
    name: str
    agency_name: str
    agency_kind: str
    position: str
    today: date
    province_name: str = ""
    provinces: tuple[int, ...] = ()
    elsewhen: frozenset[int] = frozenset()
    duties: frozenset[str] = field(default_factory=frozenset)
    scope: Scope = Scope.AGENCY
    clock_stands: bool = False

    @property
    def now(self) -> datetime:
        """This instant, on the day the actor's province lives in (a demonstration clock may stand still)."""
        real = timezone.localtime()
        return (
            real if not self.clock_stands else timezone.make_aware(datetime.combine(self.today, real.time()))
        )

    @property
    def home(self) -> tuple[int, ...]:
        """The provinces whose work goes by his day: his own, and those that became part of it and live on with it.

        What a province that stands in 2024 does is neither late nor done for one that lives in 2026.
        """
        return tuple(pk for pk in self.provinces if pk not in self.elsewhen)

    @property
    def oversees(self) -> bool:
        return self.scope is not Scope.AGENCY

    def has(self, duty: str) -> bool:
        return duty in self.duties

    def __str__(self) -> str:
        return f"{self.name} ({self.agency_name})"


def house(today: date | None = None) -> Actor:
    """The house acting by its own clock: reminders, instances of recurring duties, checks."""
    return Actor(
        None, None, None, "Hệ thống", "Điểm Tựa", "", "", today or timezone.localdate(), scope=Scope.HOUSE
    )


def actor_of(
    posting: Posting, *, today: date | None = None, merged: Iterable[int] = (), elsewhen: Iterable[int] = ()
) -> Actor:
    """The actor that a posting makes. The posting comes with officer, agency and province loaded.

    ``merged`` are the provinces that became part of his, ``elsewhen`` those of them with a day of their own.
    """
    agency = posting.agency
    duties = frozenset(posting.duties)
    overseeing = agency.kind in OVERSEEING_KINDS or Posting.Duty.OVERSEE in duties
    return Actor(
        officer_id=posting.officer_id,
        agency_id=agency.pk,
        province_id=agency.province_id,
        name=posting.officer.name,
        agency_name=agency.called,
        agency_kind=agency.kind,
        position=posting.position,
        today=today or timezone.localdate(),
        province_name=agency.province.full_name,
        provinces=(agency.province_id, *merged),
        elsewhen=frozenset(elsewhen),
        duties=duties,
        scope=Scope.PROVINCE if overseeing else Scope.AGENCY,
        clock_stands=today is not None,
    )


def end_of(day: date) -> datetime:
    """The last instant of a working day's paper clock: 17:00 (giờ hành chính)."""
    return timezone.make_aware(datetime.combine(day, time(17)))
