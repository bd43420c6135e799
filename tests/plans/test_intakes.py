"""Scans and large files: kept at once, read by a real worker, shown as they are read, never lost and never twins."""

import hashlib
import time
import uuid
from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from procrastinate.contrib.django import app

from diemtua.access.actor import house
from diemtua.access.session import session
from diemtua.audit.models import Entry
from diemtua.kernel.decision import Refused
from diemtua.plans import reception, store
from diemtua.plans.actions import intakes
from diemtua.plans.models import Document, Intake
from diemtua.plans.scanning import Scan
from tests.apart import database_apart
from tests.intake.builders import encoded, scanned_pdf, typeset
from tests.people import person
from tests.plans import worker
from tests.plans.factories import PLAN
from tests.plans.visits import visit

NOVEL = "Ngày xưa có một cô gái hiền lành sống bên bờ sông, sáng nào cũng ra bến gánh nước về nhà.\n" * 12


@pytest.fixture(scope="module")
def house_of_its_own(request, worker_database, django_db_blocker, tmp_path_factory):
    """A database where rows are committed, so that a worker in another process sees them; and its files."""
    with database_apart(request, django_db_blocker, "intakes", tmp_path_factory.mktemp("files")) as name:
        yield name


@pytest.fixture
def nam(house_of_its_own):
    return person("nam")


@pytest.fixture
def desk(nam):
    """Nam's browser."""
    return visit(nam)


@pytest.fixture(scope="module")
def pages():
    return [picture for picture, _ in typeset(PLAN)]


def hand_in(desk, data, name="quét.pdf", client_id=None):
    given = {"client_id": client_id or uuid.uuid4(), "file": SimpleUploadedFile(name, data)}
    return desk.post("/van-ban/moi/", given)


def kept(response):
    assert response.status_code == 302 and "/dang-doc/" in response["Location"], response.content.decode()
    with session(house()):
        return Intake.objects.get(pk=int(response["Location"].split("/")[-2]))


def now(intake):
    with session(house()):
        return Intake.objects.select_related("document").get(pk=intake.pk)


def test_a_scan_is_kept_at_once_and_read_by_the_worker(desk, pages):
    before = time.monotonic()
    data = scanned_pdf(pages)
    intake = kept(hand_in(desk, data))
    assert time.monotonic() - before < 10
    assert (intake.state, intake.pages_total) == (Intake.State.WAITING, len(pages))
    page = desk.get(f"/van-ban/dang-doc/{intake.pk}/").content.decode()
    assert "đang chờ đến lượt đọc" in page and 'http-equiv="refresh"' in page and "hx-get" in page
    worker.work()
    intake = now(intake)
    assert intake.state is Intake.State.DONE and intake.pages_done == intake.pages_total
    document = intake.document
    assert (document.holder_id, document.created_by_id) == (intake.holder_id, intake.officer_id)
    assert document.number == "155" and store.get(document.file_sha256) == data
    done = desk.get(f"/van-ban/dang-doc/{intake.pk}/")
    assert (done.status_code, done["Location"]) == (302, f"/van-ban/{document.pk}/ra-soat/")
    by_script = desk.get(f"/van-ban/dang-doc/{intake.pk}/", headers={"HX-Request": "true"})
    assert by_script["HX-Redirect"] == f"/van-ban/{document.pk}/ra-soat/"


def test_a_scan_that_is_no_plan_is_refused_with_its_sentence_and_let_go(desk):
    intake = kept(hand_in(desk, encoded(typeset(NOVEL)[0][0], "PNG"), "truyện.png"))
    worker.work()
    intake = now(intake)
    assert intake.state is Intake.State.REFUSED and not store.place_of(intake.file_sha256).exists()
    page = desk.get(f"/van-ban/dang-doc/{intake.pk}/")
    assert intake.refusal in page.content.decode() and b"hx-get" not in page.content
    with session(house()):
        assert not Document.objects.filter(client_id=intake.client_id).exists()
        acts = Entry.objects.filter(subject_kind="plans.intake", subject=str(intake.pk))
        assert list(acts.order_by("id").values_list("act", flat=True)) == ["intake.begun", "intake.refused"]
    assert "truyện.png" in desk.get("/van-ban/").content.decode()


def test_a_refused_file_stays_while_somebody_else_needs_it(desk):
    scan = encoded(typeset(NOVEL)[0][0], "JPEG")
    first, second = (kept(hand_in(desk, scan, name)) for name in ("một.jpg", "hai.jpg"))
    reception.read_kept(first.pk)
    assert store.place_of(first.file_sha256).exists()
    worker.work()
    assert not store.place_of(second.file_sha256).exists()


def test_the_same_form_twice_waits_once(desk, pages):
    same = uuid.uuid4()
    first, second = (kept(hand_in(desk, scanned_pdf(pages), client_id=same)) for _ in range(2))
    assert first == second
    worker.work()
    with session(house()):
        assert Document.objects.filter(client_id=same).count() == 1


@pytest.fixture
def another(house_of_its_own, settings):
    """Workers in processes of their own, all gone at the end."""
    hired = []

    def hire():
        hired.append(worker.hire(house_of_its_own, settings.MEDIA_ROOT))
        return hired[-1]

    yield hire
    for each in hired:
        each.kill()
        each.wait()


def until(happened, hired):
    deadline = time.monotonic() + 120
    while not happened():
        assert hired.poll() is None and time.monotonic() < deadline
        time.sleep(0.1)


def test_a_worker_that_dies_loses_nothing_and_makes_no_twin(desk, pages, another):
    intake = kept(hand_in(desk, scanned_pdf(pages * 6), "dài.pdf"))
    doomed = another()
    until(lambda: now(intake).pages_done, doomed)
    doomed.kill()
    doomed.wait()
    assert now(intake).state is Intake.State.READING
    fallen_silent()
    app.configure_task("diemtua.plans.reading_jobs.take_up_again", allow_unknown=True).defer(timestamp=0)
    until(lambda: now(intake).finished_at, another())
    intake = now(intake)
    assert (intake.state, intake.tries) == (Intake.State.DONE, 2)
    with session(house()):
        assert Document.objects.filter(file_sha256=intake.file_sha256).count() == 1


def fallen_silent():
    """A quarter of an hour passes since the worker's last sign of life."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '15 minutes'")


def test_reading_twice_registers_once(desk, pages):
    intake = kept(hand_in(desk, scanned_pdf(pages[:1] * 2)))
    for _ in range(2):
        reception.read_kept(intake.pk)
    with session(house()):
        assert Document.objects.filter(client_id=intake.client_id).count() == 1


def test_a_file_that_always_brings_the_worker_down_is_told_after_three_tries(desk, nam, pages):
    intake = kept(hand_in(desk, scanned_pdf(pages[:1] * 3)))
    with session(nam):
        for _ in range(intakes.TRIES):
            assert intakes.start(intake.pk, actor=nam)
    assert "lần 3" in desk.get(f"/van-ban/dang-doc/{intake.pk}/").content.decode()
    reception.read_kept(intake.pk)
    assert now(intake).refusal == intakes.GAVE_UP and not store.place_of(intake.file_sha256).exists()


def test_a_damaged_file_is_told(desk, pages):
    intake = kept(hand_in(desk, scanned_pdf(pages[:1] * 4)))
    store.place_of(intake.file_sha256).write_bytes(b"%PDF")
    reception.read_kept(intake.pk)
    assert "đã bị thay đổi" in now(intake).refusal


def test_an_officer_who_left_registers_nothing(desk, pages):
    intake = kept(hand_in(desk, scanned_pdf(pages[:1] * 5)))
    with session(house()):
        Intake.objects.filter(pk=intake.pk).update(holder=person("hoa").agency_id)
    reception.read_kept(intake.pk)
    assert now(intake).refusal == reception.LEFT


def test_the_page_tells_how_far_and_how_long(desk, nam, pages):
    intake = kept(hand_in(desk, scanned_pdf(pages[:1] * 6)))
    with session(nam):
        intakes.start(intake.pk, actor=nam)
    intakes.tell(intake.pk, 2, 6, actor=nam)
    with session(house()):
        Intake.objects.filter(pk=intake.pk).update(started_at=nam.now - timedelta(minutes=1))
    page = desk.get(f"/van-ban/dang-doc/{intake.pk}/", headers={"HX-Request": "true"}).content.decode()
    assert "2/6" in page and "Còn khoảng 2 phút" in page and "<html" not in page
    listed = desk.get("/van-ban/").content.decode()
    assert "Đang đọc" in listed and "2/6" in listed
    intakes.tell(intake.pk, 6, 6, actor=nam)
    assert "Đã nhận dạng xong" in desk.get(f"/van-ban/dang-doc/{intake.pk}/").content.decode()


def test_a_long_paste_is_kept_as_a_text_and_read_by_the_worker(desk):
    text = PLAN + "Ghi chú: phụ lục kèm theo.\n" * 45_000
    intake = kept(desk.post("/van-ban/moi/", {"client_id": uuid.uuid4(), "text": text}))
    assert (intake.file_name, intake.pages_total) == (reception.PASTED_NAME, None)
    worker.work()
    assert now(intake).document.text == text


def test_an_onlooker_keeps_nothing(nam):
    onlooker = replace(nam, duties=frozenset({"oversee"}))
    data = b"%PDF only looking"
    with pytest.raises(Refused, match="chỉ theo dõi"), session(onlooker):
        intakes.begin(
            data,
            name="a.pdf",
            kind="pdf",
            scan=Scan.CLEAN,
            actor=onlooker,
            client_id=uuid.uuid4(),
            parent_id=None,
            pages=1,
        )
    assert not store.place_of(hashlib.sha256(data).hexdigest()).exists()
