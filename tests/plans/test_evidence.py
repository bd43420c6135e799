"""Evidence: what the bytes are, whether a real scanner finds them clean, who may have them back."""

import io
import uuid
import zipfile

import pytest
from docx import Document as Word
from PIL import Image

from diemtua.access.session import session
from diemtua.audit.models import Entry
from diemtua.plans import evidence, store
from diemtua.plans.actions import reports, tasks
from diemtua.plans.actions.evidence import attach, attach_to_report
from diemtua.plans.models import Attachment, ReportDue
from diemtua.plans.scanning import Scan
from tests.plans.factories import issued_plan, task_of
from tests.plans.scanner import EICAR, clamd
from tests.plans.visits import visit

pytestmark = pytest.mark.django_db
EXE = b"MZ" + bytes(range(256)) * 40
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096)


@pytest.fixture(scope="module")
def scanner():
    with clamd() as socket:
        yield socket


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    settings.CLAMD_SOCKET = ""


def upload(data, name):
    file = io.BytesIO(data)
    file.name = name
    return file


def examined(data, name):
    return evidence.examine(upload(data, name))


def word(text="Kết quả"):
    made, file = Word(), io.BytesIO()
    made.add_paragraph(text)
    made.save(file)
    return file.getvalue()


def zipped(**members):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "/"), data)
    return file.getvalue()


def picture(kind):
    file = io.BytesIO()
    Image.new("RGB", (8, 8)).save(file, kind)
    return file.getvalue()


# --- what the bytes are -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (PDF, "bao-cao.pdf", "application/pdf"),
        (PDF, "BÁO CÁO.PDF", "application/pdf"),
        (word(), "báo cáo.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (zipped(xl__workbook="<x/>", **{"xl__workbook.xml": "<x/>"}), "so-lieu.xlsx",
         "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (OLE, "cu.doc", "application/msword"),
        (OLE, "cu.xls", "application/vnd.ms-excel"),
        (picture("JPEG"), "anh.jpg", "image/jpeg"),
        (picture("PNG"), "anh.png", "image/png"),
        (zipped(a="b"), "tap.zip", "application/zip"),
    ],
)  # fmt: skip
def test_honest_files_are_taken_by_their_kind(data, name, kind):
    found = examined(data, name)
    assert (found.kind, found.data, found.scan) == (kind, data, Scan.UNSCANNED)


BOMB = io.BytesIO()
with zipfile.ZipFile(BOMB, "w", zipfile.ZIP_DEFLATED) as archive:
    for n in range(5):
        archive.writestr(f"{n}.bin", bytes(100 * 1024 * 1024))


@pytest.mark.parametrize(
    ("data", "name", "why"),
    [
        (b"", "rong.pdf", "rỗng"),
        (bytes(evidence.LIMIT + 1), "to.pdf", "lớn hơn 25 MB"),
        (EXE, "bao-cao.docx", "nội dung không phải vậy"),
        (EXE, "bao-cao.pdf", "nội dung không phải vậy"),
        (EXE, "bao-cao.exe", "chỉ nhận"),
        (PDF, "bao-cao.pdf.exe", "chỉ nhận"),
        (EXE, "bao-cao.exe.pdf", "nội dung không phải vậy"),
        (PDF, "bao-cao", "chỉ nhận"),
        (PDF, "..", "chỉ nhận"),
        (PDF, "bao-cao.docx", "nội dung không phải vậy"),
        (zipped(a="b"), "bao-cao.docx", "nội dung không phải vậy"),
        (zipped(**{"word__document.xml": "<x/>"}), "bao-cao.xlsx", "nội dung không phải vậy"),
        (b"<html><script>alert(1)</script>", "trang.html", "chỉ nhận"),
        (b"<svg onload=alert(1)>", "hinh.svg", "chỉ nhận"),
        (BOMB.getvalue(), "bom.zip", "giải nén ra quá lớn"),
        (zipped(**{f"{n}": "" for n in range(5001)}), "nhieu.zip", "giải nén ra quá lớn"),
        (zipped(**{"word__document.xml": "<x/>", "word__vbaProject.bin": "x"}), "macro.docx", "macro"),
        (zipped(**{"xl__workbook.xml": "<x/>", "XL__VBAPROJECT.BIN": "x"}), "macro.xlsx", "macro"),
        (OLE + "_VBA_PROJECT".encode("utf-16-le"), "macro.doc", "macro"),
        (word()[:-40], "hong.docx", "bị hỏng"),
        (EICAR, "eicar.pdf", "nội dung không phải vậy"),
    ],
)  # fmt: skip
def test_dishonest_and_hostile_files_are_refused_in_a_sentence(data, name, why):
    with pytest.raises(evidence.BadEvidence, match=why):
        examined(data, name)
    assert not any(path.is_file() for path in store.place_of("0" * 64).parents[1].rglob("*"))


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\hoa\\bao-cao.pdf", "bao-cao.pdf"),
        ("/etc/cron.d/x.pdf", "x.pdf"),
        ("bao\ncao\r\n\x00.pdf", "baocao.pdf"),
        ("bao-cao\u202efdp.pdf", "bao-caofdp.pdf"),
        ("\u200bbáo cáo.pdf", "báo cáo.pdf"),
        ("ba\u0301o.pdf", "báo.pdf"),
        ("x" * 400 + ".pdf", "x" * 251 + ".pdf"),
    ],
)
def test_a_name_is_only_a_name(given, kept):
    assert examined(PDF, given).name == kept


# --- the scanner ---------------------------------------------------------------------------------------------------------


def test_a_clean_file_is_marked_clean(scanner, settings):
    settings.CLAMD_SOCKET = scanner
    assert examined(PDF, "bao-cao.pdf").scan is Scan.CLEAN
    assert examined(word(), "bao-cao.docx").scan is Scan.CLEAN


def test_a_large_clean_file_goes_through_in_pieces(scanner, settings):
    settings.CLAMD_SOCKET = scanner
    assert examined(PDF + bytes(10 * 1024 * 1024), "to.pdf").scan is Scan.CLEAN


@pytest.mark.parametrize("hidden", ["plain", "zip", "docx"])
def test_malware_is_refused_wherever_it_hides(scanner, settings, hidden):
    settings.CLAMD_SOCKET = scanner
    data, name = {
        "plain": (PDF + EICAR, "bao-cao.pdf"),
        "zip": (zipped(**{"trong.txt": EICAR}), "tap.zip"),
        "docx": (zipped(**{"word__document.xml": "<x/>", "word__media__x.bin": EICAR}), "bao-cao.docx"),
    }[hidden]
    with pytest.raises(evidence.BadEvidence, match="có mã độc"):
        examined(data, name)


def test_a_scanner_that_is_down_lets_nothing_pass(settings, tmp_path):
    settings.CLAMD_SOCKET = str(tmp_path / "khong-co")
    with pytest.raises(evidence.BadEvidence, match="máy quét mã độc không trả lời"):
        examined(PDF, "bao-cao.pdf")


def test_a_scanner_that_answers_nonsense_lets_nothing_pass(settings, tmp_path):
    import socket
    import threading

    place = str(tmp_path / "la")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(place)
        listener.listen()

        def nonsense():
            line, _ = listener.accept()
            with line:
                while line.recv(65536)[-4:] != bytes(4):
                    pass
                line.sendall(b"INSTREAM size limit exceeded. ERROR\0")

        threading.Thread(target=nonsense, daemon=True).start()
        settings.CLAMD_SOCKET = place
        with pytest.raises(evidence.BadEvidence, match="Chưa quét được"):
            examined(PDF, "bao-cao.pdf")


# --- kept, and handed out ---------------------------------------------------------------------------------------------------


@pytest.fixture
def task(hoa, nam, ly, binh, an, la):
    task = task_of(issued_plan(nam), "II/1/a")
    with session(hoa):
        tasks.acknowledge(task.pk, actor=hoa, client_id=uuid.uuid4())
    return task


@pytest.fixture
def attachment(task, hoa):
    with session(hoa):
        event = tasks.report_progress(task.pk, actor=hoa, client_id=uuid.uuid4(), note="Đã mở lớp")
        [made] = attach(event, [examined(PDF, "báo cáo tháng 7.pdf")], actor=hoa)
    return made


def test_the_same_file_of_the_same_event_is_kept_once(attachment, hoa):
    with session(hoa):
        again = attach(attachment.event, [examined(PDF, "khác tên.pdf")], actor=hoa)
    assert again == [] and Attachment.objects.count() == 1
    assert Entry.objects.filter(act="task.evidence_added").count() == 1


def test_lead_coordinator_assigner_and_overseer_have_it_back_byte_for_byte(attachment, hoa, ly, nam, binh):
    for officer in (hoa, ly, nam, binh):
        answer = visit(officer).get(f"/tai-lieu/{attachment.pk}/")
        assert answer.status_code == 200 and answer.content == PDF
        assert answer["Content-Type"] == "application/pdf"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Cache-Control"] == "private, no-store"
        assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''b%C3%A1o%20c%C3%A1o")


def test_a_stranger_finds_nothing_and_nobody_signs_in(attachment, an, la):
    for stranger in (an, la):
        assert visit(stranger).get(f"/tai-lieu/{attachment.pk}/").status_code == 404
    assert "/dang-nhap/" in visit(None).get(f"/tai-lieu/{attachment.pk}/")["Location"]
    assert visit(la).get("/tai-lieu/999999/").status_code == 404


def test_a_file_altered_on_disk_is_told_not_handed_out(attachment, hoa):
    store.place_of(attachment.sha256).write_bytes(b"%PDF-1.4 khac")
    answer = visit(hoa).get(f"/tai-lieu/{attachment.pk}/")
    assert answer.status_code == 500 and "đã bị thay đổi" in answer.content.decode()


def test_evidence_of_a_report_follows_the_reports_rule(task, hoa, nam, ly, an, la):
    due = ReportDue.objects.first()
    with session(hoa):
        sent = reports.send_report(due.pk, actor=hoa, client_id=uuid.uuid4(), note="Đã làm.")
        [made] = attach_to_report(sent, [examined(PDF, "so-lieu.pdf")], actor=hoa)
    for officer, status in ((hoa, 200), (nam, 200), (ly, 404), (an, 404), (la, 404)):
        assert visit(officer).get(f"/tai-lieu/{made.pk}/").status_code == status


def test_from_the_form_to_the_page(task, hoa, scanner, settings):
    settings.CLAMD_SOCKET = scanner
    browser = visit(hoa)
    papers = [upload(PDF, "lop.pdf"), upload(word(), "danh-sach.docx")]
    given = {"client_id": str(uuid.uuid4()), "note": "Đã mở lớp", "figures": "", "papers": papers}
    assert browser.post(f"/viec/{task.pk}/report_progress/", given).status_code == 302
    assert set(Attachment.objects.values_list("name", "scan")) == {
        ("lop.pdf", "clean"),
        ("danh-sach.docx", "clean"),
    }
    shown = browser.get(f"/viec/{task.pk}/").content.decode()
    assert "lop.pdf" in shown and "Chưa quét mã độc" not in shown


def test_one_bad_file_among_good_ones_keeps_nothing_and_brings_the_form_back(task, hoa, scanner, settings):
    settings.CLAMD_SOCKET = scanner
    files = [upload(PDF, "tot.pdf"), upload(PDF + EICAR, "xau.pdf")]
    given = {"client_id": str(uuid.uuid4()), "note": "Đã mở hai lớp", "figures": "", "papers": files}
    answer = visit(hoa).post(f"/viec/{task.pk}/report_progress/", given)
    assert answer.status_code == 422
    assert "«xau.pdf» có mã độc" in answer.content.decode() and "Đã mở hai lớp" in answer.content.decode()
    assert not Attachment.objects.exists() and not task.events.filter(kind="progress").exists()


def test_an_unscanned_file_says_so(attachment, hoa, task):
    assert "Chưa quét mã độc" in visit(hoa).get(f"/viec/{task.pk}/").content.decode()


def test_a_report_comes_with_its_papers(task, hoa, scanner, settings):
    settings.CLAMD_SOCKET = scanner
    due = ReportDue.objects.first()
    given = {
        "client_id": str(uuid.uuid4()),
        "note": "Đã làm.",
        "figures": "",
        "papers": [upload(PDF, "so-lieu.pdf")],
    }
    browser = visit(hoa)
    assert browser.post(f"/bao-cao/{due.pk}/gui/", given).status_code == 302
    assert "so-lieu.pdf" in browser.get(f"/bao-cao/{due.pk}/").content.decode()
    bad = given | {"client_id": str(uuid.uuid4()), "reason": "Bổ sung", "papers": [upload(EXE, "x.pdf")]}
    answer = browser.post(f"/bao-cao/{due.pk}/gui/", bad)
    assert answer.status_code == 422 and "nội dung không phải vậy" in answer.content.decode()
    assert due.submissions.count() == 1
