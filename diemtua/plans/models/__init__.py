"""What is kept of plans and of the work they set."""

from diemtua.plans.models.campaigns import Campaign, CampaignResult
from diemtua.plans.models.documents import Citation, Clause, Document, Proposal
from diemtua.plans.models.duties import ChildPlan, ReportDue, ReportDuty, Submission
from diemtua.plans.models.intakes import Intake
from diemtua.plans.models.reminders import Reminder
from diemtua.plans.models.successions import Succession
from diemtua.plans.models.tasks import Attachment, Event, Extension, Part, Task

__all__ = [
    "Attachment",
    "Campaign",
    "CampaignResult",
    "ChildPlan",
    "Citation",
    "Clause",
    "Document",
    "Event",
    "Extension",
    "Intake",
    "Part",
    "Proposal",
    "Reminder",
    "ReportDue",
    "ReportDuty",
    "Submission",
    "Succession",
    "Task",
]
