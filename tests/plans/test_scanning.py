"""Documents come through the scanner's door as evidence does: before they are kept, and again if they came too early."""

import io
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document as Word

from diemtua.access.session import session
from diemtua.plans import scanning, store
from diemtua.plans.actions import tasks
from diemtua.plans.actions.evidence import attach
from diemtua.plans.evidence import Examined
from diemtua.plans.models import Document, Intake
from diemtua.plans.scanning import Scan
from tests.intake.builders import scanned_pdf, typeset
from tests.plans.factories import PLAN, issued_plan, task_of
from tests.plans.scanner import EICAR, clamd
from tests.plans.visits import visit

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def scanner():
    with clamd() as socket:
        yield socket


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.CLAMD_SOCKET = ""
    return settings.MEDIA_ROOT


def word(text=PLAN, hidden=b""):
    made, file = Word(), io.BytesIO()
    for line in text.splitlines():
        made.add_paragraph(line)
    made.save(file)
    return file.getvalue() + hidden


def hand_in(officer, data, name="ke-hoach.docx"):
    given = {"client_id": uuid.uuid4(), "file": SimpleUploadedFile(name, data)}
    return visit(officer).post("/van-ban/moi/", given)


def kept(files):
    return [path for path in files.rglob("*") if path.is_file()]


def test_a_clean_document_is_registered_as_clean_and_no_page_warns(nam, scanner, settings):
    settings.CLAMD_SOCKET = scanner
    assert hand_in(nam, word()).status_code == 302
    document = Document.objects.get()
    assert document.scan == Scan.CLEAN
    assert scanning.WARNING not in visit(nam).get(f"/van-ban/{document.pk}/").content.decode()


@pytest.mark.parametrize("name", ["ke-hoach.txt", "ke-hoach.html"])
def test_malware_in_a_document_is_refused_before_it_is_read_or_kept(nam, scanner, settings, files, name):
    settings.CLAMD_SOCKET = scanner
    answer = hand_in(nam, PLAN.encode() + EICAR, name)
    assert answer.status_code == 422 and "có mã độc, không nhận" in answer.content.decode()
    assert not Document.objects.exists() and kept(files) == []


def test_a_scan_for_the_worker_passes_the_same_door(nam, scanner, settings, files):
    settings.CLAMD_SOCKET = scanner
    pages = scanned_pdf([picture for picture, _ in typeset(PLAN)])
    assert hand_in(nam, pages + EICAR, "quet.pdf").status_code == 422
    assert not Intake.objects.exists() and kept(files) == []
    assert "/dang-doc/" in hand_in(nam, pages, "quet.pdf")["Location"]
    assert Intake.objects.get().scan == Scan.CLEAN


def test_a_scanner_that_is_down_keeps_no_document(nam, settings, tmp_path, files):
    settings.CLAMD_SOCKET = str(tmp_path / "khong-co")
    answer = hand_in(nam, word())
    assert answer.status_code == 422 and "máy quét mã độc không trả lời" in answer.content.decode()
    assert not Document.objects.exists() and kept(files) == []


def test_without_a_scanner_a_document_is_kept_opened_and_said_to_be_unscanned(nam):
    hand_in(nam, word())
    document = Document.objects.get()
    assert document.scan == Scan.UNSCANNED
    assert scanning.WARNING in visit(nam).get(f"/van-ban/{document.pk}/").content.decode()
    assert visit(nam).get(f"/van-ban/{document.pk}/tep-goc/").status_code == 200


def test_text_that_was_pasted_has_no_file_to_scan(nam, scanner, settings):
    settings.CLAMD_SOCKET = scanner
    visit(nam).post("/van-ban/moi/", {"client_id": uuid.uuid4(), "text": PLAN})
    document = Document.objects.get()
    assert (document.scan, document.file_sha256) == ("", "")
    assert scanning.WARNING not in visit(nam).get(f"/van-ban/{document.pk}/").content.decode()


def early_files(nam, hoa, hidden):
    """A document and a piece of evidence kept before there was a scanner; their addresses."""
    plan = issued_plan(nam, data=PLAN.encode() + hidden, name="ke-hoach.txt")
    task = task_of(plan, "II/1/a")
    with session(hoa):
        tasks.acknowledge(task.pk, actor=hoa, client_id=uuid.uuid4())
        event = tasks.report_progress(task.pk, actor=hoa, client_id=uuid.uuid4(), note="Đã mở lớp")
        [paper] = attach(
            event, [Examined(b"%PDF" + hidden, "a.pdf", "application/pdf", Scan.UNSCANNED)], actor=hoa
        )
    return f"/van-ban/{plan.pk}/tep-goc/", f"/tai-lieu/{paper.pk}/"


@pytest.mark.parametrize(("hidden", "status"), [(b"", 200), (EICAR, 403)])
def test_a_scanner_set_up_later_looks_before_anybody_opens_what_came_earlier(
    nam, hoa, scanner, settings, hidden, status
):
    addresses = early_files(nam, hoa, hidden)
    settings.CLAMD_SOCKET = scanner
    answers = [visit(hoa).get(address) for address in addresses]
    assert [answer.status_code for answer in answers] == [status, status]
    assert ["có mã độc, không mở được" in answer.content.decode() for answer in answers] == [bool(hidden)] * 2


def test_when_it_is_down_what_came_earlier_waits(nam, hoa, settings, tmp_path):
    addresses = early_files(nam, hoa, b"")
    settings.CLAMD_SOCKET = str(tmp_path / "khong-co")
    for address in addresses:
        answer = visit(hoa).get(address)
        assert answer.status_code == 403 and "Thử lại sau ít phút" in answer.content.decode()


def test_a_file_altered_in_the_store_is_told(nam, hoa):
    address, _ = early_files(nam, hoa, b"")
    store.place_of(Document.objects.get().file_sha256).write_bytes(b"khac")
    assert visit(hoa).get(address).status_code == 500
