"""Two agencies suspect the same person (có thể cùng một người): a link told to both without content, decided by both."""

from __future__ import annotations

import uuid

from django.db import connection, transaction

from diemtua import vault
from diemtua.access.actor import Actor
from diemtua.audit import trail as audit
from diemtua.cases.actions.locking import held
from diemtua.cases.models import Case
from diemtua.cases.queries.search import Sought
from diemtua.coordination.actions.notices import notify
from diemtua.coordination.models import PossibleSame
from diemtua.coordination.models.links import Verdict
from diemtua.coordination.occasions import Occasion
from diemtua.kernel.decision import Refused, no
from diemtua.vault import Number

LINK = "SELECT holder, number FROM coordination_link(%s, %s, %s, %s, %s)"


@transaction.atomic
def suspect(case_id: uuid.UUID, sought: Sought, *, actor: Actor) -> list[int]:
    """Link one's case with every other of exactly this person, as far as she lets her name be known there.

    Asked for by her whole name with the birth year, or an identity number. The database finds and links, and answers
    with the agencies that hold the others, nothing more. Both holders are told. Raises ``Refused`` for less.
    """
    case = held(case_id, actor)
    whole = list(vault.name_tokens(sought.name))
    years = list(vault.number_tokens(Number.BIRTH_YEAR, sought.birth_year))
    numbers = list(vault.number_tokens(Number.IDENTITY, sought.number))
    if len(sought.name.split()) < 2 or not years:
        whole = []
    if not whole and not numbers:
        raise Refused(no("Cần cả họ tên và năm sinh, hoặc số giấy tờ.", code="not-exact"))
    with connection.cursor() as cursor:
        cursor.execute(LINK, [case.pk, whole, years, numbers, actor.now])
        made = cursor.fetchall()
    audit.record("case.suspected_same", "cases.case", case.pk, actor=actor, answers=len(made))
    for holder, number in made:
        notify(Occasion.MAYBE_SAME, [holder], actor=actor, number=number)
    if made:
        notify(Occasion.MAYBE_SAME, [case.holder_id], actor=actor, number=case.number, case_id=case.pk)
    return sorted({holder for holder, _ in made})


@transaction.atomic
def decide(link_id: uuid.UUID, verdict: Verdict, *, actor: Actor) -> PossibleSame:
    """A holder says what he thinks, for the side or sides he holds; each may think again until both have spoken.

    Merges nothing. Raises ``PossibleSame.DoesNotExist`` for anybody else, ``Refused`` once both agree.
    """
    known = PossibleSame.objects.visible_to(actor)  # type: ignore[attr-defined]
    link: PossibleSame = known.select_for_update(of=("self",), no_key=True).get(pk=link_id)
    if verdict is Verdict.WAITING:
        raise Refused(no("Chọn một câu trả lời.", code="no-answer"))
    if link.verdict is Verdict.SAME:
        raise Refused(no("Hai bên đã cùng kết luận là một người.", code="decided"))
    mine = Case.objects.filter(pk__in=[link.one_id, link.other_id], holder=actor.agency_id)
    for pk in mine.values_list("pk", flat=True):
        side = "one" if pk == link.one_id else "other"
        setattr(link, f"{side}_says", verdict.value)
        setattr(link, f"{side}_said_at", actor.now)
        audit.record(
            "case.same_decided", "cases.case", pk, actor=actor, link=str(link.pk), says=verdict.value
        )
    link.save(update_fields=["one_says", "other_says", "one_said_at", "other_said_at"])
    return link
