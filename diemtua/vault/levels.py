"""Confidentiality of what the vault keeps in plain: numbers and dates of keys. ``wrapped`` reads as noise."""

from diemtua.vault.declaring import WORK, declare

declare("vault.DataKey", WORK, "id wrapped keyring_key created_at destroyed_at")
