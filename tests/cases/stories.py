"""Steps of a case as people take them, for tests that begin in the middle."""

import uuid
from datetime import date, datetime

from diemtua.access.session import session
from diemtua.audit.models import Entry
from diemtua.cases.actions import intakes, legal
from diemtua.cases.actions.papers import Given, add_evidence
from diemtua.cases.rules.evidence import Evidence, PaperKind
from diemtua.directory.models import Agency
from diemtua.kernel.calendar import local

MORNING = local(datetime(2026, 11, 20, 8, 30))
ANSWERS = {
    "received-at": "2026-11-20T08:30:00+07:00",
    "name": "Lò Thị Mẩy",
    "sex": "female",
    "under-18": "no",
    "birth": {"year": 1999},
    "nationality": ["VN"],
    "safe-now": "yes",
    "safe-contact": {"value": "0912 345 678", "safe_to_call": "only", "when": "sau 20 giờ"},
}
ON_C1 = {key: each for key, each in ANSWERS.items() if key not in ("birth", "nationality")}
REQUEST = Given("31/YT-XM", date(2026, 11, 21), "Nguyễn Thị Hoa, Giám đốc")
PAPER = Given("15/GXN-CAT", date(2026, 11, 22), "Lò Văn Thử, Phó Giám đốc")


def once():
    return uuid.uuid4()


def agency(actor):
    return Agency.objects.get(pk=actor.agency_id)


def begun(actor, channel="C1", answers=None):
    with session(actor):
        intake = intakes.begin(channel, actor=actor, client_id=once())
        return intakes.save_step(intake.pk, 1, answers or ON_C1, actor=actor, version=1)


def opened(actor, channel="C1", answers=None):
    intake = begun(actor, channel, answers)
    with session(actor):
        return intakes.open_case(intake.pk, actor=actor, client_id=once())


def told(mai, hoa, **more):
    case = opened(mai, **more)
    with session(mai):
        return legal.notify(case.pk, agency(hoa), actor=mai, client_id=once(), at=MORNING)


def taken(mai, hoa, **more):
    case = told(mai, hoa, **more)
    with session(hoa):
        return legal.take_over(case.pk, actor=hoa, client_id=once())


def being_identified(mai, hoa, nam, **more):
    case = taken(mai, hoa, **more)
    with session(hoa):
        legal.move("start_check", case.pk, legal.Step(), actor=hoa, client_id=once())
        return legal.ask_verification(case.pk, agency(nam), REQUEST, actor=hoa, client_id=once())


def victim(mai, hoa, nam, **more):
    case = being_identified(mai, hoa, nam, **more)
    with session(nam):
        add_evidence(case.pk, Evidence.E6, actor=nam, client_id=once(), description="Lời khai phù hợp")
        return legal.recognise(case.pk, PaperKind.P1, PAPER, actor=nam, client_id=once())


def trail_of(case):
    entries = Entry.objects.filter(subject_kind="cases.case", subject=str(case.pk))
    return list(entries.order_by("pk").values_list("act", flat=True))
