"""Notices: who is told of what, in which words; and that no word of a person can stand in one."""

from datetime import timedelta
from inspect import signature

import pytest
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from diemtua.access.session import session
from diemtua.cases.actions import access, safety
from diemtua.cases.models import Share
from diemtua.cases.rules.numbers import CaseNumber
from diemtua.coordination import jobs, letters, queries
from diemtua.coordination.actions import expiring, notices
from diemtua.coordination.kinds import Kind, State
from diemtua.coordination.models import Movement, MovementStep, Notice
from diemtua.coordination.occasions import Occasion
from diemtua.vault import declaring
from tests.coordination.stories import ANSWERS_WORDS, held, offered, once, referred

pytestmark = pytest.mark.django_db


def told(actor, occasion):
    return Notice.objects.filter(to_agency=actor.agency_id, occasion=occasion.value)


def test_a_notice_names_the_number_the_occasion_and_the_time_left(hoa, an):
    movement = referred(hoa, an)
    notice = told(an, Occasion.REFERRED).get()
    said = notice.sentence(movement.offered_at)
    assert said.startswith(f"Hồ sơ {movement.number} được chuyển tuyến, chờ tiếp nhận, còn 3 ngày làm việc")
    assert notice.url.startswith("http")


def test_no_column_of_a_notice_takes_words():
    """What may be written: choices of a closed set, a case's number by its pattern, numbers, moments."""
    for field in Notice._meta.get_fields():
        assert not isinstance(field, models.TextField | models.JSONField), field.name
        if isinstance(field, models.CharField):
            assert field.name in {"occasion", "number", "duty"}, field.name
        assert declaring.level_of(field) == declaring.WORK
    takes = {name for name, each in signature(notices.notify).parameters.items() if each.annotation == "str"}
    assert takes == {"number", "duty"}


def test_a_name_cannot_stand_where_the_number_does(hoa):
    with pytest.raises(IntegrityError, match="names_a_case_by_its_number"), transaction.atomic():
        notices.notify(Occasion.REFERRED, [hoa.agency_id], actor=hoa, number="Lò Thị Mẩy")


def test_no_word_of_the_person_is_in_any_notice_or_letter(hoa, mai, an, sen, nam, ly, hai, post):
    case = held(mai)
    referred(mai, an, case=case, message="Lò Thị Mẩy cần khám")
    offered(mai, hoa, case, message="Lò Thị Mẩy")
    with session(mai):
        safety.shelter_unsafe(case.pk, actor=mai, client_id=once(), words="Lò Thị Mẩy bị theo dõi")
    for notice in Notice.objects.all():
        letters.send(notice.pk)
    assert Notice.objects.count() == len({*Notice.objects.values_list("pk", flat=True)}) >= 6 and post.letters
    said = [notice.sentence() for notice in Notice.objects.all()]
    said += [f"{letter['Subject']} {letter.get_content()}" for _, letter in post.letters]
    for text in said:
        assert not any(word in text for word in ANSWERS_WORDS), text


def test_an_unsafe_shelter_is_told_at_once_to_police_border_guard_and_coast_guard(hoa, nam, ly, hai, an):
    case = held(hoa)
    with session(hoa):
        safety.shelter_unsafe(case.pk, actor=hoa, client_id=once(), words="Có người lạ canh cổng")
    for force in (nam, ly, hai):
        notice = told(force, Occasion.SHELTER_UNSAFE).get()
        assert notice.urgent and notice.number == case.number
    assert not told(an, Occasion.SHELTER_UNSAFE).exists()


def test_broken_glass_is_told_to_the_holder_and_to_auditors(hoa, ly, tra):
    case = held(hoa)
    with session(ly):
        access.break_glass(
            case.province_id, CaseNumber(case.year, case.serial), actor=ly, hours=2,
            reason="Cần đưa người đi cấp cứu ngay",
        )  # fmt: skip
    assert told(hoa, Occasion.GLASS_BROKEN).exists()
    auditors = told(tra, Occasion.GLASS_BROKEN).get()
    assert auditors.duty == "audit"
    with session(tra):
        assert queries.notices(tra) == [auditors]


def test_seen_once_by_the_first_who_looks(hoa, an):
    referred(hoa, an)
    notice = told(an, Occasion.REFERRED).get()
    with session(an):
        assert queries.unseen(an).count() == 1
        notices.see(notice.pk, actor=an)
        notices.see(notice.pk, actor=an)
        assert queries.unseen(an).count() == 0
    with session(hoa), pytest.raises(Notice.DoesNotExist):
        notices.see(notice.pk, actor=hoa)


def test_a_letter_goes_to_everybody_of_the_duty_once(mai, hoa, kim, thu, post):
    offered(mai, hoa)
    notice = told(hoa, Occasion.OFFERED).get()
    assert letters.send(notice.pk) == 2 and letters.send(notice.pk) == 0
    assert len(post.letters) == 2
    _, letter = post.letters[0]
    assert letter["Subject"].strip().startswith("[Điểm Tựa] Hồ sơ") and "Auto-Submitted" in letter


def test_a_letter_the_post_office_refuses_waits_for_the_next_attempt(mai, hoa, post):
    offered(mai, hoa)
    notice = told(hoa, Occasion.OFFERED).get()
    post.refusing = True
    with pytest.raises(OSError, match="451"):
        letters.send(notice.pk)
    notice.refresh_from_db()
    assert notice.sent_at is None


# --- no answer ----------------------------------------------------------------------------------


def test_what_nobody_answers_is_told_to_the_heads_and_then_over(mai, hoa, dung):
    movement = offered(mai, hoa)
    province = movement.case.province_id
    late, over = movement.answer_by + timedelta(minutes=1), movement.expires_at + timedelta(minutes=1)
    assert expiring.escalate(province, movement.offered_at) == 0
    assert expiring.escalate(province, late) == 1 and expiring.escalate(province, late) == 0
    assert told(hoa, Occasion.UNANSWERED).get().duty == "lead" and told(mai, Occasion.UNANSWERED).exists()
    assert expiring.expire(province, late) == 0
    assert expiring.expire(province, over) == 1 and expiring.expire(province, over) == 0
    movement.refresh_from_db()
    assert movement.state == State.EXPIRED
    assert not Share.objects.filter(movement_id=movement.pk, ended_at=None).exists()
    steps = MovementStep.objects.filter(movement=movement).order_by("pk").values_list("move", flat=True)
    assert list(steps) == ["start", "escalate", "expire"]
    assert told(hoa, Occasion.EXPIRED).exists() and told(mai, Occasion.EXPIRED).exists()


def test_the_timed_work_visits_provinces_that_wait(mai, hoa):
    movement = offered(mai, hoa)
    assert [pk for pk, _ in jobs.provinces()] == [movement.case.province_id]
    Movement.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    jobs.late(0)
    assert Movement.objects.get(kind=Kind.TRANSFER).state == State.EXPIRED
    assert jobs.provinces() == []
