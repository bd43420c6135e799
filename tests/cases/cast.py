"""People and records for rules that need no database: invented, plain, whole."""

from dataclasses import dataclass, field
from datetime import date
from types import SimpleNamespace

from diemtua.cases.records import DecisionPaper, Step
from diemtua.cases.rules import protection
from diemtua.cases.rules.closing import ClosingReason, OpenWork
from diemtua.cases.rules.evidence import Evidence, Paper, PaperKind
from diemtua.cases.statuses import ChildPlan, Legal, Protection, Support

TODAY = date(2026, 11, 23)
HEALTH, POLICE, COMMUNE, BORDER, WOMEN = 1, 2, 3, 4, 5


@dataclass
class Officer:
    """An actor as the policies see one."""

    officer_id: int
    agency_id: int
    agency_kind: str
    duties: frozenset = frozenset({"work", "victims"})
    today: date = TODAY

    def has(self, duty):
        return duty in self.duties

    def without(self, duty):
        return Officer(self.officer_id, self.agency_id, self.agency_kind, self.duties - {duty}, self.today)

    def on(self, day):
        return Officer(self.officer_id, self.agency_id, self.agency_kind, self.duties, day)


HOA = Officer(10, HEALTH, "so-y-te")
THU = Officer(11, HEALTH, "so-y-te")  # Hoa's colleague
NAM = Officer(20, POLICE, "cong-an-tinh")
LY = Officer(30, BORDER, "bo-doi-bien-phong")
MAI = Officer(40, COMMUNE, "ubnd-xa")  # the commune's child-protection worker
CHAIR = Officer(41, COMMUNE, "ubnd-xa", frozenset({"lead"}))
STRANGER = Officer(50, WOMEN, "hoi-lhpn")
LOOKER = Officer(12, HEALTH, "so-y-te", frozenset({"work"}))  # same agency, wrong duty


def body(name):
    return SimpleNamespace(called=name)


@dataclass
class Case:
    state: str = Legal.CHECKING
    holder_id: int = HEALTH
    holder: object = field(default_factory=lambda: body("Sở Y tế"))
    verifier_ids: tuple = (POLICE,)
    evidence: tuple = (Evidence.E6,)
    fallback: tuple = ()
    biography_agrees: bool = False
    was_recognised: bool = False
    declined_by_id: int | None = None
    appealed: bool = False
    open_work: OpenWork = field(default_factory=OpenWork)
    closing: object = None


def closing(by=HOA, reason=ClosingReason.GOALS_MET, despite=""):
    return SimpleNamespace(asked_by_id=by.officer_id, reason=reason, despite=despite)


@dataclass
class SupportFile:
    state: str = Support.INITIAL
    holder_id: int = HEALTH
    holder: object = field(default_factory=lambda: body("Sở Y tế"))
    legal_state: str = Legal.VICTIM
    open_services: int = 0


@dataclass
class ProtectionFile:
    state: str = Protection.REQUESTED
    holder_id: int = HEALTH
    holder: object = field(default_factory=lambda: body("Sở Y tế"))
    measure: object = protection.BY_CODE["shelter"]
    involved_ids: tuple = (POLICE, BORDER)
    asked_by_id: int = HOA.officer_id


@dataclass
class ChildPlanFile:
    state: str = ChildPlan.INFORMED
    commune_id: int = COMMUNE
    submitted_by_id: int = MAI.officer_id


PAPER = Paper(PaperKind.P1, "15/GXN-CAT", date(2026, 11, 20), "cong-an-tinh", "Lò Văn Thử, Phó Giám đốc")
DECISION = DecisionPaper("20/QĐ-CAT", date(2026, 11, 20), "Lò Văn Thử, Phó Giám đốc", "cong-an-tinh")
WHOLE = Step(
    reasons="Lời khai và tài liệu phù hợp",
    confirmation=PAPER,
    decision=DECISION,
    legal_basis="Nghị định 162/2025/NĐ-CP, Điều 12",
    minutes="05/BB",
    receipt="Phiếu nhận 7",
    review_on=date(2026, 12, 23),
    person_agrees=True,
    commitment=True,
)
