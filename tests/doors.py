"""What every route answers, and to whom: the scene it is asked on, and the table of answers."""

import uuid
from dataclasses import dataclass, field
from datetime import date, datetime

from django.test import Client
from django.utils import timezone

from diemtua.access import calendar_keys
from diemtua.access.actor import actor_of, house
from diemtua.access.session import session
from diemtua.directory.models import Absence, Agency, Posting
from diemtua.plans import store
from diemtua.plans.actions import documents, intakes
from diemtua.plans.models import (
    Attachment,
    Campaign,
    ChildPlan,
    Document,
    Proposal,
    ReportDue,
    ReportDuty,
    Submission,
    Task,
)
from diemtua.plans.scanning import Scan
from tests.people import CAST, TODAY, PostingFactory, person
from tests.plans.factories import PLAN, issued_plan, reviewed_plan, task_of
from tests.plans.visits import visit

# Officers beyond the cast: of whose agency, with which duties. Mai and Tâm only look on; Quân keeps the directory.
MORE = {
    "mai": ("Đỗ Thị Mai", "hoa", []),
    "tam": ("Lê Văn Tâm", "nam", []),
    "quan": ("Ngô Văn Quân", "nam", ["work", "administer"]),
}


# Who comes to a door, in the order of the letters of an answer.
PEOPLE = ("nobody", "hoa", "mai", "nam", "tam", "quan", "ly", "binh", "an", "la")

# What each of them is answered: «.» the page, «>» sent on, «s» the sign-in page, «!» refused with a sentence (403),
# «?» the form again with a sentence (422), «0» absent, as if there were no such thing (404), «-» not in this way (405).
ANSWERS = {200: ".", 302: ">", 403: "!", 404: "0", 405: "-", 422: "?"}

# Route: answers to a look (GET), answers to a form (POST), the address tried where it is another record's.
# Hoa leads the task and owes the report; Nam holds the documents; Lý and Bình may know the plan; An and Lạ may not.
# Pages that everybody has to himself are tried by two.
# fmt: off
DOORS = {
    "": ("s.........", "s........."),
    "van-ban/": ("s.........", "s........."),
    "van-ban/moi/": ("s.........", "s>!>!>>>>>"),
    "van-ban/dang-doc/<int:intake_id>/": ("s00...0000", "s00...0000"),
    "van-ban/<int:document_id>/": ("s.......00", "s.......00"),
    "van-ban/<int:document_id>/toan-van/": ("s.......00", "s.......00"),
    "van-ban/<int:document_id>/tep-goc/": ("s00...0000", "s00...0000", "van-ban/<int:ready>/tep-goc/"),
    "van-ban/<int:document_id>/sua/": ("s!!.!.!!00", "s!!>!>!!00"),
    "van-ban/<int:document_id>/giao-viec/": ("s---------", "s00>!>0000", "van-ban/<int:ready>/giao-viec/"),
    "van-ban/<int:document_id>/ra-soat/": ("s00...0000", "s00...0000", "van-ban/<int:draft>/ra-soat/"),
    "van-ban/<int:document_id>/ra-soat/duyet-chac-chan/": ("s---------", "s00>!>0000", "van-ban/<int:draft>/ra-soat/duyet-chac-chan/"),
    "van-ban/<int:document_id>/ra-soat/doc-lai/": ("s00.!.0000", "s00>!>0000", "van-ban/<int:draft>/ra-soat/doc-lai/"),
    "van-ban/<int:document_id>/ra-soat/them/": ("s---------", "s00>!>0000", "van-ban/<int:draft>/ra-soat/them/"),
    "van-ban/<int:document_id>/ra-soat/xem-han/": ("s---------", "s00...0000", "van-ban/<int:draft>/ra-soat/xem-han/"),
    "van-ban/<int:document_id>/ra-soat/<int:proposal_id>/sua/": ("s00>>>0000", "s00>!>0000", "van-ban/<int:draft>/ra-soat/<int:proposal_id>/sua/"),
    "van-ban/<int:document_id>/ra-soat/<int:proposal_id>/<slug:name>/": ("s---------", "s00>!>0000", "van-ban/<int:draft>/ra-soat/<int:proposal_id>/duyet/"),
    "van-ban/<int:document_id>/trien-khai/": ("s.......00", "s.......00"),
    "van-ban/<int:document_id>/trien-khai/<int:obligation_id>/": ("s---------", "s>!!!!!!00"),
    "viec/": ("s.........", "s........."),
    "viec/xuat.xlsx": ("s.........", "s........."),
    "viec/<int:task_id>/": ("s.......00", "s.......00"),
    "viec/<int:task_id>/<slug:name>/": ("s---------", "s>!!!!!!00"),
    "tong-hop/": ("s.........", "s........."),
    "tong-hop/mot-trang/": ("s.........", "s........."),
    "tong-hop/tong-hop.xlsx": ("s.........", "s........."),
    "tong-hop/bao-cao.docx": ("s.........", "s........."),
    "bao-cao/": ("s.........", "s........."),
    "bao-cao/phat-sinh/": ("s.........", "s>????????"),
    "bao-cao/<int:due_id>/": ("s.....0.00", "s.....0.00"),
    "bao-cao/<int:due_id>/gui/": ("s---------", "s>????0?00"),
    "bao-cao/<int:due_id>/tra-lai/": ("s---------", "s??>?>0?00", "bao-cao/<int:sent_id>/tra-lai/"),
    "lich/": ("s.........", "s........."),
    "lich/dia-chi-rieng/": ("s---------", "s........."),
    "lich/<str:key>.ics": ("..........", "----------"),
    "nhac-viec/": ("s.........", "s........."),
    "nhac-viec/da-xem/": ("s---------", "s>>>>>>>>>"),
    "dot/": ("s.........", "s........."),
    "dot/<int:campaign_id>/": ("s.......00", "s.......00"),
    "dot/<int:campaign_id>/sua/": ("s!!.!.!!00", "s!!>!>!!00"),
    "dot/<int:campaign_id>/chon-viec/": ("s!!.!.!!00", "s!!>!>!!00"),
    "dot/<int:campaign_id>/ket-qua/": ("s>>>>>>>00", "s>!>!>>!00"),
    "tai-lieu/<int:attachment_id>/": ("s.......00", "s.......00"),
    "ke-thua/": ("s!!...!.!.", "s!!...!.!."),
    "ke-thua/<int:task_id>/": ("s---------", "s!!!!!!!0>"),
    "ke-thua/<slug:role>/<int:record_id>/": ("s---------", "s!!!!!!!0>", "ke-thua/keeps/<int:document_id>/"),
    "danh-ba/": ("s.........", "s........."),
    "danh-ba/dia-ban/": ("s.........", "s........."),
    "danh-ba/dia-ban/<slug:code>/": ("s.........", "s........."),
    "danh-ba/tinh/<slug:code>/": ("s.........", "s........."),
    "danh-ba/co-quan/<int:agency_id>/": ("s.........", "s........."),
    "danh-ba/co-quan/<int:agency_id>/lien-he/": ("s!!!!.!!!!", "s!!!!>!!!!"),
    "danh-ba/co-quan/<int:agency_id>/them-can-bo/": ("s!!!!.!!!!", "s!!!!>!!!!"),
    "danh-ba/can-bo/<int:officer_id>/": ("s.........", "s........."),
    "danh-ba/can-bo/<int:officer_id>/chuyen/": ("s!!!!.!!!!", "s!!!!>!!!!"),
    "danh-ba/can-bo/<int:officer_id>/ket-thuc/": ("s!!!!.!!!!", "s!!!!>!!!!"),
    "danh-ba/vang-mat/": ("s.........", "s>>>>>>>>>"),
    "danh-ba/vang-mat/<int:absence_id>/ket-thuc/": ("s---------", "s>!!!!!!!!"),
    "tai-khoan/": ("s.", "s."),
    "tai-khoan/can-bo/": ("s!!!!.!!!!", "s!!!!.!!!!"),
    "tai-khoan/can-bo/<int:officer_id>/": ("s!!!!.!!!!", "s!!!!.!!!!"),
    "tai-khoan/can-bo/<int:officer_id>/<slug:name>/": ("s---------", "s!!!!>!!!!", "tai-khoan/can-bo/<int:officer_id>/tat/"),
    "tai-khoan/chua-co-vi-tri/": ("!!", "!!"),
    "tai-khoan/trinh-dien/": ("--", "00"),
    "tai-khoan/dang-nhap/": (".>", ".>"),
    "tai-khoan/dang-xuat/": ("s.", "ss"),
    "tai-khoan/tam-dung/": ("..", "--"),
    "tai-khoan/xac-nhan/": ("s!", "s!"),
    "tai-khoan/phien/": ("s.", "s>"),
    "tai-khoan/mat-khau/doi/": ("s>", "s>"),
    "tai-khoan/mat-khau/quen/": ("..", ".."),
    "tai-khoan/mat-khau/quen/da-gui/": ("..", "--"),
    "tai-khoan/mat-khau/dat-lai/xong/": ("..", "--"),
    r"tai-khoan/mat-khau/^dat-lai/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$": ("..", "..", "tai-khoan/mat-khau/dat-lai/abc-set-password/"),
    "tai-khoan/bao-mat/": ("s.", "s-"),
    "tai-khoan/bao-mat/xac-thuc/": ("s>", "s>"),
    "tai-khoan/bao-mat/xac-nhan/": ("s!", "s!"),
    "tai-khoan/bao-mat/ung-dung/bat/": ("s.", "s."),
    "tai-khoan/bao-mat/ung-dung/tat/": ("s0", "s0"),
    "tai-khoan/bao-mat/ma-du-phong/": ("s0", "s-"),
    "tai-khoan/bao-mat/ma-du-phong/tao/": ("s.", "s."),
    "tai-khoan/bao-mat/ma-du-phong/tai/": ("s0", "s0"),
    "tai-khoan/bao-mat/khoa/": ("s.", "s-"),
    "tai-khoan/bao-mat/khoa/them/": ("s.", "s."),
    "tai-khoan/bao-mat/khoa/xac-nhan/": ("s!", "s!"),
    "tai-khoan/bao-mat/khoa/dang-nhap/": ("s>", "s>"),
    "tai-khoan/bao-mat/khoa/<int:pk>/go/": ("s0", "s0"),
    "tai-khoan/bao-mat/khoa/<int:pk>/sua/": ("s0", "s0"),
    "tai-khoan/dong/1/": ("00", "00"),
    "tai-khoan/dong/2/": ("00", "00"),
    "tai-khoan/dong/3/": ("00", "00"),
    "tai-khoan/dong/4/": ("00", "00"),
    "tai-khoan/dong/5/": ("00", "00"),
    "giao-dien/": ("--", ">>"),
    "bo-thanh-phan/": ("00", "00"),
}
# fmt: on


@dataclass
class Scene:
    """People, and the number of one record of each kind, by the name its route gives it."""

    actors: dict
    numbers: dict = field(default_factory=dict)
    cookies: dict = field(default_factory=dict)

    def browser(self, name):
        """A browser where that officer has just signed in; ``nobody`` has not."""
        browser = Client()
        browser.cookies.update(self.cookies.get(name, {}))
        return browser

    def path(self, route, **instead):
        """The address of a route on this scene."""
        path = "/" + route
        for name, value in {**self.numbers, **instead}.items():
            for kind in ("int", "slug", "str"):
                path = path.replace(f"<{kind}:{name}>", str(value))
        assert "<" not in path, f"Chưa có giá trị cho {path}"
        return path


def clerk(name):
    called, colleague, duties = MORE[name]
    posting = Posting.objects.filter(officer__name=called).first() or PostingFactory(
        officer__name=called, agency=Agency.objects.get(pk=person(colleague).agency_id), duties=duties
    )
    return actor_of(
        Posting.objects.select_related("officer", "agency__province").get(pk=posting.pk), today=TODAY
    )


def set_scene():
    """A plan given out and a draft, work, a report, a campaign, evidence, a file being read, an absence."""
    actors = {name: person(name) for name in CAST} | {name: clerk(name) for name in MORE}
    scene = Scene(actors)
    for name in actors:
        scene.cookies[name] = visit(actors[name]).cookies
    hoa, nam = actors["hoa"], actors["nam"]
    plan = issued_plan(nam)
    ready = reviewed_plan(nam, PLAN.replace("155/", "158/"), data=b"Ke hoach", name="ke-hoach.txt")
    ours = issued_plan(hoa, PLAN.replace("155/KH-UBND", "77/KH-SLĐTBXH"))
    with session(nam):
        draft = documents.register(
            documents.Original(text=PLAN.replace("155/", "156/")), actor=nam, client_id=uuid.uuid4()
        )
        waiting = intakes.begin(
            b"%PDF",
            name="a.pdf",
            kind="pdf",
            scan=Scan.CLEAN,
            actor=nam,
            client_id=uuid.uuid4(),
            parent_id=None,
            pages=1,
        )
    with session(house()):
        records = kept(plan, task_of(plan, "II/1/a"), hoa)
        proposal = Proposal.objects.filter(document=draft, kind="assignment").first()
        key = calendar_keys.renew(hoa, client_id=uuid.uuid4())
    scene.numbers = {
        **records,
        "document_id": plan.pk,
        "draft": draft.pk,
        "ready": ready.pk,
        "ours": ours.pk,
        "proposal_id": proposal.pk,
        "intake_id": waiting.pk,
        "officer_id": nam.officer_id,
        "posting": Posting.objects.get(officer=nam.officer_id).pk,
        "agency_id": hoa.agency_id,
        "other_agency": actors["ly"].agency_id,
        "code": "soc-trang",
        "key": key,
        "name": "acknowledge",
    }
    return scene


def kept(plan, task, hoa):
    """Records that life would have added by now."""
    shared = {"province_id": plan.province_id, "seen_by": plan.seen_by}
    at = timezone.make_aware(datetime(2024, 7, 2, 8))
    duty = ReportDuty.objects.create(
        document=plan, what="Báo cáo đột xuất", due_kind="recurring", due_value="on-event", **shared
    )
    duty.who.add(hoa.agency_id)
    due = ReportDue.objects.filter(agency=hoa.agency_id, duty__document=plan).earliest("due_on")
    told = ReportDue.objects.create(
        duty=due.duty,
        agency_id=hoa.agency_id,
        period="Quý II/2024",
        due_on=date(2024, 7, 5),
        submitted_at=at,
        submitted_by_id=hoa.officer_id,
        province_id=due.province_id,
        seen_by=due.seen_by,
    )
    Submission.objects.create(due=told, number=1, note="Đã làm", officer_id=hoa.officer_id, at=at)
    campaign = Campaign.objects.create(
        document=plan, name="Đợt cao điểm", starts_on=date(2024, 7, 1), ends_on=date(2024, 9, 30), **shared
    )
    obligation = ChildPlan.objects.create(document=plan, task=task, agency_id=hoa.agency_id, **shared)
    paper = Attachment.objects.create(
        task=task,
        name="bien-ban.pdf",
        kind="application/pdf",
        size=4,
        sha256=store.put(b"%PDF"),
        scan=Scan.CLEAN,
        added_by_id=hoa.officer_id,
        added_at=at,
    )
    absence = Absence.objects.create(
        officer_id=hoa.officer_id, valid_from=date(2024, 7, 10), valid_until=date(2024, 7, 20)
    )
    return {
        "task_id": task.pk,
        "campaign_id": campaign.pk,
        "obligation_id": obligation.pk,
        "attachment_id": paper.pk,
        "absence_id": absence.pk,
        "duty_id": duty.pk,
        "due_id": due.pk,
        "sent_id": told.pk,
    }


def sent(scene, route):
    """What a form of this route sends, filled as its own page would have filled it."""
    numbers = scene.numbers
    once = {"client_id": uuid.uuid4()}
    task = Task.objects.get(pk=numbers["task_id"])
    proposal = Proposal.objects.get(pk=numbers["proposal_id"])
    edges = {"first": "Tổ chức tuyên truyền", "last": "vùng nông thôn"}
    return {
        "van-ban/moi/": {**once, "text": PLAN.replace("155/", "157/")},
        "van-ban/<int:document_id>/sua/": {
            "version": Document.objects.get(pk=numbers["document_id"]).version,
            "kind": "ke-hoach",
            "title": "Kế hoạch khác",
            "issued_on": "01/07/2024",
        },
        "van-ban/<int:draft>/ra-soat/doc-lai/": {"version": 1, "text": PLAN.replace("155/", "156/")},
        "van-ban/<int:draft>/ra-soat/them/": {**once, "kind": "assignment", **edges},
        "van-ban/<int:draft>/ra-soat/<int:proposal_id>/sua/": {
            "version": proposal.version,
            "lead": [numbers["agency_id"]],
            "due-kind": "none",
            **edges,
        },
        "van-ban/<int:draft>/ra-soat/<int:proposal_id>/duyet/": {"version": proposal.version},
        "van-ban/<int:draft>/ra-soat/xem-han/": {"due-kind": "none"},
        "van-ban/<int:document_id>/trien-khai/<int:obligation_id>/": {**once, "child_id": numbers["ours"]},
        "viec/<int:task_id>/<slug:name>/": {**once, "version": task.version},
        "bao-cao/<int:due_id>/gui/": {**once, "note": "Đã làm", "figures-0-what": ""},
        "bao-cao/phat-sinh/": {**once, "duty": numbers["duty_id"], "happened": "Tiếp nhận một người"},
        "bao-cao/<int:sent_id>/tra-lai/": {**once, "reason": "Thiếu số liệu"},
        "lich/dia-chi-rieng/": once,
        "dot/<int:campaign_id>/sua/": {**once, "version": 1, "name": "Đợt cao điểm 2024"},
        "dot/<int:campaign_id>/chon-viec/": {**once, "task_ids": [task.pk]},
        "dot/<int:campaign_id>/ket-qua/": {
            **once,
            "what": "vụ",
            "value": "2",
            "unit": "vụ",
            "until": "10/07/2024",
        },
        "ke-thua/<int:task_id>/": {
            **once,
            "ended": task.lead_id,
            "agency": numbers["other_agency"],
        },
        "ke-thua/keeps/<int:document_id>/": {
            **once,
            "ended": task.assigner_id,
            "agency": numbers["other_agency"],
        },
        "danh-ba/co-quan/<int:agency_id>/lien-he/": {"version": 1, "phone": "0299 382 0000"},
        "danh-ba/co-quan/<int:agency_id>/them-can-bo/": {
            **once,
            "name": "Tạ Thị Mới",
            "email": "moi@tinh.example",
            "position": "Chuyên viên",
            "duties": ["work"],
            "on": "15/07/2024",
        },
        "danh-ba/can-bo/<int:officer_id>/chuyen/": {
            **once,
            "seen": numbers["posting"],
            "agency": numbers["agency_id"],
            "position": "Chuyên viên",
            "duties": ["work"],
            "on": "16/07/2027",
        },
        "danh-ba/can-bo/<int:officer_id>/ket-thuc/": {**once, "last_day": "20/07/2024"},
        "danh-ba/vang-mat/": {
            **once,
            "first_day": "25/07/2024",
            "last_day": "26/07/2024",
            "reason": "Nghỉ phép",
        },
        "danh-ba/vang-mat/<int:absence_id>/ket-thuc/": once,
        "tai-khoan/can-bo/<int:officer_id>/tat/": {**once, "reason": "asked"},
        "giao-dien/": {"theme": "dark"},
    }.get(route, once)
