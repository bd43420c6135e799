"""The directory's pages, decided before they print."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from diemtua.directory.browsing import AgencyRecord, AreaRecord, Bodies, OfficerRecord
from diemtua.directory.models import Absence, Agency, AgencySuccession, Area, AreaSuccession, Posting
from diemtua.directory.policies import Someone, administers
from diemtua.directory.words import DUTIES, group_of, kind_name, order_of
from diemtua.kernel.decision import Decision
from diemtua.ui.parts import Fact, Happening, Meaning
from diemtua.ui.words import day


def on_day(href: str, on: date, today: date) -> str:
    """The address of a page as of a day; today needs no saying."""
    return href if on == today else f"{href}?ngay={on:%d/%m/%Y}"


@dataclass(frozen=True)
class AreaLine:
    """An area in a list: its name, its life, what it is part of now."""

    area: Area
    on: date

    @property
    def href(self) -> str:
        return reverse("directory:area", args=[self.area.code])

    @property
    def hint(self) -> str:
        above = self.area.parent.full_name if self.area.parent and self.area.parent.parent_id else ""
        return ", ".join(part for part in (above, lifetime(self.area)) if part)

    @property
    def ended(self) -> bool:
        return self.area.valid_until is not None and self.area.valid_until < self.on

    @property
    def became(self) -> list[AreaSuccession]:
        return list(self.area.succeeded_by.all()) if self.area.level == Area.Level.PROVINCE else []

    @property
    def came_from(self) -> list[AreaSuccession]:
        return list(self.area.succeeds.all()) if self.area.level == Area.Level.PROVINCE else []


def lifetime(dated: Area | Agency) -> str:
    """«từ 01/07/2025», «đến 30/06/2025»; nothing for what has always been and still is."""
    first, last = dated.valid_from, dated.valid_until
    return ", ".join(
        part for part in (f"từ {day(first)}" if first else "", f"đến {day(last)}" if last else "") if part
    )


@dataclass(frozen=True)
class Reach:
    """How somebody is reached, and who stands in while he is away."""

    posting: Posting
    absence: Absence | None = None

    @property
    def href(self) -> str:
        return reverse("directory:officer", args=[self.posting.officer_id])

    @property
    def duties(self) -> list[str]:
        return [DUTIES.get(duty, duty) for duty in self.posting.duties if duty != Posting.Duty.WORK]

    @property
    def away(self) -> str:
        """«vắng đến 12/08/2024, thay: Trần Văn Nam»."""
        if self.absence is None:
            return ""
        stand_in = (
            f", thay: {self.absence.stand_in.name}" if self.absence.stand_in else ", chưa có người thay"
        )
        return f"vắng đến {day(self.absence.valid_until)}{stand_in}"


@dataclass(frozen=True)
class BodyLine:
    """A body in a list: name, focal officers, and who carries on where it has ended since."""

    agency: Agency
    bodies: Bodies
    today: date

    @property
    def href(self) -> str:
        return on_day(reverse("directory:agency", args=[self.agency.pk]), self.bodies.on, self.today)

    @property
    def focal(self) -> list[Reach]:
        return [
            Reach(each, self.bodies.away.get(each.officer_id))
            for each in self.bodies.focal.get(self.agency.pk, ())
        ]

    @property
    def heirs(self) -> list[Agency]:
        return list(dict.fromkeys(link.successor for link in self.bodies.heirs.get(self.agency.pk, ())))


@dataclass(frozen=True)
class Group:
    """Bodies listed under one heading; ``folded`` where there are many of a kind."""

    word: str
    lines: list[BodyLine]
    folded: bool = False


@dataclass(frozen=True)
class BodiesPage:
    """The bodies of a province on a day, in the order of an address book."""

    bodies: Bodies
    asker: Someone

    @property
    def past(self) -> bool:
        return self.bodies.on != self.asker.today

    @property
    def groups(self) -> list[Group]:
        """Provincial bodies by group, then those of districts and communes by kind, folded."""
        province = self.bodies.province.pk
        lines = [BodyLine(agency, self.bodies, self.asker.today) for agency in self.bodies.agencies]
        upper = _grouped((line for line in lines if line.agency.area_id == province), group_of)
        lower = _grouped((line for line in lines if line.agency.area_id != province), kind_name)
        ordered = sorted(upper.items(), key=lambda item: order_of(item[0]))
        return [
            *(Group(word, each) for word, each in ordered),
            *(Group(w, each, folded=True) for w, each in lower.items()),
        ]


def _grouped(lines: Iterable[BodyLine], word_of: Callable[[str], str]) -> dict[str, list[BodyLine]]:
    found: dict[str, list[BodyLine]] = {}
    for line in lines:
        found.setdefault(word_of(line.agency.kind), []).append(line)
    return found


@dataclass(frozen=True)
class AreaPage:
    """One area, with links both ways through time."""

    record: AreaRecord
    on: date
    today: date

    @property
    def area(self) -> Area:
        return self.record.area

    @property
    def has_bodies(self) -> bool:
        return self.area.level == Area.Level.PROVINCE

    @property
    def bodies_href(self) -> str:
        """The province's bodies: on its last day, for one that has ended."""
        last = self.area.valid_until
        shown = last if last and last < self.on else self.on
        return on_day(reverse("directory:province", args=[self.area.code]), shown, self.today)

    @property
    def facts(self) -> list[Fact]:
        area = self.area
        above = area.parent
        facts = [Fact("Loại", area.kind or "quốc gia"), Fact("Mã", area.code.rpartition("-")[2])]
        if above:
            facts.append(Fact("Thuộc", above.full_name, reverse("directory:area", args=[above.code])))
        facts.append(Fact("Có từ", day(area.valid_from) or "trước năm 2016"))
        facts.append(Fact("Đến hết", day(area.valid_until) or "nay"))
        return [*facts, Fact("Căn cứ", area.source)] if area.source else facts

    @property
    def parts(self) -> dict[str, list[Area]]:
        """Parts by kind: «xã», «phường», «đặc khu», «huyện» …"""
        found: dict[str, list[Area]] = {}
        for part in self.record.parts:
            found.setdefault(part.kind.partition(" trực thuộc ")[0].partition(" thuộc ")[0], []).append(part)
        return found


@dataclass(frozen=True)
class Link:
    """A body before or after another: since when, for which work, by which text."""

    agency: Agency
    on: date
    topics: list[str]
    source: str

    @property
    def href(self) -> str:
        return reverse("directory:agency", args=[self.agency.pk])


def links(found: Iterable[AgencySuccession], end: str) -> list[Link]:
    """Successions as links to their other ``end``, the topics of one body together."""
    by_body: dict[int, Link] = {}
    for each in found:
        body = getattr(each, end)
        line = by_body.setdefault(body.pk, Link(body, each.on, [], each.source))
        if each.topic:
            line.topics.append(each.topic)
    return list(by_body.values())


@dataclass(frozen=True)
class AgencyPage:
    """One body: its days, what came before and after, who serves, how it is reached."""

    record: AgencyRecord
    on: date
    asker: Someone

    @property
    def agency(self) -> Agency:
        return self.record.agency

    @property
    def administering(self) -> Decision:
        return administers(self.agency, self.asker)

    @property
    def ended(self) -> bool:
        return self.agency.valid_until is not None and self.agency.valid_until < self.asker.today

    @property
    def steps_on(self) -> list[Agency]:
        """Who carries on today, where that is further than the next step."""
        next_ones = {link.agency.pk for link in self.carried_on_by}
        today = [heir.agency for heir in self.record.heirs]
        return today if any(agency.pk not in next_ones for agency in today) else []

    @property
    def came_from(self) -> list[Link]:
        return links(self.record.came_from, "predecessor")

    @property
    def carried_on_by(self) -> list[Link]:
        return links(self.record.carried_on_by, "successor")

    @property
    def serving(self) -> list[Reach]:
        """Leaders first, then focal officers, then the others, each by name."""
        rank = [Posting.Duty.LEAD, Posting.Duty.FOCAL]
        reaches = [Reach(each, self.record.away.get(each.officer_id)) for each in self.record.postings]
        return sorted(
            reaches,
            key=lambda each: min([rank.index(d) for d in each.posting.duties if d in rank], default=2),
        )

    @property
    def former(self) -> list[Reach]:
        return [Reach(each) for each in self.record.former]

    @property
    def facts(self) -> list[Fact]:
        agency = self.agency
        area = reverse("directory:area", args=[agency.area.code])
        short = [Fact("Tên gọi tắt", agency.short_name)] if agency.short_name else []
        return [
            *short,
            Fact("Loại", kind_name(agency.kind)),
            Fact("Địa bàn", agency.area.full_name, area),
            Fact("Có từ", day(agency.valid_from) or "trước năm 2016"),
            Fact("Đến hết", day(agency.valid_until) or "nay"),
        ]


@dataclass(frozen=True)
class OfficerPage:
    """One officer: where he serves and has served, when he is away."""

    record: OfficerRecord
    asker: Someone

    @property
    def current(self) -> Posting | None:
        return next((posting for posting in self.record.postings if posting.valid_until is None), None)

    @property
    def mine(self) -> bool:
        return self.record.officer.pk == self.asker.officer_id

    @property
    def administered(self) -> bool:
        """May the asker move him? His agency's administrator may; with no place, any administrator."""
        if self.current is None:
            return self.asker.has(Posting.Duty.ADMINISTER)
        return bool(administers(self.current.agency, self.asker))

    @property
    def places(self) -> list[Happening]:
        return [
            Happening(
                f"{posting.position}, {posting.agency.name}",
                posting.valid_from,
                f"đến {day(posting.valid_until)}" if posting.valid_until else "đến nay",
                "; ".join(DUTIES.get(duty, duty) for duty in posting.duties),
                icon="user",
                meaning=Meaning.PLAIN,
            )
            for posting in self.record.postings
        ]

    @property
    def absences(self) -> list[AbsenceLine]:
        return [AbsenceLine(absence, self.asker.today) for absence in self.record.absences]


@dataclass(frozen=True)
class AbsenceLine:
    """One absence: its days, its stand-in, whether it can still be ended."""

    absence: Absence
    today: date

    @property
    def days(self) -> str:
        return f"{day(self.absence.valid_from)} – {day(self.absence.valid_until)}"

    @property
    def open(self) -> bool:
        return self.absence.valid_until >= self.today

    @property
    def act(self) -> str:
        return "Trở lại làm việc" if self.absence.valid_from < self.today else "Bỏ lần khai này"
