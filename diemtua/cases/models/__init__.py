"""What is kept of victims' cases. Every table belongs to one part of a case (``parts.Part``)."""

from diemtua.cases.models.cases import Case, CaseEvent, Counter
from diemtua.cases.models.clocks import Clock, ProvinceTarget
from diemtua.cases.models.closing import ClosingRequest, RegimeOverride
from diemtua.cases.models.consents import Consent, Withheld
from diemtua.cases.models.intakes import Intake
from diemtua.cases.models.papers import Attachment, CasePaper
from diemtua.cases.models.people import Identity, IdentityDocument, Person, Token
from diemtua.cases.models.safety import ChildPlan, ProtectionMeasure, RiskAssessment
from diemtua.cases.models.shares import Share
from diemtua.cases.models.story import Evidence, Place, Reception, Trafficking
from diemtua.cases.models.support import Contact, Dependant, FollowUp, Relative, Service, Stay, SupportPlan

__all__ = [
    "Attachment",
    "Case",
    "CaseEvent",
    "CasePaper",
    "ChildPlan",
    "Clock",
    "ClosingRequest",
    "Consent",
    "Contact",
    "Counter",
    "Dependant",
    "Evidence",
    "FollowUp",
    "Identity",
    "IdentityDocument",
    "Intake",
    "Person",
    "Place",
    "ProtectionMeasure",
    "ProvinceTarget",
    "Reception",
    "RegimeOverride",
    "Relative",
    "RiskAssessment",
    "Service",
    "Share",
    "Stay",
    "SupportPlan",
    "Token",
    "Trafficking",
    "Withheld",
]
