"""What officers and enemies send to the register: each time a sentence beside the field, the form back, nothing kept."""

import re
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from diemtua.access.actor import house
from diemtua.access.session import session
from diemtua.audit.models import Entry
from diemtua.plans.models import Clause, Document, Intake, Proposal
from tests.intake.builders import (
    bare_pdf,
    docx_of,
    edited,
    encoded,
    giant_png,
    html_of,
    locked_pdf,
    typeset,
    zipped,
)
from tests.intake.test_hostile import LAUGHS, PASSWD, word_body
from tests.plans.factories import PLAN
from tests.plans.visits import visit

pytestmark = pytest.mark.django_db
NEW = "/van-ban/moi/"
MEGABYTE = 1024 * 1024
NOVEL = "Ngày xưa có một cô gái hiền lành sống bên bờ sông, sáng nào cũng ra bến gánh nước về nhà.\n" * 200
NO_AGENCY = "Số: 12/KH-TT\n\nKẾ HOẠCH\nTập luyện thể thao năm 2025\nI. MỤC ĐÍCH\n1. Nâng cao sức khỏe.\n2. Vui chơi.\n"
EXE = b"MZ\x90\0" + b"\0" * 4000


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "kept"
    return settings.MEDIA_ROOT


@pytest.fixture
def desk(nam):
    return visit(nam)


def hand_in(desk, data=None, name="kế hoạch.docx", text="", **more):
    given = {"client_id": uuid.uuid4(), "text": text, **more}
    return desk.post(NEW, given | ({} if data is None else {"file": SimpleUploadedFile(name, data)}))


def told(response, field):
    """The sentences beside a field (or on top), as an officer reads them."""
    page = response.content.decode()
    at = f'id="id_{field}_error">(.*?)</div>' if field else '<div class="sum".*?<ul>(.*?)</ul>'
    found = re.search(at, page, re.S)
    assert found, f"Không có câu nào ở {field or 'đầu trang'}"
    return " ".join(re.sub(r"<[^>]+>", " ", found[1]).split())


def nothing_is_kept(files):
    with session(house()):
        rows = [model.objects.count() for model in (Document, Clause, Proposal, Intake)]
        acts = [act for act in Entry.objects.values_list("act", flat=True) if not act.startswith("access.")]
    kept = [path for path in files.rglob("*") if path.is_file()] if files.exists() else []
    return (rows, acts, kept) == ([0, 0, 0, 0], [], [])


def bomb(size):
    return edited(docx_of(PLAN), members={"word/media/anh.xml": b"\0" * size})


FILES = {
    "empty": (lambda: b"", "a.docx", "rỗng"),
    "pdf-without-pages": (lambda: bare_pdf(0), "a.pdf", "không có trang nào"),
    "locked-pdf": (locked_pdf, "a.pdf", "mật khẩu"),
    "cut-pdf": (lambda: bare_pdf(3)[:-200], "a.pdf", "chưa hết"),
    "program-as-word": (lambda: EXE, "a.docx", "chương trình chạy trên Windows"),
    "program-by-name": (lambda: EXE, "a.exe", "chỉ nhận .docx"),
    "zip-bomb": (lambda: bomb(90 * MEGABYTE), "a.docx", "nén"),
    "laughing-entities": (
        lambda: edited(docx_of(PLAN), members={"word/document.xml": word_body(LAUGHS, "&l9;")}),
        "a.docx",
        "thực thể",
    ),
    "entity-of-the-machine": (
        lambda: edited(docx_of(PLAN), members={"word/document.xml": word_body(PASSWD, "&secret;")}),
        "a.docx",
        "thực thể",
    ),
    "just-a-zip": (lambda: zipped({"ke-hoach.txt": PLAN}), "a.docx", "nén"),
    "picture-bomb": (lambda: giant_png(60_000, 60_000), "a.png", "triệu điểm"),
    "broken-picture": (lambda: encoded(typeset(PLAN)[0][0], "PNG")[:3000], "a.png", "hỏng"),
    "nul-bytes": (lambda: PLAN.encode().replace(b"\n", b"\n\0"), "a.txt", "NUL"),
    "sixty-megabytes": (lambda: b"%PDF-1.4\n" + b"0" * 60 * MEGABYTE, "a.pdf", "60"),
    "novel": (lambda: docx_of(NOVEL), "a.docx", "kế hoạch"),
    "novel-on-the-web": (lambda: html_of(NOVEL), "a.html", "kế hoạch"),
    "no-agency": (lambda: docx_of(NO_AGENCY), "a.docx", "cơ quan"),
    "no-letters": (lambda: docx_of(" \n \n"), "a.docx", "không có chữ"),
    "one-letter": (lambda: b"a", "a.txt", "kế hoạch"),
    "name-of-one-letter": (lambda: docx_of(PLAN), "a", "không có"),
    "name-of-dots": (lambda: docx_of(PLAN), "...", "không có"),
}


@pytest.mark.parametrize("case", FILES)
def test_a_bad_file_is_a_sentence_beside_its_field_and_nothing_is_kept(case, desk, files):
    build, name, words = FILES[case]
    response = hand_in(desk, build(), name)
    assert 400 <= response.status_code < 500
    sentence = told(response, "file")
    assert words in sentence and sentence.endswith("."), sentence
    assert nothing_is_kept(files)


TEXTS = {
    "nothing": ("", "", "Chọn một tệp"),
    "spaces": ("  \n\t ", "", "Chọn một tệp"),
    "nul": (f"{PLAN}\0", "text", "ký tự rỗng"),
    "novel": (NOVEL, "text", "kế hoạch"),
    "no-agency": (NO_AGENCY, "text", "cơ quan"),
    "one-letter": ("a", "text", "kế hoạch"),
    "control-characters": ("\x01\x02\x03" * 50, "text", "ký tự điều khiển"),
    "too-long": ("Kế hoạch. " * 510_000, "text", "5.000.000"),
}


@pytest.mark.parametrize("case", TEXTS)
def test_a_bad_paste_is_a_sentence_and_comes_back_as_typed(case, desk, files):
    text, field, words = TEXTS[case]
    response = hand_in(desk, text=text)
    assert response.status_code == 422
    assert words in told(response, field)
    typed = re.search(r"<textarea[^>]*>\r?\n(.*?)</textarea>", response.content.decode(), re.S)[1]
    assert typed.strip("\0").split()[:5] == text.strip("\0").split()[:5]
    assert nothing_is_kept(files)


def test_a_file_and_a_paste_together_are_asked_which(desk, files):
    response = hand_in(desk, docx_of(PLAN), text=PLAN)
    assert response.status_code == 422 and "một trong hai" in told(response, "")
    assert nothing_is_kept(files)


@pytest.mark.parametrize("given", ["", "x", "1", "-"])
def test_a_form_without_its_mark_is_asked_again(desk, files, given):
    response = hand_in(desk, text=PLAN, client_id=given)
    assert response.status_code == 422 and "mở lại trang" in told(response, "")
    assert "SÓC TRĂNG" in response.content.decode()
    assert nothing_is_kept(files)


@pytest.mark.parametrize("parent", ["999999", "x", "-1", "1e9"])
def test_a_parent_that_is_not_offered_is_refused(desk, files, parent):
    response = hand_in(desk, text=PLAN, parent=parent)
    assert response.status_code == 422 and "không có trong danh sách" in told(response, "parent")
    assert nothing_is_kept(files)


def test_forty_megabytes_pasted_are_a_page_of_ours(desk, files):
    response = hand_in(desk, text="Kế hoạch " * (40 * MEGABYTE // 12))
    assert response.status_code == 413 and "Nội dung vừa gửi quá lớn" in response.content.decode()
    assert nothing_is_kept(files)


def test_a_request_that_says_it_is_huge_is_refused_before_it_is_kept(desk, files, monkeypatch):
    monkeypatch.setattr("diemtua.ui.middleware.MOST_BYTES", 1000)
    response = hand_in(desk, docx_of(PLAN))
    assert response.status_code == 413 and "Nội dung vừa gửi quá lớn" in response.content.decode()
    assert nothing_is_kept(files)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (
            b'--x\r\nContent-Disposition: form-data; name="file"; filename="a\r\n',
            "multipart/form-data; boundary=x",
        ),
        (b"nonsense", "multipart/form-data; boundary=x"),
        (b"nonsense", "multipart/form-data"),
        (b"\xff\xfe=%zz&&&", "application/x-www-form-urlencoded"),
        (b"[1]", "application/json"),
        (b"", "text/plain"),
    ],
)
def test_a_body_that_is_no_form_is_told_in_words(desk, files, body, kind):
    response = desk.generic("POST", NEW, body, content_type=kind)
    assert response.status_code in (400, 422)
    assert "ghi" in response.content.decode()
    assert nothing_is_kept(files)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../../etc/passwd.txt", "passwd.txt"),
        ("..\\..\\windows\\ke hoach.txt", "ke hoach.txt"),
        ("ke-hoach\u202etxt.exe\u202c.txt", "ke-hoachtxt.exe.txt"),
        ("kế\u200b hoạch\x07\x7f.txt", "kế hoạch.txt"),
        ("<script>alert(1)</script>.txt", "script>.txt"),
        ("k" * 400 + ".txt", "k" * 80 + "….txt"),
    ],
)
def test_a_name_with_tricks_is_kept_as_a_plain_name(desk, files, name, kept):
    response = hand_in(desk, PLAN.encode(), name)
    assert response.status_code == 302, told(response, "file")
    with session(house()):
        document = Document.objects.get()
    assert document.file_name == kept
    assert [path.name for path in files.rglob("*") if path.is_file()] == [document.file_sha256]
    original = desk.get(f"/van-ban/{document.pk}/tep-goc/")
    assert original.content == PLAN.encode()
    assert "\n" not in original["Content-Disposition"] and "attachment" in original["Content-Disposition"]


def test_the_right_file_after_a_wrong_one_is_taken(desk):
    same = uuid.uuid4()
    assert hand_in(desk, EXE, client_id=same).status_code == 422
    assert hand_in(desk, docx_of(PLAN), client_id=same).status_code == 302
    with session(house()):
        assert Document.objects.count() == 1


def test_a_path_is_asked_for_in_a_way_it_does_not_answer(desk):
    response = desk.get("/van-ban/1/giao-viec/")
    assert (response.status_code, response["Allow"]) == (405, "POST")
    assert "không mở trực tiếp được" in response.content.decode()


@pytest.mark.parametrize(
    "path",
    [
        "/khong-co/",
        "/van-ban/0/",
        "/van-ban/99999999999999999999/",
        "/viec/1/%00/",
        "/van-ban/?sau=x",
        "/viec/?sau=%00",
    ],
)
def test_an_address_without_sense_is_absent_never_broken(desk, path):
    response = desk.get(path)
    assert response.status_code in (200, 404)
    assert "Traceback" not in response.content.decode()
