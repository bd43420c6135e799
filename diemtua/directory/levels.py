"""Confidentiality of the directory. Areas and agencies are public; so is, within the service, who holds which duty:
names, phones and addresses here are those that officers serve under, not their private ones."""

from diemtua.vault import PUBLIC, WORK, declare

declare(
    "directory.Area",
    PUBLIC,
    "id name name_sort name_folded code level kind parent valid_from valid_until source",
)
declare("directory.AreaSuccession", PUBLIC, "id predecessor successor on note")
declare(
    "directory.Agency",
    PUBLIC,
    "id name name_sort name_folded kind short_name area province parent email phone",
)
declare("directory.Agency", PUBLIC, "valid_from valid_until version")
declare("directory.AgencySuccession", PUBLIC, "id predecessor successor on topic source")
declare("directory.Officer", WORK, "id name name_sort name_folded email phone")
declare("directory.Posting", WORK, "id officer agency position duties valid_from valid_until")
declare("directory.Absence", WORK, "id officer stand_in valid_from valid_until reason")
