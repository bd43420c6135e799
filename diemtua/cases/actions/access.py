"""Who works on a case, who read it, and the glass that may be broken in an emergency (truy cập khẩn cấp)."""

from __future__ import annotations

import uuid
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from diemtua.access.actor import Actor, house
from diemtua.access.session import session
from diemtua.audit import trail as audit
from diemtua.cases.actions import sharing
from diemtua.cases.actions.events import tell
from diemtua.cases.actions.locking import held
from diemtua.cases.announcing import About, Announcement, announce
from diemtua.cases.disclosure import Disclosure
from diemtua.cases.models import Case, Share
from diemtua.cases.parts import FOR_EMERGENCY, Part, ShareKind
from diemtua.cases.policies import has_victim_duty
from diemtua.cases.purposes import Purpose
from diemtua.cases.rules.numbers import CaseNumber
from diemtua.directory.models import Posting
from diemtua.kernel.decision import Refused, no

MOST_HOURS = 24
REASON = 20  # letters: a word is no reason


@transaction.atomic
def assign(case_id: uuid.UUID, officer_id: int, *, actor: Actor) -> Case:
    """Put a colleague in charge (phân công). Raises ``Refused`` for somebody not posted here to work on victims."""
    case = held(case_id, actor)
    if case.owner_id == officer_id:
        return case
    postings = Posting.objects.on(actor.today).filter(officer=officer_id, agency=actor.agency_id)
    if not any(Posting.Duty.VICTIMS in posting.duties for posting in postings):
        raise Refused(no("Người này không làm công tác nạn nhân ở cơ quan giữ hồ sơ.", code="not-colleague"))
    case.owner_id, case.version = officer_id, case.version + 1
    case.save(update_fields=["owner", "version"])
    tell(case, actor, "assigned", part=Part.INTERNAL, subject=officer_id)
    return case


@transaction.atomic
def break_glass(province_id: int, number: CaseNumber, *, actor: Actor, hours: int, reason: str) -> Share:
    """See who she is, how to reach her and what threatens her, for hours, because it cannot wait.

    One officer, not his agency. The holder and the auditor know at once; what is read is marked. Asked again while it
    lasts, the same access. Raises ``Refused`` without the duty, without a reason in words, beyond ``MOST_HOURS``, and
    in one and the same sentence for a case that does not exist or is his agency's.
    """
    has_victim_duty(None, actor).require()
    if not 1 <= hours <= MOST_HOURS:
        raise Refused(no(f"Truy cập khẩn cấp từ 1 đến {MOST_HOURS} giờ.", code="hours"))
    if len(reason.strip()) < REASON:
        raise Refused(no("Nêu rõ vì sao không chờ được.", code="no-reasons"))
    with session(house(actor.today)):
        case = (
            Case.objects.numbered(number)
            .filter(province=province_id)
            .select_related("person", "holder")
            .select_for_update(of=("self",), no_key=True)
            .first()
        )
        if case is None or case.holder_id == actor.agency_id:
            raise Refused(no("Không mở được hồ sơ này bằng truy cập khẩn cấp.", code="no-glass"))
        assert actor.agency_id
        # The machine's clock, as the row rule counts: a demonstration's day must not make access longer.
        share = sharing.share(
            case, actor.agency_id, ShareKind.EMERGENCY, FOR_EMERGENCY, purpose="Truy cập khẩn cấp",
            actor=house(actor.today), officer_id=actor.officer_id, until=timezone.now() + timedelta(hours=hours),
        )  # fmt: skip
        tell(
            case, house(actor.today), "glass_broken", part=Part.INTERNAL, grounds=reason,
            subject=actor.officer_id, hours=hours,
        )  # fmt: skip
    audit.record("case.glass_broken", "cases.case", case.pk, actor=actor, hours=hours, share=str(share.pk))
    announce(
        Announcement(
            About.GLASS_BROKEN, case.pk, case.number, (case.holder_id,), duty=Posting.Duty.AUDIT, urgent=True
        ),
        actor,
    )
    return share


@transaction.atomic
def record_reading(shown: Disclosure, *, actor: Actor, purpose: Purpose, parts: tuple[Part, ...]) -> None:
    """A confidential page was read: by whom, for what, which parts; marked when only broken glass let him in."""
    audit.record(
        "case.read", "cases.case", shown.case.pk, actor=actor, purpose=purpose.value, emergency=shown.emergency,
        parts=[part.value for part in parts],
    )  # fmt: skip
