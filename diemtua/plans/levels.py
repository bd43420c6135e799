"""Confidentiality of plans: papers that agencies send one another. They name agencies and signers, never a victim."""

from diemtua.vault import WORK, declare

declare(
    "plans.Document",
    WORK,
    """
    id province seen_by client_id version holder kind number symbol issuer_name issuer place
    issued_on title period_#from period_to signed_for signer_position signer_name theme recipients
    parent text notes folded search file_name file_kind file_size file_sha256 keeper scan created_by
    created_at issued_at issued_by
    """,
)
declare("plans.Citation", WORK, "id document role cited cited_on name target")
declare("plans.Clause", WORK, "id document position path label kind level heading start end")
declare(
    "plans.Proposal",
    WORK,
    """
    id client_id version document kind origin key clause start end content confidence doubts
    decision reason decided_by decided_at
    """,
)
declare(
    "plans.Campaign",
    WORK,
    """
    id province seen_by client_id version document kind name starts_on ends_on areas places baseline
    start end
    """,
)
declare("plans.CampaignResult", WORK, "id client_id campaign agency area what value unit until officer at")
declare(
    "plans.Task",
    WORK,
    """
    id province seen_by client_id version document number proposal clause content start end assigner
    lead lead_text campaign product places due_kind due_value due_text due_rule rhythm starts_on
    first_due_on due_on period_#from period_to issued_at acknowledged_at submitted_at completed_on
    cancelled_on last_event_at delivered
    """,
)
declare("plans.Part", WORK, "id client_id version task agency agency_text content done_on result")
declare("plans.Event", WORK, "id client_id task kind at officer agency note figures detail")
declare(
    "plans.Extension",
    WORK,
    """
    id client_id task asked_until reason asked_by asked_at granted until answer answered_by
    answered_at
    """,
)
declare(
    "plans.Attachment",
    WORK,
    """
    id client_id task submission event name kind size sha256 scan added_by added_at
    """,
)
declare(
    "plans.ReportDuty",
    WORK,
    """
    id province seen_by client_id version document proposal clause what who to to_text through
    due_kind due_value due_text start end ended_on
    """,
)
declare(
    "plans.ReportDue",
    WORK,
    """
    id province seen_by client_id version duty agency period happened window_#from window_to due_on
    submitted_at submitted_by
    """,
)
declare(
    "plans.Submission",
    WORK,
    """
    id client_id due number note figures reason officer at returned_at returned_by returned_for
    """,
)
declare(
    "plans.ChildPlan",
    WORK,
    """
    id province seen_by client_id version document task agency due_on child linked_by linked_at
    """,
)
declare(
    "plans.Intake",
    WORK,
    """
    id client_id holder officer parent file_name file_kind file_size file_sha256 asked_at started_at
    finished_at tries scan pages_done pages_total refusal document
    """,
)
declare("plans.Succession", WORK, "id client_id document duty role before after note at officer")
declare("plans.Reminder", WORK, "id officer task due kind deadline day made_at sent_at seen_at")
