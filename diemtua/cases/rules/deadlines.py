"""Time limits (thời hạn): what a dated row says, when it ends, and what stands in for a limit the law does not give.

The rows themselves are in `catalogue`. Counting is the Civil Code's, in `kernel.calendar`: the first day is not counted, a
limit ends at 24:00, one that ends on a day off ends with the next working day, hours run to the minute. The text in force
on the day of the event governs a limit to its end, whatever changes meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from diemtua.cases.labelled import Labelled
from diemtua.kernel import calendar as counting
from diemtua.kernel.calendar import WorkingCalendar, local
from diemtua.kernel.sources import Confidence, NotInForce, source

TARGET_HOURS = 24


class Unit(Labelled):
    """How a text states a length; «ngay» has none, and one limit counts back from the end of a stay."""

    HOUR = "hour", "giờ"
    DAY = "calendar_day", "ngày"
    WORKING_DAY = "working_day", "ngày làm việc"
    MONTH = "month", "tháng"
    YEAR = "year", "năm"
    IMMEDIATE = "immediate", "ngay"
    BEFORE_END = "before_end", "ngày trước khi kết thúc"


class Trigger(Labelled):
    """The event that starts a limit (sự kiện bắt đầu tính thời hạn)."""

    REPORTED_ELSEWHERE = "reported-elsewhere", "Người đó trình báo tại cơ quan không phải UBND cấp xã"
    RECEIVED_BY_COMMUNE = "received-by-commune", "UBND cấp xã tiếp nhận hoặc được báo tin"
    COMMUNE_NOTICE = "commune-notice", "Nhận thông báo của UBND cấp xã"
    NO_PAPER = "no-paper", "Xác minh ban đầu cho thấy chưa có giấy xác nhận nạn nhân"
    VERIFICATION_ASKED = "verification-asked", "Cơ quan công an nhận văn bản đề nghị xác minh"
    RESCUED = "rescued", "Giải cứu"
    RETURNED_AT_GATE = "returned-at-gate", "Tiếp nhận tại cửa khẩu người trở về qua cơ quan đại diện"
    MISSION_ASKED = "mission-asked", "Nhận đề nghị xác minh của cơ quan đại diện"
    HANDED_OVER_AT_GATE = "handed-over-at-gate", "Phía nước ngoài trao trả tại cửa khẩu"
    HOTLINE_INFORMED = "hotline-informed", "Tổng đài 111 nhận được thông tin"
    STAY_STARTED = "stay-started", "Bắt đầu lưu trú"
    STAY_ENDS = "stay-ends", "Ngày kết thúc lưu trú"
    TAKEN_IN = "taken-in", "Cơ sở tiếp nhận khẩn cấp"
    HOUSEHOLD_CARE_ASKED = "household-care-asked", "Đề nghị nhận chăm sóc tạm thời tại hộ gia đình"
    HOUSEHOLD_CARE_CHECKED = "household-care-checked", "Nhận hồ sơ chăm sóc tạm thời đã kiểm tra"
    CONFIRMED = "confirmed", "Ngày của giấy xác nhận nạn nhân"
    APPLIED_AT_COMMUNE = "applied-at-commune", "UBND cấp xã nhận đơn đề nghị hỗ trợ"
    APPLIED = "applied", "Sở Y tế nhận đủ hồ sơ đề nghị hỗ trợ"
    CHILD_AT_RISK = "child-at-risk", "Nhận yêu cầu bảo vệ khẩn cấp trẻ em bị tổn hại nghiêm trọng"
    CHILD_ASSESSED = "child-assessed", "Xong đánh giá nhu cầu của trẻ em"
    CHILD_PLAN_SUBMITTED = "child-plan-submitted", "Trình kế hoạch hỗ trợ, can thiệp trẻ em"
    FACILITY_CLOSURE_ASKED = "facility-closure-asked", "Sở nhận đề nghị giải thể cơ sở"
    FACILITY_CLOSURE_PROPOSED = (
        "facility-closure-proposed",
        "Chủ tịch UBND cấp tỉnh nhận đề xuất giải thể cơ sở",
    )
    FACILITY_INSPECTED = "facility-inspected", "Lần kiểm tra cơ sở gần nhất"


@dataclass(frozen=True, slots=True)
class Extension:
    """A longer limit (gia hạn): whole length from the same event, or by decision when ``length`` is ``None``."""

    words: str
    length: int | None = None
    unit: Unit = Unit.DAY
    by: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Deadline:
    """One time limit of the law. ``length`` is ``None`` when no text gives it; ``holders`` are kinds of agency.

    ``missed`` says what follows when it is missed; where the text is silent, what this program does. ``in_force`` and
    ``until`` bound the day of the event, inclusive.
    """

    code: str
    name: str
    trigger: Trigger
    holders: tuple[str, ...]
    length: int | None
    unit: Unit
    missed: str
    text: str
    in_force: date
    until: date | None
    confidence: Confidence
    extension: Extension | None = None
    note: str = ""

    @property
    def statutory(self) -> bool:
        """Does the law give a length? «Ngay» and what was not found have none."""
        return self.length is not None and self.unit is not Unit.IMMEDIATE

    def in_force_on(self, day: date) -> bool:
        return self.in_force <= day and (self.until is None or day <= self.until)

    @property
    def length_words(self) -> str:
        """«03 ngày», «ngay», «chưa có thời hạn luật định»."""
        if self.unit is Unit.IMMEDIATE:
            return "ngay"
        return f"{self.length:02} {self.unit.label}" if self.length is not None else NO_LIMIT


NO_LIMIT = "chưa có thời hạn luật định"


@dataclass(frozen=True, slots=True)
class ProvinceTarget:
    """A target a province sets where the law gives no length: internal, dated, with the paper that decided it."""

    code: str
    length: int
    unit: Unit
    decided_by: str
    in_force: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """When a limit ends. ``limit`` is ``None`` when neither law nor province sets one.

    ``internal`` marks a target of the program or the province, never to be shown as the law's deadline.
    """

    deadline: Deadline
    limit: counting.Due | None
    internal: bool = False
    extended: bool = False

    @property
    def ends_at(self) -> datetime | None:
        """For sorting and waking: the instant after which it is late, in Vietnamese time."""
        return self.limit.ends_at if self.limit else None


@source(
    "Bộ luật Dân sự 91/2015/QH13, Điều 147, 148; văn bản có hiệu lực vào ngày của sự kiện được áp dụng",
    in_force="2017-01-01",
)
def due(
    deadline: Deadline,
    trigger_at: date | datetime,
    calendar: WorkingCalendar,
    setting: ProvinceTarget | None = None,
    *,
    extended_until: date | None = None,
) -> Due:
    """When the limit that began with the event ``trigger_at`` ends.

    «Ngay» ends with the program's target of 24 hours unless the province set another; a limit the law does not give
    ends with the province's target, or not at all. ``extended_until`` is the day an extension was decided to.
    Raises ``NotInForce`` when the row does not govern that day, ``TypeError`` for hours from a bare date,
    ``ValueError`` for a setting of another row or an extension the text does not know or allow.
    """
    day = local(trigger_at).date() if isinstance(trigger_at, datetime) else trigger_at
    if not deadline.in_force_on(day):
        raise NotInForce(f"{deadline.code}: no text in force on {day:%d/%m/%Y}")
    if setting is not None and setting.code != deadline.code:
        raise ValueError(f"The target of {setting.code} is not one of {deadline.code}.")
    if extended_until is not None:
        return _extended(deadline, trigger_at, calendar, extended_until)
    if deadline.statutory and deadline.length is not None:
        return Due(deadline, _count(trigger_at, deadline.length, deadline.unit, calendar))
    if setting is not None:
        return Due(deadline, _count(trigger_at, setting.length, setting.unit, calendar), internal=True)
    if deadline.unit is Unit.IMMEDIATE:
        return Due(deadline, _count(trigger_at, immediate_target(), Unit.HOUR, calendar), internal=True)
    return Due(deadline, None)


@source(
    "Mục tiêu nội bộ cho việc phải làm «ngay», không phải thời hạn luật định; tỉnh có thể đặt mức khác",
    in_force="2012-01-01",
    confidence=Confidence.DESIGN,
)
def immediate_target() -> int:
    """Hours within which «ngay» is expected, where the province set no other target."""
    return TARGET_HOURS


def longest(
    deadline: Deadline, trigger_at: date | datetime, calendar: WorkingCalendar
) -> counting.Due | None:
    """The furthest an extension may reach; ``None`` when the text gives no extension or no bound to it."""
    extension = deadline.extension
    if extension is None or extension.length is None:
        return None
    return _count(trigger_at, extension.length, extension.unit, calendar)


def target_for(deadline: Deadline, targets: Iterable[ProvinceTarget], on: date) -> ProvinceTarget | None:
    """The province's target for a row on a day, the latest begun; none for a row whose length the law gives."""
    if deadline.statutory:
        return None
    begun = [
        each
        for each in targets
        if each.code == deadline.code and each.in_force <= on and (each.until is None or on <= each.until)
    ]
    return max(begun, key=lambda each: each.in_force, default=None)


def _extended(deadline: Deadline, trigger_at: date | datetime, calendar: WorkingCalendar, until: date) -> Due:
    if deadline.extension is None:
        raise ValueError(f"{deadline.code} không được gia hạn.")
    if deadline.length is not None:
        first = _count(trigger_at, deadline.length, deadline.unit, calendar)
        if until <= first.day:
            raise ValueError(f"Gia hạn phải sau ngày {first.day:%d/%m/%Y}.")
    bound = longest(deadline, trigger_at, calendar)
    if bound is not None and until > bound.day:
        raise ValueError(f"Gia hạn chậm nhất đến hết ngày {bound.day:%d/%m/%Y}.")
    return Due(deadline, counting.Due(until), extended=True)


_KERNEL = {
    Unit.HOUR: counting.Unit.HOUR,
    Unit.DAY: counting.Unit.DAY,
    Unit.WORKING_DAY: counting.Unit.WORKING_DAY,
    Unit.MONTH: counting.Unit.MONTH,
    Unit.YEAR: counting.Unit.YEAR,
}


def _count(trigger_at: date | datetime, length: int, unit: Unit, calendar: WorkingCalendar) -> counting.Due:
    if unit is not Unit.BEFORE_END:
        return calendar.due(trigger_at, length, _KERNEL[unit])
    end = local(trigger_at).date() if isinstance(trigger_at, datetime) else trigger_at
    # Moving a day off forward would leave fewer days than the text asks for, so it moves back.
    day = end - timedelta(days=length)
    return counting.Due(day if calendar.is_working(day) else calendar.add(day, -1))
