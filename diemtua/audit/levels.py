"""Confidentiality of the trail: numbers of records and officers, codes and dates, never what a record says of a person."""

from diemtua.vault import WORK, declare

declare("audit.Entry", WORK, "id at act subject_kind subject officer agency detail place previous hash")
