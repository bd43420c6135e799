"""One question, «khi nào»: kind, days and words of a deadline, typed as officers write them."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from diemtua.kernel.recurring import check
from diemtua.plans import deadline_words, rules
from diemtua.plans.corrections import plain, unpacked
from diemtua.plans.reading.model import NO_DEADLINE, Deadline
from diemtua.ui.forms import DateField
from diemtua.ui.words import day

Parts = dict[str, Any]
KINDS = {
    "date": "Có ngày",
    "period": "Trong khoảng",
    "recurring": "Định kỳ, thường xuyên",
    "none": "Không nêu",
}
TEXTS = ("kind", "text", "day", "since", "until", "length", "was")
QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
AT = {
    "monthly": "Ngày trong tháng",
    "quarterly": "Ngày trong tháng cuối quý",
    "half-yearly": "Ngày/tháng",
    "yearly": "Ngày/tháng",
}


def parts_of(due: Deadline) -> Parts:
    """What the controls show for a deadline."""
    value = due.value or ""
    parts: Parts = {
        **dict.fromkeys(TEXTS, ""),
        "kind": due.kind,
        "text": due.text or "",
        "tokens": [],
        "at": {},
    }
    if due.kind == "date" and value:
        parts["day"] = day(date.fromisoformat(value))
    if due.kind == "period":
        parts |= _period_parts(value)
    if due.kind == "recurring":
        pairs = [token.partition("@") for token in value.split(",") if token]
        parts["tokens"] = [name for name, _, _ in pairs]
        parts["at"] = {name: _at_typed(name, at) for name, _, at in pairs if at}
    return {**parts, "was": plain(due)}


def _period_parts(value: str) -> Parts:
    if found := rules.DAYS.fullmatch(value):
        return {"length": found[1]}
    try:
        days = rules.schedule("period", value, issued_on=date.min)
    except (ValueError, OverflowError):
        return {}
    return {"since": day(days.starts_on), "until": day(days.due_on) if days.starts_on else ""}


def _at_typed(name: str, at: str) -> str:
    """«06-15» as 15/6, «09» as tháng 9, «Q3» as quý 3; the day of a month or quarter as it is."""
    month, _, monthday = at.partition("-")
    if monthday:
        return f"{int(monthday)}/{int(month)}"
    if name in ("monthly", "quarterly"):
        return at
    return f"quý {at[1:]}" if at.startswith("Q") else f"tháng {int(at)}"


def built(parts: Parts) -> Deadline:
    """The deadline that was typed; what the controls cannot show stays while nothing is changed. Raises ``ValidationError``."""
    former = unpacked(parts["was"]) if parts["was"] else NO_DEADLINE
    words = " ".join(parts["text"].split()) or None
    if _signature(parts_of(former)) == _signature(parts):
        return Deadline(former.kind, former.value, words)
    return Deadline(parts["kind"], BUILD[parts["kind"]](parts), words)


def _signature(parts: Parts) -> tuple[Any, ...]:
    at = tuple(
        sorted((name, typed) for name, typed in parts["at"].items() if typed and name in parts["tokens"])
    )
    return (
        *(parts[name] for name in ("kind", "day", "since", "until", "length")),
        tuple(sorted(parts["tokens"])),
        at,
    )


def _date(parts: Parts) -> str:
    return _typed_day(parts["day"], "Điền ngày của thời hạn.").isoformat()


def _period(parts: Parts) -> str:
    if parts["length"]:
        if not re.fullmatch(r"[1-9]\d{0,3}", parts["length"]):
            raise ValidationError("Số ngày là số nguyên, ví dụ 10.", code="length")
        return f"P{parts['length']}D"
    since = _typed_day(parts["since"], "Điền ngày bắt đầu, hoặc số ngày kể từ ngày ban hành.")
    if not parts["until"]:
        return f"{since}/.."
    until = _typed_day(parts["until"], "")
    if until < since:
        raise ValidationError("Ngày kết thúc phải sau ngày bắt đầu.", code="backwards")
    return f"{since}/{until}"


def _recurring(parts: Parts) -> str:
    if not parts["tokens"]:
        raise ValidationError("Chọn ít nhất một kỳ lặp lại.", code="no-rhythm")
    tokens = ",".join(sorted(name + _at_token(parts["at"].get(name, "")) for name in parts["tokens"]))
    try:
        check(tokens)
    except ValueError:
        raise ValidationError(
            "Ngày đến hạn của kỳ chưa đúng, ví dụ 14 hoặc 15/12.", code="bad-rhythm"
        ) from None
    return tokens


def _at_token(typed: str) -> str:
    typed = typed.strip().casefold()
    if found := re.fullmatch(r"(\d\d?)\s*[/-]\s*(\d\d?)", typed):
        return f"@{int(found[2]):02}-{int(found[1]):02}"
    if found := re.fullmatch(r"tháng\s*(\d\d?)", typed):
        return f"@{int(found[1]):02}"
    if found := re.fullmatch(r"quý\s*([1-4]|i{1,3}|iv)", typed):
        return f"@Q{QUARTERS.get(found[1], found[1])}"
    return f"@{typed}" if typed else ""


def _typed_day(typed: str, missing: str) -> date:
    if not typed and missing:
        raise ValidationError(missing, code="missing")
    found = DateField("").clean(typed)
    assert isinstance(found, date)
    return found


BUILD = {"date": _date, "period": _period, "recurring": _recurring, "none": lambda parts: None}


class DeadlineInput(forms.Widget):
    """Kind as radio buttons; only the controls of the chosen kind are shown (all of them where styles are old)."""

    template_name = "plans/widgets/deadline.html"
    use_fieldset = True

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        parts = value if isinstance(value, dict) else parts_of(value or NO_DEADLINE)
        rhythms = [
            {
                "name": token,
                "word": word,
                "chosen": token in parts["tokens"],
                "at": parts["at"].get(token, ""),
                "ask": AT.get(token),
            }
            for token, word in deadline_words.RHYTHMS.items()
        ]
        kinds = [
            {"name": kind, "word": word, "chosen": parts["kind"] == kind} for kind, word in KINDS.items()
        ]
        return {**context, "parts": parts, "kinds": kinds, "rhythms": rhythms}

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Parts:
        if name in data:  # put back whole by a merge of two versions
            return parts_of(unpacked(data[name]))
        parts: Parts = {part: data.get(f"{name}-{part}", "").strip() for part in TEXTS}
        parts["tokens"] = (
            data.getlist(f"{name}-tokens") if hasattr(data, "getlist") else data.get(f"{name}-tokens", [])
        )
        parts["at"] = {token: data.get(f"{name}-at-{token}", "").strip() for token in AT}
        return parts

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return name not in data and f"{name}-kind" not in data

    def id_for_label(self, id_: str) -> str:
        return ""


class DeadlineField(forms.Field):
    """A deadline (thời hạn): cleans to ``reading.model.Deadline``, with kind, value and words."""

    widget = DeadlineInput

    def clean(self, value: Parts) -> Deadline:
        if value["kind"] not in KINDS:
            raise ValidationError("Chọn kiểu thời hạn.", code="kind")
        return built(value)

    def said(self, packed: str) -> str:
        """How a merge of two versions shows a deadline."""
        due = unpacked(packed)
        words = deadline_words.said(due, issued_on=None)
        return f"{words} («{due.text}»)" if due.text else words
