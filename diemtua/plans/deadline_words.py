"""A deadline of a plan said in words, with the days it comes to: what an officer checks before approving."""

from __future__ import annotations

from datetime import date

from diemtua.kernel.calendar import WEEKDAYS
from diemtua.plans import periods, rules
from diemtua.plans.reading.model import Deadline

RHYTHMS = {
    "continuous": "thường xuyên",
    "weekly": "hằng tuần",
    "monthly": "hằng tháng",
    "quarterly": "hằng quý",
    "half-yearly": "6 tháng một lần",
    "yearly": "hằng năm",
    "on-event": "khi có phát sinh",
}
NOT_UNDERSTOOD = "Chưa hiểu giá trị thời hạn này; sửa lại ngày."


def said(due: Deadline, *, issued_on: date | None) -> str:
    """«đến hết thứ Bảy, 03/08/2024»; lengths are counted from ``issued_on``. Never raises."""
    try:
        return SAY.get(due.kind, _none)(due.value or "", issued_on)
    except ValueError:
        return NOT_UNDERSTOOD


def _none(value: str, issued_on: date | None) -> str:
    return "không nêu thời hạn; theo kỳ báo cáo của văn bản"


def _date(value: str, issued_on: date | None) -> str:
    return f"đến hết {_day(date.fromisoformat(value))}"


def _period(value: str, issued_on: date | None) -> str:
    counted = value.startswith("P")
    if counted and issued_on is None:
        return f"{_length(value)} kể từ ngày ban hành (văn bản chưa có ngày)"
    days = rules.schedule("period", value, issued_on=issued_on or date.min)
    last = f"đến hết {_day(days.due_on)}" if days.due_on else "không nêu ngày cuối"
    if counted:
        return f"{_length(value)} kể từ ngày ban hành: {last}"
    return f"từ {days.starts_on:%d/%m/%Y} {last}" if days.due_on else f"từ {days.starts_on:%d/%m/%Y}, {last}"


def _length(value: str) -> str:
    return f"{value[2:-1]} giờ" if value.startswith("PT") else f"{value[1:-1]} ngày"


def _recurring(value: str, issued_on: date | None) -> str:
    words = ", ".join(rhythm(token) for token in value.split(",") if token)
    dated = periods.dated(value)
    if not dated or issued_on is None:
        return words
    if not (first := periods.following(dated, after=issued_on)):
        return words
    return f"{words}; kỳ đầu ({first.name}) {_date(first.due_on.isoformat(), None)}"


def rhythm(token: str) -> str:
    """«quarterly@14» is «hằng quý (ngày 14 tháng cuối quý)»."""
    name, _, at = token.partition("@")
    if name not in RHYTHMS:
        raise ValueError(token)
    return f"{RHYTHMS[name]} ({_at(name, at)})" if at else RHYTHMS[name]


def _at(name: str, at: str) -> str:
    if at.startswith("Q"):
        return f"quý {at[1:]}"
    month, _, day = at.partition("-")
    if day:
        return f"ngày {int(day)}/{int(month)}"
    return {"monthly": f"ngày {at}", "quarterly": f"ngày {at} tháng cuối quý"}.get(
        name, f"tháng {int(month)}"
    )


def _day(day: date) -> str:
    return f"{WEEKDAYS[day.weekday()]}, {day:%d/%m/%Y}"


SAY = {"date": _date, "period": _period, "recurring": _recurring}
