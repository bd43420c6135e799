"""Words of the directory's pages: duties, reasons for being away, groups of bodies in their order."""

from __future__ import annotations

from functools import cache

from diemtua.directory import data
from diemtua.directory.models import Posting

DUTIES = {duty.value: str(duty.label) for duty in Posting.Duty}
REASONS = ("Nghỉ phép", "Đi công tác", "Đi học, tập huấn", "Lý do khác")

# Groups as an address book of a province prints them; the common table names each kind's.
GROUPS = {
    "ban chỉ đạo": "Ban Chỉ đạo",
    "chính quyền": "Chính quyền",
    "Đảng": "Cơ quan Đảng",
    "lực lượng": "Lực lượng vũ trang, hải quan",
    "sở, ngành": "Sở, ban, ngành",
    "tư pháp": "Viện kiểm sát, tòa án",
    "mặt trận, đoàn thể": "Mặt trận, đoàn thể",
    "báo chí": "Báo chí",
    "cơ sở": "Cơ sở trợ giúp",
}
OTHER = "Cơ quan, tổ chức khác"


@cache
def group_of(kind: str) -> str:
    """The group that bodies of a kind are listed in."""
    categories = {row.code: row.category for row in data.agency_kinds()}
    return GROUPS.get(categories.get(kind, ""), OTHER)


@cache
def kind_name(kind: str) -> str:
    """The kind's own name: «Sở Y tế», «Công an tỉnh, thành phố»."""
    return next((row.name for row in data.agency_kinds() if row.code == kind), "Cơ quan, tổ chức")


def order_of(group: str) -> int:
    return [*GROUPS.values(), OTHER].index(group)
