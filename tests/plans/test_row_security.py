"""Row security says what ``visible_to`` says, for everybody, on every table that reveals existence."""

import uuid
from datetime import UTC, date, datetime

import pytest
from django.apps import apps

from diemtua.access.actor import house
from diemtua.access.session import session
from diemtua.plans.models import (
    Attachment,
    Campaign,
    CampaignResult,
    ChildPlan,
    Citation,
    Clause,
    Document,
    Event,
    Extension,
    Intake,
    Part,
    Proposal,
    Reminder,
    ReportDue,
    ReportDuty,
    Submission,
    Succession,
    Task,
)
from diemtua.plans.scanning import Scan
from tests.people import CAST, person

pytestmark = pytest.mark.django_db
NOW = datetime(2024, 7, 1, 8, tzinfo=UTC)


def document_of(holder, seen_by=(), issued=True, number="155"):
    return Document.objects.create(
        province_id=holder.province_id,
        holder_id=holder.agency_id,
        seen_by=[holder.agency_id, *(actor.agency_id for actor in seen_by)],
        number=number,
        symbol="KH-UBND",
        issued_on=date(2023, 7, 27),
        text="Công an tỉnh chủ trì.",
        folded="cong an tinh chu tri",
        created_by_id=holder.officer_id,
        created_at=NOW,
        issued_at=NOW if issued else None,
        issued_by_id=holder.officer_id if issued else None,
    )


def task_of(document, lead, number, helpers=()):
    task = Task.objects.create(
        document=document,
        province_id=document.province_id,
        seen_by=sorted({document.holder_id, lead.agency_id, *(each.agency_id for each in helpers)}),
        number=number,
        content="Xác minh",
        assigner_id=document.holder_id,
        lead_id=lead.agency_id,
        issued_at=NOW,
        first_due_on=date(2024, 8, 1),
        due_on=date(2024, 8, 1),
    )
    for helper in helpers:
        Part.objects.create(task=task, agency_id=helper.agency_id)
    event = Event.objects.create(task=task, kind=Event.Kind.ISSUED, at=NOW, officer_id=lead.officer_id)
    Extension.objects.create(
        task=task,
        asked_until=date(2024, 9, 1),
        reason="Chờ số liệu",
        asked_by_id=lead.officer_id,
        asked_at=NOW,
    )
    Attachment.objects.create(
        task=task,
        event=event,
        name="bao-cao.pdf",
        kind="application/pdf",
        size=3,
        sha256="0" * 64,
        scan=Scan.CLEAN,
        added_by_id=lead.officer_id,
        added_at=NOW,
    )
    return task


@pytest.fixture
def population(hoa, nam, ly, binh, an, la):
    """Documents of two provinces: issued and in review; tasks with and without coordinators; everything beneath them."""
    for holder, lead, helper in ((nam, hoa, ly), (la, la, la)):
        issued = document_of(holder, seen_by=(lead, helper))
        task = task_of(issued, lead, 1, helpers=[helper])
        task_of(issued, holder, 2)
        shared = {"province_id": holder.province_id, "seen_by": issued.seen_by}
        campaign = Campaign.objects.create(document=issued, name="Đợt cao điểm", **shared)
        CampaignResult.objects.create(
            campaign=campaign,
            agency_id=lead.agency_id,
            what="Vụ",
            value=2,
            unit="vụ",
            until=date(2024, 7, 30),
            officer_id=lead.officer_id,
            at=NOW,
        )
        duty = ReportDuty.objects.create(document=issued, what="Kết quả", **shared)
        duty.to.add(holder.agency_id)
        duty.who.add(lead.agency_id)
        due = ReportDue.objects.create(
            duty=duty,
            agency_id=lead.agency_id,
            period="Quý III",
            due_on=date(2024, 9, 16),
            province_id=holder.province_id,
            seen_by=[holder.agency_id, lead.agency_id],
        )
        sent = Submission.objects.create(due=due, number=1, note="Đã làm", officer_id=lead.officer_id, at=NOW)
        Attachment.objects.create(
            submission=sent,
            name="so-lieu.xlsx",
            kind="application/zip",
            size=3,
            sha256="1" * 64,
            scan=Scan.CLEAN,
            added_by_id=lead.officer_id,
            added_at=NOW,
        )
        for officer, subject in ((lead, {"task": task}), (holder, {"due": due})):
            Reminder.objects.create(
                officer_id=officer.officer_id,
                kind=Reminder.Kind.NEAR,
                deadline=date(2024, 8, 1),
                day=date(2024, 7, 30),
                made_at=NOW,
                **subject,
            )
        ChildPlan.objects.create(document=issued, task=task, agency_id=lead.agency_id, **shared)
        for about in (None, duty):
            Succession.objects.create(
                document=issued,
                duty=about,
                role="receives" if about else "keeps",
                before_id=lead.agency_id,
                after_id=helper.agency_id,
                note="Kế thừa",
                at=NOW,
            )
        Intake.objects.create(
            holder_id=holder.agency_id,
            officer_id=holder.officer_id,
            file_name="quet.pdf",
            file_kind="pdf",
            file_size=3,
            file_sha256="2" * 64,
            asked_at=NOW,
        )
        for document in (issued, document_of(holder, issued=False, number="156")):
            Citation.objects.create(document=document, cited="193/QĐ-TTg")
            Clause.objects.create(
                document=document, position=0, path="I", label="I", kind="roman", level=1, start=0, end=5
            )
            Proposal.objects.create(
                document=document, kind="assignment", key=uuid.uuid4().hex, start=0, end=5
            )


MODELS = [
    model for model in apps.get_app_config("plans").get_models() if hasattr(model.objects.all(), "visible_to")
]


def test_every_model_of_plans_has_a_row_rule():
    assert list(apps.get_app_config("plans").get_models()) == MODELS


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
@pytest.mark.parametrize("name", CAST)
def test_row_security_agrees_with_visible_to(population, name, model):
    officer = person(name)
    with session(officer):
        by_database = set(model.objects.values_list("pk", flat=True))
    by_python = set(model.objects.visible_to(officer).values_list("pk", flat=True))
    assert by_database == by_python


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_the_rule_lets_some_see_and_others_not(population, model):
    """So that the agreement above is not the agreement of two empty sets."""
    seen = {name: model.objects.visible_to(person(name)).count() for name in CAST}
    assert seen["nam"] > 0 and seen["an"] == 0
    assert model.objects.visible_to(house()).count() > seen["nam"]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_nobody_asking_sees_no_row(population, model):
    from diemtua.access.actor import Actor

    nobody = Actor(None, None, None, "", "", "", "", date(2024, 7, 15))
    with session(nobody):
        assert not model.objects.exists()


def test_a_draft_is_known_to_its_holder_alone(population, binh, nam):
    with session(binh):
        assert set(Document.objects.values_list("number", flat=True)) == {"155"}
    with session(nam):
        assert set(Document.objects.values_list("number", flat=True)) == {"155", "156"}


def test_an_agency_cannot_write_a_row_it_could_not_see(population, hoa, la):
    from django.db import ProgrammingError

    with pytest.raises(ProgrammingError, match="row-level security"), session(hoa):
        document_of(la)


def test_what_a_draft_proposes_goes_with_its_keeper(population, hoa, nam):
    """A document whose holder has ended is its successor's: the rule of rows says so in both places."""
    Document.objects.filter(number="156", holder=nam.agency_id).update(
        keeper=hoa.agency_id, seen_by=[hoa.agency_id, nam.agency_id]
    )
    of_draft = {name: set() for name in CAST}
    for name in CAST:
        officer = person(name)
        with session(officer):
            by_database = set(Proposal.objects.values_list("pk", flat=True))
        assert by_database == set(Proposal.objects.visible_to(officer).values_list("pk", flat=True))
        of_draft[name] = set(Proposal.objects.filter(pk__in=by_database, document__number="156"))
    assert of_draft["hoa"] and not of_draft["nam"]
