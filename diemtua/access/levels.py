"""Confidentiality of accounts: an officer's duty address, and secrets that are hashed before they are kept."""

from diemtua.vault import PUBLIC, WORK, declare

declare("access.Account", WORK, "id password last_login email officer is_active created_at calendar_key")
declare("access.StandingClock", PUBLIC, "id province today")
