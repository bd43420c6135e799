"""Evidence that a person is a victim, and the papers that prove it (căn cứ, giấy tờ xác nhận nạn nhân)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from diemtua.cases.labelled import Labelled
from diemtua.kernel.sources import Confidence, source


class Evidence(Labelled):
    """Where material on the case comes from (Luật 53/2024/QH15, Điều 32 khoản 1)."""

    E1 = "E1", "Cơ quan tiến hành tố tụng cung cấp"
    E2 = "E2", "Cơ quan giải cứu cung cấp"
    E3 = "E3", "Cơ quan đại diện Việt Nam ở nước ngoài cung cấp"
    E4 = "E4", "Cơ quan, tổ chức khác trong nước cung cấp"
    E5 = "E5", "Cơ quan, tổ chức nước ngoài cung cấp"
    E6 = "E6", "Người đó, người thân thích của họ khai báo, cung cấp"
    E7 = "E7", "Người có hành vi mua bán người khai"
    E8 = "E8", "Nạn nhân khác, người làm chứng, người biết việc cung cấp"
    E9 = "E9", "Thông tin, tài liệu hợp pháp khác"


class Fallback(Labelled):
    """Signs when that material does not prove it but biography and absence agree (Điều 32 khoản 2; list incomplete)."""

    FOUND_TOGETHER = "found-together", "Được giải cứu hoặc tìm thấy cùng người đã được xác định là nạn nhân"
    LIVED_TOGETHER = "lived-together", "Từng sống cùng người đã được xác định là nạn nhân"


class PaperKind(Labelled):
    """Papers that prove that a person is a victim."""

    P1 = "P1", "Giấy xác nhận nạn nhân của cơ quan công an sau khi xác minh"
    P2 = "P2", "Giấy xác nhận của cơ quan giải cứu"
    P3 = (
        "P3",
        "Giấy tờ của cơ quan điều tra, cơ quan được giao một số hoạt động điều tra, Viện kiểm sát, Tòa án",
    )
    P4 = "P4", "Giấy tờ của cơ quan nước ngoài đã được hợp pháp hóa lãnh sự"
    P5 = "P5", "Giấy xác nhận của cơ quan thuộc Bộ Công an, Bộ Quốc phòng hoặc cơ quan đại diện"


@dataclass(frozen=True, slots=True)
class PaperRule:
    """Which kinds of body issue a kind of paper between two days, inclusive, and which text says so."""

    kind: PaperKind
    issuers: frozenset[str]
    text: str
    in_force: date
    until: date | None
    confidence: Confidence

    def in_force_on(self, day: date) -> bool:
        return self.in_force <= day and (self.until is None or day <= self.until)


OLD, NEW = date(2012, 1, 1), date(2025, 7, 1)
OLD_ENDS = date(2025, 6, 30)
RESCUERS = frozenset({"cong-an-tinh", "bo-doi-bien-phong", "canh-sat-bien"})
JUSTICE = frozenset({"cong-an-tinh", "bo-doi-bien-phong", "canh-sat-bien", "hai-quan", "vks", "toa-an"})
FOREIGN = frozenset({"nuoc-ngoai"})
STATE_BODIES = frozenset(
    {"bo-nganh-tw", "don-vi-thuoc-bo", "cong-an-tinh", "bo-doi-bien-phong", "co-quan-dai-dien"}
)
TT35 = "Thông tư 35/2013/TT-BLĐTBXH, Điều 16 khoản 1 điểm b"
L53_33 = "Luật 53/2024/QH15, Điều 33 khoản 1 (danh mục chưa đọc được)"

PAPERS = (
    PaperRule(PaperKind.P1, frozenset({"cong-an-huyen", "cong-an-tinh"}), f"Luật 66/2011/QH12, Điều 24 khoản 4; {TT35}", OLD, OLD_ENDS, Confidence.TEXT),
    PaperRule(PaperKind.P1, frozenset({"cong-an-tinh"}), L53_33, NEW, None, Confidence.RECALL),
    PaperRule(PaperKind.P2, RESCUERS | {"cong-an-huyen"}, f"Luật 66/2011/QH12, Điều 25; {TT35}", OLD, OLD_ENDS, Confidence.TEXT),
    PaperRule(PaperKind.P2, RESCUERS, f"Luật 53/2024/QH15, Điều 28 (chưa đọc được); {L53_33}", NEW, None, Confidence.RECALL),
    PaperRule(PaperKind.P3, JUSTICE | {"cong-an-huyen"}, f"Luật 66/2011/QH12, Điều 28; {TT35}", OLD, OLD_ENDS, Confidence.TEXT),
    PaperRule(PaperKind.P3, JUSTICE, L53_33, NEW, None, Confidence.RECALL),
    PaperRule(PaperKind.P4, FOREIGN, f"Luật 66/2011/QH12, Điều 28; {TT35}", OLD, OLD_ENDS, Confidence.TEXT),
    PaperRule(PaperKind.P4, FOREIGN, L53_33, NEW, None, Confidence.RECALL),
    PaperRule(PaperKind.P5, STATE_BODIES, "Luật 53/2024/QH15, Điều 29 khoản 3, Điều 30 khoản 1 điểm b", NEW, None, Confidence.TEXT),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Paper:
    """A confirmation paper as kept on a case; ``signer`` is the name and post of whoever signed it."""

    kind: PaperKind
    number: str
    issued_on: date | None
    issuer_kind: str
    signer: str
    legalised: bool = False


@source(
    "Luật 66/2011/QH12, Điều 24, 25, 28; Thông tư 35/2013/TT-BLĐTBXH, Điều 16 khoản 1 điểm b; "
    "Luật 53/2024/QH15, Điều 29, 30, 33",
    in_force="2012-01-01",
    confidence=Confidence.SECONDARY,
)
def issuers(kind: PaperKind, on: date) -> frozenset[str]:
    """Kinds of body that may issue a paper on a day; empty when no text gives one."""
    found = (row.issuers for row in PAPERS if row.kind is kind and row.in_force_on(on))
    return next(found, frozenset())


def papers_on(day: date, issuer_kind: str | None = None) -> list[PaperRule]:
    """Papers that exist on a day, in order, or those one kind of body may issue."""
    rows = (row for row in PAPERS if row.in_force_on(day))
    return [row for row in rows if issuer_kind is None or issuer_kind in row.issuers]


@source(
    "Luật 53/2024/QH15, Điều 33 khoản 1; Nghị định 30/2020/NĐ-CP (số, ngày, người ký của văn bản)",
    in_force="2020-03-05",
    confidence=Confidence.SECONDARY,
)
def paper_lacks(paper: Paper | None) -> tuple[str, ...]:
    """What a paper still lacks to prove that the person is a victim, as sentences; empty when nothing."""
    if paper is None:
        return ("Chưa có giấy tờ, tài liệu xác nhận nạn nhân.",)
    lacks = []
    if not paper.number.strip():
        lacks.append("Giấy xác nhận chưa có số.")
    if not paper.signer.strip():
        lacks.append("Giấy xác nhận chưa có người ký.")
    if paper.issued_on is None:
        lacks.append("Giấy xác nhận chưa có ngày.")
    elif paper.issuer_kind not in issuers(paper.kind, paper.issued_on):
        lacks.append(
            "Theo quy định vào ngày của giấy xác nhận, loại cơ quan này không cấp giấy tờ này "
            f"({paper.kind.label})."
        )
    if paper.kind is PaperKind.P4 and not paper.legalised:
        lacks.append("Giấy tờ của cơ quan nước ngoài chưa được hợp pháp hóa lãnh sự.")
    return tuple(lacks)


@source(
    "Luật 53/2024/QH15, Điều 32 (khoản 2 chưa đọc được trọn vẹn)",
    in_force="2025-07-01",
    confidence=Confidence.SECONDARY,
)
def evidence_lacks(
    evidence: Collection[Evidence], fallback: Collection[Fallback] = (), *, biography_agrees: bool = False
) -> tuple[str, ...]:
    """What is missing before anyone may conclude: material of one group, or the signs of the second clause.

    The signs count only when biography and absence are consistent (``biography_agrees``).
    """
    if evidence or (fallback and biography_agrees):
        return ()
    if fallback:
        return ("Dấu hiệu theo Điều 32 khoản 2 chỉ dùng khi nhân thân và thời gian vắng mặt phù hợp.",)
    return ("Chưa có tài liệu, chứng cứ nào theo Điều 32 Luật Phòng, chống mua bán người.",)


def recognition_needs(
    paper: Paper | None,
    evidence: Collection[Evidence],
    fallback: Collection[Fallback] = (),
    *,
    biography_agrees: bool = False,
) -> tuple[str, ...]:
    """Everything missing before a person is recorded as a victim, in the order to fix it."""
    return evidence_lacks(evidence, fallback, biography_agrees=biography_agrees) + paper_lacks(paper)
