"""Protection of safety (bảo vệ an toàn): measures, whom they protect, who may order them and who carries them out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from diemtua.cases.labelled import Answer, Labelled
from diemtua.kernel.sources import Confidence, source


class Protected(Labelled):
    """Whom a measure protects."""

    VICTIM = "victim", "Nạn nhân"
    BEING_IDENTIFIED = "being-identified", "Người đang trong quá trình xác định là nạn nhân"
    ACCOMPANYING = "accompanying", "Người dưới 18 tuổi đi cùng"
    RELATIVE = "relative", "Người thân thích"
    CHILD = "child", "Trẻ em"


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure between two days, inclusive. ``orders`` is ``None`` where the list of who may order it was not found."""

    code: str
    name: str
    protects: frozenset[Protected]
    orders: frozenset[str] | None
    carried_out_by: frozenset[str]
    text: str
    in_force: date
    until: date | None
    confidence: Confidence
    proposed_by: frozenset[str] = frozenset()

    def in_force_on(self, day: date) -> bool:
        return self.in_force <= day and (self.until is None or day <= self.until)


EVERYBODY = frozenset(set(Protected) - {Protected.CHILD})
FORCES = frozenset({"cong-an-tinh", "bo-doi-bien-phong", "canh-sat-bien"})
SHELTERED_BY = FORCES | {"cong-an-xa", "co-so-tro-giup", "quan-su"}
OLD_ORDERS = frozenset(
    {"ubnd-xa", "bo-doi-bien-phong", "vks", "toa-an", "cong-an-tinh", "cong-an-huyen", "canh-sat-bien"}
)
INVESTIGATION = frozenset({"cong-an-tinh", "cong-an-huyen"})  # the district's until it ended
JUSTICE = frozenset({"vks", "toa-an"})
ND162 = "Luật 53/2024/QH15, Điều 34, 35; Nghị định 162/2025/NĐ-CP, Điều 12, 13 (danh mục thẩm quyền chưa đọc được)"
ND62 = "Nghị định 62/2012/NĐ-CP"
BLTTHS = "Bộ luật Tố tụng hình sự 101/2015/QH13, Điều 486"
OLD, OLD_ENDS, NEW = date(2012, 8, 1), date(2025, 6, 30), date(2025, 7, 1)
CODE, CHILD_DECREE, MINORS = date(2018, 1, 1), date(2017, 7, 1), date(2021, 6, 10)
SECONDARY, TEXT = Confidence.SECONDARY, Confidence.TEXT
IN_TRIAL = frozenset({Protected.VICTIM, Protected.RELATIVE})
CHILDREN = frozenset({Protected.CHILD})


def _since_2025(code: str, name: str) -> Measure:
    return Measure(code, name, EVERYBODY, None, SHELTERED_BY, ND162, NEW, None, SECONDARY)


def _until_2025(code: str, name: str) -> Measure:
    victims = frozenset({Protected.VICTIM, Protected.RELATIVE})
    return Measure(
        code, name, victims, OLD_ORDERS, SHELTERED_BY | {"ubnd-xa"}, ND62, OLD, OLD_ENDS, SECONDARY
    )


def _in_proceedings(point: str, name: str) -> Measure:
    return Measure(
        f"procedure-{point}", name, IN_TRIAL, INVESTIGATION, INVESTIGATION | {"quan-su", "cong-an-xa"},
        f"{BLTTHS} khoản 1", CODE, None, TEXT, JUSTICE,
    )  # fmt: skip


MEASURES = (
    _since_2025("shelter", "Bố trí nơi tạm lánh an toàn: ăn, ở, chăm sóc y tế, giữ bí mật"),
    _since_2025("secrecy", "Giữ bí mật thông tin cá nhân, nơi cư trú, làm việc, học tập"),
    _since_2025("guard", "Canh gác, bảo vệ"),
    _since_2025("deter", "Phát hiện, ngăn chặn hành vi đe dọa, xâm hại"),
    _until_2025("old-secrecy", "Giữ bí mật thông tin về nạn nhân, người thân thích"),
    _until_2025("old-relocation", "Bố trí nơi ở, nơi làm việc, học tập mới"),
    _until_2025("old-deter", "Phòng ngừa, ngăn chặn hành vi xâm hại"),
    _in_proceedings("a", "Bố trí lực lượng, biện pháp nghiệp vụ, phương tiện để canh gác, bảo vệ"),
    _in_proceedings("b", "Hạn chế việc đi lại, tiếp xúc để bảo đảm an toàn"),
    _in_proceedings("c", "Giữ bí mật thông tin liên quan đến người được bảo vệ"),
    _in_proceedings("d", "Di chuyển, giữ bí mật chỗ ở, nơi làm việc, học tập; thay đổi tung tích, lý lịch khi được đồng ý"),
    _in_proceedings("dd", "Răn đe, cảnh cáo, vô hiệu hóa, ngăn chặn hành vi xâm hại"),
    _in_proceedings("e", "Biện pháp khác theo quy định của pháp luật"),
    Measure("minor-media", "Đề nghị báo chí không đăng hoặc gỡ thông tin; ngăn chặn lan truyền danh tính người dưới 18 tuổi",
            frozenset({Protected.VICTIM, Protected.ACCOMPANYING, Protected.CHILD}), INVESTIGATION, INVESTIGATION,
            "Thông tư 43/2021/TT-BCA, Điều 23", MINORS, None, TEXT),
    Measure("child-urgent", "Can thiệp khẩn cấp, tạm thời cách ly trẻ em, chăm sóc thay thế", CHILDREN,
            frozenset({"ubnd-xa", "toa-an"}), frozenset({"ubnd-xa", "cong-an-xa", "co-so-tro-giup"}),
            "Nghị định 56/2017/NĐ-CP, Điều 31, 32", CHILD_DECREE, None, TEXT),
)  # fmt: skip
BY_CODE = {measure.code: measure for measure in MEASURES}


def measures_on(day: date, protected: Protected | None = None) -> list[Measure]:
    """The measures the texts know on a day, in order, for one kind of person if asked."""
    rows = (measure for measure in MEASURES if measure.in_force_on(day))
    return [measure for measure in rows if protected is None or protected in measure.protects]


@source(
    "Bộ luật Tố tụng hình sự 101/2015/QH13, Điều 485; Nghị định 162/2025/NĐ-CP, Điều 13; Nghị định 62/2012/NĐ-CP",
    in_force="2012-08-01",
    confidence=Confidence.SECONDARY,
)
def may_order(measure: Measure, kind: str, on: date) -> Answer:
    """May this kind of agency order the measure on a day? «Chưa rõ» where the list of orderers was not found.

    Then only those who carry it out are asked, and the order must name its legal basis: nobody else gets a yes.
    """
    if not measure.in_force_on(on):
        return Answer.NO
    if measure.orders is None:
        return Answer.NOT_SURE if kind in measure.carried_out_by else Answer.NO
    return Answer.YES if kind in measure.orders else Answer.NO


@source(
    "Kế hoạch 155/KH-UBND tỉnh Sóc Trăng, mục II.5",
    in_force="2023-07-27",
    confidence=Confidence.PLAN,
)
def told_when_unsafe() -> tuple[str, ...]:
    """Kinds of agency told at once, all together, when a shelter is no longer safe (nơi tạm lánh không bảo đảm an toàn)."""
    return ("cong-an-tinh", "bo-doi-bien-phong", "canh-sat-bien")


@source("Bộ luật Tố tụng hình sự 101/2015/QH13, Điều 487", in_force="2018-01-01")
def request_lacks(
    *, asked_on: date | None, who: str, address: str, reason: str, signed: bool
) -> tuple[str, ...]:
    """What a request for protection still lacks (văn bản đề nghị): day, name and address, reason, signature or fingerprint."""
    checks = (
        (asked_on is not None, "Đề nghị bảo vệ chưa có ngày, tháng, năm."),
        (bool(who.strip()), "Đề nghị bảo vệ chưa có tên người đề nghị."),
        (bool(address.strip()), "Đề nghị bảo vệ chưa có địa chỉ người đề nghị."),
        (bool(reason.strip()), "Đề nghị bảo vệ chưa có lý do và nội dung."),
        (signed, "Đề nghị bảo vệ chưa có chữ ký hoặc điểm chỉ."),
    )
    return tuple(sentence for good, sentence in checks if not good)
