"""Act, means, purpose: are the elements of trafficking all named (đủ yếu tố cấu thành hành vi mua bán người)?"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from diemtua.cases.labelled import Answer
from diemtua.kernel.sources import source

MONEY = "money"  # the code of «nhận tiền, tài sản, lợi ích vật chất khác» in the list of purposes


@dataclass(frozen=True, slots=True)
class Completeness:
    """Which sets are still empty, as sentences; and a note that a reader must see."""

    missing: tuple[str, ...]
    note: str = ""

    @property
    def complete(self) -> bool:
        return not self.missing


@source("Luật 53/2024/QH15, Điều 2 khoản 1", in_force="2025-07-01")
def completeness(
    acts: Collection[str], means: Collection[str], purposes: Collection[str], *, minor: Answer
) -> Completeness:
    """An act, a purpose, and a means unless the person was under 18 at the time.

    Receiving money is itself a purpose, so a case may have no form of exploitation. ``minor`` is the age when it
    happened; not sure is taken as under 18 and said. It helps whoever writes the file and decides nothing: evidence
    and a paper do. For deeds before 1/7/2025 it is an aid only.
    """
    missing = []
    if not acts:
        missing.append("Chưa ghi hành vi (tuyển mộ, vận chuyển, chứa chấp, chuyển giao, tiếp nhận).")
    if not purposes:
        missing.append("Chưa ghi mục đích.")
    if not means and minor is Answer.NO:
        missing.append("Chưa ghi thủ đoạn; người từ đủ 18 tuổi cần có thủ đoạn.")
    return Completeness(tuple(missing), _note(means, purposes, minor))


def _note(means: Collection[str], purposes: Collection[str], minor: Answer) -> str:
    if not means and minor is Answer.NOT_SURE:
        return "Chưa rõ tuổi: tạm coi là người dưới 18 tuổi nên không cần thủ đoạn."
    if not means and minor is Answer.YES and set(purposes) == {MONEY}:
        return "Người dưới 18 tuổi, chỉ có mục đích nhận tiền: xem trường hợp loại trừ mà luật quy định khác."
    return ""
