"""Who a document means, and who carries it on today. The directory has no row rule: who is who is known to all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from diemtua.directory.kinds import COLLECTIVE
from diemtua.directory.models import Agency, AgencySuccession, AreaSuccession
from diemtua.directory.naming import named


@dataclass(frozen=True)
class Resolution:
    """Bodies that a name in a document may mean. ``sure`` is false where a person must choose."""

    agencies: tuple[Agency, ...]
    sure: bool
    why: str = ""

    @property
    def ids(self) -> list[int]:
        return [agency.pk for agency in self.agencies]


class Directory:
    """The bodies of one province on one day, loaded once, so that a plan of a hundred names costs three queries.

    A document older than the province means the bodies of the provinces that became part of it since.
    """

    def __init__(self, province_id: int, on: date, today: date) -> None:
        """``on`` is the document's day, ``today`` the day its work is given out. Three queries."""
        joined = AreaSuccession.objects.filter(successor=province_id, on__gt=on)
        family = [province_id, *joined.values_list("predecessor", flat=True)]
        bodies = Agency.objects.filter(province__in=family).select_related("area").order_by("name_sort", "pk")
        self.all = {agency.pk: agency for agency in bodies}
        self.then = [agency for agency in self.all.values() if in_force(agency, on)]
        self.today = today
        self.successors: dict[int, list[AgencySuccession]] = {}
        links = AgencySuccession.objects.filter(predecessor__province__in=family)
        for link in links.select_related("successor", "successor__area").order_by("pk"):
            self.successors.setdefault(link.predecessor_id, []).append(link)

    def resolve(self, code: str | None, text: str | None) -> Resolution:
        """The bodies meant by an agency code and its wording, carried on to today. No query."""
        bodies, sure = named(code or "", text or "", self.then)
        carried = [self.carriers(agency) for agency in bodies]
        agencies = tuple(dict.fromkeys(body for each in carried for body in each))
        if not agencies:
            return Resolution((), False, "Danh bạ chưa có cơ quan này; chọn cơ quan thực hiện.")
        if any(len(each) > 1 for each in carried):
            return Resolution(
                agencies, False, "Cơ quan cũ có nhiều cơ quan kế thừa; chọn cơ quan nhận việc này."
            )
        if not sure and len(agencies) > 1:
            return Resolution(
                agencies, False, "Tên này có thể chỉ nhiều cơ quan; chọn cơ quan nhận việc này."
            )
        if code in COLLECTIVE:
            return Resolution(agencies, True, "Tên chung: giao cho từng cơ quan trong danh sách.")
        return Resolution(agencies, True)

    def carriers(self, agency: Agency) -> list[Agency]:
        """Who carries on the work of ``agency`` today: itself while it stands, else its successors, however far."""
        if in_force(agency, self.today):
            return [agency]
        heirs = [link.successor for link in self.successors.get(agency.pk, ())]
        return list(dict.fromkeys(body for heir in heirs for body in self.carriers(heir)))


def in_force(agency: Agency, day: date) -> bool:
    return (agency.valid_from is None or agency.valid_from <= day) and (
        agency.valid_until is None or agency.valid_until >= day
    )


def agencies_named(ids: Iterable[int]) -> dict[int, Agency]:
    """Agencies by number. One query."""
    return Agency.objects.select_related("area").in_bulk(list(ids))
