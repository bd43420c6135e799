"""Confidentiality of work between agencies: codes, days, agencies and officers in plain; words and persons sealed."""

from diemtua.vault import WORK, declare

declare("coordination.Movement", WORK, "id client_id case number holder kind state purpose parts from_agency")
declare("coordination.Movement", WORK, "from_officer to_agency to_officer to_text snapshot service basis")
declare("coordination.Movement", WORK, "urgent asked_by offered_at answer_by expires_at escalated_at")
declare("coordination.Movement", WORK, "answered_at answered_by ended_at")
declare("coordination.MovementStep", WORK, "id client_id movement move before after at agency officer by")
declare("coordination.StepWords", WORK, "step case vault_key agency")
declare("coordination.Notice", WORK, "id to_agency to_officer duty occasion number case_id movement_id")
declare("coordination.Notice", WORK, "answer_by urgent created_at seen_at seen_by sent_at")
declare("coordination.HandOver", WORK, "id client_id giver giver_text giver_by receiver receiver_by place at")
declare("coordination.HandOver", WORK, "group written_at written_by giver_signed_at giver_signed_by")
declare("coordination.HandOver", WORK, "giver_on_paper receiver_signed_at receiver_signed_by")
declare("coordination.HandedOver", WORK, "id minute place case vault_key")
declare("coordination.GroupReception", WORK, "id client_id agency officer gate foreign_side channel team")
declare("coordination.GroupReception", WORK, "received_at opened_at closed_at")
declare("coordination.ReceptionRow", WORK, "id client_id version group place vault_key case struck_at")
declare("coordination.PossibleSame", WORK, "id one other suspected_at suspected_by one_says other_says")
declare("coordination.PossibleSame", WORK, "one_said_at other_said_at")
