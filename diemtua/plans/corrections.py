"""What a person may correct in a proposal, name by name: read out plainly, compared, and put back. No Django."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from diemtua.kernel.decision import YES, Decision, no
from diemtua.plans.reading.model import Deadline
from diemtua.plans.versions import Difference

Content = dict[str, Any]
ONE_OR_MORE, BODIES = ("lead", "through"), ("coordinating", "who", "to")
PLACE = {
    "begins": "from",
    "ends": "to",
}  # a campaign's days, under names that do not clash with a report's «to»


def held(content: Content, name: str) -> Any:
    """A proposal's present value under ``name``, in the shape that forms give: agencies by number, a ``Deadline``."""
    if name in ONE_OR_MORE:
        return list((content.get(name) or {}).get("agency_ids", ()))
    if name in BODIES:
        return list(dict.fromkeys(pk for agency in content.get(name) or () for pk in agency["agency_ids"]))
    if name == "due":
        due = content.get("deadline") or {}
        return Deadline(due.get("kind") or "none", due.get("value"), due.get("text"))
    if name == "places":
        return list(content.get("places") or ())
    return content.get(PLACE.get(name, name)) or ""


def plain(value: Any) -> str:
    """A value as one line of text, the same however it was reached: «3,5», «date|2024-08-03|trước ngày 03/8»."""
    if isinstance(value, Deadline):
        return f"{value.kind}|{value.value or ''}|{value.text or ''}"
    if isinstance(value, list) and all(isinstance(each, int) for each in value):
        return ",".join(str(each) for each in sorted(value))
    return "\n".join(value) if isinstance(value, list) else str(value or "")


def unpacked(text: str) -> Deadline:
    """A deadline from its ``plain`` line."""
    kind, value, words = [*text.split("|", 2), "", ""][:3]
    return Deadline(kind or "none", value or None, words or None)


def differences(content: Content, changed: Content) -> tuple[Difference, ...]:
    """Names whose present value is not the one given."""
    pairs = ((name, plain(held(content, name)), plain(value)) for name, value in changed.items())
    return tuple(Difference(name, now, given) for name, now, given in pairs if now != given)


def corrected(content: Content, changed: Content) -> Content:
    """The content with the named values put in; how the document writes a name stays beside whom it means."""
    result = {**content, "corrected": True}
    for name, value in changed.items():
        if name in ONE_OR_MORE:
            result[name] = meaning(content.get(name), value) if value or content.get(name) else None
        elif name in BODIES:
            result[name] = bodies(content.get(name) or [], value)
        elif name == "due":
            result["deadline"] = deadline(content.get("deadline") or {}, value)
        else:
            result[PLACE.get(name, name)] = value
    return result


def meaning(agency: Content | None, ids: list[int]) -> Content:
    """One name of the document, meaning these bodies."""
    named = agency or {"code": "", "text": None, "start": None, "end": None, "candidate_ids": []}
    return {**named, "agency_ids": list(ids)}


def bodies(named: Iterable[Content], ids: list[int]) -> list[Content]:
    """Names of the document cut down to the bodies chosen, then the bodies that no name of it means."""
    left = list(ids)
    result = []
    for agency in named:
        meant = [pk for pk in agency["agency_ids"] if pk in left]
        left = [pk for pk in left if pk not in meant]
        if meant or not agency["agency_ids"]:
            result.append({**agency, "agency_ids": meant})
    return [*result, *(meaning(None, [pk]) for pk in left)]


def deadline(former: Content, given: Deadline) -> Content:
    """A deadline put in; its place in the text stays while its words do."""
    same = (former.get("text") or "") == (given.text or "")
    given = given._replace(
        start=former.get("start") if same else None, end=former.get("end") if same else None
    )
    return {
        "kind": given.kind,
        "value": given.value,
        "text": given.text,
        "start": given.start,
        "end": given.end,
    }


def missing(kind: str, content: Content) -> Decision:
    """What an item still lacks before it may be approved."""
    if kind == "assignment" and not held(content, "lead"):
        return no("Chọn cơ quan chủ trì trước khi duyệt việc này.", code="no-lead")
    if kind == "report" and not held(content, "who"):
        return no("Chọn cơ quan phải báo cáo trước khi duyệt.", code="no-reporter")
    if kind == "campaign" and not content["name"]:
        return no("Điền tên đợt trước khi duyệt.", code="no-name")
    if kind == "silent":
        return no("Câu này chưa thành việc: tạo việc từ câu, hoặc bỏ và nêu lý do.", code="silent")
    return YES


def blank(kind: str) -> Content:
    """The content of an item that a person adds, before it says anything."""
    due = deadline({}, Deadline("none"))
    blanks: dict[str, Content] = {
        "assignment": {
            "lead": meaning(None, []),
            "coordinating": [],
            "deadline": due,
            "places": [],
            "targets": [],
        },
        "report": {"who": [], "what": "", "to": [], "through": None, "deadline": due},
        "campaign": {"name": "", "from": None, "to": None, "places": []},
        "message": {"kind": "slogan", "text": ""},
    }
    return blanks[kind]


def joined(first: Content, second: Content) -> Content:
    """Two items as one: the first's lead and deadline, everybody's part; what the first leaves open, the second fills."""
    result = {**first, "corrected": True}
    for name in BODIES:
        if name in first:
            result[name] = unique([*first[name], *second.get(name, ())])
    if (first.get("deadline") or {}).get("kind") == "none" and second.get("deadline"):
        result["deadline"] = second["deadline"]
    if "places" in first:
        result["places"] = list(dict.fromkeys([*first["places"], *second.get("places", ())]))
    return result


def unique(named: Iterable[Content]) -> list[Content]:
    """Each name once; names that mean the same bodies are one."""
    return list(
        {(tuple(each["agency_ids"]) or each["text"]): each for each in reversed(list(named))}.values()
    )[::-1]
