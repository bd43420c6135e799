"""Every act on a case, tried by a colleague of another duty, a stranger of the same province, one of another, and nobody."""

import inspect
from datetime import date

import pytest

from diemtua.access.actor import Actor
from diemtua.access.session import session
from diemtua.cases.actions import (
    access,
    children,
    clocks,
    closing,
    consents,
    identity,
    legal,
    papers,
    safety,
    stays,
    support,
)
from diemtua.cases.actions.opening import Along, Somebody
from diemtua.cases.models import Case, CaseEvent
from diemtua.cases.models.consents import AskedOf, ConsentPurpose, Field
from diemtua.cases.models.safety import RiskLevel
from diemtua.cases.parts import Part
from diemtua.cases.records import Step
from diemtua.cases.rules.closing import ClosingReason
from diemtua.cases.rules.deadlines import Trigger
from diemtua.cases.rules.entitlements import Item
from diemtua.cases.rules.evidence import Evidence, PaperKind
from diemtua.cases.rules.regimes import Regime
from diemtua.cases.rules.stays import Basis
from tests.cases.people import TODAY, person
from tests.cases.stories import MORNING, PAPER, agency, once, trail_of, victim

pytestmark = pytest.mark.django_db
MODULES = (access, children, clocks, closing, consents, identity, legal, papers, safety, stays, support)
WORDS = "Vì cần thiết cho người đó"
# What an act asks for beside the case and the actor, by the names of its parameters.
GIVEN = {
    "name": "pause", "step": Step(), "client_id": None, "to": None, "facility": None, "commune": None,
    "request": PAPER, "paper": PAPER, "conclusion": PAPER, "decision": PAPER, "upheld": True,
    "event": Trigger.COMMUNE_NOTICE, "at": MORNING, "reason": WORDS, "reasons": WORDS, "minutes": WORDS,
    "words": WORDS, "despite": "", "code": Evidence.E6, "data": b"x", "part": Part.LEGAL, "item": Item.MEDICAL,
    "service_id": 1, "version": 1, "on": date(2026, 11, 22), "refusal": "not-wanted", "participation": True,
    "due_on": TODAY, "follow_up_id": 1, "note": "", "basis": Basis.ND162, "stay_id": 1, "until": TODAY,
    "because": "fear", "level": RiskLevel.LOW, "measure_id": 1, "plan_id": 1, "regime": Regime.L66,
    "override_id": 1, "along": Along(Somebody(), "child"), "contact_id": 1, "purpose": ConsentPurpose.SERVICES,
    "granted": True, "asked_of": AskedOf.PERSON, "consent_id": 1, "field": Field.NAME, "withheld_id": 1,
    "row_id": 1, "from_agencies": None, "officer_id": 1,
}  # fmt: skip
SPECIAL = {
    "closing.ask": {"reason": ClosingReason.WISH},
    "consents.withhold_row": {"kind": "contact"},
    "legal.recognise": {"kind": PaperKind.P1},
    "legal.record_paper": {"kind": PaperKind.P1},
    "papers.attach": {"kind": "text/plain", "name": "a.txt"},
    "safety.ask_protection": {"kind": "guard"},
    "safety.move_protection": {"name": "check"},
    "stays.extend": {"paper": "1/QĐ"},
    "support.move": {"name": "plan"},
    "children.move": {"name": "assess_risk"},
}


def _acts():
    for module in MODULES:
        for name, act in vars(module).items():
            if inspect.isfunction(act) and act.__module__ == module.__name__ and not name.startswith("_"):
                first = next(iter(inspect.signature(act).parameters.values()), None)
                asked = inspect.signature(act).parameters
                if "case_id" in asked and first is not None:
                    yield f"{module.__name__.rpartition('.')[2]}.{name}", act


ACTS = dict(_acts())


def perform(name, case, actor):
    act, given = ACTS[name], {"case_id": case.pk, "actor": actor}
    for parameter in inspect.signature(act).parameters.values():
        if parameter.name in given or parameter.kind is parameter.VAR_KEYWORD:
            continue
        if parameter.default is parameter.empty:
            value = SPECIAL.get(name, {}).get(parameter.name, GIVEN.get(parameter.name))
            if parameter.name in ("to", "facility", "commune"):
                value = agency(person("nam"))
            given[parameter.name] = once() if parameter.name == "client_id" else value
    return act(**given)


def test_every_act_on_a_case_is_here():
    assert len(ACTS) >= 40
    assert all("actor" in inspect.signature(act).parameters for act in ACTS.values())


NOBODY = Actor(None, None, None, "", "", "", "", TODAY)


@pytest.mark.parametrize("name", ACTS)
def test_whoever_may_not_know_a_case_does_nothing_to_it(name, mai, hoa, nam, thu, an, la):
    case = victim(mai, hoa, nam)
    before, events = trail_of(case), CaseEvent.objects.count()
    for outsider in (thu, an, la, NOBODY):
        with session(outsider), pytest.raises(Case.DoesNotExist):
            perform(name, case, outsider)
    assert trail_of(case) == before and CaseEvent.objects.count() == events
