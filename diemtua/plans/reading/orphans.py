"""Duties whose heading was lost: the party their words point to (tiêu đề bị mất)."""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from diemtua.plans.reading.agencies import Mention
from diemtua.plans.reading.leads import Context, opening
from diemtua.plans.reading.outline import Node

_CUES = (
    (
        "so-ldtbxh",
        re.compile(
            r"lao động - thương binh|người lao động|bảo trợ xã hội|nạn nhân|mại dâm|cai nghiện|trẻ em|dạy nghề|giảm nghèo"
        ),
    ),
    (
        "cong-an-tinh",
        re.compile(
            r"công an (?:các|đơn vị|cấp|xã|huyện)|tội phạm|điều tra|trấn áp|chuyên án|truy bắt|an ninh,? trật tự|cai nghiện"
        ),
    ),
    ("so-y-te", re.compile(r"bệnh viện|cơ sở y tế|khám bệnh|dịch bệnh|nhân viên y tế|trạm y tế")),
    ("so-gd-dt", re.compile(r"trường học|học sinh|giáo viên|cơ sở giáo dục|nhà trường")),
    ("so-tai-chinh", re.compile(r"dự toán|ngân sách|kinh phí|quyết toán")),
    ("so-nn-mt", re.compile(r"nông nghiệp|thủy lợi|chăn nuôi|trồng trọt|môi trường|đất đai")),
    ("so-vhttdl", re.compile(r"văn hóa|thể thao|du lịch|di tích|lễ hội")),
    ("so-noi-vu", re.compile(r"công chức|viên chức|biên chế|khen thưởng|việc làm|người lao động")),
    ("so-kh-cn", re.compile(r"công nghệ|chuyển đổi số|viễn thông|nền tảng số")),
    ("so-cong-thuong", re.compile(r"thương mại|công nghiệp|chợ|hàng hóa|xúc tiến")),
    ("so-tu-phap", re.compile(r"pháp luật|trợ giúp pháp lý|hộ tịch|văn bản quy phạm")),
    ("so-xay-dung", re.compile(r"quy hoạch|xây dựng công trình|giao thông|vận tải|nhà ở")),
)


class Orphan(NamedTuple):
    """The clauses under a lost heading, and the code their words point to."""

    code: str
    children: tuple[Node, ...]


def lead(ctx: Context, node: Node, owner: list[Mention]) -> Orphan | None:
    """A section whose headed clauses begin at 2, after clauses that no heading owns."""
    if owner:
        return None
    numbered = [c for c in node.children if c.kind == "number"]
    if not numbered or numbered[0].ordinal < 2:
        return None
    first = node.children.index(numbered[0])
    lost = tuple(node.children[:first])
    headed = [h for c in numbered if (h := opening(ctx, c.body, c.own_end)) is not None]
    if not lost or len(headed) * 2 < len(numbered):
        return None
    taken = {m.code for h in headed for m in h.mentions}
    words = ctx.folded[lost[0].start : lost[-1].end]
    gone = {"so-ldtbxh"} if (ctx.frame.year or 0) >= 2025 else {"so-nn-mt"}
    heard = Counter(m.code for m in ctx.agencies.mentions)
    scores = [
        (len(form.findall(words)) + (0.5 if heard[code] >= 3 else 0), code)
        for code, form in _CUES
        if code not in taken | gone
    ]
    best = max(scores, key=lambda pair: pair[0], default=(0, ""))
    return Orphan(best[1], lost) if best[0] >= 1 else None
