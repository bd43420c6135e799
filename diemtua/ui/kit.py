"""The kit page's material: every component in every state, with the longest names there are. All invented."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.http import QueryDict

from diemtua.kernel.calendar import VIETNAM
from diemtua.kernel.decision import YES, no
from diemtua.kernel.workflow import Offer
from diemtua.ui import conflicts, forms, paging, parts, year
from diemtua.ui.parts import Meaning

TODAY = date(2024, 7, 15)
LONGEST = "Ban Chỉ đạo phòng, chống tội phạm, tệ nạn xã hội và xây dựng phong trào toàn dân bảo vệ an ninh Tổ quốc tỉnh"
WORK = (
    "Tổ chức các hoạt động truyền thông hưởng ứng Ngày thế giới phòng, chống mua bán người và Ngày toàn dân phòng, "
    "chống mua bán người 30/7 trên địa bàn, bảo đảm thiết thực, hiệu quả, tiết kiệm"
)


@dataclass(frozen=True)
class Agency:
    """An agency as a component needs it."""

    name: str
    called: str
    valid_until: date | None = None


@dataclass(frozen=True)
class Clocked:
    """A limit and when it was met, for the clocks in all their words."""

    due: date | datetime | None
    done: date | None = None


@dataclass(frozen=True)
class Row:
    """One line of the long table."""

    number: int
    work: str
    agency: str
    due: date
    state: str


@dataclass(frozen=True)
class Changed:
    """A field that two officers changed."""

    field: str
    held: str
    typed: str


AGENCIES = [
    (
        "Cấp tỉnh",
        [(1, "Công an tỉnh"), (2, "Sở Y tế"), (3, "Bộ Chỉ huy Bộ đội Biên phòng tỉnh"), (4, LONGEST)],
    ),
    ("Cấp xã", [(number, f"Ủy ban nhân dân xã thứ {number}") for number in range(10, 40)]),
]


class TaskForm(forms.Form, forms.Once):
    """Every kind of field."""

    content = forms.TextField("Nội dung việc", rows=3, help="Chép nguyên văn câu giao việc.")
    lead = forms.AgencyField("Cơ quan chủ trì")
    coordinators = forms.AgenciesField("Cơ quan phối hợp", required=False)
    due_on = forms.DateField("Thời hạn", not_before=TODAY)
    victims = forms.NumberField("Số người được hỗ trợ", unit="người", min_value=0, required=False)
    kind = forms.ChoiceField("Loại thời hạn", [("date", "Có ngày"), ("recurring", "Định kỳ")], radio=True)
    file = forms.FileField("Văn bản gốc", kinds=(".docx", ".pdf", ".txt"), max_mb=60, required=False)
    agreed = forms.CheckField("Đã đối chiếu với văn bản ký")


class AmendForm(forms.Form, forms.Once, forms.Versioned):
    """A form whose record moved on."""

    content = forms.TextField("Nội dung việc", rows=3)
    lead = forms.AgencyField("Cơ quan chủ trì")
    due_on = forms.DateField("Thời hạn")


class FilterForm(forms.Form):
    """A filter that reads as a sentence."""

    agency = forms.AgencyField("Việc của", required=False, empty="mọi cơ quan")
    standing = forms.ChoiceField(
        "đang", [("overdue", "quá hạn"), ("soon", "sắp đến hạn")], required=False, empty="ở mọi trạng thái"
    )
    words = forms.TextField("Tìm chữ", required=False, placeholder="Tìm trong nội dung, ví dụ: mua ban nguoi")


def page(query: QueryDict, sent: QueryDict | None) -> dict[str, Any]:
    """Everything the kit page prints."""
    choices = {"lead": AGENCIES, "coordinators": AGENCIES}
    return {
        "today": TODAY,
        "after": date(2025, 7, 1),
        "now": datetime(2024, 7, 15, 9, 30, tzinfo=VIETNAM),
        "longest": Agency(LONGEST, LONGEST),
        "ended": Agency("Sở Lao động - Thương binh và Xã hội tỉnh Nghệ An", "Sở LĐ-TB&XH", date(2025, 2, 28)),
        "work": WORK,
        "offers": offers(),
        "clocks": clocks(),
        "states": (
            "doing_in_time",
            "doing_overdue",
            "done_in_time",
            "done_late",
            "cancelled",
            "submitted",
            "pending",
        ),
        "form": TaskForm(initial={"due_on": TODAY, "victims": 1234}, choices=choices),
        "wrong": TaskForm(sent or WRONG, choices=choices, auto_id="wrong_%s"),
        "clash": collision(),
        "filter": FilterForm(query or QueryDict("standing=overdue"), choices={"agency": AGENCIES}),
        "slice": long_list(query),
        "tabs": TABS,
        "facts": FACTS,
        "files": FILES,
        "happenings": HAPPENINGS,
        "shares": SHARES,
        "year": calendar_year(),
        "figures": FIGURES,
    }


def offers() -> list[Offer]:
    reason = "Chỉ cơ quan giao việc (Công an tỉnh) được xác nhận hoàn thành."
    return [
        Offer("submit", "Báo hoàn thành", YES),
        Offer("ask_extension", "Xin gia hạn", YES),
        Offer("cancel", "Thôi giao", YES),
        Offer("confirm", "Xác nhận hoàn thành", no(reason)),
    ]


def clocks() -> list[Clocked]:
    near = datetime(2024, 7, 15, 17, tzinfo=VIETNAM)
    days = [TODAY + timedelta(days=away) for away in (-3, 0, 1, 2, 30, 300)]
    stopped = [Clocked(TODAY, TODAY - timedelta(days=2)), Clocked(TODAY, TODAY + timedelta(days=4))]
    return [*(Clocked(due) for due in days), Clocked(near), Clocked(None), *stopped]


def collision() -> conflicts.Clash:
    typed = QueryDict(mutable=True)
    typed.update(
        {"content": f"{WORK}; báo cáo trước 30/7", "lead": "2", "due_on": "31/07/2024", "version": "3"}
    )
    form = AmendForm(typed, choices={"lead": AGENCIES})
    changed = [
        Changed("content", WORK, typed["content"]),
        Changed("lead", "1", "2"),
        Changed("due_on", "2024-07-25", "2024-07-31"),
    ]
    return conflicts.clash(form, changed, 4)


def long_list(query: QueryDict) -> paging.Slice[Row]:
    start = paging.place(query.get("sau", ""), 1) or [0]
    first = int(start[0] or 0)
    rows = [row(number) for number in range(first + 1, min(first + 52, 501))]
    return paging.cut(rows, lambda each: (each.number,), after=query.get("sau", ""), total=500)


def row(number: int) -> Row:
    states = ("doing_in_time", "doing_overdue", "done_in_time", "done_late")
    agency = LONGEST if number % 5 == 0 else "Công an tỉnh"
    return Row(number, WORK, agency, TODAY + timedelta(days=number % 40 - 10), states[number % 4])


def calendar_year() -> year.YearLine:
    days = [
        date(2024, 1, 15),
        date(2024, 6, 14),
        date(2024, 7, 30),
        date(2024, 8, 2),
        date(2024, 8, 3),
        date(2024, 12, 14),
    ]
    looks = [Meaning.DONE, Meaning.LATE, Meaning.SOON, Meaning.PLAIN, Meaning.PLAIN, Meaning.PLAIN]
    marks = [year.Mark(day, WORK, look, href="#") for day, look in zip(days, looks, strict=True)]
    bands = [
        year.Band(
            date(2024, 7, 1), date(2024, 9, 30), "Đợt cao điểm tấn công, trấn áp tội phạm mua bán người"
        ),
        year.Band(date(2024, 7, 30), date(2024, 7, 30), "Ngày toàn dân phòng, chống mua bán người"),
        year.Band(date(2023, 6, 1), date(2024, 3, 31), "Chỉ đạo điểm tại ba huyện biên giới"),
    ]
    return year.year_line(2024, marks=marks, bands=bands, today=TODAY)


WRONG = QueryDict(
    "client_id=c0a80101-0000-4000-8000-000000000001&lead=99&due_on=31/02/2024&victims=12.34&kind=&content="
)
TABS = [
    parts.Tab("Chủ trì", "#", 12, current=True),
    parts.Tab("Phối hợp", "#", 1234),
    parts.Tab("Đã giao cơ quan khác", "#", 0),
]
FACTS = [
    parts.Fact("Cơ quan chủ trì", LONGEST),
    parts.Fact("Thời hạn đầu tiên", "25/07/2024"),
    parts.Fact("Sản phẩm", ""),
    parts.Fact("Văn bản", "Kế hoạch 126/KH-UBND ngày 24/6/2024", href="#"),
]
FILES = [
    parts.File(
        "bao-cao-ket-qua-dot-cao-diem-tu-01-7-den-30-9-2024-cua-cong-an-tinh-ban-chinh-thuc-da-ky.docx",
        1_482_331,
        "#",
    ),
    parts.File("anh-hoi-nghi.jpg", 812, note="Chưa quét mã độc; chưa mở được."),
]
HAPPENINGS = [
    parts.Happening(
        "Báo hoàn thành",
        datetime(2024, 7, 14, 16, 40, tzinfo=VIETNAM),
        "Nguyễn Thị Hoa, Sở Y tế",
        "Đã tổ chức 12 buổi.",
        icon="flag",
        meaning=Meaning.DONE,
        files=FILES[:1],
    ),
    parts.Happening(
        "Trả lại để làm tiếp",
        datetime(2024, 7, 10, 8, 5, tzinfo=VIETNAM),
        "Trần Văn Nam, Công an tỉnh",
        "Thiếu số liệu cấp xã.",
        icon="arrow-back-up",
        meaning=Meaning.SOON,
    ),
    parts.Happening(
        "Tiếp nhận việc",
        datetime(2024, 7, 1, 9, 0, tzinfo=VIETNAM),
        "Nguyễn Thị Hoa, Sở Y tế",
        icon="inbox",
        facts=[parts.Fact("Thời hạn", "25/07/2024")],
    ),
]
SHARES = parts.Shares(
    [
        parts.Share("Quá hạn", 3, Meaning.LATE),
        parts.Share("Đang thực hiện", 21, Meaning.PLAIN),
        parts.Share("Hoàn thành", 18, Meaning.DONE),
        parts.Share("Không có thời hạn", 0, Meaning.QUIET),
    ]
)
FIGURES = [
    parts.Share("việc quá hạn", 3, Meaning.LATE, href="#"),
    parts.Share("đến hạn trong 7 ngày", 5, Meaning.SOON, href="#"),
    parts.Share("việc đã hoàn thành", 1234, Meaning.DONE),
    parts.Share("cơ quan chưa báo cáo", 0),
]
