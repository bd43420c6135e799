"""Which kinds of agency receive, lead the first check, verify and recognise on a day (kinds as in the directory's table)."""

from __future__ import annotations

from datetime import date

from diemtua.cases.rules.evidence import PAPERS
from diemtua.kernel.sources import Confidence, NotInForce, rule_on, source

Kinds = frozenset[str]

FORCES = frozenset({"cong-an-tinh", "cong-an-xa", "bo-doi-bien-phong", "canh-sat-bien"})
DISTRICT_POLICE = frozenset({"cong-an-huyen"})
MISSIONS = frozenset({"co-quan-dai-dien"})
MINISTRIES = frozenset({"bo-nganh-tw", "don-vi-thuoc-bo"})


@source(
    "Luật 66/2011/QH12, Điều 24, 25, 26",
    in_force="2012-01-01",
    until="2025-06-30",
    confidence=Confidence.SECONDARY,
    rule="cases.receiving",
)
def receiving_l66() -> Kinds:
    """Bodies the 2011 law sends a person to, or that rescue and bring her (cơ quan tiếp nhận)."""
    return FORCES | DISTRICT_POLICE | MISSIONS | {"ubnd-xa", "phong-ldtbxh", "co-so-tro-giup"}


@source(
    "Luật 53/2024/QH15, Điều 27 khoản 1, 2 (Luật 86/2025/QH15), Điều 29, 30",
    in_force="2025-07-01",
    rule="cases.receiving",
)
def receiving_l53() -> Kinds:
    """Bodies the 2024 law names; any nearest body takes the person to the commune at once."""
    return FORCES | MISSIONS | {"ubnd-xa", "so-y-te", "co-so-tro-giup"}


@source(
    "Luật 66/2011/QH12, Điều 24 khoản 2; Thông tư liên tịch 01/2014/TTLT-BCA-BQP-BLĐTBXH-BNG",
    in_force="2012-01-01",
    until="2025-06-30",
    confidence=Confidence.SECONDARY,
    rule="cases.leading",
)
def leading_l66() -> Kinds:
    """The district's labour division leads the first check with the district police (xác minh thông tin ban đầu)."""
    return frozenset({"phong-ldtbxh"})


@source("Luật 53/2024/QH15, Điều 27 khoản 2 (Luật 86/2025/QH15)", in_force="2025-07-01", rule="cases.leading")
def leading_l53() -> Kinds:
    """The provincial health agency leads the first check with the provincial police."""
    return frozenset({"so-y-te"})


@source(
    "Luật 66/2011/QH12, Điều 24 khoản 4, Điều 25, 26",
    in_force="2012-01-01",
    until="2025-06-30",
    confidence=Confidence.SECONDARY,
    rule="cases.verifying",
)
def verifying_l66() -> Kinds:
    """Police of the district, the province since districts have none, and the forces that rescue (xác minh)."""
    return DISTRICT_POLICE | {"cong-an-tinh", "bo-doi-bien-phong", "canh-sat-bien"} | MINISTRIES


@source(
    "Luật 53/2024/QH15, Điều 27 khoản 2, Điều 30 khoản 1; Điều 27 khoản 3 đến 6 và Điều 28 chưa đọc được",
    in_force="2025-07-01",
    confidence=Confidence.SECONDARY,
    rule="cases.verifying",
)
def verifying_l53() -> Kinds:
    """Provincial police; bodies of the two ministries at the gate; rescuing forces."""
    return frozenset({"cong-an-tinh", "bo-doi-bien-phong", "canh-sat-bien"}) | MINISTRIES


@source(
    "Luật 66/2011/QH12, Điều 28; Luật 53/2024/QH15, Điều 33 khoản 1 (danh mục chưa đọc được)",
    in_force="2012-01-01",
    confidence=Confidence.SECONDARY,
)
def recognising(on: date) -> Kinds:
    """Domestic bodies that may issue a confirmation paper on a day (xác định là nạn nhân)."""
    issuers = (paper.issuers for paper in PAPERS if paper.in_force_on(on))
    return frozenset().union(*issuers) - {"nuoc-ngoai"}


@source(
    "Cơ quan ra kết luận không phải nạn nhân: chưa tìm thấy quy định; tạm lấy cơ quan xác minh và cơ quan xác định",
    in_force="2012-01-01",
    confidence=Confidence.DESIGN,
)
def declining(on: date) -> Kinds:
    """Bodies that may conclude that a person is not a victim on a day."""
    return on_day("cases.verifying", on) | recognising(on)


def receives(kind: str, on: date) -> bool:
    """Is this one of the bodies the law sends people to? Another body may still meet the person: then D01 runs."""
    return kind in on_day("cases.receiving", on)


def leads_first_check(kind: str, on: date) -> bool:
    return kind in on_day("cases.leading", on)


def verifies(kind: str, on: date) -> bool:
    return kind in on_day("cases.verifying", on)


def recognises(kind: str, on: date) -> bool:
    return kind in recognising(on)


def declines(kind: str, on: date) -> bool:
    return kind in declining(on)


def on_day(rule: str, on: date) -> Kinds:
    """The kinds a rule names on a day; none before the first text."""
    try:
        kinds: Kinds = rule_on(rule, on)()
    except NotInForce:
        return frozenset()
    return kinds
