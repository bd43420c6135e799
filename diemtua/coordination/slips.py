"""The referral slip (phiếu chuyển tuyến): what goes along with the person, or to somebody outside the system, and no more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from diemtua import vault
from diemtua.access.actor import Actor
from diemtua.audit import trail as audit
from diemtua.cases.disclosure import Disclosure, Who
from diemtua.cases.models import Case, Contact, Withheld
from diemtua.cases.models.base import EVERYBODY_ELSE
from diemtua.cases.models.consents import Field
from diemtua.cases.models.support import SafeToCall
from diemtua.cases.parts import Part
from diemtua.cases.policies import held_by_my_agency
from diemtua.coordination.kinds import Kind, Purpose
from diemtua.coordination.models import Movement
from diemtua.coordination.queries import known
from diemtua.kernel.calendar import local
from diemtua.kernel.decision import Refused, no
from diemtua.papers import kinds
from diemtua.papers.paper import Block, Fact, Issuer, Item, Level, Paper, Signature, Text

REPLY = (
    "Nơi nhận trả lời bằng văn bản; từ chối thì nêu lý do (Thông tư 35/2013/TT-BLĐTBXH, Điều 16 khoản 3). "
    "Chỉ dùng thông tin trong phiếu cho mục đích nêu trên, không cung cấp cho nơi khác."
)


@dataclass(frozen=True)
class Slip:
    """A referral as it may be printed: within its parts, without what is kept from its receiver."""

    movement: Movement
    case: Case
    who: Who
    contacts: tuple[Contact, ...]
    withheld: frozenset[Field]

    def gives(self, part: Part) -> bool:
        return part.value in self.movement.parts

    @property
    def name(self) -> str:
        return self.who.name or "" if Field.NAME not in self.withheld else ""

    @property
    def birth(self) -> str:
        """As far as known: «12/03/1999», «03/1999», «1999»."""
        if self.who.birth is None or Field.BIRTH in self.withheld:
            return ""
        known = (self.who.birth.day, self.who.birth.month, self.who.birth.year)
        return "/".join(f"{each:02}" for each in known if each)


def slip(movement_id: UUID, actor: Actor) -> Slip:
    """The slip for its sender; printing is a disclosure, so it enters the trail. Some eight queries.

    Raises ``Movement.DoesNotExist``, ``Refused`` for anybody but the holder, and once the referral is over.
    """
    movement = known(actor).filter(kind=Kind.REFERRAL).get(pk=movement_id)
    case = (
        Case.objects.visible_to(actor).select_related("holder__province", "person").get(pk=movement.case_id)
    )  # type: ignore[attr-defined]
    held_by_my_agency(case, actor).require()
    if movement.ended_at is not None:
        raise Refused(no("Lần chuyển này đã kết thúc, không in phiếu nữa.", code="over"))
    receiver = movement.to_agency_id or EVERYBODY_ELSE
    kept = Withheld.objects.filter(
        Q(from_agency=None) | Q(from_agency=movement.to_agency_id), case=case, lifted_at=None
    )
    made = Slip(
        movement=movement,
        case=case,
        who=Disclosure(case, actor).person if Part.IDENTITY in movement.parts else Who(),
        contacts=_contacts(case, receiver) if Part.CONTACT in movement.parts else (),
        withheld=frozenset(map(Field, kept.values_list("field", flat=True))),
    )
    audit.record(
        "case.slip_printed",
        "cases.case",
        case.pk,
        actor=actor,
        movement=str(movement.pk),
        parts=movement.parts,
    )
    return made


def _contacts(case: Case, receiver: int) -> tuple[Contact, ...]:
    rows = Contact.objects.filter(case=case, ended_at=None).exclude(
        withheld_from__overlap=[EVERYBODY_ELSE, receiver]
    )
    found = tuple(rows.order_by("pk"))
    vault.unlock(found)
    return found


def slip_paper(made: Slip) -> Paper:
    """Phiếu chuyển tuyến, in the form of a phiếu chuyển (Nghị định 30/2020/NĐ-CP, Điều 7). No query."""
    return Paper(
        issuer=Issuer(made.case.holder.called),
        kind=kinds.Kind.REFERRAL_SLIP,
        place=made.case.holder.province.name,
        summary=f"Chuyển tuyến dịch vụ, hồ sơ {made.movement.number}",
        addressees=(made.movement.to_name,),
        body=tuple(_body(made)),
        signatures=(Signature(party="Người gửi"), Signature(party="Người nhận")),
        kept_by="",
        circulation="LƯU HÀNH NỘI BỘ",
        draft=True,
    )


def _body(made: Slip) -> Iterator[Block]:
    sent = local(made.movement.offered_at)
    yield Fact("Mục đích", Purpose(made.movement.purpose).label)
    yield Fact("Ngày gửi", f"{sent:%d/%m/%Y}")
    if made.gives(Part.IDENTITY):
        yield Item(Level.CLAUSE, "Người được chuyển tuyến", titled=True)
        yield Fact("Họ và tên", made.name)
        yield Fact("Ngày sinh", made.birth)
    for contact in made.contacts:
        yield Fact("Liên lạc", f"{contact.value} ({_safety(contact)})")
    yield Item(Level.CLAUSE, "Trả lời của nơi nhận", titled=True)
    yield Fact("Tiếp nhận, hoặc từ chối và lý do", lines=3)
    yield Text(REPLY)


def _safety(contact: Contact) -> str:
    """Wherever a number is, how it may be called."""
    said = [SafeToCall(contact.safe_to_call).label.lower(), contact.when, contact.who_may_answer]
    return "; ".join(str(each) for each in said if each)
