"""Bad and hostile files: each a sentence that says what is wrong and what to do, within bounded time and memory."""

import io
import logging
import os
import random
import resource
import signal
import subprocess
import sys
import time
import zipfile
import zlib

import pytest

from diemtua.plans.intake import MAX_BYTES, Unreadable, extract, sandbox, worker
from diemtua.plans.intake.model import Flaw, Kind
from diemtua.plans.intake.package import parse_xml
from tests.intake.builders import (
    NAMESPACES,
    PLAN,
    bare_pdf,
    docx_of,
    docx_with,
    edited,
    encoded,
    giant_png,
    html_of,
    locked_pdf,
    p,
    pdf_of,
    relationships,
    typeset,
    zipped,
)

LAUGHS = (
    "<!DOCTYPE lolz ["
    + "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "lol"}">' for n in range(10))
    + "]>"
)
PASSWD = '<!DOCTYPE x [<!ENTITY secret SYSTEM "file:///etc/passwd">]>'


def refusal(data, name="tep"):
    with pytest.raises(Unreadable) as refused:
        extract(data, name=name)
    sentence = refused.value.sentence
    assert sentence.startswith(f"Tệp «{name}» ") and sentence.endswith(".") and "\n" not in sentence
    assert any(word in sentence for word in ("hãy", "đề nghị")), sentence
    return sentence


def ole(stream):
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + stream.encode("utf-16-le") + b"\0" * 512


def word_body(prolog="", text="Kế hoạch"):
    return f'<?xml version="1.0"?>{prolog}<w:document {NAMESPACES}><w:body>{p(text)}</w:body></w:document>'


NOT_READ = {
    "exe": (b"MZ\x90\0" + b"\0" * 200, "chương trình chạy trên Windows"),
    "elf": (b"\x7fELF\x02" + b"\0" * 200, "chương trình máy tính"),
    "doc": (ole("WordDocument"), "Word cũ (.doc)"),
    "xls": (ole("Workbook"), "Excel cũ (.xls)"),
    "locked-docx": (ole("EncryptedPackage"), "có mật khẩu"),
    "ppt": (ole("Khác"), "Office cũ"),
    "rtf": (b"{\\rtf1\\ansi Ke hoach}", ".rtf"),
    "odt": (
        zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"}),
        "OpenDocument",
    ),
    "xlsx": (zipped({"[Content_Types].xml": "<x/>", "xl/workbook.xml": "<x/>"}), "Excel (.xlsx)"),
    "pptx": (zipped({"[Content_Types].xml": "<x/>", "ppt/presentation.xml": "<x/>"}), "trình chiếu"),
    "zip": (zipped({"ke-hoach.txt": PLAN}), "tệp nén .zip"),
    "other-package": (
        zipped({"[Content_Types].xml": "<x/>", "_rels/.rels": relationships()}),
        "không phải văn bản Word",
    ),
    "rar": (b"Rar!\x1a\x07\x01\0", ".rar"),
    "7z": (b"7z\xbc\xaf\x27\x1c\0\x04", ".7z"),
    "gz": (b"\x1f\x8b\x08\0", ".gz"),
    "bmp": (b"BM" + b"\0" * 60, ".bmp"),
    "gif": (b"GIF89a" + b"\0" * 60, ".gif"),
    "webp": (b"RIFF\0\0\0\0WEBPVP8 ", ".webp"),
    "heic": (b"\0\0\0\x18ftypheic\0\0\0\0", "HEIC"),
    "mht": (b"MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\r\n<html>", ".mht"),
    "noise": (random.Random(138).randbytes(5000).replace(b"\0", b"\x01"), "không phải văn bản UTF-8"),
}


@pytest.mark.parametrize("case", NOT_READ)
def test_kinds_that_are_not_read(case):
    data, told = NOT_READ[case]
    assert told in refusal(data)


@pytest.mark.parametrize("name", ["ke-hoach.docx", "ke-hoach.pdf", "ke-hoach.txt"])
def test_a_program_under_any_name_is_a_program(name):
    assert "chương trình" in refusal(NOT_READ["exe"][0], name)


def test_a_text_may_begin_like_a_bitmap():
    assert extract("BM.01 Biểu mẫu báo cáo".encode(), name="a.txt").text.startswith("BM.01")


@pytest.mark.parametrize(("name", "told"), [("a.pdf", "«.pdf»"), ("a.exe", "«.exe»"), ("a.docx", "«.docx»")])
def test_a_name_that_lies_is_told(name, told):
    found = extract(PLAN.encode(), name=name)
    assert found.notes == (
        f"Tên tệp có đuôi {told} nhưng nội dung là văn bản thuần (.txt); đã đọc theo nội dung.",
    )


@pytest.mark.parametrize("name", ["a.txt", "a", "", "a.TXT", "a.2025"])
def test_a_name_that_promises_nothing_else_is_not_told(name):
    assert extract(PLAN.encode(), name=name).notes == ()


def test_a_name_is_shown_without_its_path_and_tricks():
    for name in ("C:\\tệp\\a.txt", "../../etc/a.txt", "a\u202e.txt", "a\n.txt"):
        with pytest.raises(Unreadable, match=r"^Tệp «a\.txt» rỗng"):
            extract(b"", name=name)
    with pytest.raises(Unreadable, match=r"^Tệp «không tên» rỗng"):
        extract(b"", name="")
    with pytest.raises(Unreadable, match="…»"):
        extract(b"", name="a" * 500)


def test_sixty_megabytes_are_too_many():
    assert "nặng 60 MB, quá giới hạn 50 MB" in refusal(b"a" * (60 * 1024 * 1024))
    assert MAX_BYTES == 50 * 1024 * 1024


class TestArchives:
    def test_a_truncated_docx(self):
        data = docx_of(PLAN)
        for length in (len(data) // 2, len(data) - 10, 40):
            assert "hỏng hoặc tải về chưa hết" in refusal(data[:length])

    def test_a_damaged_member(self):
        data = bytearray(docx_with(p("Kế hoạch " * 50)))
        at = data.index(b"word/document.xml") + len(b"word/document.xml") + 5
        data[at : at + 20] = b"\xff" * 20
        assert "hỏng" in refusal(bytes(data))

    def test_a_zip_bomb_by_ratio(self):
        bomb = edited(docx_of(PLAN), members={"word/document.xml": b"<w>" + b" " * 60_000_000 + b"</w>"})
        assert len(bomb) < 200_000
        started = time.monotonic()
        assert "nén bất thường" in refusal(bomb)
        assert time.monotonic() - started < 3

    def test_a_zip_bomb_by_total(self):
        block = (random.Random(1).randbytes(3_000) + bytes(97_000)) * 550
        bomb = zipped({"[Content_Types].xml": "<x/>"} | {f"word/media/{n}.bin": block for n in range(4)})
        assert "nén bất thường (bung ra tới 209 MB)" in refusal(bomb)

    def test_a_member_that_lies_about_its_size(self):
        data = bytearray(docx_with(p("Kế hoạch " * 5000)))
        at = data.rindex(b"PK\x01\x02", 0, data.rindex(b"word/document.xml"))
        data[at + 24 : at + 28] = (50).to_bytes(4, "little")
        assert "hỏng" in refusal(bytes(data))

    def test_overlapping_members(self):
        """Two entries of the directory that point to the same packed bytes: they weigh more than the archive."""
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("[Content_Types].xml", random.Random(2).randbytes(50_000))
            for n in range(3):
                twin = zipfile.ZipInfo(f"word/{n}.xml")
                first = archive.filelist[0]
                twin.compress_type, twin.header_offset = first.compress_type, 0
                twin.file_size, twin.compress_size, twin.CRC = first.file_size, first.compress_size, first.CRC
                archive.filelist.append(twin)
        assert "nén bất thường" in refusal(buffer.getvalue())

    @pytest.mark.parametrize(
        "path", ["../../etc/cron.d/x", "/etc/passwd", "word\\..\\x.xml", "C:/x.xml", "word/a\x01.xml"]
    )
    def test_paths_that_climb_out(self, path):
        assert "đường dẫn nguy hiểm" in refusal(edited(docx_of(PLAN), members={path: b"x"}))

    def test_two_members_of_one_name(self):
        data = docx_of(PLAN)
        assert "trùng tên" in refusal(edited(data, members={"WORD/document.xml": b"<x/>"}))

    def test_too_many_members(self):
        assert "quá giới hạn 2000" in refusal(
            edited(docx_of(PLAN), members={f"word/{n}": b"" for n in range(2001)})
        )

    def test_a_locked_member(self):
        data = bytearray(docx_of(PLAN))
        at = data.index(b"PK\x01\x02")
        data[at + 8] |= 1
        assert "mật khẩu" in refusal(bytes(data))

    @pytest.mark.parametrize("where", ["before", "after"])
    def test_two_things_at_once(self, where):
        data = docx_of(PLAN)
        both = b"PK\x03\x05" + data if where == "before" else data + b"%PDF-1.4 %%EOF"
        assert "ghép trước hoặc sau" in refusal(both)


class TestWordDocuments:
    @pytest.mark.parametrize(
        "prolog",
        [LAUGHS, PASSWD, '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">'],
        ids=["laughs", "file", "dtd"],
    )
    @pytest.mark.parametrize(
        "member", ["word/document.xml", "word/styles.xml", "word/numbering.xml", "_rels/.rels"]
    )
    def test_entities(self, prolog, member):
        entity = "&l9;" if "l9" in prolog else "&secret;" if "secret" in prolog else "x"
        assert "thực thể XML" in refusal(
            edited(docx_of(PLAN), members={member: word_body(prolog, entity).encode()})
        )

    def test_entities_in_another_encoding(self):
        body = word_body(LAUGHS, "&l9;").replace("?>", ' encoding="UTF-16"?>', 1).encode("utf-16")
        assert "thực thể XML" in refusal(edited(docx_of(PLAN), members={"word/document.xml": body}))

    def test_entities_hidden_from_a_search_of_the_bytes(self):
        hidden = word_body(PASSWD, "x").replace("?>", ' encoding="IBM037"?>', 1).encode("cp037")
        with pytest.raises(Flaw):
            parse_xml(hidden)

    def test_macros(self):
        data = docx_of(PLAN)
        assert "macro" in refusal(edited(data, members={"word/vbaProject.bin": b"\xd0\xcf"}), "a.docm")
        types = zipfile.ZipFile(io.BytesIO(data)).read("[Content_Types].xml")
        macro = types.replace(b"wordprocessingml.document.main", b"ms-word.document.macroEnabled.main")
        assert "macro" in refusal(edited(data, members={"[Content_Types].xml": macro}))

    def test_active_x(self):
        assert "ActiveX" in refusal(edited(docx_of(PLAN), members={"word/activeX/activeX1.xml": b"<x/>"}))

    @pytest.mark.parametrize("kind", ["attachedTemplate", "oleObject", "frame", "subDocument"])
    @pytest.mark.parametrize(
        "target",
        ["http://127.0.0.1:9/x.dotm", "https://[x/y", r"\\may-la\chung\x.dotm", "file://///may-la/x.dotm"],
    )
    def test_parts_fetched_from_outside(self, kind, target):
        rels = relationships((kind, target, "External"))
        assert "địa chỉ bên ngoài" in refusal(
            edited(docx_of(PLAN), members={"word/_rels/settings.xml.rels": rels.encode()})
        )

    @pytest.mark.parametrize(
        "target", ["file:///C:\\Users\\hoa\\Normal.dotm", "C:\\x.dotm", "file:///home/hoa/x.dotm", "x.dotm"]
    )
    def test_a_template_on_the_officers_own_disk_is_usual(self, target):
        rels = relationships(("attachedTemplate", target, "External"))
        assert (
            extract(
                edited(docx_of(PLAN), members={"word/_rels/settings.xml.rels": rels.encode()}), name="a.docx"
            ).text
            == PLAN
        )

    def test_broken_xml_and_no_body(self):
        assert "hỏng" in refusal(edited(docx_of(PLAN), members={"word/document.xml": b"<w:document"}))
        assert "không có nội dung" in refusal(edited(docx_of(PLAN), members={"word/document.xml": b"<x/>"}))
        assert "không phải văn bản Word" in refusal(
            edited(docx_of(PLAN), members={"word/document.xml": None})
        )

    def test_empty_and_only_pictures(self):
        assert "không có chữ nào" in refusal(docx_with(p()))
        assert "chỉ chứa ảnh" in refusal(edited(docx_with(p()), members={"word/media/image1.png": b"x"}))

    def test_tables_nested_without_end(self):
        def nested(depth):
            return docx_with("<w:tbl><w:tr><w:tc>" * depth + p("sâu") + "</w:tc></w:tr></w:tbl>" * depth)

        assert extract(nested(80), name="a.docx").text == "sâu |\n"
        assert "hỏng" in refusal(nested(5000))

    def test_more_text_than_a_document_may_have(self):
        body = "".join(p(" ".join(f"chữ{n}-{k}" for k in range(1000))) for n in range(600))
        assert "quá giới hạn 5.000.000 ký tự" in refusal(docx_with(body))


class TestPages:
    @pytest.mark.parametrize("prolog", [LAUGHS, PASSWD], ids=["laughs", "file"])
    def test_entities(self, prolog):
        assert "ENTITY" in refusal(f"<!DOCTYPE html>{prolog}<html><body>&l9;&secret;</body></html>".encode())

    @pytest.mark.parametrize("depth", [300, 3_600_000 // 2])
    def test_nested_tags(self, depth):
        started = time.monotonic()
        assert "lồng thẻ HTML sâu quá" in refusal(
            b"<html><body>" + b"<div>" * depth + "chữ".encode() + b"</div>" * depth
        )
        assert time.monotonic() - started < 15

    def test_a_page_of_more_than_twenty_megabytes(self):
        assert "quá giới hạn 20 MB" in refusal(b"<html><body>" + b"<b></b>" * 3_500_000)

    def test_a_page_without_text_or_with_nul(self):
        assert "không có chữ nào" in refusal(b"<html><body><script>x</script></body></html>")
        assert "NUL" in refusal(b"<html><body>a\0b</body></html>")

    def test_cells_that_multiply(self):
        page = b"<html><body><table><tr>" + b"<td rowspan=999>a" * 20_000 + b"</tr>" + b"<tr><td>x</tr>" * 900
        started = time.monotonic()
        assert extract(page, name="a.html").text
        assert time.monotonic() - started < 15

    def test_a_table_that_spans_the_world(self):
        page = "<html><body><table><tr><td rowspan=99999 colspan=99999>a</td><td rowspan=1000>b</td></tr><tr><td>c</td></tr></table></body></html>"
        assert extract(page.encode(), name="a.html").text.splitlines()[0] == "a | b |"


class TestPdf:
    def test_no_page(self):
        assert "không có trang nào" in refusal(bare_pdf(0))

    def test_a_password(self):
        assert "có mật khẩu" in refusal(locked_pdf())

    def test_truncated(self):
        data = pdf_of(PLAN)
        for length in (len(data) // 2, len(data) - 8, 30):
            assert "hỏng hoặc tải về chưa hết" in refusal(data[:length])

    def test_garbage_between_head_and_end(self):
        assert "hỏng" in refusal(
            b"%PDF-1.7\n" + random.Random(3).randbytes(2000).replace(b"PK", b"pk") + b"\n%%EOF"
        )

    def test_five_thousand_pages(self):
        started = time.monotonic()
        assert "có 5.000 trang, quá giới hạn 1.000 trang" in refusal(bare_pdf(5000))
        assert time.monotonic() - started < 5

    def test_empty_pages(self):
        assert "không có chữ nào" in refusal(bare_pdf(2))

    def test_a_page_the_size_of_a_field(self):
        data = bare_pdf(1, content=b"0 0 m 100 100 l S").replace(b"[0 0 595 842]", b"[0 0 99999 99999]")
        assert "không có chữ nào" in refusal(data)

    def test_a_stream_that_swells(self):
        """A content stream of a kilobyte that inflates to 160 megabytes of drawing orders."""
        swollen = zlib.compress(zlib.compress(b"q Q " * 40_000_000, 9), 9)
        data = bare_pdf(1, content=b"@@")
        data = data.replace(
            b"<< /Length 2 >>\nstream\n@@",
            b"<< /Length %d /Filter [/FlateDecode /FlateDecode] >>\nstream\n%s" % (len(swollen), swollen),
        )
        assert len(data) < 5_000
        started = time.monotonic()
        assert "không có chữ nào" in refusal(data)
        assert time.monotonic() - started < 30

    @pytest.mark.parametrize("form", ["pdf", "png"])
    def test_two_things_at_once(self, form):
        data = pdf_of(PLAN) if form == "pdf" else encoded(typeset("a")[0][0], "PNG")
        assert "tệp nén giấu ở cuối" in refusal(data + zipped({"a.js": "x"}))

    def test_something_before_the_pdf(self):
        assert "dữ liệu lạ đặt trước phần PDF" in refusal(b"#!/bin/sh\n\0" + pdf_of(PLAN))


class TestPictures:
    def test_a_decompression_bomb(self):
        data = giant_png(30_000, 30_000)
        assert len(data) < 10_000
        started = time.monotonic()
        assert "30.000 × 30.000 điểm, quá giới hạn 80 triệu điểm" in refusal(data)
        assert time.monotonic() - started < 3

    def test_truncated(self):
        data = encoded(typeset(PLAN)[0][0], "JPEG")
        assert "hỏng hoặc tải về chưa hết" in refusal(data[: len(data) // 2])
        assert "hỏng hoặc tải về chưa hết" in refusal(b"\x89PNG\r\n\x1a\n")


class TestTheReadingProcess:
    def test_it_cannot_take_more_memory_than_it_was_given(self, monkeypatch):
        monkeypatch.setattr(sandbox, "_start", child("x = b'x' * (3 << 30)"))
        with pytest.raises(Flaw, match="dừng giữa chừng"):
            sandbox.run(Kind.PDF, b"x")

    def test_it_cannot_write_without_end(self, monkeypatch):
        monkeypatch.setattr(sandbox, "_start", child("while True: sys.stdout.write('x' * (1 << 20))"))
        with pytest.raises(Flaw, match="dừng giữa chừng"):
            sandbox.run(Kind.PDF, b"x")

    def test_it_is_ended_by_its_alarm_even_inside_a_library(self, monkeypatch):
        monkeypatch.setattr(sandbox, "_start", child("signal.alarm(1); re.match(r'(a+)+$', 'a' * 60 + 'b')"))
        started = time.monotonic()
        with pytest.raises(Flaw, match="đọc quá lâu"):
            sandbox.run(Kind.PDF, b"x")
        assert time.monotonic() - started < 5

    def test_what_it_started_ends_with_it(self, monkeypatch, tmp_path):
        mark = tmp_path / "pid"
        code = f"c = subprocess.Popen(['sleep', '60']); open({str(mark)!r}, 'w').write(str(c.pid)); os.kill(os.getpid(), 11)"
        monkeypatch.setattr(sandbox, "_start", child(code))
        with pytest.raises(Flaw, match="dừng giữa chừng"):
            sandbox.run(Kind.PDF, b"x")
        time.sleep(0.2)
        assert not alive(int(mark.read_text()))

    def test_an_answer_that_makes_no_sense_is_a_refusal(self, monkeypatch):
        monkeypatch.setattr(sandbox, "_start", child("print('{')"))
        with pytest.raises(Flaw, match="dừng giữa chừng"):
            sandbox.run(Kind.PDF, b"x")

    def test_it_knows_nothing_of_the_servers_secrets(self, monkeypatch):
        monkeypatch.setenv("DIEMTUA_SECRET_KEY", "bí mật")
        assert not [name for name in sandbox._environment() if name.startswith("DIEMTUA")]

    def test_a_failure_of_our_own_is_logged_by_place_and_never_by_content(self, monkeypatch, caplog):
        code = "from diemtua.plans.intake import html; html.read_html = lambda data: int('Nguyễn Thị Bí Mật')"
        monkeypatch.setattr(
            sandbox,
            "_start",
            child(
                code
                + "; sys.stdout.write(worker.json.dumps(worker.answer(worker.Kind.HTML, b'', look=False, shared=0)))"
            ),
        )
        with caplog.at_level(logging.ERROR), pytest.raises(Flaw, match="dừng giữa chừng"):
            sandbox.run(Kind.HTML, b"x")
        assert "ValueError" in caplog.text and "Bí Mật" not in caplog.text

    def test_running_out_of_memory_is_told_as_such(self, monkeypatch):
        monkeypatch.setattr(worker, "read", lambda kind, data, **manner: (_ for _ in ()).throw(MemoryError()))
        assert worker.answer(Kind.PDF, b"", look=False, shared=0) == {"flaw": worker.OUT_OF_MEMORY}
        assert sandbox._complaint(-signal.SIGKILL) == worker.OUT_OF_MEMORY

    def test_the_server_itself_is_not_bound(self):
        before = resource.getrlimit(resource.RLIMIT_AS)
        extract(html_of(PLAN), name="a.html")
        assert resource.getrlimit(resource.RLIMIT_AS) == before


def child(code):
    """A reading process that binds itself as ours does, then misbehaves."""
    program = f"import os, re, signal, subprocess, sys\nfrom diemtua.plans.intake import worker\nworker.bind()\n{code}"

    def start(kind, manner, given, answered, shared):
        return subprocess.Popen(
            [sys.executable, "-c", program], stdin=given, stdout=answered, stderr=subprocess.DEVNULL,
            env=sandbox._environment(), start_new_session=True,
        )  # fmt: skip

    return start


def alive(pid):
    try:
        return (
            open(f"/proc/{pid}/stat").read().rpartition(")")[2].split()[0] not in ("Z", "X")
            and os.kill(pid, 0) is None
        )
    except (FileNotFoundError, ProcessLookupError):
        return False
