"""The legal status of a case, move by move (tình trạng pháp lý). The table and its guards are in ``states``.

Every move: the case locked, the table asked with what the officer hands in, named fields changed, clocks met and
started, an event with its paper, the trail. Sent twice, a move is taken once.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from diemtua.access.actor import Actor
from diemtua.cases.actions import clocks, sharing
from diemtua.cases.actions.events import not_ahead, tell
from diemtua.cases.actions.locking import already, locked
from diemtua.cases.actions.papers import Given, keep_paper
from diemtua.cases.announcing import About, Announcement, announce
from diemtua.cases.models import Case, CasePaper, RegimeOverride, Share
from diemtua.cases.models.papers import OtherPaper
from diemtua.cases.parts import FOR_VERIFYING, Part, ShareKind
from diemtua.cases.policies import has_victim_duty, leads_first_check
from diemtua.cases.records import Step
from diemtua.cases.rules import agencies
from diemtua.cases.rules.deadlines import Trigger
from diemtua.cases.rules.evidence import PaperKind
from diemtua.cases.rules.regimes import Override, governing
from diemtua.cases.states import LEGAL_LIFE
from diemtua.directory.models import Agency
from diemtua.kernel.calendar import local
from diemtua.kernel.decision import Refused, both, no

# What a move does is what these limits asked for.
MEETS = {
    "notify": ("D02", "O02"),
    "ask_verification": ("D04", "O03", "O04"),
    "recognise": ("D04", "D05", "D07", "O03", "O04", "O05", "O06"),
    "record_paper": ("D04", "D05", "D07", "O03", "O04", "O05", "O06"),
    "decline": ("D04", "D05", "D07", "O03", "O05"),
    "record_conclusion": ("D04", "D05", "D07", "O03", "O05"),
}
TAKING_OVER = ("D01", "D03", "O01", "O07", "D06", "D09")


def _begin(case_id: uuid.UUID, actor: Actor, client_id: uuid.UUID) -> tuple[Case, bool]:
    """The case, locked, and whether the very same form was taken before."""
    return locked(case_id, actor), already(client_id)


def _take(
    name: str,
    case: Case,
    step: Step,
    *,
    actor: Actor,
    client_id: uuid.UUID,
    at: datetime | None = None,
    paper: CasePaper | None = None,
    changed: Iterable[str] = (),
) -> Case:
    """Save the move that the table allowed, stop the clocks it meets, leave the event. The table has set ``state``."""
    at = not_ahead(at, actor)
    case.version += 1
    case.save(update_fields=["state", "version", *changed])
    clocks.meet(case, MEETS.get(name, ()), actor=actor, at=at)
    before = case.__dict__.pop("_left", "")
    tell(
        case, actor, name, part=Part.LEGAL, life="legal", change=(before, str(case.state)), happened_at=at,
        grounds=step.reasons or step.minutes or step.receipt, paper=paper, client_id=client_id,
    )  # fmt: skip
    return case


def _ask(name: str, case: Case, step: Step, actor: Actor) -> None:
    """Ask the table; the state left is remembered for the event. Raises ``Refused``."""
    case.__dict__["_left"] = str(case.state)
    LEGAL_LIFE.take(name, case, actor, step)


@transaction.atomic
def move(
    name: str,
    case_id: uuid.UUID,
    step: Step,
    *,
    actor: Actor,
    client_id: uuid.UUID,
    at: datetime | None = None,
) -> Case:
    """The moves that need nothing but the step: receive, set_aside, start_check, pause, resume, reconsider, move_away.

    Raises ``Case.DoesNotExist`` for a case the actor may not know, ``Refused`` with its reason, ``KeyError`` for others.
    """
    if name not in PLAIN:
        raise KeyError(name)
    case, sent = _begin(case_id, actor, client_id)
    if sent:
        return case
    _ask(name, case, step, actor)
    changed = []
    if name == "pause":
        case.review_on, changed = step.review_on, ["review_on"]
    if name == "set_aside":
        assert step.closing_reason
        case.closed_at, case.closing_reason = actor.now, step.closing_reason.value
        changed = ["closed_at", "closing_reason"]
    _take(name, case, step, actor=actor, client_id=client_id, at=at, changed=changed)
    if name in ("set_aside", "move_away"):
        clocks.drop(case, actor=actor)
    if name == "receive":
        clocks.trigger(case, Trigger.RECEIVED_BY_COMMUNE, at or actor.now, actor=actor)
    return case


PLAIN = frozenset({"receive", "set_aside", "start_check", "pause", "resume", "reconsider", "move_away"})


@transaction.atomic
def notify(
    case_id: uuid.UUID, to: Agency, *, actor: Actor, client_id: uuid.UUID, at: datetime | None = None
) -> Case:
    """Tell the body that leads the first check (thông báo Sở Y tế): it sees the summary until it takes the case over.

    Starts its limits (D03, D04) and ends the commune's (D02). Raises ``Refused`` for a body that does not lead it.
    """
    case, sent = _begin(case_id, actor, client_id)
    if sent:
        return case
    if not agencies.leads_first_check(to.kind, actor.today):
        raise Refused(no(f"{to.called} không chủ trì xác minh thông tin ban đầu.", code="not-leading"))
    _ask("notify", case, Step(), actor)
    _take("notify", case, Step(), actor=actor, client_id=client_id, at=at)
    sharing.share(
        case,
        to.pk,
        ShareKind.OFFER,
        [Part.SUMMARY],
        purpose="Chủ trì xác minh thông tin ban đầu",
        actor=actor,
    )
    clocks.trigger(case, Trigger.COMMUNE_NOTICE, at or actor.now, actor=actor)
    announce(Announcement(About.NOTIFIED, case.pk, case.number, (to.pk,), urgent=True), actor)
    return case


@transaction.atomic
def take_over(case_id: uuid.UUID, *, actor: Actor, client_id: uuid.UUID, at: datetime | None = None) -> Case:
    """The body that was told takes the case and the person (Sở Y tế tiếp nhận); whoever told it keeps the summary.

    Raises ``Refused`` for a body that was not told or does not lead the first check.
    """
    case = locked(case_id, actor)
    if already(client_id) or case.holder_id == actor.agency_id:
        return case
    both(leads_first_check(case, actor), has_victim_duty(case, actor)).require()
    if not Share.objects.open_to(actor).filter(case=case, kind=ShareKind.OFFER).exists():
        raise Refused(no("Cơ quan này không được đề nghị tiếp nhận hồ sơ.", code="not-offered"))
    former = case.holder_id
    sharing.change_holder(case, actor=actor)
    clocks.meet(case, TAKING_OVER, actor=actor, at=at)
    tell(case, actor, "taken_over", part=Part.SUMMARY, life="legal", happened_at=at, client_id=client_id)
    announce(Announcement(About.TAKEN_OVER, case.pk, case.number, (former,)), actor)
    return case


@transaction.atomic
def ask_verification(
    case_id: uuid.UUID,
    to: Agency,
    request: Given,
    *,
    actor: Actor,
    client_id: uuid.UUID,
    at: datetime | None = None,
) -> Case:
    """Ask the police to verify and confirm in writing (đề nghị xác minh): they see what verifying needs, never the shelter."""
    case, sent = _begin(case_id, actor, client_id)
    if sent:
        return case
    if not agencies.verifies(to.kind, actor.today):
        raise Refused(no(f"{to.called} không có nhiệm vụ xác minh.", code="not-verifying"))
    step = Step(decision=request.decision(actor))
    _ask("ask_verification", case, step, actor)
    paper = keep_paper(case, OtherPaper.REQUEST, request, actor=actor)
    _take("ask_verification", case, step, actor=actor, client_id=client_id, at=at, paper=paper)
    sharing.share(
        case, to.pk, ShareKind.VERIFICATION, FOR_VERIFYING, purpose="Xác minh, xác định nạn nhân", actor=actor
    )
    clocks.trigger(case, Trigger.VERIFICATION_ASKED, at or actor.now, actor=actor)
    announce(Announcement(About.VERIFICATION_ASKED, case.pk, case.number, (to.pk,)), actor)
    return case


@transaction.atomic
def recognise(
    case_id: uuid.UUID,
    kind: PaperKind,
    paper: Given,
    *,
    actor: Actor,
    client_id: uuid.UUID,
    at: datetime | None = None,
    grounds: str = "",
) -> Case:
    """Recognise the person as a victim (xác định là nạn nhân), by a paper of the actor's own agency."""
    return _recognised("recognise", case_id, kind, paper, grounds, actor, client_id, at)


@transaction.atomic
def record_paper(
    case_id: uuid.UUID,
    kind: PaperKind,
    paper: Given,
    *,
    actor: Actor,
    client_id: uuid.UUID,
    at: datetime | None = None,
    grounds: str = "",
) -> Case:
    """Record another body's confirming paper (ghi nhận giấy xác nhận nạn nhân)."""
    return _recognised("record_paper", case_id, kind, paper, grounds, actor, client_id, at)


def _recognised(
    name: str,
    case_id: uuid.UUID,
    kind: PaperKind,
    given: Given,
    grounds: str,
    actor: Actor,
    client_id: uuid.UUID,
    at: datetime | None,
) -> Case:
    """The paper's day decides which law the support follows and starts what runs from it."""
    case, sent = _begin(case_id, actor, client_id)
    if sent:
        return case
    step = Step(reasons=grounds, confirmation=given.confirmation(kind, actor))
    _ask(name, case, step, actor)
    paper = keep_paper(case, kind, given, actor=actor)
    case.identified_on = paper.signed_on
    case.regime = governing(paper.signed_on, _override(case), on=actor.today).value
    _take(
        name, case, step, actor=actor, client_id=client_id, at=at, paper=paper,
        changed=["identified_on", "regime"],
    )  # fmt: skip
    clocks.trigger(case, Trigger.CONFIRMED, _noon(paper.signed_on), actor=actor)
    announce(Announcement(About.CONCLUDED, case.pk, case.number, (case.holder_id,)), actor)
    return case


@transaction.atomic
def decline(
    case_id: uuid.UUID,
    conclusion: Given,
    *,
    actor: Actor,
    client_id: uuid.UUID,
    reasons: str,
    at: datetime | None = None,
) -> Case:
    """Conclude that the person is not a victim (kết luận không phải nạn nhân). Support given before stays."""
    return _declined("decline", case_id, conclusion, reasons, actor, client_id, at)


@transaction.atomic
def record_conclusion(
    case_id: uuid.UUID,
    conclusion: Given,
    *,
    actor: Actor,
    client_id: uuid.UUID,
    reasons: str,
    at: datetime | None = None,
) -> Case:
    """Record another body's negative conclusion."""
    return _declined("record_conclusion", case_id, conclusion, reasons, actor, client_id, at)


def _declined(
    name: str,
    case_id: uuid.UUID,
    given: Given,
    reasons: str,
    actor: Actor,
    client_id: uuid.UUID,
    at: datetime | None,
) -> Case:
    case, sent = _begin(case_id, actor, client_id)
    if sent:
        return case
    step = Step(reasons=reasons, decision=given.decision(actor))
    _ask(name, case, step, actor)
    paper = keep_paper(case, OtherPaper.CONCLUSION, given, actor=actor)
    case.declined_by_id = actor.officer_id
    _take(name, case, step, actor=actor, client_id=client_id, at=at, paper=paper, changed=["declined_by"])
    announce(Announcement(About.CONCLUDED, case.pk, case.number, (case.holder_id,)), actor)
    return case


@transaction.atomic
def appeal(
    case_id: uuid.UUID, *, actor: Actor, client_id: uuid.UUID, reasons: str, at: datetime | None = None
) -> Case:
    """Record that the person contests the conclusion (khiếu nại)."""
    case, sent = _begin(case_id, actor, client_id)
    if sent:
        return case
    step = Step(reasons=reasons)
    _ask("appeal", case, step, actor)
    case.appealed = True
    return _take("appeal", case, step, actor=actor, client_id=client_id, at=at, changed=["appealed"])


@transaction.atomic
def answer_appeal(
    case_id: uuid.UUID,
    upheld: bool,
    decision: Given,
    *,
    actor: Actor,
    client_id: uuid.UUID,
    reasons: str,
    at: datetime | None = None,
) -> Case:
    """Verify again, or keep the conclusion; never by the officer who drew it (giải quyết khiếu nại)."""
    case, sent = _begin(case_id, actor, client_id)
    if sent:
        return case
    name = "uphold_appeal" if upheld else "dismiss_appeal"
    step = Step(reasons=reasons, decision=decision.decision(actor))
    _ask(name, case, step, actor)
    paper = keep_paper(case, OtherPaper.DECISION, decision, actor=actor)
    case.appealed = False
    return _take(name, case, step, actor=actor, client_id=client_id, at=at, paper=paper, changed=["appealed"])


def _override(case: Case) -> Override | None:
    """The approved override, as the rules weigh it. One query."""
    found = (
        RegimeOverride.objects.filter(case=case, approved_at__isnull=False).order_by("-approved_at").first()
    )
    return found.rule if found else None


def _noon(day: date) -> datetime:
    """An instant of a day for limits that count days from a paper's date."""
    return local(datetime(day.year, day.month, day.day, 12))
